"""Starlight, the documentation theme of Astro, with its search."""

from __future__ import annotations

import re
from pathlib import Path

from tests.bench.npm import install, npm
from tests.bench.page_weight.text import Text, copy_icon, texts
from tests.project import ORIGINAL, page_path

_ID = re.compile(r" \{#[\w-]+\}$", re.MULTILINE)
_PAGE_LINK = re.compile(r"\]\((\w+)\.md")


def build(folder: Path) -> Path:
    """Build the text: the original at the root, the translation below its language."""
    install("starlight", folder)
    copy_icon(folder / "public")
    for text in texts():
        path = (
            folder
            / "src"
            / "content"
            / "docs"
            / ("" if text.language == ORIGINAL else text.language)
            / f"{text.name}.md"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.front_matter() + _body(text), encoding="utf-8")
    npm("run", "build", folder=folder)
    return folder / "dist"


def _body(text: Text) -> str:
    """Return the body with URLs in place of file names; Starlight makes its own ids."""
    return _PAGE_LINK.sub(lambda link: f"](/{page_path(text.language, link[1])}", _ID.sub("", text.body))
