from __future__ import annotations

import pytest
from policysite.corpus.urls import PageUrls

URLS = PageUrls("https://a.example/sub/", "ru")
FILES = PageUrls("https://a.example/sub/", "ru", directories=False)


@pytest.mark.parametrize(
    ("language", "name", "directory", "file"),
    [
        ("ru", "index", "", "index.html"),
        ("ru", "privacy", "privacy/", "privacy.html"),
        ("ru", "versions/privacy/1.0", "versions/privacy/1.0/", "versions/privacy/1.0.html"),
        ("ru", "versions/index", "versions/", "versions/index.html"),
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
