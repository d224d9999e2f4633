"""The state of a link, derived from linkchecker's answer.

A link is dead only if a server or the network says clearly that nothing is there; it is alive only if a server has sent
the page. Everything else, including every unknown answer, may be a temporary failure.
"""

from __future__ import annotations

import email.utils
import enum
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import unquote

import ada_url

from policysite.findings import MAX_SHOWN_CHARACTERS
from policysite.findings.rule import Rule
from policysite.links import rules
from policysite.links.linkchecker.report import COULD_NOT_READ, REDIRECTED, LinkcheckerAnswer, normalized


class LinkState(enum.StrEnum):
    """The states of a link."""

    ALIVE = "alive"
    DEAD = "dead"
    MOVED = "moved"  # permanently, according to the server
    TRANSIENT = "transient"  # may be a temporary failure
    UNVERIFIED = "unverified"  # its host refuses robots, so it is not requested


class Reached(enum.Enum):
    """The last point that a request reached: if no request reaches a server, the network may be down."""

    NOTHING = enum.auto()
    UNTRUSTED = enum.auto()  # a host without a valid certificate, or a captive portal that answers for every site
    SERVER = enum.auto()


@dataclass(frozen=True)
class CheckResult:
    """The result of checking a link: at first of one request, then with regard to earlier ones.

    Attributes:
        rule: the rule that finds it, with the severity that it has here; None if there is no error.
        params: the parameters of the rule's message, besides the address.
        reached: how far the request got.
        retry_after: the seconds after which the server asks to be requested again; 0 if it does not say.
    """

    state: LinkState
    rule: Rule | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    reached: Reached = Reached.SERVER
    retry_after: float = 0


ALIVE = CheckResult(LinkState.ALIVE)
# No answer at all.
NO_ANSWER = CheckResult(LinkState.TRANSIENT, rules.LINK_UNREACHABLE, reached=Reached.NOTHING)

# linkchecker's results begin with the status, as in "404 Not Found", or with the class of an exception.
_STATUS = re.compile(r"(?P<status>[1-5]\d\d)(?: |$)")
_CLASS = re.compile(r"(?P<name>[A-Z]\w*)(?::|$)")
_NO_ANCHOR = "Anchor `"
_ANCHORS = "Available anchors: "
# Anchors that scripts of GitHub add to a page: the lines of a file, and headings whose ids in the HTML are longer.
_LINES = re.compile(r"L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?", re.ASCII)
_GITHUB = "github.com"
_GITHUB_ID_PREFIX = "user-content-"
_TOO_LARGE = "File size too large"
_HOST = re.compile(r"host='(?P<host>[^']+)'")

_REDIRECT_LOOP = "TooManyRedirects"
_TLS = "SSLError"
# Exceptions of requests that are raised only after a server has answered: about its content, or its redirect.
_AFTER_ANSWER = (
    "ChunkedEncodingError",
    "ContentDecodingError",
    "InvalidHeader",
    "InvalidURL",
    "MissingSchema",
    "ValueError",
    _REDIRECT_LOOP,
)
# A redirect to a URL that is not on the web, such as a file or a mailbox.
_NOT_WEB = re.compile(r"InvalidSchema: No connection adapters were found for (['\"])(?P<url>.*)\1", re.DOTALL)
# A handshake that was cut off does not show that the certificate is invalid.
_BROKEN_HANDSHAKE = ("SSLEOFError", "timed out", "reset by peer")
# Parts of linkchecker's results for a host that could not be found.
_HOST_NOT_FOUND = (
    "NameResolutionError",
    "LocationParseError",
    "Hostname not found",
    "Bad hostname",
    "unparsable domain name",
)

_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)


