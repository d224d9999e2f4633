"""Approvals: pairs of clauses that were compared and have the same meaning, kept in `docs/editorial/approvals.yml`.

Each line records that a text with this digest was compared with a text with that digest. This does not depend on the
current pages, so lines can be pasted, merged and repeated freely. A pair is approved if a line has its current digests.
Empty lines separate the lines, or git would report a conflict between the approvals of two people. A line also names
the scheme of its digests, except in the first scheme: `policysite.carry_over` rewrites lines of former schemes.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from policysite import files
from policysite.corpus import Clause, Corpus, Document, Page, Settings, subjects
from policysite.corpus.digest import DIGEST_CHARACTERS, SCHEME, is_damaged
from policysite.corpus.suggestions import similar_names
from policysite.errors import ToolError
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope
from policysite.messages import messages_in_some_of

APPROVALS_UNREADABLE = Rule("approvals-unreadable", "editorial", Scope.SITE, suppressible=False)
VERSION_IN_APPROVALS = Rule("version-in-approvals", "editorial", Scope.SITE, suppressible=False)
APPROVALS_OUTDATED = Rule("approvals-outdated", "editorial", Scope.SITE, suppressible=False)
APPROVALS_DAMAGED = Rule("approvals-damaged", "editorial", Scope.SITE, suppressible=False)
APPROVALS_CONFLICT = Rule("approvals-conflict", "editorial", Scope.SITE, suppressible=False)

NAME = "approvals.yml"

# Read line by line, so that a line broken by a merge does not affect others.
# (In atomic groups, each is read once, whatever follows; a long line could be read for hours otherwise.)
_APPROVAL = re.compile(
    r"(?P<key>(?>\w[^\s/]*/\S+#\S+) (?>[^\s/]+/\S+#[^\s:]+)): (?:v(?P<scheme>\d{1,4}) )?"
    rf"(?P<text>[0-9a-f]{{{DIGEST_CHARACTERS}}}) (?P<base>[0-9a-f]{{{DIGEST_CHARACTERS}}})\s*"
)
_PAIR = re.compile(r"(?>[^\s/<>=|]+/\S+#\S+) [^\s/]+/\S+#[^\s:]+")
# A line that belongs in `versions.yml`.
_OF_VERSION = re.compile(r"\W*document:")
_OTHER_SIGNS = re.compile(r"^\W+")
# Where a pair is looked for in a line that is not an approval.
_MAX_SEARCHED_CHARACTERS = 500
_BLANK_OR_COMMENT = re.compile(r"\s*(#.*)?")
MAX_BYTES = 10_000_000
# With more unreadable lines it is probably another file, and listing them all would not help.
_MAX_FINDINGS = 100


class PairState(enum.StrEnum):
    """The state of a pair of clauses."""

    APPROVED = "approved"
    STALE = "stale"  # the base has changed since the text was compared with it
    UNREVIEWED = "unreviewed"  # the text has changed since, or was never compared with the base
    MISSING = "missing"  # one of the two pages has no such clause


class PairKind(enum.StrEnum):
    """The kind of a pair of clauses."""

    TRANSLATION = "translation"
    BASED_ON = "based-on"


@dataclass(frozen=True)
class PairSide:
    """One side of a pair: a clause id on a page, and the clause, or None if the page has no such clause."""

    page: Page
    clause_id: str
    clause: Clause | None

    def __str__(self) -> str:
        """Return the clause as `approvals.yml` names it, such as `en/privacy#retention`."""
        return f"{self.page.language}/{self.page.name}#{self.clause_id}"


@dataclass(frozen=True)
class Pair:
    """Two clauses that must say the same.

    The text is a translation, an answer or a summary; its base is the original, or a policy clause.
    """

    text: PairSide
    base: PairSide
    kind: PairKind

    @property
    def key(self) -> str:
        """The pair as `approvals.yml` names it."""
        return f"{self.text} {self.base}"

    @property
    def line(self) -> str | None:
        """The line that approves the pair as it is now, or None if one side is missing."""
        return _line(self.key, *self.now) if self.now else None

    @property
    def now(self) -> tuple[str, str] | None:
        """The digests of text and base as they are now, or None if one side is missing."""
        if self.text.clause is None or self.base.clause is None:
            return None
        return self.text.clause.digest, self.base.clause.digest


@dataclass(frozen=True)
class Approval:
    """An approval, a line of the file: the pair, as in `Pair.key`, and the digests of its text and its base."""

    key: str
    text: str
    base: str
    scheme: int = SCHEME

    def __str__(self) -> str:
        """Return the line as it is written in the file."""
        return _line(self.key, self.text, self.base)


def approval_in(line: str) -> Approval | None:
    """Return the approval in a line of the file, or None if there is none that this version can read."""
    match = _APPROVAL.fullmatch(line.strip())
    if match is None:
        return None
    scheme = int(match["scheme"] or 1)
    return Approval(match["key"], match["text"], match["base"], scheme) if 1 <= scheme <= SCHEME else None


def _line(key: str, text: str, base: str) -> str:
    return f"{key}: v{SCHEME} {text} {base}"


def _corrected(line: str) -> Approval | None:
    """Return the one approval in a line, with other signs around it or other spaces; None if there is none or more."""
    words = _OTHER_SIGNS.sub("", " ".join(line[:_MAX_SEARCHED_CHARACTERS].split()))
    match = _APPROVAL.match(words)
    if match is None or _PAIR.search(words, match.end()) or int(match["scheme"] or SCHEME) != SCHEME:
        return None
    return Approval(match["key"], match["text"], match["base"])


@dataclass(frozen=True)
class Approvals:
    """The lines of the file.

    Attributes:
        path: the file, relative to the folder of `mkdocs.yml`.
        digests: for each pair, by its key, the digests of text and base that were compared.
        lines: the line in the file of each of these, by the same key, from 1.
        unreadable: for each pair, by its key, the lines that name it and cannot be read.
        unbuilt: the languages that are not built: their lines are not used, but kept.
    """

    path: str
    digests: Mapping[str, tuple[tuple[str, str], ...]]
    lines: Mapping[str, tuple[int, ...]]
    unreadable: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    unbuilt: tuple[str, ...] = ()

    def is_unbuilt(self, key: str) -> bool:
        """True if a pair, by its key, is in a language that is not built."""
        return any(side.partition("/")[0] in self.unbuilt for side in key.split(" "))

    def state(self, pair: Pair) -> PairState:
        """Return the state of a pair as it is now."""
        if pair.now is None:
            return PairState.MISSING
        known = self.digests.get(pair.key, ())
        if pair.now in known:
            return PairState.APPROVED
        return PairState.STALE if any(text == pair.now[0] for text, _ in known) else PairState.UNREVIEWED

    def damaged(self, pair: Pair) -> Iterator[int]:
        """Yield the lines that would approve a pair as it is now, if they were not damaged: no other line does."""
        if pair.now is not None and self.state(pair) is not PairState.APPROVED:
            yield from self.unreadable.get(pair.key, ())
            for line, digests in zip(self.lines.get(pair.key, ()), self.digests.get(pair.key, ()), strict=True):
                if all(old == new or is_damaged(old, new) for old, new in zip(digests, pair.now, strict=True)):
                    yield line

    def superseded(self, pair: Pair) -> Iterator[tuple[int, Approval]]:
        """Yield the lines of a pair that are superseded, because another line approves it as it is now."""
        if self.state(pair) is PairState.APPROVED:
            for line, digests in zip(self.lines[pair.key], self.digests[pair.key], strict=True):
                if digests != pair.now:
                    yield line, Approval(pair.key, *digests)


def pairs(corpus: Corpus) -> Iterator[Pair]:
    """Yield every pair that must be approved, in the order of the documents.

    Answers and summaries are compared with the policy in the original language, and their translations with them. Of
    the correction of an earlier version, only what it changes is compared, unless the current text says the same.
    """
    for document in corpus.documents.values():
        yield from _of_document(document, corpus)
        if corpus.original in document.pages:
            yield from _answers(document.pages[corpus.original], corpus)
    for correction in corpus.corrections:
        known = {pair.now for each in (correction.before, correction.current) for pair in _of_document(each, corpus)}
        yield from (pair for pair in _of_document(correction.text, corpus) if pair.now not in known)


def _of_document(document: Document, corpus: Corpus) -> Iterator[Pair]:
    """Yield the clauses of the translations of a document with their originals."""
    original = document.pages.get(corpus.original)
    for page in document.pages.values():
        if original is None or page is original:
            continue
        for clause_id in dict.fromkeys(clause.id for clause in (*original.clauses, *page.clauses) if clause.id):
            yield Pair(_side(page, clause_id), _side(original, clause_id), PairKind.TRANSLATION)


def unapproved(corpus: Corpus, approvals: Approvals) -> dict[str, dict[str, tuple[tuple[Pair, PairState], ...]]]:
    """Return the pairs that are not approved and their states, by the path of a page and the id of the clause on it.

    Clauses that are missing are left out. An answer that was not compared with the policy is listed in every language.
    """
    found: dict[str, dict[str, tuple[tuple[Pair, PairState], ...]]] = {}
    for pair in pairs(corpus):
        state = approvals.state(pair)
        if state in (PairState.APPROVED, PairState.MISSING):
            continue
        pages = [pair.text.page]
        if pair.kind is PairKind.BASED_ON:
            pages = list(corpus.documents[pair.text.page.name].pages.values())
        for page in pages:
            of_page = found.setdefault(page.path, {})
            of_page[pair.text.clause_id] = (*of_page.get(pair.text.clause_id, ()), (pair, state))
    return found


def renamed(corpus: Corpus, approvals: Approvals) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return the pages, as `faq`, and clauses, as `faq#rights`, whose present texts are approved under other names.

    They are given by their old and new names, with the keys of these approvals and of the pairs that they fit now.
    """
    unapproved = {pair.now: pair for pair in pairs(corpus) if approvals.state(pair) is not PairState.APPROVED}
    known = {pair.key for pair in pairs(corpus)}
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for key in approvals.digests.keys() - known:
        for digests in approvals.digests[key]:
            if (pair := unapproved.get(digests)) is not None:
                for names in _new_names(key, pair.key):
                    found.setdefault(names, []).append((key, pair.key))
    return found


