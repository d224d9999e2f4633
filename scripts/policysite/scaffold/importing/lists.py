"""Lists as CommonMark reads them, written so that Python-Markdown reads the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-*+]|\d{1,9}[.)])(?P<space> +)(?=\S)")
# In CommonMark only these lists can follow the text of a paragraph without an empty line.
_INTERRUPTS = re.compile(r"[-*+]|1[.)]")
_BREAK = re.compile(r" {0,3}([-*_])(?: *\1){2,} *")
_FENCE = re.compile(r" *(`{3,}|~{3,})")
_NO_PARAGRAPH = re.compile(r" {0,3}(?:#{1,6} |>|\||\{:)")
# The indentation that Python-Markdown needs for each level of a list.
_INDENT_SPACES = 4


def with_nested_lists(lines: Sequence[str]) -> list[str]:
    """Return the lines with lists below an empty line, and with four spaces for each level of what is in them."""
    result: list[str] = []
    # The columns at which the texts of the open items begin, the outermost first.
    begins: list[int] = []
    fence = ""
    for number, line in enumerate(lines):
        text = line.expandtabs(_INDENT_SPACES)
        indent = len(text) - len(text.lstrip(" "))
        found = _FENCE.match(text)
        if fence or (found and not begins):
            fence = "" if found and fence and text.strip().startswith(fence) else fence or (found[1] if found else "")
            result.append(line)
            continue
        above = result[-1] if result else ""
        item = None if _BREAK.fullmatch(text) else _ITEM.match(text)
        if not text.strip():
            result.append(line)
            continue
        was_in_list = bool(begins)
        if item or not above.strip():
            begins = [begin for begin in begins if begin <= indent]
        if item and not begins and not above.strip() and _is_ordinal(item, lines[:number], lines[number + 1 :]):
            result.append(re.sub(r"(\d)([.)])", r"\1\\\2", line, count=1))
            continue
        if item and (begins or indent < _INDENT_SPACES):
            follows_paragraph = above.strip() and not _NO_PARAGRAPH.match(above) and not _is_in_list(result)
            if follows_paragraph and (was_in_list or _INTERRUPTS.fullmatch(item["marker"])):
                result.append("")
            result.append(" " * (_INDENT_SPACES * len(begins)) + text[indent:])
            begins.append(item.end())
        elif begins and not above.strip() and indent - begins[-1] < _INDENT_SPACES:
            result.append(" " * (_INDENT_SPACES * len(begins)) + text[indent:])
        else:
            result.append(line)
    return result


def _is_ordinal(item: re.Match[str], above: Sequence[str], below: Sequence[str]) -> bool:
    """True if a number is not part of a list, as in “5. November”: no other item comes before or after it.

    Other programs show such a list of one item with its number; the site would show 1.
    """
    number, sign = item["marker"][:-1], item["marker"][-1]
    if not number.isdigit() or int(number) == 1:
        return False
    return not (_has_item(above, f"{int(number) - 1}{sign}") or _has_item(below, f"{int(number) + 1}{sign}"))


def _has_item(lines: Sequence[str], marker: str) -> bool:
    items = (_ITEM.match(line.expandtabs(_INDENT_SPACES)) for line in lines)
    return any(item is not None and item["marker"] == marker for item in items)


def _is_in_list(lines: Sequence[str]) -> bool:
    """True if the paragraph at the end of some lines begins with an item of a list."""
    for line in reversed(lines):
        if not line.strip():
            return False
        if _ITEM.match(line):
            return True
    return False
