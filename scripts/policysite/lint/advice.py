"""The text as findings advise to write it; the approvals and releases that the check prints are of this text."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policysite.corpus import Block, Corpus, Page, validation
from policysite.corpus.invisible import visible
from policysite.corpus.reader import rewritten_with_findings
from policysite.corpus.time_limit import TimeLimitError, page_limit
from policysite.findings import Edit, Finding
from policysite.findings.causes import reported
from policysite.lint.advised_edits import with_edits
from policysite.lint.catalogue import LINT_RULES
from policysite.lint.context import Context

# A heading gets its level, its id, its sign, by which its neighbors are questions too, and what it is based on.
_MAX_ROUNDS = 6
# Nobody writes more lines in one round, and reading a page with them takes time.
MAX_LINES = 1_000
TIME_LIMIT_SECONDS = 2.0


@dataclass(frozen=True)
class AdvisedText:
    """The text as findings advise to write it.

    Attributes:
        corpus: its pages.
        lines: the lines that are to be written, by path and number; None for one to be deleted.
        settled: the subjects that no finding breaks any more once these lines are written.
        later: findings that appear, with advice of their own, only once other advice is followed.
    """

    corpus: Corpus
    lines: Mapping[tuple[str, int], str | None] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    later: tuple[Finding, ...] = ()

    def in_full(self, finding: Finding) -> Finding:
        """Return a finding with all that is advised about its line, as it is read, so that it is written once."""
        finding, params = self.as_written(finding), dict(finding.params)
        if not params.get("example"):
            return finding
        line = self.lines.get((finding.path, next(iter(finding.advised), 0)))
        params["example"] = visible(line or params["example"])
        if params.get("other_example"):
            path, _, number = params["other"].rpartition(":")
            # (The other line is not an alternative if it must be written anew anyway.)
            params["other_example"] = "" if (path, int(number)) in self.lines else visible(params["other_example"])
        return replace(finding, params=params)

    def as_written(self, finding: Finding) -> Finding:
        """Return a finding with the lines that it advises as they are written once all advice is followed.

        What only others advise to delete is no advice of this one: it ends with the line.
        """
        advised: dict[int, str | None] = {}
        for number, line in finding.advised.items():
            written = self.lines.get((finding.path, number), line)
            if written is not None or line is None:
                advised[number] = written
        return replace(finding, advised=advised)

    def without_settled(self, finding: Finding) -> Finding:
        """Return a finding about this text without what it rests on in the text as it is, damaged or not."""
        is_new = (finding.path, finding.line) in self.lines
        return replace(finding, rests_on=finding.rests_on - self.settled, in_new_text=is_new)


@dataclass(frozen=True)
class Draft:
    """A page with advised lines, as it would be read, and the findings while it is read.

    `origins` has for each of its lines the number of the line that it was made from.
    """

    page: Page
    findings: tuple[Finding, ...]
    origins: tuple[int, ...]

    def origin(self, line: int) -> int:
        """Return the number of the line that one of its lines was made from."""
        return self.origins[min(line, len(self.origins)) - 1]

    def at_its_lines(self) -> Page:
        """Return the page with the lines and their numbers in the file as it is, without those that are added."""
        clauses = (
            replace(
                clause,
                line=self.origin(clause.line),
                heading=self._moved(clause.heading),
                blocks=tuple(map(self._moved, clause.blocks)),
            )
            for clause in self.page.clauses
        )
        source = dict(zip(self.origins, self.page.source, strict=True))
        lines = (source.get(number, "") for number in range(1, max(self.origins, default=0) + 1))
        return replace(self.page, clauses=tuple(clauses), source=tuple(lines))

    def new_lines(self, source: Sequence[str]) -> Iterator[tuple[int, str | None]]:
        """Yield the lines that differ from the file as it is, by number; None for one that is deleted."""
        made: dict[int, list[str]] = defaultdict(list)
        for number, line in zip(self.origins, self.page.source, strict=True):
            made[number].append(line)
        for number, line in enumerate(source, start=1):
            new = "\n".join(made[number]) if number in made else None
            if new != line:
                yield number, new

    def _moved(self, block: Block) -> Block:
        return replace(block, line=self.origin(block.line), last_line=self.origin(block.last_line))


def advised(
    context: Context,
    findings: Iterable[Finding],
    unsuppressed: Callable[[Iterable[Finding]], Iterable[Finding]],
) -> AdvisedText:
    """Return the text as findings, and those that follow when their advice is taken, advise to write it.

    `findings` were made while the text was read; `unsuppressed` returns the findings of rules that will be reported,
    with advice only if it is followed.
    """
    known = [*findings, *unsuppressed(_of_rules(context, context.corpus.by_path))]
    causes = found = reported(known)
    written = _lines(known, context.corpus)
    remaining, lines = known, dict[tuple[str, int], str | None]()
    if sum(map(len, _lines(found, context.corpus).values())) > MAX_LINES:
        return AdvisedText(context.corpus)
    drafts: dict[str, Draft] = {}
    later: list[Finding] = []
    # The pages with findings that others cause: these may have advice once it is followed.
    waiting = {finding.path for finding in known} - {finding.path for finding in found}
    corpus, folders, partial = context.corpus, context.settings.folders, context.settings.has_partial_translations
    for _ in range(_MAX_ROUNDS):
        changed = rewritten(corpus, drafts, _lines(found, corpus), context)
        if not changed:
            break
        drafts |= changed
        corpus = with_pages(corpus, {path: draft.page for path, draft in changed.items()})
        while_read = [finding for draft in drafts.values() for finding in draft.findings]
        of_rules = unsuppressed(_of_rules(replace(context, corpus=corpus), waiting.union(changed)))
        remaining = [*while_read, *validation.validate(corpus, folders, partial=partial), *of_rules]
        found = reported(remaining)
        lines = _new_lines(drafts, context.corpus)
        new = [in_file(each, drafts.get(each.path), lines) for each in found if each.advised]
        # (Where the advice of a round before has not been followed yet, it is found again.)
        again = set(map(_place, new))
        later = [*(each for each in later if _place(each) not in again), *new]
    # (What others cause may end with them.)
    open_causes = [each for each in causes if not any((each.path, number) in lines for number in each.advised)]
    settled = frozenset[str]().union(*(each.breaks for each in known))
    settled = settled.difference(*(each.breaks for each in (*open_causes, *remaining)))
    corpus = with_pages(corpus, {path: draft.at_its_lines() for path, draft in drafts.items()})
    advice = AdvisedText(corpus, lines, settled)
    later = [each for each in later if _adds_advice(each, written.get(each.path, {}))]
    return replace(advice, later=tuple(map(advice.as_written, later)))


def _place(finding: Finding) -> tuple[str, int, str]:
    return finding.path, finding.line, finding.rule


def _adds_advice(finding: Finding, written: Mapping[int, str | None]) -> bool:
    """True if its lines have no advice yet, or if what it advises is not one of two lines to choose from."""
    is_one_line = "example" in finding.params and "other_example" not in finding.params
    return is_one_line or written.keys().isdisjoint(finding.advised)


def in_file(finding: Finding, draft: Draft | None, lines: Collection[tuple[str, int]]) -> Finding:
    """Return a finding in a draft at its place in the file as it is; in a line that is written anew, at its start."""
    if draft is None:
        return finding
    line = draft.origin(finding.line)
    return replace(
        finding,
        line=line,
        column=1 if (finding.path, line) in lines else finding.column,
        edit=None,
        damaged=range(0),
        advised={draft.origin(number): text for number, text in finding.advised.items()},
    )


def _of_rules(context: Context, paths: Collection[str]) -> Iterator[Finding]:
    for page in context.corpus.pages():
        rules = [rule for rule in LINT_RULES if rule.advises and rule.can_judge(page.language)]
        if page.path in paths:
            # (When the page is checked, it is reported that this takes too long.)
            with contextlib.suppress(TimeLimitError), page_limit(page.path, TIME_LIMIT_SECONDS):
                yield from [finding for rule in rules for finding in rule.findings(page, context)]


def _new_lines(drafts: Mapping[str, Draft], corpus: Corpus) -> dict[tuple[str, int], str | None]:
    """Return the lines of drafts that differ from the pages as they are, by path and number."""
    pages = (page for page in corpus.pages() if page.path in drafts)
    return {(page.path, number): line for page in pages for number, line in drafts[page.path].new_lines(page.source)}


def _lines(findings: Iterable[Finding], corpus: Corpus) -> dict[str, dict[int, str | None]]:
    """Return the lines that findings advise to write, by path and number.

    All edits of a line are made at once, before other advice about it: that is given again in the next round.
    """
    lines: dict[str, dict[int, str | None]] = defaultdict(dict)
    edits: dict[tuple[str, int], list[tuple[int, Edit]]] = defaultdict(list)
    for finding in findings:
        if finding.advised_edit is not None:
            column, edit = finding.advised_edit
            edits[finding.path, finding.line].append((column - 1, edit))
        for number, line in finding.advised.items():
            lines[finding.path].setdefault(number, line)
    for (path, number), of_line in edits.items():
        if lines[path].get(number, "") is not None:  # else its line stands elsewhere, or nowhere
            lines[path][number] = with_edits(corpus.by_path[path].source[number - 1], of_line)
    return lines


def rewritten(
    corpus: Corpus,
    drafts: Mapping[str, Draft],
    lines: Mapping[str, Mapping[int, str | None]],
    context: Context,
) -> dict[str, Draft]:
    """Return the pages that differ once these lines are written, by their paths."""
    changed: dict[str, Draft] = {}
    for page in corpus.pages():
        if page.path not in lines:
            continue
        origin = drafts[page.path].origin if page.path in drafts else int
        kept = ((number, lines[page.path].get(number, line)) for number, line in enumerate(page.source, start=1))
        written = [(text, origin(number)) for number, line in kept if line is not None for text in line.split("\n")]
        source = tuple(text for text, _ in written)
        if source == page.source:
            continue
        new, findings = rewritten_with_findings(page, source, context.settings)
        if new is not None:
            changed[page.path] = Draft(new, tuple(findings), tuple(number for _, number in written))
    return changed


def with_pages(corpus: Corpus, pages: Mapping[str, Page]) -> Corpus:
    """Return a corpus with some pages in place of those with the same paths."""
    documents = {
        name: replace(document, pages={each: pages.get(page.path, page) for each, page in document.pages.items()})
        for name, document in corpus.documents.items()
    }
    return replace(corpus, documents=documents)
