"""The command `policy`, called in this process on a small site."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import pytest
from mkdocs.structure.pages import Page as MkDocsPage
from policysite.cli import main
from policysite.findings import Finding
from policysite.findings.report import FORMATS
from policysite.messages import available_locales

from tests import generated_site
from tests.processor_time import Clock, end_every_limit
from tests.project import environment
from tests.small_site import SmallSite
from tests.terminal import shown_on_a_terminal
from tests.unprivileged import run_unprivileged

POLICY = Path(sys.executable).with_name("policy")

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def changed(small: SmallSite) -> SmallSite:
    """The site after a change of the original of an approved clause."""
    small.replace("docs/en/privacy.md", "for a year", "for a month")
    return small


def test_a_correct_site_has_no_problems(small: SmallSite) -> None:
    assert small.run("lint") == ("No problems found in 4 pages.\n", "")


def test_a_changed_original_is_found_until_its_translation_is_approved(changed: SmallSite) -> None:
    assert "docs/ru/privacy.md:8:1: error[translation-stale]" in changed.printed("lint", code=1)
    assert "stale      ru/privacy#requests ← en/privacy#requests  (docs/ru/privacy.md:8)" in changed.printed(
        "status", code=1
    )
    assert (
        changed.printed("approve", "privacy#requests")
        == "approved: ru/privacy#requests agrees with its original en/privacy#requests\n"
    )
    assert changed.policy("lint") == 0
    assert changed.policy("status") == 0
    changed.replace("docs/en/privacy.md", "for a month", "for a week")
    assert changed.policy("approve", "docs/ru/privacy.md") == 0
    assert changed.policy("status") == 0
    for week, name in enumerate(("privacy.md", "docs/ru/privacy.md#requests", "ru/privacy"), 2):
        changed.replace("docs/en/privacy.md", "week", f"week or {week} more")
        assert "approved: ru/privacy#requests" in changed.printed("approve", name)


def test_the_line_in_a_finding_approves_when_it_is_pasted(changed: SmallSite) -> None:
    [row] = re.findall("ru/privacy#requests en/privacy#requests: .*", changed.printed("lint", code=1))
    path = "docs/editorial/approvals.yml"
    before = changed.read(path)
    others = [line for line in before.split("\n") if not line.startswith(row.partition(":")[0])]
    changed.write(path, "\n".join([*others, row]))
    assert changed.policy("lint") == 0
    # The earlier line is superseded if it stays; the command removes it.
    changed.write(path, f"{row}\n{before}")
    assert "error[approval-superseded]" in changed.printed("lint", code=1)
    assert changed.policy("approve", "--all") == 0
    assert changed.policy("lint") == 0


def test_an_approval_that_cannot_be_written_is_not_reported(changed: SmallSite) -> None:
    for path in (changed.folder / "docs/editorial").iterdir():
        path.chmod(0o444)
    (changed.folder / "docs/editorial").chmod(0o555)
    result = run_unprivileged([POLICY, "-f", changed.config, "approve", "--all"])
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("policy: ")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("approve",), "name the clauses"),
        (("approve", "privacy#reqeusts"), "privacy#requests"),
        (("approve", "docs/en/privacy.md"), "docs/ru/privacy"),
        (("lint", "--explain", "number-differ"), "numbers-differ"),
        (("-f", "nowhere.yml", "lint"), "there is no nowhere.yml"),
        (("-f", ".", "build"), ". is not a file"),
        (("lint", "-f", "nowhere.yml"), "there is no nowhere.yml"),
        (("links", "--internal"), "there is no built site"),
        (("serve", "--dev-addr", "8000"), "8000 is not an address"),
    ],
)
def test_a_command_that_cannot_do_its_job_gives_one_line_and_its_own_exit_code(
    small: SmallSite, arguments: tuple[str, ...], error: str
) -> None:
    output, errors = small.run(*arguments, code=2)
    assert output == ""
    assert error in errors
    assert errors.startswith("policy: ")
    assert errors.count("\n") == 1


def test_pages_that_cannot_be_read_cannot_be_approved(small: SmallSite) -> None:
    small.append("docs/ru/privacy.md", "\n## Ещё { #requests }\n\nТекст.\n")
    before = small.read("docs/editorial/approvals.yml")
    assert "error[id-repeated]" in small.errors("approve", "--all")
    assert small.read("docs/editorial/approvals.yml") == before


def test_an_error_of_the_tool_is_not_a_finding(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "/nowhere/summary.md")
    assert "/nowhere/summary.md" in small.errors("lint", "--format", "github")
    monkeypatch.setattr("policysite.lint.runner.check", lambda *_: 1 / 0)
    assert "ZeroDivisionError" in small.errors("lint")


@pytest.mark.parametrize(
    ("command", "exit_code"),
    [
        *(("lint", 1), ("build", 1), ("check", 1), ("links", 2), ("serve", 2), ("status", 2), ("diff HEAD", 2)),
        *(("approve --all", 2), ("release privacy", 2), ("guide", 2), ("add-page terms", 2)),
    ],
)
def test_a_configuration_with_code_is_not_loaded(small: SmallSite, command: str, exit_code: int) -> None:
    marker = small.folder / "marker"
    small.append("mkdocs.yml", f"extra: !!python/object/apply:os.mkdir [{marker}]\n")
    assert "mkdocs.yml:15:8: error[python-tag-forbidden]" in "".join(small.run(*command.split(), code=exit_code))
    assert not marker.exists()


def test_the_configuration_can_be_named_from_a_folder_below(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.folder / "docs")
    assert main(["-f", "../mkdocs.yml", "build"]) == 0
    assert "We keep every request" in small.read("site/privacy/index.html")


def test_warnings_are_not_errors(small: SmallSite) -> None:
    small.replace("docs/en/privacy.md", "request ", "reqeust ")
    small.policy("approve", "--all")
    assert "warning[spelling]" in small.printed("lint")


@pytest.mark.parametrize(
    ("arguments", "locale", "expected"),
    [
        (("lint", "--lang", "ru"), "en_US.UTF-8", "Проблем не найдено"),
        (("lint",), "ru_RU.UTF-8", "Проблем не найдено"),
        (("--lang", "en", "lint"), "ru_RU.UTF-8", "No problems"),
    ],
)
def test_the_output_is_in_the_language_of_the_option_or_of_the_locale(
    small: SmallSite, arguments: tuple[str, ...], locale: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert expected in small.printed(*arguments)


def words(text: str) -> set[str]:
    """Return the words in Latin letters."""
    return set(re.findall("[A-Za-z]+", text))


@pytest.mark.parametrize("locale", ["C.UTF-8", "ru_RU.UTF-8"])
@pytest.mark.parametrize("arguments", [("--help",), ("lint", "--help"), ("lint", "--format", "xml"), ("lint", "a"), ()])
def test_the_help_and_the_errors_of_arguments_are_in_the_language_of_the_run(
    small: SmallSite,
    arguments: tuple[str, ...],
    locale: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    small.replace("mkdocs.yml", "default: true}", "}")
    small.replace("mkdocs.yml", "name: Русский", "name: Русский, default: true")
    monkeypatch.setattr("sys.argv", ["policy"])
    with pytest.raises(SystemExit):
        small.policy(*arguments)
    texts = resources.files("policysite").joinpath("messages/en/arguments.toml").read_text(encoding="utf-8")
    declared = tomllib.loads(texts)
    options = (name for name in declared["options"] if name.startswith("--"))
    names = (*declared["commands"], *options, *FORMATS, *available_locales())
    others = (
        "h help f xml a mkdocs.yml site_dir dev_addr messages README.md requirements.lock Markdown GitHub fr privacy"
    )
    assert words("".join(capsys.readouterr())) - words(" ".join((*names, others))) == set()


def test_the_version_is_printed(small: SmallSite, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        small.policy("--version")
    assert raised.value.code == 0
    assert capsys.readouterr().out == f"policy {metadata.version('policysite')}\n"


def test_no_argument_is_a_command_for_ci(small: SmallSite, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        small.policy("lint", "a\n::error::b", "##[error]c")
    usage, *_, error = capsys.readouterr().err.splitlines()
    assert usage.startswith("usage: policy lint ")
    assert error.endswith(r"a\n::error::b ##\x5berror]c")


def test_an_unexpected_error_is_not_a_command_for_ci(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("a\n::error::b\x1b[31m")

    monkeypatch.setattr("policysite.lint.runner.check", fail)
    assert r"\x3a:error::b\x1b[31m" in small.errors("lint").splitlines()


def test_a_value_of_the_configuration_is_not_a_command_for_ci(small: SmallSite) -> None:
    small.replace("mkdocs.yml", "  - policy\n", r"""  - policy: {prevails: "x\n::error::y"}""" + "\n")
    [line] = small.errors("build").splitlines()
    assert r"x\n::error::y" in line


def test_the_output_is_utf_8_in_a_posix_locale(small: SmallSite) -> None:
    variables = environment(LC_ALL="POSIX", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    command = [POLICY, "-f", small.config, "status", "--lang", "ru"]
    result = subprocess.run(command, env=variables, capture_output=True, check=True)
    assert "утверждено" in result.stdout.decode("utf-8")


def test_findings_for_github_are_also_in_its_summary(changed: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = changed.folder / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert changed.printed("lint", "--format", "github", code=1).startswith("::error file=docs/ru/privacy.md,line=8,")
    assert "translation-stale" in summary.read_text(encoding="utf-8")


def test_what_can_be_fixed_automatically_is_fixed(small: SmallSite) -> None:
    small.replace("docs/ru/privacy.md", "обращение", '"обращение"')
    small.policy("approve", "--all")
    errors = small.errors("lint", "--fix", code=0)
    assert "docs/ru/privacy.md: fixed" in errors
    assert "No file was changed" not in errors
    assert "«обращение»" in small.read("docs/ru/privacy.md")
    assert (
        small.errors("lint", "--fix", code=0)
        == "No file was changed: nothing in the pages can be fixed automatically.\n"
    )


def test_what_the_editors_keep_is_not_published(small: SmallSite) -> None:
    small.replace("mkdocs.yml", "exclude_docs: /editorial/\n", "")
    small.write("docs/editorial/README.md", "# For the editors\n")
    assert small.policy("build") == 0
    assert not [path for path in small.published() if "editorial" in path]


def test_a_suppression_is_not_published(small: SmallSite) -> None:
    small.replace("docs/en/privacy.md", "We keep every request", "We keep every reqeust")
    small.policy("approve", "--all")
    small.replace("docs/en/privacy.md", "We keep", "<!-- policy allow spelling: so in the law -->\n\nWe keep")
    assert small.printed("lint") == "No problems found in 4 pages.\n"
    assert small.policy("build") == 0
    assert "policy allow" not in small.read("site/privacy/index.html")


@pytest.mark.parametrize(
    ("language", "heading"), [("ru", "Что сообщает, например"), ("en", "What it says, for example")]
)
def test_every_rule_is_listed_and_can_be_explained(small: SmallSite, language: str, heading: str) -> None:
    assert "  translation-stale" in small.printed("lint", "--list", "--lang", language)
    assert f"\n{heading}\n" in small.printed("lint", "--explain", "translation-stale", "--lang", language)


def test_a_closed_pipe_is_not_an_error(small: SmallSite) -> None:
    command = f"{POLICY} lint --list | head -1"
    result = subprocess.run(["sh", "-c", command], cwd=small.folder, capture_output=True, encoding="utf-8", check=True)
    assert result.stderr == ""


def test_the_command_runs_without_a_standard_output(small: SmallSite) -> None:
    result = subprocess.run(["sh", "-c", f"{POLICY} lint >&-"], cwd=small.folder, capture_output=True, encoding="utf-8")
    assert (result.returncode, result.stderr) == (0, "")


def test_a_terminal_shows_the_progress_of_the_check_of_many_pages(tmp_path: Path) -> None:
    generated_site.write(tmp_path / "site", 26, clauses=1)
    shown = shown_on_a_terminal([POLICY, "lint"], tmp_path / "site", environment())
    assert "Checking the pages: 50%" in shown


def test_images_of_the_sites_own_look_are_checked_too(small: SmallSite) -> None:
    (small.folder / "overrides/assets/link.svg").symlink_to("/etc/hostname")
    small.write("overrides/assets/LOGO.SVG", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
    output = small.printed("lint", code=1)
    assert "overrides/assets/link.svg:1:1: error[symlink]" in output
    assert "overrides/assets/LOGO.SVG:1:" in output


def test_check_names_each_step_and_says_at_the_end_that_all_passed(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.folder)
    small.replace("mkdocs.yml", "  - policy\n", "  - policy: {publish: [robots.txt, google01.html]}\n")
    small.write("docs/robots.txt", "User-agent: *\nDisallow:\n")
    small.write("docs/google01.html", "google-site-verification: google01.html\n")
    small.write("docs/assets/drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>\n')
    output, errors = small.run("check")
    assert errors == ""
    assert output.splitlines() == [
        "[1/4] Content of the pages",
        "No problems found in 4 pages.",
        "[2/4] Build of the site",
        "Built 4 pages: site",
        "[3/4] What is published",
        "The site for https://policy.example/legal/ has only what the generator makes, and its own look "
        "(overrides/assets/icon.svg).",
        "Besides its pages, these files are published as they are: docs/assets/drawing.svg, docs/google01.html, "
        "docs/robots.txt.",
        "By these files, search engines know whose site this is; make sure that it is yours: docs/google01.html.",
        "The pages are made for https://policy.example/legal/, an address that no site has: before you publish them, "
        "set the variable SITE_URL to yours, or write it as site_url in mkdocs.yml, without !ENV.",
        "[4/4] Links inside the site",
        "No problems found in 4 pages.",
        "All checks passed.",
    ]


def test_check_builds_the_site_although_the_content_has_errors(changed: SmallSite) -> None:
    assert changed.printed("check", code=1).endswith("\nFailed: Content of the pages.\n")
    assert "month" in changed.read("site/privacy/index.html")


def test_check_reports_a_finding_once_and_says_what_was_not_checked(small: SmallSite) -> None:
    small.replace("docs/ru/privacy.md", " { #requests }", "")
    output = small.printed("check", code=1)
    assert output.count("error[id-missing]") == 1
    skipped = "Skipped: What is published, Links inside the site.\n"
    reason = "The site was not built because of the errors above: id-missing.\n"
    assert output.endswith(
        f"\n[2/4] Build of the site\n{reason}Failed: Content of the pages, Build of the site. {skipped}"
    )


def test_check_reports_a_contact_where_it_is_written_and_not_again_where_it_would_be_published(
    small: SmallSite,
) -> None:
    small.replace("docs/en/privacy.md", "We keep", "Write to <a@b.example>, or [to us](mailto:C@b.example). We keep")
    output = small.printed("check", "--lang", "en", code=1)
    assert re.findall(r"error\[(\S*contact\S*)\] The contact (\S+) is", output) == [
        ("contact-unlisted", "a@b.example"),
        ("contact-unlisted", "C@b.example"),
    ]
    assert "output-contact-unlisted" not in output
    assert "\nThe site was not built because of the errors above: contact-unlisted.\nFailed: " in output
    assert output.count("Failed: Content of the pages, Build of the site.") == 1
    assert "output-contact-unlisted" in small.printed("build", "--lang", "en", code=1)


def test_check_reports_an_attribute_where_it_is_written_and_not_again_where_it_would_be_published(
    small: SmallSite,
) -> None:
    small.replace("docs/en/privacy.md", "We keep", "[A site](https://b.example/){ onclick=x }. We keep")
    output = small.printed("check", "--lang", "en", code=1)
    assert "error[attribute-unexpected]" in output
    assert "output-attribute-unknown" not in output
    assert "output-attribute-unknown" in small.printed("build", "--lang", "en", code=1)


@pytest.mark.parametrize(
    "rules",
    [
        {  # the site is built, and its links are checked
            "[it](#nothing)": "link-target-missing",
            "[it](#%72equests)": "link-target-missing",
            "this:\n\n- [it](#none)\n\nThen": "item-without-target",
        },
        {  # the site is not built
            "[it](nowhere.md)": "link-target-missing",
            "[it](http://a.example/)": "url-unencrypted",
            "[it](https://a.example/?utm_source=a&b=1)": "tracking-parameter",
        },
    ],
    ids=["built", "not built"],
)
def test_check_reports_an_address_once(small: SmallSite, rules: dict[str, str]) -> None:
    small.replace("docs/en/privacy.md", "We keep", f"See {', '.join(rules)}. We keep")
    found = re.findall(r"error\[(\S+)\]", small.printed("check", "--lang", "en", code=1))
    assert sorted(each for each in found if not re.fullmatch("translation-.*|.*-differ", each)) == sorted(
        rules.values()
    )


def test_check_reads_no_page_again_for_the_links_of_the_site(small: SmallSite, parsed: list[str]) -> None:
    assert small.policy("check") == 0
    assert len(parsed) == 2 * len([*(small.folder / "docs").glob("*/**/*.md")])


def test_check_ends_with_the_first_step_if_the_pages_take_too_long(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    end_every_limit(monkeypatch)
    output = small.printed("check", code=1)
    assert output.count("error[") == output.count("error[site-timeout]") == 1
    assert output.endswith("Skipped: Build of the site, What is published, Links inside the site.\n")
    output = small.printed("build", code=1)
    assert output.count("error[") == output.count("error[site-timeout]") == 1


def test_a_build_ends_when_its_pages_take_too_long(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, render = Clock(monkeypatch), MkDocsPage.render

    def slow(page: MkDocsPage, *arguments: Any) -> None:
        clock.seconds += 60
        render(page, *arguments)

    monkeypatch.setattr(MkDocsPage, "render", slow)
    output = small.printed("build", code=1)
    assert output.count("error[") == output.count("error[site-timeout]") == 1


@pytest.mark.parametrize(
    "command", ["approve --all", "approve --carry-over", "status", "diff privacy@1.0", "release privacy"]
)
def test_a_review_ends_when_it_takes_too_long(small: SmallSite, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    end_every_limit(monkeypatch)
    output, errors = small.run(*command.split(), "--lang", "en", code=2)
    assert output == ""
    assert errors.count("error[") == errors.count("error[site-timeout]") == 1
    assert errors.endswith("\npolicy: stopped, because it took too long; first fix what is named above\n")


def test_check_finds_dead_links_inside_the_site(small: SmallSite) -> None:
    small.append("mkdocs.yml", 'copyright: <a href="https://policy.example/legal/nowhere/">Nowhere</a>\n')
    output = small.printed("check", code=1)
    assert "error[link-target-missing]" in output
    assert output.endswith("\nFailed: Links inside the site.\n")


def test_check_fails_if_a_step_cannot_be_run(changed: SmallSite) -> None:
    changed.write("site/notes.txt", "This is not a built site.\n")
    output, errors = changed.run("check", code=2)
    assert errors.startswith("policy: ")
    assert output.splitlines()[-2:] == [
        "[2/4] Build of the site",
        "Failed: Content of the pages, Build of the site. Skipped: What is published, Links inside the site.",
    ]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_check_prints_one_document_for_programs(changed: SmallSite, form: str) -> None:
    changed.replace("docs/en/index.md", "requests.", "[requests](nowhere.md).")
    output, errors = changed.run("check", "--format", form, code=1)
    document = json.loads(output)
    findings = document if form == "json" else document["runs"][0]["results"]
    rules = {finding["rule" if form == "json" else "ruleId"] for finding in findings}
    assert rules >= {"translation-stale", "link-target-missing"}
    assert "[3/4]" not in errors
    assert "Skipped: What is published, Links inside the site." in errors


@pytest.mark.parametrize("format_", ["markdown", "json", "sarif", "github"])
def test_a_check_that_could_not_run_does_not_report_no_problems(small: SmallSite, format_: str) -> None:
    small.config.unlink()
    assert small.printed("check", "--format", format_, code=2) == ""


def test_the_help_names_every_command_and_needs_no_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from policysite.cli import main

    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    shown = capsys.readouterr().out
    for command in ("check", "build", "serve", "lint", "links", "approve", "status"):
        assert f"\n    {command} " in shown
        with pytest.raises(SystemExit, match="0"):
            main([command, "--help"])


@pytest.mark.parametrize("command", ["approve --all", "status"])
def test_approvals_need_no_lint(small: SmallSite, command: str) -> None:
    code = (
        "import sys; from policysite.cli import main\n"
        f"assert main(['-f', {str(small.config)!r}, *{command.split()}]) == 0\n"
        "assert not [name for name in sys.modules if name.startswith('policysite.lint')]"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)


def test_the_help_loads_neither_mkdocs_nor_the_parser_of_pages() -> None:
    code = (
        "import sys; from policysite.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print({'mkdocs', 'markdown', 'babel'} & set(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert result.stderr == "set()\n"


def test_no_garbage_is_looked_for_at_the_end() -> None:
    # (What is registered first is called last, and only a process that ends calls it.)
    code = "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 0)); import policysite.cli"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"True\n"


def test_a_configuration_that_cannot_be_used_is_named_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--lang", "en"]) == 2
    output, errors = capsys.readouterr()
    assert errors.count("there is no mkdocs.yml here") == 1
    skipped = "Skipped: Build of the site, What is published, Links inside the site.\n"
    assert output.endswith(f"Failed: Content of the pages. {skipped}")
    (tmp_path / "mkdocs.yml").write_text("plugins: [polcy]\n", encoding="utf-8")
    assert main(["check", "--lang", "en"]) == 1
    output, errors = capsys.readouterr()
    assert output.count("mkdocs.yml:1:11: error[plugin-unknown]") == 1
    assert output.count("is not loaded until this is fixed") == 1
    assert errors == ""


def test_the_findings_of_all_steps_are_compared_once(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    small.append("docs/en/index.md", "".join(f"\n## Heading {number}\n" for number in range(200)))
    equal, compared = Finding.__eq__, []

    def counted(one: Finding, other: object) -> bool:
        compared.append(one)
        return equal(one, other)

    monkeypatch.setattr(Finding, "__eq__", counted)
    assert small.policy("check") == 1
    # Each with itself, some times; not with each other.
    assert len(compared) < 200 * 50
