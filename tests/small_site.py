"""The smallest site that the tool accepts: a home page and a policy in two languages, approved."""

from __future__ import annotations

import functools
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.project import Project, Site, put

_VERSION = 'version: "1.0"\neffective_date: 2026-11-22\n'
_FILES = {
    "mkdocs.yml": """\
site_name: Policy
site_url: https://policy.example/legal/
exclude_docs: /editorial/
theme: {name: material, custom_dir: overrides, font: false, favicon: assets/icon.svg}
nav: [index.md, privacy.md]
plugins:
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      languages:
        - {locale: en, name: English, default: true}
        - {locale: ru, name: Русский, site_name: Политика}
  - policy
markdown_extensions: [attr_list]
""",
    "overrides/assets/icon.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>\n',
    "docs/en/index.md": """\
---
title: In brief
description: Our policy in brief.
---

# In brief { #index }

We answer requests.
""",
    "docs/ru/index.md": """\
---
title: Коротко
description: Наша политика коротко.
---

# Коротко { #index }

Мы отвечаем на обращения.
""",
    "docs/en/privacy.md": """\
---
title: Policy
description: How we treat requests.
version: "1.0"
effective_date: 2026-11-22
---

# Policy { #privacy }

## Requests { #requests }

We keep every request for a year.
""",
    "docs/ru/privacy.md": """\
---
title: Политика
description: Как мы обращаемся с обращениями.
version: "1.0"
effective_date: 2026-11-22
---

# Политика { #privacy }

## Обращения { #requests }

Мы храним каждое обращение год.
""",
}


class SmallSite(Project):
    """The site in a folder, to change and to run commands on."""

    def __init__(self, folder: Path, *, versioned: bool = True) -> None:
        super().__init__(folder)
        for path, text in _made(versioned).items():
            put(folder / path, text)

    def published(self) -> dict[str, bytes]:
        """The files of the built site."""
        return Site(self.folder / "site").files()


@functools.cache
def _made(versioned: bool) -> dict[str, str]:
    """Approve and release the site, and return its files."""
    with TemporaryDirectory() as folder:
        site = Project(Path(folder))
        for path, text in _FILES.items():
            site.write(path, text if versioned else text.replace(_VERSION, ""))
        assert site.policy("approve", "--all") == 0
        if versioned:
            assert site.policy("release", "privacy") == 0
        files = (path for path in sorted(site.folder.rglob("*")) if path.is_file())
        return {path.relative_to(site.folder).as_posix(): path.read_text(encoding="utf-8") for path in files}
