"""The difference of two states of a page: clause by clause, block by block, word by word.

Two blocks that have the same digest are equal, however they are written; everything that changes a digest is an edit.
"""

from __future__ import annotations

import enum
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from rapidfuzz.distance import Indel

from policysite.corpus import Block, Clause, Page
from policysite.corpus.sequences import common, moved
from policysite.history.tokens import Token, tokens

# Blocks with less than this share of common words are shown as one deleted and one inserted block.
_MIN_SIMILARITY = 0.4
# At most this many pairs of blocks are compared with each other; longer runs are compared in order.
_MAX_COMPARED_PAIRS = 2_500
# Comparing two blocks takes one bit of memory for each pair of tokens. This is 50 MB, for some 20,000 tokens in each.
_MAX_COMPARED_TOKENS = 400_000_000
# At most this many equal words between two longer edits are taken for a coincidence.
_MAX_COINCIDENT_WORDS = 2


class Op(enum.StrEnum):
    """An operation of an edit script."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True)
class Run:
    """A piece of a block that is equal, inserted or deleted as a whole.

    Attributes:
        text: its text; of an equal piece as the new block writes it.
        is_mark: True if it is not text but, for example, the target of a link. Equal marks are left out.
        seen: of a mark, the attributes that readers see or follow, with their values, such as the target of a link.
    """

    op: Op
    text: str
    is_mark: bool = False
    seen: tuple[tuple[str, str], ...] = ()


class Change(enum.StrEnum):
    """The change of a block or a clause as a whole."""

    EQUAL = "equal"
    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True)
class BlockEdit:
    """The change of a block: its text with the edits. It has no old block if it was inserted, no new one if deleted.

    It was moved if it was deleted here and inserted, with the same text, elsewhere on the page, or the reverse.
    """

    change: Change
    old: Block | None
    new: Block | None
    runs: tuple[Run, ...]
    moved: bool = False

    @property
    def block(self) -> Block:
        """The block in the new state; if it was deleted, in the old one."""
        return cast(Block, self.new or self.old)

    @property
    def is_change(self) -> bool:
        """True if something happened to it."""
        return self.change is not Change.EQUAL


@dataclass(frozen=True)
class ClauseEdit:
    """The change of a clause; it has no old clause if it was added, and no new one if it was removed.

    Attributes:
        change: what happened to it; a clause that was only moved is EQUAL.
        edits: those of the heading and of the blocks under it; none if all of them are equal.
        moved: True if it stands at another place among the clauses that both states have.
    """

    change: Change
    old: Clause | None
    new: Clause | None
    edits: tuple[BlockEdit, ...]
    moved: bool = False

    @property
    def clause(self) -> Clause:
        """The clause in the new state; if it was removed, in the old one."""
        return cast(Clause, self.new or self.old)

    @property
    def is_change(self) -> bool:
        """True if something happened to it, or if it was moved."""
        return self.moved or self.change is not Change.EQUAL

    @cached_property
    def blocks(self) -> tuple[BlockEdit, ...]:
        """The heading and the blocks under it."""
        if self.change is not Change.EQUAL or not self.old or not self.new:
            return self.edits
        both = zip(self.old.all_blocks(), self.new.all_blocks(), strict=True)
        return tuple(_equal(*each) for each in both)


def keyed(clauses: Iterable[Clause]) -> Iterator[tuple[str, Clause]]:
    """Yield clauses with the keys by which they are paired: ids, or texts with white space, which no id has."""
    count: Counter[str] = Counter()
    for clause in clauses:
        name = clause.id or f" {clause.title}"
        yield f"{name}\n{count[name]}" if count[name] else name, clause
        count[name] += 1


def edit_script(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[ClauseEdit, ...]:
    """Return the edits that turn old clauses into new ones, in the new order.

    Clauses are paired by their ids; those without one, by their titles. A removed clause stands after the clause that
    it stood after.
    """
    before, after = dict(keyed(old)), dict(keyed(new))
    to_move = moved([each for each in before if each in after], [each for each in after if each in before])
    edits = [_clause_edit(before.get(key), after.get(key), key in to_move) for key in in_one_order(after, before)]
    return tuple(_with_moved_blocks(edits))


def in_one_order(*sequences: Iterable[str]) -> list[str]:
    """Return all keys in the order of the first sequence; those that it lacks follow the keys before them elsewhere."""
    order: list[str] = []
    for keys in sequences:
        known = set(order)
        following: dict[str | None, list[str]] = {}
        last = None
        for key in keys:
            if key in known:
                last = key
            else:
                following.setdefault(last, []).append(key)
        order = [*following.get(None, []), *(each for key in order for each in (key, *following.get(key, [])))]
    return order


def changed_clauses(before: Mapping[str, Page], now: Mapping[str, Page]) -> dict[str, list[ClauseEdit]]:
    """Return the clauses that have changed, in each language; where there was no page before, all of them are new."""
    clauses = {language: page.clauses for language, page in before.items()}
    edits = {language: edit_script(clauses.get(language, ()), page.clauses) for language, page in now.items()}
    return {language: [edit for edit in of_language if edit.is_change] for language, of_language in edits.items()}


def _clause_edit(old: Clause | None, new: Clause | None, moved: bool) -> ClauseEdit:
    if old and new and old.digest == new.digest:
        return ClauseEdit(Change.EQUAL, old, new, (), moved)
    blocks = tuple(_block_edits(old.all_blocks() if old else (), new.all_blocks() if new else ()))
    change = Change.CHANGED if old and new else Change.DELETED if old else Change.INSERTED
    return ClauseEdit(change, old, new, blocks, moved)


def _equal(old: Block, new: Block) -> BlockEdit:
    number = "" if new.number is None else f"{new.number}. "
    text = new.text if new.kind == "code" else " ".join(new.text.split())
    return BlockEdit(Change.EQUAL, old, new, (Run(Op.EQUAL, number + text),))


def _block_edits(old: Sequence[Block], new: Sequence[Block]) -> Iterator[BlockEdit]:
    old_keys, new_keys = ([block.digest for block in blocks] for blocks in (old, new))
    old_start = new_start = 0
    for old_end, new_end in [*common(old_keys, new_keys), (len(old), len(new))]:
        if old_start < old_end or new_start < new_end:
            yield from _edits_of_a_gap(old[old_start:old_end], new[new_start:new_end])
        if old_end < len(old):
            yield _equal(old[old_end], new[new_end])
        old_start, new_start = old_end + 1, new_end + 1


def _edits_of_a_gap(old: Sequence[Block], new: Sequence[Block]) -> Iterator[BlockEdit]:
    """Yield the edits between two equal blocks: similar blocks are changed, others are deleted or inserted."""
    old_tokens, new_tokens = [tokens(block) for block in old], [tokens(block) for block in new]
    old_start = new_start = 0
    for old_end, new_end in [*_similar(old_tokens, new_tokens), (len(old), len(new))]:
        for number in range(old_start, old_end):
            yield BlockEdit(Change.DELETED, old[number], None, _whole(Op.DELETE, old_tokens[number]))
        for number in range(new_start, new_end):
            yield BlockEdit(Change.INSERTED, None, new[number], _whole(Op.INSERT, new_tokens[number]))
        if old_end < len(old):
            runs = tuple(_block_runs(old_tokens[old_end], new_tokens[new_end]))
            yield BlockEdit(Change.CHANGED, old[old_end], new[new_end], runs)
        old_start, new_start = old_end + 1, new_end + 1


def _similar(old: Sequence[list[Token]], new: Sequence[list[Token]]) -> list[tuple[int, int]]:
    """Return the pairs of blocks that are versions of each other, by their indices, in order.

    Of all choices that keep the order, it is the one with the most similarity.
    """
    old_words, new_words = [_words(each) for each in old], [_words(each) for each in new]
    if len(old) * len(new) > _MAX_COMPARED_PAIRS:
        both = enumerate(zip(old_words, new_words, strict=False))
        return [(number, number) for number, (one, other) in both if _similarity(one, other) >= _MIN_SIMILARITY]
    best: list[list[tuple[float, list[tuple[int, int]]]]]
    best = [[(0.0, []) for _ in range(len(new) + 1)] for _ in range(len(old) + 1)]
    for row in range(len(old)):
        for column in range(len(new)):
            choice = max(best[row][column + 1], best[row + 1][column], key=lambda each: each[0])
            similarity = _similarity(old_words[row], new_words[column])
            score, pairs = best[row][column]
            if similarity >= _MIN_SIMILARITY and score + similarity > choice[0]:
                choice = score + similarity, [*pairs, (row, column)]
            best[row + 1][column + 1] = choice
    return best[-1][-1][1]


def _words(block: list[Token]) -> Counter[str]:
    return Counter(token.key for token in block if not token.is_mark and not token.key.isspace())


def _similarity(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of the words of two blocks that they have in common, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _whole(op: Op, block: list[Token]) -> tuple[Run, ...]:
    """Return the runs of a block that is deleted or inserted as a whole; its kind is shown if there is nothing else."""
    return tuple(_joined(op, block[1:]) if len(block) > 1 else _joined(op, block))


@dataclass
class _Segment:
    """Tokens that are equal, or that are deleted and inserted, with the lengths of both texts."""

    old: list[Token]
    new: list[Token]
    is_equal: bool
    lengths: tuple[int, int]

    @property
    def characters(self) -> int:
        """The length of the longer text."""
        return max(self.lengths)


def _segment(old: list[Token], new: list[Token], *, is_equal: bool) -> _Segment:
    old_length, new_length = (sum(len(token.text) for token in each if not token.is_mark) for each in (old, new))
    return _Segment(old, new, is_equal, (old_length, new_length))


def _edit_of(segments: list[_Segment]) -> _Segment:
    """Return neighboring segments as one edit; the tokens of the first one become part of it."""
    first, *others = segments
    for each in others:  # (a long list that grows by one word after the other must not be copied for each)
        first.old += each.old
        first.new += each.new
    old_length, new_length = (sum(each.lengths[side] for each in segments) for side in (0, 1))
    return _Segment(first.old, first.new, False, (old_length, new_length))


def _block_runs(old: list[Token], new: list[Token]) -> Iterator[Run]:
    """Yield the runs of a changed block; rows with the same number of cells are compared cell by cell."""
    old_cells, new_cells = _cells(old), _cells(new)
    if len(old_cells) != len(new_cells):
        old_cells, new_cells = [old], [new]
    for one, other in zip(old_cells, new_cells, strict=True):
        yield from _runs(one, other)


def _cells(block: list[Token]) -> list[list[Token]]:
    starts = [number for number, token in enumerate(block) if token.is_boundary]
    return [block[start:end] for start, end in itertools.pairwise([0, *starts, len(block)])]


def _runs(old: list[Token], new: list[Token]) -> Iterator[Run]:
    segments: list[_Segment] = []
    for segment in _segments(old, new):
        edit = segment
        if segments and not edit.is_equal and not segments[-1].is_equal:
            edit = _edit_of([segments.pop(), edit])
        while not edit.is_equal and len(segments) > 1 and _is_coincidence(segments[-2], segments[-1], edit):
            equal, last = segments.pop(), segments.pop()
            edit = _edit_of([last, equal, edit])
        segments.append(edit)
    for segment in segments:
        if segment.is_equal:
            yield from _joined(Op.EQUAL, [token for token in segment.new if not token.is_mark])
        else:
            yield from _joined(Op.DELETE, segment.old)
            yield from _joined(Op.INSERT, segment.new)


def _segments(old: list[Token], new: list[Token]) -> Iterator[_Segment]:
    """Yield what is equal and what is not; between the first and the last edit of very long texts all is replaced."""
    begin = _equal_at_begin(old, new)
    end = _equal_at_begin(old[begin:][::-1], new[begin:][::-1])
    before, after = old[begin : len(old) - end], new[begin : len(new) - end]
    yield _segment(old[:begin], new[:begin], is_equal=True)
    if len(before) * len(after) > _MAX_COMPARED_TOKENS:
        yield _segment(before, after, is_equal=False)
    else:
        for code in Indel.opcodes([token.key for token in before], [token.key for token in after]):
            parts = before[code.src_start : code.src_end], after[code.dest_start : code.dest_end]
            yield _segment(*parts, is_equal=code.tag == "equal")
    yield _segment(old[len(old) - end :], new[len(new) - end :], is_equal=True)


def _equal_at_begin(old: list[Token], new: list[Token]) -> int:
    """Return the number of tokens at the beginning that read the same."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((number for number, (one, other) in pairs if one.key != other.key), min(len(old), len(new)))


