"""Check published policies, and print how many of the findings are right: before and after everything is approved.

`scripts/bench precision [TEXTS] [--write FILE] [--unlisted]`
"""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from policysite.corpus import Settings
from policysite.findings import Finding
from policysite.lint.runner import check
from policysite.rulebook.catalogue import RULES

from tests.bench.precision import judgments, sites
from tests.project import ROOT
from tests.tables import Measurement

TEXTS = ROOT.parent / "shared/content/real"
TODAY = datetime.date(2026, 11, 22)
# The goals: so many wrong findings in 1,000 words when everything is approved, and this share of right ones before.
MAX_WRONG_PER_1000_WORDS = 1
MIN_SHARE_RIGHT = 0.9
# That a clause is not approved is not a finding about its text.
_NOT_COUNTED = "translations"


@dataclass(frozen=True)
class Row:
    """The numbers of findings of one rule in one language, before and after everything is approved."""

    rule: str
    language: str
    right_before: int
    wrong_before: int
    right_after: int
    wrong_after: int


def main() -> int:
    measurement = Measurement("precision", __doc__)
    measurement.add_argument(
        "texts",
        type=Path,
        nargs="?",
        default=os.environ.get("REAL_TEXTS", TEXTS),
        help="(default: $REAL_TEXTS or %(default)s)",
    )
    measurement.add_argument("--unlisted", action="store_true", help="print the findings that are not listed as right")
    options = measurement.options()
    texts = Path(options.texts)
    missing = [name for name in (sites.ORIGINAL, *sites.LANGUAGES) if not list((texts / name).glob("*.md"))]
    if missing:
        print(f"precision: {texts} has no texts in {', '.join(missing)}; name the folder of the texts", file=sys.stderr)
        return 2
    rows: list[Row] = []
    for language in sites.LANGUAGES:
        # The original is the same in every site.
        counted = (sites.ORIGINAL, language) if language == sites.LANGUAGES[0] else (language,)
        with tempfile.TemporaryDirectory() as folder:
            rows += _rows(sites.write(texts, language, Path(folder)), counted, unlisted=options.unlisted)
    originals = [(texts / sites.ORIGINAL / f"{name}.md").read_text(encoding="utf-8") for name in sites.names(texts)]
    words = sum(len(text.split()) for text in originals)
    table = f"{_languages(rows, words)}\n\n{_rules(rows)}"
    measurement.publish(table, options.write)
    return 0


def _rows(settings: Settings, languages: Iterable[str], *, unlisted: bool) -> Iterator[Row]:
    """Check a site before and after everything is approved, and yield what was found in these languages."""
    known = judgments.read()
    before = _findings(settings)
    sites.approve(settings)
    after = _findings(settings)
    if unlisted:
        wrong = [each for each in before if not judgments.is_right(each, settings, known)]
        print(judgments.as_toml(wrong, settings), file=sys.stderr)

    def counts(findings: list[Finding]) -> Counter[tuple[str, str, bool]]:
        return Counter(
            (each.rule, judgments.page_of(each).split("/")[0], judgments.is_right(each, settings, known))
            for each in findings
        )

    first, second = counts(before), counts(after)
    for rule, language in sorted({key[:2] for key in (*first, *second)}):
        if language in languages:
            numbers = (counted[rule, language, right] for counted in (first, second) for right in (True, False))
            yield Row(rule, language, *numbers)


def _findings(settings: Settings) -> list[Finding]:
    found = check(settings, TODAY, RULES).findings
    return [each for each in found if RULES[each.rule].family != _NOT_COUNTED]


def _languages(rows: list[Row], words: int) -> str:
    """Return the table of the languages; the words of the original count for each, as it says the same."""
    lines = [
        "| language | right before | wrong before | share right | right after | wrong after | wrong in 1,000 words |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for language in (sites.ORIGINAL, *sites.LANGUAGES):
        own = [row for row in rows if row.language == language]
        right, wrong = sum(row.right_before for row in own), sum(row.wrong_before for row in own)
        right_after, wrong_after = sum(row.right_after for row in own), sum(row.wrong_after for row in own)
        share, rate = right / max(right + wrong, 1), 1000 * wrong_after / words
        cells = [
            *(language, right, wrong, f"{100 * share:.0f} %{_missed(share < MIN_SHARE_RIGHT)}"),
            *(right_after, wrong_after, f"{rate:.2f}{_missed(rate > MAX_WRONG_PER_1000_WORDS)}"),
        ]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def _missed(missed: bool) -> str:
    return " (goal missed)" if missed else ""


def _rules(rows: list[Row]) -> str:
    lines = [
        "| rule | language | right before | wrong before | right after | wrong after |",
        "| --- | --- | --: | --: | --: | --: |",
    ]
    ordered = sorted(rows, key=lambda row: (row.rule, row.language))
    return "\n".join([*lines, *(f"| {' | '.join(map(str, astuple(row)))} |" for row in ordered)])


if __name__ == "__main__":
    sys.exit(main())
