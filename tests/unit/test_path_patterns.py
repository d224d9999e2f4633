"""Patterns of paths that people write."""

from __future__ import annotations

import pytest
from policysite.corpus import path_patterns


@pytest.mark.parametrize("pattern", ["!", "\\", "a\\", "[z-a]", "x/[z-a].md", "a*b*c*d", "*/*/*/*/*/*/*"])
def test_a_pattern_that_is_invalid_or_slow_is_not_usable(pattern: str) -> None:
    assert not path_patterns.is_usable(pattern)
    assert path_patterns.matches(pattern, "a/b.md") is None


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("", False),
        ("# A comment", False),
        ("*.md", True),
        ("/*.md", False),
        ("a/**", True),
        ("!b.md", False),
        ("[a", False),
    ],
)
def test_another_pattern_is_compared(pattern: str, expected: bool) -> None:
    assert path_patterns.is_usable(pattern)
    assert path_patterns.matches(pattern, "a/b.md") is expected
