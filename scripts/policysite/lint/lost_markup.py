"""Markup that an editor has lost: lines with the words that they had, although a heading, items or rows are gone.

A line break or a sign that is lost or added makes text of a heading, an item or a row. A dozen rules would find that at
other places, each with another cause. So it is found first, and the others read the page as it was. The same is true of
a heading that has lost its title, and of a page that as a whole is an earlier version again, or another page.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, islice
from typing import NamedTuple, TypeAlias

from policysite.corpus import Corpus, Page, Settings, based_on, reader, validation
from policysite.corpus.model import FOOTNOTE
from policysite.corpus.time_limit import TimeLimitError, page_limit
from policysite.corpus.validation import HEADING_EMPTY
from policysite.findings import Finding
from policysite.findings.rule import rules_in
from policysite.history.versions import version_order
from policysite.lint.advice import Draft, in_file, rewritten, with_pages
from policysite.lint.context import Context
from policysite.lint.rules.structure import MARKUP_LOST, PAGE_OVERWRITTEN
from policysite.lint.rules.versions import PAGE_PUT_BACK

_WORD = re.compile(r"[^\W_]+")
# The line above or below code, whose words name its language: chat assistants write a whole page between such lines.
_FENCE = re.compile(r"\s*(?:`{3}|~{3})")
# A sign of markup, or what an item or the text of a definition begins with.
_MARK = re.compile(
    r"[#\u2116\\|{}\[\]<>*_^~`\u2192\u2022]|!!|[-\u2013\u2014](?:\s|$)|(?:^|\s):|(?:^|\s)(?:\d{1,2}(?:\W?\d{1,2})*|[^\W\d_])[.)]\s",
    re.MULTILINE,
)
# The line of a heading without a title, and the beginning of one that has one.
_EMPTIED, _TITLED = re.compile(r"#{1,6}[^\w{}]*(?:\{[^{}]*\}\s*)?"), re.compile(r"#{1,6} +\w")
# Changes with as many unchanged lines between them are one, unless it is long; a few lines may become a few others.
_MAX_LINES_BETWEEN, _MAX_LINES_OF_CHANGE, _MAX_LINES = 2, 30, 6
# Nobody loses more in one change, and a page is read for each.
_MAX_LOST, TIME_LIMIT_SECONDS = 20, 2.0
# A kind of markup, and what of it: a block and its kind, or a link and its address.
_Part: TypeAlias = tuple[str, str]
# An editor may join two paragraphs; but nobody makes code, a row or a note of a text by its spaces and line breaks.
_CODE = ("block", "code")
_NO_LOSS, _TRAPS = {("block", "paragraph"), _CODE}, (_CODE, ("block", "row"), ("inside", FOOTNOTE))
_OF_CORPUS = frozenset(rule.name for rule in rules_in(validation, based_on))


class _Lines(NamedTuple):
    """Lines of a page, and those that they were, as ranges of their indexes."""

    former: range
    present: range


@dataclass(frozen=True)
class Restored:
    """The pages as they would be read with the markup that they have lost; `drafts` are those that differ, by path."""

    corpus: Corpus
    drafts: Mapping[str, Draft]

    def while_read(self, findings: Sequence[Finding], settings: Settings) -> Iterator[Finding]:
        """Yield the findings while pages are read: those given, or the ones about the pages as they would be read."""
        if not self.drafts:
            yield from findings
            return
        yield from (each for each in findings if each.path not in self.drafts and each.rule not in _OF_CORPUS)
        yield from (each for draft in self.drafts.values() for each in draft.findings)
        yield from validation.validate(self.corpus, settings.folders, partial=settings.has_partial_translations)

    def in_files(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield findings in the pages as they would be read, at their places in the files."""
        yield from (in_file(each, self.drafts.get(each.path), ()) for each in findings)


