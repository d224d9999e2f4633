"""Comments in YAML are what its scanner leaves out."""

from __future__ import annotations

import pytest
from policysite.files.yaml_nodes import Comment, comments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: off  # why\n", [Comment(0, "why", False)]),
        ("# why\na: off\n", [Comment(0, "why", True)]),
        ("a:\n  # why # then\n  b: off\n", [Comment(1, "why # then", True)]),
        ("a: 'x # y'\nb: x#y\nc: \"#\"\n", []),
        ("a: |\n  # text\nb: off # why\n", [Comment(2, "why", False)]),
        ("a: {b: off, # why\n  c: off}\n", [Comment(0, "why", False)]),
        ("a: off #\n", [Comment(0, "", False)]),
    ],
)
def test_comments_are_found_where_the_scanner_finds_nothing(text: str, expected: list[Comment]) -> None:
    assert list(comments(text)) == expected
