"""A project folder and the site that MkDocs builds from it, for tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

ROOT = Path(__file__).parents[1]
LANGUAGES = ("ru", "en")
NAMES = ("index", "privacy", "faq", "changes")
PATH = "/botblocker-privacy/"
BASE = f"https://policy.example{PATH}"
# A page's language and its name in that language's folder.
PageName: TypeAlias = tuple[str, str]
PAGES: list[PageName] = [(language, name) for language in LANGUAGES for name in NAMES]


def address(language: str, name: str) -> str:
    """Where a page is published, below the site's root."""
    return ("" if language == "ru" else f"{language}/") + ("" if name == "index" else f"{name}/")


@dataclass(frozen=True)
class Site:
    """A built site."""

    folder: Path

    def text(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def html(self, language: str, name: str) -> LexborHTMLParser:
        return LexborHTMLParser(self.text(address(language, name) + "index.html"))

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


def environment(**variables: str) -> dict[str, str]:
    """The environment that a site is built in: what a build may take in comes from the test, not from where it runs."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "SOURCE_DATE_EPOCH")}
    return {**kept, "LC_ALL": "en_US.UTF-8", "PYTHONUTF8": "1", **variables}


@dataclass(frozen=True)
class Project:
    """A folder with docs/, overrides/ and mkdocs.yml."""

    folder: Path

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Replaces text that must be there, in every place."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text, f"{path} has no {old!r}"
        self.write(path, text.replace(old, new))

    def mkdocs(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", *arguments],
            cwd=self.folder,
            env=environment(**variables),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def build(self, *arguments: str, site_dir: Path | None = None, **variables: str) -> Site:
        """The site, which must build without a warning."""
        result = self.mkdocs("build", "--strict", *arguments, **variables)
        assert result.returncode == 0, result.stderr
        return Site(site_dir or self.folder / "site")


def text_of(node: LexborNode) -> str:
    """A node's text with its white space folded."""
    return re.sub(r"\s+", " ", node.text().replace("\N{SOFT HYPHEN}", "")).strip()
