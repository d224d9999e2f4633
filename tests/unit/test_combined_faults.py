"""Several faults of one line are corrected by one printed line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.released_site import errors, follow, printed_line, replaced, write_changes

COMBINED = {
    "a bold question": ("**{}?**", "**{}?**"),
    "a bold line that is no question": ("**{}**", "**{}**"),
    "a question without an id": ("## {}?", "## {}?"),
    "a question without an id or its sign": ("## {}", "## {}"),
    "a question without its sign in one language": ("## {} {{ #where }}", "## {}? {{ #where }}"),
    "a question without its sign or a basis": ("## {} {{ #where }}", "## {} {{ #where }}"),
    "a question with a stop": ('## {}. {{ #where data-based-on="security" }}',) * 2,
    "a mistyped basis, without a sign": ('## {} {{ #where data-based-on="secuirty" }}',) * 2,
    "an invalid id, without a basis": ("## {}? {{ #где }}", "## {}? {{ #where }}"),
    "different ids, without a basis": ("## {}? {{ #where }}", "## {}? {{ #place }}"),
    "different ids, without a sign": ("## {} {{ #where }}", "## {} {{ #place }}"),
    "an id without its sign": ("## {}? {{ where }}", "## {}? {{ where }}"),
    "a basis in one language": ("## {} {{ #where }}", '## {}? {{ #where data-based-on="security" }}'),
    "two bases without quotation marks": ("## {}? {{ #where data-based-on=clause security }}",) * 2,
    "a basis in other quotation marks": (
        "## {}? {{ #where data-based-on=«security» }}",
        "## {}? {{ #where data-based-on=“security” }}",
    ),
    "two bases in other quotation marks, without a sign": ("## {} {{ #where data-based-on=“clause security” }}",) * 2,
    "a heading that is underlined": ("{}?\n---", "{}?\n---"),
    "a heading below its level": ('### {}? {{ #where data-based-on="security" }}',) * 2,
    "a basis that is a title": (
        '## {}? {{ #where data-based-on="Защита" }}',
        '## {}? {{ #where data-based-on="Protection" }}',
    ),
    "a basis in letters of the language": (
        '## {} {{ #where d\u0430ta-based-on="security" }}',
        '## {} {{ #where data-based-on="security" }}',
    ),
    "a heading in one language": ("**{}?**", "## {}? {{ #where }}"),
    "a letter of another alphabet": ("## {}, сайт? {{ #where }}".replace("с", "c", 1), "## {}, a site? {{ #where }}"),
}


@pytest.mark.parametrize("name", COMBINED)
def test_several_faults_of_a_line_are_corrected_by_one_line(root: Path, name: str) -> None:
    ru, en = (
        heading.format(title)
        for heading, title in zip(COMBINED[name], ("Где они хранятся", "Where are they"), strict=True)
    )
    write_changes(
        root, replaced("faq", ("## Кто", f"{ru}\n\nУ нас.\n\n## Кто"), ("## Who", f"{en}\n\nWith us.\n\n## Who"))
    )
    found = errors(root)
    lines = [(each.path, each.line, printed_line(each)) for each in found if printed_line(each)]
    assert len({(path, line) for path, line, _ in lines}) == len(lines)
    follow(found, root, is_typo=False)
    assert errors(root) == []
