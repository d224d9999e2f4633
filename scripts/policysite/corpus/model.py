"""Documents and clauses, as read."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class FrontMatter:
    """The facts at the top of a page.

    Attributes:
        title: the page's name, as tabs and search engines show it.
        description: what the page holds, in one sentence.
        version: the published version of the document, or None where it has none.
        effective_date: the day from which that version is in effect; there just when there is a version.
    """

    title: str
    description: str
    version: str | None = None
    effective_date: datetime.date | None = None


@dataclass(frozen=True)
class Clause:
    """A heading and what stands under it up to the next heading.

    Attributes:
        id: its id, the same in every language; empty where the heading has none.
        level: of the heading, 1 to 6.
        title: the heading as plain text.
        line: the heading's line in the file, from 1.
        based_on: the policy clauses that it names as its ground, as written, or None where it names none.
        nested: whether the heading stands in a list, a quotation or the like, where a clause has no end.
    """

    id: str
    level: int
    title: str
    line: int
    based_on: tuple[str, ...] | None = None
    nested: bool = False


@dataclass(frozen=True)
class Page:
    """One document in one language.

    Attributes:
        path: its file, relative to the folder of `mkdocs.yml`, with `/` on every system.
        language: its language's code.
        name: its path below the language's folder, without the ending; the same in every language.
    """

    path: str
    language: str
    name: str
    front_matter: FrontMatter
    clauses: tuple[Clause, ...]

    def clause(self, clause_id: str) -> Clause:
        """The clause with this id.

        Raises:
            KeyError: the page has no such clause.
        """
        for clause in self.clauses:
            if clause.id == clause_id:
                return clause
        raise KeyError(clause_id)

    def has_clause(self, clause_id: str) -> bool:
        """Whether one of the page's clauses has this id."""
        return any(clause.id == clause_id for clause in self.clauses)


@dataclass(frozen=True)
class Document:
    """One page in all its languages, the original first."""

    name: str
    pages: Mapping[str, Page]

    @property
    def versioned(self) -> bool:
        """Whether its versions are published: such a document is a policy, which answers and summaries rest on."""
        return any(page.front_matter.version is not None for page in self.pages.values())


@dataclass(frozen=True)
class Corpus:
    """All documents.

    Attributes:
        languages: their codes, the original first.
        documents: by name, sorted.
    """

    languages: tuple[str, ...]
    documents: Mapping[str, Document]

    @property
    def original(self) -> str:
        """The language that the text is written in first."""
        return self.languages[0]

    def pages(self) -> Iterator[Page]:
        """Every page, document by document, the original first."""
        for document in self.documents.values():
            yield from document.pages.values()

    def grounds(self, reference: str) -> list[Document]:
        """The policies that have the clause which a `data-based-on` refers to: one, unless the reference is at fault.

        Args:
            reference: the id of a clause, or `page#id` where several policies have a clause with that id.
        """
        name, _, clause_id = reference.rpartition("#")
        return [
            document
            for document in self.documents.values()
            if document.versioned
            and name in ("", document.name)
            and any(page.has_clause(clause_id) for page in document.pages.values())
        ]
