from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

import pytest
from policysite.links import loopback
from policysite.links.linkchecker import run as running
from policysite.links.linkchecker.report import COLUMNS, Answer, LinkcheckerError, StalledError, read
from policysite.links.linkchecker.run import run

HEAD = ";".join(COLUMNS) + "\n"
ROW = "https://a.example/;;200 OK;;;True;https://a.example/\n"
END = "# Stopped checking at 2026-11-23 18:51:17+000 (1 seconds)\n"
# Status, body, and headers with _ for -.
Sent: TypeAlias = tuple[int, str, dict[str, str]]
ANSWER = Answer("https://a.example/", "https://a.example/", "", 0, 0, True, "200 OK", (), "")


def lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")[:-1]]


def test_a_report_is_read_row_by_row() -> None:
    rest = lines(HEAD + ROW + ROW + END)
    answers = read(rest.pop(0) for _ in range(len(rest)))
    assert (next(answers), len(rest)) == (ANSWER, 2)
    assert list(answers) == [ANSWER]


def test_a_row_says_where_an_address_was_found() -> None:
    row = "x.png;https://a.example/;404 Not Found;;;False;https://a.example/x.png;7;12\n"
    expected = Answer("x.png", "https://a.example/x.png", "https://a.example/", 7, 12, False, "404 Not Found", (), "")
    assert list(read(lines(HEAD + row + END))) == [expected]


@pytest.mark.parametrize(
    "asked", ["a;b", 'a"b', "a\nb", "a\rb", "# Stopped checking at ", "a,b", "a\x85b\u2028", "я" * 200_000]
)
def test_addresses_may_hold_anything(asked: str) -> None:
    row = f'"{asked.replace(chr(34), chr(34) * 2)}";;200 OK;;;True;;-1;-1\n'
    if "\r" in asked:
        row = row.replace('"', "")  # as linkchecker writes it
    (answer,) = read(lines(HEAD + row + END))
    assert (answer.asked, answer.line, answer.column) == (asked, 0, 0)


def test_warnings_and_notes_are_told_apart() -> None:
    row = 'a;;200 OK;"first\nsecond";"The URL is outside\nRetry-After: 1\nRetry-After: 120";True;a\n'
    (answer,) = read(lines(HEAD + row + END))
    assert (answer.warnings, answer.retry_after) == (("first", "second"), "120")


def redirected(*addresses: str) -> tuple[str, ...]:
    return tuple(f"Redirected to `{address}' status: 301 Moved Permanently." for address in addresses)


@pytest.mark.parametrize(
    ("asked", "passed", "left"),
    [
        ("https://a.example/", ["https://b.example/"], ["https://b.example/"]),
        ("https://b.example/", ["https://b.example/"], []),
        ("https://B.example", ["https://b.example/", "https://c.example/"], ["https://c.example/"]),
        ("https://b.example/я", [f"https://b.example/{quote('я')}"], []),
        ("https://b.example/#a", ["https://b.example/"], ["https://b.example/"]),
        ("https://[", ["https://b.example/"], ["https://b.example/"]),
    ],
)
def test_an_address_does_not_redirect_to_itself(asked: str, passed: list[str], left: list[str]) -> None:
    warnings = "\n".join(redirected(*passed))
    (answer,) = read(lines(f'{HEAD}{asked};;200 OK;"{warnings}";;True;{passed[-1]}\n{END}'))
    assert answer.warnings == redirected(*left)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "gave no report"),
        (HEAD, "not write its report to the end"),
        (HEAD + ROW, "not write its report to the end"),
        (HEAD + ROW[:30], "no part of a report|not write"),
        (HEAD + ROW + END[:10], "no part of a report"),
        (HEAD + 'a;;"200 OK\n' + END, "cannot be read"),
        (HEAD + ROW + END + ROW, "no part of a report"),
        (ROW + END, "no part of a report"),
        ("ERROR: refuse to load modules\n" + HEAD + END, "refuse to load modules"),
        (HEAD + "a;;200 OK;;;Yes;a\n" + END, "no part of a report"),
        (HEAD + "a;;200 OK;;;True;a;one;2\n" + END, "no part of a report"),
        (HEAD + "a;;200 OK;;;True;a;1\n" + END, "no part of a report"),
        (HEAD + "a;;200 OK;;;True;a;1;2;3\n" + END, "no part of a report"),
        (HEAD + "\n" + END, "no part of a report"),
    ],
)
def test_what_is_not_a_whole_report_is_refused(text: str, reason: str) -> None:
    with pytest.raises(LinkcheckerError, match=reason):
        list(read(lines(text + ("" if text.endswith("\n") or not text else "\n"))))


