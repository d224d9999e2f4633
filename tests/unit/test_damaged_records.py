"""A line of the records that was damaged is named once, with the line that belongs there, which is enough."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.project import put
from tests.released_site import copied, errors, released_site

APPROVALS = "docs/editorial/approvals.yml"
PAIR = "en/privacy#security ru/privacy#security"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released_site(tmp_path_factory.mktemp("released"))


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
    assert errors(root) == []


def test_a_damaged_line_beside_the_right_one_is_only_to_be_deleted(released: Path, tmp_path: Path) -> None:
    root = shutil.copytree(released, tmp_path / "site")
    text = (root / APPROVALS).read_text(encoding="utf-8")
    line = next(line for line in text.split("\n") if line.startswith(PAIR))
    put(root / APPROVALS, f"{text}\n{line[:-1]}\n\n{with_other_digit(line)}\n")
    assert [each.rule for each in errors(root)] == ["approvals-unreadable", "approval-superseded"]


def test_an_approval_of_another_text_is_not_damaged(released: Path, tmp_path: Path) -> None:
    root = shutil.copytree(released, tmp_path / "site")
    number = written(root, APPROVALS, PAIR, lambda line: f"{line[:-32]}{'0123456789abcdef' * 2}")
    (found,) = errors(root)
    assert (found.rule, found.params["former"]) == ("translation-stale", str(number))
