"""An attack: what a hostile pull request changes in an honest site, and where the lint and the build report it."""

from __future__ import annotations

import enum
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tests.example_site import TODAY
from tests.project import Project
from tests.small_site import SmallSite

_SECURITY_TXT = "Contact: https://github.com/acme/privacy\nExpires: 2027-06-01T00:00:00Z\n"


class BuildStep(enum.Enum):
    """The steps of a build that refuse attacks even if nobody has checked the sources."""

    OUTPUT_CHECK = enum.auto()  # the output check refuses the built site
    LOADING = enum.auto()  # the build does not load the configuration
    READING = enum.auto()  # the build does not read the pages


@dataclass(frozen=True)
class Change:
    """A change of one file or folder of a site, at this path."""

    path: str
    apply: Callable[[Project], None]


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
            change.apply(changed)
        return changed

    def paths(self) -> set[PurePosixPath]:
        """Return the files and folders that it changes, and the files with its findings.

        For a finding in the built site this is the whole folder: any attack may change that site.
        """
        found = (place.partition(":")[0] for place in (self.stopped, self.refused) if place)
        paths = {*(change.path for change in self.changes), *found}
        return {PurePosixPath("" if path.startswith("site/") else path) for path in paths}


def all_of(attacks: Sequence[Attack]) -> Attack:
    """Return one attack of several that have no place in common."""
    return Attack("all", tuple(change for attack in attacks for change in attack.changes))


def groups(attacks: Iterable[Attack]) -> list[list[Attack]]:
    """Return attacks in groups to try together: of one step of a build, and of no path in or above that of another."""
    made: list[tuple[list[Attack], set[PurePosixPath], set[PurePosixPath]]] = []
    for attack in attacks:
        paths = attack.paths()
        above = paths.union(*(path.parents for path in paths))
        for group, others, above_others in made:
            is_apart = paths.isdisjoint(above_others) and above.isdisjoint(others)
            if is_apart and attack.refused_by is group[0].refused_by:
                group.append(attack)
                others |= paths
                above_others |= above
                break
        else:
            made.append(([attack], paths, above))
    return [group for group, _, _ in made]


def write(path: str, content: str | bytes) -> Change:
    """Write a file."""

    def change(site: Project) -> None:
        file = site.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    return Change(path, change)


def append(path: str, text: str) -> Change:
    """Add text at the end of a file."""
    return Change(path, lambda site: site.append(path, text))


def replace(path: str, old: str, new: str) -> Change:
    """Replace a text of a file."""
    return Change(path, lambda site: site.replace(path, old, new))


def link(path: str, target: str) -> Change:
    """Make a symbolic link, in place of the file or folder of that name."""

    def change(site: Project) -> None:
        if (site.folder / path).is_dir():
            shutil.rmtree(site.folder / path)
        (site.folder / path).unlink(missing_ok=True)
        (site.folder / path).symlink_to(target)

    return Change(path, change)


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
