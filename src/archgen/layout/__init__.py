"""From a selected graph to a Placement: every box, curve and text at its place."""
