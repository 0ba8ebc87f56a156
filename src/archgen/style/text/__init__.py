"""Text: how wide it is, how it wraps, and the font that is put into a picture."""
