"""The examples of the rules, read from the folder beside this module: a folder for each check, a file for each family.

Each rule has a table `bad`, whose `expect` lists all its findings, and a table `good`, in which there are none. The
files in a table `family.files` are those of every example in the file, unless it has others of the same names.
"""

from __future__ import annotations

import enum
import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from importlib import resources
from typing import Any

# The reasons why another site does not answer, as written in examples, and the keys of their messages.
FAILURES = {
    "no such host": "answer_no_such_host",
    "certificate refused": "answer_certificate_refused",
    "no answer": "answer_none",
}


class CheckName(enum.StrEnum):
    """The checks, by the names of their folders."""

    LINT = "lint"
    BUILD = "build"
    OUTPUT = "output"
    LINKS = "links"
    LIVE = "live"


@dataclass(frozen=True)
class Example:
    """A small site; if its rule needs the built site, it is built, and published at https://policy.example/legal/.

    For rules of the published site it has a home page, a policy in two languages, a sitemap and a page for unknown
    addresses; its answers replace those of the server that publishes them.

    A path that begins with `site/` is in the folder of the built site and is changed after the build.

    Attributes:
        texts: by language, the text of one page: from its front matter on if it begins with `---`, from its first
            heading on if it begins with `#`, else the text under a heading.
        page: the name of that page.
        approved: the texts for which the translations were approved, if they are different.
        repeat: by language, how many times its text is repeated.
        files: the texts of other files, by their paths from the folder of `mkdocs.yml`.
        bytes: the content of binary files by their paths, as hexadecimal digits.
        symlinks: the targets of symbolic links, by their paths.
        published: the texts of files as they are on the default branch; without any there is no repository.
        formerly: the texts of files as they were there before.
        shallow: True if the checkout has only a part of the history.
        without: the paths of files that are deleted.
        settings: the options of the plugin in `mkdocs.yml`.
        extensions: the Markdown extensions in `mkdocs.yml` besides the usual ones.
        answers: the answers of sites, by URL: a status (`404`), a status and a redirect (`301 https://…`), a
            status and the page (`200 <h2 id="rights">…`), or one of `FAILURES`.
        expect: the findings, as `path:line:column rule`.
        params: what the message of the first finding of the rule and its fix show, without lines to copy.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    page: str = "privacy"
    approved: Mapping[str, str] | None = None
    repeat: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    bytes: Mapping[str, str] = field(default_factory=dict)
    symlinks: Mapping[str, str] = field(default_factory=dict)
    published: Mapping[str, str] = field(default_factory=dict)
    formerly: Mapping[str, str] = field(default_factory=dict)
    shallow: bool = False
    without: Sequence[str] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    extensions: Sequence[str | Mapping[str, Any]] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    expect: Sequence[str] = ()
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Examples:
    """The examples of a rule of a check: a bad one with its findings, and a near miss in which no rule finds anything.

    The family is the name of their file.
    """

    check: CheckName
    family: str
    bad: Example
    good: Example


@functools.cache
def examples() -> Mapping[str, Examples]:
    """Return the examples of every rule by its name, check by check and family by family."""
    found: dict[str, Examples] = {}
    for check in CheckName:
        folder = resources.files(__name__.rpartition(".")[0]) / "examples" / check
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            family = file.name.removesuffix(".toml")
            tables = tomllib.loads(file.read_text(encoding="utf-8"))
            shared = tables.pop("family", {}).get("files", {})
            for rule, both in tables.items():
                bad, good = (
                    _example({**both[name], "files": shared | both[name].get("files", {})}) for name in ("bad", "good")
                )
                found[rule] = Examples(check, family, bad, good)
    return found


def _example(table: Mapping[str, Any]) -> Example:
    named = {each.name: table[each.name] for each in fields(Example) if each.name in table}
    return Example({language: text for language, text in table.items() if language not in named}, **named)
