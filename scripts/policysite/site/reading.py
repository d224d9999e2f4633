"""Reads the pages of a site; what only rendering needs is loaded while a copy of the process reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from mkdocs.theme import Theme

from policysite import build_manifest, corpus
from policysite.corpus import Corpus, Settings
from policysite.corpus.parsed import Tree
from policysite.findings import Finding


@dataclass(frozen=True)
class PagesWithTrees:
    """The pages of a site as they are read; for `inputs` and `trees` see `Content`."""

    settings: Settings
    inputs: Mapping[str, str]
    corpus: Corpus
    findings: list[Finding]
    trees: dict[str, Tree]


def read(settings: Settings, theme: Theme) -> PagesWithTrees:
    """Read the pages of a site with a theme."""
    inputs = build_manifest.inputs(settings)  # before anything is read: a file that is saved meanwhile is a change
    trees: dict[str, Tree] = {}
    pages, findings = corpus.read(settings, partial(_load, theme), trees)
    return PagesWithTrees(settings, inputs, pages, findings, trees)


def _load(theme: Theme, number: int, _total: int) -> None:
    """Load what renders pages after the first one is read: from then on, a copy of the process reads others."""
    if number == 1:
        from policysite.output_check import check  # noqa: F401  (importing it is all that is needed)
        from policysite.site import annotations, content, data_files, search, templates  # noqa: F401  (likewise)

        templates.compile_all(theme.get_env())
