"""The approvals that were added since a commit: by whom, and what has changed since the approvals before them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from policysite import approvals, files
from policysite.approvals import Approval
from policysite.corpus import Clause, Corpus, Page, Settings
from policysite.corpus.digest import SCHEME
from policysite.corpus.former_digest import former_digest
from policysite.corpus.reader import rewritten
from policysite.corpus.time_limit import TimeLimitError, time_limit
from policysite.errors import ToolError
from policysite.findings import Finding
from policysite.git import GitError, git, git_text, text_at
from policysite.history.edit_script import ClauseEdit, edit_script
from policysite.history.former_folders import editorial_texts
from policysite.history.former_state import FormerState
from policysite.history.owners import owners
from policysite.parallel import processor_seconds

# The limits of the search for approved texts in the history: the texts of a page, those of all pages, and the time.
_MAX_FORMER_TEXTS = 200
_MAX_FORMER_TEXTS_OF_ALL = 1_000
_SEARCH_SECONDS = 4.0
_NOT_COMMITTED = "0" * 40
_BLAMED = re.compile(r"(?P<commit>[0-9a-f]{40}) \d+ (?P<line>\d+)")


@dataclass(frozen=True)
class Author:
    """The author of a line, as its commit says; anyone can write any name there.

    `committer` is who made the commit, if it was another person.
    """

    commit: str
    name: str
    committer: str
    day: datetime.date


@dataclass(frozen=True)
class ApprovedText:
    """A clause that an approval is about.

    Attributes:
        name: its name in `approvals.yml`, such as `en/privacy#retention`.
        edit: what has changed since the previous approval, INSERTED if its text is not known; None if the text of this
            one is not known.
    """

    language: str
    name: str
    edit: ClauseEdit | None
    is_current: bool


@dataclass(frozen=True)
class NewApproval:
    """An approval that was added.

    Attributes:
        author: who added it; None if it is not committed.
        texts: the text, and the one that it was compared with.
        is_first: True if the pair had no approval before.
    """

    approval: Approval
    author: Author | None
    texts: tuple[ApprovedText, ...]
    is_first: bool

    @property
    def is_lost(self) -> bool:
        """True if it is not known which texts the approval before was about."""
        return not self.is_first and any(each.edit and each.edit.old is None for each in self.texts)

    @property
    def is_current(self) -> bool:
        """True if it is about the texts that the pages have now."""
        return all(each.is_current for each in self.texts)


@dataclass(frozen=True)
class NewApprovals:
    """The approvals that were added, as in the file, and who must review them: None without a file CODEOWNERS."""

    approvals: tuple[NewApproval, ...] = ()
    owners: tuple[str, ...] | None = None


NOTHING_ADDED = NewApprovals()


def new_approvals(former_state: FormerState, corpus: Corpus, settings: Settings) -> NewApprovals:
    """Return the approvals that were added since a commit; none since released versions, which have no approvals.

    A `ToolError` says that git cannot read the history.
    """
    path = settings.editorial(approvals.NAME)
    name = settings.relative_path(path)
    text = files.read_if_exists(path, name, approvals.MAX_BYTES)
    if former_state.commit is None or isinstance(text, Finding):
        return NOTHING_ADDED
    try:
        former = _approvals("\n".join(editorial_texts(approvals.NAME, former_state.commit, settings)))
        known = {str(approval) for of_pair in former.values() for _, approval in of_pair}
        authors = _authors(former_state.commit, name, settings)
        texts = _Texts(former_state, corpus, settings)
        added = tuple(
            _new_approval(number, approval, [each for _, each in former.get(key, ())], authors, texts)
            for key, of_pair in _approvals(text).items()
            for number, approval in of_pair
            if str(approval) not in known
        )
        return NewApprovals(added, owners(name, former_state.commit, settings))
    except GitError as error:
        raise ToolError("diff_no_history", reason=error) from error


def _approvals(text: str) -> dict[str, list[tuple[int, Approval]]]:
    """Return the approvals of each pair in a file, with their lines, by the pair."""
    found: dict[str, list[tuple[int, Approval]]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if approval := approvals.approval_in(line):
            found.setdefault(approval.key, []).append((number, approval))
    return found


def _new_approval(
    line: int, approval: Approval, former: Sequence[Approval], authors: Mapping[int, Author], texts: _Texts
) -> NewApproval:
    names = approval.key.split(" ")
    # Of several approvals, the one of the former texts; else the last in the file.
    before = max(former, key=texts.fits_former_state, default=None)
    approved = []
    for number, (name, digest) in enumerate(zip(names, (approval.text, approval.base), strict=True)):
        new = texts.clause(name, digest, approval.scheme)
        old = texts.clause(name, (before.text, before.base)[number], before.scheme) if before else None
        edit = edit_script([old] if old else [], [new])[0] if new else None
        approved.append(
            ApprovedText(name.partition("/")[0], name, edit, texts.is_current(name, digest, approval.scheme))
        )
    return NewApproval(approval, authors.get(line), tuple(approved), before is None)


class _Texts:
    """The texts of clauses, now and in the history, by the names and digests in `approvals.yml`."""

    def __init__(self, former_state: FormerState, corpus: Corpus, settings: Settings) -> None:
        self._former_state, self._corpus, self._settings = former_state, corpus, settings
        self._commits = cache(self._read_commits)
        self._former_page = cache(self._read_former_page)
        self._until = processor_seconds() + _SEARCH_SECONDS
        self._read_texts = 0

    def clause(self, name: str, digest: str, scheme: int) -> Clause | None:
        """Return the clause with a digest: of the pages as they are, or else its last text in the history; or None."""
        clauses = (_clause(page, name) for page in self._pages(name))
        return next((clause for clause in clauses if _has_digest(clause, digest, scheme)), None)

    def is_current(self, name: str, digest: str, scheme: int) -> bool:
        """True if a clause has this digest now."""
        return _has_digest(_clause(self._page(name), name), digest, scheme)

    def fits_former_state(self, approval: Approval) -> bool:
        """True if an approval is about the texts of the former state."""
        both = zip(approval.key.split(" "), (approval.text, approval.base), strict=True)
        return all(
            _has_digest(_clause(self._page_in_former_state(name), name), digest, approval.scheme)
            for name, digest in both
        )

    def _pages(self, name: str) -> Iterator[Page | None]:
        """Yield the states of a page, from the present one to the first one."""
        yield self._page(name)
        yield self._page_in_former_state(name)
        page = self._page(name) or self._page_in_former_state(name)
        for commit in self._commits(page.path) if page else ():
            yield self._former_page(name.partition("#")[0], commit)

    def _page(self, name: str) -> Page | None:
        return self._corpus.page(*_language_and_page(name))

    def _page_in_former_state(self, name: str) -> Page | None:
        language, page = _language_and_page(name)
        document = self._former_state.documents.get(page)
        return document.pages.get(language) if document else None

    def _read_commits(self, path: str) -> list[str]:
        """Return the last commits that changed a file, the latest first."""
        options = (f"--max-count={_MAX_FORMER_TEXTS}", "--format=%H", "HEAD")
        return git_text(self._settings.root, "log", *options, "--", path).split()

    def _read_former_page(self, name: str, commit: str) -> Page | None:
        page = self._page(name) or self._page_in_former_state(name)
        left_seconds = self._until - processor_seconds()
        if page is None or self._read_texts == _MAX_FORMER_TEXTS_OF_ALL or left_seconds <= 0:
            return None  # without these texts, the review is shorter
        self._read_texts += 1
        try:
            with time_limit(left_seconds):
                source = text_at(self._settings.root, commit, f"./{page.path}") or ""
                return rewritten(page, source.split("\n"), self._settings)
        except TimeLimitError:
            return None


def _language_and_page(name: str) -> tuple[str, str]:
    language, _, page = name.partition("#")[0].partition("/")
    return language, page


def _clause(page: Page | None, name: str) -> Clause | None:
    clause_id = name.partition("#")[2]
    return page.clause(clause_id) if page and page.has_clause(clause_id) else None


def _has_digest(clause: Clause | None, digest: str, scheme: int) -> bool:
    if clause is None:
        return False
    return digest == (clause.digest if scheme == SCHEME else former_digest(clause.all_blocks()))


def _authors(commit: str, name: str, settings: Settings) -> dict[int, Author]:
    """Return who added each line of a file since a commit, by the line; without lines that are not committed."""
    try:
        # (Without another revision, git compares with the file as it is.)
        blame = git(settings.root, "blame", "--line-porcelain", f"^{commit}", "--", name)
    except GitError:
        return {}  # git does not track the file
    commits: dict[int, str] = {}
    for line in blame.decode("utf-8", "replace").split("\n"):
        if match := _BLAMED.match(line):
            commits[int(match["line"])] = match["commit"]
        elif line == "boundary":
            commits.popitem()  # it is as old as the former state
    authors = {each: _author(each, settings) for each in set(commits.values()) - {_NOT_COMMITTED}}
    return {number: authors[each] for number, each in commits.items() if each in authors}


def _author(commit: str, settings: Settings) -> Author:
    # As it is written there: a file `.mailmap` of the pull request could give other names.
    shown = git(settings.root, "show", "--no-patch", "--no-mailmap", "--format=%an%x00%cn%x00%as", commit)
    name, committer, day = shown.decode("utf-8", "replace").rstrip("\n").split("\0")
    return Author(commit, name, "" if committer == name else committer, datetime.date.fromisoformat(day))
