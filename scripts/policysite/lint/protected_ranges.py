"""The ranges of a page's source that an automatic fix must not change: front matter, code, attributes, addresses.

Markdown is not parsed here: everything that may be code or an address is protected.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from policysite.corpus import front_matter
from policysite.corpus.numbering.markers import marker_of
from policysite.corpus.urls import without_tracking
from policysite.findings import Edit

# The line endings that the reader of the pages accepts.
LINE_END = re.compile("\r\n|\r|\n")

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(?P<fence>`{3,}|~{3,})")
_INDENTED = re.compile(r"(?: {4}|\t)[ \t]*\S")
# Blocks with indented text: an item, a definition of a term, a footnote, a box.
_OPENING = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)]|:)\s|\[\^[^\]]*\]:|[!?]{3}|={3}[+!]* )")
_DEFINITION = re.compile(r"[ ]{0,3}\[(?!\^)[^\]]*\]:")
_CODE = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
# The text of an image is an attribute of it.
_OTHER = re.compile(r"<!--.*?-->|\{[^{}\n]*\}|!\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*(?=\])", re.DOTALL)
_ADDRESS = re.compile(
    r"\]\(\s*(?P<target>(?:<[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*))(?P<title>[^\n()]*(?:\([^\n()]*\)[^\n()]*)*)\)?"
    r"|\]\[[^\]\n]*\]"
    r"|<[^<>\s][^<>\n]*>"
    r"|\b(?:[a-z][a-z0-9+.-]*:/?/?|www\.)[^\s<>\"«»“”„]+|[^\s<>()@\"«»“”„]{1,64}@[^\s<>()@\"«»“”„]{1,253}",
    re.IGNORECASE,
)
_EDITABLE, _PROTECTED, _LINK_TARGET = range(3)


class ProtectedRanges:
    """The ranges of a text that an edit must not change, except to remove tracking parameters from an address."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._kinds = bytearray(len(text))
        self._addresses: list[tuple[int, int]] = []
        body = _body(text)
        self._protect(0, body)
        for start, end in _protected_lines(text, body):
            self._protect(start, end)
        # Protected ranges are blanked, so that no character in them begins or ends anything outside of them.
        prose = self._blanked()
        for pattern in (_CODE, _OTHER):
            for match in pattern.finditer(prose, body):
                self._protect(*match.span())
            prose = self._blanked()
        for match in _ADDRESS.finditer(prose, body):
            self._protect(*match.span())
            start, end = match.span("target") if match["target"] else match.span()
            self._kinds[start:end] = bytes([_LINK_TARGET]) * (end - start)
            self._addresses.append((start, end))

    def allows(self, start: int, edit: Edit) -> bool:
        """True if an edit may be made at a character of the text."""
        end = start + len(edit.old)
        kinds = set(self._kinds[start:end])
        if _LINK_TARGET not in kinds:
            return kinds == {_EDITABLE}
        first, last = self._addresses[bisect_right(self._addresses, (start, len(self.text))) - 1]
        if not first <= start < end <= last:
            return False
        after = self.text[first:start] + edit.new + self.text[end:last]
        return without_tracking(self.text[first:last]) == without_tracking(after)

    def _protect(self, start: int, end: int) -> None:
        self._kinds[start:end] = bytes([_PROTECTED]) * (end - start)

    def _blanked(self) -> str:
        return "".join(" " if kind else character for kind, character in zip(self._kinds, self.text, strict=True))


def _body(text: str) -> int:
    """Return the first character after the front matter of a page."""
    plain = LINE_END.sub("\n", text)
    lines = front_matter.split(plain)[2] - 1
    ends = [match.end() for match in LINE_END.finditer(text)]
    return ends[lines - 1] if 0 < lines <= len(ends) else (len(text) if lines else 0)


def _protected_lines(text: str, body: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of lines that are code or link reference definitions."""
    fence = ""
    listed, blank = False, True
    start = body
    for end in [*(match.end() for match in LINE_END.finditer(text, body)), len(text)]:
        line = text[start:end]
        match = _FENCE.match(line)
        if fence:
            yield start, end
            if match and match["fence"].startswith(fence) and not line[match.end() :].strip(" \t\r\n`~"):
                fence = ""
        elif match:
            yield start, end
            fence = match["fence"]
        elif _DEFINITION.match(line) or (blank and not listed and _INDENTED.match(line)):
            yield start, end
        elif line.strip():
            is_opening = _OPENING.match(line) is not None or marker_of(line.lstrip(" \t>")) is not None
            listed = is_opening or (listed and (not blank or line[0] in " \t"))
            blank = False
            start = end
            continue
        blank = True
        start = end
