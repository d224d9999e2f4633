"""A site whose translations are not complete yet: what they lack is shown in the original, in its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from policysite.config import loader
from policysite.languages.labels import labels_of
from policysite.links.checker import LinkChecker
from selectolax.lexbor import LexborNode

from tests.project import Site, copied, text_of
from tests.small_site import SmallSite

URL = "https://policy.example/legal/"
VERSION = 'version: "1.0"\neffective_date: 2026-11-22\n'
FRONT_MATTER = "---\ntitle: {0}\ndescription: {0}.\n{1}---\n\n"
FILES = {
    "docs/en/privacy.md": FRONT_MATTER.format("Policy", VERSION)
    + """\
# Policy { #privacy }

See [how long](#storage).[^law]

## Storage { #storage }

We keep "letters"[^year] for a year, see [terms](terms.md#terms).[^law]

<!-- policy allow quotes-wrong: so is the name of the letters -->

!!! note

    Not all.

## Rights { #rights }

Write to us.

[^law]: A law.

[^year]: Twelve months.
""",
    "docs/ar/privacy.md": FRONT_MATTER.format("سياسة", VERSION)
    + """\
# سياسة { #privacy }

انظر [المدة](#storage).[^law]

## الحقوق { #rights }

اكتب لنا.

[^law]: قانون.
""",
    "docs/en/terms.md": FRONT_MATTER.format("Terms", "") + '# Terms { #terms }\n\nBe "kind".\n',
    "docs/en/faq.md": FRONT_MATTER.format("Questions", "")
    + '# Questions { #faq }\n\n## How long? { #long data-based-on="storage" }\n\nA year.\n',
    "docs/ar/faq.md": FRONT_MATTER.format("أسئلة", "")
    + '# أسئلة { #faq }\n\n## كم؟ { #long data-based-on="storage" }\n\nسنة.\n',
    "docs/ar/index.md": FRONT_MATTER.format("باختصار", "") + "# باختصار { #index }\n\nنجيب.\n",
}
LANGUAGES = "{locale: ru, name: Русский, site_name: Политика}"
PARTIAL = "{locale: ar, name: العربية, site_name: سياسة}\n        - {locale: is, name: Íslenska, site_name: Stefna}"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """The project, built and checked: Arabic lacks a page and a clause, Icelandic has nothing."""
    project = SmallSite(tmp_path_factory.mktemp("site"), versioned=False)
    for language_file in project.folder.glob("docs/ru/*.md"):
        language_file.unlink()
    project.replace("mkdocs.yml", LANGUAGES, PARTIAL)
    project.replace("mkdocs.yml", "nav: [index.md, privacy.md]\n", "")
    project.replace("mkdocs.yml", "  - policy\n", "  - policy: {translations: partial, questions: [faq]}\n")
    project.replace("mkdocs.yml", "[attr_list]", "[admonition, attr_list, footnotes]")
    for path, text in FILES.items():
        project.write(path, text)
    assert project.policy("approve", "--all") == 0
    assert project.policy("release", "privacy") == 0
    assert project.policy("build") == 0
    assert LinkChecker(loader.load(project.config)).static_findings() == []
    return project


@pytest.fixture(scope="module")
def site(project: SmallSite) -> Site:
    return Site(project.folder / "site")


def attributes(nodes: Iterable[LexborNode], *names: str) -> list[tuple[str | None, ...]]:
    return [tuple(node.attributes.get(name) for name in names) for node in nodes]


def test_a_missing_clause_is_shown_in_the_original_in_its_place(site: Site) -> None:
    policy = site.page("ar/privacy/")
    assert attributes(policy.css("h1, h2"), "id", "lang") == [
        ("privacy", None),
        ("storage", "en"),
        ("rights", None),
    ]
    (note,) = policy.css(".untranslated")
    assert "الإنجليزية" in text_of(note)
    assert attributes(note.css("a"), "href", "hreflang") == [("../../privacy/#storage", "en")]
    clause = policy.css("[lang=en]:is(p, div)")
    assert {node.attributes["dir"] for node in clause} == {"ltr"}
    assert [text_of(node) for node in clause] == ['We keep "letters"2 for a year, see terms.3', "Note Not all."]
    assert attributes(clause[0].css("a:not(.footnote-ref)"), "href", "hreflang") == [("../terms/#terms", "ar")]


def test_footnotes_of_both_languages_are_in_the_order_of_their_marks(site: Site) -> None:
    notes = site.page("ar/privacy/").css(".footnote li")
    assert [(note.attributes.get("lang"), text_of(note)[:5]) for note in notes] == [
        (None, "قانون"),
        ("en", "Twelv"),
        ("en", "A law"),
    ]
    ids = {node.attributes["id"] for node in site.page("ar/privacy/").css("[id]")}
    backwards = [node.attributes["href"] or "" for node in site.page("ar/privacy/").css(".footnote-backref")]
    assert len(backwards) == len(notes)
    assert {each[1:] for each in backwards} <= ids


def test_a_missing_page_shows_the_original_with_a_note(site: Site) -> None:
    terms = site.page("is/privacy/")
    assert attributes(terms.css("html"), "lang") == [("is",)]
    assert attributes(terms.css("h1, h2"), "id", "lang") == [(each, "en") for each in ("privacy", "storage", "rights")]
    (note,) = terms.css(".untranslated")
    assert attributes(note.css("a"), "href", "hreflang") == [("../../privacy/", "en")]


def test_the_original_has_its_own_typography(site: Site) -> None:
    assert text_of(site.page("ar/terms/").css_first("article p[lang=en]")) == "Be “kind”."


def test_a_missing_page_claims_to_be_no_translation(site: Site) -> None:
    head = site.page("is/privacy/")
    assert attributes(head.css("link[rel=canonical]"), "href") == [(f"{URL}privacy/",)]
    assert attributes(head.css("meta[name=robots]"), "content") == [("noindex",)]
    assert head.css("link[hreflang], [type='application/ld+json'], [property^='og:locale']") == []
    for path in ("privacy/", "ar/privacy/"):
        languages = site.page(path).css("link[hreflang]")
        assert [node.attributes["hreflang"] for node in languages] == ["en", "ar", "x-default"]
    assert re.findall("<loc>(.*?)</loc>", site.text("sitemap.xml")) == [
        URL + path for path in ("faq/", "ar/faq/", "", "ar/", "privacy/", "ar/privacy/", "terms/")
    ]


@pytest.mark.parametrize(
    ("path", "menu"),
    [("", ["In brief", "Policy", "Terms", "Questions"]), ("ar/terms/", ["باختصار", "سياسة", "أسئلة"]), ("is/", [])],
)
def test_the_menu_has_the_pages_that_there_are(path: str, menu: list[str], site: Site) -> None:
    assert sorted(text_of(node) for node in site.page(path).css(".menu li a")) == sorted(menu)
    assert len(site.page(path).css(".menu")) == bool(menu)


def test_the_footer_has_the_policy_in_any_language(site: Site) -> None:
    link = site.page("is/").css_first(".footer [rel=privacy-policy]")
    assert link.attributes["href"] == "privacy/"
    assert attributes(link.css("[lang]"), "lang") == [("en",)]


def test_search_finds_what_is_written_in_the_language(site: Site) -> None:
    entry = json.loads(site.text("pagefind/pagefind-entry.json"))
    assert {language: each["page_count"] for language, each in entry["languages"].items()} == {"en": 4, "ar": 3}
    assert site.page("is/").css(".search, .search-button") == []
    assert len(site.page("ar/").css(".search, .search-button")) == 2


def test_an_answer_links_to_a_clause_that_is_not_translated(site: Site) -> None:
    (link,) = site.page("ar/faq/").css(".based-on a")
    assert link.attributes["href"] == "../privacy/#storage"
    assert attributes(link.css("[lang]"), "lang") == [("en",)]


def test_beside_the_original_the_note_stands_in_place_of_the_text(site: Site) -> None:
    sides = site.page("ar/privacy/with-original/").css(".beside__side[lang=ar]")
    assert ["We keep" in text_of(side) for side in sides] == [False] * len(sides)
    assert len(site.page("ar/privacy/with-original/").css(".untranslated")) == 1
    assert "is/privacy/with-original/index.html" not in site.files()


def test_english_words_around_pages_without_labels_are_marked(site: Site) -> None:
    icelandic = site.page("is/privacy/")
    for selector in (".md-skip", ".contents summary", ".edition", ".untranslated", ".footer p"):
        assert {node.attributes["lang"] for node in icelandic.css(f"{selector} [lang]")} >= {"en"}, selector
    assert attributes(icelandic.css(".theme-button, #_labels"), "lang") == [("en",)] * 2
    assert site.page("ar/privacy/").css(".md-skip [lang], .contents summary [lang], .theme-button[lang]") == []


def test_a_frozen_copy_shows_what_it_lacks_in_the_original(site: Site) -> None:
    assert attributes(site.page("ar/privacy/1.0/").css("h2"), "id", "lang") == [("storage", "en"), ("rights", None)]
    assert "is/privacy/1.0/index.html" not in site.files()


def test_programs_learn_the_language_of_each_clause(site: Site) -> None:
    data = json.loads(site.text("ar/privacy/policy.json"))
    assert [(each["id"], each["language"]) for each in data["clauses"]] == [
        ("privacy", "ar"),
        ("storage", "en"),
        ("rights", "ar"),
    ]
    assert [each["language"] for each in data["languages"]] == ["en", "ar"]
    assert data["released"]
    assert "is/privacy/policy.json" not in site.files()
    assert [each for each in site.files() if each.endswith("feed.xml")] == ["ar/feed.xml", "feed.xml"]


def test_the_status_lists_what_is_missing(project: SmallSite) -> None:
    assert project.printed("status", "--lang", "en", code=1).splitlines()[:3] == [
        "missing    ar/privacy#storage ← en/privacy#storage  (docs/en/privacy.md:12)",
        "missing    is/faq ← en/faq  (docs/en/faq.md:1)",
        "missing    is/index ← en/index  (docs/en/index.md:1)",
    ]
    listed = json.loads(project.printed("status", "--format", "json", code=1))
    assert [each["text"] for each in listed if each["state"] == "missing"] == [
        "ar/privacy#storage",
        *("is/faq", "is/index", "is/privacy", "ar/terms", "is/terms"),
    ]
    assert {each["kind"] for each in listed} == {"translation", "based-on", "page"}


def test_a_clause_that_is_translated_later_is_a_correction(project: SmallSite, tmp_path: Path) -> None:
    later = copied(project.folder, tmp_path / "later")
    storage = "## الحفظ { #storage }\n\nسنة[^year]، انظر [الشروط](terms.md#terms).[^law]\n\n!!! note\n\n    لا.\n\n"
    later.replace("docs/ar/privacy.md", "## الحقوق", f"{storage}## الحقوق")
    later.append("docs/ar/privacy.md", "\n[^year]: اثنا عشر شهرًا.\n")
    assert later.policy("approve", "ar/privacy") == 0
    (found,) = [
        each for each in json.loads(later.printed("lint", "--format", "json", code=1)) if each["severity"] == "error"
    ]
    assert (found["rule"], found["path"]) == ("version-text-changed", "docs/ar/privacy.md")
    assert re.findall("--reason '(..)=", found["fix"]) == ["en", "ar"]
    assert labels_of("ar")["redline_clause_added"] in later.printed("diff", "privacy@1.0", "--format", "markdown")
    assert later.policy("release", "privacy", "--correction", "--reason", "en=Translated.", "--reason", "ar=تُرجم.") == 0
