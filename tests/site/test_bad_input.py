"""Errors in the sources are named by file and line, and then nothing at all is published."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from policysite import config, corpus

from tests.project import LANGUAGES, Project

Change = Callable[[Project], object]


def replace(path: str, old: str, new: str) -> Change:
    return lambda project: project.replace(path, old, new)


def write(path: str, text: str) -> Change:
    return lambda project: project.write(path, text)


def write_bytes(path: str, content: bytes) -> Change:
    return lambda project: (project.folder / path).write_bytes(content)


def symlink(path: str, target: str) -> Change:
    return lambda project: (project.folder / path).symlink_to(target)


def without(*paths: str) -> Change:
    return lambda project: [(project.folder / path).unlink() for path in paths]


EN, RU = "docs/en/questions.md", "docs/ru/questions.md"
EN_TERMS, RU_TERMS = "docs/en/terms.md", "docs/ru/terms.md"
RIGHTS = "## Your rights { #rights }"
ANSWER = "Not at all."

# The change; the file that is named; a text in the line that is named (the first line if there is no text); the rule.
ERRORS: dict[str, tuple[Change, str, str, str]] = {
    "no front matter": (replace(EN, "---\n", ""), EN, "", "front-matter-missing"),
    "front matter that is not YAML": (
        replace(EN, "title: Questions", "title: Questions:"),
        *(EN, "title: Questions:", "front-matter-broken"),
    ),
    "front matter without a description": (
        replace(RU, "description: Кто", "about: Кто"),
        *(RU, "", "front-matter-incomplete"),
    ),
    "a version that is a number": (
        replace(RU_TERMS, 'version: "2.1"', "version: 2.1"),
        *(RU_TERMS, "version: 2.1", "front-matter-value-invalid"),
    ),
    "a date in another format": (
        replace(EN_TERMS, "2026-03-01", "01.03.2026"),
        *(EN_TERMS, "01.03.2026", "front-matter-value-invalid"),
    ),
    "a date that does not exist": (
        replace(EN_TERMS, "2026-03-01", "2026-02-30"),
        *(EN_TERMS, "2026-02-30", "front-matter-value-invalid"),
    ),
    "another date in the translation": (
        replace(RU_TERMS, "2026-03-01", "2026-04-01"),
        *(RU_TERMS, "", "versions-differ"),
    ),
    "an unknown key in front matter": (
        replace(EN, "title: Questions", "template: 404.html\ntitle: Questions"),
        *(EN, "template:", "front-matter-unknown"),
    ),
    "a script in a title": (
        replace(EN, "title: Questions", "title: </title><script>alert(1)</script>"),
        *(EN, "title:", "front-matter-character"),
    ),
    "straight quotes in a description": (
        replace(EN, "description: Who", 'description: The "data". Who'),
        *(EN, "description:", "front-matter-character"),
    ),
    "a page without a translation": (
        without("docs/ru/history.md"),
        *("docs/en/history.md", "", "page-missing"),
    ),
    "a translation without an original": (
        without("docs/en/history.md"),
        *("docs/ru/history.md", "", "page-missing"),
    ),
    "no home page": (
        without(*(f"docs/{language}/index.md" for language in LANGUAGES)),
        *("docs/en/index.md", "", "home-missing"),
    ),
    "a heading without an id": (replace(EN_TERMS, RIGHTS, "## Your rights"), EN_TERMS, "## Your rights", "id-missing"),
    "an id given twice": (replace(EN_TERMS, "{ #rights }", "{ #data }"), EN_TERMS, "## Your rights", "id-repeated"),
    "an id that differs between the languages": (
        replace(RU_TERMS, "{ #rights }", "{ #your-rights }"),
        *(RU_TERMS, "{ #your-rights }", "id-untranslated"),
    ),
    "a heading in a quotation": (replace(EN_TERMS, RIGHTS, f"> {RIGHTS}"), EN_TERMS, f"> {RIGHTS}", "heading-nested"),
    "a second heading of the first level": (
        replace(EN_TERMS, RIGHTS, RIGHTS.removeprefix("#")),
        *(EN_TERMS, "\n# Your rights", "h1-repeated"),
    ),
    "an answer based on a clause that does not exist": (
        replace(EN, '"storage rights"', '"storage wrongs"'),
        *(EN, '"storage wrongs"', "based-on-unknown"),
    ),
    "HTML in a block": (
        replace(EN, ANSWER, f"<script>alert(1)</script>\n\n{ANSWER}"),
        *(EN, "<script>", "raw-html"),
    ),
    "HTML in a line": (replace(EN, ANSWER, f"<b>{ANSWER}</b>"), EN, "<b>", "raw-html"),
    "a comment": (replace(EN, ANSWER, f"<!-- is this so? -->\n\n{ANSWER}"), EN, "<!--", "raw-html"),
    "a suppression without a reason": (
        replace(EN, ANSWER, f"<!-- policy allow spelling -->\n\n{ANSWER}"),
        *(EN, "<!--", "suppression-malformed"),
    ),
    "a symbolic link to a file": (
        symlink("docs/en/secret.md", "/etc/hostname"),
        *("docs/en/secret.md", "", "symlink"),
    ),
    "a symbolic link to a folder": (symlink("docs/assets/etc", "/etc"), "docs/assets/etc", "", "symlink"),
    "a broken symbolic link": (symlink("docs/en/lost.md", "nowhere"), "docs/en/lost.md", "", "symlink"),
    "a page that is not text": (write_bytes(EN, b"\xff\xfe\x00"), EN, "", "unreadable"),
    "a page in a language that the site does not have": (
        write("docs/de/questions.md", "# Fragen { #questions }\n"),
        *("docs/de/questions.md", "", "page-outside-languages"),
    ),
    "an office file": (write_bytes("docs/en/policy.docx", b"PK"), "docs/en/policy.docx", "", "file-unexpected"),
    "a script in place of the site's own": (
        write("docs/assets/site.js", "alert(1)"),
        *("docs/assets/site.js", "", "file-unexpected"),
    ),
    "a page with another extension": (
        write("docs/en/cookies.markdown", "# Cookies { #cookies }\n"),
        *("docs/en/cookies.markdown", "", "file-unexpected"),
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_named_by_file_and_line(project: Project, name: str) -> None:
    change, path, text, rule = ERRORS[name]
    change(project)
    _, findings = corpus.read(config.load(project.folder / "mkdocs.yml"))
    line = project.read(path).partition(text)[0].count("\n") + 1 + text.startswith("\n") if text else 1
    assert (path, line, rule) in [(finding.path, finding.line, finding.rule) for finding in findings]


@pytest.mark.parametrize("strict", [True, False], ids=["strict", "not strict"])
def test_a_build_names_every_error_and_leaves_the_published_site_as_it_is(project: Project, strict: bool) -> None:
    project.write("site/published.html", "the published site")
    project.replace(EN_TERMS, "{ #rights }", "")
    project.replace(RU, "Вовсе нет.", "<b>Вовсе нет.</b>")
    (project.folder / "docs/assets/etc").symlink_to("/etc")
    result = project.mkdocs("build", *["--strict"][: int(strict)])
    found = re.findall(r"^(docs/\S+?):(\d+):(\d+): error\[([\w-]+)\]", result.stderr, re.MULTILINE)
    places = [(path, int(line), int(column)) for path, line, column, _ in found]
    assert places == sorted(places)
    assert [(path, rule) for path, _, _, rule in found] == [
        ("docs/assets/etc", "symlink"),
        (EN_TERMS, "id-missing"),
        (RU, "raw-html"),
        (RU, "raw-html"),
    ]
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert [path.name for path in (project.folder / "site").iterdir()] == ["published.html"]


def test_messages_are_in_the_language_of_the_locale_or_in_the_one_that_is_set(project: Project) -> None:
    project.replace(EN, '"storage rights"', '"storage wrongs"')
    for locale, expected in (("ru_RU.UTF-8", "такого пункта в политике нет"), ("en_US.UTF-8", "has no such clause")):
        assert expected in project.mkdocs("build", LC_ALL=locale).stderr
    project.replace("mkdocs.yml", "  - policy:\n", "  - policy:\n      messages: ru\n")
    assert "такого пункта в политике нет" in project.mkdocs("build", LC_ALL="en_US.UTF-8").stderr


def without_i18n(project: Project) -> None:
    text = project.read("mkdocs.yml")
    project.write("mkdocs.yml", text[: text.index("  - i18n:")] + text[text.index("  - policy:\n") :])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (replace("mkdocs.yml", "site_url: !ENV", "site_address: !ENV"), "set site_url"),
        (replace("mkdocs.yml", "  - History: ", "  - More:\n      - History: "), "“More”"),
        (replace("mkdocs.yml", "  - policy:\n", "  - policy:\n      mesages: ru\n"), "error[option-unknown]"),
        (
            replace("mkdocs.yml", "theme:\n", "site_author: !ENV TOKEN\ntheme:\n"),
            "error[configuration-environment]",
        ),
        (without_i18n, "has no plugin i18n"),
    ],
    ids=["no site_url", "a section in the menu", "an unknown option", "a variable of the environment", "no i18n"],
)
def test_a_configuration_that_cannot_be_built_is_named(project: Project, change: Change, message: str) -> None:
    change(project)
    result = project.mkdocs("build")
    assert result.returncode == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not (project.folder / "site").exists()


def test_an_ampersand_in_front_matter_is_text(project: Project) -> None:
    project.replace(EN, "title: Questions", "title: Questions &amp; 'A & B'")
    assert project.build().html("en", "questions").css_first("title").text().startswith("Questions &amp; 'A & B'")
