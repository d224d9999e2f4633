from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from policysite import build_manifest
from policysite.build_manifest import PublishedFile
from policysite.config import loader
from policysite.corpus import Settings
from policysite.errors import ToolError

from tests.project import configuration, put

SOURCES = {
    "mkdocs.yml": "INHERIT: base.yml\nsite_name: Policies\n",
    "base.yml": configuration(["en"], "https://policy.example/", exclude_docs="/drafts/\n"),
    "docs/en/privacy.md": "# Privacy\n\nWe store requests for 90 days.\n",
    "docs/assets/seal.svg": "<svg/>",
    "docs/editorial/approvals.yml": "# approvals\n",
    "docs/editorial/exceptions.yml": "# exceptions\n",
    "docs/editorial/versions.yml": "# versions\n",
    "docs/editorial/wordlist.txt": "screenshot\n",
    "overrides/footer-end.html": "<p>Acme</p>",
}
SITE = {"privacy/index.html": "<h1>Privacy</h1>", "assets/seal.svg": "<svg/>", "pagefind/pagefind.js": "export {}"}
MADE = {
    "privacy/index.html": PublishedFile("docs/en/privacy.md", ("en", "privacy"), indexed=True),
    "assets/seal.svg": PublishedFile("docs/assets/seal.svg"),
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a project that has been built, and lies in a folder."""
    for name, text in (SOURCES | {f"site/{name}": text for name, text in SITE.items()}).items():
        put(tmp_path / name, text)
    settings = loader.load(tmp_path / "mkdocs.yml")
    build_manifest.write(
        tmp_path / "site",
        settings.url,
        build_manifest.inputs(settings),
        {**MADE, "gone.html": PublishedFile("x")},
    )
    return settings


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def outdated(settings: Settings) -> list[str]:
    return build_manifest.read(settings.root / "site").outdated(settings)


def test_every_published_file_has_its_digest_its_source_and_its_page(settings: Settings) -> None:
    manifest = build_manifest.read(settings.root / "site")
    assert manifest.url == "https://policy.example/"
    assert manifest.files == {
        name: replace(MADE.get(name, PublishedFile()), sha256=sha256(text)) for name, text in SITE.items()
    }


def test_every_file_that_the_build_reads_is_an_input_and_no_other(settings: Settings) -> None:
    inputs = build_manifest.read(settings.root / "site").inputs
    assert {path: digest for path, digest in inputs.items() if ":" not in path} == {
        path: sha256(text) for path, text in SOURCES.items() if path != "docs/editorial/wordlist.txt"
    }
    package = {path for path in inputs if path.startswith("policysite:")}
    assert {"policysite:theme/base.html", "policysite:theme/assets/site.css"} <= package
    assert {"policysite:languages/labels/en.toml", "policysite:languages/lexicon/en.toml"} <= package
    assert not [path for path in package if path.endswith(".py")]


def test_a_site_is_not_outdated_when_nothing_has_changed(settings: Settings) -> None:
    assert outdated(settings) == []


@pytest.mark.parametrize("path", [path for path in SOURCES if path != "docs/editorial/wordlist.txt"])
def test_a_change_of_any_input_is_noticed(settings: Settings, path: str) -> None:
    put(settings.root / path, SOURCES[path].replace("9", "6") + " ")
    assert outdated(settings) == [path]


def test_new_and_deleted_inputs_are_noticed(settings: Settings) -> None:
    put(settings.root / "docs/en/faq.md", "# FAQ\n")
    (settings.root / "overrides/footer-end.html").unlink()
    assert outdated(settings) == ["docs/en/faq.md", "overrides/footer-end.html"]


@pytest.mark.parametrize(
    "path", ["docs/editorial/wordlist.txt", "docs/editorial/glossary.yml", "docs/drafts/new.md", "README.md"]
)
def test_a_file_that_the_build_does_not_read_does_not_count(settings: Settings, path: str) -> None:
    put(settings.root / path, "changed\n")
    assert outdated(settings) == []


def test_the_same_site_has_the_same_manifest(settings: Settings) -> None:
    path = settings.root / "site" / build_manifest.NAME
    before = path.read_bytes()
    manifest = build_manifest.read(settings.root / "site")
    made = dict(reversed(manifest.files.items()))
    build_manifest.write(settings.root / "site", settings.url, build_manifest.inputs(settings), made)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", '{"format": 1}', '{"format": 1, "url": "", "files": {"a": {"source": "b"}}, "inputs": {}}'],
)
def test_a_manifest_that_cannot_be_read_is_refused(settings: Settings, text: str) -> None:
    put(settings.root / "site" / build_manifest.NAME, text)
    with pytest.raises(ToolError, match=rf"no_manifest.*{build_manifest.NAME}"):
        build_manifest.read(settings.root / "site")


def test_a_manifest_of_another_format_is_refused(settings: Settings) -> None:
    path = settings.root / "site" / build_manifest.NAME
    put(path, json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"format": 2}))
    with pytest.raises(ToolError, match=r"no_manifest.*format 2"):
        build_manifest.read(settings.root / "site")


def test_a_site_without_a_manifest_is_refused(settings: Settings) -> None:
    (settings.root / "site" / build_manifest.NAME).unlink()
    with pytest.raises(ToolError, match="no_manifest"):
        build_manifest.read(settings.root / "site")
