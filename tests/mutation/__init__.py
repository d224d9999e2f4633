"""Mutations of one language of a text, and the share of it that the checks notice."""
