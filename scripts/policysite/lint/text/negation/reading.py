"""From a sentence to its denials."""

from __future__ import annotations

import functools
import itertools
import re

from policysite.lint.text.morphology import is_predicate
from policysite.lint.text.negation.denials import Denials, few
from policysite.lint.text.negation.words import Negations, negations

# Sentences whose denials are kept in memory.
_KEPT = 50_000
# More lists behind negations no sentence has.
_MOST_LISTS = 6
_WORD = re.compile(r"[^\W\d_]+")


@functools.lru_cache(maxsize=_KEPT)
def denials(sentence: str, language: str) -> Denials:
    """The denials of a sentence."""
    known = negations(language)
    if not known.any.search(sentence):
        return Denials()
    rest, written = known.idioms.sub(_blank, sentence), []
    bounding = list(known.bounds.finditer(rest))
    written += [(match[0], match.start()) for match in bounding]
    rest = known.bounds.sub(_blank, rest)
    affirmed = {kind: len(form.findall(rest)) for kind, form in known.affirmed.items()}
    found = list(known.words.finditer(rest))
    kinds = [known.kind(match[0]) for match in found]
    written += [(match[0], match.start()) for match in found]
    count, spread = _count(kinds, rest, language)
    ends = [*(match.start() for match in found[1:]), len(rest)]
    members = [_members(rest, match.end(), end, known) for match, end in zip(found, ends, strict=False)]
    lists = [number for number in members if number > 1]
    counts = {count + more for more in range(spread + 1)}
    series = _series(found, rest, known)
    # In a series each member has its own negation, the last one too.
    for number in lists[:_MOST_LISTS] if series == 1 else ():
        counts |= {each + number - 1 for each in counts}
    return Denials(
        written=tuple(sorted(written, key=lambda word: word[1])),
        counts=few(counts),
        joined=count - series + 1 if series > 1 else None,
        joins=kinds.count("strengthening") > 1
        or (bool(found) and known.joining.search(rest, found[0].end()) is not None),
        listed=bool(lists),
        bounds=len(bounding),
        affirmed=affirmed,
        plainly=known.plain.search(rest) is not None,
        exceeding=known.exceeding.search(rest) is not None,
        broken=known.broken.search(rest) is not None or _begins_amid(found, kinds, rest),
        always=known.always.search(rest) is not None,
        loosely=known.loosely.search(rest) is not None,
    )


def _count(kinds: list[str], sentence: str, language: str) -> tuple[int, int]:
    """How many denials the words make, and how many more they may be taken for."""
    plain = [kind for kind in kinds if kind in ("", "carrying")]
    strengthening = kinds.count("strengthening")
    continuing = kinds.count("continuing") if len(kinds) > 1 else 0
    count = len(plain) + (kinds.count("continuing") - continuing)
    if not strengthening or "carrying" in kinds:
        return count, continuing
    # Without the word that carries it, such a negation is whole only where there is no verb: "Never."
    if any(is_predicate(word[0], language) for word in _WORD.finditer(sentence)):
        return count, continuing
    return count + 1, strengthening - 1 + continuing


def _begins_amid(found: list[re.Match[str]], kinds: list[str], sentence: str) -> bool:
    """Whether the first negation is one that only continues another, and words stand before it."""
    return kinds[:1] == ["continuing"] and sentence[: found[0].start()].strip(" \t\n\"'«“‘(—–-") != ""


def _members(sentence: str, start: int, end: int, known: Negations) -> int:
    """How many words the list has that stands right behind a negation; 1 where no plain list stands there."""
    match = known.list.match(sentence, start, end)
    return 1 + len(known.joints.findall(match[0])) if match else 1


def _series(found: list[re.Match[str]], sentence: str, known: Negations) -> int:
    """How many negations the longest series has that repeats one before each of its members."""
    longest = length = 1
    for before, after in itertools.pairwise(found):
        between = sentence[before.end() : after.start()]
        alike = before[0].lower() == after[0].lower() and known.kind(before[0]) != "strengthening"
        length = length + 1 if alike and known.between.fullmatch(between) else 1
        longest = max(longest, length)
    return longest


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
