"""Relative addresses on a page name files, in the same way for every check and for the site."""

from __future__ import annotations

import pytest
from policysite.corpus import Corpus, Document, FrontMatter, Page
from policysite.corpus.relative_links import file_named, is_relative, target

TERMS = Page("docs/en/terms.md", "en", "terms", FrontMatter("Terms", "Terms"), ())
PAGE = Page("docs/en/privacy.md", "en", "privacy", FrontMatter("Policy", "Policy", "1.1"), ())
COPY = Page("docs/en/privacy/1.0.md", "en", "privacy/1.0", FrontMatter("Policy", "Policy", "1.0"), ())
CORPUS = Corpus(("en",), {page.name: Document(page.name, {"en": page}) for page in (PAGE, TERMS)})


@pytest.mark.parametrize("page", [PAGE, COPY])
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("terms.md", "en/terms.md"),
        ("./terms.md?a=1#b", "en/terms.md"),
        ("t%65rms.md", "en/terms.md"),
        ("../assets/a.svg", "assets/a.svg"),
        ("%2e%2e/ru/terms.md", "ru/terms.md"),
        ("../../README.md", "../README.md"),
        ("..", "."),
        ("1:2", "en/1:2"),
        *((address, None) for address in ("", "#a", "?a", "/terms.md", "//a.example", "mailto:a@b.example", "\\a")),
    ],
)
def test_a_relative_address_names_a_file(page: Page, address: str, expected: str | None) -> None:
    file = file_named(address, page)
    assert (None if file is None else str(file)) == expected
    assert file is None or is_relative(address)


@pytest.mark.parametrize(
    ("address", "page"), [("terms.md?a=1", TERMS), ("#a", PAGE), ("?a=1", PAGE), ("privacy.md", PAGE), ("a.svg", None)]
)
def test_a_relative_address_leads_to_a_page_or_a_file(address: str, page: Page | None) -> None:
    found = target(address, PAGE, CORPUS)
    assert found is not None
    assert found.page is page


@pytest.mark.parametrize("address", ["faq.md", "/terms.md", "https://policy.example/", "mailto:a@b.example"])
def test_a_missing_page_is_no_target_nor_are_other_addresses(address: str) -> None:
    assert target(address, PAGE, CORPUS) is None
