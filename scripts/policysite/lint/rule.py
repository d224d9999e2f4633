"""The declaration of lint rules: a decorator turns a function that yields hits into a rule with the function's name."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, TypeAlias

from policysite.corpus import Block, Clause, Page, subjects
from policysite.findings import Finding, Severity
from policysite.findings.rule import Aspect, Rule, Scope
from policysite.languages.lexicon import LANGUAGES, lexicon_of


@dataclass(frozen=True)
class ClausePair:
    """A clause of the original and its translation, each with its page."""

    original: Page
    original_clause: Clause
    translation: Page
    translated_clause: Clause

    @property
    def subject(self) -> str:
        """The clause of the translation."""
        return subjects.clause(self.translation.subject, self.translated_clause.id)

    def contains(self, found: Hit) -> bool:
        """True if a hit on the page of the translation is in this clause."""
        return self.translation.clause_at(found.line) is self.translated_clause

    def hit(self, block: Block, offset: int, other: Block, other_offset: int = 0, **params: Any) -> Hit:
        """Return a hit at a character of the translation, which names the line of another one in the original."""
        place = f"{self.original.path}:{self.original.position(other, other_offset)[0]}"
        return hit(self.translation, block, offset, other=place, **params)


# Pairs of one translated page.
ClausePairs = Sequence[ClausePair]

# Each finding takes memory, and nobody reads more of one rule on one page.
MAX_FINDINGS_WITHOUT_EDIT = 1000


# A finding of a check, which gets its rule and its severity from the rule that the check belongs to.
Hit: TypeAlias = Finding
# Returns a hit at a line and column of a file: see `Rule.at`.
hit_at = Rule("", "", Scope.PAGE).at


def hit(page: Page, block: Block, offset: int = 0, **params: Any) -> Hit:
    """Return a hit at a character of a block's text; for the other arguments see `Rule.at`."""
    return hit_at(page.path, *page.position(block, offset), **params)


_Check = Callable[..., Iterator[Hit]]
_Decorator = Callable[[_Check], "LintRule"]


@dataclass(frozen=True, kw_only=True)
class LintRule(Rule):
    """A rule that the lint applies.

    Attributes:
        subject: the argument of its check besides the context: a page, a `ClausePair`, or none for SITE; for a hint
            all pairs of a translated page that are to be compared.
        check: yields a hit for each problem that it finds.
        of_any_text: True for a rule of pages that is applied to the other texts too: menus, labels, additions, images.
        needs: the entries of the lexicon without which it cannot judge a language.
        gap: the key of the text that names what it does not compare in a language that `has_gap`.
        has_gap: True if too little is known of a language to compare everything.
    """

    subject: Scope
    check: _Check
    of_any_text: bool = False
    needs: tuple[str, ...] = ()
    gap: str = ""
    has_gap: Callable[[str], bool] = lambda _: False

    @property
    def languages(self) -> tuple[str, ...] | None:
        """The languages that it can judge; None for all."""
        return tuple(filter(self.can_judge, LANGUAGES)) if self.needs else None

    @property
    def of_new_text(self) -> bool:
        """True for a warning with advice: it is followed where a text is new, and must be approved anyway."""
        return self.advises and self.severity is Severity.WARNING

    def can_judge(self, *languages: str) -> bool:
        """True if everything that it needs is known about these languages."""
        return all(lexicon_of(language)[entry] for language in languages for entry in self.needs)

    def findings(self, *arguments: Any) -> Iterator[Finding]:
        """Yield the findings of its check, called with these arguments; in a page, no more than a person reads.

        Findings that can be fixed automatically are not limited.
        """
        *subject, _ = arguments
        without_edit = 0
        for found in self.check(*arguments):
            without_edit += found.edit is None
            if without_edit > MAX_FINDINGS_WITHOUT_EDIT and self.subject is not Scope.SITE:
                return
            compared = [pair for pair in subject[0] if pair.contains(found)] if self.hint else subject
            of_rule = frozenset(chain(self.reads, *(self._clauses(each) for each in compared)))
            aspects = [self.aspect] if self.aspect else []
            of_clause = (broken_aspects(page, found.line, *aspects) for page in subject if isinstance(page, Page))
            breaks, rests_on = found.breaks.union(*of_clause), found.rests_on | of_rule
            yield replace(found, rule=self.name, severity=self.severity, breaks=breaks, rests_on=rests_on)

    def _clauses(self, subject: Page | ClausePair) -> Iterator[str]:
        """Yield as subjects the clauses that are compared, and the aspect of them that the rule depends on."""
        if isinstance(subject, ClausePair):
            for page in (subject.original, subject.translation):
                name = subjects.clause(page.subject, subject.translated_clause.id)
                yield name
                if self.aspect:
                    yield subjects.aspect(name, self.aspect)


def broken_aspects(page: Page, line: int, *aspects: Aspect) -> set[str]:
    """Return as subjects the aspects of its clause that a finding in a line of a page breaks, if it is in a clause."""
    clause = page.clause_at(line)
    return {subjects.aspect(subjects.clause(page.subject, clause.id), each) for each in aspects} if clause else set()


def _declared(scope: Scope, severity: Severity = Severity.ERROR, **properties: Any) -> _Decorator:
    """Return a decorator that makes a rule with the name of its check; for the other properties see `Rule`."""

    def declare(check: _Check) -> LintRule:
        name = check.__name__.replace("_", "-")
        # The module or package in the folder `rules`.
        family = check.__module__.partition(".rules.")[2].partition(".")[0]
        return LintRule(name, family, scope, severity, **properties, subject=scope, check=check)

    return declare


def _applying(subject: Scope, rule: Rule) -> _Decorator:
    return lambda check: LintRule(**vars(rule), subject=subject, check=check)


# Each declares a rule by its check, which takes a page, a `ClausePair` or nothing, and the context; that of a hint
# takes all `ClausePairs` of a page.
page_rule = functools.partial(_declared, Scope.PAGE)
pair_rule = functools.partial(_declared, Scope.PAIR)
hint_rule = functools.partial(_declared, Scope.PAIR, Severity.WARNING, hint=True)
site_rule = functools.partial(_declared, Scope.SITE)
# The same for rules that are declared elsewhere.
page_check = functools.partial(_applying, Scope.PAGE)
pair_check = functools.partial(_applying, Scope.PAIR)
site_check = functools.partial(_applying, Scope.SITE)
