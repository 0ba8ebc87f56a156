"""Cards on a grid: which row and column each has. Only small integers here; no pixels, no text."""
