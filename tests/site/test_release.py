"""A version is released once, and its text never changes."""

from __future__ import annotations

import datetime
import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from policysite import files as corpus_files

from tests.project import Project, commit
from tests.small_site import SmallSite

RU, EN = "docs/ru/privacy.md", "docs/en/privacy.md"
LATER = "2100-01-01"
NEW = {
    RU: ("Мы храним каждое обращение год.", "Мы храним каждое обращение два года."),
    EN: ("for a year", "for two years"),
}


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return SmallSite(tmp_path)


def rules(site: Project) -> dict[str, list[str]]:
    """Return the rules of the findings in a site, by file; its next versions apply in a year that never comes."""
    found: dict[str, list[str]] = {}
    for finding in (each for each in site.lint() if each["rule"] != "effective-date-distant"):
        found.setdefault(finding["path"], []).append(finding["rule"])
    return found


def change(site: Project, version: str = "") -> None:
    """Change the text in both languages, perhaps as a new version, and approve it."""
    for path, (old, new) in NEW.items():
        site.replace(path, old, new)
        if version:
            site.replace(path, 'version: "1.0"', f'version: "{version}"')
            site.replace(path, "2026-11-22", LATER)
    assert site.policy("approve", "--all") == 0


def files(site: Project) -> set[str]:
    return {path.relative_to(site.folder).as_posix() for path in (site.folder / "docs").rglob("*") if path.is_file()}


def test_a_released_version_is_a_copy_of_the_pages(site: SmallSite) -> None:
    for language in ("ru", "en"):
        assert site.read(f"docs/{language}/privacy/1.0.md") == site.read(f"docs/{language}/privacy.md")
    assert rules(site) == {}


def test_documents_that_await_their_release_are_released_one_after_the_other(site: SmallSite) -> None:
    change(site, "1.1")
    for path in (RU, EN):
        terms = site.read(path).replace("{ #privacy }", "{ #terms }").replace("{ #requests }", "{ #answers }")
        site.write(path.replace("privacy", "terms"), terms)
    site.replace("mkdocs.yml", "privacy.md]", "privacy.md, terms.md]")
    site.replace("mkdocs.yml", "  - policy\n", "  - policy: {privacy_policy: privacy}\n")
    assert site.policy("approve", "--all") == 0
    unreleased = {EN: ["version-unreleased"], EN.replace("privacy", "terms"): ["version-unreleased"]}
    assert rules(site) == unreleased
    for document in ("terms", "privacy"):
        assert site.policy("release", document) == 0
    assert rules(site) == {}


@pytest.mark.parametrize(("version", "name"), [("1.1", "1.1"), ("", "1.0-1")])
def test_the_command_that_a_finding_names_releases_the_text(site: SmallSite, version: str, name: str) -> None:
    change(site, version)
    pattern = "run policy (release [^.,]*)" if version else "^policy (release .* --correction .*)$"
    command = re.search(pattern, site.printed("lint", "--lang", "en", code=1), re.MULTILINE)
    assert command
    assert site.policy(*shlex.split(command[1])) == 0
    assert f"docs/en/privacy/{name}.md" in files(site)
    assert rules(site) == {}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["privacy"], "already"),
        (["privacy", "--correction"], "reason in each language"),
        (["privacy", "--correction", "--reason", "en=A misprint."], "reason in each language"),
        (["privacy", "--correction", "--reason", "en=A.", "--reason", "ru=Б."], "has not changed"),
        (["privacy", "--reason", "en=A.", "--reason", "ru=Б."], "for a correction only"),
        (["index"], "no document"),
    ],
)
def test_a_release_that_makes_no_sense_is_refused(site: SmallSite, arguments: list[str], message: str) -> None:
    before = files(site)
    assert message in site.errors("release", *arguments, "--lang", "en")
    assert files(site) == before


def test_a_text_with_errors_is_not_released(site: SmallSite) -> None:
    change(site, "1.1")
    site.append(EN, "\nWe sell it.\n")
    before = files(site)
    assert "paragraphs-differ" in site.errors("release", "privacy", "--lang", "en")
    assert files(site) == before


