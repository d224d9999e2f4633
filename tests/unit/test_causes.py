"""A finding that another one causes is not reported, and no finding is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.findings import Finding, Severity
from policysite.findings.causes import reported
from policysite.history.rules import VERSION_UNRELEASED
from policysite.lint.runner import check
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import Example

from tests.example_site import TODAY, approve, settings, write
from tests.project import put
from tests.releases import after, release_all, site_with_versions

ORIGINAL, TRANSLATION = "docs/ru", "docs/en"
APPROVALS, RECORD = "docs/editorial/approvals.yml", "docs/editorial/versions.yml"
FAQ = Example(
    {
        "ru": """# Вопросы { #faq }

## Сколько хранятся обращения? { #how-long data-based-on="clause" }

Месяц; подробнее [в политике](privacy.md#clause).
""",
        "en": """# Questions { #faq }

## How long are requests kept? { #how-long data-based-on="clause" }

A month; see [the policy](privacy.md#clause).
""",
    },
    page="faq",
)


def replaced(old: str, new: str, *paths: str) -> Callable[[Path], None]:
    def replace(root: Path) -> None:
        for path in paths:
            text = (root / path).read_text(encoding="utf-8")
            assert old in text
            (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return replace


def renamed(old: str, new: str) -> Callable[[Path], object]:
    return lambda root: (root / old).rename(root / new)


def without_text(root: Path) -> None:
    path = root / POLICIES[0]
    put(path, path.read_text(encoding="utf-8").partition("# ")[0])


def spoiled(path: str, content: bytes = b"\xff\xfe") -> Callable[[Path], object]:
    return lambda root: (root / path).write_bytes(content)


def in_conflict(path: str) -> Callable[[Path], object]:
    """Put a conflict about its second line into a file."""

    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8") if (root / path).exists() else "/* */\n:root {}\n"
        lines = [*text.split("\n"), ""]
        put(root / path, "\n".join([lines[0], "<<<<<<< HEAD", lines[1], "=======", lines[1], ">>>>>>> b", *lines[2:]]))

    return change


def marked(rule: str, path: str) -> list[str]:
    return [f"{path}:{line} {rule}" for line in (2, 4, 6)]


POLICIES, ANSWERS = ([f"{folder}/{name}.md" for folder in (ORIGINAL, TRANSLATION)] for name in ("privacy", "faq"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda _: None, []),
        (
            replaced('"clause"', '"clauze"', *ANSWERS),
            [f"{TRANSLATION}/faq.md:8 based-on-unknown", f"{ORIGINAL}/faq.md:8 based-on-unknown"],
        ),
        (
            replaced("data-based-on", "data-based-\u043en", ANSWERS[0]),
            [f"{ORIGINAL}/faq.md:8 attribute-letters-foreign"],
        ),
        (replaced('"clause"', '"clauze"', ANSWERS[0]), [f"{ORIGINAL}/faq.md:8 based-on-unknown"]),
        (replaced('"clause"', '"clauze"', ANSWERS[1]), [f"{TRANSLATION}/faq.md:8 based-on-unknown"]),
        (replaced("#clause", "#rights", POLICIES[0]), [f"{ORIGINAL}/privacy.md:10 ids-differ"]),
        (replaced("#clause", "#rights", POLICIES[1]), [f"{TRANSLATION}/privacy.md:10 ids-differ"]),
        (replaced(" { #clause }", "", POLICIES[0]), [f"{ORIGINAL}/privacy.md:10 id-missing"]),
        (replaced(" { #clause }", "", POLICIES[1]), [f"{TRANSLATION}/privacy.md:10 id-missing"]),
        (
            lambda root: [
                put(root / path, (root / path).read_text(encoding="utf-8") + more)
                for path, more in zip(
                    POLICIES, ("\n**Права**\n\nВам 16 лет.\n", "\n## Law { #law }\n\nYou are 16.\n"), strict=True
                )
            ],
            [f"{TRANSLATION}/privacy.md:14 translation-unreviewed", f"{ORIGINAL}/privacy.md:14 bold-as-heading"],
        ),
        (
            lambda root: [
                put(root / path, f"{(root / path).read_text(encoding='utf-8')}\n{text}\n")
                for path, text in zip(
                    (*POLICIES, "docs/editorial/exceptions.yml"),
                    (
                        "Вам 16 лет.\n---",
                        "You are 16.\n---",
                        "- {rule: numbers-differ, where: privacy#clause, reason: So it was.}",
                    ),
                    strict=True,
                )
            ],
            [
                f"{TRANSLATION}/privacy.md:10 translation-unreviewed",
                f"{TRANSLATION}/privacy.md:14 heading-underlined",
                f"{ORIGINAL}/faq.md:8 based-on-stale",
                f"{ORIGINAL}/privacy.md:14 heading-underlined",
            ],
        ),
        (
            lambda root: put(
                root / POLICIES[0],
                (root / POLICIES[0]).read_text(encoding="utf-8") + f"\nen/a#a ru/a#a: v2 {'0' * 32} {'1' * 32}\n",
            ),
            [f"{ORIGINAL}/privacy.md:14 editorial-line-misplaced"],
        ),
        (
            lambda root: put(root / POLICIES[1], f"{(root / POLICIES[1]).read_text(encoding='utf-8').rstrip()}[II1]\n"),
            [f"{TRANSLATION}/privacy.md:12 word-residue"],
        ),
        (replaced("## Пункт", " ## Пункт", POLICIES[0]), [f"{ORIGINAL}/privacy.md:10 heading-indented"]),
        (
            lambda root: [(root / path).rename(root / path.replace("faq", "questions")) for path in ANSWERS],
            [f"{APPROVALS}:2 approval-renamed"],
        ),
        (
            lambda root: [(root / path).rename(root / path.replace("faq", " faq")) for path in ANSWERS],
            [f"{TRANSLATION}/ faq.md:1 name-unsuitable", f"{ORIGINAL}/ faq.md:1 name-unsuitable"],
        ),
        (
            lambda root: [(root / path).rename(root / path.replace("faq", "pagefind")) for path in ANSWERS],
            [f"{TRANSLATION}/pagefind.md:1 name-reserved", f"{ORIGINAL}/pagefind.md:1 name-reserved"],
        ),
        (
            lambda root: [
                put(root / "mkdocs.yml", "nav: [index.md, 'a<b.md']\n"),
                *((root / path).rename(root / path.replace("faq", "a<b")) for path in ANSWERS),
            ],
            [
                f"{APPROVALS}:2 approval-renamed",
                f"{TRANSLATION}/a<b.md:1 name-unsuitable",
                f"{ORIGINAL}/a<b.md:1 name-unsuitable",
            ],
        ),
        (
            lambda root: [
                put(root / "mkdocs.yml", "nav: [index.md, 'a:b.md']\n"),
                *((root / path).rename(root / path.replace("faq", "a:b")) for path in ANSWERS),
            ],
            [
                f"{APPROVALS}:2 approval-renamed",
                f"{TRANSLATION}/a:b.md:1 name-unsuitable",
                f"{ORIGINAL}/a:b.md:1 name-unsuitable",
            ],
        ),
        (renamed(ANSWERS[1], f"{TRANSLATION}/questions.md"), [f"{TRANSLATION}/questions.md:1 page-names-differ"]),
        (lambda root: (root / POLICIES[1]).unlink(), [f"{ORIGINAL}/privacy.md:1 page-missing"]),
        (lambda root: (root / POLICIES[0]).unlink(), [f"{TRANSLATION}/privacy.md:1 page-missing"]),
        (spoiled(POLICIES[0]), [f"{ORIGINAL}/privacy.md:1 unreadable"]),
        (spoiled(POLICIES[1]), [f"{TRANSLATION}/privacy.md:1 unreadable"]),
        (spoiled(f"{ORIGINAL}/index.md"), [f"{ORIGINAL}/index.md:1 unreadable"]),
        (renamed(APPROVALS, f"{APPROVALS[:-3]}yaml"), [f"{APPROVALS[:-3]}yaml:1 editorial-file-misnamed"]),
        (spoiled(APPROVALS), [f"{APPROVALS}:1 unreadable"]),
        (spoiled(APPROVALS, b"a\n" * 40), [f"{APPROVALS}:1 approvals-damaged"]),
        (
            replaced("en/privacy#clause ru/privacy#clause:", "en/privacy#clause ru/privacy#clause", APPROVALS),
            [f"{APPROVALS}:10 approval-damaged"],
        ),
        (in_conflict(POLICIES[0]), marked("merge-marker", POLICIES[0])),
        (in_conflict(POLICIES[1]), marked("merge-marker", POLICIES[1])),
        (in_conflict(APPROVALS), marked("approvals-conflict", APPROVALS)),
        (in_conflict("docs/editorial/wordlist.txt"), marked("merge-marker", "docs/editorial/wordlist.txt")),
        (in_conflict("docs/editorial/exceptions.yml"), marked("merge-marker", "docs/editorial/exceptions.yml")),
        (in_conflict("overrides/assets/brand.css"), marked("merge-marker", "overrides/assets/brand.css")),
        (
            replaced("reason: ", "reason: {", "docs/editorial/exceptions.yml"),
            ["docs/editorial/exceptions.yml:3 yaml-unpaired"],
        ),
        (spoiled(f"{TRANSLATION}/faq.md", b""), [f"{TRANSLATION}/faq.md:1 page-empty"]),
        (without_text, [f"{ORIGINAL}/privacy.md:1 page-empty"]),
        (spoiled("docs/editorial/wordlist.txt"), ["docs/editorial/wordlist.txt:1 unreadable"]),
        (spoiled("docs/editorial/glossary.yml"), ["docs/editorial/glossary.yml:1 unreadable"]),
        (spoiled("docs/editorial/exceptions.yml"), ["docs/editorial/exceptions.yml:1 unreadable"]),
        (
            replaced("reason:", "because:", "docs/editorial/exceptions.yml"),
            ["docs/editorial/exceptions.yml:3 editorial-name-unknown"],
        ),
        (replaced("title: П", "title: П: П", POLICIES[0]), [f"{ORIGINAL}/privacy.md:2 front-matter-broken"]),
        (replaced("---\ntitle", "----\ntitle", POLICIES[0]), [f"{ORIGINAL}/privacy.md:1 front-matter-missing"]),
        (replaced("---\ntitle", "+++\ntitle", POLICIES[0]), [f"{ORIGINAL}/privacy.md:1 front-matter-missing"]),
        (replaced("version:", "Version:", POLICIES[0]), [f"{ORIGINAL}/privacy.md:4 front-matter-unknown"]),
        (replaced("title:", "titel:", POLICIES[1]), [f"{TRANSLATION}/privacy.md:2 front-matter-unknown"]),
        (replaced("title:", "Название:", POLICIES[0]), [f"{ORIGINAL}/privacy.md:2 front-matter-unknown"]),
    ],
)
def test_one_mistake_is_reported_once(tmp_path: Path, change: Callable[[Path], object], expected: list[str]) -> None:
    write(FAQ.texts, FAQ, tmp_path)
    site = settings(tmp_path)
    (tmp_path / "docs/editorial").mkdir()
    (tmp_path / "docs/editorial/wordlist.txt").write_text("qwertyuiop\n", encoding="utf-8")
    (tmp_path / "docs/editorial/glossary.yml").write_text("", encoding="utf-8")
    (tmp_path / "docs/editorial/exceptions.yml").write_text(
        "- rule: paragraphs-differ\n  where: index#clause\n  reason: so it was\n", encoding="utf-8"
    )
    for path, more in ((f"{ORIGINAL}/index.md", "\n\nQwertyuiop.\n"), (f"{TRANSLATION}/index.md", " Qwertyuiop.\n")):
        (tmp_path / path).write_text((tmp_path / path).read_text(encoding="utf-8").rstrip() + more, encoding="utf-8")
    approve(site)
    change(tmp_path)
    # The versions of this site are not released.
    found = [each for each in check(site, TODAY, RULES).findings if each.rule != VERSION_UNRELEASED.name]
    assert [f"{each.path}:{each.line} {each.rule}" for each in found] == expected


def test_a_heading_behind_html_in_its_line_is_reported(tmp_path: Path) -> None:
    write(FAQ.texts, FAQ, tmp_path)
    path = tmp_path / POLICIES[1]
    put(path, path.read_text(encoding="utf-8") + "\n<!-- x -->## Law\n\nYou are 16.\n")
    found = check(settings(tmp_path), TODAY, RULES).findings
    assert f"{POLICIES[1]}:14 raw-html" in [f"{each.path}:{each.line} {each.rule}" for each in found]


def without_version(path: Path) -> None:
    put(path, re.sub("^(version|effective_date): .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (without_version, [f"{ORIGINAL}/privacy.md:1 version-removed"]),
        (
            lambda path: path.write_bytes(b"\xff"),
            [f"{TRANSLATION}/privacy.md:1 unreadable", f"{ORIGINAL}/privacy.md:1 unreadable"],
        ),
        # (The answers are compared as they would be without their links to it.)
        (Path.unlink, [f"{RECORD}:3 released-page-missing", f"{TRANSLATION}/faq.md:8 translation-unreviewed"]),
    ],
)
def test_a_released_document_without_a_version_or_a_page_is_reported_once(
    tmp_path: Path, change: Callable[[Path], object], expected: list[str]
) -> None:
    write(FAQ.texts, FAQ, tmp_path)
    site = settings(tmp_path)
    approve(site)
    release_all(site)
    for path in POLICIES:
        change(tmp_path / path)
    found = check(site, TODAY, RULES).findings
    assert [f"{each.path}:{each.line} {each.rule}" for each in found] == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (in_conflict(RECORD), marked("merge-marker", RECORD)),
        (lambda root: put(root / RECORD, (root / RECORD).read_text("utf-8") + "- {\n"), [f"{RECORD}:8 yaml-unpaired"]),
        (
            replaced("effective_date: 2027-03", "effective_date: 2027-13", POLICIES[0]),
            [f"{POLICIES[0]}:5 date-nonexistent"],
        ),
        (replaced('version: "1.1"', 'verson: "1.1"', RECORD), [f"{RECORD}:7 version-line-damaged"]),
        (
            lambda root: put(root / RECORD, (root / RECORD).read_text("utf-8") + "- {document: privacy}\n"),
            [f"{RECORD}:8 editorial-name-missing"],
        ),
    ],
)
def test_nothing_follows_from_a_record_of_versions_that_cannot_be_read(
    tmp_path: Path, change: Callable[[Path], object], expected: list[str]
) -> None:
    site = site_with_versions(tmp_path)
    approve(site)
    change(tmp_path)
    assert [f"{each.path}:{each.line} {each.rule}" for each in check(site, after(70), RULES).findings] == expected


def finding(name: str, breaks: set[str], rests_on: set[str], severity: Severity = Severity.ERROR) -> Finding:
    return Finding(name, 1, 1, str(severity), {}, severity, breaks=frozenset(breaks), rests_on=frozenset(rests_on))


def test_the_consequences_of_a_consequence_are_not_reported_either() -> None:
    cause = finding("a", {"x"}, set())
    assert reported([finding("c", set(), {"y"}), finding("b", {"y"}, {"x"}), cause]) == [cause]


def test_a_warning_does_not_hide_an_error() -> None:
    warning, error = finding("a", {"x"}, set(), Severity.WARNING), finding("b", set(), {"x"})
    assert reported([warning, error]) == [warning, error]


def test_a_finding_does_not_hide_itself_nor_two_findings_each_other() -> None:
    one, other = finding("a", {"x"}, {"x", "y"}), finding("b", {"y"}, {"x"})
    assert reported([one]) == [one]
    assert reported([one, other]) == [one, other]


def test_findings_are_reported_once_if_they_are_reported_alike() -> None:
    one, warning = Finding("a", 1, 1, "r"), Finding("a", 1, 1, "r", severity=Severity.WARNING)
    other = Finding("a", 1, 1, "r", {"id": "b"})
    found = reported([other, warning, one, one])
    assert [(each.severity, each.params) for each in found] == [
        (Severity.ERROR, {}),
        (Severity.ERROR, {"id": "b"}),
        (Severity.WARNING, {}),
    ]


def test_what_is_inside_damaged_text_is_not_reported() -> None:
    damage = Finding("a", 1, 3, "damage", damaged=range(3, 6))
    outside = [Finding("a", 1, 2, "r"), Finding("a", 1, 6, "r"), Finding("a", 2, 4, "r"), Finding("b", 1, 4, "r")]
    inside = [Finding("a", 1, 3, "r"), Finding("a", 1, 5, "r")]
    assert reported([damage, *outside, *inside]) == sorted([damage, *outside])


def test_a_cause_is_reported_although_it_is_inside_damaged_text() -> None:
    cause = Finding("a", 1, 1, "cause", breaks=frozenset({"x"}))
    assert reported([Finding("a", 1, 1, "damage", damaged=range(1, 4), rests_on=frozenset({"x"})), cause]) == [cause]


def test_two_findings_that_damage_each_other_are_reported_without_their_consequence() -> None:
    both = [Finding("a", 1, 1, rule, damaged=range(1, 3), breaks=frozenset({"x"})) for rule in ("b", "c")]
    assert reported([*both, finding("d", set(), {"x"})]) == both


SUBJECTS = st.sets(st.sampled_from("abcd"))


@given(
    st.lists(st.builds(finding, st.sampled_from("klmno"), SUBJECTS, SUBJECTS, st.sampled_from(Severity)), min_size=1)
)
def test_some_finding_always_remains_and_an_error_if_there_was_one(findings: list[Finding]) -> None:
    left = reported(findings)
    assert left
    assert any(each.severity is Severity.ERROR for each in left) or all(
        each.severity is Severity.WARNING for each in findings
    )
