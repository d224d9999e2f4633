"""Numbered clauses: which lines become items, with which ids, and what the checks know of them."""

from __future__ import annotations

import datetime
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite import corpus
from policysite.corpus.numbering import NumberedClauses
from policysite.corpus.parser import Parser
from policysite.lint.fix import fix_once
from policysite.lint.runner import check
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import Example

from tests.example_site import EXTENSIONS, settings, write
from tests.rules import digests, findings_of, places

HEADING = "## A { #a }\n\n"
PARSER = Parser(EXTENSIONS, {})
# Blocks as (line, depth, text, id): the line counts from the first of the text, the depth is that of the list.
Blocks = list[tuple[int, int, str, str]]


def blocks(text: str) -> Blocks:
    return [
        (block.line - 2, len([each for each in block.inside if each in ("ol", "ul")]), block.text, block.id)
        for clause in PARSER.parse(HEADING + text).clauses
        for block in clause.blocks
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.1. One.\n1.2. Two.", [(1, 1, "1.1. One.", "a-1-1"), (2, 1, "1.2. Two.", "a-1-2")]),
        ("1.1. One.\n\n1.2. Two.", [(1, 1, "1.1. One.", "a-1-1"), (3, 1, "1.2. Two.", "a-1-2")]),
        (
            "1.1. One.\n\n    a) Two.\n\n        i) Three.\n\n        ii) Four.\n\n    b) Five.\n\nSix.",
            [
                (1, 1, "1.1. One.", "a-1-1"),
                (3, 2, "a) Two.", "a-1-1-a"),
                (5, 3, "i) Three.", "a-1-1-a-i"),
                (7, 3, "ii) Four.", "a-1-1-a-ii"),
                (9, 2, "b) Five.", "a-1-1-b"),
                (11, 0, "Six.", ""),
            ],
        ),
        ("- One.\n\n    a) Two.\n\nb) Three.", [(1, 1, "One.", ""), (3, 1, "a) Two.", ""), (5, 0, "b) Three.", "")]),
        ("1.1 one;\n1.2 two.", [(1, 1, "1.1 one;", "a-1-1"), (2, 1, "1.2 two.", "a-1-2")]),
        ("1.1 One\n1.2 Two", [(1, 1, "1.1 One", "a-1-1"), (2, 1, "1.2 Two", "a-1-2")]),
        (
            "2.1. One\ngoes on.\n2.1.1. Two.\n2.2. Three.",
            [(1, 1, "2.1. One\ngoes on.", "a-2-1"), (3, 2, "2.1.1. Two.", "a-2-1-1"), (4, 1, "2.2. Three.", "a-2-2")],
        ),
        (
            "1. One\n1.1. Two.\n2. Three\n2.1. Four.",
            [
                (1, 1, "1. One", "a-1"),
                (2, 2, "1.1. Two.", "a-1-1"),
                (3, 1, "2. Three", "a-2"),
                (4, 2, "2.1. Four.", "a-2-1"),
            ],
        ),
        (
            "1. One\n\n1.1. Two.\n\n2. Three",
            [(1, 1, "1. One", "a-1"), (3, 2, "1.1. Two.", "a-1-1"), (5, 1, "2. Three", "a-2")],
        ),
        ("**1.1.** One.\n**1.2. Two.** Three.", [(1, 1, "1.1. One.", "a-1-1"), (2, 1, "1.2. Two. Three.", "a-1-2")]),
        ("а) раз;\nб) два.", [(1, 1, "а) раз;", "a-a"), (2, 1, "б) два.", "a-b")]),
        ("(a) one\n\n(b) two", [(1, 1, "(a) one", "a-a"), (3, 1, "(b) two", "a-b")]),
        ("A. One\nB. Two", [(1, 1, "A. One", "a-a"), (2, 1, "B. Two", "a-b")]),
        (
            "i. one\nii. two\niii. three",
            [(1, 1, "i. one", "a-i"), (2, 1, "ii. two", "a-ii"), (3, 1, "iii. three", "a-iii")],
        ),
        ("IX) nine\nX) ten", [(1, 0, "IX) nine\nX) ten", "")]),
        ("1) one\n2) two", [(1, 1, "1) one", "a-1"), (2, 1, "2) two", "a-2")]),
        ("§ 1. One\n§ 2. Two", [(1, 1, "§ 1. One", "a-1"), (2, 1, "§ 2. Two", "a-2")]),
        ("№ 1 Раз\n№ 2 Два", [(1, 1, "№ 1 Раз", "a-1"), (2, 1, "№ 2 Два", "a-2")]),
        ("No. 1 one\nNo. 2 two", [(1, 1, "No. 1 one", "a-1"), (2, 1, "No. 2 two", "a-2")]),
        ("Nr. 1 eins\nNr. 2 zwei", [(1, 1, "Nr. 1 eins", "a-1"), (2, 1, "Nr. 2 zwei", "a-2")]),
        ("n° 1 un\nn° 2 deux", [(1, 1, "n° 1 un", "a-1"), (2, 1, "n° 2 deux", "a-2")]),
        (
            "е) е\nж) ж",
            [(1, 0, "е) е\nж) ж", "")],
        ),
        (
            "а) а\nб) б\nв) в\nг) г\nд) д\nе) е\nж) ж\nи) и\nк) к",
            [
                (n, 1, f"{letter}) {letter}", f"a-{id_}")
                for n, (letter, id_) in enumerate(zip("абвгдежик", "abcdefghi", strict=True), start=1)
            ],
        ),
        (
            "(a) We keep:\n(i) one;\n(ii) two.\n(b) Three.",
            [
                (1, 1, "(a) We keep:", "a-a"),
                (2, 2, "(i) one;", "a-a-i"),
                (3, 2, "(ii) two.", "a-a-ii"),
                (4, 1, "(b) Three.", "a-b"),
            ],
        ),
        (
            "(g) g\n\nText.\n\n" + "\n".join(f"({letter}) {letter}" for letter in "abcdefghij"),
            [(1, 0, "(g) g", ""), (3, 0, "Text.", "")]
            + [(n, 1, f"({letter}) {letter}", f"a-{letter}") for n, letter in enumerate("abcdefghij", start=5)],
        ),
        (
            "1.1. We keep:\n\nа) раз;\n\nб) два.\n\n1.2. We delete.",
            [
                (1, 1, "1.1. We keep:", "a-1-1"),
                (3, 2, "а) раз;", "a-1-1-a"),
                (5, 2, "б) два.", "a-1-1-b"),
                (7, 1, "1.2. We delete.", "a-1-2"),
            ],
        ),
        (
            "1.1. We keep:\n    а) раз;\n        1) два;\n        2) три;\n    б) четыре.",
            [
                (1, 1, "1.1. We keep:", "a-1-1"),
                (2, 2, "а) раз;", "a-1-1-a"),
                (3, 3, "1) два;", "a-1-1-a-1"),
                (4, 3, "2) три;", "a-1-1-a-2"),
                (5, 2, "б) четыре.", "a-1-1-b"),
            ],
        ),
        (
            "1) one:\n    1) two\n    2) three\n2) four",
            [
                (1, 1, "1) one:", "a-1"),
                (2, 2, "1) two", "a-1-1"),
                (3, 2, "2) three", "a-1-2"),
                (4, 1, "2) four", "a-2"),
            ],
        ),
        (
            "1.1. We keep:\n- one;\n- two.\n1.2. Three.",
            [(1, 1, "1.1. We keep:", "a-1-1"), (2, 2, "one;", ""), (3, 2, "two.", ""), (4, 1, "1.2. Three.", "a-1-2")],
        ),
        (
            "1.1. We keep:\n\n- one;\n\n- two.\n\n1.2. Three.",
            [(1, 1, "1.1. We keep:", "a-1-1"), (3, 2, "one;", ""), (5, 2, "two.", ""), (7, 1, "1.2. Three.", "a-1-2")],
        ),
        (
            "1.1. Do this:\n1. one;\n2. two.\n1.2. Three.",
            [(1, 1, "1.1. Do this:", "a-1-1"), (2, 2, "one;", ""), (3, 2, "two.", ""), (4, 1, "1.2. Three.", "a-1-2")],
        ),
        (
            "1.1. One.\n\n    Two.\n\n    | a | b |\n    |---|---|\n    | c | d |\n\n1.2. Three.",
            [
                (1, 1, "1.1. One.", "a-1-1"),
                (3, 1, "Two.", ""),
                (5, 1, "a | b", ""),
                (7, 1, "c | d", ""),
                (9, 1, "1.2. Three.", "a-1-2"),
            ],
        ),
        (
            "1.1. One:\n\nа) раз:\n\n    Two.\n\n    - три\n\n        Four.\n\nб) пять.",
            [
                (1, 1, "1.1. One:", "a-1-1"),
                (3, 2, "а) раз:", "a-1-1-a"),
                (5, 2, "Two.", ""),
                (7, 3, "три", ""),
                (9, 3, "Four.", ""),
                (11, 2, "б) пять.", "a-1-1-b"),
            ],
        ),
        (
            "1.1. One:\n    а) раз;\n\n        Two.\n\n    Three.\n\n1.2. Four.",
            [
                (1, 1, "1.1. One:", "a-1-1"),
                (2, 2, "а) раз;", "a-1-1-a"),
                (4, 2, "Two.", ""),
                (6, 1, "Three.", ""),
                (8, 1, "1.2. Four.", "a-1-2"),
            ],
        ),
        (
            "I. One\n1.1. Two.\nII. Three\n2.1. Four.",
            [
                (1, 1, "I. One", "a-i"),
                (2, 2, "1.1. Two.", "a-1-1"),
                (3, 1, "II. Three", "a-ii"),
                (4, 2, "2.1. Four.", "a-2-1"),
            ],
        ),
        (
            "а) раз;\nб) два.\n\n2.1. Three.",
            [(1, 1, "а) раз;", "a-a"), (2, 1, "б) два.", "a-b"), (4, 1, "2.1. Three.", "a-2-1")],
        ),
        ("> 1.1. One.\n> 1.2. Two.", [(1, 1, "1.1. One.", "a-1-1"), (2, 1, "1.2. Two.", "a-1-2")]),
        (
            "- One:\n\n    а) раз;\n    б) два.",
            [(1, 1, "One:", ""), (3, 2, "а) раз;", "a-a"), (4, 2, "б) два.", "a-b")],
        ),
        ("(a) one\n\nText.\n\n(b) two", [(1, 1, "(a) one", "a-a"), (3, 0, "Text.", ""), (5, 1, "(b) two", "a-b")]),
        (
            "(a) one\n(b) two\n\nText:\n\n(a) three\n(b) four",
            [
                (1, 1, "(a) one", "a-a"),
                (2, 1, "(b) two", "a-b"),
                (4, 0, "Text:", ""),
                (6, 1, "(a) three", "a-a_1"),
                (7, 1, "(b) four", "a-b_1"),
            ],
        ),
        (
            "1.1. One.\n\n<!-- policy allow spelling: why -->\n\n1.2. Two.",
            [(1, 1, "1.1. One.", "a-1-1"), (5, 1, "1.2. Two.", "a-1-2")],
        ),
        ("1.1. One.\n\n```\n1.2. Two.\n```", [(1, 1, "1.1. One.", "a-1-1"), (3, 0, "1.2. Two.", "")]),
        ("1.1. One { #own }\n1.2. Two", [(1, 1, "1.1. One { #own }", "a-1-1"), (2, 1, "1.2. Two", "a-1-2")]),
        ("1.1. a\\*b\n1.2. `c`", [(1, 1, "1.1. a*b", "a-1-1"), (2, 1, "1.2. c", "a-1-2")]),
        ("1. one\n2. two", [(1, 1, "one", ""), (2, 1, "two", "")]),
        ("- 1.1. one\n- 1.2. two", [(1, 1, "1.1. one", ""), (2, 1, "1.2. two", "")]),
        ("1.1. а) раз;\n1.2. б) два.", [(1, 1, "1.1. а) раз;", "a-1-1"), (2, 1, "1.2. б) два.", "a-1-2")]),
        ("1.1\\. One.\n1.2\\. Two.", [(1, 0, "1.1. One.\n1.2. Two.", "")]),
        ("\\(a) one\n\n\\(b) two", [(1, 0, "(a) one", ""), (3, 0, "(b) two", "")]),
        ("(c) 2026 ToolLender", [(1, 0, "(c) 2026 ToolLender", "")]),
        ("(a) one paragraph", [(1, 0, "(a) one paragraph", "")]),
        ("А. Иванов отвечает.", [(1, 0, "А. Иванов отвечает.", "")]),
        ("г. Москва\n\nд. 5", [(1, 0, "г. Москва", ""), (3, 0, "д. 5", "")]),
        ("z. B. so\n\ni. e. so", [(1, 0, "z. B. so", ""), (3, 0, "i. e. so", "")]),
        ("1.1. By section\n5.2. of the law.", [(1, 1, "1.1. By section\n5.2. of the law.", "a-1-1")]),
        (
            "(a) read it, (b) correct it or\n(c) delete it.",
            [(1, 0, "(a) read it, (b) correct it or\n(c) delete it.", "")],
        ),
        ("You may:\n(a) read it", [(1, 0, "You may:\n(a) read it", "")]),
    ],
)
def test_lines_that_begin_with_a_number_become_items_with_ids(text: str, expected: Blocks) -> None:
    assert blocks(text) == expected


