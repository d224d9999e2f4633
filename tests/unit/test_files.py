"""Writing a file is atomic."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite.corpus import files


def test_an_existing_file_keeps_its_permissions_and_a_new_one_gets_the_usual_ones(tmp_path: Path) -> None:
    old, new, usual = tmp_path / "old", tmp_path / "new", tmp_path / "usual"
    usual.touch()
    old.touch()
    old.chmod(0o664)
    for path in (old, new):
        files.write(path, b"text")
        assert path.read_bytes() == b"text"
    assert old.stat().st_mode & 0o777 == 0o664
    assert new.stat().st_mode == usual.stat().st_mode


def test_a_failed_write_leaves_everything_unchanged(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        files.write(tmp_path / "folder", b"text")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