def restored(context: Context, lost: Iterable[Finding]) -> Restored:
    """Return the pages with the lines that these findings advise to write."""
    lines: dict[str, dict[int, str | None]] = {}
    for each in lost:
        lines.setdefault(each.path, {}).update(each.advised)
    drafts = rewritten(context.corpus, {}, lines, context)
    return Restored(with_pages(context.corpus, {path: each.page for path, each in drafts.items()}), drafts)


def findings(context: Context) -> Iterator[Finding]:
    """Yield a finding for a page that is an earlier version again, or for each loss of markup on it."""
    for page in context.corpus.pages():
        former = context.former_source(page)
        if former and former != page.source:
            with contextlib.suppress(TimeLimitError), page_limit(page.path, TIME_LIMIT_SECONDS):
                whole = _put_back(page, former, context) or _overwritten(page, former, context)
                yield from list(whole or chain(_emptied(page, former), _losses(page, former, context)))


def _put_back(page: Page, former: Sequence[str], context: Context) -> list[Finding]:
    """Return the finding about a page that is as an earlier version was, if it was a later one; else none."""
    version = page.front_matter.version or ""
    copies = {copy.frozen_as: copy for copy in context.corpus.copies_of(page)}
    is_released = (page.name, version) in copies and page.digest in {copy.digest for copy in copies.values()}
    before = reader.rewritten(page, former, context.settings) if is_released else None
    latest = before.front_matter.version if before else None
    if latest is None or version_order(version) >= version_order(latest):
        return []
    copy = next((each.path for each in copies.values() if each.source == former), "")
    advised = _in_place(page, former)
    return [PAGE_PUT_BACK.at(page.path, advised=advised, version=version, latest=latest, copy=copy)]


def _overwritten(page: Page, former: Sequence[str], context: Context) -> list[Finding]:
    """Return the finding about a page that has the text of another document; else none."""
    others = (each for each in context.corpus.pages() if each.name != page.name and each.digest == page.digest)
    other = next(others, None)
    before = reader.rewritten(page, former, context.settings) if other and page.clauses else None
    if other is None or before is None or before.digest == page.digest:
        return []
    return [PAGE_OVERWRITTEN.at(page.path, advised=_in_place(page, former), other=other.path)]


def _in_place(page: Page, former: Sequence[str]) -> dict[int, str | None]:
    """Return the lines that a page had, in place of those that it has."""
    return {1: "\n".join(former)} | dict.fromkeys(range(2, len(page.source) + 1))


def _emptied(page: Page, former: Sequence[str]) -> Iterator[Finding]:
    """Yield a finding for each heading that has lost its title."""
    emptied = {clause.line for clause in page.clauses if _EMPTIED.fullmatch(page.source[clause.line - 1])}
    for lines in _changes(former, page.source) if emptied else ():
        present = [each + 1 for each in lines.present if each + 1 in emptied]
        titled = [former[each] for each in lines.former if _TITLED.match(former[each])]
        if len(present) == len(titled) == 1:
            yield HEADING_EMPTY.at(page.path, present[0], advised=titled[0])


def _losses(page: Page, former: Sequence[str], context: Context) -> Iterator[Finding]:
    present = _markup(page)
    for lines in islice(_rearranged(former, page.source), _MAX_LOST):
        old = "\n".join(former[each] for each in lines.former)
        written = [*page.source[: lines.present.start], *old.split("\n"), *page.source[lines.present.stop :]]
        page_before = reader.rewritten(page, written, context.settings)
        new = "\n".join(page.source[each] for each in lines.present)
        if page_before and _is_lost(_markup(page_before), present, has_marks=_MARK.search(new) is not None):
            first, *others = (each + 1 for each in lines.present)
            numbers = f"{first}–{others[-1]}" if others else f"{first}"
            advised = {first: old} | dict.fromkeys(others)
            yield MARKUP_LOST.at(page.path, first, advised=advised, lines=numbers, example=old)


def _is_lost(former: Counter[_Part], present: Counter[_Part], *, has_marks: bool) -> bool:
    """True if there is less of something than before, although marks are left, or more of what text becomes by mistake.

    Where no mark is left, an editor has made plain text of a list or a note.
    """
    is_less = has_marks and bool((former - present).keys() - _NO_LOSS)
    return is_less or any(present[each] > former[each] for each in _TRAPS)


