"""A record that was damaged is named once, with what belongs there, which is enough."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from policysite.findings import Finding
from policysite.messages import NEXT_BLOCK

from tests.example_site import TODAY
from tests.project import Site, commit, git, put
from tests.released_site import RECORD, approve_with, change, copied, errors, findings, follow, write_changes

APPROVALS = "docs/editorial/approvals.yml"
PAIR = "en/privacy#security ru/privacy#security"


def written(root: Path, path: str, begin: str, damage: Callable[[str], str]) -> int:
    """Damage the line of a file that begins like this, and return its number."""
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    (number,) = (number for number, line in enumerate(lines) if line.startswith(begin))
    assert lines[number] != damage(lines[number])
    lines[number] = damage(lines[number])
    put(root / path, "\n".join(lines))
    return number + 1


def corrected(root: Path, path: str, number: int, line: str) -> None:
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    put(root / path, "\n".join([*lines[: number - 1], line, *lines[number:]]))


def is_restored(root: Path, origin: Path) -> bool:
    """True if a site is again what it was made from, in which nothing is found."""
    now, before = (Site(folder / "docs").files() for folder in (root, origin))
    return now == before


def with_other_digit(line: str) -> str:
    return line[:-1] + ("0" if line[-1] != "0" else "1")


@pytest.mark.parametrize(
    "damage",
    [
        with_other_digit,
        lambda line: re.sub("v2 .", lambda match: with_other_digit(match[0]), line),
        lambda line: line[:-1],
        lambda line: line[:-40],
        lambda line: line.replace(": v2 ", ": v2 0"),
        lambda line: line.replace("0", "O"),
        lambda line: line.replace("v2 ", "v2 \u0430"),
        lambda line: line.replace("v2", "V2"),
        lambda line: line.replace(":", ""),
        lambda line: f"{line.split(': ')[0]}: {line.split(': ')[1].upper()}",
    ],
)
def test_the_right_line_is_printed_for_a_damaged_approval(
    released: Path, tmp_path: Path, damage: Callable[[str], str]
) -> None:
    root = shutil.copytree(released, tmp_path / "site")
    number = written(root, APPROVALS, PAIR, damage)
    (found,) = errors(root)
    assert (found.path, found.line, found.rule) == (APPROVALS, number, "approval-damaged")
    corrected(root, APPROVALS, number, *copied(found))
    assert is_restored(root, released)


def test_a_damaged_line_beside_the_right_one_is_only_to_be_deleted(root: Path) -> None:
    text = (root / APPROVALS).read_text(encoding="utf-8")
    line = next(line for line in text.split("\n") if line.startswith(PAIR))
    put(root / APPROVALS, f"{text}\n{line[:-1]}\n\n{with_other_digit(line)}\n")
    assert [each.rule for each in errors(root)] == ["approvals-unreadable", "approval-superseded"]


def test_an_approval_of_another_text_is_not_damaged(root: Path) -> None:
    number = written(root, APPROVALS, PAIR, lambda line: f"{line[:-32]}{'0123456789abcdef' * 2}")
    (found,) = errors(root)
    assert (found.rule, found.params["former"]) == ("translation-stale", str(number))


VERSION, CORRECTION = "1.1", "1.0-1"


@pytest.fixture(scope="module")
def drafts(released: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return sites with the lines of versions: one that is published, a new version, and a correction."""
    folder = tmp_path_factory.mktemp("drafts")
    roots = {name: shutil.copytree(released, folder / name.replace(".", "")) for name in ("1.0", VERSION, CORRECTION)}
    for name, root in roots.items():
        commit(root, TODAY)
        git(root, "switch", "--quiet", "--create", "edit")
        if name != "1.0":
            change(root, "a sentence" if name == VERSION else "a word in one language")
            follow(errors(root), root, is_typo=name == CORRECTION)
        assert not findings(root)
    return roots


