"""The parts that each page has around its text: its links, buttons, captions and paragraphs, as the theme has them.

The theme's header, footer and lists of pages define them: the links to the text, the home page, the policy, the other
languages and the contact, with their names, the name of the site and the edition of its policy. A site's own templates
may have more around a text, but not less, and may not fold these parts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from policysite.output_check.outlines import TEXT_BEGINS, TEXT_ENDS

# The theme's templates with these parts.
TEMPLATES = ("partials/header.html", "partials/footer.html", "partials/pages.html")
_PART = re.compile(r"<(?=(a|bdi|button|p|summary)\b)(?=([^<>]*+>(?:[^<]|<(?!/\1\b))*+))")
# Browsers show what is in these later, or not at all.
_BOX = re.compile(r"<(/?)(?:details|dialog|svg)\b")


def boxes_at(positions: Iterable[int], html: str) -> Iterator[int]:
    """Yield for each position, in order, how many boxes are open that can hide what is there."""
    tags, boxes = iter(_BOX.finditer(html)), 0
    tag = next(tags, None)
    for position in positions:
        while tag is not None and tag.start() < position:
            boxes += -1 if tag[1] else 1
            tag = next(tags, None)
        yield boxes


def parts_of(html: str) -> Iterator[tuple[int, str]]:
    """Yield each part: its position, and its HTML without the tag at its end."""
    return ((part.start(), " ".join(f"<{part[2]}".split())) for part in _PART.finditer(html))


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
    parts = [*parts_of(html)]
    return zip(boxes_at((position for position, _ in parts), html), (part for _, part in parts), strict=True)
