"""Findings as JSON."""

from __future__ import annotations

import json

from policysite.findings.json import as_json

from tests.findings import EN, ERROR, RU, WARNING, broken, params_and_paths


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