def test_a_release_writes_everything_or_nothing(site: SmallSite) -> None:
    change(site, "1.1")
    before = files(site)
    (site.folder / "docs/ru/privacy/1.1.md").mkdir()
    assert site.policy("release", "privacy") == 2
    (site.folder / "docs/ru/privacy/1.1.md").rmdir()
    assert files(site) == before


@pytest.mark.parametrize(
    ("old", "new", "rule", "path"),
    [
        ("1.0.md", None, "frozen-copy-missing", "docs/editorial/versions.yml"),
        ("1.0.md", "We keep nothing.", "frozen-copy-changed", "docs/en/privacy/1.0.md"),
        ("versions.yml", None, "version-unreleased", "docs/en/privacy.md"),
    ],
)
def test_a_released_text_that_was_changed_or_deleted_is_found_and_not_built(
    site: SmallSite, old: str, new: str | None, rule: str, path: str
) -> None:
    file = site.folder / ("docs/editorial/versions.yml" if old == "versions.yml" else "docs/en/privacy/1.0.md")
    if new is None:
        file.unlink()
    else:
        file.write_text(
            file.read_text(encoding="utf-8").replace("We keep every request for a year.", new), encoding="utf-8"
        )
    assert rule in rules(site)[path]
    assert site.policy("build") == 1


@pytest.mark.parametrize("version", ["0.9", "1.00"])
def test_a_version_goes_up(site: SmallSite, version: str) -> None:
    for path in (RU, EN):
        site.replace(path, 'version: "1.0"', f'version: "{version}"')
    assert rules(site) == {EN: ["version-backwards", "version-unreleased"]}


def test_the_entries_are_in_the_order_of_their_dates(site: SmallSite) -> None:
    change(site, "1.1")
    assert site.policy("release", "privacy") == 0
    site.replace(RECORD, LATER, "2026-11-21")
    assert "version-date-backwards" in rules(site)[RECORD]


def test_an_old_text_whose_links_lead_nowhere_does_not_break_the_build(site: SmallSite) -> None:
    for path in (RU, EN):
        site.append(path, "\n[a](index.md), [b](index.md#index), [c](privacy.md#requests), [d](privacy.md)\n")
        site.replace(path, 'version: "1.0"', 'version: "1.1"')
    assert site.policy("approve", "--all") == 0
    assert site.policy("release", "privacy") == 0
    for path in (RU, EN):
        site.replace(path, "(index.md#index)", "(index.md)")
        site.replace(path, 'version: "1.1"', 'version: "1.2"')
    for language in ("en", "ru"):
        site.replace(f"docs/{language}/index.md", "{ #index }", "{ #home }")
    assert site.policy("approve", "--all") == 0
    assert site.policy("release", "privacy") == 0
    assert site.policy("build") == 0
    html = (site.folder / "site/privacy/1.1/index.html").read_text(encoding="utf-8")
    for name, href in {"a": "../../", "b": "../../", "c": "#requests", "d": "#privacy"}.items():
        assert f'href="{href}">{name}' in html or f'href="{href}" data-url' in html


