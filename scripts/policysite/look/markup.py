"""Markup as it is written: its tags, its texts and its links. The code of a template in it counts as blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from typing import NamedTuple

from jinja2 import nodes

from policysite.look.printed import (
    BRANCH,
    PRINTED,
    UNPRINTED,
    Printed,
    TemplatePart,
    parts_of,
    with_constants,
    without_code,
)
from policysite.look.template import Excerpt, tree_of

# The signs that begin the code of a template, each with those that end it.
_ENDS = {"{#": "#}", "{%": "%}", "{{": "}}"}
_CODE = re.compile(r"\{(?=[#%{])")
_CODE_SIGNS = re.compile(f"[{BRANCH}{PRINTED}{UNPRINTED}]")
# Code that prints nothing between two parts of a word.
_IN_WORD = re.compile(rf"[\w@.+/:-]{UNPRINTED}+(?:[\w@]|[.+/:-]\w)")
# The letters of a word before and behind a link.
_LAST_LETTERS, _FIRST_LETTERS = re.compile(r"\w*\Z"), re.compile(r"\w*")
# Elements within a text.
_WITHIN_TEXT = (
    *("a", "abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp"),
    *("small", "span", "strong", "sub", "sup", "time", "u", "var"),
)
# Attributes with a text that readers see or hear.
TEXT_ATTRIBUTES = ("alt", "aria-label", "title")


class MarkupTag(NamedTuple):
    """The beginning of an element.

    Attributes:
        source: as it is written; of a script or a style sheet with its content.
        name: the element.
        attributes: (name, value) of each attribute, with `PRINTED` for code; the value of one without is empty.
    """

    line: int
    column: int
    source: str
    name: str
    attributes: tuple[tuple[str, str], ...] = ()


class MarkupLink(NamedTuple):
    """A link: the line and the column of its text, from 1, its text and its address."""

    line: int
    column: int
    text: str
    address: str


def tags_of(source: str) -> list[MarkupTag]:
    """Return the tags of a template, comments and declarations besides the document type included."""
    return _Reader(source).tags


def text_of(source: str) -> Iterator[Excerpt]:
    """Yield the text of a template, line by line."""
    yield from _Reader(source).texts


def joined_text_of(source: str) -> Iterator[Excerpt]:
    """Yield what readers see as one text in a template, whatever elements are in it, and the texts in its code."""
    yield from _Reader(source).runs
    tree = tree_of(source)
    for node in tree.find_all(nodes.Const) if tree else ():
        if isinstance(node.value, str):
            yield Excerpt(node.lineno, 1, node.value)


def escaped_text_of(source: str) -> Iterator[Excerpt]:
    """Yield the texts in the code of a template with characters that are only written as escapes."""
    tree = tree_of(source)
    for node in tree.find_all(nodes.Const) if tree and "\\" in source else ():
        if isinstance(node.value, str) and not {*node.value} <= {*source}:
            yield Excerpt(node.lineno, 1, node.value)


def printed_text_of(source: str) -> Iterator[Excerpt]:
    """Yield what readers see as one text in a template when it is printed, with the constants in its code."""
    for choice in (0, 1):
        printed = Printed(parts_of(source), partial(with_constants, choice=choice))
        reader = _Reader(printed.text, is_printed=True)
        for run in (*reader.runs, *reader.heard):
            yield Excerpt(printed.line(reader.position(run.line, run.column)), 1, run.text)


def divided_words(source: str) -> Iterator[Excerpt]:
    """Yield the texts of a template in which code that prints nothing is between two parts of a word."""
    printed = Printed(parts_of(source))
    reader = _Reader(printed.text, is_printed=True)
    for place in (*reader.runs, *reader.heard):
        if word := _IN_WORD.search(place.text):
            line = printed.line(reader.position(place.line, place.column))
            yield Excerpt(line, 1, _CODE_SIGNS.sub("…", word[0]))


def links_of(source: str) -> Iterator[MarkupLink]:
    """Yield the links of a template that are written out, with their texts as they are printed."""
    links = _Reader(source).links
    printed = _Reader(Printed(parts_of(source), _with_printed).text, is_printed=True).links
    texts = [each.text for each in printed] if len(printed) == len(links) else [each.text for each in links]
    yield from (link._replace(text=text) for link, text in zip(links, texts, strict=True))


def _with_printed(part: TemplatePart) -> str:
    """Return the text of a part, with a sign for what code prints."""
    return part.text if part.text == PRINTED else without_code(part)


def links_with_code(source: str) -> Iterator[MarkupLink]:
    """Yield the links of a template that are written out, except for parts of their texts that code prints."""
    printed = Printed(parts_of(source))
    reader = _Reader(printed.text, is_printed=True)
    for link in reader.links:
        if _CODE_SIGNS.search(link.text):
            yield link._replace(line=printed.line(reader.position(link.line, link.column)), column=1)


class MarkupParser(HTMLParser):
    """Parses markup in one pass. Python's parser begins again at each tag that does not end, which can take hours."""

    def parse(self, markup: str) -> None:
        """Handle the parts of markup. A tag that does not end, and all behind it, is text."""
        self.feed(markup)
        if self.rawdata.startswith("<") and not self.cdata_elem:
            self.handle_data(self.rawdata)
        else:
            self.close()


