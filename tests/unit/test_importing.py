"""Existing Markdown as a page of a site: what is converted, what is named, and which clauses belong together."""

from __future__ import annotations

import datetime
import difflib
import re
from pathlib import Path

import cmarkgfm
import markdown
import pytest
from policysite.cli import main
from policysite.config import loader
from policysite.corpus import Settings
from policysite.lint.runner import check
from policysite.rulebook.catalogue import RULES
from policysite.scaffold.importing.ids import own_ids
from policysite.scaffold.importing.page import draft, finished
from policysite.scaffold.new import new

from tests.project import Project

TODAY = datetime.date(2026, 11, 22)


def made_site(folder: Path, *languages: str) -> Project:
    new(folder, "Acme", languages or ("en", "ru"), "", TODAY)
    return Project(folder)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return loader.load(made_site(tmp_path_factory.mktemp("site")).config)


def imported(text: str, settings: Settings) -> tuple[str, list[tuple[int, str]]]:
    """Return the text below the front matter of an imported page without a translation, and the notes about it."""
    made = draft(text, "docs/en/terms.md", "en", "terms", settings)
    assert made is not None
    page = finished(made, own_ids(made.page))
    return page.partition("---\n\n")[2], [(note.line, note.message) for note in made.notes]


CONVERSIONS = [
    # ids
    ("# A b\n\nText.", "# A b { #terms }\n\nText.\n"),
    ("# A\n\n## How long?\n\nText.", "# A { #terms }\n\n## How long? { #how-long }\n\nText.\n"),
    ("# A { #Top_1 }\n\n## B { #How_We }\n\nText.", "# A { #Top_1 }\n\n## B { #How_We }\n\nText.\n"),
    (
        "# A\n\n## B { #b }\n\n## B\n\n### C\n\n## D\n\n### C",
        "# A { #terms }\n\n## B { #b }\n\n## B { #terms-b }\n\n### C { #c }\n\n## D { #d }\n\n### C { #d-c }\n",
    ),
    ("# A\n\n## 1. Scope\n\n[x](#1-scope)", "# A { #terms }\n\n## 1. Scope { #scope }\n\n[x](#scope)\n"),
    ("# A\n\n## Б\n\nText.", "# A { #terms }\n\n## Б { #clause-2 }\n\nText.\n"),
    ("# A\n\n## IP の使用状況", "# A { #terms }\n\n## IP の使用状況 { #clause-2 }\n"),
    ("# A\n\n## Médias & réseaux", "# A { #terms }\n\n## Médias & réseaux { #medias-reseaux }\n"),
    ("# A\n\n## B & C\n\n[x](#b--c) [y](#b-c)", "# A { #terms }\n\n## B & C { #b-c }\n\n[x](#b-c) [y](#b-c)\n"),
    # headings
    ("Title\n=====\n\nOne\n---\n\nText.", "# Title { #terms }\n\n## One { #one }\n\nText.\n"),
    ("Title\n=====\n\n1. One\n------\n\nText.", "# Title { #terms }\n\n## 1. One { #one }\n\nText.\n"),
    ("# A\n\n- a\n- b\n---\n", "# A { #terms }\n\n- a\n- b\n\n---\n"),
    ("Text.\n\n## One\n\nMore.", "# Terms { #terms }\n\nText.\n\n## One { #one }\n\nMore.\n"),
    ("# A\n\n# B\n\n## C", "# A { #terms }\n\n## B { #b }\n\n### C { #c }\n"),
    ("Updated in May.\n\n# A\n\n## B\n\nText.", "# A { #terms }\n\nUpdated in May.\n\n## B { #b }\n\nText.\n"),
    ("# A\n\n- ## B\n\n1. ### C", "# A { #terms }\n\n## B { #b }\n\n### C { #c }\n"),
    ("# A\n\n```\n# no heading\n```", "# A { #terms }\n\n```\n# no heading\n```\n"),
    # line breaks and other tags
    ("# A\n\na<br>b<br/>\nc<br>", "# A { #terms }\n\na  \nb  \nc\n"),
    ("# A\n\na<br><br>b", "# A { #terms }\n\na\n\nb\n"),
    ("# A\n\n- a<br>b", "# A { #terms }\n\n- a  \n  b\n"),
    ("# A<br>B\n\n`<br>` is code.", "# A B { #terms }\n\n`<br>` is code.\n"),
    (
        "# A\n\n<b>a</b> <em>b</em> <a href='https://c.example'>c</a>",
        "# A { #terms }\n\n**a** *b* [c](https://c.example)\n",
    ),
    (
        "# A\n\n<div class='x'>\n<p>a <u>b</u></p>\n<ul><li>c</li><li>d</li></ul>\n</div>",
        "# A { #terms }\n\na b\n\n- c\n- d\n",
    ),
    ("# A\n\n<div id='x'>\n\n## B\n\n*c*\n\n</div>", "# A { #terms }\n\n## B { #x }\n\n*c*\n"),
    ("# A\n\n<h2>B</h2>\n<p>c</p>\n<p>d</p>\n\n\ne", "# A { #terms }\n\n## B { #b }\n\nc\n\nd\n\ne\n"),
    (
        "# A\n\n<ol><li>a<ul><li>b<p>c</p></li></ul></li><li>d</li></ol>",
        "# A { #terms }\n\n1. a\n    - b\n\n        c\n\n2. d\n",
    ),
    # addresses that are written out
    (
        "# A\n\nAsk a@b.example or see\nhttps://b.example/x_y. "
        "`c@b.example` <d@b.example> [e@b.example](mailto:e@b.example)",
        "# A { #terms }\n\nAsk <a@b.example> or see\n<https://b.example/x_y>. "
        "`c@b.example` <d@b.example> [e@b.example](mailto:e@b.example)\n",
    ),
    (
        "# A\n\n| a@b.example | b@b.example |\n|---|---|",
        "# A { #terms }\n\n| <a@b.example> | <b@b.example> |\n|---|---|\n",
    ),
    # lists
    ("# A\n\nText:\n- a\n- b\n", "# A { #terms }\n\nText:\n\n- a\n- b\n"),
    ("# A\n\nText of\n3. May\n", "# A { #terms }\n\nText of\n3. May\n"),
    ("# A\n\n5. November\n\n1. a\n2. b\n", "# A { #terms }\n\n5\\. November\n\n1. a\n2. b\n"),
    ("# A\n\n5. a\n6. b\n", "# A { #terms }\n\n5. a\n6. b\n"),
    ("# A\n- a\n  - b\n    - c\n- d\n", "# A { #terms }\n- a\n    - b\n        - c\n- d\n"),
    ("# A\n\n1. a\n   - b\n\n   more\n2. c\n", "# A { #terms }\n\n1. a\n    - b\n\n    more\n\n2. c\n"),
    ("# A\n\n- a\n    - b\n\n    more\n\nend\n", "# A { #terms }\n\n- a\n    - b\n\n    more\n\nend\n"),
    ("# A\n\n- a\nlazy\n- b\n", "# A { #terms }\n\n- a\nlazy\n- b\n"),
    ("# A\n\n```\nx\n- a\n  - b\n```\n", "# A { #terms }\n\n```\nx\n- a\n  - b\n```\n"),
    # anchors
    ('# A\n\n<a id="old"></a>\n## B\n\n[x](#old)', "# A { #terms }\n\n## B { #old }\n\n[x](#old)\n"),
    ('# A\n\n<a name="old"></a>\n## B { #b }\n\n[x](#old)', "# A { #terms }\n\n## B { #b }\n\n[x](#b)\n"),
    ('# A\n\n<a id="p"></a>Text\nof it.\n\n[x](#p)', "# A { #terms }\n\nText\nof it.\n{: #p }\n\n[x](#p)\n"),
    ('A\n=\n\n<a id="b"></a>\nOne\n---\n\n[x](#b)', "# A { #terms }\n\n## One { #b }\n\n[x](#b)\n"),
    ('# A\n\n## <a id="b"></a>B', "# A { #terms }\n\n## B { #b }\n"),
    ('# A\n\n<a name="b"/>\n## B <a class="anchor" href="#b"> </a>', "# A { #terms }\n\n## B { #b }\n"),
    # tables
    (
        "# A\n\n<table><tr><th>a</th><th>b</th></tr><tr><td>c|d</td><td id='x'>e</td></tr></table>",
        "# A { #terms }\n\n| a | b |\n| --- | --- |\n| c\\|d | e { #x } |\n",
    ),
    (
        "# A\n\n<table><tr><th>a</th><th>b</th></tr><tr><td>c</td></tr></table>",
        "# A { #terms }\n\n| a | b |\n| --- | --- |\n| c |  |\n",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONVERSIONS)
def test_what_can_be_converted_is(text: str, expected: str, settings: Settings) -> None:
    assert imported(text, settings) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In force since 4. Mai 2026\n\nWe say it. Always.", "We say it."),
        ("Since 4. Mai 2026 we say what\nwe do. Always.", "Since 4. Mai 2026 we say what we do."),
        ("It is 2026.", "It is 2026."),
        ("4 May 2026", "4 May 2026"),
        ("Acme GmbH, Hafenstr. 1.\n\nWe say it.", "Acme GmbH, Hafenstr. 1."),
        ("Acme GmbH, email: a@policy.example, Tel. (0) 40.\n\nWe say it.", "We say it."),
        ("これは方針です。はい。", "これは方針です。"),
    ],
)
def test_the_description_is_the_first_sentence(text: str, expected: str, settings: Settings) -> None:
    made = draft(f"# A\n\n{text}\n", "docs/en/terms.md", "en", "terms", settings)
    assert made is not None
    assert made.page.front_matter.description == expected


