"""The lint reports everything that its rules find, once, and applies suppressions."""

from __future__ import annotations

import pkgutil
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from policysite.corpus.time_limit import SiteTimeoutError
from policysite.findings import Severity
from policysite.lint.rule import MAX_FINDINGS_WITHOUT_EDIT
from policysite.lint.runner import check, not_compared
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import Example
from policysite.site.build import build

from tests.example_site import TODAY, approve, findings, settings, write
from tests.processor_time import Clock
from tests.project import FIXTURES, configuration, put

RU, EN = "docs/ru/privacy.md", "docs/en/privacy.md"
BROKEN_PAGE = FIXTURES / "broken_page"


def findings_in_slow_documents(
    folder: Path, monkeypatch: pytest.MonkeyPatch, seconds: Mapping[str, float]
) -> list[tuple[str, str]]:
    """Return the findings in a site with documents that cannot be read, each of which takes so long."""
    write({}, Example(), folder)
    for name in seconds:
        put(folder / f"docs/assets/{name}.pdf", f"%PDF-1.7\n{folder}{name}\nstartxref\n0\n%%EOF")
    reading = "policysite.output_check.documents.is_more_than"
    slow_down(monkeypatch, reading, lambda _, content: seconds[content.split(b"\n")[1].decode()[-1]])
    try:
        found = check(settings(folder), TODAY, RULES).findings
    except SiteTimeoutError as error:
        found = error.findings
    return [(each.path, each.rule) for each in found if each.rule in ("document-unsafe", "site-timeout")]


def slow_down(monkeypatch: pytest.MonkeyPatch, name: str, seconds: Callable[..., float]) -> None:
    """Let a function take so much time of the processor, given its arguments, and all else none."""
    clock, function = Clock(monkeypatch), pkgutil.resolve_name(name)

    def slow(*arguments: object, **options: object) -> object:
        clock.seconds += seconds(*arguments)
        return function(*arguments, **options)

    monkeypatch.setattr(name, slow)


def test_a_thoroughly_broken_page_has_exactly_these_findings(tmp_path: Path) -> None:
    shutil.copytree(BROKEN_PAGE / "docs", tmp_path / "docs")
    shutil.copy(BROKEN_PAGE / "mkdocs.yml", tmp_path)
    result = check(settings(tmp_path), TODAY, RULES)
    found = [f"{each.path}:{each.line}:{each.column}: {each.severity}[{each.rule}]" for each in result.findings]
    assert found == (BROKEN_PAGE / "findings.txt").read_text(encoding="utf-8").splitlines()
    assert result.pages == 4


def test_findings_of_one_rule_at_one_place_with_different_params_are_different(tmp_path: Path) -> None:
    page = '---\nversion: "1.0"\neffective_date: 2026-11-22\n---\n\n# Policy { #privacy }\n\nWe answer.\n'
    found = [
        (finding.path, finding.params["key"])
        for finding in findings(Example({"en": page}), tmp_path)
        if finding.rule == "front-matter-incomplete"
    ]
    assert found == [("docs/en/privacy.md", "description"), ("docs/en/privacy.md", "title")]


@pytest.mark.parametrize(
    ("rule", "reported"),
    [
        ("attribute-unexpected", "suppression-not-allowed"),
        ("url-unsafe", "suppression-not-allowed"),
        ("translation-unreviewed", "suppression-not-allowed"),
        ("nothing-like-it", "suppression-rule-unknown"),
    ],
)
def test_rules_that_protect_the_reader_cannot_be_suppressed(tmp_path: Path, rule: str, reported: str) -> None:
    text = f"<!-- policy allow {rule}: it does no harm -->\n\n[Ответ](javascript:alert\\(1\\)){{ onclick=x }}"
    found = findings(Example({"ru": text, "en": text}, approved={}), tmp_path)
    rules = {path: [each.rule for each in found if each.path == path] for path in (RU, EN)}
    expected = [reported, "url-unsafe", "attribute-unexpected"]
    # (The approval of the clause with the link waits until that is corrected.)
    assert rules == {RU: expected, EN: ["translation-unreviewed", *expected]}


def test_the_findings_of_rumdl_can_be_suppressed(tmp_path: Path) -> None:
    text = "<!-- policy allow bare-url: the address is an example -->\n\nhttps://a.example/"
    assert findings(Example({"ru": text, "en": text}), tmp_path) == []


