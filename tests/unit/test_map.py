"""The map in CONTRIBUTING.md names what there is, and every folder of the package; USE.md, what a site may use."""

from __future__ import annotations

import re

from policysite.config.options import EXAMPLES
from policysite.config.supported_extensions import SUPPORTED

from tests.project import ROOT

PACKAGE = ROOT / "scripts/policysite"
INDENT = 4
USE = (ROOT / "USE.md").read_text(encoding="utf-8")


def mapped() -> list[str]:
    """The paths of the map, in which a path is indented below its folder; `<lang>` stands for any name."""
    _, _, rest = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("```text\n")
    paths: list[str] = []
    folders: list[str] = []
    for line in rest.partition("```")[0].splitlines():
        folders[(len(line) - len(line.lstrip())) // INDENT :] = [line.split()[0]]
        paths.append(re.sub("<.*?>", "*", "".join(folders)))
    return paths


def test_everything_that_the_map_names_exists() -> None:
    # (In the checkout of another site, the texts and the look are others.)
    ours = [path for path in mapped() if path.startswith(("scripts/", "tests/"))]
    assert ours
    assert [path for path in ours if not list(ROOT.glob(path))] == []


def test_every_folder_and_module_of_the_package_is_on_the_map() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")} - {PACKAGE}
    modules = {path for path in PACKAGE.glob("*.py") if path.name != "__init__.py"}
    named = {ROOT / path for path in mapped()}
    assert (folders | modules) - named == set()


def test_the_documentation_names_every_supported_extension() -> None:
    assert [name for name in SUPPORTED if f"`{name}`" not in USE] == []


def test_the_documentation_has_every_option_of_the_plugin_with_its_example() -> None:
    rows = re.findall(r"^\| `([a-z_.]+)` \| `(.+?)` \|", USE, re.MULTILINE)
    assert rows == list(EXAMPLES.items())
