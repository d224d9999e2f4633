"""The text of the fixture site, as other generators read it."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.project import PAGES, TOOLSHARE

_FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n\s*", re.DOTALL)
_TITLE = re.compile(r"# (.*?) *(?:\{[^}]*\})?\n+")
_HEADING = re.compile(r"^(#+ .*?) *\{ *(#[\w-]+)[^}]*\}$", re.MULTILINE)
# Images and links between languages, which each generator writes in its own way.
_FOREIGN = re.compile(r"!\[[^\]]*\]\(\.\./[^)]*\)|\[([^\]]*)\]\(\.\./[^)]*\)")
_LINK_ATTRIBUTES = re.compile(r"(?<=\))\{[^}#]*\}")


@dataclass(frozen=True)
class Text:
    """One page.

    Attributes:
        language: its folder in `docs/`.
        name: its file name without `.md`.
        title: its heading of the first level.
        description: that of its front matter.
        body: Markdown after the title; of attribute lists only the ids of headings are kept, as `## Heading {#id}`.
    """

    language: str
    name: str
    title: str
    description: str
    body: str

    def front_matter(self) -> str:
        params = yaml.safe_dump({"title": self.title, "description": self.description}, allow_unicode=True, width=1000)
        return f"---\n{params}---\n"


def texts() -> list[Text]:
    """Return every page, in the order of `PAGES`."""
    return [_text(language, name) for language, name in PAGES]


def copy_icon(folder: Path) -> None:
    """Copy the icon of the site into a folder, for the generators whose themes have none."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(TOOLSHARE / "overrides/assets/icon.svg", folder / "favicon.svg")


def _text(language: str, name: str) -> Text:
    source = (TOOLSHARE / "docs" / language / f"{name}.md").read_text(encoding="utf-8")
    front_matter = _FRONT_MATTER.match(source)
    title = _TITLE.match(source, front_matter.end() if front_matter else 0)
    if not front_matter or not title:
        raise ValueError(f"docs/{language}/{name}.md does not start with front matter and a title")
    body = _LINK_ATTRIBUTES.sub("", _HEADING.sub(r"\1 {\2}", source[title.end() :]))
    body = _FOREIGN.sub(r"\1", body)
    return Text(language, name, title[1], yaml.safe_load(front_matter[1])["description"], body)
