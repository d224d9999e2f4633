"""The files by which GitHub asks for reviews and reports: those of this repository and of a new site are the same."""

from __future__ import annotations

import datetime
import fnmatch
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from policysite.config import loader
from policysite.scaffold import forms
from policysite.scaffold.new import new

from tests.project import ROOT
from tests.small_site import SmallSite

# A path of each kind, and who must review it.
OWNED = {
    "docs/assets/seal.png": "lawyers",
    "docs/editorial/approvals.yml": "lawyers",
    "docs/editorial/labels/en.yml": "lawyers",
    "docs/.well-known/security.txt": "engineers",
    "mkdocs.yml": "engineers",
    "base.yml": "engineers",
    "overrides/notice.html": "engineers",
    "scripts/check": "engineers",
    "requirements.txt": "engineers",
    ".gitignore": "engineers",
    ".github/workflows/publish.yml": "engineers",
    ".github/CODEOWNERS": "engineers",
    "pip.py": "engineers",
}
FORMS = ("change", "mistake")
# Parts of a form that people fill in, by their types.
FIELDS = ("input", "textarea", "dropdown")


def owner(folder: Path, path: str) -> str:
    """Return the team that must review a file once the lines are in use: that of the last pattern that fits it."""
    team = ""
    for line in (folder / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"# (\S+) @OWNER/(\S+)", line):
            pattern = match[1].removeprefix("/")
            fits = path.startswith(pattern) if pattern.endswith("/") else fnmatch.fnmatch(path, pattern)
            team = match[2] if fits else team
    return team


@pytest.mark.parametrize("path", OWNED)
def test_every_kind_of_file_has_an_owner(repository: Path, path: str) -> None:
    assert owner(repository, path) == OWNED[path]


def test_the_text_of_each_language_has_owners_of_its_own(new_site: Path) -> None:
    for language in ("ru", "en"):
        for name in ("privacy.md", "privacy/1.0.md"):
            assert owner(new_site, f"docs/{language}/{name}") == f"lawyers-{language}"


def test_no_person_or_team_is_invented(repository: Path) -> None:
    lines = (repository / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []


def rules(folder: Path) -> dict[str, Any]:
    ruleset = json.loads((folder / ".github/rulesets/main.json").read_text(encoding="utf-8"))
    assert (ruleset["target"], ruleset["source_type"], ruleset["enforcement"]) == ("branch", "Repository", "active")
    assert ruleset["conditions"] == {"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}}
    assert ruleset["bypass_actors"] == []
    return {rule["type"]: rule.get("parameters") for rule in ruleset["rules"]}


def test_the_ruleset_protects_the_default_branch_without_exceptions(repository: Path) -> None:
    found = rules(repository)
    assert {"deletion", "non_fast_forward"} <= found.keys()
    review = found["pull_request"]
    assert review["required_approving_review_count"] >= 1
    for needed in ("require_code_owner_review", "dismiss_stale_reviews_on_push", "require_last_push_approval"):
        assert review[needed] is True


def test_the_check_that_the_ruleset_requires_is_the_one_that_runs(repository: Path) -> None:
    workflow = yaml.safe_load((repository / ".github/workflows/check.yml").read_text(encoding="utf-8"))
    required = [each["context"] for each in rules(repository)["required_status_checks"]["required_status_checks"]]
    assert required == [job["name"] for job in workflow["jobs"].values()]


def test_new_versions_are_proposed_weekly_after_a_while(repository: Path) -> None:
    loaded = yaml.safe_load((repository / ".github/dependabot.yml").read_text(encoding="utf-8"))
    assert {each["package-ecosystem"] for each in loaded["updates"]} == {"github-actions", "pip"}
    for each in loaded["updates"]:
        assert each["schedule"] == {"interval": "weekly"}
        assert each["cooldown"]["default-days"] >= 7


def test_a_new_site_has_the_same_ruleset(new_site: Path) -> None:
    name = ".github/rulesets/main.json"
    assert (new_site / name).read_bytes() == (ROOT / name).read_bytes()


def form(path: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def test_each_issue_form_is_there_in_every_language_with_the_same_fields(new_site: Path) -> None:
    written = {path.name: form(path) for path in (new_site / ".github/ISSUE_TEMPLATE").iterdir()}
    assert set(written) == {f"{name}.{language}.yml" for name in FORMS for language in ("en", "ru")}
    for name in FORMS:
        outlines = [
            [
                (part["type"], part.get("id"), len(part["attributes"].get("options", ())), part.get("validations"))
                for part in written[f"{name}.{language}.yml"]["body"]
            ]
            for language in ("en", "ru")
        ]
        assert outlines[0] == outlines[1]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", FORMS)
def test_an_issue_form_is_one_that_github_accepts(new_site: Path, name: str, language: str) -> None:
    """GitHub Docs, “Syntax for issue forms” and “Syntax for GitHub's form schema”."""
    loaded = form(new_site / f".github/ISSUE_TEMPLATE/{name}.{language}.yml")
    assert loaded.keys() <= {"name", "description", "title", "body", "labels", "assignees", "projects", "type"}
    assert all(isinstance(loaded[each], str) and loaded[each] for each in ("name", "description", "title"))
    fields = [part for part in loaded["body"] if part["type"] != "markdown"]
    assert fields
    ids = [part["id"] for part in fields]
    assert len(set(ids)) == len(ids)
    for part in fields:
        assert part["type"] in FIELDS
        assert re.fullmatch(r"[A-Za-z0-9_-]+", part["id"])
        assert all(isinstance(text, str | list | bool) for text in part["attributes"].values())
        assert ("options" in part["attributes"]) == (part["type"] == "dropdown")
        options = part["attributes"].get("options", [])
        assert len(set(options)) == len(options)
        assert all(isinstance(each, str) and each.lower() != "none" for each in options)


def test_the_form_offers_the_languages_of_the_site(tmp_path: Path) -> None:
    new(tmp_path / "site", "A", ["fi", "de", "ru"], "", datetime.date(2026, 11, 26))
    folder = tmp_path / "site/.github/ISSUE_TEMPLATE"
    assert sorted(path.name for path in folder.iterdir()) == ["change.ru.yml", "mistake.ru.yml"]
    (languages,) = (part for part in form(folder / "mistake.ru.yml")["body"] if part["type"] == "dropdown")
    assert languages["attributes"]["options"] == ["Suomi", "Deutsch", "Русский"]


def test_a_site_without_a_language_that_has_forms_has_the_english_ones(tmp_path: Path) -> None:
    new(tmp_path / "site", "A", ["fi"], "", datetime.date(2026, 11, 26))
    folder = tmp_path / "site/.github/ISSUE_TEMPLATE"
    assert sorted(path.name for path in folder.iterdir()) == ["change.en.yml", "mistake.en.yml"]


def test_the_forms_are_written_again_with_the_guides_but_only_into_a_repository_of_github(small: SmallSite) -> None:
    settings = loader.load(small.config)
    assert forms.texts(settings) == {}
    (small.folder / ".github").mkdir()
    assert small.policy("guide") == 0
    written = set(forms.texts(settings))
    assert {"SECURITY.md", ".github/pull_request_template.md", ".github/ISSUE_TEMPLATE/change.ru.yml"} <= written
    shutil.rmtree(small.folder / ".github/ISSUE_TEMPLATE")
    assert small.policy("guide") == 0
    assert all((small.folder / path).is_file() for path in written)
