"""Texts that use the supported Markdown extensions: blocks, positions, digests, suppressions, findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite import corpus
from policysite.config.supported_extensions import SUPPORTED
from policysite.corpus import Page
from policysite.lint.runner import check
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import Example

from tests.example_site import TODAY, approve, lines_above, settings, write
from tests.rules import findings_of, places

EXTENSIONS = [
    {name: {option: known.example for option, known in options.items() if known.required}}
    for name, options in SUPPORTED.items()
]
HEADINGS = "# А { #a }\n\n## Б { #b }\n\n"
# Blocks as (line, kind, containers, text), lines counted from the first of the text.
BLOCKS = {
    "| a | b |\n|---|---|\n| c | d |": [(1, "row", "table/thead", "a | b"), (3, "row", "table/tbody", "c | d")],
    "A\n:   b\n\nC\n\n:   d": [
        (1, "paragraph", "dl/dt", "A"),
        (2, "paragraph", "dl/dd", "b"),
        (4, "paragraph", "dl/dt", "C"),
        (6, "paragraph", "dl/dd", "d"),
    ],
    '!!! note "A"\n\n    b': [(1, "paragraph", "div", "A"), (3, "paragraph", "div", "b")],
    "!!! note\n    b": [(2, "paragraph", "div", "b")],
    '!!! note "Note"\n    b': [(2, "paragraph", "div", "b")],
    '!!! note ""\n    b': [(2, "paragraph", "div", "b")],
    '??? note "A"\n\n    b': [(1, "paragraph", "details/summary", "A"), (3, "paragraph", "details", "b")],
    '???+ "A"\n    b': [(1, "paragraph", "details/summary", "A"), (2, "paragraph", "details", "b")],
    "??? tip\n\n    b": [(3, "paragraph", "details", "b")],
    '- !!! note "A"\n\n        b': [
        (1, "item", "ul", ""),
        (1, "paragraph", "ul/li/div", "A"),
        (3, "paragraph", "ul/li/div", "b"),
    ],
    '=== "A"\n\n    b\n\n=== "C"\n\n    d': [
        (1, "paragraph", "div/label", "A"),
        (3, "paragraph", "div/div", "b"),
        (5, "paragraph", "div/label", "C"),
        (7, "paragraph", "div/div", "d"),
    ],
    "- [x] a\n- [ ] b\n\n    c": [(1, "item", "ul", "a"), (2, "item", "ul", "b"), (4, "paragraph", "ul/li", "c")],
    "*[AB]: long\n\nAB, AB": [(3, "paragraph", "", "AB, AB")],
    "a[^1].\n\n[^1]: b\n\n    c": [
        (1, "paragraph", "", "a."),
        (3, "footnote", "", "b"),
        (5, "paragraph", "footnote", "c"),
    ],
    "a[^1]\n\n- b\n- [^1]: c": [
        (1, "paragraph", "", "a"),
        (3, "item", "ul", "b"),
        (3, "item", "ul", ""),
        (4, "footnote", "", "c"),
    ],
    "[^1]: b\n\na[^1] c[^1].": [(3, "paragraph", "", "a c."), (1, "footnote", "", "b")],
    "a[^1]\n\n[^1]:\n    - b\n    - c": [
        (1, "paragraph", "", "a"),
        (4, "footnote", "", ""),
        (4, "item", "footnote/ul", "b"),
        (5, "item", "footnote/ul", "c"),
    ],
    "a[^1]\n\n[^1]: **b**\n\n    ```\n    c\n    ```": [
        (1, "paragraph", "", "a"),
        (3, "footnote", "", "b"),
        (5, "code", "footnote", "c"),
    ],
    "a[^1]\n\n[^1]: b[^2]\n[^2]: c[^1]": [
        (1, "paragraph", "", "a"),
        (3, "footnote", "", "b"),
        (4, "footnote", "", "c"),
    ],
}


def page(folder: Path, text: str) -> Page:
    """Return a page in a site with all supported extensions."""
    example = Example({"ru": text, "en": text}, extensions=EXTENSIONS)
    write(example.texts, example, folder)
    read, findings = corpus.read(settings(folder))
    assert findings == []
    return read.documents["privacy"].pages["ru"]


@pytest.mark.parametrize("text", BLOCKS)
def test_blocks_have_their_text_and_their_lines(text: str, tmp_path: Path) -> None:
    above = lines_above("privacy", HEADINGS + text) + HEADINGS.count("\n")
    found = page(tmp_path, HEADINGS + text).clause("b").blocks
    assert [(each.line - above, each.kind, "/".join(each.inside), each.text) for each in found] == BLOCKS[text]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("а[^term].\n\n[^term]: б", True),
        ("[^1]: б\n\nа[^1].", True),
        ("а[^2].\n\n[^1]: в\n[^2]: б\n\n## Г { #c }\n\nд[^1]", True),
        ("а[^1].\n\n[^1]: в", False),
        ("а.[^1]\n\n[^1]: б", False),
        ("а.\n\nб", False),
        ("а[^1][^2].\n\n[^1]: б\n[^2]: б", False),
    ],
)
def test_a_footnote_is_part_of_the_digest_of_the_clause_that_refers_to_it(
    text: str, same: bool, tmp_path: Path
) -> None:
    digests = [
        page(tmp_path / str(number), HEADINGS + each).clause("b").digest
        for number, each in enumerate(("а[^1].\n\n[^1]: б", text))
    ]
    assert (digests[0] == digests[1]) == same


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("*[АБ]: один\n\nАБ", "*[АБ]: другой\n\nАБ"),
        ("А\n:   б", "А\n\nб"),
        ("а[^1] б[^2]\n\n[^1]: в\n[^2]: г", "а[^2] б[^1]\n\n[^1]: в\n[^2]: г"),
        ("а[^1]б[^2]\n\n[^1]: в\n\n    г\n[^2]: д", "а[^1]б[^2]\n\n[^1]: в\n[^2]: г\n\n    д"),
        ('!!! note "А"\n\n    б', '!!! note "Б"\n\n    б'),
        ("!!! note\n\n    б", "!!! warning\n\n    б"),
        ("- [x] а", "- [ ] а"),
        ('=== "А"\n\n    б\n\n=== "В"\n\n    г', '=== "А"\n\n    б\n\n===! "В"\n\n    г'),
        ("а[^1]\n\n[^1]: б [](#b){ .footnote-backref } в", "а[^1]\n\n[^1]: б [](#b){ .footnote-backref } г"),
    ],
)
def test_texts_that_say_something_else_have_other_digests(text: str, other: str, tmp_path: Path) -> None:
    assert len({page(tmp_path, HEADINGS + each).clause("b").digest for each in (text, other)}) == 2


def test_what_stands_above_a_clause_does_not_change_its_digest(tmp_path: Path) -> None:
    text = '- [x] а\n\n=== "А"\n\n    б[^2]\n\n[^2]: в'
    above = '=== "Г"\n\n    д[^1]\n\n[^1]: е\n\n- [X] ж'
    clauses = [page(tmp_path, f"# А {{ #a }}\n\n{each}\n\n## Б {{ #b }}\n\n{text}").clause("b") for each in ("", above)]
    assert clauses[0].digest == clauses[1].digest


def test_a_line_of_a_footnote_belongs_to_the_first_clause_that_refers_to_it(tmp_path: Path) -> None:
    text = "а[^1]\n\n## В { #c }\n\nг[^1]\n\n[^1]: д\n\n    е\n\n    ж\n\nз"
    found = page(tmp_path, HEADINGS + text)
    above = lines_above("privacy", HEADINGS + text) + HEADINGS.count("\n")
    clauses = [found.clause_at(above + line) for line in (1, 5, 7, 9, 11, 13)]
    assert [clause.id for clause in clauses if clause] == ["b", "c", "b", "b", "b", "c"]


@pytest.mark.parametrize(
    "text",
    [
        "Мы храним - письма.[^1]\n\n[^1]: Закон.",
        "Закон[^1].\n\n[^1]: Мы храним - письма.",
        "А\n:   Мы храним - письма.",
        '!!! note "Письма"\n\n    Мы храним - письма.',
        '??? note "Письма"\n\n    Мы храним - письма.',
        '=== "Письма"\n\n    Мы храним - письма.',
        "- [x] Мы храним - письма.",
        "| Письма |\n| --- |\n| Мы храним - письма |",
    ],
)
def test_a_finding_is_at_its_place_once(text: str) -> None:
    lines = text.split("\n")
    (line,) = (number for number, each in enumerate(lines, start=1) if " - " in each)
    found = findings_of("dash-wrong", text, extensions=EXTENSIONS)
    assert places(found) == [(line, lines[line - 1].index(" - ") + 2)]


@pytest.mark.parametrize(
    "text",
    [
        "Закон[^1].\n\n[^1]: Мы храним - письма.\n\n    {comment}",
        "Закон[^1].\n\n{comment}\n\n## В { #c }\n\nЗакон.\n\n[^1]: Мы храним - письма.",
        "А\n:   Мы храним - письма.\n\n    {comment}",
        '!!! note "Письма"\n\n    {comment}\n\n    Мы храним - письма.',
        '??? note "Письма"\n\n    Мы храним - письма.\n\n    {comment}',
        '=== "Письма"\n\n    {comment}\n\n    Мы храним - письма.',
        "- [x] Мы храним - письма. {comment}",
    ],
)
def test_a_comment_suppresses_findings_of_its_clause(text: str, tmp_path: Path) -> None:
    text = HEADINGS + text.replace("{comment}", "<!-- policy allow dash-wrong: так в законе -->")
    example = Example({"ru": text, "en": text}, extensions=EXTENSIONS)
    write(example.texts, example, tmp_path)
    site = settings(tmp_path)
    approve(site)
    found = [each.rule for each in check(site, TODAY, RULES).findings if each.path == "docs/ru/privacy.md"]
    assert not {"dash-wrong", "suppression-unused"} & set(found)
    assert "dash-wrong" in [each.rule for each in findings_of("dash-wrong", text, extensions=EXTENSIONS)]


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("box-type-unknown", '!!! note md-skip ""\n\n    а', [(1, 1)]),
        ("box-type-unknown", "> - а\n>\n>     !!! hidden\n>\n>         б", [(3, 7)]),
        ("box-type-unknown", '??? md-skip "Заголовок"\n    а', [(1, 1)]),
        ("box-type-unknown", "!!! tabbed-set\n    а\n\n!!! footnote\n    б", [(1, 1), (4, 1)]),
        ("box-type-unknown", '??? "Заголовок"\n    а\n\n!!! Warning\n    б\n\n=== "В"\n\n    г', []),
        ("box-empty", "!!! note\n\nа", [(1, 1)]),
        ("box-empty", '=== "А"\n=== "Б"\n\n    в', [(1, 1)]),
        ("box-empty", '> ??? note "А"\n>   б', [(1, 3)]),
        ("box-empty", "а\n\n!!! note", [(3, 1)]),
        ("box-empty", "```\n!!! note\n```\n\n    !!! note\n\n- а\n\n    !!! note\n        б", []),
        ("attribute-unexpected", "а[^1]{ .b }\n\n[^1]: в\n\n- [x] г", [(1, 8)]),
        ("attribute-unexpected", "а[^1]{ hidden }\n\n[^1]: в", [(1, 8)]),
        ("attribute-unexpected", "а[^1]\n\n[^1]: б [](#b){ .footnote-backref } в", [(3, 17)]),
        ("attribute-unexpected", '!!! note ""\n    Note\n    { .admonition-title }', [(3, 7)]),
        ("attribute-unexpected", "- а\n{ .task-list-item }", [(2, 3)]),
        ("attribute-unexpected", "а\n{ data-tabs=1:1 }", [(2, 3)]),
        ("attribute-unexpected", "а\n{ class }\n\n> б\n> { class= }", [(2, 3), (5, 5)]),
        (
            "attribute-unexpected",
            "а\n{ data-policysite-line=б }\n\n- б\n{ data-policysite-marker=1. }",
            [(2, 3), (5, 3)],
        ),
        ("attribute-unexpected", '- [ ] а\n\n*[Б]: в\n\nБ[^1]\n\n[^1]: в\n\n### Г { #g }\n\n??? note "А"\n    д', []),
        ("alphabets-mixed", "*[Б]: в пиcьме\n\nБ, Б", [(1, 11)]),
        ("link-target-missing", "а[^1]\n\n[^1]: см. [б](#no)\n\n!!! note\n\n    [в](#no-more)", [(3, 15), (7, 9)]),
        ("lead-in-without-list", "а[^1]:\n\n[^1]: б", [(1, 6)]),
        ("lead-in-without-list", '??? note "Вот как:"\n\n    - а', []),
        ("list-as-text", "а[^1]\n\n[^1]: • б\n    • в", [(3, 7)]),
        ("list-as-text", "а[^1]\n\n[^1]: 1) б\n    2) в", []),
        ("markup-as-text", "- [x] а[^1]\n\n[^1]: б\n\nА\n:   б\n\n*[Б]: в\n\n??? tip\n    Б", []),
        ("markup-as-text", "а[^2]\n\n[^1]: б", []),
        ("footnote-missing", "а[^2]\n\n[^1]: б", [(1, 2)]),
        ("footnote-missing", "а[^1]\n\n[^1] : б", [(3, 1)]),
        ("footnote-as-text", "Почта.¹\n\n[^а]: б", [(1, 7)]),
        ("footnote-as-text", "Почта¹ и адрес².\n\n[^а]: б\n[^б]: в", [(1, 6), (1, 15)]),
        ("footnote-as-text", "Почта.[1]\n\n[^а]: б", [(1, 7)]),
        ("footnote-as-text", "Почта.[а] Имя.(^б)\n\n[^а]: б\n[^б]: в", [(1, 7), (1, 15)]),
        ("footnote-as-text", "Почта[^а], 5 км² и 10².\n\n[^а]: б\n[^б]: в", []),
        ("footnote-as-text", "Почта¹ и адрес².\n\n[^а]: б", []),
        ("footnote-as-text", "А.[^а Имя^б]. (в)(^в\n\n[^а]: б\n[^б]: в\n[^в]: г", [(1, 3), (1, 10), (1, 18)]),
        ("footnote-as-text", "Имя[а, ^аб.\n\n[^а]: б", []),
        ("footnote-missing", "а[^ab]\n\n[^ab: б", [(3, 1)]),
        ("footnote-missing", "а[^ab]\n\n^ab]: б", [(3, 1)]),
        ("footnote-missing", "а[^1]\n\n[^1]; б", [(3, 1)]),
        ("footnote-missing", "а[^1]\n\n[^1]：б", [(3, 1)]),
        ("footnote-missing", "а[^1]\n\n[^1] б", [(3, 1)]),
        ("footnote-missing", "а[^1]\n\n^[1]: б", [(3, 1)]),
        ("footnote-missing", "а[^1]\n\n[^1] б\n\n[^1]: в", []),
        ("markup-as-text", "А\n; б\n\nА\n：   б", [(2, 1), (5, 1)]),
        ("markup-as-text", "*[Б]; в\n\n*[Б] в\n\n*[Б]:", [(1, 1), (3, 1), (5, 1)]),
        ("markup-as-text", "*[Б] : в\n\nБ", []),
        ("footnote-missing", "а[^1], `[^2]`\n\n[^1]: б", []),
    ],
)
def test_what_is_wrong_in_them_is_found(rule: str, text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of(rule, text, extensions=EXTENSIONS)) == expected


def test_a_footnote_is_found_by_searching_for_its_clause(tmp_path: Path) -> None:
    text = 'а[^1]\n\n??? note "б"\n    в\n\n[^1]: [г](#a)\n\n    - д'
    assert page(tmp_path, HEADINGS + text).clause("b").text == "а б в г д"


def test_a_footnote_that_one_language_lacks_is_found() -> None:
    texts = {"ru": "а[^1] б[^2]\n\n[^1]: в\n[^2]: г", "en": "a[^1] b\n\n[^1]: c"}
    (found,) = findings_of("footnotes-differ", texts, extensions=EXTENSIONS)
    assert (found.path, found.params["here"], found.params["there"]) == ("docs/en/privacy.md", "1", "2")


def test_the_checks_of_footnotes_name_the_line(tmp_path: Path) -> None:
    text = "а[^1]\n\n[^1]: б\n[^1]: в\n[^2]: г\n[^3]:\n\nд[^3] [^A] [^a]\n\n[^A]: е\n[^a]: ж"
    example = Example({"ru": HEADINGS + text, "en": HEADINGS + text}, extensions=EXTENSIONS)
    write(example.texts, example, tmp_path)
    _, found = corpus.read(settings(tmp_path))
    above = lines_above("privacy", HEADINGS + text) + HEADINGS.count("\n")
    assert [
        (each.line - above, each.rule, each.params["label"])
        for each in sorted(found)
        if each.path == "docs/ru/privacy.md"
    ] == [
        (4, "footnote-repeated", "1"),
        (5, "footnote-unused", "2"),
        (6, "footnote-empty", "3"),
        (11, "footnote-repeated", "a"),
    ]


@pytest.mark.parametrize(
    ("rule", "text", "right"),
    [
        ("box-as-quotation", "> [!NOTE]\n> Текст.\n\nДа.", "!!! note\n    Текст.\n\nДа."),
        ("box-as-quotation", "> [!Important]- Важно\n> Да.\n>\n> - а", '!!! tip "Важно"\n    Да.\n\n    - а'),
        ("box-type-unknown", '!!! notes "А"\n    б', '!!! note "А"\n    б'),
        ("box-type-unknown", '??? Caution "А"\n    б', '??? warning "А"\n    б'),
    ],
)
def test_the_box_that_is_meant_is_advised(rule: str, text: str, right: str) -> None:
    (found,) = findings_of(rule, text, extensions=EXTENSIONS)
    above = next(iter(found.advised)) - found.line
    lines = [found.advised.get(number + above, line) for number, line in enumerate(text.split("\n"), start=1)]
    assert "\n".join(line for line in lines if line is not None) == right
    assert findings_of(rule, right, extensions=EXTENSIONS) == []


def test_no_box_is_advised_where_none_is_meant() -> None:
    (found,) = findings_of("box-type-unknown", "!!! aside\n    а", extensions=EXTENSIONS)
    assert found.params["example"] == ""


def test_no_box_is_advised_in_a_site_without_boxes() -> None:
    (found,) = findings_of("markup-as-text", "> [!NOTE]\n> а")
    assert (found.params["example"], found.advised) == ("", {})


BOX, COPY = '!!! note "А"\n    Б.', '---\nversion: "1.0"\n---\n\n# П {{ #privacy }}\n\n## П {{ #clause }}\n\n{}\n'


@pytest.mark.parametrize(
    ("ru", "en", "place", "example"),
    [
        (BOX, "!!! note\n    B.", "docs/en/privacy.md:1", '!!! note "Former"'),
        (BOX, "B.", "docs/en/privacy.md:1", '!!! note "Former"\n    B.'),
        (f"- В\n\n{BOX}", "- C\n\n    B.", "docs/en/privacy.md:3", '!!! note "Former"\n    B.'),
        ("Б.", BOX, "docs/ru/privacy.md:1", ""),
        (f"{BOX}\n\n{BOX}", f"{BOX}\n\nB.", "docs/en/privacy.md:4", ""),
    ],
)
def test_a_box_of_one_language_is_found_where_it_is_missing(ru: str, en: str, place: str, example: str) -> None:
    files = {"docs/en/privacy/1.0.md": COPY.format(BOX.replace("А", "Former"))}
    texts = {"ru": ru, "en": en}
    (found,) = findings_of("box-differs", texts, extensions=EXTENSIONS, files=files)
    assert (f"{found.path}:{found.line}", found.params["example"]) == (place, example)
    assert findings_of("paragraphs-differ", texts, extensions=EXTENSIONS) == []


@pytest.mark.parametrize("en", [BOX, BOX.replace("note", "tip"), f"{BOX}\n\nC."])
def test_boxes_of_both_languages_are_alike(en: str) -> None:
    assert findings_of("box-differs", {"ru": BOX, "en": en}, extensions=EXTENSIONS) == []
