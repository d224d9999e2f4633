"""Checks the links to other sites, with as few requests as possible."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache as cached

import ada_url

from policysite.corpus.settings import ExternalLinkOptions
from policysite.corpus.urls import TEXT_DIRECTIVE, fragment_of
from policysite.errors import ToolError
from policysite.findings import Severity
from policysite.links.cache import Cache, counted_failures
from policysite.links.linkchecker.report import LinkcheckerAnswer, StalledError
from policysite.links.linkchecker.run import run
from policysite.links.rules import LINK_UNVERIFIED
from policysite.links.status import ALIVE, NO_ANSWER, CheckResult, LinkState, Reached, check_result

# The pauses before each retry of what may be a temporary failure.
PAUSES_SECONDS = (2, 8)
# If a server asks for a longer pause, it is not requested again before the next check.
_MAX_PAUSE_SECONDS = 60
# linkchecker is ended if there is no answer for this many timeouts, and at least for this many seconds: a
# server that sends a byte now and then must not block the check forever.
_STALLED_TIMEOUTS = 3
_MIN_STALLED_SECONDS = 30
# If nothing answers, this many URLs that answered recently are requested to find out if the network works.
_MAX_NETWORK_PROBES = 3
_NO_SUCH_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


def host_exists(host: str) -> bool | None:
    """Return True if a host name can be resolved, False if it does not exist, None if this is not known."""
    try:
        socket.getaddrinfo(host.strip("[]"), None)
    except UnicodeError:
        return False  # not a valid name
    except socket.gaierror as error:
        return False if error.errno in _NO_SUCH_NAME else None
    return True


def check_urls(
    urls: Iterable[str],
    options: ExternalLinkOptions,
    cache: Cache,
    today: date,
    on_progress: Callable[[int, int], None],
    pause: Callable[[float], None] = time.sleep,
    resolves: Callable[[str], bool | None] = host_exists,
) -> tuple[dict[str, CheckResult], Cache]:
    """Return the result of checking each URL, and the new cache.

    The URLs are normalized as in the URL Standard. `on_progress` is called with the numbers of answers and of requests;
    the second grows with every retry. `pause` waits for so many seconds, `resolves` is as `host_exists`. A `ToolError`
    says that no URL has answered, or linkchecker could not check them; the cache must not be written.
    """
    requests = {url: _without_text_directive(url) for url in urls}
    needed = [each for each in dict.fromkeys(requests.values()) if not _is_unverified(each, options)]
    fresh = {each: ALIVE for each in needed if cache.is_fresh(each, today, options.age_days)}
    requester = _Requester(options, on_progress, pause, resolves)
    results = requester.results([each for each in needed if each not in fresh])
    if results and not requester.is_network_alive:
        # Perhaps only dead links are left to request.
        requester.results_of_one_run(list({_host(each): each for each in fresh}.values())[:_MAX_NETWORK_PROBES])
        if not requester.is_network_alive:
            raise ToolError("no_network", count=len(results))
    new_cache = _updated(cache, results, fresh, options, today)
    results |= fresh
    of_urls = {}
    for url, request in requests.items():
        failures = new_cache.failing.get(request, ())
        last_alive = cache.answered.get(request, today)
        of_urls[url] = _result_of_url(url, request, results.get(request), failures, last_alive, options)
    return of_urls, new_cache


@dataclass
class _Requester:
    """Sends the requests of one check through linkchecker: see `check_urls`.

    Attributes:
        server_answers: the number of answers that came from a server.
        untrusted: the hosts without a valid certificate.
    """

    options: ExternalLinkOptions
    on_progress: Callable[[int, int], None]
    pause: Callable[[float], None]
    resolves: Callable[[str], bool | None]
    answered: int = field(default=0, init=False)
    requested: int = field(default=0, init=False)
    server_answers: int = field(default=0, init=False)
    untrusted: set[str] = field(default_factory=set, init=False)

    @property
    def is_network_alive(self) -> bool:
        """True if the network works, so that the results are valid.

        One host without a valid certificate is a problem of that host. If several have none and no other host answers,
        it is a problem of the network.
        """
        return self.server_answers > 0 or len(self.untrusted) == 1

    def results(self, urls: Sequence[str]) -> dict[str, CheckResult]:
        """Return the results of all URLs, after retrying what may be a temporary failure."""
        results = self.results_of_one_run(urls)
        for min_pause in PAUSES_SECONDS:
            retried = [
                url
                for url, result in results.items()
                if result.state is LinkState.TRANSIENT and result.retry_after <= _MAX_PAUSE_SECONDS
            ]
            if not retried:
                break
            self.pause(max(min_pause, *(results[url].retry_after for url in retried)))
            results |= self.results_of_one_run(retried)
            if not self.is_network_alive:
                break  # more retries would only delay the error
        return results

    def results_of_one_run(self, urls: Sequence[str]) -> dict[str, CheckResult]:
        """Return the results of requesting each URL once."""
        if not urls:
            return {}
        self.requested += len(urls)
        self.on_progress(self.answered, self.requested)
        timeout = self.options.timeout_seconds
        time_limit = max(_MIN_STALLED_SECONDS, _STALLED_TIMEOUTS * timeout)
        answers: dict[str, LinkcheckerAnswer] = {}
        try:
            for answer in run(urls, "external", timeout_seconds=timeout, time_limit_seconds=time_limit):
                answers[answer.address] = answer
                self.answered += 1
                self.on_progress(self.answered, self.requested)
        except StalledError:
            self.answered = self.requested
            self.on_progress(self.answered, self.requested)
        now = datetime.now(UTC)
        resolves = cached(self.resolves)
        results = {url: check_result(url, answers[url], resolves, now) if url in answers else NO_ANSWER for url in urls}
        self.server_answers += sum(each.reached is Reached.SERVER for each in results.values())
        self.untrusted |= {each.params["host"] for each in results.values() if each.reached is Reached.UNTRUSTED}
        return results


def _without_text_directive(url: str) -> str:
    """Return a URL without its text directive, which does not name an element of the page."""
    anchor = fragment_of(url)
    rest = url.partition("#")[0]
    return f"{rest}#{anchor}" if anchor else rest


def _is_unverified(url: str, options: ExternalLinkOptions) -> bool:
    """True if the host of a URL, or a domain above it, is listed as one that refuses robots."""
    host = _host(url)
    return any(host == each or host.endswith(f".{each}") for each in options.unverified)


def _host(url: str) -> str:
    return ada_url.URL(url).hostname.rstrip(".")


def _updated(
    cache: Cache, results: Mapping[str, CheckResult], fresh: Iterable[str], options: ExternalLinkOptions, today: date
) -> Cache:
    """Return a cache of the URLs that the site contains: those that were requested, and those that are fresh."""
    answered = {each: cache.answered[each] for each in (*results, *fresh) if each in cache.answered}
    answered |= {each: today for each, result in results.items() if result.state is LinkState.ALIVE}
    failing = {
        each: counted_failures(cache.failures(each, today), today, options.age_days)
        for each, result in results.items()
        if result.state in (LinkState.DEAD, LinkState.TRANSIENT)
    }
    return Cache(answered, failing)


def _result_of_url(
    url: str,
    request: str,
    result: CheckResult | None,
    failures: tuple[date, ...],
    last_alive: date,
    options: ExternalLinkOptions,
) -> CheckResult:
    """Return the result of checking a URL, with regard to its earlier failures.

    `request` is the URL that was requested for it. Without a result there was none, because the host refuses robots.
    """
    if result is None:
        return CheckResult(LinkState.UNVERIFIED, LINK_UNVERIFIED, {"host": _host(url)}, Reached.NOTHING)
    rule, params = result.rule, dict(result.params)
    if result.state is LinkState.DEAD:
        params["archive"] = archived(url, last_alive)
    elif result.state is LinkState.MOVED:
        params["new"] = _with_text_directive(params["new"], url, request)
    elif result.state is LinkState.TRANSIENT:
        params["since"] = failures[0].isoformat()
        if rule and len(failures) >= options.failures:
            rule = replace(rule, severity=Severity.ERROR)
    return replace(result, rule=rule, params=params)


def _with_text_directive(new: str, url: str, request: str) -> str:
    """Return a new URL with the text directive of the old one, unless the new one has a fragment of its own."""
    rest = url.removeprefix(request)
    if TEXT_DIRECTIVE in rest and ada_url.URL(new).hash == ada_url.URL(request).hash:
        return new + rest
    return new


def archived(url: str, day: date) -> str:
    """Return the URL at which the Internet Archive has its copy nearest to a day, if it has one."""
    return f"https://web.archive.org/web/{day.isoformat().replace('-', '')}/{url}"
