"""Files of a configuration to be checked or loaded."""

from __future__ import annotations

import re
from pathlib import Path

from policysite.config import rules

SITE = """\
site_name: Policy
site_url: https://policy.example/legal/
theme: {name: material, custom_dir: own}
plugins:
  - i18n:
      docs_structure: folder
      languages:
        - {locale: en, name: English}
        - {locale: ru, name: Русский, default: true}
  - policy:
      questions: [faq]
      links: {age: 9}
"""
FOLDER = "folder-unsuitable"


def found(folder: Path, files: dict[str, str]) -> list[tuple[str, int, int, str]]:
    """The findings in a part of a configuration; keys such as `a` and `l1` stand for any known option."""
    write(folder, files)
    return [
        (each.path, each.line, each.column, each.rule)
        for each in rules.findings(folder / "mkdocs.yml")
        if each.rule != "option-missing"
        and (each.rule != "option-unknown" or not re.fullmatch("[a-z][0-9]?", each.params["key"]))
    ]


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write the files of a site and return its `mkdocs.yml`."""
    for name in ("docs", "own", "a/b", "text", "text-look"):
        (folder / name).mkdir(exist_ok=True, parents=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "mkdocs.yml"