READABLE = {
    "another digit": lambda line: re.sub("en: v2 .", lambda match: with_other_digit(match[0]), line),
    "both digests changed": lambda line: re.sub("v2 .", lambda match: with_other_digit(match[0]), line),
    "digests swapped": lambda line: re.sub("ru: (v2 [0-9a-f]+), en: (v2 [0-9a-f]+)", r"ru: \2, en: \1", line),
    "another language": lambda line: line.replace("en: v2", "eng: v2"),
    "a language lost": lambda line: re.sub(", en: v2 [0-9a-f]+", "", line),
    "another document": lambda line: line.replace("privacy", "privcy"),
    "a letter of another script": lambda line: line.replace("privacy", "\u0440rivacy"),
    "another day": lambda line: re.sub("effective_date: [^,]+", "effective_date: 2026-12-25", line),
    "an earlier day": lambda line: re.sub("effective_date: [^,]+", "effective_date: 2026-01-25", line),
    "another number": lambda line: re.sub(r"(version: \"1\.\d|correction: )\d?", r"\g<1>7", line),
    "another version": lambda line: line.replace('"1.', '"3.'),
}
UNREADABLE = {
    "one digit lost": lambda line: re.sub("en: v2 .", "en: v2 ", line),
    "one digit more": lambda line: line.replace("ru: v2 ", "ru: v2 0"),
    "the letter O": lambda line: line.replace("0", "O"),
    "no scheme": lambda line: line.replace("v2 ", ""),
    "the end lost": lambda line: line[:-20],
    "a bracket lost": lambda line: line.replace("digests: {", "digests: "),
    "a comma lost": lambda line: line.replace(", released", " released"),
    "a space lost": lambda line: line.replace("released: ", "released:"),
    "a key mistyped": lambda line: line.replace("released", "relased"),
    "a key in another script": lambda line: line.replace("effective_date", "effe\u0441tive_date"),
    "a capital letter": lambda line: line.replace("document", "Document"),
    "a comma in the number": lambda line: line.replace('"1.', '"1,'),
    "another form of the date": lambda line: re.sub("effective_date: [^,]+", "effective_date: 22.11.2026", line),
    "a day that does not exist": lambda line: re.sub("effective_date: [^,]+", "effective_date: 2026-11-31", line),
    "other quotation marks": lambda line: line.replace('"', "\N{LEFT DOUBLE QUOTATION MARK}"),
    "a tab": lambda line: f"\t{line}",
    "a dash": lambda line: f"\N{EN DASH}{line[1:]}",
    "hard spaces": lambda line: line.replace(": ", ":\N{NO-BREAK SPACE}", 2),
}


# Of each damage, one line is enough: that of a published version, of a new one, or of a correction.
DAMAGED = [*zip([*READABLE, *UNREADABLE], cycle(["1.0", VERSION, CORRECTION]))]


@pytest.mark.parametrize(("damage", "name"), DAMAGED)
def test_the_right_line_is_printed_for_a_damaged_line_of_a_version(
    drafts: dict[str, Path], tmp_path: Path, damage: str, name: str
) -> None:
    root = shutil.copytree(drafts[name], tmp_path / "site")
    begin = [line for line in (root / RECORD).read_text(encoding="utf-8").split("\n") if line.startswith("- ")][-1]
    number = written(root, RECORD, begin, (READABLE | UNREADABLE)[damage])
    (found,) = errors(root)
    readable = "version-rewritten" if name == "1.0" else "version-line-wrong"
    expected = readable if damage in READABLE else "version-line-damaged"
    assert (found.path, found.line, found.rule) == (RECORD, number, expected)
    corrected(root, RECORD, number, *copied(found))
    if damage == "other quotation marks" or name == CORRECTION:
        assert errors(root) == []
    else:
        assert is_restored(root, drafts[name])


@pytest.mark.parametrize(
    "damage",
    [
        UNREADABLE["the letter O"],
        UNREADABLE["another form of the date"],
        lambda line: f"{line}\n{PAIR}: v2 {'0' * 32} {'1' * 32}",
        lambda line: f"{line}\nВерсия от юристов",
    ],
)
def test_a_damaged_line_and_a_change_of_the_text_need_one_round(
    published: Path, tmp_path: Path, damage: Callable[[str], str]
) -> None:
    root = shutil.copytree(published, tmp_path / "site")
    change(root, "a word in one language")
    written(root, RECORD, '- {document: privacy, version: "1.1"', damage)
    found = errors(root)
    (damaged,) = (each for each in found if each.rule == "version-line-damaged")
    corrected(root, RECORD, damaged.line, "\n".join(copied(damaged)))
    correct_as_advised([each for each in found if each != damaged], root)
    assert errors(root) == []


def correct_as_advised(found: list[Finding], root: Path) -> None:
    """Do what findings say when the text of version 1.1 gets a correction."""
    (changed,) = (each for each in found if each.rule == "version-text-changed")
    follow([each for each in found if each != changed], root, is_typo=True)
    for language in ("ru", "en"):
        shutil.copy(root / f"docs/{language}/privacy.md", root / f"docs/{language}/privacy/1.1-1.md")
    line = next(each for each in copied(changed) if each.startswith("- "))
    put(root / RECORD, f"{(root / RECORD).read_text(encoding='utf-8')}\n{line}\n")