def markers(text: str) -> list[str]:
    return [block.marker for clause in PARSER.parse(text).clauses for block in clause.blocks if block.marker]


@pytest.mark.parametrize(
    "text",
    [
        "1.5 GB of traffic are free.",
        "2.4 GHz ist die Frequenz.",
        "1.5 ГБ трафика бесплатны.",
        "**1.5 GB** of traffic are free.",
        "5.5 ג'יגה־בייט בחינם.",
        "4.5 배",
        "4.5 Sterne hat die App.",
        "1.500 Euro kostet die Lizenz.",
        "1.250.000 Kunden nutzen den Dienst.",
        "2.50 USD per month.",
        "9.99 ₴ Гривні.",
        "4.5 % Zinsen.",
        "25.5 °C",
        "4.5 million",
        "3.14 Die Zahl Pi.",
        "5.2.3 Beta is tested.",
        "17.30 Uhr ist Schluss.",
        "01.02.2026 we began.",
        "3.5.26 Beginn der Frist.",
        "3.5. 2026 begann die Frist.",
        "3.5. – 31.5. ist der Dienst aus.",
        "24.12. und 31.12. ist niemand da.",
        "9.5 No. 7",
    ],
)
def test_a_quantity_or_a_date_that_begins_a_paragraph_is_no_numbered_clause(text: str) -> None:
    for above in ("", "1.1. One.\n\n1.2. Two:\n\n", "1.1 One\n\n", "1. One\n2. Two\n\n", "One:\n"):
        assert markers(f"{HEADING}{above}{text}") == markers(HEADING + above)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## A\n\n1.1 One\n\n1.2 Two", ["1.1", "1.2"]),
        ("## A\n\n1.1 回答\n\n1.2 回答", ["1.1", "1.2"]),
        ("## A\n\n1.4 Tag bezeichnet\n\n1.5 Euro bezeichnet", ["1.4", "1.5"]),
        ("## A\n\n1.1 One\n\n## B\n\n1.2 Two", ["1.1", "1.2"]),
        ("## A\n\n1.1 One\n\n## B\n\n2.1 Two", ["1.1", "2.1"]),
        ("## A\n\n1.1 One\n\n1.3 Three", ["1.1", "1.3"]),
        ("## A\n\n1.1 One\n\n1.4 Four", []),
        ("## A\n\n1.2 Two\n\n1.2.1 Three", ["1.2", "1.2.1"]),
        ("## A\n\n1.1 One\n\n1.2. Two", ["1.1", "1.2."]),
        ("## 5. A\n\n5.1 One", ["5.1"]),
        ("## 5. A\n\n5.9 GB", []),
        ("## Article 5\n\n5.1 One", ["5.1"]),
        ("## § 5 A\n\n5.1 One", ["5.1"]),
        ("## Статья 5. А\n\n5.1 Один", ["5.1"]),
        ("## 第5条\n\n5.1 一", ["5.1"]),
        ("## 5.1 A\n\nOne.\n\n## B\n\n5.2 Two", ["5.2"]),
        ("## A\n\n1. One\n\n1.1 Two\n\n2. Three", ["1.", "1.1", "2."]),
        ("## A\n\n5.3. One", ["5.3."]),
        ("## A\n\n5.3) One", ["5.3)"]),
        ("## A\n\n1.4. One\n\n1.5. 2026 began", ["1.4.", "1.5."]),
        ("## A\n\n2.3. 30 days", ["2.3."]),
        ("## A\n\n1.13. 2026 began", ["1.13."]),
    ],
)
def test_a_number_that_may_be_a_quantity_needs_others_beside_it_on_the_page(text: str, expected: list[str]) -> None:
    assert markers(text) == expected


