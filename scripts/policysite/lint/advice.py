"""The text as findings advise to write it: the approvals and releases that they advise are of this text."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from policysite.corpus import Block, Corpus, Page, rewritten, validation
from policysite.corpus.time_limit import TimeBudget, TimeLimitError
from policysite.findings import Finding, Severity
from policysite.findings.causes import reported
from policysite.lint.catalogue import LINT_RULES
from policysite.lint.context import Context
from policysite.lint.rule import LintRule

# A heading gets an id, then what it is based on, then nothing else.
_MAX_ROUNDS = 4
# Nobody writes more lines in one round, and reading a page with them takes time.
MAX_LINES = 1_000
_TIME_LIMIT_SECONDS = 2.0


@dataclass(frozen=True)
class Advised:
    """The text as findings advise to write it.

    Attributes:
        corpus: its pages.
        lines: the lines that are to be written, by path and number.
        settled: the subjects that no finding breaks any more once these lines are written.
        later: findings that appear, with advice of their own, only once other advice is followed.
    """

    corpus: Corpus
    lines: Mapping[tuple[str, int], str] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    later: tuple[Finding, ...] = ()

    def in_full(self, finding: Finding) -> Finding:
        """Return a finding with all that is advised about its heading, so that it need not be written twice."""
        line = self.lines.get((finding.path, finding.line)) if "example" in finding.params and finding.advised else None
        return replace(finding, params={**finding.params, "example": line}) if line else finding

    def as_written(self, finding: Finding) -> Finding:
        """Return a finding with the lines that it advises as they are written once all advice is followed."""
        advised = finding.advised.items()  # the last ones found may be followed no more
        return replace(
            finding, advised={number: self.lines.get((finding.path, number), line) for number, line in advised}
        )

    def without_settled(self, finding: Finding) -> Finding:
        """Return a finding about this text without what it rests on in the text as it is."""
        return replace(finding, rests_on=finding.rests_on - self.settled)


@dataclass(frozen=True)
class _Draft:
    """A page with advised lines.

    Attributes:
        page: the page, as it would be read.
        origins: for each of its lines the number of the line that it was made from.
    """

    page: Page
    origins: tuple[int, ...]

    def origin(self, line: int) -> int:
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
        return replace(self.page, clauses=tuple(clauses), source=tuple(source.values()))

    def _moved(self, block: Block) -> Block:
        return replace(block, line=self.origin(block.line), last_line=self.origin(block.last_line))


def advised(
    context: Context,
    findings: Iterable[Finding],
    unsuppressed: Callable[[Iterable[Finding]], Iterable[Finding]],
    time_budget: TimeBudget,
) -> Advised:
    """Return the text as findings, and those that follow when their advice is taken, advise to write it.

    Args:
        context: the text as it is.
        findings: the findings in it that were made while it was read.
        unsuppressed: returns those of the findings of rules that will be reported.
        time_budget: the time that all pages may take.
    """
    paths = {page.path for page in context.corpus.pages()}
    known = [*findings, *unsuppressed(_of_rules(context, paths, time_budget))]
    found = reported(known)
    if sum(map(len, _lines(found).values())) > MAX_LINES:
        return Advised(context.corpus)
    lines: dict[tuple[str, int], str] = {}
    drafts: dict[str, _Draft] = {}
    later: list[Finding] = []
    corpus = context.corpus
    for _ in range(_MAX_ROUNDS):
        changed = _rewritten(corpus, drafts, _lines(found), context, time_budget)
        if not changed:
            break
        for path, new in _lines(found).items():
            origin = drafts[path].origin if path in drafts else int
            lines |= {(path, origin(number)): line for number, line in new.items() if path in changed}
        drafts |= changed
        corpus = _with_pages(corpus, {path: draft.page for path, draft in changed.items()})
        following = replace(context, corpus=corpus)
        of_rules = unsuppressed(_of_rules(following, changed, time_budget))
        found = reported(
            [
                *validation.validate(
                    corpus, context.settings.folders, partial=context.settings.has_partial_translations
                ),
                *of_rules,
            ]
        )
        later += (_in_file(each, drafts.get(each.path), lines) for each in found if _lines([each]))
    followed = {True: set[str](), False: set[str]()}
    for finding in known:
        followed[any((finding.path, number) in lines for number in finding.advised)] |= finding.breaks
    corpus = _with_pages(corpus, {path: draft.at_its_lines() for path, draft in drafts.items()})
    written = _lines(known)
    # (About a line that has advice already, a finding adds nothing, unless it shows an example of its own: a guess.)
    later = [
        each for each in later if "example" in each.params or written.get(each.path, {}).keys().isdisjoint(each.advised)
    ]
    advice = Advised(corpus, lines, frozenset(followed[True] - followed[False]))
    return replace(advice, later=tuple(map(advice.as_written, later)))


def _in_file(finding: Finding, draft: _Draft | None, lines: Collection[tuple[str, int]]) -> Finding:
    """Return a finding in a draft at its place in the file as it is; in a line that is written anew, at its start.

    Args:
        finding: the finding.
        draft: its page; None if that has no advised lines.
        lines: the lines that are written anew, by path and number.
    """
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


def _of_rules(context: Context, paths: Collection[str], time_budget: TimeBudget) -> Iterator[Finding]:
    rules = [rule for rule in LINT_RULES if rule.advises]
    for page in context.corpus.pages():
        if page.path in paths:
            # (When the page is checked, it is reported that this takes too long.)
            with contextlib.suppress(TimeLimitError), time_budget.limit(page.path, _TIME_LIMIT_SECONDS):
                yield from [finding for rule in rules for finding in _found(rule, page, context)]


def _found(rule: LintRule, page: Page, context: Context) -> Iterator[Finding]:
    return rule.findings(page, context) if rule.can_judge(page.language) else iter(())


def _lines(findings: Iterable[Finding]) -> dict[str, dict[int, str]]:
    """Return the lines that findings advise to write, by path and number."""
    lines: dict[str, dict[int, str]] = {}
    for finding in findings:
        # (A warning can be left as it is.)
        if finding.severity is Severity.ERROR:
            for number, line in finding.advised.items():
                lines.setdefault(finding.path, {}).setdefault(number, line)
    return lines


def _rewritten(
    corpus: Corpus,
    drafts: Mapping[str, _Draft],
    lines: Mapping[str, Mapping[int, str]],
    context: Context,
    time_budget: TimeBudget,
) -> dict[str, _Draft]:
    """Return the pages that are other ones with these lines, by their paths."""
    changed: dict[str, _Draft] = {}
    for page in corpus.pages():
        if page.path not in lines:
            continue
        origin = drafts[page.path].origin if page.path in drafts else int
        written = [
            (text, origin(number))
            for number, line in enumerate(page.source, start=1)
            for text in lines[page.path].get(number, line).split("\n")
        ]
        source = tuple(text for text, _ in written)
        new = rewritten(page, source, context.settings, time_budget) if source != page.source else None
        if new is not None:
            changed[page.path] = _Draft(new, tuple(number for _, number in written))
    return changed


def _with_pages(corpus: Corpus, pages: Mapping[str, Page]) -> Corpus:
    documents = {
        name: replace(document, pages={each: pages.get(page.path, page) for each, page in document.pages.items()})
        for name, document in corpus.documents.items()
    }
    return replace(corpus, documents=documents)
