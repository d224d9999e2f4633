"""Which addresses of other sites have answered, and since when the others have been failing.

An answer saves asking again for some days; a failure is never taken for an answer, but the dates of failures tell a bad
hour from a link that is gone. Each address has a line of its own with an empty one after it, so that git can merge what
two people were told. Whatever a merge leaves can be read: of two lines on one address, the last answer counts, and
every failure after it; the value tells which of the two kinds a line is, wherever it has landed.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from policysite.corpus import files, yaml_nodes
from policysite.findings import Finding

_LARGEST = 10_000_000
# YAML takes no longer key without a mark of its own (YAML 1.1, section 9.3.2: 1024 characters).
_LONGEST_KEY = 1000
# Files by hand and by machine may hold dates in other forms; ours has one.
_DATE = len("2026-01-31")


class UnreadableCacheError(Exception):
    """The file is not one that was written here, or a merge has left its marks in it.

    Nothing is lost by deleting the file: then every address is asked anew, and the counting of failures starts again.

    Attributes:
        line: the first line that cannot be read, from 1.
    """

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} cannot be read")
        self.line = line


@dataclass(frozen=True)
class Cache:
    """What earlier checks were told.

    Attributes:
        answered: for each address, the day on which it last answered.
        failing: for each address, the days of its failures that count, the first one first.
    """

    answered: Mapping[str, datetime.date] = field(default_factory=dict)
    failing: Mapping[str, tuple[datetime.date, ...]] = field(default_factory=dict)

    def fresh(self, address: str, today: datetime.date, age: int) -> bool:
        """Whether an address answered less than so many days ago; a day to come is an error of some clock."""
        day = self.answered.get(address)
        return day is not None and 0 <= (today - day).days < age

    def failures(self, address: str, today: datetime.date) -> tuple[datetime.date, ...]:
        """The days of an address's failures since it last answered."""
        answered = self.answered.get(address, datetime.date.min)
        if answered > today:
            answered = datetime.date.min
        return tuple(day for day in self.failing.get(address, ()) if answered < day <= today)


def counted_failures(failures: tuple[datetime.date, ...], today: datetime.date, age: int) -> tuple[datetime.date, ...]:
    """The days of failures with that of today, which counts where it is so many days or more after the last."""
    if failures and (today - failures[-1]).days < max(age, 1):
        return failures
    return (*failures, today)


def read(path: Path) -> Cache:
    """What a file remembers; nothing where there is none.

    Raises:
        UnreadableCacheError: it is no such file.
        OSError: the system does not let it be read.
    """
    text = files.read_if_exists(path, path.name, _LARGEST)
    if isinstance(text, Finding):
        if path.is_dir() or path.is_file():
            path.open("rb").close()  # the system knows best what is wrong with it
        raise UnreadableCacheError(text.line)
    try:
        root = yaml_nodes.compose(text)
    except yaml_nodes.InvalidYamlError as error:
        raise UnreadableCacheError(error.line + 1) from error
    answered: dict[str, datetime.date] = {}
    failing: dict[str, set[datetime.date]] = {}
    for key, value in _rows(root):
        if isinstance(value, yaml.SequenceNode):
            failing.setdefault(key, set()).update(map(_day, value.value))
        else:
            answered[key] = max(answered.get(key, datetime.date.min), _day(value))
    return Cache(answered, {address: tuple(sorted(days)) for address, days in failing.items()})


def _rows(root: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """The lines of all parts of the file, of which a merge may have left several of one name."""
    for part, rows in _entries(root):
        if part not in ("answered", "failing"):
            raise UnreadableCacheError(rows.start_mark.line + 1)
        yield from _entries(rows)


def _entries(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return
    if not isinstance(node, yaml.MappingNode):
        raise UnreadableCacheError(node.start_mark.line + 1)
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise UnreadableCacheError(key.start_mark.line + 1)
        yield key.value, value


def _day(node: yaml.Node) -> datetime.date:
    try:
        if isinstance(node, yaml.ScalarNode) and len(node.value) == _DATE:
            return datetime.date.fromisoformat(node.value)
    except ValueError:
        pass
    raise UnreadableCacheError(node.start_mark.line + 1)


def write(path: Path, cache: Cache, head: Iterable[str]) -> None:
    """Puts what is remembered in the place of what was.

    Args:
        path: the file; its folder is made where it is missing.
        cache: what is remembered.
        head: what the file says of itself, line by line.

    Raises:
        OSError: it cannot be written; what was there is there still.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write(path, written(cache, head).encode())


def written(cache: Cache, head: Iterable[str]) -> str:
    """The text of the file: the addresses in order, one on a line."""
    lines = [f"# {line}\n" for line in head]
    # An empty part keeps its name, or two people's first lines in it would each bring one.
    lines.append("\nanswered:\n")
    lines += [_line(address, day.isoformat()) for address, day in sorted(cache.answered.items())]
    lines.append("\nfailing:\n")
    lines += [
        _line(address, f"[{', '.join(day.isoformat() for day in days)}]")
        for address, days in sorted(cache.failing.items())
    ]
    return "".join(lines)


def _line(address: str, value: str) -> str:
    key = json.dumps(address, ensure_ascii=False)
    return f"\n  {key}: {value}\n" if len(key) <= _LONGEST_KEY else f"\n  ? {key}\n  : {value}\n"