def test_an_id_is_free_on_the_page_and_not_that_of_a_heading() -> None:
    found = PARSER.parse("## A { #a }\n\n1.1. One.\n\n1.1. Two.\n\n## B { #a-1-1 }").clauses
    assert [block.id for block in found[0].blocks] == ["a-1-1_1", "a-1-1_2"]


def html(text: str, *extensions: str) -> str:
    return markdown.markdown(text, extensions=[*EXTENSIONS, *extensions, NumberedClauses()])


def test_the_number_is_text_and_nothing_changes_it() -> None:
    made = html("(c)\n\n(a) a *b*\n\n(b) c\n\n(c) d", "smarty", "pymdownx.smartsymbols")
    assert "<p>&copy;</p>" in made
    assert "<span>(c)</span> d" in made
    assert "<span>(a)</span> a <em>b</em>" in made


@pytest.mark.parametrize("marker", ["1.1.", "а)", "(a)", "1)", "§ 1.", "1.1"])
def test_a_word_in_an_item_is_found_at_its_position(marker: str) -> None:
    second = {"1.1.": "1.2.", "а)": "б)", "(a)": "(b)", "1)": "2)", "§ 1.": "§ 2.", "1.1": "1.2"}[marker]
    text = f"{marker} Слово\n    слово, ошипка\n{second} Ещё **одна** ошипка"
    expected = [(2, 12), (3, len(second) + len(" Ещё **одна** ") + 1)]
    assert places(findings_of("spelling", text)) == expected


