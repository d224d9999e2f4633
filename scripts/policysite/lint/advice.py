"""The text as findings advise to write it: the lines that approve and release it must fit it after the next change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from policysite.corpus import Corpus, Page, rewritten, validation
from policysite.findings import Finding
from policysite.lint.catalogue import LINT_RULES
from policysite.lint.context import Context

# A heading gets an id, then what it is based on, then nothing else.
_MAX_ROUNDS = 4


@dataclass(frozen=True)
class Advised:
    """The text as findings advise to write it.

    Attributes:
        corpus: its pages.
        lines: the lines that are to be written, by path and number.
        settled: what the findings about these lines break, and what is known once they are followed.
    """

    corpus: Corpus
    lines: Mapping[tuple[str, int], str] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()

    def in_full(self, finding: Finding) -> Finding:
        """Return a finding with all that is advised about its line, so that the line need not be written twice."""
        line = self.lines.get((finding.path, finding.line)) if finding.advised else None
        return replace(finding, params={**finding.params, "example": line}, advised=line) if line else finding

    def without_settled(self, finding: Finding) -> Finding:
        """Return a finding about this text without what it rests on in the text as it is."""
        return replace(finding, rests_on=finding.rests_on - self.settled)


def advised(context: Context, findings: Iterable[Finding]) -> Advised:
    """Return the text as findings, and those that follow when their advice is taken, advise to write it.

    Args:
        context: the text as it is.
        findings: the findings in it that were made while it was read.
    """
    known = list(findings)
    found = known
    lines: dict[tuple[str, int], str] = {}
    corpus = context.corpus
    for _ in range(_MAX_ROUNDS):
        new = {(each.path, each.line): each.advised for each in found if each.advised}
        pages = _rewritten(corpus, new, context)
        if not pages:
            break
        lines |= {place: line for place, line in new.items() if place[0] in pages}
        corpus = _with_pages(corpus, pages)
        found = list(_findings(replace(context, corpus=corpus)))
    open_ones = frozenset[str]().union(*(each.breaks for each in known if (each.path, each.line) not in lines))
    settled = frozenset[str]().union(*(each.breaks for each in known if (each.path, each.line) in lines))
    return Advised(corpus, lines, settled - open_ones)


def _findings(context: Context) -> Iterator[Finding]:
    yield from validation.validate(context.corpus, context.settings.folders)
    for page in context.corpus.pages():
        for rule in LINT_RULES:
            if rule.advises and rule.can_judge(page.language):
                yield from rule.findings(page, context)


def _rewritten(corpus: Corpus, lines: Mapping[tuple[str, int], str], context: Context) -> dict[str, Page]:
    """Return the pages that are other ones with these lines, by their paths."""
    by_path = {page.path: page for page in corpus.pages()}
    pages: dict[str, Page] = {}
    for path in {path for path, _ in lines} & by_path.keys():
        source = list(by_path[path].source)
        for (of_page, number), line in lines.items():
            if of_page == path and number <= len(source):
                source[number - 1] = line
        if tuple(source) != by_path[path].source:
            page = rewritten(by_path[path], source, context.settings)
            if page is not None:
                pages[path] = page
    return pages


def _with_pages(corpus: Corpus, pages: Mapping[str, Page]) -> Corpus:
    documents = {
        name: replace(document, pages={each: pages.get(page.path, page) for each, page in document.pages.items()})
        for name, document in corpus.documents.items()
    }
    return replace(corpus, documents=documents)
