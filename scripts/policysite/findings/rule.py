"""The declaration of a rule: all its properties except its messages, given once, in the module that applies it."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType

from policysite.findings import Edit, Finding, Severity


class Scope(enum.StrEnum):
    """The subject of a rule."""

    PAGE = "page"  # a page in one language
    PAIR = "pair"  # a clause and its translation
    SITE = "site"  # all pages and the files beside them
    BUILD = "build"  # the built site
    WEB = "web"  # other sites
    LIVE = "live"  # the published site


class Aspect(enum.StrEnum):
    """An aspect of a clause."""

    STRUCTURE = "structure"  # paragraphs, items, rows
    LINKS = "links"
    NUMBERS = "numbers"


@dataclass(frozen=True)
class Rule:
    """A rule of any check.

    Attributes:
        name: the problem that it finds, in kebab-case.
        family: the name of the group in which it is listed, and of the files with its messages and examples.
        scope: its subject.
        severity: the severity of its findings.
        suppressible: True if a comment or an entry in `exceptions.yml` may suppress its findings.
        aspect: the aspect of a clause that a finding on a page breaks, or that a comparison of two clauses depends on.
        reads: the files in `docs/editorial/` that its findings depend on.
        hint: True if it compares the wording of two languages, which is free to differ. It asks a person to compare
            them, and is silent about a pair that somebody has approved as it is.
        advises: True if its findings may say how to write their lines.
        as_advised: True if it is about the text as other findings advise to write it.
        always_on: True if a site cannot change its severity, although its findings can be suppressed one by one.
        until_merged: True if it compares with the default branch, so that its findings end when they are merged.
    """

    name: str
    family: str
    scope: Scope
    severity: Severity = Severity.ERROR
    suppressible: bool = True
    aspect: Aspect | None = None
    reads: tuple[str, ...] = ()
    hint: bool = False
    advises: bool = False
    as_advised: bool = False
    always_on: bool = False
    until_merged: bool = False

    @property
    def adjustable(self) -> bool:
        """True if a site may change its severity or switch it off."""
        return self.suppressible and not self.always_on

    def at(
        self,
        path: str,
        line: int = 1,
        column: int = 1,
        *,
        edit: Edit | None = None,
        breaks: Iterable[str] = (),
        rests_on: Iterable[str] = (),
        damaged: range | int = 0,
        advised: str | Mapping[int, str | None] | None = None,
        **params: object,
    ) -> Finding:
        """Return a finding of this rule: for its properties see `Finding`, whose parameters are all other arguments.

        `damaged` may also be the number of columns from its own one on. `advised` may also be the line itself, which
        becomes the parameter `example`; it is empty if nobody can say how to write the line.
        """
        texts = {name: str(value) for name, value in params.items()}
        if isinstance(advised, str):
            texts["example"] = advised
            advised = {line: advised} if advised else {}
        return Finding(
            path,
            line,
            column,
            self.name,
            params=texts,
            severity=self.severity,
            edit=edit,
            breaks=frozenset(breaks),
            rests_on=frozenset(rests_on),
            damaged=range(column, column + damaged) if isinstance(damaged, int) else damaged,
            advised=advised or {},
        )


def rules_in(*modules: ModuleType) -> tuple[Rule, ...]:
    """Return the rules that modules declare, each once, in their order."""
    return tuple(dict.fromkeys(rule for module in modules for rule in vars(module).values() if isinstance(rule, Rule)))
