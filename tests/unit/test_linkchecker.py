from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

import pytest
from policysite.links import loopback
from policysite.links.linkchecker import PROCESSOR_SECONDS
from policysite.links.linkchecker import run as running
from policysite.links.linkchecker.report import COLUMNS, LinkcheckerAnswer, LinkcheckerError, StalledError, read
from policysite.links.linkchecker.run import alternating_hosts, run

from tests.fake_web import without_pauses

HEAD = ";".join(COLUMNS) + "\n"
ROW = "https://a.example/;;200 OK;;;True;https://a.example/\n"
END = "# Stopped checking at 2026-11-23 18:51:17+000 (1 seconds)\n"
# Status, body, and headers with _ for -.
Sent: TypeAlias = tuple[int, str, dict[str, str]]
UNREACHABLE = f"http://127.0.0.1:1/{'a' * 1000}"
ANSWER = LinkcheckerAnswer("https://a.example/", "https://a.example/", "", True, "200 OK", (), "")


def lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")[:-1]]


def test_a_report_is_read_row_by_row() -> None:
    rest = lines(HEAD + ROW + ROW + END)
    answers = read(rest.pop(0) for _ in range(len(rest)))
    assert (next(answers), len(rest)) == (ANSWER, 2)
    assert list(answers) == [ANSWER]


def test_a_row_names_the_page_on_which_an_address_was_found() -> None:
    row = "x.png;https://a.example/;404 Not Found;;;False;https://a.example/x.png\n"
    expected = LinkcheckerAnswer(
        "x.png", "https://a.example/x.png", "https://a.example/", False, "404 Not Found", (), ""
    )
    assert list(read(lines(HEAD + row + END))) == [expected]


@pytest.mark.parametrize(
    "address", ["a;b", 'a"b', "a\nb", "a\rb", "# Stopped checking at ", "a,b", "a\x85b\u2028", "я" * 200_000]
)
def test_an_address_may_have_any_characters(address: str) -> None:
    row = f'"{address.replace(chr(34), chr(34) * 2)}";;200 OK;;;True;\n'
    if "\r" in address:
        row = row.replace('"', "")  # as linkchecker writes it
    (answer,) = read(lines(HEAD + row + END))
    assert answer.address == address


def test_warnings_and_the_header_retry_after_are_separated() -> None:
    row = 'a;;200 OK;"first\nsecond";"The URL is outside\nRetry-After: 1\nRetry-After: 120";True;a\n'
    (answer,) = read(lines(HEAD + row + END))
    assert (answer.warnings, answer.retry_after) == (("first", "second"), "120")


def redirected(*addresses: str) -> tuple[str, ...]:
    return tuple(f"Redirected to `{address}' status: 301 Moved Permanently." for address in addresses)


@pytest.mark.parametrize(
    ("address", "passed", "left"),
    [
        ("https://a.example/", ["https://b.example/"], ["https://b.example/"]),
        ("https://b.example/", ["https://b.example/"], []),
        ("https://B.example", ["https://b.example/", "https://c.example/"], ["https://c.example/"]),
        ("https://b.example/я", [f"https://b.example/{quote('я')}"], []),
        ("https://b.example/#a", ["https://b.example/"], ["https://b.example/"]),
        ("https://[", ["https://b.example/"], ["https://b.example/"]),
    ],
)
def test_redirects_of_an_address_to_itself_are_left_out(address: str, passed: list[str], left: list[str]) -> None:
    warnings = "\n".join(redirected(*passed))
    (answer,) = read(lines(f'{HEAD}{address};;200 OK;"{warnings}";;True;{passed[-1]}\n{END}'))
    assert answer.warnings == redirected(*left)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "gave no report"),
        (HEAD, "not write its report to the end"),
        (HEAD + ROW, "not write its report to the end"),
        (HEAD + ROW[:30], "not part of a report|not write"),
        (HEAD + ROW + END[:10], "not part of a report"),
        (HEAD + 'a;;"200 OK\n' + END, "cannot be read"),
        (HEAD + ROW + END + ROW, "not part of a report"),
        (ROW + END, "not part of a report"),
        ("ERROR: refuse to load modules\n" + HEAD + END, "refuse to load modules"),
        (HEAD + "a;;200 OK;;;Yes;a\n" + END, "not part of a report"),
        (HEAD + "a;;200 OK;;;True;a;1\n" + END, "not part of a report"),
        (HEAD + "\n" + END, "not part of a report"),
    ],
)
def test_an_incomplete_or_invalid_report_is_refused(text: str, reason: str) -> None:
    with pytest.raises(LinkcheckerError, match=reason):
        list(read(lines(text + ("" if text.endswith("\n") or not text else "\n"))))


