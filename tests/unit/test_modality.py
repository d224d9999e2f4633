"""A permission is no translation of an obligation."""

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
        ("Мы должны ответить в мае.", "We must reply in May.", []),
        ("Мы должны ответить в мае.", "Reply in May.", []),
        ("Мы можем. Мы ответим.", "We must reply.", []),
    ],
)
def test_a_right_that_becomes_a_duty_is_found(ru: str, en: str, words: list[tuple[str, str]]) -> None:
    found = findings_of("modality-differs", {"ru": ru, "en": en})
    assert [(each.params["here"], each.params["there"]) for each in found] == words
