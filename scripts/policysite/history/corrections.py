"""Corrections of a version that is not the current one: of the text in effect, while another version is to come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from policysite.corpus import Corpus, Correction, Document, Settings
from policysite.findings import Finding
from policysite.history import versions
from policysite.history.default_branch import DefaultBranch


def read(settings: Settings, corpus: Corpus) -> tuple[Corpus, DefaultBranch, tuple[Finding, ...]]:
    """Return a corpus with the corrections that must be approved, and the recorded versions, with findings in them."""
    states, findings = versions.read(settings)
    default_branch = DefaultBranch(settings, states)
    return with_corrections(corpus, default_branch.has), default_branch, tuple(findings)


def corrections(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield the document and the name of each such correction that has frozen copies, recorded or not."""
    for document, name in corpus.frozen:
        version, number = versions.version_and_correction(name)
        current = corpus.page(corpus.original, document)
        if number and current is not None and current.front_matter.version != version:
            yield document, name


def corrected(corpus: Corpus, document: str, name: str) -> Document | None:
    """Return the text that a correction corrects: the state before it, of the same version; None if it is missing."""
    version, number = versions.version_and_correction(name)
    of_version = versions.copies_of_version(corpus, document, version)
    before = max((each for each in of_version if each < number), default=None)
    return None if before is None else of_version[before]


def with_corrections(corpus: Corpus, is_published: Callable[[str, str], bool]) -> Corpus:
    """Return a corpus with the corrections that must be approved: those that nobody but their authors has read.

    `is_published` is true if a recorded state, given its document and name, may have been read by others.
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
