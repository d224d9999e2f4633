"""Small built sites, written by hand with their build manifest, and the findings of the link check in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policysite import build_manifest
from policysite.build_manifest import PublishedFile
from policysite.corpus import Settings
from policysite.findings import Finding
from policysite.links.checker import LinkChecker

from tests.example_site import settings
from tests.project import configuration, put

URL = "https://policy.example/sub/"
LANGUAGES = ("ru", "en")


def configured(root: Path, url: str = URL) -> Settings:
    """Write the configuration of a site in two languages, and return its settings."""
    for folder in ("docs", "overrides"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    put(root / "mkdocs.yml", configuration(LANGUAGES, url, markdown_extensions=["attr_list"]))
    return settings(root)


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        put(root / name, text)


def built(root: Path, files: Mapping[str, str], sources: Mapping[str, str] = {}, url: str = URL) -> Settings:
    """Write a site of these files, which was made from these sources, and return its settings.

    A source is published where MkDocs would publish it, if that is one of the files.
    """
    ours = configured(root, url)
    write(root, sources)
    write(root / "site", files)
    made = dict.fromkeys(files, PublishedFile()) | {
        _published_as(source): PublishedFile(source, _page(source) if source.endswith(".md") else None)
        for source in sources
    }
    build_manifest.write(root / "site", ours.url, build_manifest.inputs(ours), made)
    return ours


def _published_as(source: str) -> str:
    folder, _, path = source.partition("/")
    language, _, below = path.partition("/")
    if folder == "docs" and language in LANGUAGES:
        path = below if language == LANGUAGES[0] else path
    if not path.endswith(".md"):
        return path
    return path.removesuffix("index.md") + "index.html" if path.endswith("index.md") else f"{path[:-3]}/index.html"


def _page(source: str) -> tuple[str, str]:
    _, language, name = source.removesuffix(".md").split("/", 2)
    return language, name


def found(root: Path, files: Mapping[str, str], sources: Mapping[str, str] = {}, url: str = URL) -> list[Finding]:
    """Return the static findings in a site of these files, which was made from these sources."""
    return LinkChecker(built(root, files, sources, url), root / "site").static_findings()


def page(body: str = "", head: str = "", language: str = "ru") -> str:
    """Return a page in a language."""
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'
