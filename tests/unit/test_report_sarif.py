"""Findings as SARIF."""

from __future__ import annotations

import json
import re

import pytest
from policysite.findings import Finding
from policysite.findings.sarif import as_sarif
from policysite.messages import Messages, available_locales, messages_in
from policysite.rulebook.catalogue import RULES
from sarif_kit.validate import validation_errors

from tests.findings import EN, ERROR, RU, WARNING, broken, many, params_and_paths


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
    run = run_of([Finding("docs/ru/faq.md", 9, 3, "fence-unclosed"), ERROR, WARNING], RU)
    driver = run["tool"]["driver"]
    assert (driver["name"], run["language"], run["columnKind"]) == ("policy", "ru", "unicodeCodePoints")
    assert driver["rules"][1] == {
        "id": "id-invalid",
        "shortDescription": {"text": "Идентификатор «…» не годится для ссылки."},
        "fullDescription": {"text": RU.rules["id-invalid"]["why"]},
        "help": {
            "text": "Буквы в нём — не латинские, хотя выглядят так же: …. Напишите заголовок так:\n…",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["clauses"], "scope": "page", "suppressible": False},
    }
    found = [(result["ruleId"], result["ruleIndex"], result["level"]) for result in run["results"]]
    assert found == [("id-invalid", 1, "warning"), ("fence-unclosed", 0, "error"), ("id-invalid", 1, "error")]
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
    (rule,) = run_of([Finding("a.md", 1, 1, "fence-unclosed")])["tool"]["driver"]["rules"]
    assert rule["fullDescription"] == {"text": EN.rules["fence-unclosed"]["why"]}
    assert rule["shortDescription"] == {"text": "The block that begins in this line is never closed."}


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
    repeated = Finding("a.md", 5, 1, "id-repeated", {"id": "x", "first_line": "3", "example": ""})
    moved = Finding("a.md", 8, 2, "id-repeated", {"first_line": "6", "id": "x", "example": ""})
    assert fingerprints([repeated]) == fingerprints([moved]) == fingerprints([repeated], RU)
    differ = {"other": "b.md", "here": "1", "there": "2", "front_matter": ""}
    turned = dict(reversed(differ.items()))
    assert fingerprints([Finding("a.md", 1, 1, "versions-differ", differ)]) == fingerprints(
        [Finding("a.md", 1, 1, "versions-differ", turned)]
    )
    others = [
        Finding("b.md", 5, 1, "id-repeated", {"id": "x", "first_line": "3", "example": ""}),
        Finding("a.md", 5, 1, "id-repeated", {"id": "y", "first_line": "3", "example": ""}),
        Finding("a.md", 5, 1, "id-invalid", {"id": "x", "example": ""}),
    ]
    assert len({*fingerprints([repeated]), *(print_ for other in others for print_ in fingerprints([other]))}) == 4


def test_equal_findings_of_one_file_have_different_fingerprints() -> None:
    assert len(set(fingerprints(many(3)))) == 3
    assert fingerprints(many(3))[:2] == fingerprints(many(2))
