"""The weekly check of links keeps one issue up to date: it opens, changes and closes it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import jq
import pytest
from policysite.messages import available_locales, messages_in

from tests.project import SCRIPTS, put

# Takes the place of GitHub's own command: it records each call in a folder and gives the answers of the test.
GH = r"""#!/bin/sh
set -eu
call=calls/$(ls calls | wc -l)
mkdir "$call"
printf '%s\0' "$@" "${GH_TOKEN-}" "${GH_REPO-}" > "$call/arguments"
command="$1 $2"
answer="answers/$1 ${2##*/}"
while [ $# -gt 0 ]; do
  case $1 in
    --body-file) cp "$2" "$call/body" ;;
    --dir) folder=$2 ;;
  esac
  shift
done
if [ "$command" != "run download" ]; then
  if [ -e "$answer" ]; then cat "$answer"; fi
  echo
elif [ -e "$answer" ]; then
  mkdir -p "$folder"
  set -C  # gh does not overwrite files
  cat "$answer" > "$folder/links.yml"
else
  echo "no valid artifacts found to download" >&2
  exit 1
fi
"""
# Takes the place of the check: it records its arguments and writes the report of the test.
CHECK = """#!/bin/sh
printf '%s\\n' "$@" > check.arguments
printf '%s' "${GH_TOKEN-none}" > check.token
mkdir -p .cache
if [ -e .cache/links.yml ]; then cp .cache/links.yml check.cache; fi
cat report.md > .cache/links.md
echo '::error::a line of the report'
echo 'policy: the error of the check' >&2
exit "$(cat check.code)"
"""
RUN = "https://github.example/owner/site/actions/runs/7"
REPORT = "## Отчёт\n\n1 ошибка\n\n### `docs/ru/faq.md`\n\n- **3:1** ошибка `link-dead`\\\n  Больше нет.\n"
# Takes the place of Python, which would print the texts of the issue.
TEXTS = """#!/bin/sh
printf '%s\\n' "$@" > texts.arguments
printf '%s\\n' 'The title' 'The label' 'The start' 'The cut' 'The comment'
"""
LIMIT_IN_CHARACTERS = 65_536


@dataclass(frozen=True)
class Call:
    """A call of gh: its arguments, the token and the repository that it got, and the text of the file it was given."""

    arguments: list[str]
    token: str
    repository: str
    body: str

    @property
    def verb(self) -> str:
        """The subcommand: `issue create`, `api issues`."""
        command, what, *_ = self.arguments
        return f"{command} {what.rpartition('/')[2]}"


@dataclass(frozen=True)
class Done:
    """The result of a run of the script.

    Attributes:
        code: its exit code.
        output, errors: what it printed.
        calls: how gh was called, in order.
        folder: where it ran.
    """

    code: int
    output: str
    errors: str
    calls: list[Call]
    folder: Path

    @property
    def verbs(self) -> list[str]:
        return [call.verb for call in self.calls]

    @property
    def body(self) -> str:
        """The body of the issue that was opened or changed."""
        (body,) = [call.body for call in self.calls if call.body]
        return body

    def call(self, name: str) -> list[str]:
        """The arguments of the one call with this verb."""
        (found,) = [call.arguments for call in self.calls if call.verb == name]
        return found


def recorded(folder: Path) -> Call:
    """Read a call from the folder in which it was recorded."""
    *arguments, token, repository, _ = (folder / "arguments").read_text(encoding="utf-8").split("\0")
    body = folder / "body"
    return Call(arguments, token, repository, body.read_text(encoding="utf-8") if body.exists() else "")


def executable(path: Path, text: str) -> None:
    put(path, text)
    path.chmod(0o755)


def reported(
    folder: Path,
    *,
    code: int = 1,
    report: str = REPORT,
    given: Iterable[str] = (),
    python: str = TEXTS,
    **answers: str | None,
) -> Done:
    """Runs the script beside a check that ends with a code, with the answers of GitHub: `api_issues="12"`."""
    executable(folder / "scripts/links", CHECK)
    executable(folder / "bin/gh", GH)
    executable(folder / ".venv/bin/python", python)
    shutil.copy(SCRIPTS / "report-links", folder / "scripts")
    (folder / "check.code").write_text(str(code))
    (folder / "report.md").write_text(report, encoding="utf-8")
    (folder / "calls").mkdir()
    for name, answer in answers.items():
        if answer:
            put(folder / "answers" / name.replace("_", " "), answer)
    variables = {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_REPOSITORY": "owner/site",
        "GITHUB_REF_NAME": "main",
        "GITHUB_RUN_ID": "7",
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "GH_TOKEN": "a token",
    }
    result = subprocess.run(
        [folder / "scripts/report-links", *given],
        cwd=folder.parent,
        env=variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    calls = [recorded(each) for each in sorted((folder / "calls").iterdir())]
    return Done(result.returncode, result.stdout, result.stderr, calls, folder)


@pytest.mark.parametrize("cache", [None, "https://policy.example/: alive\n"])
@pytest.mark.parametrize(
    ("code", "open_issue", "label", "expected"),
    [
        (0, None, None, ["api issues"]),
        (0, None, "links", ["api issues"]),
        (0, "12", None, ["api issues", "issue close"]),
        (0, "12", "links", ["api issues", "issue close"]),
        (1, None, None, ["api issues", "label list", "label create", "issue create"]),
        (1, None, "link\nlinks to nowhere", ["api issues", "label list", "label create", "issue create"]),
        (1, None, "nowhere\nLinks", ["api issues", "label list", "issue create"]),
        (1, "12", None, ["api issues", "issue edit"]),
        (1, "12", "links", ["api issues", "issue edit"]),
        (2, None, None, []),
        (2, "12", "links", []),
        (127, "12", "links", []),
        (137, None, "links", []),
    ],
)
def test_the_issue_is_opened_changed_and_closed_with_the_findings(
    tmp_path: Path, code: int, open_issue: str | None, label: str | None, cache: str | None, expected: list[str]
) -> None:
    done = reported(
        tmp_path, code=code, api_issues=open_issue, label_list=label, run_list=cache and "6", run_download=cache
    )
    assert done.verbs == ["run list", *(["run download"] if cache else []), *expected]
    assert done.code == (0 if code <= 1 else 2)
    assert {call.repository for call in done.calls} == {"owner/site"}
    assert {call.token for call in done.calls} == {"a token"}


def test_an_issue_is_opened_with_the_label_and_the_report_in_a_file(tmp_path: Path) -> None:
    done = reported(tmp_path, label_list="links")
    assert done.call("issue create") == [
        "issue", "create", "--title", "The title", "--label", "links", "--body-file", ".cache/issue.md",
    ]  # fmt: skip
    assert done.body == f"The start\n\n{REPORT}"


def test_the_open_issue_gets_the_report_of_the_day_and_no_second_one_is_opened(tmp_path: Path) -> None:
    done = reported(tmp_path, api_issues="12")
    assert done.call("issue edit") == ["issue", "edit", "12", "--body-file", ".cache/issue.md"]
    assert done.body == f"The start\n\n{REPORT}"


def test_the_issue_is_closed_with_a_comment_when_no_link_is_dead_any_more(tmp_path: Path) -> None:
    call = reported(tmp_path, code=0, api_issues="12").call("issue close")
    assert call == ["issue", "close", "12", "--comment", "The comment"]


@pytest.mark.parametrize("language", available_locales())
def test_the_issue_is_in_the_language_of_the_run(tmp_path: Path, language: str) -> None:
    (tmp_path / "docs/editorial").mkdir(parents=True)
    (tmp_path / "docs/editorial/guide.ru.md").write_text("", encoding="utf-8")
    python = f'#!/bin/sh\nexec {sys.executable} "$@"\n'
    done = reported(tmp_path, given=["--lang", language], python=python, report=long_report(70_000))
    texts = messages_in(language)
    guide = f"https://github.example/owner/site/blob/main/docs/editorial{'/guide.ru.md' if language == 'ru' else ''}"
    assert done.call("issue create")[3] == texts.text("link_issue_title")
    assert done.call("label create")[4] == texts.text("link_issue_label")
    assert done.body.startswith(texts.text("link_issue_start", run=RUN, guide=guide) + "\n\n## ")
    assert done.body.endswith("\n\n" + texts.text("link_issue_cut") + "\n")
    done = reported(tmp_path / "closed", code=0, given=["--lang", language], python=python, api_issues="12")
    assert done.call("issue close")[4] == texts.text("link_issue_closed", run=RUN)


def test_open_issues_with_the_label_are_requested(tmp_path: Path) -> None:
    call = reported(tmp_path).call("api issues")
    assert call[:-2] == [
        "api", "repos/owner/site/issues", "--method", "GET", "-f", "state=open", "-f", "labels=links",
    ]  # fmt: skip


def test_the_label_has_a_description(tmp_path: Path) -> None:
    made = reported(tmp_path).call("label create")
    assert made[:4] == ["label", "create", "links", "--description"]
    assert made[4] == "The label"


@pytest.mark.parametrize("code", [0, 1])
def test_the_whole_report_is_the_summary_of_the_run_and_no_line_of_it_a_command_in_the_log(
    tmp_path: Path, code: int
) -> None:
    done = reported(tmp_path, code=code)
    assert (tmp_path / "summary.md").read_text("utf-8") == REPORT
    assert "::error::" not in done.output + done.errors


def test_the_error_of_a_failed_check_is_printed(tmp_path: Path) -> None:
    done = reported(tmp_path, code=2)
    assert done.errors.endswith("policy: the error of the check\n")
    assert not (tmp_path / "summary.md").exists()


def test_the_check_gets_the_arguments_and_the_cache_but_not_the_token(tmp_path: Path) -> None:
    reported(tmp_path, given=["--lang", "ru"], run_list="6", run_download="since: yesterday\n")
    assert (tmp_path / "check.arguments").read_text() == "--lang\nru\n"
    guides = "https://github.example/owner/site/blob/main/docs/editorial"
    texts = (tmp_path / "texts.arguments").read_text().split()
    assert texts == ["-P", "-X", "utf8", "-m", "policysite.link_issue", RUN, guides, "--lang", "ru"]
    assert (tmp_path / "check.cache").read_text() == "since: yesterday\n"
    assert (tmp_path / "check.token").read_text() == "none"


def test_the_cache_is_that_of_the_last_run_of_this_branch_that_could_check(tmp_path: Path) -> None:
    done = reported(tmp_path, run_list="6", run_download="since: yesterday\n")
    listed = done.call("run list")
    options = dict(zip(listed[2::2], listed[3::2], strict=True))
    assert (options["--workflow"], options["--branch"], options["--status"]) == ("links.yml", "main", "success")
    assert done.call("run download") == ["run", "download", "6", "--name", "links-cache", "--dir", ".cache"]


def test_a_cache_of_an_earlier_check_is_replaced(tmp_path: Path) -> None:
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache/links.yml").write_text("since: long ago\n")
    reported(tmp_path, run_list="6", run_download="since: yesterday\n")
    assert (tmp_path / "check.cache").read_text() == "since: yesterday\n"


def test_an_expired_cache_is_not_needed(tmp_path: Path) -> None:
    done = reported(tmp_path, code=0, run_list="6")
    assert done.verbs == ["run list", "run download", "api issues"]
    assert done.code == 0
    assert not (tmp_path / "check.cache").exists()
    assert "no earlier run has a cache" in done.errors


@pytest.mark.parametrize(
    "nasty",
    [
        "- `$(touch touched)`",
        "- ``touch touched`` `touch touched`",
        "- \"; touch touched; \" '; touch touched; ' $RUN ${PATH}",
        "-- --title gone",
        "END\ntouch touched",
        "- %s %d \\n \\\\ \\101 &",
        "- ::set-output name=x::y",
        "- one line\\\n  and another\n\n\n### `-n`",
    ],
)
@pytest.mark.parametrize("open_issue", [None, "12"])
def test_nothing_in_a_report_is_executed_or_changed(tmp_path: Path, nasty: str, open_issue: str | None) -> None:
    done = reported(tmp_path, report=f"{REPORT}{nasty}\n", api_issues=open_issue)
    assert done.body.endswith(f"\n\n{REPORT}{nasty}\n")
    assert done.code == 0
    assert not list(tmp_path.rglob("touched"))
    assert done.verbs[-1] == ("issue edit" if open_issue else "issue create")


def long_report(characters: int) -> str:
    """A report of about so many characters, with the letters of which each is two bytes or more."""
    item = "- **3:1** ошибка `link-dead`\\\n  Страницы `https://policy.example/😀` больше нет.\n"
    return REPORT + item * ((characters - len(REPORT)) // len(item))


def test_a_report_that_fits_is_whole_however_many_bytes_it_has(tmp_path: Path) -> None:
    report = long_report(63_900)
    assert len(report.encode()) > LIMIT_IN_CHARACTERS
    body = reported(tmp_path, report=report).body
    assert body.endswith(report)
    assert len(body) <= LIMIT_IN_CHARACTERS


def test_a_report_that_is_too_long_is_cut_before_a_finding_with_a_note(tmp_path: Path) -> None:
    report = long_report(200_000)
    body = reported(tmp_path, report=report).body
    kept, _, note = body[body.index(REPORT) :].rpartition("\n\n")
    assert report.startswith(f"{kept}\n- ")
    assert note == "The cut\n"
    assert 63_000 < len(body) <= LIMIT_IN_CHARACTERS
    assert (tmp_path / "summary.md").read_text("utf-8") == report


def test_a_finding_that_is_too_long_alone_is_left_out(tmp_path: Path) -> None:
    body = reported(tmp_path, report=f"{REPORT}- `{'ж' * 70_000}`\n- `b`\n").body
    assert "жж" not in body
    assert REPORT in body
    assert body.endswith("\nThe cut\n")


def test_a_long_finding_that_fits_is_kept(tmp_path: Path) -> None:
    report = f"{REPORT}- `{'ж' * 40_000}`\n- `b`\n"
    assert reported(tmp_path, report=report).body.endswith(report)


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        ("run list", [], ""),
        ("run list", [{"databaseId": 9, "event": "pull_request"}], ""),
        ("run list", [{"databaseId": 9, "event": "push"}, {"databaseId": 8, "event": "schedule"}], "8"),
        ("run list", [{"databaseId": 9, "event": "workflow_dispatch"}, {"databaseId": 8, "event": "schedule"}], "9"),
        ("api issues", [], ""),
        ("api issues", [{"number": 3, "user": {"type": "User"}}], ""),
        ("api issues", [{"number": 3, "user": {"type": "Bot"}, "pull_request": {"url": "https://github.example"}}], ""),
        (
            "api issues",
            [
                {"number": 5, "user": {"type": "User"}},
                {"number": 4, "user": {"type": "Bot"}},
                {"number": 3, "user": {"type": "Bot"}},
            ],
            "4",
        ),
    ],
)
def test_runs_for_pull_requests_and_issues_of_persons_are_ignored(
    tmp_path: Path, name: str, answer: list[object], expected: str
) -> None:
    call = reported(tmp_path).call(name)
    found = jq.compile(call[call.index("--jq") + 1]).input_value(answer)
    assert "".join(str(each) for each in found) == expected


@pytest.mark.parametrize(
    ("build", "policy", "report", "expected"),
    [
        (0, 0, REPORT, 0),
        (0, 1, REPORT, 1),
        (0, 2, "", 2),
        (0, 2, REPORT, 2),
        (0, 137, "", 2),
        # Python ends with 1 where a module is missing.
        (0, 1, "", 2),
        (0, 0, "", 2),
        (1, 0, REPORT, 2),
        (1, 1, REPORT, 2),
    ],
)
def test_a_check_that_failed_is_not_a_finding(
    tmp_path: Path, build: int, policy: int, report: str, expected: int
) -> None:
    executable(tmp_path / "scripts/build", f"#!/bin/sh\nexit {build}\n")
    executable(tmp_path / ".venv/bin/policy", f'#!/bin/sh\nprintf "%s\\n" "$@" > given\ncat report.md\nexit {policy}\n')
    (tmp_path / "report.md").write_text(report, encoding="utf-8")
    shutil.copy(SCRIPTS / "links", tmp_path / "scripts")
    result = subprocess.run(
        [tmp_path / "scripts/links", "--lang", "ru"],
        cwd=tmp_path.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == expected
    if not build:
        given = (tmp_path / "given").read_text().split()
        assert given == ["links", "--external", "--format", "markdown", "--lang", "ru"]
        assert (tmp_path / ".cache/links.md").read_text("utf-8") == report == result.stdout
