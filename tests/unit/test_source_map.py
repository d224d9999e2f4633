"""Positions in parsed text are found in the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.corpus.parser import Parser
from policysite.corpus.source_map.link_positions import link_positions
from policysite.corpus.source_map.text_positions import TextPositions

PARSER = Parser(("toc", "tables", "fenced_code", "attr_list", "pymdownx.betterem", "pymdownx.superfences"), {})


def positions(text: str, word: str) -> list[tuple[int, int]]:
    """Return the line and column of a word in each block that has it."""
    source = ("# A { #a }", "", *text.split("\n"))
    (clause,) = PARSER.parse("\n".join(source)).clauses
    return [
        TextPositions(source[block.line - 1 : block.last_line], block.text, block.line).of(block.text.index(word))
        for block in clause.blocks
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
        ("{a}\nword\n{b} word\n\n{c} word", [(4, 1), (7, 5)]),
        ("::: word\n\n::: word", [(3, 5), (5, 5)]),
        ("/// word\n\n/// word", [(3, 5), (5, 5)]),
        ("word\n{ .x }\n\nword\n{ .x }", [(3, 1), (6, 1)]),
    ],
)
def test_a_word_is_found_at_its_position_in_the_source(text: str, expected: list[tuple[int, int]]) -> None:
    assert positions(text, "word") == expected


def test_words_of_a_long_block_are_found_without_comparing_each_with_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("difflib.SequenceMatcher", None)
    links = [f"[a{number}](x{number}.md) **b** " for number in range(1000)]
    words = "".join(f"a{number} b " for number in range(1000))
    found = TextPositions(("".join(links),), words, 7)
    for number in (0, 500, 999):
        assert found.of(words.index(f"a{number} ")) == (7, sum(map(len, links[:number])) + 2)


def _lines(text: str) -> dict[str, int]:
    """Return the line of each block, from that of the heading before them, by its first line."""
    clauses = PARSER.parse(f"# A {{ #a }}\n{text}", 0).clauses
    return {block.text.partition("\n")[0]: block.line for clause in clauses for block in clause.blocks}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```\none\ntwo\n```\n\none\n\ntwo\n\nthree", {"one": 6, "two": 8, "three": 10}),
        ("same\n\n```\ncode\n```\n\nsame\n\n```\nmore\n```\n\nlast", {"same": 7, "code": 3, "more": 9, "last": 13}),
        ("one\n\n<!-- a -->\n\ntwo\n\n<!-- a -->\n<!-- a -->\n\nthree", {"one": 1, "two": 5, "three": 10}),
    ],
)
def test_lines_around_code_and_comments_are_those_of_the_source(text: str, expected: dict[str, int]) -> None:
    assert _lines(text) == expected


def test_lines_between_many_equal_comments_are_found_without_comparing_each_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("difflib.SequenceMatcher", None)
    comments = "<!-- policy allow spelling: a name -->\n\nsame\n\n" * 1000
    assert _lines(f"{comments}last")["last"] == 4001


_WORDS = st.lists(
    st.sampled_from(["слово", "word", "**bold**", "[link](faq.md#a)", "`code`", "&amp;", "10 %"]), max_size=12
)


@given(_WORDS, _WORDS, st.sampled_from([" ", "\n"]))
def test_a_word_is_found_whatever_is_around_it(before: list[str], after: list[str], space: str) -> None:
    text = space.join([*before, "needle", *after])
    ((line, column),) = positions(text, "needle")
    assert text.split("\n")[line - 3].startswith("needle", column - 1)


@given(st.text(max_size=40), st.text(max_size=40), st.integers(0, 50))
def test_every_offset_has_a_position_within_the_source(written: str, text: str, offset: int) -> None:
    source = tuple(written.split("\n"))
    line, column = TextPositions(source, text, 7).of(offset)
    assert 7 <= line < 7 + len(source)
    assert 1 <= column <= len(source[line - 7]) + 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[a](b.md)", {"b.md": [(1, 5)]}),
        ("![a](b.png) and [c]( d.md#e )", {"b.png": [(1, 6)], "d.md#e": [(1, 22)]}),
        ("[a](<b c.md>)", {"b c.md": [(1, 6)]}),
        ('[a](b_(c).md "title")', {"b_(c).md": [(1, 5)]}),
        ("[a](b.md) [c](b.md)", {"b.md": [(1, 5), (1, 15)]}),
        ("[a][b] and (c)", {}),
    ],
)
def test_the_url_of_an_inline_link_is_found(line: str, expected: dict[str, list[tuple[int, int]]]) -> None:
    assert link_positions([line]) == expected
