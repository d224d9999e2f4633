"""The labels that a site gives itself in `docs/editorial/labels/`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest
from policysite import site_labels
from policysite.build_manifest import inputs
from policysite.errors import ToolError
from policysite.languages.labels import Labels, labels_of
from policysite.messages import messages_in
from policysite.site.build import build

from tests.example_site import settings
from tests.project import configuration, put

ENGLISH, DAY = labels_of("en"), datetime.date(2026, 11, 22)


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
    labels, found = read(site(tmp_path, {}, "en", "et", "pt-BR"))
    assert [rule for rule, *_ in found] == ["labels-missing"]
    assert labels["et"].texts == ENGLISH.texts
    assert labels["et"].date(DAY) == "22. november 2026"
    assert labels["pt-BR"].texts == labels_of("pt").texts


def test_the_lines_that_the_check_lists_complete_the_labels(tmp_path: Path) -> None:
    folder = site(tmp_path, {"et.yml": "search: Otsing\n"}, "en", "et")
    labels, _ = read(folder)
    assert (labels["et"]["search"], labels["et"]["print"]) == ("Otsing", "Print")
    assert labels["et"].date(DAY) == "22. november 2026"
    (finding,) = site_labels.read(settings(folder))[1]
    lines = [line for line, is_copied in messages_in("en").fix_lines(finding.rule, finding.params) if is_copied]
    assert len(lines) == len(ENGLISH) - 1
    put(folder / "docs/editorial/labels/et.yml", "\n".join(["search: Otsing", *lines]))
    labels, found = read(folder)
    assert found == []
    assert dict(labels["et"]) == {**ENGLISH, "search": "Otsing"}


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("- search", "editorial-entry-invalid", 1),
        ("search: [a]", "editorial-entry-invalid", 1),
        ("[search]: a", "editorial-entry-invalid", 1),
        ("search: ''", "editorial-entry-invalid", 1),
        ("search: a\nsearch: b", "editorial-entry-invalid", 2),
        ("search: 'a", "editorial-entry-invalid", 1),
        ("print: a\nserch: b", "label-unknown", 2),
        ("named_version: a", "label-placeholders-differ", 1),
        ("named_version: '{version} {version}'", "label-placeholders-differ", 1),
        ("named_version: '{version!r}'", "label-placeholders-differ", 1),
        ("named_version: '{version'", "label-placeholders-differ", 1),
        ("named_version: '{version} {}'", "label-placeholders-differ", 1),
        ("search: 'a {b}'", "label-placeholders-differ", 1),
    ],
)
def test_a_wrong_label_is_found_and_not_used(tmp_path: Path, text: str, rule: str, line: int) -> None:
    labels, found = read(site(tmp_path, {"de.yml": text}, "en", "de"))
    assert found == [(rule, "docs/editorial/labels/de.yml", line)]
    wrong = ("search", "named_version")
    assert all(labels["de"][name] in ("a", labels_of("de")[name]) for name in wrong)


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