@pytest.mark.parametrize(
    "text",
    [
        "Text:\n- a\n- b",
        "- a\n  - b\n    - c\n- d",
        "- a\n    - b\n        - c\n- d",
        "1. a\n   - b\n\n   more\n2. c",
        "* a\n\n  more\n\n  1. b\n  2. c\n\nend",
        "Text of\n3. May",
        "- a\nlazy\n- b",
    ],
)
def test_lists_are_those_that_other_programs_show(text: str, settings: Settings) -> None:
    made, _ = imported(f"# A\n\n{text}\n", settings)
    shown, ours = cmarkgfm.markdown_to_html(text), markdown.markdown(made, extensions=settings.extensions)
    assert re.findall("</?(?:ul|ol|li)>", ours) == re.findall("</?(?:ul|ol|li)>", shown)


NAMED = [
    ("---\ntitle: B\nlayout: x\n---\n# A", "# A { #terms }\n", [(3, "import_key")]),
    ("---\ntitle: [\n---\n# A", "# A { #terms }\n", [(2, "import_front_matter")]),
    (
        '+++\ntitle = "B: c"\ndate = 2026-01-02\n[params]\ndescription = "x"\n+++\n# A\n\n{: .x }',
        "# A { #terms }\n",
        [(3, "import_key"), (4, "import_key"), (9, "import_attributes")],
    ),
    ("+++\ntitle = \n+++\n# A", "# A { #terms }\n", [(2, "import_front_matter")]),
    ("# A\n\n* TOC\n{:toc}\n\nText.", "# A { #terms }\n\nText.\n", [(4, "import_attributes")]),
    (
        "# A\n\n| a | b |\n|:--|:-:|\n| c | d |\n\n```\n| a |\n|:--|\n```",
        "# A { #terms }\n\n| a | b |\n|---|---|\n| c | d |\n\n```\n| a |\n|:--|\n```\n",
        [(4, "import_alignment")],
    ),
    ("# A\n\n{: .lead }", "# A { #terms }\n", [(3, "import_attributes")]),
    ("# A\n\nText.\n{: datetime='2026-01-02' #p }", "# A { #terms }\n\nText.\n {: #p }\n", [(4, "import_attributes")]),
    ("# A\n\n<!-- for us -->\n\nText.", "# A { #terms }\n\nText.\n", [(3, "import_comment")]),
    ("# A\n\n<iframe src=x></iframe>", "# A { #terms }\n\n<iframe src=x></iframe>\n", [(3, "import_html")]),
    ("# A\n\na <sup>2</sup>", "# A { #terms }\n\na <sup>2</sup>\n", [(3, "import_html"), (3, "import_html")]),
    (
        "# A\n\n<table>\n<tr><td rowspan=2>a</td></tr>\n</table>",
        "# A { #terms }\n\n<table>\n<tr><td rowspan=2>a</td></tr>\n</table>\n",
        [(4, "import_cells")],
    ),
    (
        "# A\n\n<table><tr><td><ul><li>a</li><li>b</li></ul></td><td><p>c.</p><p>d</p></td></tr></table>",
        "# A { #terms }\n\n|  |  |\n| --- | --- |\n| a; b | c. d |\n",
        [(3, "import_parts")],
    ),
    (
        "# A\n\n<table>\n<tr><td colspan=2>a</td></tr>\n</table>",
        "# A { #terms }\n\n|  |  |\n| --- | --- |\n| a | |\n",
        [(4, "import_columns")],
    ),
]


