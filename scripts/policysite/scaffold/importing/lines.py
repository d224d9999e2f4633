"""The lines of existing Markdown as pages have them: anchors are attributes, headings begin with `#`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policysite.scaffold.importing.html import ANCHOR
from policysite.scaffold.importing.source import ITEM, outside_code

_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]*(?=\S)")
_ROW = re.compile(r"[ \t]*\|")
_CELL = re.compile(r"(?<!\\)\|")
_BULLET = re.compile(r"[-*+][ \t]")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*")


def without_underlines(lines: Sequence[str]) -> list[str]:
    """Return the lines with `#` before headings instead of lines below them; the other such lines stand alone."""
    result: list[str] = []
    for line, is_outside in outside_code(lines):
        above = result[-1] if result else ""
        if is_outside and above.strip() and _UNDERLINE.fullmatch(line) and not above.startswith((" ", "\t", ">")):
            is_text = not (_HEADING.match(above) or _BULLET.match(above) or _ROW.match(above))
            is_alone = len(result) < 2 or not ANCHOR.sub("", result[-2]).strip()
            if is_text and is_alone:
                result[-1] = f"{'#' if line[0] == '=' else '##'} {above.strip()}"
                continue
            if _BULLET.match(above):
                result.append("")
        result.append(line)
    return result


def with_anchors(lines: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return the lines with the ids of anchors as attributes, and the ids that had to give way to another."""
    result: list[str] = []
    aliases: dict[str, str] = {}
    waiting: list[str] = []  # anchors for the next line that can have one
    due = ""  # the id of the paragraph or item that has begun
    for line in [*lines, ""]:
        found = ANCHOR.findall(line)
        text = ANCHOR.sub("", line) if found else line
        if due and (not text.strip() or ITEM.match(text) or _HEADING.match(text) or _ROW.match(text)):
            result.append(f"{{: #{due} }}")
            due = ""
        if found and not text.strip():
            waiting += filter(None, found)
            continue
        if _ROW.match(text):
            result.append(_row(line, waiting, aliases))
            waiting = []
            continue
        names = [*waiting, *found] if text.strip() else []
        if names:
            waiting = []
            if _HEADING.match(text) and "{" not in text:
                text = f"{text.rstrip().rstrip('#').rstrip()} {{ #{names[0]} }}"
            elif not _HEADING.match(text):
                due = due or names[0]
            own = re.search(r"\{:?[^{}]*#([^\s{}]+)", text)
            aliases.update((name, own[1] if own else due) for name in names if name != (own[1] if own else due))
        result.append(text)
    return result[:-1] if lines and result and not result[-1] else result, aliases


def _row(line: str, waiting: Sequence[str], aliases: dict[str, str]) -> str:
    """Return a row of a table with the ids of anchors at the ends of their cells."""
    cells = _CELL.split(line)
    for number, cell in enumerate(cells):
        names = [*(waiting if number == 1 else ()), *ANCHOR.findall(cell)]
        if names:
            cells[number] = f" {ANCHOR.sub('', cell).strip()} {{ #{names[0]} }} "
            aliases.update((name, names[0]) for name in names[1:])
    return "|".join(cells)


def with_headings(lines: list[str], title: str) -> list[str]:
    """Return the lines with headings that begin with `#`, exactly one of them of level 1, at the beginning."""
    result: list[str] = []
    headings: list[int] = []
    for line, is_outside in outside_code(lines):
        if not is_outside:
            result.append(line)
            continue
        if not line.strip() and not (result and result[-1].strip()):
            continue  # one empty line is enough, and none is needed at the beginning
        if _HEADING.match(line):
            headings.append(len(result))
        result.append(line)
    tops = [number for number in headings if _level(result[number]) == 1]
    if len(tops) > 1 or (tops and tops[0] != headings[0]):
        for number in headings:
            if number != tops[0] or number != headings[0]:
                result[number] = f"#{result[number].lstrip()}" if _level(result[number]) < 6 else result[number]
    first = next((number for number, line in enumerate(result) if line.strip()), None)
    if first is not None and first in headings and _level(result[first]) == 1:
        return result
    # What stands above the title, such as a date, is shown below it.
    if headings and _level(result[headings[0]]) == 1:
        top, below = result[headings[0]], result[headings[0] + 1 :]
        return [top, "", *result[: headings[0]], *(below if below and below[0].strip() else below[1:])]
    return [f"# {title}", "", *result]


def _level(line: str) -> int:
    match = _HEADING.match(line)
    return len(match[1]) if match else 0
