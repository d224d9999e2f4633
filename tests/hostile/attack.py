"""An attack: what a hostile pull request changes in an honest site, and where the lint and the build report it."""

from __future__ import annotations

import enum
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.example_site import TODAY
from tests.project import Project
from tests.small_site import SmallSite

Change = Callable[[Project], None]

_SECURITY_TXT = "Contact: https://github.com/acme/privacy\nExpires: 2027-06-01T00:00:00Z\n"


class BuildStep(enum.Enum):
    """The steps of a build that refuse attacks even if nobody has checked the sources."""

    OUTPUT_CHECK = enum.auto()  # the output check refuses the built site
    LOADING = enum.auto()  # the build does not load the configuration
    READING = enum.auto()  # the build does not read the pages


@dataclass(frozen=True)
class Attack:
    """An attack.

    Attributes:
        name: what it tries.
        changes: what the pull request changes.
        stopped: the finding that stops it before the build, as `path:line rule`; empty if any error in its file does.
        refused: the finding of the output check, which refuses the built site; empty if any in that file does.
        refused_by: the step of a build that refuses it if nobody has checked the sources.
        unrefused: why it does not matter that a build does not refuse it; empty if it does.
    """

    name: str
    changes: tuple[Change, ...]
    stopped: str = ""
    refused: str = ""
    refused_by: BuildStep = BuildStep.OUTPUT_CHECK
    unrefused: str = ""

    def applied(self, site: Project, folder: Path) -> Project:
        """Return a copy of a site with the changes."""
        shutil.copytree(site.folder, folder, symlinks=True)
        changed = Project(folder)
        for change in self.changes:
            change(changed)
        return changed


def all_of(attacks: Sequence[Attack]) -> Attack:
    """Return one attack of several that have no place in common."""
    return Attack("all", tuple(change for attack in attacks for change in attack.changes))


def write(path: str, content: str | bytes) -> Change:
    """Write a file."""

    def change(site: Project) -> None:
        file = site.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    return change


def append(path: str, text: str) -> Change:
    """Add text at the end of a file."""
    return lambda site: site.append(path, text)


def replace(path: str, old: str, new: str) -> Change:
    """Replace a text of a file."""
    return lambda site: site.replace(path, old, new)


def link(path: str, target: str) -> Change:
    """Make a symbolic link, in place of the file or folder of that name."""

    def change(site: Project) -> None:
        if (site.folder / path).is_dir():
            shutil.rmtree(site.folder / path)
        (site.folder / path).unlink(missing_ok=True)
        (site.folder / path).symlink_to(target)

    return change


def honest_site(folder: Path) -> Project:
    """Write the site that the attacks change: all that a site can have is configured."""
    site = SmallSite(folder)
    site.replace(
        "mkdocs.yml",
        "  - policy\n",
        "  - policy:\n"
        "      contact_url: https://github.com/acme/privacy\n"
        "      contacts: [privacy@policy.example, +7 495 000-00-00, '@acme']\n"
        "      environment: [SITE_URL]\n",
    )
    site.replace("mkdocs.yml", "https://policy.example/legal/", "!ENV [SITE_URL, 'https://policy.example/legal/']")
    site.replace("mkdocs.yml", "[attr_list]", "[admonition, attr_list, footnotes, pymdownx.superfences, tables, toc]")
    site.replace("mkdocs.yml", "exclude_docs: /editorial/", 'exclude_docs: "/editorial/\\n!/.well-known/"')
    site.write("docs/.well-known/security.txt", _SECURITY_TXT)
    record = "docs/editorial/versions.yml"
    site.write(record, re.sub("released: [0-9-]+", f"released: {TODAY.isoformat()}", site.read(record)))
    return site