@pytest.mark.parametrize(("text", "expected", "notes"), NAMED)
def test_what_changes_or_stays_is_named_by_line(
    text: str, expected: str, notes: list[tuple[int, str]], settings: Settings
) -> None:
    assert imported(text, settings) == (expected, notes)


@pytest.mark.parametrize("text", [each[0] for each in [*CONVERSIONS, *NAMED]])
def test_an_imported_page_does_not_change_when_it_is_imported_again(text: str, settings: Settings) -> None:
    made = draft(text, "docs/en/terms.md", "en", "terms", settings)
    assert made is not None
    once = finished(made, own_ids(made.page))
    again = draft(once, "docs/en/terms.md", "en", "terms", settings)
    assert again is not None
    assert finished(again, own_ids(again.page)) == once


EN = """\
# Privacy at Acme

We say what we do with your data.

## How long we keep it

Requests: 30 days.<br>Accounts: [until you close them](#your-choices).

## Your choices

Write to us.

| Right | How |
|---|---|
| Access | A letter |
"""
RU = """\
# Данные в Acme

Мы говорим, что делаем с вашими данными.

## Сколько мы храним

Обращения: 30 дней.<br>Учётные записи: [пока вы их не закроете](#ваш-выбор).

## Ваш выбор

Напишите нам.

| Право | Как |
|---|---|
| Доступ | Письмо |
"""


