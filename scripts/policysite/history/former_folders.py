"""The configuration of a site at a commit, and where its pages were: both may have been moved since.

Where git cannot read the commit, a `GitError` is raised.
"""

from __future__ import annotations

import os
import posixpath
import tempfile
from collections.abc import Iterator
from pathlib import Path

from policysite import files
from policysite.config import sources
from policysite.corpus import Settings
from policysite.corpus.settings import EDITORIAL, VERSIONS
from policysite.git import files_at, place_of, text_at

_RECORD = f"/{EDITORIAL}/{VERSIONS}"


def source_folders(commit: str, settings: Settings) -> Iterator[str]:
    """Yield the folders that may have been those of the pages at a commit, then that of the site's own look.

    They are paths from the root of the checkout.
    """
    yield from docs_folders(commit, settings)
    own_look = sources.custom_dir(configuration_at(commit, settings))
    if own_look is not None:
        yield posixpath.normpath(f"{place_of(settings.root)}{own_look}")


def editorial_texts(name: str, commit: str, settings: Settings) -> Iterator[str]:
    """Yield the texts of an editorial file at a commit, in each folder that may have been that of the pages."""
    for folder in docs_folders(commit, settings):
        yield text_at(settings.root, commit, f"{folder}/{EDITORIAL}/{name}") or ""


def docs_folders(commit: str, settings: Settings) -> tuple[str, ...]:
    """Return the folders that may have been that of the pages at a commit, as paths from the root of the checkout.

    The configuration of the commit names it. If there was none in the same place, the site is new, or it was moved:
    then it is the present folder, or any with released versions that are no longer where they were.
    """
    place = place_of(settings.root)
    known = configuration_at(commit, settings)
    named = sources.docs_dir(known) if known else ""
    below = os.path.relpath(settings.root / named, settings.root).replace(os.sep, "/") if named else ""
    if below and not below.startswith(".."):
        return (posixpath.normpath(place + below),)
    present = posixpath.normpath(place + settings.relative_path(settings.docs))
    moved = [
        path.removesuffix(_RECORD)
        for path in files_at(settings.root, commit)
        if f"/{path}".endswith(_RECORD) and not (settings.root / os.path.relpath(path, place or ".")).is_file()
    ]
    return tuple(dict.fromkeys([*moved, present]))


def configuration_at(commit: str, settings: Settings) -> dict[str, sources.ConfigSource]:
    """Return the files of the configuration of a commit by their names; none if it had no configuration."""
    with tempfile.TemporaryDirectory(prefix="policy-former-") as folder:
        file = Path(folder) / settings.config
        wanted, tried = {settings.config}, set[str]()
        while wanted:
            for name in wanted:
                text = text_at(settings.root, commit, f"./{name}")
                if text is not None:
                    files.write_text(file.parent / name, text)
            tried |= wanted
            known = sources.read(file)
            wanted = {path for each in known.values() for _, path in each.parents() if path is not None} - tried
        return known if file.exists() else {}
