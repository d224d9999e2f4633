"""The rule book: for every finding that there can be, an example of what is found and one of what is not.

The same examples are shown to people and run as tests, so that the book cannot tell of what the rules do not do.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Example:
    """A small site.

    Attributes:
        texts: by language, what stands on one of its pages: under a heading, or from its first heading on where it
            begins with `#`, or from its front matter on where it begins with `---`.
        page: the name of that page.
        approved: the texts as they were when their translations were approved; the same unless given.
        files: other files, by their paths from the folder of `mkdocs.yml`; without text, files that are not there.
        settings: what `mkdocs.yml` says under the plugin, beyond the default.
    """

    texts: Mapping[str, str]
    page: str = "privacy"
    approved: Mapping[str, str] | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Examples:
    """What a rule finds, and what it does not."""

    family: str
    bad: Example
    good: Example


@functools.cache
def examples() -> Mapping[str, Examples]:
    """The examples of every rule, by its name, family by family."""
    found: dict[str, Examples] = {}
    folder = resources.files(__name__.rpartition(".")[0]) / "examples"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        family = file.name.removesuffix(".toml")
        for rule, both in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found[rule] = Examples(family, _example(both["bad"]), _example(both["good"]))
    return found


def _example(given: Mapping[str, Any]) -> Example:
    named = {name: given[name] for name in ("page", "approved", "files", "settings") if name in given}
    return Example({name: text for name, text in given.items() if name not in named}, **named)
