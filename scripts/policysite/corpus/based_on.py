"""The rules about `data-based-on`: it names clauses of policies, each of them exactly one."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from policysite.corpus import subjects
from policysite.corpus.attributes import QUOTES
from policysite.corpus.digest import digest
from policysite.corpus.headings import heading_line, written_line
from policysite.corpus.model import BASED_ON, Clause, Corpus, Page
from policysite.corpus.pairing import counterparts
from policysite.corpus.suggestions import closest
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope
from policysite.languages.alphabets import as_latin, foreign_letters

_rule = functools.partial(Rule, family="clauses", suppressible=False)

BASED_ON_EMPTY = _rule("based-on-empty", scope=Scope.PAGE)
BASED_ON_UNKNOWN = _rule("based-on-unknown", scope=Scope.SITE)
BASED_ON_AMBIGUOUS = _rule("based-on-ambiguous", scope=Scope.SITE)
# References with spaces around their sign of equality, with which they are none.
_SPACED = re.compile(rf"{BASED_ON}\s*=\s*[{QUOTES}](?P<names>[\w#-][\w# -]*)[{QUOTES}]")
# Longer lists of ids are cut in messages.
_MAX_IDS = 50
# A search for the id that was probably intended takes time, so it is limited.
_MAX_SEARCHES = 50


class PolicyIds:
    """The ids of the clauses of the policies, and which of them a reference was probably intended to name."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._closest: dict[str, str] = {}
        self.renamed = functools.cache(self._renamed)
        self._in_other_languages: dict[str, dict[int, list[Clause]]] = {}

    @functools.cached_property
    def _all(self) -> list[str]:
        originals = (next(iter(document.pages.values())) for document in self._corpus.versioned)
        return [clause.id for page in originals for clause in page.clauses if clause.id]

    @property
    def shown(self) -> str:
        """All of them, or the first ones, for a message."""
        return ", ".join([*self._all[:_MAX_IDS], *["…"][: len(self._all) > _MAX_IDS]])

    @functools.cached_property
    def _by_digest(self) -> dict[str, str]:
        """The ids of the clauses by the digests of their texts, with and without their headings."""
        pages = (page for document in self._corpus.versioned for page in document.pages.values())
        clauses = [clause for page in pages for clause in page.clauses if clause.id]
        return {each: clause.id for of in (_below_heading, _whole) for clause in clauses for each in of(clause)}

    def _renamed(self, reference: str) -> str | None:
        """Return the id that a released clause has now; empty if no clause has its text, None if none was released."""
        name, mark, clause_id = reference.rpartition("#")
        copies = (page for page in self._corpus.frozen_pages() if name in ("", page.document))
        released = [page.clause(clause_id) for page in copies if page.has_clause(clause_id)]
        digests = [digest for of in (_whole, _below_heading) for clause in released for digest in of(clause)]
        new = next((self._by_digest[digest] for digest in digests if digest in self._by_digest), "")
        return (f"{name}{mark}{new}" if new else "") if released else None

    def intended_references(self, page: Page, clause: Clause) -> list[str]:
        """Return the references of a clause, those that are unknown as they were probably intended."""
        return [new or each for each in clause.based_on or () if (new := self.intended(page, clause, each)) != ""]

    def intended(self, page: Page, clause: Clause, reference: str) -> str | None:
        """Return the reference that was probably intended: empty if its clause is gone, None if nobody can say."""
        if self._corpus.policies_with(reference):
            return reference
        if self._corpus.policies_with(as_latin(reference)):
            return as_latin(reference)
        new = self._named_elsewhere(page, clause, reference) or self.renamed(reference)
        if new is None:
            new = self._titled(clause, reference)
        return self._similar(reference) or None if new is None else new

    def _titled(self, clause: Clause, reference: str) -> str | None:
        """Return the id of the clause whose title a reference is; None if it is no title.

        A title of several words looks like as many references: the first one stands for all, the others for nothing.
        """
        references = clause.based_on or ()
        title = " ".join(references).casefold()
        if title in self._by_title:
            return self._by_title[title] if reference == references[0] else ""
        return self._by_title.get(reference.casefold())

    @functools.cached_property
    def _by_title(self) -> dict[str, str]:
        """The ids of the clauses by their titles in any language, in lower case."""
        pages = (page for document in self._corpus.versioned for page in document.pages.values())
        return {clause.title.casefold(): clause.id for page in pages for clause in page.clauses if clause.id}

    def _named_elsewhere(self, page: Page, clause: Clause, reference: str) -> str | None:
        """Return what the clause names in another language instead of a reference; None if nothing."""
        own = clause.based_on or ()
        unknown = [each for each in own if not self._corpus.policies_with(each)]
        for other in self._counterparts(page).get(clause.line, ()):
            known = [each for each in other.based_on or () if each not in own and self._corpus.policies_with(each)]
            if len(known) == len(unknown):
                return known[unknown.index(reference)]
        return None

    def _counterparts(self, page: Page) -> Mapping[int, Sequence[Clause]]:
        """Return the clauses of a page in its other languages, by the line of the clause."""
        if page.path not in self._in_other_languages:
            found = self._in_other_languages[page.path] = defaultdict[int, list[Clause]](list)
            for other in self._corpus.documents[page.name].pages.values():
                for clause, same in counterparts(page, other) if other is not page else ():
                    found[clause.line].append(same)
        return self._in_other_languages[page.path]

    def _similar(self, reference: str) -> str:
        if reference not in self._closest:
            is_searched = len(self._closest) < _MAX_SEARCHES
            self._closest[reference] = closest(reference, self._all) if is_searched else ""
        return self._closest[reference]


