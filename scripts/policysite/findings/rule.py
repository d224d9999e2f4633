"""The declaration of a rule: everything that is known of it besides its words, written once, where the rule is."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from policysite.findings import Edit, Finding, Severity


class Scope(enum.StrEnum):
    """What a rule looks at."""

    PAGE = "page"  # a page in one language
    PAIR = "pair"  # a clause and its translation
    SITE = "site"  # all pages and what is kept beside them
    BUILD = "build"  # the built site
    WEB = "web"  # other sites


@dataclass(frozen=True)
class Rule:
    """A rule of any check.

    Attributes:
        name: what it finds, in kebab-case.
        family: the rules it is listed with; the name of the files that hold their messages and examples.
        scope: what it looks at.
        severity: whether what it finds keeps a page from being published.
        suppressible: whether a comment or an entry in `exceptions.yml` may suppress its findings.
    """

    name: str
    family: str
    scope: Scope
    severity: Severity = Severity.ERROR
    suppressible: bool = True

    def at(self, path: str, line: int = 1, column: int = 1, *, edit: Edit | None = None, **params: object) -> Finding:
        """A finding of this rule.

        Args:
            path: the file, relative to the folder of `mkdocs.yml`, with `/` on every system.
            line: the line in it, from 1.
            column: the character in that line, from 1.
            edit: the change that fixes it, where no judgement is needed.
            params: the values of the message's placeholders.
        """
        texts = {name: str(value) for name, value in params.items()}
        return Finding(path, line, column, self.name, texts, self.severity, edit)
