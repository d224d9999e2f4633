"""Small built sites, written by hand, and what the link check finds in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from policysite.corpus import Settings
from policysite.findings import Finding
from policysite.links.checker import Links

URL = "https://policy.example/sub/"
# What search needs in any site, here with nothing to find.
INDEX = {
    "pagefind/pagefind-entry.json": '{"languages": {}}',
    "pagefind/pagefind.js": "",
    "pagefind/pagefind-worker.js": "",
    "pagefind/wasm.unknown.pagefind": "",
}


def settings(root: Path, url: str = URL) -> Settings:
    """The settings of a site in two languages whose sources lie below a folder."""
    return Settings(
        root=root,
        config="mkdocs.yml",
        docs=root / "docs",
        languages=("ru", "en"),
        excluded=lambda path: path.parts[0].startswith("."),
        extensions=("attr_list", "tables"),
        extension_configs={},
        templates=root / "overrides",
        url=url,
    )


def write(root: Path, files: Mapping[str, str]) -> None:
    """Writes files below a folder."""
    for name, text in files.items():
        path = root / PurePosixPath(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(root: Path, files: Mapping[str, str], sources: Mapping[str, str] = {}, url: str = URL) -> list[Finding]:
    """What is found in a site of these files, which was made from these sources."""
    write(root / "site", {**INDEX, **files})
    write(root, {"mkdocs.yml": "site_name: x\n", **sources})
    return Links(settings(root, url), root / "site").first_opinion()


def page(body: str = "", head: str = "", language: str = "ru") -> str:
    """A page in a language."""
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'
