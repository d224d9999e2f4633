"""The version from which each clause has its wording, by the frozen copies of the released states."""

from __future__ import annotations

import datetime
from collections.abc import Collection

import pytest
from policysite.corpus import Block, Clause, Corpus, Document, Page
from policysite.corpus.model import FrontMatter
from policysite.history.since import since
from policysite.history.timeline import Timeline
from policysite.history.versions import ReleasedState

DAY = datetime.date(2026, 11, 22)


def page(name: str, version: str, texts: str) -> Page:
    """Return a page with a clause for each word such as `a1`: its id and its text."""
    clauses = tuple(Clause(text[0], 2, text[0], 1, blocks=(Block("paragraph", text, 1, 1),)) for text in texts.split())
    return Page(f"docs/en/{name}.md", "en", name, FrontMatter("Policy", "A policy.", version, DAY), clauses)


def found(current: Page, released: dict[str, str], last: str = "", ahead: Collection[str] = ()) -> dict[str, str]:
    """Return the names of the states, given the text of each; a state without a text has no copy in this language.

    All are released on one day; the last one is recorded below the others. They take effect on this day, and those
    ahead on another one.
    """
    states, frozen = [], {}
    for name, texts in released.items():
        version, _, correction = name.partition("-")
        effective = DAY + datetime.timedelta(days=version in ahead)
        states.append(
            ReleasedState("privacy", version, effective, DAY, {}, int(correction or 0), line=1 + (name == last))
        )
        if texts:
            copy = page(f"privacy/{name}", version, texts)
            frozen["privacy", name] = Document(copy.name, {"en": copy})
    corpus = Corpus(("en",), {"privacy": Document("privacy", {"en": current})}, frozen)
    return {clause_id: state.name for clause_id, state in since(current, Timeline(tuple(states)), corpus).items()}


@pytest.mark.parametrize(
    ("current", "released", "expected"),
    [
        ("a1 b1", {"1.0": "a1 b1"}, {"a": "1.0", "b": "1.0"}),
        ("a1 b2", {"1.0": "a1 b1", "1.1": "a1 b2"}, {"a": "1.0", "b": "1.1"}),
        ("b1 a1", {"1.0": "a1 b1", "1.1": "b1 a1"}, {"a": "1.0", "b": "1.0"}),
        ("a1", {"1.0": "a1", "1.1": "a2", "2.0": "a1"}, {"a": "2.0"}),
        ("a1", {"1.0": "a1", "1.1": "b1", "2.0": "a1"}, {"a": "2.0"}),
        ("a2", {"1.0": "a1", "1.0-1": "a2", "1.1": "a2"}, {"a": "1.0"}),
        ("a1", {"1.0": "a1", "1.0-1": "a2", "1.1": "a1"}, {"a": "1.1"}),
        ("a3", {"1.0": "a1", "1.1": "a1", "1.1-1": "a2", "1.1-2": "a3"}, {"a": "1.0"}),
        ("a1", {"1.0": "a1", "1.1": "a2", "1.1-1": "a1"}, {"a": "1.0"}),
        ("a1 b1", {"1.0": "a1", "1.0-1": "a1 b1"}, {"a": "1.0", "b": "1.0"}),
        ("a1", {"1.0": "", "1.0-1": "a1"}, {"a": "1.0-1"}),
        ("a1", {"1.10": "a1", "1.9": "a1"}, {"a": "1.9"}),
        ("a1", {"1.0": "", "1.1": "a1"}, {"a": "1.1"}),
        ("a2 b1", {"1.0": "a1 b1"}, {"b": "1.0"}),
        ("a1", {}, {}),
    ],
)
def test_a_clause_reads_so_since_the_first_of_the_latest_states_that_have_its_text(
    current: str, released: dict[str, str], expected: dict[str, str]
) -> None:
    assert found(page("privacy", "9", current), released) == expected


def test_for_a_frozen_copy_later_states_do_not_count() -> None:
    released = {"1.0": "a1 b1", "1.1": "a2 b1", "2.0": "a3 b3"}
    assert found(page("privacy/1.1", "1.1", "a2 b1"), released) == {"a": "1.1", "b": "1.0"}


@pytest.mark.parametrize(
    ("name", "texts", "expected"),
    [
        ("privacy", "a1 b2 c2 d3", {"a": "1.0", "b": "2.1", "c": "2.1", "d": "2.1"}),
        ("privacy/2.0", "a2 b2 c2 d1", {"a": "2.0", "b": "2.0", "c": "2.0", "d": "1.0"}),
    ],
)
def test_a_version_that_never_took_effect_counts_in_its_own_copy_only(
    name: str, texts: str, expected: dict[str, str]
) -> None:
    released = {"1.0": "a1 b1 d1", "2.0": "a2 b2 c2 d1", "2.1": "a1 b2 c2 d3"}
    current = page(name, name.partition("/")[2] or "2.1", texts)
    assert found(current, released, ahead=["2.0", "2.1"]) == expected


@pytest.mark.parametrize(("current", "expected"), [("a1", {"a": "1.0"}), ("a2", {"a": "1.0"}), ("a3", {"a": "1.1"})])
def test_a_correction_that_follows_a_later_version_changes_nothing_in_it(
    current: str, expected: dict[str, str]
) -> None:
    released = {"1.0": "a1", "1.0-1": "a2", "1.1": current}
    assert found(page("privacy", "1.1", current), released, last="1.0-1") == expected
