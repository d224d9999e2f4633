"""A language or a page is added to a site, and every other line of its configuration stays as it was."""

from __future__ import annotations

import datetime
import difflib
import re
from pathlib import Path

import pytest
import yaml
from policysite import corpus
from policysite.config import loader
from policysite.errors import ToolError
from policysite.lint.runner import check
from policysite.rulebook.catalogue import RULES
from policysite.scaffold import menu
from policysite.scaffold.add import add_language, add_page
from policysite.scaffold.new import new

from tests.project import Project, put
from tests.small_site import SmallSite

TODAY = datetime.date(2026, 11, 22)
I18N = """\
plugins:
  - i18n:  # the languages
      docs_structure: folder
      fallback_to_default: false
      languages:
"""
TITLED = """\
nav:
  # the first
  - Home: index.md  # the home page
  # the last
theme: {name: material, font: false}
"""
ENGLISH = "        - {locale: en, name: English, default: true}\n"


def site(folder: Path, menu: str, languages: str, **files: str) -> Project:
    """Make a site with a home page in English and Russian."""
    for language in ("en", "ru"):
        put(folder / f"docs/{language}/index.md", "---\ntitle: A\ndescription: A.\n---\n\n# A { #index }\n\nA.\n")
    start = "site_name: A\nsite_url: https://a.example/\nmarkdown_extensions: [attr_list]\n"
    put(folder / "mkdocs.yml", f"{start}{menu}{I18N}{languages}  - policy")
    for name, text in files.items():
        put(folder / f"{name}.yml", text)
    return Project(folder)


def added(before: str, after: str) -> list[str]:
    """Return the lines that were added or changed; no other line may differ."""
    changes = [line for line in difflib.ndiff(before.split("\n"), after.split("\n")) if line[0] in "+-"]
    assert not [line for line in changes if line[0] == "-" and not line.rstrip().endswith(("]", "}"))]
    return [line[2:] for line in changes if line[0] == "+"]


@pytest.mark.parametrize(
    ("menu", "languages", "expected"),
    [
        (
            TITLED,
            f"{ENGLISH}        # Russian\n        - locale: ru\n          name: Русский\n          nav_translations:\n"
            "            Home: Главная  # shown in the menu\n\n",
            ["  - Terms of use: terms.md", "            Terms of use: Условия"],
        ),
        (
            TITLED,
            f"{ENGLISH}        - locale: ru\n          name: Русский\n",
            ["  - Terms of use: terms.md", "          nav_translations:", "            Terms of use: Условия"],
        ),
        (
            "nav: [{Home: index.md}]\n",
            f"{ENGLISH}        - {{locale: ru, name: Русский, nav_translations: {{}}}}\n",
            [
                "nav: [{Home: index.md}, {Terms of use: terms.md}]",
                "        - {locale: ru, name: Русский, nav_translations: {Terms of use: Условия}}",
            ],
        ),
        (
            "nav:\n- index.md\n- Old:\n  - >-\n    https://a.example/\n\n",
            f"{ENGLISH}        - {{locale: ru, name: Русский, nav: [index.md]}}\n",
            ["- terms.md", "        - {locale: ru, name: Русский, nav: [index.md, terms.md]}"],
        ),
        ("", f"{ENGLISH}        - {{locale: ru, name: Русский}}\n", []),
    ],
)
def test_a_page_is_added_to_the_menu(tmp_path: Path, menu: str, languages: str, expected: list[str]) -> None:
    project = site(tmp_path, menu, languages)
    before = project.read("mkdocs.yml")
    written = add_page(project.config, "terms", {"en": "Terms of use", "ru": "Условия"})
    assert [path.relative_to(tmp_path).as_posix() for path in written] == ["docs/en/terms.md", "docs/ru/terms.md"]
    assert added(before, project.read("mkdocs.yml")) == expected
    pages, findings = corpus.read(loader.load(project.config))
    assert findings == []
    assert [page.clauses[0].title for page in pages.documents["terms"].pages.values()] == ["Terms of use", "Условия"]


