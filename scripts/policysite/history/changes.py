"""The changes of the pages since a former state, clause by clause, with what a person needs to judge them.

Each clause has its edits in every language side by side, its approvals, the answers and summaries that rest on it, and
its findings. Every rendering for editors is made from these data.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TypeAlias

from policysite.approvals import NAME as APPROVALS
from policysite.approvals import Approvals, Pair, PairKind, PairState, pairs
from policysite.corpus import Clause, Corpus, Document, Page
from policysite.corpus.front_matter import KEYS
from policysite.corpus.model import BASED_ON
from policysite.corpus.settings import EDITORIAL
from policysite.files import IMAGE_TYPES
from policysite.findings import Finding
from policysite.history.corrections import corrected, corrections
from policysite.history.edit_script import Change, ClauseEdit, edit_script, in_one_order, keyed
from policysite.history.former_state import FormerState
from policysite.history.new_approvals import NOTHING_ADDED, NewApprovals
from policysite.history.versions import ReleasedState, rewritten, version_and_correction

# A pair of clauses that must be approved, with its state.
PairWithState: TypeAlias = tuple[Pair, PairState]


@dataclass(frozen=True)
class ChangedProperty:
    """A changed value that the text does not show: of the front matter, or of a heading; empty where there is none."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class ClauseChanges:
    """The changes of a clause in every language.

    Attributes:
        edits: the edits in each language in which either state has the clause, the original first.
        properties: the changed attributes of its heading in each language with such changes.
        approvals: the pairs of which it is the text: translations, and the clauses that an answer is based on.
        dependents: the pairs of which it is the base: answers and summaries that are based on it.
    """

    edits: Mapping[str, ClauseEdit]
    languages: tuple[str, ...]
    properties: Mapping[str, tuple[ChangedProperty, ...]] = field(default_factory=dict)
    approvals: tuple[PairWithState, ...] = ()
    dependents: tuple[PairWithState, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def id(self) -> str:
        """Its id; empty if it has none."""
        return next(iter(self.edits.values())).clause.id

    def title(self, language: str) -> tuple[str, str]:
        """Return its title in a language, or else in the first that has it, and the code of that language."""
        shown = language if language in self.edits else next(iter(self.edits))
        return self.edits[shown].clause.title, shown

    @cached_property
    def changed_in(self) -> tuple[str, ...]:
        """The languages in which it was changed; if it was only moved, those in which it was moved."""
        changed = tuple(
            each for each, edit in self.edits.items() if edit.change is not Change.EQUAL or each in self.properties
        )
        return changed or tuple(each for each, edit in self.edits.items() if edit.moved)

    @property
    def unchanged_in(self) -> tuple[str, ...]:
        """The languages in which it was not changed, if it was changed in others."""
        return tuple(each for each in self.languages if each not in self.changed_in) if self.changed_in else ()


@dataclass(frozen=True)
class DocumentChanges:
    """The changes of a document.

    Attributes:
        change: INSERTED and DELETED if only one state has it.
        titles: its title in each language, the original first.
        properties: the changed values of its front matter in each language with such changes.
        clauses: all its clauses, in order; removed ones where they were.
        corrects: the version that it corrects, if it is the correction of a version that is not the current one.
    """

    name: str
    change: Change
    titles: Mapping[str, str]
    properties: Mapping[str, tuple[ChangedProperty, ...]]
    clauses: tuple[ClauseChanges, ...]
    corrects: str = ""

    def title(self, language: str) -> tuple[str, str]:
        """Return its title in a language, or else in the first that has it, and the code of that language."""
        shown = language if self.titles.get(language) else next(iter(self.titles))
        return self.titles[shown], shown

    @property
    def changed(self) -> tuple[ClauseChanges, ...]:
        """The clauses that were changed in any language."""
        return tuple(clause for clause in self.clauses if clause.changed_in)


@dataclass(frozen=True)
class Changes:
    """The changes since a former state.

    Attributes:
        former: the name of the former state.
        answers: the answers and summaries in every language, by the name of the page and the id of the clause.
        unread: the pages whose old text cannot be read, such as `en/privacy`: they are shown as added.
        other_findings: the number of findings that are in none of the changed clauses.
        rewritten: the released states of the former state that are not recorded as they were.
        changed_copies: its frozen copies that have another text or are missing, such as `en/privacy/1.0`.
        other_files: the changed files whose changes are not shown: all but pages and approvals.
        released: the frozen copies of the former state, if it is one of released versions.
    """

    former: str
    languages: tuple[str, ...]
    documents: tuple[DocumentChanges, ...]
    answers: Mapping[tuple[str, str], Mapping[str, Clause]]
    unread: tuple[str, ...] = ()
    other_findings: int = 0
    new_approvals: NewApprovals = NOTHING_ADDED
    released: tuple[Document, ...] = ()
    rewritten: tuple[ReleasedState, ...] = ()
    changed_copies: tuple[str, ...] = ()
    other_files: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """The number of changed clauses."""
        return sum(len(document.changed) for document in self.documents)


def changes(
    former: FormerState,
    corpus: Corpus,
    approvals: Approvals,
    findings: Sequence[Finding] = (),
    new_approvals: NewApprovals = NOTHING_ADDED,
    states: Mapping[str, tuple[ReleasedState, ...]] = MappingProxyType({}),
) -> Changes:
    """Return the changes since a former state, with the approvals and the findings of the pages as they are."""
    names = sorted(former.documents.keys() | corpus.documents.keys()) if former.whole else sorted(former.documents)
    found = _ReviewData(corpus, approvals, findings)
    documents = [
        document
        for name in names
        if (
            document := _document(name, former.documents.get(name), corpus.documents.get(name), corpus.languages, found)
        )
    ]
    for old, new in _corrections(former, corpus) if former.whole else ():
        document = _document(new.name, old, new, corpus.languages, found)
        version = version_and_correction(new.name.rpartition("/")[2])[0]
        documents += [replace(document, corrects=version)] if document else []
    shown = {each for document in documents for clause in document.changed for each in clause.findings}
    return Changes(
        former=former.name,
        languages=corpus.languages,
        documents=tuple(documents),
        answers=found.answers,
        unread=tuple("/".join(each) for each in former.unread),
        other_findings=sum(each not in shown for each in findings),
        new_approvals=new_approvals,
        released=() if former.whole else tuple(former.documents.values()),
        rewritten=tuple(rewritten(states, former.states)),
        changed_copies=tuple(_changed_copies(former, corpus)),
        other_files=tuple(_other_files(former, corpus)),
    )


def _other_files(former: FormerState, corpus: Corpus) -> list[str]:
    """Return the changed files whose changes are not shown: images last, which are many and can do little."""
    documents = (*former.documents.values(), *corpus.documents.values())
    shown = {page.path for document in documents for page in document.pages.values()}
    others = (
        path for path in former.changed_files if path not in shown and not path.endswith(f"/{EDITORIAL}/{APPROVALS}")
    )
    return sorted(others, key=lambda path: PurePosixPath(path).suffix.lower() in IMAGE_TYPES)


def _corrections(former: FormerState, corpus: Corpus) -> Iterator[tuple[Document, Document]]:
    """Yield the new corrections of versions that are not the current ones, each with the text that it corrects.

    What is released of the current version is shown as a change of the document.
    """
    for document, name in corrections(corpus):
        before = corrected(corpus, document, name)
        if before is not None and (document, name) not in former.frozen:
            yield before, corpus.frozen[document, name]


def _changed_copies(former: FormerState, corpus: Corpus) -> Iterator[str]:
    """Yield the frozen copies of the former state that have another text now, or are missing."""
    for (document, state), copies in former.frozen.items():
        for language, old in copies.pages.items():
            new = corpus.page(language, f"{document}/{state}")
            if new is None or new.digest != old.digest or any(_properties(old, new)) or _levels(old) != _levels(new):
                yield f"{language}/{document}/{state}"


def _levels(page: Page) -> list[int]:
    return [clause.level for clause in page.clauses]


class _ReviewData:
    """The approvals and findings of a site, by clause: by the name of the document and the id."""

    def __init__(self, corpus: Corpus, approvals: Approvals, findings: Iterable[Finding]) -> None:
        self.approvals: Mapping[tuple[str, str], list[PairWithState]] = defaultdict(list)
        self.dependents: Mapping[tuple[str, str], list[PairWithState]] = defaultdict(list)
        self.answers: dict[tuple[str, str], Mapping[str, Clause]] = {}
        for pair in pairs(corpus):
            with_state = pair, approvals.state(pair)
            name = pair.text.page.name, pair.text.clause_id
            self.approvals[name].append(with_state)
            if pair.kind is PairKind.BASED_ON:
                self.dependents[pair.base.page.name, pair.base.clause_id].append(with_state)
                self.answers[name] = {
                    language: page.clause(pair.text.clause_id)
                    for language, page in corpus.documents[pair.text.page.name].pages.items()
                    if page.has_clause(pair.text.clause_id)
                }
        self._of_path: Mapping[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            self._of_path[finding.path].append(finding)

    def findings(self, page: Page) -> Mapping[str, list[Finding]]:
        """Return the findings in each clause of a page."""
        keys = {id(clause): key for key, clause in keyed(page.clauses)}
        found: Mapping[str, list[Finding]] = defaultdict(list)
        for finding in self._of_path.get(page.path, ()):
            clause = page.clause_at(finding.line)
            if clause is not None:
                found[keys[id(clause)]].append(finding)
        return found


def _document(
    name: str, old: Document | None, new: Document | None, languages: Sequence[str], review: _ReviewData
) -> DocumentChanges | None:
    """Return the changes of a document; None if there are none."""
    before, after = (document.pages if document else {} for document in (old, new))
    of_document = tuple(language for language in languages if language in before or language in after)
    edits: dict[str, dict[str, ClauseEdit]] = {}
    properties: dict[str, tuple[ChangedProperty, ...]] = {}
    findings: dict[str, Mapping[str, list[Finding]]] = {}
    for language in of_document:
        one, other = before.get(language), after.get(language)
        script = edit_script(one.clauses if one else (), other.clauses if other else ())
        keys = (key for key, _ in keyed(edit.clause for edit in script))
        edits[language] = dict(zip(keys, script, strict=True))
        changed = tuple(_properties(one, other))
        if changed:
            properties[language] = changed
        findings[language] = review.findings(other) if other else {}
    clauses = tuple(
        ClauseChanges(
            edits={language: of_language[key] for language, of_language in edits.items() if key in of_language},
            languages=of_document,
            properties={
                language: attributes
                for language, of_language in edits.items()
                if key in of_language and (attributes := tuple(_attributes(of_language[key])))
            },
            approvals=tuple(review.approvals.get((name, key), ())),
            dependents=tuple(review.dependents.get((name, key), ())),
            findings=tuple(each for of_language in findings.values() for each in of_language.get(key, ())),
        )
        for key in in_one_order(*edits.values())
    )
    if old and new and not properties and not any(clause.changed_in for clause in clauses):
        return None
    titles = {each: (after.get(each) or before[each]).front_matter.title or name for each in of_document}
    change = Change.CHANGED if old and new else Change.DELETED if old else Change.INSERTED
    return DocumentChanges(name, change, titles, properties, clauses)


def _properties(old: Page | None, new: Page | None) -> Iterable[ChangedProperty]:
    for name in KEYS:
        before, after = (str((page and getattr(page.front_matter, name)) or "") for page in (old, new))
        if before != after:
            yield ChangedProperty(name, before, after)


def _attributes(edit: ClauseEdit) -> Iterator[ChangedProperty]:
    if edit.old and edit.new and edit.old.level != edit.new.level:
        yield ChangedProperty("level", str(edit.old.level), str(edit.new.level))
    if edit.old and edit.new and edit.old.based_on != edit.new.based_on:
        yield ChangedProperty(BASED_ON, *(" ".join(clause.based_on or ()) for clause in (edit.old, edit.new)))
