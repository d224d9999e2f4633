from __future__ import annotations

import datetime

import pytest
from policysite import messages
from policysite.corpus import FrontMatter
from policysite.corpus.front_matter import read, split


@pytest.mark.parametrize(
    ("text", "block", "body", "line"),
    [
        ("---\ntitle: A\n---\nbody", "title: A\n", "body", 4),
        ("---\ntitle: A\n...\n\nbody", "title: A\n", "\nbody", 4),
        ("---\ntitle: A\n---", "title: A\n", "", 3),
        ("body", None, "body", 1),
        ("---\ntitle: A\nbody", None, "---\ntitle: A\nbody", 1),
        ("\n---\ntitle: A\n---\n", None, "\n---\ntitle: A\n---\n", 1),
    ],
)
def test_a_page_is_split_at_its_delimiters(text: str, block: str | None, body: str, line: int) -> None:
    assert split(text) == (block, body, line)


def test_all_values_are_read() -> None:
    block = 'title: "A: b"\ndescription: C\nversion: "1.0"\neffective_date: 2026-11-22\n'
    expected = FrontMatter("A: b", "C", "1.0", datetime.date(2026, 11, 22))
    assert read(block, "a.md", "en") == (expected, [])


def test_the_position_of_each_value_is_known() -> None:
    front_matter, _ = read("title: \"A\"\ndescription:   B\nversion: '1.0'\neffective_date: >-\n  x\n", "a.md", "en")
    assert front_matter.positions == {
        "title": (2, 9),
        "description": (3, 16),
        "version": (4, 11),
        "effective_date": (5, 17),
    }


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("title: A\ndescription: [\n", [(3, "front-matter-broken")]),
        ("title: A\ndescription: C\nWe reply by email.\n", [(4, "front-matter-broken")]),
        ("title: A\ntitle: B\ndescription: C\n", [(3, "front-matter-repeated")]),
        (" title: A\ndescription: C\n", [(2, "front-matter-broken")]),
        ('title: A\ndescription: "b\nversion: "1.0"\neffective_date: 2026-11-22\n', [(3, "front-matter-broken")]),
        ("title: 'A\ndescription: b\n", [(2, "front-matter-broken")]),
        ('title: "A\n  b"\ndescription: [\n', [(4, "front-matter-broken")]),
        ('title: "A" # "b\ndescription: [\n', [(3, "front-matter-broken")]),
        (
            'title: "P\\u043elicy"\ndescription: "C\\_"\n',
            [(2, "front-matter-character-forbidden"), (3, "front-matter-character-forbidden")],
        ),
        ("- title\n", [(2, "front-matter-broken")]),
        ("just words\n", [(2, "front-matter-broken")]),
        ("title: \x00\n", [(2, "front-matter-broken")]),
        ("? [a, b]\n: c\n", [(2, "front-matter-broken")]),
        ("!!int title: A\ndescription: C\n", [(2, "front-matter-broken")]),
        ("title: A\ndescription: a\u2028b\nversion: 1\n", [(3, "front-matter-broken")]),
        ("title: A\ndescription: a\rb\n", [(3, "front-matter-broken")]),
        ('title: A\ndescription: "\\ud800"\n', [(3, "front-matter-broken")]),
        ('title: A\ndescription: "\\UFFFFFFFF"\n', [(3, "front-matter-broken")]),
        ("title: A\ndescription: \u200b\n", [(3, "front-matter-value-invalid")]),
        ("title: A\ndescription: !!timestamp C\n", [(3, "front-matter-not-text")]),
        (f"title: 0x{'f' * 9_999}\ndescription: C\n", [(2, "front-matter-not-text")]),
        (f"title: {'[' * 1_000}\ndescription: C\n", [(2, "front-matter-broken")]),
        ("title: A\ndescription: C\ntemplate: 404.html\n", [(4, "front-matter-unknown")]),
        ("title: !!python/object:os.system A\ndescription: C\n", [(2, "front-matter-not-text")]),
        ('title: A\ndescription: C\nversion: "1"\neffective_date: 2026-02-30\n', [(5, "date-nonexistent")]),
        ("title: A\ndescription: C\nversion: “1.0”\neffective_date: 2026-11-22\n", [(4, "front-matter-value-invalid")]),
        (
            'title: A\ndescription: C\nversion: "1.0-beta"\neffective_date: 2026-11-22\n',
            [(4, "front-matter-value-invalid")],
        ),
        ("description: C\n", [(1, "front-matter-incomplete")]),
        ("title: A\ndescription:\n", [(3, "front-matter-value-invalid")]),
        (
            'title: A\ndescription: C\nversion: "1"\neffective_date: 2026-11-22T10:00:00\n',
            [(5, "front-matter-value-invalid")],
        ),
        ("title: A\ndescription: C\neffective_date: 2026-11-22\n", [(1, "front-matter-incomplete")]),
    ],
)
def test_errors_are_reported_at_their_line(block: str, expected: list[tuple[int, str]]) -> None:
    _, findings = read(block, "a.md", "en")
    assert [(finding.line, finding.rule) for finding in findings] == expected


