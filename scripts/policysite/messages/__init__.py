"""What the tool says, on the pages and to people, in every language that it speaks, and what it knows of that language.

One folder for each language lies beside this module. A new language is a new folder: no code knows which there are.
"""

from __future__ import annotations

import functools
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

# Characters of a fact that a message repeats; the longest that must stay whole is a line to paste into the approvals.
_LONGEST = 1000


class UnknownLocaleError(LookupError):
    """The tool has no words in this language."""

    def __init__(self, language: str) -> None:
        super().__init__(
            f"the tool has no words in '{language}', only in {', '.join(available_locales())}: "
            f"add {language}/ beside the others in scripts/policysite/words/"
        )


@dataclass(frozen=True)
class Messages:
    """The words of one language.

    Attributes:
        language: its code, as in `mkdocs.yml`.
        page: what the pages say around their text, by name.
        tool: what the command says besides its findings, by name; where it counts, its plural forms by the names
            that CLDR gives them.
        lexicon: what checks and typography must know of the language, by name.
        rules: for each rule its `message`, its `fix` and its `why`.
    """

    language: str
    page: Mapping[str, str]
    tool: Mapping[str, Any]
    lexicon: Mapping[str, Any]
    rules: Mapping[str, Mapping[str, str]]

    def message(self, rule: str, params: Mapping[str, str]) -> str:
        """What a rule found, in one sentence, with the params that it names."""
        return self.rules[rule]["message"].format_map(_readable(params))

    def fix(self, rule: str, params: Mapping[str, str]) -> str:
        """How to fix that, in one sentence."""
        return self.rules[rule]["fix"].format_map(_readable(params))

    def text(self, name: str, **params: str) -> str:
        """A phrase of `tool`, with the params that it names."""
        phrase: str = self.tool[name]
        return phrase.format_map(params)

    def plural(self, name: str, count: int) -> str:
        """A phrase of `tool` that counts something, in the plural form that goes with the count."""
        # Babel and its data take some 35 ms to load, and most that a command says counts nothing.
        from babel import Locale

        form = Locale.parse(self.language, sep="-").plural_form(count)
        phrase: str = self.tool[name][form]
        return phrase.format(count=count)


def _readable(params: Mapping[str, str]) -> Mapping[str, str]:
    """Facts no longer than anyone would read: what stands in a page can be a million characters long."""
    if all(len(fact) <= _LONGEST for fact in params.values()):
        return params
    return {name: fact if len(fact) <= _LONGEST else f"{fact[:_LONGEST]}…" for name, fact in params.items()}


def available_locales() -> list[str]:
    """The codes of the languages that the tool speaks, sorted."""
    return sorted(folder.name for folder in resources.files(__name__).iterdir() if (folder / "page.toml").is_file())


@functools.cache
def messages_in(language: str) -> Messages:
    """The words of a language.

    Raises:
        UnknownLocaleError: the tool does not messages it.
    """
    if language not in available_locales():
        raise UnknownLocaleError(language)
    folder = resources.files(__name__) / language
    rules: dict[str, Mapping[str, str]] = {}
    for family in sorted((folder / "rules").iterdir(), key=lambda file: file.name):
        rules |= _read(family)
    page, tool, lexicon = (_read(folder / f"{part}.toml") for part in ("page", "tool", "lexicon"))
    return Messages(language, page, tool, lexicon, rules)


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def from_environment(otherwise: str) -> Messages:
    """The words of the language that the locale of this process names, or else of `otherwise`."""
    # The order in which POSIX lets these variables decide.
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    language = locale.split(".")[0].split("_")[0]
    return messages_in(language if language in available_locales() else otherwise)
