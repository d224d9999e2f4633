from __future__ import annotations

import pytest
from policysite.site.notes import enumeration, link


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["Rights"], "Rights"),
        (["Rights", "Requests", "Partners"], "Rights, Requests, Partners"),
        (["Who sees it?", "Rights", "Ask us!", "Storage"], "Who sees it? Rights, Ask us! Storage"),
        (["Rights", "Who sees it?"], "Rights, Who sees it?"),
        (["1 марта 2026 г.", "Права"], "1 марта 2026 г., Права"),
        (["من يراها؟", "誰が見ますか？", "“Why?”", "Rights"], "من يراها؟ 誰が見ますか？ “Why?”, Rights"),
    ],
)
def test_titles_are_separated_by_a_comma_unless_they_end_with_a_mark(titles: list[str], expected: str) -> None:
    assert "".join(enumeration((link(title, "#") for title in titles), ", ").itertext()) == expected
