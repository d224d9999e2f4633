"""What the eye is glad of and the source should not have to hold: bound spaces, and long words that can break.

Only text is touched, never code, attributes or addresses.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

import pyphen

_VERBATIM = {"code", "pre", "kbd", "samp", "script", "style"}
_INLINE = {"a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "strong", "sub", "sup", "time"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# From this length on a word of a heading may not fit the narrowest screen (320 px). What is shorter, or in smaller
# type, is left whole where the browser has no dictionary for `hyphens: auto`.
_LONG_WORD = re.compile(r"[^\W\d_]{14,}")


def set_type(root: Element, language: str, bound: Iterable[str]) -> None:
    """Sets the text of a tree in place.

    Args:
        root: the tree.
        language: the language of its text.
        bound: the short words after which a line must not break.
    """
    words = "|".join(map(re.escape, sorted(bound)))
    # Behind a short word, even where one follows another, and before a dash.
    binding = re.compile(rf"(?<!\w)({words})[ \n]+(?=[\S\x03])|(?<=\S)[ \n]+(?=[—–])", re.IGNORECASE)

    def change(text: str, heading: bool, goes_on: bool) -> str:
        # An element that follows in the line goes on where the text ends.
        end = "\x03" if goes_on else ""
        text = binding.sub(lambda match: (match[1] or "") + "\N{NO-BREAK SPACE}", text + end).removesuffix(end)
        return _LONG_WORD.sub(lambda match: _hyphenated(match[0], language), text) if heading else text

    def walk(element: Element, heading: bool) -> None:
        if element.tag in _VERBATIM:
            return
        heading = heading or element.tag in _HEADINGS
        element.text = change(element.text or "", heading, goes_on=len(element) > 0 and element[0].tag in _INLINE)
        for child, following in itertools.zip_longest(element, element[1:]):
            walk(child, heading)
            goes_on = following is not None and following.tag in _INLINE
            child.tail = change(child.tail or "", heading, goes_on)

    walk(root, heading=False)


@functools.cache
def _hyphenated(word: str, language: str) -> str:
    dictionary = _dictionary(language)
    return str(dictionary.inserted(word, hyphen="\N{SOFT HYPHEN}")) if dictionary else word


@functools.cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known) if known else None
