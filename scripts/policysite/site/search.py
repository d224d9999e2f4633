"""The search index: one record for every clause, in the index of its language, made by Pagefind.

Pagefind's Python interface takes a tenth of a second for each answer of its service, and it answers once for each
record that it is handed. So it is handed one folder, with a page for each clause.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pagefind.index import PagefindIndex

# The files that search loads; the interfaces that Pagefind ships are not used.
_ENTRY = "pagefind-entry.json"
_NEEDED = ("pagefind.js", "pagefind-worker.js", _ENTRY, "*.pf_meta", "wasm.*.pagefind", "index/*", "fragment/*")
# Far more than an index takes. Without a limit a build would wait forever for a Pagefind that has crashed.
_TIME_LIMIT_SECONDS = 60
_TIME_LIMIT_SECONDS_PER_RECORD = 0.05


class SearchIndexError(Exception):
    """Pagefind did not make the index; the text says why."""


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
        executor = ThreadPoolExecutor(max_workers=1)
        self._files = executor.submit(_indexed, tuple(records))
        executor.shutdown(wait=False)

    def write(self, folder: Path) -> None:
        """Write the index and the code that reads it into a folder, in place of what is there.

        Raises:
            SearchIndexError: Pagefind failed.
        """
        files = self._files.result()
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _indexed(records: tuple[Record, ...]) -> dict[str, bytes]:
    """The files of the index of some records, by their paths below its folder."""
    with tempfile.TemporaryDirectory() as name:
        pages, index = Path(name, "pages"), Path(name, "index")
        pages.mkdir()
        for number, record in enumerate(records):
            (pages / f"{number:06}.html").write_text(_as_page(record), encoding="utf-8")
        limit = _TIME_LIMIT_SECONDS + _TIME_LIMIT_SECONDS_PER_RECORD * len(records)
        try:
            asyncio.run(asyncio.wait_for(_make(pages, index), limit))
        except TimeoutError as error:
            raise SearchIndexError(f"Pagefind made no index within {limit:.0f} seconds.") from error
        except Exception as error:  # Pagefind has no exceptions of its own
            raise SearchIndexError(f"Pagefind made no index: {error}") from error
        files = {
            path.relative_to(index).as_posix(): path.read_bytes()
            for pattern in _NEEDED
            for path in sorted(index.glob(pattern))
        }
    # Pagefind lists the languages in a random order.
    files[_ENTRY] = json.dumps(json.loads(files[_ENTRY]), sort_keys=True).encode()
    return files


async def _make(pages: Path, index: Path) -> None:
    async with PagefindIndex({"output_path": str(index)}) as pagefind:
        await pagefind.add_directory(str(pages))


def _as_page(record: Record) -> str:
    # Pagefind looks for the index of a page by its language in lower case.
    return (
        f'<!doctype html><html lang="{escape(record.language.lower())}"><body data-pagefind-body>'
        f'<h1 data-pagefind-meta="title">{escape(record.title)}</h1><p>{escape(record.text)}</p>'
        f'<i data-pagefind-meta="page[title]" title="{escape(record.page)}"></i>'
        f'<i data-pagefind-meta="path[title]" title="{escape(record.path)}"></i></body></html>'
    )
