"""Imports in the package point downwards: a module imports only its own part and parts of lower layers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.project import ROOT

PACKAGE = ROOT / "scripts/policysite"
# The parts of the package from the highest layer to the lowest. Parts of one layer do not import each other.
LAYERS = (
    ("cli", "link_issue"),
    ("commands",),
    ("arguments", "output"),
    ("rulebook",),
    ("lint", "links", "live", "scaffold", "site"),
    ("history", "output_check", "site_labels"),
    ("build_manifest", "carry_over", "config", "status"),
    ("approvals", "contacts", "suppressions", "typography"),
    ("corpus", "git", "installed"),
    ("errors", "files"),
    ("findings", "parallel"),
    ("messages",),
    ("languages",),
)
LAYER = {part: number for number, parts in enumerate(LAYERS) for part in parts}


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the names of the modules that a module imports, and of what it imports from them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_part_of_the_package_has_a_layer() -> None:
    modules = {part_of(path) for path in PACKAGE.rglob("*.py")} - {"__init__"}
    assert modules == LAYER.keys()


def test_imports_point_downwards() -> None:
    upwards = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for name in imported(path)
        for part in [name.removeprefix("policysite.").split(".")[0]]
        if name.startswith("policysite.") and part != part_of(path) and LAYER[part] <= LAYER[part_of(path)]
    ]
    assert upwards == []
