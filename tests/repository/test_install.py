"""`scripts/install`: nothing that is committed can take the place of the environment that it makes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import SCRIPTS, put

GENERATED = (
    ".venv/requirements.lock.installed",
    ".cache/links.yml",
    ".site.new/index.html",
    "dist/policysite.whl",
    "policysite.egg-info/entry_points.txt",
    "scripts/policysite/__pycache__/cli.cpython-313.pyc",
    "scripts/policysite/cli.cpython-313-x86_64-linux-gnu.so",
    "scripts/policysite/output.pyd",
    "site/index.html",
)
OWN = ("docs/en/site/index.md", "scripts/policysite/site/build.py", "docs/en/dist.md")
# An interpreter that is too old, at which the script stops after it has looked at the files.
TOO_OLD = "false"
# The interpreter that the environment of the tests was made with; it has pip.
BASE_PYTHON = str(Path(sys.base_prefix) / "bin/python3")


def checkout(folder: Path, *names: str) -> Path:
    """Make a repository that tracks the script and these files."""
    (folder / "scripts").mkdir()
    shutil.copy(SCRIPTS / "install", folder / "scripts")
    for name in names:
        put(folder / name, "")
    for command in (["init", "--quiet"], ["add", "--force", "."]):
        subprocess.run(["git", "-C", str(folder), *command], check=True)
    return folder


def install(folder: Path, python: str) -> subprocess.CompletedProcess[str]:
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GIT_"))}
    return subprocess.run(
        ["scripts/install"],
        cwd=folder,
        env={**variables, "PYTHON": python},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_tracked_files_that_only_a_command_may_make_are_refused_by_name(tmp_path: Path) -> None:
    result = install(checkout(tmp_path, *GENERATED, *OWN), TOO_OLD)
    first, *named = result.stderr.splitlines()
    assert (result.returncode, sorted(named)) == (2, sorted(GENERATED))
    assert "git tracks files" in first


def test_a_link_in_place_of_the_environment_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "tools/bin/policy", "")
    (tmp_path / ".venv").symlink_to("tools")
    assert install(checkout(tmp_path), TOO_OLD).stderr.splitlines()[1:] == [".venv"]


def test_files_of_the_same_names_elsewhere_are_accepted_and_so_is_what_git_does_not_track(tmp_path: Path) -> None:
    folder = checkout(tmp_path, *OWN)
    for name in GENERATED:
        put(folder / name, "")
    assert "is not Python 3.11 or newer" in install(folder, TOO_OLD).stderr


@pytest.mark.parametrize(("marker", "expected"), [(".git", "git cannot say"), ("no-git", "is not Python 3.11")])
def test_a_checkout_that_git_cannot_read_is_refused(tmp_path: Path, marker: str, expected: str) -> None:
    folder = checkout(tmp_path)
    shutil.rmtree(folder / ".git")
    (folder / marker).write_text("gitdir: nowhere\n", encoding="utf-8")
    result = install(folder, TOO_OLD)
    assert (result.returncode, expected in result.stderr) == (2, True)


def test_modules_in_the_folder_of_the_checkout_are_not_run(tmp_path: Path) -> None:
    for name in ("hashlib", "pathlib", "pip", "venv"):
        put(tmp_path / f"{name}.py", "open('ran', 'w')")
    folder = checkout(tmp_path)
    put(folder / ".venv/requirements.lock.installed", "a former state")
    install(folder, BASE_PYTHON)  # it ends when pip finds no lock file
    assert (tmp_path / ".venv/pyvenv.cfg").is_file()
    assert not (tmp_path / "ran").exists()
