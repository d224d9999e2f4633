"""The edit script of two states of a page shows every difference that changes a digest, and no other."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.corpus import Block, Clause, Span, digest
from policysite.history.edit_script import BlockEdit, Change, ClauseEdit, Op, edit_script
from policysite.history.tokens import tokens
from policysite.history.visitors import for_visitors

from tests.rules import clauses

MARKERS = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "[+{}+]"}


def shown(edit: BlockEdit) -> str:
    return "".join(MARKERS[run.op].format(run.text) for run in edit.runs)


def changes(old: str, new: str) -> list[str]:
    """Return the changed blocks between two texts under one heading."""
    (edit,) = (each for each in edit_script(clauses(old), clauses(new)) if each.clause.id == "clause")
    return [f"moved: {shown(each)}" if each.moved else shown(each) for each in edit.blocks if each.change != "equal"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("We keep it for 30 days.", "We keep it for 90 days.", ["We keep it for [-30-][+90+] days."]),
        ("We keep 1,000 files.", "We keep 1,000.5 files.", ["We keep [-1,000-][+1,000.5+] files."]),
        ("We do not sell it.", "We do sell it.", ["We do [-not -]sell it."]),
        ("Мы храним «данные».", "Мы не храним «данные».", ["Мы [+не +]храним «данные»."]),
        ("個人情報を保存します。", "個人情報を保存しません。", ["個人情報を保存しま[-す-][+せん+]。"]),
        (
            "We may share data with the operator.",
            "We will not share any personal data with our operator.",
            ["We [-may -][+will not +]share [+any personal +]data with [-the-][+our+] operator."],
        ),
        ("See the [policy](index.md).", "See the [policy](faq.md).", ["See the policy[-[index.md]-][+[faq.md]+]."]),
        ("See the policy.", "See the [policy](faq.md).", ["See the policy[+[faq.md]+]."]),
        ("See [this](a.md){ hreflang=en }.", "See [this](a.md).", ["See this[-[a.md, hreflang: en]-][+[a.md]+]."]),
        ("See ![a](b.svg).", "See ![a](c.svg).", ["See[-[a, b.svg]-][+[a, c.svg]+] ."]),
        ("1. a b\n2. c d", "1. a b\n2. x y z\n3. c d", ["[+2. x y z+]", "[-2. -][+3. +]c d"]),
        ("- a b c\n- d e f\n- g h i", "- d e f\n- g h i\n- a b c", ["moved: [-a b c-]", "moved: [+a b c+]"]),
        ("- a b\n- c d", "- a b\n- e f\n- c d", ["[+e f+]"]),
        ("We keep it.", "- We keep it.", ["[-[paragraph]-][+[ul item]+]We keep it."]),
        (
            "| a | b |\n|---|---|\n| x and | y |",
            "| a | b |\n|---|---|\n| x | and y |",
            ["x[- and-] | [+and +]y"],
        ),
        (
            "A first text.\n\nAnother one.",
            "Nothing like it here.",
            ["[-A first text.-]", "[-Another one.-]", "[+Nothing like it here.+]"],
        ),
        ("```\na b\n```", "```\na  b\n```", ["a [+ +]b"]),
        ("Text.", "Text.\n\n- name", ["[+name+]"]),
        ("", "Text.", ["[+Text.+]"]),
    ],
)
def test_an_edit_is_shown(old: str, new: str, expected: list[str]) -> None:
    assert changes(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Data" - names.', "“Data” — names."),
        ("We keep\nit...", "We  keep it…"),
        ("* a\n* b", "- a\n- b"),
        ("10-14 days", "10–14 days"),
        ("**We** keep it.", "We _keep_ it."),
        ("[a](b.md)", "[a][b]\n\n[b]: b.md"),
        ("in\u00adfor\u200bmation", "information"),
        ("cafe\u0301", "café"),
    ],
)
def test_typography_and_notation_are_not_shown(old: str, new: str) -> None:
    assert changes(old, new) == []


def clause(clause_id: str, *texts: str) -> Clause:
    heading = Block("heading", clause_id, 1, 1)
    return Clause(
        clause_id, 2, clause_id, 1, heading=heading, blocks=tuple(Block("paragraph", each, 1, 1) for each in texts)
    )


def described(edits: Sequence[ClauseEdit]) -> list[str]:
    return [f"{each.clause.id} {each.change}{' moved' if each.moved else ''}" for each in edits]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abc", "abc", ["a equal", "b equal", "c equal"]),
        ("abc", "ac", ["a equal", "b deleted", "c equal"]),
        ("bc", "c", ["b deleted", "c equal"]),
        ("ac", "abc", ["a equal", "b inserted", "c equal"]),
        ("abcd", "bcad", ["b equal", "c equal", "a equal moved", "d equal"]),
        ("abc", "xa", ["x inserted", "a equal", "b deleted", "c deleted"]),
        ("", "a", ["a inserted"]),
    ],
)
def test_clauses_are_paired_by_their_ids(old: str, new: str, expected: list[str]) -> None:
    assert (
        described(edit_script([clause(each, "Text.") for each in old], [clause(each, "Text.") for each in new]))
        == expected
    )


@pytest.mark.parametrize("kept", [(), ("We keep names.",)])
def test_a_paragraph_can_move_to_another_clause(kept: tuple[str, ...]) -> None:
    old = [clause("a", *kept, "We keep names.", "We delete them."), clause("b", "Other.")]
    new = [clause("a", *kept, "We delete them."), clause("b", "Other.", "We keep names.")]
    moved = [(each.clause.id, block.change) for each in edit_script(old, new) for block in each.blocks if block.moved]
    assert moved == [("a", Change.DELETED), ("b", Change.INSERTED)]


SIGNS = st.sampled_from([*"ab1. -–—−…\"“'’", "\u00ad", "\u200b", "--", "...", "e\u0301", "é", "не", " "])
TEXTS = st.lists(SIGNS, max_size=12).map("".join)
TAGS = st.sampled_from(
    [("a", {"href": "x"}), ("a", {"href": "y"}), ("del", {}), ("code", {}), ("em", {}), ("span", {"class": "a"})]
)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Draw a block with one inline element."""
    text = draw(TEXTS)
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    tag, attributes = draw(TAGS)
    spans = (Span(tag, start, end, attributes),) if end > start else ()
    kind = draw(st.sampled_from(["paragraph", "item", "code"]))
    return Block(kind, text, 1, 1, spans=() if kind == "code" else spans, number=draw(st.sampled_from([None, 1, 2])))


