"""Title and description, shown in tabs and search results: translated, with the same numbers, changed together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policysite.corpus import Block, Clause, Page, subjects
from policysite.corpus.digest import normalized
from policysite.corpus.front_matter import TEXT_KEYS, read, split
from policysite.findings import Severity
from policysite.lint.context import Context
from policysite.lint.editorial import WORDLIST
from policysite.lint.page_text import front_matter_run
from policysite.lint.rule import ClausePair, Hit, page_rule
from policysite.lint.rules.parity.numbers import dates_differ, numbers_differ
from policysite.lint.rules.parity.untranslated import shortened, untranslated_start


@page_rule(Severity.WARNING, reads=(WORDLIST,))
def front_matter_untranslated(page: Page, context: Context) -> Iterator[Hit]:
    """The title or the description of a translation is still in the language of the original."""
    for key, text, original_text, original in _values(page, context):
        start = untranslated_start(text, page.language, original_text, original.language, names=context.known_words)
        if start is not None:
            params = {"key": key, "text": shortened(text[start:]), "language": original.language}
            yield _compared(front_matter_run(page, key).hit(start, **params), key, page, original)


@page_rule()
def front_matter_numbers_differ(page: Page, context: Context) -> Iterator[Hit]:
    """The title or the description of a translation has other numbers or dates than that of the original."""
    for key, text, original_text, original in _values(page, context):
        pair = ClausePair(original, _as_clause(original, key, original_text), page, _as_clause(page, key, text))
        for found in (*numbers_differ.check(pair, context), *dates_differ.check(pair, context)):
            yield _compared(replace(found, params={**found.params, "key": key}), key, page, original)


@page_rule(Severity.WARNING, until_merged=True)
def front_matter_changed_alone(page: Page, context: Context) -> Iterator[Hit]:
    """The title or the description has been changed in another language, but not on this page."""
    pages = context.corpus.documents[page.name].pages.values()
    for key in TEXT_KEYS:
        changes = {each.path: _has_changed(each, key, context) for each in pages}
        changed = [each for each in pages if changes[each.path]]
        if changed and changes[page.path] is False:
            there = ", ".join(f"{each.path}:{each.front_matter.positions[key][0]}" for each in changed)
            found = _compared(front_matter_run(page, key).hit(0, key=key, other=there), key, page, *changed)
            values = (_value_of(each, key) for each in (page, *changed))
            yield replace(found, rests_on=found.rests_on.union(values))


def _has_changed(page: Page, key: str, context: Context) -> bool | None:
    """True if a value of a page has other words than before; None if it has no value, or had none."""
    block, _, _ = split("\n".join(context.former_source(page)))
    former, _ = read(block, page.path, page.language)
    before, now = getattr(former, key), getattr(page.front_matter, key)
    return normalized(before) != normalized(now) if before and now else None


def _as_clause(page: Page, key: str, text: str) -> Clause:
    """Return a value of the front matter as the text of a clause, so that it is compared like one."""
    line, _ = page.front_matter.positions[key]
    return Clause("", 1, "", line, blocks=(Block("paragraph", text, line, line),))


def _compared(found: Hit, key: str, page: Page, *others: Page) -> Hit:
    compared = frozenset(subjects.front_matter(each.subject) for each in (page, *others))
    return replace(found, breaks=frozenset([_value_of(page, key)]), rests_on=compared)


def _value_of(page: Page, key: str) -> str:
    """Return a value of the front matter as a subject."""
    return f"{subjects.front_matter(page.subject)} {key}"


def _values(page: Page, context: Context) -> Iterator[tuple[str, str, str, Page]]:
    """Yield for each key that a translation and its original have: the two values, and the original."""
    original = context.corpus.page(context.corpus.original, page.name)
    if original is None or original.language == page.language:
        return
    for key in TEXT_KEYS:
        text, original_text = getattr(page.front_matter, key), getattr(original.front_matter, key)
        if text and original_text:
            yield key, text, original_text, original
