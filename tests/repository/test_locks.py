"""The lock files have every dependency of `pyproject.toml`, in a version that it allows, with hashes."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
EXTRAS = PROJECT["optional-dependencies"]
# What each lock file is made from: see `scripts/lock`.
REQUIRED = {
    "requirements.lock": [*PROJECT["dependencies"], *EXTRAS["install"]],
    "requirements-dev.lock": [*PROJECT["dependencies"], *EXTRAS["install"], *EXTRAS["dev"]],
    "requirements-engine.lock": PYPROJECT["dependency-groups"]["engine"],
}
# A requirement with its hashes and, in comments, what needs it.
ENTRY = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[\w.+!-]+)(?P<marker> ; [^\\\n]+)? \\\n"
    r"(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
    r"    # via(?P<needed>(?: .*\n|\n(?:    #   .*\n)+))",
    re.MULTILINE,
)
LOCKED = {file: (ROOT / file).read_text(encoding="utf-8") for file in REQUIRED}


def locked(file: str) -> dict[str, str]:
    """Return the version of each package in a lock file, by its canonical name."""
    return {canonicalize_name(entry["name"]): entry["version"] for entry in ENTRY.finditer(LOCKED[file])}


def required(file: str) -> list[Requirement]:
    return [Requirement(each) for each in REQUIRED[file]]


def test_every_lock_file_is_tested() -> None:
    assert {path.name for path in ROOT.glob("requirements*.lock")} == REQUIRED.keys()


@pytest.mark.parametrize("file", REQUIRED)
def test_every_dependency_is_locked_in_a_version_that_is_allowed(file: str) -> None:
    versions = locked(file)
    assert [
        str(each) for each in required(file) if versions.get(canonicalize_name(each.name), "") not in each.specifier
    ] == []


@pytest.mark.parametrize("file", REQUIRED)
def test_nothing_is_locked_for_this_project_that_it_does_not_name(file: str) -> None:
    ours = {
        canonicalize_name(entry["name"])
        for entry in ENTRY.finditer(LOCKED[file])
        if re.search(rf"\b{PROJECT['name']} \(pyproject\.toml", entry["needed"])
    }
    assert ours == {canonicalize_name(each.name) for each in required(file)}


@pytest.mark.parametrize("file", REQUIRED)
def test_a_lock_file_has_nothing_but_versions_with_hashes(file: str) -> None:
    left = ENTRY.sub("", LOCKED[file])
    assert [line for line in left.splitlines() if line and not line.startswith("#")] == []


def test_both_lock_files_have_the_same_versions() -> None:
    site, tests = locked("requirements.lock"), locked("requirements-dev.lock")
    assert site.items() <= tests.items()


def test_the_package_imports_nothing_that_the_site_is_installed_without() -> None:
    """The environment of the tests has more packages than the one that publishes the site."""
    installed = locked("requirements.lock").keys() | locked("requirements-engine.lock").keys()
    distributions = metadata.packages_distributions()
    missing = {
        module
        for path in (ROOT / "scripts/policysite").rglob("*.py")
        for module in imported(path) - sys.stdlib_module_names - {PROJECT["name"]}
        if installed.isdisjoint(map(canonicalize_name, distributions.get(module, [module])))
    }
    assert missing == set()


def imported(path: Path) -> set[str]:
    """Return the names of the packages that a module imports."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    modules = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    modules += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {module.partition(".")[0] for module in modules}
