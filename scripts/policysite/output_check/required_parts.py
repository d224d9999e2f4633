"""The parts that each page has around its text: its links, buttons, captions and paragraphs, as the theme has them.

The theme's header, footer and lists of pages define them: the links to the text, the home page, the policy, the other
languages and the contact, with their names, the name of the site and the edition of its policy. A site's own templates
may have more around a text, but not less, and may not fold these parts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from policysite.output_check.outlines import TEXT_BEGINS, TEXT_ENDS

# The theme's templates with these parts.
TEMPLATES = ("partials/header.html", "partials/footer.html", "partials/pages.html")
_TAG = re.compile(r"<(/?)details\b|<(?=(a|bdi|button|p|summary)\b)(?=([^<>]*+>(?:[^<]|<(?!/\2\b))*+))")


def parts_of(html: str) -> Iterator[tuple[int, int, str]]:
    """Yield each part: its position, how many boxes it is folded in, and its HTML without the tag at its end."""
    boxes = 0
    for tag in _TAG.finditer(html):
        if tag[3]:
            yield tag.start(), boxes, " ".join(f"<{tag[3]}".split())
        else:
            boxes += -1 if tag[1] else 1


def missing_part(page: str, required: str) -> str:
    """Return the first part that a page must have around its text, and does not have; empty if it has all.

    Args:
        page: the page.
        required: what is around its text as the theme prints it for this page.
    """
    before, _, rest = page.partition(TEXT_BEGINS)
    around = Counter(_folded_parts(before + rest.rpartition(TEXT_ENDS)[2]))
    return next((part for _, part in Counter(_folded_parts(required)) - around), "")


def _folded_parts(html: str) -> Iterator[tuple[int, str]]:
    yield from ((boxes, part) for _, boxes, part in parts_of(html))
