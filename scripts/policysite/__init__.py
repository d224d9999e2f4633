"""Privacy policies and FAQs in several languages, kept in sync clause by clause.

Data flow: `corpus` reads the Markdown pages of all languages into documents and clauses; everything else
takes those and never opens a Markdown file itself. `site` is the MkDocs plugin that publishes them.
"""

import contextlib
import sys

# ProperDocs, which continues MkDocs, takes its place if it is installed, unless the command `mkdocs` is running.
if "mkdocs" not in sys.modules:
    with contextlib.suppress(ModuleNotFoundError):
        import properdocs.replacement  # noqa: F401  (importing it is all that is needed)
