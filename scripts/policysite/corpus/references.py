"""The addresses of links that have a name: `[name]: address`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policysite.corpus.source_map.line_marks import unmarked

# Where an address gets a name.
_REFERENCE = re.compile(r"[\s>*+\d.)-]*+\[([^\[\]]*)\]:")


class References(dict[str, tuple[str, str]]):
    """The addresses of links by their names, of which the parser keeps the last one.

    Attributes:
        repeated: the names, as `compared` returns them, that have had several addresses or titles.
    """

    def __init__(self) -> None:
        super().__init__()
        self._first: dict[str, list[str]] = {}
        self.repeated: set[str] = set()

    def forget(self) -> None:
        """Begin another page."""
        self._first.clear()
        self.repeated.clear()

    def __setitem__(self, name: str, link: tuple[str, str]) -> None:
        """Give a name to an address."""
        written = [unmarked(part or "") for part in link]
        if self._first.setdefault(compared(name), written) != written:
            self.repeated.add(compared(name))
        super().__setitem__(name, link)

    def lines_of_repeated(self, source: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Yield the names that have several addresses, each with the line, from 1, of one after the first."""
        lines: dict[str, list[int]] = {}
        for number, line in enumerate(source if self.repeated else (), start=1):
            if reference := _REFERENCE.match(line):
                lines.setdefault(compared(reference[1]), []).append(number)
        for name in sorted(self.repeated):
            # (A name may be written in two lines.)
            yield from ((name, line) for line in lines.get(name, ())[1:] or [1])


def compared(name: str) -> str:
    """Return a name as programs compare it (CommonMark, “matches”)."""
    return " ".join(unmarked(name).split()).casefold()
