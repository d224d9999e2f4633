"""linkchecker's answers get the right status; an unknown answer never counts as success.

The texts are linkchecker's own; those of failing connections were taken from runs of it.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.findings.rule import Rule
from policysite.links.linkchecker.report import LinkcheckerAnswer
from policysite.links.rules import (
    CERTIFICATE_INVALID,
    FRAGMENT_MISSING,
    HOST_UNKNOWN,
    LINK_DEAD,
    LINK_FAILING,
    LINK_MOVED,
    LINK_REFUSED,
    LINK_UNREACHABLE,
    REDIRECT_LOOP,
)
from policysite.links.status import ALIVE, CheckResult, LinkState, Reached, check_result, retry_seconds

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAGE = "https://a.example/page"
FINE = "200 OK"
NOTHING, UNTRUSTED, SERVER = Reached

HOST_NOT_FOUND = (
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


def read(
    result: str, *warnings: str, at: str = PAGE, valid: bool | None = None, resolves: bool | None = True
) -> CheckResult:
    if valid is None:
        valid = result[0] in "23" or result.startswith("429")
    return check_result(at, LinkcheckerAnswer(at, at, "", valid, result, warnings, ""), lambda _: resolves, NOW)


@pytest.mark.parametrize(
    ("result", "state", "rule", "status"),
    [
        ("404 Not Found", LinkState.DEAD, LINK_DEAD, "404 Not Found"),
        ("410 Gone", LinkState.DEAD, LINK_DEAD, "410 Gone"),
        ("404 Nicht gefunden", LinkState.DEAD, LINK_DEAD, "404 Not Found"),
        ("404 ", LinkState.DEAD, LINK_DEAD, "404 Not Found"),
        ("401 Unauthorized", LinkState.TRANSIENT, LINK_REFUSED, "401 Unauthorized"),
        ("403 Forbidden", LinkState.TRANSIENT, LINK_REFUSED, "403 Forbidden"),
        ("429 Too Many Requests", LinkState.TRANSIENT, LINK_REFUSED, "429 Too Many Requests"),
        ("400 Bad Request", LinkState.TRANSIENT, LINK_REFUSED, "400 Bad Request"),
        ("405 Method Not Allowed", LinkState.TRANSIENT, LINK_REFUSED, "405 Method Not Allowed"),
        ("451 ", LinkState.TRANSIENT, LINK_REFUSED, "451 Unavailable For Legal Reasons"),
        ("499 ", LinkState.TRANSIENT, LINK_REFUSED, "499"),
        ("408 Request Timeout", LinkState.TRANSIENT, LINK_FAILING, "408 Request Timeout"),
        ("500 Internal Server Error", LinkState.TRANSIENT, LINK_FAILING, "500 Internal Server Error"),
        ("501 Not Implemented", LinkState.TRANSIENT, LINK_FAILING, "501 Not Implemented"),
        ("503 Service Unavailable", LinkState.TRANSIENT, LINK_FAILING, "503 Service Unavailable"),
        ("522 <none>", LinkState.TRANSIENT, LINK_FAILING, "522"),
        ("301 Moved Permanently", LinkState.TRANSIENT, LINK_FAILING, "301 Moved Permanently"),
    ],
)
def test_a_status_is_named_as_the_standard_names_it(result: str, state: LinkState, rule: Rule, status: str) -> None:
    assert read(result) == CheckResult(state, rule, {"status": status})


@pytest.mark.parametrize("result", ["200 OK", "204 No Content", "206 Partial Content", "200 ", "200"])
def test_a_page_is_alive(result: str) -> None:
    assert read(result, "Content size is zero.") == ALIVE


@pytest.mark.parametrize(
    ("result", "rule", "reached"),
    [
        (REFUSED, LINK_UNREACHABLE, NOTHING),
        (RESET, LINK_UNREACHABLE, NOTHING),
        (CLOSED, LINK_UNREACHABLE, NOTHING),
        (READ_TIMEOUT, LINK_UNREACHABLE, NOTHING),
        (CONNECT_TIMEOUT, LINK_UNREACHABLE, NOTHING),
        (HANDSHAKE, LINK_UNREACHABLE, NOTHING),
        (PROXY, LINK_UNREACHABLE, NOTHING),
        (DECODING, LINK_UNREACHABLE, SERVER),
        ("ChunkedEncodingError: …", LINK_UNREACHABLE, SERVER),
        ("InvalidSchema: Missing dependencies for SOCKS support.", LINK_UNREACHABLE, NOTHING),
        ("ValueError: Invalid IPv6 URL", LINK_UNREACHABLE, SERVER),
        ("SomethingNewError: …", LINK_UNREACHABLE, NOTHING),
        ("SomethingNewError", LINK_UNREACHABLE, NOTHING),
    ],
)
def test_a_failing_connection_is_transient(result: str, rule: Rule, reached: Reached) -> None:
    assert read(result, valid=False, resolves=False) == CheckResult(LinkState.TRANSIENT, rule, reached=reached)
    assert read(result, redirected(PAGE, FOUND), valid=False).reached is SERVER


@pytest.mark.parametrize("result", ["syntax OK", "filtered", "OK", "", "Ignored: 200 OK", "2000 OK", "20"])
def test_a_result_that_is_not_an_answer_of_a_server_is_not_a_success(result: str) -> None:
    assert read(result, valid=True) == CheckResult(LinkState.TRANSIENT, LINK_UNREACHABLE, reached=NOTHING)


@pytest.mark.parametrize("result", ["200 OK", "204 No Content"])
def test_an_answer_that_linkchecker_calls_invalid_is_not_a_success(result: str) -> None:
    assert read(result, valid=False).state is LinkState.TRANSIENT


@pytest.mark.parametrize(
    ("result", "host"),
    [
        (HOST_NOT_FOUND, "a-host-of-some-length.example"),
        (NO_LABEL, "a.example"),
        ("Hostname not found", "a.example"),
        ("Bad hostname 'a.example': UnicodeError: …", "a.example"),
        ("URL has unparsable domain name: …", "a.example"),
    ],
)
def test_a_host_is_unknown_only_if_the_network_has_no_address_for_it(result: str, host: str) -> None:
    hosts: list[str] = []

    def read_with(answer: bool | None) -> CheckResult:
        def resolves(name: str) -> bool | None:
            hosts.append(name)
            return answer

        return check_result(PAGE, LinkcheckerAnswer(PAGE, PAGE, "", False, result, (), ""), resolves, NOW)

    assert read_with(False) == CheckResult(LinkState.DEAD, HOST_UNKNOWN, {"host": host}, NOTHING)
    assert read_with(None) == CheckResult(LinkState.TRANSIENT, LINK_UNREACHABLE, reached=NOTHING)
    assert read_with(True) == CheckResult(LinkState.TRANSIENT, LINK_UNREACHABLE, reached=NOTHING)
    assert set(hosts) == {host}


def test_an_untrusted_certificate_is_invalid() -> None:
    expected = CheckResult(LinkState.DEAD, CERTIFICATE_INVALID, {"host": "a.example"}, UNTRUSTED)
    assert read(CERTIFICATE) == expected


def test_a_redirect_loop_is_dead() -> None:
    assert read("TooManyRedirects: Exceeded 10 redirects.") == CheckResult(LinkState.DEAD, REDIRECT_LOOP)


@pytest.mark.parametrize(
    ("quoted", "shown"),
    [
        ("'ftp://a.example/x'", "ftp://a.example/x"),
        ("'file:///etc/hosts'", "file:///etc/hosts"),
        ("'javascript:alert(1)'", "javascript:alert(1)"),
        ("\"javascript:alert('1')\"", "javascript:alert('1')"),
        (f"'data:,{'x' * 1000}'", f"data:,{'x' * 94}"),
    ],
)
def test_a_redirect_to_an_address_that_is_not_of_the_web_is_dead(quoted: str, shown: str) -> None:
    found = read(f"InvalidSchema: No connection adapters were found for {quoted}")
    assert found == CheckResult(LinkState.DEAD, LINK_DEAD, {"status": f"Location: {shown}"})


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
def test_a_page_has_moved_as_far_as_all_redirects_before_are_permanent(hops: list[str], new: str | None) -> None:
    expected = ALIVE if new is None else CheckResult(LinkState.MOVED, LINK_MOVED, {"new": new})
    assert read(FINE, *hops) == expected


@pytest.mark.parametrize("result", ["404 Not Found", "500 Internal Server Error", "401 Unauthorized"])
def test_a_redirect_to_a_failure_is_a_failure(result: str) -> None:
    assert read(result, redirected(B)) == read(result)


@pytest.mark.parametrize(
    ("fragment", "named"), [("no", "no"), ("%D0%BD%D0%B5%D1%82", "нет"), ("a%0Ab", "a\nb"), ("/", None), ("!/a", None)]
)
def test_a_missing_fragment_is_dead_unless_scripts_read_it(fragment: str, named: str | None) -> None:
    found = read(FINE, redirected(f"{PAGE}#{fragment}", FOUND), NO_ANCHOR.format(fragment), at=f"{PAGE}#{fragment}")
    expected = CheckResult(LinkState.DEAD, FRAGMENT_MISSING, {"fragment": named}) if named else ALIVE
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
def test_lines_of_files_are_anchors_on_github(host: str, fragment: str, alive: bool) -> None:
    found = read(FINE, NO_ANCHOR.format(fragment), at=f"https://{host}/o/r/blob/main/a.py#{fragment}")
    assert found == (ALIVE if alive else CheckResult(LinkState.DEAD, FRAGMENT_MISSING, {"fragment": fragment}))


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
def test_the_short_name_of_a_heading_is_an_anchor(fragment: str, anchors: list[str], alive: bool) -> None:
    warning = f"Anchor `{fragment}' (decoded: `{fragment}') not found. Available anchors: {anchors[0]}"
    assert (read(FINE, warning, *anchors[1:], at=f"{PAGE}#{fragment}") == ALIVE) is alive


def test_a_page_that_is_too_large_to_be_read_is_alive() -> None:
    assert read(FINE, "could not get content: LinkCheckerError: File size too large", at=f"{PAGE}#no") == ALIVE


def test_a_fragment_in_a_page_that_cannot_be_read_is_transient() -> None:
    assert read(FINE, UNREAD, at=f"{PAGE}#no") == CheckResult(LinkState.TRANSIENT, LINK_UNREACHABLE)
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
def test_retry_after_is_read_in_every_form(retry_after: str, expected: float) -> None:
    assert retry_seconds(retry_after, NOW) == expected
    answer = LinkcheckerAnswer(PAGE, PAGE, "", True, "429 Too Many Requests", (), retry_after)
    assert check_result(PAGE, answer, lambda _: None, NOW).retry_after == expected


@given(
    st.text(max_size=60) | st.sampled_from([HOST_NOT_FOUND, CERTIFICATE, FINE]),
    st.lists(st.text(max_size=40)),
    st.text(),
)
def test_only_a_page_is_alive(result: str, warnings: list[str], retry_after: str) -> None:
    found = check_result(
        PAGE, LinkcheckerAnswer(PAGE, "", "", True, result, tuple(warnings), retry_after), lambda _: None, NOW
    )
    assert (found.state in (LinkState.ALIVE, LinkState.MOVED)) is (
        result[:1] == "2" and result[:3].isdecimal() and found == ALIVE
    )
    assert found.retry_after >= 0
