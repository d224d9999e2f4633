"""The addresses that are printed after links."""

from __future__ import annotations

import markdown
import pytest
from policysite.site.printed_urls import add_printed_urls, printed_url

HERE = "https://policy.example/legal/faq/"


@pytest.mark.parametrize(
    ("text", "href", "expected"),
    [
        ("the policy", "../privacy/#rights", "https://policy.example/legal/privacy/#rights"),
        ("the law", "https://law.example/a?b=c", "https://law.example/a?b=c"),
        ("https://law.example/a", "https://law.example/a", ""),
        ("law.example", "https://www.law.example/", ""),
        ("the site law.example/a", "https://law.example/a", ""),
        ("law.example", "https://law.example/a", "https://law.example/a"),
        ("закон.example/й", "https://закон.example/%D0%B9", ""),
        ("закон.рф", "https://xn--80ankme.xn--p1ai/", ""),
        ("закон", "https://xn--80ankme.xn--p1ai/%D0%B9", "https://закон.рф/й"),
        ("law.\u00adexample", "http://law.example", ""),
        ("us", "mailto:privacy@a.example", "privacy@a.example"),
        ("privacy@a.example", "mailto:privacy@a.example?subject=Data", ""),
        ("Write to Privacy@A.example", "mailto:privacy@a.example", ""),
        ("info@a.example", "mailto:privacy@a.example", "privacy@a.example"),
        ("+7 (495) 123-45-67", "tel:+74951234567", ""),
        ("call us", "tel:+74951234567", "+74951234567"),
        ("2026", "https://a.example/2026", "https://a.example/2026"),
        ("below", "#rights", ""),
        ("here", "./#rights", ""),
        ("", "https://a.example/", "https://a.example/"),
    ],
)
def test_an_address_is_printed_once(text: str, href: str, expected: str) -> None:
    assert printed_url(text, href, HERE) == expected


def test_addresses_that_the_parser_has_encoded_are_read() -> None:
    parser = markdown.Markdown()
    root = parser.parser.parseDocument(["<privacy@a.example> and [us](mailto:privacy@a.example?a=b&amp;c=d)"]).getroot()
    parser.treeprocessors["inline"].run(root)
    add_printed_urls(root, HERE)
    assert [link.get("data-url") for link in root.iter("a")] == [None, "privacy@a.example"]
