"""Texts that stand elsewhere in a translation than in its original: one finding in place of those on both places.

Where such a text stands, the translation has more than the original; where it is missing, it has as much less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policysite.corpus import subjects
from policysite.findings import NOTHING, Finding
from policysite.findings.rule import Rule, Scope
from policysite.lint.rule import ClausePair, ClausePairs
from policysite.lint.rules.parity import counts

TEXT_MISPLACED = Rule("text-misplaced", "parity", Scope.PAIR)

# These rules say how many there are; the others, which ones only one language has.
_COUNTS = frozenset(
    each.name for each in (counts.PARAGRAPHS_DIFFER, counts.ITEMS_DIFFER, counts.ROWS_DIFFER, counts.sentences_differ)
)
# The text that one clause has too many and the other too few are this much alike in length, or they are not the same.
_MAX_LENGTHS_RATIO = 2.5
# A rule, and what a translation has more and less than its original, as it says.
_Difference = tuple[str, str, str]


def joined(findings: Sequence[Finding], pairs: ClausePairs) -> Iterator[Finding]:
    """Yield the findings on a translated page; two that a text in another place explains become one, at that text."""
    found: dict[_Difference, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[_difference(finding)].append(finding)
    explained: list[Finding] = []
    misplaced: dict[frozenset[str], Finding] = {}
    for (rule, more, less), surplus in found.items():
        lacking = found.get((rule, less, more), ()) if more != NOTHING else ()
        if len(surplus) == len(lacking) == 1 and surplus[0] not in explained:
            here, there = (next(pair for pair in pairs if pair.contains(each)) for each in (*surplus, *lacking))
            # (In one clause, two texts may have changed places.)
            if here is there or (less == NOTHING and _is_moved(here, there, pairs)):
                new = _misplaced(surplus[0], lacking[0], here, there)
                misplaced.setdefault(new.breaks, new)
                explained += [*surplus, *lacking]
    yield from misplaced.values()
    yield from (each for each in findings if each not in explained)


def _difference(finding: Finding) -> _Difference:
    params = finding.params
    if finding.rule in _COUNTS:
        more = int(params["here"]) - int(params["there"])
        return finding.rule, str(more) if more > 0 else NOTHING, str(-more) if more < 0 else NOTHING
    return finding.rule, params.get("only_here", NOTHING), params.get("only_there", NOTHING)


def _is_moved(here: ClausePair, there: ClausePair, pairs: ClausePairs) -> bool:
    """True if one clause of a translation is longer than expected by about as much as the other one is shorter."""
    lengths = {id(pair): (len(pair.translated_clause.text), len(pair.original_clause.text)) for pair in pairs}
    ratio = sum(own for own, _ in lengths.values()) / max(sum(original for _, original in lengths.values()), 1)
    longer, shorter = (own - ratio * original for own, original in (lengths[id(here)], lengths[id(there)]))
    return longer > 0 > shorter and max(longer, -shorter) < _MAX_LENGTHS_RATIO * min(longer, -shorter)


def _misplaced(surplus: Finding, lacking: Finding, here: ClausePair, there: ClausePair) -> Finding:
    """Return the finding about a text that is in one clause of a translation and should be in another one."""
    page = here.translation
    clauses = [here.subject, there.subject]
    found = TEXT_MISPLACED.at(
        page.path,
        surplus.line,
        surplus.column,
        breaks=[*clauses, *map(subjects.wording, clauses)],
        rests_on=surplus.rests_on | lacking.rests_on,
        other=lacking.params["other"],
        place=f"{page.path}:{lacking.line}",
        title=there.translated_clause.name,
    )
    return replace(found, severity=surplus.severity)