class Answering(loopback.SiteRequestHandler):
    """Answers as given."""

    def __init__(self, *arguments: object, answers: Mapping[str, Sent], **options: object) -> None:
        self._answers = answers
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # noqa: N802
        status, body, headers = self._answers.get(self.path, (404, "", {}))
        self.answer(HTTPStatus(status), "text/html", body.encode(), **headers)


@contextmanager
def answering(**answers: Sent) -> Iterator[str]:
    """Serve answers by name, and yield the root of their URLs."""
    paths = {f"/{quote(name)}": answer for name, answer in answers.items()}
    with loopback.served(Path(), "/", partial(Answering, answers=paths)) as root:
        yield root


@dataclass(frozen=True)
class Requested:
    """The answers of one run, by the path that was requested.

    Attributes:
        answers: the answers.
        root: the beginning of the URLs.
    """

    answers: dict[str, LinkcheckerAnswer]
    root: str


@pytest.fixture(scope="module")
def requested() -> Iterator[Requested]:
    """The answers of a server to one run of linkchecker."""
    with (
        pytest.MonkeyPatch.context() as patch,
        answering(
            fine=(200, '<p id="here">A</p>', {}),
            gone=(410, "", {"Retry_After": "3600"}),
            limited=(429, "", {"Retry_After": "Wed, 25 Nov 2026 07:28:00 GMT"}),
            moved=(301, "", {"Location": "/hop", "Retry_After": "7"}),
            hop=(302, "", {"Location": "/fine"}),
            odd=(301, "", {"Location": "http://["}),
            да=(200, '<h2 id="ответ">A</h2>', {}),
        ) as root,
    ):
        without_pauses(patch)
        paths = ["fine", "fine#there", "gone", "limited", "moved", "odd", "да#нет", "a b"]
        urls = [*(root + path for path in paths), f"{root.upper()}fine", root + paths[0], UNREACHABLE]
        answers = list(run(urls, "external"))
    yield Requested({answer.address.removeprefix(root): answer for answer in answers}, root)


def test_every_address_gets_an_answer(requested: Requested) -> None:
    results = {path: (each.valid, each.result, each.retry_after) for path, each in requested.answers.items()}
    fine = (True, "200 OK", "")
    assert results.pop(UNREACHABLE)[0] is False
    assert results == {
        **dict.fromkeys(("fine", "fine#there", "moved", "да#нет"), fine),
        f"{requested.root.upper()}fine": fine,
        "gone": (False, "410 Gone", "3600"),
        "limited": (True, "429 Too Many Requests", "Wed, 25 Nov 2026 07:28:00 GMT"),
        "odd": (False, "ValueError: Invalid IPv6 URL", ""),
        "a b": (False, "404 Not Found", ""),
    }


def test_redirects_and_missing_anchors_are_warnings(requested: Requested) -> None:
    warnings = {path: answer.warnings for path, answer in requested.answers.items() if answer.warnings}
    assert warnings.pop("fine#there")[0].startswith("Anchor `there' (decoded: `there') not found.")
    assert "(decoded: `нет') not found." in warnings.pop("да#нет")[0]
    root = requested.root
    assert warnings == {
        "moved": (
            f"Redirected to `{root}hop' status: 301 Moved Permanently.",
            f"Redirected to `{root}fine' status: 302 Found.",
        ),
        "limited": ("Rate limited (Retry-After: Wed, 25 Nov 2026 07:28:00 GMT)",),
    }


def test_an_error_is_not_cut_however_long_the_address_is(requested: Requested) -> None:
    assert "NewConnectionError" in requested.answers[UNREACHABLE].result


def test_an_answer_is_waited_for_no_longer_than_the_timeout() -> None:
    over = threading.Event()

    class Silent(loopback.SiteRequestHandler):
        def do_GET(self) -> None:  # noqa: N802  (as the base class calls it)
            over.wait()

    with loopback.served(Path(), "/", Silent) as root:
        (answer,) = run([root], "external", timeout_seconds=1)
        over.set()
    assert not answer.valid
    assert answer.result.startswith("ReadTimeout: ")
    assert "(read timeout=1)" in answer.result


def test_nothing_is_requested_without_addresses() -> None:
    assert list(run([], "external")) == []


