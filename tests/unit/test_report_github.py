"""Findings as annotations of GitHub."""

from __future__ import annotations

import re

import pytest
from policysite.findings.github import as_github
from policysite.messages.escaping import visible

from tests.findings import EN, WARNING, broken, many, params_and_paths


def unescaped(text: str, escapes: dict[str, str]) -> str:
    for escape, character in escapes.items():
        text = text.replace(escape, character)
    return text


def as_the_runner_reads_it(line: str) -> tuple[str, dict[str, str], str]:
    """Command, properties and data of a line, by the steps of `ActionCommand.TryParseV2` in actions/runner."""
    line = line.lstrip()
    assert line.startswith("::")
    info, data = line[2:].split("::", 1)
    command, _, properties = info.partition(" ")
    pairs = [pair.split("=", 1) for pair in properties.strip().split(",") if pair]
    data_escapes = {"%0D": "\r", "%0A": "\n", "%25": "%"}
    property_escapes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    read = {pair[0]: unescaped(pair[1], property_escapes) for pair in pairs if len(pair) == 2}
    return command, read, unescaped(data, data_escapes)


def test_an_annotation_has_the_position_message_and_fix_of_the_finding() -> None:
    assert as_github([WARNING], EN) == (
        "::warning file=docs/ru/faq.md,line=2,col=1,title=id-invalid::The id “1” cannot be used in a link.%0A"
        "Use only Latin letters, digits, hyphens and underscores, and begin with a letter.\n"
    )


@params_and_paths
def test_the_runner_reads_an_annotation_back_unchanged(param: str, path: str) -> None:
    finding = broken(param, path)
    text = as_github([finding], EN)
    text.encode()
    # The runner takes CR, LF and CRLF as the ends of lines, and no other character.
    line, rest = re.split("\r\n|\r|\n", text)
    assert rest == ""
    command, properties, data = as_the_runner_reads_it(line)
    surrogates = re.compile("[\ud800-\udfff]")
    if not surrogates.search(param + path):
        assert properties == {"file": visible(path), "line": "1", "col": "1", "title": "id-invalid"}
        assert data == f"{EN.message('id-invalid', {'id': param})}\n{EN.fix('id-invalid', {'example': ''})}"
    assert command == "error"
    assert properties.keys() == {"file", "line", "col", "title"}


@pytest.mark.parametrize(
    ("errors", "warnings", "shown", "rest"),
    [
        (0, 0, [], None),
        (10, 10, ["error"] * 10 + ["warning"] * 10, None),
        (11, 1, ["error"] * 10 + ["warning"], "1 more finding is not shown here"),
        (1, 12, ["error"] + ["warning"] * 10, "2 more findings are not shown here"),
        (13, 12, ["error"] * 10 + ["warning"] * 10, "5 more findings are not shown here"),
    ],
)
def test_annotations_are_limited_to_what_github_shows_and_the_rest_is_counted(
    errors: int, warnings: int, shown: list[str], rest: str | None
) -> None:
    lines = as_github(many(errors, warnings), EN).splitlines()
    commands = [as_the_runner_reads_it(line) for line in lines if line.startswith("::")]
    assert [command for command, _, _ in commands] == shown
    assert [int(properties["line"]) for command, properties, _ in commands if command == "error"] == list(
        range(warnings + 1, warnings + 1 + min(errors, 10))
    )
    plain = [line for line in lines if not line.startswith("::")]
    assert plain == ([f"{rest}; the summary of this step shows more."] if rest else [])