@pytest.mark.parametrize(
    "damage",
    [
        lambda line: re.sub(', en: "[^"]*"', "", line),
        lambda line: re.sub('ru: "[^"]*", ', "", line),
        lambda line: re.sub('en: "[^"]*"', 'en: ""', line),
        lambda line: re.sub(", reasons: .*}}", "}", line),
        lambda line: line.replace("correction: 1, ", ""),
    ],
)
def test_a_correction_needs_a_reason_in_every_language(
    drafts: dict[str, Path], tmp_path: Path, damage: Callable[[str], str]
) -> None:
    root = shutil.copytree(drafts[CORRECTION], tmp_path / "site")
    number = written(root, RECORD, '- {document: privacy, version: "1.0", correction', damage)
    (found,) = errors(root)
    assert found.line == number
    corrected(root, RECORD, number, *copied(found))
    assert errors(root) == []


def test_the_line_of_a_correction_is_printed_if_only_the_line_is_missing(
    drafts: dict[str, Path], tmp_path: Path
) -> None:
    root = shutil.copytree(drafts[CORRECTION], tmp_path / "site")
    written(root, RECORD, '- {document: privacy, version: "1.0", correction', lambda _: "")
    (found,) = errors(root)
    assert found.rule == "version-line-missing"
    put(root / RECORD, f"{(root / RECORD).read_text(encoding='utf-8')}{copied(found)[0]}\n")
    assert errors(root) == []


@pytest.mark.parametrize(
    ("name", "stray"),
    [
        (VERSION, '"1.0", correction: 4'),
        *((name, stray) for name in ("1.0", VERSION) for stray in ('"1.7", correction: 1', '"1.7"', '"0.5"')),
    ],
)
def test_a_line_of_a_version_that_was_never_released_is_to_be_deleted(
    drafts: dict[str, Path], tmp_path: Path, name: str, stray: str
) -> None:
    root = shutil.copytree(drafts[name], tmp_path / "site")
    text = (root / RECORD).read_text(encoding="utf-8")
    reasons = ', reasons: {ru: "А.", en: "B."}' if "correction" in stray else ""
    digests = f"digests: {{ru: v2 {'0' * 32}, en: v2 {'1' * 32}}}"
    line = f"- {{document: privacy, version: {stray}, effective_date: {TODAY}, released: {TODAY}, {digests}{reasons}}}"
    put(root / RECORD, f"{text}{line}\n")
    (found,) = errors(root)
    assert (found.line, found.rule) == (text.count("\n") + 1, "version-without-text")


def test_lines_in_the_wrong_order_are_only_to_be_moved(drafts: dict[str, Path], tmp_path: Path) -> None:
    root = shutil.copytree(drafts[CORRECTION], tmp_path / "site")
    lines = (root / RECORD).read_text(encoding="utf-8").split("\n")
    numbers = [number for number, line in enumerate(lines) if line.startswith("- ")]
    lines[numbers[0]], lines[numbers[1]] = lines[numbers[1]], lines[numbers[0]]
    put(root / RECORD, "\n".join(lines))
    (found,) = errors(root)
    assert (found.line, found.rule, found.params["before"]) == (numbers[1] + 1, "version-line-misplaced", CORRECTION)


def test_all_lines_are_printed_if_the_record_is_deleted(drafts: dict[str, Path], tmp_path: Path) -> None:
    root = shutil.copytree(drafts["1.0"], tmp_path / "site")
    (root / RECORD).unlink()
    found = errors(root)
    assert {each.rule for each in found} == {"version-rewritten"}
    put(root / RECORD, "\n".join(line for each in found for line in copied(each)))
    assert errors(root) == []


@pytest.mark.parametrize("name", ["1.0", VERSION, CORRECTION])
@pytest.mark.parametrize("stray", ["1.7", "0.9-1"])
def test_copies_of_no_version_are_only_to_be_deleted(
    drafts: dict[str, Path], tmp_path: Path, name: str, stray: str
) -> None:
    root = shutil.copytree(drafts[name], tmp_path / "site")
    copies = {language: root / f"docs/{language}/privacy/{stray}.md" for language in ("ru", "en")}
    for language, copy in copies.items():
        shutil.copy(root / f"docs/{language}/privacy.md", copy)
    (found,) = errors(root)
    assert (found.path, found.rule) == (f"docs/ru/privacy/{stray}.md", "frozen-copy-unrecorded")
    assert copied(found) == []


