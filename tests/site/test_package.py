"""The package, built and installed in an environment that has nothing of this repository: it makes a site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.project import SCRIPTS, environment, put

# What the package is built from; the rest of the repository is a site and tests.
SOURCES = ("pyproject.toml", "USE.md")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source distribution and the wheel that is built from it."""
    checkout, built = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("dist")
    for name in SOURCES:
        shutil.copy(SCRIPTS.parent / name, checkout)
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(SCRIPTS / "policysite", checkout / "scripts/policysite", ignore=ignored)
    shutil.copy(SCRIPTS / "package", checkout / "scripts")
    # The environment of the tests is the one that this script would install.
    (checkout / ".venv").symlink_to(sys.prefix)
    put(checkout / "scripts/install", "#!/bin/sh\n")
    (checkout / "scripts/install").chmod(0o755)
    run(checkout / "scripts/package", "--out-dir", built)
    return built


def run(command: str | Path, *arguments: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name(command) if isinstance(command, str) else command
    # The environment with the build backend, and with the programs that the package needs.
    programs = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    variables = environment(VIRTUAL_ENV=sys.prefix, PATH=programs, PYTHONPATH="", PYTHONDONTWRITEBYTECODE="1")
    result = subprocess.run(
        [program, *arguments], cwd=folder, env=variables, capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode in (0, 1), result.stdout + result.stderr
    return result


def test_the_package_has_every_file_of_the_generator_and_nothing_else(built: Path) -> None:
    package = SCRIPTS / "policysite"
    ours = {
        path.relative_to(SCRIPTS).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    (wheel,), (sources,) = built.glob("*.whl"), built.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        assert {name for name in archive.namelist() if ".dist-info/" not in name} == ours
    with tarfile.open(sources) as archive:
        files = {member.name.partition("/")[2] for member in archive if member.isfile()}
    kept = {name for name in files if not name.startswith("scripts/policysite.egg-info/")}
    assert kept == {f"scripts/{name}" for name in ours} | {*SOURCES, "PKG-INFO", "setup.cfg"}


def test_an_installed_package_makes_a_site(built: Path, tmp_path: Path) -> None:
    # An environment of its own, which finds the dependencies, but not the package that is installed beside them: in a
    # folder that a .pth file adds, Python reads no other .pth files, such as that of an editable installation.
    venv.create(tmp_path / "venv", symlinks=True)
    python = tmp_path / "venv/bin/python"
    paths = sysconfig.get_paths(vars={"base": str(tmp_path / "venv"), "platbase": str(tmp_path / "venv")})
    Path(paths["purelib"], "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (wheel,) = built.glob("*.whl")
    run("uv", "pip", "install", "--quiet", "--offline", "--no-deps", "--python", python, wheel)
    policy = python.with_name("policy")
    where = run(python, "-c", "import policysite; print(*policysite.__path__)", folder=tmp_path).stdout
    assert where.startswith(str(tmp_path))
    site = tmp_path / "site of a company"
    made = run(policy, "new", site, "--name", "Acme", "--languages", "fi,ar", "--lang", "en", folder=tmp_path)
    assert f"file://{wheel}" in (site / "requirements.txt").read_text(encoding="utf-8")
    assert "requirements.txt names a package on this computer" in made.stdout
    checked = run(policy, "check", "--lang", "en", folder=site)
    assert "[4/4] Links inside the site\nNo problems found in" in checked.stdout
    assert checked.stdout.endswith("Failed: Content of the pages.\n")
    assert 'lang="ar"' in (site / "site/ar/privacy/index.html").read_text(encoding="utf-8")