@pytest.mark.parametrize(
    ("block", "advised"),
    [
        ('version: "1.2" effective_date: 2027-02-01', {2: 'version: "1.2"\neffective_date: 2027-02-01'}),
        ("title: A, description: B", {2: "title: A\ndescription: B"}),
        ('title: A\ndescription: B version: 2: b\nversion: "1"', {3: 'description: "B version: 2: b"'}),
        ('version: "1.9"\nversion: "1.10"', {2: None}),
        ('version: "1.2"\ntitle: A\nversion: "1.1"', {4: None}),
        ("title: A\ntitle: B", {}),
    ],
)
def test_a_line_is_advised_that_can_be_read(block: str, advised: dict[int, str | None]) -> None:
    _, (finding,) = read(f"{block}\n", "a.md", "en")
    assert finding.advised == advised


OLD, NEW = 'version: "1.1"\neffective_date: 2026-11-22', 'version: "1.2"\neffective_date: 2027-02-01'
TOP = "---\ntitle: A\ndescription: B, c\n"
SCATTERED = {
    "in a fence": f"{TOP}```yaml\n{NEW}\n```\n---\n",
    "below a line too many": f"{TOP}---\n{NEW}\n---\n",
    "below the block": f"{TOP}{OLD}\n---\n\n{NEW}\n",
    "below the block, in a fence": f"{TOP}{OLD}\n---\n\n```\n{NEW}\n```\n",
    "in a second block": f"{TOP}{OLD}\n---\n---\n{NEW}\n---\n",
    "above the former ones": f"{TOP}{NEW}\n---\n{OLD}\n---\n",
    "with a broken text": f"---\ntitle: A\ndescription: B,\nc\n{NEW}\n---\n",
    "in bold": f'{TOP}**version:** "1.2"\n**effective_date:** 2027-02-01\n---\n',
    "in bold as a whole": f'{TOP}**version: "1.2"**\n**effective_date: 2027-02-01**\n---\n',
}


@pytest.mark.parametrize("name", SCATTERED)
def test_lines_that_are_scattered_are_gathered(name: str) -> None:
    text = f"{SCATTERED[name]}\n# A {{ #a }}\n"
    block, body, _ = split(text)
    _, (finding,) = read(block, "a.md", "en", body=body)
    lines = enumerate(text.split("\n"), start=1)
    written = [finding.advised.get(number, line) for number, line in lines]
    assert "\n".join(line for line in written if line is not None) == f"{TOP}{NEW}\n---\n\n# A {{ #a }}\n"


@pytest.mark.parametrize(
    "body", ["\nText: a\n\n# A\n", "\ntitle: B\n\n# A\n", "\nversion: 1\n", "\n# A\n\nversion: 1\n"]
)
def test_text_below_the_front_matter_is_no_part_of_it(body: str) -> None:
    assert read("title: A\ndescription: B\n", "a.md", "en", body=body)[1] == []


