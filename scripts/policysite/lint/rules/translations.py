"""Clauses that are not approved as they are, and invalid lines of `approvals.yml`."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator

from policysite.approvals import Pair, PairKind, PairSide, PairState, bases, pairs
from policysite.corpus import Clause, Page, subjects
from policysite.corpus.url_safety import shown
from policysite.findings import NOTHING, Severity
from policysite.findings.rule import Aspect, Rule, Scope
from policysite.languages import locale_of
from policysite.lint.context import Context
from policysite.lint.rule import Hit, LintRule, hit, hit_at, page_rule, site_check, site_rule
from policysite.lint.text.quantities import Quantity, quantities_without

_NUMBER = re.compile(r"\d+(?![\d.,])")
# Comparing an answer with long clauses takes time, and nobody changes more answers at once.
_MAX_COMPARED_ANSWERS = 100


def _state_rule(name: str, kind: PairKind, state: PairState) -> LintRule:
    """Return the rule that finds the pairs of a kind in a state."""
    rule = Rule(name, "translations", Scope.SITE, suppressible=False, as_advised=True)
    return site_check(rule)(functools.partial(_in_state, kind, state))


def _in_state(kind: PairKind, state: PairState, context: Context) -> Iterator[Hit]:
    found = (pair for pair in pairs(context.corpus) if pair.kind is kind and context.approvals.state(pair) is state)
    for number, pair in enumerate(found):
        is_compared = kind is PairKind.BASED_ON and number < _MAX_COMPARED_ANSWERS
        yield _hit(pair, context, _numbers_of_none(pair, context) if is_compared else "")


TRANSLATION_STALE = _state_rule("translation-stale", PairKind.TRANSLATION, PairState.STALE)
TRANSLATION_UNREVIEWED = _state_rule("translation-unreviewed", PairKind.TRANSLATION, PairState.UNREVIEWED)
BASED_ON_STALE = _state_rule("based-on-stale", PairKind.BASED_ON, PairState.STALE)
BASED_ON_UNREVIEWED = _state_rule("based-on-unreviewed", PairKind.BASED_ON, PairState.UNREVIEWED)


@page_rule(advises=True)
def period_outdated(page: Page, context: Context) -> Iterator[Hit]:
    """An answer still has a period that has since changed in its policy clause."""
    changed = (
        (clause, base, now, former)
        for clause in page.clauses
        for base, now, former in _former_bases(page, clause, context)
    )
    for clause, base, now, former in itertools.islice(changed, _MAX_COMPARED_ANSWERS):
        both = _changed_period(former, now, base.page)
        if both is None:
            continue
        old, new = both
        lines: dict[int, Quantity] = {}
        for each in quantities_without(clause, page, _clauses(bases(page, clause, context.corpus))):
            if each.meaning == old.meaning and each.block.kind != "code":
                lines.setdefault(page.position(each.block, each.start)[0], each)
        for number, found in lines.items():
            written = re.compile(rf"(?<![\d.,]){re.escape(found.written)}(?!\w)")
            period = _in_form_of(found.written, new.written, page.language)
            example = period.join(written.split(page.source[number - 1]))
            if example != page.source[number - 1]:
                yield hit(
                    page,
                    found.block,
                    found.start,
                    old=found.written,
                    new=period,
                    title=_title(now),
                    other=f"{base.page.path}:{now.line}",
                    advised=example,
                    rests_on=[subjects.aspect(subjects.clause(base.page.subject, now.id), Aspect.NUMBERS)],
                )


def _in_form_of(written: str, new: str, language: str) -> str:
    """Return a new period with the word for the unit in the form of a text, if both numbers have the same form there.

    In another sentence, the unit may be in another case.
    """
    former, number = (_NUMBER.match(each) for each in (written, new))
    form = locale_of(language).plural_form
    if former and number and form(int(former[0])) == form(int(number[0])):
        return f"{number[0]}{written[former.end() :]}"
    return new


def _former_bases(page: Page, clause: Clause, context: Context) -> Iterator[tuple[PairSide, Clause, Clause]]:
    """Yield the policy clauses that have changed since an answer was approved: as they are now, and as they were then.

    Answers are approved in the original language; the text of that time is known if it was released. Of an answer that
    has changed too, every text that it was approved with is such a text.
    """
    corpus = context.corpus
    original = corpus.page(corpus.original, page.name)
    answer = original.clause(clause.id) if original and original.has_clause(clause.id) else None
    if original is None or answer is None:
        return
    for base in bases(original, answer, corpus):
        pair = Pair(PairSide(original, clause.id, answer), base, PairKind.BASED_ON)
        state = context.approvals.state(pair)
        if state in (PairState.APPROVED, PairState.MISSING):
            continue
        approvals = context.approvals.digests.get(pair.key, ())
        approved = {digest for text, digest in approvals if text == answer.digest or state is PairState.UNREVIEWED}
        name, clause_id = base.page.name, base.clause_id
        for copies in corpus.copies(name).values():
            languages = (corpus.original, page.language)
            released = [copies.pages[each] for each in languages if each in copies.pages]
            now = corpus.page(page.language, name)
            if now is None or len(released) < 2 or not all(each.has_clause(clause_id) for each in (now, *released)):
                continue
            if released[0].clause(clause_id).digest in approved:
                new = now.clause(clause_id)
                yield PairSide(now, clause_id, new), new, released[1].clause(clause_id)
                break


def _changed_period(former: Clause, now: Clause, page: Page) -> tuple[Quantity, Quantity] | None:
    """Return the period that a clause had and the one that it has instead, perhaps in several places; else None."""
    old = list(quantities_without(former, page, [(page, now)]))
    new = list(quantities_without(now, page, [(page, former)]))
    is_one = all(len({each.meaning for each in quantities}) == 1 for quantities in (old, new))
    if is_one and old[0].unit and old[0].unit == new[0].unit:
        return old[0], new[0]
    return None


def _clauses(sides: Iterable[PairSide]) -> list[tuple[Page, Clause]]:
    return [(side.page, side.clause) for side in sides if side.clause]


def _numbers_of_none(pair: Pair, context: Context) -> str:
    """Return the numbers of an answer that are in none of the clauses that it is based on."""
    page, clause = pair.text.page, pair.text.clause
    if clause is None:
        return ""
    found = quantities_without(clause, page, _clauses(bases(page, clause, context.corpus)))
    return ", ".join(dict.fromkeys(each.written for each in found))


def _hit(pair: Pair, context: Context, numbers: str) -> Hit:
    base, text = pair.base.clause, pair.text.clause
    return hit_at(
        pair.text.page.path,
        text.line if text else 1,
        id=pair.text.clause_id,
        title=_title(text),
        base=pair.base.clause_id,
        base_title=_title(base),
        other=_place(pair.base),
        name=_name(pair),
        file=context.approvals.path,
        row=pair.line or "",
        former=", ".join(map(str, context.approvals.lines.get(pair.key, ()))),
        numbers=numbers,
        rests_on=_final(pair) | {context.approvals.path, subjects.approval(pair.key)},
    )


def _name(pair: Pair) -> str:
    return f"{pair.text.page.name}#{pair.text.clause_id}"


def _place(side: PairSide) -> str:
    return f"{side.page.path}:{side.clause.line if side.clause else 1}"


def _final(pair: Pair) -> set[str]:
    """Return what must be known to print the line that approves a pair."""
    sides = (pair.text, pair.base)
    clauses = {subjects.clause(side.page.subject, side.clause_id) for side in sides}
    return clauses.union(map(subjects.wording, clauses), (subjects.page_name(side.page.subject) for side in sides))


def _title(clause: Clause | None) -> str:
    return shown(clause.name) if clause else NOTHING


@site_rule(suppressible=False, as_advised=True)
def approval_damaged(context: Context) -> Iterator[Hit]:
    """The line that should approve a pair as it is was damaged."""
    path = context.approvals.path
    for pair in pairs(context.corpus):
        for line in context.approvals.damaged(pair):
            yield hit_at(
                path,
                line,
                breaks={subjects.approval(pair.key), subjects.line(path, line)},
                rests_on=_final(pair) | {path},
                key=pair.key,
                name=_name(pair),
                file=path,
                place=_place(pair.text),
                other=_place(pair.base),
                row=pair.line or "",
            )


@site_rule(suppressible=False, as_advised=True)
def approval_unknown(context: Context) -> Iterator[Hit]:
    """An approval names clauses that are not a pair."""
    known = {pair.key for pair in pairs(context.corpus)}
    frozen = {page.subject for page in context.corpus.frozen_pages()}
    for key, lines in context.approvals.lines.items():
        # (A released correction was approved before, and need not be approved any more.)
        is_released = all(side.partition("#")[0] in frozen for side in key.split(" "))
        if key not in known and not is_released and not context.approvals.is_unbuilt(key):
            for line in lines:
                rests_on = {subjects.approval(key), *_named_in(key)}
                yield hit_at(context.approvals.path, line, rests_on=rests_on, key=key)


@site_rule(suppressible=False, as_advised=True)
def approval_renamed(context: Context) -> Iterator[Hit]:
    """Approvals name a page or a clause that has another name now, with the same text."""
    known = {pair.key for pair in pairs(context.corpus)}
    for (old, new), renamed in context.renamed.items():
        # (All lines with the old name get the new one, those of texts that have changed since, too.)
        replaced = {key: _with_name(key, old, new) for key in context.approvals.lines.keys() - known}
        changed = {key: now for key, now in replaced.items() if now in known} | dict(renamed)
        breaks = {subjects.approval(key) for keys in changed.items() for key in keys}
        sides = {side for keys in changed.items() for key in keys for side in key.split(" ")}
        pages = {side.rpartition("#")[0] for now in changed.values() for side in now.split(" ")}
        rests_on = {*map(subjects.page_name, pages), *sides}
        yield hit_at(
            context.approvals.path,
            min(line for key in dict(renamed) for line in context.approvals.lines[key]),
            breaks=breaks,
            rests_on=rests_on,
            old=old,
            new=new,
            replaced=_as_in_keys(old),
            replacement=_as_in_keys(new),
            others=", ".join(_longer(_as_in_keys(old), context.approvals.lines)),
        )


def _longer(name: str, keys: Iterable[str]) -> list[str]:
    """Return the other clauses in keys of approvals whose names begin with the name of a clause."""
    clauses = {f"/{clause.partition('/')[2]}" for key in keys for clause in key.split(" ")}
    return sorted(clause for clause in clauses if "#" in name[:-1] and clause.startswith(name) and clause != name)


def _with_name(key: str, old: str, new: str) -> str:
    """Return a key of approvals with the new name of a page or a clause instead of the old one."""

    def renamed(side: str) -> str:
        language, _, name = side.partition("/")
        page, _, clause_id = name.partition("#")
        return f"{language}/{new}" if name == old else f"{language}/{new}#{clause_id}" if page == old else side

    return " ".join(map(renamed, key.split(" ")))


def _as_in_keys(name: str) -> str:
    """Return the name of a page or a clause so that in keys it stands for this one only."""
    return f"/{name}" if "#" in name else f"/{name}#"


@site_rule(suppressible=False, as_advised=True)
def approval_superseded(context: Context) -> Iterator[Hit]:
    """An approval is superseded by another approval of the same pair, and may be of a text that nobody has read."""
    yield from _superseded(context, former=False)


@site_rule(Severity.WARNING, suppressible=False, as_advised=True)
def approval_former(context: Context) -> Iterator[Hit]:
    """An approval of former texts still stands beside the one of the same pair as it is.

    On the default branch it has been checked with those texts, which somebody has compared.
    """
    yield from _superseded(context, former=True)


def _superseded(context: Context, *, former: bool) -> Iterator[Hit]:
    """Yield the superseded approvals that the default branch has, or those that it does not have."""
    for pair in pairs(context.corpus):
        for line, approval in context.approvals.superseded(pair):
            if (approval in context.default_branch.approvals) is former:
                yield hit_at(context.approvals.path, line, key=pair.key)


def _named_in(key: str) -> set[str]:
    """Return what must be known to say that the clauses of an approval are no pair."""
    clauses = [name.rpartition("#") for name in key.split(" ")]
    existing = set().union(*(subjects.existence(page, clause_id) for page, _, clause_id in clauses))
    return existing | {subjects.based_on(key.partition(" ")[0])}
