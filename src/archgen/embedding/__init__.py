"""Blocks in Markdown files that archgen fills: pictures with their captions, and comparison tables."""
