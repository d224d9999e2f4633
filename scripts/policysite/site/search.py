"""The search index: one record for every clause, in the index of its language, made by Pagefind."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pagefind.index import PagefindIndex

# What search loads; the interfaces that Pagefind ships are not used.
_NEEDED = (
    "pagefind.js",
    "pagefind-worker.js",
    "pagefind-entry.json",
    "*.pf_meta",
    "wasm.*.pagefind",
    "index/*",
    "fragment/*",
)


@dataclass(frozen=True)
class Record:
    """A clause as search knows it.

    Attributes:
        language: its language's code.
        path: its address below the site's root.
        title: its heading.
        page: the title of its page.
        text: what stands under the heading.
    """

    language: str
    path: str
    title: str
    page: str
    text: str


def write_index(records: Iterable[Record], folder: Path) -> None:
    """Writes the index of these records and the code that reads it into a folder, in place of what is there."""
    with tempfile.TemporaryDirectory() as made:
        asyncio.run(_make(records, made))
        shutil.rmtree(folder, ignore_errors=True)
        for pattern in _NEEDED:
            for path in Path(made).glob(pattern):
                target = folder / path.relative_to(made)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


async def _make(records: Iterable[Record], folder: str) -> None:
    async with PagefindIndex({"output_path": folder}) as index:
        for record in records:
            await index.add_custom_record(
                url=f"/{record.path}",
                content=f"{record.title}\n{record.text}",
                language=record.language,
                meta={"title": record.title, "page": record.page, "path": record.path},
            )