def test_a_text_in_two_languages_becomes_a_page_that_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = made_site(tmp_path / "site")
    for name, text in {"policy_en.md": EN, "ru/policy.md": RU}.items():
        path = tmp_path / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    files = [str(tmp_path / "texts" / name) for name in ("ru/policy.md", "policy_en.md")]
    command = ["-f", str(site.config), "import", "--lang", "en", *files]
    before = site.read("docs/en/privacy.md")

    assert main([*command, "--pair-with", "privacy", "--dry-run"]) == 0
    table = capsys.readouterr().out.splitlines()[:4]
    assert [line.split()[0] for line in table] == ["clause", "privacy", "how-long-we-keep-it", "your-choices"]
    assert site.read("docs/en/privacy.md") == before

    assert main([*command, "--pair-with", "privacy"]) == 0
    assert site.read("docs/ru/privacy.md").endswith(
        "## Сколько мы храним { #how-long-we-keep-it }\n\nОбращения: 30 дней.  \n"
        "Учётные записи: [пока вы их не закроете](#your-choices).\n\n## Ваш выбор { #your-choices }\n\n"
        "Напишите нам.\n\n| Право | Как |\n|---|---|\n| Доступ | Письмо |\n"
    )
    assert 'version: "1.0"\neffective_date: 2026-11-22\n' in site.read("docs/en/privacy.md")
    assert found(site, "privacy") == [*["translation-unreviewed"] * 3, "version-unreleased"]

    # A page with a text is not replaced, unless it is the same.
    written = site.read("docs/en/privacy.md")
    assert main([*command, "--pair-with", "privacy"]) == 0
    site.write("docs/en/privacy.md", written.replace("Write", "Come"))
    capsys.readouterr()
    assert main([*command, "--pair-with", "privacy"]) == 2
    assert "docs/en/privacy.md has a text already" in capsys.readouterr().err


