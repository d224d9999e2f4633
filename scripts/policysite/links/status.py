"""What an answer means for whoever has set the link: linkchecker's words become states.

A link is called dead only where a server or the network says plainly that nothing is there; it is called alive only
where a server has sent the page. Everything between may be a bad hour, and so may whatever is not known here.
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

from policysite.findings import Severity
from policysite.links.linkchecker.report import Answer


class State(enum.StrEnum):
    """What is known of an address."""

    ALIVE = "alive"
    DEAD = "dead"
    MOVED = "moved"  # for good, says the server
    TRANSIENT = "transient"  # it may be better tomorrow
    UNVERIFIED = "unverified"  # its host refuses robots, so it is not asked


class Reached(enum.Enum):
    """How far a question got: where nothing was reached at all, it may be the network that is dead."""

    NOTHING = enum.auto()
    STRANGER = enum.auto()  # something that cannot show who it is; also a hotel's login page in the place of every site
    SERVER = enum.auto()


@dataclass(frozen=True)
class Verdict:
    """What is said of an address.

    Attributes:
        state: what is known of it.
        rule: the rule that finds it; empty where there is nothing to fix.
        params: what the message of that rule names, besides the address.
        severity: how much it weighs.
    """

    state: State
    rule: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.WARNING


@dataclass(frozen=True)
class Reading:
    """What one answer says, whatever was known before.

    Attributes:
        state: what it shows the address to be.
        rule: the rule that finds it; empty where there is nothing to fix.
        params: what the message names and the answer tells.
        reached: how far the question got.
        host: the host that it got to.
        wait: seconds after which the server wants to be asked again; 0 where it does not say.
    """

    state: State
    rule: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    reached: Reached = Reached.SERVER
    host: str = ""
    wait: float = 0


ALIVE = Reading(State.ALIVE)
# No answer at all.
SILENT = Reading(State.TRANSIENT, "link-unreachable", reached=Reached.NOTHING)

# The status comes first in linkchecker's words, as in "404 Not Found"; of an exception, the name of its class.
_STATUS = re.compile(r"(?P<status>[1-5]\d\d)(?: |$)")
_CLASS = re.compile(r"(?P<name>[A-Z]\w*)(?::|$)")
_REDIRECTED = re.compile(r"Redirected to `(?P<url>.*)' status: (?P<status>\d{3})\b.*", re.DOTALL)
_NO_ANCHOR = "Anchor `"
_ANCHORS = "Available anchors: "
# What scripts make an anchor of that is none in the HTML: GitHub's the lines of a file, and the names of headings from
# longer ones.
_LINES = re.compile(r"L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?", re.ASCII)
_OF_LINES = "github.com"
_OF_HEADINGS = "user-content-"
_UNREAD = "could not get content"
_TOO_LARGE = "File size too large"
_HOST = re.compile(r"host='(?P<host>[^']+)'")

_ENDLESS = "TooManyRedirects"
_TLS = "SSLError"
# What requests raises only after a server has answered: of its content, or of where it redirects to.
_OF_ANSWERS = (
    "ChunkedEncodingError",
    "ContentDecodingError",
    "InvalidHeader",
    "InvalidURL",
    "MissingSchema",
    "ValueError",
    _ENDLESS,
)
# Only a redirect leads to what is no address of the web, such as a file or a mailbox.
_ASTRAY = re.compile(r"InvalidSchema: No connection adapters were found for (['\"])(?P<url>.*)\1", re.DOTALL)
# Characters of such an address that are shown: it may be a whole picture.
_SHOWN = 100
# A handshake that was cut off says nothing of the certificate.
_BROKEN_HANDSHAKE = ("SSLEOFError", "timed out", "reset by peer")
# By what linkchecker shows that a host could not be found.
_NAMELESS = (
    "NameResolutionError",
    "LocationParseError",
    "Hostname not found",
    "Bad hostname",
    "unparsable domain name",
)

_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)


def reading(address: str, answer: Answer, known: Callable[[str], bool | None], now: datetime) -> Reading:
    """What an answer says.

    Args:
        address: the address as it was asked, normalised.
        answer: linkchecker's answer.
        known: whether a host has an address in the network; None where nobody could say.
        now: against which a `Retry-After` with a date is read.
    """
    status = _STATUS.match(answer.result)
    if status is not None:
        return _of_status(int(status["status"]), address, answer, now)
    match = _CLASS.match(answer.result)
    name = match["name"] if match else ""
    host = _host(answer)
    if name == _ENDLESS:
        return Reading(State.DEAD, "redirect-loop")
    astray = _ASTRAY.fullmatch(answer.result)
    if astray is not None:
        # By which status is not told; this is the line of the answer that leads there.
        return Reading(State.DEAD, "link-dead", {"status": f"Location: {astray['url'][:_SHOWN]}"})
    if name == _TLS and not any(sign in answer.result for sign in _BROKEN_HANDSHAKE):
        return Reading(State.DEAD, "certificate-invalid", {"host": host}, Reached.STRANGER, host)
    reached = Reached.SERVER if name in _OF_ANSWERS or any(_hops(answer)) else Reached.NOTHING
    if any(sign in answer.result for sign in _NAMELESS) and known(host) is False:
        return Reading(State.DEAD, "host-unknown", {"host": host}, reached)
    return Reading(State.TRANSIENT, "link-unreachable", reached=reached)


def _of_status(status: int, address: str, answer: Answer, now: datetime) -> Reading:
    """What an answer with a status says."""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES and answer.valid:
        return _of_page(address, answer)
    params = {"status": _named(status)}
    if status in _GONE:
        return Reading(State.DEAD, "link-dead", params)
    # What is no client's fault, nor a refusal: the server's own, or something that no answer to a reader should be.
    refused = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    rule = "link-refused" if refused and status != HTTPStatus.REQUEST_TIMEOUT else "link-failing"
    return Reading(State.TRANSIENT, rule, params, wait=seconds(answer.retry_after, now))


def _of_page(address: str, answer: Answer) -> Reading:
    """What an answer with a page says."""
    fragment = ada_url.URL(address).hash.removeprefix("#")
    if fragment and any(warning.startswith(_NO_ANCHOR) for warning in answer.warnings):
        if not _is_made_by_scripts(fragment, address, answer):
            return Reading(State.DEAD, "fragment-missing", {"fragment": unquote(fragment)})
    elif fragment and any(warning.startswith(_UNREAD) and _TOO_LARGE not in warning for warning in answer.warnings):
        return Reading(State.TRANSIENT, "link-unreachable")
    new = _moved_to(address, answer)
    return ALIVE if new == address else Reading(State.MOVED, "link-moved", {"new": new})


def _is_made_by_scripts(fragment: str, address: str, answer: Answer) -> bool:
    """Whether a fragment that is no anchor in the HTML of a page leads somewhere all the same."""
    # What links say for the top of any page, and the routes of scripts.
    if fragment.lower() == "top" or fragment.startswith(("/", "!")):
        return True
    if ada_url.URL(address).hostname == _OF_LINES and _LINES.fullmatch(fragment):
        return True
    # A line break in the name of an anchor, which ends a warning, does not end the list.
    anchors = "\n".join(answer.warnings).partition(_ANCHORS)[2]
    return f"`{_OF_HEADINGS}{unquote(fragment)}'" in anchors


def _moved_to(address: str, answer: Answer) -> str:
    """The address that a page has for good, as far as its servers say; that which was asked where it has not moved."""
    new = address
    for url, status in _hops(answer):
        if status not in _PERMANENT:
            break
        new = _normal(url)
    return new


def _hops(answer: Answer) -> Iterator[tuple[str, int]]:
    """Where an address has led, step by step, and by which status."""
    for warning in answer.warnings:
        match = _REDIRECTED.fullmatch(warning)
        if match is not None:
            yield match["url"], int(match["status"])


def _normal(url: str) -> str:
    """An address as a browser would write it; what is none stays as it is."""
    try:
        return ada_url.URL(url).href
    except ValueError:
        return url


def _host(answer: Answer) -> str:
    """The host that did not answer: the one that linkchecker names, which a redirect may have led to."""
    match = _HOST.search(answer.result)
    if match is not None:
        return match["host"]
    try:
        return ada_url.URL(answer.url).hostname
    except ValueError:
        return answer.url


def _named(status: int) -> str:
    """A status with the name that the standard gives it; what a server calls it may be anything."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def seconds(retry_after: str, now: datetime) -> float:
    """The seconds that a `Retry-After` asks to wait, given as such or as a date; 0 where it does not say (RFC 9110)."""
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
