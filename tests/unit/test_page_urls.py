from __future__ import annotations

import pytest
from mkdocs.structure.files import File
from policysite.corpus.urls import PageUrls, is_reserved, normalized, parts_of, readable

URLS = PageUrls("https://a.example/sub/", "ru")
FILES = PageUrls("https://a.example/sub/", "ru", uses_directory_urls=False)


@pytest.mark.parametrize(
    ("language", "name", "directory", "file"),
    [
        ("ru", "index", "", "index.html"),
        ("ru", "privacy", "privacy/", "privacy.html"),
        ("ru", "versions/privacy/1.0", "versions/privacy/1.0/", "versions/privacy/1.0.html"),
        ("ru", "versions/index", "versions/", "versions/index.html"),
        ("ru", "versions/README", "versions/", "versions/index.html"),
        ("en", "versions/README", "en/versions/", "en/versions/index.html"),
        ("ru", "MY-README", "MY-README/", "MY-README.html"),
        ("ru", "my-index", "my-index/", "my-index.html"),
        ("ru", "data+use&more", "data%2Buse%26more/", "data%2Buse%26more.html"),
        ("ru", "a:b", "a%3Ab/", "a%3Ab.html"),
        ("en", "ё", "en/%D1%91/", "en/%D1%91.html"),
        ("en", "index", "en/", "en/index.html"),
        ("en", "privacy", "en/privacy/", "en/privacy.html"),
    ],
)
def test_the_original_is_at_the_root_and_translations_in_folders(
    language: str, name: str, directory: str, file: str
) -> None:
    assert URLS.path(language, name) == directory
    assert URLS.absolute(language, name) == f"https://a.example/sub/{directory}"
    assert FILES.path(language, name) == file


@pytest.mark.parametrize("urls", [URLS, FILES], ids=["directories", "files"])
@pytest.mark.parametrize("name", ["index", "a", "a/index", "a/README", "a/b.c", "MY-README", "a+b&c", "ё/(1)"])
def test_the_original_is_published_where_mkdocs_publishes_it(urls: PageUrls, name: str) -> None:
    file = File(f"{name}.md", "docs", "site", urls.uses_directory_urls)
    assert urls.file("ru", name) == file.dest_uri
    assert urls.path("ru", name) == file.url.removeprefix("./")


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("ru", "privacy", "privacy/policy.json"),
        ("en", "privacy/1.0-1", "en/privacy/1.0-1/policy.json"),
        ("ru", "ё/README", "ё/policy.json"),
        ("en", "index", "en/policy.json"),
    ],
)
def test_a_file_about_a_page_is_in_its_folder(language: str, name: str, expected: str) -> None:
    assert [urls.beside(language, name, "policy.json") for urls in (URLS, FILES)] == [expected] * 2


@pytest.mark.parametrize(
    "url",
    [
        "https://Policy.Example/a/",
        "HTTPS://policy.example:443/a/",
        "https://policy.example/b/../a/",
        "https://policy.example/%61/",
    ],
)
def test_different_forms_of_one_url_are_equal(url: str) -> None:
    assert normalized(url) == "https://policy.example/a/"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://пример.рф/ю%2dр", "https://xn--e1afmkfd.xn--p1ai/%D1%8E-%D1%80"),
        ("https://a.example/%2f%d1%91%2B?q=%26#a b", "https://a.example/%2F%D1%91%2B?q=%26#a%20b"),
        ("https://a.example:8443/A/", "https://a.example:8443/A/"),
        ("https://a.example./", "https://a.example./"),
        ("http://a.example:443/", "http://a.example:443/"),
    ],
)
def test_what_browsers_distinguish_stays_different(url: str, expected: str) -> None:
    assert normalized(url) == expected


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://xn--e1afmkfd.xn--p1ai/%D1%8E%D1%80/", "https://пример.рф/юр/"),
        ("https://a.example/a%20b%2Fc?q=%26#%C3%A9", "https://a.example/a%20b%2Fc?q=%26#é"),
        ("https://a.example/%FF%E2%80%AE/%E2%80%AE", "https://a.example/%FF%E2%80%AE/%E2%80%AE"),
        ("https://a.example/", "https://a.example/"),
        ("https://[/", "https://[/"),
    ],
)
def test_a_url_is_shown_with_the_letters_of_every_script(url: str, shown: str) -> None:
    assert readable(url) == shown


@pytest.mark.parametrize(
    ("url", "below"),
    [
        ("https://A.example:443/sub/en/faq/#use", "en/faq/#use"),
        ("https://a.example/%73ub/", ""),
        ("https://a.example/sub", ""),
        ("https://a.example/submarine/", None),
        ("https://a.example:8443/sub/", None),
        ("http://a.example/sub/", None),
        ("https://a.example.evil.example/sub/", None),
        ("privacy.md", None),
        ("//a.example/sub/", None),
    ],
)
def test_the_part_of_a_url_below_the_site_is_known(url: str, below: str | None) -> None:
    assert URLS.below(url) == below


@pytest.mark.parametrize(
    ("source", "target", "clause", "expected"),
    [
        (("ru", "privacy"), ("ru", "privacy"), "use", "#use"),
        (("ru", "faq"), ("ru", "privacy"), "use", "../privacy/#use"),
        (("en", "faq"), ("ru", "faq"), "more", "../../faq/#more"),
        (("en", "index"), ("ru", "index"), "brief", "../#brief"),
        (("en", "index"), ("ru", "index"), "", "../"),
        (("ru", "index"), ("en", "index"), "", "en/"),
        (("ru", "index"), ("ru", "privacy"), "use", "privacy/#use"),
    ],
)
def test_links_are_relative(source: tuple[str, str], target: tuple[str, str], clause: str, expected: str) -> None:
    assert URLS.relative(source, target, clause) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://policy.example/", True),
        ("https://a.b.example:8000/c/", True),
        ("http://localhost:8000/", True),
        ("https://www.example.com/", True),
        ("https://site.test/", True),
        ("https://example.com.de/", False),
        ("https://counterexample.com/", False),
        ("https://acme.io/example/", False),
        ("https://test.acme.io/", False),
    ],
)
def test_an_address_in_a_domain_for_examples_is_that_of_no_site(url: str, expected: bool) -> None:
    assert is_reserved(url) == expected


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://a.example:8080/b", "a.example"),
        ("../b.md#c", ""),
        ("mailto:a@a.example", ""),
        ("", ""),
        ("https://a.example／b.example/", None),
        ("https://a.example？.b.example/", None),
        ("https://[x/", None),
        ("//[::1/", None),
        ("https://a.example:99999/", None),
        ("https://", None),
    ],
)
def test_the_parts_of_any_address_are_known_without_an_error(address: str, host: str | None) -> None:
    parts = parts_of(address)
    assert (parts and (parts.hostname or "")) == host