def texts(folder: Path, en: str = EN, ru: str = RU) -> list[str]:
    """Write a text in both languages, and return the arguments that import it in place of the policy to be written."""
    for language, text in (("en", en), ("ru", ru)):
        (folder / f"old.{language}.md").write_text(text, encoding="utf-8")
    return ["--lang", "en", "--pair-with", "privacy", *(str(folder / f"old.{each}.md") for each in ("en", "ru"))]


def test_ids_and_links_may_come_from_any_language(tmp_path: Path) -> None:
    site = made_site(tmp_path / "site", "ja", "en", "ru")
    japanese = EN.replace("How long we keep it", "保存期間").replace("Your choices", "選択肢")
    english = EN.replace("How long we keep it", "How long { #Keep_It }")
    for language, text in (("ja", japanese), ("en", english), ("ru", RU)):
        (tmp_path / f"old.{language}.md").write_text(text, encoding="utf-8")
    paths = [str(tmp_path / f"old.{each}.md") for each in ("ja", "en", "ru")]
    assert main(["-f", str(site.config), "import", "--pair-with", "privacy", *paths]) == 0
    for language in ("ja", "en", "ru"):
        text = site.read(f"docs/{language}/privacy.md")
        assert re.findall(r"\{ #(.*) \}", text) == ["privacy", "Keep_It", "your-choices"]
        assert text.count("](#your-choices)") == 1


def test_what_was_to_be_written_about_replaced_clauses_is_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = made_site(tmp_path / "site")
    before = site.read("mkdocs.yml")
    written = "[dpo@acme.example](mailto:DPO@acme.example) [Telegram](https://t.me/acme)"
    arguments = texts(tmp_path, f"{EN}\nAsk {written}.\n", f"{RU}\nСпросите {written}.\n")

    assert main(["-f", str(site.config), "import", "--dry-run", *arguments]) == 0
    assert site.read("mkdocs.yml") == before
    assert (site.folder / "docs/ru/faq.md").exists()
    assert "docs/ru/faq.md:1: With this import, this page is removed" in capsys.readouterr().out

    assert main(["-f", str(site.config), "import", *arguments]) == 0
    shown = capsys.readouterr().out
    assert "mkdocs.yml:1: The contacts in the imported text go into the option contacts" in shown
    assert "Written: " in shown
    assert shown.count("site/mkdocs.yml\n") == 1
    changes = [
        line for line in difflib.ndiff(before.split("\n"), site.read("mkdocs.yml").split("\n")) if line[0] in "+-"
    ]
    assert changes == [
        "-   - FAQ: faq.md",
        "-             FAQ: Вопросы",
        "-       questions: [faq]",
        "+       questions: []",
        "-       contacts: []",
        "+       contacts: [DPO@acme.example, https://t.me/acme]",
    ]
    assert site.read("docs/ru/index.md").endswith(
        "# Ваши данные в Acme { #brief }\n\n"
        "О том, как Acme обращается с вашими персональными данными, сказано в этих документах.\n\n"
        "## Что дальше { #next }\n\n"
        "- [Данные в Acme](privacy.md)\n- [Что изменилось в политике конфиденциальности Acme](changes.md)\n"
    )
    # Nothing is left but the security contact, the approvals and the release, and where to install the generator from.
    findings = check(loader.load(site.config), TODAY, RULES).findings
    others = ("translation-unreviewed", "requirement-local")
    assert [each.rule for each in findings if each.rule not in others] == [
        "security-contact-missing",
        "version-unreleased",
    ]


