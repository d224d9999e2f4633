"""The Russian pages say what the source text says, word for word, and nothing else."""

from __future__ import annotations

import re

import pytest

from tests.project import Site, text_of

# Where the FAQ begins in the source, and where the section begins that both pages close with.
FAQ = "FAQ"
CLOSING = "Подробнее о политике конфиденциальности BotBlocker"


@pytest.fixture(scope="module")
def source(source_text: str) -> list[str]:
    return [line.removeprefix("- ").strip() for line in source_text.splitlines()]


def said(site: Site, name: str) -> list[str]:
    """Every heading, paragraph and list item of a Russian page in its order, the notes of the plugin apart."""
    article = site.html("ru", name).css_first("article")
    for note in article.css(".edition, .translated, .based-on, .clause a"):
        note.decompose()
    blocks = article.css("h1, h2, h3, h4, h5, h6, p, li, td, th, dt, dd, pre, blockquote")
    return [text_of(block) for block in blocks]


def sentences(blocks: list[str]) -> list[str]:
    return [sentence for block in blocks for sentence in re.split(r"(?<=[.!?])\s+", block)]


def up_to_closing(blocks: list[str]) -> list[str]:
    return blocks[: blocks.index(CLOSING)]


def test_the_policy_is_the_source_sentence_by_sentence(site: Site, source: list[str]) -> None:
    title, *blocks = up_to_closing(said(site, "privacy"))
    assert title == "Политика конфиденциальности BotBlocker"
    assert sentences(blocks) == sentences(source[: source.index(FAQ)])


def test_the_faq_is_the_source_sentence_by_sentence(site: Site, source: list[str]) -> None:
    blocks = up_to_closing(said(site, "faq"))
    assert sentences(blocks) == sentences(source[source.index(FAQ) : source.index(CLOSING)])


@pytest.mark.parametrize("name", ["privacy", "faq"])
def test_the_closing_section_has_the_headings_of_the_source(site: Site, source: list[str], name: str) -> None:
    headings = [text_of(heading) for heading in site.html("ru", name).css("article :is(h2, h3)")]
    closing = source[source.index(CLOSING) :]
    assert headings[-len(closing) :] == closing
