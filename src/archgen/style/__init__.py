"""Data about looks: palettes, glyphs, brand icons, type sizes and text metrics."""
