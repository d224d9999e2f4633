"""Privacy policies and FAQs in several languages, kept in step clause by clause.

The way of the data: `corpus` reads the Markdown pages of all languages into documents and clauses; everything else
takes those and never opens a Markdown file itself. `site` is the MkDocs plugin that publishes them.
"""
