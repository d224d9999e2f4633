"""Everything on a page that is published as words, piece by piece, each with the places of its characters."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policysite.corpus import Block, Page
from policysite.lint.rule import Hit


@dataclass(frozen=True)
class Passage:
    """A piece of text.

    Attributes:
        path: the page's file.
        text: the text.
        prose: the same with what is no language blanked.
        place: the line and column, from 1, at which a character of it is written.
    """

    path: str
    text: str
    prose: str
    place: Callable[[int], tuple[int, int]]

    def hit(self, offset: int, **params: object) -> Hit:
        """A hit at a character."""
        line, column = self.place(offset)
        return Hit(self.path, line, column, {name: str(fact) for name, fact in params.items()})


def passages(page: Page) -> Iterator[Passage]:
    """The title and the description, the blocks, and what stands in the place of pictures and beside links."""
    for number, line in enumerate(front_matter_of(page), start=2):
        yield Passage(page.path, line, line, functools.partial(_in_line, number))
    for block in page.blocks():
        yield Passage(page.path, block.text, block.prose, functools.partial(page.position, block))
        for span in block.spans:
            for name in ("alt", "title"):
                if text := span.attributes.get(name):
                    yield Passage(page.path, text, text, functools.partial(_beside, page, block, span.start))


def front_matter_of(page: Page) -> tuple[str, ...]:
    """The lines between the delimiters at the top of a page; the first of them is the second of the file."""
    if not page.source or not page.source[0].startswith("---"):
        return ()
    for number, line in enumerate(page.source[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return page.source[1:number]
    return ()


def _in_line(number: int, offset: int) -> tuple[int, int]:
    return number, offset + 1


def _beside(page: Page, block: Block, start: int, _offset: int) -> tuple[int, int]:
    return page.position(block, start)
