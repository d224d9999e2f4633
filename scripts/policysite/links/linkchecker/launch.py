"""Starts linkchecker with the rights of its caller: `python -m policysite.links.linkchecker.launch`.

Three of its habits are changed:

- Started as root, linkchecker goes on as the user `nobody`, which often may not read the modules and certificates
  that it loads later, so that valid addresses seem dead. It needs no protection here: it writes no file and reads only
  its input.
- It cuts an error after 240 characters. An error begins with the address, and ends with what tells an untrusted
  certificate from a broken connection.
- It crashes on unexpected answers, such as a redirect to `http://[`. Here such an answer is the result of one address.
"""

from __future__ import annotations

from linkcheck import strformat
from linkcheck.checker.const import ExcList
from linkcheck.command import linkchecker


def _keep_privileges() -> None:
    """Replace the function that gives up the rights."""


def _uncut(text: str, length: int = 0) -> str:  # noqa: ARG001  (as linkchecker calls it)
    """Replace the function that cuts errors."""
    return text


if __name__ == "__main__":
    linkchecker.drop_privileges = _keep_privileges
    strformat.limit = _uncut
    ExcList.extend((ValueError, LookupError, RecursionError))
    linkchecker.linkchecker()
