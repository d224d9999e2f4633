"""What rules know of text, whatever page it stands on: its words, sentences, dates, addresses, quotation marks."""
