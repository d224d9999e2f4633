"""The word lists of pyspellchecker, read without its class, which takes longer to load than the rest of a check."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from importlib.util import find_spec
from pathlib import Path


class WordList:
    """The words of a language with their frequencies.

    The file is a JSON object with a line for each word, such as `"data": 123,`. Its lines are searched as they are.
    """

    def __init__(self, language: str) -> None:
        package = find_spec("spellchecker")
        if package is None or not package.submodule_search_locations:
            raise ModuleNotFoundError("pyspellchecker is not installed: run scripts/install")
        file = Path(package.submodule_search_locations[0], "resources", f"{language}.json.gz")
        self._lines = sorted(gzip.decompress(file.read_bytes()).decode("utf-8").splitlines())

    def frequency(self, word: str) -> int:
        """Return how often the language uses a word in lower case; 0 for a word that it does not have."""
        start = f'"{word}": '
        index = bisect_left(self._lines, start)
        line = self._lines[index] if index < len(self._lines) else ""
        return int(line.removeprefix(start).rstrip(",")) if line.startswith(start) else 0
