"""HTML in Markdown, converted to Markdown: line breaks, emphasis, links, lists, tables and anchors."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from bs4 import BeautifulSoup, Tag
from markdownify import ATX, MarkdownConverter

from policysite.corpus.parsed import RawHtml
from policysite.corpus.parser import Parser
from policysite.corpus.suppression_comments import is_suppression
from policysite.findings import MAX_SHOWN_CHARACTERS
from policysite.scaffold.importing import ImportNote

# Private characters that stand in a text for the id of an anchor, and for the end of a part of a cell.
PRIVATE = re.compile("[\ue0f0\ue0f1]")
ANCHOR = re.compile("\ue0f0([^\ue0f0\n]*)\ue0f0")
# A line that is left out at the end; until then it keeps the numbers of the lines below it.
REMOVED = "\ue0f0\ue0f0"
_PART = "\ue0f1"
# Markdown for the ends of elements that are written inside a paragraph.
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "kbd": "`"}
# Elements without a meaning that Markdown lacks: their content stays.
_TRANSPARENT = frozenset(
    (
        *("abbr", "article", "big", "center", "cite", "div", "font", "footer", "header", "main", "mark", "nav", "p"),
        *("section", "small", "span", "time", "u", "wbr"),
    )
)
# Elements that are often written around Markdown.
_WRAPPERS = frozenset(("article", "center", "div", "main", "section"))
_CONVERTED = frozenset(
    (
        *("a", "blockquote", "br", "caption", "col", "colgroup", "dd", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("hr", "img", "li", "ol", "pre", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_BREAK = re.compile(r"<br[ \t]*/?>[ \t]*\n?[ \t]*\Z", re.IGNORECASE)
_AFTER_BREAK = re.compile(r"[ \t]*\n?[ \t]*")
_ROW = re.compile(r"[ \t>]*\|")
_HEADING = re.compile(r"[ \t>]*#")
_TAG = re.compile("</?[a-zA-Z][^<>]*>")
_BAR = re.compile(r"(?<!\\)\|")
# No mark is needed between two parts of a cell after one of these.
_ENDS_A_PART = (".", ";", ":", ",", "!", "?", "。", "；", "：", "،", "؛")
# As many as browsers take for the width of a cell.
_MAX_COLUMNS = 1000


def converted(body: str, parser: Parser, first_line: int) -> tuple[str, list[ImportNote]]:
    """Return the Markdown of a page with its HTML converted as far as possible, and what could not be converted.

    An anchor is left as a mark that `ANCHOR` matches. `first_line` is the line of the body in its file, from 1.
    """
    starts = [0]
    for line in body.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found = [
        (starts[each.line - first_line] + each.column - 1, each) for each in parser.parse(body, first_line).raw_html
    ]
    edits: list[tuple[int, int, str]] = []
    notes: list[ImportNote] = []
    inline: list[tuple[int, RawHtml]] = []
    for start, raw in found:
        if is_suppression(raw.html):
            continue
        if not body.startswith(raw.html, start):
            notes.append(_unconverted(raw))
        elif raw.html.startswith("<!--"):
            edits.append(_alone(start, start + len(raw.html), REMOVED, body, ""))
            notes.append(ImportNote(raw.line, "import_comment"))
        elif _TAG.fullmatch(raw.html):
            inline.append((start, raw))
        else:
            markdown, of_block = _block(raw)
            notes += of_block
            if markdown is not None:
                edits.append(_alone(start, start + len(raw.html), markdown, body, markdown))
    of_tags, unconverted = _tags(inline, body)
    edits += of_tags
    notes += unconverted
    for start, end, text in sorted(edits, reverse=True):
        body = body[:start] + text + body[end:]
    return body, sorted(notes, key=lambda note: note.line)


def _alone(start: int, end: int, text: str, body: str, otherwise: str) -> tuple[int, int, str]:
    """Return the edit that replaces lines by a text between empty lines, or what is not alone in them by another."""
    is_alone = body[:start].endswith("\n") or not start
    if not is_alone or not (body.startswith("\n", end) or end == len(body)):
        return start, end, f"\n\n{otherwise}\n\n" if otherwise else ""
    before = "" if body[:start].endswith("\n\n") or not start or text == REMOVED else "\n"
    after = "" if body.startswith("\n\n", end) or end == len(body) or text == REMOVED else "\n"
    return start, end, before + text + after


def _unconverted(raw: RawHtml) -> ImportNote:
    return ImportNote(raw.line, "import_html", {"html": raw.opening[:MAX_SHOWN_CHARACTERS]})


def _tags(found: Sequence[tuple[int, RawHtml]], body: str) -> tuple[list[tuple[int, int, str]], list[ImportNote]]:
    """Return the edits that convert single tags inside of text, and what cannot be converted."""
    edits: list[tuple[int, int, str]] = []
    notes: list[ImportNote] = []
    opened: list[tuple[str, str, tuple[int, int, str], RawHtml]] = []
    for start, raw in found:
        end = start + len(raw.html)
        closing = raw.html.startswith("</")
        element = None if closing else BeautifulSoup(raw.html, "html.parser").find(True)
        name = raw.html.strip("</> \t\n").lower() if closing else element.name if isinstance(element, Tag) else ""
        if closing:
            if opened and opened[-1][0] == name:
                _, mark, opening, _ = opened.pop()
                if name == "a" and not body[opening[1] : start].strip():
                    edits.append((opening[0], end, opening[2].removesuffix("[")))  # a link without a text
                else:
                    edits += [opening, (start, end, mark)]
            else:
                notes.append(_unconverted(raw))
        elif name in ("br", "wbr", "hr", "img") and isinstance(element, Tag):
            edits.append(_void(name, element, start, end, body))
        elif isinstance(element, Tag) and (name in _MARKS or name in _TRANSPARENT or name == "a"):
            before, after = _MARKS.get(name, ""), _MARKS.get(name, "")
            anchor = _anchor(element)
            if raw.html.endswith("/>"):
                edits.append((start, end, anchor))
                continue
            if name == "a" and element.get("href"):
                before, after = "[", f"]({element['href']})"
            opened.append((name, after, (start, end, anchor + before), raw))
        else:
            notes.append(_unconverted(raw))
    return edits, notes + [_unconverted(raw) for *_, raw in opened]


def _void(name: str, element: Tag, start: int, end: int, body: str) -> tuple[int, int, str]:
    """Return the edit that converts an element without content."""
    if name == "img":
        return start, end, f"![{element.get('alt') or ''}]({element.get('src') or ''})"
    if name == "wbr":
        return start, end, ""
    line_start = body.rfind("\n", 0, start) + 1
    before = body[line_start:start]
    start -= len(before) - len(before.rstrip(" \t"))
    after = _AFTER_BREAK.match(body, end)
    following = after.end() if after else end
    if _ROW.match(before):
        return start, end, _joint(before.rstrip())
    if _HEADING.match(before):
        return start, end, " "
    if name == "hr":
        return start, following, "\n\n---\n\n"
    rest = body[following : following + 4].lower()
    if not before.strip() or not rest or rest.startswith("\n"):
        return start, end, ""  # a break at the beginning or the end of a paragraph shows nothing
    if rest.startswith("<br") or _BREAK.search(body, 0, start):
        return start, following, "\n"  # two breaks end a paragraph
    indentation = re.match(r"[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?", before)
    return start, following, "  \n" + " " * len(indentation[0] if indentation else "")


def _joint(before: str) -> str:
    """Return what stands between two parts of a cell, after the text of the first."""
    return " " if not before or before.endswith(_ENDS_A_PART) or before.endswith("|") else "; "


def _block(raw: RawHtml) -> tuple[str | None, list[ImportNote]]:
    """Return the Markdown of a block of HTML, and what is to be looked at; None if it cannot be converted."""
    soup = BeautifulSoup(raw.html, "html.parser")
    for element in soup.find_all(True):
        name = element.name
        if name not in _MARKS and name not in _TRANSPARENT and name not in _CONVERTED:
            return None, [_unconverted(raw)]
        if name in ("td", "th") and (element.get("rowspan", "1") != "1" or element.find("table")):
            return None, [ImportNote(raw.line + (element.sourceline or 1) - 1, "import_cells")]
    if all(element.name in _WRAPPERS for element in soup.find_all(True)):
        anchors = "".join(filter(None, map(_anchor, soup.find_all(True))))
        return f"{anchors}\n{textwrap.dedent(_TAG.sub('', raw.html))}".strip("\n"), []
    notes: list[ImportNote] = []
    for element in soup.find_all(["td", "th"]):
        line = raw.line + (element.sourceline or 1) - 1
        if element.get("colspan", "1") != "1":
            notes.append(ImportNote(line, "import_columns"))
            element["colspan"] = str(_columns(element))
    _complete_rows(soup)
    tables = [each for each in soup.find_all("table") if each.select("td li, td p + p, td br")]
    notes += [ImportNote(raw.line + (each.sourceline or 1) - 1, "import_parts") for each in tables]
    return _Converter(heading_style=ATX, bullets="-").convert_soup(soup).strip("\n").replace(_PART, " "), notes


def _complete_rows(soup: BeautifulSoup) -> None:
    """Add the empty cells that browsers show at the ends of short rows."""
    for table in soup.find_all("table"):
        rows = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
        widths = [sum(_columns(cell) for cell in cells) for cells in rows]
        for cells, width in zip(rows, widths, strict=True):
            for _ in range(max(widths) - width if cells else 0):
                cells[-1].insert_after(soup.new_tag(cells[-1].name))


def _columns(cell: Any) -> int:
    columns = str(cell.get("colspan", "1"))
    return min(int(columns[:5]), _MAX_COLUMNS) if columns.isdecimal() else 1


def _anchor(element: Tag) -> str:
    """Return the mark for the id of an element; empty without one."""
    names: Iterable[Any] = (element.get("id"), element.get("name") if element.name == "a" else None)
    name = next((str(each) for each in names if each), "")
    return f"\ue0f0{name}\ue0f0" if name and not PRIVATE.search(name) and not re.search(r"\s", name) else ""


# (The stubs of markdownify lack the methods that its documentation says to override.)
_Markdownify: Any = MarkdownConverter


class _Converter(_Markdownify):  # type: ignore[misc]  # see above
    """markdownify with anchors, and with cells that have several parts."""

    def process_tag(self, node: Any, parent_tags: Any = None) -> str:
        text: str = super().process_tag(node, parent_tags=parent_tags)
        anchor = _anchor(node)
        if not anchor:
            return text
        if node.name in ("td", "th"):
            return f" {anchor}{text.lstrip()}"
        marks = re.match(r"\s*(?:#+ |[-*+] |\d+\. )?", text)
        begin = marks.end() if marks else 0
        if node.name in ("ul", "ol", "table", "div", "section"):
            return f"\n\n{anchor}\n{text.lstrip()}"
        return f"{text[:begin]}{anchor}{text[begin:]}"

    def escape(self, text: str, parent_tags: Any) -> str:
        escaped: str = super().escape(text, parent_tags)
        return escaped.replace("<", "&lt;").replace("[", r"\[").replace("]", r"\]")

    def convert_td(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002  (passed by name)
        joined = ""
        for part in filter(None, (" ".join(each.split()) for each in text.split(_PART))):
            joined += (_joint(joined) if joined else "") + part
        cell = _BAR.sub(r"\\|", joined)
        return f" {cell} |" + " |" * (_columns(el) - 1)

    convert_th = convert_td

    def convert_li(self, el: Any, text: str, parent_tags: Any) -> str:
        if _in_cell(parent_tags):
            return _part(text)
        marker, _, content = str(super().convert_li(el, text, parent_tags)).partition(" ")
        # Four spaces for each level, as Python-Markdown needs them.
        return f"{marker} {textwrap.indent(textwrap.dedent(' ' * (len(marker) + 1) + content), '    ').lstrip()}"

    def convert_p(self, el: Any, text: str, parent_tags: Any) -> str:
        return _part(text) if _in_cell(parent_tags) else str(super().convert_p(el, text, parent_tags))

    def convert_br(self, el: Any, text: str, parent_tags: Any) -> str:
        return _PART if _in_cell(parent_tags) else str(super().convert_br(el, text, parent_tags))


def _in_cell(parent_tags: Any) -> bool:
    return "td" in parent_tags or "th" in parent_tags


def _part(text: str) -> str:
    return f"{_PART}{text.strip()}{_PART}"
