"""The search index: one record for every clause, in the index of its language, made by Pagefind.

Pagefind's Python interface takes a tenth of a second for each answer of its service, and it answers once for each
record that it is handed. So it is handed a folder for each language, with a page for each clause.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import tempfile
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from pagefind.index import PagefindIndex

# The files that search loads; the interfaces that Pagefind ships are not used.
_ENTRY = "pagefind-entry.json"
_NEEDED = ("pagefind.js", "pagefind-worker.js", "*.pf_meta", "wasm.*.pagefind", "index/*", "fragment/*")
_PAGES, _INDEX = "pages", "index"


class SearchIndexError(Exception):
    """Pagefind did not make the index; the text says why."""


class _WrittenError(Exception):
    """The index is written: leave Pagefind."""


@dataclass(frozen=True)
class Record:
    """A clause in the search index.

    Attributes:
        language: its language's code.
        path: its address below the site's root.
        title: its heading.
        page: the title of its page.
        text: the text under the heading.
    """

    language: str
    path: str
    title: str
    page: str
    text: str


class SearchIndex:
    """The index of some records, which Pagefind makes while the caller does other work."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._folder = tempfile.TemporaryDirectory()
        executor = ThreadPoolExecutor(max_workers=1)
        self._indexes = executor.submit(_make_indexes, Path(self._folder.name), tuple(records))
        executor.shutdown(wait=False)

    def write(self, folder: Path) -> None:
        """Write the index and the code that reads it into a folder, in place of what is there. It can be written once.

        Raises:
            SearchIndexError: Pagefind failed.
        """
        with self._folder:
            indexes = self._indexes.result()
            shutil.rmtree(folder, ignore_errors=True)
            _merge(indexes, folder)

    def discard(self) -> None:
        """Throw the index away, where it will not be written."""
        with self._folder:
            wait([self._indexes])


def _make_indexes(root: Path, records: Sequence[Record]) -> list[Path]:
    """Make an index for each language of some records, and return their folders."""
    folders = list(_write_pages(root, records))
    try:
        asyncio.run(_unless_pagefind_ends(_run_pagefind(folders)))
    except asyncio.IncompleteReadError as error:
        output = error.partial.decode(errors="replace")
        raise SearchIndexError(f"Pagefind ended before it had made an index. {output}".strip()) from error
    except Exception as error:  # Pagefind has no exceptions of its own
        raise SearchIndexError(f"Pagefind made no index: {error}") from error
    return [folder / _INDEX for folder in folders]


def _write_pages(root: Path, records: Sequence[Record]) -> Iterator[Path]:
    """Write a page for each record, and yield the folder of each language."""
    # Without any record, there is still an index, which is empty.
    for language in {record.language: None for record in records} or {"": None}:
        folder = root / f"language-{language}"
        (folder / _PAGES).mkdir(parents=True)
        for number, record in enumerate(records):
            if record.language == language:
                (folder / _PAGES / f"{number:06}.html").write_text(_as_page(record), encoding="utf-8")
        yield folder


async def _run_pagefind(folders: Iterable[Path]) -> None:
    """Make the index of each language in a process of its own, which takes less memory than one for all."""

    async def run(folder: Path) -> None:
        with contextlib.suppress(_WrittenError):
            async with PagefindIndex({"output_path": str(folder / _INDEX)}) as index:
                await index.add_directory(str(folder / _PAGES))
                await index.write_files()
                await _completed(folder / _INDEX)
                # Without an exception, Pagefind would begin to write again, and be ended in the middle.
                raise _WrittenError

    await asyncio.gather(*map(run, folders))


async def _unless_pagefind_ends(work: Coroutine[None, None, None]) -> None:
    """Await work, or fail as soon as another task does: without the one that reads its answers, they never come."""
    main = asyncio.create_task(work)
    while not main.done():
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        done, _ = await asyncio.wait(tasks, timeout=0.05, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if not task.cancelled():
                task.result()
    main.result()


async def _completed(folder: Path) -> None:
    """Wait until the files of a folder neither are empty nor grow: Pagefind answers before it has written all."""
    before: dict[Path, int] = {}
    while not before or 0 in before.values() or before != _sizes(folder):
        before = _sizes(folder)
        await asyncio.sleep(0.05)


def _sizes(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def _merge(indexes: Iterable[Path], folder: Path) -> None:
    """Move the files of all indexes into one folder, with one list of languages."""
    entry: dict[str, Any] = {}
    languages: dict[str, Any] = {}
    for index in indexes:
        entry = json.loads((index / _ENTRY).read_bytes())
        languages |= entry["languages"]
        for pattern in _NEEDED:
            (folder / pattern).parent.mkdir(parents=True, exist_ok=True)
            for path in index.glob(pattern):
                shutil.move(path, folder / path.relative_to(index))
    (folder / _ENTRY).write_text(json.dumps(entry | {"languages": languages}, sort_keys=True), encoding="utf-8")


def _as_page(record: Record) -> str:
    # Pagefind looks for the index of a page by its language in lower case.
    return (
        f'<!doctype html><html lang="{escape(record.language.lower())}"><body data-pagefind-body>'
        f'<h1 data-pagefind-meta="title">{escape(record.title)}</h1><p>{escape(record.text)}</p>'
        f'<i data-pagefind-meta="page[title]" title="{escape(record.page)}"></i>'
        f'<i data-pagefind-meta="path[title]" title="{escape(record.path)}"></i></body></html>'
    )
