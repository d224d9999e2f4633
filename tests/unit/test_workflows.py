"""What the workflows may do: run the scripts, with pinned actions and no more rights than they need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
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


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_scripts_and_nothing_else(path: Path) -> None:
    for step in steps(path):
        if "run" in step:
            assert re.fullmatch(r"scripts/[a-z-]+( --?[a-z-]+| [a-z]+)*", step["run"])
            assert (ROOT / step["run"].split()[0]).is_file()


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_no_rights_but_those_of_its_jobs_and_every_job_an_end(path: Path) -> None:
    loaded = workflow(path)
    assert loaded["permissions"] == {}
    for job in loaded["jobs"].values():
        assert "permissions" in job
        assert job["timeout-minutes"]


def test_every_workflow_knows_the_same_address_of_the_site() -> None:
    """What a pull request passes with must not stop the publishing."""
    addresses = {
        step["env"]["SITE_URL"] for path in WORKFLOWS for step in steps(path) if "SITE_URL" in step.get("env", {})
    }
    assert len(addresses) == 1
    building = [
        step
        for path in WORKFLOWS
        for step in steps(path)
        if re.match("scripts/(check|report-links)", step.get("run", ""))
    ]
    assert len(building) == len(WORKFLOWS)
    assert all("SITE_URL" in step["env"] for step in building)


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
def test_a_checkout_leaves_no_token_behind(path: Path) -> None:
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_links_to_other_sites_are_checked_weekly_and_by_hand_and_never_for_a_pull_request() -> None:
    loaded, _ = links()
    assert set(loaded[ON]) == {"schedule", "workflow_dispatch"}
    ((minute, hour, day, month, weekday),) = [each["cron"].split() for each in loaded[ON]["schedule"]]
    assert 0 < int(minute) < 60
    assert hour.isdecimal()
    assert weekday.isdecimal()
    assert (day, month) == ("*", "*")


def test_there_is_one_check_of_links_at_a_time_and_none_is_broken_off() -> None:
    loaded, _ = links()
    assert loaded["concurrency"] == {"group": "links", "cancel-in-progress": False}


def test_the_check_of_links_may_write_issues_and_nothing_else_and_its_token_is_in_one_step() -> None:
    loaded, job = links()
    assert job["permissions"] == {"contents": "read", "issues": "write", "actions": "read"}
    assert "env" not in loaded
    assert "env" not in job
    with_token = [step for step in job["steps"] if "github.token" in str(step) or "secrets." in str(step)]
    assert [step["run"] for step in with_token] == ["scripts/report-links --lang ru"]


def test_the_memory_is_kept_under_the_name_that_the_script_asks_for_and_only_when_the_check_came_to_an_end() -> None:
    _, job = links()
    script = (ROOT / "scripts/report-links").read_text(encoding="utf-8")
    step = job["steps"][-1]
    assert step["uses"].startswith("actions/upload-artifact@")
    assert "if" not in step
    assert f"--name {step['with']['name']} " in script
    assert f"memory={step['with']['path']}\n" in script
    assert step["with"]["include-hidden-files"] is True
    assert step["with"]["retention-days"] == 90
    assert "--workflow links.yml " in script


def test_the_site_whose_links_are_checked_has_the_address_at_which_it_is_published() -> None:
    addresses = [
        step["env"]["SITE_URL"]
        for name in ("publish.yml", "links.yml")
        for step in steps(ROOT / ".github/workflows" / name)
        if "SITE_URL" in step.get("env", {})
    ]
    assert len(addresses) == 2
    assert len(set(addresses)) == 1
