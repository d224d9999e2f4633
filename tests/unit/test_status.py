"""What linkchecker says is understood; what it may say one day is not taken for success.

The texts are linkchecker's own: those of connections that fail were taken from runs of it.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.links.linkchecker.report import Answer
from policysite.links.status import ALIVE, Reached, Reading, State, reading, seconds

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAGE = "https://a.example/page"
FINE = "200 OK"
NOTHING, STRANGER, SERVER = Reached

NAMELESS = (
    "ConnectionError: HTTPSConnectionPool(host='a-host-of-some-length.example', port=443): Max retries exceeded with "
    "url: /some/path (Caused by NameResolutionError(\"HTTPSConnection(host='a-host-of-some-length.example', "
    "port=443): Failed to resolve 'a-host-of-some-length.example' ([Errno -2] Name or service not known)\"))"
)
REFUSED = (
    "ConnectionError: HTTPConnectionPool(host='127.0.0.1', port=9): Max retries exceeded with url: / (Caused by "
    "NewConnectionError(\"HTTPConnection(host='127.0.0.1', port=9): Failed to establish a new connection: [Errno 111] "
    'Connection refused"))'
)
RESET = "ConnectionError: ('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))"
CLOSED = "ConnectionError: ('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))"
READ_TIMEOUT = "ReadTimeout: HTTPConnectionPool(host='127.0.0.4', port=38831): Read timed out. (read timeout=1)"
CONNECT_TIMEOUT = (
    "ConnectTimeout: HTTPSConnectionPool(host='a.example', port=443): Max retries exceeded with url: / (Caused by "
    "ConnectTimeoutError(<HTTPSConnection(host='a.example', port=443) at 0x7f>, \"Connection to a.example timed out. "
    '(connect timeout=1)"))'
)
CERTIFICATE = (
    "SSLError: HTTPSConnectionPool(host='a.example', port=443): Max retries exceeded with url: /alive (Caused by "
    "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed "
    "certificate (_ssl.c:1006)')))"
)
HANDSHAKE = (
    "SSLError: HTTPSConnectionPool(host='a.example', port=443): Max retries exceeded with url: / (Caused by "
    "SSLError(SSLEOFError(8, '[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol (_ssl.c:1006)')"
)
DECODING = (
    "ContentDecodingError: ('Received response with content-encoding: gzip, but failed to decode it.', "
    "error('Error -3 while decompressing data: incorrect header check'))"
)
NO_LABEL = "LocationParseError: Failed to parse: 'a..b', label empty or too long"
PROXY = "ProxyError: HTTPConnectionPool(host='10.0.0.1', port=3128): Max retries exceeded with url: http://a.example/"

NO_ANCHOR = "Anchor `{0}' (decoded: `{0}') not found. Available anchors: `present', `раздел'."
UNREAD = f"could not get content: {DECODING}"


def redirected(url: str, status: str = "301 Moved Permanently") -> str:
    return f"Redirected to `{url}' status: {status}."


FOUND = "302 Found"


def read(result: str, *warnings: str, at: str = PAGE, valid: bool | None = None, known: bool | None = True) -> Reading:
    if valid is None:
        valid = result[0] in "23" or result.startswith("429")
    return reading(at, Answer(at, at, "", 0, 0, valid, result, warnings, ""), lambda _: known, NOW)


@pytest.mark.parametrize(
    ("result", "state", "rule", "status"),
    [
        ("404 Not Found", State.DEAD, "link-dead", "404 Not Found"),
        ("410 Gone", State.DEAD, "link-dead", "410 Gone"),
        ("404 Nicht gefunden", State.DEAD, "link-dead", "404 Not Found"),
        ("404 ", State.DEAD, "link-dead", "404 Not Found"),
        ("401 Unauthorized", State.TRANSIENT, "link-refused", "401 Unauthorized"),
        ("403 Forbidden", State.TRANSIENT, "link-refused", "403 Forbidden"),
        ("429 Too Many Requests", State.TRANSIENT, "link-refused", "429 Too Many Requests"),
        ("400 Bad Request", State.TRANSIENT, "link-refused", "400 Bad Request"),
        ("405 Method Not Allowed", State.TRANSIENT, "link-refused", "405 Method Not Allowed"),
        ("451 ", State.TRANSIENT, "link-refused", "451 Unavailable For Legal Reasons"),
        ("499 ", State.TRANSIENT, "link-refused", "499"),
        ("408 Request Timeout", State.TRANSIENT, "link-failing", "408 Request Timeout"),
        ("500 Internal Server Error", State.TRANSIENT, "link-failing", "500 Internal Server Error"),
        ("501 Not Implemented", State.TRANSIENT, "link-failing", "501 Not Implemented"),
        ("503 Service Unavailable", State.TRANSIENT, "link-failing", "503 Service Unavailable"),
        ("522 <none>", State.TRANSIENT, "link-failing", "522"),
        ("301 Moved Permanently", State.TRANSIENT, "link-failing", "301 Moved Permanently"),
    ],
)
def test_a_status_is_named_as_the_standard_names_it(result: str, state: State, rule: str, status: str) -> None:
    assert read(result) == Reading(state, rule, {"status": status})


@pytest.mark.parametrize("result", ["200 OK", "204 No Content", "206 Partial Content", "200 ", "200"])
def test_a_page_is_alive(result: str) -> None:
    assert read(result, "Content size is zero.") == ALIVE


@pytest.mark.parametrize(
    ("result", "rule", "reached"),
    [
        (REFUSED, "link-unreachable", NOTHING),
        (RESET, "link-unreachable", NOTHING),
        (CLOSED, "link-unreachable", NOTHING),
        (READ_TIMEOUT, "link-unreachable", NOTHING),
        (CONNECT_TIMEOUT, "link-unreachable", NOTHING),
        (HANDSHAKE, "link-unreachable", NOTHING),
        (PROXY, "link-unreachable", NOTHING),
        (DECODING, "link-unreachable", SERVER),
        ("ChunkedEncodingError: …", "link-unreachable", SERVER),
        ("InvalidSchema: Missing dependencies for SOCKS support.", "link-unreachable", NOTHING),
        ("ValueError: Invalid IPv6 URL", "link-unreachable", SERVER),
        ("SomethingNewError: …", "link-unreachable", NOTHING),
        ("SomethingNewError", "link-unreachable", NOTHING),
    ],
)
def test_a_connection_that_fails_may_be_a_bad_moment(result: str, rule: str, reached: Reached) -> None:
    assert read(result, valid=False, known=False) == Reading(State.TRANSIENT, rule, reached=reached)
    assert read(result, redirected(PAGE, FOUND), valid=False).reached is SERVER


@pytest.mark.parametrize("result", ["syntax OK", "filtered", "OK", "", "Ignored: 200 OK", "2000 OK", "20"])
def test_what_is_no_answer_of_a_server_is_no_success(result: str) -> None:
    assert read(result, valid=True) == Reading(State.TRANSIENT, "link-unreachable", reached=NOTHING)


@pytest.mark.parametrize("result", ["200 OK", "204 No Content"])
def test_what_linkchecker_does_not_hold_valid_is_no_success(result: str) -> None:
    assert read(result, valid=False).state is State.TRANSIENT


@pytest.mark.parametrize(
    ("result", "host"),
    [
        (NAMELESS, "a-host-of-some-length.example"),
        (NO_LABEL, "a.example"),
        ("Hostname not found", "a.example"),
        ("Bad hostname 'a.example': UnicodeError: …", "a.example"),
        ("URL has unparsable domain name: …", "a.example"),
    ],
)
def test_a_host_is_unknown_where_the_network_says_so_and_silent_where_it_says_nothing(result: str, host: str) -> None:
    asked: list[str] = []

    def read_with(known: bool | None) -> Reading:
        def ask(name: str) -> bool | None:
            asked.append(name)
            return known

        return reading(PAGE, Answer(PAGE, PAGE, "", 0, 0, False, result, (), ""), ask, NOW)

    assert read_with(False) == Reading(State.DEAD, "host-unknown", {"host": host}, NOTHING)
    assert read_with(None) == Reading(State.TRANSIENT, "link-unreachable", reached=NOTHING)
    assert read_with(True) == Reading(State.TRANSIENT, "link-unreachable", reached=NOTHING)
    assert set(asked) == {host}


def test_a_certificate_that_cannot_be_trusted_is_refused() -> None:
    expected = Reading(State.DEAD, "certificate-invalid", {"host": "a.example"}, STRANGER, "a.example")
    assert read(CERTIFICATE) == expected


def test_redirects_without_end_are_dead() -> None:
    assert read("TooManyRedirects: Exceeded 10 redirects.") == Reading(State.DEAD, "redirect-loop")


@pytest.mark.parametrize(
    ("quoted", "told"),
    [
        ("'ftp://a.example/x'", "ftp://a.example/x"),
        ("'file:///etc/hosts'", "file:///etc/hosts"),
        ("'javascript:alert(1)'", "javascript:alert(1)"),
        ("\"javascript:alert('1')\"", "javascript:alert('1')"),
        (f"'data:,{'x' * 1000}'", f"data:,{'x' * 94}"),
    ],
)
def test_a_redirect_to_what_is_no_address_of_the_web_is_dead(quoted: str, told: str) -> None:
    found = read(f"InvalidSchema: No connection adapters were found for {quoted}")
    assert found == Reading(State.DEAD, "link-dead", {"status": f"Location: {told}"})


B, C, D = (f"https://{letter}.example/" for letter in "bcd")


@pytest.mark.parametrize(
    ("hops", "new"),
    [
        ([redirected(B)], B),
        ([redirected(B, "308 Permanent Redirect")], B),
        ([redirected(B, "308 ")], B),
        ([redirected(B), redirected(C)], C),
        ([redirected(B), redirected(C, FOUND)], B),
        ([redirected(B), redirected(C, FOUND), redirected(D)], B),
        ([redirected(f"{PAGE}/")], f"{PAGE}/"),
        ([redirected("https://B.example:443/%7Ea b")], f"{B}%7Ea%20b"),
        ([redirected("https://b.example/it's' status: 302 Found.")], f"{B}it's'%20status:%20302%20Found."),
        ([redirected(B, FOUND)], None),
        ([redirected(B, "303 See Other")], None),
        ([redirected(B, "307 Temporary Redirect")], None),
        ([redirected(B, FOUND), redirected(C)], None),
        ([redirected(PAGE)], None),
        ([], None),
    ],
)
def test_a_page_has_moved_as_far_as_every_server_on_the_way_says_for_good(hops: list[str], new: str | None) -> None:
    expected = ALIVE if new is None else Reading(State.MOVED, "link-moved", {"new": new})
    assert read(FINE, *hops) == expected


@pytest.mark.parametrize("result", ["404 Not Found", "500 Internal Server Error", "401 Unauthorized"])
def test_what_has_moved_to_something_that_fails_fails(result: str) -> None:
    assert read(result, redirected(B)) == read(result)


@pytest.mark.parametrize(
    ("fragment", "named"), [("no", "no"), ("%D0%BD%D0%B5%D1%82", "нет"), ("a%0Ab", "a\nb"), ("/", None), ("!/a", None)]
)
def test_a_fragment_that_is_not_there_is_dead_unless_scripts_read_it(fragment: str, named: str | None) -> None:
    found = read(FINE, redirected(f"{PAGE}#{fragment}", FOUND), NO_ANCHOR.format(fragment), at=f"{PAGE}#{fragment}")
    expected = Reading(State.DEAD, "fragment-missing", {"fragment": named}) if named else ALIVE
    assert found == expected


@pytest.mark.parametrize("fragment", ["top", "TOP"])
def test_every_page_has_a_top(fragment: str) -> None:
    assert read(FINE, NO_ANCHOR.format(fragment), at=f"{PAGE}#{fragment}") == ALIVE


@pytest.mark.parametrize(
    ("host", "fragment", "alive"),
    [
        ("github.com", "L10", True),
        ("github.com", "L10-L20", True),
        ("github.com", "L10C2-L20C1", True),
        ("github.com", "L", False),
        ("github.com", "L10-", False),
        ("github.com", "L10-L", False),
        ("github.com", "L10-L20-L30", False),
        ("github.com", "Lx10", False),
        ("github.com", "xL10", False),
        ("github.com.example", "L10", False),
        ("a.example", "L10", False),
    ],
)
def test_scripts_of_github_make_anchors_of_the_lines_of_files(host: str, fragment: str, alive: bool) -> None:
    found = read(FINE, NO_ANCHOR.format(fragment), at=f"https://{host}/o/r/blob/main/a.py#{fragment}")
    assert found == (ALIVE if alive else Reading(State.DEAD, "fragment-missing", {"fragment": fragment}))


@pytest.mark.parametrize(
    ("fragment", "anchors", "alive"),
    [
        ("use", ["`a', `user-content-use', `z'."], True),
        ("use", ["`user-content-use'."], True),
        ("%D0%B4%D0%B0", ["`user-content-да'."], True),
        ("use", ["`a", "b', `user-content-use'."], True),
        ("use", ["`user-content-user'."], False),
        ("use", ["`user-content-us'."], False),
        ("use", ["`a-user-content-use'."], False),
        ("user-content-use", ["`use'."], False),
        ("`user-content-use'", ["`a'."], False),
        ("use", ["-."], False),
    ],
)
def test_scripts_make_anchors_of_those_of_headings(fragment: str, anchors: list[str], alive: bool) -> None:
    warning = f"Anchor `{fragment}' (decoded: `{fragment}') not found. Available anchors: {anchors[0]}"
    assert (read(FINE, warning, *anchors[1:], at=f"{PAGE}#{fragment}") == ALIVE) is alive


def test_a_page_that_is_too_large_to_be_read_is_there() -> None:
    assert read(FINE, "could not get content: LinkCheckerError: File size too large", at=f"{PAGE}#no") == ALIVE


def test_a_fragment_in_a_page_that_cannot_be_read_may_be_there() -> None:
    assert read(FINE, UNREAD, at=f"{PAGE}#no") == Reading(State.TRANSIENT, "link-unreachable")
    assert read(FINE, UNREAD) == ALIVE


@pytest.mark.parametrize(
    ("retry_after", "expected"),
    [
        ("", 0),
        ("7", 7),
        (" 7 ", 7),
        ("Mon, 23 Nov 2026 12:01:30 GMT", 90),
        ("Monday, 23-Nov-26 12:01:30 GMT", 90),
        ("Mon Nov 23 12:01:30 2026", 90),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0),
        ("-5", 0),
        ("7.5", 0),
        ("٧", 0),
        ("soon", 0),
        ("9" * 400, 0),
        ("Mon, 99 Nov 2026 12:01:30 GMT", 0),
    ],
)
def test_how_long_a_server_asks_to_wait_is_read_in_every_form(retry_after: str, expected: float) -> None:
    assert seconds(retry_after, NOW) == expected
    answer = Answer(PAGE, PAGE, "", 0, 0, True, "429 Too Many Requests", (), retry_after)
    assert reading(PAGE, answer, lambda _: None, NOW).wait == expected


@given(st.text(max_size=60) | st.sampled_from([NAMELESS, CERTIFICATE, FINE]), st.lists(st.text(max_size=40)), st.text())
def test_nothing_but_a_page_is_alive(result: str, warnings: list[str], retry_after: str) -> None:
    found = reading(PAGE, Answer(PAGE, "", "", 0, 0, True, result, tuple(warnings), retry_after), lambda _: None, NOW)
    assert (found.state in (State.ALIVE, State.MOVED)) is (
        result[:1] == "2" and result[:3].isdecimal() and found == ALIVE
    )
    assert found.wait >= 0