@pytest.mark.parametrize(
    ("written", "name"),
    [*zip(["v{}", "{} (1)", "{} copy", "version-{}", "comma", "dots", "dots"], cycle(["1.0", VERSION, CORRECTION]))],
)
def test_a_copy_with_another_name_is_only_to_be_renamed(
    drafts: dict[str, Path], tmp_path: Path, written: str, name: str
) -> None:
    root = shutil.copytree(drafts[name], tmp_path / "site")
    copy = root / f"docs/en/privacy/{name}.md"
    as_number = {"comma": name.replace(".", ","), "dots": f"{name}.0".replace("-1.0", ".1")}
    other = as_number.get(written) or written.format(name)
    copy.rename(copy.with_name(f"{other}.md"))
    (found,) = errors(root)
    assert (found.path, found.rule) == (f"docs/en/privacy/{other}.md", "frozen-copy-misnamed")
    (root / found.path).rename(root / found.params["expected"])
    assert is_restored(root, drafts[name])


@pytest.mark.parametrize(
    "place", ["1.1.md", "Privacy/1.1.md", "privacy/privacy/1.1.md", "faq/1.1.md", "privacy/1.1/privacy.md"]
)
@pytest.mark.parametrize("languages", [["en"], ["ru", "en"]])
def test_a_copy_in_another_folder_is_only_to_be_moved(
    drafts: dict[str, Path], tmp_path: Path, place: str, languages: list[str]
) -> None:
    root = shutil.copytree(drafts[VERSION], tmp_path / "site")
    for language in languages:
        copy = root / f"docs/{language}/{place}"
        copy.parent.mkdir(parents=True, exist_ok=True)
        (root / f"docs/{language}/privacy/1.1.md").rename(copy)
    found = findings(root)
    assert [(each.path, each.rule) for each in found] == [
        (f"docs/{language}/{place}", "frozen-copy-misnamed") for language in sorted(languages)
    ]
    for each in found:
        (root / each.path).rename(root / each.params["expected"])
    assert is_restored(root, drafts[VERSION])


@pytest.mark.parametrize("ending", ["", ".txt", ".md.txt", ".MD"])
def test_a_copy_with_another_ending_is_only_to_be_renamed(drafts: dict[str, Path], tmp_path: Path, ending: str) -> None:
    root = shutil.copytree(drafts[VERSION], tmp_path / "site")
    copy = root / "docs/en/privacy/1.1.md"
    copy.rename(copy.with_name(f"1.1{ending}"))
    (found,) = findings(root)
    assert (found.path, found.rule) == (f"docs/en/privacy/1.1{ending}", "page-ending-wrong")
    (root / found.path).rename(root / found.params["expected"])
    assert is_restored(root, drafts[VERSION])


def test_a_second_copy_is_to_be_deleted(drafts: dict[str, Path], tmp_path: Path) -> None:
    root = shutil.copytree(drafts[VERSION], tmp_path / "site")
    shutil.copy(root / "docs/en/privacy/1.1.md", root / "docs/en/privacy/1.1 (1).md")
    (found,) = errors(root)
    assert (found.path, found.params["expected"]) == ("docs/en/privacy/1.1 (1).md", "")


@pytest.mark.parametrize("name", ["privacy (1)", "faq (2)", "privacy-copy"])
def test_a_copy_of_a_page_beside_it_is_only_to_be_deleted(root: Path, name: str) -> None:
    shutil.copy(root / f"docs/ru/{re.split('[ -]', name)[0]}.md", root / f"docs/ru/{name}.md")
    (found,) = errors(root)
    assert (found.path, found.rule) == (f"docs/ru/{name}.md", "page-copied")


@pytest.mark.parametrize("languages", [("ru", "en"), ("en",)])
def test_a_page_with_an_earlier_version_is_only_to_be_put_back(
    published: Path, tmp_path: Path, languages: tuple[str, ...]
) -> None:
    root = shutil.copytree(published, tmp_path / "site")
    for language in languages:
        shutil.copy(root / f"docs/{language}/privacy/1.0.md", root / f"docs/{language}/privacy.md")
    found = errors(root)
    assert [(each.path, each.rule) for each in found] == [
        (f"docs/{language}/privacy.md", "page-put-back") for language in sorted(languages)
    ]
    for each in found:
        shutil.copy(root / each.params["copy"], root / each.path)
    assert is_restored(root, published)


@pytest.mark.parametrize(
    "name", ["Privacy", "privacy/privacy", "docs/ru/privacy", "privacy.md", "privacy.ru", "privacy_old"]
)
def test_a_page_under_a_wrong_name_is_only_to_be_renamed(published: Path, tmp_path: Path, name: str) -> None:
    root = shutil.copytree(published, tmp_path / "site")
    page, misnamed = root / "docs/ru/privacy.md", root / f"docs/ru/{name}.md"
    misnamed.parent.mkdir(parents=True, exist_ok=True)
    page.rename(misnamed)
    (found,) = errors(root)
    expected = (f"docs/ru/{name}.md", "page-names-differ", "docs/ru/privacy.md")
    assert (found.path, found.rule, found.params["expected"]) == expected


