"""The search index: one record for every clause, in the index of its language, made by Pagefind.

Pagefind is run as `python -m pagefind`. Its asynchronous class `PagefindIndex` sleeps a tenth of a second before each
answer, fails at answers over 2 MiB, and ends Pagefind while that may still be writing.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

# The files that search loads; the interfaces that Pagefind ships are not used.
_ENTRY = "pagefind-entry.json"
_NEEDED = ("pagefind.js", "pagefind-worker.js", _ENTRY, "*.pf_meta", "wasm.*.pagefind", "index/*", "fragment/*")


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
        self._folder = tempfile.TemporaryDirectory()
        pages, self._index, self._output = (Path(self._folder.name) / name for name in ("pages", "index", "output"))
        pages.mkdir()
        for number, record in enumerate(records):
            (pages / f"{number:06}.html").write_text(_as_page(record), encoding="utf-8")
        command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path", str(self._index)]
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(command, stdout=output, stderr=output)  # noqa: S603  (nothing from a page)

    def write(self, folder: Path) -> None:
        """Write the index and the code that reads it into a folder, in place of what is there. It can be written once.

        Raises:
            SearchIndexError: Pagefind failed.
        """
        with self._folder:
            code = self._process.wait()
            entry = self._index / _ENTRY
            if code != 0 or not entry.is_file():
                output = self._output.read_text(encoding="utf-8", errors="replace").strip()
                raise SearchIndexError(f"Pagefind made no index and ended with exit code {code}. {output}".strip())
            # Its languages come in no particular order.
            entry.write_text(json.dumps(json.loads(entry.read_bytes()), sort_keys=True), encoding="utf-8")
            shutil.rmtree(folder, ignore_errors=True)
            for pattern in _NEEDED:
                (folder / pattern).parent.mkdir(parents=True, exist_ok=True)
                for path in self._index.glob(pattern):
                    shutil.move(path, folder / path.relative_to(self._index))

    def discard(self) -> None:
        """Throw the index away, where it will not be written."""
        with self._folder:
            self._process.kill()
            self._process.wait()


def _as_page(record: Record) -> str:
    # Pagefind looks for the index of a page by its language in lower case.
    return (
        f'<!doctype html><html lang="{escape(record.language.lower())}"><body data-pagefind-body>'
        f'<h1 data-pagefind-meta="title">{escape(record.title)}</h1><p>{escape(record.text)}</p>'
        f'<i data-pagefind-meta="page[title]" title="{escape(record.page)}"></i>'
        f'<i data-pagefind-meta="path[title]" title="{escape(record.path)}"></i></body></html>'
    )
