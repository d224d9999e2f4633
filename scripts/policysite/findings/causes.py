"""Findings that another one causes are not reported: they end with it, and their advice would be wrong until then.

A finding *breaks* subjects and *rests on* subjects: files, pages, clauses, or an aspect of one, as texts
(`policysite.corpus.subjects`). A finding that rests on what another one breaks is a consequence of it, and so is one
inside the text that another one calls damaged or advises to delete. A warning has no errors as consequences.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from policysite.findings import Finding, Severity, unique

# A subject, and the severity of the findings that rest on it.
_Key: TypeAlias = tuple[str, Severity]


def reported(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings sorted, each once, without the consequences of others.

    Each finding left out is caused, directly or not, by one that is returned and at least as serious.
    """
    found = unique(findings)
    breaks, rests_on = _keys(found)
    breaking, resting = _by_key(breaks), _by_key(rests_on)
    waiting = [number for number, keys in enumerate(rests_on) if all(breaking[key] <= {number} for key in keys)]
    left_out: set[int] = set()
    seen: set[_Key] = set()
    while waiting:
        cause = waiting.pop()
        for key in breaks[cause] - seen:
            seen.add(key)
            new = resting[key] - left_out - {cause}
            left_out |= new
            waiting += new
    return [finding for number, finding in enumerate(found) if number not in left_out]


def _keys(findings: Sequence[Finding]) -> tuple[list[set[_Key]], list[set[_Key]]]:
    """Return for each finding, by its number, what it breaks and what it rests on."""
    breaks = [{(subject, each) for subject in finding.breaks for each in _hidden_by(finding)} for finding in findings]
    broken = frozenset[str]().union(*(finding.breaks for finding in findings))
    rests_on = [{(subject, finding.severity) for subject in finding.rests_on & broken} for finding in findings]
    for cause, inside in _inside_damaged_text(findings):
        text = f"text damaged by {cause}"
        breaks[cause] |= {(text, each) for each in _hidden_by(findings[cause])}
        for number in inside:
            rests_on[number].add((text, findings[number].severity))
    return breaks, rests_on


def _hidden_by(finding: Finding) -> tuple[Severity, ...]:
    return tuple(Severity) if finding.severity is Severity.ERROR else (finding.severity,)


def _inside_damaged_text(findings: Sequence[Finding]) -> Iterator[tuple[int, list[int]]]:
    """Yield the findings with damaged text, each with those inside of it that neither are of its rule nor cause it.

    Lines that are to be deleted are damaged, too. Of two findings that damage each other, neither is inside.
    """
    in_line: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        in_line[finding.path, finding.line].append(number)
    inside: dict[int, set[int]] = {}
    for number, finding in enumerate(findings):
        deleted = [line for line, advised in finding.advised.items() if advised is None]
        if finding.damaged or deleted:
            line = in_line[finding.path, finding.line]
            first, end = (
                bisect_left(line, column, key=lambda each: findings[each].column)
                for column in (finding.damaged.start, finding.damaged.stop)
            )
            in_deleted = chain(*(in_line[finding.path, each] for each in deleted))
            found = chain(line[first:end], in_deleted)
            damaged = (each for each in found if not (finding.advised and findings[each].in_new_text))
            others = (each for each in damaged if findings[each].rule != finding.rule)
            smaller = (each for each in others if not _is_around(findings[each], finding))
            inside[number] = {each for each in smaller if not findings[each].breaks & finding.rests_on}
    for number, found_inside in inside.items():
        yield number, [each for each in found_inside if number not in inside.get(each, ())]


def _is_around(finding: Finding, other: Finding) -> bool:
    """True if a finding damages all that another one in its line does, and more."""
    common = range(max(finding.damaged.start, other.damaged.start), min(finding.damaged.stop, other.damaged.stop))
    return finding.line == other.line and len(finding.damaged) > len(other.damaged) > 0 and common == other.damaged


def _by_key(keys: Iterable[set[_Key]]) -> dict[_Key, set[int]]:
    numbers: dict[_Key, set[int]] = defaultdict(set)
    for number, of_finding in enumerate(keys):
        for key in of_finding:
            numbers[key].add(number)
    return numbers
