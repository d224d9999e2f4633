"""Ids of clauses that were changed, although links and answers still name the former ones, or that were used again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from policysite.corpus import Clause, Page, subjects
from policysite.corpus.headings import free_id, heading_line, names_after
from policysite.findings import Severity
from policysite.findings.rule import Rule, Scope
from policysite.languages.scripts import HANGUL, UNSPACED
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit_at, page_check
from policysite.lint.text.phrases import tokens

# Shorter words stand in any text; longer ones are compared by so many letters, as their ends may differ.
_LETTERS = 5
_PAIR = re.compile(f"(?=([{UNSPACED}{HANGUL}]{{2}}))")
# A clause that is worded anew keeps a larger share of its words.
_MAX_SHARE = 0.1

ID_CHANGED = Rule("id-changed", "clauses", Scope.PAGE, advises=True)
ID_REUSED = Rule("id-reused", "clauses", Scope.PAGE, Severity.WARNING)


@page_check(ID_CHANGED)
def id_changed(page: Page, context: Context) -> Iterator[Hit]:
    """A clause has another id, with the same text: a new one, or that of another clause; the site still has its own."""
    for former, clause_id in _changed_ids(page, context):
        if f"{page.name}#{former}" in context.named_clauses:
            found = _changed(page, former, clause_id)
            yield replace(found, rests_on=frozenset([subjects.clause(page.subject, clause_id)]))
    for former, clause_id in _exchanged_ids(page, context):
        yield _changed(page, former, clause_id)


def _changed(page: Page, former: str, clause_id: str) -> Hit:
    clause = page.clause(clause_id)
    breaks = [subjects.clause(page.subject, each) for each in (former, clause_id)]
    line = heading_line(page, clause, former)
    return hit_at(page.path, clause.line, breaks=breaks, former=former, advised=line)


def _exchanged_ids(page: Page, context: Context) -> Iterator[tuple[str, str]]:
    """Yield the ids with which clauses are approved, with those of other clauses that they have now."""
    for clause in page.clauses:
        approved = context.approved_ids(page, clause)
        for former in approved if clause.id and clause.id not in approved and len(approved) == 1 else ():
            if page.has_clause(former) and former not in context.approved_ids(page, page.clause(former)):
                yield former, clause.id


def _changed_ids(page: Page, context: Context) -> Iterator[tuple[str, str]]:
    """Yield the ids that clauses of a page had in released versions or approvals, with those that they have now."""
    copies = context.corpus.copies(page.name).values()
    released = {clause.id for copy in copies for each in copy.pages.values() for clause in each.clauses if clause.id}
    gone = (each for each in sorted(released) if not page.has_clause(each))
    former = {clause_id: context.policy_ids.renamed(f"{page.name}#{clause_id}") for clause_id in gone}
    approved = (each for each in context.new_names.items() if each[0].startswith(f"{page.name}#"))
    former |= {old.rpartition("#")[2]: new for old, new in approved}
    for old, new in former.items():
        name, _, clause_id = (new or "").rpartition("#")
        is_new = name == page.name and clause_id not in released
        is_new = is_new and clause_id.lower() != old  # `id-with-capitals` finds that
        if is_new and page.has_clause(clause_id) and not page.has_clause(old):
            yield old, clause_id


@page_check(ID_REUSED)
def id_reused(page: Page, context: Context) -> Iterator[Hit]:
    """A clause has the id that another clause had in the released versions: its title and its text are others.

    They are in every language: a clause that is worded anew may have no word in common in one of them.
    """
    pages, copies = [*context.corpus.documents[page.name].pages.values()], context.corpus.copies_of(page)
    for number, clause in enumerate(page.clauses[1:], start=2):
        former = [each.clause(clause.id) for each in copies if clause.id and each.has_clause(clause.id)]
        if former and not any(_is_kept(each, clause.id, context) for each in pages):
            titles = {each.language: each.clause(clause.id).title for each in pages if each.has_clause(clause.id)}
            advised = free_id(names_after(titles), [*pages, *copies], (), number)
            line = heading_line(page, clause, advised)
            name = subjects.clause(page.subject, clause.id)
            yield hit_at(page.path, clause.line, rests_on=[name], id=clause.id, former=former[-1].title, example=line)


def _is_kept(page: Page, clause_id: str, context: Context) -> bool:
    """True if a clause of a page is still like that of a released version."""
    both = [each.clause(clause_id) for each in (page, *context.corpus.copies_of(page)) if each.has_clause(clause_id)]
    return page.has_clause(clause_id) and any(_are_alike(both[0], each) for each in both[1:])


def _are_alike(clause: Clause, other: Clause) -> bool:
    """True if two clauses have a word of their titles in common, or more than a few of their texts."""
    if clause.digest == other.digest:
        return True
    title, text = _words([clause.title]), _words(block.text for block in clause.blocks)
    other_title, other_text = _words([other.title]), _words(block.text for block in other.blocks)
    fewer = min(len(text), len(other_text))
    return not fewer or bool(title & other_title) or len(text & other_text) > _MAX_SHARE * fewer


def _words(texts: Iterable[str]) -> set[str]:
    """Return the beginnings of the longer words in texts; in East Asia, where words are short, pairs of characters."""
    words = {token.word.lower() for text in texts for token in tokens(text)}
    pairs = {match[1] for word in words for match in _PAIR.finditer(word)}
    return pairs | {word[:_LETTERS] for word in words if len(word) >= _LETTERS and not _PAIR.match(word)}
