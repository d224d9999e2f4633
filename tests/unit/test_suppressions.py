"""Suppressions of findings, by comments and by entries of `exceptions.yml`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from policysite import corpus
from policysite.corpus.time_limit import PAGE_TIMEOUT, SITE_TIMEOUT
from policysite.findings import NOTHING, Finding, Severity
from policysite.findings.rule import Rule, Scope
from policysite.rulebook.examples import Example
from policysite.suppressions import SuppressibleCheck, read_entries, unknown_rules, unsuppressed

from tests import example_site
from tests.example_site import TODAY

PAGE = "docs/ru/privacy.md"
TEXT = {"ru": "Мы ответим.", "en": "We will reply."}
FILE = "docs/editorial/exceptions.yml"
# The lines of the first heading and of the text of the clause `#clause`.
TEXT_LINE = example_site.lines_above("privacy", TEXT["ru"]) + 1
H1_LINE = TEXT_LINE - 4

NUMBERS = Rule("numbers-differ", "parity", Scope.PAIR)
ORPHANED = Rule("page-orphaned", "internal_links", Scope.BUILD)
DEAD = Rule("link-dead", "external_links", Scope.WEB)
STALE = Rule("translation-stale", "translations", Scope.PAIR, suppressible=False)
NEGATIONS = Rule("negations-differ", "parity", Scope.PAIR, Severity.WARNING, hint=True)
CONTACT = Rule("contact-unlisted", "contacts", Scope.PAGE, always_on=True)
RECONFIGURED = Rule("versions-reconfigured", "versions", Scope.SITE, until_merged=True)
RULES = (NUMBERS, ORPHANED, DEAD, STALE, NEGATIONS, CONTACT, RECONFIGURED)


def entry(rule: Rule | str, place: str) -> str:
    name = rule if isinstance(rule, str) else rule.name
    return f"- rule: {name}\n  where: {place}\n  reason: so it was\n"


def comment(rule: Rule, language: str = "ru") -> dict[str, str]:
    return {**TEXT, language: f"<!-- policy allow {rule.name}: so it was -->\n\n{TEXT[language]}"}


def site(root: Path, entries: str, texts: dict[str, str] = TEXT) -> tuple[corpus.Settings, corpus.Corpus]:
    example = Example(texts, files={FILE: entries})
    example_site.write(texts, example, root)
    settings = example_site.settings(root)
    pages, found = corpus.read(settings)
    assert found == []
    return settings, pages


def report(
    root: Path,
    *findings: Finding,
    entries: str = "",
    texts: dict[str, str] = TEXT,
    scopes: Collection[Scope] = tuple(Scope),
    severities: Mapping[str, Severity | None] = MappingProxyType({}),
    silent: Iterable[Finding] = (),
    files: Iterable[str] | None = None,
) -> list[tuple[str, str]]:
    """The rule and the path of each finding that a check with these rules would report; ` warning` after a warning."""
    settings, pages = site(root, entries, texts)
    read, invalid = read_entries(settings)
    known = None if files is None else frozenset(files)
    check = SuppressibleCheck(pages, read, TODAY, RULES, severities, scopes, complete=not invalid, files=known)
    found = unsuppressed(findings, check, silent)
    warning = {Severity.ERROR: "", Severity.WARNING: " warning"}
    return [(finding.rule + warning[finding.severity], finding.path) for finding in [*invalid, *found]]


@pytest.mark.parametrize("place", ["privacy", "privacy#clause", "ru/privacy", "ru/privacy#clause"])
def test_an_entry_suppresses_the_findings_of_its_rule_at_its_place(tmp_path: Path, place: str) -> None:
    assert report(tmp_path, DEAD.at(PAGE, TEXT_LINE), entries=entry(DEAD, place)) == []


@pytest.mark.parametrize("place", ["faq", "privacy#privacy", "en/privacy"])
def test_an_entry_suppresses_nothing_elsewhere(tmp_path: Path, place: str) -> None:
    assert ("link-dead", PAGE) in report(tmp_path, DEAD.at(PAGE, TEXT_LINE), entries=entry(DEAD, place))


def test_an_entry_suppresses_no_other_rule(tmp_path: Path) -> None:
    found = report(tmp_path, DEAD.at(PAGE, TEXT_LINE), entries=entry(NUMBERS, "privacy"))
    assert found == [("link-dead", PAGE), ("suppression-unused", FILE)]


def test_an_entry_can_be_for_an_addition(tmp_path: Path) -> None:
    addition = "overrides/footer-end.html"
    assert report(tmp_path, DEAD.at(addition, 3), entries=entry(DEAD, addition), files=[addition]) == []


def test_a_comment_suppresses_in_its_clause_only(tmp_path: Path) -> None:
    texts = comment(DEAD)
    assert report(tmp_path, DEAD.at(PAGE, TEXT_LINE + 2), texts=texts) == []
    assert report(tmp_path, DEAD.at(PAGE, H1_LINE), texts=texts) == [("link-dead", PAGE)]
    other_language = DEAD.at("docs/en/privacy.md", TEXT_LINE)
    assert report(tmp_path, other_language, texts=texts) == [("link-dead", "docs/en/privacy.md")]


def test_a_finding_above_the_first_heading_is_suppressed_from_anywhere_on_its_page(tmp_path: Path) -> None:
    of_page = NUMBERS.at(PAGE, 2), ORPHANED.at(PAGE, 1)
    assert report(tmp_path, *of_page, entries=entry(ORPHANED, "ru/privacy#clause"), texts=comment(NUMBERS)) == []
    other = ORPHANED.at("docs/ru/index.md", 1)
    found = report(tmp_path, *of_page, other, entries=entry(ORPHANED, "privacy"), texts=comment(NUMBERS))
    assert found == [("page-orphaned", other.path)]


def test_an_unused_suppression_is_reported_by_the_check_of_its_scope(tmp_path: Path) -> None:
    entries = entry(NUMBERS, "privacy") + entry(ORPHANED, "nowhere")
    assert report(tmp_path, entries=entries, scopes=[Scope.PAIR]) == [("suppression-unused", FILE)]
    assert report(tmp_path, entries=entries, scopes=[Scope.BUILD]) == [("suppression-place-unknown", FILE)]
    assert report(tmp_path, entries=entries, scopes=[Scope.WEB]) == []
    assert report(tmp_path, texts=comment(NUMBERS), scopes=[Scope.PAIR]) == [("suppression-unused", PAGE)]


def test_a_check_applies_the_suppressions_that_it_does_not_report_on(tmp_path: Path) -> None:
    orphaned = ORPHANED.at(PAGE, 1)
    assert report(tmp_path, orphaned, entries=entry(ORPHANED, "privacy"), scopes=[Scope.PAIR]) == []


def test_a_suppression_for_another_site_is_never_unused(tmp_path: Path) -> None:
    assert report(tmp_path, entries=entry(DEAD, "privacy#clause")) == []
    assert report(tmp_path, texts=comment(DEAD)) == []


def test_a_suppression_of_what_ends_with_a_merge_is_not_unused_after_it(tmp_path: Path) -> None:
    entries = entry(RECONFIGURED, "mkdocs.yml")
    assert report(tmp_path, RECONFIGURED.at("mkdocs.yml"), entries=entries) == []
    assert report(tmp_path, entries=entries) == []


@pytest.mark.parametrize("place", ["privacy#nothing", "de/privacy", "overrides/nothing.html", "docs/ru/privacy.md"])
def test_a_place_that_does_not_exist_is_reported(tmp_path: Path, place: str) -> None:
    found = report(tmp_path, entries=entry(DEAD, place), files=["overrides/notice.html"])
    assert found == [("suppression-place-unknown", FILE)]


def test_a_file_is_taken_to_exist_where_the_files_are_not_known(tmp_path: Path) -> None:
    assert report(tmp_path, entries=entry(DEAD, "overrides/nothing.html")) == []
    assert report(tmp_path, entries=entry(DEAD, PAGE)) == [("suppression-place-unknown", FILE)]


def test_nothing_is_called_unused_if_an_entry_cannot_be_read(tmp_path: Path) -> None:
    entries = entry(ORPHANED, "privacy") + "- rule: page-orphaned\n"
    assert report(tmp_path, entries=entries) == [("editorial-name-missing", FILE)]


def test_nothing_is_called_unused_if_a_page_cannot_be_read(tmp_path: Path) -> None:
    settings, _ = site(tmp_path, entry(NUMBERS, "privacy"))
    (tmp_path / PAGE).write_bytes(b"\xff")
    pages, _ = corpus.read(settings)
    entries, _ = read_entries(settings)
    found = unsuppressed([], SuppressibleCheck(pages, entries, TODAY, RULES, {}, tuple(Scope)))
    assert list(found) == []


def test_rules_that_do_not_exist_or_cannot_be_suppressed_are_reported(tmp_path: Path) -> None:
    entries = entry("link-deed", "privacy") + entry(STALE, "privacy") + entry(DEAD, "privacy")
    settings, pages = site(tmp_path, entries, comment(STALE))
    read, _ = read_entries(settings)
    unknown, *not_allowed = unknown_rules(read, pages, {rule.name: rule for rule in RULES})
    assert (unknown.rule, unknown.path, unknown.line) == ("suppression-rule-unknown", FILE, 1)
    assert unknown.params == {"rule": "link-deed", "suggestions": "link-dead, numbers-differ, negations-differ"}
    assert [(each.rule, each.path, each.params) for each in not_allowed] == [
        ("suppression-not-allowed", path, {"rule": STALE.name}) for path in (FILE, PAGE)
    ]


def test_similar_rules_are_searched_for_a_limited_number_of_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    monkeypatch.setattr(
        "policysite.corpus.suggestions.similar_names", lambda name, _known: searched.append(name) or "x"
    )
    settings, pages = site(tmp_path, "".join(entry(f"rule-{number}", "privacy") for number in range(500)))
    read, _ = read_entries(settings)
    unknown = list(unknown_rules(read, pages, {rule.name: rule for rule in RULES}))
    assert len(unknown) == 500
    assert 0 < len(searched) < 100
    assert {finding.params["suggestions"] for finding in unknown} == {"x", NOTHING}


@pytest.mark.parametrize(
    ("severity", "reported"),
    [(None, []), (Severity.WARNING, [("link-dead warning", PAGE)]), (Severity.ERROR, [("link-dead", PAGE)])],
)
def test_a_site_decides_on_the_severity_of_a_rule(
    tmp_path: Path, severity: Severity | None, reported: list[tuple[str, str]]
) -> None:
    assert report(tmp_path, DEAD.at(PAGE, TEXT_LINE), severities={DEAD.name: severity}) == reported


@pytest.mark.parametrize("rule", [STALE, CONTACT])
def test_a_site_cannot_switch_off_a_rule_that_protects_readers(tmp_path: Path, rule: Rule) -> None:
    assert report(tmp_path, rule.at(PAGE, TEXT_LINE), severities={rule.name: None}) == [(rule.name, PAGE)]


def test_a_suppression_of_a_rule_that_is_off_is_not_called_unused(tmp_path: Path) -> None:
    found = NUMBERS.at(PAGE, TEXT_LINE)
    assert report(tmp_path, found, entries=entry(NUMBERS, "privacy"), severities={NUMBERS.name: None}) == []


def test_a_suppression_of_a_silent_hint_is_used_but_one_without_a_hint_is_not(tmp_path: Path) -> None:
    entries = entry(NEGATIONS, "privacy#clause")
    assert report(tmp_path, silent=[NEGATIONS.at(PAGE, TEXT_LINE)], entries=entries) == []
    assert report(tmp_path, silent=[], entries=entries) == [("suppression-unused", FILE)]


@pytest.mark.parametrize("timeout", [PAGE_TIMEOUT, SITE_TIMEOUT])
@pytest.mark.parametrize("where", ["found", "silent"])
def test_no_suppression_is_called_unused_if_not_everything_was_checked(
    tmp_path: Path, timeout: Rule, where: str
) -> None:
    found = timeout.at(PAGE)
    findings, silent = ([found], []) if where == "found" else ([], [found])
    reported = report(tmp_path, *findings, silent=silent, entries=entry(NEGATIONS, "privacy#clause"))
    assert reported == [(timeout.name, PAGE) for _ in findings]


def test_a_silent_hint_is_not_reported(tmp_path: Path) -> None:
    assert report(tmp_path, silent=[NEGATIONS.at(PAGE, TEXT_LINE)]) == []
