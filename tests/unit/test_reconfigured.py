"""A configuration that alters versions on the default branch is found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from policysite.config import loader
from policysite.history import versions
from policysite.history.default_branch import DefaultBranch
from policysite.history.reconfigured import changes

from tests.example_site import TODAY
from tests.project import Project, commit
from tests.small_site import SmallSite

RUSSIAN = "        - {locale: ru, name: Русский, site_name: Политика}\n"
LANGUAGES, POLICY = "plugins.i18n.languages", "plugins.policy.privacy_policy"
SIDE_BY_SIDE = "plugins.policy.side_by_side"


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site whose version is on the default branch."""
    root = tmp_path_factory.mktemp("merged")
    SmallSite(root).replace("mkdocs.yml", "  - policy\n", "  - policy: {prevails: en}\n")
    commit(root, TODAY)
    return root


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("nav:", "use_directory_urls: true\nnav:", []),
        ("nav:", "use_directory_urls: false\nnav:", [("use_directory_urls", "true", "false")]),
        ("{prevails: en}", "{prevails: ru}", [("plugins.policy.prevails", "en", "ru")]),
        ("{prevails: en}", "{contact_url: 'https://policy.example/'}", [("plugins.policy.prevails", "en", "")]),
        (
            "{prevails: en}",
            "{prevails: en, side_by_side: [], privacy_policy: privacy}",
            [(SIDE_BY_SIDE, "privacy", "")],
        ),
        ("{prevails: en}", "{prevails: en, side_by_side: [privacy]}", []),
        ("{prevails: en}", "{prevails: en, privacy_policy: index}", [(POLICY, "privacy", "index")]),
        (RUSSIAN, "", [(LANGUAGES, "ru", "")]),
        ("site_name: Политика", "build: false", [(LANGUAGES, "ru", "")]),
        ("site_name: Политика}", "site_name: О данных}\n        - {locale: de, name: Deutsch}", []),
        (", default: true}\n" + RUSSIAN, "}\n" + RUSSIAN.replace("}", ", default: true}"), [(LANGUAGES, "en", "ru")]),
        ("site_name: Policy", "INHERIT: base.yml", []),
    ],
)
def test_what_changes_released_versions_is_known(
    merged: Path, tmp_path: Path, old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    site = Project(shutil.copytree(merged, tmp_path / "site"))
    site.replace("mkdocs.yml", old, new)
    site.write("base.yml", "site_name: Policy\nuse_directory_urls: true\n")
    settings = loader.load(site.config)
    found = changes(DefaultBranch(settings, versions.read(settings)[0]))
    assert [(".".join(each.path), each.was, each.now) for each in found] == expected


def test_nothing_is_known_without_versions_on_the_default_branch(merged: Path, tmp_path: Path) -> None:
    site = Project(shutil.copytree(merged, tmp_path / "site", ignore=shutil.ignore_patterns(".git")))
    site.append("mkdocs.yml", "use_directory_urls: false\n")
    settings = loader.load(site.config)
    assert [*changes(DefaultBranch(settings, versions.read(settings)[0]))] == []


@pytest.mark.parametrize(
    ("before", "expected"), [("{prevails: en}", []), ("{prevails: en, privacy_policy: privacy}", [(POLICY, "privacy")])]
)
def test_another_document_with_versions_changes_no_option(
    tmp_path: Path, before: str, expected: list[tuple[str, str]]
) -> None:
    site = SmallSite(tmp_path)
    site.replace("mkdocs.yml", "  - policy\n", f"  - policy: {before}\n")
    commit(site.folder, TODAY)
    site.replace("mkdocs.yml", before, "{prevails: en}")
    record = site.read("docs/editorial/versions.yml")
    site.append("docs/editorial/versions.yml", record.replace("document: privacy", "document: terms"))
    settings = loader.load(site.config)
    found = changes(DefaultBranch(settings, versions.read(settings)[0]))
    assert [(".".join(each.path), each.was) for each in found] == expected
