"""Every rule of the output check finds what its bad example states, and nothing in its good one, without the lint."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pytest
from policysite.errors import ToolError
from policysite.findings import Finding
from policysite.output_check import own_look
from policysite.output_check.check import SiteCheck
from policysite.rulebook.examples import CheckName, Example, examples
from policysite.site.build import build

from tests.example_site import BUILT, prepare, put, settings, shown_params, write

RULES = [rule for rule, both in examples().items() if both.check is CheckName.OUTPUT]
# Nothing else is found on a page that is not written as the build writes, and the others change the same page.
ALONE = ("output-markup-unclear", "output-csp-differs", "output-id-invalid", "output-page-indexed")
TOGETHER = [rule for rule in RULES if rule not in ALONE]


def changed_after_build(example: Example) -> dict[str, str]:
    return {path: text for path, text in example.files.items() if path.startswith(BUILT)}


def found(chosen: Iterable[Example], root: Path) -> list[Finding]:
    """Return what is found in one site with all these examples, which have no page and no file in common."""
    listed = list(chosen)
    joined = Example(
        files={path: text for each in listed for path, text in each.files.items()},
        bytes={path: content for each in listed for path, content in each.bytes.items()},
        settings={name: value for each in listed for name, value in each.settings.items()},
    )
    prepare(joined, root)
    for each in listed:
        write(each.texts, Example(each.texts, page=each.page), root)
    write({}, joined, root)
    after = changed_after_build(joined)
    try:
        with pytest.MonkeyPatch.context() as patch:  # the additions are refused before anything is built
            patch.setattr(own_look, "findings", lambda _: [])
            build(root / "mkdocs.yml")
    except ToolError as error:
        assert error.message == "output_refused"
        assert not after
        return list(error.findings)
    for path, text in after.items():
        put(root / path, text)
    site = settings(root)
    return SiteCheck(site.site, site).findings()


@pytest.mark.parametrize("rules", [*([rule] for rule in ALONE), TOGETHER], ids=" ".join)
def test_the_findings_in_the_bad_examples_are_those_that_they_state(
    rules: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_look, "findings", lambda _: [])  # which would refuse the additions before
    bad = [examples()[rule].bad for rule in rules]
    refused = [each for each in bad if not changed_after_build(each)]
    published = [each for each in bad if changed_after_build(each)]
    for number, together in enumerate(filter(None, (refused, published))):
        findings = found(together, tmp_path / f"{number}")
        lines = [f"{each.path}:{each.line}:{each.column} {each.rule}" for each in findings]
        assert sorted(lines) == sorted(chain.from_iterable(each.expect for each in together))
        for rule in (rule for rule in rules if examples()[rule].bad in together):
            example = examples()[rule].bad
            own = [each for each, line in zip(findings, lines, strict=True) if line in example.expect]
            assert shown_params(rule, own) == example.params


def test_the_good_examples_have_no_findings(tmp_path: Path) -> None:
    assert found([examples()[rule].good for rule in RULES], tmp_path) == []
