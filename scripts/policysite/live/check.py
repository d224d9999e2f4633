"""Compares a published site with its build manifest."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from itertools import chain
from urllib.parse import unquote

import ada_url
from lxml import etree

from policysite.build_manifest import NAME, BuildManifest
from policysite.corpus.destinations import NOT_FOUND, SITEMAP
from policysite.corpus.urls import INDEX, PageUrls, normalized, readable
from policysite.errors import ToolError
from policysite.findings import Finding, Severity, unique
from policysite.findings.rule import Rule
from policysite.live import rules
from policysite.live.http import Fetch, HttpAnswer

# The first pause before files that are not as built are requested again; each is twice as long as the one before.
_FIRST_PAUSE_SECONDS = 2
# An address that a site does not have.
UNKNOWN_PATH = "no-such-page/"
_MISSING = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
# The most addresses without a file in the build that are requested: a page on a foreign server could name a million.
_MAX_UNKNOWN = 1000
# How much of the files that are not as built is searched for addresses, and how long these may be, for the same reason.
_MAX_SEARCHED_BYTES = 20_000_000
_MAX_ADDRESS_CHARACTERS = 2_000
# The element of a sitemap that holds an address.
_LOCATION = "loc"


@dataclass(frozen=True)
class _Expected:
    """An address, the file of the site that a server must send there, its SHA-256, and the status of the answer."""

    url: str
    file: str
    sha256: str
    status: int = HTTPStatus.OK

    def problem(self, answer: HttpAnswer) -> Rule | None:
        """Return the rule that an answer breaks; None if it is right."""
        if (answer.status, answer.sha256) == (self.status, self.sha256):
            return None
        if self.status != HTTPStatus.OK:
            return rules.LIVE_ERROR_PAGE_DIFFERS
        if answer.status in _MISSING:
            return rules.LIVE_FILE_MISSING
        return (
            rules.LIVE_FILE_CHANGED if answer.status == HTTPStatus.OK and answer.sha256 else rules.LIVE_FILE_UNREACHABLE
        )


def findings(
    manifest: BuildManifest,
    manifest_sha256: str,
    urls: PageUrls,
    config: str,
    fetch: Fetch,
    wait_seconds: int,
    on_wait: Callable[[int, int], None] = lambda _files, _seconds: None,
    pause: Callable[[float], None] = time.sleep,
) -> list[Finding]:
    """Return what differs between a published site and its build.

    A file that is not as built is requested again for a while: the files of a new version do not appear all at once.
    `wait_seconds` is how long to wait for them in all; `on_wait` gets the number of such files, and the seconds until
    they are requested again. Files without a source in the project are reported at `config`, the name of `mkdocs.yml`.
    A `ToolError` says that no server answers at all.
    """
    expected = tuple(_expected(manifest, manifest_sha256, urls))
    wrong = _wrong(expected, fetch, wait_seconds, on_wait, pause)
    if len(wrong) == len(expected) and all(answer.status is None for answer in wrong.values()):
        raise ToolError("verify_unreachable", url=readable(urls.site_url), reason=next(iter(wrong.values())).reason)

    def finding(rule: Rule, file: str, url: str, answer: HttpAnswer) -> Finding:
        source = manifest.source_in_project(file) or config
        return rule.at(source, file=file, address=readable(url), status=answer.reason)

    found = [
        finding(rule, each.file, each.url, answer)
        for each, answer in wrong.items()
        if (rule := each.problem(answer)) is not None
    ]
    unknown = _unknown(expected, wrong, manifest.url, urls, fetch)
    found += [finding(rules.LIVE_FILE_UNKNOWN, "", url, answer) for url, answer in unknown]
    return unique(found)


def _expected(manifest: BuildManifest, manifest_sha256: str, urls: PageUrls) -> Iterator[_Expected]:
    """Yield each address of the site, its home page first.

    The page for unknown addresses has two: its own, and any that does not exist.
    """
    digests = {file: entry.sha256 for file, entry in manifest.files.items()} | {NAME: manifest_sha256}
    for file, sha256 in sorted(digests.items(), key=lambda item: (item[0] != INDEX, item[0])):
        yield _Expected(urls.site_url + urls.path_of_file(file), file, sha256)
    if NOT_FOUND in digests:
        yield _Expected(urls.site_url + UNKNOWN_PATH, NOT_FOUND, digests[NOT_FOUND], HTTPStatus.NOT_FOUND)


def _wrong(
    expected: Sequence[_Expected],
    fetch: Fetch,
    wait_seconds: int,
    on_wait: Callable[[int, int], None],
    pause: Callable[[float], None],
) -> dict[_Expected, HttpAnswer]:
    """Return the addresses whose answer stays wrong, and their last answer."""
    waiting = list(expected)
    next_pause = _FIRST_PAUSE_SECONDS
    while True:
        answers = _answers(waiting, fetch)
        problems = {each: rule for each, answer in answers.items() if (rule := each.problem(answer))}
        wrong = {each: answers[each] for each in problems}
        # (How a server answers unknown addresses does not change with a new version.)
        if wait_seconds <= 0 or all(rule.severity is Severity.WARNING for rule in problems.values()):
            return wrong
        seconds = min(wait_seconds, max(next_pause, *(answer.retry_after for answer in wrong.values())))
        on_wait(len(wrong), seconds)
        pause(seconds)
        wait_seconds -= seconds
        next_pause *= 2
        waiting = list(wrong)


def _answers(expected: Sequence[_Expected], fetch: Fetch) -> dict[_Expected, HttpAnswer]:
    """Return the answers for addresses, with the contents that are searched for others: not all fit into the memory.

    If the home page does not answer, nothing else is requested.
    """
    first = list(fetch([expected[0].url]))
    if expected[0].file == INDEX and first[0].status is None:
        return dict.fromkeys(expected, first[0])
    answers: dict[_Expected, HttpAnswer] = {}
    left = _MAX_SEARCHED_BYTES
    for each, answer in zip(expected, chain(first, fetch(each.url for each in expected[1:])), strict=True):
        is_searched = each.problem(answer) is not None and len(answer.content) <= left
        answers[each] = answer if is_searched else replace(answer, content=b"")
        left -= len(answers[each].content)
    return answers


def _unknown(
    expected: Sequence[_Expected], wrong: Mapping[_Expected, HttpAnswer], built_for: str, urls: PageUrls, fetch: Fetch
) -> Iterator[tuple[str, HttpAnswer]]:
    """Yield the addresses below the root that a server answers although the build has no file for them.

    A server lists no files. So only addresses are known that it names itself, in files that are not as built; and those
    of folders without their last `/`, which must lead to the folder.
    """
    right = {each.url: each.sha256 for each in expected if each not in wrong}
    asked = {url[:-1]: sha256 for url, sha256 in right.items() if url.endswith("/") and url != urls.site_url}
    known = {unquote(each.url) for each in expected} | asked.keys()
    most = len(asked) + _MAX_UNKNOWN
    for named in (named for each, answer in wrong.items() for named in _named(each, answer.content, urls)):
        if len(asked) == most:
            break
        # The pages name the address that the site was built for.
        url = urls.site_url + named.removeprefix(built_for) if named.startswith(built_for) else named
        file = unquote(url)
        if file.startswith(urls.site_url) and file.removesuffix(INDEX) not in known and file not in known:
            asked[url] = ""
    for (url, sha256), answer in zip(asked.items(), fetch(asked), strict=True):
        if answer.status == HTTPStatus.OK and answer.sha256 != sha256:
            yield url, answer


def _named(sent: _Expected, content: bytes, urls: PageUrls) -> Iterator[str]:
    """Yield the absolute addresses that the content of a file names, each without query and fragment."""
    if sent.file == NAME:
        addresses = [*_paths(content, urls)]
    elif sent.file.endswith((".html", SITEMAP)):
        addresses = _NamedAddresses.of(content)
    else:
        return
    base = urls.site_url if sent.file == NAME else sent.url
    for address in (each for each in addresses if len(each) <= _MAX_ADDRESS_CHARACTERS):
        try:
            yield normalized(ada_url.join_url(base, address)).partition("#")[0].partition("?")[0]
        except ValueError:
            continue


class _NamedAddresses:
    """The addresses in links and images of a page, or in a sitemap.

    No tree is made of it, which would take forever if a foreign server sends many thousands of nested elements.
    """

    def __init__(self) -> None:
        self._found: list[str] = []
        self._location: list[str] | None = None

    @classmethod
    def of(cls, content: bytes) -> list[str]:
        """Return the addresses in the content of a file."""
        parser = etree.HTMLParser(target=cls(), huge_tree=True)
        parser.feed(content.decode("utf-8", "replace"))
        try:
            found: list[str] = parser.close()
        except etree.LxmlError:  # there is nothing in it
            return []
        return found

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._location = [] if tag == _LOCATION else None
        self._found += filter(None, [attributes.get("href") or attributes.get("src")])

    def data(self, text: str) -> None:
        if self._location is not None:
            self._location.append(text)

    def end(self, _tag: str) -> None:
        self._found.append("".join(self._location or ()).strip())
        self._location = None

    def close(self) -> list[str]:
        return [*filter(None, self._found)]


def _paths(manifest: bytes, urls: PageUrls) -> Iterator[str]:
    """Yield the paths of the files that a live build manifest lists; none if it is no manifest."""
    with suppress(ValueError, LookupError, TypeError, RecursionError):
        for file in json.loads(manifest)["files"]:
            yield urls.path_of_file(str(file).encode("utf-8", "replace").decode())
