"""Runs linkchecker in a process of its own."""

from __future__ import annotations

import io
import math
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from policysite.links.linkchecker import PROCESSOR_SECONDS
from policysite.links.linkchecker.report import LinkcheckerAnswer, LinkcheckerError, OutOfTimeError, StalledError, read

_PACKAGE = __name__.rpartition(".")[0]
LAUNCH = [sys.executable, "-P", "-m", f"{_PACKAGE}.launch"]  # -P: no modules from the current folder
# The time that a process has to end after its report.
EXIT_TIME_LIMIT_SECONDS = 60
# Exit codes: 0 no errors, 1 some URLs have errors.
_EXPECTED_EXIT_CODES = (0, 1)
# Written by linkchecker when it stops too early, although its report looks complete.
_INTERRUPTED = " URLs are still active."
# Begins the description of the system after an internal error of linkchecker.
_SYSTEM = "\nSystem info:"
_MAX_SHOWN_CHARACTERS = 500
# Characters that end a URL in linkchecker's input, or cannot be written there.
_UNWRITABLE = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]")


def run(
    urls: Iterable[str],
    configuration: str,
    *,
    timeout_seconds: int | None = None,
    time_limit_seconds: float | None = None,
    processor_seconds: float | None = None,
    within: str = "",
) -> Iterator[LinkcheckerAnswer]:
    """Yield linkchecker's answers for URLs, and for those that it finds on their pages, as soon as they arrive.

    Every given URL gets an answer. If linkchecker treats two of them as the same, it is run again for the second.

    Args:
        urls: absolute URLs.
        configuration: `internal` or `external`: the configuration in this folder.
        timeout_seconds: the time to wait for each piece of an answer; by default that of the configuration.
        time_limit_seconds: the time without an answer after which linkchecker is ended; by default it is not.
        processor_seconds: the processor time after which the system ends it; by default it does not.
        within: a prefix; URLs found on pages are requested only if they begin with it. By default all are requested.

    Raises:
        StalledError: no answer came for too long.
        OutOfTimeError: it took more processor time than it may.
        LinkcheckerError: linkchecker could not be run, crashed, was stopped, or did not answer for every URL.
    """
    given = {_UNWRITABLE.sub(lambda found: quote(found[0], errors="surrogatepass"), url): url for url in urls}
    options = [] if timeout_seconds is None else ["--timeout", str(timeout_seconds)]
    if within:
        options += ["--ignore-url", f"!^{re.escape(within)}"]
    waiting = alternating_hosts(given)
    while waiting:
        left = dict.fromkeys(waiting)
        for answer in _run_once(waiting, configuration, options, time_limit_seconds, processor_seconds):
            if answer.found_on:
                yield answer
            else:
                left.pop(answer.address, None)
                yield replace(answer, address=given.get(answer.address, answer.address))
        if len(left) == len(waiting):
            raise LinkcheckerError(f"linkchecker gave no answer for {waiting[0]}")
        waiting = list(left)


def alternating_hosts(urls: Iterable[str]) -> list[str]:
    """Return the URLs with their hosts alternating: while linkchecker waits for a host, it requests no other."""
    turns: Counter[str] = Counter()

    def turn(url: str) -> int:
        host = "".join(url.split("/", 3)[2:3]).lower()
        turns[host] += 1
        return turns[host]

    return sorted(urls, key=turn)


