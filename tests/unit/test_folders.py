"""A folder is replaced by another one, or stays as it was."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from policysite.site import folders


@pytest.fixture(params=["exchange", "two renames"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a new folder in it, on a system that can exchange folders or on one that cannot."""
    if request.param == "two renames":
        monkeypatch.setattr("ctypes.CDLL", lambda *_args, **_options: object())
    (tmp_path / "new").mkdir()
    (tmp_path / "new/page").write_text("new")
    return tmp_path


def replace(root: Path) -> None:
    folders.replace(root / "site", root / "new", root / "old")


def with_old_site(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site/page").write_text("old")
    (root / "site/gone").write_text("old")


def content(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()}


def test_the_new_folder_replaces_the_old_one(root: Path) -> None:
    with_old_site(root)
    replace(root)
    assert content(root) == {"site/page": "new"}


def test_there_may_be_no_old_folder(root: Path) -> None:
    replace(root)
    assert content(root) == {"site/page": "new"}


def test_the_old_folder_stays_if_it_cannot_be_replaced(root: Path) -> None:
    with_old_site(root)
    (root / "new").rename(root / "elsewhere")
    with pytest.raises(OSError, match="No such file"):
        replace(root)
    assert content(root / "site") == {"page": "old", "gone": "old"}


def test_an_error_of_the_system_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Library:
        def renameat2(self, *_: object) -> int:
            return -1

        renamex_np = renameat2

    with_old_site(tmp_path)
    (tmp_path / "new").mkdir()
    monkeypatch.setattr("ctypes.CDLL", lambda *_args, **_options: Library())
    monkeypatch.setattr("ctypes.get_errno", lambda: errno.EBUSY)
    with pytest.raises(OSError, match="busy"):
        replace(tmp_path)
    assert content(tmp_path / "site") == {"page": "old", "gone": "old"}


def test_a_process_that_is_killed_between_two_renames_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda *_args, **_options: object())
    with_old_site(tmp_path)
    (tmp_path / "new").mkdir()
    rename = Path.rename

    def killed(path: Path, target: Path) -> Path:
        if path.name != "site":
            raise KeyboardInterrupt  # what follows is not run either, as after a kill
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        replace(tmp_path)
    monkeypatch.undo()
    assert not (tmp_path / "site").exists()
    folders.restore(tmp_path / "site", tmp_path / "old")
    assert content(tmp_path) == {"site/page": "old", "site/gone": "old"}


def test_only_a_missing_folder_is_restored(tmp_path: Path) -> None:
    with_old_site(tmp_path)
    folders.restore(tmp_path / "site", tmp_path / "old")
    (tmp_path / "old").mkdir()
    folders.restore(tmp_path / "site", tmp_path / "old")
    assert content(tmp_path / "site") == {"page": "old", "gone": "old"}
