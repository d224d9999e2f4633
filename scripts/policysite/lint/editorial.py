"""What the legal team keeps beside the text, in `docs/editorial/`, as the rules read it.

Each file may be missing, and is then taken as empty. What may stand although a rule finds it is read elsewhere, in
`suppressions`: rules do not know of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from policysite.corpus import Settings, files, yaml_lists
from policysite.findings import Finding

GLOSSARY = "glossary.yml"
PROMISES = "promises.yml"
WORDLIST = "wordlist.txt"


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
class Editorial:
    """All of it.

    Attributes:
        glossary: the defined terms.
        promises: words that promise something without exception, by language.
        wordlist: words that no dictionary has, in lower case.
    """

    glossary: tuple[Entry, ...] = ()
    promises: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wordlist: frozenset[str] = frozenset()


def read(settings: Settings) -> tuple[Editorial, list[Finding]]:
    """The files as they are, and what in them cannot be read."""
    glossary, of_glossary = yaml_lists.read(settings, GLOSSARY, _entry)
    promises, of_promises = yaml_lists.read(settings, PROMISES, _promises)
    wordlist, of_wordlist = _wordlist(settings)
    return Editorial(tuple(glossary), dict(promises), wordlist), [*of_glossary, *of_promises, *of_wordlist]


def _entry(node: yaml.Node, _place: str) -> Entry:
    fields = yaml_lists.mapping(node)
    besides = yaml_lists.texts(fields.pop("except", None))
    terms = {language: yaml_lists.fields(value, {"term"}, {"not"}) for language, value in fields.items()}
    return Entry(
        {
            language: Term(yaml_lists.text(term["term"]), yaml_lists.texts(term.get("not")))
            for language, term in terms.items()
        },
        besides,
    )


def _promises(node: yaml.Node, _place: str) -> tuple[str, tuple[str, ...]]:
    fields = yaml_lists.fields(node, {"language", "words"})
    return yaml_lists.text(fields["language"]), yaml_lists.texts(fields["words"])


def _wordlist(settings: Settings) -> tuple[frozenset[str], list[Finding]]:
    path = settings.editorial(WORDLIST)
    text = files.read_if_exists(path, settings.relative_path(path))
    if isinstance(text, Finding):
        return frozenset(), [text]
    return frozenset(word.lower() for line in text.split("\n") if (word := line.partition("#")[0].strip())), []
