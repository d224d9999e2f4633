"""linkchecker's own command line, as whoever it is called as: `python -m policysite.links.linkchecker.launch`.

Called as root, linkchecker gives up its rights and goes on as `nobody`. What it needs from then on, the modules that it
imports late and the certificates, lies where `nobody` often may not look, and it would say of good addresses that they
do not answer. It gains nothing by it here: it writes no file, and reads only what it is given.

It also cuts the words of an error after 240 characters. They begin with the address, and what tells a certificate that
nobody trusts from a connection that broke off comes last.

And it crashes over what it does not expect of a server, such as a redirect to `http://[`. To whoever asks many servers,
that is an answer of one of them.
"""

from __future__ import annotations

from linkcheck import strformat
from linkcheck.checker.const import ExcList
from linkcheck.command import linkchecker


def _keep_privileges() -> None:
    """Takes the place of what gives them up."""


def _whole(words: str, length: int = 0) -> str:  # noqa: ARG001  (as it is called)
    """Takes the place of what cuts them."""
    return words


if __name__ == "__main__":
    linkchecker.drop_privileges = _keep_privileges
    strformat.limit = _whole
    ExcList.extend((ValueError, LookupError, RecursionError))
    linkchecker.linkchecker()
