"""The declaration of a rule: all its properties except its messages, given once, in the module that applies it."""

from __future__ import annotations

import enum
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


@dataclass(frozen=True)
class Rule:
    """A rule of any check.

    Attributes:
        name: the problem that it finds, in kebab-case.
        family: the name of the group in which it is listed, and of the files with its messages and examples.
        scope: its subject.
        severity: the severity of its findings.
        suppressible: True if a comment or an entry in `exceptions.yml` may suppress its findings.
    """

    name: str
    family: str
    scope: Scope
    severity: Severity = Severity.ERROR
    suppressible: bool = True

    def at(self, path: str, line: int = 1, column: int = 1, *, edit: Edit | None = None, **params: object) -> Finding:
        """Return a finding of this rule.

        Args:
            path: the file, relative to the folder of `mkdocs.yml`, with `/` on every system.
            line: the line in it, from 1.
            column: the character in that line, from 1.
            edit: the change that fixes it automatically, if there is one.
            params: the values of the message's placeholders.
        """
        texts = {name: str(value) for name, value in params.items()}
        return Finding(path, line, column, self.name, texts, self.severity, edit)


def rules_in(*modules: ModuleType) -> tuple[Rule, ...]:
    """Return the rules that modules declare, each once, in their order."""
    return tuple(dict.fromkeys(rule for module in modules for rule in vars(module).values() if isinstance(rule, Rule)))
