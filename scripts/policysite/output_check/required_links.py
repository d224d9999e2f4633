"""The links that each page has around its text: to that text, the start, the policy, other languages, the contact.

The theme's header and footer say which these are. A site's own templates may have more around a text, but not less.
"""

from __future__ import annotations

import re
from collections import Counter

from policysite.output_check.outlines import TEXT_BEGINS, TEXT_ENDS

# The theme's templates with these links.
TEMPLATES = ("partials/header.html", "partials/footer.html")
_LINK = re.compile(r"<a\b[^<>]*>")


def missing_link(page: str, required: str) -> str:
    """Return the first link that a page must have around its text, and does not have; empty if it has all.

    Args:
        page: the page.
        required: the header and the footer as the theme prints them for this page.
    """
    before, _, rest = page.partition(TEXT_BEGINS)
    around = Counter([*_LINK.findall(before), *_LINK.findall(rest.rpartition(TEXT_ENDS)[2])])
    missing = Counter(_LINK.findall(required)) - around
    return next(iter(missing), "")