@given(blocks(), blocks())
def test_two_blocks_have_the_same_tokens_if_and_only_if_they_have_the_same_digest(one: Block, other: Block) -> None:
    keys = [[token.key for token in tokens(each)] for each in (one, other)]
    assert (keys[0] == keys[1]) == (digest.digest([one]) == digest.digest([other]))


def read(edits: Sequence[ClauseEdit], without: Op) -> dict[str, list[str]]:
    """Return the text of each clause that is left when edits of one kind are dropped."""
    dropped = {Op.INSERT: Change.INSERTED, Op.DELETE: Change.DELETED}[without]
    return {
        each.clause.id: [
            digest.normalized("".join(run.text for run in block.runs if run.op is not without and not run.is_mark))
            for block in each.blocks
            if block.change is not dropped
        ]
        for each in edits
        if each.change is not dropped
    }


def written(state: Sequence[Clause]) -> dict[str, list[str]]:
    return {
        each.id: [digest.normalized(unicodedata.normalize("NFC", block.text)) for block in each.all_blocks()]
        for each in state
    }


WORDS = st.lists(st.sampled_from(["We", "keep", "30", "days", "not", "data", "«данные»", "-", "and"]), max_size=12).map(
    " ".join
)
STATES = st.lists(st.tuples(st.sampled_from("abcde"), st.lists(WORDS, max_size=4)), unique_by=lambda each: each[0]).map(
    lambda state: [clause(each, *texts) for each, texts in state]
)


@given(STATES, STATES)
def test_the_insertions_give_the_new_text_and_the_deletions_the_old_one(old: list[Clause], new: list[Clause]) -> None:
    edits = edit_script(old, new)
    for shown in (edits, list(for_visitors(edits, None, None, lambda address, _: address))):
        assert read(shown, without=Op.DELETE) == written(new)
        assert read(shown, without=Op.INSERT) == written(old)
    assert [each.clause.id for each in edits if each.new] == [each.id for each in new]


def test_visitors_see_that_a_box_was_checked() -> None:
    item = Block("item", "data", 1, 1, ("ul",))
    old, new = (
        [replace(clause("a", "text"), blocks=(replace(item, attributes=attributes),))]
        for attributes in ((), (("input", "checked", ""), ("li", "class", "task-list-item")))
    )
    [edit] = for_visitors(edit_script(old, new), None, None, lambda address, _: address)
    marks = [(run.op, run.text) for block in edit.blocks for run in block.runs if run.is_mark]
    assert marks == [(Op.INSERT, "(☑)")]


LONG = [f"word{number}" for number in range(15_000)]
SHORT = LONG[:5_000]


@pytest.mark.parametrize(
    ("old", "new", "inserted"),
    [
        (SHORT, [f"new{word}" if number % 2 else word for number, word in enumerate(SHORT)], 2_500),
        (LONG, [f"new{word}" if number % 2 else word for number, word in enumerate(LONG)], 1),
        (LONG, [*LONG[:-1], "end"], 1),
        (LONG, [part for word in LONG for part in (word, "of a longer word")], 1),
    ],
)
def test_texts_of_many_thousand_words_are_not_compared_word_by_word(
    old: list[str], new: list[str], inserted: int
) -> None:
    states = [[clause("a", " ".join(words))] for words in (old, new)]
    edits = edit_script(*states)
    assert [read(edits, without=Op.INSERT), read(edits, without=Op.DELETE)] == list(map(written, states))
    assert sum(run.op is Op.INSERT for each in edits for block in each.blocks for run in block.runs) == inserted


@given(STATES)
def test_a_state_does_not_differ_from_itself(state: list[Clause]) -> None:
    assert {each.change for each in edit_script(state, state)} <= {Change.EQUAL}
