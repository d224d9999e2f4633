"""The search index: one record for every clause, in the index of its language, made by Pagefind."""

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

# What search loads; the interfaces that Pagefind ships are not used.
_ENTRY = "pagefind-entry.json"
_NEEDED = ("pagefind.js", "pagefind-worker.js", _ENTRY, "*.pf_meta", "wasm.*.pagefind", "index/*", "fragment/*")


class SearchIndexError(Exception):
    """Pagefind did not make the index; the reason is what it said."""


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
    """Writes the index of these records and the code that reads it into a folder, in place of what is there.

    Raises:
        SearchIndexError: Pagefind failed.
    """
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        for number, record in enumerate(records):
            # Pagefind takes pages: each clause is one.
            (made / "clauses").mkdir(exist_ok=True)
            (made / f"clauses/{number:06}.html").write_text(_as_page(record), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "pagefind",
            "--site",
            str(made / "clauses"),
            "--output-path",
            str(made / "index"),
        ]
        # Nothing in the command comes from a page.
        result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
        entry = made / "index" / _ENTRY
        if result.returncode != 0 or not entry.is_file():
            raise SearchIndexError(f"Pagefind made no index: {result.stderr or result.stdout}")
        # Its languages come in no order of their own.
        entry.write_text(json.dumps(json.loads(entry.read_text(encoding="utf-8")), sort_keys=True), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        for pattern in _NEEDED:
            for path in (made / "index").glob(pattern):
                target = folder / path.relative_to(made / "index")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


def _as_page(record: Record) -> str:
    # Pagefind looks for the index of a page by its language in lower case.
    return (
        f'<!doctype html><html lang="{escape(record.language.lower())}"><body data-pagefind-body>'
        f'<h1 data-pagefind-meta="title">{escape(record.title)}</h1><p>{escape(record.text)}</p>'
        f'<i data-pagefind-meta="page[title]" title="{escape(record.page)}"></i>'
        f'<i data-pagefind-meta="path[title]" title="{escape(record.path)}"></i></body></html>'
    )
