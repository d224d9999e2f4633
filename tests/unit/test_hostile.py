"""Whatever is put among the pages, the check comes to an end, and in findings."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite import corpus
from policysite.findings import Finding
from policysite.findings.text import as_text
from policysite.lint.runner import check
from policysite.messages import available_locales, messages_in
from policysite.rulebook import Example

from tests.example_site import TODAY, settings, write
from tests.somebody import locked_out

FRONT = "---\ntitle: A\ndescription: B\n---\n"
HEADING = "# A { #privacy }\n\n"
PAGE = "docs/ru/privacy.md"
LISTS = ("approvals.yml", "exceptions.yml", "glossary.yml", "promises.yml")
NOTHING = Example()
# The user who owns nothing.


# When the time is up, Python may just be in a callback of its garbage collection, from which nothing can be raised.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nothing comes to an end with need not be waited for that long here."""
    monkeypatch.setattr("policysite.corpus.reader.TIME_LIMIT_SECONDS", 0.5)
    monkeypatch.setattr("policysite.lint.runner._LONGEST", 1.0)


def found(root: Path, files: Mapping[str, str | bytes]) -> list[Finding]:
    """What the check finds in a site with these files, which it must be able to say, too."""
    write({}, NOTHING, root)
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return said(root)


def said(root: Path) -> list[Finding]:
    findings = list(check(settings(root, NOTHING), TODAY).findings)
    for language in available_locales():
        as_text(findings, messages_in(language)).encode()
    return findings


def page(text: str) -> dict[str, str | bytes]:
    return {PAGE: FRONT + HEADING + text}


def headings(numbers: Iterator[int] | range) -> str:
    return "".join(f"## H {number} {{ #h-{number} }}\n\n" for number in numbers)