def test_a_page_whose_translation_cannot_be_read_is_no_copy(root: Path) -> None:
    shutil.copy(root / "docs/en/privacy.md", root / "docs/en/terms.md")
    (root / "docs/ru/terms.md").write_bytes(b"\xff")
    assert "page-copied" not in {each.rule for each in errors(root)}


def test_a_page_that_is_renamed_and_changed_needs_one_round(root: Path) -> None:
    change(root, "a sentence")
    (root / "docs/ru/privacy.md").rename(root / "docs/ru/Privacy.md")
    found = errors(root)
    (renamed,) = (each for each in found if each.rule == "page-names-differ")
    (root / renamed.path).rename(root / renamed.params["expected"])
    others = [replace(each, path=each.path.replace("Privacy", "privacy")) for each in found if each != renamed]
    follow(others, root, is_typo=False)
    assert errors(root) == []


@pytest.mark.parametrize(
    ("name", "source", "newer"),
    [
        ("docs/ru/privacy", "ru/privacy", ""),
        ("privacy_old", "ru/privacy/1.0", ""),
        ("privacy.en", "en/privacy", ""),
        ("privacy_new", "ru/privacy", "Новое.\n"),
    ],
)
def test_a_page_with_the_text_of_another_one_is_only_to_be_deleted(
    published: Path, tmp_path: Path, name: str, source: str, newer: str
) -> None:
    root = shutil.copytree(published, tmp_path / "site")
    put(root / f"docs/ru/{name}.md", (root / f"docs/{source}.md").read_text(encoding="utf-8") + newer)
    (found,) = errors(root)
    expected = (f"docs/ru/{name}.md", "page-copied", f"docs/{source}.md", newer and f"docs/{source}.md")
    assert (found.path, found.rule, found.params["other"], found.params["into"]) == expected


@pytest.mark.parametrize("other", ["children", "2.0-for-children", "appendix-1.1"])
def test_a_page_with_a_version_of_its_own_is_no_copy(root: Path, other: str) -> None:
    for language in ("ru", "en"):
        shutil.copy(root / f"docs/{language}/privacy.md", root / f"docs/{language}/privacy/{other}.md")
    assert "frozen-copy-misnamed" not in {each.rule for each in errors(root)}


@pytest.mark.parametrize(("old", "new"), [("---\ntitle", "title"), ("version: ", "Version: ")])
def test_a_copy_whose_front_matter_is_damaged_is_still_a_copy(
    drafts: dict[str, Path], tmp_path: Path, old: str, new: str
) -> None:
    root = shutil.copytree(drafts[VERSION], tmp_path / "site")
    copy = root / "docs/en/privacy/1.1.md"
    text = copy.read_text(encoding="utf-8")
    assert old in text
    put(copy, text.replace(old, new, 1))
    (found,) = errors(root)
    assert (root / found.path, found.rule.startswith("front-matter-")) == (copy, True)


@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        ('"0.9"', "2026-12-01", ["version-backwards"]),
        ('"1.0"', "2026-12-01", ["version-backwards"]),
        ('"1.2"', "2026-01-01", ["version-date-backwards"]),
        ('"1.0"', "2026-01-01", ["version-backwards", "version-date-backwards"]),
        ("1.2", "01.12.2026", ["front-matter-value-invalid"]),
        ("“1.2”", "2026-12-01", ["front-matter-value-invalid"]),
        ('"1.2', "2026-12-01", ["front-matter-broken"]),
        ('"1.2', "01.12.2026", ["front-matter-broken", "front-matter-value-invalid"]),
        ('"0,9"', "2026-12-01", ["front-matter-value-invalid", "version-backwards"]),
    ],
)
def test_a_new_version_whose_number_or_day_is_wrong_is_released_as_advised(
    published: Path, tmp_path: Path, number: str, day: str, expected: list[str]
) -> None:
    root = shutil.copytree(published, tmp_path / "site")
    change(root, "a period")
    for language in ("ru", "en"):
        in_front_matter(root / f"docs/{language}/privacy.md", f"version: {number}", f"effective_date: {day}")
    found = errors(root)
    wrong = {each.rule: each for each in found if each.path == "docs/ru/privacy.md" and each.line in (4, 5)}
    assert sorted(wrong.keys() - {"version-unreleased", "version-without-history"}) == expected
    release_as_advised(found, root)
    assert errors(root) == []


