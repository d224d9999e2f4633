"""All formats of reports: nothing in them commands a program, and each is whole."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import replace
from typing import NoReturn

import pytest
from policysite.findings import MAX_FINDINGS_OF_RULE_IN_FILE, Edit, Finding, Severity
from policysite.findings.github import as_github
from policysite.findings.json import as_json
from policysite.findings.markdown import as_markdown
from policysite.findings.report import FORMATS, report
from policysite.findings.sarif import as_sarif
from policysite.findings.text import as_text, summary
from policysite.messages import Messages
from policysite.messages.escaping import visible
from policysite.rulebook.catalogue import RULES

from tests.findings import EN, ERROR, RU, WARNING, broken, many, params_and_paths

# Their messages have params in the middle and at the end, and their fixes on a line of their own.
PLACES = ["approval-unknown", "spelling", "suppression-place-unknown", "mkdocs-warning", "translation-stale"]
NAMES_OF_PARAMS = re.findall(
    r"{(\w+)}",
    "".join([*(EN.rules[rule][part] for rule in PLACES for part in ("message", "fix")), EN.tool["approving_note"]]),
)


@params_and_paths
def test_no_format_has_a_character_that_nobody_sees(param: str, path: str) -> None:
    for output_format in FORMATS:
        text = report(output_format, [broken(param, path)], EN, catalogue=lambda: RULES)
        assert {visible(line) for line in text.split("\n")} == {*text.split("\n")}


@params_and_paths
def test_no_param_or_path_is_a_command_for_ci(param: str, path: str) -> None:
    params = dict.fromkeys(NAMES_OF_PARAMS, param)
    for output_format in FORMATS:
        found = [Finding(path, 1, 1, rule, params) for rule in PLACES]
        for line in report(output_format, found, EN, catalogue=lambda: RULES).splitlines():
            command = line.strip()
            if not (output_format == "github" and command.startswith("::error file=")):
                assert re.match("::(?!:)", command) is None  # three colons begin no command
                assert re.search(r"##\w*\[", line) is None


@pytest.mark.parametrize(
    ("output_format", "expected"),
    [
        ("text", ["en/a#b ru/a#b: 0 1"]),
        ("github", []),
        ("markdown", ["  ```text", "  en/a#b ru/a#b: 0 1", "  ```"]),
        ("json", []),
    ],
)
def test_what_is_to_be_copied_stands_alone_on_its_line(output_format: str, expected: list[str]) -> None:
    params = dict.fromkeys(["id", "title", "base", "base_title", "other", "name", "file", "former"], "x") | {
        "row": "en/a#b ru/a#b: 0 1"
    }
    text = report(output_format, [Finding("a.md", 1, 1, "translation-stale", params)], EN, catalogue=lambda: RULES)
    lines = text.splitlines()
    if expected:
        first = lines.index(expected[0])
        assert lines[first : first + len(expected)] == expected
    elif output_format == "github":
        assert text.endswith("%0Aen/a#b ru/a#b: 0 1\n")
    else:
        assert json.loads(text)[0]["fix"].split("\n")[-1] == "en/a#b ru/a#b: 0 1"


@pytest.mark.parametrize("messages", [EN, RU], ids=["en", "ru"])
@pytest.mark.parametrize("output_format", ["text", "markdown"])
def test_a_list_of_findings_says_once_what_several_fixes_have_in_common(output_format: str, messages: Messages) -> None:
    params = dict.fromkeys(["id", "title", "base", "base_title", "other", "name", "file", "former", "numbers"], "x")
    found = [
        Finding("a.md", line, 1, rule, params | {"row": f"line {line}"})
        for line, rule in enumerate(("translation-stale", "based-on-unreviewed", "translation-stale"), start=1)
    ]
    (note,) = messages.notes((each.rule, each.params) for each in found)
    shown = report(output_format, found, messages, catalogue=lambda: RULES)
    shown_words, words = (" ".join(re.findall(r"\w+", each)) for each in (shown, note))
    assert shown_words.count(words) == 1
    assert all(each.params["row"] in [line.strip() for line in shown.split("\n")] for each in found)
    for each in found:
        assert messages.fix(each.rule, each.params).startswith(note)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("findings", [[], [ERROR, WARNING], many(30, 30)], ids=["none", "two", "sixty"])
def test_every_report_is_whole_lines_and_independent_of_the_order_of_the_findings(
    name: str, findings: list[Finding]
) -> None:
    text = report(name, findings, RU, catalogue=lambda: RULES, colored=True, pages=8)
    assert text == report(name, findings[::-1], RU, catalogue=lambda: RULES, colored=True, pages=8)
    assert text.endswith("\n") or (name == "github" and not findings)


@pytest.mark.parametrize(
    ("name", "findings", "expected"),
    [
        ("text", [], "No problems found in 8 pages.\n"),
        ("text", [ERROR], f"{as_text([ERROR], EN, colored=True)}\n\n1 error in 1 file.\n"),
        ("github", [ERROR], as_github([ERROR], EN)),
        ("json", [ERROR], as_json([ERROR], EN)),
        ("sarif", [ERROR], as_sarif([ERROR], EN, RULES)),
        ("markdown", [ERROR], as_markdown([ERROR], EN)),
        ("markdown", [], as_markdown([], EN, pages=8)),
    ],
)
def test_each_format_prints_its_report(name: str, findings: list[Finding], expected: str) -> None:
    assert report(name, findings, EN, catalogue=lambda: RULES, colored=True, pages=8) == expected


@functools.cache
def very_many() -> list[Finding]:
    return [replace(WARNING, line=line) for line in range(1, 100_001)]


OTHERS = [ERROR, replace(WARNING, path="docs/ru/index.md")]  # one in the same file, one in another
MORE = "99901 more of these in this file are not shown."


def test_of_very_many_findings_of_one_rule_in_one_file_the_terminal_shows_the_number() -> None:
    lines = as_text([*very_many(), *OTHERS], EN).splitlines()
    assert len([line for line in lines if line.startswith("docs/ru/faq.md:")]) == MAX_FINDINGS_OF_RULE_IN_FILE + 1
    more, fix, *_ = lines[MAX_FINDINGS_OF_RULE_IN_FILE:]
    assert more == f"docs/ru/faq.md: warning[id-invalid] {MORE}"
    assert fix == f"    {EN.fix('id-invalid', WARNING.params)}"
    assert summary([*very_many(), *OTHERS], EN) == "1 error, 100001 warnings in 2 files."


def test_of_warnings_that_can_be_fixed_people_see_three_and_the_number() -> None:
    spaces = [replace(WARNING, line=line, edit=Edit("\u00a0", " ")) for line in range(1, 13)]
    assert "9 more of these" in as_text(spaces, EN)
    assert "9 more of these" in as_markdown(spaces, EN)
    assert len(json.loads(as_json(spaces, EN))) == len(spaces)
    assert "more of these" not in as_text([replace(each, severity=Severity.ERROR) for each in spaces], EN)


def test_other_programs_get_the_number_of_very_many_findings_too() -> None:
    findings = [*very_many(), *OTHERS]
    objects = json.loads(as_json(findings, EN))
    results = json.loads(as_sarif(findings, EN, RULES))["runs"][0]["results"]
    assert len(objects) == len(results) == MAX_FINDINGS_OF_RULE_IN_FILE + 2
    (counting,) = (each for each in objects if each["message"] == MORE)
    assert (counting["path"], counting["line"], counting["rule"]) == ("docs/ru/faq.md", 100, "id-invalid")
    assert counting["fix"] == ""
    assert [each["message"]["text"] for each in results].count(MORE) == 1
    assert len({each["partialFingerprints"]["finding/v1"] for each in results}) == len(results)
    items = [line for line in as_markdown(findings, EN).splitlines() if line.startswith("- ")]
    assert len(items) == len(results)
    assert "- Warning `id-invalid` 99901 more of these in this file are not shown\\." in items


@pytest.mark.parametrize("name", ["text", "json", "sarif", "markdown"])
def test_of_not_so_many_findings_each_is_shown(name: str) -> None:
    assert "more of these" not in report(name, very_many()[:MAX_FINDINGS_OF_RULE_IN_FILE], EN, catalogue=lambda: RULES)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "sarif"])
def test_only_sarif_needs_the_catalogue_of_all_rules(name: str) -> None:
    def needed() -> NoReturn:
        raise AssertionError

    assert report(name, [ERROR], EN, catalogue=needed)
