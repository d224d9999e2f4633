"""The cache of the external link check is read exactly as written, whatever merges have done to the file."""

from __future__ import annotations

import subprocess
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.errors import ToolError
from policysite.links.cache import Cache, counted_failures, read, serialized

from tests.unprivileged import unprivileged

HEAD = ("A comment.",)
DAY = date(2026, 11, 20)
addresses = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1) | st.sampled_from(
    [
        "https://a.example/",
        "https://b.example/#c: d",
        "y",
        "~",
        "2026-11-20",
        "<<",
        "answered",
        "https://c.example/" + "x" * 3000,
    ]
)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
caches = st.builds(
    Cache,
    st.dictionaries(addresses, days, max_size=5),
    st.dictionaries(addresses, st.sets(days, min_size=1, max_size=4).map(lambda each: tuple(sorted(each))), max_size=5),
)


def reread(text: str, folder: Path) -> Cache:
    path = folder / "links.yml"
    path.write_text(text, encoding="utf-8")
    return read(path, path.name)


@given(caches)
def test_a_written_cache_is_read_back(tmp_path_factory: pytest.TempPathFactory, cache: Cache) -> None:
    assert reread(serialized(cache, HEAD), tmp_path_factory.getbasetemp()) == cache


@given(caches, caches)
def test_a_merge_keeps_the_last_answer_and_all_failures(
    tmp_path_factory: pytest.TempPathFactory, ours: Cache, theirs: Cache
) -> None:
    both = read_both(tmp_path_factory.getbasetemp(), ours, theirs)
    assert both == read_both(tmp_path_factory.getbasetemp(), theirs, ours)
    for address in {*ours.answered, *theirs.answered}:
        known = [each.answered[address] for each in (ours, theirs) if address in each.answered]
        assert both.answered[address] == max(known)
    for address in {*ours.failing, *theirs.failing}:
        failed = {*ours.failing.get(address, ()), *theirs.failing.get(address, ())}
        assert both.failing[address] == tuple(sorted(failed))
    assert read_both(tmp_path_factory.getbasetemp(), ours, ours) == ours


def read_both(folder: Path, *caches: Cache) -> Cache:
    return reread("".join(serialized(each, HEAD) for each in caches), folder)


def test_the_file_is_one_line_for_an_address_in_their_order() -> None:
    cache = Cache(
        {"https://b.example/": DAY, "https://a.example/путь": date(2026, 11, 2)},
        {"https://c.example/#d": (date(2026, 11, 1), date(2026, 11, 8))},
    )
    assert serialized(cache, ["A comment.", "Комментарий."]) == (
        "# A comment.\n# Комментарий.\n"
        "\nanswered:\n"
        '\n  "https://a.example/путь": 2026-11-02\n'
        '\n  "https://b.example/": 2026-11-20\n'
        "\nfailing:\n"
        '\n  "https://c.example/#d": [2026-11-01, 2026-11-08]\n'
    )


def test_a_missing_or_empty_file_is_an_empty_cache(tmp_path: Path) -> None:
    assert read(tmp_path / "links.yml", "links.yml") == Cache()
    assert reread("", tmp_path) == Cache()
    assert reread("# A comment.\n", tmp_path) == Cache()


def on(address: str, *failed: date, answered: date | None = None) -> Cache:
    return Cache({address: answered} if answered else {}, {address: failed} if failed else {})


A, B, C, D, E = (f"https://{letter}.example/" for letter in "abcde")
BASE = Cache({A: DAY, C: DAY, E: DAY}, {C: (DAY,)})
OURS = Cache({A: DAY, B: DAY, C: DAY, E: DAY}, {C: (DAY,)})
THEIRS = Cache({A: DAY, C: DAY, D: DAY, E: DAY}, {C: (DAY,), E: (DAY,)})


def merged(folder: Path, base: Cache, ours: Cache, theirs: Cache, *options: str) -> subprocess.CompletedProcess[str]:
    """The result of git merging two changes of one file."""
    for name, cache in (("ours", ours), ("base", base), ("theirs", theirs)):
        (folder / name).write_text(serialized(cache, HEAD), encoding="utf-8")
    return subprocess.run(
        ["git", "merge-file", "-p", *options, "ours", "base", "theirs"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_git_merges_results_of_two_people_about_different_addresses(tmp_path: Path) -> None:
    result = merged(tmp_path, BASE, OURS, THEIRS)
    assert result.returncode == 0, result.stdout
    assert result.stdout == serialized(Cache({**OURS.answered, **THEIRS.answered}, THEIRS.failing), HEAD)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        # The same place in the file.
        (Cache({A: DAY}), Cache({A: DAY, B: DAY}), Cache({A: DAY, C: DAY}), Cache({A: DAY, B: DAY, C: DAY})),
        # The first lines of all.
        (Cache(), Cache({A: DAY}), Cache({B: DAY}, {C: (DAY,)}), Cache({A: DAY, B: DAY}, {C: (DAY,)})),
        # The same address.
        (
            on(A, DAY),
            on(A, DAY, DAY + timedelta(7)),
            on(A, DAY, DAY + timedelta(8)),
            on(A, DAY, DAY + timedelta(7), DAY + timedelta(8)),
        ),
        (
            on(A, answered=DAY),
            on(A, answered=DAY + timedelta(7)),
            on(A, answered=DAY + timedelta(9)),
            on(A, answered=DAY + timedelta(9)),
        ),
        # The last line of one part and the first one of the other.
        (
            Cache({A: DAY}, {B: (DAY,)}),
            Cache({A: DAY + timedelta(7)}, {B: (DAY, DAY + timedelta(7))}),
            Cache({A: DAY + timedelta(8)}, {B: (DAY, DAY + timedelta(8))}),
            Cache({A: DAY + timedelta(8)}, {B: (DAY, DAY + timedelta(7), DAY + timedelta(8))}),
        ),
    ],
)
def test_a_merge_that_keeps_both_sides_loses_nothing(
    tmp_path: Path, base: Cache, ours: Cache, theirs: Cache, expected: Cache
) -> None:
    assert reread(merged(tmp_path, base, ours, theirs, "--union").stdout, tmp_path) == expected


