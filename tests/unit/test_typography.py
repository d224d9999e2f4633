from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.corpus.plain_text import plain
from policysite.messages import messages_in
from policysite.site.typography import apply_typography


def typeset(html: str, language: str = "ru") -> str:
    root = ElementTree.fromstring(html)  # noqa: S314  (written here)
    apply_typography(root, language, messages_in(language).lexicon["no_break_after"])
    return ElementTree.tostring(root, encoding="unicode").replace("\xa0", "~").replace("\xad", "|")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>в любой момент</p>", "<p>в~любой момент</p>"),
        ("<p>В ToolLender и не в CRM</p>", "<p>В~ToolLender и~не~в~CRM</p>"),
        ("<p>поддержку — мы</p>", "<p>поддержку~— мы</p>"),
        ("<p>момент в</p>", "<p>момент в</p>"),
        ("<p>ров на</p>", "<p>ров на</p>"),
        ("<p>только в <b>CRM</b> и там</p>", "<p>только в~<b>CRM</b> и~там</p>"),
        ("<p>только в\nCRM</p>", "<p>только в~CRM</p>"),
        ("<p>CRM в <b>a</b> и <b>b</b></p>", "<p>CRM в~<b>a</b> и~<b>b</b></p>"),
        ("<li>только в <ul><li>CRM</li></ul></li>", "<li>только в <ul><li>CRM</li></ul></li>"),
        (
            "<p><code>в любой</code> и <a href='в любой'>в CRM</a></p>",
            '<p><code>в любой</code> и~<a href="в любой">в~CRM</a></p>',
        ),
        ("<pre>в любой</pre>", "<pre>в любой</pre>"),
        ("<h2>конфиденциальности</h2>", "<h2>кон|фи|ден|ци|аль|но|сти</h2>"),
        ("<h2><a>конфиденциальности</a></h2>", "<h2><a>кон|фи|ден|ци|аль|но|сти</a></h2>"),
        ("<p>конфиденциальности</p>", "<p>конфиденциальности</p>"),
        ("<h2>приватности</h2>", "<h2>приватности</h2>"),
    ],
)
def test_short_words_are_bound_and_long_words_in_headings_can_break(html: str, expected: str) -> None:
    assert typeset(html) == expected


def test_each_language_has_its_own_short_words() -> None:
    assert typeset("<p>to a user в CRM</p>", "en") == "<p>to~a~user в CRM</p>"


def test_a_language_without_a_dictionary_keeps_its_words_whole() -> None:
    root = ElementTree.fromstring("<h2>conficonficonficonfi</h2>")  # noqa: S314
    apply_typography(root, "tlh", [])
    assert root.text == "conficonficonficonfi"


def test_a_language_without_bound_words_gets_no_break_before_dashes_only() -> None:
    root = ElementTree.fromstring("<p>One, two — three</p>")  # noqa: S314
    apply_typography(root, "tlh", [])
    assert root.text == "One, two\xa0— three"


@given(st.text(st.sampled_from("в на и конфиденциальности — - a-b,. "), max_size=60), st.sampled_from(["p", "h1"]))
def test_the_text_itself_never_changes(text: str, tag: str) -> None:
    root = ElementTree.Element(tag)
    root.text = text
    apply_typography(root, "ru", messages_in("ru").lexicon["no_break_after"])
    assert plain(root.text or "") == plain(text)
