"""Typography never changes a digest; any letter, digit, sign, boundary or attribute does."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from policysite.corpus import Block
from policysite.corpus.digest import DIGEST_CHARACTERS, digest, normalized
from policysite.corpus.invisible import IGNORED
from policysite.corpus.parser import Parser

PARSER = Parser(
    (
        *("toc", "tables", "attr_list", "abbr", "def_list", "footnotes", "admonition"),
        *("pymdownx.betterem", "pymdownx.superfences", "pymdownx.tasklist", "pymdownx.details"),
    ),
    {},
)
TABLE = "\n|---|---|\n"
SENTENCE = "Мы не храним обращения дольше 30 дней — и всё, а «ёлочки» e-mail’а стоят $5 (10 %)."


def digest_of(text: str) -> str:
    (clause,) = PARSER.parse(f"## Heading {{ #id }}\n\n{text}\n").clauses
    return digest((clause.heading, *clause.blocks))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Мы храним обращения.", "Мы  храним\nобращения."),
        ("10 дней и «кавычки»", "10\u00a0дней и “кавычки”"),
        ('"quoted" text', "„quoted“ text"),
        ("'quoted' text", "‘quoted’ text"),
        ("support — we reply", "support – we reply"),
        ("support — we reply", "support -- we reply"),
        ("support — we reply", "support - we reply"),
        ("support — we reply", "support\n\u2011 we reply"),
        ("support—we", "support--we"),
        ("support—we", "support–we"),
        ("10-14 дней", "10–14 дней"),
        ("срок - 5 дней", "срок — 5 дней"),
        ("5 – 10", "5 — 10"),
        ("e-mail", "e\u2011mail"),
        ("and so on...", "and so on…"),
        ("на\u00adстройка", "настройка"),
        ("\u0439", "\u0438\u0306"),
        ("- one\n- two", "*   one\n*   two"),
        ("- one\n- two", "- one\n\n- two"),
        ("1. one\n2. two", "1. one\n1. two"),
        ("**bold** and *italic*", "bold and _italic_"),
        ("A & B", "A &amp; B"),
        ("[text](faq.md#x)", "[text][ref]\n\n[ref]: faq.md#x"),
        ("[text](https://a.example/?utm_source=b&c=1)", "[text](https://a.example/?c=1)"),
        ('[text](faq.md "a - title")', '[text](faq.md "a — title")'),
        ("[text](faq.md){ .a #b }", "[text](faq.md){ #b .a }"),
        ("[a](faq.md)\u00a0b [c](faq.md)", "[a](faq.md) b\n[c](faq.md)"),
        ("`a  b`", "`a b`"),  # browsers show one space
        ("```\none\n  two\n```", "    one\n      two"),
        ("```\none\n```", "``` python\none\n```"),
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
        (
            "[text](https://a.example/?srsltid=1)",
            "[text](https://a.example/)",
        ),  # it was not known when texts were approved
        ("![words](a.png)", "![other](a.png)"),
        ("![words](a.png)", "![words](b.png)"),
        ('[text](faq.md "a title")', '[text](faq.md "another")'),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 2 | 1 |"),
        ("`code one`", "`code two`"),
        ("`a`", "a"),
        ("`-5`", "`–5`"),
        ('`"a"`', "`«a»`"),
        ("```\none\n```", "```\ntwo\n```"),
        ("```\none\ntwo\n```", "```\none two\n```"),
        ("```\n  one\n  two\n```", "```\none\n  two\n```"),
        ('```\n"one"\n```', "```\n«one»\n```"),
        ("data—no names", "data-no names"),
        ("data—no names", "data — no names"),
        ("data -no names", "data – no names"),
        ("5 - 10", "5 — 10"),
        ("5 - 10", "5-10"),
        ("-5", "−5"),
        ("-5", "–5"),
        ("5 - 10", "5 − 10"),
        ("5-10", "5−10"),
        ("m²", "m2"),
        ("½", "1/2"),
        ("ﬁle", "file"),
        ("１", "1"),
        (f"| names &#124; mails | nobody |{TABLE}", f"| names | mails &#124; nobody |{TABLE}"),
        (f"| a | |{TABLE}", f"| | a |{TABLE}"),
        (f"| a | b |{TABLE}| c | d |", f"| a | b |{TABLE}\n\nc | d"),
        (f"| a {{ hidden }} | b |{TABLE}", f"| a | b {{ hidden }} |{TABLE}"),
        (f"| a {{ colspan=2 }} | b |{TABLE}", f"| a | b |{TABLE}"),
        ("We do ~~not~~ share; not", "We do not share; ~~not~~"),
        ("[data](faq.md) and data", "data and [data](faq.md)"),
        ("[text](https://a.example/)", '[text](https://a.example/){ hreflang="en" }'),
        ("[text](faq.md)", "[text](faq.md){ hidden }"),
        ("![words](a.png)", "![words](a.png){ width=1 }"),
        ("*text*", "*text*{ .hidden }"),
        ("**text**", '**text**{ style="color: white" }'),
        ("`text`", "`text`{ dir=rtl }"),
        ("text", "text\n{ hidden }"),
        ("> text", "> text\n{ .note }"),
        ("- text", "- text\n{ value=2 }"),
        ("``` python\ntext\n```", "``` { .python .hidden }\ntext\n```"),
        ("- [x] text", "- [ ] text"),
        ("??? note\n    text", "???+ note\n    text"),
        ("!!! note\n    text", "!!! warning\n    text"),
        ("GDPR\n\n*[GDPR]: a law", "GDPR\n\n*[GDPR]: a club"),
        ("text[^1]\n\n[^1]: a note", "text[^1]\n\n[^1]: another"),
        ("term\n:   text", "term\n\n    text"),
        ("> quoted", "quoted"),
    ],
)
def test_another_content_has_another_digest(one: str, other: str) -> None:
    assert digest_of(one) != digest_of(other)


def test_a_heading_is_part_of_the_digest_but_what_approvals_name_is_not() -> None:
    def of(text: str) -> str:
        (clause,) = PARSER.parse(text).clauses
        return digest((clause.heading, *clause.blocks))

    assert of("## A { #one }\n\ntext") == of("## A { #two }\n\ntext")
    assert of("## A { #one }\n\ntext") == of("## A { #one data-based-on=data }\n\ntext")
    assert of("## A { #one }\n\ntext") != of("## A { #one .x }\n\ntext")
    assert of("## A { #one }\n\ntext") != of("## B { #one }\n\ntext")


def test_the_numbers_of_items_are_part_of_the_digest() -> None:
    (first, third) = (Block("item", "text", 1, 1, ("ol",), number=number) for number in (1, 3))
    assert digest([first]) != digest([third])
    assert digest([first]) == digest([replace(first, line=7, last_line=9)])


def test_the_type_of_a_list_is_part_of_the_digest() -> None:
    decimal = Block("item", "text", 1, 1, ("ol",), number=1)
    assert digest([decimal]) != digest([replace(decimal, attributes=(("ol", "type", "a"),))])


def test_a_digest_has_128_bits() -> None:
    assert len(digest_of("text")) == DIGEST_CHARACTERS == 32
    assert set(digest_of("text")) <= set("0123456789abcdef")


_SPACES = st.sampled_from([" ", "  ", "\u00a0", "\u2009", "\u202f", "\n", "\t"])


@given(st.lists(_SPACES, min_size=20, max_size=20), st.data())
def test_spaces_quotation_marks_and_dashes_may_have_any_form(spaces: list[str], data: st.DataObject) -> None:
    shapes = {'"': '"«»“”„', "'": "'‘’‚", "-": "-‑‐", "—": "—–‒"}
    kinds = {shape: shapes[kind] for kind in shapes for shape in shapes[kind]}
    words = "".join(data.draw(st.sampled_from(kinds[sign])) if sign in kinds else sign for sign in SENTENCE).split(" ")
    rewritten = "".join(word + space for word, space in zip(words, [*spaces, *[" "] * len(words)], strict=False))
    assert normalized(rewritten) == normalized(SENTENCE)


def _is_typography(character: str) -> bool:
    return character.isspace() or character in "«»“”„‟〝〞＂\"‹›‘’‚‛＇'" or IGNORED.match(character) is not None


@given(st.integers(0, len(SENTENCE) - 1), st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Mn")))
@example(SENTENCE.index("ё"), "е")
@example(SENTENCE.index("3"), "8")
@example(SENTENCE.index("$"), "€")
@example(SENTENCE.index("-"), "—")
@example(SENTENCE.index("-"), "−")
@example(SENTENCE.index("—"), "−")
def test_a_changed_character_changes_the_digest(index: int, character: str) -> None:
    old = SENTENCE[index]
    assume(not (_is_typography(old) or _is_typography(character)))
    assume(unicodedata.normalize("NFC", old) != unicodedata.normalize("NFC", character))
    assume(not any(old in forms and character in forms for forms in ("-‐‑﹣－", "—‒–―﹘-")))
    assert normalized(SENTENCE[:index] + character + SENTENCE[index + 1 :]) != normalized(SENTENCE)


@given(st.integers(0, len(SENTENCE) - 1))
def test_a_missing_character_changes_the_digest(index: int) -> None:
    assume(not _is_typography(SENTENCE[index]))
    assert normalized(SENTENCE[:index] + SENTENCE[index + 1 :]) != normalized(SENTENCE)


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=30), max_size=4))
def test_the_boundaries_of_blocks_are_part_of_the_digest(texts: list[str]) -> None:
    def blocks(parts: list[str]) -> list[Block]:
        return [Block("paragraph", part, 1, 1) for part in parts]

    joined = ["".join(texts)]
    assert (digest(blocks(texts)) == digest(blocks(joined))) == (
        list(map(normalized, texts)) == list(map(normalized, joined))
    )
