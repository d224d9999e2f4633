"""Finds the negations of a sentence."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter

from policysite.corpus.blanks import blanked
from policysite.lint.text.morphology import is_predicate
from policysite.lint.text.negation.model import Negations, limited, merged
from policysite.lint.text.negation.patterns import NegationPatterns, patterns

_CACHED_SENTENCES = 50_000
# How many lists after negations are counted in a sentence.
_MAX_LISTS = 6
_WORD = re.compile(r"[^\W\d_]+")
_COMMA = re.compile(r"\s*,(?=.*\w)", re.DOTALL)


@functools.lru_cache(maxsize=_CACHED_SENTENCES)
def negations_in(sentence: str, language: str) -> Negations:
    """Return the negations of a sentence."""
    known = patterns(language)
    if end := _end_of_answer(sentence, known):
        parts = sentence[:end], " " * end + sentence[end:]
        return merged([_negations(part, language, known) for part in parts])
    return _negations(sentence, language, known)


def _negations(sentence: str, language: str, known: NegationPatterns) -> Negations:
    rest = blanked(sentence, (match.span() for match in known.of["idioms"].finditer(sentence)))
    bounding = list(known.of["bounds"].finditer(rest))
    rest = blanked(rest, (match.span() for match in bounding))
    equivalents = Counter({kind: len(form.findall(rest)) for kind, form in known.equivalents.items()})
    found = list(known.words.finditer(rest))
    kinds = [known.kind(match[0]) for match in found]
    count, optional = _count(kinds, rest, language)
    ends = [*(match.start() for match in found[1:]), len(rest)]
    members = [_members(rest, match.end(), end, known) for match, end in zip(found, ends, strict=False)]
    lists = [number for number in members if number > 1]
    counts = {count + more for more in range(optional + 1)}
    series = _series(found, rest, known)
    # In a series each member has its own negation, including the last.
    for number in lists[:_MAX_LISTS] if series == 1 else ():
        counts |= {each + number - 1 for each in counts}
    return Negations(
        written=tuple(sorted(((match[0], match.start()) for match in (*bounding, *found)), key=lambda word: word[1])),
        counts=limited(counts),
        series_count=count - series + 1 if series > 1 else None,
        has_conjunction=kinds.count("reinforcing") > 1
        or (bool(found) and known.of["conjunctions"].search(rest, found[0].end()) is not None),
        listed=bool(lists),
        bounds=len(bounding),
        equivalents=equivalents,
        has_explicit_bound=known.of["explicit_bounds"].search(rest) is not None,
        exceeds_bound=known.of["exceeded_bounds"].search(rest) is not None,
        is_incomplete=known.unreinforced.search(rest) is not None or _continues_nothing(found, kinds, rest),
        always=known.of["always"].search(rest) is not None,
        has_always_equivalent=known.of["always_equivalents"].search(rest) is not None,
    )


def _end_of_answer(sentence: str, known: NegationPatterns) -> int:
    """Return the end of a negation that is a sentence of its own, as in “No, never”; 0 if there is none."""
    first = known.words.search(sentence)
    if first is None or known.kind(first[0]) == "reinforcing" or _WORD.search(sentence, 0, first.start()):
        return 0
    comma = _COMMA.match(sentence, first.end())
    return comma.end() if comma else 0


def _count(kinds: list[str], sentence: str, language: str) -> tuple[int, int]:
    """Return how many negations the words make, and how many more they may count as."""
    plain = [kind for kind in kinds if kind in ("", "reinforced")]
    reinforcing = kinds.count("reinforcing")
    continuing = kinds.count("continuing") if len(kinds) > 1 else 0
    count = len(plain) + (kinds.count("continuing") - continuing)
    if not reinforcing or "reinforced" in kinds:
        return count, continuing
    # Without a reinforced word, such a negation is complete only if there is no verb: "Never."
    if any(is_predicate(word[0], language) for word in _WORD.finditer(sentence)):
        return count, continuing
    return count + 1, reinforcing - 1 + continuing


def _continues_nothing(found: list[re.Match[str]], kinds: list[str], sentence: str) -> bool:
    """True if the first negation can only continue another, and words precede it."""
    return kinds[:1] == ["continuing"] and sentence[: found[0].start()].strip(" \t\n\"'«“‘(—–-") != ""


def _members(sentence: str, start: int, end: int, known: NegationPatterns) -> int:
    """Return the number of words in the list that follows a negation; 1 if no list follows."""
    match = known.list.match(sentence, start, end)
    return 1 + len(known.separators.findall(match[0])) if match else 1


def _series(found: list[re.Match[str]], sentence: str, known: NegationPatterns) -> int:
    """Return the length of the longest series that repeats a negation before each of its members."""
    longest = length = 1
    for before, after in itertools.pairwise(found):
        between = sentence[before.end() : after.start()]
        alike = before[0].lower() == after[0].lower() and known.kind(before[0]) != "reinforcing"
        length = length + 1 if alike and known.between.fullmatch(between) else 1
        longest = max(longest, length)
    return longest
