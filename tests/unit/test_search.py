from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NoReturn

import pytest
from policysite.corpus import Block, Clause, FrontMatter, Page
from policysite.corpus.urls import PageUrls
from policysite.errors import ToolError
from policysite.site.search import SearchIndex


def clause(clause_id: str, title: str, text: str) -> Clause:
    return Clause(clause_id, 2, title, 1, blocks=(Block("paragraph", text, 1, 1),))


def page(language: str, title: str, *clauses: Clause) -> Page:
    return Page(f"docs/{language}/privacy.md", language, "privacy", FrontMatter(title, ""), clauses)


URLS = PageUrls("https://policy.example/", "en")
PAGES = [
    page(
        "en",
        "Policy",
        clause("retention", "Retention", "We store requests for 90 days."),
        clause("sharing", "Sharing & <selling>", "We do not sell data."),
    ),
    page("pt-BR", "Política", clause("retention", "Retenção", "Guardamos pedidos por 90 dias.")),
]


def written(pages: list[Page], folder: Path) -> dict[str, bytes]:
    SearchIndex(pages, URLS).write(folder)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def languages(files: dict[str, bytes]) -> dict[str, int]:
    """The number of pages by language."""
    entry = json.loads(files["pagefind-entry.json"])
    return {language: each["page_count"] for language, each in entry["languages"].items()}


def test_each_page_is_in_the_index_of_its_language(tmp_path: Path) -> None:
    files = written(PAGES, tmp_path / "index")
    assert languages(files) == {"en": 1, "pt-br": 1}
    assert len([name for name in files if name.startswith("fragment/en_")]) == 1
    assert len([name for name in files if name.startswith("fragment/pt-br_")]) == 1


def test_only_the_files_that_search_loads_are_written(tmp_path: Path) -> None:
    names = {name.split("/")[0].split(".")[-1] for name in written(PAGES, tmp_path / "index")}
    assert names == {"fragment", "index", "js", "json", "pagefind", "pf_meta"}
    assert not [name for name in written(PAGES, tmp_path / "index") if "ui" in name]


def test_the_same_pages_make_the_same_files(tmp_path: Path) -> None:
    assert written(PAGES, tmp_path / "first") == written(PAGES, tmp_path / "second")


def test_an_index_replaces_an_older_one(tmp_path: Path) -> None:
    written(PAGES, tmp_path / "index")
    assert languages(written(PAGES[:1], tmp_path / "index")) == {"en": 1}
    assert written(PAGES[:1], tmp_path / "index") == written(PAGES[:1], tmp_path / "new")


@pytest.mark.parametrize(
    ("name", "content"), [("pagefind.py", "exit(1)\n"), ("pagefind.toml", 'root_selector = "i"\n')]
)
def test_a_file_of_the_site_neither_runs_nor_configures_pagefind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert languages(written(PAGES[:1], tmp_path / "index")) == {"en": 1}


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("exit 1", "exit code 1"),
        ("exit 0", "exit code 0"),
        ("echo out of memory; exit 3", "exit code 3. out of memory"),
    ],
)
def test_a_pagefind_that_does_not_work_is_reported(
    program: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binary = tmp_path / "pagefind"
    binary.write_text(f"#!/bin/sh\n{program}\n", encoding="utf-8")
    binary.chmod(0o755)
    monkeypatch.setattr("pagefind_bin_extended.get_executable", lambda: binary)
    with pytest.raises(ToolError, match=message):
        written(PAGES, tmp_path / "index")


def test_a_pagefind_that_is_missing_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> NoReturn:
        raise FileNotFoundError

    monkeypatch.setattr("pagefind_bin_extended.get_executable", missing)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "pagefind"))
    with pytest.raises(ToolError, match=r"exit code [^0]"):
        written(PAGES, tmp_path / "index")


def test_a_discarded_index_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    binary, started = tmp_path / "pagefind", tmp_path / "started"
    binary.write_text(f"#!/bin/sh\necho $$ > {started}\nexec sleep 60\n", encoding="utf-8")
    binary.chmod(0o755)
    os.mkfifo(started)
    monkeypatch.setattr("pagefind_bin_extended.get_executable", lambda: binary)
    index = SearchIndex(PAGES[:1], URLS)
    process = int(started.read_text(encoding="utf-8"))  # waits until it has started
    index.discard()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