def bomb(entries: int) -> str:
    """Lists of lists of lists: a few lines of YAML that stand for more values than there are atoms."""
    lines = ["l0: &l0 [x]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, entries)]
    return "\n".join(lines) + "\n"


def turned_around(numbers: range) -> dict[str, str | bytes]:
    """Headings, and in the translation the same in the opposite order."""
    return {**page(headings(numbers)), "docs/en/privacy.md": FRONT + HEADING + headings(numbers[::-1])}


def merges(entries: int) -> str:
    """The same with mappings, each merged from nine times the one before."""
    lines = ["l0: &l0 {x: y}"]
    lines += [f"l{n}: &l{n} {{<<: [{', '.join([f'*l{n - 1}'] * 9)}]}}" for n in range(1, entries)]
    return "\n".join(lines) + "\n"


SIGNS = [
    *("[", "<a ", "*", "_", "`", "![", "{", "<!--", "<![", "<?", "&", "&#", "\\", "](", "[](", "[a](", "**a", "~", "|"),
    *("\x02", "\x03", "<div>\n", "#", "- ", "> ", ">", "1. ", "> - ", "[a]:", "](<", "=", "<script>", "{:", "{#a"),
    *("((", "<a\n", "```\n", "~~~\n", "\t", "\r", "\n", "\r\n", "a\\\n", "http://", "<x@y.", "|a"),
    *("\U000f0000", "\ufeff"),
]

PAGES: dict[str, dict[str, str | bytes]] = {
    "no text": {PAGE: b"\xff\xfe\x00"},
    "half a character": {PAGE: FRONT.encode() + "я".encode()[:1]},
    "UTF-16": {PAGE: (FRONT + HEADING).encode("utf-16")},
    "nothing at all": {PAGE: b""},
    "NUL": page("a\x00b"),
    "a byte order mark and carriage returns": {PAGE: f"\ufeff{FRONT}{HEADING}a\n".replace("\n", "\r\n")},
    "a line of ten megabytes": page("a" * 10_000_000),
    "a line of nearly a megabyte": page("a" * 990_000),
    "words without end": page("слово и дело " * 40_000),
    "five thousand lists in one another": page("\n".join(" " * 4 * min(n, 45) + "- a" for n in range(5_000))),
    "a table of twenty thousand rows": page("| a | b |\n|---|---|\n" + "| a | b |\n" * 20_000),
    "a number of five thousand digits before an item": page("9" * 5_000 + ". a\n"),
    "characters that there are not": page("&#x110000; &#xd800; &#0; &#99999999999; &#xfffffffff;"),
    "a character whose number has five thousand digits": page(f"&#{'9' * 5_000};"),
    "the same in a heading": page(f"## &#{'9' * 5_000};"),
    "the same in an address": page(f"[a](&#{'9' * 5_000};)"),
    "the marks of the parser and of the reader": page("\x02klzzwxh:0\x03 \x02amp\x03 \U000f0000 \x0296\x03"),
    **{f"twenty thousand times {sign!r}": page(sign * 20_000) for sign in SIGNS},
}

# What is large, but nothing else: it must be read to its end.
LARGE = {
    "in one language": page(headings(range(10_000))),
    "in both": {**page(headings(range(10_000))), "docs/en/privacy.md": FRONT + HEADING + headings(range(10_000))},
    "turned around": turned_around(range(10_000)),
    "all the same": page("## H { #h }\n\n" * 10_000),
    "without ids": page("## H\n\n" * 10_000),
    "based on nothing": page("".join(f'## H {{ #h-{n} data-based-on="no such" }}\n\n' for n in range(10_000))),
}

VALUES = [
    *('"\\ud800"', '"\\U00110000"', '"\\UFFFFFFFF"', '"\\0"', '"\\e[31m"', '"\\x85"', "a\u2028b", "a\x85b", "\ufeff"),
    *("0x" + "f" * 10_000, "9" * 10_000, "1" + ":1" * 5_000, ".inf", "!!int a", '!!int ""', "!!float a"),
    *("!!timestamp a", "!!bool a", "!!null a", "!!binary a", "!!set {a}", "!!omap [a]", "!!pairs [a]", "!!map [a]"),
    *("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "0000-00-00", "2026-11-22T99:99:99"),
    *("!!timestamp 2026-W01", "&a [*a]", "*a", "!!python/name:os.system", "!%FF a", f"!<{'a' * 1000}> b", "? a"),
    *("- a", "|\n  a\n  b", "<<: *a"),
    *("[" * 5_000, "{a: " * 5_000, "!" * 5_000, "&" * 5_000, '"' * 5_000, "- " * 5_000),
]

FRONT_MATTERS = {
    **{value[:20]: f"title: {value}\ndescription: B" for value in VALUES},
    **{f"{value[:20]} for a day": f'version: "1"\neffective_date: {value}' for value in VALUES},
    **{f"{value[:20]} for a name": f"{value}: A" for value in VALUES},
    "a hundred thousand lines": "a: b\n" * 100_000,
    "a hundred thousand names": "".join(f"a{number}: b\n" for number in range(100_000)),
    "lists of lists": bomb(30),
    "merged mappings": merges(12),
    "a version of YAML": f"%YAML {'9' * 5_000}.1\n--- a",
    "a step for each line": "".join(f"{' ' * number}-\n" for number in range(1_000)),
}

KEPT = {
    **{value[:20]: f"- rule: {value}\n  where: a\n  reason: b\n" for value in VALUES},
    **{f"{value[:20]} for a day": f"- {{rule: a, where: b, reason: c, until: {value}}}\n" for value in VALUES},
    **{f"{value[:20]} for all": value for value in VALUES if value != "\ufeff"},
    "lists of lists": bomb(30),
    "merged mappings": merges(12),
    "the same thing a thousand times": "- &a {rule: a, where: b, reason: c}\n" + "- *a\n" * 1_000,
    "two thousand entries": "- {rule: a, where: b, reason: c}\n" * 2_000,
    "a megabyte": "- a\n" * 250_000,
    "no text": b"\xff\xfe\x00",
    "UTF-16": "- a\n".encode("utf-16"),
}


@pytest.mark.usefixtures("short_patience")
@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_ends_in_findings(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, PAGES[name])


@pytest.mark.parametrize("name", LARGE)
def test_ten_thousand_headings_are_read_to_their_end(tmp_path: Path, name: str) -> None:
    findings = found(tmp_path, LARGE[name])
    assert findings
    assert not {finding.rule for finding in findings} & {"page-timeout", "file-too-large"}


@pytest.mark.usefixtures("short_patience")
@pytest.mark.parametrize("name", FRONT_MATTERS)
def test_hostile_front_matter_ends_in_findings(tmp_path: Path, name: str) -> None:
    text = f"---\n{FRONT_MATTERS[name]}\n---\n{HEADING}"
    rules = {finding.rule for finding in found(tmp_path, {PAGE: text}) if finding.path == PAGE}
    assert rules & {"front-matter-broken", "front-matter-value-invalid", "front-matter-unknown", "page-timeout"}


@pytest.mark.parametrize("name", KEPT)
def test_hostile_working_files_end_in_findings(tmp_path: Path, name: str) -> None:
    files = {f"docs/editorial/{kept}": KEPT[name] for kept in (*LISTS, "wordlist.txt")}
    paths = {finding.path for finding in found(tmp_path, files)}
    assert {f"docs/editorial/{kept}" for kept in LISTS} <= paths


@pytest.mark.parametrize("path", ["mkdocs.yml", "docs/assets/a.svg"])
@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\0", b"<" * 20_000, b"a" * 10_000_000], ids=len)
def test_hostile_files_beside_the_pages_end_in_findings(tmp_path: Path, path: str, content: bytes) -> None:
    assert found(tmp_path, {path: content})


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listening(path: Path) -> None:
    # The address of a socket may be no longer than a hundred characters.
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


@pytest.mark.parametrize("make", [pipe, listening, loop, folder])
@pytest.mark.parametrize(
    "path",
    [
        *("docs/ru/x.md", "docs/ru/privacy.md", "docs/assets/x.svg", "docs/.well-known/security.txt", "docs/x"),
        *(f"docs/editorial/{name}" for name in ("approvals.yml", "exceptions.yml", "glossary.yml", "wordlist.txt")),
    ],
)
def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path: Path, path: str, make: Callable[[Path], None]) -> None:
    write({}, NOTHING, tmp_path)
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).unlink(missing_ok=True)
    make(tmp_path / path)
    rules = {finding.rule for finding in said(tmp_path) if finding.path == path}
    expected = {"unreadable"} if "editorial" in path else set()
    if make is loop:
        expected |= {"symlink"}
    elif make is not folder and "editorial" not in path:
        expected |= {"file-unexpected"}
    assert rules == expected


