"""A checkout: the same bytes on every system, and a folder with any name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.project import ROOT, git

FILES = {
    "scripts/serve": b"#!/bin/sh\nset -eu\n",
    "requirements.lock": b"a==1 \\\n    --hash=sha256:0\n",
    "mkdocs.yml": b"site_name: A\n",
    "docs/ru/privacy.md": "# Политика\n\nТекст.\n".encode(),
    "overrides/assets/icon.svg": b'<svg xmlns="http://www.w3.org/2000/svg">\n</svg>\n',
    # These have no zero byte, so that git would take them for text.
    "docs/assets/seal.png": b"\x89PNG\r\n\x1a\nIHDR\n",
    "docs/assets/letter.pdf": b"%PDF-1.7\r\n%%EOF\n",
}


def test_a_checkout_has_the_same_bytes_on_windows(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "core.autocrlf", "true")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "Add the site")
    for name in FILES:
        (tmp_path / name).unlink()
    git(tmp_path, "checkout", "--", ".")
    assert {name: (tmp_path / name).read_bytes() for name in FILES} == FILES


@pytest.mark.parametrize("attributes", [".gitattributes", "scripts/policysite/scaffold/files/dot_gitattributes"])
def test_git_keeps_the_approvals_of_both_sides_of_a_merge(tmp_path: Path, attributes: str) -> None:
    shutil.copy(ROOT / attributes, tmp_path / ".gitattributes")
    git(tmp_path, "init", "--quiet")
    shown = git(tmp_path, "check-attr", "merge", "docs/editorial/approvals.yml", "docs/editorial/versions.yml")
    assert [line.rpartition(": ")[2] for line in shown.splitlines()] == ["union", "unspecified"]


def test_the_package_is_installed_in_a_folder_with_any_name(tmp_path: Path) -> None:
    checkout = tmp_path / "политика сайта"
    package = checkout / "scripts/policysite"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    for name in ("pyproject.toml", "USE.md"):
        shutil.copy(ROOT / name, checkout)
    subprocess.run(
        [sys.executable, "-c", "from setuptools import build_meta; build_meta.build_editable('.')"],
        cwd=checkout,
        env={**os.environ, "LC_ALL": "C", "PYTHONWARNINGS": "ignore"},
        check=True,
        capture_output=True,
    )
    (wheel,) = checkout.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        # Python up to 3.12 reads these files in the encoding of the locale, and does not start if it cannot.
        paths = [archive.read(name) for name in archive.namelist() if name.endswith(".pth")]
    assert paths
    assert all(path.isascii() for path in paths)
