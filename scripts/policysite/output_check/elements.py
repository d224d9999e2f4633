"""The elements that pages may have, with their attributes and the values of these: what the theme and Markdown make.

Nothing else is published: a new element, attribute or class of the theme is added here, too.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from pygments.token import STANDARD_TYPES

from policysite.config.supported_extensions import BOX_TYPES
from policysite.corpus.attributes import IMAGE_SIZE, LANGUAGE
from policysite.corpus.completion import ORIGINAL_PREFIX
from policysite.corpus.headings import ID
from policysite.corpus.model import BASED_ON, FOOTNOTE_BACK_REFERENCE, FOOTNOTE_REFERENCE, HEADINGS
from policysite.languages.dates import ISO_DATE


class Address(enum.Enum):
    """The targets that an attribute with an address may have."""

    LINK = enum.auto()  # a page of this site, another site, an email address, a phone number
    FILE = enum.auto()  # a file of this site
    IMAGE = enum.auto()  # an image of this site
    OWN = enum.auto()  # a page or a file of this site, by its absolute URL


class Region(enum.Enum):
    """The parts of a page."""

    HEAD = enum.auto()
    FRAME = enum.auto()  # around the text: the header, the menus, the footer, the search
    ADDITION = enum.auto()  # a text of the site's own look, among what is around the text
    TEXT = enum.auto()  # what Markdown and the annotations make
    MARKDOWN = enum.auto()  # a text before it is annotated, and before its links are resolved
    FEED = enum.auto()  # an entry of a feed: a redline, and the words before it


Values: TypeAlias = "Address | re.Pattern[str] | Collection[str]"


@dataclass(frozen=True, eq=False)  # (Each is compared with itself alone, and quickly found in a cache.)
class Variant:
    """A permitted set of attributes of an element.

    Attributes:
        needs: the attributes that it must have, with their values.
        may: those that it may have.
        once: True if a page has it once at most.
    """

    needs: Mapping[str, Values] = field(default_factory=dict)
    may: Mapping[str, Values] = field(default_factory=dict)
    once: bool = False

    @cached_property
    def values(self) -> Mapping[str, Values]:
        """The values of all attributes that it may have."""
        return {**self.needs, **self.may}


_ANY = re.compile(r".*", re.DOTALL)
_NUMBER = re.compile("[0-9]{1,4}")
# The first number of a list, which may be that of a document; browsers count no further.
_START = re.compile("[0-9]{1,9}")
_PRESENT = ("", "true")
_DIRECTIONS = ("ltr", "rtl")
# The ids of clauses begin with a letter; the site's own begin with `_`, and these are the only ones of them in a text.
_ID = re.compile(
    rf"{ID.pattern}|_changes|_(?:before|since)(?:-[0-9]+)?|_{ID.pattern}-[0-9]+-[0-9]+"
    rf"|(?:_|{ORIGINAL_PREFIX})?fn(?:ref[0-9]*)?:[^\s]+"
)
_FOOTNOTE_HREF, _REFERENCE_HREF = (
    re.compile(rf"#(?:_|{ORIGINAL_PREFIX})?{begin}:[^\s]+") for begin in ("fn", "fnref[0-9]*")
)
_TAB = rf"(?:_|{ORIGINAL_PREFIX})?__tabbed_[0-9]+"
_TABS = re.compile("[0-9]+:[0-9]+")
_TAB_ID, _TAB_NAME = re.compile(f"{_TAB}_[0-9]+"), re.compile(_TAB)
_FIRST_TAB = re.compile(f"{_TAB}_1")
# The classes of a token of code: of its standard type (plain text has none), and of each type below that.
_TOKEN_TYPE = f"(?:{'|'.join(STANDARD_TYPES.values())})"
_TOKEN = re.compile(f"{_TOKEN_TYPE}(?: {_TOKEN_TYPE}(?:-[A-Z][A-Za-z0-9]*)+)*")
_BOXES = tuple(f"admonition {kind}" for kind in BOX_TYPES)
_NO_ATTRIBUTES = Variant()
_NAMED: Mapping[str, Values] = {"aria-label": _ANY}
_LINK: Mapping[str, Values] = {"href": Address.LINK, "title": _ANY, "hreflang": LANGUAGE}


def _plain(*names: str) -> dict[str, tuple[Variant, ...]]:
    return dict.fromkeys(names, (_NO_ATTRIBUTES,))


def _of_class(*classes: str, once: bool = False, **may: Values) -> Variant:
    return Variant({"class": classes}, {name.replace("_", "-"): values for name, values in may.items()}, once)


def _in_languages(elements: Mapping[str, tuple[Variant, ...]], *names: str) -> Mapping[str, tuple[Variant, ...]]:
    """Return elements, of which those with these names may also be marked with the language of their text."""
    may: Mapping[str, Values] = {"lang": LANGUAGE, "dir": _DIRECTIONS}
    return {
        name: tuple(replace(variant, may={**variant.may, **may}) for variant in variants) if name in names else variants
        for name, variants in elements.items()
    }


_HEADINGS = dict.fromkeys(HEADINGS, (Variant({}, {"id": _ID, BASED_ON: _ANY}),))
_WITH_ID = Variant({}, {"id": _ID})
_IMAGE = Variant(
    {"src": Address.FILE},
    {"alt": _ANY, "title": _ANY, "width": IMAGE_SIZE, "height": IMAGE_SIZE, "loading": ("lazy", "eager")},
)

_TEXT: Mapping[str, tuple[Variant, ...]] = {
    **_plain(
        "strong", "em", "b", "i", "br", "hr", "blockquote", "dl", "thead", "tbody", "tr", "table", "pre", "summary"
    ),
    **_HEADINGS,
    "a": (
        Variant({"href": Address.LINK}, {**_LINK, "data-url": _ANY, "rel": ("latest-version", "predecessor-version")}),
        Variant({"href": Address.LINK, "type": ("application/atom+xml",)}, {"data-url": _ANY}),
        # The link to the original of a clause that has not been approved.
        Variant({"href": Address.LINK, "hreflang": LANGUAGE, "aria-label": _ANY, "title": _ANY}, {"data-url": _ANY}),
        Variant(
            {"class": ("clause__link", "clause__original", "wording__link", "numbered__marker")}, {**_LINK, **_NAMED}
        ),
        Variant({"class": (FOOTNOTE_REFERENCE,), "href": _FOOTNOTE_HREF}, _NAMED),
        Variant({"class": (FOOTNOTE_BACK_REFERENCE,), "href": _REFERENCE_HREF}, {"title": _ANY, **_NAMED}),
        Variant({"class": ("redline__next",)}, {**_LINK, **_NAMED}),
    ),
    "abbr": (Variant({"title": _ANY}, {"data-first": _PRESENT}),),
    "bdi": (_NO_ATTRIBUTES,),
    "code": (_NO_ATTRIBUTES, Variant({"class": re.compile(r"language-[\w+#.-]+")})),
    "dd": (_WITH_ID,),
    "dt": (_WITH_ID,),
    "del": (_NO_ATTRIBUTES, _of_class("redline__mark")),
    "ins": (_NO_ATTRIBUTES, _of_class("redline__mark")),
    "details": (_of_class("folded", "versions", "changes"), _of_class("admonition", *_BOXES, open=("", "open"))),
    "div": (
        _of_class(
            "clause", "frozen", "frozen frozen--superseded", "redline", "beside", "beside beside--aligned", "highlight"
        ),
        _of_class("tabbed-labels", "tabbed-content", "tabbed-block"),
        _of_class("tabbed-set tabbed-alternate", data_tabs=_TABS),
        _of_class("beside__side", lang=LANGUAGE, dir=_DIRECTIONS),
        _of_class("footnote", role=("doc-endnotes",), aria_label=_ANY),
        _of_class(*_BOXES),
    ),
    "img": (_IMAGE,),
    "input": (
        Variant({"type": ("radio",), "id": _TAB_ID, "name": _TAB_NAME}),
        Variant({"type": ("radio",), "id": _FIRST_TAB, "name": _TAB_NAME, "checked": ("", "checked")}),
        Variant({"type": ("checkbox",), "disabled": ("",)}, {"checked": ("", "checked"), **_NAMED}),
    ),
    "label": (Variant({"for": _TAB_ID}), _of_class("task-list-control")),
    "li": (_WITH_ID, _of_class("task-list-item", id=_ID)),
    "ol": (
        Variant({}, {"start": _START, "type": ("1", "a", "A", "i", "I")}),
        _of_class(
            *(f"numbered numbered--{size}" for size in ("short", "medium", "long")), role=("list",), start=_START
        ),
    ),
    "p": (
        _WITH_ID,
        _of_class(
            "admonition-title", "based-on", "beside__language", "beside__title", "changed", "feed", "folded__links"
        ),
        _of_class("frozen__name", "period", "prevails", "unapproved", "untranslated", "wording"),
        _of_class("redline__state", id=_ID),
    ),
    "section": (_of_class("closing"), _of_class("redline__clause", id=_ID), _of_class("not-found", lang=LANGUAGE)),
    "span": (
        _NO_ATTRIBUTES,
        _of_class("closing__host", "redline__state", "redline__word", "task-list-indicator"),
        Variant({"class": _TOKEN}),
    ),
    "summary": (_NO_ATTRIBUTES, _of_class("clause")),
    "sup": (_NO_ATTRIBUTES, _WITH_ID),
    "td": (_WITH_ID,),
    "th": (_WITH_ID,),
    "time": (Variant({"datetime": ISO_DATE}),),
    "ul": (
        _NO_ATTRIBUTES,
        _of_class("cards", "buttons", role=("list",)),
        _of_class("edition", "versions", "corrections", "task-list", "redline__ul", "redline__ol"),
    ),
}

_WITH_CLAUSE_ID = Variant({}, {"id": ID})

# The elements that Markdown makes, before anything is added, so that nobody can write what only the annotations make.
MARKDOWN: Mapping[str, tuple[Variant, ...]] = {
    **{name: _TEXT[name] for name in ("b", "blockquote", "br", "code", "dl", "em", "hr", "i", "input", "label")},
    **{name: _TEXT[name] for name in ("pre", "strong", "table", "tbody", "thead", "tr")},
    **dict.fromkeys(HEADINGS, (Variant({}, {**_WITH_CLAUSE_ID.may, BASED_ON: _ANY}),)),
    **dict.fromkeys(("dd", "dt", "td", "th"), (_WITH_CLAUSE_ID,)),
    "a": (
        Variant({"href": _ANY}, {"title": _ANY, "hreflang": LANGUAGE}),
        Variant({"class": (FOOTNOTE_REFERENCE,), "href": _FOOTNOTE_HREF}),
        Variant({"class": (FOOTNOTE_BACK_REFERENCE,), "href": _REFERENCE_HREF, "title": _ANY}),
    ),
    "abbr": (Variant({"title": _ANY}),),
    "details": (Variant({}, {"class": BOX_TYPES, "open": ("", "open")}),),
    "div": (
        _NO_ATTRIBUTES,
        _of_class("footnote", "highlight", "tabbed-labels", "tabbed-content", "tabbed-block"),
        _of_class("tabbed-set tabbed-alternate", data_tabs=_TABS),
        _of_class(*_BOXES),
    ),
    "img": (replace(_IMAGE, needs={"src": _ANY}),),
    "li": (Variant({}, {"id": _ID}), _of_class("task-list-item", id=_ID)),
    "ol": (Variant({}, {"start": _START, "type": ("1", "a", "A", "i", "I")}),),
    "p": (_WITH_CLAUSE_ID, _of_class("admonition-title")),
    "span": (_NO_ATTRIBUTES, _of_class("task-list-indicator"), Variant({"class": _TOKEN})),
    "summary": (_NO_ATTRIBUTES,),
    "sup": (_NO_ATTRIBUTES, _WITH_ID),
    "ul": (_NO_ATTRIBUTES, _of_class("task-list")),
}

# Texts that are shown in the original, and the words of labels in another language.
_BLOCKS = ("blockquote", "details", "div", "dl", "hr", "li", "ol", "p", "pre", "table", "ul")
TEXT = _in_languages(_TEXT, *_HEADINGS, *_BLOCKS, "a", "bdi", "span", "time")

# Classes that the style sheets hide somewhere, and the only places of elements with them. (An author can give a class
# to a paragraph or a link, but cannot make what these stand in.)
_PLACES = {
    "admonition-title": ".admonition > .admonition-title:first-child",
    "beside__language": ".beside__side > .beside__language:first-child",
    "beside__title": ".beside__side > .beside__title",
    "clause__link": ".clause > .clause__link, .folded__links > .clause__link",
    "clause__original": ".clause > .clause__original, .folded__links > .clause__original",
    "folded__links": "details.folded > .folded__links:last-child",
    FOOTNOTE_BACK_REFERENCE: ".footnote li > p:last-child > .footnote-backref",
    FOOTNOTE_REFERENCE: "sup > .footnote-ref",
    "numbered__marker": ".numbered .numbered__marker",
    "redline__next": ".redline .redline__next",
    "redline__state": ".redline .redline__state",
    "wording__link": ".wording > .wording__link, .wording > bdi > .wording__link",
}
MISPLACED = ", ".join(f".{name}:not({places})" for name, places in _PLACES.items())

# How many elements of a kind may be nested: in more of them, text is too small or too far to the side to be seen.
# (The text of a page may have half as many of the second kind: see `policysite.corpus.reader`.)
SMALLER = ("code", "small", "sub", "sup")
_INDENTED = ("blockquote", "dd", "details", "dl", "li", "ol", "ul")
MAX_WITHIN: Mapping[tuple[str, ...], int] = {SMALLER: 2, _INDENTED: 24}
# Each level of a menu has a `details`, a `ul` and a `li`.
MAX_MENU_LEVELS = MAX_WITHIN[_INDENTED] // 3

# The elements for additions, by their classes, which end in the name of the place; and what may be in these elements.
ADDITION_ELEMENTS = {"md-grid md-typeset notice": "aside", "md-typeset after-text": "div", "md-grid footer-end": "div"}
ADDITION = _in_languages(
    {
        **_plain("p", "ul", "ol", "li", "strong", "em", "b", "i", "small", "span", "bdi", "br"),
        "a": (Variant({"href": Address.LINK}, {"hreflang": LANGUAGE}),),
        "abbr": (Variant({"title": _ANY}),),
        "img": (Variant({"src": Address.IMAGE, "alt": _ANY}, {"width": IMAGE_SIZE, "height": IMAGE_SIZE}),),
    },
    *("a", "bdi", "li", "ol", "p", "span", "ul"),
)

# More of these, or more text, would push the policy out of sight. Each of the elements may begin a line.
LINES_OF_ADDITION = ("p", "ul", "ol", "li", "br", "img")
MAX_LINES_OF_ADDITION = 20
MAX_CHARACTERS_OF_ADDITION = 2_000


def _of_additions(element: str) -> tuple[Variant, ...]:
    return tuple(_of_class(classes, once=True) for classes, name in ADDITION_ELEMENTS.items() if name == element)


_MENU_LINK: Mapping[str, Values] = {"aria-current": ("page", "true"), "hreflang": LANGUAGE, "lang": LANGUAGE}

FRAME: Mapping[str, tuple[Variant, ...]] = {
    **_plain("ul", "li"),
    "aside": _of_additions("aside"),
    "body": (Variant(once=True),),
    "a": (
        Variant({"href": Address.LINK}, {"hreflang": LANGUAGE, "lang": LANGUAGE, "rel": ("external",)}),
        Variant({"href": Address.FILE}, {**_MENU_LINK, "rel": ("privacy-policy",)}),
        Variant({"class": ("md-skip",), "href": ("#_content",)}, once=True),
        Variant({"class": ("header__site",), "href": Address.FILE}, {**_NAMED, "rel": ("privacy-policy",)}, once=True),
    ),
    "article": (_of_class("md-content__inner md-typeset", once=True),),
    "bdi": (Variant({}, {"lang": LANGUAGE, "dir": _DIRECTIONS}), _of_class("header__name", once=True)),
    "button": (
        Variant(
            {"class": ("search-button",), "type": ("button",)},
            {**_NAMED, "aria-keyshortcuts": ("/",), "aria-haspopup": ("dialog",), "lang": LANGUAGE},
            once=True,
        ),
        Variant(
            {"class": ("theme-button",), "type": ("button",)},
            {**_NAMED, **dict.fromkeys(("data-system", "data-light", "data-dark"), _ANY), "lang": LANGUAGE},
            once=True,
        ),
        Variant({"class": ("search__close",), "type": ("button",)}, once=True),
    ),
    "details": (Variant({}, {"name": ("menu",), "open": ("",)}),),
    "dialog": (_of_class("search", aria_label=_ANY, once=True),),
    "div": (
        _NO_ATTRIBUTES,
        *(
            _of_class(name, once=True)
            for name in ("md-grid header__row", "tools", "md-main md-grid layout", "side", "search__bar")
        ),
        _of_class("md-grid footer__columns", once=True),
        *_of_additions("div"),
    ),
    "footer": (_of_class("footer", once=True),),
    "header": (_of_class("header", once=True),),
    "img": (Variant({"src": Address.FILE, "alt": _ANY}),),
    "input": (
        Variant(
            {"type": ("search",), "aria-controls": ("_results",)},
            {**_NAMED, "autocomplete": ("off",), "spellcheck": ("false",)},
            once=True,
        ),
    ),
    "main": (Variant({"class": ("md-content",), "id": ("_content",), "tabindex": ("-1",)}, once=True),),
    "nav": (
        *(_of_class(name, aria_label=_ANY, once=True) for name in ("menu", "menu menu--row", "contents", "languages")),
        _of_class("all-pages", aria_label=_ANY, once=True),
    ),
    "ol": (Variant({"class": ("search__results",), "id": ("_results",)}, once=True),),
    "p": (
        _NO_ATTRIBUTES,
        _of_class("footer__site", once=True),
        _of_class("search__count", role=("status",), lang=LANGUAGE, once=True),
    ),
    "path": (Variant({"d": re.compile(r"[\w\s.,-]*", re.ASCII)}),),
    "span": (_NO_ATTRIBUTES, _of_class("header__mark", once=True)),
    "summary": (Variant({}, {"aria-current": ("page", "true")}),),
    "svg": (Variant({"viewbox": re.compile("[0-9 ]+")}, {"aria-hidden": ("true",)}),),
    "template": (
        Variant(
            {"id": ("_labels",)},
            {
                "lang": LANGUAGE,
                **dict.fromkeys(("data-print", "data-copied", "data-found", "data-none", "data-failed"), _ANY),
            },
            once=True,
        ),
    ),
}

_OG_TEXTS = ("og:type", "og:site_name", "og:title", "og:description", "og:locale", "og:locale:alternate")
_VERSIONS = ("latest-version", "version-history", "predecessor-version", "successor-version")

# Hides a page from search engines.
NOT_INDEXED = Variant({"name": ("robots",), "content": ("noindex",)}, once=True)
HEAD: Mapping[str, tuple[Variant, ...]] = {
    "html": (Variant({"lang": LANGUAGE, "dir": _DIRECTIONS}, once=True),),
    "head": (Variant(once=True),),
    "title": (Variant(once=True),),
    "meta": (
        Variant({"charset": ("utf-8",)}, once=True),
        # Its value is compared with the policy of the page.
        Variant({"http-equiv": ("Content-Security-Policy",), "content": _ANY}, once=True),
        Variant({"name": ("referrer",), "content": ("no-referrer",)}, once=True),
        Variant({"name": ("viewport",), "content": ("width=device-width,initial-scale=1",)}, once=True),
        NOT_INDEXED,
        Variant({"name": ("description",), "content": _ANY}, once=True),
        Variant({"name": ("twitter:card",), "content": ("summary",)}, once=True),
        Variant(
            {"name": ("theme-color",), "content": re.compile(r"[\w#(),.% -]*")},
            {"media": ("(prefers-color-scheme: light)", "(prefers-color-scheme: dark)")},
        ),
        Variant({"property": _OG_TEXTS, "content": _ANY}),
        Variant({"property": ("og:url",), "content": Address.OWN}, once=True),
    ),
    "link": (
        Variant({"rel": ("canonical", *_VERSIONS), "href": Address.OWN}),
        Variant({"rel": ("alternate",), "hreflang": re.compile(f"x-default|{LANGUAGE.pattern}"), "href": Address.OWN}),
        Variant(
            {"rel": ("alternate",), "type": ("application/atom+xml", "application/json"), "href": Address.FILE},
            {"title": _ANY},
        ),
        Variant({"rel": ("icon",), "href": Address.FILE, "type": re.compile(r"image/[a-z.+]+")}, once=True),
        Variant({"rel": ("manifest", "stylesheet"), "href": Address.FILE}),
    ),
    # What is in scripts and style sheets is checked apart.
    "script": (
        Variant(once=True),
        Variant({"type": ("module",), "src": Address.FILE}, once=True),
        Variant({"type": ("application/ld+json",)}, once=True),
    ),
    "style": (_NO_ATTRIBUTES,),
}

# Entries of the feeds: a redline, and the words before it.
FEED = _in_languages(
    {
        **_plain("div", "p"),
        **{name: TEXT[name] for name in ("ins", "del", "ul", "li", "pre", "h3", "h4", "h5", "h6", "bdi", "time")},
        "div": (_NO_ATTRIBUTES, _of_class("redline")),
        "p": (_NO_ATTRIBUTES, _of_class("redline__state")),
        "section": (_of_class("redline__clause"),),
        "span": (_NO_ATTRIBUTES, _of_class("redline__state", "redline__word")),
    },
    "p",
    "span",
)

ALLOWED: Mapping[Region, Mapping[str, tuple[Variant, ...]]] = {
    Region.HEAD: HEAD,
    Region.FRAME: FRAME,
    Region.ADDITION: ADDITION,
    Region.TEXT: TEXT,
    Region.FEED: FEED,
    Region.MARKDOWN: MARKDOWN,
}


def classes(variants: Iterable[Variant]) -> set[str]:
    """Return the classes that an element may have, written as in its attribute."""
    return {
        each
        for variant in variants
        for values in [variant.values.get("class")]
        if isinstance(values, tuple)
        for each in values
    }