def test_a_title_that_a_language_lacks_is_to_be_translated(tmp_path: Path) -> None:
    project = site(tmp_path, TITLED, f"{ENGLISH}        - {{locale: ru, name: Русский}}\n")
    add_page(project.config, "terms", {"en": "Terms of use"})
    assert project.read("docs/ru/terms.md").count("[TODO: Terms of use]") == 3


def test_a_page_without_titles_is_named_after_its_file(tmp_path: Path) -> None:
    project = site(tmp_path, TITLED, ENGLISH)
    before = project.read("mkdocs.yml")
    add_page(project.config, "terms/of-sale", {})
    assert added(before, project.read("mkdocs.yml")) == ["  - Of sale: terms/of-sale.md"]
    assert "# [TODO: terms/of-sale] { #of-sale }" in project.read("docs/en/terms/of-sale.md")


def test_a_title_is_in_the_menu_once(tmp_path: Path) -> None:
    russian = "        - {locale: ru, name: Русский, nav_translations: {Home: Главная}}\n"
    project = site(tmp_path, TITLED, ENGLISH + russian)
    add_page(project.config, "terms", {"en": "Home", "ru": "Условия"})
    add_page(project.config, "rules/terms", {"en": "Home", "ru": "Правила"})
    text = project.read("mkdocs.yml")
    assert "  - Home: index.md  # the home page\n  - Terms: terms.md\n  - rules/terms: rules/terms.md\n" in text
    assert "nav_translations: {Home: Главная, Terms: Условия, rules/terms: Правила}" in text
    assert loader.load(project.config)


def test_a_page_is_added_to_the_section_of_its_folder(tmp_path: Path) -> None:
    menu = "nav:\n  - Rules:\n      - Home: index.md\n      - Visits: rules/visits.md\n  - https://a.example/\n"
    russian = "        - {locale: ru, name: Русский, nav: [index.md, R: [rules/visits.md]]}\n"
    project = site(tmp_path, menu, ENGLISH + russian)
    put(tmp_path / "docs/en/rules/visits.md", project.read("docs/en/index.md"))
    before = project.read("mkdocs.yml")
    add_page(project.config, "rules/photos", {})
    assert added(before, project.read("mkdocs.yml")) == [
        "      - Photos: rules/photos.md",
        russian.replace("visits.md]", "visits.md, {Photos: rules/photos.md}]").rstrip("\n"),
    ]
    before = project.read("mkdocs.yml")
    add_page(project.config, "contact", {})
    assert added(before, project.read("mkdocs.yml"))[0] == "  - Contact: contact.md"


def test_the_menu_may_be_in_a_file_that_is_inherited(tmp_path: Path) -> None:
    project = site(tmp_path, "INHERIT: inherited.yml\n", ENGLISH, inherited="nav:\n  - index.md\n")
    before = project.read("mkdocs.yml")
    add_page(project.config, "terms", {})
    assert (project.read("mkdocs.yml"), project.read("inherited.yml")) == (before, "nav:\n  - index.md\n  - terms.md\n")


def test_what_cannot_be_edited_safely_is_left_to_a_person(tmp_path: Path) -> None:
    project = site(tmp_path, "extra:\n  page: &page index.md\nnav:\n  - *page\n", ENGLISH)
    before = project.read("mkdocs.yml")
    with pytest.raises(ToolError, match=r"configuration_not_edited: mkdocs.yml, terms.md"):
        add_page(project.config, "terms", {})
    assert project.read("mkdocs.yml") == before
    assert not (tmp_path / "docs/en/terms.md").exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- Home: index.md\n  # the last\n  - FAQ: faq.md  # asked\n", "- Home: index.md\n  # the last\n"),
        ("- FAQ: faq.md\n  - A:\n      - faq.md\n      - index.md\n", "- A:\n      - index.md\n"),
        ("[{FAQ: faq.md}, {Home: index.md}]\n", "[{Home: index.md}]\n"),
        ("[index.md, faq.md]\n", "[index.md]\n"),
        ("[faq.md]\n", "[]\n"),
        ("- index.md\n", "- index.md\n"),
    ],
)
def test_a_page_is_removed_from_the_menu(tmp_path: Path, before: str, after: str) -> None:
    project = site(tmp_path, f"nav:\n  {before}", ENGLISH)
    text = project.read("mkdocs.yml")
    menu.remove(project.config, "faq")
    assert project.read("mkdocs.yml") == text.replace(before, after)


