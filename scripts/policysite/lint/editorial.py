"""The files in `docs/editorial/` that rules read: glossary, promises and word list.

A missing file is read as an empty one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial

import yaml

from policysite import approvals, files, suppressions
from policysite.corpus import Settings, yaml_lists
from policysite.corpus.settings import EDITORIAL, VERSIONS
from policysite.corpus.yaml_lists import (
    EDITORIAL_ENTRY_INVALID,
    EDITORIAL_FILE_MISNAMED,
    EDITORIAL_TERM_REPEATED,
    InvalidEntryError,
    InvalidNodeError,
)
from policysite.findings import Finding
from policysite.lint.rule import MAX_FINDINGS_WITHOUT_EDIT

GLOSSARY = "glossary.yml"
PROMISES = "promises.yml"
WORDLIST = "wordlist.txt"
_FILES = (approvals.NAME, VERSIONS, suppressions.NAME, GLOSSARY, PROMISES, WORDLIST)
_NO_LETTERS = re.compile(r"[\W\d_]+")
# Of the letters in two names, those that are the same: a draft of a list has less in common with it.
_MIN_SIMILARITY = 0.85
# What people put between words, or before one, in other lists.
_BETWEEN_WORDS = re.compile(r"[,;\s]|^[-–—•*]\s")


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
    languages = (*settings.languages, *settings.unbuilt)
    glossary, glossary_findings = yaml_lists.read(settings, GLOSSARY, partial(_term, languages, {}))
    promises, promise_findings = yaml_lists.read(settings, PROMISES, _promises)
    wordlist, wordlist_findings = _wordlist(settings)
    findings = [*glossary_findings, *promise_findings, *wordlist_findings, *_misnamed(settings)]
    return Editorial(tuple(glossary), dict(promises), wordlist), findings


def _misnamed(settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each file that nobody reads, because its name is nearly that of a file that is read."""
    present = {path.name: path for path, _ in files.walk(settings.editorial("")) if path.parent.name == EDITORIAL}
    for name, path in present.items():
        right = max(_FILES, key=lambda each: _similarity(name, each))
        is_same = _similarity(name, right) == 1
        if name not in _FILES and (is_same if right in present else _similarity(name, right) >= _MIN_SIMILARITY):
            file = settings.relative_path(settings.editorial(right))
            yield EDITORIAL_FILE_MISNAMED.at(
                settings.relative_path(path),
                breaks=[] if right in present else [right, file],
                file=file,
                expected="" if right in present else file,
            )


def _similarity(name: str, other: str) -> float:
    """Return how many letters two names of files have in common, from 0 to 1; YAML has two endings."""
    first, second = (_NO_LETTERS.sub("", each.lower().replace(".yaml", ".yml")) for each in (name, other))
    return SequenceMatcher(None, first, second).ratio()


def _term(languages: Sequence[str], lines: dict[tuple[str, str], int], node: yaml.Node, _path: str) -> GlossaryTerm:
    """Return the term of an entry, which is in one language only if this has words that must not be used instead.

    `lines` has the lines of the entries above that are in several languages, by language and term.
    """
    fields = yaml_lists.mapping(node)
    exceptions = yaml_lists.texts(fields.pop("except", None))
    wordings: dict[str, Wording] = {}
    errors: list[InvalidNodeError] = []
    for language, value in fields.items():
        try:
            wordings[language] = _wording(value)
        except InvalidNodeError as error:
            errors.append(error)
    is_alone = len(fields.keys() & set(languages)) < min(2, len(languages))
    is_useless = is_alone and not any(each.forbidden for each in wordings.values())
    if is_useless or not fields.keys() <= {*languages, *wordings}:
        yaml_lists.fields(node, languages, ("except",))  # it says which language is missing, or misspelled
    if errors:
        raise InvalidEntryError(errors)
    # (Where one has this term and the other has not, no text would satisfy both entries.)
    terms = [(each, wording.term.lower()) for each, wording in wordings.items()] if len(wordings) > 1 else []
    for language, term in terms:
        if (language, term) in lines:
            raise InvalidNodeError(
                fields[language],
                EDITORIAL_TERM_REPEATED,
                term=wordings[language].term,
                first=lines[language, term],
            )
    lines.update(dict.fromkeys(terms, node.start_mark.line + 1))
    return GlossaryTerm(wordings, exceptions)


def _wording(node: yaml.Node) -> Wording:
    fields = yaml_lists.fields(node, ("term",), ("not",))
    return Wording(yaml_lists.text(fields["term"]), yaml_lists.texts(fields.get("not")))


def _promises(node: yaml.Node, _path: str) -> tuple[str, tuple[str, ...]]:
    fields = yaml_lists.fields(node, ("language", "words"))
    return yaml_lists.text(fields["language"]), yaml_lists.texts(fields["words"])


def _wordlist(settings: Settings) -> tuple[frozenset[str], list[Finding]]:
    path = settings.editorial(WORDLIST)
    name = settings.relative_path(path)
    text = files.read_edited(path, name)
    if not isinstance(text, str):
        return frozenset(), [replace(each, breaks=frozenset({WORDLIST})) for each in text]
    words: set[str] = set()
    findings: list[Finding] = []
    for number, line in files.numbered_lines(text):
        written = line.partition("#")[0].strip()
        of_line = [each.strip() for each in _BETWEEN_WORDS.split(written) if each.strip()]
        words.update(each.lower() for each in of_line)
        if of_line and of_line != [written] and len(findings) < MAX_FINDINGS_WITHOUT_EDIT:
            findings.append(EDITORIAL_ENTRY_INVALID.at(name, number, value=line, example="\n".join(of_line)))
    return frozenset(words), findings
