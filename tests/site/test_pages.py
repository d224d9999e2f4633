"""What every built page holds to."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import re
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from babel.dates import format_date
from policysite.site.prose import plain

from tests.project import BASE, LANGUAGES, NAMES, PAGES, ROOT, Project, Site, address, text_of

every_page = pytest.mark.parametrize(("language", "name"), PAGES)
translations = pytest.mark.parametrize("name", NAMES)
OTHER = {"ru": "en", "en": "ru"}


def edition() -> tuple[str, datetime.date]:
    """Version and date of the policy, as its source says them."""
    source = (ROOT / "docs/ru/privacy.md").read_text(encoding="utf-8")
    (version,) = re.findall(r'^version: "(.+)"$', source, re.MULTILINE)
    (day,) = re.findall(r"^effective_date: (.+)$", source, re.MULTILINE)
    return version, datetime.date.fromisoformat(day)


@every_page
def test_a_page_says_its_language_title_and_description(site: Site, language: str, name: str) -> None:
    page = site.html(language, name)
    source = (ROOT / f"docs/{language}/{name}.md").read_text(encoding="utf-8")
    params = dict(re.findall(r'^(title|description): "?(.+?)"?$', source, re.MULTILINE))
    assert page.root is not None
    assert page.css_first("html").attributes["lang"] == language
    assert text_of(page.css_first("title")) == params["title"]
    assert page.css_first("meta[name=description]").attributes["content"] == params["description"]


@every_page
def test_a_page_names_its_address_and_its_other_languages(site: Site, language: str, name: str) -> None:
    page = site.html(language, name)
    assert page.css_first("link[rel=canonical]").attributes["href"] == BASE + address(language, name)
    alternates = {
        link.attributes["hreflang"]: link.attributes["href"] for link in page.css("link[rel=alternate][hreflang]")
    }
    assert alternates == {
        "ru": BASE + address("ru", name),
        "en": BASE + address("en", name),
        "x-default": BASE + address("ru", name),
    }


@every_page
def test_the_language_switch_keeps_the_page(site: Site, language: str, name: str) -> None:
    links = site.html(language, name).css(".languages a")
    here = BASE + address(language, name)
    assert {link.attributes["hreflang"]: urljoin(here, link.attributes["href"]) for link in links} == {
        other: BASE + address(other, name) for other in LANGUAGES
    }
    assert [link.attributes["hreflang"] for link in links if "aria-current" in link.attributes] == [language]


@every_page
def test_labels_are_in_the_language_of_the_page(site: Site, language: str, name: str) -> None:
    page = site.html(language, name)
    labels = [node.attributes[key] or "" for key in ("aria-label", "title") for node in page.css(f"[{key}]")]
    labels += [text_of(node) for node in page.css(".md-skip, .pages a, .contents summary, .footer")]
    assert labels
    for label in labels:
        foreign = re.findall(r"[А-Яа-яЁё]{3,}" if language == "en" else r"\b[a-z]{3,}\b", label)
        assert not foreign, label


@every_page
def test_nothing_is_asked_of_another_host(site: Site, language: str, name: str) -> None:
    page = site.html(language, name)
    loaded = [
        node.attributes[attribute] or ""
        for selector, attribute in (
            ("[src]", "src"),
            ("[srcset]", "srcset"),
            ("[poster]", "poster"),
            ("object", "data"),
            ("link:not([rel=canonical]):not([rel=alternate])", "href"),
        )
        for node in page.css(selector)
    ]
    assert loaded
    for url in loaded:
        assert not urlsplit(url).netloc, url
    assert not page.css("iframe, form")


def test_stylesheets_ask_nothing_of_another_host(site: Site) -> None:
    sheets = {path: body.decode() for path, body in site.files().items() if path.endswith(".css")}
    assert sheets
    for path, sheet in sheets.items():
        urls = re.findall(r"""(?:url\(|@import)\s*["']?([^"')\s]+)""", sheet)
        assert not [url for url in urls if not url.startswith("data:")], path


@every_page
def test_every_heading_has_an_ascii_id_of_its_own(site: Site, language: str, name: str) -> None:
    ids = [heading.attributes.get("id") or "" for heading in site.html(language, name).css("article :is(h1,h2,h3,h4)")]
    assert ids
    assert all(re.fullmatch("[a-z][a-z0-9-]*", each) for each in ids)
    assert len(set(ids)) == len(ids)


@every_page
def test_every_clause_has_a_link_to_itself(site: Site, language: str, name: str) -> None:
    page = site.html(language, name)
    headings = [heading.attributes["id"] for heading in page.css("article :is(h1,h2,h3,h4)")]
    assert [link.attributes["href"] for link in page.css(".clause__link")] == [f"#{each}" for each in headings]


@translations
def test_clauses_have_the_same_ids_in_every_language(site: Site, name: str) -> None:
    russian, english = (
        [(h.tag, h.attributes["id"]) for h in site.html(language, name).css("article :is(h1,h2,h3,h4)")]
        for language in LANGUAGES
    )
    assert russian == english


@translations
def test_a_translation_says_so_and_links_to_the_original_of_each_clause(site: Site, name: str) -> None:
    page = site.html("en", name)
    here = BASE + address("en", name)
    note = page.css_first(".clause:has(h1) + .translated, .clause:has(h1) + .edition + .translated")
    assert text_of(note) == "Translated from Russian. Read the original"
    links = [*note.css("a"), *page.css(".clause__original")]
    assert {link.attributes["hreflang"] for link in links} == {"ru"}
    there = BASE + address("ru", name)
    headings = [heading.attributes["id"] for heading in page.css("article :is(h1,h2,h3,h4)")]
    assert [urljoin(here, link.attributes["href"]) for link in links] == [
        there,
        *(f"{there}#{each}" for each in headings),
    ]
    assert not site.html("ru", name).css(".translated, .clause__original")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_policy_shows_its_version_and_date(site: Site, language: str) -> None:
    note = site.html(language, "privacy").css_first(".clause:has(h1) + .edition")
    version, day = edition()
    assert version in text_of(note)
    time = note.css_first("time")
    assert time.attributes["datetime"] == day.isoformat()
    assert text_of(time) == " ".join(format_date(day, "long", language).split())
    for name in NAMES:
        assert bool(site.html(language, name).css(".edition")) == (name == "privacy")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_shows_the_clauses_it_rests_on(site: Site, language: str) -> None:
    titles = {
        heading.attributes["id"]: text_of(heading) for heading in site.html(language, "privacy").css("article :is(h2)")
    }
    page = site.html(language, "faq")
    questions = [heading for heading in page.css("article h2") if "data-based-on" in heading.attributes]
    assert len(questions) == 3
    assert all(text_of(question).endswith("?") for question in questions)
    notes = page.css(".based-on")
    label = {"ru": "Основано на: ", "en": "Based on: "}[language]
    for question, note in zip(questions, notes, strict=True):
        grounds = (question.attributes["data-based-on"] or "").split()
        assert text_of(note) == label + ", ".join(titles[ground] for ground in grounds)
        assert [link.attributes["href"] for link in note.css("a")] == [f"../privacy/#{ground}" for ground in grounds]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_of_the_summary_links_to_the_clause_it_rests_on(site: Site, language: str) -> None:
    page = site.html(language, "index")
    lines = [heading for heading in page.css("article h2") if "data-based-on" in heading.attributes]
    assert len(lines) == 5
    for heading in lines:
        paragraph = heading.parent.next if heading.parent else None
        while paragraph is not None and paragraph.tag != "p":
            paragraph = paragraph.next
        assert paragraph is not None
        links = {link.attributes["href"] for link in paragraph.css("a")}
        assert links == {f"privacy/#{ground}" for ground in (heading.attributes["data-based-on"] or "").split()}
    assert not page.css(".based-on")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["privacy", "faq"])
def test_the_closing_section_has_its_two_lists(site: Site, language: str, name: str) -> None:
    page = site.html(language, name)
    here = BASE + address(language, name)
    known = (ROOT / "tests/fixtures/addresses.txt").read_text(encoding="utf-8").split()
    lists = {}
    for each in ("internal-links", "external-links"):
        node = page.css_first(f"#{each}").parent
        while node is not None and node.tag != "ul":
            node = node.next
        assert node is not None
        lists[each] = node.css("li > a")
    internal = [urljoin(here, link.attributes["href"]) for link in lists["internal-links"]]
    assert len(internal) >= 4
    root = BASE + ("" if language == "ru" else "en/")
    for url in internal:
        assert url.startswith(root)
        path, _, clause = url.removeprefix(root).partition("#")
        target = site.html(language, path.strip("/") or "index")
        assert not clause or target.css_first(f"#{clause}")
    external = [link.attributes["href"] for link in lists["external-links"]]
    assert len(external) >= 4
    assert set(external) <= set(known)


@every_page
def test_a_link_to_another_language_says_so(site: Site, language: str, name: str) -> None:
    # What the reader finds behind the addresses that are not in the page's language.
    russian = {"https://pd.rkn.gov.ru/"}
    mark = {"ru": "(англ.)", "en": "(in Russian)"}[language]
    for link in site.html(language, name).css("article li > a[href^=http]"):
        foreign = (link.attributes["href"] in russian) != (language == "ru")
        assert link.attributes.get("hreflang") == (OTHER[language] if foreign else None)
        assert text_of(link.parent).endswith(mark) == foreign  # type: ignore[arg-type]


@translations
def test_both_languages_link_to_the_same_hosts(site: Site, name: str) -> None:
    russian, english = (
        [link.attributes["href"] for link in site.html(language, name).css("article a[href^=http]")]
        for language in LANGUAGES
    )
    assert russian == english


@every_page
def test_the_footer_says_that_nobody_is_tracked_and_who_hosts_the_site(site: Site, language: str, name: str) -> None:
    footer = site.html(language, name).css_first("footer")
    assert {"ru": "не использует куки", "en": "uses no cookies"}[language] in text_of(footer)
    assert footer.css_first("a").attributes["href"].startswith("https://docs.github.com/en/pages/")


@every_page
def test_no_style_stands_on_an_element_and_no_code_runs_from_one(site: Site, language: str, name: str) -> None:
    page = site.html(language, name)
    assert not page.css("[style]")
    handlers = [key for node in page.css("*") for key in node.attributes if key.startswith("on")]
    assert not handlers


@every_page
def test_the_policy_of_a_page_allows_its_own_files_and_no_other_inline_code(
    site: Site, language: str, name: str
) -> None:
    page = site.html(language, name)
    first, second = page.css("head > *")[:2]
    assert first.attributes == {"charset": "utf-8"}
    assert second.attributes["http-equiv"] == "Content-Security-Policy"
    policy = dict(part.split(" ", 1) for part in (second.attributes["content"] or "").split("; "))
    assert policy["default-src"] == policy["form-action"] == policy["base-uri"] == "'none'"
    assert not re.search("unsafe|https?:|\\*", second.attributes["content"] or "")
    for selector, directive in (("script:not([src], [type])", "script-src"), ("style", "style-src")):
        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(node.text().encode()).digest()).decode()}'"
            for node in page.css(selector)
        }
        assert set(policy[directive].split()) == {"'self'", *hashes}
    assert page.css_first("meta[name=referrer]").attributes["content"] == "no-referrer"


