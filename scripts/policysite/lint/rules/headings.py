"""Headings: bold lines in their place, and numbers that only one language has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, dropwhile, groupby, pairwise, takewhile
from operator import itemgetter

from policysite.corpus import Block, Clause, Page, headings, subjects
from policysite.corpus.configured_clauses import questions
from policysite.corpus.headings import free_id, names_after, number_of, unnumbered
from policysite.languages.signs import COMMAS, STOPS, is_question
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit, page_rule
from policysite.lint.rules.pasted import is_residue

_BOLD = re.compile(r"^(?P<marks>\*\*|__)(?P<text>.*)(?P=marks):?$")
# The number of a clause, unlike one in a text such as `24 hours`.
_CLAUSE_NUMBER = re.compile(r"(\d{1,3})[.)]\s")
_MAX_HEADING_WORDS = 12
_MAX_LEVEL = 6
_STRONG = ("strong", "b")
_SENTENCE_END = tuple(STOPS + COMMAS)


@page_rule(advises=True)
def bold_as_heading(page: Page, context: Context) -> Iterator[Hit]:
    """A bold line stands alone in a paragraph above a text, where a heading should stand."""
    lines = _bold_lines(page)
    pages = [*context.corpus.documents[page.name].pages.values()] if lines else []
    alike = [each for each in pages if len(_bold_lines(each)) == len(lines)]
    headings_elsewhere = _headings_elsewhere(page, lines, pages)
    answers = {clause.line for clause in questions(page, context.settings)} if lines else set()
    numbers = filter(None, (_CLAUSE_NUMBER.match(block.text.strip()) for _, block in lines))
    first = min((int(match[1]) for match in numbers), default=1)
    for (clause, block), (clause_id, asks) in zip(lines, _advised_ids(alike), strict=True):
        clause_id = headings_elsewhere.get(block.line, clause_id)
        # If others do not have the heading, the clause is shorter there, and another one follows.
        breaks = [subjects.ids(page.subject), subjects.clause(page.subject, clause.id)] if alike != pages else []
        title = _numbered_here(_BOLD.sub(r"\g<text>", page.source[block.line - 1].strip()), page, clause, first)
        is_part = clause.line in answers and not asks
        level = min(clause.level + 1 if is_part else _level(page, clause, number_of(title)), _MAX_LEVEL)
        example = headings.line(level, title, clause_id)
        yield hit(page, block, breaks=breaks, text=block.text.strip(), advised=example)


def _bold_lines(page: Page) -> list[tuple[Clause, Block]]:
    """Return the bold lines that are used as headings, each with its clause."""
    return [
        (clause, block)
        for clause in page.clauses
        for block, following in pairwise(clause.blocks)
        if following.kind != "rule" and _is_bold_line(block)
    ]


def _headings_elsewhere(page: Page, lines: Iterable[tuple[Clause, Block]], pages: Sequence[Page]) -> dict[int, str]:
    """Return the ids of the headings that stand in the place of bold lines in another language, by their lines."""
    advised, found = headings.AdvisedIds(pages), dict[int, str]()
    bold_lines = [(clause, [block.line for _, block in of]) for clause, of in groupby(lines, key=itemgetter(0))]
    for other in pages:
        numbers = {each.id: number for number, each in enumerate(other.clauses, start=1)}
        for clause, bold in bold_lines:
            below = other.clauses[numbers.get(clause.id, len(numbers)) :]
            new = [*takewhile(lambda each: not page.has_clause(each.id), below)]
            if len(new) == len(bold):
                found |= zip(bold, (each.id or advised.of(other, each) for each in new), strict=True)
    return found


def _level(page: Page, clause: Clause, number: tuple[int, ...]) -> int:
    """Return the level of a heading: that of others with such numbers or of the clauses around it.

    It is one below its clause if it begins a numbering there, or if such headings begin right under its title.
    """
    siblings = [each.level for each in page.clauses if number and len(number_of(each.title)) == len(number)]
    sections, above = _sections(page, clause)
    if siblings or number == (above + 1,):
        return siblings[-1] if siblings else sections
    if number or _is_bold_line(next(dropwhile(is_residue, clause.blocks))):
        return clause.level + 1
    return max(clause.level, sections)


def _sections(page: Page, clause: Clause) -> tuple[int, int]:
    """Return the level of the sections of a page, and how many begin above a clause or with it."""
    level = min((each.level for each in page.clauses[1:]), default=clause.level + 1)
    return level, sum(each.level == level and each.line <= clause.line for each in page.clauses)


def _numbered_here(title: str, page: Page, clause: Clause, first: int) -> str:
    """Return the title of a bold line in a clause, without the number that it has in another text.

    On this page no heading has a number, and the first of the bold lines is neither 1 nor continues its sections.
    """
    is_foreign = first not in (1, _sections(page, clause)[1] + 1)
    is_numbered = any(_CLAUSE_NUMBER.match(each.title) for each in page.clauses)
    return unnumbered(title) if _CLAUSE_NUMBER.match(title) and is_foreign and not is_numbered else title


@page_rule(advises=True)
def heading_number_alone(page: Page, context: Context) -> Iterator[Hit]:
    """A heading begins with a number in one language only, unlike most headings of its level."""
    for clause in page.clauses:
        same = [each.title for each in context.elsewhere(page, clause)]
        match = _CLAUSE_NUMBER.match(clause.title)
        if not match or not same or any(map(number_of, same)):
            continue
        beside = [_CLAUSE_NUMBER.match(each.title) is None for each in page.clauses if each.level == clause.level]
        if 2 * sum(beside) > len(beside):
            title = unnumbered(headings.written_heading(page, clause).text)
            example = headings.line(clause.level, title, clause.id, clause.based_on or ())
            yield hit(page, clause.heading, number=match[0].strip(), advised=example)


def _advised_ids(pages: Sequence[Page]) -> Iterator[tuple[str, bool]]:
    """Yield an id for the heading of each bold line of a document, and True if it is a question in any language.

    The id is the same in every language that has as many lines.
    """
    lines = {each.language: [block.text.strip(" :") for _, block in _bold_lines(each)] for each in pages}
    clauses = len({clause.id for each in pages for clause in each.clauses})
    found: list[str] = []
    for number, titles in enumerate(zip(*lines.values(), strict=True), start=clauses + 1):
        same = dict(zip(lines, titles, strict=True))
        in_series = chain(*(headings.names_in_series(each, same[each.language]) for each in pages))
        found.append(free_id(chain(in_series, names_after(same)), pages, found, number))
        yield found[-1], any(is_question(title, language) for language, title in same.items())


def _is_bold_line(block: Block) -> bool:
    """True for a paragraph that is only a few bold words, and no sentence."""
    text = block.text.rstrip(": ")
    return (
        block.kind == "paragraph"
        and not block.inside
        and "\n" not in text
        and not text.endswith(_SENTENCE_END)
        and 0 < len(text.split()) <= _MAX_HEADING_WORDS
        and any(span.tag in _STRONG and span.start == 0 and span.end >= len(text) for span in block.spans)
    )
