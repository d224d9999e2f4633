"""What a rule is: a small pure function that yields what it has found, under the name of the function."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policysite.corpus import Block, Clause, Page
from policysite.findings import Edit, Finding, Severity


class Scope(enum.StrEnum):
    """What a rule looks at, and so what it is called with, besides the context."""

    PAGE = "page"
    PAIR = "pair"
    SITE = "site"


@dataclass(frozen=True)
class ClausePair:
    """A clause in the original and in a translation."""

    original: Page
    its: Clause
    translation: Page
    clause: Clause


@dataclass(frozen=True)
class Hit:
    """A place where a rule has found something.

    Attributes:
        path: the file, relative to the folder of `mkdocs.yml`.
        line: the line in it, from 1.
        column: the character in that line, from 1.
        params: what the message names.
        edit: what mends it, where no judgement is needed.
    """

    path: str
    line: int
    column: int
    params: Mapping[str, str]
    edit: Edit | None = None


def hit(page: Page, block: Block, offset: int = 0, *, edit: Edit | None = None, **params: object) -> Hit:
    """A hit at a character of a block's text."""
    line, column = page.position(block, offset)
    return Hit(page.path, line, column, {name: str(fact) for name, fact in params.items()}, edit)


def hit_at(path: str, line: int, column: int = 1, *, edit: Edit | None = None, **params: object) -> Hit:
    """A hit at a place in a file."""
    return Hit(path, line, column, {name: str(fact) for name, fact in params.items()}, edit)


def hit_in_front_matter(page: Page, key: str, wanted: str, /, **params: object) -> Hit:
    """A hit at a text in a value of a page's front matter, or at the value where it is written otherwise there."""
    line, column = 1, 1
    for number, source in enumerate(page.source, start=1):
        if source.startswith(f"{key}:"):
            value = source[len(key) + 1 :].lstrip(" \"'")
            line, column = number, len(source) - len(value) + max(value.find(wanted), 0) + 1
            break
    return Hit(page.path, line, column, {name: str(fact) for name, fact in params.items()})


@dataclass(frozen=True)
class Rule:
    """A rule of the content lint.

    Attributes:
        name: what it finds, in kebab-case.
        scope: what it looks at.
        severity: how much what it finds weighs.
        check: yields what it has found.
    """

    name: str
    scope: Scope
    severity: Severity
    check: Callable[..., Iterator[Hit]]

    def findings(self, *subject: Any) -> Iterator[Finding]:
        """What it finds in what it is called with."""
        for found in self.check(*subject):
            yield Finding(found.path, found.line, found.column, self.name, found.params, self.severity, found.edit)


_Check = Callable[..., Iterator[Hit]]


def page_rule(severity: Severity = Severity.ERROR) -> Callable[[_Check], Rule]:
    """Makes a rule of a function of a page and the context."""
    return _rule(Scope.PAGE, severity)


def pair_rule(severity: Severity = Severity.ERROR) -> Callable[[_Check], Rule]:
    """Makes a rule of a function of a `ClausePair` and the context."""
    return _rule(Scope.PAIR, severity)


def site_rule(severity: Severity = Severity.ERROR) -> Callable[[_Check], Rule]:
    """Makes a rule of a function of the context alone."""
    return _rule(Scope.SITE, severity)


def _rule(scope: Scope, severity: Severity) -> Callable[[_Check], Rule]:
    return lambda check: Rule(check.__name__.replace("_", "-"), scope, severity, check)
