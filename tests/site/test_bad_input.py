"""Whatever is wrong with the pages is said by file and line, and then nothing at all is published."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.project import LANGUAGES, Project

Break = Callable[[Project], None]


def replace(path: str, old: str, new: str) -> Break:
    return lambda project: project.replace(path, old, new)


def symlink(path: str, target: str) -> Break:
    def make(project: Project) -> None:
        (project.folder / path).parent.mkdir(exist_ok=True)
        (project.folder / path).symlink_to(target)

    return make


def bytes_in(path: str, content: bytes) -> Break:
    def write(project: Project) -> None:
        (project.folder / path).write_bytes(content)

    return write


def without(path: str) -> Break:
    return lambda project: (project.folder / path).unlink()


# What is done; the file that is named, the text in the line that is named (the first where there is none), the rule.
BROKEN: dict[str, tuple[Break, str, str, str]] = {
    "front matter left out": (
        replace("docs/ru/faq.md", "---\n", ""),
        *("docs/ru/faq.md", "", "front-matter-missing"),
    ),
    "front matter that is not YAML": (
        replace("docs/ru/faq.md", "title: FAQ о", "title: FAQ: о"),
        *("docs/ru/faq.md", "title: FAQ: о", "front-matter-broken"),
    ),
    "front matter without a description": (
        replace("docs/en/faq.md", "description: Who", "about: Who"),
        *("docs/en/faq.md", "", "front-matter-incomplete"),
    ),
    "a version that is a number": (
        replace("docs/en/privacy.md", 'version: "1.0"', "version: 1.0"),
        *("docs/en/privacy.md", "version: 1.0", "front-matter-value-invalid"),
    ),
    "a date that is none": (
        replace("docs/ru/privacy.md", "2026-11-22", "22.11.2026"),
        *("docs/ru/privacy.md", "22.11.2026", "front-matter-value-invalid"),
    ),
    "a page without a translation": (
        without("docs/en/changes.md"),
        *("docs/ru/changes.md", "", "page-missing"),
    ),
    "a translation without an original": (
        without("docs/ru/changes.md"),
        *("docs/en/changes.md", "", "page-missing"),
    ),
    "a heading without an id": (
        replace("docs/ru/privacy.md", "## Ваши права { #rights }", "## Ваши права"),
        *("docs/ru/privacy.md", "## Ваши права", "id-missing"),
    ),
    "an id given twice": (
        replace("docs/ru/privacy.md", "{ #rights }", "{ #retention }"),
        *("docs/ru/privacy.md", "## Ваши права", "id-repeated"),
    ),
    "an id that differs between the languages": (
        replace("docs/en/privacy.md", "{ #rights }", "{ #your-rights }"),
        *("docs/en/privacy.md", "{ #your-rights }", "id-untranslated"),
    ),
    "an answer based on no clause": (
        replace("docs/ru/faq.md", '"retention rights"', '"retention wrongs"'),
        *("docs/ru/faq.md", '"retention wrongs"', "based-on-unknown"),
    ),
    "a symbolic link to a file": (
        symlink("docs/ru/secret.md", "/etc/hostname"),
        *("docs/ru/secret.md", "", "symlink"),
    ),
    "a symbolic link to a folder": (
        symlink("docs/assets/etc", "/etc"),
        *("docs/assets/etc", "", "symlink"),
    ),
    "a broken symbolic link": (
        symlink("docs/ru/lost.md", "nowhere"),
        *("docs/ru/lost.md", "", "symlink"),
    ),
    "raw HTML in a block": (
        replace("docs/ru/faq.md", "Нет. Только", "<script>alert(1)</script>\n\nНет. Только"),
        *("docs/ru/faq.md", "<script>", "raw-html"),
    ),
    "raw HTML in a line": (
        replace("docs/en/faq.md", "Never.", "<b>Never.</b>"),
        *("docs/en/faq.md", "<b>", "raw-html"),
    ),
    "a note to a colleague": (
        replace("docs/en/faq.md", "Never.", "<!-- is this so? -->\n\nNever."),
        *("docs/en/faq.md", "<!--", "raw-html"),
    ),
    "a page that is not text": (
        bytes_in("docs/ru/faq.md", b"\xff\xfe\x00"),
        *("docs/ru/faq.md", "", "unreadable"),
    ),
    "a page in a language that the site does not have": (
        lambda project: project.write("docs/de/faq.md", "# FAQ { #faq }\n"),
        *("docs/de/faq.md", "", "page-outside-languages"),
    ),
    "a day that the calendar does not have": (
        replace("docs/ru/privacy.md", "2026-11-22", "2026-11-31"),
        *("docs/ru/privacy.md", "2026-11-31", "front-matter-value-invalid"),
    ),
    "a template of the editor's choice": (
        replace("docs/ru/faq.md", "title: FAQ", "template: 404.html\ntitle: FAQ"),
        *("docs/ru/faq.md", "template:", "front-matter-unknown"),
    ),
    "a script in a title": (
        replace("docs/ru/faq.md", "title: FAQ", "title: </title><script>alert(1)</script>"),
        *("docs/ru/faq.md", "title:", "front-matter-character"),
    ),
    "straight quotes in a description": (
        replace("docs/en/faq.md", "description: Who", 'description: The "data". Who'),
        *("docs/en/faq.md", "description:", "front-matter-character"),
    ),
    "a comment that allows without a reason": (
        replace("docs/en/faq.md", "Never.", "<!-- policy allow empty-section -->\n\nNever."),
        *("docs/en/faq.md", "<!--", "suppression-malformed"),
    ),
    "a page that no parser comes to an end with": (
        lambda project: project.write("docs/ru/faq.md", "[" * 40_000),
        *("docs/ru/faq.md", "", "page-timeout"),
    ),
    "a page of a million letters": (
        lambda project: project.write("docs/ru/faq.md", "я" * 600_000),
        *("docs/ru/faq.md", "", "file-too-large"),
    ),
    "another date in the translation": (
        replace("docs/en/privacy.md", "2026-11-22", "2026-12-22"),
        *("docs/en/privacy.md", "", "versions-differ"),
    ),
    "a heading in a quotation": (
        replace("docs/ru/privacy.md", "## Ваши права", "> ## Ваши права"),
        *("docs/ru/privacy.md", "> ## Ваши права", "heading-nested"),
    ),
    "a second heading of the first level": (
        replace("docs/ru/privacy.md", "## Ваши права", "# Ваши права"),
        *("docs/ru/privacy.md", "# Ваши права", "h1-repeated"),
    ),
    "no home page": (
        lambda project: [without(f"docs/{language}/index.md")(project) for language in LANGUAGES] and None,
        *("docs/ru/index.md", "", "home-missing"),
    ),
    "an office file": (
        bytes_in("docs/ru/policy.docx", b"PK"),
        *("docs/ru/policy.docx", "", "file-unexpected"),
    ),
    "a script in place of the site's own": (
        lambda project: project.write("docs/assets/site.js", "alert(1)"),
        *("docs/assets/site.js", "", "file-unexpected"),
    ),
    "a page by another name": (
        lambda project: project.write("docs/ru/cookies.markdown", "# Cookies { #cookies }\n"),
        *("docs/ru/cookies.markdown", "", "file-unexpected"),
    ),
    "lists without end": (
        lambda project: project.write(
            "docs/ru/changes.md",
            "---\ntitle: A\ndescription: B\n---\n# A { #changes }\n\n"
            + "\n".join(" " * 4 * n + "- a" for n in range(400)),
        ),
        *("docs/ru/changes.md", "# A", "nesting-too-deep"),
    ),
    "an option that the plugin does not have": (
        replace("mkdocs.yml", "  - policy:\n", "  - policy:\n      mesages: ru\n"),
        *("mkdocs.yml", "mesages", "option-unknown"),
    ),
}


def line_of(text: str, path: Path) -> int:
    """The line of a text in a file; of no text, or in no file, the first."""
    if not text:
        return 1
    return path.read_text(encoding="utf-8").partition(text)[0].count("\n") + 1


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_named_by_file_and_line_and_nothing_is_published(project: Project, name: str) -> None:
    nothing_is_published(project, name, "--strict")


@pytest.mark.parametrize("name", list(BROKEN)[::10])
def test_a_fault_stops_a_build_that_is_not_strict_as_well(project: Project, name: str) -> None:
    nothing_is_published(project, name)


def nothing_is_published(project: Project, name: str, *strict: str) -> None:
    (project.folder / "site").mkdir()
    (project.folder / "site/published.html").write_text("what is published now")
    damage, path, text, rule = BROKEN[name]
    damage(project)
    result = project.mkdocs("build", *strict)
    named = re.findall(rf"(?:^|\s){re.escape(path)}:(\d+):\d+: error\[{rule}\]", result.stderr)
    assert str(line_of(text, project.folder / path)) in named, result.stderr
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert [path.name for path in (project.folder / "site").iterdir()] == ["published.html"]


def test_messages_are_in_the_language_of_the_locale(project: Project) -> None:
    project.replace("docs/ru/faq.md", '"retention rights"', '"retention wrongs"')
    for locale, expected in (("ru_RU.UTF-8", "такого пункта в политике нет"), ("en_US.UTF-8", "has no such clause")):
        assert expected in project.mkdocs("build", LC_ALL=locale).stderr


def test_the_language_of_messages_can_be_set(project: Project) -> None:
    project.replace("mkdocs.yml", "  - policy:\n", "  - policy:\n      messages: ru\n")
    project.replace("docs/ru/faq.md", '"retention rights"', '"retention wrongs"')
    assert "такого пункта в политике нет" in project.mkdocs("build", LC_ALL="en_US.UTF-8").stderr


def test_all_faults_are_said_at_once(project: Project) -> None:
    project.replace("docs/ru/privacy.md", "{ #rights }", "")
    project.replace("docs/en/faq.md", "Never.", "<b>Never.</b>")
    said = project.mkdocs("build").stderr
    found = re.findall(r"^(docs/\S+?):(\d+):(\d+): error\[([\w-]+)\]", said, re.MULTILINE)
    places = [(path, int(line), int(column)) for path, line, column, _ in found]
    assert places == sorted(places)
    assert [rule for *_, rule in found] == ["raw-html", "raw-html", "id-missing"]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (replace("mkdocs.yml", "site_url: !ENV", "site_address: !ENV"), "set site_url in mkdocs.yml"),
        (replace("mkdocs.yml", "  - FAQ: faq.md\n", "  - More:\n      - FAQ: faq.md\n"), "“More”"),
    ],
    ids=["no site_url", "a section in the menu"],
)
def test_a_configuration_that_cannot_be_published_is_named(project: Project, damage: Break, message: str) -> None:
    damage(project)
    result = project.mkdocs("build")
    assert result.returncode == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_an_ampersand_in_front_matter_is_text(project: Project) -> None:
    project.replace("docs/ru/faq.md", "title: FAQ", "title: FAQ &amp; 'A & B'")
    assert project.build().html("ru", "faq").css_first("title").text().startswith("FAQ &amp; 'A & B'")


def test_the_plugin_says_that_it_needs_i18n(project: Project) -> None:
    text = (project.folder / "mkdocs.yml").read_text(encoding="utf-8")
    begin, end = text.index("  - i18n:"), text.index("  - policy:\n")
    project.write("mkdocs.yml", text[:begin] + text[end:])
    result = project.mkdocs("build")
    assert result.returncode == 1
    assert "needs the plugin i18n" in result.stderr
    assert not Path(project.folder, "site").exists()
