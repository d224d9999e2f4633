"""Which clause was read against which, and says the same: the file `docs/editorial/approvals.yml`.

Each line states a fact that stays true whatever happens to the pages: a text with this digest was read against a text
with that digest. So lines can be pasted, merged and repeated freely; whether a pair is approved now is worked out from
the digests of today. Between two lines stands an empty one, or git would find the approvals of two people in conflict.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from policysite.corpus import Clause, Corpus, Page, files
from policysite.corpus.digest import LENGTH
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope

APPROVALS_UNREADABLE = Rule("approvals-unreadable", "editorial", Scope.SITE, suppressible=False)
RULES = (APPROVALS_UNREADABLE,)

NAME = "approvals.yml"

# Read line by line: a line that a merge has spoiled must not take the others with it.
_ENTRY = re.compile(
    r"(?P<key>[^\s/]+/\S+#\S+ [^\s/]+/\S+#\S+): "
    rf"(?P<text>[0-9a-f]{{{LENGTH}}}) (?P<base>[0-9a-f]{{{LENGTH}}})\s*"
)
_NOTHING = re.compile(r"\s*(#.*)?")
_LARGEST = 10_000_000
# So many lines that cannot be read are named; where there are more, the file is another one by mistake.
_NAMED = 100


class State(enum.StrEnum):
    """Whether the two clauses of a pair are known to say the same."""

    APPROVED = "approved"
    STALE = "stale"  # what the text was read against has changed since
    UNREVIEWED = "unreviewed"  # the text has changed since, or was never read against the other
    MISSING = "missing"  # there is no such clause on one of the two pages


class Kind(enum.StrEnum):
    """What makes the two clauses of a pair belong together."""

    TRANSLATION = "translation"
    BASED_ON = "based-on"


@dataclass(frozen=True)
class Place:
    """A clause of a page in one language, and what it says, or None where the page has no such clause."""

    page: Page
    clause_id: str
    clause: Clause | None

    def __str__(self) -> str:
        """As the file of approvals has it, such as `en/privacy#retention`."""
        return f"{self.page.language}/{self.page.name}#{self.clause_id}"


@dataclass(frozen=True)
class Pair:
    """Two clauses that must say the same: a translation and its original, an answer and what it is based on.

    Attributes:
        text: the translation, or the answer or summary.
        base: the original, or the policy clause.
        kind: which of the two it is.
    """

    text: Place
    base: Place
    kind: Kind

    @property
    def key(self) -> str:
        """The pair as the file of approvals names it."""
        return f"{self.text} {self.base}"

    @property
    def line(self) -> str | None:
        """The line that approves the pair as it is now, or None where one side is missing."""
        if self.text.clause is None or self.base.clause is None:
            return None
        return f"{self.key}: {self.text.clause.digest} {self.base.clause.digest}"


@dataclass(frozen=True)
class Approvals:
    """The lines of the file.

    Attributes:
        path: the file, relative to the folder of `mkdocs.yml`.
        digests: for each pair, by its key, the digests of text and base that were read against each other.
        lines: where each of these stands in the file, by the same key, from 1.
    """

    path: str
    digests: Mapping[str, tuple[tuple[str, str], ...]]
    lines: Mapping[str, tuple[int, ...]]

    def state(self, pair: Pair) -> State:
        """Whether a pair is approved as it is now."""
        if pair.text.clause is None or pair.base.clause is None:
            return State.MISSING
        now = (pair.text.clause.digest, pair.base.clause.digest)
        known = self.digests.get(pair.key, ())
        if now in known:
            return State.APPROVED
        return State.STALE if any(text == now[0] for text, _ in known) else State.UNREVIEWED

    def superseded(self, pair: Pair) -> Iterator[int]:
        """The lines that are of no use any longer, since another one approves the pair as it is now."""
        if self.state(pair) is State.APPROVED:
            now = tuple(place.clause.digest for place in (pair.text, pair.base) if place.clause is not None)
            for line, digests in zip(self.lines[pair.key], self.digests[pair.key], strict=True):
                if digests != now:
                    yield line


def pairs(corpus: Corpus) -> Iterator[Pair]:
    """Everything that must be approved, in the order of the documents.

    Answers and summaries are read against the policy in the original language; their translations against themselves.
    """
    for document in corpus.documents.values():
        for page in document.pages.values():
            if page.language != corpus.original:
                yield from _translations(page, document.pages.get(corpus.original))
        original = document.pages.get(corpus.original)
        if original is not None:
            yield from _grounds(original, corpus)


def unapproved(corpus: Corpus, approvals: Approvals) -> dict[str, dict[str, tuple[Pair, ...]]]:
    """The pairs that are not approved, by the path of the page and the id of the clause that they cast doubt on.

    An answer that was not read against the policy is in doubt in every language.
    """
    doubts: dict[str, dict[str, tuple[Pair, ...]]] = {}
    for pair in pairs(corpus):
        if approvals.state(pair) is State.APPROVED:
            continue
        pages = [pair.text.page]
        if pair.kind is Kind.BASED_ON:
            pages = list(corpus.documents[pair.text.page.name].pages.values())
        for page in pages:
            of_page = doubts.setdefault(page.path, {})
            of_page[pair.text.clause_id] = (*of_page.get(pair.text.clause_id, ()), pair)
    return doubts


def _translations(page: Page, original: Page | None) -> Iterator[Pair]:
    if original is None:
        return
    for clause_id in dict.fromkeys(clause.id for clause in (*original.clauses, *page.clauses)):
        if clause_id:
            yield Pair(_place(page, clause_id), _place(original, clause_id), Kind.TRANSLATION)


def _grounds(page: Page, corpus: Corpus) -> Iterator[Pair]:
    for clause in page.clauses:
        for reference in dict.fromkeys(clause.based_on or ()):
            policies = corpus.policies_with(reference)
            if len(policies) == 1 and page.language in policies[0].pages:
                ground = _place(policies[0].pages[page.language], reference.rpartition("#")[2])
                yield Pair(Place(page, clause.id, clause), ground, Kind.BASED_ON)


def _place(page: Page, clause_id: str) -> Place:
    return Place(page, clause_id, page.clause(clause_id) if page.has_clause(clause_id) else None)


def read(path: Path, name: str) -> tuple[Approvals, list[Finding]]:
    """The approvals in a file, none where there is no file, and what in it cannot be read.

    Args:
        path: the file.
        name: what findings call it: its path relative to the folder of `mkdocs.yml`.
    """
    digests: dict[str, tuple[tuple[str, str], ...]] = {}
    lines: dict[str, tuple[int, ...]] = {}
    findings: list[Finding] = []
    text = files.read_if_exists(path, name, _LARGEST)
    if isinstance(text, Finding):
        return Approvals(name, {}, {}), [text]
    for line, entry in enumerate(text.split("\n"), start=1):
        if _NOTHING.fullmatch(entry):
            continue
        match = _ENTRY.fullmatch(entry)
        if match is None:
            if len(findings) < _NAMED:
                findings.append(APPROVALS_UNREADABLE.at(name, line))
            continue
        key = match["key"]
        digests[key] = (*digests.get(key, ()), (match["text"], match["base"]))
        lines[key] = (*lines.get(key, ()), line)
    return Approvals(name, digests, lines), findings


def approved(approvals: Approvals, corpus: Corpus, chosen: Iterable[Pair], head: Iterable[str]) -> str:
    """The file's new text, with some pairs approved as they are now: sorted, one line for each pair that there is.

    Args:
        approvals: the file as it was.
        corpus: the pages as they are.
        chosen: the pairs to approve.
        head: what the file says of itself, line by line.
    """
    lines: dict[str, str] = {}
    for pair in pairs(corpus):
        known = approvals.digests.get(pair.key)
        if known:
            # Of several lines the one that counts is that which approves what is there now.
            text, base = max(known, key=lambda digests: _nearness(pair, *digests))
            lines[pair.key] = f"{pair.key}: {text} {base}"
    for pair in chosen:
        if pair.line is not None:
            lines[pair.key] = pair.line
    comments = [f"# {line}\n" for line in head]
    return "".join(comments) + "".join(f"\n{lines[key]}\n" for key in sorted(lines))


def _nearness(pair: Pair, text: str, base: str) -> int:
    now = [place.clause.digest if place.clause else "" for place in (pair.text, pair.base)]
    return 2 * (text == now[0]) + (base == now[1])
