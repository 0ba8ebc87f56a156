"""Formatting: YAML text in one style, with keys in a given order; comments are kept."""