def _run_once(
    urls: list[str],
    configuration: str,
    options: list[str],
    time_limit_seconds: float | None,
    processor_seconds: float | None,
) -> Iterator[LinkcheckerAnswer]:
    error = ""
    with tempfile.TemporaryDirectory(prefix="linkchecker-") as folder:
        home = Path(folder)
        given, messages = home / "urls", home / "messages"
        given.write_text("\n".join(urls), encoding="utf-8")
        file = resources.files(_PACKAGE) / f"{configuration}.ini"
        limits = {} if processor_seconds is None else {PROCESSOR_SECONDS: str(math.ceil(processor_seconds))}
        with resources.as_file(file) as path, given.open("rb") as source, messages.open("wb") as errors:
            try:
                process = subprocess.Popen(  # noqa: S603  (the URLs are not part of the command)
                    [*LAUNCH, "--config", str(path), "--stdin", *options],
                    stdin=source,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    env=_environment(home, use_proxy=configuration == "external") | limits,
                )
            except OSError as failure:
                raise LinkcheckerError(f"linkchecker cannot be run: {failure}") from failure
            watchdog = _Watchdog(process, time_limit_seconds)
            try:
                yield from _answers(process, watchdog)
            except LinkcheckerError as failure:
                error = failure.reason
        text = messages.read_text(encoding="utf-8", errors="replace")
    if process.returncode == -signal.SIGXCPU:
        raise OutOfTimeError
    if not error and process.returncode not in _EXPECTED_EXIT_CODES:
        error = "linkchecker crashed"
    if not error and _INTERRUPTED in text:
        error = "linkchecker stopped too early"
    if error:
        end = text.partition(_SYSTEM)[0].strip()[-_MAX_SHOWN_CHARACTERS:]
        error += f" (exit code {process.returncode})" + (f": {end}" if end else "")
        raise StalledError(error) if watchdog.has_ended_process else LinkcheckerError(error)


def _environment(home: Path, *, use_proxy: bool) -> dict[str, str]:
    """Return an environment in which linkchecker's answers do not depend on the user and the machine."""
    left_out = ("NETRC", "PYTHONIOENCODING", "LOCPATH")
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in left_out and not name.startswith("LC_") and (use_proxy or not name.lower().endswith("_proxy"))
    }
    own = {
        # The user's home may have settings, plugins and passwords.
        "HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        # Results in English and URLs in UTF-8, whatever the language of the system. The encoding of the locale stays:
        # Python up to 3.12 reads with it where packages are installed, which may be a folder with any letters.
        "LANG": "C",
        "LANGUAGE": "C",
        "LC_CTYPE": next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "C"),
        "PYTHONUTF8": "1",
    }
    return kept | own | ({} if use_proxy else {"no_proxy": "*"})


def _answers(process: subprocess.Popen[bytes], watchdog: _Watchdog) -> Iterator[LinkcheckerAnswer]:
    """Yield the answers of a process, which has ended after the last one."""
    assert process.stdout is not None  # noqa: S101  (for the type checker: stdout is a pipe)
    with process, io.TextIOWrapper(process.stdout, "utf-8", newline="\n") as lines, watchdog:
        try:
            for answer in read(lines):
                watchdog.restart()
                yield answer
            _wait_for_exit(process)
        except LinkcheckerError:
            lines.close()  # a process that is still writing must not wait for a reader
            _wait_for_exit(process)
            raise
        finally:
            process.kill()


def _wait_for_exit(process: subprocess.Popen[bytes]) -> None:
    """Wait a moment for the exit code of a process that has written its report."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(EXIT_TIME_LIMIT_SECONDS)


class _Watchdog:
    """Ends a process that writes nothing for too long; without a time limit, it does nothing."""

    def __init__(self, process: subprocess.Popen[bytes], time_limit_seconds: float | None) -> None:
        self._process = process
        self._time_limit_seconds = time_limit_seconds
        self._over = threading.Event()
        self.has_ended_process = False
        self.restart()

    def restart(self) -> None:
        """Restart the time, because the process has written something."""
        self._until = time.monotonic() + (self._time_limit_seconds or 0)

    def __enter__(self) -> None:
        if self._time_limit_seconds is not None:
            threading.Thread(target=self._watch, daemon=True).start()

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def _watch(self) -> None:
        while not self._over.wait(max(self._until - time.monotonic(), 0)):
            if time.monotonic() >= self._until:
                self.has_ended_process = self._process.poll() is None
                self._process.kill()
                return
