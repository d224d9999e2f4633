"""Whatever the files of a site contain, the check ends, and all its findings can be printed."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite import corpus
from policysite.config.loader import ConfigError
from policysite.files import yaml_errors
from policysite.findings import Finding
from policysite.findings.rule import rules_in
from policysite.findings.text import as_text
from policysite.lint.runner import check
from policysite.messages import available_locales, messages_in
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import Example

from tests.example_site import TODAY, read, settings, write
from tests.unprivileged import unprivileged

FRONT = "---\ntitle: A\ndescription: B\n---\n"
HEADING = "# A { #privacy }\n\n"
PAGE = "docs/ru/privacy.md"
LISTS = ("approvals.yml", "exceptions.yml", "glossary.yml", "promises.yml")
NOTHING = Example()

# The time limit may pass in a callback of the garbage collection, from which no exception can be raised.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def short_time_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policysite.corpus.reader.TIME_LIMIT_SECONDS", 0.1)
    for module in ("advice", "application", "lost_markup"):
        monkeypatch.setattr(f"policysite.lint.{module}.TIME_LIMIT_SECONDS", 0.1)


@pytest.fixture
def half_time_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policysite.corpus.reader.TIME_LIMIT_SECONDS", 0.75)
    monkeypatch.setattr("policysite.lint.application.TIME_LIMIT_SECONDS", 2.0)


def found(root: Path, files: Mapping[str, str | bytes]) -> list[Finding]:
    """Return the findings in a site with these files."""
    write({}, NOTHING, root)
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return printed(root)


def printed(root: Path) -> list[Finding]:
    """Return the findings in a site, after printing them in every language."""
    try:
        ours = settings(root)
        findings = list(check(ours, TODAY, RULES, read_pages=read(ours)).findings)
    except ConfigError as error:
        findings = list(error.findings)
    for language in available_locales():
        as_text(findings, messages_in(language)).encode()
    return findings


def page(text: str) -> dict[str, str | bytes]:
    return {PAGE: FRONT + HEADING + text}


def headings(numbers: Iterator[int] | range) -> str:
    return "".join(f"## H {number} {{ #h-{number} }}\n\n" for number in numbers)


def bomb(entries: int) -> str:
    """Return lists of lists of lists: a few lines of YAML that expand to more values than there are atoms."""
    lines = ["l0: &l0 [x]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, entries)]
    return "\n".join(lines) + "\n"


def reversed_headings(numbers: range) -> dict[str, str | bytes]:
    """Return headings, and the same in the opposite order in the translation."""
    return {**page(headings(numbers)), "docs/en/privacy.md": FRONT + HEADING + headings(numbers[::-1])}


def merges(entries: int) -> str:
    """Return the same with mappings, each merged nine times from the one before."""
    lines = ["l0: &l0 {x: y}"]
    lines += [f"l{n}: &l{n} {{<<: [{', '.join([f'*l{n - 1}'] * 9)}]}}" for n in range(1, entries)]
    return "\n".join(lines) + "\n"


SIGNS = [
    *("[", "<a ", "*", "_", "`", "![", "{", "<!--", "<![", "<?", "&", "&#", "\\", "](", "[](", "[a](", "**a", "~", "|"),
    *("\x02", "\x03", "<div>\n", "#", "- ", "> ", ">", "1. ", "> - ", "[a]:", "](<", "=", "<script>", "{:", "{#a"),
    *("((", "<a\n", "```\n", "~~~\n", "\t", "\r", "\n", "\r\n", "a\\\n", "http://", "<x@y.", "|a"),
    *("\U000f0000", "\ufeff", "{{", "^["),
]

PAGES: dict[str, dict[str, str | bytes]] = {
    "no text": {PAGE: b"\xff\xfe\x00"},
    "half a character": {PAGE: FRONT.encode() + "я".encode()[:1]},
    "UTF-16": {PAGE: (FRONT + HEADING).encode("utf-16")},
    "nothing at all": {PAGE: b""},
    "NUL": page("a\x00b"),
    "a byte order mark and carriage returns": {PAGE: f"\ufeff{FRONT}{HEADING}a\n".replace("\n", "\r\n")},
    "a line of ten megabytes": page("a" * 10_000_000),
    "a line of nearly half a megabyte": page("a" * 490_000),
    "words without end": page("слово и дело " * 40_000),
    "a hundred lists in one another": page("".join(" " * 4 * n + "- a\n" for n in range(100))),
    "a letter of another alphabet and a thousand spaces": page("a" + " " * 1000 + "б"),
    "suppressions that do not end": page("<!-- policy allow " * 40_000),
    "suppressions of rules that do not exist": page(
        "".join(f"<!-- policy allow rule-{n}: a -->\n\n" for n in range(1_000))
    ),
    "nearly three thousand lists in one another": page("\n".join(" " * 4 * min(n, 45) + "- a" for n in range(2_900))),
    "a table of twenty thousand rows": page("| a | b |\n|---|---|\n" + "| a | b |\n" * 20_000),
    "a number of five thousand digits before an item": page("9" * 5_000 + ". a\n"),
    "characters that there are not": page("&#x110000; &#xd800; &#0; &#99999999999; &#xfffffffff;"),
    "a character whose number has five thousand digits": page(f"&#{'9' * 5_000};"),
    "the same in a heading": page(f"## &#{'9' * 5_000};"),
    "the same in an address": page(f"[a](&#{'9' * 5_000};)"),
    "the marks of the parser and of the reader": page("\x02klzzwxh:0\x03 \x02amp\x03 \U000f0000 \x0296\x03"),
    **{f"twenty thousand times {sign!r}": page(sign * 20_000) for sign in SIGNS},
}

# Large but harmless pages must be read to the end.
LARGE = {
    "in both languages": {
        **page(headings(range(1_000))),
        "docs/en/privacy.md": FRONT + HEADING + headings(range(1_000)),
    },
    "in reverse order": reversed_headings(range(1_000)),
    "all the same": page("## H { #h }\n\n" * 1_000),
    "without ids": page("## H\n\n" * 1_000),
    "based on nothing": page("".join(f'## H {{ #h-{n} data-based-on="no such" }}\n\n' for n in range(1_000))),
}

VALUES = [
    *('"\\ud800"', '"\\U00110000"', '"\\UFFFFFFFF"', '"\\0"', '"\\e[31m"', '"\\x85"', "a\u2028b", "a\x85b", "\ufeff"),
    *("0x" + "f" * 5_000, "9" * 5_000, "1" + ":1" * 2_500, ".inf", "!!int a", '!!int ""', "!!float a"),
    *("!!timestamp a", "!!bool a", "!!null a", "!!binary a", "!!set {a}", "!!omap [a]", "!!pairs [a]", "!!map [a]"),
    *("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "0000-00-00", "2026-11-22T99:99:99"),
    *("!!timestamp 2026-W01", "&a [*a]", "*a", "!!python/name:os.system", "!%FF a", f"!<{'a' * 1000}> b", "? a"),
    *("- a", "|\n  a\n  b", "<<: *a"),
    *("[" * 1_000, "{a: " * 1_000, "!" * 5_000, "&" * 5_000, '"' * 5_000, "- " * 1_000),
]

FRONT_MATTERS = [
    *(f"title: {value}\ndescription: B" for value in VALUES),
    *(f'version: "1"\neffective_date: {value}' for value in VALUES),
    *(f"{value}: A" for value in VALUES),
    "a: b\n" * 90_000,
    "".join(f"a{number}: b\n" for number in range(40_000)),
    bomb(30),
    merges(12),
    f"%YAML {'9' * 5_000}.1\n--- a",
    "".join(f"{' ' * number}-\n" for number in range(900)),
]

# The content of a list in `docs/editorial/`.
CONTENTS = {
    "lists of lists": bomb(30),
    "merged mappings": merges(12),
    "a thousand aliases": "- &a {rule: a, where: b, reason: c}\n" + "- *a\n" * 1_000,
    "five hundred entries": "- {rule: a, where: b, reason: c}\n" * 500,
    "a megabyte": "- a\n" * 250_000,
    "no text": b"\xff\xfe\x00",
    "UTF-16": "- a\n".encode("utf-16"),
}


@pytest.mark.usefixtures("short_time_limits")
@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_ends_in_findings(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, PAGES[name])


def test_lists_that_are_too_deep_for_a_phone_are_reported(tmp_path: Path) -> None:
    findings = found(tmp_path, PAGES["a hundred lists in one another"])
    assert [(each.path, each.line) for each in findings if each.rule == "nesting-too-deep"] == [(PAGE, 13)]


def test_a_page_of_very_many_lines_is_not_read(tmp_path: Path) -> None:
    findings = found(tmp_path, page("- a\n" * 5_000))
    assert [each.path for each in findings if each.rule == "page-timeout"] == [PAGE]


def test_comments_that_do_not_end_are_reported_before_the_build(tmp_path: Path) -> None:
    findings = found(tmp_path, page("<!-- a -->\n\n" + "<!-- " * 2_000))
    assert [(each.path, each.line) for each in findings if each.rule == "page-timeout"] == [(PAGE, 9)]


@pytest.mark.usefixtures("half_time_limits")
def test_openings_of_links_are_read_to_the_end(tmp_path: Path) -> None:
    for text in ("](" * 10_000, "[" * 20_000, "[" * 20_000 + "]" * 10_000):
        assert "page-timeout" not in {finding.rule for finding in found(tmp_path, page(text))}


@pytest.mark.usefixtures("half_time_limits")
@pytest.mark.parametrize("name", LARGE)
def test_a_thousand_headings_are_read_to_the_end(tmp_path: Path, name: str) -> None:
    findings = found(tmp_path, LARGE[name])
    assert findings
    assert not {finding.rule for finding in findings} & {"page-timeout", "file-too-large"}


@pytest.mark.usefixtures("short_time_limits")
def test_hostile_front_matter_is_reported(tmp_path: Path) -> None:
    texts = {f"docs/ru/{number}.md": f"---\n{text}\n---\n{HEADING}" for number, text in enumerate(FRONT_MATTERS)}
    rules: dict[str, set[str]] = {}
    for finding in found(tmp_path, texts):
        rules.setdefault(finding.path, set()).add(finding.rule)
    expected = {
        *("front-matter-broken", "front-matter-not-text", "front-matter-value-invalid", "front-matter-unknown"),
        *("invisible-character", "page-timeout"),
        *(rule.name for rule in rules_in(yaml_errors)),
    }
    assert [text[:40] for path, text in texts.items() if not rules[path] & expected] == []


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_hostile_values_in_editorial_files_are_reported(tmp_path: Path, value: str) -> None:
    files = {
        "exceptions.yml": f"- rule: {value}\n  where: a\n  reason: b\n",
        "glossary.yml": value if value != "\ufeff" else "a",
        "promises.yml": f"- {{language: la, words: [{value}]}}\n- {{rule: {value}}}\n",
        "approvals.yml": f"{value}: {value}\n",
    }
    assert editorial_files_with_findings(tmp_path, files) == files.keys()


@pytest.mark.parametrize("name", CONTENTS)
def test_hostile_editorial_files_are_reported(tmp_path: Path, name: str) -> None:
    files = dict.fromkeys((*LISTS, "labels/en.yml", "wordlist.txt"), CONTENTS[name])
    assert editorial_files_with_findings(tmp_path, files) >= {*LISTS, "en.yml"}


def editorial_files_with_findings(root: Path, files: Mapping[str, str | bytes]) -> set[str]:
    findings = found(root, {f"docs/editorial/{name}": content for name, content in files.items()})
    return {Path(finding.path).name for finding in findings if finding.path.startswith("docs/editorial/")}


@pytest.mark.parametrize("path", ["mkdocs.yml", "docs/assets/a.svg"])
@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\0", b"<" * 20_000, b"a" * 10_000_000], ids=len)
def test_other_hostile_files_end_in_findings(tmp_path: Path, path: str, content: bytes) -> None:
    assert found(tmp_path, {path: content})


def pipe(path: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path) -> None:
    # The path of a socket can have only about a hundred characters.
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


def folder(path: Path) -> None:
    path.mkdir()


def loop(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize("make", [pipe, unix_socket, loop, folder])
@pytest.mark.parametrize(
    "path",
    [
        *("docs/ru/x.md", "docs/ru/privacy.md", "docs/assets/x.svg", "docs/.well-known/security.txt", "docs/x"),
        *(f"docs/editorial/{name}" for name in ("approvals.yml", "exceptions.yml", "glossary.yml", "wordlist.txt")),
    ],
)
def test_special_files_are_reported_without_opening_them(
    tmp_path: Path, path: str, make: Callable[[Path], None]
) -> None:
    write({}, NOTHING, tmp_path)
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).unlink(missing_ok=True)
    make(tmp_path / path)
    rules = {finding.rule for finding in printed(tmp_path) if finding.path == path}
    expected = {"unreadable"} if "editorial" in path else set()
    if make is loop:
        expected |= {"symlink"}
    elif make is not folder and "editorial" not in path:
        expected |= {"file-unexpected"}
    assert rules == expected


def test_a_folder_may_have_the_name_of_a_page(tmp_path: Path) -> None:
    text = FRONT + "# A { #a }\n\nA.\n"
    files = {f"docs/{language}/x.md/a.md": text for language in ("ru", "en")}
    assert {finding.path for finding in found(tmp_path, files)} <= {"docs/en/x.md/a.md", *found_without(tmp_path)}


def found_without(root: Path) -> set[str]:
    """Return the paths of the findings in a site without further files."""
    with tempfile.TemporaryDirectory(dir=root) as other:
        return {finding.path for finding in found(Path(other), {})}


def test_folders_may_be_nested_deeper_than_python_can_recurse(tmp_path: Path) -> None:
    write({}, NOTHING, tmp_path)
    folders = [tmp_path / "docs/ru"]
    for _ in range(sys.getrecursionlimit() + 100):
        folders.append(folders[-1] / "a")
        folders[-1].mkdir()
    (folders[-1] / "x").touch()
    try:
        assert "file-unexpected" in {finding.rule for finding in printed(tmp_path)}
    finally:
        (folders[-1] / "x").unlink()
        for made in folders[:0:-1]:  # recursive deletion would fail
            made.rmdir()


@pytest.mark.parametrize(
    "name",
    [b"\xff.md", b"a\nb.md", b"a b.md", b"\x1b[31m.md", "a\u202eb.md".encode(), b"a#b.md", b"-.md"],
)
def test_file_names_may_contain_anything(tmp_path: Path, name: bytes) -> None:
    write({}, NOTHING, tmp_path)
    path = os.fsencode(tmp_path / "docs/ru") + b"/" + name
    Path(os.fsdecode(path)).write_text("", encoding="utf-8")
    assert any(os.fsdecode(name) in finding.path for finding in printed(tmp_path))


@pytest.mark.parametrize("folder", ["docs/ru", "docs/assets", "docs/editorial", "docs/editorial/labels", "overrides"])
@pytest.mark.parametrize("name", [b"\xff.html", b"a\nb.html"])
def test_names_that_no_program_can_show_are_found_in_all_folders(tmp_path: Path, folder: str, name: bytes) -> None:
    write({}, Example(files={f"{folder}/a.md": ""}), tmp_path)
    Path(os.fsdecode(os.fsencode(tmp_path / folder) + b"/" + name)).write_text("", encoding="utf-8")
    rules = {finding.rule for finding in printed(tmp_path) if finding.path == f"{folder}/{os.fsdecode(name)}"}
    assert rules & {"name-unsuitable", "file-unexpected"}


@pytest.mark.parametrize(("content", "rule"), [(b"\xff", "unreadable"), (b"\n" * 33_000, "file-too-large")], ids=len)
def test_a_security_txt_that_cannot_be_read_is_found(tmp_path: Path, content: bytes, rule: str) -> None:
    path = "docs/.well-known/security.txt"
    findings = found(tmp_path, {path: content})
    assert rule in {each.rule for each in findings if each.path == path}


_FILES = sorted([*LISTS, "labels/en.yml", "labels/ru.yml", "versions.yml", "wordlist.txt"])
EDITORIAL = [f"docs/editorial/{name}" for name in _FILES]


@pytest.mark.parametrize(
    ("path", "mode", "unreadable"),
    [
        ("docs/ru/privacy.md", 0, ["docs/ru/privacy.md"]),
        ("docs/assets/a.svg", 0, ["docs/assets/a.svg"]),
        ("docs/editorial/wordlist.txt", 0, ["docs/editorial/wordlist.txt"]),
        ("docs", 0, ["docs", *EDITORIAL]),
        ("docs", 0o400, ["docs/assets", "docs/editorial", *EDITORIAL, "docs/en", "docs/ru"]),
        ("docs/ru", 0, ["docs/ru"]),
        ("docs/ru", 0o400, ["docs/ru/index.md", "docs/ru/privacy.md"]),
        ("docs/assets", 0, ["docs/assets"]),
        ("docs/assets", 0o400, ["docs/assets/a.svg"]),
        ("docs/editorial", 0, ["docs/editorial", *EDITORIAL]),
        ("docs/editorial", 0o400, EDITORIAL),
    ],
)
def test_unreadable_files_and_folders_are_reported(
    monkeypatch: pytest.MonkeyPatch, path: str, mode: int, unreadable: list[str]
) -> None:
    files: dict[str, str | bytes] = {"docs/assets/a.svg": "<svg/>", "docs/editorial/wordlist.txt": "a\n"}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        assert "unreadable" not in {finding.rule for finding in found(root, files)}
        # The user without permissions may not be able to run another program.
        monkeypatch.setattr("policysite.lint.rumdl.check", lambda *_: [])
        (root / path).chmod(mode)
        with unprivileged(root):
            paths = [finding.path for finding in printed(root) if finding.rule == "unreadable"]
        (root / path).chmod(0o700)
        assert paths == unreadable


def test_an_unreadable_page_has_no_other_finding(tmp_path: Path) -> None:
    text = '# A { #faq }\n\n## B { #b data-based-on="clause" }\n\nB.\n'
    whole = {f"docs/{language}/faq.md": FRONT + text for language in ("ru", "en")}
    before = {(finding.path, finding.rule) for finding in found(tmp_path, whole)}
    line = f"en/privacy#clause ru/privacy#clause: v2 {'0' * 32} {'1' * 32}\n"
    broken: dict[str, str | bytes] = {PAGE: b"\xff", "docs/editorial/approvals.yml": line}
    assert {(finding.path, finding.rule) for finding in found(tmp_path, broken)} - before == {(PAGE, "unreadable")}


FRAGMENTS = st.sampled_from(
    [
        *SIGNS,
        *("---\n", "title: ", "description: ", "&a ", "*a ", "!!", "a", "я", " ", "\n\n", "    ", '"', "'", ":", "0"),
        *("&#x", "<!DOCTYPE", "<!-- policy allow a: b -->", "<!-- policy ", "-->", "{ #a }", "## ", "| - |\n", "<b>"),
        *("</b>", "]]>", "[^1]", "[^1]:", "*[a]: ", "!!! note\n", "\\ud800", "\u202e", "\u2028", "\x85", "\x00"),
        *("\U000ffffd", "\x0c", "\x1b", "9" * 20),
    ]
)
HOSTILE = st.lists(FRAGMENTS | st.text(max_size=5), max_size=40).map("".join)


@pytest.mark.usefixtures("short_time_limits")
@given(HOSTILE)
@hypothesis.example("<0\U00017000> ")  # a letter without a name
@hypothesis.settings(max_examples=30)  # each of them is a check of a whole site
def test_any_page_ends_in_findings(text: str) -> None:
    with tempfile.TemporaryDirectory() as root:
        found(Path(root), page(text))


@pytest.mark.usefixtures("short_time_limits")
@given(HOSTILE)
@hypothesis.settings(max_examples=30)  # each of them is a check of a whole site
def test_any_front_matter_ends_in_findings(text: str) -> None:
    with tempfile.TemporaryDirectory() as root:
        found(Path(root), {PAGE: f"---\n{text}\n---\n{HEADING}"})


@pytest.mark.usefixtures("short_time_limits")
@given(st.sampled_from([PAGE, "docs/assets/a.svg", *(f"docs/editorial/{name}" for name in LISTS)]), st.binary())
@hypothesis.settings(max_examples=30)  # each of them is a check of a whole site
def test_any_bytes_end_in_findings(path: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as root:
        found(Path(root), {path: content})


@pytest.mark.usefixtures("short_time_limits")
@given(HOSTILE)
@hypothesis.settings(max_examples=30)  # each of them is a check of a whole site
def test_any_editorial_file_ends_in_findings(text: str) -> None:
    with tempfile.TemporaryDirectory() as root:
        found(Path(root), {f"docs/editorial/{name}": text for name in LISTS})


@pytest.mark.usefixtures("short_time_limits")
@given(HOSTILE)
@hypothesis.settings(max_examples=30)  # each of them is a check of a whole site
def test_reading_twice_gives_the_same_corpus(text: str) -> None:
    with tempfile.TemporaryDirectory() as root:
        write({}, NOTHING, Path(root))
        (Path(root) / PAGE).write_text(FRONT + HEADING + text, encoding="utf-8")
        ours = settings(Path(root))
        assert corpus.read(ours) == corpus.read(ours)
