"""A plugin of linkchecker that reports the header Retry-After; linkchecker itself does so only with status 429."""

from __future__ import annotations

from typing import Any

from linkcheck.plugins import _ConnectionPlugin

from policysite.links.linkchecker.report import RETRY_AFTER

_HEADER = "Retry-After"


class RetryAfter(_ConnectionPlugin):  # type: ignore[misc]  # linkchecker comes without types
    """Adds the header to the report of an address, for the last answer of a chain of redirects."""

    def applies_to(self, url_data: Any) -> bool:
        """True if there is an answer with the header."""
        return url_data.is_http() and not url_data.is_redirect() and _HEADER in url_data.headers

    def check(self, url_data: Any) -> None:
        """Add the header to the report."""
        url_data.add_info(f"{RETRY_AFTER}{url_data.headers[_HEADER]}")
