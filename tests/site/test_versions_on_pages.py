"""Released versions on the site: their texts, what changed between them, and which of them is in effect."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urljoin

import pytest
from policysite import corpus
from policysite.config import loader
from policysite.history import release, versions

from tests.project import Site, text_of
from tests.small_site import SmallSite

URL = "https://policy.example/legal/"
HEADINGS = "article :is(h1, h2, h3)[id]"
UNCORRECTED = {"Text before its corrections": "privacy/1.0/"}
SINCE = "In effect in this wording since"
REASON = {"en": "A misprint.", "ru": "Опечатка."}


def record(site: SmallSite, day: datetime.date, reasons: Mapping[str, str] = {}) -> None:
    """Release the policy as it is, on a day."""
    settings = loader.load(site.config)
    (pages, _), (states, _) = corpus.read(settings), versions.read(settings)
    document = pages.documents["privacy"]
    release.write(document, versions.next_state(document, states.get("privacy", ()), day, reasons), settings)


def edit(site: SmallSite, language: str, text: str, version: str = "", effective_date: str = "") -> None:
    """Change how long requests are kept, perhaps as a new version."""
    path = f"docs/{language}/privacy.md"
    changed = re.sub(r"(We keep every request|Мы храним каждое обращение).*", rf"\1 {text}", site.read(path))
    if version:
        changed = re.sub("version: .*", f'version: "{version}"', changed)
        changed = re.sub("effective_date: .*", f"effective_date: {effective_date}", changed)
    site.write(path, changed)


def history(site: SmallSite) -> None:
    """Add a history with a heading for each version."""
    titles = {"en": ("Changes", "Version"), "ru": ("Изменения", "Версия")}
    site.replace("mkdocs.yml", "privacy.md]", "privacy.md, history.md]")
    for language, (title, version) in titles.items():
        headings = "\n".join(
            f"## {version} {name} {{ #privacy-{name.replace('.', '-')} }}\n\n{version}.\n"
            for name in ("2.0", "1.1", "1.0")
        )
        front_matter = f"---\ntitle: {title}\ndescription: {title}.\n---\n"
        site.write(f"docs/{language}/history.md", f"{front_matter}\n# {title} {{ #history }}\n\n{headings}")


def lived(folder: Path, options: str, *, with_history: bool) -> SmallSite:
    """Return a site with 1.0 corrected in English, 1.1 in effect, and 2.0 to come."""
    site = SmallSite(folder)
    site.replace("mkdocs.yml", "  - policy\n", f"  - policy: {options}\n")
    if with_history:
        history(site)
    pages = (f"docs/{language}/{name}.md" for language in ("en", "ru") for name in ("privacy", "privacy/1.0"))
    for path in ("docs/editorial/versions.yml", *pages):
        site.write(path, re.sub(r"(effective_date|released): [0-9-]+", r"\1: 2026-01-15", site.read(path)))
    edit(site, "en", "for one year.")
    record(site, datetime.date(2026, 2, 3), REASON)
    edit(site, "en", "for two years.", "1.1", "2026-06-01")
    edit(site, "ru", "два года.", "1.1", "2026-06-01")
    record(site, datetime.date(2026, 5, 1))
    edit(site, "en", "for two years.\n\n## Rights { #rights }\n\nWrite to us.", "2.0", "2027-01-01")
    edit(site, "ru", "два года.\n\n## Права { #rights }\n\nПишите нам.", "2.0", "2027-01-01")
    record(site, datetime.date(2026, 11, 20))
    for language, (title, text) in {"en": ("Time", "We keep them."), "ru": ("Срок", "Мы их храним.")}.items():
        site.append(f"docs/{language}/index.md", f'\n## {title} {{ #time data-based-on="requests" }}\n\n{text}\n')
    assert site.policy("approve", "--all") == 0
    return site


@pytest.fixture(scope="module", autouse=True)
def clock() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.datetime(2026, 11, 26, tzinfo=datetime.UTC).timestamp())))
        yield


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with a history, checked."""
    project = lived(tmp_path_factory.mktemp("site"), "{history: history, prevails: en}", with_history=True)
    assert project.policy("check") == 0
    return Site(project.folder / "site")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site without a history, checked."""
    project = lived(tmp_path_factory.mktemp("bare"), "{prevails: equal}", with_history=False)
    assert project.policy("check") == 0
    return Site(project.folder / "site")


def texts(site: Site, path: str, selector: str) -> list[str]:
    return [text_of(node) for node in site.page(path).css(selector)]


def links(site: Site, path: str, selector: str) -> dict[str, str]:
    """Return the URLs of links below the root of the site, by their texts."""
    return {
        text_of(node): urljoin(URL + path, node.attributes["href"]).removeprefix(URL)
        for node in site.page(path).css(f"{selector} a")
    }


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("privacy/1.0/", "Version 1.0. In effect from January 15, 2026 to May 31, 2026"),
        ("privacy/1.0-1/", "Version 1.0. In effect from January 15, 2026 to May 31, 2026"),
        ("privacy/1.1/", "Version 1.1. In effect from June 1, 2026; version 2.0 applies from January 1, 2027"),
        ("privacy/2.0/", "Version 2.0. Takes effect on January 1, 2027; until then version 1.1 applies"),
        ("privacy/", "Version 2.0. Takes effect on January 1, 2027; until then version 1.1 applies"),
        ("ru/privacy/1.0/", "Версия 1.0. Срок действия: с 15 января 2026 г. по 31 мая 2026 г."),
        ("ru/privacy/1.1/", "Версия 1.1. Действует с 1 июня 2026 г.; с 1 января 2027 г. действует версия 2.0"),
        ("ru/privacy/", "Версия 2.0. Вступает в силу 1 января 2027 г.; до этого дня действует версия 1.1"),
    ],
)
def test_a_page_says_when_its_version_is_in_effect(site: Site, bare: Site, path: str, expected: str) -> None:
    for each in (site, bare):
        assert texts(each, path, ".edition > :first-child") == [expected.partition(". ")[2]]
        assert text_of(each.page(path).css_first("style")).count(expected.partition(";")[0]) == 1


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("privacy/1.0-1/", "Version 1.0, archived copy"),
        ("ru/privacy/1.0/", "Версия 1.0, архивная копия"),
        ("privacy/1.1/", "Version 1.1"),
        ("ru/privacy/2.0/", "Версия 2.0"),
        ("privacy/1.0-1/changes/", ""),
        ("privacy/", ""),
    ],
)
def test_a_frozen_copy_says_above_its_title_which_version_it_is(site: Site, path: str, name: str) -> None:
    html = site.page(path)
    assert [text_of(each) for each in html.css("article > .frozen:first-child > p")] == [name] * bool(name)
    assert len(html.css(".frozen .edition")) == bool(name)
    assert len(html.css(".frozen--superseded")) == ("," in name)
    assert len(html.css(".edition")) == 1


def test_a_summary_of_a_version_to_come_says_so_once(site: Site) -> None:
    ahead = "Takes effect on January 1, 2027; until then version 1.1 applies"
    assert texts(site, "", ".edition > li") == ["Based on: “Policy”, version 2.0", ahead]
    assert links(site, "ru/", ".edition > li:nth-child(-n + 2)") == {
        "«Политика»": "ru/privacy/",
        "версия 1.1": "ru/privacy/1.1/",
    }


def test_the_version_that_applies_until_then_is_a_link(site: Site) -> None:
    assert links(site, "privacy/", ".edition > :first-child") == {"version 1.1": "privacy/1.1/"}
    assert links(site, "ru/history/", ".period") == {
        "версия 1.1": "ru/privacy/1.1/",
        "версия 2.0": "ru/privacy/2.0/",
    }


@pytest.mark.parametrize("language", ["", "ru/"])
@pytest.mark.parametrize(
    "name", ["1.0", "1.0-1", "1.1", "2.0", "1.0/changes", "1.0-1/changes", "1.1/changes", "2.0/changes"]
)
def test_frozen_copies_and_comparisons_are_not_found_but_work(site: Site, language: str, name: str) -> None:
    path = f"{language}privacy/{name}/"
    html = site.page(path)
    assert html.css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert html.css_first("link[rel=canonical]").attributes["href"] == URL + path
    other = {"Русский": f"ru/privacy/{name}/"} if language == "" else {"English": f"privacy/{name}/"}
    assert links(site, path, ".languages") == other
    assert re.match("[0-9.]+", name)[0] in text_of(html.css_first("title"))
    assert f"privacy/{name}/" not in site.text("sitemap.xml")
    assert not [each for each in links(site, "", ".menu").values() if "1." in each]
    [current] = html.css(".menu [aria-current]")
    assert (current.attributes["aria-current"], current.attributes["href"]) == ("true", "../" * (name.count("/") + 1))


def test_frozen_copies_have_the_ids_of_their_clauses(site: Site) -> None:
    ids = [node.attributes["id"] for node in site.page("privacy/1.0/").css(HEADINGS)]
    assert ids == ["privacy", "requests"]
    assert [node.attributes["id"] for node in site.page("ru/privacy/2.0/").css(HEADINGS)] == [*ids, "rights"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "privacy/",
            {"predecessor-version": "privacy/1.1/", "version-history": "history/"},
        ),
        (
            "ru/privacy/1.1/",
            {
                "latest-version": "ru/privacy/",
                "predecessor-version": "ru/privacy/1.0-1/",
                "version-history": "ru/history/",
            },
        ),
        ("privacy/1.0/", {"latest-version": "privacy/", "version-history": "history/"}),
        ("history/", {}),
        ("privacy/1.1/changes/", {}),
    ],
)
def test_versions_are_related(site: Site, path: str, expected: dict[str, str]) -> None:
    found = {
        node.attributes["rel"]: (node.attributes["href"] or "").removeprefix(URL)
        for node in site.page(path).css("head link[rel*=version]")
    }
    assert found == expected


def test_a_frozen_copy_links_to_the_other_versions(site: Site, bare: Site) -> None:
    expected = {
        "version 2.0": "privacy/2.0/",
        "Previous version: 1.0": "privacy/1.0-1/",
        "What changed": "privacy/1.1/changes/",
        "What has changed since": "privacy/1.1/changes/#_since",
    }
    assert links(site, "privacy/1.1/", ".edition") == {**expected, "All versions": "history/#privacy-1-1"}
    assert links(bare, "privacy/1.1/", ".edition") == expected
    assert texts(bare, "privacy/", "details.versions li") == [
        "Version 2.0. Takes effect on January 1, 2027; until then version 1.1 applies",
        "Version 1.1. In effect from June 1, 2026; version 2.0 applies from January 1, 2027",
        "Version 1.0. In effect from January 15, 2026 to May 31, 2026",
    ]
    assert links(bare, "privacy/", "details.versions")["1.0"] == "privacy/1.0-1/"
    assert links(bare, "privacy/1.0/", ".edition")["Latest version"] == "privacy/"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("privacy/1.0/", {"Corrected later, on February 3, 2026. A misprint.": "privacy/1.0-1/changes/"}),
        ("privacy/1.0-1/", {"Corrected on February 3, 2026. A misprint.": "privacy/1.0-1/changes/", **UNCORRECTED}),
        ("privacy/1.0-1/changes/", {"Corrected on February 3, 2026. A misprint.": "privacy/1.0-1/", **UNCORRECTED}),
        (
            "ru/privacy/1.0-1/",
            {
                "3 февраля 2026 г. — техническая правка. Опечатка.": "ru/privacy/1.0-1/",
                "Текст до технических правок": "ru/privacy/1.0/",
            },
        ),
        ("privacy/1.1/", {}),
        ("history/", {"Corrected on February 3, 2026. A misprint.": "privacy/1.0-1/changes/", **UNCORRECTED}),
    ],
)
def test_corrections_are_named_with_their_reasons(site: Site, path: str, expected: dict[str, str]) -> None:
    found = zip(texts(site, path, ".corrections li"), links(site, path, ".corrections").values(), strict=True)
    assert dict(found) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "privacy/",
            {
                "privacy": (f"{SINCE} January 15, 2026 (version 1.0)", "privacy/1.0/#privacy"),
                "requests": (f"{SINCE} June 1, 2026 (version 1.1)", "privacy/1.1/changes/#requests"),
                "rights": ("In this wording from January 1, 2027 (version 2.0)", "privacy/2.0/changes/#rights"),
            },
        ),
        (
            "privacy/1.1/",
            {
                "privacy": (f"{SINCE} January 15, 2026 (version 1.0)", "privacy/1.0/#privacy"),
                "requests": (f"{SINCE} June 1, 2026 (version 1.1)", "privacy/1.1/changes/#requests"),
            },
        ),
        # The first version says it once, for all of its clauses; corrections change none.
        ("privacy/1.0/", {}),
        ("privacy/1.0-1/", {}),
    ],
)
def test_each_clause_names_the_version_that_its_wording_is_from(
    site: Site, path: str, expected: dict[str, tuple[str, str]]
) -> None:
    html = site.page(path)
    found = {}
    headings = html.css(HEADINGS) if expected else []
    for heading, wording in zip(headings, html.css(".wording"), strict=True):
        link = wording.css_first("a")
        assert link is None or "data-url" not in link.attributes
        target = urljoin(URL + path, link.attributes["href"]).removeprefix(URL) if link else ""
        found[heading.attributes["id"]] = (text_of(wording), target)
    assert found == expected
    for _, target in expected.values():
        if target:
            changes, _, clause = target.partition("#")
            assert site.page(changes).css_first(f"#{clause}")


def test_the_history_has_the_redline_of_each_version(site: Site) -> None:
    details = site.page("history/").css("details.changes")
    assert [text_of(each.css_first("summary")) for each in details] == [
        "Changes from version 1.1 to 2.0",
        "Changes from version 1.0 to 1.1",
    ]
    assert [[text_of(node) for node in each.css("ins, del")] for each in details] == [
        ["inserted: Rights", "inserted: Write to us."],
        ["deleted: one year", "inserted: two years"],
    ]
    assert links(site, "history/", ".versions") == {
        "Text of this version": "privacy/1.0-1/",
        "What changed": "privacy/1.1/changes/",
        "What has changed since": "privacy/1.0/changes/#_since",
    }


def test_a_version_is_compared_with_the_one_before_and_with_the_latest(site: Site) -> None:
    path = "privacy/1.1/changes/"
    assert texts(site, path, "article h2") == ["Changes from version 1.0 to 1.1", "Changes from version 1.1 to 2.0"]
    assert texts(site, path, ".redline__clause h3") == ["Requests", "inserted: Rights↓"]
    assert texts(site, "privacy/1.0/changes/", "article h2") == ["Changes from version 1.0 to 2.0"]
    assert texts(site, "privacy/2.0/changes/", "article h2") == ["Changes from version 1.1 to 2.0"]
    assert texts(site, "privacy/1.0-1/changes/", "article h2") == ["What changed"]
    assert links(site, path, ".changed") == {"“Requests”": f"{path}#requests", "“Rights”": f"{path}#_since-1"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("privacy/", []),
        ("privacy/1.0/", ["If the texts differ, the English text prevails."]),
        ("ru/privacy/", ["При расхождении текстов преимущественную силу имеет текст на следующем языке: английский."]),
        (
            "ru/privacy/1.0/",
            ["При расхождении текстов преимущественную силу имеет текст на следующем языке: английский."],
        ),
    ],
)
def test_it_is_said_which_language_prevails(site: Site, path: str, expected: list[str]) -> None:
    assert texts(site, path, ".prevails") == expected
    if path.startswith("ru/"):
        assert links(site, path, ".prevails") == {"английский": path.removeprefix("ru/")}


def test_it_is_said_that_the_texts_have_equal_force(bare: Site) -> None:
    assert texts(bare, "ru/privacy/", ".prevails") == ["Тексты на всех языках имеют одинаковую силу."]
    assert texts(bare, "privacy/", ".prevails") == []


def test_the_versions_of_a_document_that_is_gone_stay_within_reach(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    for language in ("en", "ru"):
        path = f"docs/{language}/privacy.md"
        text = site.read(path).replace("{ #privacy }", "{ #terms }").replace("{ #requests }", "{ #replies }")
        site.write(f"docs/{language}/terms.md", text)
        (site.folder / path).unlink()
    site.replace("mkdocs.yml", "privacy.md", "terms.md")
    exception = "- rule: released-page-missing\n  where: docs/editorial/versions.yml\n  reason: another name\n"
    site.write("docs/editorial/exceptions.yml", exception)
    assert (site.policy("approve", "--all"), site.policy("release", "terms")) == (0, 0)
    assert site.policy("check") == 0
    built = Site(site.folder / "site")
    assert links(built, "", "details.versions") == {"1.0": "privacy/1.0/"}
    assert texts(built, "privacy/1.0/", ".frozen__name") == ["Version 1.0, archived copy"]
    assert links(built, "privacy/1.0/", ".frozen") == {}


def test_a_text_that_a_new_language_does_not_have_is_linked_in_the_original(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    site.replace("docs/editorial/versions.yml", ", ru: v", ", de: v")
    for path in (site.folder / "docs/ru/privacy").iterdir():
        path.unlink()
    edit(site, "en", "for two years.", "1.1", "2026-11-25")
    edit(site, "ru", "два года.", "1.1", "2026-11-25")
    record(site, datetime.date.today())  # the day on which the first version was released
    assert site.policy("approve", "--all") == 0
    assert site.policy("check") == 0
    built = Site(site.folder / "site")
    assert links(built, "ru/privacy/", ".edition") == {
        "Версия 1.1": "ru/privacy/1.1/",
        "Предыдущая версия: 1.0": "privacy/1.0/",
        "Оригинал (английский)": "privacy/",
        "Рядом с оригиналом": "ru/privacy/with-original/",
    }
    assert not built.page("privacy/1.0/").css(".languages")
    assert built.page("ru/privacy/").css_first("[rel=predecessor-version]").attributes["hreflang"] == "en"
    assert not (built.folder / "ru/privacy/1.0").exists()
