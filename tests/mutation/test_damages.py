"""The promise of the checks, on the real pages and on others: no damage to the text goes unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutation.damages import BETRAYED, DAMAGES
from tests.mutation.measure import generated_sites, measured, real_site, total, undamaged

SITES = 1
_SHARE = 0.95


def test_nothing_is_found_on_undamaged_pages(tmp_path: Path) -> None:
    assert list(undamaged(real_site(tmp_path / "real"))) == []
    for site in generated_sites(tmp_path / "generated", SITES):
        assert list(undamaged(site)) == []


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_is_noticed(tmp_path: Path, kind: str) -> None:
    sites = [real_site(tmp_path / "real"), *generated_sites(tmp_path / "generated", SITES)]
    noticed = total([measured(site, kind) for site in sites])
    assert noticed.made > 0
    assert noticed.by_approvals == noticed.made
    if kind in BETRAYED:
        assert noticed.by_parity >= _SHARE * noticed.made, noticed.missed
