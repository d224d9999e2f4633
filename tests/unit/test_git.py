"""Git runs nothing that a pull request brings."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite.git import GitError, embedded_bare_repository, git

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
