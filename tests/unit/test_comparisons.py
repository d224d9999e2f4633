"""The pages that show what a state changed exist where something leads to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite import corpus
from policysite.history import versions
from policysite.history.timeline import Timeline
from policysite.languages.labels import labels_of
from policysite.rulebook.examples import Example
from policysite.site.releases import Releases

from tests import example_site
from tests.releases import DAY, after, release_text, text


@pytest.mark.parametrize(("days", "expected"), [("30", []), ("60", ["privacy/1.0-1/changes"])])
def test_a_correction_that_only_adds_a_language_has_no_page_of_changes(
    tmp_path: Path, days: str, expected: list[str]
) -> None:
    example_site.write({}, Example({}), tmp_path)
    settings = example_site.settings(tmp_path)
    release_text(settings, "1.0", DAY, DAY, text("30"))
    (tmp_path / "docs/en/privacy/1.0.md").unlink()
    release_text(settings, "1.0", DAY, after(1), text(days), {"ru": "Перевод.", "en": "A translation."})
    states, _ = versions.read(settings)
    labels = {language: labels_of(language) for language in settings.languages}
    releases = Releases(corpus.read(settings)[0], {"privacy": Timeline(states["privacy"])}, DAY, labels, settings.urls)
    assert list(releases.comparison_names("ru")) == expected
