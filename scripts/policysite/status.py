"""The list of `policy status`: the state of every clause that must be approved, and the pages that languages lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policysite.approvals import Approvals, Pair, PairState, pairs
from policysite.corpus import Corpus

# The kind of a line about a page that a language lacks; any other line has the kind of its pair.
PAGE = "page"


@dataclass(frozen=True)
class PairStatus:
    """A text, such as `en/privacy#retention`, or `en/privacy` for a page, and what it is compared with.

    Its kind is that of the pair, or `PAGE`. A text that is missing has the place of its original.
    """

    state: PairState
    kind: str
    text: str
    base: str
    path: str
    line: int


def statuses(corpus: Corpus, approvals: Approvals) -> Iterator[PairStatus]:
    """Yield the state of every pair that must be approved, then the pages that languages lack."""
    for pair in pairs(corpus):
        yield PairStatus(approvals.state(pair), pair.kind, str(pair.text), str(pair.base), *_position(pair))
    for document in corpus.documents.values():
        original = document.pages.get(corpus.original)
        for language in corpus.languages:
            if original is not None and language not in document.pages:
                yield PairStatus(
                    PairState.MISSING, PAGE, f"{language}/{document.name}", original.subject, original.path, 1
                )


def _position(pair: Pair) -> tuple[str, int]:
    side = pair.text if pair.text.clause else pair.base
    return side.page.path, side.clause.line if side.clause else 1
