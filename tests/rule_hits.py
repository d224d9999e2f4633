"""What a single rule finds in a text, for the tests of rules."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from policysite import corpus
from policysite.approvals import Approvals
from policysite.lint.context import Context
from policysite.lint.editorial import Editorial
from policysite.lint.rule import Hit, Rule
from policysite.lint.runner import published
from policysite.rulebook import Example

from tests import example_site

_HEAD = "---\ntitle: T\ndescription: D\n---\n# T { #t }\n\n"
_LINES = _HEAD.count("\n")


def hits(
    rule: Rule, text: str, *, language: str = "ru", wordlist: tuple[str, ...] = (), **settings: object
) -> list[Hit]:
    """What a rule for pages finds; lines count from the first of the text, which stands under a heading.

    A text that begins with `---` is a whole file.
    """
    whole = text if text.startswith("---") else _HEAD + text
    found = list(rule.check(*_page(whole, language, wordlist, settings)))
    if whole is text:
        return found
    return [Hit(hit.path, hit.line - _LINES, hit.column, hit.params, hit.edit) for hit in found]


def places(rule: Rule, text: str, **given: object) -> list[tuple[int, int]]:
    """The lines and columns of what a rule finds."""
    return sorted((hit.line, hit.column) for hit in hits(rule, text, **given))  # type: ignore[arg-type]


def digests(text: str) -> list[str]:
    """The digests of the clauses of a text."""
    whole = text if text.startswith("---") else _HEAD + text
    page, _ = _page(whole, "ru", (), {})
    return [clause.digest for clause in page.clauses]


def _page(
    text: str, language: str, wordlist: tuple[str, ...], settings: dict[str, object]
) -> tuple[corpus.Page, Context]:
    example = Example({language: text}, page="page", settings=settings)
    with TemporaryDirectory() as folder:
        ours = example_site.settings(Path(folder), example)
        example_site.write(example.texts, example, Path(folder))
        pages, _ = corpus.read(ours)
        files = published(ours)
    context = Context(ours, pages, Approvals("", {}, {}), Editorial(wordlist=frozenset(wordlist)), files=files)
    return pages.documents["page"].pages[language], context
