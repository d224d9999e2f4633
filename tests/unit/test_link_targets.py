"""Relative addresses lead to pages, clauses, images and files that exist."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite.findings import Finding
from policysite.rulebook.examples import Example

from tests.example_site import approve, settings, write
from tests.project import put
from tests.releases import release_all
from tests.rules import findings_in, findings_of, places

RULE = "link-target-missing"
OTHERS = {
    "docs/assets/scheme.svg": "",
    "docs/assets/search.js": "",
    "docs/assets/site.css": "",
    "docs/ru/terms.pdf": "",
    "docs/editorial/contract.pdf": "",
}


def found(text: str) -> list[Finding]:
    return findings_of(RULE, text, files=OTHERS)


@pytest.mark.parametrize(
    ("text", "place", "suggestion"),
    [
        ("См. [а](privacy#clause).", (1, 9), "privacy.md#clause"),
        ("См. [а](privacy/).", (1, 9), "privacy.md"),
        ("См. [а](privacy.html).", (1, 9), "privacy.md"),
        ("См. [а](Privacy.md).", (1, 9), "privacy.md"),
        ("См. [а](privacy.md#clauses).", (1, 9), "#clause"),
        ("См. [а](#index).", (1, 9), "index.md#index"),
        ("См. [а](index.md#clauze).", (1, 9), "index.md#clause"),
        ("См. [а](indx.md#clauze).", (1, 9), "index.md#clause"),
        ("См. [а](indx.md#rights).", (1, 9), "index.md"),
        ("- один\n- два\n    - [три](../en/privasy.md)", (3, 13), "../en/privacy.md"),
        ("- [а](../en/)", (1, 7), "../en/index.md"),
        ("[а](..)", (1, 5), ""),
        ("| а | б |\n|---|---|\n| в | [г](faq.md) |", (3, 11), ""),
        ("Текст.\n\n## [а](#nowhere) { #b }", (3, 8), ""),
        ("Слово\n![а](../assets/schema.svg)", (2, 6), "../assets/scheme.svg"),
        ("![а](scheme.svg)", (1, 6), "../assets/scheme.svg"),
        ("[а](term.pdf)", (1, 5), "terms.pdf"),
        ("[а][r]\n\n[r]: privasy.md", (1, 2), "privacy.md"),
        ("[а](%70rivasy.md)", (1, 5), "privacy.md"),
        ("![а](privacy.png)", (1, 6), ""),
        ("[а](privаcy.md)", (1, 5), "privacy.md"),
        ("[а](privacy)", (1, 5), "privacy.md"),
        ("[а](privacy.md.)", (1, 5), "privacy.md"),
        ("[а](“privacy.md”)", (1, 5), "privacy.md"),
        # The full address of a page of this site.
        ("См. [а](https://policy.example/legal/privacy/#clauze).", (1, 9), "#clause"),
        ("См. [а](https://POLICY.example/legal/en/#clauze).", (1, 9), "../en/index.md#clause"),
        # An image is not a page, not a script, and not a file that belongs to the legal team.
        ("![а](../assets/scheme.PNG)", (1, 6), "../assets/scheme.svg"),
        ("![а](../assets/search.png)", (1, 6), "../assets/scheme.svg"),
        ("[а](../assets/serch.js)", (1, 5), ""),
        ("[а](../assets/sites.css)", (1, 5), ""),
        ("[а](contact.pdf)", (1, 5), ""),
        ("[а](terms.docx)", (1, 5), "terms.pdf"),
        # Another site without its `https://`.
        ("[а](www.toollender.top)", (1, 5), "https://www.toollender.top"),
        ("[а](WWW.toollender.md/a?b#c)", (1, 5), "https://WWW.toollender.md/a?b#c"),
        ("[а](toollender.top/docs)", (1, 5), "https://toollender.top/docs"),
        ("[а](https//toollender.top/docs/)", (1, 5), "https://toollender.top/docs/"),
        ("[а](сайт.рф)", (1, 5), "https://сайт.рф"),
        ("[а](privacy.mdd)", (1, 5), "privacy.md"),
        ("[а](botfilter.pdf)", (1, 5), "terms.pdf"),
        ("[а](../toollender.top)", (1, 5), ""),
        ("![а](toollender.top)", (1, 6), ""),
        # The title of a clause in the place of its id.
        ("[а](privacy.md#Пункт)", (1, 5), "#clause"),
        ("[а](index.md#политика)", (1, 5), "index.md#index"),
        ("[а](indx.md#Политика!)", (1, 5), "index.md#index"),
        ("[а](#срок-хранения-и-удаление-данных)\n\n## 2. Срок хранения и удаление данных { #b }", (1, 5), "#b"),
        ("[а](#Срок хранения)\n\n## Срок — хранения { #b }", (1, 2), "#b"),
        ("[а](#---)\n\n## 12 { #b }", (1, 5), ""),
        ("[Сроки](#zzz)\n\n## Сроки { #b }", (1, 9), "#b"),
    ],
)
def test_an_address_that_leads_nowhere_is_found_and_a_similar_one_is_suggested(
    text: str, place: tuple[int, int], suggestion: str
) -> None:
    (finding,) = found(text)
    assert (finding.line, finding.column, finding.params["suggestion"]) == (*place, suggestion)


@pytest.mark.parametrize(
    "text",
    [
        "[а](privacy.md) [б](./privacy.md#clause) [в](#clause) [г](#)",
        "[а](../en/privacy.md#clause)",
        "[а](privacy.md?a=1#clause) [б](%70rivacy.md#clause)",
        "[а](#:~:text=обращения) [б](privacy.md#clause:~:text=обращения)",
        "![а](../assets/scheme.svg) [б](terms.pdf#page=2) [![а](../assets/scheme.svg)](index.md)",
        "[а](#near)\n\nТекст.\n{ #near }",
        "[а](https://a.example/b.md) [б](mailto:a@b.example) <https://a.example/#c>",
        "[а](https://policy.example/legal/privacy/#clause) [б](https://policy.example/legal/feed/#b)",
        "`[а](nowhere.md)`",
        # Other rules find these.
        "[а](/nowhere.md) [б](../../nowhere.md) [в](../editorial/nowhere.md) [г](javascript:x) [д]()",
    ],
)
def test_an_existing_target_or_one_that_another_rule_finds_is_not_found(text: str) -> None:
    assert found(text) == []


def test_each_of_several_missing_targets_is_found() -> None:
    link = "[а](nowhere.md)"
    assert places(found(f"{link} и {link}\n\n{link}")) == [(1, 5), (1, 23), (3, 5)]


def test_a_clause_is_looked_for_in_the_language_that_the_address_names() -> None:
    own = "## Пункт { #own }\n\n[а](../ru/privacy.md#own) [б](../en/privacy.md#own)"
    assert places(found(own)) == [(3, 31)]


def test_a_link_to_an_unreadable_page_is_not_found() -> None:
    assert findings_of(RULE, "[а](faq.md#b)", bytes={"docs/ru/faq.md": "ff"}) == []


def test_a_page_in_one_language_only_is_missing_in_the_other() -> None:
    page = "---\ntitle: Ж\ndescription: Ж.\n---\n\n# Ж { #faq }\n"
    texts = {"ru": "Это [а](faq.md).", "en": "It is [a](faq.md)."}
    (finding,) = findings_of(RULE, texts, files={"docs/ru/faq.md": page})
    assert (finding.path, finding.line, finding.column) == ("docs/en/privacy.md", 1, 11)


@pytest.mark.parametrize(
    ("text", "advised"),
    [
        (
            "[а](#clauses) и [б](privacy#clause)",
            ["[а](#clause) и [б](privacy#clause)", "[а](#clauses) и [б](privacy.md#clause)"],
        ),
        ("См. [а](#%63lause).", ["См. [а](#clause)."]),
        ("См. [файлы](#zzz).", []),
        ("См. [п. 1.2](#clause-1.2).\n\n1.1. Раз.\n\n1.2. Два.", ["См. [п. 1.2](#clause-1-2)."]),
        ("См. [п. 1.2](#1.2).\n\n1.1. Раз.\n\n1.2. Два.", ["См. [п. 1.2](#clause-1-2)."]),
        ("См. [п. 1.3](#clause-1-3).\n\n1.1. Раз.\n\n1.2. Два.", []),
        ("![а](zzz.png)", []),
        ("1. [а](#zzz)\n2. [б](#clause)", []),
        ("- [а](#zzz)\n    - б\n- [б](#clause)", []),
        ("[а](№clause) и [б](clause)", ["[а](#clause) и [б](clause)", "[а](№clause) и [б](#clause)"]),
        ("Пишите: [почта](support@site.example).", ["Пишите: [почта](mailto:support@site.example)."]),
    ],
)
def test_a_line_is_advised_with_the_right_address_but_not_without_a_new_link(text: str, advised: list[str]) -> None:
    assert [line for each in found(text) for line in each.advised.values()] == advised


def test_a_link_that_was_there_before_its_clause_was_deleted_is_left_out(tmp_path: Path) -> None:
    texts = {
        "ru": "См. [ниже](#own).\n\n## Пункт { #own }\n\nДа.",
        "en": "See [below](#own).\n\n## Clause { #own }\n\nYes.",
    }
    write(texts, Example(texts), tmp_path)
    approve(settings(tmp_path))
    release_all(settings(tmp_path))
    for language in texts:
        page = tmp_path / f"docs/{language}/privacy.md"
        above, _, _ = page.read_text(encoding="utf-8").rpartition("\n\n## ")
        put(page, f"{above}\n")
    advised = {line for each in findings_in(settings(tmp_path), RULE) for line in each.advised.values()}
    assert advised == {"См. ниже.", "See below."}


@pytest.mark.parametrize(
    ("text", "other", "advised"),
    [
        ("См. [а](#порядок).", "See [a](#clause).", ["См. [а](#clause)."]),
        (
            "[а](#я), [б](#ю).",
            "[a](#clause), [b](index.md#index).",
            ["[а](#clause), [б](#ю).", "[а](#я), [б](index.md#index)."],
        ),
        ("См. [а](страница.md).", "See [a](index.md).", ["См. [а](index.md)."]),
        # The links are in another order, or the other one leads to nothing, too.
        ("[а](index.md), [б](#ю).", "[b](#clause), [a](index.md).", []),
        ("См. [а](#порядок).", "See [a](#zzz).", []),
    ],
)
def test_the_same_link_in_the_other_language_shows_where_a_dead_one_leads(
    text: str, other: str, advised: list[str]
) -> None:
    found = findings_of(RULE, {"ru": text, "en": other})
    assert [line for each in found if each.path.startswith("docs/ru/") for line in each.advised.values()] == advised


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("#clause-1-3", "#clause-1-1, #clause-1-2"),
        ("#clause-1-2-c", "#clause-1-2-a, #clause-1-2-b"),
        ("#clause-terms", "#clause"),
    ],
)
def test_the_items_beside_one_that_does_not_exist_are_suggested(address: str, expected: str) -> None:
    (finding,) = found(f"- [п. 1.3]({address})\n\n1.1. Раз.\n\n1.2. Два:\n\nа) да;\nб) нет.")
    assert finding.params["suggestion"] == expected


def test_an_item_that_is_only_a_dead_link_is_to_be_deleted() -> None:
    (finding,) = findings_of("item-without-target", "Это:\n\n- [а](#zzz);\n- [б](#clause).")
    assert [*finding.advised.values()] == [None]