@every_page
def test_a_page_has_a_card_and_says_what_it_is(site: Site, language: str, name: str) -> None:
    page = site.html(language, name)
    card = {meta.attributes["property"]: meta.attributes["content"] for meta in page.css("meta[property]")}
    assert card["og:title"] == text_of(page.css_first("title"))
    assert card["og:description"] == page.css_first("meta[name=description]").attributes["content"]
    assert card["og:url"] == BASE + address(language, name)
    assert (card["og:locale"], card["og:locale:alternate"]) == {
        "ru": ("ru_RU", "en_US"),
        "en": ("en_US", "ru_RU"),
    }[language]
    assert page.css_first("meta[name='twitter:card']").attributes["content"] == "summary"
    script = page.css_first("script[type='application/ld+json']").text()
    assert "\\u0" not in script.replace(r"\u0026", "").replace(r"\u0027", "")  # letters as they are
    data = json.loads(script)
    assert data["@type"] == ("FAQPage" if name == "faq" else "WebPage")
    assert data["inLanguage"] == language
    assert data["url"] == BASE + address(language, name)
    if name == "privacy":
        version, day = edition()
        assert (data["version"], data["dateModified"]) == (version, day.isoformat())


@every_page
def test_the_browser_around_the_page_has_the_color_of_its_header(site: Site, language: str, name: str) -> None:
    colors = {
        meta.attributes["media"]: meta.attributes["content"]
        for meta in site.html(language, name).css("meta[name=theme-color]")
    }
    light, dark = re.findall(r"--md-primary-fg-color:light-dark\((#\w+),(#\w+)\)", site.text("assets/site.css"))[0]
    assert colors == {"(prefers-color-scheme: light)": light, "(prefers-color-scheme: dark)": dark}


