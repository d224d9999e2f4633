"""ProperDocs takes the place of MkDocs, and `scripts/engines` compares the sites that both build."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from pathlib import Path

import mkdocs
import pytest
from policysite.site import mkdocs_log

from tests import engines
from tests.project import ROOT, environment, put


@pytest.fixture
def properdocs(tmp_path: Path) -> Path:
    """A folder with a package that takes the place of MkDocs, as ProperDocs does, but is MkDocs in all else."""
    put(tmp_path / "properdocs/__init__.py", "")
    put(tmp_path / "properdocs/replacement.py", "import mkdocs\nmkdocs.__name__ = 'properdocs'\n")
    return tmp_path


@pytest.mark.parametrize(
    ("imports", "engine"), [("policysite, mkdocs", "properdocs"), ("mkdocs, policysite", "mkdocs")]
)
def test_properdocs_takes_the_place_of_mkdocs_unless_mkdocs_is_running(
    properdocs: Path, imports: str, engine: str
) -> None:
    command = [sys.executable, "-c", f"import {imports}; print(mkdocs.__name__)"]
    variables = environment(PYTHONPATH=str(properdocs))
    assert subprocess.run(command, env=variables, capture_output=True, check=True, text=True).stdout.strip() == engine


def test_the_warnings_of_every_engine_are_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mkdocs, "__name__", "properdocs")
    with mkdocs_log.collected() as warnings:
        logging.getLogger("properdocs.structure.pages").warning("A page has no title")
    assert warnings == ["A page has no title"]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"a.html": b"<p>One</p>", "b.css": b""}, []),
        ({"a.html": b"<p>Two</p>", "b.css": b""}, ["a.html: from byte 3 on b'One</p>' and b'Two</p>'"]),
        ({"a.html": b"<p>One</p> ", "b.css": b""}, ["a.html: from byte 10 on b'' and b' '"]),
        ({"a.html": b"<p>One</p>"}, ["b.css: only in the first site"]),
        ({"a.html": b"<p>One</p>", "b.css": b"", "c.js": b""}, ["c.js: only in the second site"]),
    ],
)
def test_every_difference_of_two_sites_is_named(other: dict[str, bytes], expected: list[str]) -> None:
    assert list(engines.differences({"a.html": b"<p>One</p>", "b.css": b""}, other)) == expected


def test_a_comparison_of_an_engine_with_itself_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["engines", str(tmp_path)])
    assert engines.main() == 2
    assert capsys.readouterr().err == f"Both builds would be made with mkdocs {mkdocs.__version__}.\n"


def test_a_build_that_fails_is_no_difference(
    properdocs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(properdocs / "site/mkdocs.yml", "site_name: A site without pages\n")
    monkeypatch.setattr(engines, "SITES", [properdocs / "site"])
    monkeypatch.setattr(sys, "argv", ["engines", str(properdocs)])
    assert engines.main() == 2
    assert "mkdocs.yml" in capsys.readouterr().err


@pytest.mark.parametrize("failing", ["scripts/install", ".venv/bin/uv"])
def test_packages_that_cannot_be_installed_are_no_difference(tmp_path: Path, failing: str) -> None:
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/engines", tmp_path / "scripts")
    for name in ("scripts/install", ".venv/bin/uv", ".venv/bin/python"):
        put(tmp_path / name, f"#!/bin/sh\nexit {int(name == failing)}\n")
        (tmp_path / name).chmod(0o755)
    assert subprocess.run(["scripts/engines"], cwd=tmp_path, check=False).returncode == 2
