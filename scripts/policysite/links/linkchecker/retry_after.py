"""A plugin of linkchecker: notes the header Retry-After, of which linkchecker itself tells only with status 429."""

from __future__ import annotations

from typing import Any

from linkcheck.plugins import _ConnectionPlugin

NOTED = "Retry-After: "
_HEADER = "Retry-After"


class RetryAfter(_ConnectionPlugin):  # type: ignore[misc]  # linkchecker comes without types
    """Adds the header to what linkchecker tells of an address, for the last answer of a row of redirects."""

    def applies_to(self, url_data: Any) -> bool:
        """Whether there is an answer that has the header."""
        return url_data.is_http() and not url_data.is_redirect() and _HEADER in url_data.headers

    def check(self, url_data: Any) -> None:
        """Adds it."""
        url_data.add_info(f"{NOTED}{url_data.headers[_HEADER]}")