def test_contacts_are_only_added_to_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = made_site(tmp_path / "site")
    site.replace("mkdocs.yml", "      contacts: []\n", "")
    (tmp_path / "terms.en.md").write_text("# A\n\nWrite to dpo@acme.example.\n", encoding="utf-8")
    assert main(["-f", str(site.config), "import", "--lang", "en", str(tmp_path / "terms.en.md")]) == 0
    assert "dpo@acme.example" not in site.read("mkdocs.yml") + capsys.readouterr().out


def test_what_a_person_has_written_in_one_language_stays_in_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = made_site(tmp_path / "site")
    site.replace("docs/en/index.md", "[TODO: In one sentence, when the data is deleted]", "We delete it at once.")
    kept = ("How long we keep it", "Сколько мы храним")
    arguments = texts(tmp_path, *(t.replace(k, f"{k} {{ #rights }}") for t, k in zip((EN, RU), kept, strict=True)))
    assert main(["-f", str(site.config), "import", *arguments]) == 0

    def headings(path: str) -> list[str]:
        return [line.partition("{ ")[2] for line in site.read(path).splitlines() if line.startswith("## ")]

    for language in ("en", "ru"):
        # An answer that also rests on a clause which is still there loses only the other reference.
        assert headings(f"docs/{language}/faq.md") == ['#how-to-delete data-based-on="rights" }']
        assert headings(f"docs/{language}/index.md") == [
            '#brief-retention data-based-on="retention" }',
            '#brief-rights data-based-on="rights" }',
            "#next }",
        ]
        assert "[TODO: " in site.read(f"docs/{language}/index.md")
    shown = capsys.readouterr().out
    assert "docs/ru/faq.md:1: With this import, answers are removed that" in shown
    assert "docs/ru/faq.md:1: With this import, answers on this page" in shown


def test_a_site_without_a_policy_is_asked_whether_the_text_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = made_site(tmp_path / "site")
    (tmp_path / "notice.en.md").write_text(EN, encoding="utf-8")
    command = ["-f", str(site.config), "import", "--lang", "en"]
    assert main([*command, str(tmp_path / "notice.en.md")]) == 0
    assert "import it with --pair-with privacy" in capsys.readouterr().out
    assert main([*command, *texts(tmp_path)]) == 0
    assert "--pair-with" not in capsys.readouterr().out