def test_a_folder_may_be_called_like_a_page(tmp_path: Path) -> None:
    text = FRONT + "# A { #a }\n\nA.\n"
    files = {f"docs/{language}/x.md/a.md": text for language in ("ru", "en")}
    assert {finding.path for finding in found(tmp_path, files)} <= {"docs/en/x.md/a.md", *found_without(tmp_path)}


def found_without(root: Path) -> set[str]:
    """Where something is found in a site that has nothing in it yet."""
    with tempfile.TemporaryDirectory(dir=root) as other:
        return {finding.path for finding in found(Path(other), {})}


def test_folders_may_lie_in_one_another_as_deep_as_the_system_lets_them(tmp_path: Path) -> None:
    write({}, NOTHING, tmp_path)
    folders = [tmp_path / "docs/ru"]
    for _ in range((4_000 - len(str(tmp_path))) // 2):
        folders.append(folders[-1] / "a")
        folders[-1].mkdir()
    (folders[-1] / "x").touch()
    try:
        assert "file-unexpected" in {finding.rule for finding in said(tmp_path)}
    finally:
        (folders[-1] / "x").unlink()
        for made in folders[:0:-1]:  # what goes down by calling itself comes to no end of them
            made.rmdir()


@pytest.mark.parametrize(
    "name",
    [b"\xff.md", b"a\nb.md", b"a b.md", b"\x1b[31m.md", "a\u202eb.md".encode(), b"a#b.md", b".md", b"...md", b"-.md"],
)
def test_names_of_files_may_hold_anything(tmp_path: Path, name: bytes) -> None:
    write({}, NOTHING, tmp_path)
    path = os.fsencode(tmp_path / "docs/ru") + b"/" + name
    Path(os.fsdecode(path)).write_text("", encoding="utf-8")
    assert any(os.fsdecode(name) in finding.path for finding in said(tmp_path))


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        *((path, 0) for path in ("docs/ru/privacy.md", "docs/assets/a.svg", "docs/editorial/wordlist.txt")),
        *((path, mode) for path in ("docs", "docs/ru", "docs/assets", "docs/editorial") for mode in (0, 0o400)),
    ],
)
def test_what_is_locked_is_named(monkeypatch: pytest.MonkeyPatch, path: str, mode: int) -> None:
    files: dict[str, str | bytes] = {"docs/assets/a.svg": "<svg/>", "docs/editorial/wordlist.txt": "a\n"}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        assert "unreadable" not in {finding.rule for finding in found(root, files)}
        # Another program might not be found by whoever the check is made as.
        monkeypatch.setattr("policysite.lint.rumdl.check", lambda *_: [])
        (root / path).chmod(mode)
        with locked_out(root):
            rules = {finding.rule for finding in said(root)}
        (root / path).chmod(0o700)
        assert "unreadable" in rules


