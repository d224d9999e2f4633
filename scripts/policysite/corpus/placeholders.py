"""The placeholders of new pages: they say what to write in their place, and no text is published with one."""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(r"\[TODO: [^\[\]\n]*\]")


def placeholder(instruction: str) -> str:
    """Return a placeholder with an instruction; one that is a placeholder already stays as it is."""
    words = re.sub(r"[\[\]<>]", "", instruction).removeprefix("TODO: ").split()
    return f"[TODO: {' '.join(words)}]"