def _new_names(old_key: str, new_key: str) -> Iterator[tuple[str, str]]:
    """Yield the old and the new names in two keys."""
    for old, new in zip(old_key.split(" "), new_key.split(" "), strict=True):
        (old_language, _, old_name), (new_language, _, new_name) = old.partition("/"), new.partition("/")
        if old != new and old_language == new_language:
            (old_page, _, old_id), (new_page, _, new_id) = old_name.rpartition("#"), new_name.rpartition("#")
            yield (old_page, new_page) if old_id == new_id else (old_name, new_name)


def _answers(page: Page, corpus: Corpus) -> Iterator[Pair]:
    for clause in page.clauses:
        for base in bases(page, clause, corpus):
            yield Pair(PairSide(page, clause.id, clause), base, PairKind.BASED_ON)


def bases(page: Page, clause: Clause, corpus: Corpus) -> Iterator[PairSide]:
    """Yield the policy clauses that an answer or a summary is based on, in the language of its page."""
    for reference in dict.fromkeys(clause.based_on or ()):
        policies = corpus.policies_with(reference)
        if len(policies) == 1 and page.language in policies[0].pages:
            yield _side(policies[0].pages[page.language], reference.rpartition("#")[2])


def _side(page: Page, clause_id: str) -> PairSide:
    return PairSide(page, clause_id, page.clause(clause_id) if page.has_clause(clause_id) else None)