def test_a_suppression_is_not_called_unused_if_a_file_of_its_rule_cannot_be_read(tmp_path: Path) -> None:
    files = {
        "docs/editorial/promises.yml": "- language: en\n  words: never\n",
        "docs/editorial/exceptions.yml": "- {rule: absolute-promise, where: privacy#clause, reason: so it was given}\n",
    }
    text = {"ru": "Мы никогда не храним данные.", "en": "We never store data."}
    assert [finding.rule for finding in findings(Example(text, files=files), tmp_path)] == ["editorial-entry-invalid"]


def test_of_a_word_list_with_very_many_invalid_lines_the_first_are_reported(tmp_path: Path) -> None:
    files = {"docs/editorial/wordlist.txt": "- a\n" * 2 * MAX_FINDINGS_WITHOUT_EDIT}
    found = findings(Example({}, files=files), tmp_path)
    assert [each.line for each in found] == [*range(1, MAX_FINDINGS_WITHOUT_EDIT + 1)]


@pytest.mark.parametrize(
    ("place", "reported"),
    [
        ("privacy#nothing", "suppression-place-unknown"),
        ("docs/en/privacy.md", "suppression-place-unknown"),
        ("de/privacy", "suppression-place-unknown"),
        ("privacy#clause", "suppression-unused"),
        ("en/privacy", "suppression-unused"),
        ("docs/assets/logo.png", "suppression-unused"),
    ],
)
def test_a_suppression_for_an_unknown_place_is_distinguished_from_an_unused_one(
    tmp_path: Path, place: str, reported: str
) -> None:
    files = {"docs/editorial/exceptions.yml": f"- rule: paragraphs-differ\n  where: {place}\n  reason: so\n"}
    found = findings(Example({"ru": "Мы ответим.", "en": "We will reply."}, files=files), tmp_path)
    assert [(each.rule, each.params["place"]) for each in found] == [(reported, place)]


def test_for_a_mistyped_rule_in_a_suppression_similar_ones_are_named(tmp_path: Path) -> None:
    files = {"docs/editorial/exceptions.yml": "- rule: number-differs\n  where: privacy\n  reason: so\n"}
    (found,) = findings(Example({"ru": "Мы ответим.", "en": "We will reply."}, files=files), tmp_path)
    assert (found.rule, found.params["suggestions"].split(", ")[0]) == ("suppression-rule-unknown", "numbers-differ")


FIRST, CHANGED = "Мы не храним письма. Мы храним 2 копии.", "Мы не храним письма. Мы храним 3 копии."


@pytest.mark.parametrize(
    ("approved", "found"),
    [
        ({}, ["negations-differ", "numbers-differ"]),
        ({"ru": FIRST, "en": "We keep no letters. We keep 2 copies."}, ["negations-differ", "numbers-differ"]),
        (None, ["numbers-differ"]),
    ],
)
def test_an_approved_pair_silences_hints_but_no_errors(
    tmp_path: Path, approved: dict[str, str] | None, found: list[str]
) -> None:
    example = Example({"ru": FIRST, "en": "We keep letters. We keep 3 copies."}, approved=approved)
    rules = {each.rule for each in findings(example, tmp_path)} - {"translation-unreviewed"}
    assert sorted(rules) == found


def test_a_suppression_of_a_hint_is_used_as_long_as_the_hint_would_be_reported_without_the_approval(
    tmp_path: Path,
) -> None:
    files = {"docs/editorial/exceptions.yml": "- {rule: negations-differ, where: privacy#clause, reason: so it is}\n"}
    differing = Example({"ru": "Мы не храним письма.", "en": "We delete letters."}, files=files)
    assert findings(differing, tmp_path / "differing") == []
    same = Example({"ru": "Мы не храним письма.", "en": "We do not keep letters."}, files=files)
    assert [each.rule for each in findings(same, tmp_path / "same")] == ["suppression-unused"]


@pytest.mark.parametrize(
    ("severity", "found"), [("off", []), ("warning", [Severity.WARNING]), ("error", [Severity.ERROR])]
)
def test_a_site_decides_how_severe_the_findings_of_a_rule_are(
    tmp_path: Path, severity: str, found: list[Severity]
) -> None:
    example = Example(
        {"ru": "| А | Б |\n|---|---|\n| один | два |\n| три | ещё |", "en": "| A | B |\n|---|---|\n| one | two |"},
        settings={"rules": {"rows-differ": severity}},
    )
    assert [each.severity for each in findings(example, tmp_path) if each.rule == "rows-differ"] == found


