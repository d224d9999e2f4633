"""Asks other sites whether what is linked there is still there, politely and no more often than it must."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache

import ada_url

from policysite.corpus.settings import ExternalLinkOptions
from policysite.findings import Severity
from policysite.links.cache import Cache, counted_failures
from policysite.links.linkchecker.report import Answer, StalledError
from policysite.links.linkchecker.run import run
from policysite.links.status import ALIVE, SILENT, Reached, Reading, State, Verdict, reading

# Seconds before what may have been a bad moment is asked again; nothing is asked more often than that.
_PAUSES = (2, 8)
# A server that wants to be left alone for longer is left alone until the next check.
_LONGEST_PAUSE = 60
# linkchecker may have nothing to say for so many times the time that a server has for each piece of an answer, and for
# so many seconds at least. A server that sends a byte now and then must not keep the others waiting for ever.
_PATIENCE = 3
_LEAST_PATIENCE = 30
# Where nothing has answered, so many addresses that did lately show whether it is the network.
_WITNESSES = 3
# A part of the text, which only browsers look for (URL Fragment Text Directives of WICG).
_TEXT_DIRECTIVE = ":~:"
_NO_SUCH_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


class UnreachableError(Exception):
    """Nothing has answered at all: it cannot be told whether the links or the network are dead.

    Attributes:
        asked: how many addresses were asked in vain.
    """

    def __init__(self, asked: int) -> None:
        super().__init__(f"none of {asked} addresses has answered")
        self.asked = asked


def has_address(host: str) -> bool | None:
    """Whether a host has an address in the network; None where nobody could say."""
    try:
        socket.getaddrinfo(host.strip("[]"), None)
    except UnicodeError:
        return False  # no name can be like that
    except socket.gaierror as error:
        return False if error.errno in _NO_SUCH_NAME else None
    return True


def ask(
    addresses: Iterable[str],
    how: ExternalLinkOptions,
    cache: Cache,
    today: date,
    on_progress: Callable[[int, int], None],
    pause: Callable[[float], None] = time.sleep,
    known: Callable[[str], bool | None] = has_address,
) -> tuple[dict[str, Verdict], Cache]:
    """What is known of each address, and what is to be remembered of that.

    Args:
        addresses: addresses of other sites, as the URL Standard normalises them.
        how: how they are checked.
        cache: what earlier checks were told.
        today: the day.
        on_progress: called with the number of answers so far and of requests, which grows with every retry.
        pause: waits for so many seconds.
        known: whether a host has an address in the network; None where nobody could say.

    Raises:
        UnreachableError: nothing has answered at all; nothing must be remembered of that.
        LinkcheckerError: linkchecker could not do its job.
    """
    questions = {address: _question(address) for address in addresses}
    asked = [each for each in dict.fromkeys(questions.values()) if not _is_refused(each, how)]
    fresh = [each for each in asked if cache.fresh(each, today, how.age)]
    inquiry = _Inquiry(how, on_progress, pause, known)
    readings = inquiry.readings([each for each in asked if each not in set(fresh)])
    if readings and not inquiry.is_network_alive:
        # Perhaps nothing but the dead is left to ask.
        inquiry.once(list({_host(each): each for each in fresh}.values())[:_WITNESSES])
        if not inquiry.is_network_alive:
            raise UnreachableError(len(readings))
    readings |= dict.fromkeys(fresh, ALIVE)
    remembered = _remembered(readings, cache, set(fresh), how, today)
    verdicts = {}
    for address, question in questions.items():
        failures = remembered.failing.get(question, ())
        last = cache.answered.get(question, today)
        verdicts[address] = _verdict(address, question, readings.get(question), failures, last, how)
    return verdicts, remembered


@dataclass
class _Inquiry:
    """The questions of one check.

    Attributes:
        how: how addresses are checked.
        on_progress: is called with the numbers of answers and questions.
        pause: waits for so many seconds.
        known: whether a host has an address.
        done: the answers so far.
        of: the questions so far.
        servers: how many answers came from a server.
        strangers: the hosts that could not show who they are.
    """

    how: ExternalLinkOptions
    on_progress: Callable[[int, int], None]
    pause: Callable[[float], None]
    known: Callable[[str], bool | None]
    done: int = field(default=0, init=False)
    of: int = field(default=0, init=False)
    servers: int = field(default=0, init=False)
    strangers: set[str] = field(default_factory=set, init=False)

    @property
    def is_network_alive(self) -> bool:
        """Whether anything can be said of the links.

        One host without a good certificate is a fault of that host; several and nothing else are one of the way there.
        """
        return self.servers > 0 or len(self.strangers) == 1

    def readings(self, addresses: Sequence[str]) -> dict[str, Reading]:
        """What the answers say; what may have had a bad moment is asked again."""
        readings = self.once(addresses)
        for least in _PAUSES:
            again = [
                each
                for each, reading in readings.items()
                if reading.state is State.TRANSIENT and reading.wait <= _LONGEST_PAUSE
            ]
            if not again:
                break
            self.pause(max(least, *(readings[each].wait for each in again)))
            readings |= self.once(again)
            if not self.is_network_alive:
                break  # nobody should wait long to be told that there is no network
        return readings

    def once(self, addresses: Sequence[str]) -> dict[str, Reading]:
        """What the answers say, each address being asked once; silence is one, too."""
        if not addresses:
            return {}
        self.of += len(addresses)
        self.on_progress(self.done, self.of)
        time_limit = max(_LEAST_PATIENCE, _PATIENCE * self.how.timeout)
        answers: Sequence[Answer]
        try:
            answers = run(
                addresses, "external", timeout=self.how.timeout, time_limit=time_limit, on_progress=self._count
            )
        except StalledError as stalled:
            answers = stalled.answers
            self.done = self.of
            self.on_progress(self.done, self.of)
        now = datetime.now(UTC)
        known = cache(self.known)
        given = {answer.asked: answer for answer in answers}
        readings = {each: reading(each, given[each], known, now) if each in given else SILENT for each in addresses}
        self.servers += sum(each.reached is Reached.SERVER for each in readings.values())
        self.strangers |= {each.host for each in readings.values() if each.reached is Reached.STRANGER}
        return readings

    def _count(self, _: Answer) -> None:
        self.done += 1
        self.on_progress(self.done, self.of)


def _question(address: str) -> str:
    """What is asked for an address: the part of the text that it points at is no anchor in the page."""
    rest, _, fragment = address.partition("#")
    anchor = fragment.partition(_TEXT_DIRECTIVE)[0]
    return f"{rest}#{anchor}" if anchor else rest


def _is_refused(address: str, how: ExternalLinkOptions) -> bool:
    """Whether an address's host is known to refuse robots, or the one that it belongs to."""
    host = _host(address)
    return any(host == each or host.endswith(f".{each}") for each in how.unverified)


