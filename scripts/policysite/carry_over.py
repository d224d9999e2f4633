"""Carries approvals over to the present scheme of digests, if the git history proves which texts were approved.

A former digest can be equal for two texts that the present scheme distinguishes, so the pages as they are now prove
nothing. The history does: a line was added to `approvals.yml` together with the pages that it approved. Their texts,
found by their former digests, get digests of the present scheme.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from policysite import approvals, files
from policysite.approvals import Approval, Pair, PairState
from policysite.corpus import Block, Corpus, FrontMatter, Page, Settings, rewritten
from policysite.corpus.digest import SCHEME, digest
from policysite.corpus.former_digest import former_digest
from policysite.errors import ToolError
from policysite.findings import Finding
from policysite.git import GitError, git, is_shallow, text_at


@dataclass(frozen=True)
class CarryOverResult:
    """The result of carrying over.

    Attributes:
        text: the new text of `approvals.yml`; every line that is not carried over or refused is as it was.
        carried: the approvals with their new digests.
        refused: the approvals for which the history proves nothing; their lines are deleted.
    """

    text: str
    carried: tuple[Approval, ...]
    refused: tuple[Approval, ...]


def carried_over(settings: Settings) -> CarryOverResult:
    """Return the approvals of a site with digests of the present scheme; nothing is written.

    A `ToolError` says that the file or its git history cannot be read, or that an approval is not in the history.
    """
    path = settings.editorial(approvals.NAME)
    name = settings.relative_path(path)
    text = files.read_if_exists(path, name, approvals.MAX_BYTES)
    if isinstance(text, Finding):
        raise ToolError("fix_first", [text])
    lines = text.split("\n")
    former = {line for line in lines if (approval := approvals.approval_in(line)) and approval.scheme < SCHEME}
    if not former:
        return CarryOverResult(text, (), ())
    try:
        history = _History(settings)
        commits = history.commits_adding(name)
    except GitError as error:
        raise ToolError("carry_over_no_history", reason=error) from error
    if not former <= commits.keys():
        raise ToolError("carry_over_uncommitted", file=name)
    kept: list[str] = []
    carried: list[Approval] = []
    refused: list[Approval] = []
    for line in lines:
        approval = approvals.approval_in(line)
        if approval is None or approval.scheme == SCHEME:
            kept.append(line)
            continue
        approved = {found for commit in commits[line] for found in history.approved(approval, commit)}
        if len(approved) == 1:
            carried += approved
            kept.append(str(carried[-1]))
        else:
            refused.append(approval)
            if kept and not kept[-1].strip():
                kept.pop()  # the empty line between two approvals
    return CarryOverResult("\n".join(kept), tuple(carried), tuple(refused))


def changed(outcome: CarryOverResult, corpus: Corpus) -> list[Pair]:
    """Return the pairs whose texts have changed since the approvals that were carried over."""
    known, _ = approvals.parsed(outcome.text, approvals.NAME)
    keys = {approval.key for approval in outcome.carried}
    return [
        pair for pair in approvals.pairs(corpus) if pair.key in keys and known.state(pair) is not PairState.APPROVED
    ]


class _History:
    """The git history of a site, which must be complete."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._page = cache(self._read_page)
        if is_shallow(settings.root):
            raise ToolError("checkout_shallow")

    def commits_adding(self, name: str) -> dict[str, list[str]]:
        """Return the commits that added each line of a file, by the line. A line that was only moved was not added."""
        options = ("--format=%x00%H", "-m", "-p", "-U0", "--no-renames", "--no-color", "--no-ext-diff")
        log = git(self._settings.root, "log", *options, "--", name)
        commits: dict[str, list[str]] = {}
        for part in log.decode("utf-8", "replace").split("\0")[1:]:
            commit, _, diff = part.partition("\n")
            changed: dict[str, set[str]] = {"+": set(), "-": set()}
            for line in diff.split("\n"):
                if line[:1] in changed and not line.startswith(("+++ ", "--- ")):
                    changed[line[0]].add(line[1:].removesuffix("\r"))
            for line in changed["+"] - changed["-"]:
                commits.setdefault(line, []).append(commit)
        return commits

    def approved(self, approval: Approval, commit: str) -> Iterator[Approval]:
        """Yield an approval with its present digests, if the pages at a commit are those that it was recorded for."""
        text, base = (self._clause(name, commit) for name in approval.key.split(" "))
        if text and base and (former_digest(text), former_digest(base)) == (approval.text, approval.base):
            yield Approval(approval.key, digest(text), digest(base))

    def _clause(self, name: str, commit: str) -> tuple[Block, ...]:
        """Return the heading and the blocks of a clause as they were at a commit; empty if it did not exist."""
        page_name, _, clause_id = name.rpartition("#")
        page = self._page(*page_name.split("/", 1), commit)
        return page.clause(clause_id).all_blocks() if page and page.has_clause(clause_id) else ()

    def _read_page(self, language: str, name: str, commit: str) -> Page | None:
        path = self._settings.relative_path(self._settings.page_path(language, name))
        text = text_at(self._settings.root, commit, f"./{path}") or ""
        return rewritten(Page(path, language, name, FrontMatter("", ""), ()), text.split("\n"), self._settings)
