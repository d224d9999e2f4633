"""Addresses that run code, mislead, track the reader or are not published."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.findings import Edit
from policysite.lint.rule import Rule
from policysite.lint.rules import urls

from tests.rules import digests, findings_of, places


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (urls.url_unsafe, "Текст [а](http://a.example) и [б](//b.example).", [(1, 35)]),
        (urls.url_unencrypted, "Текст [а](http://a.example) и [б](//b.example).", [(1, 11)]),
        (urls.url_unsafe, "- один\n- два\n    - [три](javascript:x)", [(3, 13)]),
        (urls.url_unsafe, "| а | б |\n|---|---|\n| в | [г](data:x) |", [(3, 11)]),
        (urls.url_unsafe, "## [а](file:///x) { #a }", [(1, 8)]),
        (urls.url_unencrypted, "Слово [а][r].\n\n[r]: http://a.example", [(1, 8)]),
        (urls.url_unsafe, "![а](data:image/png;base64,x)", [(1, 6)]),
        (urls.url_unencrypted, "[![а](x.svg)](http://a.example)", [(1, 15)]),
        (urls.url_unencrypted, "[а](<http://a.example/ b>)", [(1, 6)]),
        (urls.url_unsafe, "[а](https://a.example) [б](privacy.md#use) [в](mailto:a@b.example)", []),
        (urls.url_unsafe, "`[а](javascript:x)` и javascript:x", []),
        (urls.url_disguised, "[а](https://a.example@b.example)", [(1, 5)]),
        (urls.url_disguised, "[а](https://a.example/@b.example)", []),
        (urls.url_disguised, "[а](https://policy.example.evil.example/) [б](https://policy.example/)", [(1, 5)]),
        (urls.url_disguised, "На policy.example.evil.example или https://po1icy.example/а.", [(1, 4), (1, 44)]),
        (urls.url_disguised, "На policy.example, www.policy.example/а, evil.example. Файл policy.example.md", []),
        (urls.link_text_misleading, "См. [bank.example](https://evil.example/)", [(1, 6)]),
        (urls.link_text_misleading, "[а](https://evil.example/ 'https://bank.example')", [(1, 2)]),
        (urls.link_text_misleading, "[bank.example][r]\n\n[r]: https://evil.example", [(1, 2)]),
        (urls.link_text_misleading, "[bank.example](index.md) [policy.example](index.md)", [(1, 2)]),
        (urls.link_text_misleading, "<https://bank.example> [а](https://bank.example)", []),
        (urls.link_text_misleading, "[/privacy](https://evil.example/), /privacy", [(1, 2)]),
        (urls.link_text_misleading, "![bank.example](https://evil.example/a.png)", []),
        (urls.link_text_misleading, "а [![bank.example](b.png)](https://evil.example/)", [(1, 3)]),
        (urls.link_text_misleading, "[![](b.png 'bank.example')](https://evil.example/)", [(1, 1)]),
        (urls.link_text_misleading, "[![bank.example](b.png)](https://bank.example/)", []),
        (urls.link_text_misleading, "[а](https://evil.example/) ![bank.example](b.png)", []),
        (
            urls.link_text_misleading,
            "[English](https://evil.example/) [русский.](https://a.example)",
            [(1, 2), (1, 35)],
        ),
        (urls.link_text_misleading, "[Deutsch](https://a.example/), [По-английски](https://a.example)", []),
        (urls.link_text_misleading, "[English](https://policy.example/en/), [English](../en/privacy.md)", []),
        (urls.url_outside_docs, "[а](/privacy.md)", [(1, 5)]),
        (urls.url_outside_docs, "[а](../../../privacy.md)", [(1, 5)]),
        (urls.url_outside_docs, "[а](../en/privacy.md) [б](privacy.md/..)", []),
        (urls.url_unpublished, "[а](../editorial/guide.ru.md)", [(1, 5)]),
        (urls.url_unpublished, "[а](../%65ditorial/x.md)", [(1, 5)]),
        (urls.url_unpublished, "[а](../ru/../editorial/x.md#y)", [(1, 5)]),
        (urls.url_unpublished, "[а](editorial/x.md) [б](..) [в](#editorial)", []),
        (urls.image_external, "![а](https://a.example/b.png)", [(1, 6)]),
        (urls.image_external, "![а](../assets/b.png) [б](https://a.example/b.png)", []),
        (urls.tracking_parameter, "слово\n[а](https://a.example/?utm_source=b)", [(2, 5)]),
        (urls.tracking_parameter, "<https://a.example/?gclid=b>", [(1, 2)]),
        (urls.tracking_parameter, "[а](https://a.example/#a&utm%5Fsource=b)", [(1, 5)]),
        (urls.tracking_parameter, "[а](https://a.example/?source=b;c#utm_source)", [(1, 5)]),
        (urls.tracking_parameter, "[а](https://a.example/?source=b;c&d#source=b)", []),
        (urls.tracking_parameter, "[а](https://a.example/?ref=b&id=c&gad=d&sc=e&at_home=f)", []),
        *(
            (urls.tracking_parameter, f"[а](https://a.example/?{name}=b)", [(1, 5)])
            for name in ("__hstc", "_kx", "elqTrackId", "gad_source", "irclickid", "ScCid", "srsltid", "wickedid")
        ),
    ],
)
def test_a_rule_finds_an_address_where_it_is_written(rule: Rule, text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of(rule, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[+7 495 000-00-00](https://evil.example/)", [(1, 2)]),
        ("[а](https://evil.example/ 'ok@a.example') [@okay](https://t.me/evil)", [(1, 2), (1, 44)]),
        ("[+7 495 000-00-00](tel:+74950000000) [@okay](https://t.me/okay) [ok@a.example](mailto:ok@a.example)", []),
        ("[@okay](https://policy.example/contacts/) [+7 495 000-00-00](index.md)", []),
    ],
)
def test_a_contact_that_leads_elsewhere_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    listed = {"contacts": ["+7 495 000-00-00", "@okay", "ok@a.example"]}
    assert places(findings_of(urls.link_text_misleading, text, settings=listed)) == expected


@pytest.mark.parametrize("text", ["Слово\n: {}", "Слово[^1]\n\n[^1]: {}", '??? note "{}"\n    слово'])
def test_an_address_is_found_where_only_an_image_stands(text: str) -> None:
    extensions = ["def_list", "footnotes", "pymdownx.details"]
    for image in ("![а](//a.example/b.png)", "[![а](b.png)](javascript:x)"):
        assert len(findings_of(urls.url_unsafe, text.format(image), extensions=extensions)) == 1


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("[а](https://a.example/?utm_source=b)", Edit("https://a.example/?utm_source=b", "https://a.example/")),
        ("[а](https://a.example/?x=(1)&yclid=b)", Edit("https://a.example/?x=(1)&yclid=b", "https://a.example/?x=(1)")),
        ("<https://a.example/?utm_source=b>", None),
        ("<https://a.example/?utm_source=b> [а](c.md '](б')", None),
        ("[а](https://a.example/?x=1&amp;utm_source=b)", None),
        ("[а](https://a.example/?srsltid=b)", None),
        ("[а][r]\n\n[r]: https://a.example/?utm_source=b", None),
        ("`[а](https://a.example/?yclid=b)` [а](https://a.example/?yclid=b)", None),
    ],
)
def test_tracking_is_removed_if_nothing_else_changes(text: str, edit: Edit | None) -> None:
    (hit,) = findings_of(urls.tracking_parameter, text)
    assert hit.edit == edit


@pytest.mark.parametrize(
    ("rule", "text", "example"),
    [
        (urls.url_disguised, "См. [а](https://a.example/.)", "См. [а](https://a.example/)."),
        (urls.url_disguised, "См. [а](https://a.example/.) (англ.)", "См. [а](https://a.example/) (англ.)"),
        (urls.url_disguised, "См. [а](https://a.example/..)", ""),
        (urls.url_disguised, "См. [а](https://b@a.example/.)", ""),
        (urls.url_disguised, "См. [а](https://http://a.example/).", "См. [а](https://a.example/)."),
        (
            urls.url_unsafe,
            "См. [а](https:/a.example/), [б](javascript:x).",
            "См. [а](https://a.example/), [б](javascript:x).",
        ),
        (urls.url_disguised, "См. [а](https://\u0430.example/а).", "См. [а](https://a.example/а)."),
        (urls.url_disguised, "См. [а](https://сайт.рф/.)", "См. [а](https://сайт.рф/)."),
        (
            urls.url_disguised,
            "См. [а](https://eu.links.example/?url=https%3A%2F%2Fa.example%2Fб&data=1).",
            "См. [а](https://a.example/б).",
        ),
        (urls.url_disguised, "См. [а](https://c.example/?a=https://a.example/&b=https://b.example/).", ""),
        (urls.url_unsafe, "См. [а](ftp://a.example/).", ""),
        (urls.url_outside_docs, "См. [а](/legal/privacy/#clause).", "См. [а](#clause)."),
        (urls.url_outside_docs, "См. [а](/privacy).", "См. [а](privacy.md)."),
        (urls.url_outside_docs, "См. [а](/en/).", "См. [а](../en/index.md)."),
        (urls.url_outside_docs, "См. [а](/privacy.md#clause).", "См. [а](privacy.md#clause)."),
        (urls.url_outside_docs, "См. [а](/privacy/#zzz).", ""),
        (urls.url_outside_docs, "См. [а](/evil/).", ""),
        (urls.url_outside_docs, "См. [а](../../x.md).", ""),
    ],
)
def test_an_address_is_printed_as_it_was_probably_intended(rule: Rule, text: str, example: str) -> None:
    assert findings_of(rule, text)[0].params["example"] == example


def test_the_same_address_is_found_in_each_of_its_links() -> None:
    link = "[а](https://a.example/?yclid=b)"
    found = findings_of(urls.tracking_parameter, f"{link} и {link}\n\n{link}")
    assert [(hit.line, hit.column) for hit in found] == [(1, 5), (1, 39), (3, 5)]
    assert all(hit.edit for hit in found)


_ADDRESS = "https://a.example/?yclid=1"
_LINK = st.sampled_from(
    [
        *(f"[а]({_ADDRESS})", f"<{_ADDRESS}>", f"`[а]({_ADDRESS})`", f"[{_ADDRESS}]({_ADDRESS})", f"\\[а]({_ADDRESS})"),
        *(
            "[б](https://b.example/?a=1&utm_x=2 'т')",
            "[в](https://c.example/?srsltid=1)",
            "[а][r]",
            f"[б](c.md '](https://{_ADDRESS})')",
            "слово",
        ),
    ]
)


@hypothesis.settings(max_examples=30)  # each checks a whole site
@given(st.lists(_LINK, min_size=1, max_size=5))
def test_removing_tracking_changes_no_digest(links: list[str]) -> None:
    text = " ".join(links) + f"\n\n[r]: {_ADDRESS}"
    fixed = text
    for hit in reversed(findings_of(urls.tracking_parameter, text)):
        if hit.edit:
            assert fixed.startswith(hit.edit.old, hit.column - 1)
            fixed = fixed[: hit.column - 1] + hit.edit.new + fixed[hit.column - 1 + len(hit.edit.old) :]
    assert digests(fixed) == digests(text)
