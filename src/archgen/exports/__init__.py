"""Formats beside SVG, one file each."""
