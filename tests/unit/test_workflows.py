"""The workflows run the scripts, with pinned actions and no more permissions than they need."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from tests.project import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
# In YAML 1.1 the key `on` is true.
ON = True


def workflow(path: Path) -> dict[Any, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in workflow(path)["jobs"].values():
        yield from job["steps"]


def links() -> tuple[dict[Any, Any], dict[str, Any]]:
    """The weekly check of links, and its only job."""
    loaded = workflow(ROOT / ".github/workflows/links.yml")
    (job,) = loaded["jobs"].values()
    return loaded, job


def runs(name: str) -> list[str]:
    """The scripts that a workflow runs, in their order."""
    return [step["run"].split()[0] for step in steps(ROOT / ".github/workflows" / name) if "run" in step]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_only_scripts(path: Path) -> None:
    for step in steps(path):
        if "run" in step:
            assert re.fullmatch(r"scripts/[a-z-]+( --?[a-z-]+| [a-z]+)*", step["run"])
            assert (ROOT / step["run"].split()[0]).is_file()


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_job_has_its_own_permissions_and_a_time_limit(path: Path) -> None:
    loaded = workflow(path)
    assert loaded["permissions"] == {}
    for job in loaded["jobs"].values():
        assert "permissions" in job
        assert job["timeout-minutes"]


def addresses() -> set[str]:
    """The expressions from which the workflows make the address of the site."""
    return {step["env"]["SITE_URL"] for path in WORKFLOWS for step in steps(path) if "SITE_URL" in step.get("env", {})}


@pytest.mark.parametrize(
    ("owner", "repository", "variable", "expected"),
    [
        ("Company", "privacy", None, "https://Company.github.io/privacy"),
        ("Company", "Company.github.io", None, "https://Company.github.io/"),
        ("Company", "other.github.io", None, "https://Company.github.io/other.github.io"),
        ("Company", "privacy", "https://privacy.example", "https://privacy.example"),
    ],
)
def test_the_address_of_the_site_is_where_github_pages_publishes_it(
    owner: str, repository: str, variable: str | None, expected: str
) -> None:
    (address,) = addresses()
    # The operators of GitHub return one of their operands, as those of Python do.
    expression = address.removeprefix("${{").removesuffix("}}").replace("&&", "and").replace("||", "or")
    event = SimpleNamespace(repository=SimpleNamespace(name=repository))
    names = {
        "vars": SimpleNamespace(SITE_URL=variable),
        "github": SimpleNamespace(repository_owner=owner, event=event),
        "format": str.format,
    }
    assert eval(expression.strip(), names) == expected  # noqa: S307  (an expression of this repository)


def test_every_workflow_has_the_same_address_of_the_site() -> None:
    """A pull request that passes must not fail when it is published."""
    assert len(addresses()) == 1
    building = [
        step
        for path in WORKFLOWS
        for step in steps(path)
        if re.match("scripts/(check|report-links)", step.get("run", ""))
    ]
    assert len(building) == len(WORKFLOWS) - 1  # engines.yml builds copies
    assert all("SITE_URL" in step["env"] for step in building)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_the_whole_history_is_checked_out(path: Path) -> None:
    """The dates of the last changes come from it."""
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["fetch-depth"] == 0 for step in checkouts)


def test_every_action_is_pinned_to_a_commit_and_to_the_same_one_everywhere() -> None:
    pins = {
        match[1].strip()
        for path in WORKFLOWS
        for match in re.finditer(r"\buses:(.*)", path.read_text(encoding="utf-8"))
    }
    assert pins
    assert all(PINNED.fullmatch(pin) for pin in pins)
    assert len({pin.partition("@")[0] for pin in pins}) == len(pins)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_checkout_keeps_its_token(path: Path) -> None:
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("name", ["links.yml", "engines.yml"])
def test_what_a_change_of_the_text_cannot_break_is_checked_weekly_and_by_hand(name: str) -> None:
    loaded = workflow(ROOT / ".github/workflows" / name)
    assert set(loaded[ON]) == {"schedule", "workflow_dispatch"}
    ((minute, hour, day, month, weekday),) = [each["cron"].split() for each in loaded[ON]["schedule"]]
    assert 0 < int(minute) < 60
    assert hour.isdecimal()
    assert weekday.isdecimal()
    assert (day, month) == ("*", "*")


def test_only_one_check_of_links_runs_at_a_time_and_it_is_not_cancelled() -> None:
    loaded, _ = links()
    assert loaded["concurrency"] == {"group": "links", "cancel-in-progress": False}


def test_the_check_of_links_may_only_write_issues_and_only_one_step_has_the_token() -> None:
    loaded, job = links()
    assert job["permissions"] == {"contents": "read", "issues": "write", "actions": "read"}
    assert "env" not in loaded
    assert "env" not in job
    with_token = [step for step in job["steps"] if "github.token" in str(step) or "secrets." in str(step)]
    assert [step["run"] for step in with_token] == ["scripts/report-links --lang ru"]


def test_the_cache_of_links_is_kept_after_a_complete_check_under_the_name_that_the_script_downloads() -> None:
    _, job = links()
    script = (ROOT / "scripts/report-links").read_text(encoding="utf-8")
    step = job["steps"][-1]
    assert step["uses"].startswith("actions/upload-artifact@")
    assert "if" not in step
    assert f"--name {step['with']['name']} " in script
    assert f"cache={step['with']['path']}\n" in script
    assert step["with"]["include-hidden-files"] is True
    assert step["with"]["retention-days"] == 90
    assert "--workflow links.yml " in script


def test_publishing_runs_the_checks_of_the_text_alone() -> None:
    assert runs("publish.yml") == ["scripts/check"]


def test_the_engines_are_compared_without_a_right_to_change_anything() -> None:
    assert runs("engines.yml") == ["scripts/engines"]
    (job,) = workflow(ROOT / ".github/workflows/engines.yml")["jobs"].values()
    assert job["permissions"] == {"contents": "read"}


def test_a_pull_request_runs_the_tests_if_it_changes_more_than_the_text() -> None:
    ran = {step["run"].split()[0]: step for step in steps(ROOT / ".github/workflows/check.yml") if "run" in step}
    assert list(ran) == ["scripts/check", "scripts/redline", "scripts/test-if-code-changed"]
    assert ran["scripts/test-if-code-changed"]["env"] == {"BASE": "${{ github.event.pull_request.base.sha }}"}


def test_the_redline_of_a_pull_request_is_uploaded_even_if_the_check_fails_and_needs_no_secrets() -> None:
    loaded = workflow(ROOT / ".github/workflows/check.yml")
    ((name, job),) = loaded["jobs"].items()
    assert set(loaded[ON]) == {"pull_request"}
    assert (name, job["permissions"]) == ("check", {"contents": "read"})
    assert "secrets" not in str(loaded)
    redline, upload = (
        step for step in job["steps"] if "scripts/redline" in step.get("run", "") or "upload-artifact" in str(step)
    )
    assert redline["if"] == upload["if"] == "${{ !cancelled() }}"
    assert upload["with"] == {"name": "redline", "path": ".cache/redline/", "include-hidden-files": True}


def test_the_redline_compares_with_the_base_and_goes_into_the_summary(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/redline", tmp_path / "scripts")
    policy = tmp_path / ".venv/bin/policy"
    policy.parent.mkdir(parents=True)
    # It writes its arguments into its files.
    policy.write_text('#!/bin/sh\necho "$@" | tee "$4" "$6" > "$8"\n')
    (tmp_path / "scripts/install").write_text("#!/bin/sh\n")
    for path in (policy, tmp_path / "scripts/install"):
        path.chmod(0o755)
    summary = tmp_path / "summary.md"
    result = subprocess.run(
        ["scripts/redline", "--lang", "ru"],
        cwd=tmp_path,
        env={**os.environ, "GITHUB_STEP_SUMMARY": str(summary)},
        capture_output=True,
        check=True,
    )
    assert result.stdout == b""
    files = [f".cache/redline/redline.{each}" for each in ("html", "docx", "md")]
    arguments = " ".join(f"-o {file}" for file in files)
    assert [(tmp_path / file).read_text() for file in files] == [f"diff HEAD^1 {arguments} --lang ru\n"] * 3
    assert summary.read_text() == (tmp_path / files[2]).read_text()


@pytest.mark.parametrize(
    ("changed", "runs"),
    [
        (["docs/en/index.md"], False),
        (["docs/en/index.md", "docs/editorial/approvals.yml"], False),
        (["docs/en/index.md", "mkdocs.yml"], True),
        (["scripts/docs/x.py"], True),
        (["docs.md"], True),
    ],
)
def test_the_tests_are_needed_for_changes_outside_of_docs(tmp_path: Path, changed: list[str], runs: bool) -> None:
    base = repository(tmp_path)
    commit(tmp_path, changed)
    assert runs_the_tests(tmp_path, BASE=base) is runs


def test_the_tests_are_needed_for_a_file_that_leaves_docs(tmp_path: Path) -> None:
    base = repository(tmp_path)
    (tmp_path / "docs/first.md").rename(tmp_path / "first.md")
    commit(tmp_path, [])
    assert runs_the_tests(tmp_path, BASE=base)


@pytest.mark.parametrize("variables", [{}, {"BASE": ""}, {"BASE": "1" * 40}])
def test_the_tests_are_run_if_the_changes_are_not_known(tmp_path: Path, variables: dict[str, str]) -> None:
    repository(tmp_path)
    commit(tmp_path, ["docs/en/index.md"])
    assert runs_the_tests(tmp_path, **variables)


def repository(folder: Path) -> str:
    """Make a repository in which `scripts/test` only leaves a mark; return its first commit."""
    (folder / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/test-if-code-changed", folder / "scripts")
    (folder / "scripts/test").write_text("#!/bin/sh\ntouch ran\n")
    (folder / "scripts/test").chmod(0o755)
    git(folder, "init", "--quiet")
    return commit(folder, ["docs/first.md"])


def commit(folder: Path, changed: list[str]) -> str:
    for name in changed:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("text")
    git(folder, "add", ".")
    git(folder, "-c", "user.name=A", "-c", "user.email=a@a.example", "commit", "--quiet", "--message", "Change")
    return git(folder, "rev-parse", "HEAD").strip()


def git(folder: Path, *arguments: str) -> str:
    variables = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, env=variables, capture_output=True, encoding="utf-8", check=True).stdout


def runs_the_tests(folder: Path, **variables: str) -> bool:
    environment = {name: value for name, value in os.environ.items() if name != "BASE"} | variables
    subprocess.run(["scripts/test-if-code-changed"], cwd=folder, env=environment, capture_output=True, check=True)
    return (folder / "ran").exists()
