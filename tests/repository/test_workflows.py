"""The workflows run the scripts, with pinned actions and no more permissions than they need."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from policysite import build_manifest

from tests.project import ROOT, git

NAMES = ("check.yml", "links.yml", "publish.yml")
NAMES_HERE = ("check.yml", "engines.yml", "links.yml", "publish.yml")
WORKFLOWS = [ROOT / ".github/workflows" / name for name in NAMES_HERE]
# The only actions that are used: for each a commit that was compared with the tag in the action's own repository.
PINS = {
    "actions/attest@1e69f48acb82d1966a394da916b4c1698aa569d6 # v4.2.2",
    "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0",
    "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
    "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0",
    "actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1",
    "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0",
}
# What a workflow of a new site runs, and what that of this repository runs instead.
COMMANDS = {
    "pip install --require-hashes --requirement requirements.lock": None,
    "pip install --no-deps --no-build-isolation --requirement requirements.txt && pip check": None,
    "policy check --format github": "scripts/check --format github",
    "policy diff HEAD^1 -o redline.html -o redline.docx -o redline.md": "scripts/redline",
    'policy verify "$URL" --wait 600 --format github': 'scripts/verify "$URL" --wait 600 --format github',
    "sh scripts/check-links": "scripts/report-links",
}
ONLY_HERE = ("scripts/engines", "scripts/test-if-code-changed")
DEFAULT_BRANCH = "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)"
# In YAML 1.1 the key `on` is true.
ON = True


def workflow(path: Path) -> dict[Any, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def workflows(folder: Path) -> dict[str, dict[Any, Any]]:
    """Return the workflows of a repository, by the names of their files."""
    return {path.name: workflow(path) for path in sorted((folder / ".github/workflows").iterdir())}


def jobs(folder: Path) -> Iterator[dict[str, Any]]:
    for each in workflows(folder).values():
        yield from each["jobs"].values()


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


def test_a_repository_has_these_workflows_and_no_other(repository: Path) -> None:
    assert tuple(workflows(repository)) == (NAMES_HERE if repository == ROOT else NAMES)


def test_each_step_runs_one_allowed_command_or_an_action(repository: Path) -> None:
    allowed = COMMANDS.keys() if repository != ROOT else {*filter(None, COMMANDS.values()), *ONLY_HERE}
    for job in jobs(repository):
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step)
            assert "uses" in step or step["run"] in allowed
            assert "shell" not in step


def test_every_command_of_a_workflow_is_a_script_of_the_repository(new_site: Path) -> None:
    scripts = [command.split()[0] for command in (*filter(None, COMMANDS.values()), *ONLY_HERE)]
    assert all(os.access(ROOT / script, os.X_OK) for script in scripts)
    assert (new_site / "scripts/check-links").is_file()


def test_every_action_is_pinned_to_a_commit_of_the_table(repository: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (repository / ".github/workflows").iterdir()]
    used = {use.strip() for text in texts for use in re.findall(r"\buses:(.*)", text)}
    assert used == PINS


def test_every_job_has_a_name_its_own_permissions_and_a_time_limit(repository: Path) -> None:
    for each in workflows(repository).values():
        assert each["permissions"] == {}
        for job in each["jobs"].values():
            assert job["name"]
            assert "permissions" in job
            assert job["timeout-minutes"]


def test_only_what_deploys_or_keeps_the_issue_may_write(repository: Path) -> None:
    writing = {
        (file, name): {right for right, value in job["permissions"].items() if value != "read"}
        for file, each in workflows(repository).items()
        for name, job in each["jobs"].items()
    }
    assert {job: rights for job, rights in writing.items() if rights} == {
        ("publish.yml", "deploy"): {"attestations", "id-token", "pages"},
        **({("links.yml", "links"): {"issues"}} if repository == ROOT else {}),
    }


def test_a_pull_request_gets_no_secrets_and_no_rights_but_to_read(repository: Path) -> None:
    for each in workflows(repository).values():
        assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(each[ON])
        if "pull_request" in each[ON]:
            assert set(each[ON]) == {"pull_request"}
            assert not re.search(r"secrets\b|github\.token|GITHUB_TOKEN", str(each))
            assert [job["permissions"] for job in each["jobs"].values()] == [{"contents": "read"}]


def test_only_the_default_branch_is_published_after_a_push_or_by_hand(repository: Path) -> None:
    publish = workflows(repository)["publish.yml"]
    assert publish[ON] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}
    build, deploy, verify = publish["jobs"].values()
    assert (build["if"], deploy["needs"], verify["needs"]) == (DEFAULT_BRANCH, "build", "deploy")


def test_nothing_of_the_checkout_runs_with_the_rights_to_deploy(repository: Path) -> None:
    deploying = workflows(repository)["publish.yml"]["jobs"]["deploy"]["steps"]
    assert [step["uses"].partition("@")[0] for step in deploying] == [
        "actions/download-artifact",
        "actions/attest",
        "actions/deploy-pages",
    ]


def test_what_is_deployed_is_attested_and_then_compared_with_the_manifest_of_its_build(repository: Path) -> None:
    build, deploy, verify = workflows(repository)["publish.yml"]["jobs"].values()
    manifest = next(step["with"] for step in build["steps"] if "upload-artifact@" in step.get("uses", ""))
    assert (manifest["name"], manifest["path"]) == ("build-manifest", f"site/{build_manifest.NAME}")
    download, attest, _ = deploy["steps"]
    assert attest["with"]["subject-path"].split() == [
        f"{download['with']['path']}/github-pages/artifact.tar",
        f"{download['with']['path']}/build-manifest/{build_manifest.NAME}",
    ]
    assert {"name": "build-manifest", "path": "site"} in [step.get("with") for step in verify["steps"]]
    assert verify["steps"][-1]["env"] == {"URL": "${{ needs.deploy.outputs.url }}"}
    assert deploy["outputs"] == {"url": "${{ steps.deploy.outputs.page_url }}"}


@pytest.mark.parametrize("name", ["check.yml", "publish.yml"])
def test_a_new_site_has_the_workflows_of_this_repository(name: str, new_site: Path) -> None:
    def outline(folder: Path, commands: Mapping[str, str | None]) -> Any:
        """Return a workflow without what must differ: commands, their files, the address, the permission to read."""
        loaded = workflows(folder)[name]
        for job in loaded["jobs"].values():
            job["permissions"].pop("contents", None)
            job.pop("env", None)
            for step in job["steps"]:
                if "run" in step:
                    step["run"] = commands.get(step["run"], step["run"])
                    step["env"] = {key: value for key, value in step.get("env", {}).items() if key != "SITE_URL"}
                elif "upload-artifact@" in step["uses"]:
                    del step["with"]
            job["steps"] = [step for step in job["steps"] if step.get("run", "-") not in (None, *ONLY_HERE)]
        return loaded

    assert outline(new_site, COMMANDS) == outline(ROOT, {})


@pytest.mark.parametrize(("last", "failed", "code"), [("", "", 0), ("7", "", 1), ("7", "download", 0)])
def test_the_links_of_a_new_site_are_checked_with_the_answers_of_the_last_run_but_without_its_token(
    tmp_path: Path, new_site: Path, last: str, failed: str, code: int
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, script in (
        ("gh", f'echo "gh $1 $2" >> log; case "$2" in list) echo "{last}" ;; {failed or "-"}) exit 1 ;; esac'),
        ("policy", f'echo "policy $1 ${{GH_TOKEN:-none}}" >> log; [ "$1" = build ] || exit {code}'),
    ):
        (programs / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    result = subprocess.run(
        ["sh", new_site / "scripts/check-links"],
        cwd=tmp_path,
        env={"PATH": f"{programs}:{os.environ['PATH']}", "GH_TOKEN": "secret", "GITHUB_REF_NAME": "main"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    download = ["gh run download"] if last else []
    log = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert log == ["gh run list", *download, "policy build none", "policy links none"]
    assert result.returncode == code
    assert ("no earlier run has answers" in result.stderr) == (not last or bool(failed))


def test_a_run_can_be_repeated_although_its_artifacts_are_there(repository: Path) -> None:
    uploads = [step["with"] for job in jobs(repository) for step in job["steps"] if "/upload-artifact@" in str(step)]
    assert uploads
    assert all(each["overwrite"] is True for each in uploads)


def test_an_auditor_of_workflows_finds_nothing(repository: Path) -> None:
    command = [
        Path(sys.executable).with_name("zizmor"),
        "--offline",
        "--no-progress",
        "--persona",
        "auditor",
        ".github",
    ]
    result = subprocess.run(command, cwd=repository, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout


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
    assert checkouts[0]["with"]["fetch-depth"] == 0


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


def test_only_one_check_of_links_runs_at_a_time_and_it_is_not_canceled() -> None:
    loaded, _ = links()
    assert loaded["concurrency"] == {"group": "links", "cancel-in-progress": False}


def test_the_check_of_links_may_only_write_issues_and_only_one_step_has_the_token() -> None:
    loaded, job = links()
    assert job["permissions"] == {"contents": "read", "issues": "write", "actions": "read"}
    assert "env" not in loaded
    assert "env" not in job
    with_token = [step for step in job["steps"] if "github.token" in str(step) or "secrets." in str(step)]
    assert [step["run"] for step in with_token] == ["scripts/report-links"]


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
    assert runs("publish.yml") == ["scripts/check", "scripts/verify"]


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
    assert upload["with"]["path"] == ".cache/redline/"
    assert upload["with"]["include-hidden-files"] is True


def test_the_redline_compares_with_the_base(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/redline", tmp_path / "scripts")
    policy = tmp_path / ".venv/bin/policy"
    policy.parent.mkdir(parents=True)
    policy.write_text('#!/bin/sh\necho "$@"\n')
    (tmp_path / "scripts/install").write_text("#!/bin/sh\n")
    for path in (policy, tmp_path / "scripts/install"):
        path.chmod(0o755)
    result = subprocess.run(["scripts/redline", "--lang", "ru"], cwd=tmp_path, capture_output=True, check=True)
    files = " ".join(f"-o .cache/redline/redline.{each}" for each in ("html", "docx", "md"))
    assert result.stdout.decode() == f"diff HEAD^1 {files} --lang ru\n"


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
    base = new_repository(tmp_path)
    commit(tmp_path, changed)
    assert runs_the_tests(tmp_path, BASE=base) is runs


def test_the_tests_are_needed_for_a_file_that_leaves_docs(tmp_path: Path) -> None:
    base = new_repository(tmp_path)
    (tmp_path / "docs/first.md").rename(tmp_path / "first.md")
    commit(tmp_path, [])
    assert runs_the_tests(tmp_path, BASE=base)


@pytest.mark.parametrize("variables", [{}, {"BASE": ""}, {"BASE": "1" * 40}])
def test_the_tests_are_run_if_the_changes_are_not_known(tmp_path: Path, variables: dict[str, str]) -> None:
    new_repository(tmp_path)
    commit(tmp_path, ["docs/en/index.md"])
    assert runs_the_tests(tmp_path, **variables)


def new_repository(folder: Path) -> str:
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
    git(folder, "commit", "--quiet", "--message", "Change")
    return git(folder, "rev-parse", "HEAD")


def runs_the_tests(folder: Path, **variables: str) -> bool:
    environment = {name: value for name, value in os.environ.items() if name != "BASE"} | variables
    subprocess.run(["scripts/test-if-code-changed"], cwd=folder, env=environment, capture_output=True, check=True)
    return (folder / "ran").exists()
