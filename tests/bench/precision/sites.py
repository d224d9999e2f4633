"""Sites made of published policies: the original and one translation each.

The texts are those of mozilla/legal-docs. An editor who brings them in would write what is written here: front matter,
the ids of headings, Markdown instead of HTML, and the addresses that the texts may contain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import yaml
from policysite import approvals, corpus
from policysite.config import loader
from policysite.corpus import Settings
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.project import put

ORIGINAL = "en"
LANGUAGES = ("ru", "de", "ja")
_SITE_NAME = "Mozilla"
_EXTENSIONS = ("attr_list", "tables", "pymdownx.betterem", "pymdownx.superfences")
_HEADING = re.compile(r"^(?P<marks>#{1,6}) (?P<title>.*?)[ \t]*$", re.MULTILINE)
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ANCHOR = re.compile(r"<a id=\"(?P<html>[^\"]*)\"></a>\n?|^\{: (?:#(?P<attribute>[\w-]+)|\w+=\S*) *\}\n", re.MULTILINE)
_LINE_BREAK = re.compile(r" *<br ?/?>")
_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`]")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.\w+)+")


def names(texts: Path) -> Sequence[str]:
    """Return the names of the documents, which exist in every language."""
    return sorted(path.stem for path in (texts / ORIGINAL).glob("*.md"))


def write(texts: Path, language: str, folder: Path) -> Settings:
    """Write the site of one translation, and return its settings.

    Args:
        texts: the folder of the texts, with a folder for each language.
        language: the language of the translation.
        folder: the folder of the site.

    Raises:
        OSError: a text cannot be read.
    """
    contacts: set[str] = set()
    for name in names(texts):
        original, translation = (
            _markdown((texts / each / f"{name}.md").read_text(encoding="utf-8")) for each in (ORIGINAL, language)
        )
        ids = _ids(original)
        for each, text in ((ORIGINAL, original), (language, translation)):
            put(folder / "docs" / each / f"{name}.md", _page(text, ids))
            contacts.update(_EMAIL.findall(text))
    for each in (ORIGINAL, language):
        put(folder / "docs" / each / "index.md", _page(f"# {_SITE_NAME}\n\n{_SITE_NAME}\n", [_SITE_NAME.lower()]))
    languages = [
        {"locale": each, "name": each, "site_name": _SITE_NAME, "default": each == ORIGINAL}
        for each in (ORIGINAL, language)
    ]
    i18n = {"docs_structure": "folder", "fallback_to_default": False, "languages": languages}
    configuration = {
        "site_name": _SITE_NAME,
        "site_url": "https://policy.example/",
        "theme": {"name": "material", "font": False},
        "plugins": [{"i18n": i18n}, {"policy": {"contacts": sorted(contacts)}}],
        "markdown_extensions": list(_EXTENSIONS),
    }
    put(folder / "mkdocs.yml", yaml.safe_dump(configuration))
    return loader.load(folder / "mkdocs.yml")


def approve(settings: Settings) -> None:
    """Approve every clause as it is, as `policy approve --all` does."""
    pages, _ = corpus.read(settings)
    known, _ = approvals.read(settings)
    approvals.write(settings, known, pages, approvals.to_approve(None, pages, known))


def _markdown(text: str) -> str:
    """Return a text without HTML, and with the anchors of paragraphs as links to their clauses."""
    text = _LINE_BREAK.sub("", _TABLE.sub(_table, text))
    clauses = {anchor: _clause_at(text, match) for match in _ANCHOR.finditer(text) if (anchor := match[1] or match[2])}
    text = _ANCHOR.sub("", text)
    return re.sub(r"\]\(#([\w-]+)\)", lambda match: f"](#{clauses.get(match[1], match[1])})", text)


def _clause_at(text: str, anchor: re.Match[str]) -> str:
    """Return the id of the heading after an anchor that stands directly above one, or of the heading above it."""
    below = _HEADING.match(text, anchor.end())
    number = len(_HEADING.findall(text, 0, anchor.start())) - (below is None)
    return f"clause-{number}"


def _ids(original: str) -> list[str]:
    """Return an id for each heading of an original, made from its words as renderers of Markdown do."""
    ids: list[str] = []
    for match in _HEADING.finditer(original):
        made = re.sub(r"[^a-z0-9]+", "-", match["title"].lower()).strip("-")
        ids.append(f"{made}-{len(ids)}" if made in ids else made)
    return ids


def _page(text: str, ids: Sequence[str]) -> str:
    """Return a text as a page: with front matter, and with these ids on its headings, in order."""
    numbers = iter(range(len(text)))
    title = _MARKUP.sub(r"\1", _HEADING.findall(text)[0][1])

    def with_id(match: re.Match[str]) -> str:
        return f"{match[0].rstrip()} {{ #{ids[next(numbers)]} }}"

    text = re.sub(r"#clause-(\d+)\)", lambda match: f"#{ids[int(match[1])]})", _HEADING.sub(with_id, text))
    front_matter = yaml.safe_dump({"title": title, "description": title}, allow_unicode=True, width=1000)
    return f"---\n{front_matter}---\n\n{text}"


def _table(match: re.Match[str]) -> str:
    """Return a table in HTML as one in Markdown."""
    rows = [
        [" ".join(_inline(cell).split()).replace("|", r"\|") for cell in row.css("th, td")]
        for row in LexborHTMLParser(match[0]).css("tr")
    ]
    columns = len(rows[0])
    lines = [f"| {' | '.join([*row, *[''] * (columns - len(row))])} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * columns, *lines[1:]])


def _inline(node: LexborNode) -> str:
    """Return the content of an element as inline Markdown; items and paragraphs are separated by semicolons."""
    parts = []
    for child in node.iter(include_text=True):
        content = child.text(deep=False) if child.tag == "-text" else _inline(child)
        if child.tag == "a" and child.attributes.get("href"):
            content = f"[{content}]({child.attributes['href']})"
        elif child.tag == "a":
            content = child.html or ""
        elif child.tag == "strong":
            content = f"**{content}**"
        elif child.tag in ("li", "p") and child.next is not None and child.next.next is not None:
            content = f"{content}; "
        parts.append(content)
    return "".join(parts)
