"""Clauses that are not approved as they are, and invalid lines of `approvals.yml`."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.approvals import Kind, Pair, State, pairs
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit_at, site_rule


@site_rule(suppressible=False)
def translation_stale(context: Context) -> Iterator[Hit]:
    """The original has changed since its translation was approved."""
    yield from _in_state(context, Kind.TRANSLATION, State.STALE)


@site_rule(suppressible=False)
def translation_unreviewed(context: Context) -> Iterator[Hit]:
    """The translation has changed since it was approved, or was never approved."""
    yield from _in_state(context, Kind.TRANSLATION, State.UNREVIEWED)


@site_rule(suppressible=False)
def based_on_stale(context: Context) -> Iterator[Hit]:
    """A policy clause has changed since an answer or summary based on it was approved."""
    yield from _in_state(context, Kind.BASED_ON, State.STALE)


@site_rule(suppressible=False)
def based_on_unreviewed(context: Context) -> Iterator[Hit]:
    """An answer or summary has changed since it was approved against the policy, or was never approved."""
    yield from _in_state(context, Kind.BASED_ON, State.UNREVIEWED)


def _in_state(context: Context, kind: Kind, state: State) -> Iterator[Hit]:
    for pair in pairs(context.corpus) if context.approvals.complete else ():
        if pair.kind is kind and context.approvals.state(pair) is state:
            yield _hit(pair, context)


def _hit(pair: Pair, context: Context) -> Hit:
    base, text = pair.base.clause, pair.text.clause
    return hit_at(
        pair.text.page.path,
        text.line if text else 1,
        id=pair.text.clause_id,
        base=pair.base.clause_id,
        other=f"{pair.base.page.path}:{base.line if base else 1}",
        name=f"{pair.text.page.name}#{pair.text.clause_id}",
        file=context.approvals.path,
        row=pair.line or "",
    )


@site_rule(suppressible=False)
def approval_unknown(context: Context) -> Iterator[Hit]:
    """An approval names clauses that are not a pair."""
    known = {pair.key for pair in pairs(context.corpus)}
    for key, lines in context.approvals.lines.items():
        if key not in known and not _is_unread(key, context):
            for line in lines:
                yield hit_at(context.approvals.path, line, key=key)


@site_rule(suppressible=False)
def approval_superseded(context: Context) -> Iterator[Hit]:
    """An approval is superseded by another approval of the same pair.

    It may be an old one, or approve a text in advance that nobody has read.
    """
    for pair in pairs(context.corpus):
        for line in context.approvals.superseded(pair):
            yield hit_at(context.approvals.path, line, key=pair.key)


def _is_unread(key: str, context: Context) -> bool:
    """True if one of the pages of an approval could not be read."""
    pages = (name.rpartition("#")[0].partition("/") for name in key.split(" "))
    return any((language, name) in context.corpus.unread for language, _, name in pages)