def test_invisible_characters_in_an_item_and_in_its_paragraphs_are_removed(tmp_path: Path) -> None:
    text = "1.1. По\u00adчта\n\n    и и\u00adмя.\n\nа) ад\u00adрес;\n\nб) но\u00adмер.\n"
    example = Example({"ru": text})
    write(example.texts, example, tmp_path)
    found = check(settings(tmp_path), datetime.date(2026, 11, 22), RULES).findings
    assert fix_once(settings(tmp_path), found).refused == ()
    assert text.replace("\u00ad", "") in (tmp_path / "docs/ru/privacy.md").read_text(encoding="utf-8")


def test_a_suppression_inside_the_list_is_used(tmp_path: Path) -> None:
    text = "1.1. Ошипка.\n\n<!-- policy allow spelling: so -->\n\n1.2. Почта."
    write({"ru": text}, Example({"ru": text}), tmp_path)
    found = check(settings(tmp_path), datetime.date(2026, 11, 22), RULES).findings
    assert [each.rule for each in found if each.rule in ("spelling", "suppression-unused")] == []


@pytest.mark.parametrize(
    ("target", "expected"),
    [("#clause-1-2", []), ("#clause-1-1-b", []), ("#clause-1-3", [(5, 14)]), ("#clause-2", [(5, 14)])],
)
def test_a_link_may_lead_to_an_item(target: str, expected: list[tuple[int, int]]) -> None:
    text = f"1.1. Мы храним:\nа) почту;\nб) имя.\n\n1.2. [Пункт]({target})."
    assert places(findings_of("link-target-missing", text)) == expected


