"""Where a rule finds something in a text, for tables of cases."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from policysite.rulebook import Example

from tests.example_site import LANGUAGES, findings

# How many lines of a page stand above the text of an example: the front matter, and two headings where it has none.
_FRONT_MATTER = {"privacy": 7}
_FRONT_MATTER_OF_OTHERS = 5
_HEADINGS = 4


def places(rule: str, text: str, **example: Any) -> list[tuple[int, int]]:
    """The lines and columns of a text, from 1, at which a rule finds something: the same in every language."""
    first, *others = (places_in(language, rule, text, **example) for language in LANGUAGES)
    assert all(other == first for other in others)
    return first


def places_in(where: str, rule: str, text: str, **example: Any) -> list[tuple[int, int]]:
    """The same in one language; or the lines and columns of another file."""
    with tempfile.TemporaryDirectory() as folder:
        found = findings(Example(dict.fromkeys(LANGUAGES, text), approved={}, **example), Path(folder))
    page = example.get("page", "privacy")
    above = 0
    if where in LANGUAGES:
        above = _FRONT_MATTER.get(page, _FRONT_MATTER_OF_OTHERS) + (0 if text.startswith("#") else _HEADINGS)
        where = f"docs/{where}/{page}.md"
    return [(each.line - above, each.column) for each in found if each.rule == rule and each.path == where]
