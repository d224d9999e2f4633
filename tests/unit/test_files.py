"""Files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite.corpus import files


def test_a_file_that_was_there_keeps_its_permissions_and_a_new_one_has_the_usual_ones(tmp_path: Path) -> None:
    old, new, usual = tmp_path / "old", tmp_path / "new", tmp_path / "usual"
    usual.touch()
    old.touch()
    old.chmod(0o664)
    for path in (old, new):
        files.write(path, b"text")
        assert path.read_bytes() == b"text"
    assert old.stat().st_mode & 0o777 == 0o664
    assert new.stat().st_mode == usual.stat().st_mode


def test_what_cannot_be_written_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        files.write(tmp_path / "folder", b"text")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