@pytest.fixture(scope="module")
def announced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site on a branch of its repository; the default branch has 1.0, in effect, and 1.1, to come."""
    site = SmallSite(tmp_path_factory.mktemp("announced") / "site")
    change(site, "1.1")
    assert site.policy("release", "privacy") == 0
    commit(site.folder, datetime.date(2026, 11, 26))
    site.git("switch", "--quiet", "--create", "edit")
    return site.folder


@pytest.fixture
def branch(announced: Path, tmp_path: Path) -> Project:
    return Project(shutil.copytree(announced, tmp_path / "site"))


def changed(site: Project) -> set[str]:
    """Return the files that differ from the last commit, each after what happened to it."""
    return set(site.git("status", "--porcelain", "--untracked-files=all").splitlines())


def edit(site: Project, language: str, *replaced: tuple[str, str]) -> None:
    for old, new in replaced:
        site.replace(f"docs/{language}/privacy.md", old, new)
    site.policy("approve", "--all")


def corrected(site: Project, language: str = "en", old: str = "every", new: str = "each", name: str = "1.0-1") -> None:
    """Make a corrected copy of the version that is in effect."""
    text = site.read(f"docs/{language}/privacy/1.0.md")
    assert old in text
    site.write(f"docs/{language}/privacy/{name}.md", text.replace(old, new))


REASONS = ["--correction", "--reason", "en=A word.", "--reason", "ru=Слово."]
RECORD = "docs/editorial/versions.yml"


def test_the_version_in_effect_is_corrected_while_another_one_is_to_come(branch: Project) -> None:
    corrected(branch)
    before = branch.read("docs/ru/privacy/1.0.md")
    assert "translation-unreviewed" in branch.errors("release", "privacy@1.0", *REASONS, "--lang", "en")
    assert branch.policy("approve", "privacy/1.0-1#requests") == 0
    assert branch.policy("release", "privacy@1.0", *REASONS) == 0
    copies = {f"?? docs/{language}/privacy/1.0-1.md" for language in ("en", "ru")}
    assert changed(branch) == {f" M {RECORD}", " M docs/editorial/approvals.yml", *copies}
    assert branch.read("docs/ru/privacy/1.0-1.md") == before
    assert rules(branch) == {}
    (shown,) = json.loads(branch.printed("diff", "--format", "json"))["documents"]
    assert shown["name"] == "privacy/1.0-1"
    assert [clause["changed_in"] for clause in shown["clauses"]] == [[], ["en"]]
    assert [each["state"] for each in shown["clauses"][1]["approvals"]] == ["approved"]
    for format_ in ("html", "markdown"):
        assert re.search(
            "Correction of version 1(.|&#46;)0, compared with its text before",
            branch.printed("diff", "--format", format_, "--lang", "en"),
        )
    branch.git("add", ".")
    branch.git("commit", "--quiet", "--message", "Correct 1.0")
    branch.git("branch", "--force", "main")
    assert rules(branch) == {}  # the approval was of use
    assert branch.policy("approve", "--all") == 0
    assert "1.0-1" not in branch.read("docs/editorial/approvals.yml")


def test_a_language_that_a_correction_does_not_change_gets_the_text_before_it(branch: Project) -> None:
    corrected(branch)
    branch.policy("approve", "--all")
    assert branch.policy("release", "privacy@1.0", *REASONS) == 0
    (branch.folder / "docs/ru/privacy/1.0-1.md").unlink()
    assert "Copy the whole file docs/ru/privacy/1.0.md to docs/ru/privacy/1.0-1.md." in branch.printed(
        "lint", "--lang", "en", code=1
    )


def test_a_correction_that_the_version_to_come_has_too_is_approved_there(branch: Project) -> None:
    for path in (EN, RU, "docs/en/privacy/1.1.md", "docs/ru/privacy/1.1.md"):
        branch.write(path, branch.read(path).replace("two years", "a year").replace("два года", "год"))
    edit(branch, "en", ("every", "each"))
    corrected(branch)
    assert not [rule for found in rules(branch).values() for rule in found if rule.startswith("translation")]


def test_a_correction_that_is_not_merged_can_change(branch: Project) -> None:
    corrected(branch)
    branch.policy("approve", "--all")
    assert branch.policy("release", "privacy@1.0", *REASONS) == 0
    corrected(branch, new="any")
    assert rules(branch) == {
        RECORD: ["correction-text-changed"],
        "docs/ru/privacy/1.0-1.md": ["translation-stale"],
    }
    branch.policy("approve", "--all")
    assert branch.policy("release", "privacy@1.0", "--correction") == 0
    assert rules(branch) == {}
    record = branch.read(RECORD)
    assert (record.count("A word."), record.count("- {document")) == (1, 3)


def test_a_version_that_is_not_merged_is_released_again(branch: Project) -> None:
    edit(branch, "en", ('"1.1"', '"1.2"'), ("two years", "three years"))
    edit(branch, "ru", ('"1.1"', '"1.2"'), ("два", "три"))
    assert branch.policy("release", "privacy") == 0
    assert branch.policy("release", "privacy") == 2  # nothing has changed
    edit(branch, "en", ("three", "four"), (LATER, "2100-02-02"))
    edit(branch, "ru", ("три", "четыре"), (LATER, "2100-02-02"))
    assert branch.policy("release", "privacy", *REASONS) == 2
    assert branch.policy("release", "privacy") == 0
    assert rules(branch) == {}
    assert "four years" in branch.read("docs/en/privacy/1.2.md")
    assert [line.split('"')[1] for line in branch.read(RECORD).splitlines() if '"' in line] == ["1.0", "1.1", "1.2"]


@pytest.mark.parametrize("version", ["2.0", "1.01"])
def test_a_version_that_gets_another_number_leaves_nothing_behind(branch: Project, version: str) -> None:
    for language in ("en", "ru"):
        edit(branch, language, ('"1.1"', '"1.2"'))
    assert branch.policy("release", "privacy") == 0
    for language in ("en", "ru"):
        edit(branch, language, ('"1.2"', f'"{version}"'))
    if version == "1.01":  # that is 1.1
        assert rules(branch) == {EN: ["version-backwards", "version-unreleased"], RECORD: ["version-abandoned"]}
        return
    assert rules(branch) == {EN: ["version-unreleased"], RECORD: ["version-abandoned"]}
    assert branch.policy("release", "privacy") == 0
    assert rules(branch) == {}
    copies = {f"?? docs/{language}/privacy/{version}.md" for language in ("en", "ru")}
    pages = {f" M {path}" for path in (EN, RU, RECORD)}
    assert changed(branch) == pages | copies


def test_a_release_that_fails_restores_what_it_would_replace(branch: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for language in ("en", "ru"):
        edit(branch, language, ('"1.1"', '"1.2"'))
    assert branch.policy("release", "privacy") == 0
    for language in ("en", "ru"):
        edit(branch, language, ('"1.2"', '"2.0"'))
    before = {path: branch.read(path) for path in sorted(files(branch))}
    write = corpus_files.write

    def failing(path: Path, content: bytes) -> None:
        if path.name == "versions.yml":
            raise OSError(path)
        write(path, content)

    monkeypatch.setattr(corpus_files, "write", failing)
    assert branch.policy("release", "privacy") == 2
    assert {path: branch.read(path) for path in sorted(files(branch))} == before


@pytest.mark.parametrize(
    ("prepare", "arguments", "message"),
    [
        (None, ["privacy", *REASONS], "run policy release privacy@1.0 --correction"),
        (None, ["privacy@1.0", *REASONS], "privacy/1.0.md → privacy/1.0-1.md"),
        (None, ["privacy@1.0"], "has version 1.1, not 1.0"),
        (None, ["privacy@0.9", *REASONS], "is not released"),
        (
            lambda site: [corrected(site), site.policy("approve", "--all")],
            ["privacy@1.0", "--correction"],
            "reason in each language",
        ),
        (
            lambda site: [
                edit(site, language, ('"1.1"', '"1.2"')) or site.policy("release", "privacy")
                for language in ("en", "ru")
            ],
            ["privacy", *REASONS],
            "not on the default branch yet",
        ),
    ],
)
def test_a_release_on_a_branch_that_makes_no_sense_is_refused(
    branch: Project, prepare: Callable[[Project], object] | None, arguments: list[str], message: str
) -> None:
    if prepare:
        prepare(branch)
    before = changed(branch)
    assert message in branch.errors("release", *arguments, "--lang", "en")
    assert changed(branch) == before


def test_a_version_that_does_not_apply_any_more_is_not_corrected(branch: Project) -> None:
    for path in (EN, RU, RECORD, *(f"docs/{language}/privacy/1.1.md" for language in ("en", "ru"))):
        branch.replace(path, LATER, "2026-11-23")
    branch.git("commit", "--quiet", "--all", "--message", "Announce it earlier")
    branch.git("branch", "--force", "main")
    corrected(branch)
    assert branch.policy("approve", "--all") == 0
    assert rules(branch)["docs/en/privacy/1.0-1.md"] == ["frozen-copy-unrecorded"]
    assert "its last day was 2026-11-22" in branch.errors("release", "privacy@1.0", *REASONS, "--lang", "en")
