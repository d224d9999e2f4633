"""Title and description of a translation, which tabs and search engines show: translated, with the same figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policysite.corpus import Block, Page
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit_in_front_matter, page_rule
from policysite.lint.rules.parity.figures import days, numbers
from policysite.lint.rules.parity.invariants import NOTHING, Invariant
from policysite.lint.rules.parity.untranslated import left_in_original, shortened

_KEYS = ("title", "description")


@page_rule()
def front_matter_untranslated(page: Page, context: Context) -> Iterator[Hit]:
    """The title or the description of a translation is still in the language of the original."""
    for key, text, its, original in _values(page, context):
        start = left_in_original(text, page.language, its, original.language, context.editorial.wordlist)
        if start is not None:
            passage = text[start:]
            params = {"text": shortened(passage), "language": original.language}
            yield hit_in_front_matter(page, key, passage, key=key, **params)


@page_rule()
def front_matter_figures_differ(page: Page, context: Context) -> Iterator[Hit]:
    """The title or the description of a translation has other numbers or dates than that of the original."""
    for key, text, its, original in _values(page, context):
        here, there = _figures(text, page), _figures(its, original)
        if Counter(figure.key for figure in here) == Counter(figure.key for figure in there):
            continue
        left = Counter(figure.key for figure in there)
        left.subtract(figure.key for figure in here)
        alone = next((figure.written for figure in here if left[figure.key] < 0), "")
        params = {"here": _shown(here), "there": _shown(there)}
        yield hit_in_front_matter(page, key, alone, key=key, other=original.path, **params)


def _values(page: Page, context: Context) -> Iterator[tuple[str, str, str, Page]]:
    """Of a translation, each name and value, the value of the original, and the original."""
    document = context.corpus.documents.get(page.name)
    original = document.pages.get(context.corpus.original) if document else None
    if original is None or original.language == page.language:
        return
    for key in _KEYS:
        yield key, getattr(page.front_matter, key), getattr(original.front_matter, key), original


def _figures(text: str, page: Page) -> list[Invariant]:
    block = Block("paragraph", text, 1, 1)
    return [*numbers(block, page), *days(block, page)]


def _shown(figures: list[Invariant]) -> str:
    return ", ".join(figure.written for figure in figures) or NOTHING
