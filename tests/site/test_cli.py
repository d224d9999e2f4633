"""The command `policy`, run on a copy of the real project."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import generated_site
from tests.project import Project, environment
from tests.terminal import shown_on_a_terminal


def policy(project: Project, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in a project, with a memory of its own."""
    cache = {"XDG_CACHE_HOME": str(project.folder.parent / "cache"), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [str(Path(sys.executable).with_name("policy")), *arguments],
        cwd=project.folder,
        env=environment(**cache, **variables),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def change(project: Project) -> None:
    """Changes what a clause of the original says, and nothing else."""
    project.replace("docs/ru/privacy.md", "в любой момент", "в любое время")


def test_nothing_is_found_on_the_real_pages(project: Project) -> None:
    result = policy(project, "lint")
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert result.stdout == "Nothing to fix: 8 pages checked.\n"


def test_a_changed_original_is_found_until_its_translation_is_approved(project: Project) -> None:
    change(project)
    found = policy(project, "lint")
    assert found.returncode == 1
    assert "docs/en/privacy.md:37:1: error[translation-stale]" in found.stdout
    status = policy(project, "status")
    assert status.returncode == 1
    assert "stale      en/privacy#retention ← ru/privacy#retention" in status.stdout
    approved = policy(project, "approve", "privacy#retention")
    assert (approved.returncode, approved.stdout) == (
        0,
        "approved: en/privacy#retention says what ru/privacy#retention says\n",
    )
    # The answers and summaries that rest on the clause are still to be read.
    assert policy(project, "lint").returncode == 1
    assert policy(project, "approve", "faq", "index").returncode == 0
    assert policy(project, "lint").returncode == 0
    assert policy(project, "status").returncode == 0


def test_the_line_that_is_printed_approves_when_it_is_pasted(project: Project) -> None:
    change(project)
    printed = policy(project, "lint").stdout.splitlines()
    rows = [line.partition("the line: ")[2] for line in printed if "the line: " in line]
    assert len(rows) == 4
    path = project.folder / "docs/editorial/approvals.yml"
    before = path.read_text(encoding="utf-8")
    keys = [row.partition(":")[0] for row in rows]
    kept = [line for line in before.split("\n") if not line.startswith(tuple(keys))]
    path.write_text("\n".join([*rows, *kept]), encoding="utf-8")
    assert policy(project, "lint").returncode == 0
    # A line that is left over approves nothing, and the command takes it away.
    path.write_text("\n".join([*rows, before]), encoding="utf-8")
    assert policy(project, "lint").stdout.count("error[approval-superseded]") == 4
    assert policy(project, "approve", "--all").returncode == 0
    assert policy(project, "lint").returncode == 0


def test_editing_a_translation_approves_nothing(project: Project) -> None:
    project.replace("docs/en/privacy.md", "at any time", "whenever you like")
    result = policy(project, "lint")
    assert result.returncode == 1
    assert "error[translation-unreviewed]" in result.stdout


def test_another_way_to_write_the_same_needs_no_approval(project: Project) -> None:
    project.replace(
        "docs/ru/privacy.md",
        "История обращений хранится только столько",
        "История обращений\n  хранится только столько",
    )
    assert policy(project, "status").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("approve",), "name the clauses"),
        (("approve", "privacy#retentoin"), "privacy#retention"),
        (("lint", "--explain", "number-differ"), "numbers-differ"),
        (("-f", "nowhere.yml", "lint"), "there is no nowhere.yml"),
        (("-f", "docs", "lint"), "docs cannot be used"),
    ],
)
def test_what_cannot_be_done_is_said_and_is_no_success(project: Project, arguments: tuple[str, ...], said: str) -> None:
    result = policy(project, *arguments)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_pages_that_cannot_be_read_cannot_be_approved(project: Project) -> None:
    project.replace("docs/ru/privacy.md", "{ #rights }", "{ #retention }")
    before = (project.folder / "docs/editorial/approvals.yml").read_bytes()
    result = policy(project, "approve", "--all")
    assert result.returncode == 2
    assert "id-repeated" in result.stderr
    assert (project.folder / "docs/editorial/approvals.yml").read_bytes() == before


def test_a_configuration_that_mkdocs_cannot_load_is_said(project: Project) -> None:
    project.replace("mkdocs.yml", "name: material", "name: nothing")
    result = policy(project, "lint")
    assert (result.returncode, "Traceback" in result.stderr) == (2, False)
    assert "mkdocs.yml cannot be used" in result.stderr


def test_a_fault_of_the_tool_itself_is_not_taken_for_findings(project: Project) -> None:
    result = policy(project, "lint", "--format", "github", GITHUB_STEP_SUMMARY="/nowhere/summary.md")
    assert result.returncode == 2
    assert "/nowhere/summary.md" in result.stderr


def test_code_in_the_configuration_is_found_and_not_run(project: Project) -> None:
    marker = project.folder / "run"
    text = (project.folder / "mkdocs.yml").read_text(encoding="utf-8")
    project.write("mkdocs.yml", f"{text}\nextra2: !!python/object/apply:os.mkdir [{marker}]\n")
    result = policy(project, "lint")
    assert result.returncode == 1
    assert "configuration-python" in result.stdout
    assert not marker.exists()


