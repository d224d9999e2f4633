"""A fix changes punctuation only: no letter, no code, no address and no front matter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from policysite import corpus
from policysite.corpus.time_limit import PAGE_TIMEOUT
from policysite.corpus.urls import without_tracking
from policysite.findings import Edit, Finding
from policysite.lint.fix import FixResult, fix_all, fix_once, fixed
from policysite.rulebook.examples import Example

from tests.example_site import settings, write
from tests.rules import findings_in

# The rules with automatic fixes.
FIXABLE = ("quotes-wrong", "dash-wrong", "special-space", "tracking-parameter", "invisible-character", "bidi-character")
PAGE = "docs/ru/privacy.md"
HEAD = (
    '---\ntitle: Политика - "данные"\ndescription: Политика.\nversion: "1.0"\neffective_date: 2026-11-22\n---\n\n'
    "# Политика { #privacy }\n\n## Пункт { #clause }\n\n"
)


def put(text: str, root: Path, language: str = "ru") -> Path:
    """Write a site with this page and return the page's file."""
    write({}, Example({}), root)
    path = root / "docs" / language / "privacy.md"
    path.write_bytes(text.encode("utf-8"))
    return path


def fix(root: Path) -> FixResult:
    site = settings(root)
    return fix_all(site, lambda: list(findings_in(site, *FIXABLE)))


def at(line: int, column: int, old: str, new: str) -> Finding:
    return Finding(PAGE, line, column, "quotes-wrong", edit=Edit(old, new))


def test_pages_that_take_too_long_are_checked_no_more_than_once_before_they_are_fixed(tmp_path: Path) -> None:
    put(HEAD + "Слово - слово.", tmp_path)
    site, checks = settings(tmp_path), []

    def check() -> list[Finding]:
        checks.append([*findings_in(site, *FIXABLE), PAGE_TIMEOUT.at("docs/ru/other.md")])
        return checks[-1]

    assert fix_all(site, check) == FixResult((PAGE,), complete=False)
    assert len(checks) == 1


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ('a "b"', [at(1, 3, '"', "«"), at(1, 5, '"', "»")], "a «b»"),
        ('a "b"', [at(1, 5, '"', "»"), at(1, 3, '"', "«"), at(1, 3, '"', "“")], "a «b»"),
        ("a - b", [at(1, 3, "-", "—"), at(1, 1, "a - b", "x")], "x"),
        ("a - b", [at(1, 2, "-", "—"), at(7, 1, "-", "—"), at(1, 90, "-", "—")], "a - b"),
        ("a\r\nb - c\r\n", [at(2, 3, "-", "—")], "a\r\nb — c\r\n"),
        ("a\rb - c", [at(2, 3, "-", "—")], "a\rb — c"),
        ("\ufeffa - b", [at(1, 3, "-", "—")], "\ufeffa — b"),
        ("a\u2028b - c", [at(1, 5, "-", "—")], "a\u2028b — c"),
        ("---\na: b - c\n---\nd - e", [at(2, 6, "-", "—"), at(4, 3, "-", "—")], "---\na: b - c\n---\nd — e"),
        ("a `b - c` ``d ` - e``", [at(1, 6, "-", "—"), at(1, 17, "-", "—")], "a `b - c` ``d ` - e``"),
        ("```\na - b\n```\nc - d", [at(2, 3, "-", "—"), at(4, 3, "-", "—")], "```\na - b\n```\nc — d"),
        ("- x\n\n    ~~~ py\n    a - b\n    ~~~\n", [at(4, 7, "-", "—")], "- x\n\n    ~~~ py\n    a - b\n    ~~~\n"),
        ("x\n\n    a - b\n", [at(3, 7, "-", "—")], "x\n\n    a - b\n"),
        ("- x\n\n    a - b\n", [at(3, 7, "-", "—")], "- x\n\n    a — b\n"),
        ("[^1]: a - b\n\n    c - d", [at(1, 9, "-", "—"), at(3, 7, "-", "—")], "[^1]: a — b\n\n    c — d"),
        ("a\n\n:   b\n\n    c - d", [at(5, 7, "-", "—")], "a\n\n:   b\n\n    c — d"),
        (
            '!!! note "a - b"\n\n    c - d\n\ne\n\n    f - g',
            [at(1, 13, "-", "—"), at(3, 7, "-", "—"), at(7, 7, "-", "—")],
            '!!! note "a — b"\n\n    c — d\n\ne\n\n    f - g',
        ),
        ('=== "a"\n\n    c - d', [at(3, 7, "-", "—")], '=== "a"\n\n    c — d'),
        ('[a "b"](c.md "d - e")', [at(1, 4, '"', "«"), at(1, 17, "-", "—")], '[a «b"](c.md "d - e")'),
        ("[a]: b.md 'c - d'", [at(1, 14, "-", "—")], "[a]: b.md 'c - d'"),
        ('# A "b" { #c title="d" }', [at(1, 5, '"', "«"), at(1, 19, '"', "«")], '# A «b" { #c title="d" }'),
        (
            "<https://a--b.c> <!-- d - e -->",
            [at(1, 11, "--", "—"), at(1, 25, "-", "—")],
            "<https://a--b.c> <!-- d - e -->",
        ),
        ("https://a.b/c--d, e--f", [at(1, 14, "--", "—"), at(1, 20, "--", "—")], "https://a.b/c--d, e—f"),
        (
            "[a](https://b.c/?d=1&utm_source=e)",
            [at(1, 5, "https://b.c/?d=1&utm_source=e", "https://b.c/?d=1")],
            "[a](https://b.c/?d=1)",
        ),
        (
            "[a](https://b.c/?d=1&utm_source=e)",
            [at(1, 5, "https://b.c/?d=1&utm_source=e", "https://b.c/")],
            "[a](https://b.c/?d=1&utm_source=e)",
        ),
    ],
)
def test_edits_are_made_only_in_prose(text: str, found: list[Finding], expected: str) -> None:
    assert fixed(text, found) == expected


