"""Parity rules: the content of a clause that must be the same in every language."""
