"""The folder of a new site: complete, and exactly what is to be written is found in it."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from policysite import corpus
from policysite.cli import main
from policysite.config import loader
from policysite.languages import FALLBACK
from policysite.languages.labels import LANGUAGES
from policysite.lint.runner import check
from policysite.rulebook.catalogue import RULES
from policysite.scaffold import pages, templates
from policysite.scaffold.new import new

from tests.project import SCRIPTS, TOOLSHARE, Project, copied
from tests.small_site import SmallSite

NAMES = ("index", "privacy", "faq", "changes")
FINISHED = (("index", "next"), ("changes", "changes"), ("changes", "privacy-1-0"))
TODAY = datetime.date(2026, 11, 22)
# What is to be written beside the pages, if a language has no words of its own, or the generator is installed locally.
BESIDE_PAGES = ("labels-missing", "menu-title-untranslated", "requirement-local")
NAME = "Toollender & Söhne: *Verleih* [x] {y} _%s_"


def made(folder: Path, *languages: str, url: str = "") -> Project:
    new(folder, NAME, languages, url, TODAY)
    return Project(folder)


def placeholders(site: Project) -> list[tuple[str, int]]:
    """Return the file and the line of everything that is to be written, in the order of findings."""
    files = [path for path in (site.folder / "docs").rglob("*") if path.suffix in (".md", ".txt")]
    return sorted(
        (path.relative_to(site.folder).as_posix(), number)
        for path in files
        if path.parent.name != "editorial"
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
        if "[TODO: " in line
    )


@pytest.mark.parametrize(
    "languages", [("en",), ("fr", "ru", "es", "uk", "en", "de"), ("de-AT", "en", "ar"), ("zh-Hant",), ("sr-Latn", "ja")]
)
def test_what_is_to_be_written_is_all_that_is_found(tmp_path: Path, languages: tuple[str, ...]) -> None:
    site = made(tmp_path / "site", *languages)
    found = check(loader.load(site.config), TODAY, RULES).findings
    # What is finished from the start has to be compared all the same.
    translated = [
        each for each in languages[1:] if pages.PageWords(each).are_own and pages.PageWords(languages[0]).are_own
    ]
    finished = [each for each in found if each.rule == "translation-unreviewed"]
    assert {(each.path, each.params["id"]) for each in finished} == {
        (f"docs/{language}/{page}.md", clause) for language in translated for page, clause in FINISHED
    }
    unwritten = [each for each in found if each not in finished and each.rule not in BESIDE_PAGES]
    assert sorted((each.path, each.line) for each in unwritten) == placeholders(site)
    assert {each.rule for each in unwritten} == {"placeholder", "security-contact-missing"}


def test_bold_text_is_bold_where_no_space_follows_it(tmp_path: Path) -> None:
    site = made(tmp_path / "site", "ja")
    site.replace("docs/ja/faq.md", "[TODO: 1文：これらの質問が何に関するものか]", "**入館券。**「**氏名**」です。")
    documents, _ = corpus.read(loader.load(site.config))
    text = documents.documents["faq"].pages["ja"].clauses[0].blocks[0]
    assert [text.text[span.start : span.end] for span in text.spans if span.tag == "strong"] == ["入館券。", "氏名"]


def test_every_language_has_the_same_clauses(tmp_path: Path) -> None:
    site = made(tmp_path / "site", "en", "fi", "ru")
    documents, findings = corpus.read(loader.load(site.config))
    assert findings == []
    assert set(documents.documents) == set(NAMES)
    for document in documents.documents.values():
        outlines = [[(each.id, each.level, each.based_on) for each in page.clauses] for page in document.pages.values()]
        assert outlines == [outlines[0]] * 3


def test_every_language_has_words_for_every_clause_and_nothing_else() -> None:
    def shape(language: str) -> dict[str, object]:
        texts = tomllib.loads((templates.FOLDER / "texts" / language / "pages.toml").read_text(encoding="utf-8"))
        return {page: {key: outline(value) for key, value in words.items()} for page, words in texts.items()}

    def outline(value: object) -> object:
        return sorted(value) if isinstance(value, dict) else re.findall(r"\{.*?\}", str(value))

    for language in pages.languages_with("pages.toml"):
        assert shape(language) == shape(FALLBACK), language


def test_every_language_with_labels_has_words_of_new_pages() -> None:
    assert sorted(pages.languages_with("pages.toml")) == list(LANGUAGES)


@pytest.mark.parametrize("language", [each for each in pages.languages_with("pages.toml") if each != FALLBACK])
def test_no_words_of_new_pages_are_left_in_english(language: str) -> None:
    def sentences(file: str) -> set[str]:
        text = (templates.FOLDER / "texts" / file / "pages.toml").read_text(encoding="utf-8")
        return {each for each in re.findall(r'(?<= = ")[^"]*', text) if len(each.split()) > 2}

    assert sentences(language) & sentences(FALLBACK) == set()


def test_the_name_of_the_company_is_text(tmp_path: Path) -> None:
    site = made(tmp_path / "site", "en", "ru")
    settings = loader.load(site.config)
    assert settings.names == (NAME,)
    documents, _ = corpus.read(settings)
    page = documents.documents["privacy"].pages["en"]
    assert page.front_matter.title == page.clauses[0].title == f"Privacy policy of {NAME}"


def test_the_menu_has_titles_if_they_are_known_in_the_original(tmp_path: Path) -> None:
    configuration = made(tmp_path / "known", "en", "mt", "ru").read("mkdocs.yml")
    assert "  - Policy: privacy.md" in configuration
    assert configuration.count("            Policy: Политика") == configuration.count("nav_translations") == 1
    assert "nav_translations: {" not in configuration
    configuration = made(tmp_path / "unknown", "mt", "en").read("mkdocs.yml")
    assert "“nav_translations: {Policy: …}”.\nnav:\n  - index.md\n  - privacy.md\n" in configuration


def test_the_site_has_the_url_that_is_given_or_that_of_github_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = made(tmp_path / "given", "en", url="https://a.example/legal/")
    hosted = made(tmp_path / "hosted", "en")
    assert loader.load(given.config).url == "https://a.example/legal/"
    monkeypatch.setenv("SITE_URL", "https://b.example/")
    assert loader.load(hosted.config).url == "https://b.example/"
    for name in ("check", "publish", "links"):
        path = f".github/workflows/{name}.yml"
        assert "SITE_URL" not in given.read(path)
        jobs = yaml.safe_load(hosted.read(path))["jobs"]
        runs = {name: [step.get("run", "") for step in job["steps"]] for name, job in jobs.items()}
        building = {name for name, commands in runs.items() if any(re.match("policy |sh ", each) for each in commands)}
        assert building == {name for name, job in jobs.items() if "SITE_URL" in job.get("env", {})}
        assert building


def test_the_workflows_use_the_same_actions_as_those_of_this_repository(tmp_path: Path) -> None:
    def actions(folder: Path) -> set[str]:
        return {use for path in folder.glob("*.yml") for use in re.findall("uses: (.*)", path.read_text("utf-8"))}

    site = made(tmp_path / "site", "en")
    used = actions(site.folder / ".github/workflows")
    assert len(used) > 2
    assert used <= actions(SCRIPTS.parent / ".github/workflows")


def test_a_language_has_a_guide_for_editors_that_names_the_pages(tmp_path: Path) -> None:
    site = made(tmp_path / "site", "en", "fi", "ru")
    guides = sorted(path.name for path in (site.folder / "docs/editorial").glob("guide.*"))
    assert guides == ["guide.en.md", "guide.ru.md"]
    for guide in guides:
        named = re.findall(r"`(docs/[a-z]+/[a-z]+\.md)`", site.read(f"docs/editorial/{guide}"))
        assert set(named) == {f"docs/{each}/{name}.md" for each in ("en", "fi", "ru") for name in NAMES}
    assert "(docs/editorial/guide.en.md)" in site.read("README.md")
    assert "messages are in" not in site.read("docs/editorial/guide.en.md")
    assert "Язык сообщений — английский" in site.read("docs/editorial/guide.ru.md")


def test_the_guide_follows_the_pages_of_the_site(tmp_path: Path) -> None:
    site = copied(TOOLSHARE, tmp_path / "site")
    assert [line.rpartition("/")[2] for line in site.printed("guide", "--lang", "en").splitlines()] == [
        "guide.en.md",
        "guide.ru.md",
    ]
    guide = site.read("docs/editorial/guide.en.md")
    rows = re.findall(r"^\| (.+) \| \[`docs/en/(.+)\.md`\]\(\S+ \| \[`docs/ru/\S+ \|$", guide, re.MULTILINE)
    assert [name for _, name in rows] == ["index", "terms", "questions", "history"]
    assert rows[1][0] == "Privacy terms of Toolshare"
    assert "`docs/ru/history.md` | `## Версия 1.1 { #terms-1-1 }`" in guide
    for language in ("en", "ru"):
        path = f"docs/{language}/questions.md"
        site.write(path, site.read(path).replace("---\n", '---\nversion: "1.0"\neffective_date: 2026-01-01\n', 1))
    assert site.policy("guide", "--lang", "en") == 0
    heading = "## Вопросы и ответы: версия 1.1 { #questions-1-1 }"
    assert f"`docs/ru/history.md` | `{heading}`" in site.read("docs/editorial/guide.en.md")


def test_a_site_without_versions_has_a_guide_without_them(small: SmallSite) -> None:
    assert small.policy("guide") == 0
    assert "version" not in "".join(re.findall("^## .*", small.read("docs/editorial/guide.en.md"), re.MULTILINE))


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--name", "A", "--languages", ","], "“” is not the code of a language"),
        (["--name", "A", "--languages", "en,tlh-Q"], "“tlh-Q” is not the code of a language"),
        (["--name", "A", "--languages", "en", "--original", "ru"], "the original is “ru”"),
        (["--name", 'A "B"', "--languages", "en"], "cannot be the name"),
        (
            ["--name", "A", "--languages", "en", "--url", "a.example"],
            "beginning of a.example; write https://a.example/",
        ),
        (["--name", "A", "--languages", "en", "--url", "https://a.example/?b"], "site_url is https://a.example/?b"),
        (["--name", "A", "--languages", "pt-BR,pt-br"], "--languages names pt-BR twice"),
        (["--name", "A", "--languages", "en"], "is not empty"),
    ],
)
def test_what_cannot_be_made_is_refused_in_one_line(
    tmp_path: Path, arguments: list[str], error: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.md").write_text("ours", encoding="utf-8")
    assert main(["new", str(tmp_path), *arguments, "--lang", "en"]) == 2
    output, errors = capsys.readouterr()
    assert error in errors
    assert (output, errors.count("\n")) == ("", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["own.md"]


def test_a_repository_without_files_is_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert made(tmp_path, "en").config.is_file()


def test_the_original_comes_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--name", "A", "--languages", "en, ru", "--original", "ru", "--lang", "en"]
    assert main(["new", str(tmp_path / "site"), *arguments]) == 0
    assert "policy check lists what is to be written" in capsys.readouterr().out
    assert loader.load(tmp_path / "site/mkdocs.yml").languages == ("ru", "en")
