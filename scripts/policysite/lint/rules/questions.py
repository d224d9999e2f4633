"""Pages that answer questions: `questions` of the plugin's settings names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policysite.corpus import Clause, Page, Settings
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit, page_rule, site_rule

_ENDS_AS_QUESTION = re.compile(r"\?[!.»”\"')\s]*$")
_WORD = re.compile(r"\w+")

# How much of two words must be their common beginning for them to be one word, inflected. At 0.7 «данные» is «данных»
# and "use" is "used", while «включить» is not «выключить», nor «запрос» «запрет»: what reverses a word comes first.
_ALIKE = 0.7


@page_rule()
def question_mark_missing(page: Page, context: Context) -> Iterator[Hit]:
    """A clause that stands among questions, or rests on clauses, and does not ask."""
    for clause in _questions(page, context.settings):
        if not _asks(clause):
            yield hit(page, clause.heading, len(clause.heading.text), title=clause.title)


@page_rule()
def based_on_missing(page: Page, context: Context) -> Iterator[Hit]:
    """A question whose answer does not say which policy clauses it rests on."""
    for clause in _questions(page, context.settings):
        if clause.based_on is None:
            yield hit(page, clause.heading, title=clause.title, id=clause.id)


@site_rule()
def question_duplicate(context: Context) -> Iterator[Hit]:
    """A question that was asked before, in the same words or nearly so, on any page with questions in its language."""
    for language in context.corpus.languages:
        indifferent = frozenset(context.lexicon(language)["indifferent"])
        asked: list[tuple[frozenset[str], Page, Clause]] = []
        for page in context.corpus.pages():
            if page.language != language:
                continue
            for clause in _questions(page, context.settings):
                words = _significant(clause.title, indifferent)
                first = next((each for each in asked if _same(words, each[0])), None)
                if first is None:
                    asked.append((words, page, clause))
                else:
                    other = f"{first[1].path}:{first[2].line}"
                    yield hit(page, clause.heading, title=first[2].title, other=other)


def _questions(page: Page, settings: Settings) -> Iterator[Clause]:
    """The clauses of a page that ask or should: those that rest on others, ask, or stand beside one that asks.

    Headings above questions are none, and neither are the links that a page closes with.
    """
    if page.name not in settings.questions:
        return
    parents = _parents(page.clauses)
    closing = {settings.closing.internal, settings.closing.external}
    above_closing = {parent for clause, parent in zip(page.clauses, parents, strict=True) if clause.id in closing}
    above = {parent for parent in parents if parent is not None}
    external_links = {
        (parent, clause.level) for clause, parent in zip(page.clauses, parents, strict=True) if _asks(clause)
    }
    for number, (clause, parent) in enumerate(zip(page.clauses, parents, strict=True)):
        if clause.level == 1 or clause.id in closing or number in above_closing:
            continue
        beside = number not in above and (parent, clause.level) in external_links
        if clause.based_on is not None or _asks(clause) or beside:
            yield clause


def _parents(clauses: tuple[Clause, ...]) -> list[int | None]:
    """For each clause, which one it stands under."""
    parents: list[int | None] = []
    above: list[int] = []
    for number, clause in enumerate(clauses):
        while above and clauses[above[-1]].level >= clause.level:
            above.pop()
        parents.append(above[-1] if above else None)
        above.append(number)
    return parents


def _asks(clause: Clause) -> bool:
    return _ENDS_AS_QUESTION.search(clause.title) is not None


def _significant(question: str, indifferent: frozenset[str]) -> frozenset[str]:
    """The words that make a question another one: neither who asks nor how politely."""
    words = frozenset(word.replace("ё", "е") for word in _WORD.findall(question.lower()))
    return words - indifferent or words


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two questions have the same words: one word more, such as a "not", makes another question."""
    left, right = one - other, set(other - one)
    if len(left) != len(right):
        return False
    for word in left:
        match = next((each for each in sorted(right) if _alike(word, each)), None)
        if match is None:
            return False
        right.remove(match)
    return True


def _alike(one: str, other: str) -> bool:
    if any(character.isdigit() for character in one + other):
        return False
    common = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return 2 * common >= _ALIKE * (len(one) + len(other))
