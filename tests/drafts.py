"""Sites with versions of a policy on a branch, in which nothing is found, and what damages or corrects them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.example_site import TODAY
from tests.project import Site, commit, git, put
from tests.released_site import change, errors, findings, follow

APPROVALS = "docs/editorial/approvals.yml"
# The pair of an approval in that file.
PAIR = "en/privacy#security ru/privacy#security"
# The states of a site: with the version of the default branch alone; with a new version, or a correction, on a branch;
# and with a second version on the default branch.
RELEASED, VERSION, CORRECTION, PUBLISHED = "1.0", "1.1", "1.0-1", "published"
# The entry of version 1.1 on a page of the history.
ENTRY = r"## (?:Версия|Version) 1\.1 .*?\n\n.*?\n\n"


class Drafts:
    """These sites, of which a test gets a copy to change."""

    def __init__(self, folder: Path, root: Path) -> None:
        self._folder = folder
        self._root = root
        self._state = ""

    def copied(self, state: str) -> Path:
        """Return the folder of a copy of the site in this state."""
        self._state = state
        return shutil.copytree(self._folder / state, self._root)

    def is_restored(self) -> bool:
        """True if the copy is again as it was."""
        now, before = (Site(folder / "docs").files() for folder in (self._root, self._folder / self._state))
        return now == before


def write_drafts(released: Path, folder: Path) -> None:
    """Write the sites into a folder, given the folder of a released site."""
    for state in (RELEASED, VERSION, CORRECTION):
        root = shutil.copytree(released, folder / state)
        commit(root, TODAY)
        git(root, "switch", "--quiet", "--create", "edit")
        if state != RELEASED:
            change(root, "a sentence" if state == VERSION else "a word in one language")
            follow(errors(root), root, is_typo=state == CORRECTION)
        assert not findings(root)
    published = shutil.copytree(folder / VERSION, folder / PUBLISHED)
    git(published, "add", ".")
    git(published, "commit", "--quiet", "--message", "Release 1.1")
    git(published, "branch", "--force", "main")
    assert not findings(published)


def damaged(root: Path, path: str, begin: str, damage: Callable[[str], str]) -> int:
    """Damage the line of a file that begins like this, and return its number."""
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    (number,) = (number for number, line in enumerate(lines) if line.startswith(begin))
    assert lines[number] != damage(lines[number])
    lines[number] = damage(lines[number])
    put(root / path, "\n".join(lines))
    return number + 1


def corrected(root: Path, path: str, number: int, line: str) -> None:
    """Write a line of a file anew."""
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    put(root / path, "\n".join([*lines[: number - 1], line, *lines[number:]]))


def with_other_digit(line: str) -> str:
    return line[:-1] + ("0" if line[-1] != "0" else "1")


def in_front_matter(root: Path, language: str, *lines: str) -> None:
    """Write lines in the place of the version and the day of the policy."""
    page = root / f"docs/{language}/privacy.md"
    text = page.read_text(encoding="utf-8")
    put(page, re.sub("^version: .*\neffective_date: .*$", "\n".join(lines), text, count=1, flags=re.M))


def in_history(edit: Callable[[str], str], root: Path, *languages: str) -> None:
    """Edit pages of the history, which must change."""
    for language in languages:
        page = root / f"docs/{language}/changes.md"
        text = page.read_text(encoding="utf-8")
        put(page, edit(text))
        assert page.read_text(encoding="utf-8") != text
