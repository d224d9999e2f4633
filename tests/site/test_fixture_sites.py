"""Sites in one language, from right to left, without spaces, and in nested folders: from the check to the redline."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from policysite import build_manifest
from policysite.config import loader
from policysite.lint.runner import check
from policysite.rulebook.catalogue import RULES
from selectolax.lexbor import LexborHTMLParser

from tests.project import COMMIT_DAY, FIXTURES, Project, Site, commit, copied
from tests.word_documents import opened, read

# The languages of each site, the original first; the number of its pages, and of those that are built from them.
SITES = {
    "library": (["uk"], 4, 5),
    "museum": (["de", "ar", "ja"], 12, 19),
    "archive": (["sr-Latn", "zh-Hant"], 20, 23),
}
# The number of days within which each site answers, and the one after a change.
OLD, NEW = "30", "14"

every_site = pytest.mark.parametrize("name", SITES)
Checked = Callable[[str], Project]


@every_site
def test_a_site_passes_every_check(checked: Checked, name: str) -> None:
    _, pages, built = SITES[name]
    output = checked(name).read("check.txt")
    # A language without labels has one warning.
    expected = ["labels-missing"] if name == "archive" else []
    assert re.findall(r": (?:error|warning)\[([a-z-]+)\]", output) == expected
    assert expected or f"Content of the pages\nNo problems found in {pages} pages.\n" in output
    assert f"\nBuilt {built} pages: " in output
    assert f"Links inside the site\nNo problems found in {built} pages.\n" in output
    assert output.endswith("\nAll checks passed.\n")


@every_site
def test_a_page_says_its_language_and_direction_and_marks_itself_in_the_menu(checked: Checked, name: str) -> None:
    languages, pages, _ = SITES[name]
    site = Site(checked(name).folder / "site")
    marked = 0
    for path, file in build_manifest.read(site.folder).files.items():
        if file.page:
            language, _ = file.page
            html = LexborHTMLParser(site.text(path))
            assert html.css_first("html").attributes["lang"] == language
            assert html.css_first("html").attributes["dir"] == ("rtl" if language == "ar" else "ltr")
            alternates = {link.attributes["hreflang"] for link in html.css(".languages a[hreflang]")}
            assert alternates | {language} == set(languages)
            marked += len(html.css(".menu a[aria-current=page]"))
    assert marked == pages


@pytest.mark.parametrize(
    ("path", "address", "image"),
    [
        ("visit/questions/index.html", "../rules/", "../../assets/seal.svg"),
        ("ar/visit/questions/index.html", "../rules/", "../../../assets/seal.svg"),
        ("ja/index.html", "visit/rules/", None),  # its file for this place is empty
        ("404.html", "/museum/visit/rules/", None),
    ],
)
def test_a_page_shows_the_additions_in_its_language(
    checked: Checked, path: str, address: str, image: str | None
) -> None:
    html = LexborHTMLParser(Site(checked("museum").folder / "site").text(path))
    notice, after_text, footer = (
        html.css_first(each) for each in (".notice", "main > .after-text", ".footer > :last-child")
    )
    language = html.css_first("html").attributes["lang"]
    assert notice.text()[:4] == {"de": "Das ", "ar": "ينتق", "ja": "当館は移"}[language or ""]
    assert notice.css_first("a").attributes["href"] == address
    assert (after_text and after_text.css_first("img").attributes["src"]) == image
    assert [each.attributes["href"] for each in footer.css("a")] == [
        "mailto:datenschutz@museum.example",
        "https://museum.example/",
    ]


def change(project: Project, languages: list[str], day: datetime.date) -> None:
    """Change a number in the last clause of the policy, in every language, as a version that takes effect on a day."""
    for language in languages:
        path = f"docs/{language}/privacy.md"
        text, heading, clause = project.read(path).partition("{ #rights }")
        assert OLD in clause
        project.write(path, text + heading + clause.replace(OLD, NEW))
        project.replace(path, 'version: "1.0"\neffective_date: 2026-03-01', f'version: "1.1"\neffective_date: {day}')


@every_site
def test_a_change_is_approved_released_and_compared_in_every_format(name: str, tmp_path: Path) -> None:
    languages, _, _ = SITES[name]
    project = copied(FIXTURES / name, tmp_path / name)
    commit(project.folder, COMMIT_DAY)
    today = datetime.date.today()
    change(project, languages, today + datetime.timedelta(days=30))
    if name == "library":
        entry = "## Версія 1.1 { #privacy-1-1 }\n\nВідповідаємо швидше.\n\n## Версія 1.0"
        project.replace("docs/uk/changes.md", "## Версія 1.0", entry)
    settings = loader.load(project.config)

    def rules() -> set[str]:
        return {finding.rule for finding in check(settings, today, RULES).findings} - {"labels-missing"}

    unapproved = "translation-unreviewed" if len(languages) > 1 else "based-on-stale"
    assert rules() == {"version-unreleased", unapproved}
    assert project.policy("approve", "--all") == 0
    assert project.policy("release", "privacy") == 0
    assert rules() == set()

    files = [tmp_path / f"redline.{each}" for each in ("html", "md", "json", "docx")]
    assert project.policy("diff", "privacy@1.0", *(part for file in files for part in ("-o", str(file)))) == 0
    html, markdown, data, word = files
    (document,) = json.loads(data.read_text(encoding="utf-8"))["documents"]
    (clause,) = [each for each in document["clauses"] if each["changed_in"]]
    assert (clause["id"], clause["changed_in"]) == ("rights", languages)
    page = LexborHTMLParser(html.read_text(encoding="utf-8"))
    for selector, number in (("del", OLD), ("ins", NEW)):
        assert sum(number in each.text() for each in page.css(selector)) >= len(languages)
    assert markdown.read_text(encoding="utf-8").count(f"<del>{OLD}</del><ins>{NEW}</ins>") == len(languages)
    for accepted, number in ((True, NEW), (False, OLD)):
        columns = read(opened(word.read_bytes()), accepted=accepted)
        assert [any(number in text for _, text in column) for column in columns] == [True] * len(languages)
