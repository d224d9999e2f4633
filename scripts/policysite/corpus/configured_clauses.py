"""The parts of a page that the plugin's options name: its questions, and the lists of links at its end."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.corpus.model import Clause, Page
from policysite.corpus.settings import Settings
from policysite.languages import signs


def questions(page: Page, settings: Settings) -> Iterator[Clause]:
    """Yield the clauses of a page that are questions or should be: based on others, or beside a question.

    Headings above questions are not questions, and neither are the title and the lists of links at the end.
    """
    if page.name not in settings.questions:
        return
    parents = _parents(page.clauses)
    closing = set(_closing(page, settings))
    above = {parent for parent in parents if parent is not None}
    with_questions = {
        (parent, clause.level)
        for clause, parent in zip(page.clauses, parents, strict=True)
        if is_question(clause, page.language_of(clause))
    }
    for number, (clause, parent) in enumerate(zip(page.clauses, parents, strict=True)):
        if number == 0 or clause.level == 1 or number in closing:
            continue
        beside = number not in above and (parent, clause.level) in with_questions
        if clause.based_on is not None or is_question(clause, page.language_of(clause)) or beside:
            yield clause


def is_question(clause: Clause, language: str) -> bool:
    """True if the heading of a clause ends with a question mark."""
    return signs.is_question(clause.title, language)


def closing(page: Page, settings: Settings) -> Iterator[Clause]:
    """Yield the clauses with the lists of links at the end of a page, and the headings above them except the title."""
    for number in _closing(page, settings):
        if page.clauses[number].level > 1:
            yield page.clauses[number]


def _closing(page: Page, settings: Settings) -> list[int]:
    ids = (settings.closing.internal, settings.closing.external)
    lists = {number for number, clause in enumerate(page.clauses) if clause.id in ids}
    parents = _parents(page.clauses)
    return sorted(lists | {parent for number in lists if (parent := parents[number]) is not None})


def _parents(clauses: tuple[Clause, ...]) -> list[int | None]:
    """Return for each clause the number of its parent clause."""
    parents: list[int | None] = []
    above: list[int] = []
    for number, clause in enumerate(clauses):
        while above and clauses[above[-1]].level >= clause.level:
            above.pop()
        parents.append(above[-1] if above else None)
        above.append(number)
    return parents
