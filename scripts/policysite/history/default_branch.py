"""The states that the default branch records. A state that is not there can still change: only its authors know it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from policysite import approvals
from policysite.approvals import Approval, approval_in
from policysite.config.sources import ConfigSources
from policysite.corpus import Settings
from policysite.corpus.settings import EDITORIAL
from policysite.git import (
    GitError,
    checkout_of,
    files_at,
    git,
    git_names,
    git_once,
    git_text,
    is_shallow,
    place_of,
    text_at,
    text_of,
)
from policysite.history import versions
from policysite.history.former_folders import configuration_at, editorial_texts, source_folders
from policysite.history.versions import ReleasedState

# The default branch is the first of these that exists; a clone records that of its origin.
_NAMES = (
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
)


@dataclass(frozen=True)
class FormerEntry:
    """A state that the default branch recorded differently before the commit of that day."""

    state: ReleasedState
    day: datetime.date


@dataclass(frozen=True)
class DefaultBranch:
    """The default branch as git knows it, as far as HEAD contains it, and the states that are recorded now.

    If it is not clear which branch is the default one, any of them counts.
    """

    settings: Settings
    recorded: Mapping[str, tuple[ReleasedState, ...]]

    @cached_property
    def states(self) -> tuple[ReleasedState, ...]:
        """The states that it records; none if git does not know."""
        return tuple(state for commit in self._commits for state in states_at(commit, self.settings))

    def is_published(self, state: ReleasedState) -> bool:
        """True if a recorded state may have been read by others: see `has`."""
        return self.has(*state.key)

    def has(self, document: str, name: str) -> bool:
        """True if a recorded state may have been read by others: it is there, or git does not know."""
        known = self.states if self._commits else self.recorded.get(document, ())
        return any(state.key == (document, name) for state in known)

    @cached_property
    def configurations(self) -> tuple[ConfigSources, ...]:
        """The files of its configuration, by their names, at each commit; none if git does not know."""
        return tuple(configuration_at(commit, self.settings) for commit in self._commits)

    @cached_property
    def approvals(self) -> frozenset[Approval]:
        """The approvals that it has; none if git does not know."""
        texts = (text for commit in self._commits for text in editorial_texts(approvals.NAME, commit, self.settings))
        return frozenset(filter(None, (approval_in(line) for text in texts for line in text.split("\n"))))

    def has_unchanged(self, path: str) -> bool:
        """True if a file, given as for `source_of`, is on the branch with the text that it has now."""
        return any(f"{place_of(self.settings.root)}{path}" in names for names in self._unchanged.values())

    def source_of(self, path: str) -> str | None:
        """Return the text that a file had on the branch; None if it still has it, was not there, or git does not know.

        The path is relative to the folder of `mkdocs.yml`.
        """
        root = self.settings.root
        changed = (each for each, names in self._unchanged.items() if f"{place_of(root)}{path}" not in names)
        texts = (text_at(root, commit, f"./{path}") for commit in changed)
        return next((text for text in texts if text is not None), None)

    @property
    def is_known(self) -> bool:
        """True if git knows the branch."""
        return bool(self._commits)

    @cached_property
    def is_incomplete(self) -> bool:
        """True if the checkout has only a part of the history, or if git cannot read it."""
        try:
            return checkout_of(self.settings.root) is not None and is_shallow(self.settings.root)
        except GitError:
            return True

    @cached_property
    def former(self) -> tuple[FormerEntry, ...]:
        """The states that it recorded differently at first; none if git cannot know.

        What was merged counts as it was merged: the commits of a merged branch are not looked at.
        """
        root, records = self.settings.root, f":(top,glob)**/{EDITORIAL}/{versions.NAME}"
        options = ("--reverse", "--first-parent", "-m", "--numstat", "--no-renames", "--format=%x00%H %cs %P")
        first: dict[tuple[str, str], FormerEntry] = {}
        for head in self._commits:
            log = os.fsdecode(git(root, "log", *options, head, "--", records))
            for entry in log.split("\0")[1:]:
                about, *counts = filter(None, entry.split("\n"))
                _, day, *parents = about.split()
                # (The number of deleted lines; a hyphen if attributes say that this is not a text.)
                if parents and any(each.split("\t")[1] != "0" for each in counts):
                    for state in states_at(parents[0], self.settings):
                        first.setdefault(state.key, FormerEntry(state, datetime.date.fromisoformat(day)))
        return tuple(each for each in first.values() if each.state not in self.states)

    def changed(self, shown: Mapping[str, Collection[tuple[str, str]]]) -> Iterator[tuple[str, str, bytes]]:
        """Yield the files that have other bytes on the branch; none if git cannot know.

        Files that were restored, to the bytes that they had on the branch after the releases, are not among them.

        Args:
            shown: the released states that show each file, each by its document and its name. The path of the file is
                that among the pages, although it may lie in the folder of the site's own look.

        Yields:
            The path in `shown`, the path of the file, and its bytes on the branch.
        """
        root, docs = self.settings.root, self.settings.relative_path(self.settings.docs)
        for commit in self._commits if shown else ():
            listed = {*files_at(root, commit)}
            place = place_of(root)
            present = {path: self._file(path.removeprefix(f"{docs}/")) for path in shown}
            changed = {
                path: file for path, file in present.items() if file and f"{place}{file}" not in self._unchanged[commit]
            }
            folders = tuple(source_folders(commit, self.settings)) if changed else ()
            for path, file in changed.items():
                places = (f"{folder}/{path.removeprefix(f'{docs}/')}" for folder in folders)
                former = next((each for each in places if each in listed), None)
                if former is not None and not self._is_as_released(file, shown[path], commit, former):
                    yield path, file, git_once(root, "show", f"{commit}:{former}")

    @cached_property
    def _unchanged(self) -> Mapping[str, frozenset[str]]:
        """The files that are as they are at each commit, by their paths from the root of the checkout."""
        root = self.settings.root
        options = ("--no-renames", "--name-only", "-z")
        return {
            commit: frozenset(files_at(root, commit)).difference(git_names(root, "diff", *options, commit))
            for commit in self._commits
        }

    def _file(self, below: str) -> str:
        """Return the path of a file by its path below the folder that it lies in; empty if there is none."""
        files = (folder / below for folder in self.settings.source_folders)
        return next((self.settings.relative_path(file) for file in files if file.is_file()), "")

    def _is_as_released(self, file: str, states: Collection[tuple[str, str]], commit: str, former: str) -> bool:
        """True if a file has the bytes that it had under its former path when all of these states were recorded."""
        root = self.settings.root
        present = git_text(root, "hash-object", "--", file)
        if present == text_of(git_once(root, "rev-parse", f"{commit}:{former}")):
            return True
        objects = ("--first-parent", "-m", "--raw", "--no-abbrev", "--format=%x00%H %P")
        log = git_once(root, "log", *objects, commit, "--", f":(top,literal){former}")
        last = commit  # at which the file has the bytes of an entry
        for entry in os.fsdecode(log).split("\0")[1:]:
            about, *changes = filter(None, entry.split("\n"))
            if any(change.split()[3] == present for change in changes):
                return {state.key for state in states_at(last, self.settings)}.issuperset(states)
            _, *parents = about.split()
            last = next(iter(parents), last)
        return False

    @cached_property
    def _commits(self) -> tuple[str, ...]:
        """The last commits of it that HEAD has; none if git does not know."""
        root = self.settings.root
        if self.is_incomplete or checkout_of(root) is None:
            return ()
        try:
            head = Head.of(root)
            commits = {head.base(last, root) for last in branches(root).values()}
        except GitError:
            return ()
        if not head.branch and len(head.parents) > 1:  # a pull request on GitHub, merged into the first parent
            commits.add(head.parents[0])
        return tuple(sorted(commits))


@dataclass(frozen=True)
class Head:
    """The commit of a checkout, its parents, and its branch; empty if it is on none."""

    commit: str
    parents: tuple[str, ...]
    branch: str

    @classmethod
    def of(cls, root: Path) -> Head:
        """Return the commit of a checkout. A `GitError` says that there is none yet."""
        answer = git_text(root, "rev-parse", "HEAD", "HEAD^@", "--abbrev-ref", "HEAD")
        commit, *parents, branch = answer.split("\n")
        return cls(commit, tuple(parents), "" if branch == "HEAD" else branch)

    def base(self, other: str, root: Path) -> str:
        """Return the last commit that it has in common with another. A `GitError` says that there is none."""
        if other == self.commit:
            return other
        return text_of(git_once(root, "merge-base", self.commit, other))


def branches(root: Path) -> dict[str, str]:
    """Return the last commits of the branches that may be the default one, by full names, the likeliest first."""
    refs = git_text(root, "for-each-ref", "--format=%(refname)%00%(symref)%00%(objectname)", *_NAMES).splitlines()
    known = {name: (target or name, commit) for name, target, commit in (ref.split("\0") for ref in refs)}
    return dict(known[name] for name in _NAMES if name in known)


def states_at(commit: str, settings: Settings) -> Iterator[ReleasedState]:
    """Yield the states that were recorded at a commit, in the folder that the pages had then."""
    path = settings.relative_path(settings.editorial(versions.NAME))
    for text in editorial_texts(versions.NAME, commit, settings):
        yield from versions.states_in(text, path)
