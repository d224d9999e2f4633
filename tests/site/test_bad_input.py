"""Errors in the sources are named by file and line, and then nothing at all is published."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from policysite import corpus
from policysite.config import loader

from tests.project import Project

Change = Callable[[Project], object]


def replace(path: str, old: str, new: str) -> Change:
    return lambda project: project.replace(path, old, new)


def write(path: str, text: str) -> Change:
    return lambda project: project.write(path, text)


def without(path: str) -> Change:
    return lambda project: (project.folder / path).unlink()


EN, RU = "docs/en/questions.md", "docs/ru/questions.md"
EN_TERMS = "docs/en/terms.md"


# (The rule book has an example for each of these rules; here are other ways to break them.)
@pytest.mark.parametrize(
    ("change", "path", "rule"),
    [
        (without("docs/en/history.md"), "docs/ru/history.md", "page-missing"),
        (write("docs/assets/site.js", "alert(1)"), "docs/assets/site.js", "file-unexpected"),
        (write("docs/en/cookies.markdown", "# A { #a }\n"), "docs/en/cookies.markdown", "file-unexpected"),
    ],
    ids=["a translation without an original", "a script in place of the site's own", "a page with another extension"],
)
def test_a_file_that_must_not_be_published_is_named(project: Project, change: Change, path: str, rule: str) -> None:
    change(project)
    _, findings = corpus.read(loader.load(project.folder / "mkdocs.yml"))
    assert [(finding.path, finding.rule) for finding in findings] == [(path, rule)]


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
    ]
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert [path.name for path in (project.folder / "site").iterdir()] == ["published.html"]


def test_messages_are_in_the_language_of_the_locale_or_in_the_one_that_is_set(project: Project) -> None:
    project.replace(EN, '"storage rights"', '"storage wrongs"')
    assert "такого пункта в политике нет" in project.mkdocs("build", LC_ALL="ru_RU.UTF-8").stderr
    project.replace("mkdocs.yml", "  - policy:\n", "  - policy:\n      messages: ru\n")
    assert "такого пункта в политике нет" in project.mkdocs("build", LC_ALL="en_US.UTF-8").stderr


def without_i18n(project: Project) -> None:
    text = project.read("mkdocs.yml")
    project.write("mkdocs.yml", text[: text.index("  - i18n:")] + text[text.index("  - policy:\n") :])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (replace("mkdocs.yml", "site_url: !ENV", "# site_url: !ENV"), "set site_url"),
        (
            replace("mkdocs.yml", "  - policy:\n", "  - policy:\n      tag: [ru]\n      mesages: ru\n"),
            "error[option-invalid]",
        ),
        (
            replace("mkdocs.yml", "theme:\n", "site_author: !ENV TOKEN\ntheme:\n"),
            "error[environment-variable-forbidden]",
        ),
        (without_i18n, "has no plugin i18n"),
    ],
    ids=["no site_url", "an invalid option", "a variable of the environment", "no i18n"],
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
