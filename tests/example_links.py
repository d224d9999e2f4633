"""The findings of the link check in the examples of the rule book, with the answers of other sites that they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import markdown
from policysite import build_manifest
from policysite.build_manifest import PublishedFile
from policysite.corpus import Settings
from policysite.findings import Finding
from policysite.links.checker import LinkChecker
from policysite.links.external import check_urls
from policysite.links.linkchecker.report import LinkcheckerAnswer
from policysite.rulebook.examples import Example

from tests.example_site import EXTENSIONS, LANGUAGES, TODAY, build, settings, write
from tests.project import put


def found_by_links(example: Example, root: Path) -> list[Finding]:
    """Return the findings in the site of an example."""
    if not example.answers:
        build(example, root)
        return LinkChecker(settings(root), root / "site").static_findings()
    write(example.texts, example, root)
    site_settings = settings(root)
    _render(root, site_settings)
    resolves = partial(_resolves, example.answers)
    with (
        patch("policysite.links.external.run", partial(_answers, example.answers)),
        patch("policysite.links.checker.check_urls", partial(check_urls, pause=_no_pause, resolves=resolves)),
    ):
        return LinkChecker(site_settings, root / "site").external(TODAY, lambda _done, _total: None)


def _no_pause(_: float) -> None:
    """Wait for nothing."""


def _render(root: Path, site_settings: Settings) -> None:
    """Write the text of each page of an example as it is published, and nothing around it."""
    made = {}
    for language in LANGUAGES:
        folder = "" if language == LANGUAGES[0] else f"{language}/"
        for path in (root / "docs" / language).glob("*.md"):
            _, _, text = path.read_text(encoding="utf-8").split("---\n", 2)
            html = markdown.markdown(text, extensions=list(EXTENSIONS))
            page = f'<!doctype html><html lang="{language}"><body><main>{html}</main></body></html>'
            file = folder + ("" if path.stem == "index" else f"{path.stem}/") + "index.html"
            put(root / "site" / file, page)
            made[file] = PublishedFile(site_settings.relative_path(path), (language, path.stem))
    build_manifest.write(root / "site", site_settings.url, build_manifest.inputs(site_settings), made)


def _answers(given: Mapping[str, str], addresses: Iterable[str], *_: object, **__: object) -> list[LinkcheckerAnswer]:
    """Return linkchecker's answers for addresses, made from those of an example."""
    return [_answer(given, address) for address in addresses]


def _answer(given: Mapping[str, str], address: str) -> LinkcheckerAnswer:
    url, _, fragment = address.partition("#")
    warnings: list[str] = []
    while given[url][:3] in ("301", "302"):
        status, _, url = given[url].partition(" ")
        warnings.append(f"Redirected to `{url}' status: {status} {HTTPStatus(int(status)).phrase}.")
        if len(warnings) > 10:
            return LinkcheckerAnswer(address, url, "", False, "TooManyRedirects: Exceeded 10 redirects.", (), "")
    status, _, body = given[url].partition(" ")
    host = urlsplit(url).hostname
    failures = {
        "no such host": f"ConnectionError: HTTPSConnectionPool(host='{host}'): (Caused by NameResolutionError)",
        "certificate refused": f"SSLError: HTTPSConnectionPool(host='{host}', port=443): Max retries exceeded",
        "no answer": "ReadTimeout: Read timed out. (read timeout=30)",
    }
    if given[url] in failures:
        return LinkcheckerAnswer(address, url, "", False, failures[given[url]], (), "")
    if fragment and f'id="{fragment}"' not in body:
        warnings.append(f"Anchor `{fragment}' (decoded: `{fragment}') not found. Available anchors: -.")
    result = f"{status} {HTTPStatus(int(status)).phrase}"
    return LinkcheckerAnswer(address, url, "", int(status) < 400, result, tuple(warnings), "")


def _resolves(given: Mapping[str, str], host: str) -> bool:
    return all(answer != "no such host" for url, answer in given.items() if urlsplit(url).hostname == host)