class _Reader(MarkupParser):
    """Reads the tags and texts of a template; of a printed one, as it is."""

    def __init__(self, source: str, *, is_printed: bool = False) -> None:
        super().__init__()
        self.tags: list[MarkupTag] = []
        self.texts: list[Excerpt] = []
        self.links: list[MarkupLink] = []
        self.runs: list[Excerpt] = []
        self.heard: list[Excerpt] = []
        self._is_in_run = False
        self._goes_on = False
        self._link: MarkupLink | None = None
        self._link_ends = 0
        self._source = source
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self.parse(source if is_printed else _blank(source))

    def position(self, line: int, column: int) -> int:
        """Return the position of a line and a column, from 1, from the beginning."""
        return self._starts[line - 1] + column - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        line, column = self.getpos()
        start = self._starts[line - 1] + column
        written = self._source[start : start + len(self.get_starttag_text() or "")]
        self.tags.append(MarkupTag(line, column + 1, written, tag, tuple((name, value or "") for name, value in attrs)))
        self.heard += [Excerpt(line, column + 1, value) for name, value in attrs if name in TEXT_ATTRIBUTES and value]
        self.texts += [Excerpt(line, column + 1, value) for name, value in attrs if name in TEXT_ATTRIBUTES and value]
        if self._link is not None:  # the text of an image is part of that of its link
            heard = " ".join(value for name, value in attrs if name in TEXT_ATTRIBUTES and value)
            self._link = self._link._replace(text=f"{self._link.text} {heard} " if heard else self._link.text)
        if tag == "a":
            # Both are read as one, and so is a word that begins before.
            is_one = self.links and self._link_ends == start
            letters = _LAST_LETTERS.search(self.runs[-1].text) if self._is_in_run else None
            before = self.links[-1].text if is_one else letters[0] if letters else ""
            self._link = MarkupLink(line, column + 1 + len(written), before, dict(attrs).get("href") or "")
        self._end_run(tag)

    def handle_endtag(self, tag: str) -> None:
        """Keep a link with its text."""
        self._end_run(tag)
        if tag == "a" and self._link is not None:
            self.links.append(self._link)
            self._link = None
            self._goes_on = True
            line, column = self.getpos()
            self._link_ends = self._starts[line - 1] + column + len("</a>")

    def handle_data(self, data: str) -> None:
        """Keep the text; that of a script or a style sheet belongs to its tag."""
        if self.cdata_elem:
            tag = self.tags[-1]
            start = self._starts[tag.line - 1] + tag.column - 1
            self.tags[-1] = tag._replace(source=self._source[start : start + len(tag.source) + len(data)])
            return
        if self._link is not None:
            self._link = self._link._replace(text=self._link.text + data)
        elif self._goes_on and self._is_in_run and (letters := _FIRST_LETTERS.match(data)):
            self.links[-1] = self.links[-1]._replace(text=self.links[-1].text + letters[0])
            self._goes_on = letters[0] == data
        line, column = self.getpos()
        if self._is_in_run:
            self.runs[-1] = self.runs[-1]._replace(text=self.runs[-1].text + data)
        else:
            self.runs.append(Excerpt(line, column + 1, data))
            self._is_in_run = True
        for number, text in enumerate(data.split("\n")):
            if text.strip(f" {PRINTED}"):
                self.texts.append(Excerpt(line + number, 1 if number else column + 1, text))

    def handle_comment(self, data: str) -> None:
        """Keep a comment as a tag, which only those of the theme may be."""
        self._keep(f"<!--{data}")

    def handle_pi(self, data: str) -> None:
        """Keep an instruction as a tag, which only those of the theme may be."""
        self._keep(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        """Keep a declaration as a tag, which only those of the theme may be."""
        self._keep(f"<![{data}")

    def _end_run(self, tag: str) -> None:
        """End the text that readers see as one at the tag of any element but those that are within a text."""
        self._is_in_run = self._is_in_run and tag in _WITHIN_TEXT

    def _keep(self, source: str) -> None:
        line, column = self.getpos()
        self.tags.append(MarkupTag(line, column + 1, source, ""))


def _blank(source: str) -> str:
    """Replace the code of a template by what stands for it: as long, with the same lines."""
    parts: list[str] = []
    endless: set[str] = set()  # to look for their ends again and again would take hours
    end = 0
    for match in _CODE.finditer(source):
        start, sign = match.start(), source[match.start() : match.start() + 2]
        if start < end or sign in endless:
            continue
        last = source.find(_ENDS[sign], start + 2)
        if last < 0:
            endless.add(sign)
            continue
        parts.append(source[end:start])
        end = last + 2
        parts.append(re.sub(r"[^\n]", PRINTED if sign == "{{" else " ", source[start:end]))
    return "".join([*parts, source[end:]])
