"""The comparison: tables of a project file, filled with the facts of systems, in four formats."""
