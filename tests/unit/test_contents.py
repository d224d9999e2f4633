from __future__ import annotations

from typing import Any

import pytest
from policysite.site.contents import contents

from tests.rules import clauses

PAGE = clauses(
    "# A { #a }\n\n## B { #b }\n\n#### C { #c }\n\n### D { #d }\n\n## E { #e }\n\n# F { #f }\n\n### G { #g }"
)


def shown(items: list[dict[str, Any]]) -> str:
    return " ".join(item["clause"].id + (f"({shown(item['children'])})" if item["children"] else "") for item in items)


@pytest.mark.parametrize(
    ("depth", "expected"),
    [
        ({}, "b(c d) e f(g)"),
        ({"toc_depth": 2}, "b e f"),
        ({"toc_depth": "3"}, "b(d) e f(g)"),
        ({"toc_depth": "2-2"}, "b e"),
        ({"toc_depth": "3-4"}, "c d g"),
        ({"toc_depth": "4-6"}, ""),
    ],
)
def test_clauses_are_below_the_heading_that_they_are_under(depth: dict[str, object], expected: str) -> None:
    assert shown(contents(PAGE, depth)) == expected
