"""The structure of a template: elements end where they began, head and text of a page stay whole, pages have a policy.

What the templates of a site do together shows only on the built page. So each of their parts must be whole in itself.
"""

from __future__ import annotations

import functools
import posixpath
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes
from lxml.html.defs import empty_tags
from selectolax.lexbor import LexborHTMLParser

from policysite.corpus.destinations import NOT_FOUND
from policysite.look.expanded import BEGINS_BLOCK
from policysite.look.markup import MarkupParser, tags_of
from policysite.look.printed import PRINTED, Printed, TemplatePart, without_code
from policysite.look.template import Conditions, Excerpt, folded, of_theme, parsed, tree_of, with_conditions
from policysite.output_check.elements import MAX_WITHIN, SMALLER
from policysite.output_check.outlines import AROUND_TEXT, around_text
from policysite.output_check.page_texts import choices_without_text

# The part of each page with its text; the 404 page has none.
_TEXT, _WITHOUT_TEXT = "content", NOT_FOUND
_AROUND_TEXT = re.compile(r"<article\b.*?(?:</article\s*>|\Z)", re.DOTALL | re.IGNORECASE)
# The head of each page; the parts of it that a template can replace, and how each may print what the theme says there.
_HEAD = re.compile(r"<head\b.*?(?:</head\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_HEAD_BLOCKS = {"htmltitle": ("super()", "view.title"), "site_meta": ("super()",)}
_META = "partials/meta.html"
# The parts of a template that are printed together or not at all.
_BODIES = ("body", "else_")
BASE, _POLICY = "base.html", "content-security-policy"
_Unmatched = tuple[str, ...]
_NOT_INDEXED = "noindex"


def open_elements(source: str, name: str) -> Iterator[Excerpt]:
    """Yield an element of each part of a template that does not begin and end in it, unless it is as in the theme.

    Args:
        source: the template; one that cannot be parsed has a finding of its own.
        name: its path below the folder of the templates.
    """
    known = {tags for _, tags in _unmatched(of_theme().get(name, ""))}
    for line, tags in _unmatched(source):
        if tags and tags not in known:
            yield Excerpt(line, 1, f"<{tags[0]}>")


def misread_elements(parts: Collection[TemplatePart]) -> Iterator[Excerpt]:
    """Yield the first element of a template that a browser ends before its end, or finds elsewhere.

    Args:
        parts: the expanded template, whose elements end where they began.
    """
    printed = Printed(parts, without_code)
    tags = _Tags(printed.text).tags

    def is_misread(number: int) -> bool:
        """True if a browser finds other elements up to a tag; then it does so up to every later tag."""
        tag = tags[number]
        return tag.is_link_in_link or _elements_of(printed.text[: tag.end]) != tag.elements

    first = bisect_left(range(len(tags)), True, key=is_misread) if tags and is_misread(-1) else len(tags)
    for tag in tags[first : first + 1]:
        yield Excerpt(printed.line(tag.end - 1), 1, f"<{tag.name}>")


def misplaced_texts(parts: Collection[TemplatePart]) -> Iterator[Excerpt]:
    """Yield the text of an expanded template of whole pages, if it is in other elements than in the theme."""
    printed = Printed(parts, without_code)
    if "<html" in printed.text and around_text(LexborHTMLParser(printed.text)) != AROUND_TEXT:
        yield Excerpt(printed.line(max(printed.text.find("<article"), 0)), 1, "<article>")


def deep_elements(parts: Collection[TemplatePart]) -> Iterator[Excerpt]:
    """Yield what an expanded template has too deep: elements of a kind, blocks in smaller text, texts in drawings."""
    printed = Printed(parts)
    for end, element in _Tags(printed.text).deep:
        yield Excerpt(printed.line(end - 1), 1, f"<{element}>")


def blank_choices(parts: Collection[TemplatePart]) -> Iterator[Excerpt]:
    """Yield the links, buttons and captions of an expanded template that have no text for readers to see or hear."""
    printed = Printed(parts, lambda part: "x" if part.text == PRINTED else without_code(part))
    for start, tag in choices_without_text(printed.text):
        yield Excerpt(printed.line(start), 1, tag)


def hidden_from_search(source: str, name: str) -> Iterator[Excerpt]:
    """Yield the tags that hide pages from search engines under other conditions than in the theme.

    Args:
        source: the template; one that cannot be parsed has a finding of its own.
        name: its path below the folder of the templates.
    """
    known = {conditions for _, conditions in _not_indexed(of_theme().get(name, ""))}
    for line, conditions in _not_indexed(source):
        if conditions not in known:
            yield Excerpt(line, 1, _NOT_INDEXED)


def altered_text(source: str, name: str) -> Iterator[Excerpt]:
    """Yield the places of a template that could leave out the text of a page, or add words to it.

    Args:
        source: the template; one that cannot be parsed has a finding of its own.
        name: its path below the folder of the templates.
    """
    if name == _WITHOUT_TEXT:
        return
    theme = of_theme().get(name, "")
    known = {folded(part) for part in _AROUND_TEXT.findall(theme)}
    for part in _AROUND_TEXT.finditer(source):
        if folded(part[0]) not in known:
            yield Excerpt(source.count("\n", 0, part.start()) + 1, 1, "<article>")
    tree = tree_of(source)
    if tree is None:
        return
    for extended in tree.find_all(nodes.Extends):
        if isinstance(extended.template, nodes.Const) and extended.template.value == _WITHOUT_TEXT:
            yield Excerpt(extended.lineno, 1, _WITHOUT_TEXT)
    shown: list[nodes.Node] = []
    for block in tree.find_all(nodes.Block):
        if block.name == _TEXT:
            shown += _texts(block)
            if not (block in tree.body and _is_text_alone(block)):
                yield Excerpt(block.lineno, 1, _TEXT)
    for text in _texts(tree):
        if not any(text is each for each in shown):
            yield Excerpt(text.lineno, 1, _TEXT)


def altered_head(source: str, name: str) -> Iterator[Excerpt]:
    """Yield the places of a template that could leave out what the head of a page says, or say something else.

    Args:
        source: the template; one that cannot be parsed has a finding of its own.
        name: its path below the folder of the templates.
    """
    if name == _META and not _code_lines(source).startswith(_code_lines(of_theme()[_META])):
        yield Excerpt(1, 1, _META)
    known = {folded(part) for part in _HEAD.findall(of_theme()[BASE])}
    for part in _HEAD.finditer(source):
        if folded(part[0]) not in known:
            yield Excerpt(source.count("\n", 0, part.start()) + 1, 1, "<head>")
    of_name = tree_of(of_theme().get(name, ""))
    as_in_theme = {repr(block) for block in of_name.find_all(nodes.Block)} if of_name else set()
    tree = tree_of(source)
    at_top = list(tree.body) if tree else []
    for block in tree.find_all(nodes.Block) if tree else ():
        wanted = _HEAD_BLOCKS.get(block.name)
        if wanted and repr(block) not in as_in_theme and not (block in at_top and _prints(block, wanted)):
            yield Excerpt(block.lineno, 1, block.name)


def repeated_parts(source: str, name: str) -> Iterator[Excerpt]:
    """Yield the templates of the theme that a template includes more often than the theme's template of its name.

    Args:
        source: the template; one that cannot be parsed has a finding of its own.
        name: its path below the folder of the templates.
    """
    left = Counter(included for included, _ in _included(of_theme().get(name, "")))
    for included, line in _included(source):
        left[included] -= 1
        if left[included] < 0 and included in of_theme():
            yield Excerpt(line, 1, included)


def is_protected(source: str, pages: Collection[str]) -> bool:
    """True if a template of whole pages always extends another one of them, or has the theme's security policy.

    Args:
        source: the template; one that cannot be parsed has a finding of its own.
        pages: the names of the templates of whole pages.
    """
    tree = tree_of(source)
    if tree is None:
        return True
    for node in tree.body:
        if isinstance(node, nodes.Extends) and isinstance(node.template, nodes.Const) and node.template.value in pages:
            return True
    return not _policies(source).isdisjoint(_policies(of_theme()[BASE]))


def _policies(source: str) -> set[str]:
    """Return the tags of a template that are security policies."""
    tags = (tag for tag in tags_of(source) if tag.name == "meta")
    return {folded(tag.source) for tag in tags if dict(tag.attributes).get("http-equiv", "").lower() == _POLICY}


def _included(source: str) -> Iterator[tuple[str, int]]:
    """Yield the templates that a template includes, each with its line."""
    tree = tree_of(source)
    for node in tree.find_all(nodes.Include) if tree else ():
        for name in node.find_all(nodes.Const):
            yield posixpath.normpath(str(name.value)), node.lineno


def _texts(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield the places in a part of a template that read the text of a page."""
    for each in node.find_all(nodes.Expr):
        match each:
            case nodes.Getattr(attr="content") | nodes.Getitem(arg=nodes.Const(value="content")):
                yield each


def _is_text_alone(block: nodes.Block) -> bool:
    """True for the text of a page as it is, once, with nothing around it."""
    shown = [part for part in _parts(block) if not isinstance(part, nodes.TemplateData) or part.data.strip()]
    return len(shown) == 1 and repr(shown[0]) in _printed("super()", "page.content", "page.content | safe")


def _prints(block: nodes.Block, codes: tuple[str, ...]) -> bool:
    """True if a part of a template always prints one of these."""
    return any(repr(part) in _printed(*codes) for part in _parts(block))


def _parts(block: nodes.Block) -> list[nodes.Node]:
    """Return the texts and the code of a part of a template, in order."""
    return [part for output in block.body for part in (output.nodes if isinstance(output, nodes.Output) else [output])]


@functools.cache
def _printed(*codes: str) -> frozenset[str]:
    """Return code as it is in a template that prints it."""
    outputs = (parsed(f"{{{{ {code} }}}}").body[0] for code in codes)
    return frozenset(repr(each) for output in outputs if isinstance(output, nodes.Output) for each in output.nodes)


def _code_lines(source: str) -> str:
    """Return a template without its comments, and without empty lines and indentation."""
    try:
        tokens = [(kind, text) for _, kind, text in Environment(autoescape=True).lex(source)]
    except TemplateSyntaxError:
        return ""
    written = "".join(text for kind, text in tokens if not kind.startswith("comment"))
    return "\n".join(line.strip() for line in written.splitlines() if line.strip())


def _not_indexed(source: str) -> Iterator[tuple[int, Conditions]]:
    """Yield the lines of the tags that hide a page from search engines, and the conditions under which they do."""
    tree = tree_of(source)
    for node, conditions in with_conditions(tree) if tree else ():
        if isinstance(node, nodes.TemplateData) and (place := node.data.lower().find(_NOT_INDEXED)) >= 0:
            yield node.lineno + node.data.count("\n", 0, place), conditions


def _unmatched(source: str) -> Iterator[tuple[int, _Unmatched]]:
    """Yield the line of each part of a template, and the tags in it that have no counterpart in it."""
    tree = tree_of(source)
    for node in [tree, *tree.find_all(nodes.Node)] if tree else ():
        for body in filter(None, (getattr(node, name, None) for name in _BODIES)):
            if isinstance(body, list):
                reader = _Nesting(body)
                yield reader.line, tuple(reader.tags)


def _written(parts: Iterable[nodes.Node], line: int) -> str:
    """Return the markup of parts of a template from a line on, each part in its line, with signs for their code."""
    written: list[str] = []
    for part in parts:
        text = part.data if isinstance(part, nodes.TemplateData) else PRINTED
        written += "\n" * (part.lineno - line), text
        line = max(line, part.lineno) + text.count("\n")
    return "".join(written)


class _Nesting(MarkupParser):
    """Reads the tags of a part of a template that have no counterpart in it; the parts in it are read apart."""

    def __init__(self, body: list[nodes.Node]) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.line = self._first_line = body[0].lineno
        outputs = (output for output in body if isinstance(output, nodes.Output))
        self.parse(_written((part for output in outputs for part in output.nodes), self._first_line))

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  (as the parser calls it)
        """Keep the tag until its counterpart comes."""
        if tag not in empty_tags:
            self._keep(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take it as the beginning that it is for a browser, but in drawings."""
        if tag != "path":
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Remove the counterpart, or keep the tag."""
        if self.tags and self.tags[-1] == tag:
            self.tags.pop()
        else:
            self._keep(f"/{tag}")

    def _keep(self, tag: str) -> None:
        if not self.tags:
            self.line = self._first_line + self.getpos()[0] - 1
        self.tags.append(tag)


class _Tag(NamedTuple):
    """A tag: where it ends in the text, its element, and what the text has up to there.

    Attributes:
        elements: how many elements have begun.
        is_link_in_link: True if a link has begun in another one, which a browser divides.
    """

    end: int
    name: str
    elements: int
    is_link_in_link: bool


class _Tags(MarkupParser):
    """Reads the tags of a text, those at the ends of elements included.

    Attributes:
        tags: the tags.
        deep: the elements inside too many of their kind, each after the position where its tag, or a block in it, ends;
            and drawings with more than paths.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[_Tag] = []
        self.deep: list[tuple[int, str]] = []
        self._open: list[str] = []
        self._depths: Counter[tuple[str, ...]] = Counter()
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._elements = self._links = 0
        self._has_link_in_link = False
        self.parse(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  (as the parser calls it)
        """Keep the tag."""
        self._elements += 1
        self._count_links(tag, 1)
        self._keep(tag, len(self.get_starttag_text() or ""))
        if "svg" in self._open and tag != "path":  # a drawing, in which browsers do not show links and texts
            self.deep.append((self.tags[-1].end, "svg"))
        if tag not in empty_tags:
            self._open.append(tag)
            for names, most in MAX_WITHIN.items():
                self._depths[names] += tag in names
                if tag in names and self._depths[names] == most + 1:
                    self.deep.append((self.tags[-1].end, tag))

    def handle_endtag(self, tag: str) -> None:
        """Keep the tag."""
        self._count_links(tag, -1)
        self._keep(tag, 1)
        if self._open and self._open[-1] == tag:
            self._open.pop()
            self._depths.subtract(names for names in MAX_WITHIN if tag in names)

    def handle_data(self, data: str) -> None:
        """Keep the element of smaller text around a block, in which other templates may have more of them."""
        if BEGINS_BLOCK in data and self._depths[SMALLER]:
            line, column = self.getpos()
            small = next(tag for tag in reversed(self._open) if tag in SMALLER)
            self.deep.append((self._starts[line - 1] + column + data.index(BEGINS_BLOCK) + 1, small))

    def _count_links(self, tag: str, change: int) -> None:
        if tag == "a":
            self._links += change
            self._has_link_in_link |= self._links > 1

    def _keep(self, tag: str, length: int) -> None:
        line, column = self.getpos()
        end = self._text.find(">", self._starts[line - 1] + column + length - 1) + 1
        self.tags.append(_Tag(end, tag, self._elements, self._has_link_in_link))


def _elements_of(html: str) -> int:
    """Return the number of elements that a browser finds in a whole page, or in a part of its body."""
    is_page = "<html" in html
    page = html if is_page else f"<!doctype html><html><head></head><body>{html}"
    return len(LexborHTMLParser(page).css("html, html *" if is_page else "body *"))
