"""The line that belongs in the place of a damaged approval is printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.drafts import APPROVALS, PAIR, corrected, damaged, with_other_digit
from tests.project import put
from tests.released_site import copied, errors


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
def test_the_right_line_is_printed_for_a_damaged_approval(root: Path, damage: Callable[[str], str]) -> None:
    approvals = (root / APPROVALS).read_bytes()
    number = damaged(root, APPROVALS, PAIR, damage)
    (found,) = errors(root)
    assert (found.path, found.line, found.rule) == (APPROVALS, number, "approval-damaged")
    corrected(root, APPROVALS, number, *copied(found))
    assert (root / APPROVALS).read_bytes() == approvals


def test_a_damaged_line_beside_the_right_one_is_only_to_be_deleted(root: Path) -> None:
    text = (root / APPROVALS).read_text(encoding="utf-8")
    line = next(line for line in text.split("\n") if line.startswith(PAIR))
    put(root / APPROVALS, f"{text}\n{line[:-1]}\n\n{with_other_digit(line)}\n")
    assert [each.rule for each in errors(root)] == ["approvals-unreadable", "approval-superseded"]


def test_an_approval_of_another_text_is_not_damaged(root: Path) -> None:
    number = damaged(root, APPROVALS, PAIR, lambda line: f"{line[:-32]}{'0123456789abcdef' * 2}")
    (found,) = errors(root)
    assert (found.rule, found.params["former"]) == ("translation-stale", str(number))
