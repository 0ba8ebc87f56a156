"""Queries: which systems of a catalogue, and what in them, conditions hold for."""
