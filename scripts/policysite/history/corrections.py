"""Corrections of a version that is not the current one: of the text in effect, while another version is to come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from policysite.corpus import Corpus, Correction, Document


def corrections(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield the document and the name of each such correction that has frozen copies, recorded or not."""
    for document, name in corpus.frozen:
        version, _, number = name.partition("-")
        current = corpus.page(corpus.original, document)
        if number and current is not None and current.front_matter.version != version:
            yield document, name


def corrected(corpus: Corpus, document: str, name: str) -> Document | None:
    """Return the text that a correction corrects: the state before it, of the same version; None if it is missing."""
    version, _, number = name.partition("-")
    before = (*(f"{version}-{each}" for each in range(int(number) - 1, 0, -1)), version)
    return next((corpus.frozen[document, each] for each in before if (document, each) in corpus.frozen), None)


def with_corrections(corpus: Corpus, is_published: Callable[[str, str], bool]) -> Corpus:
    """Return a corpus with the corrections that must be approved: those that nobody but their authors has read.

    Args:
        corpus: all pages.
        is_published: True if a recorded state, given its document and name, may have been read by others.
    """
    found = []
    for document, name in corrections(corpus):
        before = corrected(corpus, document, name)
        if before is not None and not is_published(document, name):
            copies = corpus.frozen[document, name]
            # A language without a copy keeps its text.
            kept = {language: replace(page, name=copies.name) for language, page in before.pages.items()}
            found.append(
                Correction(replace(copies, pages={**kept, **copies.pages}), before, corpus.documents[document])
            )
    return replace(corpus, corrections=tuple(found))