def test_a_site_in_a_language_without_data_is_checked_and_built(tmp_path: Path) -> None:
    put(
        tmp_path / "mkdocs.yml",
        configuration(("en", "is"), "https://policy.example/", markdown_extensions=["attr_list"]),
    )
    texts = {
        "en": ("Policy", "We keep letters for 30 days. We do not sell them, and never will."),
        "is": ("Skilmálar", "Við geymum „bréf“ í allt að 60\N{NO-BREAK SPACE}daga, t.d.\N{NO-BREAK SPACE}umsóknir."),
    }
    for language, (title, text) in texts.items():
        front_matter = f"---\ntitle: {title}\ndescription: {title}.\n---\n\n"
        put(tmp_path / f"docs/{language}/index.md", f"{front_matter}# {title} {{ #index }}\n\n{text}\n")
    (tmp_path / "overrides").mkdir()
    site = settings(tmp_path)
    approve(site)
    found = [(each.rule, each.path) for each in check(site, TODAY, RULES).findings if each.path.endswith(".md")]
    assert found == [("numbers-differ", "docs/is/index.md")]
    put(tmp_path / "docs/is/index.md", (tmp_path / "docs/is/index.md").read_text(encoding="utf-8").replace("60", "30"))
    approve(site)
    build(tmp_path / "mkdocs.yml")
    page = (tmp_path / "site/is/index.html").read_text(encoding="utf-8")
    assert '<html lang="is" dir="ltr">' in page
    assert ">Skip to content<" in page


_IN_TWO_LANGUAGES = "sentences-differ, periods-differ, negations-differ, modality-differs"


@pytest.mark.parametrize(
    ("languages", "options", "expected"),
    [
        (("ru", "en"), {}, {}),
        (("de",), {}, {}),
        (("ru", "en", "de", "mt"), {}, {f"{_IN_TWO_LANGUAGES}; gap_number_words": ["de", "mt"]}),
        (("en", "sw"), {}, {f"{_IN_TWO_LANGUAGES}; gap_number_words, gap_time_units": ["sw"]}),
        (("mt", "en"), {}, {f"{_IN_TWO_LANGUAGES}; gap_number_words": ["en"]}),
        (
            ("ru", "de"),
            {"rules": {"sentences-differ": "off", "modality-differs": "off", "numbers-differ": "off"}},
            {"periods-differ, negations-differ; ": ["de"]},
        ),
    ],
)
def test_comparisons_that_do_not_know_a_language_are_named(
    tmp_path: Path, languages: tuple[str, ...], options: dict[str, object], expected: dict[str, list[str]]
) -> None:
    put(tmp_path / "mkdocs.yml", configuration(languages, "https://policy.example/", options))
    for folder in ("docs", "overrides"):
        (tmp_path / folder).mkdir()
    found = not_compared(settings(tmp_path))
    shown = {f"{', '.join(each.rules)}; {', '.join(each.gaps)}": named for each, named in found.items()}
    assert shown == expected


@pytest.mark.parametrize(
    "slow",
    [
        "policysite.corpus.front_matter.read",
        "policysite.corpus.validation.validate",
        "policysite.lint.rumdl.check",
        "policysite.suppressions.unknown_rules",
        "policysite.lint.runner.reported",
    ],
)
def test_the_check_ends_when_any_of_its_steps_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slow: str
) -> None:
    write({}, Example(), tmp_path)
    slow_down(monkeypatch, slow, lambda *_: 60.0)
    with pytest.raises(SiteTimeoutError) as caught:
        check(settings(tmp_path), TODAY, RULES)
    assert [each.rule for each in caught.value.findings] == ["site-timeout"]


def test_the_page_that_took_the_longest_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write({}, Example(), tmp_path)
    slow_down(monkeypatch, "policysite.corpus.front_matter.read", lambda _, path, *__: 9.5 if path == EN else 8.5)
    with pytest.raises(SiteTimeoutError) as caught:
        check(settings(tmp_path), TODAY, RULES)
    assert [(each.path, each.rule) for each in caught.value.findings] == [(EN, "site-timeout")]


def test_documents_that_take_too_long_are_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert findings_in_slow_documents(tmp_path, monkeypatch, {"a": 8.0, "b": 9.0, "c": 1.0}) == [
        ("docs/assets/b.pdf", "site-timeout")
    ]