class Answering(loopback.Pages):
    """Answers what a test wants it to."""

    def __init__(self, *arguments: object, answers: Mapping[str, Sent], **options: object) -> None:
        self._answers = answers
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # noqa: N802
        status, body, headers = self._answers.get(self.path, (404, "", {}))
        self.answer(HTTPStatus(status), "text/html", body.encode(), **headers)


@contextmanager
def answering(**answers: Sent) -> Iterator[str]:
    """The root of a server that answers below it by name."""
    paths = {f"/{quote(name)}": answer for name, answer in answers.items()}
    with loopback.served(Path(), "/", partial(Answering, answers=paths)) as root:
        yield root


def test_other_sites_are_asked() -> None:
    seen: list[Answer] = []
    with answering(
        fine=(200, '<p id="here">A</p>', {}),
        empty=(200, "", {}),
        gone=(410, "", {"Retry_After": "3600"}),
        busy=(503, "", {"Retry_After": "120"}),
        limited=(429, "", {"Retry_After": "Wed, 25 Nov 2026 07:28:00 GMT"}),
        moved=(301, "", {"Location": "/hop", "Retry_After": "7"}),
        hop=(302, "", {"Location": "/fine"}),
        loop=(301, "", {"Location": "/loop"}),
        да=(200, '<h2 id="ответ">A</h2>', {}),
    ) as root:
        names = ["fine", "fine#here", "fine#there", "empty", "gone", "busy", "limited", "moved", "hop", "loop"]
        addresses = [root + name for name in (*names, "да#ответ", "да#нет", "a b")] + [f"{root.upper()}fine"]
        answers = {
            answer.asked: answer for answer in run([*addresses, addresses[0]], "external", on_progress=seen.append)
        }
    said = {name.removeprefix(root): (a.valid, a.result, a.retry_after) for name, a in answers.items()}
    assert list(answers) == [answer.asked for answer in seen]
    assert set(answers) == set(addresses)
    fine = (True, "200 OK", "")
    assert said.pop("loop")[:2] == (False, "TooManyRedirects: Exceeded 10 redirects.")
    assert said == {
        **dict.fromkeys(("fine", "fine#here", "fine#there", "empty", "moved", "hop", "да#ответ", "да#нет"), fine),
        f"{root.upper()}fine": fine,
        "gone": (False, "410 Gone", "3600"),
        "busy": (False, "503 Service Unavailable", "120"),
        "limited": (True, "429 Too Many Requests", "Wed, 25 Nov 2026 07:28:00 GMT"),
        "a b": (False, "404 Not Found", ""),
    }
    warned = {asked.removeprefix(root): answer.warnings for asked, answer in answers.items() if answer.warnings}
    assert warned.pop("fine#there")[0].startswith("Anchor `there' (decoded: `there') not found.")
    assert "(decoded: `нет') not found." in warned.pop("да#нет")[0]
    assert warned == {
        "moved": (
            f"Redirected to `{root}hop' status: 301 Moved Permanently.",
            f"Redirected to `{root}fine' status: 302 Found.",
        ),
        "hop": (f"Redirected to `{root}fine' status: 302 Found.",),
        "limited": ("Rate limited (Retry-After: Wed, 25 Nov 2026 07:28:00 GMT)",),
    }


