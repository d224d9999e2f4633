"""The released states of documents, as `versions.yml` and the frozen copies record them."""

from __future__ import annotations

import datetime
import re
import shlex
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policysite import corpus
from policysite.corpus import Corpus, Document, Settings
from policysite.corpus.time_limit import time_limit
from policysite.findings import Finding
from policysite.history import corrections, current_text, release, versions
from policysite.history.default_branch import DefaultBranch
from policysite.history.versioned_site import VersionedSite
from policysite.history.versions import ReleasedState, entry, states_meant_in
from policysite.languages.labels import Labels, labels_of
from policysite.rulebook.examples import Example, examples

from tests import example_site
from tests.project import put
from tests.releases import after, release_text, site_with_versions, text, write

RU, EN = "0" * 32, "1" * 32
ENTRY = f"""\
- document: privacy
  version: "1.0"
  effective_date: 2026-11-22
  released: 2026-11-26
  digests:
    ru: v2 {RU}
    en: v2 {EN}
"""
CORRECTION = ENTRY + "  correction: 1\n  reasons:\n    ru: Опечатка.\n    en: A misprint.\n"
TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)
# A day before those of the versions to come.
ANNOUNCED = after(63)
EFFECTIVE, RELEASED = datetime.date(2026, 11, 22), datetime.date(2026, 11, 26)


def read(root: Path, text: str) -> tuple[list[ReleasedState], list[str]]:
    example_site.write({}, Example({}), root)
    site = example_site.settings(root)
    put(site.editorial(versions.NAME), text)
    states, findings = versions.read(site)
    return [each for of_document in states.values() for each in of_document], [each.rule for each in findings]


def test_a_state_has_what_its_entry_says(tmp_path: Path) -> None:
    states, findings = read(tmp_path, ENTRY + CORRECTION)
    digests = {"ru": RU, "en": EN}
    path = "docs/editorial/versions.yml"
    assert findings == []
    assert states == [
        ReleasedState("privacy", "1.0", EFFECTIVE, RELEASED, digests, path=path, line=1),
        ReleasedState(
            "privacy",
            "1.0",
            EFFECTIVE,
            RELEASED,
            digests,
            1,
            {"ru": "Опечатка.", "en": "A misprint."},
            path=path,
            line=8,
        ),
    ]
    assert [each.name for each in states] == ["1.0", "1.0-1"]


@pytest.mark.parametrize(
    ("old", "new", "reported"),
    [
        ('"1.0"', "one", "editorial-entry-invalid"),
        ('"1.0"', f'"{"1" * 5000}.0"', "editorial-entry-invalid"),  # more digits than Python reads as a number
        ('"1.0"', f'"{"1." * 100}0"', "editorial-entry-invalid"),
        ("2026-11-22", "22.11.2026", "editorial-entry-invalid"),
        (f"v2 {EN}", EN, "editorial-entry-invalid"),
        (f"    en: v2 {EN}", f"    en: v2 {RU}\n    en: v2 {EN}", "editorial-name-repeated"),
        (f"v2 {EN}", f"v1 {EN}", "editorial-entry-invalid"),
        ("document: privacy\n  ", "", "editorial-name-missing"),
        ("released", "release", "editorial-name-unknown"),
    ],
)
def test_an_invalid_entry_is_a_finding(tmp_path: Path, old: str, new: str, reported: str) -> None:
    assert read(tmp_path, ENTRY.replace(old, new)) == ([], [reported])


LINE = entry(ReleasedState("privacy", "1.0", EFFECTIVE, RELEASED, {"ru": RU, "en": EN}))
CORRECTED = entry(
    ReleasedState("privacy", "1.0", EFFECTIVE, RELEASED, {"ru": RU, "en": EN}, 1, {"ru": "«А».", "en": 'See "A".'})
)
APPROVED = f"en/privacy#a ru/privacy#a: v2 {RU} {EN}"


