"""Docusaurus with its classic preset; it has no search of its own."""

from __future__ import annotations

from pathlib import Path

from tests.bench.npm import install, npm
from tests.bench.page_weight.text import copy_icon, texts
from tests.project import ORIGINAL, TRANSLATION


def build(folder: Path) -> Path:
    """Build the text: the original at the root, the translation below its language."""
    install("docusaurus", folder)
    copy_icon(folder / "static")
    for text in texts():
        translated = f"i18n/{TRANSLATION}/docusaurus-plugin-content-docs/current"
        path = folder / ("docs" if text.language == ORIGINAL else translated) / f"{text.name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text.front_matter()}# {text.title}\n\n{text.body}", encoding="utf-8")
    npm("run", "build", folder=folder)
    return folder / "build"
