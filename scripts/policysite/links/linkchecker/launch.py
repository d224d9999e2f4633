"""Starts linkchecker with the privileges of the caller: `python -m policysite.links.linkchecker.launch`.

Six things are changed in it:

- Started as root, linkchecker continues as the user `nobody`, who often cannot read the modules and certificates that
  it loads later, so valid URLs seem dead. It needs no protection here: it writes no file and reads only its input.
- It cuts errors after 240 characters. An error begins with the URL, and its end distinguishes an untrusted certificate
  from a broken connection.
- It crashes on unexpected answers, such as a redirect to `http://[`. Here such an answer is the result of one URL.
- Its threads look only once a second whether they may end.
- It makes messages for debugging, several for each element of a page, that nobody reads.
- Python looks for garbage less often: the elements of a long page live until it is read.
"""

from __future__ import annotations

import gc

from linkcheck import log, strformat
from linkcheck.checker.const import ExcList
from linkcheck.command import linkchecker
from linkcheck.director import checker

_POLLING_SECONDS = 0.05
_OBJECTS_BETWEEN_COLLECTIONS = 100_000


def _keep_privileges() -> None:
    """Replace the function that drops privileges."""


def _uncut(text: str, length: int = 0) -> str:  # noqa: ARG001  (as linkchecker calls it)
    """Replace the function that cuts errors."""
    return text


def _no_message(*_: object, **__: object) -> None:
    """Replace the function that makes messages for debugging."""


if __name__ == "__main__":
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    linkchecker.drop_privileges = _keep_privileges
    strformat.limit = _uncut
    log.debug = _no_message
    checker.QUEUE_POLL_INTERVALL_SECS = _POLLING_SECONDS
    ExcList.extend((ValueError, LookupError, RecursionError))
    linkchecker.linkchecker()
