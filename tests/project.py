"""A project folder and the site built from it, and the fixture site that the tests of the generator use."""

from __future__ import annotations

import datetime
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from unittest.mock import patch

import yaml
from filelock import FileLock
from policysite.cli import main
from policysite.site.build import build
from selectolax.lexbor import LexborHTMLParser, LexborNode

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "scripts"
FIXTURES = ROOT / "tests/fixtures"
# The fixture site: its folder, its languages (the original first), its pages, and where it is published.
TOOLSHARE = FIXTURES / "toolshare"
# All fixture sites that can be built.
FIXTURE_SITES = (TOOLSHARE, *(FIXTURES / name for name in ("archive", "library", "museum")))
LANGUAGES = ("en", "ru")
ORIGINAL, TRANSLATION = LANGUAGES
NAMES = ("index", "terms", "questions", "history")
BASE_PATH = "/toolshare/"
BASE_URL = f"https://legal.example{BASE_PATH}"
# The day of the only commit in the git history of the site that `conftest.site` builds.
COMMIT_DAY = datetime.date(2026, 3, 2)
# A page's language and its name in that language's folder.
PageName: TypeAlias = tuple[str, str]
PAGES: list[PageName] = [(language, name) for language in LANGUAGES for name in NAMES]


def page_path(language: str, name: str) -> str:
    """Return the path of a page of the fixture site below the site's root."""
    return ("" if language == ORIGINAL else f"{language}/") + ("" if name == "index" else f"{name}/")