@pytest.mark.parametrize(
    ("ru", "en", "expected"),
    [
        ("1.1. а.\n\n1.2. б.", "1.1. a.\n\n1.2. b.", []),
        ("а) а;\nб) б;\nв) в.", "(a) a;\n(b) b;\n(c) c.", []),
        ("1) а;\n2) б.", "(1) a;\n(2) b.", []),
        ("1.1. а.\n\n1.2. б.", "1.1. a.\n\n1.3. b.", [(3, 1, "1.3.", "1.2.")]),
        ("1.1. а.\n\n1.2. б.", "1.1. a.\n\n1.1.1. b.", [(3, 1, "1.1.1.", "1.2.")]),
        ("а) а;\nб) б.", "1) a;\n2) b.", [(1, 1, "1)", "а)")]),
        ("а) а;\nб) б.", "- a;\n- b.", [(1, 3, "—", "а)")]),
        ("- а;\n- б.", "- a;\n- b.", []),
        ("1.1. а.", "1.1. a.\n\n1.2. b.", []),
    ],
)
def test_a_number_that_differs_between_languages_is_found(
    ru: str, en: str, expected: list[tuple[int, int, str, str]]
) -> None:
    found = findings_of("item-numbers-differ", {"ru": ru, "en": en})
    assert [(each.line, each.column, each.params["here"], each.params["there"]) for each in found] == expected
    assert findings_of("numbers-differ", {"ru": ru, "en": en}) == []


