"""Privacy policies and FAQs in several languages, kept in sync clause by clause.

Data flow: `corpus` reads the Markdown pages of all languages into documents and clauses; everything else
takes those and never opens a Markdown file itself. `site` is the MkDocs plugin that publishes them.
"""
