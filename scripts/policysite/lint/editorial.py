"""The files in `docs/editorial/` that rules read: glossary, promises and word list.

A missing file is read as an empty one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import yaml

from policysite import files
from policysite.corpus import Settings, yaml_lists
from policysite.findings import Finding

GLOSSARY = "glossary.yml"
PROMISES = "promises.yml"
WORDLIST = "wordlist.txt"


@dataclass(frozen=True)
class Wording:
    """A defined term in one language, in its basic form, and words that must not be used instead."""

    term: str
    forbidden: tuple[str, ...]


@dataclass(frozen=True)
class GlossaryTerm:
    """A defined term by language, and the clauses (`page#clause`) in which it may be missing in one language."""

    wordings: Mapping[str, Wording]
    exceptions: tuple[str, ...]


@dataclass(frozen=True)
class Editorial:
    """Defined terms, words that promise something absolutely, and correct words that are not in the dictionary.

    The promises are given by language; the word list is in lower case.
    """

    glossary: tuple[GlossaryTerm, ...]
    promises: Mapping[str, tuple[str, ...]]
    wordlist: frozenset[str]


def read(settings: Settings) -> tuple[Editorial, list[Finding]]:
    """Return the content of the files, and a finding for everything that cannot be read."""
    glossary, glossary_findings = yaml_lists.read(settings, GLOSSARY, _term)
    promises, promise_findings = yaml_lists.read(settings, PROMISES, _promises)
    wordlist, wordlist_findings = _wordlist(settings)
    findings = [*glossary_findings, *promise_findings, *wordlist_findings]
    return Editorial(tuple(glossary), dict(promises), wordlist), findings


def _term(node: yaml.Node, _path: str) -> GlossaryTerm:
    fields = yaml_lists.mapping(node)
    exceptions = yaml_lists.texts(fields.pop("except", None))
    return GlossaryTerm({language: _wording(value) for language, value in fields.items()}, exceptions)


def _wording(node: yaml.Node) -> Wording:
    fields = yaml_lists.fields(node, {"term"}, {"not"})
    return Wording(yaml_lists.text(fields["term"]), yaml_lists.texts(fields.get("not")))


def _promises(node: yaml.Node, _path: str) -> tuple[str, tuple[str, ...]]:
    fields = yaml_lists.fields(node, {"language", "words"})
    return yaml_lists.text(fields["language"]), yaml_lists.texts(fields["words"])


def _wordlist(settings: Settings) -> tuple[frozenset[str], list[Finding]]:
    path = settings.editorial(WORDLIST)
    text = files.read_edited(path, settings.relative_path(path))
    if not isinstance(text, str):
        return frozenset(), [replace(each, breaks=frozenset({WORDLIST})) for each in text]
    return frozenset(word.lower() for line in text.split("\n") if (word := line.partition("#")[0].strip())), []
