"""Mutates a site in one place after another, and counts what finds the mutation."""

from __future__ import annotations

import datetime
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from policysite import approvals, corpus
from policysite.config import loader
from policysite.corpus import Settings
from policysite.findings import Finding
from policysite.lint.runner import ReadPages, check
from policysite.rulebook.catalogue import RULES

from tests import generated_site
from tests.example_site import read
from tests.mutation.mutations import MUTATIONS
from tests.project import TOOLSHARE, copied
from tests.releases import release_all

_APPROVALS = {"translation-stale", "translation-unreviewed", "based-on-stale", "based-on-unreviewed"}
# Finds every change of a released text, whatever it is.
_VERSIONS = {"version-text-changed"}


@dataclass(frozen=True)
class Noticed:
    """The numbers of one kind of mutation.

    Attributes:
        made: the number of mutations.
        by_parity: how many are found without approvals, by comparing the languages; 0 if they were not compared.
        by_approvals: how many leave a clause, or a pair of clauses, that nobody has approved as it is.
        missed: the places of mutations that parity does not find.
    """

    made: int
    by_parity: int
    by_approvals: int
    missed: tuple[str, ...]


def fixture_site(folder: Path) -> Settings:
    """A copy of the fixture site."""
    return _settings(copied(TOOLSHARE, folder).folder)


def generated_sites(folder: Path, count: int) -> Iterator[Settings]:
    """Small sites, each with the home page and one policy of a larger one."""
    generated_site.write(folder / "all", count)
    for number in range(1, count + 1):
        site = folder / str(number)
        shutil.copytree(folder / "all", site, ignore=_others(f"policy-{number}.md"))
        yield _approved(site)


def unchanged(settings: Settings) -> Sequence[Finding]:
    """The findings in a site that is not mutated."""
    return check(settings, datetime.date.today(), RULES).findings


def measured(settings: Settings, kind: str, step: int = 1, *, by_parity: bool = True) -> Noticed:
    """Mutate a site in one way in every place, or in every second, third … of them, and count what is noticed.

    Args:
        settings: its settings.
        kind: the name of the mutation.
        step: one mutation in so many is made.
        by_parity: True to compare the languages, too.
    """
    counts: Counter[str] = Counter()
    missed: list[str] = []
    pages, _ = corpus.read(settings)
    mutations = ((page, text) for page in pages.pages() for text in MUTATIONS[kind](page))
    for page, text in islice(mutations, 0, None, step):
        path = settings.root / page.path
        path.write_text(text, encoding="utf-8")
        read_pages = read(settings)
        is_approved = _is_approved(settings, read_pages)
        is_found = by_parity and _is_found(settings, read_pages)
        path.write_text("\n".join(page.source), encoding="utf-8")
        counts["made"] += 1
        counts["by_parity"] += is_found
        counts["by_approvals"] += not is_approved
        if not is_found:
            missed.append(f"{page.path}: {_difference(page.source, text)}")
    return Noticed(counts["made"], counts["by_parity"], counts["by_approvals"], tuple(missed))


def _is_found(settings: Settings, read_pages: ReadPages) -> bool:
    """True if anything but a lacking approval is found."""
    found = check(settings, datetime.date.today(), RULES, read_pages=read_pages).findings
    rules = {finding.rule for finding in found}
    return bool(rules - _APPROVALS - _VERSIONS)


def _is_approved(settings: Settings, read_pages: ReadPages) -> bool:
    """True if every clause is on all of its pages, and approved as it is; whatever is reported first."""
    approved, _ = approvals.read(settings)
    states = {approved.state(pair) for pair in approvals.pairs(read_pages.corpus)}
    return not read_pages.findings and states == {approvals.PairState.APPROVED}


def total(parts: Sequence[Noticed]) -> Noticed:
    """The sum of several sites."""
    return Noticed(
        sum(part.made for part in parts),
        sum(part.by_parity for part in parts),
        sum(part.by_approvals for part in parts),
        tuple(place for part in parts for place in part.missed),
    )


def _settings(folder: Path) -> Settings:
    return loader.load(folder / "mkdocs.yml")


def _approved(folder: Path) -> Settings:
    settings = _settings(folder)
    pages, _ = corpus.read(settings)
    nothing = approvals.Approvals("", {}, {})
    path = settings.editorial(approvals.NAME)
    path.parent.mkdir(exist_ok=True)
    release_all(settings)
    path.write_text(approvals.updated_text(nothing, pages, approvals.pairs(pages), ()), encoding="utf-8")
    return settings


def _others(name: str) -> Callable[[str, list[str]], list[str]]:
    def ignore(_folder: str, names: list[str]) -> list[str]:
        return [each for each in names if each.startswith("policy-") and each != name]

    return ignore


def _difference(source: Sequence[str], text: str) -> str:
    lines = text.split("\n")
    number = next((n for n, (old, new) in enumerate(zip(source, lines, strict=False)) if old != new), len(lines) - 1)
    return f"{number + 1}: {source[number]!r} → {lines[number] if number < len(lines) else ''!r}"
