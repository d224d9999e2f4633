"""What was found is told again only when nothing has changed that could lead to another result."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from policysite.findings import Edit, Finding, Severity
from policysite.lint.cache import Checked, Inputs, remembered

TODAY = datetime.date(2026, 11, 22)
FOUND = (
    Finding("docs/ru/faq.md", 3, 7, "quotes", {"sign": "«"}, Severity.WARNING, Edit('"', "«")),
    Finding("docs/ru/faq.md", 9, 1, "empty-section"),
)


class Check:
    """A check that counts how often it is made, and during which something may happen."""

    def __init__(self, folder: Path, *, lasting: bool = True, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.made = 0
        self._folder = folder
        self._lasting = lasting
        self._meanwhile = meanwhile

    def __call__(self) -> tuple[Inputs, Callable[[], Checked]]:
        return Inputs((self._folder / "docs",), ("SITE_URL",)), self._run

    def _run(self) -> Checked:
        self.made += 1
        self._meanwhile()
        return Checked(FOUND, 2, lasting=self._lasting)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("SITE_URL", raising=False)
    (tmp_path / "docs/ru").mkdir(parents=True)
    (tmp_path / "docs/ru/faq.md").write_text("one")
    (tmp_path / "mkdocs.yml").write_text("site_name: A")
    return tmp_path


def test_the_same_is_told_again_whole(folder: Path) -> None:
    check = Check(folder)
    first, again = (remembered(folder / "mkdocs.yml", TODAY, check) for _ in range(2))
    assert check.made == 1
    assert first == again
    # What is left out when findings are compared is kept as well.
    assert [(f.params, f.severity, f.edit) for f in again.findings] == [(f.params, f.severity, f.edit) for f in FOUND]


def _rename(folder: Path) -> None:
    (folder / "docs/ru/faq.md").rename(folder / "docs/ru/new.md")


def _link(folder: Path) -> None:
    (folder / "docs/ru/faq.md").unlink()
    (folder / "docs/ru/faq.md").symlink_to(folder / "mkdocs.yml")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a page": lambda folder: (folder / "docs/ru/faq.md").write_text("two"),
    "a page, of the same size and time": lambda folder: _keeping_times(folder / "docs/ru/faq.md", "eno"),
    "a new page": lambda folder: (folder / "docs/ru/new.md").write_text(""),
    "a page by another name": _rename,
    "a page that is a link now": _link,
    "mkdocs.yml": lambda folder: (folder / "mkdocs.yml").write_text("site_name: B"),
}


def _keeping_times(path: Path, text: str) -> None:
    before = path.stat()
    path.write_text(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_checked_again(folder: Path, change: str) -> None:
    check = Check(folder)
    remembered(folder / "mkdocs.yml", TODAY, check)
    CHANGES[change](folder)
    remembered(folder / "mkdocs.yml", TODAY, check)
    assert check.made == 2


def test_another_day_is_another_check(folder: Path) -> None:
    check = Check(folder)
    for day in (TODAY, TODAY + datetime.timedelta(days=1)):
        remembered(folder / "mkdocs.yml", day, check)
    assert check.made == 2


def test_another_value_of_a_variable_is_another_check(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check = Check(folder)
    remembered(folder / "mkdocs.yml", TODAY, check)
    monkeypatch.setenv("SITE_URL", "https://policy.example/")
    remembered(folder / "mkdocs.yml", TODAY, check)
    assert check.made == 2


def test_another_tool_is_another_check(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check = Check(folder)
    remembered(folder / "mkdocs.yml", TODAY, check)
    (folder / "tool").mkdir()
    monkeypatch.setattr("policysite.lint.cache._TOOL", folder / "tool")
    remembered(folder / "mkdocs.yml", TODAY, check)
    assert check.made == 2


@pytest.mark.parametrize("changed", ["docs/ru/faq.md", "mkdocs.yml"])
def test_what_was_saved_during_the_check_is_checked_again(folder: Path, changed: str) -> None:
    check = Check(folder, meanwhile=lambda: (folder / changed).write_text(f"site_name: {check.made}"))
    for _ in range(2):
        remembered(folder / "mkdocs.yml", TODAY, check)
    assert check.made == 2


def test_what_depends_on_how_busy_the_machine_is_is_not_kept(folder: Path) -> None:
    check = Check(folder, lasting=False)
    for _ in range(2):
        remembered(folder / "mkdocs.yml", TODAY, check)
    assert check.made == 2


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b'{"state": 1, "checked": {}}', b"\xff"])
def test_what_cannot_be_read_is_found_out_again(folder: Path, spoilt: bytes) -> None:
    check = Check(folder)
    remembered(folder / "mkdocs.yml", TODAY, check)
    (kept,) = (folder / "cache/policysite").iterdir()
    kept.write_bytes(spoilt)
    assert remembered(folder / "mkdocs.yml", TODAY, check).findings == FOUND
    assert check.made == 2


def test_what_cannot_be_kept_is_found_out_again(folder: Path) -> None:
    (folder / "cache").write_text("no folder")
    check = Check(folder)
    for _ in range(2):
        assert remembered(folder / "mkdocs.yml", TODAY, check).findings == FOUND
    assert check.made == 2


def test_nothing_is_kept_beside_the_pages(folder: Path) -> None:
    before = sorted(path for path in folder.rglob("*") if "cache" not in path.parts)
    remembered(folder / "mkdocs.yml", TODAY, Check(folder))
    assert sorted(path for path in folder.rglob("*") if "cache" not in path.relative_to(folder).parts) == before
