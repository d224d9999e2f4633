"""A permission is no translation of an obligation, nor a choice one of a prohibition."""

from __future__ import annotations

import pytest

from tests.rules import findings_of


@pytest.mark.parametrize(
    ("ru", "en", "words"),
    [
        ("Мы обязаны ответить.", "We may reply.", [("may", "обязаны")]),
        ("Мы можем ответить.", "We shall reply.", [("shall", "можем")]),
        ("Вы вправе уйти. Вы должны платить.", "You may leave. You can pay.", [("can", "должны")]),
        ("Мы должны ответить.", "We must reply.", []),
        ("Мы вправе отказать.", "We are entitled to refuse.", []),
        ("Мы можем, а суд должен.", "We may.", []),
        ("Мы ответим.", "We shall reply.", []),
        ("Вы не можете уйти.", "You must not leave.", []),
        ("Вы можете не отвечать.", "You must not reply.", [("must not", "можете не")]),
        ("Вы вправе не отвечать.", "You shall not reply.", [("shall not", "вправе не")]),
        ("Вы не обязаны отвечать.", "You may not reply.", [("may not", "не обязаны")]),
        ("Вам нельзя отвечать.", "You need not reply.", [("need not", "нельзя")]),
        ("Передавать данные запрещено.", "You do not have to pass data on.", [("not have to", "запрещено")]),
        ("Мы не вправе хранить почту.", "We are not obliged to keep email.", [("not obliged to", "не вправе")]),
        ("Вы можете не отвечать.", "You do not have to reply.", []),
        ("Это может не работать.", "It may not work.", []),
        ("Вы не должны отвечать.", "You must not reply.", []),
        ("Вы не должны платить.", "You don't have to pay.", []),
        ("Вы не вправе уйти.", "You may leave.", []),
        ("Вы можете не отвечать без причины.", "You must not reply without a reason.", []),
        ("Вы можете не отвечать, но обязаны знать.", "You must not reply.", []),
        ("Мы не можем и не вправе ответить.", "We cannot reply.", []),
        ("Мы обязаны ответить.", "We are required to reply.", []),
        ("Вы можете ответить.", "You are required to reply.", [("required to", "можете")]),
        ("Мы должны ответить в мае.", "We must reply in May.", []),
        ("Мы должны ответить в мае.", "Reply in May.", []),
        ("Мы можем. Мы ответим.", "We must reply.", []),
    ],
)
def test_another_meaning_of_modal_verbs_is_found(ru: str, en: str, words: list[tuple[str, str]]) -> None:
    found = findings_of("modality-differs", {"ru": ru, "en": en})
    assert [(each.params["here"], each.params["there"]) for each in found] == words
