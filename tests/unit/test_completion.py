"""Translations that lack clauses, completed with those of the original."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from markdown.util import HTML_PLACEHOLDER_RE
from policysite import corpus, status
from policysite.approvals import Approvals, to_approve
from policysite.corpus import Block, Clause, Corpus, Document, FrontMatter, Page
from policysite.corpus.completion import completed
from policysite.corpus.parsed import Tree
from policysite.corpus.urls import PageUrls
from policysite.corpus.validation import validate
from policysite.history.timeline import Timeline
from policysite.history.versions import ReleasedState
from policysite.languages.labels import Labels, labels_of
from policysite.rulebook.examples import Example
from policysite.site.releases import Releases

from tests.example_site import settings, write
from tests.rules import findings_of, places

LANGUAGES = ("la", "eo")
DAY = datetime.date(2026, 11, 22)
NO_APPROVALS = Approvals("docs/editorial/approvals.yml", {}, {})
PARTIAL = {"translations": "partial"}


def page(language: str, ids: str, name: str = "faq", text: str = "") -> Page:
    """Return a page with a clause for each id."""
    blocks = (Block("paragraph", f"{text} {language}", 2, 2),)
    clauses = tuple(Clause(each, 2, each, number, blocks=blocks) for number, each in enumerate(ids.split(), start=1))
    version = "1.0" if "/" in name else None
    return Page(f"docs/{language}/{name}.md", language, name, FrontMatter("T", "D", version), clauses)


def pages(original: str, translation: str | None) -> Corpus:
    """Return a corpus of one document, given by the ids of its clauses."""
    of_document = {"la": page("la", original)}
    if translation is not None:
        of_document["eo"] = page("eo", translation)
    return Corpus(LANGUAGES, {"faq": Document("faq", of_document)})


@pytest.mark.parametrize(
    ("original", "translation", "expected"),
    [
        ("a b c", "a b c", "a b c"),
        ("a b c", "a c", "a (b) c"),
        ("a b c", "b", "(a) b (c)"),
        ("a b c d", "a", "a (b) (c) (d)"),
        ("a b c", "c", "(a) (b) c"),
        ("a b", None, "(a) (b)"),
    ],
)
def test_missing_clauses_stand_where_they_stand_in_the_original(
    original: str, translation: str | None, expected: str
) -> None:
    as_written = pages(original, translation)
    found = completed(as_written).documents["faq"].pages["eo"]
    shown = [f"({each.id})" if each.shown_in else each.id for each in found.clauses]
    assert " ".join(shown) == expected
    assert {each.shown_in for each in found.clauses} <= {"la", ""}
    assert found.is_untranslated == (translation is None)
    if translation is not None:
        assert found.digest == as_written.documents["faq"].pages["eo"].digest


def test_no_page_is_made_of_a_translation_or_as_a_frozen_copy() -> None:
    translation = Document("terms", {"eo": page("eo", "a", "terms")})
    frozen = Document("faq/1.0", {"la": page("la", "a", "faq/1.0")})
    found = completed(Corpus(LANGUAGES, {"terms": translation}, {("faq", "1.0"): frozen}))
    assert found.documents["terms"] == translation
    assert found.frozen["faq", "1.0"] == frozen


@pytest.mark.parametrize(
    ("original", "translation", "rules"),
    [
        ("a b", "a", []),
        ("a b", None, []),
        ("a", "a b", ["clause-missing"]),
        ("a b c", "a d", ["clause-missing"]),
        ("a b", "a d", ["ids-differ", "clause-missing"]),
        ("a b c", "c a", ["ids-out-of-order"]),
    ],
)
def test_a_translation_may_lack_clauses_but_have_no_others(
    original: str, translation: str | None, rules: list[str]
) -> None:
    found = validate(pages(original, translation), {each: f"docs/{each}" for each in LANGUAGES}, partial=True)
    assert [each.rule for each in found if each.rule != "home-missing"] == rules


def test_an_original_may_not_be_missing() -> None:
    translation = Document("faq", {"eo": page("eo", "a")})
    found = validate(Corpus(LANGUAGES, {"faq": translation}), {"la": "docs/la", "eo": "docs/eo"}, partial=True)
    assert [(each.rule, each.params["expected"]) for each in found if each.rule == "page-missing"] == [
        ("page-missing", "docs/la/faq.md")
    ]


def test_what_is_missing_is_listed_and_cannot_be_approved() -> None:
    found = status.statuses(pages("a b", "a"), NO_APPROVALS)
    assert [(each.text, each.state, each.path, each.line) for each in found] == [
        ("eo/faq#a", "unreviewed", "docs/eo/faq.md", 1),
        ("eo/faq#b", "missing", "docs/la/faq.md", 2),
    ]
    assert [(each.kind, each.text) for each in status.statuses(pages("a b", None), NO_APPROVALS)] == [
        ("page", "eo/faq")
    ]
    assert [str(each.text) for each in to_approve(None, pages("a b", "a"), NO_APPROVALS)] == ["eo/faq#a"]


def test_versions_are_compared_in_one_language() -> None:
    texts = {"1.0": ("a b c d", "a", "Old."), "1.1": ("a b c e", "a b", "New.")}
    frozen = {
        ("faq", version): Document(
            f"faq/{version}",
            {
                language: page(language, ids, f"faq/{version}", text)
                for language, ids in zip(LANGUAGES, of_version, strict=True)
            },
        )
        for version, (*of_version, text) in texts.items()
    }
    states = tuple(ReleasedState("faq", version, DAY, DAY, {}) for version in texts)
    labels = {each: Labels(each, "en", labels_of("en")) for each in LANGUAGES}
    urls = PageUrls("https://policy.example/", "la")
    releases = Releases(completed(Corpus(LANGUAGES, {}, frozen)), {"faq": Timeline(states)}, DAY, labels, urls)
    changes = releases.changes("eo", *states)
    assert [(each.clause.id, each.change, each.clause.shown_in) for each in changes] == [
        ("a", "changed", ""),
        ("b", "inserted", ""),
        ("c", "changed", "la"),
        ("d", "deleted", "la"),
        ("e", "inserted", "la"),
    ]


@pytest.mark.parametrize(("options", "found"), [({}, [(4, 10), (4, 30)]), (PARTIAL, [(4, 30)])])
def test_links_may_lead_to_what_is_shown_in_the_original(options: dict[str, str], found: list[tuple[int, int]]) -> None:
    texts = {
        "ru": "# А { #privacy }\n\n## Б { #rights }\n\nТекст.",
        "en": "# A { #privacy }\n\nSee\n[rights](#rights) and [more](#more).",
    }
    assert places(findings_of("link-target-missing", texts, settings=options)) == found


def test_the_list_of_links_at_the_end_may_be_that_of_the_original() -> None:
    closing = {"closing": {"pages": ["privacy"]}}
    texts = {
        "ru": "# А { #privacy }\n\n## Б { #internal-links }\n\n- а\n\n## В { #external-links }\n\n- б",
        "en": "# A { #privacy }\n\nText.",
    }
    assert len(findings_of("link-lists-missing", texts, settings=closing)) == 1
    assert findings_of("link-lists-missing", texts, settings=closing | PARTIAL) == []


def test_a_page_that_is_not_in_the_menu_of_a_language_needs_no_title_in_it() -> None:
    menu = {"mkdocs.yml": "nav:\n  - Политика: privacy.md\n"}
    for options, count in (({}, 1), (PARTIAL, 0)):
        found = findings_of(
            "menu-title-untranslated", "Текст.", files=menu, settings=options, without=["docs/en/privacy.md"]
        )
        assert len(found) == count


def test_what_extensions_make_of_both_texts_stays_apart(tmp_path: Path) -> None:
    tabs = '=== "1"\n\n    ```\n    {0}\n    ```\n\n=== "2"\n\n    b\n'
    texts = {
        "ru": f"# А {{ #privacy }}\n\n{tabs.format('in the original')}\n## Б {{ #b }}\n\n{tabs.format('shown')}",
        "en": f"# A {{ #privacy }}\n\n{tabs.format('translated')}",
    }
    write(
        texts, Example(texts, settings=PARTIAL, extensions=[{"pymdownx.tabbed": {"alternate_style": True}}]), tmp_path
    )
    trees: dict[str, Tree] = {}
    as_written, findings = corpus.read(settings(tmp_path), trees=trees)
    assert findings == []
    completed(as_written, trees)
    tree = trees["en/privacy"]
    assert [block.get("lang") for block in tree.root] == [None, None, "ru", "ru"]
    ids = [element.get("id") for element in tree.root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 2 + 4
    assert {label.get("for") for label in tree.root.iter("label")} <= set(ids)
    stashed = [tree.stash[int(number)] for number in HTML_PLACEHOLDER_RE.findall("".join(tree.root.itertext()))]
    assert [word for entry in stashed for word in ("original", "translated", "shown") if word in str(entry)] == [
        "translated",
        "shown",
    ]


@pytest.mark.parametrize("rule", ["clause-empty", "question-mark-missing", "based-on-missing"])
def test_a_heading_may_stand_above_what_is_shown_in_the_original(rule: str) -> None:
    links = "### Ссылки { #internal-links }\n\n- а"
    texts = {
        "ru": f"# А {{ #privacy }}\n\nТекст.\n\n## Ещё {{ #more }}\n\n{links}\n\n## Как? {{ #how }}\n\nТак.",
        "en": "# A { #privacy }\n\nText.\n\n## More { #more }\n\n## How? { #how data-based-on=clause }\n\nSo.",
    }
    for options, found in (({}, ["docs/en/privacy.md"]), (PARTIAL, [])):
        findings = findings_of(rule, texts, settings={"questions": ["privacy"], **options})
        assert [each.path for each in findings if "/en/" in each.path] == found
