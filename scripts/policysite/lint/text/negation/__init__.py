"""Negations: the words a language uses, how many a sentence has, and whether two sentences agree in them."""