@dataclass(frozen=True)
class Site:
    """A built site."""

    folder: Path

    def text(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def html(self, language: str, name: str) -> LexborHTMLParser:
        return self.page(page_path(language, name))

    def page(self, path: str) -> LexborHTMLParser:
        """Return the page with this URL below the root of the site."""
        return LexborHTMLParser(self.text(f"{path}index.html"))

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


def environment(**variables: str) -> dict[str, str]:
    """The environment of a build: what a build may read comes from the test, not from where the test runs."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "SOURCE_DATE_EPOCH")}
    return {**kept, "LC_ALL": "en_US.UTF-8", "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", **variables}


def configuration(
    languages: Sequence[str], url: str, options: Mapping[str, Any] = {}, given: str = "", **settings: object
) -> str:
    """Return the text of the `mkdocs.yml` of a site.

    Args:
        languages: the codes of its languages, the original first.
        url: its URL.
        options: the options of our plugin.
        given: its first lines; what they set is not set again.
        settings: more of its settings.
    """
    i18n = {
        "docs_structure": "folder",
        "fallback_to_default": False,
        "languages": [
            {"locale": each, "name": each, "site_name": each, "default": each == languages[0]} for each in languages
        ],
    }
    ours = {
        "plugins": [{"policy": dict(options)}, {"i18n": i18n}],
        "site_name": "Policy",
        "site_url": url,
        "exclude_docs": "/editorial/\n!/.well-known/\n",
        "theme": {"name": "material", "custom_dir": "overrides", "font": False},
        **settings,
    }
    missing = {name: value for name, value in ours.items() if not re.search(rf"^{name}:", given, re.MULTILINE)}
    return given + yaml.dump(missing, Dumper=yaml.CSafeDumper, sort_keys=False)


def put(path: Path, text: str) -> None:
    """Write a file, and make its folder where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Project:
    """A folder with docs/, overrides/ and mkdocs.yml."""

    folder: Path

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file in one step, so that a server that watches the project builds it once."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        unwatched = self.folder / ".written"
        unwatched.write_text(text, encoding="utf-8")
        unwatched.replace(self.folder / path)

    def append(self, path: str, text: str) -> None:
        self.write(path, self.read(path) + text)

    def replace(self, path: str, old: str, new: str) -> None:
        """Replace every occurrence of a text, which must be there."""
        text = self.read(path)
        assert old in text, f"{path} has no {old!r}"
        self.write(path, text.replace(old, new))

    @property
    def config(self) -> Path:
        return self.folder / "mkdocs.yml"

    def git(self, *arguments: str, given: str = "", **variables: str) -> str:
        """Run git in the folder, and return what it prints."""
        return git(self.folder, *arguments, given=given, **variables)

    def policy(self, *arguments: str) -> int:
        """Run our command in this process and return its exit code."""
        return main(["-f", str(self.config), *arguments])

    def run(self, *arguments: str, code: int = 0) -> tuple[str, str]:
        """Run our command, which must end with this exit code, and return its output and its errors."""
        ended, output, errors = self.captured(*arguments)
        assert ended == code, output + errors
        return output, errors

    def printed(self, *arguments: str, code: int = 0) -> str:
        """Run our command, and return its output."""
        return self.run(*arguments, code=code)[0]

    def errors(self, *arguments: str, code: int = 2) -> str:
        """Run our command, which cannot do its job unless another exit code is given, and return its errors."""
        return self.run(*arguments, code=code)[1]

    def lint(self) -> list[dict[str, Any]]:
        """Return the findings of the lint, as programs read them."""
        _, output, _ = self.captured("lint", "--format", "json")
        found: list[dict[str, Any]] = json.loads(output)
        return found

    def captured(self, *arguments: str) -> tuple[int, str, str]:
        """Run our command, and return its exit code, its output and its errors."""
        streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2)]
        with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
            code = self.policy(*arguments)
        for stream in streams:
            stream.seek(0)
        output, errors = (stream.read() for stream in streams)
        return code, output, errors

    def mkdocs(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", *arguments],
            cwd=self.folder,
            env=environment(**variables),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def build(self) -> Site:
        """Build the site in this process, which must succeed without a warning of MkDocs."""
        with patch.dict(os.environ, environment(), clear=True):
            return Site(build(self.config).folder)

    def build_with_mkdocs(self, site_dir: Path, **variables: str) -> Site:
        """Build the site as users of MkDocs do, which must succeed without a warning."""
        result = self.mkdocs("build", "--strict", "--site-dir", str(site_dir), **variables)
        assert result.returncode == 0, result.stderr
        return Site(site_dir)


def copied(source: Path, folder: Path) -> Project:
    """Copy the pages, the look and the configuration of a project, whose `security.txt` is valid for half a year."""
    folder.mkdir(parents=True)
    for name in ("docs", "overrides"):
        if (source / name).exists():
            shutil.copytree(source / name, folder / name, symlinks=True)
    shutil.copy(source / "mkdocs.yml", folder)
    project = Project(folder)
    security = "docs/.well-known/security.txt"
    if (folder / security).exists():
        expires = datetime.date.today() + datetime.timedelta(days=180)
        project.write(security, re.sub("(?m)^Expires: .*", f"Expires: {expires}T00:00:00Z", project.read(security)))
    return project


def git(folder: Path, *arguments: str, given: str = "", **variables: str) -> str:
    """Run git in a folder, as its author A unless variables say otherwise, and return what it prints."""
    settings = {
        "user.name": "A",
        "user.email": "a@a.example",
        "init.defaultBranch": "main",
        "protocol.file.allow": "always",
    }
    options = [option for name, value in settings.items() for option in ("-c", f"{name}={value}")]
    return subprocess.run(
        ["git", "-C", str(folder), *options, *arguments],
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, **variables},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.rstrip("\n")


def commit(folder: Path, day: datetime.date) -> None:
    """Commit all files of a folder, on the branch `main` if it is no git repository yet."""
    git(folder, "init", "--quiet", "--template=")  # without examples of hooks, which every copy would have
    git(folder, "add", ".")
    date = f"{day}T12:00:00Z"
    command = ("commit", "--quiet", "--message", "Add the site")
    git(folder, *command, GIT_AUTHOR_DATE=date, GIT_COMMITTER_DATE=date)


def made_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Return a folder that all test processes share, filled by the first of them that needs it."""
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            make(unfinished)
            unfinished.rename(folder)
    return folder


def text_of(node: LexborNode) -> str:
    """A node's text with its white space folded."""
    return re.sub(r"\s+", " ", node.text().replace("\N{SOFT HYPHEN}", "")).strip()
