"""What the legal team keeps beside the text, in `docs/editorial/`, as the rules read it.

Each file may be missing, and is then taken as empty.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from policysite.corpus import Settings, files, nodes
from policysite.findings import Finding

GLOSSARY = "glossary.yml"
PROMISES = "promises.yml"
EXCEPTIONS = "exceptions.yml"
WORDLIST = "wordlist.txt"
# Bytes that each of the YAML files may have.
_LARGEST = 200_000
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Term:
    """A defined term in one language.

    Attributes:
        term: the word or words, in their basic form.
        forbidden: words that must not be used in its place.
    """

    term: str
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A defined term in every language.

    Attributes:
        terms: by language.
        besides: clauses (`page#clause`) in which the languages need not agree on it.
    """

    terms: Mapping[str, Term]
    besides: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exemption:
    """What may stand although a rule finds it.

    Attributes:
        rule: the rule.
        where: `page`, `page#clause`, or either behind a language and `/`; for files that are no pages, their path.
        reason: why.
        until: the last day on which it may, or None where it may for good.
        path: the file that says so, relative to the folder of `mkdocs.yml`.
        line: the line in it, from 1.
        column: the character in that line, from 1.
    """

    rule: str
    where: str
    reason: str
    until: datetime.date | None
    path: str
    line: int
    column: int = 1


@dataclass(frozen=True)
class Editorial:
    """All of it.

    Attributes:
        glossary: the defined terms.
        promises: words that promise something without exception, by language.
        wordlist: words that no dictionary has, in lower case.
        exemptions: what may stand although a rule finds it.
        whole: whether everything in the files could be read.
    """

    glossary: tuple[Entry, ...] = ()
    promises: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wordlist: frozenset[str] = frozenset()
    exemptions: tuple[Exemption, ...] = ()
    whole: bool = True


def read(settings: Settings) -> tuple[Editorial, list[Finding]]:
    """The files as they are, and what in them cannot be read."""
    findings: list[Finding] = []

    def each(name: str, made: Callable[[yaml.Node, str], Any]) -> list[Any]:
        path = settings.editorial(name)
        place = settings.place(path)
        items = []
        for node in _items(path, place, findings):
            try:
                items.append(made(node, place))
            except _UnfitError as error:
                findings.append(Finding(place, error.line, 1, "editorial-unfit"))
        return items

    editorial = Editorial(
        glossary=tuple(each(GLOSSARY, _entry)),
        promises=dict(each(PROMISES, _promises)),
        wordlist=_wordlist(settings, findings),
        exemptions=tuple(each(EXCEPTIONS, _exemption)),
    )
    return replace(editorial, whole=not findings), findings


class _UnfitError(Exception):
    """A node does not have the form that its file is to have."""

    def __init__(self, node: yaml.Node) -> None:
        super().__init__()
        self.line = node.start_mark.line + 1


def _items(path: Path, place: str, findings: list[Finding]) -> Iterator[yaml.Node]:
    """The items of the list that a YAML file holds."""
    text = files.read_if_there(path, place, _LARGEST)
    if isinstance(text, Finding):
        findings.append(text)
        return
    try:
        root = nodes.compose(text)
    except nodes.BrokenError as error:
        findings.append(Finding(place, error.line + 1, 1, "editorial-unfit"))
        return
    if isinstance(root, yaml.SequenceNode):
        yield from root.value
    elif root is not None:
        findings.append(Finding(place, 1, 1, "editorial-unfit"))


def _fields(
    node: yaml.Node, required: set[str], optional: frozenset[str] | set[str] = frozenset()
) -> dict[str, yaml.Node]:
    """The values of a mapping that has just these keys."""
    if not isinstance(node, yaml.MappingNode):
        raise _UnfitError(node)
    fields = {_text(key): value for key, value in node.value}
    if not required <= fields.keys() <= required | optional or len(fields) < len(node.value):
        raise _UnfitError(node)
    return fields


def _text(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise _UnfitError(node)
    return str(node.value).strip()


def _day(node: yaml.Node) -> str:
    day = _text(node)
    if not _DAY.fullmatch(day):
        raise _UnfitError(node)
    return day


def _texts(node: yaml.Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        raise _UnfitError(node)
    return tuple(_text(item) for item in node.value)


def _entry(node: yaml.Node, _place: str) -> Entry:
    if not isinstance(node, yaml.MappingNode):
        raise _UnfitError(node)
    fields = {_text(key): value for key, value in node.value}
    besides = _texts(fields.pop("except", None))
    terms = {language: _fields(value, {"term"}, {"not"}) for language, value in fields.items()}
    return Entry(
        {language: Term(_text(term["term"]), _texts(term.get("not"))) for language, term in terms.items()}, besides
    )


def _promises(node: yaml.Node, _place: str) -> tuple[str, tuple[str, ...]]:
    fields = _fields(node, {"language", "words"})
    return _text(fields["language"]), _texts(fields["words"])


def _exemption(node: yaml.Node, place: str) -> Exemption:
    fields = _fields(node, {"rule", "where", "reason"}, {"until"})
    until = fields.get("until")
    try:
        day = None if until is None else datetime.date.fromisoformat(_day(until))
    except ValueError as error:
        raise _UnfitError(node) from error
    rule, where, reason = (_text(fields[name]) for name in ("rule", "where", "reason"))
    return Exemption(rule, where, reason, day, place, node.start_mark.line + 1, node.start_mark.column + 1)


def _wordlist(settings: Settings, findings: list[Finding]) -> frozenset[str]:
    path = settings.editorial(WORDLIST)
    text = files.read_if_there(path, settings.place(path))
    if isinstance(text, Finding):
        findings.append(text)
        return frozenset()
    return frozenset(word.lower() for line in text.split("\n") if (word := line.partition("#")[0].strip()))
