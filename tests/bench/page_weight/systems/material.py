"""Material for MkDocs with its search: the same text, menus, languages and extensions.

Its fonts are off: by default it loads them from Google, which a measurement on loopback cannot reach.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

from tests.bench.page_weight.systems.ours import HOST
from tests.project import LANGUAGES, TOOLSHARE, Project


def build(folder: Path) -> Path:
    """Build the text with Material's own templates and scripts."""
    for language in LANGUAGES:
        shutil.copytree(TOOLSHARE / "docs" / language, folder / "docs" / language, dirs_exist_ok=True)
    shutil.copytree(TOOLSHARE / "docs/assets", folder / "docs/assets", dirs_exist_ok=True)
    project = Project(folder)
    project.write("mkdocs.yml", yaml.safe_dump(_settings(), allow_unicode=True))
    result = project.mkdocs("build", "--quiet")
    if result.returncode:
        raise RuntimeError(result.stderr)
    return folder / "site"


def _settings() -> dict[str, object]:
    ours = yaml_load((TOOLSHARE / "mkdocs.yml").read_text(encoding="utf-8"))
    languages = next(plugin for plugin in ours["plugins"] if isinstance(plugin, dict) and "i18n" in plugin)
    return {
        **{name: ours[name] for name in ("site_name", "nav", "markdown_extensions")},
        "site_url": HOST,
        "theme": {"name": "material", "language": ours["theme"]["language"], "font": False},
        "plugins": ["search", languages],
    }