@pytest.mark.parametrize(
    "form",
    [
        "```yaml\n{new}\n```",
        "---\n{new}",
        "{old}\n---\n\n{new}\n",
        "{old}\n{new}",
        "{marked}",
    ],
)
def test_a_new_version_whose_lines_are_not_in_their_place_is_released_as_advised(
    published: Path, tmp_path: Path, form: str
) -> None:
    root = shutil.copytree(published, tmp_path / "site")
    change(root, "a period")
    old, new = 'version: "1.1"\neffective_date: 2026-11-30', 'version: "1.2"\neffective_date: 2026-12-01'
    marked = re.sub(r"^(\w+:)", r"**\1**", new, flags=re.M)
    for language in ("ru", "en"):
        in_front_matter(root / f"docs/{language}/privacy.md", form.format(old=old, new=new, marked=marked))
    found = errors(root)
    scattered = [each.path for each in found if each.rule == "front-matter-scattered"]
    assert scattered == ["docs/en/privacy.md", "docs/ru/privacy.md"]
    release_as_advised(found, root)
    assert errors(root) == []


@pytest.mark.parametrize(
    ("pages", "lines", "expected"),
    [
        (["ru"], ('version: "1.2"', "effective_date: 2026-12-01"), "docs/en/privacy.md"),
        (["en"], ('version: "1.2"', "effective_date: 2026-12-01"), "docs/ru/privacy.md"),
        (["ru"], ("version: “1.2”", "effective_date: 01.12.2026"), "docs/en/privacy.md"),
        (["ru", "en"], ('version: "1.2"', "effective_date: 2026-12-0{}"), "docs/en/privacy.md"),
    ],
)
def test_a_new_version_that_differs_in_one_language_is_released_as_advised(
    published: Path, tmp_path: Path, pages: list[str], lines: tuple[str, str], expected: str
) -> None:
    root = shutil.copytree(published, tmp_path / "site")
    change(root, "a period")
    for number, language in enumerate(pages, start=1):
        in_front_matter(root / f"docs/{language}/privacy.md", *(line.format(number) for line in lines))
    found = errors(root)
    assert [each.path for each in found if each.rule == "versions-differ"] == [expected]
    release_as_advised(found, root)
    assert errors(root) == []


def release_as_advised(found: list[Finding], root: Path) -> None:
    """Do what findings about a new version say."""
    follow([each for each in found if each.rule != "version-unreleased"], root, is_typo=False)
    (history,) = (copied(each) for each in found if each.rule == "version-without-history")
    for language, start in (("ru", 0), ("en", history.index("## Version 1.2 { #privacy-1-2 }"))):
        if backwards := next((each for each in found if each.rule.endswith("backwards")), None):
            in_front_matter(root / f"docs/{language}/privacy.md", *copied(backwards))
        shutil.copy(root / f"docs/{language}/privacy.md", root / f"docs/{language}/privacy/1.2.md")
        entry = "\n".join(history[start : start + 3])
        in_history(lambda text, entry=entry: text.replace("## ", f"{entry}\n\n## ", 1), root, language)
    (line,) = (copied(each)[0] for each in found if each.rule == "version-unreleased")
    put(root / RECORD, f"{(root / RECORD).read_text(encoding='utf-8')}{line}\n")


