"""No page takes in a file that is not published."""

from __future__ import annotations

import pytest
from policysite.lint.rules.snippets import snippet_outside

from tests.rules import findings_of, places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('--8<-- "../../secret.txt"', [(1, 9)]),
        ("--8<--\nru/a.md\n../b.md\n--8<--\n\n../c.md", [(3, 1)]),
        ('- пункт\n\n    --8<-- "/etc/passwd"', [(3, 13)]),
        ('```\n--8<-- "a/../../b"\n```', [(2, 9)]),
        ("--8<-- 'https://a.example/b.md'", [(1, 9)]),
        ('--8<-- "editorial/guide.ru.md"', [(1, 9)]),
        ('--8<-- "ru/a..b.md"\n--8<-- "ru/editorial.md"', []),
        ('См. "../a" и --8<-- "../b" в строке.', []),
    ],
)
def test_a_snippet_from_outside_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of(snippet_outside, text)) == expected
