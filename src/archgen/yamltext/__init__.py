"""YAML text to nodes with positions, through libyaml's parser (PyYAML's C classes)."""