def _markup(page: Page) -> Counter[_Part]:
    """Return the parts of a page, with their numbers: blocks by their kinds, cells, ids, links, notes and images."""
    parts: Counter[_Part] = Counter(("id", clause.id) for clause in page.clauses)
    for clause in page.clauses:
        parts.update(("basis", each) for each in clause.based_on or ())
        for block in clause.all_blocks():
            parts[("block", block.kind)] += 1
            parts["block", "cell"] += len(block.cells)
            parts["block", "numbered"] += bool(block.marker)
            parts.update(("inside", each) for each in block.inside)
            parts.update(("link", link.address) for link in block.links)
            parts.update(("attribute", each) for span in block.spans for each in span.attributes)
            parts["note", ""] += sum(span.is_footnote for span in block.spans)
    return parts


def _rearranged(former: Sequence[str], present: Sequence[str]) -> Iterator[_Lines]:
    """Yield the changed lines that have the same words as the lines that they were: all of a change, or runs of it."""
    for change in _changes(former, present):
        if _words(former, change.former) == _words(present, change.present):
            yield change
            continue
        if max(len(change.former), len(change.present)) > _MAX_LINES_OF_CHANGE:
            continue
        done: set[int] = set()
        known: dict[tuple[str, ...], range] = {}
        for run in _runs(change.former):
            known.setdefault(_words(former, run), run)
        for run in _runs(change.present):
            words = _words(present, run)
            before = known.get(words) if words and done.isdisjoint(run) else None
            if before is not None and [*map(former.__getitem__, before)] != [*map(present.__getitem__, run)]:
                done.update(run)
                yield _Lines(before, run)


def _runs(lines: range) -> Iterator[range]:
    """Yield the runs of lines that are not too long, the shortest first."""
    for length in range(1, min(len(lines), _MAX_LINES) + 1):
        yield from (range(start, start + length) for start in range(lines.start, lines.stop - length + 1))


def _changes(former: Sequence[str], present: Sequence[str]) -> Iterator[_Lines]:
    """Yield the lines that differ, in runs; where lines without words were added or deleted, with the next line."""
    runs: list[_Lines] = []
    for tag, old, old_end, new, new_end in SequenceMatcher(None, former, present).get_opcodes():
        if tag != "equal":
            is_near = bool(runs) and new - runs[-1].present.stop <= _MAX_LINES_BETWEEN
            if is_near and new_end - runs[-1].present.start <= _MAX_LINES_OF_CHANGE:
                old, new = runs[-1].former.start, runs.pop().present.start
            runs.append(_Lines(range(old, old_end), range(new, new_end)))
    for run in runs:
        if run.former and run.present:
            yield _between_texts(run, former, present)
        elif run.present.start < len(present) and not (_words(former, run.former) or _words(present, run.present)):
            yield _between_texts(
                _Lines(*map(_with_next, (run.former, run.present), (former, present))), former, present
            )


def _between_texts(run: _Lines, former: Sequence[str], present: Sequence[str]) -> _Lines:
    """Return changed lines with the unchanged one beside an empty line at an end, which people do not copy."""
    ends = [(lines[each.start], lines[each.stop - 1]) for lines, each in ((former, run.former), (present, run.present))]
    above = run.present.start > 0 and not all(first.strip() for first, _ in ends)
    below = run.present.stop < len(present) and not all(last.strip() for _, last in ends)
    return _Lines(*(range(each.start - above, each.stop + below) for each in (run.former, run.present)))


def _with_next(run: range, lines: Sequence[str]) -> range:
    return range(run.start, min(run.stop + 1, len(lines)))


def _words(lines: Sequence[str], run: Iterable[int]) -> tuple[str, ...]:
    texts = (lines[number] for number in run if not _FENCE.match(lines[number]))
    return tuple(sorted(word for text in texts for word in _WORD.findall(text)))
