"""The cache of the external link check: when each URL last answered, and since when the others have failed.

A URL that answered is not requested again for some days. The dates of failures distinguish a temporary failure from a
link that is gone. Each URL has a line of its own, followed by an empty one, so that git can merge the results of two
people. The result of a merge can always be read: of two lines about one URL, the last answer is valid, and all failures
after it; the value shows if a line is an answer or failures, in whichever part the merge has put it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from policysite import files
from policysite.corpus import yaml_lists
from policysite.errors import ToolError
from policysite.files import yaml_nodes
from policysite.files.yaml_errors import InvalidYamlError
from policysite.findings import Finding

# YAML accepts a longer key only after a question mark (YAML 1.1, section 9.3.2: 1024 characters).
_MAX_KEY_CHARACTERS = 1000


@dataclass(frozen=True)
class Cache:
    """The day on which each URL last answered, and the days of its counted failures, the earliest first."""

    answered: Mapping[str, datetime.date] = field(default_factory=dict)
    failing: Mapping[str, tuple[datetime.date, ...]] = field(default_factory=dict)

    def is_fresh(self, url: str, today: datetime.date, age_days: int) -> bool:
        """True if a URL answered less than so many days ago; a day in the future is ignored, as a clock was wrong."""
        day = self.answered.get(url)
        return day is not None and 0 <= (today - day).days < age_days

    def failures(self, url: str, today: datetime.date) -> tuple[datetime.date, ...]:
        """Return the days of a URL's failures since it last answered."""
        answered = self.answered.get(url, datetime.date.min)
        if answered > today:
            answered = datetime.date.min
        return tuple(day for day in self.failing.get(url, ()) if answered < day <= today)


def counted_failures(
    failures: tuple[datetime.date, ...], today: datetime.date, age_days: int
) -> tuple[datetime.date, ...]:
    """Return the days of failures with today added, if it is at least so many days after the last of them."""
    if failures and (today - failures[-1]).days < max(age_days, 1):
        return failures
    return (*failures, today)


def read(path: Path, name: str) -> Cache:
    """Return the cache in a file; an empty one if there is no file. `name` is its path in the error.

    Raises:
        ToolError: the file is not a cache, or has conflict markers of a merge.
        OSError: the system does not allow reading it.
    """
    text = files.read_if_exists(path, name)
    if isinstance(text, Finding):
        if path.is_dir() or path.is_file():
            path.open("rb").close()  # raises the system's error, if there is one
        raise ToolError("cache_unusable", file=name, line=text.line)
    answered: dict[str, datetime.date] = {}
    failing: dict[str, set[datetime.date]] = {}
    try:
        for key, value in _rows(yaml_nodes.compose(text)):
            if isinstance(value, yaml.SequenceNode):
                failing.setdefault(key, set()).update(map(yaml_lists.date, value.value))
            else:
                answered[key] = max(answered.get(key, datetime.date.min), yaml_lists.date(value))
    except InvalidYamlError as error:
        raise ToolError("cache_unusable", file=name, line=error.line + 1) from error
    return Cache(answered, {url: tuple(sorted(days)) for url, days in failing.items()})


def _rows(root: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the lines of all parts of the file; a merge may have left several parts with one name."""
    for part, rows in _entries(root):
        if part not in ("answered", "failing"):
            raise yaml_lists.InvalidNodeError(rows)
        yield from _entries(rows)


def _entries(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return
    if not isinstance(node, yaml.MappingNode):
        raise yaml_lists.InvalidNodeError(node)
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml_lists.InvalidNodeError(key)
        yield key.value, value


def serialized(cache: Cache, header: Iterable[str]) -> str:
    """Return the text of the file: these lines as a comment, then the URLs in order, one on a line."""
    lines = [f"# {line}\n" for line in header]
    # An empty part is written too, so that merging the first URLs of two people does not add its name twice.
    lines.append("\nanswered:\n")
    lines += [_line(url, day.isoformat()) for url, day in sorted(cache.answered.items())]
    lines.append("\nfailing:\n")
    lines += [
        _line(url, f"[{', '.join(day.isoformat() for day in days)}]") for url, days in sorted(cache.failing.items())
    ]
    return "".join(lines)


def _line(url: str, value: str) -> str:
    key = json.dumps(url, ensure_ascii=False)
    return f"\n  {key}: {value}\n" if len(key) <= _MAX_KEY_CHARACTERS else f"\n  ? {key}\n  : {value}\n"
