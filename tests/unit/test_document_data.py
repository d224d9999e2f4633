"""The text of a page for programs: complete, as its schema says, and true on every day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from policysite import build_manifest, corpus
from policysite.corpus import Settings
from policysite.history import versions
from policysite.history.document_data import document_data, versions_data
from policysite.history.timeline import Timeline

from tests.example_site import ADDRESS
from tests.project import put
from tests.releases import after, release_text, site_with_versions, text, write

SCHEMA = json.loads((build_manifest.THEME / "policy.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The site, only to be read."""
    return site_with_versions(tmp_path_factory.mktemp("site"))


def data(settings: Settings, name: str = "privacy", language: str = "en") -> dict[str, Any]:
    """Return the data of a page, which must be valid."""
    pages, _ = corpus.read(settings)
    states, _ = versions.read(settings)
    page = pages.page(language, name)
    assert page
    timeline = Timeline(states["privacy"])
    of_language = versions_data(language, timeline, pages, settings)
    found = json.loads(json.dumps(document_data(page, timeline, of_language, pages, settings)))
    VALIDATOR.validate(found)
    return found


def clause(found: dict[str, Any], clause_id: str) -> dict[str, Any]:
    [clause] = (each for each in found["clauses"] if each["id"] == clause_id)
    return clause


def objects(schema: Any, value: Any) -> Iterator[tuple[set[str], set[str]]]:
    """Yield the members that the schema names of each object in a value, and those that it has."""
    schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if isinstance(value, dict):
        yield set(schema["properties"]), set(value)
        for key, each in value.items():
            yield from objects(schema["properties"][key], each)
    elif isinstance(value, list):
        for each in value:
            yield from objects(schema["items"], each)


def test_the_schema_is_one_and_names_every_member(site: Settings) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for named, found in objects(SCHEMA, data(site)):
        assert named == found


@pytest.mark.parametrize(
    ("name", "version", "correction", "released", "in_force"),
    [
        ("privacy", "1.1", 0, "2027-01-21", {"from": "2027-03-02", "until": None}),
        ("privacy/1.1", "1.1", 0, "2027-01-21", {"from": "2027-03-02", "until": None}),
        ("privacy/1.0-1", "1.0", 1, "2026-11-27", {"from": "2026-11-27", "until": "2027-03-02"}),
        ("privacy/1.0", "1.0", 0, "2026-11-24", {"from": "2026-11-22", "until": "2026-11-27"}),
    ],
)
def test_a_page_has_its_version_and_the_days_on_which_it_is_in_force(
    site: Settings, name: str, version: str, correction: int, released: str, in_force: dict[str, str | None]
) -> None:
    found = data(site, name)
    assert (found["document"], found["version"], found["correction"]) == ("privacy", version, correction)
    assert (found["released"], found["in_force"]) == (released, in_force)


def test_a_correction_of_another_language_does_not_change_the_version_before(site: Settings) -> None:
    assert [data(site, f"privacy/{name}", "ru")["correction"] for name in ("1.0", "1.0-1")] == [0, 1]


def test_every_page_lists_all_versions_with_their_days(site: Settings) -> None:
    lists = [data(site, name)["versions"] for name in ("privacy", "privacy/1.0")]
    assert lists[0] == lists[1]
    assert [each["data"].removeprefix(f"{ADDRESS}en/privacy/") for each in lists[0]] == [
        "1.0/policy.json",
        "1.0-1/policy.json",
        "1.1/policy.json",
    ]
    assert [each["in_force"]["from"] for each in lists[0]] == ["2026-11-22", "2026-11-27", "2027-03-02"]


def test_a_version_that_is_replaced_before_its_day_is_never_in_force(tmp_path: Path) -> None:
    site = site_with_versions(tmp_path)
    release_text(site, "1.2", after(100), after(61), text("91"))
    assert [each["in_force"] for each in data(site)["versions"]][-2:] == [
        None,
        {"from": "2027-03-02", "until": None},
    ]


def test_each_clause_has_its_text_its_address_and_the_version_since_which_it_reads_so(site: Settings) -> None:
    found = clause(data(site), "new")
    assert (found["title"], found["level"], found["text"]) == ("New", 2, "A new one.")
    assert found["url"] == f"{ADDRESS}en/privacy/#new"
    assert found["since"] == {"version": "1.1", "date": "2027-03-02"}
    first, corrected = clause(data(site, "privacy/1.0"), "privacy"), clause(data(site, "privacy/1.0-1"), "privacy")
    assert first["since"] == {"version": "1.0", "date": "2026-11-22"}
    assert corrected["since"] == first["since"]
    assert corrected["url"] == f"{ADDRESS}en/privacy/1.0-1/#privacy"
    unchanged = clause(data(site, "privacy/1.0-1", "ru"), "privacy")
    assert unchanged["since"] == first["since"]


