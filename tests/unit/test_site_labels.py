"""The labels that a site gives itself in `docs/editorial/labels/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from policysite import site_labels
from policysite.build_manifest import inputs
from policysite.errors import ToolError
from policysite.languages.labels import Labels, labels_of
from policysite.scaffold import labels as scaffold
from policysite.site.build import build

from tests.example_site import settings
from tests.project import configuration, put

ENGLISH = labels_of("en")


def site(folder: Path, files: Mapping[str, str], *languages: str) -> Path:
    put(folder / "mkdocs.yml", configuration(languages, "https://policy.example/", markdown_extensions=["attr_list"]))
    for each in ("docs", "overrides"):
        (folder / each).mkdir()
    for name, text in files.items():
        put(folder / "docs/editorial/labels" / name, text)
    return folder


def read(folder: Path) -> tuple[dict[str, Labels], list[tuple[str, str, int]]]:
    labels, findings = site_labels.read(settings(folder))
    return labels, [(each.rule, each.path, each.line) for each in findings]


def test_a_label_of_the_site_replaces_that_of_the_tool(tmp_path: Path) -> None:
    labels, found = read(site(tmp_path, {"de.yml": "search: Finden\ntask_open: No\n"}, "en", "de"))
    assert found == []
    assert labels["en"] == ENGLISH
    assert labels["de"]["search"] == "Finden"
    assert labels["de"]["task_open"] == "No"
    assert labels["de"]["print"] == labels_of("de")["print"]


def test_a_language_without_labels_has_english_ones_and_one_warning(tmp_path: Path) -> None:
    labels, found = read(site(tmp_path, {}, "en", "mt", "de-AT"))
    assert [rule for rule, *_ in found] == ["labels-missing"]
    assert labels["mt"] == ENGLISH
    assert labels["de-AT"] == labels_of("de")


def test_an_empty_label_is_still_to_be_translated(tmp_path: Path) -> None:
    folder = site(tmp_path, {"mt.yml": "search: Fittex\nprint: ''\nmenu:\n", "de.yml": "print: ''\n"}, "en", "mt", "de")
    labels, found = read(folder)
    assert found == [("labels-missing", "docs/editorial/labels/mt.yml", 1)]
    assert [labels["mt"][name] for name in ("search", "print", "menu")] == ["Fittex", "Print", "Navigation"]
    assert labels["de"] == labels_of("de")
    (finding,) = site_labels.read(settings(folder))[1]
    assert finding.params["count"] == str(len(ENGLISH) - 2)


def test_a_file_with_every_label_is_written_to_be_translated(tmp_path: Path) -> None:
    folder = site(tmp_path, {}, "en", "mt", "de")
    file = folder / "docs/editorial/labels/mt.yml"
    assert scaffold.write(settings(folder)) == [file]
    assert [rule for rule, *_ in read(folder)[1]] == ["labels-missing"]
    text = file.read_text(encoding="utf-8")
    assert text.index("in_effect:") < text.index("stale_translation:") < text.index("danger:")
    file.write_text(re.sub(r'""  # "?(.+?)"?$', r'"\1"', text, flags=re.MULTILINE), encoding="utf-8")
    labels, found = read(folder)
    assert found == []
    assert dict(labels["mt"]) == dict(ENGLISH)
    assert scaffold.write(settings(folder)) == []


def test_lines_that_a_file_lacks_are_added_to_it(tmp_path: Path) -> None:
    folder = site(tmp_path, {"mt.yml": "# Ours\nsearch: Fittex\nprint: ''\n"}, "en", "mt")
    file = folder / "docs/editorial/labels/mt.yml"
    assert scaffold.write(settings(folder)) == [file]
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# Ours\nsearch: Fittex\nprint: ''\nin_effect: \"\"  # In effect from {first}\n")
    assert sorted(yaml.safe_load(text)) == sorted(ENGLISH)


def test_a_damaged_file_of_labels_stays_as_it_is(tmp_path: Path) -> None:
    folder = site(tmp_path, {"mt.yml": "search: 'a\n"}, "en", "mt")
    assert scaffold.write(settings(folder)) == []


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("- search", "editorial-entry-invalid", 1),
        ("search: [a]", "editorial-entry-invalid", 1),
        ("[search]: a", "editorial-entry-invalid", 1),
        ("search: a\nsearch: b", "editorial-name-repeated", 2),
        ("search: 'a", "yaml-quote-unclosed", 1),
        ("named_version: '{version} {version}'", "label-placeholders-differ", 1),
        ("named_version: '{version!r}'", "label-placeholders-differ", 1),
        ("named_version: '{version'", "label-placeholders-differ", 1),
        ("named_version: '{version} {}'", "label-placeholders-differ", 1),
        ("search: 'a {b}'", "label-placeholders-differ", 1),
        ("in_effect_until: 'von {last} bis {first}'", "label-reversed", 1),
        ("redline_delete: 'Eingefügt'", "label-reversed", 1),
        ("contact: '\u2800'", "label-invisible", 1),
        ('contact: "\\u3164"', "label-invisible", 1),
        ("frozen: '\u200b{version}'", "label-invisible", 1),
        ("search: a\nhistory_added: 'Gestrichen: {clauses}'", "label-reversed", 2),
    ],
)
def test_a_wrong_label_is_found_and_not_used(tmp_path: Path, text: str, rule: str, line: int) -> None:
    labels, found = read(site(tmp_path, {"de.yml": text}, "en", "de"))
    assert found == [(rule, "docs/editorial/labels/de.yml", line)]
    wrong = ("search", "named_version")
    assert all(labels["de"][name] in ("a", labels_of("de")[name]) for name in wrong)


def test_other_words_and_other_orders_that_say_the_same_are_used(tmp_path: Path) -> None:
    german = "in_effect_until: '{first}–{last}'\nchanges: 'Neu in {new}, seit {old}'\nredline_insert: 'neu: '\n"
    assert read(site(tmp_path, {"de.yml": german}, "en", "de"))[1] == []


@pytest.mark.parametrize(
    ("language", "written", "wrong"),
    [
        ("is", "1.", "1.. desember 2026"),
        ("is", "1", ""),
        ("is", "", ""),
        ("is", "fyrsti", "fyrsti. desember 2026"),
        ("is", "11", "11. desember 2026"),
        ("mt", "l-1", ""),
        ("mt", "1,", ""),
        ("fr", "1er", ""),
        ("en", "1.", "December 1., 2026"),
        ("ar", "١", ""),
    ],
)
def test_the_first_day_of_a_month_is_a_number_without_the_sign_after_it(
    tmp_path: Path, language: str, written: str, wrong: str
) -> None:
    folder = site(tmp_path, {f"{language}.yml": f"# Ours\nfirst_day_of_month: '{written}'\n"}, "de", language)
    found = [each for each in site_labels.read(settings(folder))[1] if each.rule == "label-day-wrong"]
    dates = [each.params["date"].replace("\N{NO-BREAK SPACE}", " ") for each in found]
    assert ([each.line for each in found], dates) == (([2], [wrong]) if wrong else ([], []))


def test_the_first_day_of_a_month_need_not_be_translated(tmp_path: Path) -> None:
    lines = [f"{name}: {yaml.safe_dump(text)}" for name, text in ENGLISH.items() if name != "first_day_of_month"]
    assert read(site(tmp_path, {"mt.yml": "".join(lines).replace("...\n", "")}, "en", "mt"))[1] == []


@pytest.mark.parametrize("name", ["fr.yml", "de.yaml", "DE.yml", "more/de.yml"])
def test_a_file_that_no_page_uses_is_found(tmp_path: Path, name: str) -> None:
    labels, found = read(site(tmp_path, {name: "search: a\n"}, "en", "de"))
    assert found == [("labels-unused", f"docs/editorial/labels/{name}", 1)]
    assert labels["de"] == labels_of("de")


def test_a_site_with_a_wrong_label_is_not_built(tmp_path: Path) -> None:
    folder = site(tmp_path, {"de.yml": "named_version: a\n"}, "en", "de")
    for language in ("en", "de"):
        page = f"---\ntitle: A\ndescription: B.\n---\n\n# A {{ #index }}\n\n{language}.\n"
        put(folder / f"docs/{language}/index.md", page)
    with pytest.raises(ToolError) as raised:
        build(folder / "mkdocs.yml")
    assert [finding.rule for finding in raised.value.findings] == ["label-placeholders-differ"]
    assert not (folder / "site").exists()


def test_a_build_depends_on_the_labels_of_the_site(tmp_path: Path) -> None:
    folder = site(tmp_path, {"de.yml": "search: a\n"}, "en", "de")
    assert "docs/editorial/labels/de.yml" in inputs(settings(folder))
