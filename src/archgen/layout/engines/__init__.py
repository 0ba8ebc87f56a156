"""Graphviz engines behind one small port."""
