"""Other sites are asked once, those in trouble again, and what they answer is told for what it is.

The first half asks a web on loopback by linkchecker itself; the second has its answers made up, to look at many days.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from policysite.corpus.settings import ExternalLinkOptions
from policysite.findings import Severity
from policysite.links import external
from policysite.links.cache import Cache
from policysite.links.external import UnreachableError, ask, has_address
from policysite.links.linkchecker.report import Answer, StalledError
from policysite.links.status import State, Verdict

from tests.fake_web import HOSTS, SECURE_HOST, Web, fake_web

TODAY = date(2026, 11, 23)
NO_CACHE = Cache()
UNKNOWN = "lost.invalid"
IDN = "http://xn--e1afmkfd.invalid/%D0%B8%D0%B4%D0%BD"  # пример.invalid/идн
# The second is what the first has moved to.
ONE_AFTER_THE_OTHER = ("/moved-one-host", "/home/moved-one-host")
ALIVE, DEAD, MOVED, TRANSIENT, UNVERIFIED = State
NEVER, ONCE, TWICE, THRICE = range(4)


@dataclass(frozen=True)
class Row:
    """What must come of a path.

    Attributes:
        path: the path, with its fragment.
        state: what its address is.
        rule: the rule that finds it.
        fact: the fact that the message of that rule names, besides dates; of a move, the new path.
        requests: how often it is asked for.
    """

    path: str
    state: State
    rule: str = ""
    fact: str = ""
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
    Row("/missing", DEAD, "link-dead", "404 Not Found"),
    Row("/gone", DEAD, "link-dead", "410 Gone"),
    Row("/moved-away", DEAD, "link-dead", "404 Not Found"),
    Row("/moved-astray", DEAD, "link-dead", "Location: ftp://a.example/x"),
    Row("/loop", DEAD, "redirect-loop", requests=6),  # five times from where it leads to: ten redirects in all
    Row("/page-missing#missing", DEAD, "fragment-missing", "missing"),
    Row("/page-moved-missing#нет", DEAD, "fragment-missing", "нет"),
    Row("/gzip-missing#missing", DEAD, "fragment-missing", "missing"),
    Row("/moved", MOVED, "link-moved", "/home/moved"),
    Row("/moved-308", MOVED, "link-moved", "/home/moved-308"),
    Row("/moved-twice", MOVED, "link-moved", "/home/moved-once"),
    Row("/moved-then-elsewhere", MOVED, "link-moved", "/now-elsewhere"),
    Row("/folder", MOVED, "link-moved", "/folder/"),
    Row("/page-moved#present", MOVED, "link-moved", "/home/page#present"),
    Row("/unauthorized", TRANSIENT, "link-refused", "401 Unauthorized", THRICE),
    Row("/robots-refused", TRANSIENT, "link-refused", "403 Forbidden", THRICE),
    Row("/moved-to-refusal", TRANSIENT, "link-refused", "401 Unauthorized", THRICE),
    Row("/limited", ALIVE, requests=TWICE),
    Row("/limited-for-long", TRANSIENT, "link-refused", "429 Too Many Requests", ONCE),
    Row("/unavailable", TRANSIENT, "link-failing", "503 Service Unavailable", ONCE),
    Row("/odd", TRANSIENT, "link-refused", "418 I'm a Teapot", THRICE),
    Row("/nowhere", TRANSIENT, "link-failing", "301 Moved Permanently", THRICE),
    Row("/hiccup", ALIVE, requests=TWICE),
    Row("/broken", TRANSIENT, "link-failing", "500 Internal Server Error", THRICE),
    Row("/reset-once", ALIVE, requests=TWICE),
    Row("/reset", TRANSIENT, "link-unreachable", requests=THRICE),
    Row("/slow", TRANSIENT, "link-unreachable", requests=THRICE),
    Row("/spoiled#present", TRANSIENT, "link-unreachable", requests=THRICE),
)
FACT = {"link-dead": "status", "link-refused": "status", "link-failing": "status", "fragment-missing": "fragment"}


@dataclass
class Told:
    """What came of external_links.

    Attributes:
        verdicts: what is said of each address.
        memory: what is to be remembered.
        pauses: the seconds of each pause.
        progress: what was told of it.
    """

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    memory: Cache = field(default_factory=Cache)
    pauses: list[float] = field(default_factory=list)
    progress: list[tuple[int, int]] = field(default_factory=list)


def external_links(
    addresses: list[str], how: ExternalLinkOptions, cache: Cache = NO_CACHE, today: date = TODAY
) -> Told:
    """What comes of external_links, with no pause that takes time, and with one host that certainly does not exist."""
    told = Told()
    told.verdicts, told.memory = ask(
        addresses,
        how,
        cache,
        today,
        on_progress=lambda done, of: told.progress.append((done, of)),
        pause=told.pauses.append,
        known=lambda host: False if host == UNKNOWN else has_address(host),
    )
    return told


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    """The web, which is also the proxy by which hosts with a name are found."""
    with fake_web() as web, pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
            patch.delenv(name)
        patch.setenv("http_proxy", web.address("", HOSTS[0]))
        patch.setenv("no_proxy", "127.0.0.0/8")
        yield web


def address(web: Web, row: Row) -> str:
    """The address of a row, on a host of its own as far as there are hosts."""
    return web.address(quote(row.path, safe="/#"), HOSTS[ROWS.index(row) % len(HOSTS)])


@dataclass(frozen=True)
class Asked:
    """The web after all rows were asked at once."""

    web: Web
    told: Told


@pytest.fixture(scope="module", params=["as they stand", "in reverse"])
def asked(request: pytest.FixtureRequest, web: Web) -> Asked:
    web.requests.clear()
    addresses = [address(web, row) for row in ROWS]
    addresses += [web.address("/alive", SECURE_HOST), IDN, f"https://{UNKNOWN}/a?b", "https://docs.refusing.example/a"]
    addresses += [web.address(path) for path in ONE_AFTER_THE_OTHER]
    if request.param == "in reverse":
        addresses.reverse()
    return Asked(
        web, external_links([*addresses, *addresses], ExternalLinkOptions(timeout=2, unverified=("refusing.example",)))
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.path)
def test_every_answer_is_told_for_what_it_is(asked: Asked, row: Row) -> None:
    where = address(asked.web, row)
    params = {FACT[row.rule]: row.fact} if row.rule in FACT else {}
    if row.state is DEAD:
        params["archive"] = f"https://web.archive.org/web/20261123/{where}"
    elif row.state is MOVED:
        params["new"] = where.removesuffix(quote(row.path, safe="/#")) + row.fact
    elif row.state is TRANSIENT:
        params["since"] = "2026-11-23"
    severity = Severity.ERROR if row.state is DEAD else Severity.WARNING
    assert asked.told.verdicts[where] == Verdict(row.state, row.rule, params, severity)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.path)
def test_only_what_may_have_been_a_bad_moment_is_asked_again(asked: Asked, row: Row) -> None:
    path = quote(row.path.partition("#")[0])
    assert asked.web.asked(path) == row.requests
    assert asked.web.asked(path, "HEAD") == NEVER


def test_nothing_else_is_asked(asked: Asked) -> None:
    assert asked.web.asked("/robots.txt") == NEVER
    assert {method for _, _, method in asked.web.requests} == {"GET"}


def test_a_host_in_another_alphabet_is_asked_by_its_name_in_ascii(asked: Asked) -> None:
    assert asked.told.verdicts[IDN] == Verdict(ALIVE)
    assert asked.web.requests["xn--e1afmkfd.invalid", "/%D0%B8%D0%B4%D0%BD", "GET"] == ONCE


def test_a_host_that_does_not_exist_is_dead(asked: Asked) -> None:
    where = f"https://{UNKNOWN}/a?b"
    archive = f"https://web.archive.org/web/20261123/{where}"
    params = {"host": UNKNOWN, "archive": archive}
    assert asked.told.verdicts[where] == Verdict(DEAD, "host-unknown", params, Severity.ERROR)


def test_a_certificate_that_nobody_has_signed_is_refused(asked: Asked) -> None:
    where = asked.web.address("/alive", SECURE_HOST)
    archive = f"https://web.archive.org/web/20261123/{where}"
    params = {"host": SECURE_HOST, "archive": archive}
    assert asked.told.verdicts[where] == Verdict(DEAD, "certificate-invalid", params, Severity.ERROR)


def test_hosts_that_refuse_robots_are_not_asked(asked: Asked) -> None:
    params = {"host": "docs.refusing.example"}
    assert asked.told.verdicts["https://docs.refusing.example/a"] == Verdict(UNVERIFIED, "link-unverified", params)


def test_a_server_is_given_the_time_that_it_asks_for(asked: Asked) -> None:
    assert asked.told.pauses == [7, 8]


def test_only_what_has_answered_is_remembered_as_such(asked: Asked) -> None:
    alive = {address(asked.web, row) for row in ROWS if row.state is ALIVE}
    alive |= {IDN, asked.web.address(ONE_AFTER_THE_OTHER[1])}
    failing = {address(asked.web, row) for row in ROWS if row.state in (DEAD, TRANSIENT)}
    failing |= {asked.web.address("/alive", SECURE_HOST), f"https://{UNKNOWN}/a?b"}
    assert asked.told.memory == Cache(dict.fromkeys(alive, TODAY), dict.fromkeys(failing, (TODAY,)))


def test_what_has_answered_lately_is_not_asked(asked: Asked) -> None:
    before = asked.web.requests.copy()
    alive = [address(asked.web, row) for row in ROWS if row.state is ALIVE]
    later = TODAY + timedelta(5)
    again = external_links(alive, ExternalLinkOptions(), asked.told.memory, later)
    assert again.verdicts == dict.fromkeys(alive, Verdict(ALIVE))
    assert again.memory == Cache(dict.fromkeys(alive, TODAY))
    assert again.progress == []
    assert asked.web.requests == before


def test_what_one_address_has_led_to_is_not_said_to_have_moved_to_itself(asked: Asked) -> None:
    old, new = (asked.web.address(path) for path in ONE_AFTER_THE_OTHER)
    assert asked.told.verdicts[old] == Verdict(MOVED, "link-moved", {"new": new})
    assert asked.told.verdicts[new] == Verdict(ALIVE)


def test_where_nobody_answers_nobody_is_kept_waiting(answers: Callable[..., Answers]) -> None:
    linkchecker = answers({A: SILENT, B: SILENT})
    with pytest.raises(UnreachableError):
        external_links([A, B], HOW)
    assert linkchecker.runs == [[A, B], [A, B]]


def test_without_a_network_nothing_is_said_of_the_links() -> None:
    told: list[tuple[int, int]] = []
    with pytest.raises(UnreachableError) as caught:
        ask(
            [f"https://{UNKNOWN}/", f"https://{UNKNOWN}/b"],
            ExternalLinkOptions(timeout=1),
            Cache(),
            TODAY,
            lambda done, of: told.append((done, of)),
            known=lambda _: False,
        )
    assert caught.value.asked == 2
    assert told == [(0, 2), (1, 2), (2, 2)]


A, B, C, D = (f"https://{letter}.example/" for letter in "abcd")
FINE, MISSING, BROKEN, SILENT = "200 OK", "404 Not Found", "500 Internal Server Error", "ReadTimeout: …"
REFUSED_TLS = "SSLError: HTTPSConnectionPool(host='{host}', port=443): Max retries exceeded with url: / (Caused by …"
STALLED = "no row"
HOW = ExternalLinkOptions()


@dataclass
class Answers:
    """Stands for linkchecker.

    Attributes:
        results: what it says of each address, time after time; the last one from then on.
        retry_after: the header of that name, by address.
        runs: what it was asked, run by run.
    """

    results: dict[str, list[str]]
    retry_after: dict[str, str] = field(default_factory=dict)
    runs: list[list[str]] = field(default_factory=list)

    def run(
        self,
        addresses: list[str],
        configuration: str,
        *,
        timeout: int,
        time_limit: int,
        on_progress: Callable[[Answer], None],
    ) -> list[Answer]:
        assert (configuration, timeout, time_limit) == ("external", HOW.timeout, 3 * HOW.timeout)
        before = [each for run in self.runs for each in run]
        self.runs.append(list(addresses))
        answers = []
        for each in addresses:
            results = self.results[each]
            result = results[min(before.count(each), len(results) - 1)]
            if result == STALLED:
                continue
            valid = result[0] in "23"
            answer = Answer(each, each, "", 0, 0, valid, result, (), self.retry_after.get(each, ""))
            on_progress(answer)
            answers.append(answer)
        if len(answers) < len(addresses):
            raise StalledError("…", tuple(answers))
        return answers


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answers]:
    def make(results: dict[str, str | list[str]], **retry_after: str) -> Answers:
        listed = {each: [result] if isinstance(result, str) else result for each, result in results.items()}
        made = Answers(listed, {f"https://{name}.example/": value for name, value in retry_after.items()})
        monkeypatch.setattr(external, "run", made.run)
        return made

    return make


def test_an_address_is_asked_again_after_longer_and_longer_pauses(answers: Callable[..., Answers]) -> None:
    linkchecker = answers({A: FINE, B: BROKEN, C: [SILENT, FINE], D: MISSING})
    told = external_links([A, B, C, D], HOW)
    assert linkchecker.runs == [[A, B, C, D], [B, C], [B]]
    assert told.pauses == [2, 8]
    assert told.progress[-1] == (7, 7)
    assert told.progress == sorted(told.progress)


def test_one_server_that_stalls_does_not_keep_the_others_from_being_told(answers: Callable[..., Answers]) -> None:
    linkchecker = answers({A: STALLED, B: MISSING, C: [STALLED, FINE]})
    told = external_links([A, B, C], HOW)
    assert linkchecker.runs == [[A, B, C], [A, C], [A]]
    assert {each: verdict.rule for each, verdict in told.verdicts.items()} == {
        A: "link-unreachable",
        B: "link-dead",
        C: "",
    }
    assert told.memory == Cache({C: TODAY}, {A: (TODAY,), B: (TODAY,)})
    assert told.progress[-1] == (6, 6)
    assert told.progress == sorted(told.progress)


def test_where_all_stall_there_is_no_network(answers: Callable[..., Answers]) -> None:
    answers({A: STALLED, B: STALLED})
    with pytest.raises(UnreachableError):
        external_links([A, B], HOW)


@pytest.mark.parametrize(
    ("retry_after", "pauses", "runs"),
    [("", [2, 8], 3), ("1", [2, 8], 3), ("5", [5, 8], 3), ("60", [60, 60], 3), ("61", [], 1), ("soon", [2, 8], 3)],
)
def test_a_server_that_wants_to_be_left_alone_for_long_is(
    answers: Callable[..., Answers], retry_after: str, pauses: list[float], runs: int
) -> None:
    linkchecker = answers({A: "503 Service Unavailable"}, a=retry_after)
    assert external_links([A], HOW).pauses == pauses
    assert len(linkchecker.runs) == runs


def test_a_temporary_failure_is_an_error_after_some_in_a_row(answers: Callable[..., Answers]) -> None:
    answers({A: FINE, B: BROKEN})
    memory = Cache()
    severities = []
    for day in (0, 3, 7, 8, 14):
        told = external_links([A, B], HOW, memory, TODAY + timedelta(day))
        memory = told.memory
        severities.append(told.verdicts[B].severity)
        assert told.verdicts[B].params["since"] == "2026-11-23"
    assert severities == [Severity.WARNING] * 4 + [Severity.ERROR]
    assert memory.failing == {B: (TODAY, TODAY + timedelta(7), TODAY + timedelta(14))}


@pytest.mark.parametrize("result", [FINE, "301"])
def test_an_answer_ends_the_row(answers: Callable[..., Answers], result: str, monkeypatch: pytest.MonkeyPatch) -> None:
    days = (TODAY - timedelta(14), TODAY - timedelta(7))
    memory = Cache({A: TODAY - timedelta(20)}, {A: days})
    warnings = () if result == FINE else (f"Redirected to `{B}' status: 301 Moved Permanently.",)
    answer = Answer(A, B, "", 0, 0, True, FINE, warnings, "")
    monkeypatch.setattr(external, "run", lambda *_, **__: [answer])
    moved = external_links([A], HOW, memory)
    assert moved.memory.failing == {}
    assert moved.memory.answered == {A: TODAY if result == FINE else TODAY - timedelta(20)}
    answers({A: BROKEN, B: FINE})
    assert external_links([A, B], HOW, moved.memory, TODAY + timedelta(7)).memory.failing == {
        A: (TODAY + timedelta(7),)
    }


def test_a_dead_link_is_looked_for_in_the_archive_when_it_was_last_alive(answers: Callable[..., Answers]) -> None:
    answers({A: MISSING})
    told = external_links([A], HOW, Cache({A: date(2026, 2, 3)}))
    assert told.verdicts[A].params["archive"] == f"https://web.archive.org/web/20260203/{A}"
    assert told.memory == Cache({A: date(2026, 2, 3)}, {A: (TODAY,)})


def test_what_is_no_longer_linked_is_forgotten(answers: Callable[..., Answers]) -> None:
    answers({A: FINE})
    memory = Cache({B: TODAY, C: TODAY}, {D: (TODAY,)})
    told = external_links([A, C], ExternalLinkOptions(unverified=("c.example",)), memory)
    assert told.memory == Cache({A: TODAY})


@pytest.mark.parametrize(
    ("host", "refused"),
    [("a.example", True), ("b.a.example", True), ("a.example.", True), ("ba.example", False), ("a.example.org", False)],
)
def test_a_host_stands_for_what_belongs_to_it(answers: Callable[..., Answers], host: str, refused: bool) -> None:
    linkchecker = answers({f"https://{host}/": FINE, D: FINE})
    verdict = external_links([f"https://{host}/", D], ExternalLinkOptions(unverified=("a.example",))).verdicts[
        f"https://{host}/"
    ]
    assert (verdict.state is UNVERIFIED) is refused
    assert len(linkchecker.runs[0]) == (1 if refused else 2)


def test_addresses_that_differ_in_the_text_they_point_at_are_one_question(answers: Callable[..., Answers]) -> None:
    linkchecker = answers({A: FINE, f"{A}#b": FINE, f"{A}?:~:c": FINE})
    addresses = [A, f"{A}#", f"{A}#:~:text=one", f"{A}#:~:text=two", f"{A}#b:~:text=one", f"{A}?:~:c"]
    assert list(external_links(addresses, HOW).verdicts) == addresses
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
    def run(addresses: list[str], *_: object, **__: object) -> list[Answer]:
        redirected = f"Redirected to `{location}' status: 301 Moved Permanently."
        return [Answer(each, location, "", 0, 0, True, FINE, (redirected,), "") for each in addresses]

    monkeypatch.setattr(external, "run", run)
    assert external_links([old], HOW).verdicts[old].params == {"new": new}


def test_where_only_the_dead_is_left_to_ask_others_show_that_the_network_is_not(
    answers: Callable[..., Answers],
) -> None:
    linkchecker = answers({A: SILENT, B: FINE, C: FINE, f"{C}d": FINE})
    memory = Cache({B: TODAY - timedelta(1), C: TODAY, f"{C}d": TODAY})
    told = external_links([A, B, C, f"{C}d"], HOW, memory)
    assert linkchecker.runs == [[A], [A], [B, f"{C}d"]]
    assert told.verdicts[A].rule == "link-unreachable"
    assert told.memory == Cache(memory.answered, {A: (TODAY,)})
    answers({A: SILENT, B: SILENT, C: SILENT, f"{C}d": SILENT})
    with pytest.raises(UnreachableError):
        external_links([A, B, C, f"{C}d"], HOW, memory)


def test_one_certificate_may_be_bad_but_not_every_one(answers: Callable[..., Answers]) -> None:
    refused = {each: REFUSED_TLS.format(host=each.split("/")[2]) for each in (A, B)}
    answers({A: refused[A], f"{A}b": refused[A], C: SILENT})
    assert external_links([A, f"{A}b", C], HOW).verdicts[A].rule == "certificate-invalid"
    answers(refused)
    with pytest.raises(UnreachableError):
        external_links([A, B], HOW)
    answers({**refused, C: MISSING})
    assert external_links([A, B, C], HOW).verdicts[A].rule == "certificate-invalid"


def test_a_server_that_has_answered_once_was_there(answers: Callable[..., Answers]) -> None:
    answers({A: [BROKEN, SILENT], B: SILENT})
    assert external_links([A, B], HOW).verdicts[A].rule == "link-unreachable"


def test_the_network_is_asked_for_a_host_as_it_is_named() -> None:
    assert has_address("127.0.0.1") is True
    assert has_address("[::1]") is True
    assert has_address("a" * 64 + ".example") is False


@pytest.mark.parametrize(("error", "expected"), [(socket.EAI_NONAME, False), (socket.EAI_AGAIN, None)])
def test_a_resolver_that_is_not_there_knows_nothing_of_a_host(
    monkeypatch: pytest.MonkeyPatch, error: int, expected: bool | None
) -> None:
    def getaddrinfo(*_: object) -> None:
        raise socket.gaierror(error, "…")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert has_address("a.example") is expected


def test_without_links_nobody_is_asked(answers: Callable[..., Answers]) -> None:
    linkchecker = answers({})
    assert external_links([], HOW).verdicts == {}
    assert linkchecker.runs == []
