"""URLs without the parameters that campaigns add to track readers."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

# Without these parameters a URL leads to the same page.
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|_hs\w+|gclid|gclsrc|gbraid|wbraid|dclid|fbclid|yclid|ysclid|ymclid|_openstat"
    r"|msclkid|mc_cid|mc_eid|igshid|igsh|twclid|ttclid|li_fat_id|mkt_tok|oly_\w+_id|vero_\w+|_ga|_gl",
    re.IGNORECASE,
)


def without_tracking(url: str) -> str:
    """Return a URL without its tracking parameters."""
    if "?" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    pairs = parts.query.split("&")
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair.partition("=")[0])]
    return urlunsplit(parts._replace(query="&".join(kept))) if len(kept) < len(pairs) else url
