"""Footnotes that have no effect: their text, or what refers to them, is not written as Markdown needs it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from policysite.corpus import Block, Page, subjects
from policysite.corpus.suggestions import closest
from policysite.findings.rule import Aspect
from policysite.languages.alphabets import as_latin
from policysite.lint.advised_edits import with_advised_edit
from policysite.lint.context import Context
from policysite.lint.page_text import block_lines, hits_in_text, lines_outside_code
from policysite.lint.rule import Hit, broken_aspects, hit, page_rule

# The extension of Markdown.
EXTENSION = "footnotes"
# A reference to a footnote, and the beginning of a footnote.
REFERENCE = re.compile(r"\[\^(?P<name>[\w-]+)\]")
_FOOTNOTE = re.compile(rf" {{0,3}}{REFERENCE.pattern}:")
# The beginning of a footnote that has no effect: of its brackets, or of what stands in place of its colon.
_BROKEN_FOOTNOTE = re.compile(
    r"(?m:^\[\^[\w-]+\] +:)|\A(?:\[\^[\w-]+\](?:\s*：|\s*[;.,–—-]?(?=\s))"
    r"|\^\[[\w-]+\]\s*:|\[\^[\w-]+\s*:|\^[\w-]+\]\s*:)(?=.*\w)"
)
# The number of a footnote of Word: directly after a text, and at the beginning of the note.
_NUMBER_IN_TEXT = re.compile(r"(?<=[^\s\[(])\[(?P<number>\d{1,2})\](?![\[(:])")
_NUMBER_OF_NOTE = re.compile(r"\[(?P<number>\d{1,2})\](?=\s+\S)")
# The same, or a superscript after a sign or a word that is longer than a unit such as `km²`.
_MARK_IN_TEXT = re.compile(rf"{_NUMBER_IN_TEXT.pattern}|(?:(?<=[^\W\d_]{{4}})|(?<=[^\w\s]))[⁰¹²³⁴-⁹]+(?!\w)")


@page_rule(aspect=Aspect.STRUCTURE, advises=True)
def footnote_as_text(page: Page, context: Context) -> Iterator[Hit]:
    """A footnote was pasted as text: its number in brackets stands after a text, and before a paragraph."""
    if EXTENSION not in context.settings.extensions:
        return
    notes, references = dict[str, _Mark](), defaultdict[str, list[_Mark]](list)
    for block in page.blocks():
        for start, line in block_lines(block) if block.kind == "paragraph" else ():
            if match := _NUMBER_OF_NOTE.match(line):
                notes.setdefault(match["number"], _Mark(block, start, match[0]))
        for match in _NUMBER_IN_TEXT.finditer(block.prose):
            references[match["number"]].append(_Mark(block, match.start(), match[0]))
    known = {match["name"] for line in page.source for match in REFERENCE.finditer(line)}
    for number, note in notes.items():
        name = number if number not in known else f"note-{number}"
        for reference in references[number]:
            yield _with_footnote(page, reference, f"[^{name}]")
        if references[number]:
            yield _with_footnote(page, note, f"[^{name}]:")
    for mark, name in () if notes else _written_otherwise(page):
        found = _with_footnote(page, mark, f"[^{name}]")
        yield replace(found, breaks=frozenset({subjects.footnote(page.subject, name)}))


class _Mark(NamedTuple):
    """A sign in place of a footnote or of its reference; `start` is its first character in the text of the block."""

    block: Block
    start: int
    written: str


def _with_footnote(page: Page, mark: _Mark, markup: str) -> Hit:
    """Return a hit at a mark, with the advice to write the markup of a footnote there."""
    found = hit(page, mark.block, mark.start, damaged=len(mark.written), text=mark.written)  # it begins no item
    return with_advised_edit(found, page, mark.written, markup)


def _written_otherwise(page: Page) -> Iterator[tuple[_Mark, str]]:
    """Yield the marks that refer to unused footnotes, by their names or as many numbers, each with the name."""
    unused = [*_unused_footnotes(page)]
    name = "|".join(map(re.escape, unused)) or "(?!)"
    # (With a caret, one of the brackets may be missing, or both.)
    names = re.compile(rf"(?<=\S)(?:(?P<caret>[\[{{(]?\^)|[\[{{])(?P<name>{name})(?(caret)(?:[\])}}]|(?!\w))|[\]}}])")
    blocks = [block for block in page.blocks() if unused and block.kind != "footnote"]
    for block in blocks:
        for match in names.finditer(block.prose):
            yield _Mark(block, match.start(), match[0]), match["name"]
    numbers = [_Mark(block, each.start(), each[0]) for block in blocks for each in _MARK_IN_TEXT.finditer(block.prose)]
    if len(numbers) == len(unused):
        yield from zip(numbers, unused, strict=True)


@page_rule(aspect=Aspect.STRUCTURE, advises=True)
def footnote_missing(page: Page, context: Context) -> Iterator[Hit]:
    """The text refers to a footnote that the page does not have, has under another name, or begins wrongly."""
    if EXTENSION not in context.settings.extensions:
        return
    unused, broken = _unused_footnotes(page), set[str]()
    names = Counter(match["name"] for line in page.source for match in REFERENCE.finditer(line))
    for found in hits_in_text(page, _BROKEN_FOOTNOTE, headings=False):
        written = found.params["text"]
        name = written.lstrip("[^").partition("]")[0].rstrip(" :")
        is_referred_to = names[name] > bool(REFERENCE.match(written))
        if is_referred_to and name not in broken:
            broken.add(name)
            params = {"name": name, "example": "", "other": ""}
            yield with_advised_edit(replace(found, params=params), page, written, f"[^{name}]:")
    for found in hits_in_text(page, REFERENCE, headings=True):
        written = found.params["text"]
        name = written[2:-1]
        if name in broken:
            continue
        other = _same_footnote(name, list(unused))
        # (Without the note, the text has other numbers, those of its name among them.)
        numbers = broken_aspects(page, found.line, Aspect.NUMBERS)
        breaks = frozenset({subjects.footnote(page.subject, other), *numbers} if other else ())
        found = replace(found, breaks=breaks, rests_on=frozenset([subjects.footnote(page.subject, name)]) - breaks)
        line = unused.get(other, found.line)
        if other and (other == as_latin(name) or _is_referred_to_elsewhere(other, page, context)):
            params = {"name": name, "other": other, "number": str(found.line)}
            yield with_advised_edit(replace(found, params=params), page, written, f"[^{other}]")
            continue
        example = page.source[line - 1].replace(f"[^{other}]", written, 1) if other else ""
        params = {"name": name, "example": example, "other": other, "number": str(line)}
        yield replace(found, params=params, advised={line: example} if other else {})


def _is_referred_to_elsewhere(name: str, page: Page, context: Context) -> bool:
    """True if the text of a page in another language refers to a footnote of a name."""
    others = (each for each in context.corpus.documents[page.name].pages.values() if each is not page)
    names = (Counter(REFERENCE.findall("\n".join(each.source))) for each in others)
    return any(each[name] > 1 for each in names)


def _unused_footnotes(page: Page) -> dict[str, int]:
    """Return the lines of the footnotes to which nothing refers, by their names."""
    lines = [*lines_outside_code(page)]
    names = Counter(match["name"] for _, line in lines for match in REFERENCE.finditer(line))
    begun = ((match["name"], number) for number, line in lines if (match := _FOOTNOTE.match(line)))
    return {name: number for name, number in begun if names[name] == 1}


def _same_footnote(name: str, unused: Sequence[str]) -> str:
    """Return the unused footnote that a reference means: one with a similar name, or the only one; empty if none is."""
    alike = next((each for each in unused if as_latin(each) == as_latin(name)), "")
    return alike or closest(name, unused) or (unused[0] if len(unused) == 1 else "")
