"""The corpus: documents and clauses of every language, read from Markdown."""

from policysite.corpus.model import Clause, Corpus, Document, FrontMatter, Page
from policysite.corpus.reader import read
from policysite.corpus.settings import Settings
from policysite.corpus.wellformed import HOME

__all__ = ["HOME", "Clause", "Corpus", "Document", "FrontMatter", "Page", "Settings", "read"]