def test_no_text_ends_the_data_of_a_page(project: Project) -> None:
    project.replace("docs/en/faq.md", "Never.", "Never `</script><script>alert(1)</script>`.")
    page = project.build().html("en", "faq")
    data = page.css_first("script[type='application/ld+json']").text()
    assert "<" not in data
    assert "</script><script>alert(1)</script>" in json.dumps(json.loads(data))


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_engines_get_the_questions_with_their_answers(site: Site, language: str) -> None:
    page = site.html(language, "faq")
    data = json.loads(page.css_first("script[type='application/ld+json']").text())
    shown = {}
    for heading in page.css("article h2[data-based-on]"):
        answer = heading.parent.next if heading.parent else None
        while answer is not None and answer.tag != "p":
            answer = answer.next
        assert answer is not None
        shown[plain(heading.text())] = plain(answer.text())
    assert len(shown) == 3
    assert {each["name"]: each["acceptedAnswer"]["text"] for each in data["mainEntity"]} == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manifest_speaks_the_language_of_its_pages(site: Site, language: str) -> None:
    link = site.html(language, "privacy").css_first("link[rel=manifest]").attributes["href"]
    url = urljoin(BASE + address(language, "privacy"), link)
    manifest = json.loads(site.text(url.removeprefix(BASE)))
    assert manifest["lang"] == language
    assert urljoin(url, manifest["start_url"]) == BASE + address(language, "index")
    icon = urljoin(url, manifest["icons"][0]["src"])
    assert icon.removeprefix(BASE) in site.files()