def _whole(clause: Clause) -> tuple[str, ...]:
    return (clause.digest,)


def _below_heading(clause: Clause) -> tuple[str, ...]:
    """Return the digest of what stands below a heading, which may have been renamed with its id."""
    return (digest(clause.blocks),) if clause.blocks else ()


def wrong_references(page: Page, corpus: Corpus, policy_ids: PolicyIds) -> Iterator[Finding]:
    """Yield a finding for each `data-based-on` that is empty or does not name exactly one clause of one policy."""
    for clause in page.clauses:
        if clause.based_on is None:
            continue
        breaks = [subjects.based_on(subjects.clause(page.subject, clause.id))]
        written = [subjects.written_references(page.path, clause.line)]
        if not clause.based_on:
            spaced = _SPACED.search(written_line(page, clause))
            line = heading_line(page, clause, based_on=spaced["names"].split()) if spaced else ""
            yield BASED_ON_EMPTY.at(page.path, clause.line, breaks=breaks, rests_on=written, advised=line)
        for reference in clause.based_on:
            policies = corpus.policies_with(reference)
            if not policies:
                is_foreign = corpus.policies_with(as_latin(reference))
                intended = [policy_ids.intended(page, clause, each) for each in clause.based_on]
                # (A line with another wrong reference is no advice, nor one without any while the policy is gone.)
                is_known = policy_ids.shown and None not in intended
                yield BASED_ON_UNKNOWN.at(
                    page.path,
                    clause.line,
                    breaks=breaks,
                    rests_on=[*written, *_policy_subjects(corpus, reference)],
                    id=reference,
                    known=policy_ids.shown,
                    letters=foreign_letters(reference) if is_foreign else "",
                    others=", ".join(each or "" for each in intended),
                    advised=heading_line(page, clause, based_on=filter(None, intended)) if is_known else "",
                )
            elif len(policies) > 1:
                names = [document.name for document in policies]
                with_page = [f"{names[0]}#{each}" if each == reference else each for each in clause.based_on]
                yield BASED_ON_AMBIGUOUS.at(
                    page.path,
                    clause.line,
                    breaks=breaks,
                    id=reference,
                    pages=", ".join(names),
                    advised=heading_line(page, clause, based_on=with_page),
                )


def _policy_subjects(corpus: Corpus, reference: str) -> Iterator[str]:
    """Yield what must be known to say that no policy has a clause: its pages, their ids, and which are policies."""
    clause_id = reference.rpartition("#")[2]
    for language, name in corpus.unread:
        yield subjects.page(language, name)
    for page in corpus.pages():
        if page.front_matter.version is not None:
            yield from subjects.existence(page.subject, clause_id)
        elif page.has_clause(clause_id):
            yield subjects.front_matter(page.subject)
    for copy in corpus.frozen_pages():
        yield subjects.page(copy.language, copy.document)  # a policy may be deleted