def test_what_cannot_be_removed_safely_is_left_to_a_person(tmp_path: Path) -> None:
    project = site(tmp_path, "nav:\n  - Questions:\n      - faq.md\n", ENGLISH)
    before = project.read("mkdocs.yml")
    with pytest.raises(ToolError, match=r"configuration_not_reduced: mkdocs.yml, faq.md"):
        menu.remove(project.config, "faq")
    assert project.read("mkdocs.yml") == before


def test_a_language_gets_the_headings_of_the_original(small: SmallSite) -> None:
    small.replace("docs/en/privacy.md", "## Requests {", "## `{Requests}` *of* [users](index.md) {")
    before = small.read("mkdocs.yml")
    assert "policy check lists what is still to be written" in small.printed("add-language", "is", "--lang", "en")
    assert added(before, small.read("mkdocs.yml")) == [
        "        - locale: is",
        "          name: Íslenska",
        "          site_name: Policy",
    ]
    pages, findings = corpus.read(loader.load(small.config))
    assert findings == []
    for document in pages.documents.values():
        ids = [[clause.id for clause in page.clauses] for page in document.pages.values()]
        assert ids == [ids[0]] * 3
    found = check(loader.load(small.config), TODAY, RULES).findings
    assert {each.rule for each in found if each.path.startswith("docs/is/")} == {"placeholder"}
    assert "[TODO: Translate the clause en/privacy#requests]" in small.read("docs/is/privacy.md")


def test_a_list_of_links_is_kept_with_titles_to_be_translated(tmp_path: Path) -> None:
    project = site(tmp_path, "", ENGLISH)
    whole = '- [Our *[rules]*](index.md#a)\n- [Law](https://a.example/b){ hreflang="en" }'
    mixed = (
        "- [Law](index.md) and more",
        "- Law",
        "[Law](index.md)",
        "- a\n    - [Law](index.md)",
        "- ![Law](../a.png)",
    )
    clauses = "".join(f"\n\n## B {{ #b-{number} }}\n\n{text}" for number, text in enumerate((whole, *mixed)))
    put(tmp_path / "docs/en/index.md", f"---\ntitle: A\ndescription: A.\n---\n\n# A {{ #a }}{clauses}\n")
    (tmp_path / "docs/ru/index.md").unlink()
    add_language(project.config, "ru")
    _, *written = re.split("^## .*\n\n", project.read("docs/ru/index.md"), flags=re.MULTILINE)
    assert written[0].strip() == "- [[TODO: Our rules]](index.md#a)\n- [[TODO: Law]](https://a.example/b)"
    assert all(each.startswith("[TODO: ") for each in written[1:])
    assert len(written) == 1 + len(mixed)


def test_how_many_labels_are_to_be_translated_is_said(small: SmallSite) -> None:
    assert "labels around" not in small.printed("add-language", "uk", "--lang", "en")
    last = small.printed("add-language", "is", "--lang", "en").splitlines()[-1]
    total, first = re.findall("[0-9]+", last)
    written = yaml.safe_load(small.read("docs/editorial/labels/is.yml"))
    assert int(total) == len(written)
    assert int(first) < int(total)
    assert ": Íslenska (is)." in last


