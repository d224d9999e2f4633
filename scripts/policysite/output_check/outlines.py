"""The outline of a page, its tags with their classes alone: a browser must find the elements that are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html.defs import empty_tags
from selectolax.lexbor import LexborHTMLParser

from policysite.output_check import rules
from policysite.output_check.elements import MAX_WITHIN, MISPLACED
from policysite.output_check.rules import Problem

DOCTYPE = "<!doctype html>"
HEAD_ENDS = "</head>"
TEXT_BEGINS, TEXT_ENDS = '<article class="md-content__inner md-typeset">', "</article>"
# The elements around the text of a page, from the inside, with their classes; and the smallest page with a text.
AROUND_TEXT = [("main", "md-content"), ("div", "md-main md-grid layout"), ("body", None)]
_SMALLEST_PAGE = (
    '<!doctype html><html><head></head><body><div class="md-main md-grid layout"><main class="md-content">'
    f"{TEXT_BEGINS}{{}}{TEXT_ENDS}</main></div></body></html>"
)
# The blocks and lines of texts that are cached: their outlines are few.
_CACHED_OUTLINES = 2_000
# The tags of each kind of elements that must not be nested too deep, with how many may be nested.
_WITHIN = [(re.compile(rf"<(/?)({'|'.join(names)})\b[^<>]*>"), most) for names, most in MAX_WITHIN.items()]
# A drawing, in which browsers do not show links and texts.
_MORE_IN_DRAWING = re.compile(r"<svg\b[^<>]*>(?:[^<]|</?path\b)*+<(?!/svg\b)")
_TAG = re.compile("<(/?)([a-z0-9]+)")
_LINK_IN_LINK = re.compile(r"<a\b(?:[^<]|<(?!/?a\b))*<a\b")


@lru_cache(maxsize=100)  # many pages have the same outline
def misread_around(outline: str) -> tuple[Problem, ...]:
    """Return the first element around the text of a page that a browser does not find, or finds in another place.

    A text in which each tag has its counterpart does not change what a browser makes of what is around it.
    """
    return _as_browsers_read(DOCTYPE + outline, in_text=False)


def misread_within(outline: str) -> tuple[Problem, ...]:
    """Return the first element of a text that a browser does not find, or finds in another place.

    A block in which each tag has its counterpart does not change what a browser makes of those beside it.
    """
    return next(filter(None, map(_misread_block, _blocks(outline))), ())


def _blocks(outline: str) -> Iterator[str]:
    """Yield the blocks of a text: a block ends with the first line after which each tag has its counterpart."""
    block, depth = "", 0
    for line in outline.split("\n"):
        block = f"{block}\n{line}" if block else line
        depth += _opened(line)
        if depth == 0:
            yield block
            block = ""
    if block:
        yield block


@lru_cache(maxsize=_CACHED_OUTLINES)
def _opened(outline: str) -> int:
    """Return how many more tags begin elements in an outline than end them."""
    return sum(1 - 2 * bool(end) for end, name in _TAG.findall(outline) if end or name not in empty_tags)


@lru_cache(maxsize=_CACHED_OUTLINES)
def _misread_block(block: str) -> tuple[Problem, ...]:
    return _as_browsers_read(_SMALLEST_PAGE.format(block), in_text=True)


def _as_browsers_read(page: str, *, in_text: bool) -> tuple[Problem, ...]:
    """Return the first problem if a browser finds other elements in a page than are written, or in other places."""
    if _LINK_IN_LINK.search(page):  # which a browser divides into as many others
        return (Problem(rules.MARKUP_UNCLEAR, "<a>", ("<a",), in_text=in_text),)
    if _MORE_IN_DRAWING.search(page):
        return (Problem(rules.MARKUP_UNCLEAR, "<svg>", ("<svg",), in_text=in_text),)
    if too_deep := next(_nested_too_deep(page), None):
        return (Problem(rules.ELEMENT, "".join(too_deep), too_deep[-1:], in_text=in_text),)
    tree = LexborHTMLParser(page)
    around = around_text(tree)
    if around != AROUND_TEXT:
        tag = next((tag for tag, _ in around if tag not in {each for each, _ in AROUND_TEXT}), "article")
        return (Problem(rules.MARKUP_UNCLEAR, f"<{tag}>", (f"<{tag}",), in_text=False),)
    if len(tree.css("body, body *")) != _elements(page.partition(HEAD_ENDS)[2]):
        what = "<article" if in_text else "<body"
        return (Problem(rules.MARKUP_UNCLEAR, f"{what}>", (what,), in_text=in_text),)
    return tuple(
        Problem(rules.ATTRIBUTE, f'<{node.tag} class="{name}">', (f".{name}", f'class="{name}"'))
        for node in tree.css(MISPLACED)
        for name in [node.attributes["class"]]
    )


def around_text(page: LexborHTMLParser) -> list[tuple[str | None, str | None]]:
    """Return the elements around the text of a page, as `AROUND_TEXT`; none if the page has several texts or none."""
    texts = page.css("article")
    parent = texts[0].parent if len(texts) == 1 else None
    around: list[tuple[str | None, str | None]] = []
    while parent is not None and parent.tag != "html":
        around.append((parent.tag, parent.attributes.get("class")))
        parent = parent.parent
    return around


def _nested_too_deep(page: str) -> Iterator[tuple[str, ...]]:
    """Yield the beginnings of nested tags, for each kind of which too many are nested."""
    for pattern, most in _WITHIN:
        open_tags: list[str] = []
        for tag in pattern.finditer(page):
            if not tag[1]:
                open_tags.append(f"<{tag[2]}")
            elif open_tags:
                open_tags.pop()
            if len(open_tags) > most:
                yield tuple(open_tags)
                break


def _elements(html: str) -> int:
    """Return the number of elements in a part of a page, in which each `<` begins a tag."""
    return html.count("<") - html.count("</")