@pytest.mark.parametrize(
    ("line", "example"),
    [
        (LINE.replace('"1.0"', "“1.0”"), LINE),
        (LINE[2:], LINE),
        (f"+{LINE}", LINE),
        (f"{CORRECTED}{LINE}", f"{CORRECTED}\n{LINE}"),
        (CORRECTED.replace("\\", ""), CORRECTED),
        (APPROVED, ""),
    ],
)
def test_the_right_line_is_advised_for_a_damaged_entry(tmp_path: Path, line: str, example: str) -> None:
    files = {"docs/editorial/versions.yml": f"# Versions\n{LINE}\n{line}\n"}
    found = example_site.findings(Example({}, files=files), tmp_path)
    (finding,) = (each for each in found if each.rule == "version-line-damaged")
    assert (finding.path in files, finding.line, finding.params["example"]) == (True, 3, example)


@pytest.mark.parametrize(
    ("rule", "written", "expected"),
    [
        ("effective-date-past", "2026-11-21", str(example_site.TODAY)),
        ("effective-date-distant", "2207-02-01", "2027-02-01"),
        ("effective-date-distant", "2036-12-24", "2026-12-24"),
        ("effective-date-distant", "2036-11-21", ""),
        ("effective-date-distant", "2029-12-24", ""),
        ("effective-date-distant", "2028-12-24", None),
    ],
)
def test_an_unlikely_day_is_replaced_in_all_that_is_printed(
    tmp_path: Path, rule: str, written: str, expected: str | None
) -> None:
    bad = examples()["effective-date-past"].bad
    texts = {
        language: text.replace('"1.1"\neffective_date: 2026-11-21', f'"1.1"\neffective_date: {written}')
        for language, text in bad.texts.items()
    }
    found = example_site.findings(replace(bad, texts=texts), tmp_path)
    lines = [each.params["example"] for each in found if each.rule == rule]
    (unreleased,) = (each for each in found if each.rule == "version-unreleased")
    assert lines == ([] if expected is None else [expected and f"effective_date: {expected}"] * 2)
    assert f"effective_date: {expected or written}" in unreleased.params["entry"]


@pytest.mark.parametrize(
    ("version", "expected"),
    [("11", "1.1"), ("20", "2.0"), ("1.11", ""), ("10", ""), ("1.4", None), ("3", None)],
)
def test_a_version_that_leaves_out_many_is_found(tmp_path: Path, version: str, expected: str | None) -> None:
    bad = examples()["version-distant"].bad
    texts = {language: text.replace('"11"', f'"{version}"') for language, text in bad.texts.items()}
    found = example_site.findings(replace(bad, texts=texts), tmp_path)
    lines = [each.params["example"] for each in found if each.rule == "version-distant"]
    assert lines == ([] if expected is None else [expected and f'version: "{expected}"'] * 2)


@settings(max_examples=30)
@given(TEXTS, TEXTS)
def test_an_entry_is_read_as_it_was_written(reason: str, document: str) -> None:
    state = ReleasedState(document, "1.10", EFFECTIVE, RELEASED, {"ru": RU, "zh-Hant": EN}, 2, {"ru": reason})
    with TemporaryDirectory() as folder:
        states, findings = read(Path(folder), f"{entry(state)}\n")
    assert ([replace(each, path="") for each in states], findings) == ([state], [])


@pytest.mark.parametrize("without", ["  correction: 1\n", "  reasons:\n    ru: Опечатка.\n    en: A misprint.\n"])
def test_a_correction_has_a_number_and_reasons(tmp_path: Path, without: str) -> None:
    assert read(tmp_path, CORRECTION.replace(without, "")) == ([], ["editorial-name-missing"])


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_entry_is_replaced_in_whatever_form_it_is_written(tmp_path: Path, number: int) -> None:
    one_line = entry(ReleasedState("privacy", "1.2", EFFECTIVE, RELEASED, {"ru": RU, "en": EN}))
    text = "\n".join([ENTRY, "# A comment.\n" + ENTRY.replace('"1.0"', '"1.1"'), one_line])
    states, findings = read(tmp_path, text)
    assert (len(states), findings) == (3, [])
    site = example_site.settings(tmp_path)
    pages, _ = corpus.read(site)
    new = replace(states[0], version="2.0")
    release.write(pages.documents["privacy"], new, site, [states[number]])
    left, _ = versions.read(site)
    assert list(left["privacy"]) == [*(each for each in states if each != states[number]), new]
    assert "# A comment.\n" in site.editorial(versions.NAME).read_text(encoding="utf-8")


