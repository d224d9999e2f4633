"""What the tool says, on the pages and to people, in every language that it speaks.

One TOML file for each language lies beside this module. A new language is a new file: no code knows which there are.
"""

from __future__ import annotations

import functools
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources


class UnknownLanguageError(LookupError):
    """The tool has no words in this language."""

    def __init__(self, language: str) -> None:
        super().__init__(
            f"the tool has no words in '{language}', only in {', '.join(spoken())}: "
            f"add {language}.toml beside the others in scripts/policysite/words/"
        )


@dataclass(frozen=True)
class Words:
    """The words of one language.

    Attributes:
        language: its code, as in `mkdocs.yml`.
        page: what the pages say around their text, by name.
        typography: what its typography goes by: `bound`, the short words after which a line does not break.
        findings: message and mend of each rule, by name.
    """

    language: str
    page: Mapping[str, str]
    typography: Mapping[str, Sequence[str]]
    findings: Mapping[str, Mapping[str, str]]

    def message(self, rule: str, facts: Mapping[str, str]) -> str:
        """What a rule found, in one sentence, with the facts that it names."""
        return self.findings[rule]["message"].format_map(facts)

    def mend(self, rule: str, facts: Mapping[str, str]) -> str:
        """How to mend that, in one sentence."""
        return self.findings[rule]["mend"].format_map(facts)


def spoken() -> list[str]:
    """The codes of the languages that the tool speaks, sorted."""
    files = (file.name for file in resources.files(__name__).iterdir())
    return sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml"))


@functools.cache
def words(language: str) -> Words:
    """The words of a language.

    Raises:
        UnknownLanguageError: the tool does not speak it.
    """
    if language not in spoken():
        raise UnknownLanguageError(language)
    text = (resources.files(__name__) / f"{language}.toml").read_text(encoding="utf-8")
    return Words(language, **tomllib.loads(text))


def spoken_here(otherwise: str) -> Words:
    """The words of the language that the locale of this process names, or else of `otherwise`."""
    # The order in which POSIX lets these variables decide.
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    language = locale.split(".")[0].split("_")[0]
    return words(language if language in spoken() else otherwise)
