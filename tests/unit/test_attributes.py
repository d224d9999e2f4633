"""Attributes in braces: only those that headings, links and images need."""

from __future__ import annotations

import pytest
from policysite.corpus.attributes import WRITTEN
from policysite.lint.rules.attributes import attribute_quotes_wrong, attribute_unexpected, table_alignment_unsupported
from policysite.output_check.elements import MARKDOWN

from tests.rules import findings_of, places


@pytest.mark.parametrize("element", sorted(WRITTEN))
def test_the_build_takes_the_attributes_that_people_may_write(element: str) -> None:
    variants = [variant for variant in MARKDOWN[element] if "class" not in variant.needs]
    assert {name for variant in variants for name in variant.values} == set(WRITTEN[element])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[а](b.md){ onclick=x }", [(1, 12, "onclick")]),
        ("[а](b.md){ target=_blank rel=x }", [(1, 12, "target"), (1, 26, "rel")]),
        ("слово\n[а](b.md){: .big #one style='x' }", [(2, 13, "class"), (2, 18, "id"), (2, 23, "style")]),
        ("![а](b.png){ srcset=c.png width=10 }", [(1, 14, "srcset")]),
        ("![а](b.png){ width=0 height=50% }", [(1, 14, "width=0"), (1, 22, "height=50%")]),
        ("Абзац\nиз двух строк.\n{: onclick=x }", [(3, 4, "onclick")]),
        ("Абзац\n{: #one data-based-on='x' }", [(2, 9, "data-based-on")]),
        ("## Заголовок { #one data-base-on='x' }", [(1, 21, "data-base-on")]),
        ("## Заголовок { #one hiddеn }", [(1, 21, "hiddеn")]),
        ("## Заголовок { #one hidden }", [(1, 21, "hidden")]),
        ("## Заголовок { #one .two }", [(1, 21, "class")]),
        ("- один\n- два\n{: onclick=x }", [(3, 4, "onclick")]),
        ("- один\n\n    ещё\n    {: style=x }", [(4, 8, "style")]),
        ("- один\n    - два [а](b.md){ onclick=x }", [(2, 22, "onclick")]),
        ("> цитата\n> {: .q }", [(2, 6, "class")]),
        ("| а | б |\n|---|---|\n| в { .cell } | г |", [(3, 7, "class")]),
        ("*слово*{ onmouseover=x } и *слово*{ onmouseover=y }", [(1, 10, "onmouseover"), (1, 37, "onmouseover")]),
        ("``` { .python #one onclick=x }\nкод\n```", [(1, 15, "id"), (1, 20, "onclick")]),
        ('```py title="мы продаём" linenums="1"\nкод\n```', [(1, 7, "title"), (1, 26, "linenums")]),
        ("- один\n\n    ~~~ py { .two }\n    код\n    ~~~", [(3, 14, "class")]),
        ("[а](b.md){ href=c.md } и [в](d.md){ title=е }", [(1, 12, "href")]),
        ("![а](b.png){ src=c.png alt=г }", [(1, 14, "src"), (1, 24, "alt")]),
        ("слово\n{ &#104;idden }", [(1, 1, "_wzxhzdk:0_idden")]),
    ],
)
def test_an_unexpected_attribute_is_found_in_its_braces(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert [(hit.line, hit.column, hit.params["name"]) for hit in findings_of(attribute_unexpected, text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "## Заголовок { #one data-based-on='x y' }",
        "[а](https://a.example){ hreflang=en title='б' } (англ.)",
        "![а](b.png){ width=10 height=10 loading=lazy }",
        "Скобки { onclick=x } в тексте и `[а](b){ onclick=x }` в коде.",
        "    {: onclick=x }",
        "``` { .python }\nкод { .x }\n```",
        "```python\nкод\n```\n\n``` py\nкод\n```\n\n```\nкод title=x\n```",
        "3. три\n4. четыре",
        "| а | б |\n|:--|--:|\n| в | г |",
    ],
)
def test_allowed_attributes_and_other_braces_are_not_found(text: str) -> None:
    assert findings_of(attribute_unexpected, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[а](b.md){ hreflang=“en” }", [(1, 12, "hreflang", "en")]),
        ("[а](b.md){ hreflang=«en» }", [(1, 12, "hreflang", "en")]),
        ("![а](b.png){: width=„10“ height=’9’ }", [(1, 15, "width", "10"), (1, 26, "height", "9")]),
        ('[а](b.md){ hreflang="en }', [(1, 12, "hreflang", "en")]),
        ("## Заголовок { #one data-based-on=“clause” }", [(1, 21, "data-based-on", "clause")]),
        ('[а](b.md){ hreflang="en" title="«Б»" } и [в](d.md){ hreflang=en }', []),
        ("`[а](b.md){ hreflang=“en” }`", []),
    ],
)
def test_values_in_quotation_marks_of_a_text_are_found(text: str, expected: list[tuple[int, int, str, str]]) -> None:
    found = findings_of(attribute_quotes_wrong, text)
    assert [(hit.line, hit.column, hit.params["name"], hit.params["value"]) for hit in found] == expected


def test_a_table_alignment_is_not_taken_for_a_style_attribute() -> None:
    assert places(findings_of(attribute_unexpected, "| а |\n|:--|\n| в |\n\n[д](e.md){ style=x }")) == [(5, 12)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| а | б |\n|---|--:|\n| в | г |\n| д | е |", [(2, 8)]),
        ("слово\n\nа | б\n:-: | ---\nв | г", [(4, 1)]),
        ("| а | б |\n|:--|---|\n\n| а | б |\n|---|:--|\n| в | г |", [(2, 2), (5, 6)]),
        ("| а: | б |\n|---|---|\n| :-: | г |", []),
        ("`|:--|`", []),
    ],
)
def test_an_aligned_table_is_found_once(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of(table_alignment_unsupported, text)) == expected


def test_letters_that_look_like_latin_ones_are_found_in_the_name_of_an_attribute() -> None:
    (found,) = findings_of("attribute-letters-foreign", '## Данные { #data data-based-\u043en="storage" }')
    assert found.params["letters"] == "\u043e (U+043E)"
    assert found.params["example"] == '## Данные { #data data-based-on="storage" }'
    assert findings_of(attribute_unexpected, '## Данные { #data data-based-\u043en="storage" }') == []