def test_the_hosts_of_addresses_alternate() -> None:
    given = ["https://a/1", "https://a/2", "https://A/3", "https://b/1", "c", "https://b/2"]
    assert alternating_hosts(given) == ["https://a/1", "https://b/1", "c", "https://a/2", "https://b/2", "https://A/3"]


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Replace linkchecker by Python code."""

    def put(code: str) -> None:
        monkeypatch.setattr(running, "LAUNCH", [sys.executable, "-c", code])

    return put


def printing(text: str, then: str = "") -> str:
    return f"import os, signal, sys; sys.stdout.write({text!r}); sys.stdout.flush()\n{then}"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (printing(""), r"gave no report \(exit code 0\)"),
        (printing(HEAD + ROW), r"to the end \(exit code 0\)"),
        (printing(HEAD + ROW, "sys.exit('sorry')"), r"to the end \(exit code 1\): sorry"),
        (printing(HEAD + ROW + END, "sys.exit(3)"), r"crashed \(exit code 3\)"),
        (
            printing(HEAD + ROW + END, "print('Oops\\nSystem info:\\nx', file=sys.stderr); sys.exit(2)"),
            r"crashed \(exit code 2\): Oops$",
        ),
        (printing(HEAD, f"os.kill(os.getpid(), {signal.SIGKILL})"), r"to the end \(exit code -9\)"),
        (printing(HEAD + ROW + END, f"os.kill(os.getpid(), {signal.SIGTERM})"), r"crashed \(exit code -15\)"),
        ("import os\nwhile True: os.write(1, b'Garbage\\n')", r"not part of a report: Garbage \(exit code 1\)"),
        ("import os; os.write(1, b'\\xff\\xfe' * 100)", "cannot be read"),
        (printing(HEAD + ROW, f"os.kill(os.getpid(), {signal.SIGXCPU})"), "takes too long"),
        (printing(HEAD + END), r"gave no answer for https://a\.example/$"),
        (printing(HEAD + ROW.replace("a.example", "b.example") + END), r"gave no answer for https://a\.example/$"),
        (printing(HEAD + ROW + END, "print('INFO 1 URLs are still active. …', file=sys.stderr)"), "stopped too early"),
    ],
)
def test_a_failed_run_is_never_a_result(child: Callable[[str], None], code: str, reason: str) -> None:
    child(code)
    with pytest.raises(LinkcheckerError, match=reason):
        list(run(["https://a.example/"], "external"))


def test_a_missing_program_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "LAUNCH", ["/no/such/program"])
    with pytest.raises(LinkcheckerError, match="cannot be run"):
        list(run(["https://a.example/"], "external"))


class Clock:
    """Time that stands still until the first answer, however long a busy machine takes to start a process."""

    def __init__(self) -> None:
        self._started: float | None = None

    def start(self) -> None:
        self._started = time.monotonic()

    def monotonic(self) -> float:
        return 0.0 if self._started is None else time.monotonic() - self._started


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(running, "time", clock)
    return clock


def test_a_process_that_writes_nothing_any_more_is_ended(child: Callable[[str], None], clock: Clock) -> None:
    child(printing(HEAD + ROW, "signal.pause()"))
    answers = run(["https://a.example/", "https://b.example/"], "external", time_limit_seconds=1)
    assert next(answers) == ANSWER
    clock.start()
    with pytest.raises(StalledError, match=r"to the end \(exit code -9\)"):
        next(answers)


def test_a_process_that_crashes_has_not_stalled(child: Callable[[str], None]) -> None:
    child(printing(HEAD + ROW, f"os.kill(os.getpid(), {signal.SIGKILL})"))
    with pytest.raises(LinkcheckerError) as caught:
        list(run(["https://a.example/"], "external", time_limit_seconds=60))
    assert not isinstance(caught.value, StalledError)


def test_a_server_that_sends_its_page_byte_by_byte_is_not_waited_for(clock: Clock) -> None:
    over = threading.Event()

    class Dripping(loopback.SiteRequestHandler):
        def do_GET(self) -> None:  # noqa: N802
            if self.path != "/drip":
                self.answer(HTTPStatus.OK, "text/html", b"<p id='a'>A</p>")
                return
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            with suppress(OSError):
                while not over.wait(0.2):
                    self.wfile.write(b" ")
                    self.wfile.flush()

    with loopback.served(Path(), "/", Dripping) as root:
        answers = run([f"{root}drip#a", f"{root}fine#a"], "external", timeout_seconds=60, time_limit_seconds=1)
        assert next(answers).address == f"{root}fine#a"
        clock.start()
        with pytest.raises(StalledError):
            next(answers)
        over.set()


def test_a_process_that_does_not_exit_after_its_report_is_ended(
    child: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "EXIT_TIME_LIMIT_SECONDS", 0.1)
    child(printing(HEAD + ROW + END, "os.close(1); signal.pause()"))
    with pytest.raises(LinkcheckerError, match=r"crashed \(exit code -9\)"):
        list(run(["https://a.example/"], "external"))


def test_an_answer_is_there_at_once_and_an_interrupt_ends_linkchecker(
    child: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    child(printing(HEAD + ROW, "signal.pause()"))
    with pytest.raises(KeyboardInterrupt):
        for _ in run(["https://a.example/"], "external"):
            raise KeyboardInterrupt
    assert [process.returncode for process in started] == [-signal.SIGKILL]


def test_addresses_without_an_answer_are_requested_again(child: Callable[[str], None]) -> None:
    row = "sys.stdin.read().split()[0] + ';;200 OK;;;True;x\\n'"
    child(f"import sys; sys.stdout.write({HEAD!r} + {row} + {END!r})")
    given = [f"https://a.example/{number}" for number in range(3)]
    assert [answer.address for answer in run(given, "external")] == given


# The variable of a file with passwords, and others that change how Python and linkchecker write.
LEFT_OUT = ("NETRC", "PYTHONIOENCODING", "LOCPATH", "LC_ALL", "LC_MESSAGES")


def environment_of(configuration: str, child: Callable[[str], None]) -> dict[str, str]:
    """The variables that linkchecker gets, of those in the test."""
    names = [
        "HOME",
        "XDG_DATA_HOME",
        "LANG",
        "LANGUAGE",
        "LC_CTYPE",
        "PYTHONUTF8",
        "https_proxy",
        "ALL_PROXY",
        "no_proxy",
    ]
    child(
        f"import os, sys; seen = '|'.join(f'{{name}}={{os.environ.get(name)}}' for name in {[*names, *LEFT_OUT]!r})\n"
        f"sys.stdout.write({HEAD!r} + f'a;;{{seen}};;;True;a\\n' + {END!r})"
    )
    (answer,) = run(["a"], configuration)
    return dict(pair.split("=", 1) for pair in answer.result.split("|"))  # type: ignore[misc]


def test_proxies_are_used_for_other_sites_only(child: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "ALL_PROXY", "LANG", "LANGUAGE", *LEFT_OUT):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("no_proxy", raising=False)
    for configuration, proxy, none in (("internal", "None", "*"), ("external", "x", "None")):
        seen = environment_of(configuration, child)
        home = Path(seen["HOME"])
        assert seen == {
            **{"HOME": str(home), "XDG_DATA_HOME": str(home), "PYTHONUTF8": "1"},
            **{"LANG": "C", "LANGUAGE": "C", "LC_CTYPE": "C.UTF-8"},
            **{"https_proxy": proxy, "ALL_PROXY": proxy, "no_proxy": none},
            **dict.fromkeys(LEFT_OUT, "None"),
        }
        assert home != Path.home()
        assert not home.exists()


def test_linkchecker_gets_no_more_processor_time_than_it_may_take(child: Callable[[str], None]) -> None:
    child(
        f"import os, sys; row = 'a;;' + os.environ[{PROCESSOR_SECONDS!r}] + ';;;True;a\\n'\n"
        f"sys.stdout.write({HEAD!r} + row + {END!r})"
    )
    (answer,) = run(["a"], "internal", processor_seconds=6.5)
    assert answer.result == "7"
    code = (
        "import resource, runpy, sys; resource.setrlimit = print\n"
        "sys.argv[1:] = ['--version']; runpy.run_module('policysite.links.linkchecker.launch', run_name='__main__')"
    )
    environment = os.environ | {PROCESSOR_SECONDS: answer.result}
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, env=environment
    )
    assert f"{resource.RLIMIT_CPU} (7, 8)\n" in result.stdout


def test_linkchecker_keeps_the_privileges_that_it_is_called_with() -> None:
    code = (
        "import os, runpy, sys; os.geteuid = lambda: 0; os.seteuid = lambda _: sys.exit('gave up its rights')\n"
        "sys.argv[1:] = ['--version']; runpy.run_module('policysite.links.linkchecker.launch', run_name='__main__')"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("LinkChecker ")