def test_only_what_is_to_be_translated_is_found_in_a_new_language(tmp_path: Path) -> None:
    new(tmp_path / "site", "Acme", ["fi"], "", TODAY)
    add_language(tmp_path / "site/mkdocs.yml", "ru")
    found = check(loader.load(tmp_path / "site/mkdocs.yml"), TODAY, RULES).findings
    assert {each.rule for each in found if each.path.startswith("docs/ru/")} == {"placeholder"}


def test_a_menu_is_translated_if_the_words_are_known(tmp_path: Path) -> None:
    project = site(tmp_path, TITLED, ENGLISH)
    add_language(project.config, "ru")
    assert project.read("mkdocs.yml").count("            Home: Коротко\n") == 1


def test_where_translations_may_be_incomplete_pages_are_added_one_by_one(small: SmallSite) -> None:
    small.replace("mkdocs.yml", "  - policy\n", "  - policy: {translations: partial}\n")
    assert "policy add-page uk/index" in small.printed("add-language", "uk")
    assert not (small.folder / "docs/uk").exists()
    last = small.printed("lint", "--lang", "en").splitlines()[-1]
    assert last.startswith("Not compared in uk: ")
    assert last.endswith("policy lint --list shows the languages that each check knows.")
    assert small.policy("add-page", "uk/privacy.md") == 0
    assert "{ #requests }" in small.read("docs/uk/privacy.md")
    for page, error in (("uk/privacy", "docs/uk/privacy.md exists already"), ("uk/faq", "docs/en/faq.md")):
        assert error in small.errors("add-page", page, "--lang", "en")


UK = "# /docs/uk/ @OWNER/lawyers-uk\n"


@pytest.mark.parametrize(
    ("above", "added", "below"),
    [
        ("# /docs/en/ @OWNER/a\n# /docs/ru/ @OWNER/b\n", UK, "\n* @c\n"),
        ("/docs/ru/ @acme/a\n", UK, ""),
        ("/docs/en/ @a\n", "", "/docs/uk/ @a\n"),
        ("/docs/ @a\n", "", ""),
    ],
)
def test_a_new_language_gets_a_line_for_its_owners(small: SmallSite, above: str, added: str, below: str) -> None:
    put(small.folder / ".github/CODEOWNERS", above + below)
    add_language(small.config, "uk")
    assert small.read(".github/CODEOWNERS") == above + added + below


def test_pages_of_a_language_that_exist_are_kept(small: SmallSite) -> None:
    put(small.folder / "docs/de/index.md", "ours")
    written = add_language(small.config, "de")
    assert [path.name for path in written] == ["privacy.md"]
    assert small.read("docs/de/index.md") == "ours"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["add-language", "ru"], "the site has the language ru already"),
        (["add-language", "tlh-Q"], "“tlh-Q” is not the code of a language"),
        (["add-page", "privacy.md"], "docs/en/privacy.md exists already"),
        (["add-page", "de/terms"], "the site has no language de, only en, ru; policy add-language de adds it"),
        (["add-page", "ru"], "no page can be called ru"),
        (["add-page", "assets"], "no page can be called assets"),
        (["add-page", "../terms"], "../terms cannot be the name of a page"),
        (["add-page", "terms", "--title", "fi=Ehdot"], "a title in fi, but the languages of the site are en, ru"),
    ],
)
def test_what_cannot_be_added_is_refused_in_one_line(small: SmallSite, arguments: list[str], error: str) -> None:
    before = small.read("mkdocs.yml")
    output, errors = small.run(*arguments, "--lang", "en", code=2)
    assert error in errors
    assert (output, errors.count("\n"), small.read("mkdocs.yml")) == ("", 1, before)


def test_every_file_that_changes_is_named(small: SmallSite) -> None:
    for arguments in (["add-page", "terms"], ["add-language", "ja"], ["remove-page", "terms"]):
        assert small.printed(*arguments, "--lang", "en").count("/mkdocs.yml\n") == 1


def test_a_folder_of_pages_may_be_named_like_a_language(small: SmallSite) -> None:
    (small.folder / "docs/en/it").mkdir()
    assert [path.parent.name for path in add_page(small.config, "it/terms", {})] == ["it", "it"]


