"""An address in the built site, and what a file of the site holds that concerns addresses."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class Kind(enum.Enum):
    """Who goes where an address leads."""

    LINK = enum.auto()  # a reader who follows a link or sends a form
    REFRESH = enum.auto()  # a reader who is sent on
    SEARCH = enum.auto()  # a reader who follows a result of search
    RESOURCE = enum.auto()  # the browser, for what it shows the page with
    CANONICAL = enum.auto()  # whoever asks a page for its own address
    LANGUAGE = enum.auto()  # whoever looks for the page in a language
    STATEMENT = enum.auto()  # a machine that reads what is said of a page


@dataclass(frozen=True, slots=True)
class Reference:
    """An address that stands in a file of the built site.

    Attributes:
        file: the file, by its path below the site's folder.
        kind: who goes where it leads.
        address: as it is written, with what HTML escapes unescaped.
        base: the whole address that it is relative to.
        tag: the element that has it; empty outside of markup.
        attribute: the attribute of the element; empty where the address is its text or stands in that.
        attributes: all attributes of the element.
        language: the language of what it stands in; empty where that is not said.
        clause: the id of the heading that it stands under; empty above the first one.
        in_text: whether it stands in the text of the page, not in what surrounds the text.
        inside: the elements that its element stands in, the innermost first: tag and class of each.
        line: of a style sheet or another file that nobody generates, the line in it, from 1; else 0.
        column: the character in that line, from 1; else 0.
        any_fragment: whether what stands behind its `#` names nothing on a page.
    """

    file: str
    kind: Kind
    address: str
    base: str
    tag: str = ""
    attribute: str = ""
    attributes: Mapping[str, str | None] = field(default_factory=dict)
    language: str = ""
    clause: str = ""
    in_text: bool = False
    inside: tuple[tuple[str, str], ...] = ()
    line: int = 0
    column: int = 0
    any_fragment: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What a file of the built site holds that concerns addresses.

    Attributes:
        references: the addresses in it, in order.
        ids: what a fragment can name in it; None where a fragment is not the name of an element.
        language: the language of the page; empty where it has none.
        inert: the HTML that browsers show as text or not at all, such as that of a `template`.
    """

    references: tuple[Reference, ...] = ()
    ids: frozenset[str] | None = None
    language: str = ""
    inert: str = ""
