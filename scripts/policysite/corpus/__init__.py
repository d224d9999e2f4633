"""The corpus: documents and clauses of every language, read from Markdown."""

from policysite.corpus.model import (
    Block,
    Clause,
    Corpus,
    Correction,
    Document,
    FrontMatter,
    Link,
    Page,
    Span,
    SuppressionComment,
)
from policysite.corpus.reader import look_findings, read, rewritten
from policysite.corpus.settings import Settings
from policysite.corpus.validation import HOME

__all__ = [
    "HOME",
    "Block",
    "Clause",
    "Corpus",
    "Correction",
    "Document",
    "FrontMatter",
    "Link",
    "Page",
    "Settings",
    "Span",
    "SuppressionComment",
    "look_findings",
    "read",
    "rewritten",
]
