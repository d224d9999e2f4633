"""A wrong entry of the legal team is found where it stands, and the right line is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite import suppressions
from policysite.findings import Finding
from policysite.lint import editorial
from policysite.rulebook.examples import Example

from tests.example_site import settings, write
from tests.project import put

EXCEPTION = "- rule: numbers-differ\n  where: privacy#clause\n  reason: so it was given\n"
TERM = "- ru: { term: письмо }\n  en: { term: letter }\n"
ADVISED = [
    ("exceptions.yml", f"{EXCEPTION}  until: 31.12.2027\n", "4:10", "  until: 2027-12-31"),
    ("exceptions.yml", f"{EXCEPTION}  until: December 31, 2027\n", "4:10", "  until: 2027-12-31"),
    ("exceptions.yml", f"{EXCEPTION}  untill: 2027-12-31\n", "4:3", "  until: 2027-12-31"),
    ("exceptions.yml", EXCEPTION.replace("reason", "Grund"), "3:3", "  reason: so it was given"),
    (
        "exceptions.yml",
        "- {rule: a-b, wher: privacy, reason: so}\n",
        "1:15",
        "- {rule: a-b, where: privacy, reason: so}",
    ),
    ("exceptions.yml", EXCEPTION[2:].replace("\n  ", "\n"), "1:1", EXCEPTION[:-1]),
    ("glossary.yml", TERM.replace("{ term: letter }", "letter"), "2:7", "  en: { term: letter }"),
    ("glossary.yml", TERM.replace(" }", ", not: mail }", 1), "1:28", "- ru: { term: письмо, not: [mail] }"),
    ("glossary.yml", f"{TERM}  except: faq#more\n", "3:11", "  except: [faq#more]"),
    ("glossary.yml", TERM.replace("en:", "eng:"), "2:3", "  en: { term: letter }"),
    ("promises.yml", "- language: en\n  words: never\n", "2:10", "  words: [never]"),
    ("promises.yml", "- language: en\n  word: [never]\n", "2:3", "  words: [never]"),
    ("wordlist.txt", "Acme\nFoo, Bar; Baz Qux # names\n", "2:1", "Foo\nBar\nBaz\nQux"),
    ("wordlist.txt", "- Acme\n", "1:1", "Acme"),
]
UNKNOWN = [
    ("exceptions.yml", EXCEPTION.replace("  reason: so it was given\n", ""), "1:3", "names", "reason"),
    ("exceptions.yml", EXCEPTION.replace("so it was given", ""), "3:10", "value", "reason:"),
    ("exceptions.yml", EXCEPTION.replace("privacy#clause", "[a, b]"), "2:10", "value", "[a, b]"),
    ("exceptions.yml", f"{EXCEPTION}  until: soon\n", "4:10", "value", "soon"),
    ("exceptions.yml", f"{EXCEPTION}  until: 01/02/2027\n", "4:10", "value", "01/02/2027"),
    ("exceptions.yml", f"{EXCEPTION}  xyz: soon\n", "4:3", "value", "xyz"),
    ("exceptions.yml", f"{EXCEPTION}  {EXCEPTION[2:]}", "4:3", "value", "rule"),
    ("exceptions.yml", "- numbers-differ\n", "1:3", "value", "numbers-differ"),
    ("exceptions.yml", "numbers-differ\n", "1:1", "value", "numbers-differ"),
    ("glossary.yml", "- ru: { term: письмо }\n", "1:3", "names", "en"),
    ("glossary.yml", "- term: letter\n", "1:3", "value", "term"),
    ("glossary.yml", TERM.replace("term: letter", "not: [mail]"), "2:7", "names", "term"),
    ("promises.yml", "- language: en\n  words:\n  -\n", "3:4", "value", "-"),
]
RIGHT = [
    ("exceptions.yml", f"{EXCEPTION}  until: 2027-12-31\n"),
    ("glossary.yml", f"{TERM}  except: [faq#more]\n"),
    ("glossary.yml", "- ru: { term: письмо, not: [почта] }\n"),
    ("glossary.yml", f"{TERM}  de: {{ term: Brief }}\n"),
    ("wordlist.txt", "# Names, sorted\n\nO’Neill\nMünchner-Rück # a name, with a hyphen\n"),
]


def found_in(name: str, text: str, root: Path) -> list[Finding]:
    put(root / "docs/editorial" / name, text)
    site = settings(root)
    _, findings = suppressions.read_entries(site)
    return [*findings, *editorial.read(site)[1]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write({}, Example({}), tmp_path)
    return tmp_path


@pytest.mark.parametrize(("name", "text", "position", "advised"), ADVISED)
def test_the_right_line_is_advised_and_ends_the_finding(
    root: Path, name: str, text: str, position: str, advised: str
) -> None:
    (found,) = found_in(name, text, root)
    assert (f"{found.line}:{found.column}", found.params["example"]) == (position, advised)
    lines = text.split("\n")
    lines[found.line - 1 : found.line - 1 + (advised.count("\n") + 1 if name != "wordlist.txt" else 1)] = [advised]
    assert found_in(name, "\n".join(lines), root) == []


@pytest.mark.parametrize(("name", "text", "position", "param", "shown"), UNKNOWN)
def test_what_is_wrong_is_named_where_the_right_line_is_not_known(
    root: Path, name: str, text: str, position: str, param: str, shown: str
) -> None:
    (found,) = found_in(name, text, root)
    assert (f"{found.line}:{found.column}", found.params[param], found.params["example"]) == (position, shown, "")


def test_what_is_wrong_in_each_language_is_named_at_once(root: Path) -> None:
    found = found_in("glossary.yml", "- ru: письмо\n  en: letter\n", root)
    assert [each.params["example"] for each in found] == ["- ru: { term: письмо }", "  en: { term: letter }"]


def test_a_second_entry_of_a_term_is_named_and_has_no_effect(root: Path) -> None:
    (found,) = found_in("glossary.yml", f"{TERM}- ru: {{ term: Письмо }}\n  en: {{ term: message }}\n", root)
    assert (found.rule, found.line, found.params["first"]) == ("editorial-term-repeated", 3, "1")
    assert [each.wordings["en"].term for each in editorial.read(settings(root))[0].glossary] == ["letter"]


@pytest.mark.parametrize(
    ("name", "expected", "breaks"),
    [
        ("glossary.yaml", "glossary.yml", True),
        ("Glossary.yml", "glossary.yml", True),
        ("approvals.yml.txt", "approvals.yml", True),
        ("versions (2).yml", "versions.yml", True),
        ("Wordlist.txt", "wordlist.txt", True),
        ("promises-1.yaml", "promises.yml", False),
    ],
)
def test_a_file_under_a_wrong_name_is_found(root: Path, name: str, expected: str, breaks: bool) -> None:
    put(root / "docs/editorial/promises.yml", "")
    (found,) = found_in(name, "", root)
    assert (found.rule, found.path) == ("editorial-file-misnamed", f"docs/editorial/{name}")
    assert found.params["file"] == f"docs/editorial/{expected}"
    assert (expected in found.breaks) == breaks


@pytest.mark.parametrize("name", ["glossary-draft.yml", "notes.md", "guide.en.md", "labels/versions.yaml"])
def test_working_material_is_left(root: Path, name: str) -> None:
    assert found_in(name, "", root) == []


@pytest.mark.parametrize(("name", "text"), RIGHT)
def test_right_entries_are_read(root: Path, name: str, text: str) -> None:
    assert found_in(name, text, root) == []
