"""All formats of reports: nothing in them commands a program, and each is whole."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import replace

import pytest
from policysite.findings import MAX_FINDINGS_OF_RULE_IN_FILE, Edit, Finding, Severity
from policysite.findings.github import as_github
from policysite.findings.json import as_json
from policysite.findings.markdown import as_markdown
from policysite.findings.report import FORMATS, report
from policysite.findings.sarif import as_sarif
from policysite.findings.text import as_text, summary
from policysite.messages import Messages, available_locales, messages_in
from policysite.messages.escaping import escaped, visible
from policysite.rulebook.catalogue import RULES

from tests.findings import EN, ERROR, RU, WARNING, many, params_and_paths

# Their messages have params in the middle and at the end, and their fixes on a line of their own.
PLACES = ["approval-unknown", "spelling", "suppression-place-unknown", "mkdocs-warning", "translation-stale"]
NAMES_OF_PARAMS = re.findall(
    r"{(\w+)}", "".join(EN.rules[rule][part] for rule in PLACES for part in ("message", "fix"))
)


@params_and_paths
def test_no_param_or_path_is_a_command_for_ci(param: str, path: str) -> None:
    params = dict.fromkeys(NAMES_OF_PARAMS, param)
    for output_format in FORMATS:
        found = [Finding(path, 1, 1, rule, params) for rule in PLACES]
        for line in report(output_format, found, EN, catalogue=RULES).splitlines():
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
    text = report(output_format, [Finding("a.md", 1, 1, "translation-stale", params)], EN, catalogue=RULES)
    lines = text.splitlines()
    if expected:
        first = lines.index(expected[0])
        assert lines[first : first + len(expected)] == expected
    elif output_format == "github":
        assert text.endswith("%0Aen/a#b ru/a#b: 0 1\n")
    else:
        assert json.loads(text)[0]["fix"].split("\n")[-1] == "en/a#b ru/a#b: 0 1"


# Text


INVALID = "    Use only Latin letters, digits, hyphens and underscores, and begin with a letter."


def test_findings_are_printed_sorted_and_a_fix_that_they_share_once() -> None:
    assert as_text([ERROR, WARNING], EN).split("\n") == [
        "docs/ru/faq.md:2:1: warning[id-invalid] The id “1” cannot be used in a link.",
        "docs/ru/faq.md:12:5: error[id-invalid] The id “Я” cannot be used in a link.",
        INVALID,
    ]
    assert as_text([], EN) == ""


@pytest.mark.parametrize(
    "other",
    [
        replace(ERROR, path="docs/ru/index.md"),
        replace(ERROR, rule="heading-empty"),
        replace(ERROR, params={"id": "Я", "example": "## Z { #z }"}),
    ],
)
def test_another_fix_stands_under_its_own_finding(other: Finding) -> None:
    assert as_text([WARNING, other], EN) == f"{as_text([WARNING], EN)}\n{as_text([other], EN)}"


def test_the_findings_in_the_original_come_first() -> None:
    paths = ("docs/de/faq.md", "docs/ru/faq.md", "docs/ru/index.md", "mkdocs.yml")
    found = [replace(ERROR, path=path) for path in paths]
    shown = [line.split(":")[0] for line in as_text(found, EN, first="docs/ru/").split("\n") if line[0] != " "]
    assert shown == ["docs/ru/faq.md", "docs/ru/index.md", "docs/de/faq.md", "mkdocs.yml"]


def test_example_headings_in_messages_show_single_braces() -> None:
    params = {"id": "rights", "other": "b.md"}
    assert "a heading with { #rights } to b.md" in as_text([Finding("a.md", 1, 1, "clause-missing", params)], EN)


def test_colors_change_nothing_else() -> None:
    colored = as_text([ERROR, WARNING], EN, colored=True)
    assert colored.splitlines() == [
        "\x1b[1mdocs/ru/faq.md:2:1\x1b[0m: \x1b[33mwarning[id-invalid]\x1b[0m The id “1” cannot be used in a link.",
        "\x1b[1mdocs/ru/faq.md:12:5\x1b[0m: \x1b[31merror[id-invalid]\x1b[0m The id “Я” cannot be used in a link.",
        "    \x1b[2mUse only Latin letters, digits, hyphens and underscores, and begin with a letter.\x1b[0m",
    ]
    assert re.sub("\x1b\\[[0-9]+m", "", colored) == as_text([ERROR, WARNING], EN)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Обычный текст, “quoted”", "Обычный текст, “quoted”"),
        ("bound\u00a0and\u202fthin spaces", "bound\u00a0and\u202fthin spaces"),
        ("e\u0301", "e\u0301"),
        ("😀", "😀"),
        ("a\tb\r\n", "a\\tb\\r\\n"),
        ("\x1b[31m\x9b", "\\x1b[31m\\x9b"),
        ("soft\u00adhyphen", "soft\\xadhyphen"),
        ("\u202e\u200b\ufeff\u2028", "\\u202e\\u200b\\ufeff\\u2028"),
        ("\udcff", "\\udcff"),
        ("::error::a", "\\x3a:error::a"),
        ("  ::", "  \\x3a:"),
        ("::: note", "::: note"),
    ],
)
def test_invisible_characters_are_shown_as_escapes(text: str, shown: str) -> None:
    assert escaped(text) == shown


@params_and_paths
def test_no_param_or_path_colors_a_terminal_or_adds_a_line(param: str, path: str) -> None:
    text = as_text([broken(param, path)], EN)
    assert len(text.splitlines()) == 2
    assert escaped(text.replace("\n", "")) == text.replace("\n", "")
    text.encode()


@params_and_paths
def test_no_format_has_a_character_that_nobody_sees(param: str, path: str) -> None:
    for output_format in FORMATS:
        text = report(output_format, [broken(param, path)], EN, catalogue=RULES)
        assert {visible(line) for line in text.split("\n")} == {*text.split("\n")}


@pytest.mark.parametrize(
    ("findings", "english", "russian"),
    [
        ([], "No problems found.", "Проблем не найдено."),
        ([ERROR], "1 error in 1 file.", "1 ошибка в 1 файле."),
        ([WARNING], "1 warning in 1 file.", "1 предупреждение в 1 файле."),
        ([ERROR, WARNING], "1 error, 1 warning in 1 file.", "1 ошибка и 1 предупреждение в 1 файле."),
        (
            [ERROR, broken("", "b"), WARNING, broken("", "c")],
            "3 errors, 1 warning in 3 files.",
            "3 ошибки и 1 предупреждение в 3 файлах.",
        ),
        (many(5, 11), "5 errors, 11 warnings in 1 file.", "5 ошибок и 11 предупреждений в 1 файле."),
        (many(21, 22), "21 errors, 22 warnings in 1 file.", "21 ошибка и 22 предупреждения в 1 файле."),
        (
            [broken("", str(number)) for number in range(21)],
            "21 errors in 21 files.",
            "21 ошибка в 21 файле.",
        ),
    ],
)
def test_the_summary_counts_in_the_plural_forms_of_its_language(
    findings: list[Finding], english: str, russian: str
) -> None:
    assert summary(findings, EN) == english
    assert summary(findings, RU) == russian


def test_many_findings_are_counted_by_rule() -> None:
    many = [Finding("a.md", line, 1, "translation-unreviewed") for line in range(1, 21)]
    assert summary(many, EN) == "20 errors in 1 file."
    assert summary([*many, many[0]], EN) == "21 errors in 1 file."
    both = [WARNING, *many]
    assert (
        summary(both, EN)
        == f"20 errors, 1 warning in 2 files. By rule: translation-unreviewed (20), {WARNING.rule} (1)."
    )
    assert summary(both, RU).endswith(f" По правилам: translation-unreviewed (20), {WARNING.rule} (1).")


@pytest.mark.parametrize(
    ("pages", "english", "russian"),
    [
        (1, "No problems found in 1 page.", "Проблем не найдено: проверена 1 страница."),
        (2, "No problems found in 2 pages.", "Проблем не найдено: проверены 2 страницы."),
        (8, "No problems found in 8 pages.", "Проблем не найдено: проверено 8 страниц."),
    ],
)
def test_without_findings_the_summary_gives_the_number_of_pages(pages: int, english: str, russian: str) -> None:
    assert summary([], EN, pages=pages) == english
    assert summary([], RU, pages=pages) == russian
    assert summary([ERROR], EN, pages=pages) == "1 error in 1 file."


# GitHub


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


# Markdown


def rendered(findings: list[Finding], language: Messages = EN) -> str:
    return str(cmarkgfm.github_flavored_markdown_to_html(as_markdown(findings, language)))


def test_a_step_summary_lists_the_findings_under_their_files() -> None:
    elsewhere = Finding("docs/en/faq.md", 3, 1, "heading-empty")
    assert as_markdown([ERROR, WARNING, elsewhere], EN) == (
        "## Check of the pages\n"
        "\n"
        "2 errors\\, 1 warning in 2 files\\.\n"
        "\n"
        "### `docs/en/faq.md`\n"
        "\n"
        "- **3:1** Error `heading-empty`\\\n"
        "  This heading has no text\\.\\\n"
        "  Write a heading before the id\\, or delete the line\\.\n"
        "\n"
        "### `docs/ru/faq.md`\n"
        "\n"
        "- **2:1** Warning `id-invalid`\\\n"
        "  The id “`1`” cannot be used in a link\\.\\\n"
        "  Use only Latin letters\\, digits\\, hyphens and underscores\\, and begin with a letter\\.\n"
        "- **12:5** Error `id-invalid`\\\n"
        "  The id “`Я`” cannot be used in a link\\.\\\n"
        "  Use only Latin letters\\, digits\\, hyphens and underscores\\, and begin with a letter\\.\n"
    )


def test_a_step_summary_without_findings_says_so() -> None:
    assert as_markdown([], RU) == "## Проверка страниц\n\nПроблем не найдено\\.\n"
    assert as_markdown([], RU, pages=8) == "## Проверка страниц\n\nПроблем не найдено\\: проверено 8 страниц\\.\n"


@params_and_paths
def test_text_from_a_page_is_only_code_in_a_step_summary(param: str, path: str) -> None:
    html = rendered([broken(param, path)])
    # The same elements whatever the param and the path: no links, HTML or blocks.
    elements = re.findall(r"<(\w+)", html)
    codes = ["code"] if param else []
    assert elements == ["h2", "p", "h3", *(["code"] if path else []), "ul", "li", "strong", "code", "br", *codes, "br"]
    # All of it is in code and unchanged.
    shown = [unescape(code) for code in re.findall("<code>(.*?)</code>", html, re.DOTALL)]
    assert shown == [*([escaped(path)] if path else []), "id-invalid", *([escaped(param)] if param else [])]


@pytest.mark.parametrize("language", available_locales())
def test_the_messages_of_every_rule_are_shown_unchanged_in_a_step_summary(language: str) -> None:
    messages = messages_in(language)
    params = dict.fromkeys(re.findall(r"{(\w+)}", str(messages.rules)), "value")
    for rule in messages.rules:
        html = rendered([Finding("a.md", 1, 1, rule, params)], messages)
        item = unescape(re.sub("<[^>]+>", "", html.split("<br />", 1)[1]))
        assert item.split() == f"{messages.message(rule, params)} {messages.fix(rule, params)}".split()


@pytest.mark.parametrize(
    ("findings", "expected_cut"),
    [
        # 1 MiB and a little less, in characters of two bytes.
        ([broken("я" * 1000, f"{number}.md") for number in range(600)], True),
        ([broken("я" * 1000, f"{number}.md") for number in range(400)], False),
        ([broken("я" * MAX_BYTES)], True),
    ],
)
def test_a_step_summary_is_no_larger_than_github_accepts(findings: list[Finding], expected_cut: bool) -> None:
    text = as_markdown(findings, EN)
    assert len(text.encode()) <= MAX_BYTES
    listed = len(re.findall("^- ", text, re.MULTILINE))
    left_out = len(findings) - listed
    cut = re.search(r"\n\nThe summary has reached its maximum size\\: (\d+) more findings? did not fit\\\.\n\Z", text)
    assert bool(cut) == expected_cut == (left_out > 0)
    if cut:
        assert int(cut[1]) == left_out
        if listed:
            assert len(text.encode()) > MAX_BYTES - 4096


def test_a_step_summary_that_just_fits_is_complete_and_one_byte_more_is_cut() -> None:
    first, last = broken("", "a.md"), broken("", "b.md")
    room = MAX_BYTES - len(as_markdown([first, last], EN).encode()) - len("``")
    fits, too_long = (as_markdown([first, broken("x" * size, "b.md")], EN) for size in (room, room + 1))
    assert len(fits.encode()) == MAX_BYTES
    assert "did not fit" not in fits
    assert "1 more finding did not fit" in too_long
    assert "### `a.md`" in too_long
    for size in range(room, room + 250, 25):
        text = as_markdown([broken("x" * size, "a.md"), last, broken("", "c.md")], EN)
        assert "did not fit" in text
        assert len(text.encode()) <= MAX_BYTES


# JSON


def test_json_lists_the_findings_sorted_and_unescaped() -> None:
    text = as_json([ERROR, WARNING], RU)
    assert json.loads(text) == [
        {
            "path": "docs/ru/faq.md",
            "line": 2,
            "column": 1,
            "rule": "id-invalid",
            "severity": "warning",
            "message": "Идентификатор «1» не годится для ссылки.",
            "fix": "Оставьте в нём латинские буквы, цифры, дефисы и знаки подчёркивания; первой должна стоять буква.",
        },
        {
            "path": "docs/ru/faq.md",
            "line": 12,
            "column": 5,
            "rule": "id-invalid",
            "severity": "error",
            "message": "Идентификатор «Я» не годится для ссылки.",
            "fix": "Оставьте в нём латинские буквы, цифры, дефисы и знаки подчёркивания; первой должна стоять буква.",
        },
    ]
    assert "Идентификатор «Я»" in text
    assert text.endswith("]\n")
    assert as_json([], RU) == "[]\n"


@params_and_paths
def test_json_gives_every_param_and_path_back_unchanged(param: str, path: str) -> None:
    (read,) = json.loads(as_json([broken(param, path)], EN).encode())
    assert read["path"] == path
    assert read["message"] == EN.message("id-invalid", {"id": param})


# SARIF


def run_of(findings: list[Finding], language: Messages = EN) -> dict:
    log = json.loads(as_sarif(findings, language, RULES).encode())
    assert validation_errors(log) == []
    (run,) = log["runs"]
    return run


def fingerprints(findings: list[Finding], language: Messages = EN) -> list[str]:
    return [result["partialFingerprints"]["finding/v1"] for result in run_of(findings, language)["results"]]


def test_the_schema_of_sarif_rejects_an_invalid_log() -> None:
    log = json.loads(as_sarif([ERROR], EN, RULES))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert validation_errors(log)


@pytest.mark.parametrize("language", available_locales())
def test_a_log_with_every_rule_is_valid_sarif(language: str) -> None:
    messages = messages_in(language)
    params = dict.fromkeys(re.findall(r"{(\w+)}", str(messages.rules)), "value")
    run = run_of([Finding("a.md", 1, 1, rule, params) for rule in messages.rules], messages)
    assert {result["ruleId"] for result in run["results"]} == messages.rules.keys()


def test_a_log_without_findings_has_an_empty_list_of_results() -> None:
    run = run_of([])
    assert run["results"] == run["tool"]["driver"]["rules"] == []


def test_sarif_has_the_rules_and_findings_in_the_language_of_the_run() -> None:
    run = run_of([Finding("docs/ru/faq.md", 9, 3, "heading-empty"), ERROR, WARNING], RU)
    driver = run["tool"]["driver"]
    assert (driver["name"], run["language"], run["columnKind"]) == ("policy", "ru", "unicodeCodePoints")
    assert driver["rules"][1] == {
        "id": "id-invalid",
        "shortDescription": {"text": "Идентификатор «…» не годится для ссылки."},
        "fullDescription": {"text": RU.rules["id-invalid"]["why"]},
        "help": {
            "text": "Напишите заголовок так; идентификатор должен быть одинаковым на всех языках:\n…",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["clauses"], "scope": "page", "suppressible": False},
    }
    found = [(result["ruleId"], result["ruleIndex"], result["level"]) for result in run["results"]]
    assert found == [("id-invalid", 1, "warning"), ("heading-empty", 0, "error"), ("id-invalid", 1, "error")]
    last = run["results"][2]
    assert last["message"]["text"] == (
        "Идентификатор «Я» не годится для ссылки.\n"
        "Оставьте в нём латинские буквы, цифры, дефисы и знаки подчёркивания; первой должна стоять буква."
    )
    assert last["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "docs/ru/faq.md"},
                "region": {"startLine": 12, "startColumn": 5},
            }
        }
    ]


def test_the_reason_of_a_rule_is_its_full_description() -> None:
    rules = {"heading-empty": {**EN.rules["heading-empty"], "why": "A heading is what a link leads to."}}
    messages = replace(EN, rules=rules)
    (rule,) = run_of([Finding("a.md", 1, 1, "heading-empty")], messages)["tool"]["driver"]["rules"]
    assert rule["fullDescription"] == {"text": "A heading is what a link leads to."}
    assert rule["shortDescription"] == {"text": "This heading has no text."}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("docs/ru/faq.md", "docs/ru/faq.md"),
        ("docs/ru/о нас.md", "docs/ru/%D0%BE%20%D0%BD%D0%B0%D1%81.md"),
        ("a:b#c?d%e.md", "a%3Ab%23c%3Fd%25e.md"),
        ("docs/\udcff.md", "docs/%FF.md"),
    ],
)
def test_paths_are_relative_addresses(path: str, uri: str) -> None:
    (result,) = run_of([broken("1", path)])["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


@params_and_paths
def test_no_param_is_a_placeholder_or_a_link_in_sarif(param: str, path: str) -> None:
    (result,) = run_of([broken(param, path)])["results"]
    text = result["message"]["text"]
    assert not re.search(r"\[[^]]*]\(", text)
    assert re.sub(r"{{|}}", "", text) == re.sub("[{}]", "", text)
    expected = f"{EN.message('id-invalid', {'id': param})}\n{EN.fix('id-invalid', {'example': ''})}"
    assert text.replace("{{", "{").replace("}}", "}") == expected.replace("](", "] (")


def test_only_lines_columns_and_the_language_do_not_change_fingerprints() -> None:
    repeated = Finding("a.md", 5, 1, "id-repeated", {"id": "x", "first_line": "3"})
    moved = Finding("a.md", 8, 2, "id-repeated", {"first_line": "6", "id": "x"})
    assert fingerprints([repeated]) == fingerprints([moved]) == fingerprints([repeated], RU)
    differ = {"other": "b.md", "here": "1", "there": "2"}
    turned = dict(reversed(differ.items()))
    assert fingerprints([Finding("a.md", 1, 1, "versions-differ", differ)]) == fingerprints(
        [Finding("a.md", 1, 1, "versions-differ", turned)]
    )
    others = [
        Finding("b.md", 5, 1, "id-repeated", {"id": "x", "first_line": "3"}),
        Finding("a.md", 5, 1, "id-repeated", {"id": "y", "first_line": "3"}),
        Finding("a.md", 5, 1, "id-invalid", {"id": "x", "example": ""}),
    ]
    assert len({*fingerprints([repeated]), *(print_ for other in others for print_ in fingerprints([other]))}) == 4


def test_equal_findings_of_one_file_have_different_fingerprints() -> None:
    assert len(set(fingerprints(many(3)))) == 3
    assert fingerprints(many(3))[:2] == fingerprints(many(2))


# All


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("findings", [[], [ERROR, WARNING], many(30, 30)], ids=["none", "two", "sixty"])
def test_every_report_is_whole_lines_and_independent_of_the_order_of_the_findings(
    name: str, findings: list[Finding]
) -> None:
    text = report(name, findings, RU, catalogue=RULES, colored=True, pages=8)
    assert text == report(name, findings[::-1], RU, catalogue=RULES, colored=True, pages=8)
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
    assert report(name, findings, EN, catalogue=RULES, colored=True, pages=8) == expected


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
    assert "more of these" not in report(name, very_many()[:MAX_FINDINGS_OF_RULE_IN_FILE], EN, catalogue=RULES)
