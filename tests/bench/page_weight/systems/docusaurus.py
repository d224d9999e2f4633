"""Docusaurus with its classic preset as it comes; it has no search of its own."""

from __future__ import annotations

from pathlib import Path

from tests.bench.npm import install, npm
from tests.bench.page_weight.text import copy_icon, texts


def build(folder: Path) -> Path:
    """Builds the text: Russian at the root, English below `en/`."""
    install("docusaurus", folder)
    copy_icon(folder / "static")
    for text in texts():
        translated = "i18n/en/docusaurus-plugin-content-docs/current"
        path = folder / ("docs" if text.language == "ru" else translated) / f"{text.name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text.front_matter()}# {text.title}\n\n{text.body}", encoding="utf-8")
    npm("run", "build", folder=folder)
    return folder / "build"