def test_a_fixed_page_keeps_its_line_endings_byte_order_mark_and_permissions(tmp_path: Path) -> None:
    text = "\ufeff" + (HEAD + 'Это "данные" - ваши,\n\nпо\u00a0запросу.\n').replace("\n", "\r\n")
    path = put(text, tmp_path)
    path.chmod(0o640)
    assert fix(tmp_path) == FixResult(changed=(PAGE,))
    expected = text.replace('Это "данные" -', "Это «данные» —").replace("\u00a0", " ")
    assert path.read_bytes().decode("utf-8") == expected
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(file.name for file in path.parent.iterdir()) == ["index.md", "privacy.md"]


def test_a_fixed_page_is_not_fixed_again(tmp_path: Path) -> None:
    path = put(HEAD + 'Это "данные" - ваши.\n', tmp_path)
    fix(tmp_path)
    before = path.stat().st_mtime_ns, path.read_bytes()
    assert fix(tmp_path) == FixResult()
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [("не ", ""), ("данные", "Данные"), ("- ", "1. "), ("дней", "`дней`"), ("`a-b`", "`a—b`"), ("5", "6")],
)
def test_a_page_whose_meaning_would_change_is_not_fixed(old: str, new: str, tmp_path: Path) -> None:
    text = HEAD + "- Мы не храним данные 5 дней: `a-b`.\n"
    path = put(text, tmp_path)
    column = text.split("\n")[11].index(old) + 1
    site = settings(tmp_path)
    outcome = fix_once(site, [Finding(PAGE, 12, column, "dash-wrong", edit=Edit(old, new))])
    assert outcome.changed == ()
    assert path.read_bytes().decode("utf-8") == text


