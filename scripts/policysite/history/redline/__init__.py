"""Renderings of an edit script: a redline for each format."""