def test_links_lead_to_the_pages_that_files_have_become(tmp_path: Path) -> None:
    site = made_site(tmp_path / "site")
    (tmp_path / "en").mkdir()
    linked = "[x](../en/B_page.md#y) [z](other.md) [w](https://a.example/B_page.md)"
    (tmp_path / "en/A_page.md").write_text(f"# A\n\n{linked}\n", encoding="utf-8")
    (tmp_path / "en/B_page.md").write_text("# B\n\nText.\n", encoding="utf-8")
    files = [str(path) for path in sorted((tmp_path / "en").iterdir())]
    assert main(["-f", str(site.config), "import", *files]) == 0
    assert site.read("docs/en/a-page.md").endswith("[x](b-page.md#y) [z](other.md) [w](https://a.example/B_page.md)\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["x.md"], "the language of {folder}/x.md is not clear"),
        (["x.md", "--language", "de"], "the site has no language de, only en, ru"),
        (["x.en.md", "x-en.md"], "{folder}/x-en.md would also become en/x"),
        (["1.md", "--language", "en"], "1 cannot be the name of a page"),
        (["missing.en.md"], "there is no file {folder}/missing.en.md"),
        (["."], "{folder} is a folder"),
        (["en a.docx"], "pandoc -t gfm --wrap=none -o 'en a.md' '{folder}/en a.docx'"),
        (["a.PDF"], "save it as .docx, and convert that, for example with pandoc: pandoc -t gfm --wrap=none -o a.md"),
        (["x.md", "--language", "en", "--pair-with", "index"], "docs/en/index.md has a text already"),
        (["empty.en.md"], "{folder}/empty.en.md has no text"),
    ],
)
def test_what_is_not_clear_is_refused(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = made_site(tmp_path / "site")
    for name in ("x.md", "x.en.md", "x-en.md", "1.md", "en a.docx", "a.PDF"):
        (tmp_path / name).write_text(EN, encoding="utf-8")
    (tmp_path / "empty.en.md").write_text("# Policy\n", encoding="utf-8")
    paths = [str(tmp_path / each) if "." in each else each for each in arguments]
    assert main(["-f", str(site.config), "import", "--lang", "en", *paths]) == 2
    assert message.format(folder=tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["<ul><li>" * 2000, "".join("  " * n + "- a\n" for n in range(400)), "[" * 50_000], ids=len
)
def test_a_text_that_nobody_can_read_is_refused(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysite.scaffold.importing.site.TIME_LIMIT_SECONDS", 0.2)
    site = made_site(tmp_path / "site", "en")
    file = tmp_path / "terms.md"
    file.write_text(f"# A\n\n{text}", encoding="utf-8")
    assert main(["-f", str(site.config), "import", "--lang", "en", "--language", "en", str(file)]) == 2
    assert capsys.readouterr().err.startswith(f"policy: {file} cannot be read as Markdown")


def test_a_translation_is_paired_with_the_page_that_the_site_has(tmp_path: Path) -> None:
    site = made_site(tmp_path / "site")
    (tmp_path / "terms.md").write_text(EN.replace("long we keep it", "long { #Keep_It }"), encoding="utf-8")
    (tmp_path / "terms-ru.md").write_text(RU.replace("## Ваш", "## Ещё\n\nНовое.\n\n## Ваш"), encoding="utf-8")
    command = ["-f", str(site.config), "import"]
    assert main([*command, str(tmp_path / "terms.md"), "--language", "en"]) == 0
    assert "## [TODO: Your choices] { #your-choices }" in site.read("docs/ru/terms.md")
    assert "- Privacy at Acme: terms.md" in site.read("mkdocs.yml")
    assert main([*command, str(tmp_path / "terms-ru.md")]) == 0
    headings = [line for line in site.read("docs/ru/terms.md").splitlines() if line.startswith("##")]
    assert headings == [
        "## Сколько мы храним { #Keep_It }",
        "## Ещё { #eshche }",
        "## Ваш выбор { #your-choices }",
    ]
    assert [each for each in found(site, "terms") if each != "translation-unreviewed"] == ["clause-missing"]


def found(site: Project, name: str) -> list[str]:
    """Return the rules of the findings in a page."""
    findings = check(loader.load(site.config), TODAY, RULES).findings
    return sorted(each.rule for each in findings if each.path.endswith(f"/{name}.md"))


def test_a_note_names_a_file_as_it_was_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = made_site(tmp_path / "site", "en")
    file = tmp_path / "terms.md"
    file.write_text("---\ntitle: B\nlayout: x\n---\n# A\n\nText.\n", encoding="utf-8")
    assert main(["-f", str(site.config), "import", "--dry-run", "--language", "en", str(file)]) == 0
    assert f"\n{file}:3: " in capsys.readouterr().out
