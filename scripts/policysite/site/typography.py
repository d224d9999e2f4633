"""Typography that the sources need not contain: no-break spaces, and soft hyphens in the long words of headings.

Only text is changed, never code, attributes or URLs.
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
# A word of this length may not fit the narrowest screen (320 px) in a heading. Other words are left to `hyphens: auto`
# of the browser.
_LONG_WORD = re.compile(r"[^\W\d_]{14,}")


def apply_typography(root: Element, language: str, no_break_after: Iterable[str]) -> None:
    """Apply the typography of a language to the text of a tree, in place.

    Args:
        root: the tree.
        language: the language of its text.
        no_break_after: the short words after which a line must not break.
    """
    no_break = _no_break(frozenset(no_break_after))

    def change(text: str, heading: bool, continues: bool) -> str:
        # An inline element that follows continues the text.
        end = "\x03" if continues else ""
        text = no_break.sub(lambda match: (match[1] or "") + "\N{NO-BREAK SPACE}", text + end).removesuffix(end)
        return _LONG_WORD.sub(lambda match: _hyphenated(match[0], language), text) if heading else text

    def walk(element: Element, heading: bool) -> None:
        if element.tag in _VERBATIM:
            return
        heading = heading or element.tag in _HEADINGS
        element.text = change(element.text or "", heading, len(element) > 0 and element[0].tag in _INLINE)
        for child, following in itertools.zip_longest(element, element[1:]):
            walk(child, heading)
            continues = following is not None and following.tag in _INLINE
            child.tail = change(child.tail or "", heading, continues)

    walk(root, heading=False)


@functools.cache
def _no_break(bound: frozenset[str]) -> re.Pattern[str]:
    """Match the spaces at which a line must not break: after a short word and before a dash."""
    words = "|".join(map(re.escape, sorted(bound))) or "(?!)"
    return re.compile(rf"(?<!\w)({words})[ \n]+(?=[\S\x03])|(?<=\S)[ \n]+(?=[—–])", re.IGNORECASE)


@functools.cache
def _hyphenated(word: str, language: str) -> str:
    dictionary = _dictionary(language)
    return str(dictionary.inserted(word, hyphen="\N{SOFT HYPHEN}")) if dictionary else word


@functools.cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known) if known else None
