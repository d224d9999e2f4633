"""The search index: each page is in the index of its language, made by Pagefind.

Pagefind finds the clauses of a page by the ids of their headings and calls them sub-results. Its program is run: its
asynchronous class `PagefindIndex` sleeps a tenth of a second before each answer, fails at answers over 2 MiB, and may
end Pagefind while it is still writing.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from policysite.corpus import Clause, Page
from policysite.corpus.urls import PageUrls
from policysite.errors import ToolError
from policysite.languages.scripts import IDEOGRAPHS_AND_KANA
from policysite.output_check import pagefind

# The files that search loads; the interfaces that Pagefind ships are not used.
_ENTRY = "pagefind-entry.json"
_NEEDED = ("pagefind.js", "pagefind-worker.js", "*.pf_meta", "wasm.*.pagefind", "index/*", "fragment/*")
# Before and after a Chinese or Japanese character that is a letter.
_BOUNDARY = re.compile(rf"(?<=[{IDEOGRAPHS_AND_KANA}])(?=\w)|(?<=\w)(?=[{IDEOGRAPHS_AND_KANA}])(?=\w)")
# A boundary of words that is not seen.
_BREAK = "\N{ZERO WIDTH SPACE}"


class SearchIndex:
    """An index of pages, which Pagefind makes while the caller does other work.

    Each language is indexed by a process of its own, which takes less memory than one for all. A `ToolError` says that
    Pagefind failed.
    """

    def __init__(self, pages: Iterable[Page], urls: PageUrls) -> None:
        self._folder = tempfile.TemporaryDirectory()
        by_language: dict[str, list[str]] = {}
        for page in pages:
            if clauses := [clause for clause in page.clauses if clause.text and not clause.shown_in]:
                by_language.setdefault(page.language, []).append(_as_html(page, clauses, urls))
        self._runs = [_PagefindRun(Path(self._folder.name) / language, each) for language, each in by_language.items()]

    def write(self, folder: Path) -> None:
        """Write the index and the code that reads it into a folder, replacing its content. It can be written once."""
        try:
            self._merge([run.result() for run in self._runs], folder)
        finally:
            self.discard()

    def discard(self) -> None:
        """Stop the processes that are still running, and remove the temporary files."""
        with self._folder:
            for run in self._runs:
                run.stop()

    @staticmethod
    def _merge(indexes: Iterable[Path], folder: Path) -> None:
        """Move the indexes of all languages into one folder, with one list of languages."""
        shutil.rmtree(folder, ignore_errors=True)
        entry: dict[str, Any] = {}
        languages: dict[str, Any] = {}
        for index in indexes:
            entry = json.loads((index / _ENTRY).read_bytes())
            languages |= entry["languages"]
            for path in (path for pattern in _NEEDED for path in index.glob(pattern)):
                target = folder / path.relative_to(index)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(path, target)
        if entry:
            text = json.dumps(entry | {"languages": languages}, sort_keys=True)
            (folder / _ENTRY).write_text(text, encoding="utf-8")


class _PagefindRun:
    """A run of Pagefind over the pages of one language, as HTML, in a folder of its own."""

    def __init__(self, folder: Path, texts: Iterable[str]) -> None:
        pages, self._index, self._output = (folder / name for name in ("pages", "index", "output"))
        pages.mkdir(parents=True)
        for number, text in enumerate(texts):
            (pages / f"{number:06}.html").write_text(text, encoding="utf-8")
        with self._output.open("wb") as output:
            self._process = pagefind.start(pages, self._index, output)

    def result(self) -> Path:
        """Return the folder of the index, when it is made."""
        code = self._process.wait()
        if code != 0 or not (self._index / _ENTRY).is_file():
            output = self._output.read_text(encoding="utf-8", errors="replace").strip()
            raise ToolError("search_failed", reason=f"exit code {code}. {output}".strip())
        return self._index

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


def _as_html(page: Page, clauses: Iterable[Clause], urls: PageUrls) -> str:
    """Return a page with those of its clauses that can be found."""
    texts = (
        f'<h1 id="{escape(each.id)}">{_in_words(each.title)}</h1><p>{_in_words(each.text)}</p>' for each in clauses
    )
    path = urls.path(page.language, page.name)
    # Pagefind looks for the index of a page by its language in lower case.
    return (
        f'<!doctype html><html lang="{escape(page.language.lower())}"><body data-pagefind-body>'
        f'<i data-pagefind-meta="title[title]" title="{escape(page.front_matter.title)}"></i>'
        f'<i data-pagefind-meta="path[title]" title="{escape(path)}"></i>{"".join(texts)}</body></html>'
    )


def _in_words(text: str) -> str:
    """Return a text as HTML in which each Chinese or Japanese character is a word.

    Pagefind knows few words of traditional Chinese, and divides a text in other places than a query.
    """
    return escape(_BOUNDARY.sub(_BREAK, text))
