"""Placement and Theme to one self-contained SVG: nothing is measured or decided here."""
