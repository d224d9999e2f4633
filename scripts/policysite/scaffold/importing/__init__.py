"""Takes existing Markdown into a site: without HTML, with front matter, and with the same ids in every language."""