def test_another_number_changes_the_digest_and_another_layout_of_the_lines_does_not() -> None:
    (_, first), (_, second), (_, spaced) = (digests(text)[-2:] for text in ("1.1. а", "1.2. а", "1.1.   а"))
    assert first != second
    assert first == spaced


@pytest.mark.parametrize(
    "text",
    [
        "(a) x\n\n" * 2_900,
        "а) x\nб) y\n" * 1_400,
        "1.1. x:\n" * 2_900,
        "1.1. " * 5_000 + "x",
    ],
)
def test_any_number_of_items_is_parsed_within_the_time_limit(text: str, tmp_path: Path) -> None:
    write({"ru": text}, Example({"ru": text}), tmp_path)
    _, found = corpus.read(settings(tmp_path))
    assert "page-timeout" not in {each.rule for each in found}


_LINES = st.lists(
    st.sampled_from(
        [
            "1. a",
            "1.1. b",
            "1.2 C",
            "a) d",
            "b) e",
            "(i) f",
            "(ii) g",
            "- h",
            "i:",
            "",
            "    1) j",
            "    k",
            "**2.1. l** m",
            "> 1.1. n",
        ]
    ),
    max_size=12,
)


@given(_LINES)
def test_the_checks_and_the_page_read_the_same_items(lines: list[str]) -> None:
    text = "\n".join(["# A", *lines])
    found = [block for clause in PARSER.parse(text).clauses for block in clause.blocks]
    made = markdown.markdown(text, extensions=[*EXTENSIONS, NumberedClauses()])
    assert made.count("data-policysite-marker") == sum(bool(block.marker) for block in found)
    assert made.count("<li") == sum(block.kind == "item" for block in found)
    assert all(block.text.startswith(block.marker) for block in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a. one\nb. two", [(1, "a. one", None), (2, "b. two", None)]),
        ("3. one\n4. two", [(1, "one", 3), (2, "two", 4)]),
    ],
)
def test_fancylists_may_be_used_beside_them(text: str, expected: list[tuple[int, str, int | None]]) -> None:
    parser = Parser((*EXTENSIONS, "pymdownx.fancylists"), {})
    (clause,) = parser.parse(HEADING + text).clauses
    assert [(block.line - 2, block.text, block.number) for block in clause.blocks] == expected
