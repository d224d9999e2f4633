"""The former state that the pages are compared with: a revision in git, or released versions.

Without such a state, or if git cannot read it, a `ToolError` is raised.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from policysite import corpus, files
from policysite.corpus import Corpus, Document, Settings
from policysite.corpus.destinations import page_name
from policysite.errors import ToolError
from policysite.findings import NOTHING
from policysite.git import GitError, checkout_of, git, git_names, git_text, is_shallow, place_of
from policysite.history.default_branch import DefaultBranch, Head, branches, states_at
from policysite.history.former_folders import docs_folders
from policysite.history.versions import ReleasedState

COMMIT_CHARACTERS = 10


@dataclass(frozen=True)
class FormerState:
    """A former state of the pages.

    Attributes:
        name: what it is, such as a branch with a commit, or `privacy@1.0`.
        documents: its documents, by name.
        whole: True if it has all documents; False for released versions, which are compared with their documents alone.
        unread: language and name of each page that cannot be read, so that its old text is not known.
        commit: the commit, if it is one.
        frozen: the frozen copies at this commit, by the document and the name of the state.
        states: the released states that this commit records.
        changed_files: the files of the checkout, pages too, that differ from those at this commit, by their paths
            relative to the folder of `mkdocs.yml`; of those that git does not have, only the files of the site.
    """

    name: str
    documents: Mapping[str, Document]
    whole: bool = True
    unread: tuple[tuple[str, str], ...] = ()
    commit: str | None = None
    frozen: Mapping[tuple[str, str], Document] = field(default_factory=dict)
    states: tuple[ReleasedState, ...] = ()
    changed_files: tuple[str, ...] = ()


def find(name: str | None, settings: Settings, pages: Corpus, default_branch: DefaultBranch) -> FormerState:
    """Return a former state.

    It is a revision in git, or a document and the name of a released state, such as `privacy@1.0`. Without a name,
    it is the commit at which the branch left the default branch, and if there is none, the last releases.
    """
    try:
        if name is None:
            branch_point = _branch_point(settings.root)
            return at_revision(*branch_point, settings, pages) if branch_point else last_release(pages, default_branch)
        document, _, state = name.rpartition("@")
        if (document, state) in pages.frozen:
            return FormerState(name, {document: pages.frozen[document, state]}, whole=False)
        if document in pages.documents:
            known = ", ".join(f"{each}@{frozen}" for each, frozen in pages.frozen if each == document)
            raise ToolError("no_released_state", version=name, known=known or NOTHING)
        return at_revision(_commit(name, settings.root), name, settings, pages)
    except GitError as error:
        raise ToolError("diff_no_history", reason=error) from error


def last_release(pages: Corpus, default_branch: DefaultBranch) -> FormerState:
    """Return the last released state of each document; one that is not published yet only if there is no other."""
    last = (
        max(of_document, key=lambda state: (default_branch.is_published(state), state.order)).key
        for document, of_document in default_branch.recorded.items()
        if document in pages.documents
    )
    frozen = {key: pages.frozen[key] for key in last if key in pages.frozen}
    if not frozen:
        raise ToolError("diff_without_base")
    name = ", ".join(map("@".join, frozen))
    return FormerState(name, {document: copies for (document, _), copies in frozen.items()}, whole=False)


def _branch_point(root: Path) -> tuple[str, str] | None:
    """Return the commit at which the branch left the default branch, and its name; None if it did not."""
    if checkout_of(root) is None:
        return None
    if is_shallow(root):
        raise ToolError("checkout_shallow")
    try:
        default, last = next(iter(branches(root).items()), ("", ""))
        if not default:
            return None
        short = default.removeprefix("refs/heads/").removeprefix("refs/remotes/origin/")
        head = Head.of(root)
        commit = head.base(last, root)
    except GitError:  # there is no commit yet, or none in common
        return None
    # (HEAD is not a branch in a pull request: there it is a merge.)
    if head.branch == short or (not head.branch and commit == head.commit):
        return None
    return commit, f"{short} ({commit[:COMMIT_CHARACTERS]})"


def _commit(name: str, root: Path) -> str:
    """Return the commit that a revision names."""
    has_part_only = is_shallow(root)
    try:
        if name.startswith("-"):  # it would be an option
            raise GitError(name)
        return git_text(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    except (GitError, ValueError) as error:  # ValueError: a NUL
        raise ToolError("checkout_shallow" if has_part_only else "no_revision", revision=name) from error


def at_revision(commit: str, name: str, settings: Settings, present: Corpus) -> FormerState:
    """Return the pages at a commit, read with the present settings: nothing of the commit but its pages is used.

    `name` is that of the commit for people. Present pages with the same text are not parsed again. A `GitError` says
    that git cannot read the commit.
    """
    unread: set[PurePosixPath] = set()
    with tempfile.TemporaryDirectory(prefix="policy-diff-") as folder:
        root = Path(folder)
        docs = root / settings.relative_path(settings.docs)
        docs.mkdir(parents=True, exist_ok=True)
        for path, content in _pages(commit, settings):
            if content is None or not _is_written(docs / path, content):
                unread.add(path)
        pages, _ = corpus.read(replace(settings, root=root, docs=docs, own_look=None), known=present)
    missing = {page_name(path) for path in unread if len(path.parts) > 1 and not settings.excluded(path)}
    return FormerState(
        name,
        pages.documents,
        unread=tuple(sorted(pages.unread | missing)),
        commit=commit,
        frozen=pages.frozen,
        states=tuple(states_at(commit, settings)),
        changed_files=tuple(sorted(_changed_files(commit, settings))),
    )


def _changed_files(commit: str, settings: Settings) -> set[str]:
    """Return the paths of the files that were changed, added or deleted since a commit: see `FormerState`."""
    of_site = map(settings.relative_path, (*settings.configuration, *settings.source_folders))
    place = place_of(settings.root) or "."
    changed = git_names(settings.root, "diff", "--name-only", "--no-renames", "-z", commit)
    added = git_names(settings.root, "ls-files", "--others", "--exclude-standard", "-z", "--", *of_site)
    return {*(os.path.relpath(path, place) for path in changed), *added}


def _pages(commit: str, settings: Settings) -> Iterator[tuple[PurePosixPath, bytes | None]]:
    """Yield the path below `docs` and the content of each page at a commit; None for what is no file, or too large.

    The objects of git are read as they are: `git archive` and `git checkout` would do what attributes say.
    """
    by_folder = (list(_listed(commit, settings.root, PurePosixPath(docs))) for docs in docs_folders(commit, settings))
    found = next(filter(None, by_folder), [])
    names = [name for _, name in found if name]
    rest = git(settings.root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    start = 0
    for path, wanted in found:
        if wanted is None:
            yield path, None
            continue
        head = rest.index(b"\n", start)
        _, _, size = rest[start:head].decode().split()
        end = head + 1 + int(size)
        yield path, rest[head + 1 : end]
        start = end + 1


def _listed(commit: str, root: Path, docs: PurePosixPath) -> Iterator[tuple[PurePosixPath, str | None]]:
    """Yield the path of each page in a folder at a commit, below it, and its name in git; None for what is not read."""
    for line in git(root, "ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", f"{docs}/").split(b"\0"):
        metadata, _, written = line.partition(b"\t")
        path = PurePosixPath(os.fsdecode(written))
        # A tree that was not made by git can have other names.
        if path.suffix != ".md" or ".." in path.parts or not path.is_relative_to(docs):
            continue
        mode, _, name, size = metadata.decode().split()
        is_page = mode.startswith("100") and int(size) <= files.MAX_PAGE_BYTES
        yield path.relative_to(docs), name if is_page else None


def _is_written(path: Path, content: bytes) -> bool:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError:  # the file system has no such names
        return False
    return True
