"""Kills builds of a site at many moments; run by test_build.py as a process of its own.

It forks for each build after the first, so that nothing has to be imported and parsed again.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tests.small_site import SmallSite

# The audit events at which a build can be killed: https://docs.python.org/3/library/audit_events.html
EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir", "shutil.rmtree", "ctypes.dlsym"}
SWAP = "ctypes.dlsym"


def main(folder: Path) -> None:
    site = SmallSite(folder, versioned=False)
    assert site.policy("build") == 0
    versions = {}
    for word in ("year", "month"):
        write(site, word)
        events = build(site)
        versions[word] = site.published()
    assert versions["year"] != versions["month"]
    swap, end = events.index(SWAP) + 1, len(events)
    moments = {*range(1, swap, swap // 4), *range(swap - 1, swap + 4), *range(swap, end, (end - swap) // 2), end}
    for moment in sorted(moments):
        write(site, "month" if site.published() == versions["year"] else "year")
        build(site, moment)
        assert site.published() in versions.values(), f"half a site after {events[:moment]}"
    build(site)
    assert not [path.name for path in folder.iterdir() if path.name in (".site.new", ".site.old")]


def write(site: SmallSite, word: str) -> None:
    """Let the text say that something is done for a year or a month."""
    text = site.read("docs/en/privacy.md")
    site.write("docs/en/privacy.md", text.replace("a year", f"a {word}").replace("a month", f"a {word}"))


def build(site: SmallSite, kill_at: int = 0) -> list[str]:
    """Build a site in a process that is killed at its n-th event; return the events if it is not."""
    reading, writing = os.pipe()
    if not (process := os.fork()):
        events: list[str] = []

        def count(event: str, _arguments: object) -> None:
            if event in EVENTS:
                events.append(event)
                if len(events) == kill_at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        code = site.policy("build")
        os.write(writing, " ".join(events).encode())
        os._exit(code)
    os.close(writing)
    with open(reading) as output:  # noqa: PTH123  (a descriptor, not a path)
        events = output.read().split()
    status = os.waitpid(process, 0)[1]
    assert status == (signal.SIGKILL if kill_at else 0), status
    return events


if __name__ == "__main__":
    main(Path(sys.argv[1]))
