"""Asks linkchecker, which runs as a process of its own."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from policysite.links.linkchecker.report import Answer, LinkcheckerError, StalledError, read

_PACKAGE = __name__.rpartition(".")[0]
_LAUNCH = [sys.executable, "-P", "-m", f"{_PACKAGE}.launch"]  # -P: no module of the folder that it is called in
# Seconds without a row after which no further one is waited for. Ten redirects may each take a while.
_PATIENCE = 900
# Seconds in which a process that has said all it has to say must end.
_FAREWELL = 5
# 0: nothing was wrong with any address; 1: something was.
_DONE = (0, 1)
# What linkchecker says when it stops before it is done. It ends its report all the same, and gives it out for whole.
_BROKEN_OFF = " URLs are still active."
# What follows, after an error of its own, on what went wrong: a description of the machine.
_SYSTEM = "\nSystem info:"
_SAID = 500
# What ends an address on linkchecker's input, or cannot be written there.
_UNWRITABLE = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]")


def run(
    addresses: Iterable[str],
    configuration: str,
    *,
    timeout: int | None = None,
    time_limit: float = _PATIENCE,
    on_progress: Callable[[Answer], None] = lambda _: None,
    within: str = "",
) -> list[Answer]:
    """What linkchecker says of the addresses, and of those that it finds on the way.

    There is an answer for every address that is given. Where linkchecker takes two of them for the same, it is asked
    again for the second.

    Args:
        addresses: whole addresses.
        configuration: which of the two in this folder: `internal` or `external`.
        timeout: seconds to wait for each piece of an answer; as the configuration says without it.
        time_limit: seconds without an answer after which no further one is waited for.
        on_progress: is called with each answer as soon as it is there.
        within: what an address must begin with to be asked when it was found on the way; without it any may be.

    Raises:
        StalledError: no answer had come for too long.
        LinkcheckerError: linkchecker could not be run, crashed, was stopped, or did not answer for every address.
    """
    given = {_in_one_word(address): address for address in addresses}
    options = [] if timeout is None else ["--timeout", str(timeout)]
    if within:
        options += ["--ignore-url", f"!^{re.escape(within)}"]
    answers: list[Answer] = []
    answered: set[str] = set()

    def take(answer: Answer) -> None:
        if not answer.found_on:
            answered.add(answer.asked)
            answer = replace(answer, asked=given.get(answer.asked, answer.asked))
        answers.append(answer)
        on_progress(answer)

    waiting = _spread(given)
    while waiting:
        fault, stalled = _ask(waiting, configuration, options, take, time_limit)
        if stalled:
            raise StalledError(fault, tuple(answers))
        if fault:
            raise LinkcheckerError(fault)
        left = [address for address in waiting if address not in answered]
        if len(left) == len(waiting):
            raise LinkcheckerError(f"linkchecker said nothing of {left[0]}")
        waiting = left
    return answers


def _in_one_word(address: str) -> str:
    return _UNWRITABLE.sub(lambda found: quote(found[0], errors="surrogatepass"), address)


def _spread(addresses: Iterable[str]) -> list[str]:
    """The addresses with the hosts by turns: while linkchecker waits for one host it does not ask another either."""
    turns: Counter[str] = Counter()

    def turn(address: str) -> int:
        host = "".join(address.split("/", 3)[2:3]).lower()
        turns[host] += 1
        return turns[host]

    return sorted(addresses, key=turn)


def _ask(
    addresses: list[str], configuration: str, options: list[str], take: Callable[[Answer], None], time_limit: float
) -> tuple[str, bool]:
    """Runs linkchecker once; says what went wrong, and whether that is that it had to be ended for its silence."""
    with tempfile.TemporaryDirectory(prefix="linkchecker-") as folder:
        home = Path(folder)
        _furnish(home)
        given, said = home / "addresses", home / "said"
        given.write_text("\n".join(addresses), encoding="utf-8")
        file = resources.files(_PACKAGE) / f"{configuration}.ini"
        with resources.as_file(file) as path, given.open("rb") as source, said.open("wb") as words:
            try:
                process = subprocess.Popen(  # noqa: S603  (the addresses are no part of the command)
                    [*_LAUNCH, "--config", str(path), "--stdin", *options],
                    stdin=source,
                    stdout=subprocess.PIPE,
                    stderr=words,
                    env=_environment(home, by_proxy=configuration == "external"),
                )
            except OSError as error:
                raise LinkcheckerError(f"linkchecker cannot be run: {error}") from error
            fault, stalled = _hear(process, take, time_limit)
        text = said.read_text(encoding="utf-8", errors="replace")
    if not fault and process.returncode not in _DONE:
        fault = "linkchecker crashed"
    if not fault and _BROKEN_OFF in text:
        fault = "linkchecker broke off"
    if fault:
        end = text.partition(_SYSTEM)[0].strip()[-_SAID:]
        fault += f" (exit code {process.returncode})" + (f": {end}" if end else "")
    return fault, stalled


def _furnish(home: Path) -> None:
    """Makes our plugin known to linkchecker in a home of its own.

    It loads none from a folder or a file that everybody may write to, which those of a checkout sometimes are.
    """
    plugins = home / "linkchecker" / "plugins"
    plugins.mkdir(parents=True)
    plugin = plugins / "retry_after.py"
    plugin.write_text(f"from {_PACKAGE}.retry_after import RetryAfter\n", encoding="utf-8")
    for path in (plugins.parent, plugins, plugin):
        path.chmod(0o700)


def _environment(home: Path, *, by_proxy: bool) -> dict[str, str]:
    """The environment of linkchecker: what it says must not depend on who asks it, and where."""
    left_out = ("NETRC", "PYTHONIOENCODING", "LOCPATH")
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in left_out and (by_proxy or not name.lower().endswith("_proxy"))
    }
    own = {
        # What it finds at home are settings, plugins and passwords of whoever runs it.
        "HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        # Results in English, addresses in UTF-8, whatever the language of the system.
        "LC_ALL": "C",
        "LANGUAGE": "C",
        "PYTHONUTF8": "1",
    }
    return kept | own | ({} if by_proxy else {"no_proxy": "*"})


def _hear(process: subprocess.Popen[bytes], take: Callable[[Answer], None], time_limit: float) -> tuple[str, bool]:
    """Takes the answers of a process, which has ended when this returns.

    Returns:
        What was wrong with its report, and whether it had to be ended for its silence.
    """
    assert process.stdout is not None  # noqa: S101  (for the type checker: it is a pipe)
    watch = _Watch(process, time_limit)
    with process, io.TextIOWrapper(process.stdout, "utf-8", newline="\n") as lines, watch:
        try:
            for answer in read(lines):
                watch.heard()
                take(answer)
            _see_off(process)
        except LinkcheckerError as error:
            lines.close()  # what goes on writing must not wait for a reader
            _see_off(process)
            return str(error), watch.has_ended_it
        finally:
            process.kill()
    return "", watch.has_ended_it


def _see_off(process: subprocess.Popen[bytes]) -> None:
    """Waits a moment for a process whose report is over, since how it ends says how it went."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(_FAREWELL)


class _Watch:
    """Ends a process that says nothing for too long.

    Attributes:
        has_ended_it: whether it has.
    """

    def __init__(self, process: subprocess.Popen[bytes], time_limit: float) -> None:
        self._process = process
        self._patience = time_limit
        self._over = threading.Event()
        self.has_ended_it = False
        self.heard()

    def heard(self) -> None:
        """Is to be called when the process has said something."""
        self._until = time.monotonic() + self._patience

    def __enter__(self) -> None:
        threading.Thread(target=self._watch, daemon=True).start()

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def _watch(self) -> None:
        while not self._over.wait(max(self._until - time.monotonic(), 0)):
            if time.monotonic() >= self._until:
                self.has_ended_it = self._process.poll() is None
                self._process.kill()
                return
