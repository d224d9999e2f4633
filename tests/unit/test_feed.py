"""The Atom feed of a language: an entry for each release and each correction, true on every day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from policysite import corpus
from policysite.corpus import Settings
from policysite.corpus.completion import completed
from policysite.history import versions
from policysite.history.feed import feed
from policysite.history.timeline import Timeline
from policysite.languages.labels import Labels, labels_of
from policysite.site.releases import Releases
from selectolax.lexbor import LexborHTMLParser

from tests import atom, example_site
from tests.atom import ATOM
from tests.releases import DAY, after, release_text, site_with_versions, text, write


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The site, only to be read."""
    return site_with_versions(tmp_path_factory.mktemp("site"))


def written(settings: Settings, language: str) -> str:
    pages, _ = corpus.read(settings)
    pages = completed(pages) if settings.has_partial_translations else pages
    states, _ = versions.read(settings)
    timelines = {document: Timeline(each) for document, each in states.items()}
    releases = Releases(pages, timelines, DAY, {}, settings.urls)
    return feed(pages, timelines, settings, labels_of(language), "A\x01 & B", releases.changes)


def read(settings: Settings, language: str = "en") -> etree._Element:
    """Return the feed of a language, which must be valid."""
    return atom.read(written(settings, language))


def texts(root: etree._Element, path: str) -> list[str]:
    return [element.text for element in root.findall(path.replace("/", f"/{ATOM}").join([ATOM, ""]))]


def content(settings: Settings, number: int, language: str = "en") -> LexborHTMLParser:
    """Return the content of an entry, by its number from the last one."""
    return LexborHTMLParser(texts(read(settings, language), "entry/content")[number])


def paragraphs(settings: Settings, number: int, language: str = "en") -> list[str]:
    """Return the paragraphs of the content of an entry, with ordinary spaces."""
    return [" ".join(node.text().split()) for node in content(settings, number, language).css("p")]


def test_every_release_and_every_correction_is_an_entry_the_last_one_first(site: Settings) -> None:
    root = read(site)
    assert texts(root, "entry/title") == [
        "Policy: version 1.1",
        "Policy: version 1.0, correction 1",
        "Policy: version 1.0",
    ]
    days = ["2027-01-21T00:00:00Z", "2026-11-27T00:00:00Z", "2026-11-24T00:00:00Z"]
    assert texts(root, "entry/updated") == texts(root, "entry/published") == days
    assert (texts(root, "updated"), texts(root, "title")) == (days[:1], ["Changes"])
    assert texts(root, "author/name") == ["A & B"]


@pytest.mark.parametrize(("language", "folder"), [("ru", ""), ("en", "en/")])
def test_an_entry_leads_to_the_frozen_copy_and_the_feed_to_the_history(
    site: Settings, language: str, folder: str
) -> None:
    root = read(site, language)
    base = example_site.ADDRESS + folder
    links = [[link.get("rel"), link.get("href")] for link in root.findall(f"{ATOM}link")]
    assert links == [["self", f"{base}feed.xml"], ["alternate", f"{base}changes/"]]
    entry = root.find(f"{ATOM}entry")
    links = [[link.get("type"), link.get("href")] for link in entry.findall(f"{ATOM}link")]
    assert links == [
        ["text/html", f"{base}privacy/1.1/"],
        ["application/json", f"{base}privacy/1.1/policy.json"],
    ]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language


def test_ids_are_made_from_the_address_and_the_first_release(site: Settings) -> None:
    begin = "tag:policy.example,2026-11-24:/legal/en/"
    names = ["feed", "privacy/1.1", "privacy/1.0-1", "privacy/1.0"]
    root = read(site)
    assert texts(root, "id") + texts(root, "entry/id") == [begin + name for name in names]


def test_with_their_beginning_in_the_settings_ids_outlive_a_move(site: Settings) -> None:
    before = texts(read(site), "entry/id")
    moved = replace(site, url="https://moved.example:8443/", tag="policy.example,2026-11-24:/legal")
    assert texts(read(moved), "entry/id") == before
    assert texts(read(replace(moved, tag="")), "entry/id")[0] == "tag:moved.example,2026-11-24:/en/privacy/1.1"


def test_a_version_to_come_names_its_day_and_the_version_until_then(site: Settings) -> None:
    assert paragraphs(site, 0)[0] == ("Version 1.1. Takes effect on March 2, 2027; until then version 1.0 applies")
    assert paragraphs(site, 0, "ru")[0] == (
        "Версия 1.1. Вступает в силу 2 марта 2027 г.; до этого дня действует версия 1.0"
    )
    assert paragraphs(site, 2)[0] == "Version 1.0. In effect from November 22, 2026"


def test_a_version_that_is_in_force_when_it_is_released_names_no_other(tmp_path: Path) -> None:
    site = site_with_versions(tmp_path)
    release_text(site, "1.2", after(101), after(101), text("91"))
    assert paragraphs(site, 0)[0] == "Version 1.2. In effect from March 3, 2027"


def test_the_version_until_then_is_one_that_does_take_effect(tmp_path: Path) -> None:
    site = site_with_versions(tmp_path)
    release_text(site, "1.2", after(100), after(61), text("91"))
    assert [paragraphs(site, number)[0] for number in (0, 1, 2)] == [
        "Version 1.2. Takes effect on March 2, 2027; until then version 1.0 applies",
        "Version 1.1. Replaced by version 1.2, which takes effect on March 2, 2027",
        "Version 1.0. In effect from November 22, 2026",
    ]


