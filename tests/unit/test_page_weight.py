from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.page_weight import __main__ as page_weight
from tests.bench.page_weight.lighthouse import CATEGORIES, Report
from tests.bench.page_weight.measure import COLUMNS, Weight
from tests.project import PAGES

BEGIN, END = "<!-- page weight -->", "<!-- end of page weight -->"


def run(monkeypatch: pytest.MonkeyPatch, scores: dict[str, int], path: Path) -> int:
    """The exit code of a measurement in which Lighthouse gives the last page other scores."""
    monkeypatch.setattr(sys, "argv", ["page_weight", "--write", str(path)])
    weights = {"this site": dict.fromkeys(PAGES, Weight(dict.fromkeys(COLUMNS, 1000), 4))}
    reports = {page: Report(dict.fromkeys(CATEGORIES.values(), 100), []) for page in PAGES}
    reports[PAGES[-1]].scores.update(scores)
    monkeypatch.setattr(page_weight, "measured", lambda _: (weights, reports))
    return page_weight.main()


@pytest.mark.parametrize(("scores", "code"), [({}, 0), ({"SEO": 99}, 1), ({"performance": 0}, 1)])
def test_a_score_below_100_is_written_down_and_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scores: dict[str, int], code: int
) -> None:
    path = tmp_path / "TABLE.md"
    path.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    assert run(monkeypatch, scores, path) == code
    text = path.read_text(encoding="utf-8")
    assert "old" not in text
    assert text.startswith("before\n") and text.endswith("\nafter\n")
    for score in scores.values():
        assert f" {score} |" in text


@pytest.mark.parametrize("text", [None, "", BEGIN, f"{END}\n{BEGIN}"])
def test_a_file_without_a_place_for_the_table_is_refused_before_anything_is_measured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str | None
) -> None:
    path = tmp_path / "TABLE.md"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["page_weight", "--write", str(path)])
    monkeypatch.setattr(page_weight, "measured", lambda _: pytest.fail("measured"))
    with pytest.raises(SystemExit) as exit_:
        page_weight.main()
    assert exit_.value.code == 2
