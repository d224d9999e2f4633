"""Pages to be written, of a new site or in a new language: headings with ids, and what to write under them."""

from __future__ import annotations

import datetime
import functools
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from policysite.corpus import Clause, Page, front_matter, headings
from policysite.corpus.placeholders import PLACEHOLDER, placeholder
from policysite.languages import FALLBACK, nearest

_FOLDER = resources.files("policysite.scaffold")
# The page of a new site that has versions, and the first of them.
_VERSIONED, _FIRST_VERSION = "privacy", "1.0"
# An address that needs no escapes in Markdown.
_ADDRESS = re.compile(r"[^\s()<>\\]+")
# The name of a page that is also an id.
NAME = re.compile("[a-z][a-z0-9-]*(?:/[a-z][a-z0-9-]*)*")


class PageWords:
    """The words of pages in a language: its own, or else placeholders with the English words.

    Only the pages of a new site need the name of the company.

    Attributes:
        are_own: True if the words are in the language of the pages.
    """

    def __init__(self, language: str, company: str = "") -> None:
        with_words = nearest(language, languages_with("pages.toml"))
        self.are_own = bool(with_words)
        self._words = _toml(f"texts/{with_words or FALLBACK}/pages.toml")
        self._company = company

    def menu(self, page: str) -> str:
        """Return the title of a page in the menu; empty if the language has none."""
        return str(self._words.get(page, {}).get("menu", "")) if self.are_own else ""

    def written(self, page: str, key: str, **params: str) -> str:
        """Return a text of a page, which is finished if the language has words of its own."""
        text = self._words[page][key].format(name=self._company, **params)
        return text if self.are_own and key != "write" else placeholder(text)

    def heading(self, page: str, clause: str) -> str:
        """Return the text of a heading, as Markdown."""
        words = self._words[page][clause]
        text = words["heading"] if "heading" in words else self._words[page]["title"].format(name=self._company)
        return as_markdown(text if self.are_own else placeholder(text))

    def body(self, page: str, clause: str) -> str:
        """Return what stands under a heading: a placeholder that says what to write, or a finished text."""
        words = self._words[page][clause]
        return words["text"] if self.are_own and "text" in words else placeholder(words.get("write") or words["text"])


@functools.cache
def languages_with(file: str) -> tuple[str, ...]:
    """Return the codes of the languages that have a text: such as `pages.toml` or `guide.md`."""
    return tuple(
        each.name for each in (_FOLDER / "texts").iterdir() if file in {entry.name for entry in each.iterdir()}
    )


def nearest_of(languages: Iterable[str], file: str) -> str:
    """Return the code of the language with a text for editors who read these languages."""
    available = languages_with(file)
    return next(filter(None, (nearest(language, available) for language in languages)), FALLBACK)


def languages_of_editors(languages: Iterable[str], file: str, folder: Path, pattern: str) -> tuple[str, ...]:
    """Return the codes of the languages in which a site has a text for its editors.

    `file` is the name of the text in the folders of the languages, `pattern` its name in that folder of the site, with
    an asterisk for the language.
    """
    available = languages_with(file)
    before, after = pattern.split("*")
    present = [path.name.removeprefix(before).removesuffix(after) for path in sorted(folder.glob(pattern))]
    wanted = [*(nearest(each, available) for each in languages), *(each for each in present if each in available)]
    return tuple(dict.fromkeys(filter(None, wanted))) or (FALLBACK,)


def page_names() -> tuple[str, ...]:
    """Return the names of the pages of a new site, in the order of its menu."""
    return tuple(_toml("pages.toml"))


def of_new_site(language: str, name: str, company: str, today: datetime.date) -> str:
    """Return a page of a new site."""
    words = PageWords(language, company)
    parts = []
    for number, (clause, relation) in enumerate(_toml("pages.toml")[name].items()):
        based_on = relation if isinstance(relation, str) else ""
        parts.append(headings.line(1 if number == 0 else 2, words.heading(name, clause), clause, based_on.split()))
        links = [] if isinstance(relation, str) else relation
        titles = [as_markdown(words.written(each, "title")) for each in links]
        lines = [f"- [{title}]({each}.md)" for each, title in zip(links, titles, strict=True)]
        parts.append("\n".join(lines) or words.body(name, clause))
    is_versioned = name == _VERSIONED
    return as_page(
        words.written(name, "title"),
        words.written(name, "description"),
        parts,
        _FIRST_VERSION if is_versioned else None,
        today if is_versioned else None,
    )


def new_page(language: str, name: str, title: str, title_of_original: str) -> str:
    """Return a page to be written; a title that is still to be found is empty."""
    to_write = placeholder(title or title_of_original or name)
    heading = headings.line(1, as_markdown(title or to_write), name.rpartition("/")[2], ())
    return as_page(title or to_write, to_write, [heading, PageWords(language).written("page", "write")])


def translation(original: Page, language: str) -> str:
    """Return a page to be translated: the headings of its original with their ids, and placeholders for the texts."""
    words = PageWords(language)
    parts = []
    for clause in original.clauses:
        heading = as_markdown(placeholder(clause.title))
        parts.append(headings.line(clause.level, heading, clause.id, clause.based_on or ()))
        if clause.blocks:
            to_translate = words.written("translation", "write", clause=f"{original.subject}#{clause.id}")
            parts.append(_list_of_links(clause) or to_translate)
    metadata = original.front_matter
    title, description = placeholder(metadata.title), placeholder(metadata.description)
    return as_page(title, description, parts, metadata.version, metadata.effective_date)


def _list_of_links(clause: Clause) -> str:
    """Return a list of links with titles to be translated; empty if there is more than such a list in the clause."""
    lines = []
    for block in clause.blocks:
        links = [each for each in block.links if each.text == block.text and _ADDRESS.fullmatch(each.address)]
        if (block.kind, block.inside) != ("item", ("ul",)) or len(links) != 1 or links[0].is_image:
            return ""
        lines.append(f"- [{as_markdown(placeholder(block.text))}]({links[0].address})")
    return "\n".join(lines)


def as_page(
    title: str,
    description: str,
    parts: Sequence[str],
    version: str | None = None,
    effective_date: datetime.date | None = None,
) -> str:
    """Return the text of a page: its front matter, then its parts."""
    lines = [f"title: {as_yaml(title)}", f"description: {as_yaml(description)}"]
    lines += front_matter.version_lines(version, effective_date)
    return "\n".join(["---", *lines, "---\n", "\n\n".join(parts)]) + "\n"


def as_yaml(text: str) -> str:
    """Return a text as a value in YAML, on one line."""
    return yaml.safe_dump(text, allow_unicode=True, width=len(text) * 4 + 80).split("\n")[0]


def as_markdown(text: str) -> str:
    """Return a text so that nothing in it is markup; a placeholder keeps its brackets."""
    if PLACEHOLDER.fullmatch(text):
        return f"[{as_markdown(text[1:-1])}]"
    return re.sub(r"([\\`*_{}\[\]#])", r"\\\1", text)


def as_cell(text: str) -> str:
    """Return a text so that nothing in it is markup, nor ends a cell of a table."""
    return as_markdown(text).replace("|", "\\|")


@functools.cache
def _toml(path: str) -> Mapping[str, Any]:
    return tomllib.loads((_FOLDER / path).read_text(encoding="utf-8"))
