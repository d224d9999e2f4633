"""The right findings in the texts: each finding was compared with both languages, and the right ones are listed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from policysite.corpus import Settings
from policysite.findings import Finding

_FILE = Path(__file__).with_name("judgments.toml")
# So many characters before and after a finding distinguish it from others of its rule on a page.
_CHARACTERS = 24
# By page (`ru/privacy`) and rule, the words at the right findings.
Judgments = Mapping[str, Mapping[str, list[str]]]


def read() -> Judgments:
    """Return the judgments."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def is_right(finding: Finding, settings: Settings, judgments: Judgments) -> bool:
    """True if a finding is listed as right."""
    return words_at(finding, settings) in judgments.get(page_of(finding), {}).get(finding.rule, [])


def page_of(finding: Finding) -> str:
    """Return the language and name of the page of a finding."""
    return finding.path.removeprefix("docs/").removesuffix(".md")


def words_at(finding: Finding, settings: Settings) -> str:
    """Return the words around the position of a finding."""
    line = (settings.root / finding.path).read_text(encoding="utf-8").split("\n")[finding.line - 1]
    around = line[max(finding.column - 1 - _CHARACTERS, 0) : finding.column - 1 + _CHARACTERS]
    return " ".join(around.split())


def as_toml(findings: Iterable[Finding], settings: Settings) -> str:
    """Return findings as they would be listed."""
    listed: dict[str, dict[str, list[str]]] = {}
    for finding in findings:
        listed.setdefault(page_of(finding), {}).setdefault(finding.rule, []).append(words_at(finding, settings))
    lines: list[str] = []
    for page, rules in listed.items():
        lines += ["", f'["{page}"]']
        for rule, words in rules.items():
            lines += [f"{rule} = [", *(f"  {_quoted(each)}," for each in dict.fromkeys(words)), "]"]
    return "\n".join(lines).lstrip("\n")


def _quoted(text: str) -> str:
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\u{ord(character):04x}"
