"""The promise of the checks: no mutation of the text goes unnoticed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from policysite.corpus import Settings

from tests.mutation.measure import fixture_site, generated_sites, measured, total, unchanged
from tests.mutation.mutations import FOUND_BY_PARITY, MUTATIONS

# Of all mutations one in so many is made here; `scripts/bench mutation` makes all of them.
STEP = 24
SHARE_FOUND_BY_PARITY = 0.95


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Settings]:
    """Two sites; a page that was mutated is written back as it was."""
    folder = tmp_path_factory.mktemp("sites")
    return [fixture_site(folder / "fixture"), *generated_sites(folder / "generated", 1)]


def test_nothing_is_found_in_unchanged_sites(sites: Sequence[Settings]) -> None:
    for site in sites:
        assert list(unchanged(site)) == []


@pytest.mark.parametrize("kind", MUTATIONS)
def test_a_mutation_is_noticed(sites: Sequence[Settings], kind: str) -> None:
    by_parity = kind in FOUND_BY_PARITY
    noticed = total([measured(site, kind, STEP, by_parity=by_parity) for site in sites])
    assert noticed.made > 0
    assert noticed.by_approvals == noticed.made
    if by_parity:
        assert noticed.by_parity >= SHARE_FOUND_BY_PARITY * noticed.made, noticed.missed
