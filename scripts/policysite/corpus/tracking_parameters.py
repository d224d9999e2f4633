"""What an address leads to, apart from what it tells about the reader."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

# What campaigns add to addresses; without it they lead to the same page.
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|_hs\w+|gclid|gclsrc|gbraid|wbraid|dclid|fbclid|yclid|ysclid|ymclid|_openstat"
    r"|msclkid|mc_cid|mc_eid|igshid|igsh|twclid|ttclid|li_fat_id|mkt_tok|oly_\w+_id|vero_\w+|_ga|_gl",
    re.IGNORECASE,
)


def without_tracking(address: str) -> str:
    """An address without the parameters that tell its owner where the reader came from."""
    if "?" not in address:
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    pairs = parts.query.split("&")
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair.partition("=")[0])]
    return urlunsplit(parts._replace(query="&".join(kept))) if len(kept) < len(pairs) else address
