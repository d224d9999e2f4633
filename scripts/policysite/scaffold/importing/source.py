"""Existing Markdown before it is parsed: front matter in any form, and lines with what only other programs read."""

from __future__ import annotations

import contextlib
import datetime
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence

from markdown.extensions.attr_list import get_attrs_and_remainder

from policysite.corpus import front_matter
from policysite.corpus.attributes import WRITTEN
from policysite.languages.dates import iso_date
from policysite.scaffold.importing import ImportNote
from policysite.scaffold.importing.html import REMOVED
from policysite.scaffold.pages import as_yaml

_TOML = re.compile(r"\+{3}[ \t]*\n(.*?\n)\+{3}[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML_KEY = re.compile(r"\[*\s*([\w-]+)")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_BRACES = re.compile(r"[ \t]*\{(?=[:#.]|[ \t]*[:#.]|[ \t]*[\w-]+=)(?!\{)(:?)([^{}\n]*)\}")
ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
# The line below the header of a table.
_DELIMITER = re.compile(r"[ \t>]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*")
_KEPT = {name for names in WRITTEN.values() for name in names} - {"href", "src"}


def split(text: str) -> tuple[str | None, str, int]:
    """Split a text into front matter as YAML (or None), body, and the body's first line from 1."""
    match = _TOML.match(text)
    if match is None:
        return front_matter.split(text)
    return _as_yaml(match[1]), text[match.end() :], text.count("\n", 0, match.end()) + 1


def _as_yaml(block: str) -> str:
    """Return TOML as YAML with each key in its line; as it is if it cannot be read."""
    try:
        values = tomllib.loads(block)
    except tomllib.TOMLDecodeError:
        return block
    lines = []
    for line in block.split("\n"):
        key = match[1] if (match := _TOML_KEY.match(line)) else ""
        value = values.pop(key, None)
        lines.append("" if value is None else f"{key}: {as_yaml(value) if isinstance(value, str) else value}")
    return "\n".join(lines)


def outside_code(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield each line, and True if it is not in fenced code."""
    fence = ""
    for line in lines:
        match = _FENCE.match(line)
        if match and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else match[1]
        yield line, not fence


def prepared(lines: Sequence[str], first_line: int) -> tuple[list[str], list[ImportNote], datetime.date | None]:
    """Return the lines without what pages cannot have, notes about it, and the date among the attributes."""
    notes: list[ImportNote] = []
    dates: list[datetime.date] = []
    result: list[str] = []
    for number, (line, is_outside) in enumerate(outside_code(lines), start=first_line):
        if is_outside and "{" in line:
            new, dropped = _with_kept_attributes(line)
            if dropped:
                names = ", ".join(name for name, _ in dropped).replace(".", "class")
                notes.append(ImportNote(number, "import_attributes", {"names": names}))
                dates += _dates(value for name, value in dropped if name == "datetime")
            if result and not new.strip() and any(name == "toc" for name, _ in dropped) and ITEM.match(result[-1]):
                result[-1] = REMOVED  # the place of a table of contents
            result.append(new if new.strip() else REMOVED)
        elif is_outside and ":" in line and "|" in "".join(result[-1:]) and _DELIMITER.fullmatch(line):
            notes.append(ImportNote(number, "import_alignment"))
            result.append(line.replace(":", "-"))
        else:
            result.append(line)
    return result, notes, next(iter(dates), None)


def _with_kept_attributes(line: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a line without attributes that pages cannot have, and these attributes."""
    code = [each.span() for each in _CODE.finditer(line)]
    all_dropped: list[tuple[str, str]] = []

    def kept(found: re.Match[str]) -> str:
        if any(start <= found.start() < end for start, end in code):
            return found[0]
        attributes, _ = get_attrs_and_remainder(found[2])
        dropped = [(name, value) for name, value in attributes if name not in _KEPT]
        if not dropped:
            return found[0]
        all_dropped.extend(dropped)
        left = [f"#{value}" if name == "id" else f'{name}="{value}"' for name, value in attributes if name in _KEPT]
        return f" {{{found[1]} {' '.join(left)} }}" if left else ""

    return _BRACES.sub(kept, line), all_dropped


def _dates(values: Iterable[str]) -> Iterator[datetime.date]:
    for value in values:
        with contextlib.suppress(ValueError):
            if (date := iso_date(value)) is not None:
                yield date
