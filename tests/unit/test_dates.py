from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from policysite.site.dates import last_changes

from tests.project import commit, git


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    (folder / "sub").mkdir(parents=True)
    for day, name, text in (
        ("2026-01-01", "sub/файл.md", "one"),
        ("2026-02-02", "sub/b.md", "one"),
        ("2026-03-03", "sub/файл.md", "two"),
    ):
        (folder / name).write_text(text, encoding="utf-8")
        commit(folder, datetime.date.fromisoformat(day))
    return folder


def test_the_last_commit_of_each_file_counts(checkout: Path) -> None:
    assert last_changes(checkout / "sub", "mkdocs.yml")[0] == {
        "файл.md": datetime.date(2026, 3, 3),
        "b.md": datetime.date(2026, 2, 2),
    }


def test_a_day_is_that_of_utc(checkout: Path) -> None:
    (checkout / "night.md").write_text("")
    git(checkout, "add", ".")
    git(checkout, "commit", "--quiet", "-m", "night", GIT_COMMITTER_DATE="2026-04-05T01:00:00+03:00")
    assert last_changes(checkout, "mkdocs.yml")[0]["night.md"] == datetime.date(2026, 4, 4)


def reason(folder: Path) -> str:
    """The finding that says why the dates are not known."""
    days, (finding,) = last_changes(folder, "mkdocs.yml")
    assert days == {}
    return " ".join([finding.rule, *(finding.params[name] for name in sorted(finding.params))])


def test_a_shallow_checkout_knows_no_dates(checkout: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", checkout.as_uri(), "shallow")
    assert reason(tmp_path / "shallow") == "checkout-shallow"


def test_the_checkout_of_another_user_knows_no_dates(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert reason(checkout / "sub").startswith(
        f"history-unreadable {checkout} detected dubious ownership in repository"
    )


def test_without_git_a_checkout_knows_no_dates(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert reason(checkout) == f"history-unreadable {checkout} git: No such file or directory"


def test_without_a_checkout_there_are_no_dates(tmp_path: Path) -> None:
    assert last_changes(tmp_path, "mkdocs.yml") == ({}, ())


def test_before_the_first_commit_there_are_no_dates(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", ".")
    assert last_changes(tmp_path, "mkdocs.yml") == ({}, ())
