"""What may stand although a rule finds it, whichever check the rule belongs to."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from policysite import corpus
from policysite.findings import Finding
from policysite.rulebook import Check, Example, examples
from policysite.suppressions import OF_BUILT_SITE, OF_OTHER_SITES, read_exceptions, unsuppressed

from tests import example_site
from tests.example_site import TODAY

PAGE = "docs/ru/privacy.md"
TEXT = {"ru": "Мы ответим.", "en": "We will reply."}
FILE = "docs/editorial/exceptions.yml"


def exception(rule: str, where: str, until: str = "") -> str:
    return f"- rule: {rule}\n  where: {where}\n  reason: so it was\n" + (f"  until: {until}\n" if until else "")


def comment(rule: str) -> dict[str, str]:
    return {language: f"<!-- policy allow {rule}: so it was -->\n\n{text}" for language, text in TEXT.items()}


def left(
    root: Path,
    *findings: Finding,
    exceptions: str = "",
    texts: dict[str, str] = TEXT,
    rules: frozenset[str] = OF_OTHER_SITES,
    files: frozenset[str] | None = None,
) -> list[tuple[str, str]]:
    """What is told of findings of the rules: the rule and the path of each."""
    example = Example(texts, files={FILE: exceptions})
    example_site.write(texts, example, root)
    ours = example_site.settings(root, example)
    pages, faults = corpus.read(ours)
    assert faults == []
    read, unfit = read_exceptions(ours)
    found = unsuppressed(findings, read, pages, TODAY, suppressible=rules, judged=rules, whole=not unfit, files=files)
    return [(finding.rule, finding.path) for finding in [*unfit, *found]]


def lint(root: Path, exceptions: str, texts: dict[str, str] = TEXT) -> list[str]:
    return [finding.rule for finding in example_site.findings(Example(texts, files={FILE: exceptions}), root)]


@pytest.mark.parametrize("where", ["privacy", "privacy#clause", "ru/privacy", "ru/privacy#clause"])
def test_an_exception_lets_a_dead_link_stand_where_it_says(tmp_path: Path, where: str) -> None:
    dead = Finding(PAGE, example_site.FIRST_LINE, 1, "link-dead")
    assert left(tmp_path, dead, exceptions=exception("link-dead", where)) == []


@pytest.mark.parametrize("where", ["faq", "privacy#privacy", "en/privacy"])
def test_a_dead_link_elsewhere_is_told_all_the_same(tmp_path: Path, where: str) -> None:
    dead = Finding(PAGE, example_site.FIRST_LINE, 1, "link-dead")
    assert ("link-dead", PAGE) in left(tmp_path, dead, exceptions=exception("link-dead", where))


def test_an_exception_can_be_for_a_template(tmp_path: Path) -> None:
    template = "overrides/partials/footer.html"
    dead = Finding(template, 3, 1, "link-dead")
    given = exception("link-dead", template)
    assert left(tmp_path, dead, exceptions=given, files=frozenset({template})) == []


def test_a_comment_lets_a_dead_link_of_its_clause_stand(tmp_path: Path) -> None:
    dead = Finding(PAGE, example_site.FIRST_LINE + 2, 1, "link-dead")
    assert left(tmp_path, dead, texts=comment("link-dead")) == []
    above = Finding(PAGE, example_site.FIRST_LINE - 4, 1, "link-dead")
    assert left(tmp_path, above, texts=comment("link-dead")) == [("link-dead", PAGE)]


def test_a_comment_anywhere_on_a_page_lets_it_be_without_links_to_it(tmp_path: Path) -> None:
    orphaned = Finding(PAGE, 1, 1, "page-orphaned")
    other = Finding("docs/ru/index.md", 1, 1, "page-orphaned")
    texts = {"ru": comment("page-orphaned")["ru"], "en": TEXT["en"]}
    assert left(tmp_path, orphaned, other, texts=texts, rules=OF_BUILT_SITE) == [("page-orphaned", other.path)]


def test_what_other_sites_do_not_answer_now_makes_no_exception_useless(tmp_path: Path) -> None:
    for rule in OF_OTHER_SITES:
        assert left(tmp_path, exceptions=exception(rule, "privacy#clause")) == []
    assert left(tmp_path, texts=comment("link-moved")) == []


def test_an_exception_for_the_built_site_without_use_is_told(tmp_path: Path) -> None:
    for rule in OF_BUILT_SITE:
        told = left(tmp_path, exceptions=exception(rule, "privacy"), rules=OF_BUILT_SITE)
        assert told == [("suppression-unused", FILE)]


def test_an_exception_past_its_day_lets_nothing_stand_and_is_told(tmp_path: Path) -> None:
    dead = Finding(PAGE, example_site.FIRST_LINE, 1, "link-dead")
    yesterday = (TODAY - datetime.timedelta(days=1)).isoformat()
    told = left(tmp_path, dead, exceptions=exception("link-dead", "privacy", until=yesterday))
    assert sorted(told) == [("suppression-expired", FILE), ("link-dead", PAGE)]
    assert left(tmp_path, dead, exceptions=exception("link-dead", "privacy", until=TODAY.isoformat())) == []


@pytest.mark.parametrize("where", ["privacy#nothing", "de/privacy", "overrides/nothing.html", "docs/ru/privacy.md"])
def test_an_exception_for_a_place_that_is_not_there_is_told(tmp_path: Path, where: str) -> None:
    told = left(tmp_path, exceptions=exception("link-dead", where), files=frozenset({"overrides/404.html"}))
    assert told == [("suppression-place-unknown", FILE)]


def test_only_exceptions_from_the_rules_that_were_looked_at_are_judged(tmp_path: Path) -> None:
    given = exception("page-orphaned", "nowhere") + exception("numbers-differ", "privacy") + exception("no-such", "faq")
    assert left(tmp_path, exceptions=given) == []


def test_an_entry_that_cannot_be_read_is_found_and_nothing_is_called_useless(tmp_path: Path) -> None:
    given = exception("page-orphaned", "privacy") + "- rule: page-orphaned\n"
    assert left(tmp_path, exceptions=given, rules=OF_BUILT_SITE) == [("editorial-entry-invalid", FILE)]


@pytest.mark.parametrize("rule", sorted(OF_OTHER_SITES | OF_BUILT_SITE))
def test_the_check_of_the_content_leaves_exceptions_from_rules_of_links_to_theirs(tmp_path: Path, rule: str) -> None:
    assert lint(tmp_path, exception(rule, "privacy#clause", until="2026-11-01")) == []
    assert lint(tmp_path, "", comment(rule)) == []


def test_the_check_of_the_content_says_what_no_exception_can_be_for(tmp_path: Path) -> None:
    assert lint(tmp_path, exception("search-index-broken", "privacy")) == ["suppression-not-allowed"]
    assert lint(tmp_path, exception("link-deed", "privacy")) == ["suppression-rule-unknown"]


def test_a_missing_target_that_the_check_of_the_content_finds_can_be_let_stand(tmp_path: Path) -> None:
    texts = {"ru": "Прочтите [политику](privacy#clause).", "en": "Read the [policy](privacy#clause)."}
    assert lint(tmp_path, "", texts) == ["link-target-missing"] * 2
    assert lint(tmp_path, exception("link-target-missing", "privacy#clause"), texts) == []


def test_every_finding_about_other_sites_can_be_let_stand() -> None:
    assert {rule for rule, both in examples().items() if both.family == "other_sites"} == OF_OTHER_SITES
    assert all(examples()[rule].check is Check.LINKS for rule in OF_OTHER_SITES)
