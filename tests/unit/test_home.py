"""The first layer of a notice: which clauses of a home page are cards, and which lists of links are buttons."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest
from policysite.corpus import Clause
from policysite.site.home import first_layer

LINKS = "<ul><li><a>A</a></li><li><a>B</a> (англ.)</li></ul>"


def section(heading: str, body: str = "<p/>") -> tuple[Clause, list[Element]]:
    """A clause and its blocks, with a heading such as `h2 A`, or `h2 A < x` for a summary of the policy clause `x`."""
    written, _, based_on = heading.partition(" < ")
    tag, title = written.split()
    element = Element(tag)
    element.text = title
    clause = Clause(title.lower(), int(tag[1]), title, 1, tuple(based_on.split()) or None)
    return clause, [element, *fromstring(f"<div>{body}</div>")]  # noqa: S314  (written here)


def outline(blocks: list[Element]) -> list[str | list[str]]:
    """The headings of blocks; those of the cards of one list are a list, with a space between those of one card."""
    return [
        [" ".join(each.text or "" for each in card if each.tag != "p") for card in block]
        if block.get("class") == "cards"
        else block.text or ""
        for block in blocks
        if block.tag != "p"
    ]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["h1 T", "h2 A < x", "h2 B < y z"], ["T", ["A", "B"]]),
        (["h1 T", "h2 A < x", "h2 B", "h2 C < x"], ["T", ["A"], "B", ["C"]]),
        (["h1 T", "h2 A < x", "h3 B", "h4 C", "h2 D < x", "h2 E", "h3 F"], ["T", ["A B C", "D"], "E", "F"]),
        (["h1 T", "h2 A", "h3 B < x"], ["T", "A", "B"]),
        (["h1 T < x", "h2 A"], ["T", "A"]),
    ],
)
def test_summaries_in_a_row_are_a_list_of_cards(headings: list[str], expected: list[str | list[str]]) -> None:
    assert outline(first_layer(map(section, headings))) == expected


@pytest.mark.parametrize(
    ("body", "are_buttons"),
    [
        (LINKS, True),
        ("<ul><li><p><a>A</a></p></li></ul>", True),
        (f"<p>Text.</p>{LINKS}", False),
        ("<p>Text.</p>", False),
        ("<ol><li><a>A</a></li></ol>", False),
        ("<ul><li><a>A</a></li><li>Text.</li></ul>", False),
        ("<ul><li>See <a>A</a></li></ul>", False),
        ("<ul><li><a>A</a>: text.</li></ul>", False),
        ("<ul><li><a>A</a> (a) (b)</li></ul>", False),
        ("<ul><li><a>A</a><ul><li><a>B</a></li></ul></li></ul>", False),
        ("<ul><li><p><a>A</a></p><p>Text.</p></li></ul>", False),
    ],
)
def test_a_clause_below_the_cards_that_is_only_links_has_buttons(body: str, are_buttons: bool) -> None:
    summary, links = section("h2 A < x"), section("h2 B", f'<p class="note">Note.</p>{body}')
    first_layer([summary, links])
    assert buttons(links) == ["ul"] * are_buttons
    before = section("h2 B", body)
    first_layer([before, summary])
    assert buttons(before) == []


def buttons(links: tuple[Clause, list[Element]]) -> list[str]:
    return [each.tag for each in links[1] if each.get("class") == "buttons"]
