"""Releases the current text of a document: a frozen copy in every language, and an entry in `versions.yml`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from policysite.corpus import Corpus, Document, Settings, files
from policysite.errors import ToolError
from policysite.findings import NOTHING, Finding, Severity
from policysite.history.rules import REMOVED_BY_RELEASE
from policysite.history.versions import NAME, State, entry

_HEADER = "# The released versions, a line for each, added by `policy release`.\n"


def versioned_document(corpus: Corpus, name: str) -> Document:
    """Return the document with this name.

    Raises:
        ToolError: there is none, or it has no version.
    """
    document = corpus.documents.get(name)
    if document is None or not document.versioned:
        known = ", ".join(each.name for each in corpus.documents.values() if each.versioned)
        raise ToolError("no_versioned_document", document=name, known=known or NOTHING)
    return document


def refuse_errors(document: Document, findings: Iterable[Finding]) -> None:
    """Refuse to release a document from a site with errors, except those that releases remove, its own or of others.

    Raises:
        ToolError: there are errors.
    """
    removed = {rule.name for rule in REMOVED_BY_RELEASE}
    blocking = [each for each in findings if each.severity is Severity.ERROR and each.rule not in removed]
    if blocking:
        raise ToolError("release_refused", blocking, document=document.name)


def refuse_unreleasable(document: Document, state: State, states: Iterable[State]) -> None:
    """Refuse to release a version that is released, and to correct one that is not, or that has not changed.

    Raises:
        ToolError: it is one of these.
    """
    of_version = [each for each in states if each.version == state.version]
    if state.correction and not of_version:
        raise ToolError("correction_unreleased", document=document.name, version=state.version)
    if of_version and not state.correction:
        raise ToolError("version_released", document=document.name, version=state.version)
    if of_version and max(of_version, key=lambda each: each.order).digests == state.digests:
        raise ToolError("correction_without_change", document=document.name, version=state.version)


def write(document: Document, state: State, settings: Settings) -> list[Path]:
    """Write the frozen copies and the entry of a state, or nothing at all, and return the files.

    Raises:
        ToolError: a frozen copy exists.
        OSError: a file cannot be written; then none is changed.
    """
    pages = {settings.root / page.path: page for page in document.pages.values()}
    copies = {
        settings.docs / page.language / document.name / f"{state.name}.md": path.read_bytes()
        for path, page in pages.items()
    }
    for path in copies:
        if path.exists():
            raise ToolError("frozen_copy_exists", file=settings.relative_path(path))
    record = settings.editorial(NAME)
    before = record.read_bytes() if record.exists() else None
    text = before.decode() if before else _HEADER
    with contextlib.ExitStack() as undo:
        for path, content in copies.items():
            for folder in _missing(path.parent):
                folder.mkdir()
                undo.callback(folder.rmdir)
            files.write(path, content)
            undo.callback(path.unlink)
        record.parent.mkdir(parents=True, exist_ok=True)
        files.write(record, f"{text.rstrip()}\n\n{entry(state)}\n".encode())
        undo.pop_all()
    return [*copies, record]


def _missing(folder: Path) -> list[Path]:
    """Return the folders that do not exist yet, the outermost first."""
    return [each for each in (*reversed(folder.parents), folder) if not each.exists()]
