"""Git runs nothing that a pull request brings, and is asked once what cannot change."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from policysite.git import GitError, embedded_bare_repository, files_at, git, place_of, text_at, top_of

from tests.project import COMMIT_DAY, commit, put
from tests.released_site import findings

CONFIG = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = ./run.sh\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of a checkout that git takes for a repository, whose configuration names a program."""
    git(tmp_path, "init", "--quiet")
    files = {"HEAD": "ref: refs/heads/main\n", "objects/x": "", "refs/heads/x": "", "config": CONFIG}
    for path, text in (files | {"run.sh": "#!/bin/sh\ntouch ran\n"}).items():
        file = tmp_path / "sub" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "sub/run.sh").chmod(0o755)
    return tmp_path / "sub"


def test_a_repository_that_is_no_checkout_is_not_read(site: Path) -> None:
    with pytest.raises(GitError):
        git(site, "status", "--porcelain")
    assert not (site / "ran").exists()


def test_an_embedded_bare_repository_is_found_from_a_folder_in_it(site: Path) -> None:
    (site / "docs").mkdir()
    assert (embedded_bare_repository(site / "docs"), embedded_bare_repository(site.parent)) == (site, None)
    (site / "HEAD").unlink()
    assert embedded_bare_repository(site / "docs") is None


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Record the arguments of each process of git."""
    recorded: list[tuple[str, ...]] = []
    run = subprocess.run

    def recording(command: list[str], **options: object) -> object:
        if command[0] == "git":
            recorded.append(tuple(command))
        return run(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", recording)
    return recorded


def test_the_lint_asks_git_nothing_twice(root: Path, asked: list[tuple[str, ...]]) -> None:
    commit(root, COMMIT_DAY)
    put(root / "docs/en/privacy.md", "Another text.\n")
    asked.clear()
    findings(root)
    assert asked
    assert len(asked) == len(set(asked))


def test_a_commit_is_read_once_in_all_copies_of_a_checkout(tmp_path: Path, asked: list[tuple[str, ...]]) -> None:
    put(tmp_path / "one/a.md", "A")
    commit(tmp_path / "one", COMMIT_DAY)
    first = git(tmp_path / "one", "rev-parse", "HEAD").decode().strip()
    other = shutil.copytree(tmp_path / "one", tmp_path / "other")
    asked.clear()
    assert [text_at(folder, first, "a.md") for folder in (tmp_path / "one", other)] == ["A", "A"]
    assert [files_at(folder, first) for folder in (tmp_path / "one", other)] == [["a.md"], ["a.md"]]
    assert len(asked) == 2


def test_a_branch_is_read_again(tmp_path: Path) -> None:
    for text in ("A", "B"):
        put(tmp_path / "a.md", text)
        commit(tmp_path, COMMIT_DAY)
        assert text_at(tmp_path, "main", "a.md") == text


def test_a_path_from_a_folder_does_not_leave_the_checkout(tmp_path: Path) -> None:
    put(tmp_path / "sub/a.md", "A")
    put(tmp_path / "a.md", "B")
    commit(tmp_path, COMMIT_DAY)
    first = git(tmp_path, "rev-parse", "HEAD").decode().strip()
    paths = ("a.md", "./a.md", "./../a.md", "./../../a.md")
    assert [text_at(tmp_path / "sub", first, path) for path in paths] == ["B", "A", "B", None]


def test_a_checkout_that_is_made_in_another_one_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "sub"
    folder.mkdir()
    git(tmp_path, "init", "--quiet")
    assert (place_of(folder), top_of(folder)) == ("sub/", tmp_path.resolve())
    git(folder, "init", "--quiet")
    assert (place_of(folder), top_of(folder)) == ("", folder.resolve())


def test_a_replaced_object_is_read_as_it_was(tmp_path: Path) -> None:
    put(tmp_path / "a.md", "A")
    commit(tmp_path, COMMIT_DAY)
    put(tmp_path / "b.md", "B")
    blob, other = (git(tmp_path, "hash-object", "-w", name).decode().strip() for name in ("a.md", "b.md"))
    git(tmp_path, "replace", blob, other)
    assert text_at(tmp_path, "main", "a.md") == "A"
