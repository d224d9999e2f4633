"""A link in a file of the built site, and all links of a file."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class LinkKind(enum.Enum):
    """The kinds of links, by what follows them."""

    LINK = enum.auto()  # a reader follows it
    SEARCH = enum.auto()  # a reader follows a search result
    RESOURCE = enum.auto()  # the browser loads it to show the page
    CANONICAL = enum.auto()  # a crawler reads it as the URL of the page itself
    LANGUAGE = enum.auto()  # a crawler reads it as the URL of the page in another language
    METADATA = enum.auto()  # a program reads it as data about the page


@dataclass(frozen=True, slots=True)
class Reference:
    """A link in a file of the built site.

    Attributes:
        file: the file, by its path below the site's folder.
        kind: what follows the link.
        address: the address as written, without HTML escapes.
        tag: the element that has it; empty outside of markup.
        hreflang: the language that the link names, or None.
        language: the language of the element; empty if it is not declared.
        clause: the id of the heading above it; empty above the first heading.
        in_text: True if it is in the text of the page, not in the layout around the text.
    """

    file: str
    kind: LinkKind
    address: str
    tag: str = ""
    hreflang: str | None = None
    language: str = ""
    clause: str = ""
    in_text: bool = False


@dataclass(frozen=True, slots=True)
class FileLinks:
    """The links of a file of the built site, in order; the ids in it, and the language that it declares.

    `ids` is None for a file in which a fragment does not name an element.
    """

    references: tuple[Reference, ...] = ()
    ids: frozenset[str] | None = None
    language: str = ""