def read(settings: Settings) -> tuple[Approvals, list[Finding]]:
    """Return the approvals of a site and the findings in their file; a missing file has no approvals."""
    path = settings.editorial(NAME)
    name = settings.relative_path(path)
    text = files.read_if_exists(path, name, MAX_BYTES)
    if isinstance(text, Finding):
        return Approvals(name, {}, {}), [text]
    approvals, findings = parsed(text, name)
    return replace(approvals, unbuilt=settings.unbuilt), findings


def parsed(text: str, name: str) -> tuple[Approvals, list[Finding]]:
    """Return the approvals in the text of a file with this name, and the findings in it."""
    digests: dict[str, list[tuple[str, str]]] = {}
    lines: dict[str, list[int]] = {}
    unreadable: dict[str, list[int]] = {}
    findings: list[Finding] = []
    former: list[tuple[int, Approval]] = []
    markers = [*files.merge_markers(text)]
    in_conflict = {line for (line, _), _ in markers}
    conflicts = [APPROVALS_CONFLICT.at(name, *place, mark=mark) for place, mark in markers[:_MAX_FINDINGS]]
    for number, line in enumerate(text.split("\n"), start=1):
        if _BLANK_OR_COMMENT.fullmatch(line) or number in in_conflict:
            continue
        read = approval_in(line)
        if read is not None and read.scheme < SCHEME:
            former.append((number, read))
            continue
        meant = read or _corrected(line)
        if read is None and len(findings) < _MAX_FINDINGS:
            named = None if meant else _PAIR.search(line, 0, _MAX_SEARCHED_CHARACTERS)
            if named:
                unreadable.setdefault(named[0], []).append(number)
            breaks = [subjects.approval(named[0])] if named else []
            rests_on = [subjects.line(name, number)]
            rule = VERSION_IN_APPROVALS if _OF_VERSION.match(line) else APPROVALS_UNREADABLE
            findings.append(rule.at(name, number, breaks=breaks, rests_on=rests_on, advised=str(meant or "")))
        if meant is not None:  # what a damaged line says counts, so that only one line is printed for its pair
            digests.setdefault(meant.key, []).append((meant.text, meant.base))
            lines.setdefault(meant.key, []).append(number)
    if len(findings) > 1 and not (digests or former):
        findings = [APPROVALS_DAMAGED.at(name, findings[0].line, breaks=[name])]
    if former and not digests:
        findings.append(APPROVALS_OUTDATED.at(name, former[0][0], breaks=[name], count=len(former)))
    elif former:  # among others, they have lost their scheme
        for number, read in former:
            digests.setdefault(read.key, []).append((read.text, read.base))
            lines.setdefault(read.key, []).append(number)
        findings += (
            APPROVALS_UNREADABLE.at(name, number, advised=str(read)) for number, read in former[:_MAX_FINDINGS]
        )
    known = {key: tuple(found) for key, found in digests.items()}
    numbers, unread = ({key: tuple(found) for key, found in each.items()} for each in (lines, unreadable))
    return Approvals(name, known, numbers, unread), [*conflicts, *findings]


