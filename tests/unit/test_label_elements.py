"""Texts made from labels: their parts, and the languages that they are marked with."""

from __future__ import annotations

import datetime
from xml.etree.ElementTree import Element, tostring

import pytest
from policysite.languages.label_elements import enumeration, link, note, span
from policysite.languages.labels import labels_of, language_attributes
from policysite.output_check.elements import MISPLACED
from selectolax.lexbor import LexborHTMLParser


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["Rights"], "Rights"),
        (["Rights", "Requests", "Partners"], "Rights, Requests, Partners"),
        (["Who sees it?", "Rights", "Ask us!", "Storage"], "Who sees it? Rights, Ask us! Storage"),
        (["Rights", "Who sees it?"], "Rights, Who sees it?"),
        (["1 марта 2026 г.", "Права"], "1 марта 2026 г., Права"),
        (["من يراها؟", "誰が見ますか？", "“Why?”", "Rights"], "من يراها؟ 誰が見ますか？ “Why?”, Rights"),
    ],
)
def test_titles_are_separated_by_a_comma_unless_they_end_with_a_mark(titles: list[str], expected: str) -> None:
    assert "".join(enumeration((link(title, "#") for title in titles), ", ").itertext()) == expected


def html(element: Element) -> str:
    return tostring(element, "unicode", "html")


def test_a_foreign_label_is_marked_and_in_it_what_is_in_the_language_of_the_page() -> None:
    labels = labels_of("fa")
    english = '<bdi lang="en" dir="ltr">'
    text = html(note("based-on", labels["based_on"], clauses=link(labels["feed"], "feed.xml"))).replace("\u2066", "")
    assert text.replace("\u2069", "").strip() == (
        f'<p class="based-on">{english}Based on: '
        f'<a href="feed.xml" lang="fa">{english}Subscribe to new versions</bdi></a></bdi></p>'
    )
    assert html(span(labels_of("is")["history_clause"], title="Réttindi")) == (
        f'<span>{english}“<bdi lang="is">Réttindi</bdi>”</bdi></span>'
    )


def test_a_label_in_the_language_of_the_page_is_not_marked() -> None:
    assert html(span(labels_of("de")["in_effect"], first="1. Mai")) == "<span>Gültig ab 1. Mai</span>"


def test_a_label_with_words_of_the_page_in_it_is_in_no_language() -> None:
    labels = labels_of("is")
    named = labels["numbered_version"].format(version="1.0")
    mixed = labels["version_title"].format(title="Stefna", version="1.0")
    assert (language_attributes(named), language_attributes(mixed)) == ({"lang": "en"}, {})
    dated = labels["in_effect"].format(first=labels.date(datetime.date(2026, 5, 1)))
    assert language_attributes(dated) == {}


@pytest.mark.parametrize("language", ["en", "mt"])
def test_a_link_in_a_label_is_where_the_output_check_expects_it(language: str) -> None:
    version = link("1.1", "history/", **{"class": "wording__link"})
    text = html(note("wording", labels_of(language)["wording"], date="May 1", version=version))
    assert LexborHTMLParser(text).css(MISPLACED) == []
    assert LexborHTMLParser(text.replace('class="wording"', "")).css(MISPLACED) != []