def test_of_a_page_that_could_not_be_read_nothing_else_is_said(tmp_path: Path) -> None:
    text = '# A { #faq }\n\n## B { #b data-based-on="clause" }\n\nB.\n'
    params = "---\ntitle: A\ndescription: B\n---\n"
    whole = {f"docs/{language}/faq.md": params + text for language in ("ru", "en")}
    before = {(finding.path, finding.rule) for finding in found(tmp_path, whole)}
    line = f"en/privacy#clause ru/privacy#clause: {'0' * 32} {'1' * 32}\n"
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


@pytest.mark.usefixtures("short_patience")
@given(HOSTILE)
@hypothesis.settings(max_examples=30)  # each checks a whole site
def test_any_page_ends_in_findings(text: str) -> None:
    with tempfile.TemporaryDirectory() as root:
        found(Path(root), page(text))


@pytest.mark.usefixtures("short_patience")
@given(HOSTILE)
@hypothesis.settings(max_examples=30)  # each checks a whole site
def test_any_front_matter_ends_in_findings(text: str) -> None:
    with tempfile.TemporaryDirectory() as root:
        found(Path(root), {PAGE: f"---\n{text}\n---\n{HEADING}"})


@pytest.mark.usefixtures("short_patience")
@given(st.sampled_from([PAGE, "docs/assets/a.svg", *(f"docs/editorial/{name}" for name in LISTS)]), st.binary())
@hypothesis.settings(max_examples=30)  # each checks a whole site
def test_any_bytes_end_in_findings(path: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as root:
        found(Path(root), {path: content})


@pytest.mark.usefixtures("short_patience")
@given(HOSTILE)
@hypothesis.settings(max_examples=30)  # each checks a whole site
def test_any_working_file_ends_in_findings(text: str) -> None:
    with tempfile.TemporaryDirectory() as root:
        found(Path(root), {f"docs/editorial/{name}": text for name in LISTS})


@pytest.mark.usefixtures("short_patience")
@given(HOSTILE)
@hypothesis.settings(max_examples=30)  # each checks a whole site
def test_the_corpus_is_the_same_however_often_it_is_read(text: str) -> None:
    with tempfile.TemporaryDirectory() as root:
        found(Path(root), page(text))
        ours = settings(Path(root), NOTHING)
        assert corpus.read(ours) == corpus.read(ours)
