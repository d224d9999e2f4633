"""Attributes of git that hide a change, or alter a text, are found where they are given to a file of the site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from policysite.config import loader
from policysite.corpus import Settings

from tests.example_site import TODAY
from tests.project import ROOT, commit, put
from tests.rules import findings_in
from tests.small_site import SmallSite


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return a site in a folder of its repository."""
    root = tmp_path_factory.mktemp("repository")
    site = SmallSite(root / "legal")
    site.write("docs/assets/seal.png", "")
    site.write("docs/en/index.docx", "")
    put(root / ".github/workflows/check.yml", "")
    put(root / "requirements.txt", "")
    commit(root, TODAY)
    return loader.load(site.config)


def found(site: Settings, attributes: str, below: str = "") -> list[str]:
    """Return the findings with these attributes at the top of the repository, and others in the folder of the site."""
    above = site.root.parent / ".gitattributes"
    put(above, attributes)
    put(site.root / ".gitattributes", below)
    hits = findings_in(site, "git-attribute-unsafe")
    return [f"{hit.path}:{hit.line} {hit.params['attribute']} {hit.params['file']}" for hit in hits]


PAGE = "docs/en/index.md"
UNSAFE = {
    "a change that is not shown": ("*.md -diff", f"-diff {PAGE}"),
    "a text as a binary file": ("legal/docs/en/** binary", f"-diff {PAGE}"),
    "a change that is folded": ("*.md linguist-generated", f"linguist-generated {PAGE}"),
    "a change that is folded on other hosts": ("*.md gitlab-generated=true", f"gitlab-generated=true {PAGE}"),
    "another encoding": ("*.md working-tree-encoding=UTF-7", f"working-tree-encoding=UTF-7 {PAGE}"),
    "a filter": ("*.md filter=lfs", f"filter=lfs {PAGE}"),
    "an expanded keyword": ("*.md ident", f"ident {PAGE}"),
    "other line ends": ("*.md text eol=crlf", f"eol=crlf {PAGE}"),
    "a record": ("versions.yml -diff", "-diff docs/editorial/versions.yml"),
    "the configuration": ("mkdocs.yml -diff", "-diff mkdocs.yml"),
    "an image of text": ("*.svg -diff", "-diff overrides/assets/icon.svg"),
    "an image that is folded": ("*.png linguist-generated", "linguist-generated docs/assets/seal.png"),
    "a workflow": ("/.github/** -diff", "-diff ../.github/workflows/check.yml"),
    "what is installed": ("requirements.txt linguist-generated", "linguist-generated ../requirements.txt"),
    "the attributes": (".gitattributes -diff", "-diff ../.gitattributes"),
    "a pattern in quotation marks": ('"legal/docs/en/index.md" -diff', f"-diff {PAGE}"),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_an_attribute_that_hides_or_alters_a_text_is_found(site: Settings, name: str) -> None:
    line, expected = UNSAFE[name]
    assert found(site, f"* text=auto eol=lf\n\n{line}\n*.woff2 binary\n") == [f"../.gitattributes:3 {expected}"]


def test_an_attribute_is_found_behind_a_name_for_several(site: Settings) -> None:
    attributes = "[attr]quiet -diff\n*.csv quiet\n*.md quiet\n"
    assert found(site, attributes) == [f"../.gitattributes:3 -diff {PAGE}"]


def test_each_attribute_is_found_once(site: Settings) -> None:
    attributes = "approvals.yml -diff\n*.md -diff ident\n"
    record = "docs/editorial/approvals.yml"
    assert found(site, attributes) == [f"../.gitattributes:1 -diff {record}", f"../.gitattributes:2 ident {PAGE}"]


def test_a_line_is_not_looked_for_in_a_file_without_end(site: Settings) -> None:
    assert found(site, f"{'# A comment.' * 10_000}\n*.md -diff\n") == [f"../.gitattributes:1 -diff {PAGE}"]


def test_the_nearest_file_decides(site: Settings) -> None:
    assert found(site, "*.md -diff\n", "*.md diff\n") == []
    assert found(site, "*.md diff\n", "*.md -diff\n") == [f".gitattributes:1 -diff {PAGE}"]


@pytest.mark.parametrize("pattern", ["[z-a]", "\\", "/a*b*c*d"])
def test_a_pattern_that_cannot_be_compared_may_be_above(site: Settings, pattern: str) -> None:
    assert found(site, f"{pattern} -diff\n*.md -diff\n") == [f"../.gitattributes:2 -diff {PAGE}"]


@pytest.mark.parametrize(
    "attributes",
    [
        (ROOT / ".gitattributes").read_text(encoding="utf-8"),
        (ROOT / "scripts/policysite/scaffold/files/dot_gitattributes").read_text(encoding="utf-8"),
        "*.png filter=lfs diff=lfs merge=lfs -text\n",
        "*.md text diff=markdown linguist-detectable -linguist-generated\n",
        "*.md linguist-generated=false -filter -ident !eol\n",
        "*.lock -diff\n/docs/** -diff\npackage.json linguist-generated\n",
        "*.md -diff\n*.md diff\n",
        "docs/** export-ignore export-subst linguist-documentation merge=union\n",
    ],
)
def test_other_attributes_are_permitted(site: Settings, attributes: str) -> None:
    assert found(site, attributes) == []


def test_attributes_of_this_computer_are_left_out(site: Settings, tmp_path: Path) -> None:
    root = shutil.copytree(site.root.parent, tmp_path / "repository")
    put(root / ".git/info/attributes", "*.md -diff\n")
    (root / ".gitattributes").unlink(missing_ok=True)
    (root / "legal/.gitattributes").unlink(missing_ok=True)
    assert list(findings_in(loader.load(root / "legal/mkdocs.yml"), "git-attribute-unsafe")) == []
