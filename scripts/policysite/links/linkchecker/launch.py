"""Starts linkchecker with the privileges of the caller: `python -m policysite.links.linkchecker.launch`.

Ten things are changed in it:

- Started as root, linkchecker continues as the user `nobody`, who often cannot read the modules and certificates that
  it loads later, so valid URLs seem dead. It needs no protection here: it writes no file and reads only its input.
- It cuts errors after 240 characters. An error begins with the URL, and its end distinguishes an untrusted certificate
  from a broken connection.
- It crashes on unexpected answers, such as a redirect to `http://[`. Here such an answer is the result of one URL.
- Its threads look only once a second whether they may end.
- It makes messages for debugging, several for each element of a page, that nobody reads.
- It prepares a check of each link before it looks if that URL is checked already. Here a link to a URL that was found
  before is left out, which saves a third of the time on pages with contents or a menu.
- It reports the header Retry-After with status 429 only. Here it does so with any.
- In a crawl, a link with a query leads to the same file as one without, so that one of them is checked.
- The system ends it after the processor time that the environment names: a page may have links that take hours.
- Python looks for garbage less often: the elements of a long page live until it is read.
"""

from __future__ import annotations

import gc
import os
import resource
from typing import Any
from urllib.parse import urldefrag, urljoin

from linkcheck import log, strformat
from linkcheck.checker.const import ExcList
from linkcheck.checker.httpurl import HttpUrl
from linkcheck.checker.urlbase import UrlBase
from linkcheck.command import linkchecker
from linkcheck.director import checker

from policysite.links.linkchecker import PROCESSOR_SECONDS, RETRY_AFTER

_POLLING_SECONDS = 0.05
_OBJECTS_BETWEEN_COLLECTIONS = 100_000
_found: set[str] = set()
_add_url = UrlBase.add_url
_check_response = HttpUrl.check_response


def _keep_privileges() -> None:
    """Replace the function that drops privileges."""


def _uncut(text: str, length: int = 0) -> str:  # noqa: ARG001  (as linkchecker calls it)
    """Replace the function that cuts errors."""
    return text


def _no_message(*_: object, **__: object) -> None:
    """Replace the function that makes messages for debugging."""


def _add_new_url(page: Any, url: str, *args: Any, base: str | None = None, **options: Any) -> None:
    """Add a link of a page, unless its URL has been found before."""
    try:
        address = urldefrag(urljoin(base or page.url, url)).url.partition("?")[0]
    except ValueError:  # it is the result of the link
        address = url
    if address not in _found:
        _found.add(address)
        _add_url(page, url, *args, base=base, **options)


def _check_response_and_header(url: Any) -> None:
    """Check the last answer of a chain of redirects, and report its header."""
    _check_response(url)
    if "Retry-After" in url.headers:
        url.add_info(f"{RETRY_AFTER}{url.headers['Retry-After']}")


if __name__ == "__main__":
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    linkchecker.drop_privileges = _keep_privileges
    strformat.limit = _uncut
    log.debug = _no_message
    UrlBase.add_url = _add_new_url
    HttpUrl.check_response = _check_response_and_header
    checker.QUEUE_POLL_INTERVALL_SECS = _POLLING_SECONDS
    if PROCESSOR_SECONDS in os.environ:
        seconds = int(os.environ[PROCESSOR_SECONDS])
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    ExcList.extend((ValueError, LookupError, RecursionError))
    linkchecker.linkchecker()
