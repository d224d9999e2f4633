"""The released versions of a site are known although its folders were moved, and those of its neighbors are not its."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from policysite import corpus
from policysite.config import loader
from policysite.corpus import Corpus, Document, Settings
from policysite.history import versions
from policysite.history.default_branch import DefaultBranch
from policysite.history.former_state import at_revision
from policysite.history.new_approvals import new_approvals
from policysite.history.record import findings_in_record
from policysite.history.versioned_site import VersionedSite

from tests.example_site import TODAY
from tests.project import Project, commit, git, put
from tests.small_site import SmallSite


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site whose version is on the default branch, in a folder beside another site."""
    root = tmp_path_factory.mktemp("merged")
    SmallSite(root / "site")
    rewrite(SmallSite(root / "other").folder / "docs")
    commit(root, TODAY)
    git(root, "switch", "--quiet", "--create", "edit")
    return root


def rewrite(docs: Path) -> None:
    """Record another day on which the version was released."""
    record = docs / "editorial/versions.yml"
    put(record, re.sub("released: [0-9-]+", "released: 2026-11-21", record.read_text(encoding="utf-8")))


def move(root: Path, source: str, target: str) -> None:
    (root / target).parent.mkdir(parents=True, exist_ok=True)
    (root / source).rename(root / target)


def to_other_pages(root: Path) -> Path:
    move(root, "site/docs", "site/documents")
    Project(root / "site").append("mkdocs.yml", "docs_dir: documents\n")
    return root / "site/mkdocs.yml"


def to_a_copy_of_the_pages(root: Path) -> Path:
    shutil.copytree(root / "site/docs", root / "kept")
    file = to_other_pages(root)
    move(root, "kept", "site/docs")
    return file


def to_an_inherited_folder(root: Path) -> Path:
    move(root, "site/docs", "site/documents")
    Project(root / "site").append("mkdocs.yml", "INHERIT: base.yml\n")
    Project(root / "site").write("base.yml", "docs_dir: documents\n")
    return root / "site/mkdocs.yml"


def to_a_folder_below(root: Path) -> Path:
    for name in ("docs", "overrides", "mkdocs.yml"):
        move(root, f"site/{name}", f"site/legal/{name}")
    return root / "site/legal/mkdocs.yml"


def to_a_folder_beside(root: Path) -> Path:
    move(root, "site", "legal")
    return root / "legal/mkdocs.yml"


def to_another_configuration(root: Path) -> Path:
    move(root, "site/mkdocs.yml", "site/legal.yml")
    return root / "site/legal.yml"


MOVES = [
    to_other_pages,
    to_a_copy_of_the_pages,
    to_an_inherited_folder,
    to_a_folder_below,
    to_a_folder_beside,
    to_another_configuration,
]


@pytest.fixture
def root(merged: Path, tmp_path: Path) -> Path:
    """Return a copy of both sites that a test may change."""
    return shutil.copytree(merged, tmp_path / "root")


@pytest.fixture(params=MOVES, ids=lambda move: move.__name__)
def moved(root: Path, request: pytest.FixtureRequest) -> Settings:
    move: Callable[[Path], Path] = request.param
    return loader.load(move(root))


def found(settings: Settings) -> list[str]:
    states, _ = versions.read(settings)
    today = datetime.date.today()  # the site was released on it
    site = VersionedSite(Corpus(settings.languages, {}), DefaultBranch(settings, states), {}, today)
    return [each.rule for each in findings_in_record(site)]


def test_a_site_that_was_moved_is_compared_with_what_it_was(moved: Settings) -> None:
    assert found(moved) == []
    base = at_revision("main", "main", moved, Corpus(moved.languages, {}))
    assert [state.name for state in base.states] == ["1.0"]
    pages, _ = corpus.read(moved)
    assert digests(base.documents) == digests(pages.documents) != {}
    assert new_approvals(base, pages, moved).approvals == ()
    rewrite(moved.docs)
    assert found(moved) == ["version-rewritten"]


def digests(documents: Mapping[str, Document]) -> dict[str, str]:
    return {page.path: page.digest for document in documents.values() for page in document.pages.values()}


def test_a_folder_may_be_named_by_its_whole_path(root: Path) -> None:
    Project(root / "site").append("mkdocs.yml", f"docs_dir: {root}/site/docs\n")
    commit(root, TODAY)
    git(root, "branch", "--force", "main")
    settings = loader.load(root / "site/mkdocs.yml")
    rewrite(settings.docs)
    assert found(settings) == ["version-rewritten"]


@pytest.mark.parametrize("attributes", ["", "* -diff\n"])
def test_a_version_that_was_rewritten_by_a_move_is_known_after_the_merge(root: Path, attributes: str) -> None:
    settings = loader.load(to_other_pages(root))
    rewrite(settings.docs)
    put(root / ".gitattributes", attributes)
    commit(root, TODAY)
    git(root, "branch", "--force", "main")
    states, _ = versions.read(settings)
    [former] = DefaultBranch(settings, states).former
    assert former.state.released != states["privacy"][0].released


def test_a_new_site_has_no_versions_of_its_neighbors(root: Path) -> None:
    SmallSite(root / "new")
    settings = loader.load(root / "new/mkdocs.yml")
    rewrite(settings.docs)
    assert found(settings) == []
