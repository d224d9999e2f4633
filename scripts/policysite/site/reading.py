"""Reads the pages of a site; the modules that only rendering needs are loaded while a copy of the process reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policysite import build_manifest, corpus
from policysite.corpus import Corpus, Settings
from policysite.corpus.parsed import Tree
from policysite.findings import Finding


@dataclass(frozen=True)
class ReadPages:
    """The pages of a site as they are read; for `inputs` and `trees` see `Content`."""

    settings: Settings
    inputs: Mapping[str, str]
    corpus: Corpus
    findings: list[Finding]
    trees: dict[str, Tree]


def read(settings: Settings) -> ReadPages:
    """Read the pages of a site."""
    inputs = build_manifest.inputs(settings)  # before anything is read: a file that is saved meanwhile is a change
    trees: dict[str, Tree] = {}
    pages, findings = corpus.read(settings, _load_modules, trees)
    return ReadPages(settings, inputs, pages, findings, trees)


def _load_modules(number: int, _total: int) -> None:
    """Load the modules after the first page: from then on, a copy of the process reads others."""
    if number == 1:
        from policysite.output_check import check  # noqa: F401
        from policysite.site import annotations, content, data_files, search, templates  # noqa: F401
