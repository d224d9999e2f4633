"""Writing a file is atomic; a merge conflict in a file is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite import files


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
    with pytest.raises(OSError) as raised:
        files.write(tmp_path / "folder", b"text")
    assert raised.value.filename == str(tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<<<<<<< HEAD\n30 days\n=======\n60 days\n>>>>>>> main", [(1, 1), (3, 1), (5, 1)]),
        ("<<<<<<<\n\n||||||| base\nText.", [(1, 1), (3, 1)]),
        ("Text.\n\n=======\n\nText.", [(3, 1)]),
        ("- a\n    >>>>>>> main", [(2, 5)]),
        ("Text.\n\n====== and <<<<<<< within a line", []),
        ("> > > quotation", []),
        ("| a |||||||", []),
        (">>>>>>>> eight", []),
        ("Ten and more\n==========", []),
    ],
)
def test_merge_conflict_markers_are_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert [place for place, _ in files.merge_markers(text)] == expected


def test_thousands_of_merge_conflict_markers_are_found_quickly() -> None:
    text = "<<<<<<< a\n" * 500_000
    *_, (place, _) = files.merge_markers(text)
    assert place == (500_000, 1)
    assert 0 < len(files.conflicts(text, "a.md")) < 10_000
