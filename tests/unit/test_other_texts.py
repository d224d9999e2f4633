"""The texts that pages show besides their own, and what is found in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite.lint.runner import check
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import Example

from tests.example_site import TODAY, settings, write
from tests.rules import findings_of, places

FOUND = {
    *("alphabets-mixed", "bidi-character", "character-unusual", "configured-markup", "contact-unlisted", "hidden-text"),
    *("link-named-as-page", "link-text-misleading", "number-with-letter", "url-disguised"),
    *("url-unencrypted", "url-unsafe"),
}
LANGUAGES = """\
plugins:
  - policy: {{contacts: [ok@a.example]}}
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      languages:
        - {{locale: ru, name: Русский, default: true}}
        - {{locale: en, name: English{}}}
"""


def found(folder: Path, files: dict[str, str]) -> list[tuple[str, int, int, str]]:
    write({}, Example(files=files), folder)
    if "locale: ja" in files.get("mkdocs.yml", ""):
        (folder / "docs/ru").rename(folder / "ru")
    findings = check(settings(folder), TODAY, RULES).findings
    return [(each.path, each.line, each.column, each.rule) for each in findings if each.rule in FOUND]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("site_name: Рolicy", [(1, 12, "alphabets-mixed")]),
        ("site_name: 'P̶olicy'", [(1, 14, "character-unusual")]),
        ('site_name: "A \\u202eB"', [(1, 15, "bidi-character")]),
        ('copyright: "\\u200f5 - 10\\u200f"', [(1, 13, "bidi-character"), (1, 20, "bidi-character")]),
        ('copyright: "\\u061c5 - 10"', [(1, 13, "bidi-character")]),
        ('copyright: "a\\u200bb"', [(1, 14, "character-unusual")]),
        ("copyright: Напишите на evil@evil.example", [(1, 24, "contact-unlisted")]),
        ("copyright: >-\n  Напишите на\n  evil@evil.example", [(2, 24, "contact-unlisted")]),
        ('copyright: <a href="http://a.example/">А</a>', [(1, 12, "url-unencrypted")]),
        ('copyright: <a href="https://evil.example/">bank.example</a>', [(1, 12, "link-text-misleading")]),
        ('copyright: <a href="https://policy.example.evil.example/">А</a>', [(1, 12, "url-disguised")]),
        ("copyright: 3O дней", [(1, 12, "number-with-letter")]),
        ("nav: [{bank.example: 'https://evil.example/'}, index.md]", [(1, 8, "link-text-misleading")]),
        ("nav: [{Пишите: 'mailto:evil@evil.example'}, index.md]", [(1, 8, "contact-unlisted")]),
        ("nav: [{Политика: 'https://evil.example/'}, index.md]", [(1, 8, "link-named-as-page")]),
        ("nav: [{О данных: 'https://evil.example/'}, {О данных: privacy.md}]", [(1, 8, "link-named-as-page")]),
        ('copyright: <a href="https://evil.example/">POLICY</a>', [(1, 12, "link-named-as-page")]),
        (
            'copyright: <a href="https://evil.example/">Поли</a><a href="https://evil.example/">тика</a>',
            [(1, 12, "link-named-as-page"), (1, 16, "link-named-as-page")],
        ),
        ("nav: [index.md, {КОНТАКТЫ: 'https://evil.example/'}]", [(1, 18, "link-named-as-page")]),
        ("nav: [index.md, {Privacy Notice: 'https://evil.example/'}]", [(1, 18, "link-named-as-page")]),
        ("nav: [index.md, {Все версии: 'https://evil.example/'}]", [(1, 18, "link-named-as-page")]),
        ("nav: [index.md, {Контакты банка: 'https://bank.example/'}, {Контакты: privacy.md}]", []),
        (
            LANGUAGES.format(", nav_translations: {{Банк: Policy}}".format()) + "nav: [Банк: 'https://evil.example/']",
            [(8, 64, "link-named-as-page")],
        ),
        ("nav: [{Политика банка: 'https://bank.example/'}, {Политика: 'https://www.policy.example/'}]", []),
        ("nav: [index.md, Право: [P̶: privacy.md]]", [(1, 26, "character-unusual")]),
        (LANGUAGES.format(", site_name: Рolicy"), [(8, 50, "alphabets-mixed")]),
        (LANGUAGES.format(", nav_translations: {{Право: P̶}}".format()), [(8, 66, "character-unusual")]),
        (
            LANGUAGES.format(", nav_translations: {{サイト、アプリ: Sites}}".format()).replace(
                "ru, name: Русский", "ja, name: 日本語"
            ),
            [],
        ),
        (LANGUAGES.format(", copyright: evil@evil.example ok@a.example"), [(8, 50, "contact-unlisted")]),
        ('copyright: © 2026 A & B, <a href="https://policy.example/" hreflang="en">policy.example</a>', []),
        ('copyright: <a href="https://policy.example/" title="x">here</a>', [(1, 12, "configured-markup")]),
        ('copyright: <a href="/x">here</a>', [(1, 12, "configured-markup")]),
        ('copyright: <a href="../../x">here</a>', [(1, 12, "configured-markup")]),
        ("# Рolicy evil@evil.example\nsite_name: Policy", []),
    ],
)
def test_the_texts_of_the_configuration_are_checked(
    tmp_path: Path, text: str, expected: list[tuple[int, int, str]]
) -> None:
    # (One of the configurations has Japanese, and so needs a page in it.)
    files = {"mkdocs.yml": f"{text}\n", "docs/ja/index.md": ""}
    assert found(tmp_path, files) == [("mkdocs.yml", *each) for each in expected]


def test_labels_reasons_additions_and_images_are_checked(tmp_path: Path) -> None:
    labels, addition = "docs/editorial/labels/en.yml", "overrides/footer-end.html"
    versions, image = "docs/editorial/versions.yml", "docs/assets/a.svg"
    files = {
        labels: "menu: M̶enu\ncontact: evil@evil.example\nsearch: <b>Search</b>\nskip: Go to evil.example\n",
        versions: "- {document: privacy, correction: 1, reasons: {en: P̶rice, ru: Опечатка, xx: P̶}}\n",
        image: "<svg xmlns='http://www.w3.org/2000/svg'>\n  <desc>evil@evil.example</desc>\n"
        "  <desc>A<![CDATA[\nP̶]]></desc></svg>\n",
        addition: "<p>\n  Write to <b>evil@evil.example</b> &amp;\nothers</p>\nP\u0336 "
        '<a href="https://evil.example/">Po</a><a href="https://evil.example/">licy</a>\n',
        "overrides/notice.html": "evil@evil.example" + " " * 200_000,  # it is unexpected, and so not read
    }
    assert found(tmp_path, files) == [
        (image, 2, 9, "contact-unlisted"),
        (image, 3, 4, "character-unusual"),
        (labels, 1, 8, "character-unusual"),
        (labels, 2, 10, "contact-unlisted"),
        (labels, 3, 9, "configured-markup"),
        (labels, 4, 7, "link-text-misleading"),
        (versions, 1, 53, "character-unusual"),
        (addition, 2, 15, "contact-unlisted"),
        (addition, 4, 2, "character-unusual"),
        (addition, 4, 4, "link-named-as-page"),
        (addition, 4, 6, "link-named-as-page"),
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("wo&shy;rd " * 8, [("overrides/notice.html", 1, 3, "hidden-text")]),
        ("Be&shy;auftragte, Beauf&shy;tragte. " * 8, [("overrides/notice.html", 1, 24, "hidden-text")]),
        ("Be&shy;auf&shy;trag&shy;te, und Be&shy;auf&shy;trag&shy;te. " * 20, []),
    ],
)
def test_soft_hyphens_divide_long_words_in_one_way(
    tmp_path: Path, html: str, expected: list[tuple[str, int, int, str]]
) -> None:
    assert found(tmp_path, {"overrides/notice.html": html}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("site_name: <b>A</b>", [(1, 12)]),
        ("site_name: <a href='https://a.example/'>A</a>", [(1, 12)]),
        ("copyright: A <img src=x onerror=a()>", [(1, 12)]),
        ("copyright: <a href='https://a.example/' onclick=a()>A</a>", [(1, 12)]),
        ("copyright: <a href='https://a.example/' style=b>A</a>", [(1, 12)]),
        ("copyright: <a name=b>A</a>", [(1, 12)]),
        ("copyright: A <a href='b'", [(1, 12)]),
        ("copyright: A <!-- B", [(1, 12)]),
        ("copyright: A <", [(1, 12)]),
        (
            "copyright: !ENV [SITE_DIR, '<b>A</b>']\n"
            + LANGUAGES.format("").replace("contacts: [ok@a.example]", "environment: [SITE_DIR]"),
            [(1, 29)],
        ),
        ("nav: [{'<b>A</b>': index.md}, privacy.md]", [(1, 9)]),
        ('copyright: A &amp; B &copy; <a href="https://a.example/" hreflang="en">C</a>', []),
        ('copyright: <A HREF="https://a.example/">A</A>', [(1, 12)]),
        ("copyright: <a href='https://a.example/'>A</a>", [(1, 12)]),
        ("site_name: A & B", []),
    ],
)
def test_html_in_texts_of_the_configuration_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of("configured-markup", {}, files={"mkdocs.yml": f"{text}\n"})) == expected
