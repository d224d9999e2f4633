"""What the link check finds in the sites that the examples of the rule book are, other sites answering as they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import markdown
from policysite.cli import _settings
from policysite.corpus.settings import ExternalLinkOptions
from policysite.findings import Finding
from policysite.links.cache import Cache
from policysite.links.checker import Links
from policysite.links.external import ask
from policysite.links.linkchecker.report import Answer
from policysite.rulebook.examples import Example

from tests.example_site import ADDRESS, EXTENSIONS, LANGUAGES, TODAY, build, put, settings, write
from tests.linked_site import INDEX


def found_by_links(example: Example, root: Path) -> list[Finding]:
    """What the link check finds in the site of an example, other sites answering as the example says."""
    if not example.answers:
        build(example, root)
        return Links(_settings(root / "mkdocs.yml"), root / "site").internal(TODAY)
    write(example.texts, example, root)
    _render(root)
    external_links = ExternalLinkOptions(unverified=tuple(example.settings.get("links", {}).get("unverified", ())))
    with (
        patch("policysite.links.external.run", partial(_answers, example.answers)),
        patch(
            "policysite.links.checker.ask", partial(ask, pause=lambda _: None, known=partial(_exists, example.answers))
        ),
    ):
        links = Links(replace(settings(root, example), url=ADDRESS), root / "site")
        findings, _ = links.external(external_links, Cache(), TODAY, lambda _done, _of: None)
    return findings


def _render(root: Path) -> None:
    """The text of each page of an example as it is published, and nothing around it."""
    for name, text in INDEX.items():
        put(root / "site" / name, text)
    for language in LANGUAGES:
        folder = "" if language == LANGUAGES[0] else f"{language}/"
        for path in (root / "docs" / language).glob("*.md"):
            _, _, text = path.read_text(encoding="utf-8").split("---\n", 2)
            html = markdown.markdown(text, extensions=list(EXTENSIONS))
            name = "" if path.stem == "index" else f"{path.stem}/"
            page = f'<!doctype html><html lang="{language}"><body><main>{html}</main></body></html>'
            put(root / "site" / folder / name / "index.html", page)


def _answers(given: Mapping[str, str], addresses: Iterable[str], *_: object, **__: object) -> list[Answer]:
    """What linkchecker says of addresses that answer as an example says."""
    return [_answer(given, address) for address in addresses]


def _answer(given: Mapping[str, str], address: str) -> Answer:
    url, _, fragment = address.partition("#")
    warnings: list[str] = []
    while given[url][:3] in ("301", "302"):
        status, _, url = given[url].partition(" ")
        warnings.append(f"Redirected to `{url}' status: {status} {HTTPStatus(int(status)).phrase}.")
        if len(warnings) > 10:
            return Answer(address, url, "", 0, 0, False, "TooManyRedirects: Exceeded 10 redirects.", (), "")
    status, _, body = given[url].partition(" ")
    host = urlsplit(url).hostname
    failures = {
        "no such host": f"ConnectionError: HTTPSConnectionPool(host='{host}'): (Caused by NameResolutionError)",
        "certificate refused": f"SSLError: HTTPSConnectionPool(host='{host}', port=443): Max retries exceeded",
        "no answer": "ReadTimeout: Read timed out. (read timeout=30)",
    }
    if given[url] in failures:
        return Answer(address, url, "", 0, 0, False, failures[given[url]], (), "")
    if fragment and f'id="{fragment}"' not in body:
        warnings.append(f"Anchor `{fragment}' (decoded: `{fragment}') not found. Available anchors: -.")
    result = f"{status} {HTTPStatus(int(status)).phrase}"
    return Answer(address, url, "", 0, 0, int(status) < 400, result, tuple(warnings), "")


def _exists(given: Mapping[str, str], host: str) -> bool:
    return all(answer != "no such host" for url, answer in given.items() if urlsplit(url).hostname == host)