def test_versions_are_ordered_by_their_numbers() -> None:
    names = [
        ReleasedState("a", version, EFFECTIVE, RELEASED, {}, correction)
        for version, correction in [("1.10", 0), ("1.9", 1), ("2", 0), ("1.9", 0)]
    ]
    assert [each.name for each in sorted(names, key=lambda each: each.order)] == ["1.9", "1.9-1", "1.10", "2"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("1.0", None), ("1.0-1", "1.0"), ("1.0-7", "1.0-1"), (f"1.0-{10**100}", "1.0-7"), ("1.1-1", None)],
)
def test_a_correction_corrects_the_state_before_it(name: str, expected: str | None) -> None:
    frozen = {("privacy", each): Document(each, {}) for each in ("1.0", "1.0-7", "1.0-1", "1.00")}
    frozen["terms", "1.0-2"] = Document("another", {})
    before = corrections.corrected(Corpus(("en",), {}, frozen), "privacy", name)
    assert (before and before.name) == expected


@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [
        ("privacy/1.0", "1.0", ("privacy", "1.0")),
        ("privacy/1.0-2", "1.0", ("privacy", "1.0-2")),
        ("legal/privacy/1", "1", ("legal/privacy", "1")),
        ("privacy/1.0", "1.1", ("privacy", "1.0")),
        ("privacy/1.0-0", "1.1", None),
        ("privacy", "1.0", None),
        ("privacy/draft", "1.0", None),
    ],
)
def test_a_frozen_copy_is_known_by_its_name(
    tmp_path: Path, name: str, version: str, expected: tuple[str, str] | None
) -> None:
    example_site.write({}, Example({}), tmp_path)
    for language in example_site.LANGUAGES:
        text = (tmp_path / "docs" / language / "privacy.md").read_text(encoding="utf-8")
        earlier = text.replace('version: "1.0"', f'version: "{version}"')
        put(tmp_path / "docs" / language / f"{name}.md", f"{earlier}\nAn earlier text.\n")
    pages, _ = corpus.read(example_site.settings(tmp_path))
    assert list(pages.frozen) == ([expected] if expected else [])
    assert (name in pages.documents) == (expected is None)
    assert pages.page("ru", name)


def in_current(
    site: Settings,
    labels: Mapping[str, Labels] = {each: labels_of(each) for each in ("ru", "en")},
    today: datetime.date = ANNOUNCED,
) -> dict[str, Finding]:
    """Return the findings about the current text, by their rules."""
    pages, _ = corpus.read(site)
    states, _ = versions.read(site)
    versioned = VersionedSite(pages, DefaultBranch(site, states), labels, today)
    return {each.rule: each for each in current_text.findings_in_current(versioned)}


def test_the_advised_entry_of_the_history_says_what_happened_to_each_clause(tmp_path: Path) -> None:
    site = site_with_versions(tmp_path)
    old, new = (
        "".join(f"\n\n## {name} {{ #{name[0].lower()} }}\n\n{text}" for name, text in clauses)
        for clauses in (
            [("A", "Same."), ("B:", "Before."), ("C", "Gone."), ("D", "Same.")],
            [("D", "Same."), ("A", "Same."), ("B:", "After."), ("E", "New.")],
        )
    )
    release_text(site, "1.2", after(200), after(61), text("90", old))
    release_text(site, "1.2", after(200), after(62), text("91", old), {"ru": "Опечатка.", "en": "A misprint."})
    write(site, "1.2", after(200), text("91", new))
    finding = in_current(site, today=after(200))["version-text-changed"]
    assert finding.params["version"] == "1.2-1"
    assert "Changed: “B”. Moved: “D”. Added: “E”. Removed: “C”." in finding.params["history"]
    assert "Изменено: «B». Перемещено: «D». Добавлено: «E». Исключено: «C»." in finding.params["history"]
    # Until the day of 1.2, the new version takes effect instead of it, and follows 1.1.
    finding = in_current(site)["version-text-changed"]
    assert (finding.params["version"], finding.params["changed"]) == ("1.2-1", "d, b, c, e")
    assert "Changed: “Policy”. Added: “D”, “A”, “B”, “E”. Removed: “New”." in finding.params["history"]


