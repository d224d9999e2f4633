"""The map in CONTRIBUTING.md names every module of the package, each once and where it lies."""

from __future__ import annotations

from collections.abc import Iterator

from tests.project import ROOT

PACKAGE = "scripts/policysite/"
INDENT = 4


def mapped() -> Iterator[str]:
    """The paths of the map, as deep as they are indented."""
    _, _, rest = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("```text\n")
    above: list[str] = []
    for line in rest.partition("```")[0].splitlines():
        name = line.split()[0]
        above[(len(line) - len(line.lstrip())) // INDENT :] = [name]
        yield "".join(above)


def test_the_map_names_every_module_once() -> None:
    package = ROOT / PACKAGE
    modules = {PACKAGE + path.relative_to(package).as_posix() for path in package.rglob("*.py")}
    named = [path for path in mapped() if path.startswith(PACKAGE) and path.endswith(".py")]
    assert sorted(named) == sorted(module for module in modules if not module.endswith("__init__.py"))