def test_conflict_markers_are_reported_with_their_line(tmp_path: Path) -> None:
    conflict = merged(tmp_path, BASE, Cache({A: DAY, B: DAY, C: DAY}), Cache({A: DAY, C: DAY, D: DAY})).stdout
    marked = conflict.splitlines().index("<<<<<<< ours") + 1
    with pytest.raises(ToolError, match="cache_unusable") as caught:
        reread(conflict, tmp_path)
    assert marked <= int(caught.value.params["line"]) <= marked + 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("answered: 3", 1),
        ("- a", 1),
        ("answered:\n  a: yesterday", 2),
        ("answered:\n  a: 2026-13-01", 2),
        ("answered:\n  a: 20261101", 2),
        ("answered:\n  a: {}", 2),
        ("failing:\n  a: [2026-11-01,\n    x]", 3),
        ("failing:\n  a: [[2026-11-01]]", 2),
        ("failing:\n  [a]: [2026-11-01]", 2),
        ("forgotten:\n  a: 2026-11-01", 2),
        ("answered:\n  a: 2026-11-01\nb: [", 3),
        ('answered:\n  "\\0": 2026-11-01', 2),
        ("\x00", 1),
        ("a: b\n---\nc: d", 2),
        ("[" * 1_000, 1),
        ("# a\n" * 250_001, 1),
    ],
)
def test_a_file_that_is_not_a_cache_is_reported_with_the_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(ToolError, match="cache_unusable") as caught:
        reread(text, tmp_path)
    assert caught.value.params == {"file": "links.yml", "line": str(line)}


def test_a_file_that_is_not_text_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "links.yml").write_bytes(b"\xff\xfe")
    with pytest.raises(ToolError, match="cache_unusable"):
        read(tmp_path / "links.yml", "links.yml")


def test_a_folder_instead_of_the_file_is_the_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match=tmp_path.name):
        read(tmp_path, tmp_path.name)


def test_a_file_without_read_permission_is_the_error_of_the_system() -> None:
    # A folder of pytest can only be entered by its owner, so that no file in it could be read.
    with tempfile.TemporaryDirectory() as folder:
        locked, open_to_all = Path(folder) / "locked.yml", Path(folder) / "open.yml"
        locked.touch(0)
        open_to_all.touch(0o644)
        with unprivileged(Path(folder)):
            assert read(open_to_all, "open.yml") == Cache()
            with pytest.raises(PermissionError):
                read(locked, "locked.yml")


@given(st.text(alphabet="{}[]:-,'\"\\n #&*!?|>%@ah2026-1answeredfailing", max_size=60))
def test_any_text_is_read_or_refused_with_a_line(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    try:
        reread(text, tmp_path_factory.getbasetemp())
    except ToolError as error:
        assert 1 <= int(error.params["line"]) <= text.count("\n") + 1


@pytest.mark.parametrize(("ago", "fresh"), [(0, True), (5, True), (6, False), (-1, False)])
def test_an_answer_is_fresh_for_some_days(ago: int, fresh: bool) -> None:
    assert on(A, answered=DAY - timedelta(ago)).is_fresh(A, DAY, 6) is fresh
    assert not on(B, answered=DAY).is_fresh(A, DAY, 6)


def test_failures_before_an_answer_do_not_count() -> None:
    first, answered, last = DAY, DAY + timedelta(6), DAY + timedelta(12)
    assert on(A, first, answered, last, answered=answered).failures(A, last) == (last,)
    assert on(A, first, last).failures(A, last) == (first, last)
    assert on(A, first, last).failures(B, last) == ()


def test_days_in_the_future_do_not_count() -> None:
    assert on(A, DAY, DAY + timedelta(1), answered=DAY + timedelta(2)).failures(A, DAY) == (DAY,)


@pytest.mark.parametrize(
    ("after", "age", "counts"), [(0, 6, False), (5, 6, False), (6, 6, True), (0, 0, False), (1, 0, True)]
)
def test_a_failure_counts_some_days_after_the_last_that_did(after: int, age: int, counts: bool) -> None:
    today = DAY + timedelta(after)
    assert counted_failures((DAY,), today, age) == ((DAY, today) if counts else (DAY,))


def test_the_first_failure_counts() -> None:
    assert counted_failures((), DAY, 6) == (DAY,)
