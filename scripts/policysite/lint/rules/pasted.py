"""Remains of pasting: miswritten markers, tables with tabs, residue and signs of Word, output of other tools."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator
from itertools import dropwhile, groupby
from typing import NamedTuple

from policysite import approvals
from policysite.corpus import Block, Clause, Page, subjects
from policysite.corpus.digest import DIGEST_CHARACTERS
from policysite.corpus.invisible import code_point, visible
from policysite.corpus.numbering.decimals import numbers_in_sequence
from policysite.corpus.numbering.markers import marker_of
from policysite.findings import MAX_SHOWN_CHARACTERS
from policysite.findings.rule import Aspect
from policysite.history import versions
from policysite.languages.lexicon import in_all_languages
from policysite.languages.signs import CLOSING, COMMAS, STOPS
from policysite.lint.advised_edits import with_advised_edit, with_advised_line
from policysite.lint.context import Context
from policysite.lint.page_text import block_lines, tabbed_tables, text_lines, with_neighbors
from policysite.lint.rule import Hit, broken_aspects, hit, hit_at, page_rule
from policysite.lint.text.morphology import known
from policysite.lint.text.sentences import ends_with_abbreviation, sentences

_TEXT = ("paragraph", "item", "footnote")
# A marker of a list directly before a word or a box to tick.
_UNSPACED = re.compile(
    r"(?P<marker>[-*+–—]|(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\(?[^\W\d_]\)))"
    r"(?=[^\W\d_]|[«“„]|(?P<box>\[[ xXхХ]?\] ))"
)
# The number of a clause directly before its first word, as in `8.1We`; but `8.1b` is another clause, `2.4GHz` a value.
_UNSPACED_NUMBER = re.compile(
    r"(?P<marker>(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.?)(?P<word>[^\W\d_](?:[^\W\dA-Z_]|\s))"
)
# A marker with a space before its bracket.
_DIVIDED = re.compile(r"(?P<marker>\(?(?P<number>\d{1,2}|[^\W\d_])[^\S\n]+\))(?=\s*\w)")
# A letter with another sign than the bracket of its list, or with none.
_WITHOUT_BRACKET = re.compile(r"(?P<marker>[^\W\d_][.,:;]?)(?P<number>(?!))?(?=\s+\w)")
# Asterisks and long dashes are used for notes and direct speech too.
_AMBIGUOUS = "*—"
# Signs of the fonts Symbol and Wingdings; their code points, or the letters at their places, with a tab or its spaces.
_WORD_SYMBOL = re.compile(r"[\ue000-\uf8ff]|^\s*(?:[oqvnØüàÜ¨§](?:\t\s*| {2,})|·\s+)(?=\S)")
# The beginning of a line in a list, as it is or as it should be.
_MARKED = re.compile(
    rf"\s*(?:[-*+]\s|(?:\d+(?:\.\d+)*|\(?[^\W\d_])\s?[.)]\s|{_UNSPACED.pattern}|(?:--|[→⇒►•])\s*\w|{_WORD_SYMBOL.pattern})"
)
# The sign that divides cells, within a cell.
_PIPE = "\\|"
_BULLET = "-"
_BULLETS = ("-", "*", "+")
_DASHES = "–—"
_DIVIDED_WORD = re.compile(r"(?<![\w-])(?P<first>[^\W\d_]{2,})-\n[ \t]*(?P<rest>[^\W\d_]{2,})(?![\w-])")
# The mark of a comment: initials with a number, directly after a text or before the comment; or after the last word of
# a sentence.
_COMMENT_MARK = re.compile(
    r"(?:(?<=[^\s(\[])|^(?=\S+\]\w)|(?<=\w )(?=\[[^\W\d_]{2}\d+\](?:[.!?](?!\S)|$)))"
    r"\[[^\W\d_]{1,3}\d{1,3}\]",
    re.MULTILINE,
)
_SOURCE_OF_ASSISTANT = re.compile(
    r":contentReference\[oaicite:\d+\](?:\{index=\d+\})?|\[oaicite:\d+\]|【\d+(?::\d+)?†[^【】\n]*】|\bciteturn\d+[a-z]+\d+\b"
)
# Word writes it in place of the clause or page that a sentence refers to.
_BROKEN_FIELD = "!"
# Lines of the files in `docs/editorial/`, as the check and the commands print them.
_EDITORIAL_LINES = {
    approvals.NAME: re.compile(rf"#[^\s:#]+: (?:v\d{{1,4}} )?[0-9a-f]{{{DIGEST_CHARACTERS}}}\b"),
    versions.NAME: re.compile(r"\{\s*document:[^{}]*\bdigests:"),
}
_PRINTED_FINDING = re.compile(r":\d+:\d+: (?:error|warning)\[[a-z-]+\]")
# What git writes above changes of a file; and the sign of a new line, before the marker of an item or a heading.
_DIFF = re.compile(r"@@ -\d[\d,]* \+\d[\d,]* @@|diff --git |index [0-9a-f]{7,}\.\.[0-9a-f]|(?:\+\+\+|---) [ab]/")
_ADDED = re.compile(r"\+(?=[-*+>] |#{1,6} |\d{1,2}[.)] |\|)")
# The lines that GitHub writes around a line which a reviewer suggests.
_SUGGESTION, _FENCE = "```suggestion", "```"
_SENTENCE_END = tuple(STOPS + COMMAS)


class _PastedLine(NamedTuple):
    """A line of a block's text, without its indentation.

    Attributes:
        start: its first character in the block's text.
        marker: the marker that it begins with, if no space follows it, or one stands before its bracket.
        style: the marker; of all numbers the same.
        is_number: True if the other numbers of the page show that it begins with the one of a clause.
    """

    block: Block
    text: str
    start: int
    marker: str
    style: str
    is_number: bool

    @property
    def spaced(self) -> str:
        """The line with a space only after its marker."""
        return f"{self.right_marker} {self.text[len(self.marker) :].lstrip()}".lstrip()

    @property
    def right_marker(self) -> str:
        """The marker as it should be."""
        if _WITHOUT_BRACKET.match(self.text):
            return f"{self.marker[0]})"
        return _BULLET if self.marker in [*_DASHES] else "".join(self.marker.split())


@page_rule(aspect=Aspect.STRUCTURE, advises=True)
def table_as_text(page: Page, context: Context) -> Iterator[Hit]:
    """Rows whose cells are divided by tabs, as copied from Word, are rendered as running text."""
    for rows in tabbed_tables(page):
        first, last = rows[0][0], rows[-1][0]
        head, *others = (f"| {' | '.join(cell.strip().replace('|', _PIPE) for cell in cells)} |" for _, cells in rows)
        table = "\n".join([head, f"|{' --- |' * len(rows[0][1])}", *others])
        above, below = page.source[first - 2 : first - 1], page.source[last : last + 1]
        example = "\n" * any(map(str.strip, above)) + table + "\n" * any(map(str.strip, below))
        advised = {first: example} | dict.fromkeys(range(first + 1, last + 1))
        markers = (subjects.marker(page.path, number) for number, _ in rows)  # of a list, as it seems
        yield hit_at(page.path, first, breaks=markers, example=example, advised=advised)


@page_rule(aspect=Aspect.STRUCTURE, advises=True)
def marker_miswritten(page: Page, context: Context) -> Iterator[Hit]:
    """The marker of a list item is written so that it begins none: the item becomes a part of the text above."""
    in_sequence = numbers_in_sequence(_UNSPACED_NUMBER.sub(r"\g<number> \g<word>", line) for line in page.source)
    for clause in page.clauses:
        lines = list(_lines(clause, in_sequence))
        for style, run in groupby(with_neighbors(lines), key=lambda each: each[1].style):
            items = [line for _, line, _ in dropwhile(lambda each: not _is_item(*each), run)] if style else []
            if items:
                first, advised = items[0], dict(_spaced(page, line) for line in items)
                params = {"marker": first.marker, "example": next(iter(advised.values()))}
                markers = [subjects.marker(page.path, number) for number in advised]
                damaged = len(first.marker)
                yield hit(page, first.block, first.start, breaks=markers, damaged=damaged, advised=advised, **params)


def _spaced(page: Page, line: _PastedLine) -> tuple[int, str]:
    """Return the number of a line of the page, and the line with a space after its marker."""
    number, column = page.position(line.block, line.start)
    source, end = page.source[number - 1], column - 1 + len(line.marker)
    return number, _listed(page, number, f"{source[: column - 1]}{line.right_marker} {source[end:].lstrip()}")


def _listed(page: Page, number: int, item: str) -> str:
    """Return the line of an item as it is to be written in a line of the page: the first of a list below a space."""
    above = page.source[number - 2]
    return item if not above.strip() or _MARKED.match(above) else f"\n{item}"


def _lines(clause: Clause, in_sequence: Collection[tuple[int, ...]]) -> Iterator[_PastedLine]:
    for block in clause.blocks:
        for start, line in block_lines(block) if block.kind in _TEXT else ():
            number = _UNSPACED_NUMBER.match(line)
            numbers = tuple(map(int, number["number"].split("."))) if number else ()
            is_number = number and not number["word"][0].islower() and numbers in in_sequence
            others = (pattern.match(line) for pattern in (_UNSPACED, _DIVIDED, _WITHOUT_BRACKET))
            match = number if is_number else next(filter(None, others), None)
            marker, style = (match["marker"], "1" if match["number"] else match["marker"]) if match else ("", "")
            yield _PastedLine(block, line, start, marker, style, bool(is_number))


def _is_item(before: _PastedLine | None, line: _PastedLine, after: _PastedLine | None) -> bool:
    """True if a line with an unspaced marker is written as an item: below one, among others, or after a colon."""
    if line.marker == "*" and line.text.count("*") > 1:  # emphasis
        return False
    if _WITHOUT_BRACKET.match(line.text):
        before, after = (other if other and not other.marker else None for other in (before, after))
        return any(map(_are_numbered, (before, line), (line, after)))
    if any(map(str.isspace, line.marker)):
        return any(map(_are_numbered, (before, line), (line, after)))
    unspaced = _UNSPACED.match(line.text)
    if (line.is_number and line.start == 0) or (unspaced and unspaced["box"]):
        return True
    beside = [other for other in (before, after) if other is not None]
    if any(other.style == line.style for other in beside) or (before is not None and before.text.endswith(":")):
        return True
    if any(map(_are_numbered, (before, line), (line, after))):
        return True
    if line.marker in _BULLETS and after and after.block is line.block and after.text.startswith(f"{line.marker} "):
        return True
    if before is not None and before.block is line.block:
        return line.block.kind == "item"
    items = any(other.block.kind == "item" and other.block is not line.block for other in beside)
    return items and line.block.kind != "item" and line.style not in _AMBIGUOUS


def _are_numbered(before: _PastedLine | None, after: _PastedLine | None) -> bool:
    """True if two lines begin with markers that follow each other, such as `8.2. A` and `8.3.B` in a block."""
    if before is None or after is None:
        return False
    first, second = marker_of(before.spaced), marker_of(after.spaced)
    if not first or not second or (first.numbers and before.block is not after.block):
        return False
    return first.style == second.style and first.precedes(second)


@page_rule(aspect=Aspect.STRUCTURE, advises=True)
def word_symbol(page: Page, context: Context) -> Iterator[Hit]:
    """A sign comes from a symbol font of Word: on the site it is an empty box or a letter."""
    for number, line in text_lines(page):
        match = _WORD_SYMBOL.search(visible(line))
        if match is not None:
            sign = match[0].strip()
            column = line.index(sign) + 1
            text = line[column:].lstrip()
            # Its tab shows that a letter is such a sign.
            damaged = range(column, len(line) - len(text) + 1)
            is_item = text and not line[: column - 1].strip()
            item = f"{line[: column - 1]}{_BULLET} {text}"
            advised = {number: _listed(page, number, item)} if is_item else {}
            code, where = code_point(sign), (page.path, number, column)
            yield hit_at(*where, damaged=damaged, advised=advised, sign=sign, number=code)


@page_rule(advises=True)
def word_residue(page: Page, context: Context) -> Iterator[Hit]:
    """A comment, a tracked change or an error message of Word has been pasted with the text."""
    for block in page.blocks():
        residue = list(_residue().finditer(block.prose))
        marks = [match for match in _COMMENT_MARK.finditer(block.prose) if match[0][1:-1].isupper()]
        starts = [*(match.start() for match in residue[1:]), len(block.prose)]
        texts = (block.prose[match.end() : start] for match, start in zip(residue, starts, strict=False))
        # (One sentence after residue belongs to it, as far as its line goes; of several, some may not.)
        lines = (each.partition("\n")[0].strip() for each in texts)
        is_whole = all(len(sentences(each, page.language)) < 2 for each in lines)
        is_clear = block.kind in _TEXT and len(marks) < 2 and is_whole
        for match in residue:
            found = _residue_at(page, block, match)
            # Without what Word writes, and the text that belongs to it.
            kept = page.source[found.line - 1][: found.column - 1].rstrip()
            is_cut = _is_unended(kept, page.language) and _needs_end(block, match, page.language)
            yield with_advised_line(found, kept) if is_clear and not is_cut else found
        for match in marks:
            found = _residue_at(page, block, match)
            source, start = page.source[found.line - 1], found.column - 1
            rest = source[start:].replace(match[0], "", 1)
            is_at_end = not rest[:1].isalnum()
            kept = (source[:start].rstrip() if is_at_end else source[:start]) + rest
            yield with_advised_line(found, kept) if is_clear else found


def _needs_end(block: Block, residue: re.Match[str], language: str) -> bool:
    """True if the text before residue must be whole sentences: those of a paragraph or of several, or its reference."""
    before = block.prose[: residue.start()].strip()
    is_item = block.kind != "paragraph" and before and len(sentences(before, language)) == 1
    return not is_item or _BROKEN_FIELD in residue[0]


def _is_unended(text: str, language: str) -> bool:
    """True if a text lacks the end of its sentence, as after “See”."""
    text = text.rstrip(CLOSING)
    return bool(text) and (not text.endswith(_SENTENCE_END) or ends_with_abbreviation(text, language))


def _residue_at(page: Page, block: Block, match: re.Match[str]) -> Hit:
    """Return a hit at residue in the text of a block: it has other words, numbers and perhaps another end than that."""
    line, _ = page.position(block, match.start())
    breaks = {*broken_aspects(page, line, *Aspect), subjects.end(page.path, block.line)}
    return hit(page, block, match.start(), damaged=len(match[0]), breaks=breaks, text=match[0], example="")


@page_rule(advises=True)
def assistant_residue(page: Page, context: Context) -> Iterator[Hit]:
    """A reference of a chat assistant to a source that only it knows has been pasted with its text."""
    for block in page.blocks():
        for match in _SOURCE_OF_ASSISTANT.finditer(block.prose):
            found = _residue_at(page, block, match)
            before = page.source[found.line - 1][: found.column - 1]
            kept = before.rstrip()
            old = f"{before[len(kept) - 1 :]}{match[0]}"
            yield with_advised_edit(found, page, old, kept[-1:], len(kept))


@page_rule(needs=("dictionary",), advises=True)
def word_divided(page: Page, context: Context) -> Iterator[Hit]:
    """A word is divided between two lines, as in a PDF: in Markdown a space follows the hyphen."""
    for block in page.blocks():
        for match in _DIVIDED_WORD.finditer(block.prose):
            number, _ = page.position(block, match.start())
            above, below = (page.source[each].rstrip() for each in (number - 1, number))
            rest = below.lstrip()
            is_written = above.endswith(f"{match['first']}-") and rest.startswith(match["rest"])
            if is_written and known(match["first"] + match["rest"], page.language):
                moved, _, rest = rest.partition(" ")
                joined = f"{above[:-1]}{moved}"
                example = f"{joined}\n{below[: len(below) - len(below.lstrip())]}{rest}" if rest else joined
                advised, text = {number: example, number + 1: None}, " ".join(match[0].split())
                lines = f"{number}–{number + 1}"
                yield hit(page, block, match.start(), text=text, example=example, advised=advised, lines=lines)


@page_rule(advises=True)
def editorial_line_misplaced(page: Page, context: Context) -> Iterator[Hit]:
    """A line of a file in `docs/editorial/` has been pasted into a page."""
    for number, line in text_lines(page):
        for name, pattern in _EDITORIAL_LINES.items():
            if match := pattern.search(line):
                yield hit_at(
                    page.path,
                    number,
                    match.start() + 1,
                    damaged=range(1, len(line) + 1),
                    breaks=broken_aspects(page, number, *Aspect),
                    advised={number: None},
                    file=context.settings.relative_path(context.settings.editorial(name)),
                )


@page_rule(advises=True)
def tool_output(page: Page, context: Context) -> Iterator[Hit]:
    """A finding that the check printed, or a line of a diff, has been pasted into a page."""
    yield from _fences_of_suggestions(page)
    for number, line in text_lines(page):
        match = _PRINTED_FINDING.search(line) or _DIFF.match(line)
        if match or _ADDED.match(line):
            yield hit_at(
                page.path,
                number,
                damaged=len(line) if match else 1,
                breaks=broken_aspects(page, number, *Aspect),
                advised={number: None if match else line[1:]},
                text=line[:MAX_SHOWN_CHARACTERS],
            )


def _fences_of_suggestions(page: Page) -> Iterator[Hit]:
    """Yield hits at the fences that GitHub writes around a line that a reviewer suggests."""
    opened = False
    for number, line in enumerate(page.source, start=1):
        if line.strip() == _SUGGESTION or (opened and line.strip() == _FENCE):
            opened = line.strip() == _SUGGESTION
            # (An item below it seems to be text.)
            breaks = {*broken_aspects(page, number, *Aspect), subjects.marker(page.path, number)}
            yield hit_at(page.path, number, breaks=breaks, advised={number: None}, text=line.strip())


@functools.cache
def _residue() -> re.Pattern[str]:
    """Match the words that Word in any language writes beside a text."""
    listed = in_all_languages("word_residue")
    patterns = (re.escape(text).replace(r"\ ", r"\s+") for text in sorted(listed, key=len, reverse=True))
    words = "|".join(pattern.replace(r"\#", r"\d{1,4}\b") for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{words})")


def is_residue(block: Block) -> bool:
    """True if nothing remains of a text without the residue of Word."""
    return block.line == block.last_line and _residue().match(block.prose) is not None
