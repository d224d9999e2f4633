"""Numbered clauses: items whose numbers or letters are written in the text, such as `1.1.`, `а)`, `(i)` and `§ 1.`."""

from policysite.corpus.numbering.extension import NumberedClauses

__all__ = ["NumberedClauses"]