@pytest.mark.parametrize(
    "lines",
    [
        'version "1.2"\neffective_date: 2027-02-01',
        "Other: text\n[",
        "Words of the page.\nMore of them",
        f'{OLD}\nversion: "1.2"\n[',
    ],
)
def test_lines_that_are_not_clear_are_not_gathered(lines: str) -> None:
    _, found = read(f"title: A\ndescription: B.\n{lines}\n", "a.md", "en", body="\n# A\n")
    assert found
    assert "front-matter-scattered" not in {each.rule for each in found}


@pytest.mark.parametrize(
    ("body", "line", "example"),
    [
        ("---\ntitle: A\ndescription: B\n\n# A { #a }\n", 3, "---\ntitle: A\ndescription: B\n---"),
        ("---\ntitle: A", 2, "---\ntitle: A\n---"),
        ("---\n\ntitle: A\n", 1, ""),
        ("title: A\n---\n", 1, "---\ntitle: A\n---"),
        ("\n---\ntitle: A\n---\n", 1, "---\ntitle: A\n---"),
        ("—\ntitle: A\n—\n", 1, "---\ntitle: A\n---"),
        ("---\ntitle: A\n--\n", 2, "---\ntitle: A\n---"),
        ("# A { #a }\n", 1, ""),
    ],
)
def test_the_front_matter_is_printed_with_both_its_delimiters(body: str, line: int, example: str) -> None:
    _, (finding,) = read(None, "a.md", "en", body=body)
    assert (finding.rule, finding.line, finding.params["example"]) == ("front-matter-missing", line, example)


def test_a_comment_is_no_part_of_a_value() -> None:
    assert read("title: A # in the menu\ndescription: B\n", "a.md", "en") == (FrontMatter("A", "B"), [])


def test_a_mistyped_name_is_reported_with_the_names_the_likeliest_first() -> None:
    _, (finding,) = read("title: A\ndescription: B\ndescripton: C\n", "a.md", "en")
    assert finding.params["known"] == "description, title, version, effective_date"


def test_invalid_values_are_left_empty() -> None:
    front_matter, _ = read("title: 1\ndescription: C\nversion: 2\neffective_date: 2026-11-22\n", "a.md", "en")
    assert front_matter == FrontMatter("", "C", None, datetime.date(2026, 11, 22), version_invalid=True)


@pytest.mark.parametrize(
    ("written", "example"),
    [
        ('version: "1.1-1"', 'version: "1.1"'),
        ("version: 2-3", ""),
        ("version: 2026-11", ""),
        ("title: 404", 'title: "404"'),
        ("title: yes", 'title: "yes"'),
        ("title: 2026-01-02", 'title: "2026-01-02"'),
        ("title: [a]", 'title: "[a]"'),
        ("title: {a: b}", 'title: "{a: b}"'),
        ("title:\tA", 'title: "A"'),
        ("title:A", 'title: "A"'),
        ("title: Privacy: ours", 'title: "Privacy: ours"'),
        ("title: @a", 'title: "@a"'),
        ("title: 'A", 'title: "A"'),
        ('title: "A', 'title: "A"'),
        ('title: "A" b', 'title: "A b"'),
        ("- title: A", 'title: "A"'),
        ("title: Agreement #2", 'title: "Agreement #2"'),
        (" title: A", 'title: "A"'),
        ("title:", ""),
        ("title: ~", ""),
        ("title: |\n  a\n  b", ""),
        ("version: 1.0", 'version: "1.0"'),
        ("version: 1.10", 'version: "1.10"'),
        ("version: v1.0", 'version: "1.0"'),
        ("version: 1,0", 'version: "1.0"'),
        ("version: one", ""),
        ("version: 1.0 or 1.1", ""),
        ("effective_date: 3.4.2027", "effective_date: 2027-04-03"),
        ("effective_date: 2027-4-3", "effective_date: 2027-04-03"),
        ("effective_date: 2027/04/03", "effective_date: 2027-04-03"),
        ("effective_date: 2027–04–03", "effective_date: 2027-04-03"),
        ("effective_date: 2027\u201104\u201103", "effective_date: 2027-04-03"),
        ('effective_date: "2027-04-03"', "effective_date: 2027-04-03"),
        ("effective_date: 2027-04-03 10:00:00", "effective_date: 2027-04-03"),
        ("effective_date: soon", ""),
    ],
)
def test_the_example_is_the_line_as_it_was_probably_intended(written: str, example: str) -> None:
    lines = {"title": "title: A", "description": "description: B", "version": 'version: "1"'}
    lines["effective_date"] = "effective_date: 2027-04-03"
    key = next(key for key in lines if key in written)
    _, [finding] = read("\n".join((lines | {key: written}).values()) + "\n", "a.md", "en")
    assert finding.params["example"] == example
    if example:
        assert f"{key}: {finding.params.get('value')}" != example
        assert read("\n".join((lines | {key: example}).values()) + "\n", "a.md", "en")[1] == []


