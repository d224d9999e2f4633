"""What is wrong and where: the one type that every check yields. How it is printed stands in the modules beside."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class Severity(enum.StrEnum):
    """How much a finding weighs: an error keeps a page from being published, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Edit:
    """What mends a finding without any judgement.

    Attributes:
        old: the characters that stand at the finding's place, within its line.
        new: what takes their place.
    """

    old: str
    new: str


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to fix.

    Attributes:
        path: the file, relative to the folder of `mkdocs.yml`, with `/` on every system.
        line: the line in it, from 1.
        column: the character in that line, from 1.
        rule: what was found, in kebab-case; the key of its message in the words of every language.
        params: what the message names, by the names of its placeholders.
        severity: whether it keeps the page from being published.
        edit: what `--fix` does about it, where it can be mended without judgement.
    """

    path: str
    line: int
    column: int
    rule: str
    params: Mapping[str, str] = field(default_factory=dict, compare=False)
    severity: Severity = field(default=Severity.ERROR, compare=False)
    edit: Edit | None = field(default=None, compare=False)