def test_the_same_text_in_other_languages_has_its_addresses(site: Settings) -> None:
    found = data(site, "privacy/1.0")
    assert (found["language"], found["original_language"]) == ("en", "ru")
    assert found["languages"] == [
        {"language": "ru", "url": f"{ADDRESS}privacy/1.0/", "data": f"{ADDRESS}privacy/1.0/policy.json"},
        {"language": "en", "url": f"{ADDRESS}en/privacy/1.0/", "data": f"{ADDRESS}en/privacy/1.0/policy.json"},
    ]


@pytest.mark.parametrize(("prevails", "expected"), [("", None), ("ru", "ru"), ("equal", "equal")])
def test_the_language_that_prevails_is_named_if_it_is_decided(
    site: Settings, prevails: str, expected: str | None
) -> None:
    assert data(replace(site, prevails=prevails), "privacy/1.0")["prevailing_language"] == expected


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_a_text_that_is_not_released_says_so(tmp_path: Path, version: str) -> None:
    site = site_with_versions(tmp_path)
    write(site, version, after(200), text("90", "\n\n## New { #new }\n\nAnother one."))
    found = data(site)
    assert (found["version"], found["correction"], found["released"], found["in_force"]) == (version, None, None, None)
    assert clause(found, "new")["since"] is None
    assert clause(found, "privacy")["since"]["version"] == "1.1"


def test_a_version_without_a_change_of_text_is_not_released_either(tmp_path: Path) -> None:
    site = site_with_versions(tmp_path)
    write(site, "1.2", after(200), text("90", "\n\n## New { #new }\n\nA new one."))
    assert data(site)["released"] is None


def test_the_text_of_a_clause_keeps_its_lines(tmp_path: Path) -> None:
    site = site_with_versions(tmp_path)
    items = "We store:\n\n1. names;\n2. the\n    [rest](index.md):\n\n    - logs\n\n"
    body = f"{items}```\na  b\n  c\n```\n\n| A | B |\n|---|---|\n| c | d |"
    write(site, "1.2", after(200), text("1") | {"en": body})
    assert clause(data(site), "privacy")["text"] == (
        "We store:\n1. names;\n2. the rest:\n  - logs\na  b\n  c\nA | B\nc | d"
    )


LINKED = """Write to [us](mailto:a@example.com) or read [the *answers*](faq.md#why), [our mark](../assets/mark.svg),
[this](#privacy), [1.0](privacy/1.0.md#privacy), [here](../privacy/), [the original](../ru/privacy.md),
[the law](https://BÜCHER.example/ä) and [![Logo](../assets/mark.svg)](/)."""
LINKS = {
    "us": "mailto:a@example.com",
    "the answers": "{0}en/faq/#why",
    "our mark": "{0}assets/mark.svg",
    "this": "{0}en/privacy/#privacy",
    "1.0": "{0}en/privacy/1.0/#privacy",
    "the original": "{0}privacy/",
    "here": "{0}en/privacy/",
    "the law": "https://xn--bcher-kva.example/%C3%A4",
    "": "https://policy.example/",
}


def test_the_links_of_a_clause_lead_to_absolute_addresses(tmp_path: Path) -> None:
    site = site_with_versions(tmp_path)
    for language in site.languages:
        question = "---\ntitle: T\ndescription: D.\n---\n\n# T { #faq }\n\n## Why? { #why }\n\nSo.\n"
        put(site.docs / language / "faq.md", question)
    release_text(site, "1.2", after(200), after(61), text("1") | {"en": LINKED})
    for name, itself in (
        ("privacy", f"{ADDRESS}en/privacy/#privacy"),
        ("privacy/1.2", f"{ADDRESS}en/privacy/1.2/#privacy"),
    ):
        links = {link["text"]: link["url"] for link in clause(data(site, name), "privacy")["links"]}
        assert links == {text: url.format(ADDRESS) for text, url in LINKS.items()} | {"this": itself}
    # The text is released: what its links lead to can change, but not the text.
    (site.docs / "en/faq.md").write_text("---\ntitle: T\ndescription: D.\n---\n\n# T { #faq }\n", encoding="utf-8")
    links = {link["text"]: link["url"] for link in clause(data(site, "privacy/1.2"), "privacy")["links"]}
    assert links["the answers"] == f"{ADDRESS}en/faq/"
    (site.docs / "en/faq.md").unlink()
    assert "the answers" not in {link["text"] for link in clause(data(site, "privacy/1.2"), "privacy")["links"]}


def test_numbers_that_are_written_are_kept_as_they_are(tmp_path: Path) -> None:
    site = site_with_versions(tmp_path)
    write(site, "1.2", after(200), text("1") | {"en": "1.1. First.\n1.2. Second:\n(a) one;\n(b) two."})
    assert clause(data(site), "privacy")["text"] == "1.1. First.\n1.2. Second:\n  (a) one;\n  (b) two."