REMOVABLE = """\
nav:
  - Home: index.md
  # what people ask
  - Questions:  # folded
      - Your FAQ: faq.md  # short
      - More: https://more.example/
"""


def test_a_page_is_removed_from_everything_that_names_it(tmp_path: Path) -> None:
    languages = (
        "        - {locale: en, name: English, default: true}\n"
        "        - {locale: ru, name: Русский, nav_translations: {Home: Дом, Your FAQ: Вопросы, More: Ещё}}\n"
    )
    project = site(tmp_path, REMOVABLE, languages)
    options = (
        "  - policy:\n      # the pages with questions\n      questions: [faq, index]\n      history: faq  # none\n"
        "      closing: {pages: [index, faq], internal: a, external: b}\n"
    )
    project.replace("mkdocs.yml", "  - policy", options)
    for language in ("en", "ru"):
        put(project.folder / f"docs/{language}/faq.md", "---\ntitle: A\ndescription: A.\n---\n\n# A { #faq }\n\nA.\n")
        home = project.folder / f"docs/{language}/index.md"
        put(home, home.read_text(encoding="utf-8") + "\n[Ask](faq.md#faq) or [write](index.md).\n")
    before = project.read("mkdocs.yml")
    printed = project.printed("remove-page", "faq.md", "--lang", "en")
    assert printed.count("Deleted: ") == 2
    for language in ("en", "ru"):
        assert f"docs/{language}/index.md:10: remove this link to the page: Ask\n" in printed
    assert printed.count("remove this link") == 2
    assert list((project.folder / "docs").rglob("faq.md")) == []
    after = (
        before.replace("      - Your FAQ: faq.md  # short\n", "")
        .replace(", Your FAQ: Вопросы", "")
        .replace("[faq, index]", "[index]")
        .replace("      history: faq  # none\n", "")
        .replace("[index, faq]", "[index]")
    )
    assert project.read("mkdocs.yml") == after


def test_a_page_that_a_site_cannot_be_without_is_not_removed(tmp_path: Path) -> None:
    small = SmallSite(tmp_path / "site")
    before = {path: path.read_bytes() for path in small.folder.rglob("*.*") if path.is_file()}
    for page, error in (
        ("index", "index is the home page"),
        ("privcy", "there is no page privcy. Similar names: privacy, index"),
        ("privacy", "privacy has released versions"),
    ):
        assert error in small.errors("remove-page", page, "--lang", "en")
    assert {path: path.read_bytes() for path in small.folder.rglob("*.*") if path.is_file()} == before


def test_approvals_of_a_removed_page_are_removed_with_it(tmp_path: Path) -> None:
    small = SmallSite(tmp_path / "site")
    before = small.read("docs/editorial/approvals.yml")
    for language in ("en", "ru"):
        page = "---\ntitle: A\ndescription: A.\n---\n\n# A { #faq }\n\n## B { #b data-based-on='requests' }\n\nA.\n"
        put(small.folder / f"docs/{language}/faq.md", page)
    assert small.policy("approve", "--all") == 0
    assert small.read("docs/editorial/approvals.yml").count("faq#") == 5
    assert small.policy("remove-page", "faq") == 0
    assert small.read("docs/editorial/approvals.yml") == before


def test_a_page_to_which_a_released_version_links_is_not_removed(tmp_path: Path) -> None:
    small = SmallSite(tmp_path / "site")
    for language in ("ru", "en"):
        put(small.folder / f"docs/{language}/faq.md", "---\ntitle: A\ndescription: A.\n---\n\n# A { #faq }\n\nA.\n")
        copy = next((small.folder / f"docs/{language}/privacy").glob("*.md"))
        copy.write_text(copy.read_text(encoding="utf-8") + "\n[A](faq.md)\n", encoding="utf-8")
    assert "links to faq, and a released version never changes" in small.errors("remove-page", "faq", "--lang", "en")
    assert (small.folder / "docs/en/faq.md").exists()