@pytest.mark.parametrize(
    ("language", "written", "day"),
    [
        ("ru", "15 января 2027 г.", "2027-01-15"),
        ("ru", "15 января 2027 года", "2027-01-15"),
        ("ru", "пятница, 15 января 2027 года", "2027-01-15"),
        ("ru", "15 Января 2027", "2027-01-15"),
        ("ru", "«15» января 2027 г.", "2027-01-15"),
        ("ru", "15 янв. 2027", "2027-01-15"),
        ("ru", "January 15, 2027", "2027-01-15"),
        ("en", "15 января 2027 г.", "2027-01-15"),
        ("en", "January 15, 2027", "2027-01-15"),
        ("en", "Friday, January 15th, 2027", "2027-01-15"),
        ("en", "january 15 2027", "2027-01-15"),
        ("en", "15 January 2027", "2027-01-15"),
        ("en", "1/15/2027", "2027-01-15"),
        ("ru", "15/1/2027", "2027-01-15"),
        ("ru", "15. 01. 2027.", "2027-01-15"),
        ("en", "15-01-2027", "2027-01-15"),
        ("en", "1/1/2027", "2027-01-01"),
        ("ja", "2027年1月15日", "2027-01-15"),
        ("de", "4. Mai 2027", "2027-05-04"),
        # Other days are possible.
        ("en", "3/4/2027", None),
        ("ru", "03/04/2027", None),
        ("en", "on 3/4/2027", None),
        ("ru", "15 января", None),
        ("ru", "15 января 27 г.", None),
        ("ru", "01.02.27", None),
        ("ru", "январь 2027 г.", None),
        ("ru", "31 февраля 2027 г.", None),
        ("ru", "15 января 2027 г. или 1 февраля 2027 г.", None),
        ("ru", "10 дней после 15 января 2027 г.", None),
        ("ru", "не ранее 15 января 2027 г.", None),
        ("en", "after January 15, 2027", None),
        ("en", "January 15, 2027 " * 100, None),
    ],
)
def test_a_date_is_advised_only_if_it_can_be_no_other_day(language: str, written: str, day: str | None) -> None:
    block = f'title: A\ndescription: B\nversion: "1"\neffective_date: {written}\n'
    _, [finding] = read(block, "a.md", language=language)
    assert finding.params["example"] == (f"effective_date: {day}" if day else "")


def test_without_a_known_date_the_fix_shows_its_form() -> None:
    _, [finding] = read('title: A\ndescription: B\nversion: "1"\neffective_date: soon\n', "a.md", "en")
    assert (
        messages.messages_in("en")
        .fix(finding.rule, finding.params)
        .startswith("Write a date as effective_date: YYYY-MM-DD, ")
    )
