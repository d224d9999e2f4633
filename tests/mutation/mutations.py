"""Ways to mutate one page in one place, each in every place where it can be done."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping

from policysite.corpus import Block, Page

# The mutated text of a page, for each place where it can be mutated in this way.
Mutation = Callable[[Page], Iterator[str]]

_SENTENCE_END = re.compile(r"(?<=[.!?]) +(?=\w)")
_NEGATIONS = {
    "ru": re.compile(r"\b(?:не|ни|никогда|нельзя|без)\b ?", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|never|no|without|cannot)\b ?", re.IGNORECASE),
}
_MONTHS = {
    "ru": "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
}
_DATES = {
    "ru": re.compile(rf"\b\d{{1,2}} (?:{_MONTHS['ru']}) \d{{4}}"),
    "en": re.compile(rf"\b(?:{_MONTHS['en']}) \d{{1,2}}, \d{{4}}"),
}
_TARGET = re.compile(r"(?<=\]\()[^)\s]+(?=\))")
# Parts of a line that are not its text: targets of links, attributes, the number of an item.
_MARKUP = re.compile(rf"{_TARGET.pattern}|\{{[^}}]*\}}|^\s*\d+\. ")
_COMMENT = "<!--"
_MAIL = re.compile(r"[\w.]+@[\w.]+\w")
_WORD = re.compile(r"\w{5,}")
_OTHER_WORD = {"ru": "иначе", "en": "otherwise"}


def item_dropped(page: Page) -> Iterator[str]:
    yield from _dropped(page, "item")


def paragraph_dropped(page: Page) -> Iterator[str]:
    yield from _dropped(page, "paragraph")


def row_dropped(page: Page) -> Iterator[str]:
    for clause in page.clauses:
        for block in [block for block in clause.blocks if block.kind == "row"][1:]:
            yield _without_lines(page, block.line, block.last_line)


def heading_dropped(page: Page) -> Iterator[str]:
    for clause in page.clauses:
        yield _without_lines(page, clause.line, clause.line)


def sentence_dropped(page: Page) -> Iterator[str]:
    for number, line in _prose(page):
        sentences = _SENTENCE_END.split(line)
        for dropped in range(len(sentences) if len(sentences) > 1 else 0):
            yield _with_line(page, number, " ".join(sentences[:dropped] + sentences[dropped + 1 :]))


def negation_dropped(page: Page) -> Iterator[str]:
    yield from _replaced(page, _NEGATIONS[page.language], lambda _: "")


def number_changed(page: Page) -> Iterator[str]:
    for number, line in _prose(page):
        dates = [match.span() for match in _DATES[page.language].finditer(line)]
        for match in re.finditer(r"\d+", line):
            in_date = any(begin <= match.start() < end for begin, end in dates)
            if not in_date and not _in_markup(line, match.start()):
                yield _with_line(page, number, line[: match.start()] + str(int(match[0]) + 1) + line[match.end() :])


def date_changed(page: Page) -> Iterator[str]:
    year = re.compile(r"\d{4}")
    yield from _replaced(
        page, _DATES[page.language], lambda match: year.sub(lambda found: str(int(found[0]) + 1), match[0])
    )


def address_changed(page: Page) -> Iterator[str]:
    for pattern in (_TARGET, _MAIL):
        yield from _replaced(page, pattern, lambda match: re.sub(r"\w(?=\W*$)", "q", match[0]))


def items_swapped(page: Page) -> Iterator[str]:
    for clause in page.clauses:
        items = [block for block in clause.blocks if block.kind == "item"]
        for first, second in itertools.pairwise(items):
            if first.line == first.last_line and second.line == second.last_line == first.line + 1:
                lines = list(page.source)
                lines[first.line - 1], lines[second.line - 1] = lines[second.line - 1], lines[first.line - 1]
                yield "\n".join(lines)


def reworded(page: Page) -> Iterator[str]:
    for number, line in _prose(page):
        words = [match for match in _WORD.finditer(line) if not _in_markup(line, match.start())]
        if words:
            middle = words[len(words) // 2]
            changed = line[: middle.start()] + _OTHER_WORD[page.language] + line[middle.end() :]
            yield _with_line(page, number, changed)


# By name: first those that a comparison of the languages finds, then those that only approvals find.
MUTATIONS: Mapping[str, Mutation] = {
    "item dropped": item_dropped,
    "paragraph dropped": paragraph_dropped,
    "table row dropped": row_dropped,
    "sentence dropped": sentence_dropped,
    "negation dropped": negation_dropped,
    "heading dropped": heading_dropped,
    "number changed": number_changed,
    "date changed": date_changed,
    "address changed": address_changed,
    "items swapped": items_swapped,
    "reworded": reworded,
}
FOUND_BY_PARITY = tuple(MUTATIONS)[:9]


def _dropped(page: Page, kind: str) -> Iterator[str]:
    for block in page.blocks():
        if block.kind == kind:
            yield _without_lines(page, block.line, block.last_line)


def _prose(page: Page) -> Iterator[tuple[int, str]]:
    """The lines that hold sentences, without headings, with their numbers."""
    lines: dict[int, Block] = {}
    for clause in page.clauses:
        for block in clause.blocks:
            if block.kind in ("paragraph", "item", "row"):
                lines |= dict.fromkeys(range(block.line, block.last_line + 1), block)
    for number in sorted(lines):
        line = page.source[number - 1]
        if not line.startswith(_COMMENT) and not re.fullmatch(r"[|\-: ]*", line):
            yield number, line


def _replaced(page: Page, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> Iterator[str]:
    for number, line in _prose(page):
        for match in pattern.finditer(line):
            if pattern is _TARGET or not _in_markup(line, match.start()):
                yield _with_line(page, number, line[: match.start()] + by(match) + line[match.end() :])


def _in_markup(line: str, place: int) -> bool:
    return any(match.start() <= place < match.end() for match in _MARKUP.finditer(line))


def _with_line(page: Page, number: int, line: str) -> str:
    lines = list(page.source)
    lines[number - 1] = line
    return "\n".join(lines)


def _without_lines(page: Page, first: int, last: int) -> str:
    lines = list(page.source)
    del lines[first - 1 : last]
    return "\n".join(lines)
