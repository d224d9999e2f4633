"""Negations: the words of a language for them, their number in a sentence, and the comparison of two sentences."""
