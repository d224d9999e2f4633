"""The lint and the check of the configuration stop every attack, with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from policysite.config.loader import ConfigError
from policysite.findings import Finding, Severity
from policysite.findings.text import as_text
from policysite.lint import rumdl
from policysite.lint.runner import check
from policysite.messages import available_locales, messages_in
from policysite.rulebook.catalogue import RULES

from tests.example_site import TODAY, read, settings
from tests.hostile.attack import Attack, all_of, groups, replace, write
from tests.hostile.outputs.files import ROBOTS, SECURITY, STYLES, TEXTS
from tests.hostile.outputs.pull_requests import GROUPS
from tests.hostile.sources import ATTACKS
from tests.hostile.sources.pages import PAGES
from tests.project import TOOLSHARE, Project, copied


@pytest.fixture(autouse=True)
def _without_rumdl(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the syntax of Markdown, which stops no attack."""
    monkeypatch.setattr(rumdl, "check", lambda *_: iter(()))


def errors(site: Project) -> list[Finding]:
    """Return the errors in the sources of a site, after printing them in every language."""
    try:
        ours = settings(site.folder)
        findings = check(ours, TODAY, RULES, read_pages=read(ours)).findings
    except ConfigError as error:
        findings = tuple(error.findings)
    for language in available_locales():
        as_text(findings, messages_in(language)).encode()
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def stops(site: Project) -> set[str]:
    """Return the errors in a site, as attacks name them."""
    return {f"{each.path}:{each.line} {each.rule}" for each in errors(site)}


@pytest.mark.parametrize("group", groups(ATTACKS), ids=lambda group: group[0].name)
def test_attacks_are_stopped(honest: Project, tmp_path: Path, group: list[Attack]) -> None:
    found = stops(all_of(group).applied(honest, tmp_path / "site"))
    missed = [attack for attack in group if attack.stopped not in found]
    # What one attack damages may hide another one.
    alone = [stops(attack.applied(honest, tmp_path / str(number))) for number, attack in enumerate(missed)]
    assert [attack.name for attack, found in zip(missed, alone, strict=True) if attack.stopped not in found] == []


def test_attacks_by_pages_are_stopped(honest: Project, tmp_path: Path) -> None:
    found = stops(all_of(PAGES).applied(honest, tmp_path / "site"))
    assert [attack.name for attack in PAGES if attack.stopped not in found] == []


def test_lines_of_a_style_sheet_are_stopped(honest: Project, tmp_path: Path) -> None:
    sheet = write("overrides/assets/brand.css", "\n".join(line for _, line in STYLES))
    stopped = errors(Attack("", (sheet,)).applied(honest, tmp_path / "site"))
    assert [
        name for number, (name, _) in enumerate(STYLES, start=1) if number not in {each.line for each in stopped}
    ] == []


def test_lines_of_security_txt_are_stopped(honest: Project, tmp_path: Path) -> None:
    path = "docs/.well-known/security.txt"
    begin = honest.read(path)
    text = write(path, begin + "\n".join(line for _, line in SECURITY))
    lines = {each.line - begin.count("\n") for each in errors(Attack("", (text,)).applied(honest, tmp_path / "site"))}
    assert [name for number, (name, _) in enumerate(SECURITY, start=1) if number not in lines] == []


@pytest.mark.parametrize("line", [case[1] for case in ROBOTS], ids=[case[0] for case in ROBOTS])
def test_a_line_of_robots_txt_is_stopped(honest: Project, tmp_path: Path, line: str) -> None:
    listed = replace("mkdocs.yml", "contacts: [", "publish: [robots.txt]\n      contacts: [")
    text = write("docs/robots.txt", f"User-agent: *\n{line}\n")
    assert "docs/robots.txt:2" in {
        f"{each.path}:{each.line}" for each in errors(Attack("", (listed, text)).applied(honest, tmp_path / "site"))
    }


@pytest.mark.parametrize(("path", "content"), [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_a_false_text_is_stopped(honest: Project, tmp_path: Path, path: str, content: str) -> None:
    listed = replace("mkdocs.yml", "contacts: [", f"publish: [{path}]\n      contacts: [")
    found = stops(Attack("", (listed, write(f"docs/{path}", content))).applied(honest, tmp_path / "site"))
    assert found & {f"docs/{path}:1 published-file-invalid", "mkdocs.yml:15 option-invalid"}


def missed(site: Project, attacks: Sequence[Attack]) -> list[str]:
    """Return the attacks that are in no file with an error that nobody can suppress."""
    paths = {each.path for each in errors(site) if not RULES[each.rule].suppressible}
    return [attack.name for attack in attacks if attack.refused.partition(":")[0] not in paths]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0].name)
def test_pull_requests_that_the_output_check_refuses_are_stopped(
    honest: Project, tmp_path: Path, group: list[Attack]
) -> None:
    assert missed(all_of(group).applied(honest, tmp_path / "site"), group) == []


def test_honest_sites_pass(honest: Project, tmp_path: Path) -> None:
    assert errors(honest) == []
    assert errors(copied(TOOLSHARE, tmp_path / "toolshare")) == []


def test_every_attack_has_a_name_of_its_own() -> None:
    names = [attack.name for attack in (*ATTACKS, *PAGES)]
    assert len({*names}) == len(names)