def test_only_pages_are_fixed(tmp_path: Path) -> None:
    put(HEAD, tmp_path)
    site = settings(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("a - b", encoding="utf-8")
    (tmp_path / "b.md").write_text("a - b", encoding="utf-8")
    (tmp_path / "docs/ru/link.md").symlink_to(tmp_path / "b.md")
    places = ("mkdocs.yml", "b.md", "docs/../b.md", "docs/ru/link.md", "docs/ru/none.md")
    found = [Finding(place, 1, 3, "dash-wrong", edit=Edit("-", "—")) for place in places]
    assert fix_once(site, found) == FixResult()
    assert (tmp_path / "b.md").read_text(encoding="utf-8") == "a - b"


WORDS = st.sampled_from(
    [
        *(
            "слово",
            "данные",
            '"слово"',
            "«слово»",
            "“слово",
            "слово„",
            '"',
            "-",
            "--",
            "—",
            "–",
            "10-14",
            "152-ФЗ",
            "а--б",
        ),
        *(
            "\u00a0",
            "по\u00a0запросу",
            "&nbsp;",
            "&quot;",
            "т. е.",
            "'",
            "’",
            "**",
            "*",
            "\\",
            "_",
            "(",
            "|",
            "!",
            "#",
            "1)",
        ),
        *("`a - b`", '``"a"``', "`", "[", "]", "]("),
        *(
            '[текст - "текст"](a--b.md "c - d")',
            "[x](https://a.b/c--d?e=10-14)",
            "<https://a.b/--c>",
            "{ #id }",
            '{ title="a" }',
        ),
        *(
            "https://a.b/c--d",
            "a--b@c.de",
            "<!-- policy allow dash-wrong: a - b -->",
            '![a "b"](c--d.png)',
            "\u200b",
            "\u00ad",
        ),
    ]
)
# The positions in a line that begins like a definition are not certain.
LINES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join).filter(lambda line: line[0] not in "{[")
BLOCKS = st.one_of(
    LINES,
    st.lists(LINES, min_size=1, max_size=3).map("\n".join),
    st.lists(LINES, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(LINES, min_size=1, max_size=2).map(lambda items: "- a\n\n" + "\n".join(f"    {item}" for item in items)),
    LINES.map(lambda line: f"```\n{line}\n```"),
    LINES.map(lambda line: f"    {line}"),
    LINES.map(lambda line: f"> {line}"),
    LINES.map(lambda line: f"| a | b |\n|---|---|\n| {line} | c |"),
    LINES.map(lambda line: f"### {line} {{ #sub }}"),
)
PAGES = st.lists(BLOCKS, min_size=1, max_size=5).map(lambda blocks: HEAD + "\n\n".join(blocks) + "\n")


def verbatim(root: Path) -> Iterator[object]:
    """Yield what must stay the same on the pages of a site."""
    pages, _ = corpus.read(settings(root))
    for page in pages.pages():
        yield page.front_matter
        yield [(clause.id, clause.digest) for clause in page.clauses]
        for block in page.blocks():
            yield block.attributes
            yield [without_tracking(link.address) for link in block.links]
            yield [{**span.attributes, "href": ""} for span in block.spans]
            yield block.text if block.kind == "code" else ""
            yield [block.text[span.start : span.end] for span in block.spans if span.tag == "code"]


@pytest.mark.parametrize("language", ["ru", "en"])
@hypothesis.settings(max_examples=30)  # each checks a whole site, twice
@example(text=f'{HEAD}“слово ![a "b"](c--d.png) &quot;\n')
@given(text=PAGES)
def test_a_fix_changes_no_word_code_or_address_and_is_complete(
    language: str, text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("site")
    path = put(text, root, language)
    before = list(verbatim(root))
    outcome = fix(root)
    once = path.read_bytes()
    assert list(verbatim(root)) == before
    assert not outcome.refused or once == text.encode("utf-8")
    fix(root)
    assert path.read_bytes() == once
