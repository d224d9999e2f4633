"""A line of `versions.yml` that was damaged is named once, with the line that belongs there."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle

import pytest

from tests.drafts import CORRECTION, RELEASED, VERSION, Drafts, corrected, damaged, with_other_digit
from tests.example_site import TODAY
from tests.project import put
from tests.released_site import RECORD, copied, errors

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
DAMAGED = [*zip([*READABLE, *UNREADABLE], cycle([RELEASED, VERSION, CORRECTION]))]


@pytest.mark.parametrize(("damage", "name"), DAMAGED)
def test_the_right_line_is_printed_for_a_damaged_line_of_a_version(drafts: Drafts, damage: str, name: str) -> None:
    root = drafts.copied(name)
    begin = [line for line in (root / RECORD).read_text(encoding="utf-8").split("\n") if line.startswith("- ")][-1]
    number = damaged(root, RECORD, begin, (READABLE | UNREADABLE)[damage])
    (found,) = errors(root)
    readable = "version-rewritten" if name == RELEASED else "version-line-wrong"
    expected = readable if damage in READABLE else "version-line-damaged"
    assert (found.path, found.line, found.rule) == (RECORD, number, expected)
    corrected(root, RECORD, number, *copied(found))
    if damage == "other quotation marks" or name == CORRECTION:
        assert errors(root) == []
    else:
        assert drafts.is_restored()


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
def test_a_correction_needs_a_reason_in_every_language(drafts: Drafts, damage: Callable[[str], str]) -> None:
    root = drafts.copied(CORRECTION)
    number = damaged(root, RECORD, '- {document: privacy, version: "1.0", correction', damage)
    (found,) = errors(root)
    assert found.line == number
    corrected(root, RECORD, number, *copied(found))
    assert errors(root) == []


def test_the_line_of_a_correction_is_printed_if_only_the_line_is_missing(drafts: Drafts) -> None:
    root = drafts.copied(CORRECTION)
    damaged(root, RECORD, '- {document: privacy, version: "1.0", correction', lambda _: "")
    (found,) = errors(root)
    assert found.rule == "version-line-missing"
    put(root / RECORD, f"{(root / RECORD).read_text(encoding='utf-8')}{copied(found)[0]}\n")
    assert errors(root) == []


@pytest.mark.parametrize(
    ("name", "stray"),
    [
        (VERSION, '"1.0", correction: 4'),
        *((name, stray) for name in (RELEASED, VERSION) for stray in ('"1.7", correction: 1', '"1.7"', '"0.5"')),
    ],
)
def test_a_line_of_a_version_that_was_never_released_is_to_be_deleted(drafts: Drafts, name: str, stray: str) -> None:
    root = drafts.copied(name)
    text = (root / RECORD).read_text(encoding="utf-8")
    reasons = ', reasons: {ru: "А.", en: "B."}' if "correction" in stray else ""
    digests = f"digests: {{ru: v2 {'0' * 32}, en: v2 {'1' * 32}}}"
    line = f"- {{document: privacy, version: {stray}, effective_date: {TODAY}, released: {TODAY}, {digests}{reasons}}}"
    put(root / RECORD, f"{text}{line}\n")
    (found,) = errors(root)
    assert (found.line, found.rule) == (text.count("\n") + 1, "version-without-text")


def test_lines_in_the_wrong_order_are_only_to_be_moved(drafts: Drafts) -> None:
    root = drafts.copied(CORRECTION)
    lines = (root / RECORD).read_text(encoding="utf-8").split("\n")
    numbers = [number for number, line in enumerate(lines) if line.startswith("- ")]
    lines[numbers[0]], lines[numbers[1]] = lines[numbers[1]], lines[numbers[0]]
    put(root / RECORD, "\n".join(lines))
    (found,) = errors(root)
    assert (found.line, found.rule, found.params["before"]) == (numbers[1] + 1, "version-line-misplaced", CORRECTION)


def test_all_lines_are_printed_if_the_record_is_deleted(drafts: Drafts) -> None:
    root = drafts.copied(RELEASED)
    (root / RECORD).unlink()
    found = errors(root)
    assert {each.rule for each in found} == {"version-rewritten"}
    put(root / RECORD, "\n".join(line for each in found for line in copied(each)))
    assert errors(root) == []
