"""The home page as the first layer of a layered notice: summaries of policy clauses as cards, then links as buttons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from policysite.corpus import Clause

_CARD_LEVEL = 2
# What may follow the link in a button, such as the language of a page in another language.
_REMARK = re.compile(r"\s*(\([^()]*\))?\s*")
# (Safari calls a list without markers a list only if it has the role.)
_CARDS = {"class": "cards", "role": "list"}
_BUTTONS = {"class": "buttons", "role": "list"}


def is_card(clause: Clause) -> bool:
    """True if a clause of the home page is a card: a summary of policy clauses."""
    return clause.level == _CARD_LEVEL and bool(clause.based_on)


def first_layer(sections: Iterable[tuple[Clause, list[Element]]]) -> list[Element]:
    """Return the blocks of a home page with cards.

    Summaries in a row are a list of cards, each with the clauses below it. A clause after them that is only a list of
    links shows these as buttons. Each section is a clause with its heading, its blocks and the notes on it.
    """
    blocks: list[Element] = []
    cards: Element | None = None
    for clause, elements in sections:
        is_open = cards is not None and blocks[-1] is cards
        if is_card(clause):
            if cards is None or not is_open:
                cards = Element("ul", _CARDS)
                cards.tail = "\n"
                blocks.append(cards)
            SubElement(cards, "li").extend(elements)
        elif cards is not None and is_open and clause.level > _CARD_LEVEL:
            cards[-1].extend(elements)
        else:
            if cards is not None:
                _make_buttons(elements[1:])
            blocks += elements
    return blocks


def _make_buttons(blocks: list[Element]) -> None:
    """Make buttons of a list whose items are links, each with at most a remark after it, if it is the only block."""
    body = [block for block in blocks if not (block.tag == "p" and block.get("class"))]  # the others are notes
    if [block.tag for block in body] == ["ul"] and all(map(_is_link, body[0])):
        body[0].attrib |= _BUTTONS


def _is_link(item: Element) -> bool:
    line = item[0] if [child.tag for child in item] == ["p"] else item
    return (
        [child.tag for child in line] == ["a"]
        and not (line.text or "").strip()
        and _REMARK.fullmatch(line[0].tail or "") is not None
    )
