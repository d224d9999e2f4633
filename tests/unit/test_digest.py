"""Typography never changes a digest; any letter, digit or punctuation mark does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from policysite.corpus.digest import DIGEST_CHARACTERS, INVISIBLE, digest, normalized
from policysite.corpus.parser import Parser

PARSER = Parser(("toc", "tables", "fenced_code", "attr_list", "pymdownx.betterem", "pymdownx.superfences"), {})
SENTENCE = "Мы не храним обращения дольше 30 дней — и всё, а «ёлочки» e-mail’а стоят $5 (10 %)."


def digest_of(text: str) -> str:
    (section,) = PARSER.parse(f"## Heading {{ #id }}\n\n{text}\n").sections
    return digest((section.heading, *section.blocks))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Мы храним обращения.", "Мы  храним\nобращения."),
        ("10 дней и «кавычки»", "10\u00a0дней и “кавычки”"),
        ('"quoted" text', "„quoted“ text"),
        ("'quoted' text", "‘quoted’ text"),
        ("support — we reply", "support – we reply"),
        ("support — we reply", "support -- we reply"),
        ("на\u00adстройка", "настройка"),
        ("\u0439", "\u0438\u0306"),
        ("- one\n- two", "*   one\n*   two"),
        ("- one\n- two", "- one\n\n- two"),
        ("1. one\n2. two", "1. one\n1. two"),
        ("**bold** and *italic*", "bold and _italic_"),
        ("A & B", "A &amp; B"),
        ("[text](faq.md#x)", "[text][ref]\n\n[ref]: faq.md#x"),
        ("[text](https://a.example/?utm_source=b&c=1)", "[text](https://a.example/?c=1)"),
        ("[text](https://a.example/)", '[text](https://a.example/){ hreflang="en" }'),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a|b\n-|-\n1|2"),
        ("text", "text\n\n<!-- policy allow numbers-differ: because -->"),
    ],
)
def test_another_notation_has_the_same_digest(one: str, other: str) -> None:
    assert digest_of(one) == digest_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("все данные", "всё данные"),
        ("30 дней", "31 день"),
        ("30 дней", "3 0 дней"),
        ("мы храним", "мы не храним"),
        ("Мы храним", "мы храним"),
        ("a, b", "a; b"),
        ("5 %", "5%"),
        ("one. Two", "one.\n\nTwo"),
        ("- one\n- two", "- two\n- one"),
        ("- one\n- two", "1. one\n2. two"),
        ("- one\n- two", "one two"),
        ("- one\n    - two", "- one\n- two"),
        ("[text](privacy.md#data)", "[text](privacy.md#use)"),
        ("[text](https://a.example/)", "text"),
        ("[text](https://a.example/?page=1)", "[text](https://a.example/?page=2)"),
        ("![words](a.png)", "![other](a.png)"),
        ("![words](a.png)", "![words](b.png)"),
        ('[text](faq.md "a title")', '[text](faq.md "another")'),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 2 | 1 |"),
        ("`code one`", "`code two`"),
        ("```\none\n```", "```\ntwo\n```"),
        ("> quoted", "quoted"),
    ],
)
def test_another_content_has_another_digest(one: str, other: str) -> None:
    assert digest_of(one) != digest_of(other)


def test_a_heading_is_part_of_the_digest_but_its_id_is_not() -> None:
    def of(text: str) -> str:
        (section,) = PARSER.parse(text).sections
        return digest((section.heading, *section.blocks))

    assert of("## A { #one }\n\ntext") == of("## A { #two .x }\n\ntext")
    assert of("## A { #one }\n\ntext") != of("## B { #one }\n\ntext")


def test_a_digest_has_128_bits() -> None:
    assert len(digest_of("text")) == DIGEST_CHARACTERS == 32
    assert set(digest_of("text")) <= set("0123456789abcdef")


_SPACES = st.sampled_from([" ", "  ", "\u00a0", "\u2009", "\u202f", "\n", "\t"])


@given(st.lists(_SPACES, min_size=20, max_size=20), st.data())
def test_spaces_quotation_marks_and_dashes_may_have_any_form(spaces: list[str], data: st.DataObject) -> None:
    shapes = {'"': '"«»“”„', "'": "'‘’‚", "-": "-–—−‑"}
    kinds = {shape: shapes[kind] for kind in shapes for shape in shapes[kind]}
    words = "".join(data.draw(st.sampled_from(kinds[sign])) if sign in kinds else sign for sign in SENTENCE).split(" ")
    rewritten = "".join(word + space for word, space in zip(words, [*spaces, *[" "] * len(words)], strict=False))
    assert normalized(rewritten) == normalized(SENTENCE)


def _is_typography(character: str) -> bool:
    return (
        character.isspace()
        or character in "«»“”„‟〝〞＂\"‹›‘’‚‛＇'‐‑‒–—―−﹘﹣－-"
        or INVISIBLE.match(character) is not None
    )


@given(st.integers(0, len(SENTENCE) - 1), st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Mn")))
@example(SENTENCE.index("ё"), "е")
@example(SENTENCE.index("3"), "8")
@example(SENTENCE.index("$"), "€")
def test_a_changed_character_changes_the_digest(index: int, character: str) -> None:
    old = SENTENCE[index]
    assume(not (_is_typography(old) or _is_typography(character)))
    assume(unicodedata.normalize("NFC", old) != unicodedata.normalize("NFC", character))
    assert normalized(SENTENCE[:index] + character + SENTENCE[index + 1 :]) != normalized(SENTENCE)


@given(st.integers(0, len(SENTENCE) - 1))
def test_a_missing_character_changes_the_digest(index: int) -> None:
    assume(not _is_typography(SENTENCE[index]))
    assert normalized(SENTENCE[:index] + SENTENCE[index + 1 :]) != normalized(SENTENCE)


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=30), max_size=4))
def test_the_boundaries_of_blocks_are_part_of_the_digest(texts: list[str]) -> None:
    from policysite.corpus import Block

    def blocks(parts: list[str]) -> list[Block]:
        return [Block("paragraph", part, 1, 1) for part in parts]

    joined = ["".join(texts)]
    assert (digest(blocks(texts)) == digest(blocks(joined))) == (
        list(map(normalized, texts)) == list(map(normalized, joined))
    )
