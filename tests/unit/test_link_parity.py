from __future__ import annotations

import pytest

from tests.rules import findings_of, places

A, B = "https://a.example/", "https://b.example/"


@pytest.mark.parametrize(
    ("ru", "en", "place", "only_here", "only_there"),
    [
        (f"См. [а]({A}).", f"See [a]({B}).", (1, 6), B, A),
        (f"См. [а]({A}) и [б]({B}).", f"See [a]({A}).", (1, 1), "—", B),
        (f"См. [а]({A}).", f"See [a]({A}) and [a again]({A}).", (1, 34), A, "—"),
        (f"- [а]({A})\n- [б]({B})", f"- [b]({B})\n- [a]({A})", (1, 4), B, A),
        (f"- [а]({A})\n- [б]({B})", f"- [b]({B})", (1, 4), "—", A),
        ("См. [а](index.md#clause).", "See [a](index.md#other).", (1, 6), "index.md#other", "index.md#clause"),
        ("![а](../assets/a.png)", "![a](../assets/b.png)", (1, 1), "../assets/b.png", "../assets/a.png"),
        (f"См. [а]({B}ru/x).", f"See [a]({B}en/y).", (1, 6), f"{B}en/y", f"{B}ru/x"),
        (f"См. [а]({B}x?hl=ru).", f"See [a]({B}y?hl=en).", (1, 6), f"{B}y?hl=en", f"{B}x?hl=ru"),
        (f"См. [а]({B}fr/x).", f"See [a]({B}de/x).", (1, 6), f"{B}de/x", f"{B}fr/x"),
        (
            "См. [а](https://ru.wikipedia.org/wiki/А).",
            "See [a](https://en.wikivoyage.org/wiki/A).",
            (1, 6),
            "https://en.wikivoyage.org/wiki/A",
            "https://ru.wikipedia.org/wiki/А",
        ),
        (f"См. {A}x", f"See {A}y", (1, 5), f"{A}y", f"{A}x"),
        ("| [а](https://a.example/) |\n|---|\n| б |", "| a |\n|---|\n| b |", (1, 3), "—", A),
    ],
)
def test_a_different_link_is_found_and_both_links_are_named(
    ru: str, en: str, place: tuple[int, int], only_here: str, only_there: str
) -> None:
    finding, *_ = findings_of("links-differ", {"ru": ru, "en": en})
    assert (finding.params["only_here"], finding.params["only_there"]) == (only_here, only_there)
    assert places([finding]) == [place]


@pytest.mark.parametrize(
    ("ru", "en"),
    [
        ("[а](#clause)", "[a](privacy.md#clause)"),
        ("[а](./index.md)", "[a](index.md)"),
        ("[а](https://policy.example/legal/privacy/#a)", "[a](https://policy.example/legal/en/privacy/#a)"),
        ("[а](https://Policy.example/legal/privacy/#a)", "[a](https://policy.example:443/legal/en/privacy/#a)"),
        ("[а](https://a.example)", "[a](HTTPS://A.example/)"),
        ("[а](https://пример.рф/%7ea)", "[a](https://xn--e1afmkfd.xn--p1ai:443/~a)"),
        (f"[а]({A}?utm_source=x)", f"[a]({A})"),
        ("![а](../assets/ru/a.png)", "![a](../assets/en/a.png)"),
        ("![а](../assets/a.ru.png)", "![a](../assets/a.en.png)"),
        ("[а](../assets/terms-en.pdf)", "[a](../assets/terms-en.pdf)"),
        (f"См. {A}", f"See [{A}]({A})"),
        ("[а](mailto:a@b.example)", "a@b.example"),
        ("[а](https://ru.wikipedia.org/wiki/Личность)", "[a](https://en.wikipedia.org/wiki/Person)"),
        ("[а](https://en.wikipedia.org/wiki/Person)", "[a](https://en.wikipedia.org/wiki/Person)"),
        ("[а](https://a.example/ru/x)", "[a](https://a.example/en-US/x)"),
        ("[а](https://a.example/x?hl=ru&y=1)", "[a](https://a.example/x?hl=en&y=1)"),
        ("[а](https://a.example/x?lang=ru)", "[a](https://a.example/x)"),
        ("[а](https://ru.a.example/x)", "[a](https://a.example/x)"),
        ("[а](https://ru.a.example/x)", "[a](https://www.a.example/en/x)"),
    ],
)
def test_the_same_target_may_be_written_differently(ru: str, en: str) -> None:
    assert findings_of("links-differ", {"ru": ru, "en": en}) == []


def test_links_in_another_order_are_distinguished_from_other_links() -> None:
    ru, en = f"[а]({A}) и [б]({B})", f"[b]({B}) and [a]({A})"
    assert findings_of("links-differ", {"ru": ru, "en": en}) == []
    assert places(findings_of("order-differs", {"ru": ru, "en": en})) == [(1, 2)]


@pytest.mark.parametrize(
    ("ru", "en", "expected"),
    [
        ("Пишите: a@b.example.", "Write: c@b.example.", [(1, 8)]),
        ("Пишите: [нам](mailto:a@b.example).", "Write: [us](mailto:c@b.example).", [(1, 9)]),
        ("Пишите: [a@b.example](mailto:a@b.example).", "Write: [c@b.example](mailto:a@b.example).", [(1, 9)]),
        ("Пишите: a@b.example.", "Write to us.", [(1, 1)]),
        ("Пишите: [a@b.example](mailto:a@b.example?subject=x).", "Write: A@B.example.", []),
        ("Пишите: [нам](mailto:a@b.example).", "Write: <a@b.example>.", []),
    ],
)
def test_email_addresses_are_compared_in_any_notation(ru: str, en: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of("emails-differ", {"ru": ru, "en": en})) == expected


@pytest.mark.parametrize(
    ("ru", "en", "expected"),
    [
        ("Звоните: +7 495 123-45-67.", "Call: +7 495 123-45-68.", [(1, 7)]),
        ("Звоните: +7 (495) 123-45-67.", "Call: +74951234567.", []),
        ("Звоните: [нам](tel:+74951234567).", "Call: +7 495 123 45 67.", []),
        ("Звоните: 8-800-555-35-35.", "Call: 8 (800) 555-35-35.", []),
        ("Звоните: 8-800-555-35-35.", "Call us.", [(1, 1)]),
        ("Цена: 1 000 000 рублей.", "The price is 1,000,000 rubles.", []),
    ],
)
def test_phone_numbers_are_compared_in_any_grouping(ru: str, en: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of("phone-numbers-differ", {"ru": ru, "en": en})) == expected
    assert findings_of("numbers-differ", {"ru": ru, "en": en}) == []
