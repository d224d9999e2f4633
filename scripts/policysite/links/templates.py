"""Where in a template an element of a page is written.

What Jinja fills in is blanked in the template, character by character, so that what is left is HTML with its places. An
element of a page comes from the element of a template that is like it: what is not blank is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from jinja2 import Environment, TemplateSyntaxError

from policysite.links.model import Reference

# What stands in the place of what Jinja fills in: a character that no text has.
_BLANK = "\ue000"
_BLANKS = re.compile(f"{_BLANK}+")
# Elements that have no end (HTML Living Standard, “Void elements”).
_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What it weighs, in characters written alike, that both stand in the same element, and that one lacks an attribute.
_INSIDE, _LACKING = 3, 5


@dataclass(frozen=True)
class Element:
    """An element of a template.

    Attributes:
        path: the template, as findings name it.
        line: where the element begins, from 1.
        column: the character in that line, from 1.
        tag: its name.
        attributes: what is known of its attributes: a pattern for each value.
        literal: for each of them, how many of its characters are written in the template.
        places: for each of them, where it is written: line and column.
        optional: those that only some pages have.
        inside: the elements of the template that it stands in, the innermost first: tag, and a pattern for the class.
    """

    path: str
    line: int
    column: int
    tag: str
    attributes: Mapping[str, re.Pattern[str]]
    literal: Mapping[str, int]
    places: Mapping[str, tuple[int, int]]
    optional: frozenset[str]
    inside: tuple[tuple[str, re.Pattern[str]], ...]

    def place(self, attribute: str) -> tuple[str, int, int]:
        """Where an attribute is written; where it is not known, the element."""
        return (self.path, *self.places.get(attribute, (self.line, self.column)))


def elements(path: str, template: str) -> tuple[Element, ...]:
    """The elements that stand in a template.

    Args:
        path: the template, as findings name it.
        template: its text.
    """
    reader = _Reader(path)
    reader.feed(_blanked(template))
    reader.close()
    return tuple(reader.found)


def likeliest(known: Iterable[Element], reference: Reference) -> Element | None:
    """The element of the templates that an element of a page was made from; None where none is like it.

    Args:
        known: the elements of the templates.
        reference: an address in the element of the page.
    """
    scored = [(_likeness(each, reference), each) for each in known]
    score, element = max(scored, key=lambda pair: pair[0], default=(0, None))
    return element if score > 0 else None


def _likeness(element: Element, reference: Reference) -> int:
    """How much of an element is written in the template as it stands on the page; 0 where something differs."""
    if element.tag.rpartition(":")[2] != reference.tag:
        return 0
    score = 1
    for name, value in reference.attributes.items():
        pattern = element.attributes.get(name)
        if pattern is None:
            score -= _LACKING
        elif pattern.fullmatch(value or "") is None:
            return 0
        else:
            score += 1 + element.literal[name]
    score -= _LACKING * len(element.attributes.keys() - reference.attributes.keys() - element.optional)
    for (tag, of_template), (found, of_page) in zip(element.inside, reference.inside, strict=False):
        if tag != found or of_template.fullmatch(of_page) is None:
            return score - _LACKING
        score += _INSIDE
    return score


def _blanked(template: str) -> str:
    """A template with what Jinja fills in, or takes out, replaced by as many blanks; line breaks stay."""
    try:
        tokens = list(Environment(autoescape=True).lex(template))
    except TemplateSyntaxError:
        return template
    text, outside = [], True
    for _, kind, value in tokens:
        if kind.endswith("_begin"):
            outside = False
        text.append(value if outside and kind == "data" else re.sub(r"[^\n]", _BLANK, value))
        if kind.endswith("_end"):
            outside = True
    return "".join(text)


class _Reader(HTMLParser):
    """Annotations every element of a blanked template."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self._path = path
        self._open: list[tuple[str, re.Pattern[str]]] = []
        self.found: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in _EMPTY:
            self._open.append((tag, _pattern(dict(attrs).get("class") or "")))

    def handle_endtag(self, tag: str) -> None:
        # (What a condition opens or closes may have no other end.)
        for number in range(len(self._open) - 1, -1, -1):
            if self._open[number][0] == tag:
                del self._open[number:]
                break

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        names = [name for name, _ in attrs]
        # What stands behind something blanked in the tag itself is there on some pages only.
        first = next((number for number, name in enumerate(names) if _BLANK in name), len(names))
        known = {name: value or "" for name, value in attrs if _BLANK not in name}
        self.found.append(
            Element(
                path=self._path,
                line=line,
                column=column + 1,
                tag=tag,
                attributes={name: _pattern(value) for name, value in known.items()},
                literal={name: len(_BLANKS.sub("", value)) for name, value in known.items()},
                places=dict(_places(self.get_starttag_text() or "", known, line, column)),
                optional=frozenset(names[first:]),
                inside=tuple(reversed(self._open)),
            )
        )


def _pattern(value: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, _BLANKS.split(value))), re.DOTALL)


def _places(tag: str, names: Iterable[str], line: int, column: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Where each attribute is written in a tag that begins at a line, from 1, and a column, from 0."""
    for name in names:
        match = re.search(rf"(?<![\w-]){re.escape(name)}(?=[\s=>/]|\Z)", tag, re.IGNORECASE)
        if match:
            before = tag[: match.start()]
            breaks = before.count("\n")
            start = len(before) - (before.rfind("\n") + 1)
            yield name, (line + breaks, start + 1 + (0 if breaks else column))