def to_approve(names: Collection[str] | None, corpus: Corpus, approvals: Approvals) -> list[Pair]:
    """Return the pairs that are not approved but can be, all or those of the pages and clauses with these names.

    A name is `page`, `lang/page` or the path of a page, with or without `.md` and `#clause`; None stands for all pairs.
    A name of no pair is a `ToolError`.
    """
    named = [(pair, _names(pair)) for pair in pairs(corpus) if pair.now]
    known = {name for _, of_pair in named for name in of_pair}
    wanted = {name.replace(".md#", "#").removesuffix(".md"): name for name in names or ()}
    for short, name in wanted.items():
        if short not in known:
            similar = tuple(sorted(each for each in known if ("#" in each) == ("#" in short)))
            raise ToolError("nothing_to_approve", text=name, suggestions=similar_names(short, similar))
    chosen = (pair for pair, of_pair in named if names is None or not of_pair.isdisjoint(wanted))
    return [pair for pair in chosen if approvals.state(pair) is not PairState.APPROVED]


def _names(pair: Pair) -> set[str]:
    page, clause = pair.text.page, pair.text.clause_id
    pages = {page.name, f"{page.language}/{page.name}", page.path.removesuffix(".md")}
    return pages | {f"{each}#{clause}" for each in pages}


def write(settings: Settings, approvals: Approvals, corpus: Corpus, chosen: Iterable[Pair]) -> None:
    """Write the file of a site: see `updated_text`."""
    header = [messages.text("approvals_header") for messages in messages_in_some_of(corpus.languages)]
    files.write_text(settings.editorial(NAME), updated_text(approvals, corpus, chosen, header))


def updated_text(approvals: Approvals, corpus: Corpus, chosen: Iterable[Pair], header: Iterable[str]) -> str:
    """Return the new text of the file: sorted, one line for each pair that exists and has approvals.

    The lines of languages that are not built stay as they are.
    """
    lines: dict[str, str] = {}
    for pair in pairs(corpus):
        known = approvals.digests.get(pair.key)
        if known:
            # Of several lines, keep the one that fits the pair as it is now.
            text, base = max(known, key=lambda digests: _fit(pair, *digests))
            lines[pair.key] = _line(pair.key, text, base)
    for key, known in approvals.digests.items():
        if approvals.is_unbuilt(key):
            lines[key] = "\n\n".join(_line(key, *digests) for digests in known)
    for pair in chosen:
        if pair.line is not None:
            lines[pair.key] = pair.line
    comments = [f"# {line}\n" for line in header]
    return "".join(comments) + "".join(f"\n{lines[key]}\n" for key in sorted(lines))


def _fit(pair: Pair, text: str, base: str) -> int:
    """Return how well digests fit a pair as it is now: 3 if it is approved, 2 if stale, less if unreviewed."""
    now = [side.clause.digest if side.clause else "" for side in (pair.text, pair.base)]
    return 2 * (text == now[0]) + (base == now[1])