def _host(address: str) -> str:
    return ada_url.URL(address).hostname.rstrip(".")


def _remembered(
    readings: Mapping[str, Reading], cache: Cache, fresh: set[str], how: ExternalLinkOptions, today: date
) -> Cache:
    """What is remembered of the addresses that the site has."""
    answered: dict[str, date] = {}
    failing: dict[str, tuple[date, ...]] = {}
    for address, each in readings.items():
        if each.state is State.ALIVE and address not in fresh:
            answered[address] = today
        elif address in cache.answered:
            answered[address] = cache.answered[address]
        if each.state in (State.DEAD, State.TRANSIENT):
            failing[address] = counted_failures(cache.failures(address, today), today, how.age)
    return Cache(answered, failing)


def _verdict(
    address: str, question: str, found: Reading | None, failures: tuple[date, ...], last: date, how: ExternalLinkOptions
) -> Verdict:
    """What is said of an address.

    Args:
        address: the address.
        question: what was asked for it.
        found: what the answer was; None where it is not asked.
        failures: the days of the failures in a row.
        last: the day on which it last answered.
        how: how addresses are checked.
    """
    if found is None:
        return Verdict(State.UNVERIFIED, "link-unverified", {"host": _host(address)})
    params = dict(found.params)
    severity = Severity.WARNING
    if found.state is State.DEAD:
        severity = Severity.ERROR
        params["archive"] = archived(address, last)
    elif found.state is State.MOVED:
        params["new"] = _with_directive(params["new"], address, question)
    elif found.state is State.TRANSIENT:
        params["since"] = failures[0].isoformat()
        severity = Severity.ERROR if len(failures) >= how.failures else Severity.WARNING
    return Verdict(found.state, found.rule, params, severity)


def _with_directive(new: str, address: str, question: str) -> str:
    """A new address with the part of the text that the old one points at, unless it has an anchor of its own."""
    rest = address.removeprefix(question)
    if _TEXT_DIRECTIVE in rest and ada_url.URL(new).hash == ada_url.URL(question).hash:
        return new + rest
    return new


def archived(address: str, day: date) -> str:
    """Where the Internet Archive has the copy that it made nearest to a day, if it has any."""
    return f"https://web.archive.org/web/{day.isoformat().replace('-', '')}/{address}"