def test_the_404_page_speaks_every_language_the_original_first(site: Site) -> None:
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(site.text("404.html"))
    assert page.css_first("html").attributes["lang"] == "ru"
    assert text_of(page.css_first("title")) == "Страница не найдена · Page not found"
    sections = page.css("main section")
    assert [section.attributes["lang"] for section in sections] == list(LANGUAGES)
    assert text_of(sections[0]).startswith("Страница не найдена")
    assert text_of(sections[1]).startswith("Page not found")
    # It is shown for any address, so no link of it may depend on where it is shown.
    base = urlsplit(BASE).path
    for node in page.css("[href], [src]"):
        url = node.attributes.get("href") or node.attributes.get("src") or ""
        assert url.startswith(("#", "https://", base)), url


def test_the_sitemap_lists_every_page_with_its_languages_and_dates(site: Site) -> None:
    root = ElementTree.fromstring(site.text("sitemap.xml"))  # noqa: S314  (our own output)
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = {url.findtext("s:loc", namespaces=spaces): url for url in root.findall("s:url", spaces)}
    assert set(urls) == {BASE + address(language, name) for language, name in PAGES}
    for language, name in PAGES:
        url = urls[BASE + address(language, name)]
        alternates = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", spaces)}
        assert alternates == {
            "ru": BASE + address("ru", name),
            "en": BASE + address("en", name),
            "x-default": BASE + address("ru", name),
        }
        if name == "privacy":
            assert url.findtext("s:lastmod", namespaces=spaces) == edition()[1].isoformat()


def test_the_way_to_report_a_weakness_is_published(site: Site) -> None:
    lines = dict(line.split(": ", 1) for line in site.text(".well-known/security.txt").splitlines())
    assert lines["Contact"].startswith("https://")
    assert datetime.datetime.fromisoformat(lines["Expires"]).tzinfo is not None


def test_the_working_material_of_the_legal_team_is_not_published(site: Site) -> None:
    assert not [path for path in site.files() if "editorial" in path]


def test_nothing_else_is_published(site: Site) -> None:
    pages = {address(language, name) + "index.html" for language, name in PAGES}
    assert {path for path in site.files() if not path.startswith("pagefind/")} == pages | {
        *("404.html", "sitemap.xml", "sitemap.xml.gz", ".well-known/security.txt"),
        *("site.webmanifest", "en/site.webmanifest"),
        *("assets/favicon.svg", "assets/site.css", "assets/site.js", "assets/search.js"),
    }


def test_every_file_of_the_search_is_whole(site: Site) -> None:
    files = {path: body for path, body in site.files().items() if path.startswith("pagefind/")}
    assert files
    assert all(files.values())


def test_a_picture_shared_by_the_languages_is_published_once_and_found_by_each(project: Project) -> None:
    project.write("docs/assets/seal.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    for language, name in (("ru", "changes"), ("en", "changes")):
        path = f"docs/{language}/{name}.md"
        text = (project.folder / path).read_text(encoding="utf-8")
        project.write(path, text + "\n![seal](../assets/seal.svg)\n")
    site = project.build()
    assert [path for path in site.files() if path.endswith("seal.svg")] == ["assets/seal.svg"]
    assert site.html("ru", "changes").css_first("article img").attributes["src"] == "../assets/seal.svg"
    assert site.html("en", "changes").css_first("article img").attributes["src"] == "../../assets/seal.svg"
