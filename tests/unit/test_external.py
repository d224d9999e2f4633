"""Other sites are requested once, failing ones again, and each link gets the right status.

The first half runs linkchecker on a web on loopback; the second makes up its answers, to look at many days.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

import pytest
from policysite.corpus.settings import ExternalLinkOptions
from policysite.errors import ToolError
from policysite.findings import Severity
from policysite.findings.rule import Rule
from policysite.links import external
from policysite.links.cache import Cache
from policysite.links.checker import LinkChecker
from policysite.links.external import check_urls, host_exists
from policysite.links.linkchecker.report import LinkcheckerAnswer, StalledError
from policysite.links.rules import (
    CERTIFICATE_INVALID,
    FRAGMENT_MISSING,
    HOST_UNKNOWN,
    LINK_DEAD,
    LINK_FAILING,
    LINK_MOVED,
    LINK_REFUSED,
    LINK_UNREACHABLE,
    LINK_UNVERIFIED,
    REDIRECT_LOOP,
)
from policysite.links.status import LinkState

from tests.fake_web import HOSTS, SECURE_HOST, Web, fake_web, without_pauses
from tests.linked_site import built, page

TODAY = date(2026, 11, 23)
NO_CACHE = Cache()
UNKNOWN = "lost.invalid"
IDN = "http://xn--e1afmkfd.invalid/%D0%B8%D0%B4%D0%BD"  # пример.invalid/идн
# The old path of a page and its new one, on one host: linkchecker uses the answer of one for the other.
OLD_THEN_NEW = ("/moved-one-host", "/home/moved-one-host")
NEW_THEN_OLD = ("/home/moved-after", "/moved-after")
ALIVE, DEAD, MOVED, TRANSIENT, UNVERIFIED = LinkState
NEVER, ONCE, TWICE, THRICE = range(4)


class Status(NamedTuple):
    """The state of a URL, and the rule that finds it with the parameters of its message."""

    state: LinkState
    rule: Rule | None = None
    params: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Row:
    """A path and the expected status of its address.

    Attributes:
        path: the path, with its fragment.
        state: the state of its address.
        rule: the rule that finds it.
        param: the parameter of that rule's message, besides dates; of a moved page, the new path.
        requests: the number of requests.
    """

    path: str
    state: LinkState
    rule: Rule | None = None
    param: str = ""
    requests: int = ONCE


ROWS = (
    Row("/alive", ALIVE),
    Row("/empty", ALIVE),
    Row("/with-no-head", ALIVE),
    Row("/without-head", ALIVE),
    Row("/путь к/файлу", ALIVE),
    Row("/gzip#present", ALIVE),
    Row("/page#present", ALIVE),
    Row("/page-two#раздел", ALIVE),
    Row("/page-of-scripts#present", ALIVE),
    Row("/text#x", ALIVE),
    Row("/elsewhere", ALIVE),
    Row("/elsewhere-then-moved", ALIVE),
    Row("/missing", DEAD, LINK_DEAD, "404 Not Found"),
    Row("/gone", DEAD, LINK_DEAD, "410 Gone"),
    Row("/moved-away", DEAD, LINK_DEAD, "404 Not Found"),
    Row("/moved-astray", DEAD, LINK_DEAD, "Location: ftp://a.example/x"),
    Row("/loop", DEAD, REDIRECT_LOOP, requests=6),  # five times from where it leads to: ten redirects in all
    Row("/page-missing#missing", DEAD, FRAGMENT_MISSING, "missing"),
    Row("/page-moved-missing#нет", DEAD, FRAGMENT_MISSING, "нет"),
    Row("/gzip-missing#missing", DEAD, FRAGMENT_MISSING, "missing"),
    Row("/moved", MOVED, LINK_MOVED, "/home/moved"),
    Row("/moved-308", MOVED, LINK_MOVED, "/home/moved-308"),
    Row("/moved-twice", MOVED, LINK_MOVED, "/home/moved-once"),
    Row("/moved-then-elsewhere", MOVED, LINK_MOVED, "/now-elsewhere"),
    Row("/folder", MOVED, LINK_MOVED, "/folder/"),
    Row("/page-moved#present", MOVED, LINK_MOVED, "/home/page#present"),
    Row("/unauthorized", TRANSIENT, LINK_REFUSED, "401 Unauthorized", THRICE),
    Row("/robots-refused", TRANSIENT, LINK_REFUSED, "403 Forbidden", THRICE),
    Row("/moved-to-refusal", TRANSIENT, LINK_REFUSED, "401 Unauthorized", THRICE),
    Row("/limited", ALIVE, requests=TWICE),
    Row("/limited-for-long", TRANSIENT, LINK_REFUSED, "429 Too Many Requests", ONCE),
    Row("/unavailable", TRANSIENT, LINK_FAILING, "503 Service Unavailable", ONCE),
    Row("/odd", TRANSIENT, LINK_REFUSED, "418 I'm a Teapot", THRICE),
    Row("/nowhere", TRANSIENT, LINK_FAILING, "301 Moved Permanently", THRICE),
    Row("/hiccup", ALIVE, requests=TWICE),
    Row("/broken", TRANSIENT, LINK_FAILING, "500 Internal Server Error", THRICE),
    Row("/reset-once", ALIVE, requests=TWICE),
    Row("/reset", TRANSIENT, LINK_UNREACHABLE, requests=THRICE),
    Row("/spoiled#present", TRANSIENT, LINK_UNREACHABLE, requests=THRICE),
)
PARAMS = {LINK_DEAD: "status", LINK_REFUSED: "status", LINK_FAILING: "status", FRAGMENT_MISSING: "fragment"}


@dataclass
class Outcome:
    """The outcome of a check.

    Attributes:
        statuses: the status of each URL.
        cache: the new cache.
        pauses: the seconds of each pause.
        progress: the numbers of answers and requests that were reported.
    """

    statuses: dict[str, Status] = field(default_factory=dict)
    cache: Cache = field(default_factory=Cache)
    pauses: list[float] = field(default_factory=list)
    progress: list[tuple[int, int]] = field(default_factory=list)


def check(urls: list[str], options: ExternalLinkOptions, cache: Cache = NO_CACHE, today: date = TODAY) -> Outcome:
    """The outcome of a check whose pauses take no time, with one host that certainly does not exist."""
    outcome = Outcome()
    results, outcome.cache = check_urls(
        urls,
        options,
        cache,
        today,
        on_progress=lambda answered, requested: outcome.progress.append((answered, requested)),
        pause=outcome.pauses.append,
        resolves=lambda host: False if host == UNKNOWN else host_exists(host),
    )
    outcome.statuses = {url: Status(each.state, each.rule, each.params) for url, each in results.items()}
    return outcome


@dataclass(frozen=True)
class Checked:
    """The web after all rows were checked at once."""

    web: Web
    outcome: Outcome


@pytest.fixture(scope="module")
def checked() -> Iterator[Checked]:
    """All rows, checked at once; the web is also the proxy by which hosts with a name are found."""
    with fake_web() as web, pytest.MonkeyPatch.context() as patch:
        without_pauses(patch)
        for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
            patch.delenv(name)
        patch.setenv("http_proxy", web.address("", HOSTS[0]))
        patch.setenv("no_proxy", "127.0.0.0/8")
        urls = [address(web, row) for row in ROWS]
        urls += [web.address("/alive", SECURE_HOST), IDN, f"https://{UNKNOWN}/a?b", "https://docs.refusing.example/a"]
        urls += [web.address(path) for path in (*OLD_THEN_NEW, *NEW_THEN_OLD)]
        yield Checked(web, check([*urls, *urls], ExternalLinkOptions(unverified=("refusing.example",))))


def address(web: Web, row: Row) -> str:
    """The address of a row; the hosts take turns."""
    return web.address(quote(row.path, safe="/#"), HOSTS[ROWS.index(row) % len(HOSTS)])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.path)
def test_every_link_gets_its_status(checked: Checked, row: Row) -> None:
    where = address(checked.web, row)
    params = {PARAMS[row.rule]: row.param} if row.rule in PARAMS else {}
    if row.state is DEAD:
        params["archive"] = f"https://web.archive.org/web/20261123/{where}"
    elif row.state is MOVED:
        params["new"] = where.removesuffix(quote(row.path, safe="/#")) + row.param
    elif row.state is TRANSIENT:
        params["since"] = "2026-11-23"
    assert checked.outcome.statuses[where] == Status(row.state, row.rule, params)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.path)
def test_only_a_transient_failure_is_requested_again(checked: Checked, row: Row) -> None:
    path = quote(row.path.partition("#")[0])
    assert checked.web.requested(path) == row.requests
    assert checked.web.requested(path, "HEAD") == NEVER


def test_nothing_else_is_requested(checked: Checked) -> None:
    assert checked.web.requested("/robots.txt") == NEVER
    assert {method for _, _, method in checked.web.requests} == {"GET"}


def test_a_host_in_another_alphabet_is_requested_by_its_name_in_ascii(checked: Checked) -> None:
    assert checked.outcome.statuses[IDN] == Status(ALIVE)
    assert checked.web.requests["xn--e1afmkfd.invalid", "/%D0%B8%D0%B4%D0%BD", "GET"] == ONCE


def test_a_host_that_does_not_exist_is_dead(checked: Checked) -> None:
    where = f"https://{UNKNOWN}/a?b"
    archive = f"https://web.archive.org/web/20261123/{where}"
    params = {"host": UNKNOWN, "archive": archive}
    assert checked.outcome.statuses[where] == Status(DEAD, HOST_UNKNOWN, params)


def test_a_self_signed_certificate_is_invalid(checked: Checked) -> None:
    where = checked.web.address("/alive", SECURE_HOST)
    archive = f"https://web.archive.org/web/20261123/{where}"
    params = {"host": SECURE_HOST, "archive": archive}
    assert checked.outcome.statuses[where] == Status(DEAD, CERTIFICATE_INVALID, params)


def test_hosts_that_refuse_robots_are_not_requested(checked: Checked) -> None:
    params = {"host": "docs.refusing.example"}
    assert checked.outcome.statuses["https://docs.refusing.example/a"] == Status(UNVERIFIED, LINK_UNVERIFIED, params)


def test_a_retry_waits_as_long_as_the_server_asks(checked: Checked) -> None:
    assert checked.outcome.pauses == [7, 8]


def test_answers_and_failures_are_cached(checked: Checked) -> None:
    alive = {address(checked.web, row) for row in ROWS if row.state is ALIVE}
    alive |= {IDN, checked.web.address(OLD_THEN_NEW[1]), checked.web.address(NEW_THEN_OLD[0])}
    failing = {address(checked.web, row) for row in ROWS if row.state in (DEAD, TRANSIENT)}
    failing |= {checked.web.address("/alive", SECURE_HOST), f"https://{UNKNOWN}/a?b"}
    assert checked.outcome.cache == Cache(dict.fromkeys(alive, TODAY), dict.fromkeys(failing, (TODAY,)))


def test_a_fresh_answer_is_not_requested_again(checked: Checked) -> None:
    before = checked.web.requests.copy()
    alive = [address(checked.web, row) for row in ROWS if row.state is ALIVE]
    later = TODAY + timedelta(5)
    again = check(alive, ExternalLinkOptions(), checked.outcome.cache, later)
    assert again.statuses == dict.fromkeys(alive, Status(ALIVE))
    assert again.cache == Cache(dict.fromkeys(alive, TODAY))
    assert again.progress == []
    assert checked.web.requests == before


@pytest.mark.parametrize(("old", "new"), [OLD_THEN_NEW, NEW_THEN_OLD[::-1]])
def test_a_page_that_another_link_redirects_to_has_not_moved(checked: Checked, old: str, new: str) -> None:
    statuses, new_url = checked.outcome.statuses, checked.web.address(new)
    assert statuses[checked.web.address(old)] == Status(MOVED, LINK_MOVED, {"new": new_url})
    assert statuses[new_url] == Status(ALIVE)


def test_retries_end_when_nothing_answers(answers: Callable[..., Answers]) -> None:
    linkchecker = answers({A: SILENT, B: SILENT})
    with pytest.raises(ToolError, match="no_network"):
        check([A, B], OPTIONS)
    assert linkchecker.runs == [[A, B], [A, B]]


def test_without_a_network_no_link_gets_a_status() -> None:
    progress: list[tuple[int, int]] = []
    with pytest.raises(ToolError, match="no_network") as caught:
        check_urls(
            [f"https://{UNKNOWN}/", f"https://{UNKNOWN}/b"],
            ExternalLinkOptions(),
            Cache(),
            TODAY,
            lambda *numbers: progress.append(numbers),
            resolves=lambda _: False,
        )
    assert caught.value.params == {"count": "2"}
    assert progress == [(0, 2), (1, 2), (2, 2)]


A, B, C, D = (f"https://{letter}.example/" for letter in "abcd")
FINE, MISSING, BROKEN, SILENT = "200 OK", "404 Not Found", "500 Internal Server Error", "ReadTimeout: …"
REFUSED_TLS = "SSLError: HTTPSConnectionPool(host='{host}', port=443): Max retries exceeded with url: / (Caused by …"
STALLED = "no row"
OPTIONS = ExternalLinkOptions()


@dataclass
class Answers:
    """Takes the place of linkchecker.

    Attributes:
        results: the results of each URL in turn; the last one is repeated.
        retry_after: the header of that name, by URL.
        runs: the URLs of each run.
    """

    results: dict[str, list[str]]
    retry_after: dict[str, str] = field(default_factory=dict)
    runs: list[list[str]] = field(default_factory=list)

    def run(
        self,
        addresses: list[str],
        configuration: str,
        *,
        timeout_seconds: int,
        time_limit_seconds: int,
    ) -> Iterator[LinkcheckerAnswer]:
        assert (configuration, timeout_seconds) == ("external", OPTIONS.timeout_seconds)
        assert time_limit_seconds == 3 * OPTIONS.timeout_seconds
        before = [each for run in self.runs for each in run]
        self.runs.append(list(addresses))
        results = {each: self.results[each][: before.count(each) + 1][-1] for each in addresses}
        for each, result in results.items():
            if result != STALLED:
                valid = result[0] in "23"
                yield LinkcheckerAnswer(each, each, "", valid, result, (), self.retry_after.get(each, ""))
        if STALLED in results.values():
            raise StalledError("…")


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answers]:
    def make(results: dict[str, str | list[str]], **retry_after: str) -> Answers:
        listed = {each: [result] if isinstance(result, str) else result for each, result in results.items()}
        made = Answers(listed, {f"https://{name}.example/": value for name, value in retry_after.items()})
        monkeypatch.setattr(external, "run", made.run)
        return made

    return make


def test_a_failing_link_is_requested_again_after_growing_pauses(answers: Callable[..., Answers]) -> None:
    linkchecker = answers({A: FINE, B: BROKEN, C: [SILENT, FINE], D: MISSING})
    outcome = check([A, B, C, D], OPTIONS)
    assert linkchecker.runs == [[A, B, C, D], [B, C], [B]]
    assert outcome.pauses == [2, 8]
    assert outcome.progress[-1] == (7, 7)
    assert outcome.progress == sorted(outcome.progress)


def test_a_server_that_stalls_does_not_hide_the_status_of_other_links(answers: Callable[..., Answers]) -> None:
    linkchecker = answers({A: STALLED, B: MISSING, C: [STALLED, FINE]})
    outcome = check([A, B, C], OPTIONS)
    assert linkchecker.runs == [[A, B, C], [A, C], [A]]
    assert {each: status.rule for each, status in outcome.statuses.items()} == {
        A: LINK_UNREACHABLE,
        B: LINK_DEAD,
        C: None,
    }
    assert outcome.cache == Cache({C: TODAY}, {A: (TODAY,), B: (TODAY,)})
    assert outcome.progress[-1] == (6, 6)
    assert outcome.progress == sorted(outcome.progress)


def test_there_is_no_network_when_all_servers_stall(answers: Callable[..., Answers]) -> None:
    answers({A: STALLED, B: STALLED})
    with pytest.raises(ToolError, match="no_network"):
        check([A, B], OPTIONS)


@pytest.mark.parametrize(
    ("retry_after", "pauses", "runs"),
    [("", [2, 8], 3), ("1", [2, 8], 3), ("5", [5, 8], 3), ("60", [60, 60], 3), ("61", [], 1), ("soon", [2, 8], 3)],
)
def test_a_server_that_asks_for_a_long_pause_is_not_requested_again(
    answers: Callable[..., Answers], retry_after: str, pauses: list[float], runs: int
) -> None:
    linkchecker = answers({A: "503 Service Unavailable"}, a=retry_after)
    assert check([A], OPTIONS).pauses == pauses
    assert len(linkchecker.runs) == runs


def test_a_transient_failure_becomes_an_error_when_it_lasts(answers: Callable[..., Answers]) -> None:
    answers({A: FINE, B: BROKEN})
    cache = Cache()
    severities = []
    for day in (0, 3, 7, 8, 14):
        outcome = check([A, B], OPTIONS, cache, TODAY + timedelta(day))
        cache = outcome.cache
        rule = outcome.statuses[B].rule
        assert rule and rule.name == LINK_FAILING.name
        severities.append(rule.severity)
        assert outcome.statuses[B].params["since"] == "2026-11-23"
    assert severities == [Severity.WARNING] * 4 + [Severity.ERROR]
    assert cache.failing == {B: (TODAY, TODAY + timedelta(7), TODAY + timedelta(14))}


@pytest.mark.parametrize("result", [FINE, "301"])
def test_an_answer_ends_the_failures_in_a_row(
    answers: Callable[..., Answers], result: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = (TODAY - timedelta(14), TODAY - timedelta(7))
    cache = Cache({A: TODAY - timedelta(20)}, {A: days})
    warnings = () if result == FINE else (f"Redirected to `{B}' status: 301 Moved Permanently.",)
    answer = LinkcheckerAnswer(A, B, "", True, FINE, warnings, "")
    monkeypatch.setattr(external, "run", lambda *_, **__: [answer])
    moved = check([A], OPTIONS, cache)
    assert moved.cache.failing == {}
    assert moved.cache.answered == {A: TODAY if result == FINE else TODAY - timedelta(20)}
    answers({A: BROKEN, B: FINE})
    assert check([A, B], OPTIONS, moved.cache, TODAY + timedelta(7)).cache.failing == {A: (TODAY + timedelta(7),)}


def test_the_archived_copy_is_that_of_the_day_on_which_the_link_was_last_alive(answers: Callable[..., Answers]) -> None:
    answers({A: MISSING})
    outcome = check([A], OPTIONS, Cache({A: date(2026, 2, 3)}))
    assert outcome.statuses[A].params["archive"] == f"https://web.archive.org/web/20260203/{A}"
    assert outcome.cache == Cache({A: date(2026, 2, 3)}, {A: (TODAY,)})


def test_addresses_that_are_no_longer_linked_leave_the_cache(answers: Callable[..., Answers]) -> None:
    answers({A: FINE})
    cache = Cache({B: TODAY, C: TODAY}, {D: (TODAY,)})
    outcome = check([A, C], ExternalLinkOptions(unverified=("c.example",)), cache)
    assert outcome.cache == Cache({A: TODAY})


@pytest.mark.parametrize(
    ("host", "refused"),
    [("a.example", True), ("b.a.example", True), ("a.example.", True), ("ba.example", False), ("a.example.org", False)],
)
def test_a_host_in_the_settings_includes_its_subdomains(
    answers: Callable[..., Answers], host: str, refused: bool
) -> None:
    linkchecker = answers({f"https://{host}/": FINE, D: FINE})
    status = check([f"https://{host}/", D], ExternalLinkOptions(unverified=("a.example",))).statuses[f"https://{host}/"]
    assert (status.state is UNVERIFIED) is refused
    assert len(linkchecker.runs[0]) == (1 if refused else 2)


def test_links_to_different_text_on_a_page_are_one_request(answers: Callable[..., Answers]) -> None:
    linkchecker = answers({A: FINE, f"{A}#b": FINE, f"{A}?:~:c": FINE})
    addresses = [A, f"{A}#", f"{A}#:~:text=one", f"{A}#:~:text=two", f"{A}#b:~:text=one", f"{A}?:~:c"]
    assert list(check(addresses, OPTIONS).statuses) == addresses
    assert linkchecker.runs == [[A, f"{A}#b", f"{A}?:~:c"]]


@pytest.mark.parametrize(
    ("old", "location", "new"),
    [
        (f"{A}#:~:text=one", B, f"{B}#:~:text=one"),
        (f"{A}#b:~:text=one", f"{B}#b", f"{B}#b:~:text=one"),
        (f"{A}#:~:text=one", f"{B}#c", f"{B}#c"),
    ],
)
def test_a_new_address_points_at_the_same_text(
    monkeypatch: pytest.MonkeyPatch, old: str, location: str, new: str
) -> None:
    def run(addresses: list[str], *_: object, **__: object) -> list[LinkcheckerAnswer]:
        redirected = f"Redirected to `{location}' status: 301 Moved Permanently."
        return [LinkcheckerAnswer(each, location, "", True, FINE, (redirected,), "") for each in addresses]

    monkeypatch.setattr(external, "run", run)
    assert check([old], OPTIONS).statuses[old].params == {"new": new}


def test_fresh_links_show_that_the_network_works_when_only_dead_ones_are_requested(
    answers: Callable[..., Answers],
) -> None:
    linkchecker = answers({A: SILENT, B: FINE, C: FINE, f"{C}d": FINE})
    cache = Cache({B: TODAY - timedelta(1), C: TODAY, f"{C}d": TODAY})
    outcome = check([A, B, C, f"{C}d"], OPTIONS, cache)
    assert linkchecker.runs == [[A], [A], [B, f"{C}d"]]
    assert outcome.statuses[A].rule == LINK_UNREACHABLE
    assert outcome.cache == Cache(cache.answered, {A: (TODAY,)})
    answers({A: SILENT, B: SILENT, C: SILENT, f"{C}d": SILENT})
    with pytest.raises(ToolError, match="no_network"):
        check([A, B, C, f"{C}d"], OPTIONS, cache)


def test_one_certificate_may_be_invalid_but_not_every_one(answers: Callable[..., Answers]) -> None:
    refused = {each: REFUSED_TLS.format(host=each.split("/")[2]) for each in (A, B)}
    answers({A: refused[A], f"{A}b": refused[A], C: SILENT})
    assert check([A, f"{A}b", C], OPTIONS).statuses[A].rule == CERTIFICATE_INVALID
    answers(refused)
    with pytest.raises(ToolError, match="no_network"):
        check([A, B], OPTIONS)
    answers({**refused, C: MISSING})
    assert check([A, B, C], OPTIONS).statuses[A].rule == CERTIFICATE_INVALID


def test_the_network_works_if_a_server_has_answered_once(answers: Callable[..., Answers]) -> None:
    answers({A: [BROKEN, SILENT], B: SILENT})
    assert check([A, B], OPTIONS).statuses[A].rule == LINK_UNREACHABLE


def test_hosts_are_looked_up_by_name_and_address() -> None:
    assert host_exists("127.0.0.1") is True
    assert host_exists("[::1]") is True
    assert host_exists("a" * 64 + ".example") is False


@pytest.mark.parametrize(("error", "expected"), [(socket.EAI_NONAME, False), (socket.EAI_AGAIN, None)])
def test_a_failing_resolver_does_not_prove_that_a_host_is_unknown(
    monkeypatch: pytest.MonkeyPatch, error: int, expected: bool | None
) -> None:
    def getaddrinfo(*_: object) -> None:
        raise socket.gaierror(error, "…")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert host_exists("a.example") is expected


def test_without_links_nothing_is_requested(answers: Callable[..., Answers]) -> None:
    linkchecker = answers({})
    assert check([], OPTIONS).statuses == {}
    assert linkchecker.runs == []


def test_links_of_frozen_copies_are_not_checked_because_they_cannot_be_replaced(tmp_path: Path) -> None:
    text = '---\ntitle: T\ndescription: D.\nversion: "1.0"\neffective_date: 2026-11-22\n---\n\n# T { #t }\n'
    link = '<a href="https://other.example/{}">T</a>'
    files = {f"{name}/index.html": page(link.format(name[-1])) for name in ("privacy", "privacy/1.0")}
    files["index.html"] = page()
    sources = {f"docs/ru/{name}.md": text for name in ("privacy", "privacy/1.0")}
    settings = built(tmp_path, files, sources)
    assert set(LinkChecker(settings, tmp_path / "site").external_links) == {"https://other.example/y"}
