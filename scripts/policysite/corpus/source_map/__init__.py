"""From a position in a parsed page back to the line and column in its Markdown.

Python-Markdown keeps no positions. The line of a block is found by marks that pass through the parser (`line_marks`),
a character of its text by comparing the text with its source (`text_positions`), and the URL of a link by searching
the source (`link_positions`).
"""