def _is_coincidence(before: _Segment, equal: _Segment, after: _Segment) -> bool:
    """True if two edits are easier to read as one, with the equal words between them deleted and inserted."""
    words = sum(token.key[0].isalnum() for token in equal.new if not token.is_mark)
    if not words:
        return bool(equal.characters)
    return words <= _MAX_COINCIDENT_WORDS and 2 * equal.characters <= min(before.characters, after.characters)


def _joined(op: Op, pieces: Iterable[Token]) -> Iterator[Run]:
    shown = (token for token in pieces if token.text)
    for is_mark, group in itertools.groupby(shown, key=lambda token: token.is_mark):
        if is_mark:
            yield from (Run(op, token.text, is_mark, token.seen) for token in group)
        else:
            yield Run(op, "".join(token.text for token in group))


def _with_moved_blocks(clauses: Sequence[ClauseEdit]) -> Iterator[ClauseEdit]:
    """Yield the edits of clauses, and mark the blocks that were deleted in one place and inserted in another."""
    blocks = [each for clause in clauses for each in clause.edits if each.block.kind != "heading"]
    deleted = {each.block.digest for each in blocks if each.change is Change.DELETED}
    moved = {each.block.digest for each in blocks if each.change is Change.INSERTED} & deleted
    for clause in clauses:
        edits = (
            replace(each, moved=each.change in (Change.DELETED, Change.INSERTED) and each.block.digest in moved)
            for each in clause.edits
        )
        yield replace(clause, edits=tuple(edits))
