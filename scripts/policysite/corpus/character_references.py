"""References to characters in HTML, such as `&nbsp;` and `&#8238;`, as browsers read them."""

from __future__ import annotations

import html
import re

# No character has a number with more digits, not counting zeros before it. Python refuses thousands of digits.
_MAX_DIGITS = 8
_LONG = re.compile(rf"(?<=&#)\d{{{_MAX_DIGITS + 1},}}", re.ASCII)


def unescape(text: str) -> str:
    """Return a text with the characters in place of the references to them, however many zeros these have."""
    return html.unescape(_LONG.sub(lambda match: str(number_of(match[0], 10)), text) if "&#" in text else text)


def number_of(digits: str, base: int) -> int:
    """Return the number of a character from the digits of a reference to it; of too many digits, the first ones."""
    return int(digits.lstrip("0")[: _MAX_DIGITS + 1] or "0", base)
