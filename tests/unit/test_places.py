"""Every word of a block is found where it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.corpus.parser import Parser
from policysite.corpus.places import place

PARSER = Parser(("toc", "tables", "fenced_code", "attr_list", "pymdownx.betterem", "pymdownx.superfences"), {})


def places(text: str, word: str) -> list[tuple[int, int]]:
    """Where a word is written, for each block that has it."""
    source = ("# A { #a }", "", *text.split("\n"))
    (section,) = PARSER.parse("\n".join(source)).sections
    return [
        place(source[block.line - 1 : block.last_line], block.text, block.text.index(word), block.line)
        for block in section.blocks
        if word in block.text
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("some word here", [(3, 6)]),
        ("some\nlonger word", [(4, 8)]),
        ("**some** *[linked](faq.md#word)* word", [(3, 34)]),
        ("[word](https://a.example/word)", [(3, 2)]),
        ("- one\n- a word\n    - the word", [(4, 5), (5, 11)]),
        ("1. one\n\n    second word", [(5, 12)]),
        ("| a | b |\n|---|---|\n| 1 | word |", [(5, 7)]),
        ("> a word", [(3, 5)]),
        ("&laquo;A&raquo; &mdash; word", [(3, 25)]),
        ("`code` word", [(3, 8)]),
        ("a \\* word", [(3, 6)]),
        ("![words](a.png) word", [(3, 17)]),
        ("<https://a.example/x> word", [(3, 23)]),
        ("```\ncode\nword\n```", [(5, 1)]),
        ("one two\nthree { .x } word", [(4, 14)]),
    ],
)
def test_a_word_is_found_where_it_is_written(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(text, "word") == expected


_WORDS = st.lists(
    st.sampled_from(["слово", "word", "**bold**", "[link](faq.md#a)", "`code`", "&amp;", "10 %"]), max_size=12
)


@given(_WORDS, _WORDS, st.sampled_from([" ", "\n"]))
def test_a_word_is_found_whatever_stands_around_it(before: list[str], after: list[str], space: str) -> None:
    text = space.join([*before, "needle", *after])
    ((line, column),) = places(text, "needle")
    assert text.split("\n")[line - 3].startswith("needle", column - 1)


@given(st.text(max_size=40), st.text(max_size=40), st.integers(0, 50))
def test_every_offset_has_a_place_within_the_source(written: str, text: str, offset: int) -> None:
    source = tuple(written.split("\n"))
    line, column = place(source, text, offset, 7)
    assert 7 <= line < 7 + len(source)
    assert 1 <= column <= len(source[line - 7]) + 1