def test_warnings_are_no_failure(project: Project) -> None:
    project.replace("docs/en/faq.md", "Just write to us", "Just wriite to us")
    policy(project, "approve", "--all")
    result = policy(project, "lint")
    assert "warning[spelling]" in result.stdout
    assert result.returncode == 0


def test_findings_are_in_the_language_that_is_asked_for(project: Project) -> None:
    change(project)
    assert "Оригинал пункта" in policy(project, "lint", "--lang", "ru").stdout
    assert "Оригинал пункта" in policy(project, "lint", LC_ALL="ru_RU.UTF-8").stdout
    assert "The original of" in policy(project, "lint", "--lang", "en", LC_ALL="ru_RU.UTF-8").stdout


def test_findings_are_printed_as_utf_8_in_a_posix_locale(project: Project) -> None:
    change(project)
    result = policy(project, "lint", "--lang", "ru", LC_ALL="POSIX", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "Оригинал пункта" in result.stdout


def test_findings_for_github_go_to_its_summary_as_well(project: Project) -> None:
    change(project)
    summary = project.folder / "summary.md"
    result = policy(project, "lint", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    assert result.stdout.startswith("::error file=docs/en/")
    assert "translation-stale" in summary.read_text(encoding="utf-8")


def test_findings_for_programs_are_a_list_of_objects(project: Project) -> None:
    change(project)
    found = json.loads(policy(project, "lint", "--format", "json").stdout)
    assert set(found[0]) == {"path", "line", "column", "rule", "severity", "message", "fix"}
    assert {each["rule"] for each in found} >= {"translation-stale", "based-on-stale"}


def test_what_needs_no_judgement_is_mended(project: Project) -> None:
    project.replace("docs/ru/faq.md", "Просто напишите нам", 'Просто "напишите" нам')
    policy(project, "approve", "--all")
    assert "quotes" in policy(project, "lint").stdout
    result = policy(project, "lint", "--fix")
    assert result.returncode == 0, result.stdout
    assert "docs/ru/faq.md" in result.stderr
    assert "Просто «напишите» нам" in (project.folder / "docs/ru/faq.md").read_text(encoding="utf-8")


def test_a_comment_lets_stand_what_a_rule_finds_and_is_not_published(project: Project) -> None:
    project.replace("docs/en/faq.md", "How do I delete my data?", "How do I delete my daata?")
    policy(project, "approve", "--all")
    assert "spelling" in policy(project, "lint").stdout
    project.replace(
        "docs/en/faq.md", "Just write", "<!-- policy allow spelling: that is how it is written -->\n\nJust write"
    )
    assert policy(project, "lint").stdout == "Nothing to fix: 8 pages checked.\n"
    html = project.build().text("en/faq/index.html")
    assert "policy allow" not in html
    assert "<p></p>" not in html


def test_every_rule_is_listed_and_explained(project: Project) -> None:
    for language, bad in (("ru", "Что находит:"), ("en", "What it finds:")):
        listed = policy(project, "lint", "--list", "--lang", language)
        assert listed.returncode == 0
        assert "  translation-stale" in listed.stdout
        explained = policy(project, "lint", "--explain", "translation-stale", "--lang", language)
        assert (explained.returncode, bad in explained.stdout) == (0, True)


def test_a_reader_that_has_seen_enough_is_no_failure_of_the_tool(project: Project) -> None:
    change(project)
    command = f"{Path(sys.executable).with_name('policy')} lint --list | head -1"
    result = subprocess.run(
        ["sh", "-c", command], cwd=project.folder, capture_output=True, encoding="utf-8", check=True
    )
    assert result.stderr == ""


@pytest.mark.skipif(os.name != "posix", reason="file modes are those of Unix")
def test_the_file_of_approvals_keeps_its_mode(project: Project) -> None:
    path = project.folder / "docs/editorial/approvals.yml"
    path.chmod(0o664)
    change(project)
    policy(project, "approve", "--all")
    assert path.stat().st_mode & 0o777 == 0o664


@pytest.mark.skipif(os.name != "posix", reason="terminals are those of Unix")
def test_a_terminal_is_told_how_far_the_check_of_many_pages_is(tmp_path: Path) -> None:
    generated_site.write(tmp_path / "site", 26)
    command = [str(Path(sys.executable).with_name("policy")), "lint"]
    variables = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "NO_MKDOCS_2_WARNING": "1"}
    for told in (True, False):
        said = shown_on_a_terminal(command, tmp_path / "site", environment(**variables))
        # What is remembered is told at once.
        assert ("Checking the pages: 50%" in said) is told


def test_templates_are_looked_at_too(project: Project) -> None:
    (project.folder / "overrides/assets/link.svg").symlink_to("/etc/hostname")
    project.write("overrides/assets/LOGO.SVG", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
    result = policy(project, "lint")
    assert result.returncode == 1
    assert "overrides/assets/link.svg:1:1: error[symlink]" in result.stdout
    assert "overrides/assets/LOGO.SVG:1:" in result.stdout


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("locale: en", "locale: xx", "language xx"),
        ("docs_dir: docs", "docs_dir: /", "docs_dir"),
    ],
)
def test_a_site_that_cannot_be_checked_is_said_in_a_sentence(project: Project, old: str, new: str, said: str) -> None:
    project.replace("mkdocs.yml", old, new)
    result = policy(project, "lint")
    assert (result.returncode, "Traceback" in result.stderr) == (2, False), result.stderr
    assert said in result.stderr
