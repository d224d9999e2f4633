from __future__ import annotations

import pytest
from policysite.corpus.parser import Parser
from policysite.corpus.plain_text import plain, plain_text

from tests.example_site import EXTENSIONS


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("One&nbsp;two\nthree.\n\nFour **five** `six`:", "One two three. Four five six:"),
        ("Con\u00adfi\u00adden\u00adtial", "Confidential"),
        ("- one\n- two\n\n    more of two\n\n- three", "one two more of two three"),
        ("| A | B |\n|---|---|\n| 1 | 2 |", "A B 1 2"),
        ("```\ncode  here\n```", "code here"),
        ("> A quotation.\n\n---\n\nAfter.", "A quotation. After."),
        ("![An image](a.png) and text", "and text"),
        ("<!-- policy allow dash-wrong: as it was -->\n\nText", "Text"),
        ("- [Terms](terms.md)\n- [Terms](terms.md), since 2020", ""),
        ("- **[Terms](terms.md)**\n- see the [terms](terms.md)", "see the terms"),
        ("[Terms](terms.md) in a paragraph", "Terms in a paragraph"),
        ("- [Terms](terms.md)\n\n    - nested\n\n        deeper\n\n- next", "next"),
        ("- first\n\n    - [Terms](terms.md)\n    - nested\n- next", "first nested next"),
        ("- ![An image](a.png) of it", "of it"),
        ("", ""),
    ],
)
def test_the_text_under_a_heading_is_plain_and_without_items_that_begin_with_a_link(
    markdown: str, expected: str
) -> None:
    (clause,) = Parser(EXTENSIONS, {}).parse(f"# Heading {{ #id }}\n\n{markdown}").clauses
    assert plain_text(clause.blocks) == expected


def test_white_space_is_collapsed_and_soft_hyphens_are_left_out() -> None:
    assert plain(" con\u00adfiden  in\u00a0a CRM\n") == "confiden in a CRM"
