"""Pages with questions and answers, which the plugin's setting `questions` names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policysite.corpus import Clause, Corpus, Page, subjects
from policysite.corpus.configured_clauses import is_question, questions
from policysite.corpus.headings import ID, heading_line
from policysite.corpus.model import BASED_ON
from policysite.corpus.suggestions import closest
from policysite.languages.lexicon import lexicon_of
from policysite.languages.signs import CLOSING, COLONS, STOPS
from policysite.lint.advised_edits import with_advised_edit
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit, page_rule, site_rule

_WORD = re.compile(r"\w+")

# Two words are forms of one word if their common prefix has at least this share of their letters. At 0.7 «данные»
# equals «данных» and "use" equals "used", but «включить» differs from «выключить», and «запрос» from «запрет».
_MIN_COMMON_SHARE = 0.7
# More questions that begin alike than any page has.
_MAX_COMPARED_QUESTIONS = 200
# The first characters of a word, to compare the words of an answer with those of a policy.
_STEM_CHARACTERS = 5


class _PolicyClause(NamedTuple):
    """A clause of a policy, by the beginnings of its words."""

    words: set[str]
    is_title: bool
    policy: str
    id: str


def _questions(page: Page, context: Context) -> Iterator[Clause]:
    """Yield the questions of a page; its headings may stand above questions that it shows in the original."""
    return (clause for clause in questions(context.as_published(page), context.settings) if not clause.shown_in)


@page_rule(advises=True)
def question_mark_missing(page: Page, context: Context) -> Iterator[Hit]:
    """A clause among questions, or one that is based on clauses, does not end with a question mark."""
    for clause in _questions(page, context):
        if not is_question(clause, page.language):
            text = clause.heading.text
            words = text.rstrip(STOPS + COLONS)
            place = page.path, clause.line
            breaks, rests_on = [subjects.end(*place)], [subjects.line(*place)]
            found = hit(page, clause.heading, len(text), title=clause.title, breaks=breaks, rests_on=rests_on)
            _, column = page.position(clause.heading, len(words))
            yield with_advised_edit(found, page, text[len(words) :], _mark(page, context), column)


def _mark(page: Page, context: Context) -> str:
    """Return the sign at the end of the first question of a page."""
    last = (clause.title[-1:] for clause in _questions(page, context) if is_question(clause, page.language))
    return next((sign for sign in last if not sign.isalnum() and sign not in CLOSING + STOPS), "?")


@page_rule(advises=True)
def based_on_missing(page: Page, context: Context) -> Iterator[Hit]:
    """An answer does not name the policy clauses that it is based on."""
    pages = context.corpus.documents[page.name].pages.values()
    clauses_in = functools.cache(lambda language: _policy_clauses(context.corpus, language))
    for clause in _questions(page, context):
        if clause.based_on is None and clause.id:  # without an id, `id-missing` is reported first
            # (Two languages could suggest two clauses.)
            first = next(each for each in pages if each.has_clause(clause.id))
            written, references = _mistyped(clause, context.corpus)
            translated = (each.based_on for each in context.elsewhere(page, clause))
            references = references or next(filter(None, translated), ()) or _approved(page, clause, context)
            references = references or _most_alike(first.clause(clause.id), clauses_in(first.language), context.corpus)
            example = heading_line(page, clause, based_on=references) if references else ""
            source = page.source[clause.line - 1]
            yield hit(
                page,
                clause.heading,
                title=clause.title,
                written=written,
                advised=example,
                # (The line that is advised has none of the other attributes.)
                damaged=range(source.find("{") + 1, len(source) + 1) if example and "{" in source else range(0),
                rests_on=[
                    subjects.line(page.path, clause.line),
                    subjects.based_on(subjects.clause(page.subject, clause.id)),
                ],
            )


def _mistyped(clause: Clause, corpus: Corpus) -> tuple[str, tuple[str, ...]]:
    """Return the attribute of a heading that should be `data-based-on`, and the policy clauses that it names."""
    for _, name, value in clause.heading.attributes:
        references = tuple(value.split())
        if closest(name, [BASED_ON]) and references and all(map(corpus.policies_with, references)):
            return name, references
    return "", ()


def _approved(page: Page, clause: Clause, context: Context) -> tuple[str, ...]:
    """Return the references to the policy clauses with which the text of an answer is approved, in any language."""
    policy_clauses = (
        (document.name, policy_clause.id, subjects.clause(policy.subject, policy_clause.id))
        for document in context.corpus.versioned
        for policy in document.pages.values()
        for policy_clause in policy.clauses
    )
    pages = context.corpus.documents[page.name].pages.values()
    answers = {subjects.clause(each.subject, clause.id) for each in pages}
    known = {
        (name, clause_id): clause_id if len(context.corpus.policies_with(clause_id)) == 1 else f"{name}#{clause_id}"
        for name, clause_id, subject in policy_clauses
        if any(f"{answer} {subject}" in context.approvals.digests for answer in answers)
    }
    return tuple(known.values())


def _most_alike(answer: Clause, clauses: Sequence[_PolicyClause], corpus: Corpus) -> tuple[str, ...]:
    """Return the reference to the policy clause with most of the words of an answer; none if there are no clauses."""
    if not clauses:
        return ()
    words = _stems(answer)
    best = min(clauses, key=lambda each: (-len(words & each.words), each.is_title))
    return (best.id if len(corpus.policies_with(best.id)) == 1 else f"{best.policy}#{best.id}",)


def _policy_clauses(corpus: Corpus, language: str) -> list[_PolicyClause]:
    """Return the policy clauses that answers in a language could be based on."""
    return [
        _PolicyClause(_stems(clause), clause.level == 1, policy.name, clause.id)
        for policy in corpus.versioned
        if language in policy.pages
        for clause in policy.pages[language].clauses
        if ID.fullmatch(clause.id)
    ]


def _stems(clause: Clause) -> set[str]:
    """Return the beginnings of the longer words of a clause."""
    words = _WORD.findall(f"{clause.title} {clause.text}".lower())
    return {word[:_STEM_CHARACTERS] for word in words if len(word) >= _STEM_CHARACTERS}


@site_rule()
def question_repeated(context: Context) -> Iterator[Hit]:
    """A question repeats another of the same language, in the same words or nearly so."""
    for language in context.corpus.languages:
        earlier: dict[tuple[str, ...], list[tuple[frozenset[str], Page, Clause]]] = {}
        for page in context.corpus.pages():
            if page.language != language:
                continue
            for clause in _questions(page, context):
                words = _significant(clause.title, language)
                similar = earlier.setdefault(_key(words), [])
                first = next((each for each in similar[:_MAX_COMPARED_QUESTIONS] if _same_words(words, each[0])), None)
                if first is None:
                    similar.append((words, page, clause))
                else:
                    other = f"{first[1].path}:{first[2].line}"
                    yield hit(page, clause.heading, title=first[2].title, other=other)


def _significant(question: str, language: str) -> frozenset[str]:
    """Return the words of a question without stop words, such as pronouns and polite phrases."""
    lexicon = lexicon_of(language)
    as_often_written = str.maketrans({right: often for often, right in lexicon["interchangeable_letters"].items()})
    words = frozenset(_WORD.findall(question.lower().translate(as_often_written)))
    return words.difference(lexicon["question_stop_words"]) or words


def _key(words: frozenset[str]) -> tuple[str, ...]:
    """Return what two questions with the same words have in common: words with digits, and how the others begin.

    One more word, such as "not", makes another question.
    """
    return tuple(sorted(word if any(map(str.isdigit, word)) else word[0] for word in words))


def _same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    """True if two questions with the same key have the same words, in other forms too."""
    left, right = one - other, set(other - one)
    for word in left:
        match = next((each for each in sorted(right) if _same_word(word, each)), None)
        if match is None:
            return False
        right.remove(match)
    return True


def _same_word(one: str, other: str) -> bool:
    common = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return 2 * common >= _MIN_COMMON_SHARE * (len(one) + len(other))
