"""The attributes of git (`.gitattributes`) that hide a change from its reviewers, or give the check another text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from policysite import files
from policysite.corpus import Settings, destinations, path_patterns
from policysite.git import GitError, checkout_of, git, git_names, top_of
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit_at, site_rule

_NAME = ".gitattributes"
# In a longer file, no line is looked for.
_MAX_BYTES = 100_000
# Besides these values, an attribute may be unset, or not be mentioned. Hosts of git fold generated files.
_PERMITTED: dict[str, tuple[str, ...]] = {
    "eol": ("lf",),
    "filter": (),
    "gitlab-generated": ("false",),
    "ident": (),
    "linguist-generated": ("false",),
    "working-tree-encoding": (),
}
# Files that are run to check and publish a site, besides the site itself.
_RUN = (".ci/**", ".gitattributes", ".github/**", "pyproject.toml", "requirements*", "scripts/**")
# A file that is not compared as text may not be shown at all.
_COMPARED = "diff"
_UNSET = ("unspecified", "unset")
# Nobody reads these line by line, and large ones are stored elsewhere, by a filter.
_BINARY = frozenset({*files.IMAGE_TYPES, files.PDF}) - {".svg"}
_BINARY_ATTRIBUTES = (_COMPARED, "filter")


class _FileAttribute(NamedTuple):
    """An attribute of a file, as git knows it."""

    path: str
    name: str
    value: str

    @property
    def is_unsafe(self) -> bool:
        if self.name in _BINARY_ATTRIBUTES and PurePosixPath(self.path).suffix in _BINARY:
            return False
        if self.name == _COMPARED:
            return self.value == "unset"
        return self.value not in (*_UNSET, *_PERMITTED[self.name])

    def __str__(self) -> str:
        if self.value in ("set", "unset"):
            return self.name if self.value == "set" else f"-{self.name}"
        return f"{self.name}={self.value}"


@site_rule(suppressible=False)
def git_attribute_unsafe(context: Context) -> Iterator[Hit]:
    """An attribute of git hides the changes of a file from reviewers, or changes its text when it is checked out."""
    settings = context.settings
    if checkout_of(settings.root) is None:
        return
    try:
        top = top_of(settings.root)
        unsafe = [each for each in _attributes_of(sorted(_reviewed(settings)), settings.root) if each.is_unsafe]
    except GitError:
        return
    first: dict[str, _FileAttribute] = {}  # one line may give an attribute to every file
    for each in unsafe:
        first.setdefault(each.name, each)
    for each in first.values():
        for path, line in _places(each, settings.root.resolve(), top):
            yield hit_at(path, line, attribute=str(each), file=each.path)


def _reviewed(settings: Settings) -> Iterator[str]:
    """Yield the files that the site is made from, and those that are run."""
    yield from map(settings.relative_path, settings.configuration)
    for folder in settings.source_folders:
        for path in files.regular(folder):
            # (A file that is refused is to be deleted, whatever git does with it.)
            if folder != settings.docs or _is_kept(PurePosixPath(path.relative_to(folder)), settings):
                yield settings.relative_path(path)
    run = (f":(top,glob){pattern}" for pattern in _RUN)
    yield from git_names(settings.root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *run)


def _is_kept(below_docs: PurePosixPath, settings: Settings) -> bool:
    return settings.excluded(below_docs) or destinations.may_be_published(below_docs, settings)


def _attributes_of(paths: Iterable[str], root: Path) -> Iterator[_FileAttribute]:
    """Yield the attributes of files; those of this computer, which others do not have, are left out."""
    command = ("-c", f"core.attributesFile={os.devnull}", "check-attr", "--stdin", "-z", _COMPARED, *_PERMITTED)
    shown = git(root, *command, given=b"".join(os.fsencode(path) + b"\0" for path in paths))
    fields = map(os.fsdecode, shown.split(b"\0"))
    yield from map(_FileAttribute, fields, fields, fields)


def _places(attribute: _FileAttribute, root: Path, top: Path) -> list[tuple[str, int]]:
    """Return the file and the line that give an attribute; none if no file of the checkout does.

    Git does not say which line it is: the last one that fits the file, in the nearest folder, or else the first of all.
    """
    macros = {attribute.name, "binary"}
    places: list[tuple[str, int]] = []
    file = Path(os.path.normpath(root / attribute.path))
    for folder in reversed([each for each in file.parents if each.is_relative_to(top)]):
        if not (folder / _NAME).is_file():
            continue
        name = Path(os.path.relpath(folder / _NAME, root)).as_posix()
        places = places or [(name, 1)]
        text = files.read(folder / _NAME, name, _MAX_BYTES)
        for number, line in files.numbered_lines(text):
            pattern, *words = line.split() or [""]
            if macros.isdisjoint(word.lstrip("-!").partition("=")[0] for word in words):
                continue
            if pattern.startswith("[attr]"):
                macros.add(pattern.removeprefix("[attr]"))
            # (A pattern in quotation marks, or one that is not usable, is not compared.)
            elif (
                pattern.startswith('"')
                or path_patterns.matches(pattern, file.relative_to(folder).as_posix()) is not False
            ):
                places = [(name, number)]
    return places
