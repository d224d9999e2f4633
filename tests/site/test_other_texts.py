"""The tests of the generator pass whatever stands in docs/, overrides/ and mkdocs.yml."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.project import ROOT, TOOLSHARE, copied, environment

COPIED = (
    ".ci",
    ".gitattributes",
    ".github",
    "CONTRIBUTING.md",
    "README.md",
    "USE.md",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements-engine.lock",
    "requirements.lock",
    "scripts",
    "tests",
)
# What a test has in its code that reads files of this repository, other than those that are the same beside any site;
# and a test that builds a site.
READS_CHECKOUT = re.compile(
    r'^(?!from |import ).*\b(?:ROOT|__file__)\b(?! / "(?:\.git|requirements|scripts))', re.MULTILINE
)
BUILDS = "tests/site/test_builds.py::test_pages_can_be_files_rather_than_folders"
# The languages of the site, under other names.
OTHER_NAMES = {"name: English": "name: British English", "name: Русский": "name: Русский язык"}


def test_the_tests_pass_with_the_site_of_another_company(tmp_path: Path) -> None:
    checkout = copied(TOOLSHARE, tmp_path / "checkout").folder
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("*.egg-info"))
        else:
            shutil.copy(ROOT / name, checkout)
    configuration = (checkout / "mkdocs.yml").read_text(encoding="utf-8")
    for name, other in OTHER_NAMES.items():
        assert name in configuration
        configuration = configuration.replace(name, other)
    (checkout / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    ours = Path(__file__).relative_to(ROOT)
    modules = [path.relative_to(checkout) for path in sorted((checkout / "tests").rglob("test_*.py"))]
    modules = [path for path in modules if path.parts[1] not in ("browser", "content")]
    chosen = [
        path
        for path in modules
        if path != ours and READS_CHECKOUT.search((checkout / path).read_text(encoding="utf-8"))
    ]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", BUILDS, *chosen],
        cwd=checkout,
        env=environment(PYTHONPATH=str(checkout / "scripts")),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