def test_an_answer_is_waited_for_no_longer_than_is_asked() -> None:
    over = threading.Event()

    class Silent(loopback.Pages):
        def do_GET(self) -> None:  # noqa: N802
            over.wait()

    with loopback.served(Path(), "/", Silent) as root:
        (answer,) = run([root], "external", timeout=1)
        over.set()
    assert not answer.valid
    assert answer.result.startswith("ReadTimeout: ")
    assert "(read timeout=1)" in answer.result


def test_the_words_of_an_error_are_whole_however_long_the_address_is() -> None:
    (answer,) = run([f"http://127.0.0.1:1/{'a' * 1000}"], "external")
    assert "NewConnectionError" in answer.result


def test_nothing_is_asked_where_nothing_is_given() -> None:
    assert run([], "external") == []


def test_addresses_are_asked_host_by_host_by_turns() -> None:
    given = ["https://a/1", "https://a/2", "https://A/3", "https://b/1", "c", "https://b/2"]
    assert running._spread(given) == ["https://a/1", "https://b/1", "c", "https://a/2", "https://b/2", "https://A/3"]


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Something else takes the place of linkchecker."""

    def put(code: str) -> None:
        monkeypatch.setattr(running, "_LAUNCH", [sys.executable, "-c", code])

    return put


def printing(text: str, then: str = "") -> str:
    return f"import os, signal, sys; sys.stdout.write({text!r}); sys.stdout.flush()\n{then}"


OOPS = "print('Oops\\nSystem info:\\nA machine', file=sys.stderr)\n"


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
        ("import os\nwhile True: os.write(1, b'Garbage\\n')", r"no part of a report: Garbage \(exit code 1\)"),
        ("import os; os.write(1, b'\\xff\\xfe' * 100)", "cannot be read"),
        (printing(HEAD + END), r"said nothing of https://a\.example/$"),
        (printing(HEAD + ROW.replace("a.example", "b.example") + END), r"said nothing of https://a\.example/$"),
        (printing(HEAD + ROW + END, "print('INFO 1 URLs are still active. …', file=sys.stderr)"), "broke off"),
    ],
)
def test_a_run_that_went_wrong_is_never_a_result(child: Callable[[str], None], code: str, reason: str) -> None:
    child(code)
    with pytest.raises(LinkcheckerError, match=reason):
        run(["https://a.example/"], "external")


def test_a_program_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_LAUNCH", ["/no/such/program"])
    with pytest.raises(LinkcheckerError, match="cannot be run"):
        run(["https://a.example/"], "external")


def test_what_says_nothing_any_more_is_not_waited_for(child: Callable[[str], None]) -> None:
    child(printing(HEAD + ROW, "signal.pause()"))
    with pytest.raises(StalledError, match=r"to the end \(exit code -9\)") as caught:
        run(["https://a.example/", "https://b.example/"], "external", time_limit=1)
    assert caught.value.answers == (ANSWER,)


def test_what_goes_down_by_itself_has_not_stalled(child: Callable[[str], None]) -> None:
    child(printing(HEAD + ROW, f"os.kill(os.getpid(), {signal.SIGKILL})"))
    with pytest.raises(LinkcheckerError) as caught:
        run(["https://a.example/"], "external", time_limit=60)
    assert not isinstance(caught.value, StalledError)


def test_a_server_that_sends_its_page_by_drops_is_not_waited_for() -> None:
    over = threading.Event()

    class Dripping(loopback.Pages):
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
        with pytest.raises(StalledError) as caught:
            run([f"{root}drip#a", f"{root}fine#a"], "external", timeout=1, time_limit=3)
        over.set()
    assert [answer.asked for answer in caught.value.answers] == [f"{root}fine#a"]


def test_a_redirect_to_what_is_no_address_is_an_answer() -> None:
    with answering(odd=(301, "", {"Location": "http://["}), fine=(200, "", {})) as root:
        answers = {
            each.asked.removeprefix(root): each.result for each in run([f"{root}odd", f"{root}fine"], "external")
        }
    assert answers == {"odd": "ValueError: Invalid IPv6 URL", "fine": "200 OK"}


def test_what_does_not_end_after_its_report_is_ended(
    child: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_FAREWELL", 0.1)
    child(printing(HEAD + ROW + END, "os.close(1); signal.pause()"))
    with pytest.raises(LinkcheckerError, match=r"crashed \(exit code -9\)"):
        run(["https://a.example/"], "external")


def test_an_interrupt_ends_linkchecker(child: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    child(printing(HEAD + ROW, "signal.pause()"))

    def interrupt(_: Answer) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(["https://a.example/"], "external", on_progress=interrupt)
    assert [process.returncode for process in started] == [-signal.SIGKILL]


def test_what_was_left_out_is_asked_again(child: Callable[[str], None]) -> None:
    row = "sys.stdin.read().split()[0] + ';;200 OK;;;True;x\\n'"
    child(f"import sys; sys.stdout.write({HEAD!r} + {row} + {END!r})")
    given = [f"https://a.example/{number}" for number in range(3)]
    assert [answer.asked for answer in run(given, "external")] == given


# The name of a file with passwords, and two that concern how Python and linkchecker write.
LEFT_OUT = ("NETRC", "PYTHONIOENCODING", "LOCPATH")


def environment_of(configuration: str, child: Callable[[str], None]) -> dict[str, str]:
    """The environment that linkchecker gets, as far as the test looks at it."""
    names = ["HOME", "XDG_DATA_HOME", "LC_ALL", "LANGUAGE", "PYTHONUTF8", "https_proxy", "ALL_PROXY", "no_proxy"]
    child(
        f"import os, sys; told = '|'.join(f'{{name}}={{os.environ.get(name)}}' for name in {[*names, *LEFT_OUT]!r})\n"
        f"sys.stdout.write({HEAD!r} + f'a;;{{told}};;;True;a\\n' + {END!r})"
    )
    (answer,) = run(["a"], configuration)
    return dict(pair.split("=", 1) for pair in answer.result.split("|"))  # type: ignore[misc]


def test_proxies_are_for_other_sites_only(child: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "ALL_PROXY", "LANGUAGE", "LC_ALL", *LEFT_OUT):
        monkeypatch.setenv(name, "x")
    monkeypatch.delenv("no_proxy", raising=False)
    for configuration, proxy, none in (("internal", "None", "*"), ("external", "x", "None")):
        seen = environment_of(configuration, child)
        home = Path(seen["HOME"])
        assert seen == {
            **{"HOME": str(home), "XDG_DATA_HOME": str(home), "LC_ALL": "C", "LANGUAGE": "C", "PYTHONUTF8": "1"},
            **{"https_proxy": proxy, "ALL_PROXY": proxy, "no_proxy": none},
            **dict.fromkeys(LEFT_OUT, "None"),
        }
        assert home != Path.home()
        assert not home.exists()


def test_our_plugin_is_loaded_whatever_a_checkout_lets_others_do() -> None:
    before = os.umask(0)
    try:
        with answering(busy=(503, "", {"Retry_After": "120"})) as root:
            (answer,) = run([f"{root}busy"], "external")
    finally:
        os.umask(before)
    assert answer.retry_after == "120"


def test_linkchecker_keeps_the_rights_that_it_is_called_with() -> None:
    code = (
        "import os, runpy, sys; os.geteuid = lambda: 0; os.seteuid = lambda _: sys.exit('gave up its rights')\n"
        "sys.argv[1:] = ['--version']; runpy.run_module('policysite.links.linkchecker.launch', run_name='__main__')"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("LinkChecker ")
