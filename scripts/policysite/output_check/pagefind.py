"""Runs Pagefind out of reach of the files of the site, and returns the programs that it adds to each index."""

from __future__ import annotations

import functools
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import IO

import pagefind_bin_extended


def start(pages: Path, index: Path, output: int | IO[bytes]) -> subprocess.Popen[bytes]:
    """Start to make an index of a folder with pages; its messages go to the output.

    The folder that contains the pages belongs to nobody else.
    """
    command = [*_command(), "--site", str(pages), "--output-path", str(index)]
    return subprocess.Popen(  # noqa: S603  (nothing from a page)
        command,
        stdout=output,
        stderr=output,
        cwd=pages.parent,  # Pagefind would be configured by files of the current folder
    )


def _command() -> list[str]:
    """Return the program itself: Python takes longer to start than the program to index a page."""
    try:
        return [str(pagefind_bin_extended.get_executable())]
    except FileNotFoundError:
        # It may know another program, or says that there is none. (-P: no modules from the current folder.)
        return [sys.executable, "-P", "-m", "pagefind"]


def is_program(name: str) -> bool:
    """True if a file of an index is a program, by its path in it; the others depend on the pages."""
    return name.endswith(".js") or name.startswith("wasm.")


def prepare(languages: tuple[str, ...]) -> None:
    """Start to make the `programs` of languages, so that nobody has to wait for them."""
    _started(languages)


@functools.cache
def programs(languages: tuple[str, ...]) -> Mapping[str, bytes]:
    """Return the programs in an index of languages, by their paths in it; none if Pagefind does not work."""
    folder, process = _started(languages)
    with folder:
        process.wait()
        return {path.name: path.read_bytes() for path in _index(folder).glob("*") if is_program(path.name)}


@functools.cache
def _started(languages: tuple[str, ...]) -> tuple[tempfile.TemporaryDirectory[str], subprocess.Popen[bytes]]:
    folder = tempfile.TemporaryDirectory()
    pages = Path(folder.name) / "pages"
    pages.mkdir()
    for language in languages:
        page = f'<!doctype html><html lang="{escape(language.lower())}"><body><p>1</p></body></html>'
        (pages / f"{language}.html").write_text(page, encoding="utf-8")
    return folder, start(pages, _index(folder), subprocess.DEVNULL)


def _index(folder: tempfile.TemporaryDirectory[str]) -> Path:
    return Path(folder.name) / "index"
