"""The message about a text that is not YAML names the cause, at its line."""

from __future__ import annotations

import pytest
from policysite.files import yaml_nodes
from policysite.files.yaml_errors import InvalidYamlError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: [x, y\n", (2, 4, "yaml-unpaired")),
        ("a: [x, y\nb: 1\nc: 2\n", (1, 4, "yaml-unpaired")),
        ("a: [x, y\nb: [z]\nc: @d\n", (1, 4, "yaml-unpaired")),
        ("- a: {x: 1, y: 2\n- b: 2\n", (1, 6, "yaml-unpaired")),
        ("- {a: [b, c}\n", (1, 7, "yaml-unpaired")),
        ("a: b]\nc: [x]]\n", (2, 7, "yaml-unpaired")),
        ('a: "x\nb: 1\n', (1, 4, "yaml-quote-unclosed")),
        ('a: "x\nb: "y"\n', (1, 4, "yaml-quote-unclosed")),
        ("a: 'x\nb: 'y'\n", (1, 4, "yaml-quote-unclosed")),
        ("a: {b: 1 c: 2}\n", (1, 11, "yaml-comma-missing")),
        ('a: [\n  "b"\n  "c",\n]\n', (3, 3, "yaml-comma-missing")),
        ("a:\n\tb: 1\n", (2, 1, "yaml-tab")),
        ("a: 1\nb:\n  c: 1\n \td: 2\n", (4, 2, "yaml-tab")),
        ("a:\t1\n", (1, 3, "yaml-tab")),
        ("a b\nc: 1\n", (1, 1, "yaml-colon-missing")),
        ("a: 1\nb c\nd: 1\n", (2, 1, "yaml-colon-missing")),
        ("a: 1\nb c\n", (2, 1, "yaml-colon-missing")),
        ("a: 1\nb:c\nd: 1\n", (2, 2, "yaml-space-missing")),
        ("a:\n  -b:\n      c: x\n  - d\n", (2, 3, "yaml-space-missing")),
        ("a:\n  - b\n  -c:\n      d: x\n", (3, 3, "yaml-space-missing")),
        ("a:\n  - b\n      c: x\n", (2, 3, "yaml-colon-missing")),
        ("a: X\n  b: y\n", (2, 3, "yaml-indentation")),
        ("a:\n  b: 1\n c: 2\n", (3, 2, "yaml-indentation")),
        ("- a: 1\n  b: 2\n   c: 3\n", (3, 4, "yaml-indentation")),
        ("- a: 1\nb: 2\n", (2, 1, "yaml-indentation")),
        ("# A\n  a: 1\nb: 2\n", (2, 3, "yaml-indentation")),
        ("a: 1\n--- \nb: 2\n", (2, 1, "yaml-unreadable")),
        ("a: *b\n", (1, 4, "yaml-quotes-missing")),
        ("- a: {b: c} d: {e: f}\n", (1, 13, "yaml-lines-joined")),
        ("a: [b, c], d: e\n", (1, 12, "yaml-lines-joined")),
    ],
)
def test_the_cause_is_named_at_its_line(text: str, expected: tuple[int, int, str]) -> None:
    with pytest.raises(InvalidYamlError) as raised:
        yaml_nodes.compose(text)
    finding = raised.value.finding("a.yml")
    assert (finding.line, finding.column, finding.rule) == expected


@pytest.mark.parametrize("tag", ["!!python/name:os.system", "!ENV", "!!str", "!secret", "!<tag:a.example,2026:b>"])
@pytest.mark.parametrize("value", ["x", "'x'", "[x]", "{x: y}"])
def test_a_tag_is_found_in_a_text_without_tags(tag: str, value: str) -> None:
    with pytest.raises(InvalidYamlError) as raised:
        yaml_nodes.compose(f"a: 'b!'\nc: {tag} {value}\n", has_tags=False)
    finding = raised.value.finding("a.yml")
    assert (finding.line, finding.column, finding.rule) == (2, 4, "yaml-tag-unknown")


def test_a_sign_in_a_value_is_no_tag() -> None:
    assert yaml_nodes.compose("a: b !c\nd: '!e'\nf: 5\n", has_tags=False) is not None


@pytest.mark.parametrize(
    ("line", "example"),
    [
        ("a: b: c", 'a: "b: c"'),
        ("- a: @x", '- a: "@x"'),
        ("- **bold**", '- "**bold**"'),
        ("a: & co", 'a: "& co"'),
        ('a: "x" y', "a: '\"x\" y'"),
        ("a: 'Don't'", 'a: "Don\'t"'),
        ('a: "C:\\d"', "a: 'C:\\d'"),
        ("a: {{x}} y", ""),
    ],
)
def test_a_value_is_shown_in_quotation_marks(line: str, example: str) -> None:
    with pytest.raises(InvalidYamlError) as raised:
        yaml_nodes.compose(f"before: 1\n{line}\n" if line.startswith("a") else f"- 1\n{line}\n")
    finding = raised.value.finding("a.yml")
    assert (finding.line, finding.rule, finding.params["example"]) == (2, "yaml-quotes-missing", example)
    assert example == "" or yaml_nodes.compose(example) is not None
