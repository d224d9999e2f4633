"""The findings of the check of the published site in the examples of the rule book, with the answers that they give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus

from policysite.build_manifest import NAME, BuildManifest, PublishedFile, sha256
from policysite.corpus.urls import PageUrls
from policysite.findings import Finding
from policysite.live import check
from policysite.live.http import HttpAnswer
from policysite.rulebook.examples import Example

URLS = PageUrls("https://policy.example/legal/", "ru")
FILES = {
    "404.html": b"<h1>404</h1>",
    "en/privacy/index.html": b"<h1>Policy</h1>",
    "index.html": b"<h1>Home</h1>",
    "privacy/index.html": '<h1>Политика</h1><a href="../">Home</a>'.encode(),
    "sitemap.xml": b"<urlset><url><loc>https://policy.example/legal/privacy/</loc></url></urlset>",
}
SOURCES = {
    "en/privacy/index.html": "docs/en/privacy.md",
    "index.html": "docs/ru/index.md",
    "privacy/index.html": "docs/ru/privacy.md",
}
MANIFEST = BuildManifest(
    URLS.site_url,
    {
        file: PublishedFile(SOURCES.get(file, "policysite:theme"), sha256=sha256(content))
        for file, content in FILES.items()
    },
    dict.fromkeys(SOURCES.values(), ""),
)
BUILD_MANIFEST = b'{"files": {}}'


def found_by_verification(example: Example) -> list[Finding]:
    """Return the findings in the published site of an example."""

    def fetch(urls: Iterable[str]) -> Iterator[HttpAnswer]:
        return (_answer(example.answers, url) for url in urls)

    return check.findings(MANIFEST, sha256(BUILD_MANIFEST), URLS, "mkdocs.yml", fetch, wait_seconds=0)


def _answer(given: Mapping[str, str], url: str) -> HttpAnswer:
    """Return the answer that an example gives, or that of GitHub Pages."""
    sent = {URLS.site_url + URLS.path_of_file(file): content for file, content in FILES.items()}
    sent[URLS.site_url + NAME] = BUILD_MANIFEST
    if url in given:
        status, _, body = given[url].partition(" ")
        content = body.encode()
    else:
        found = sent.get(url, sent.get(f"{url}/"))
        status, content = ("404", FILES["404.html"]) if found is None else ("200", found)
    return HttpAnswer(int(status), f"{status} {HTTPStatus(int(status)).phrase}", sha256(content), content)
