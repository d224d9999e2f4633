"""The rules that rumdl checks, and that its failures are errors."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from policysite import corpus
from policysite.findings import Finding
from policysite.lint import rumdl
from policysite.rulebook.examples import Example

from tests.example_site import settings, write
from tests.rules import findings_of, places

Places = list[tuple[int, int]]


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("heading-level-skipped", "Текст.\n\n#### А { #a }\n\nТекст.", [(3, 1)]),
        ("heading-underlined", "Текст\n=====\n", [(1, 1)]),
        ("heading-underlined", "Текст.\n\n## Сроки { #a } ##\n\nТекст.", []),
        ("list-markers-differ", "- а\n- б\n* в", [(3, 1)]),
        ("heading-space-missing", "Текст.\n\n##Сроки { #a }\n\nТекст.", [(3, 3)]),
        ("heading-space-missing", "№1, #2 и\n\\#3", []),
        ("heading-indented", "Текст.\n\n  ## Сроки { #a }", [(3, 1)]),
        ("code-block-not-separated", "Текст:\n```\nкод\n```", [(2, 1)]),
        ("bare-url", "Сайт «https://a.example/путь» и почта a@b.example.", [(1, 7)]),
        ("bare-url", "https://a.example/{{ имя }}, [а](https://a.example/)", [(1, 1)]),
        ("bare-url", "Сайт a.example, <https://a.example/>, [https://a.example/](https://a.example/).", []),
        ("bare-url", "`https://a.example/` и\n\n```\nhttps://a.example/\n```", []),
        ("link-text-padded", "Прочтите [ политику ](privacy.md).", [(1, 10)]),
        ("link-url-missing", "Прочтите [политику]() и [права](#).", [(1, 10), (1, 25)]),
        ("image-alt-missing", "Схема ![](a.png) и ![схема](b.png)", [(1, 7)]),
        ("code-indented", "Мы храним:\n\n    почту", [(3, 1)]),
        ("code-indented", "- а\n\n    б\n\n        в", [(5, 1)]),
        ("code-indented", "- а\n\n    б\n    - в\n\n        г", []),
        ("fence-unclosed", "Текст.\n\n```\nкод", [(3, 1)]),
        ("fence-unclosed", "Текст.\n\n~~~~\nкод\n~~~", [(3, 1)]),
        ("code-indented", "Текст.\n\n```\nкод", []),
        ("reference-unused", "Текст.\n\n[а]: privacy.md", [(3, 1)]),
        ("table-cells-uneven", "| а | б |\n| --- | --- |\n| в |", [(3, 1)]),
        ("table-not-separated", "Сроки:\n| а | б |\n| --- | --- |\n| в | г |", [(2, 1)]),
        ("list-marker-doubled", "- - Почта", [(1, 1)]),
        ("table-header-missing", "| а | б |\n| в | г |", [(1, 1)]),
        ("table-header-missing", "| а | б |\n| – | — |\n| в | г |", [(2, 1)]),
        ("table-header-missing", "| а | б |\n\n| --- | --- |\n| в | г |", [(2, 1)]),
        ("table-header-missing", "| | |\n| --- | --- |\n| в | г |", []),
        ("table-header-missing", "Контакты | Политика | Вопросы", []),
        ("item-continuation-unindented", "1. а\n\n   б\n\n2. в", [(3, 1)]),
        ("item-continuation-unindented", "- а\n  б\n\n    в\n\nг", []),
        ("encoding-damaged", "РџРѕР»РёС‚РёРєР°", [(1, 5)]),
        ("encoding-damaged", "Рим, Рёбра, СССР, café, naïve, don’t, Ð и Ñ", []),
        ("comment-unclosed", "Текст. <!-- заметка", [(1, 8)]),
    ],
)
def test_markdown_errors_are_found(rule: str, text: str, expected: Places) -> None:
    assert places(findings_of(rule, text)) == expected


@pytest.mark.parametrize(("contacts", "expected"), [([], []), (["a@b.example"], [(1, 7)])])
def test_only_a_listed_contact_is_to_become_a_link(contacts: list[str], expected: Places) -> None:
    assert places(findings_of("bare-url", "Почта a@b.example.", settings={"contacts": contacts})) == expected


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write({"ru": "Текст:\n\n    код", "en": "Текст."}, Example({}), tmp_path)
    return tmp_path


def check(site: Path) -> list[Finding]:
    site_settings = settings(site)
    pages, _ = corpus.read(site_settings)
    return list(rumdl.check(site_settings, list(pages.pages())))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pyproject.toml", "[project]\nname = 'x'\n"),
        ("pyproject.toml", "[tool.rumdl"),
        ("pyproject.toml", '[tool.rumdl]\nenable = ["MD013"]\nline-length = 1\n'),
        ("pyproject.toml", '[tool.rumdl]\ndisable = ["MD046"]\n'),
        (".rumdl.toml", '[global]\ndisable = ["MD046"]\n'),
        (".markdownlint.json", '{"MD046": false}\n'),
    ],
)
def test_a_file_of_the_site_does_not_configure_rumdl(site: Path, name: str, content: str) -> None:
    (site / name).write_text(content, encoding="utf-8")
    assert [finding.rule for finding in check(site)] == ["code-indented"]


def test_without_pages_there_are_no_findings(site: Path) -> None:
    assert list(rumdl.check(settings(site), [])) == []


def test_a_page_with_nul_is_checked_completely(site: Path) -> None:
    text = (site / "docs/ru/privacy.md").read_text(encoding="utf-8")
    (site / "docs/ru/privacy.md").write_text(text.replace("Текст:", "Тек\0ст:"), encoding="utf-8")
    assert [(finding.path, finding.rule) for finding in check(site)] == [("docs/ru/privacy.md", "code-indented")]


def test_a_missing_rumdl_is_an_error(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(rumdl.RumdlError, match="not installed"):
        check(site)


@pytest.fixture(
    params=[
        "exit 0",
        "echo '[]'; exit 101",
        "echo '{}'",
        "echo nonsense",
        "echo '[{}]'",
        "kill -9 $$",
        """echo '[{"file": "docs/ru/other.md", "line": 1, "column": 1, "rule": "MD001", "message": ""}]'""",
        """echo '[{"file": "docs/ru/privacy.md", "line": 9999, "column": 1, "rule": "MD046", "message": ""}]'""",
        """echo '[{"file": "docs/ru/privacy.md", "line": null, "column": 1, "rule": "MD001", "message": ""}]'""",
    ]
)
def broken(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    program = tmp_path / "rumdl"
    program.write_text(f"#!/bin/sh\ncat >/dev/null\n{request.param}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    yield str(program)


def test_a_rumdl_that_fails_is_an_error(site: Path, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: broken)
    with pytest.raises(rumdl.RumdlError):
        check(site)


def test_a_program_that_cannot_run_is_an_error(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: str(site))
    with pytest.raises(rumdl.RumdlError, match="failed"):
        check(site)


def test_pages_that_keep_rumdl_busy_are_reported(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[float] = []

    def keep_busy(*_: object, timeout: float, **__: object) -> None:
        limits.append(timeout)
        raise subprocess.TimeoutExpired("rumdl", timeout)

    monkeypatch.setattr(subprocess, "run", keep_busy)
    monkeypatch.setattr(os, "times", lambda: os.times_result((0, 0, sum(limits), 0, 0)))
    found = check(site)
    assert {finding.rule for finding in found} == {"page-timeout"}
    assert len(found) == len({finding.path for finding in found}) == len(limits) > 1
    assert sum(limits) < rumdl.TIME_LIMIT_SECONDS + len(found)


def test_rumdl_gets_more_time_while_the_machine_is_busy_with_something_else(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = subprocess.run
    limits: list[float] = []

    def keep_waiting(*arguments: Any, timeout: float, **options: Any) -> subprocess.CompletedProcess[str]:
        limits.append(timeout)
        if len(limits) < 4:
            raise subprocess.TimeoutExpired("rumdl", timeout)
        return run(*arguments, timeout=timeout, **options)

    expected = check(site)
    monkeypatch.setattr(subprocess, "run", keep_waiting)
    assert check(site) == expected
    assert limits == sorted({*limits})


@pytest.mark.parametrize(("addresses", "is_printed"), [(2, True), (400, False)])
def test_a_line_is_printed_as_it_should_be_unless_it_is_very_long(addresses: int, is_printed: bool) -> None:
    found = findings_of("bare-url", {"ru": "Да.", "en": "https://a.example/ " * addresses})
    assert len(found) == addresses
    assert {bool(each.params["example"]) for each in found} == {is_printed} == {bool(each.advised) for each in found}
