"""The spec language: as authored (Spec), and with all references checked (Architecture)."""
