"""Structure: empty clauses, lead-ins without a list, tables, abbreviations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from policysite.corpus import Block, Clause, Page, headings, subjects
from policysite.findings import Severity
from policysite.findings.rule import Aspect, Rule, Scope
from policysite.lint.context import Context
from policysite.lint.page_text import EXPLANATION, lines_outside_code
from policysite.lint.rule import Hit, hit, hit_at, page_rule
from policysite.lint.text.negation.reader import negations_in

_MAX_WORDS_SHOWN = 6

# The lint finds them before all else: see `policysite.lint.lost_markup`.
MARKUP_LOST = Rule("markup-lost", "structure", Scope.PAGE, until_merged=True)
PAGE_OVERWRITTEN = Rule("page-overwritten", "structure", Scope.PAGE, suppressible=False)


@page_rule()
def clause_empty(page: Page, context: Context) -> Iterator[Hit]:
    """A heading has no text and no clause of a deeper level under it."""
    for clause, following in _without_text(page, context):
        if not _leads_in(clause.heading):
            headings = [clause, following] if following else [clause]
            lines = [subjects.line(page.path, each.line) for each in headings]
            own = subjects.clause(page.subject, clause.id)
            yield hit(page, clause.heading, title=clause.title, breaks=[own], rests_on=lines)


@page_rule()
def lead_in_without_list(page: Page, context: Context) -> Iterator[Hit]:
    """A heading or a text ends with a colon, and nothing follows."""
    for clause, _ in _without_text(page, context):
        if _leads_in(clause.heading):
            yield hit(page, clause.heading, len(clause.heading.text) - 1, text=_end(clause.heading))
    for clause, below in _with_next(page, context):
        has_subclause = below is not None and below.level > clause.level
        for block, following in zip_longest(clause.blocks, clause.blocks[1:]):
            if block.kind not in ("paragraph", "item") or not _leads_in(block):
                continue
            if following is None or following.kind in ("rule", "footnote"):
                followed = has_subclause and not block.inside
            else:
                is_inside = len(following.inside) >= len(block.inside) + (block.kind == "item")
                # A paragraph or a table below a numbered clause may belong to it without being indented.
                may_belong = block.marker != "" and following.kind != "item"
                # An item that is indented, but not far enough, is reported itself.
                followed = is_inside or may_belong or _indent(following, page) > _indent(block, page)
            if not followed:
                rests_on = [subjects.marker(page.path, block.line)]
                yield hit(page, block, len(block.text) - 1, text=_end(block), rests_on=rests_on)


def _without_text(page: Page, context: Context) -> Iterator[tuple[Clause, Clause | None]]:
    """Yield the clauses with neither text nor a clause of a deeper level, each with the clause below it."""
    for clause, following in _with_next(page, context):
        deeper = following is not None and following.level > clause.level
        if not deeper and all(block.kind == "rule" for block in clause.blocks):
            yield clause, following


def _with_next(page: Page, context: Context) -> Iterator[tuple[Clause, Clause | None]]:
    """Yield the clauses of a page, each with the one that is published below it."""
    clauses = context.as_published(page).clauses
    for clause, following in zip_longest(clauses, clauses[1:]):
        if clause is not None and not clause.shown_in:
            yield clause, following


def _indent(block: Block, page: Page) -> int:
    """Return the number of spaces before a block."""
    line = page.source[block.line - 1]
    return len(line) - len(line.lstrip())


def _leads_in(block: Block) -> bool:
    return block.text.endswith(":")


def _end(block: Block) -> str:
    """Return the last words of a text, for a message."""
    words = block.text.split()
    return ("… " if len(words) > _MAX_WORDS_SHOWN else "") + " ".join(words[-_MAX_WORDS_SHOWN:])


@page_rule(advises=True)
def id_with_capitals(page: Page, context: Context) -> Iterator[Hit]:
    """The id of a new clause has capital letters, unlike those that the page has had so far."""
    known = context.known_ids(page)
    if not known or not all(map(str.islower, known)):
        return
    pages = [*context.corpus.documents[page.name].pages.values()]
    for number, clause in enumerate(page.clauses, start=1):
        if clause.id and clause.id not in known and not clause.id.islower():
            lower = clause.id.lower()
            advised = headings.free_id([lower, f"{lower}-{number}"], pages, (), number)
            # Other places may name it as it was, or as it will be.
            own, right = (subjects.clause(page.subject, each) for each in (clause.id, advised))
            line = headings.heading_line(page, clause, advised)
            yield hit_at(page.path, clause.line, rests_on=[own], breaks=[own, right], id=clause.id, advised=line)


@page_rule(aspect=Aspect.STRUCTURE, advises=True)
def paragraph_in_table(page: Page, context: Context) -> Iterator[Hit]:
    """A paragraph directly under a table is rendered as a row of it."""
    for block in page.blocks():
        line = page.source[block.line - 1]
        if block.kind == "row" and "tbody" in block.inside and "|" not in line:
            yield hit(page, block, advised={block.line: f"\n{line}"})


@page_rule(Severity.WARNING)
def abbreviation_unused(page: Page, context: Context) -> Iterator[Hit]:
    """An abbreviation is explained that the text does not have, so that nobody sees the explanation."""
    blocks = page.blocks() if "abbr" in context.settings.extensions else ()
    used = {block.text[span.start : span.end] for block in blocks for span in block.spans if span.tag == "abbr"}
    for number, line in lines_outside_code(page):
        explained = EXPLANATION.match(line)
        name = explained["name"].strip() if explained else ""
        if name and name not in used and explained and line[explained.end() :].strip():
            yield hit_at(page.path, number, name=name)


@page_rule(suppressible=False)
def abbreviation_misleading(page: Page, context: Context) -> Iterator[Hit]:
    """An abbreviation is a number, a sign or a negation, so that its explanation says another one."""
    for block in page.blocks():
        for span in block.spans:
            text = block.text[span.start : span.end]
            is_word = any(map(str.isalpha, text))
            if span.tag == "abbr" and not (
                is_word and ("." in text or not negations_in(text.lower(), page.language).written)
            ):
                yield hit(page, block, span.start, text=text, title=span.attributes.get("title", ""))
