"""Contacts of which one part is in a short text, and the rest in another one beside it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policysite.contacts.beside import BesideContact, contacts_beside, half_contacts_in

LISTED = frozenset({"privacy@policy.example", "74950000000", "@acme"})


def _each(texts: list[str]) -> list[tuple[str]]:
    return [(text,) for text in texts]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Write to evil@", "evil.example"),
        ("evil @ evil", ".example"),
        ("evil (at) evil", "(dot) example"),
        ("Write to t.me/", "evil_bot"),
        ("t.me", "/evil_bot"),
        ("Telegram", "evil_bot"),
        ("Write to privacy@policy.example", ".com"),
        ("Write to evil @acme", ".example."),
        ("Write to privacy@policy.example-", "evil.example"),
        ("Write to privacy@policy.example-evil", ".com"),
        ("Call +7 999", "000-00-00"),
        ("Call +7 999 000-", "00-00"),
        ("Call +7 999 1", "12-10-20"),
        ("Call (415) 555-", "2026"),
        ("Call +7\u200b 999", "000-00-00 at any time, " + "day or night, " * 10),
        ("x " * 100 + "Call 8 (999)", "000-00-00"),
    ],
)
def test_a_contact_in_two_texts_is_found(first: str, second: str) -> None:
    for texts, others in (([first, "·", second], []), ([first], [second, "·"]), ([second], ["·", first])):
        found = [*contacts_beside(_each(texts), LISTED, _each(others))]
        assert [(each.first, each.second) for each in found] == [(first, second)]


def test_a_number_is_named_by_another_text_around_pages_but_not_by_one_of_a_page() -> None:
    (found,) = contacts_beside([("999 000 00 00",)], LISTED, [("Phone",)])
    assert found.contact == "999 000 00 00"
    assert [*contacts_beside([("123-456-78-90",)], LISTED, [], _each(["Telegram", "We answer by phone."]))] == []


@pytest.mark.parametrize("end", ["Call us", "Звоните нам", "Phone:"])
def test_a_number_is_named_by_the_end_of_a_page_that_is_a_word_for_a_phone(end: str) -> None:
    (found,) = contacts_beside([("765 4321",)], LISTED, [], [("We answer.", end)])
    assert found == BesideContact(end, "765 4321", "765 4321")


@pytest.mark.parametrize("end", ["999 000 00 00", "Company number"])
def test_only_the_first_and_the_last_texts_of_a_passage_are_beside_others(end: str) -> None:
    imprint = ("Phone", "+7 495 000-00-00", "Company number", "12345678", end)
    assert [*contacts_beside([imprint, ("Acme Mobile",), ("Registered office", "London")], LISTED)] == []


def test_the_first_texts_of_a_passage_are_also_read_together() -> None:
    passage = ("000", "00", "00", "Acme", "Write to us")
    (found,) = contacts_beside([passage], LISTED, [("Call +7 999",)])
    assert found == BesideContact("Call +7 999", "000", "+7 999 000 00 00")


def test_a_contact_that_is_whole_in_one_text_does_not_go_on_in_another() -> None:
    assert [*contacts_beside(_each(["Phone: 98765 43210", "22 November 2026"]), LISTED)] == []


def test_two_texts_in_which_none_of_these_is_are_no_contact() -> None:
    assert [*contacts_beside([("a",)], LISTED, _each(["Call +7 999", "000-00-00"]))] == []


@pytest.mark.parametrize(
    "texts",
    [
        ["+7 495 000-00-00", "2026 Acme", "1. Scope", "24/7", "112", "Write"],
        ["Phone", "WhatsApp", "2019–2026 Acme", "12.05.2026", "2026-05-12", "Version 1.0", "495 000-00-00"],
        ["© 2019–2026 Acme, ИНН 7707083893", "ОГРН 1027700132195", "125009, Moscow, 1", "2025", "2024"],
        ["Write to privacy@", "policy.example"],
        ["privacy@policy.example", ".NET", "Team / Acme", "Privacy/", "+", "18+"],
        ["Telegram", "@acme", "https://policy.example/", "Team @ Acme"],
        ["Acme Pty Ltd, ABN 12 345 678 901", "1. Who we are", "2026 Acme", "9:00–18:00, Mon–Fri", "8 rue de la Paix"],
        ["Published on 01.02.2026", "9:00–18:00", "09:00–18:00", "10.00–18.00"],
        ["Phone", "+7 495 000-00-00", "10.00–18.00, Mon–Fri", "7701234567 — ИНН", "100-0001 Tokyo, Chiyoda 1-1"],
        ["Friedrichstraße 123/124", "2026 Acme GmbH", "10115 Berlin", "123 Main St, Suite 5", "12-345-6789 (D-U-N-S)"],
        ["R&D @ Acme", "12345678 · registered in England and Wales"],
        ["Phone", "WhatsApp:", "1.1.26–31.12.26", "9:00–18:00", "2016/679", "(EU) 2016/679", "28.11.2026 12:30"],
        ["Acme (02/2026)", "Revision (02.2026)", "10115 Berlin", "2025 and before", "Canal +", "329211734"],
        [
            "Call us 24/7",
            "Hotline (24/7)",
            "Conference call 2026",
            "Ring us on 9–18",
            "10115 Berlin",
            "12-14 High Street",
        ],
        ["Contact", "Support", "Kontakt", "77-12-012345", "101057844", "2 (11/2026)"],
        ["Meet us at", "Acme.com", "At Acme", "Point 5", "dot Acme", "Email us at"],
    ],
)
def test_other_texts_beside_each_other_are_no_contact(texts: list[str]) -> None:
    assert [*contacts_beside(_each(texts), LISTED)] == []


@pytest.mark.parametrize(
    "text", ["Write to evil@", "evil@evil", "evil@evil.", "evil @", "@", "evil (at) evil (dot)", "evil%40"]
)
def test_half_a_contact_is_found(text: str) -> None:
    assert len([*half_contacts_in(text)]) == 1


@pytest.mark.parametrize(
    "text", ["Team @ Acme", "git@github.com:acme/x.git", "evil@evil.example", "@policy.example", "a", "18+"]
)
def test_other_texts_have_no_half_of_a_contact(text: str) -> None:
    assert [*half_contacts_in(text)] == []


_PARTS = (
    "evil@",
    "evil",
    ".example",
    "(at) evil",
    "t.me/",
    "/evil_bot",
    "Call +7 999",
    "000-00-00",
    "Phone",
    "12",
    "at",
)


@given(st.lists(st.sampled_from(_PARTS), min_size=2, max_size=4, unique=True))
@settings(deadline=None)
def test_the_same_contacts_are_found_in_two_texts_whatever_is_beside_them(texts: list[str]) -> None:
    others = _each(["Home", "Policy 12", "Contact", "©"])
    pairs = [(one, other) for one in texts for other in texts if one != other]
    found = {each.first for pair in pairs for each in contacts_beside(_each([*pair]), LISTED)}
    assert {each.first for each in contacts_beside([*_each(texts), *others], LISTED)} == found
    assert {each.first for each in contacts_beside(_each(texts), LISTED, others)} == found
