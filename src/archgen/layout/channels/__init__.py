"""The channel router: flows through the gutters between cards. Topology first, then slots and tracks; no pixels here.

Points lie on a doubled grid: the cell (row, column) is at (2 * column + 1, 2 * row + 1), gutters have even numbers.
"""
