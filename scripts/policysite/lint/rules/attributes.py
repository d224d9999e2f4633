"""Attributes in braces: only the few that pages need, and none that runs code or changes the design."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from markdown.extensions.attr_list import sanitize_name

from policysite.corpus import Block, Page, subjects
from policysite.corpus.attributes import IMAGE_SIZE, LANGUAGE, QUOTES, WRITTEN, as_written
from policysite.corpus.model import BASED_ON
from policysite.languages.alphabets import as_latin, foreign_letters
from policysite.lint.advised_edits import with_advised_edit
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit, hit_at, page_rule

_ALLOWED = {
    **WRITTEN,
    # Added by the parser.
    "ol": ("start", "type"),
    "abbr": ("title",),
    "footnote": ("number",),
    # Boxes and tabs: see `policysite.lint.rules.boxes`.
    "div": ("class",),
    "details": ("class", "open"),
    "input": ("checked",),
}
_VALUES = {"width": IMAGE_SIZE, "height": IMAGE_SIZE, "hreflang": LANGUAGE, "loading": re.compile("lazy|eager")}
_CELLS = ("td", "th")
_ALIGNMENT = re.compile(r"text-align: (?:left|right|center);")
_DELIMITER = re.compile(r"[\s|:>-]*:[\s|:>-]*")
_BRACES = re.compile(r"\{.*\}")
# A value of several words that is not in quotation marks: the words after the first look like attributes.
_UNQUOTED = re.compile(
    r"""(?<![\w-])(?P<name>[\w-]++)=(?P<value>(?P<first>[^\s"'{}=]++)(?:\s+(?![#.])[^\s"'{}=]++(?!=))+)"""
)
_QUOTED_VALUE = re.compile(r'"([^"\\]*)\\?"')
_QUOTED = re.compile(rf"[{QUOTES}](?P<value>[^{QUOTES}{{}}]*)[{QUOTES}]")
# A value that is not closed before the end of its braces.
_UNCLOSED = re.compile(
    rf"[{QUOTES}](?P<value>[^\s{QUOTES}{{}}=]+(?:\s+(?!#)[^\s{QUOTES}{{}}=]+(?![^\s{{}}]*=))*)(?=\s*\}})"
)
# A value in escaped quotation marks, or in several: of attributes with one name only the last counts.
_MISQUOTED = re.compile(
    rf"""{BASED_ON}=(?:\\"[^"{{}}]*\\"|"[^"{{}}]*"(?:\s+(?:{BASED_ON}=)?"[^"{{}}]*")+)""",
)
_WORD = re.compile(r"(?:(?<=\{):)?([^\s={}\"']+)")
_FENCE = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(?:`{3,}|~{3,})(?P<info>[^`]*)")
# A language or an attribute after a fence, with its value.
_INFO = re.compile(r"""[^\s={}"']+(?:=(?:"[^"]*"|'[^']*'|[^\s}]*))?""")


@page_rule(suppressible=False, advises=True)
def attribute_unexpected(page: Page, context: Context) -> Iterator[Hit]:
    """An attribute in braces is not one that headings, links and images may have."""
    braces = _Braces(page)
    for block in page.blocks():
        for element, name, shown in _unexpected(block):
            is_value = not braces.has(name) and _MISQUOTED.search(page.source[block.line - 1])
            if is_value or (name != as_latin(name) and as_latin(name) in _ALLOWED.get(element, ())):
                continue
            line, column = braces.next_position(block, name) if braces.has(name) else page.position(block)
            source = page.source[line - 1]
            value = _unquoted(source, column, _ALLOWED.get(element, ()))
            if value is None or source[value.end("first") : column - 1].isspace():  # each value once
                found = hit_at(page.path, line, column, breaks=[subjects.attribute(element, name)], name=shown)
                yield _with_quotes(found, page, value)
        line_of_fence = page.source[block.line - 1]
        if block.kind == "code" and line_of_fence.strip() not in block.text:
            for name, column in _fence_attributes(line_of_fence):
                yield hit_at(page.path, block.line, column, name=name, advised="")


def _references(page: Page, line: int) -> list[str]:
    """Return as subjects the references of the clause in a line."""
    clause = page.clause_at(line)
    in_all_languages = [subjects.based_on(subjects.clause(page.subject, clause.id))] if clause else []
    return [*in_all_languages, subjects.written_references(page.path, line)]


def _unquoted(source: str, column: int, names: Collection[str]) -> re.Match[str] | None:
    """Return the value without quotation marks, of one of these attributes, to which a word of a line belongs."""
    values = (value for value in _UNQUOTED.finditer(source) if value["name"] in names)
    return next((value for value in values if value.end("first") < column <= value.end()), None)


def _with_quotes(found: Hit, page: Page, value: re.Match[str] | None) -> Hit:
    """Return a hit with the advice to put quotation marks around a value, if there is one."""
    if value is None:
        written = found.params["name"]
        # (In a value, other rules say more.)
        damaged = range(0) if "=" in written else range(found.column, found.column + len(written))
        return replace(found, params={**found.params, "example": ""}, damaged=damaged)
    with_quotes = with_advised_edit(found, page, value["value"], f'"{value["value"]}"', value.start("value") + 1)
    return replace(with_quotes, breaks=found.breaks.union(_references(page, found.line)))


@page_rule(suppressible=False, advises=True)
def attribute_letters_foreign(page: Page, context: Context) -> Iterator[Hit]:
    """The name of an attribute has letters that only look like Latin ones."""
    braces = _Braces(page)
    for block in page.blocks():
        for element, name, _ in _unexpected(block):
            latin = as_latin(name)
            if latin != name and latin in _ALLOWED.get(element, ()) and braces.has(name):
                line, column = braces.next_position(block, name)
                source = page.source[line - 1]
                yield hit_at(
                    page.path,
                    line,
                    column,
                    breaks=_references(page, line),
                    name=name,
                    letters=foreign_letters(name),
                    advised=source[: column - 1] + latin + source[column - 1 + len(name) :],
                )


@page_rule(suppressible=False, advises=True)
def attribute_quotes_wrong(page: Page, context: Context) -> Iterator[Hit]:
    """The value of an attribute is in quotation marks of a text, in an unclosed one, or in several."""
    for clause in page.clauses:
        source = page.source[clause.line - 1]
        if written := _MISQUOTED.search(source):
            value, column = " ".join(_QUOTED_VALUE.findall(written[0])), written.start() + 1
            damaged, breaks = range(column, written.end() + 1), _references(page, clause.line)
            where = page.path, clause.line, column
            found = hit_at(*where, damaged=damaged, breaks=breaks, name=BASED_ON, value=value)
            yield with_advised_edit(found, page, written[0], f'{BASED_ON}="{value}"')
    braces = _Braces(page)
    for block in page.blocks():
        in_spans = ((name, value) for span in block.spans for name, value in span.attributes.items())
        of_block = ((name, value) for _, name, value in block.attributes)
        for name, value in (*in_spans, *of_block):
            if not value or value[0] not in QUOTES or not braces.has(name):
                continue
            line, column = braces.next_position(block, name)
            source = page.source[line - 1]
            if any(f"={quote}{value}{quote}" in source for quote in "\"'"):  # a title that is a quotation
                continue
            breaks = _references(page, line) if name == BASED_ON else []
            damaged = range(column, len(source) + 1)  # the other words of the value look like attributes
            where = page.path, line, column
            found = hit_at(*where, damaged=damaged, breaks=breaks, name=name, value=value.strip(QUOTES))
            begin = column + len(name)  # the quotation mark, after the equals sign
            quoted = _QUOTED.match(source, begin) or _UNCLOSED.match(source, begin)
            new = f'"{quoted["value"]}"' if quoted else ""
            yield with_advised_edit(found, page, quoted[0] if quoted else "", new, begin + 1)


@page_rule(suppressible=False)
def table_alignment_unsupported(page: Page, context: Context) -> Iterator[Hit]:
    """Colons in the second line of a table align its columns, which the site ignores."""
    for block in page.blocks():
        if not any(
            element == "th" and _is_alignment(element, name, value) for element, name, value in block.attributes
        ):
            continue
        for number, line in enumerate(page.source[block.line - 1 : block.last_line + 1], start=block.line):
            if _DELIMITER.fullmatch(line):
                yield hit_at(page.path, number, line.index(":") + 1)
                break
        else:
            yield hit(page, block)


def _unexpected(block: Block) -> Iterator[tuple[str, str, str]]:
    """Yield the elements and names of unexpected attributes, and what is shown of them, in the order of the source."""
    for span in block.spans:
        for name, value in span.attributes.items():
            if name not in _ALLOWED.get(span.tag, ()):
                yield span.tag, as_written(name), as_written(name)
            elif name in _VALUES and not _VALUES[name].fullmatch(value):
                yield span.tag, name, f"{name}={value}"
    for element, name, value in block.attributes:
        if name not in _ALLOWED.get(element, ()) and not _is_alignment(element, name, value):
            yield element, as_written(name), as_written(name)


def _is_alignment(element: str, name: str, value: str) -> bool:
    return element in _CELLS and (name == "align" or (name == "style" and _ALIGNMENT.fullmatch(value) is not None))


def _fence_attributes(line: str) -> Iterator[tuple[str, int]]:
    """Yield the names and columns, from 1, of the attributes after an opening code fence, except the language."""
    fence = _FENCE.fullmatch(line)
    words = list(_INFO.finditer(line, *fence.span("info"))) if fence else []
    language = next((word for word in words if "=" not in word[0] and not word[0].startswith("#")), None)
    for word in words:
        name = word[0].partition("=")[0].lstrip(":")
        if word is not language and name:
            yield _attribute(name), word.start() + 1


def _attribute(written: str) -> str:
    """Return the name of the attribute that a word in braces sets: of `.big` it is `class`."""
    return {".": "class", "#": "id"}.get(written[0]) or sanitize_name(written)


class _Braces:
    """The names in braces on a page and their positions; attributes that the parser adds are not among them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._used: dict[tuple[int, str], int] = defaultdict(int)

    @cached_property
    def _positions(self) -> Mapping[str, list[tuple[int, int]]]:
        positions: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, line in enumerate(self._page.source, start=1):
            braces = _BRACES.search(line)
            for word in _WORD.finditer(line, *braces.span()) if braces else ():
                positions[_attribute(word[1])].append((number, word.start(1) + 1))
        return positions

    def has(self, name: str) -> bool:
        """True if a name, or the character that stands for it, is written in braces anywhere."""
        return name in self._positions

    def next_position(self, block: Block, name: str) -> tuple[int, int]:
        """Return the line and column, from 1, of the next use of a name in a block, or else after its first line."""
        positions = self._positions[name]
        first = bisect_left(positions, (block.line, 0))
        last = max(bisect_left(positions, (block.last_line + 1, 0)) - 1, first)
        used = self._used[block.line, name]
        self._used[block.line, name] += 1
        number = min(first + used, last)
        return positions[number] if number < len(positions) else (block.line, 1)
