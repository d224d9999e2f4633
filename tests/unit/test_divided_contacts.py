"""Contacts that are divided over parts of a text."""

from __future__ import annotations

import pytest
from policysite.contacts.divided import BORDER, divided_contacts

LONG = "y " * 100
CHINESE = "我们收集您的信息" * 14


@pytest.mark.parametrize(
    ("parts", "start"),
    [
        (["Write e", "@", "evil.example"], 6),
        (["e@ev", " il.example "], 0),
        (["e", "@", "evil", ".example"], 0),
        (["e@", "", "\n", "evil.example"], 0),
        (["e%40", "evil.example"], 0),
        (["e@", "·", "—", "*", "·", "·", "evil.example"], 0),
        (["ok@a.example", ".evil.com"], 0),
        (["t.me/", "evilbot"], 0),
        (["t.me", "/evilbot"], 0),
        (["Tel. +44 20", "7946 0958"], 5),
        ([f"{LONG}e@evil", ".example"], len(LONG)),
        (["e@", f"evil.example {LONG}"], 0),
        ([f"{CHINESE}邮箱：e@", "evil.example"], len(CHINESE) + 3),
        (["e@", f"evil.example。{CHINESE}"], 0),
    ],
)
def test_a_contact_in_several_parts_is_found(parts: list[str], start: int) -> None:
    assert [found.start for found in divided_contacts(BORDER.join(parts), {"ok@a.example"})] == [start]


@pytest.mark.parametrize(
    "parts",
    [
        ["ok@a.example", "Team"],
        ["E-mail", "ok@a.example", "Team"],
        ["E-mail", "ok@", "a.example", "Team"],
        ["Write to ok@a.example.", "Com"],
        ["請寫信至 ok@a.example。", "我們使用"],
        ["@acme", "a.example"],
        ["e@evil.example", "x"],
        ["Look at", "a.example"],
        ["020", "7946", "0958"],
        ["C++", "5", "10"],
        ["and/", "or"],
        ["e@", LONG, "evil.example"],
        ["e@", CHINESE, "evil.example"],
        [f"{CHINESE}請寫信至 ok@a.example。", "我們使用"],
    ],
)
def test_other_parts_are_no_contact(parts: list[str]) -> None:
    assert divided_contacts(BORDER.join(parts), {"ok@a.example", "@acme"}) == []