def check_result(
    url: str, answer: LinkcheckerAnswer, resolves: Callable[[str], bool | None], now: datetime
) -> CheckResult:
    """Return the result of a request.

    `resolves` is as for `check_urls`; a `Retry-After` with a date is relative to `now`.
    """
    status = _STATUS.match(answer.result)
    if status is not None:
        return _status_result(int(status["status"]), url, answer, now)
    match = _CLASS.match(answer.result)
    name = match["name"] if match else ""
    host = _host(answer)
    if name == _REDIRECT_LOOP:
        return CheckResult(LinkState.DEAD, rules.REDIRECT_LOOP)
    not_web = _NOT_WEB.fullmatch(answer.result)
    if not_web is not None:
        # linkchecker does not report the status, only the target of the redirect, which may be a whole image (`data:`).
        target = not_web["url"][:MAX_SHOWN_CHARACTERS]
        return CheckResult(LinkState.DEAD, rules.LINK_DEAD, {"status": f"Location: {target}"})
    if name == _TLS and not any(sign in answer.result for sign in _BROKEN_HANDSHAKE):
        return CheckResult(LinkState.DEAD, rules.CERTIFICATE_INVALID, {"host": host}, Reached.UNTRUSTED)
    reached = Reached.SERVER if name in _AFTER_ANSWER or any(_hops(answer)) else Reached.NOTHING
    if any(sign in answer.result for sign in _HOST_NOT_FOUND) and resolves(host) is False:
        return CheckResult(LinkState.DEAD, rules.HOST_UNKNOWN, {"host": host}, reached)
    return CheckResult(LinkState.TRANSIENT, rules.LINK_UNREACHABLE, reached=reached)


def _status_result(status: int, url: str, answer: LinkcheckerAnswer, now: datetime) -> CheckResult:
    """Return the result of an answer with a status."""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES and answer.valid:
        return _page_result(url, answer)
    params = {"status": _named(status)}
    if status in _GONE:
        return CheckResult(LinkState.DEAD, rules.LINK_DEAD, params)
    # All other statuses are errors of the server, or refusals.
    refused = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    rule = rules.LINK_REFUSED if refused and status != HTTPStatus.REQUEST_TIMEOUT else rules.LINK_FAILING
    return CheckResult(LinkState.TRANSIENT, rule, params, retry_after=retry_seconds(answer.retry_after, now))


def _page_result(url: str, answer: LinkcheckerAnswer) -> CheckResult:
    """Return the result of an answer with a page."""
    fragment = ada_url.URL(url).hash.removeprefix("#")
    if fragment and any(warning.startswith(_NO_ANCHOR) for warning in answer.warnings):
        if not _works_without_anchor(fragment, url, answer):
            return CheckResult(LinkState.DEAD, rules.FRAGMENT_MISSING, {"fragment": unquote(fragment)})
    elif fragment and any(
        warning.startswith(COULD_NOT_READ) and _TOO_LARGE not in warning for warning in answer.warnings
    ):
        return CheckResult(LinkState.TRANSIENT, rules.LINK_UNREACHABLE)
    new = _moved_to(url, answer)
    return ALIVE if new == url else CheckResult(LinkState.MOVED, rules.LINK_MOVED, {"new": new})


def _works_without_anchor(fragment: str, url: str, answer: LinkcheckerAnswer) -> bool:
    """True if a fragment works although it is not an anchor in the HTML of the page."""
    # The top of any page, and routes of scripts.
    if fragment.lower() == "top" or fragment.startswith(("/", "!")):
        return True
    if ada_url.URL(url).hostname == _GITHUB and _LINES.fullmatch(fragment):
        return True
    # A line break in the name of an anchor splits the warning, so the list may continue in the next one.
    anchors = "\n".join(answer.warnings).partition(_ANCHORS)[2]
    return f"`{_GITHUB_ID_PREFIX}{unquote(fragment)}'" in anchors


def _moved_to(url: str, answer: LinkcheckerAnswer) -> str:
    """Return the URL that a page has permanently moved to, according to its servers, or the same URL."""
    new = url
    for hop, status in _hops(answer):
        if status not in _PERMANENT:
            break
        new = normalized(hop)
    return new


def _hops(answer: LinkcheckerAnswer) -> Iterator[tuple[str, int]]:
    """Yield each redirect: the URL that it leads to, and its status."""
    for warning in answer.warnings:
        match = REDIRECTED.fullmatch(warning)
        if match is not None:
            yield match["url"], int(match["status"])


def _host(answer: LinkcheckerAnswer) -> str:
    """Return the host that did not answer: the one that linkchecker names, which a redirect may have led to."""
    match = _HOST.search(answer.result)
    if match is not None:
        return match["host"]
    try:
        return ada_url.URL(answer.url).hostname
    except ValueError:
        return answer.url


def _named(status: int) -> str:
    """Return a status code with its standard phrase, even if the server sent another one."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def retry_seconds(retry_after: str, now: datetime) -> float:
    """Return the seconds of a `Retry-After`, which may be a number or a date (RFC 9110); 0 for any other text."""
    text = retry_after.strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        until = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return 0
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0, (until - now).total_seconds())