@pytest.fixture(scope="module")
def published(drafts: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site whose default branch has a second version."""
    root = shutil.copytree(drafts[VERSION], tmp_path_factory.mktemp("published") / "site")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Release 1.1")
    git(root, "branch", "--force", "main")
    assert not findings(root)
    return root


def in_front_matter(page: Path, *lines: str) -> None:
    text = page.read_text(encoding="utf-8")
    put(page, re.sub("^version: .*\neffective_date: .*$", "\n".join(lines), text, count=1, flags=re.M))


def test_a_change_of_a_released_copy_and_of_the_text_need_one_round(published: Path, tmp_path: Path) -> None:
    root = shutil.copytree(published, tmp_path / "site")
    change(root, "a word in one language")
    copy = root / "docs/en/privacy/1.1.md"
    released = copy.read_bytes()
    shutil.copy(root / "docs/en/privacy.md", copy)
    found = errors(root)
    assert [root / each.path for each in found if each.rule == "frozen-copy-changed"] == [copy]
    copy.write_bytes(released)
    correct_as_advised(found, root)
    assert errors(root) == []


@pytest.mark.parametrize("has_effect", [True, False])
def test_a_change_that_is_released_in_both_ways_is_released_in_one(
    drafts: dict[str, Path], tmp_path: Path, has_effect: bool
) -> None:
    root = shutil.copytree(drafts["1.0"], tmp_path / "site")
    change(root, "a word in one language")
    found = errors(root)
    follow(found, root, is_typo=True)
    follow([each for each in found if each.rule == "version-text-changed"], root, is_typo=False)
    (twice,) = errors(root)
    assert twice.rule == "version-released-twice"
    number, copies = twice.line, twice.params["copies"]
    if has_effect:
        number, copies = int(twice.params["correction_at"]), twice.params["correction_copies"]
    else:
        in_history(lambda text: re.sub(ENTRY, "", text), root, "ru", "en")
        corrected(root, APPROVALS, int(twice.params["lines"]), "")
        for language in ("ru", "en"):
            in_front_matter(root / f"docs/{language}/privacy.md", *copied(twice))
    corrected(root, RECORD, number, "")
    for path in copies.split(", "):
        (root / path).unlink()
    assert errors(root) == []


ENTRY = r"## (?:Версия|Version) 1\.1 .*?\n\n.*?\n\n"


def in_history(edit: Callable[[str], str], root: Path, *languages: str) -> None:
    for language in languages:
        page = root / f"docs/{language}/changes.md"
        text = page.read_text(encoding="utf-8")
        put(page, edit(text))
        assert page.read_text(encoding="utf-8") != text


@pytest.mark.parametrize("languages", [["ru"], ["en"], ["ru", "en"]])
def test_an_entry_below_that_of_an_earlier_version_is_to_be_moved(
    drafts: dict[str, Path], tmp_path: Path, languages: list[str]
) -> None:
    root = shutil.copytree(drafts[VERSION], tmp_path / "site")
    in_history(lambda text: f"{re.sub(ENTRY, '', text)}\n{re.findall(ENTRY, text)[0]}", root, *languages)
    found = [each for each in findings(root) if each.rule == "history-misplaced"]
    expected = [(f"docs/{language}/changes.md", "1.0") for language in sorted(languages)]
    assert [(each.path, each.params["before"]) for each in found] == expected


@pytest.mark.parametrize("languages", [["ru"], ["en"], ["ru", "en"]])
@pytest.mark.parametrize("is_approved", [True, False])
def test_the_entry_of_a_published_version_is_printed_if_the_history_lost_it(
    published: Path, tmp_path: Path, languages: list[str], is_approved: bool
) -> None:
    root = shutil.copytree(published, tmp_path / "site")
    in_history(lambda text: re.sub(ENTRY, "", text), root, *languages)
    if not is_approved:
        text = (root / APPROVALS).read_text(encoding="utf-8")
        put(root / APPROVALS, re.sub(".*privacy-1-1.*\n", "", text))
    (found,) = errors(root)
    assert (found.rule, found.params["version"]) == ("version-without-history", "1.1")
    assert found.params["history_pages"] == ", ".join(f"docs/{language}/changes.md" for language in languages)
    for language, added in zip(languages, found.params["history"].split(NEXT_BLOCK), strict=True):
        in_history(lambda text, added=added: text.replace("## ", f"{added}\n\n## ", 1), root, language)
    approve_with(copied(found), root)
    assert is_restored(root, published) if is_approved else errors(root) == []


WRONG_HEADINGS = {
    "another number": ({"ru": ("Версия 1.1 {", "Версия 1.2 {"), "en": ("Version 1.1 {", "Version 1.2 {")}),
    "another number in one language": {"en": ("Version 1.1 {", "Version 11.1 {")},
    "the number of another entry": {"ru": ("Версия 1.1 {", "Версия 1.0 {")},
    "the heading of the other language": {"ru": ("Версия 1.1 {", "Version 1.1 {")},
}


@pytest.mark.parametrize("name", WRONG_HEADINGS)
@pytest.mark.parametrize("is_published", [False, True])
def test_the_heading_of_an_entry_gets_its_number_in_its_language(
    drafts: dict[str, Path], published: Path, tmp_path: Path, name: str, is_published: bool
) -> None:
    origin = published if is_published else drafts[VERSION]
    root = shutil.copytree(origin, tmp_path / "site")
    write_changes(root, {f"docs/{language}/changes.md": edit for language, edit in WRONG_HEADINGS[name].items()})
    found = findings(root)
    assert {each.rule for each in found} == {"history-heading-wrong"}
    follow(found, root, is_typo=False)
    assert is_restored(root, origin)


def test_a_heading_of_an_entry_may_have_a_word_that_another_language_has_too(
    drafts: dict[str, Path], tmp_path: Path
) -> None:
    root = shutil.copytree(drafts[VERSION], tmp_path / "site")
    in_history(lambda text: text.replace("## Версия ", "## Fassung "), root, "ru")
    in_history(lambda text: text.replace("## Version 1.1", "## Fassung 1.1"), root, "en")
    assert "history-heading-wrong" not in {each.rule for each in errors(root)}


@pytest.mark.parametrize("languages", [["ru"], ["en"], ["ru", "en"]])
@pytest.mark.parametrize("is_published", [False, True])
def test_an_entry_that_was_added_to_the_page_of_another_language_is_to_be_deleted(
    drafts: dict[str, Path], published: Path, tmp_path: Path, languages: list[str], is_published: bool
) -> None:
    origin = published if is_published else drafts[VERSION]
    root = shutil.copytree(origin, tmp_path / "site")
    pages = [(root / f"docs/{language}/changes.md").read_text(encoding="utf-8") for language in ("ru", "en")]
    entries = "".join(re.findall(ENTRY, page)[0] for page in pages)
    in_history(lambda text: re.sub(ENTRY, lambda _: entries, text), root, *languages)
    found = findings(root)
    assert [(each.path, each.rule) for each in found] == [
        (f"docs/{language}/changes.md", "history-entry-repeated") for language in sorted(languages)
    ]
    follow(found, root, is_typo=False)
    assert is_restored(root, origin)


@pytest.mark.parametrize("written", ["", " { #privacy-1.1 }", " { privacy-1-1 }"])
def test_an_entry_whose_id_is_missing_or_invalid_gets_the_id_of_its_version(
    drafts: dict[str, Path], tmp_path: Path, written: str
) -> None:
    root = shutil.copytree(drafts[VERSION], tmp_path / "site")
    in_history(lambda text: text.replace(" { #privacy-1-1 }", written), root, "ru", "en")
    found = errors(root)
    assert {each.path for each in found} == {"docs/ru/changes.md", "docs/en/changes.md"}
    follow(found, root, is_typo=False)
    assert is_restored(root, drafts[VERSION])


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("is_published", [False, True])
def test_an_entry_with_a_mistyped_id_in_one_language_gets_the_id_of_its_version(
    drafts: dict[str, Path], published: Path, tmp_path: Path, language: str, is_published: bool
) -> None:
    origin = published if is_published else drafts[VERSION]
    root = shutil.copytree(origin, tmp_path / "site")
    in_history(lambda text: text.replace(" { #privacy-1-1 }", " { #privacy-11 }"), root, language)
    (found,) = errors(root)
    assert (found.path, found.rule) == (f"docs/{language}/changes.md", "ids-differ")
    assert found.params["other_example"] == ""
    follow([found], root, is_typo=False)
    assert is_restored(root, origin)


@pytest.mark.parametrize(
    ("day", "expected"), [("2027-02-01", "2027-02-01"), ("01.02.2027", "2027-02-01"), ("2026-01-01", str(TODAY))]
)
def test_a_new_version_keeps_a_later_day_that_is_written_already(
    published: Path, tmp_path: Path, day: str, expected: str
) -> None:
    root = shutil.copytree(published, tmp_path / "site")
    change(root, "a period")
    for language in ("ru", "en"):
        in_front_matter(root / f"docs/{language}/privacy.md", 'version: "1.1"', f"effective_date: {day}")
    (changed,) = (each for each in errors(root) if each.rule == "version-text-changed")
    front_matter = ['version: "1.2"', f"effective_date: {expected}"]
    entry = copied(changed)[-2]
    assert set(front_matter) < set(copied(changed))
    assert ", ".join(front_matter) in entry


@pytest.mark.parametrize(("version", "expected"), [("1.2", True), ("1.0-1", True), ("0.9", False)])
def test_an_entry_of_a_version_that_does_not_exist_is_only_to_be_deleted(
    published: Path, tmp_path: Path, version: str, expected: bool
) -> None:
    root = shutil.copytree(published, tmp_path / "site")
    entry = f"## {version} {{ #privacy-{re.sub('[.]', '-', version)} }}\n\n{version}.\n\n"
    in_history(lambda text: text.replace("## ", f"{entry}## ", 1), root, "ru", "en")
    told = ["history-version-unknown"] if expected else ["translation-unreviewed"]
    assert [each.rule for each in errors(root)] == told
    in_history(lambda text: text.replace(entry, ""), root, "ru", "en")
    assert is_restored(root, published)


def test_an_entry_of_the_version_that_is_to_be_released_stays(published: Path, tmp_path: Path) -> None:
    root = shutil.copytree(published, tmp_path / "site")
    change(root, "a period")
    in_history(lambda text: text.replace("## ", "## 1.2 { #privacy-1-2 }\n\n1.2.\n\n## ", 1), root, "ru", "en")
    assert "version-text-changed" in {each.rule for each in errors(root)}
    assert "history-version-unknown" not in {each.rule for each in errors(root)}
