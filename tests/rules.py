"""The findings of one rule in a small site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from policysite import corpus
from policysite.corpus import Clause, Settings
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope
from policysite.lint import rumdl
from policysite.lint.catalogue import LINT_RULES
from policysite.lint.runner import read_context
from policysite.rulebook.examples import Example

from tests.example_site import LANGUAGES, TODAY, lines_above, settings, write

_CHECKED = {rule.name: rule for rule in LINT_RULES}


def findings_of(
    rule: Rule | str, text: str | Mapping[str, str], *, language: str = LANGUAGES[0], **example: Any
) -> list[Finding]:
    """Return what a rule of the lint finds in a page of a small site, or in a file that is no page; sorted.

    In the page, lines count from the first of the text.

    Args:
        rule: the rule or its name.
        text: the text of a page, as in the examples of the rule book; or its text in each language.
        language: the language of the text.
        example: the rest of the example.
    """
    texts = {language: text} if isinstance(text, str) else text
    site = Example(texts, **example)
    above = {f"docs/{each}/{site.page}.md": lines_above(site.page, text) for each, text in texts.items()}
    with TemporaryDirectory() as folder:
        write(texts, site, Path(folder))
        found = sorted(findings_in(settings(Path(folder)), rule))
    return [
        replace(finding, line=finding.line - above.get(finding.path, 0))
        for finding in found
        if finding.path in above or not finding.path.endswith(".md")
    ]


def places(findings: Iterable[Finding]) -> list[tuple[int, int]]:
    """Return the lines and columns of findings."""
    return [(finding.line, finding.column) for finding in findings]


def clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a page with this text."""
    language = LANGUAGES[0]
    site = Example({language: text})
    with TemporaryDirectory() as folder:
        write(site.texts, site, Path(folder))
        pages, _ = corpus.read(settings(Path(folder)))
    return pages.documents[site.page].pages[language].clauses


def digests(text: str) -> list[str]:
    """Return the digests of the clauses of a page with this text."""
    return [clause.digest for clause in clauses(text)]


def findings_in(site: Settings, *rules: Rule | str) -> Iterator[Finding]:
    """Yield what these rules of the lint find in a site; suppressions have no effect."""
    pages, _ = corpus.read(site)
    context, _, _ = read_context(site, pages, TODAY)
    pairs = [pair for page in pages.pages() for pair in context.pairs_of(page)]
    subjects: Mapping[Scope, list[tuple[Any, ...]]] = {
        Scope.PAGE: [(page, context) for page in pages.pages()],
        Scope.PAIR: [(pair, context) for pair in pairs],
        Scope.SITE: [(context,)],
    }
    for name in (rule if isinstance(rule, str) else rule.name for rule in rules):
        if name in _CHECKED:
            rule = _CHECKED[name]
            for arguments in [(pairs, context)] if rule.hint else subjects[rule.subject]:
                yield from rule.findings(*arguments)
        else:
            assert name in {rule.name for rule in rumdl.RULES}
            yield from (finding for finding in rumdl.check(site, list(pages.pages())) if finding.rule == name)
