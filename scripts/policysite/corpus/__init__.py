"""The corpus: documents and clauses of every language, read from Markdown."""

from policysite.corpus.model import Allowance, Block, Clause, Corpus, Document, FrontMatter, Link, Page, Span
from policysite.corpus.reader import read
from policysite.corpus.settings import Settings
from policysite.corpus.wellformed import HOME

__all__ = [
    "HOME",
    "Allowance",
    "Block",
    "Clause",
    "Corpus",
    "Document",
    "FrontMatter",
    "Link",
    "Page",
    "Settings",
    "Span",
    "read",
]