def test_every_version_until_then_is_named_with_its_days(tmp_path: Path) -> None:
    site = site_with_versions(tmp_path)
    release_text(site, "1.2", after(200), after(61), text("91"))
    assert paragraphs(site, 0)[0] == (
        "Version 1.2. Takes effect on June 10, 2027; until then: version 1.0 from November 22, 2026 to March 1, 2027, "
        "version 1.1 from March 2, 2027 to June 9, 2027"
    )


def test_an_entry_shows_the_redline_against_the_state_before_it(site: Settings) -> None:
    page = content(site, 0)
    assert [each.text() for each in page.css("del")] == ["deleted: the ", "deleted: 30"]
    inserted = [each.text().strip() for each in page.css("ins")]
    assert inserted == ["inserted: 90", "inserted: New", "inserted: A new one."]
    assert not page.css("[id], a[href^='#']")


def test_a_later_correction_of_the_version_before_changes_no_entry(site: Settings, tmp_path: Path) -> None:
    settings = site_with_versions(tmp_path)
    release_text(settings, "1.0", DAY, after(70), text("31"), {"ru": "Опечатка.", "en": "A misprint."})
    write(settings, "1.1", after(100), text("90"))
    titles, contents = (texts(read(settings), f"entry/{name}") for name in ("title", "content"))
    assert titles[:2] == ["Policy: version 1.0, correction 2", "Policy: version 1.1"]
    assert contents[1:] == texts(read(site), "entry/content")


def test_a_version_that_never_took_effect_is_compared_with_none(tmp_path: Path) -> None:
    site = site_with_versions(tmp_path)
    release_text(site, "1.2", after(100), after(61), text("31"))
    assert [each.text() for each in content(site, 0).css("del")] == ["deleted: the ", "deleted: 30"]
    assert [each.text() for each in content(site, 1).css("del")] == ["deleted: the ", "deleted: 30"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "[data](changes.md#history)",
            "[data](https://\u043f\u043e.example/a)",
            [
                "deleted: (https://policy.example/legal/en/changes/#history)",
                "inserted: (https://\u043f\u043e.example/a)",
            ],
        ),
        ("[data](#privacy)", "data", ["deleted: (https://policy.example/legal/en/privacy/1.2/#privacy)"]),
        ("data", "[data](mailto:a@a.example)", ["inserted: (a@a.example)"]),
        (
            "[data](https://a.example/)",
            '[data](https://a.example/ "Ours")',
            ["deleted: (https://a.example/)", "inserted: (https://a.example/, Ours)"],
        ),
        (
            "data",
            "data ![A map](../assets/map.png)",
            ["inserted: (A map, https://policy.example/legal/assets/map.png)"],
        ),
        ("- data", "data", ["Formatting changed:"]),
        ("data", "`data`", ["Formatting changed:"]),
        ("data", "data `x`", []),
        ("data", "data\n\n!!! note\n\n    x", []),
    ],
)
def test_a_redline_for_visitors_names_no_file_and_no_element(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    site = site_with_versions(tmp_path)
    release_text(site, "1.2", after(200), after(61), {"ru": "Данные", "en": old})
    release_text(site, "1.3", after(300), after(62), {"ru": "Данные", "en": new})
    shown = content(site, 0).css(".redline__mark, .redline__state")
    assert [each.text().strip() for each in shown] == expected


def test_the_first_entry_has_no_redline(site: Settings) -> None:
    assert not content(site, 2).css("ins, del, .redline")


def test_a_correction_has_its_reason_and_says_which_text_has_not_changed(site: Settings) -> None:
    assert paragraphs(site, 1)[1] == 'Corrected on November 27, 2026. A "misprint".'
    assert [each.text() for each in content(site, 1).css("ins")] == ["inserted: the "]
    assert paragraphs(site, 1, "ru")[1:] == [
        "27 ноября 2026 г. — техническая правка. Опечатка в переводе.",
        "Текст на этом языке не изменился.",
    ]


def test_the_summary_is_that_of_the_history(site: Settings) -> None:
    root = read(site)
    assert texts(root, "entry/summary") == ["Longer & better.", "The first one."]
    assert texts(root, "entry[2]/summary") == []


def test_without_a_history_the_feed_is_named_like_the_site_and_leads_to_the_home_page(site: Settings) -> None:
    root = read(replace(site, history=""))
    assert texts(root, "title") == ["A & B"]
    assert root.findall(f"{ATOM}link")[1].get("href") == "https://policy.example/legal/en/"


def test_a_summary_that_is_not_translated_is_marked_with_its_language(tmp_path: Path) -> None:
    site = replace(site_with_versions(tmp_path), has_partial_translations=True)
    (site.docs / "en/changes.md").unlink()
    root = read(site)
    assert texts(root, "title") == ["A & B"]
    languages = {each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in root.iter(f"{ATOM}summary")}
    assert languages == {"ru"}


def test_english_words_are_marked_in_a_language_without_labels(site: Settings) -> None:
    pages, _ = corpus.read(site)
    states, _ = versions.read(site)
    timelines = {document: Timeline(each) for document, each in states.items()}
    labels = Labels("ru", labels_of("is").written_in, labels_of("is"))
    root = atom.read(feed(pages, timelines, site, labels, "A", Releases(pages, timelines, DAY, {}, site.urls).changes))
    page = LexborHTMLParser(texts(root, "entry/content")[0])
    assert {node.attributes["lang"] for node in page.css("p > bdi, .redline__word")} == {"en"}


def test_a_language_without_frozen_copies_has_no_feed(tmp_path: Path) -> None:
    site = site_with_versions(tmp_path)
    for state in ("1.0", "1.0-1", "1.1"):
        (site.docs / "en" / "privacy" / f"{state}.md").unlink()
    assert written(site, "en") == ""
