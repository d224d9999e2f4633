"""The corpus: documents and clauses of every language, read from Markdown."""

from policysite.corpus.model import Clause, Corpus, Document, FrontMatter, Page
from policysite.corpus.reader import read
from policysite.corpus.settings import Settings

__all__ = ["Clause", "Corpus", "Document", "FrontMatter", "Page", "Settings", "read"]
