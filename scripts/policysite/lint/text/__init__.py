"""Text analysis for the rules: words, sentences, dates, addresses and quotation marks of a text."""