def test_the_advised_heading_names_the_document_if_several_have_versions(tmp_path: Path) -> None:
    site = site_with_versions(tmp_path)
    for language, title in (("ru", "*Условия* \\& правила"), ("en", "*Terms* & rules")):
        page = (site.docs / language / "privacy.md").read_text(encoding="utf-8")
        text = page.replace("# Policy { #privacy }", f"# {title} {{ #terms }}").replace("{ #new }", "{ #newest }")
        put(site.docs / language / "terms.md", text)
    finding = in_current(site)["version-without-history"]
    assert re.findall("## .*", finding.params["history"]) == [
        "## *Условия* \\& правила: версия 1.1 { #terms-1-1 }",
        "## *Terms* & rules: version 1.1 { #terms-1-1 }",
    ]


def test_the_entry_of_a_version_without_one_says_what_changed_since_the_one_in_effect(tmp_path: Path) -> None:
    site = site_with_versions(tmp_path)
    release_text(site, "1.2", after(100), after(61), text("30"))
    finding = in_current(site)["version-without-history"]
    assert [line for line in finding.params["history"].split("\n") if "“" in line] == ["Changed: “Policy”."]


def test_the_entry_and_the_reason_have_the_labels_of_the_site(tmp_path: Path) -> None:
    site = site_with_versions(tmp_path)
    write(site, "1.1", after(100), text("91", "\n\n## New { #new }\n\nA new one."))
    texts = {"history_changed": "Уточнено: {clauses}.", "correction_reason": "Описка."}
    own = Labels("ru", "ru", {**labels_of("ru"), **texts})
    params = in_current(site, {"ru": own, "en": labels_of("en")})["version-text-changed"].params
    assert "Уточнено: «Policy»." in params["history"]
    assert "Changed: “Policy”." in params["history"]
    assert "'ru=Уточнено: «Policy».'" in params["correction_command"]


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ("We keeps data, for 90 days.", "A typo was corrected."),
        ("We keep data for 90 days only.", "Changed: “Policy”."),
        ("We keep data for 91 days.", "Changed: “Policy”."),
        ("We keep [data](https://a.example/) for 90 days.", "Changed: “Policy”."),
        ("We must data for 90 days.", "Changed: “Policy”."),
        ("We keep data for 90 days.\n\nAlways.", "Changed: “Policy”."),
        ("We keep data for 90 days.\n\n## It's `$HOME` { #home }\n\nNew.", "Added: “It's $HOME”."),
    ],
)
def test_the_reason_of_a_correction_says_what_has_changed(tmp_path: Path, now: str, reason: str) -> None:
    site = site_with_versions(tmp_path)
    page = site.docs / "en/privacy.md"
    put(page, page.read_text(encoding="utf-8").replace("We keep data for 90 days.", now))
    params = in_current(site)["version-text-changed"].params
    assert f"en={reason}" in shlex.split(params["correction_command"])


def test_the_entry_does_not_say_what_is_not_translated_yet_or_no_longer(tmp_path: Path) -> None:
    site = replace(site_with_versions(tmp_path), has_partial_translations=True)
    translated, untranslated = ("\n\n## A { #a }\n\nSame.", "\n\n## B { #b }\n\nSame.")
    english = site.docs / "en/privacy.md"
    write(site, "1.2", after(200), text("90", translated + untranslated))
    put(english, english.read_text(encoding="utf-8").replace(untranslated, ""))
    pages, _ = corpus.read(site)
    document = pages.documents["privacy"]
    release.write(document, versions.next_state(document, (), after(61)), site)
    write(site, "1.2", after(200), text("91", translated + untranslated))
    put(english, english.read_text(encoding="utf-8").replace(translated, ""))
    finding = in_current(site, today=after(200))["version-text-changed"]
    assert finding.params["changed"] == "privacy, a, b"
    assert [line for line in finding.params["history"].split("\n") if "Changed" in line] == ["Changed: “Policy”."]


@pytest.mark.parametrize(
    "line", ["- " + "{document: " * 17_900, "- {document: " + ': "' * 40_000 + '",' * 20_000 + "}}"]
)
def test_long_damaged_lines_are_read_quickly(line: str) -> None:
    with time_limit(8):  # eight times the processor time that it takes
        assert states_meant_in(line, "versions.yml") == []
