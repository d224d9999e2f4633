"""The HTML of the built site: only the elements, attributes and addresses that the theme and Markdown make.

A page must first be written in the one form that the build writes: each `<` begins a tag, each value is in double
quotation marks and has no `<` or `>`, and there are no comments. Every browser finds the same tags in such a page, so
that it is enough to take it apart at its tags, and to compare each with what is allowed. The lines and the entries of
menus in a site are few, although they are on thousands of pages: what is known of one is remembered.
"""

from __future__ import annotations

import html as entities
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from itertools import chain, pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml.html.defs import empty_tags
from rcssmin import cssmin
from selectolax.lexbor import LexborHTMLParser

from policysite import build_manifest
from policysite.corpus import Settings
from policysite.corpus.blocks import WRITTEN_CLASS
from policysite.corpus.destinations import MODULE, NOT_FOUND, PARTIALS
from policysite.corpus.invisible import IGNORED
from policysite.corpus.parser import OWN_ATTRIBUTE, Tree
from policysite.output_check import rules
from policysite.output_check.addresses import Addresses
from policysite.output_check.elements import (
    ALLOWED,
    HEAD,
    MISPLACED,
    NOT_INDEXED,
    Address,
    Form,
    Region,
    Values,
    classes,
)
from policysite.output_check.rules import Problem
from policysite.output_check.security_policy import inline_scripts, security_policy

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DOCTYPE = "<!doctype html>"
# (Without `+` after a quantifier, a text that is no tag would be tried again and again.)
_TAG = re.compile(r'(</?[A-Za-z][A-Za-z0-9]*+(?:[ \t\n]++[A-Za-z][\w:.-]*+(?:="[^"<>]*+")?+)*+[ \t\n]*+/?>)', re.ASCII)
_ATTRIBUTE = re.compile(r'([A-Za-z][\w:.-]*)(?:="([^"]*)")?', re.ASCII)
_NAME = re.compile(r"<([A-Za-z0-9]+)")
_TEXT_BEGINS, _TEXT_ENDS = '<article class="md-content__inner md-typeset">', "</article>"
_HEAD_ENDS = "</head>"
# In scripts and style sheets, which only the head has, a `<` that begins no tag is text.
_INLINE = re.compile(r"<(script|style)\b([^<>]*+)>([^<]*+(?:<(?![/!])[^<]*+)*+)</\1>")
# Nothing is loaded before the policy is in force.
_POLICY = re.compile(
    r'\s*<html[^<>]*>\s*<head>\s*<meta charset="utf-8">'
    r'\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">'
)
# What pages say of themselves to search engines: the members, and those with addresses.
_VOCABULARY = "https://schema.org"
_OWN_ADDRESSES = {"@context", "@id", "url"}
_STRUCTURED = _OWN_ADDRESSES.union(
    ("@type", "name", "description", "inLanguage", "dateModified", "version", "translationOfWork"),
    ("mainEntity", "acceptedAnswer", "text"),
)
# Elements of SVG that may end within their tag.
_SELF_CLOSING = {"path"}
# The tags of a part whose counterparts are elsewhere. (Each piece of a frame counts as ending with `</li>`.)
_NESTING = {Region.HEAD: ("html",), Region.TEXT: (), Region.FRAME: ("/html", "/li")}
# The elements around the text of a page, from the inside, with their classes; and the smallest page with a text.
_AROUND_TEXT = [("main", "md-content"), ("div", "md-main md-grid layout"), ("body", None)]
_SMALLEST_PAGE = (
    '<!doctype html><html><head></head><body><div class="md-main md-grid layout"><main class="md-content">'
    f"{_TEXT_BEGINS}{{}}{_TEXT_ENDS}</main></div></body></html>"
)
# Where the parts of a page are divided into pieces: at lines, and around the text at the entries of menus.
_ENDS = {Region.HEAD: "\n", Region.TEXT: "\n", Region.FRAME: "</li>"}
# Tags that may stand within a word, and attributes with texts.
_ANY_TAG = re.compile("<[^<>]*>")
_WITHIN_WORDS = re.compile(r"</?(?:a|abbr|b|bdi|code|em|i|strong)\b[^<>]*>")
_SPLIT = re.compile("[@\uff20\ufe6b]|&#|&commat;|t.me|wa.me")
_SAID = (
    *("alt", "aria-label", "content", "title", "data-print", "data-copied", "data-found", "data-none"),
    *("data-failed", "data-system", "data-light", "data-dark"),
)
# A link: its tag, and what is in it.
_LINK = re.compile(r"(<a\b[^<>]*+>)((?:[^<]|<(?!/a\b))*+)", re.IGNORECASE)
# The class of a link back from a footnote, whose text the style sheet replaces by a sign; and this text.
_LINK_BACK, _SIGN = "footnote-backref", "&#8617;"
# What readers see or hear besides the text of a link.
_TITLE = re.compile(r'\b(?:alt|aria-label|title)="([^"]*)"')
# A link to another site: its address, and what is in it; the title of a page; the name of the site.
_AWAY = re.compile(r'href="(https:[^"]*)"[^<>]*>((?:[^<]|<(?!/a\b))*+)')
_HEADING = re.compile(r"<h1\b[^<>]*>((?:[^<]|<(?!/h1\b))*+)")
_SITE_NAME = re.compile(r'class="header__name"[^<>]*>([^<]*)')
# The margins of a printed page: its title, its version, its URL and its number.
_MARGINS = re.compile(
    r"@page \{\n(?:@(?:top|bottom)-(?:left|right) \{ content:"
    r'(?: (?:"(?:[^"\\\n]|\\(?:22|5c|3c|3e|26|a|c|d) )*"|counter\(page\)|counter\(pages\)))+ \}\n)*\}\s*$'
)
_STRING = re.compile(r'"([^"]*)"')
# The name in `_Piece.once` of the tag that hides a page from search engines.
_NOT_INDEXED = f"meta {HEAD['meta'].index(NOT_INDEXED)}"
# What typography has made of the spaces and hyphens in a number.
_TYPED = {ord("\N{NO-BREAK SPACE}"): " ", ord("\N{NARROW NO-BREAK SPACE}"): " ", ord("\N{NON-BREAKING HYPHEN}"): "-"}
# A server sends the 404 page for any unknown path, so its links work at every depth.
_ANYWHERE = "folder/page/"


@dataclass(frozen=True)
class _Piece:
    """The knowledge of a piece of a page: a line, an entry of a menu, or a whole part if it cannot be divided.

    Attributes:
        nesting: the tags in it without a counterpart in it, in order, such as `p` or `/p`.
        problems: what is wrong with them.
        files: the files of this site that they load or link to.
        once: those that a page may have once only, each by its name and the number of its form.
        ids: their ids.
        outline: its tags with their classes alone, and `x` for any text: all that the elements in it depend on.
    """

    nesting: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    outline: str = ""

    @property
    def is_notable(self) -> bool:
        """True if there is more to know of it than its outline."""
        return bool(self.nesting or self.problems or self.files or self.once or self.ids)


def text_of(page: str) -> str:
    """Return the HTML of the text of a page, without the white space around it."""
    return page.partition(_TEXT_BEGINS)[2].partition(_TEXT_ENDS)[0].strip()


class PageCheck:
    """Checks the pages of a site.

    Args:
        settings: the settings of the site.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._addresses = Addresses(settings)
        # Of each piece its outline; and the pieces of which there is more to know.
        self._outlines: Mapping[Region, dict[str, str]] = {region: {} for region in Region}
        self._notable: Mapping[Region, dict[str, _Piece]] = {region: {} for region in Region}
        self._below: dict[tuple[str, str], bool] = {}
        self._joined_sheets: dict[str, bool] = {}
        self._of_tag = {
            region: cache(partial(_of_tag, allowed=forms, addresses=self._addresses))
            for region, forms in ALLOWED.items()
        }

    def problems(self, path: str, text: str, *, is_indexed: bool) -> Iterator[Problem]:
        """Yield what is wrong with a page.

        Args:
            path: the path of the page below the folder of the site.
            text: its HTML.
            is_indexed: True if search engines may find it.
        """
        if not text.startswith(_DOCTYPE) or "\0" in text:
            first_line = text.partition("\n")[0]
            yield Problem(rules.MARKUP_UNCLEAR, first_line, (first_line,), in_text=False)
            return
        head, head_ends, body = text.removeprefix(_DOCTYPE).partition(_HEAD_ENDS)
        before, text_begins, rest = body.partition(_TEXT_BEGINS)
        article, text_ends, after = rest.partition(_TEXT_ENDS)
        if not text_ends:
            yield Problem(rules.MARKUP_UNCLEAR, _TEXT_BEGINS, ("<article", "<body"), in_text=False)
            return
        parts = {
            Region.HEAD: _INLINE.sub(r"<\1\2></\1>", head) + head_ends,
            Region.TEXT: article,
            Region.FRAME: before + text_begins + text_ends + after,
        }
        pieces: dict[Region, _Piece] = {}
        for region, part in parts.items():
            found = self._part(part, region)
            if found is None:
                yield replace(_unclear(part), in_text=region is Region.TEXT)
                return
            pieces[region] = found
        outside = f'="{"../" * (path.count("/") + 1)}'
        if outside in head or outside in body:
            yield Problem(rules.ADDRESS, outside[2:], (outside[2:],))
        for region, found in pieces.items():
            if found.nesting != _NESTING[region]:
                yield _unclosed(found.nesting, region)
        yield from self._tags(path, pieces)
        if is_indexed and _NOT_INDEXED in pieces[Region.HEAD].once:
            yield Problem(rules.ATTRIBUTE, '<meta content="noindex">', ("noindex", "<meta"), in_text=False)
        yield from self._code(path, head)
        # A text in which each tag has its counterpart does not change what a browser makes of what is around it.
        around, within = pieces[Region.HEAD].outline + pieces[Region.FRAME].outline, pieces[Region.TEXT].outline
        yield from _as_browsers_read(_DOCTYPE + around, in_text=False)
        yield from _as_browsers_read(_SMALLEST_PAGE.format(within), in_text=True)
        yield from self._contacts(article)
        yield from self._links(article)
        yield from self._links_named_as_the_page(parts[Region.FRAME], article)
        yield from (replace(problem, in_text=False) for problem in self._contacts(parts[Region.HEAD]))

    def problems_of_entry(self, text: str) -> Iterator[Problem]:
        """Yield what is wrong with an entry of a feed, which is HTML."""
        piece = _piece(text, self._of_tag[Region.FEED])
        yield from [_unclear(text)] if piece is None else piece.problems

    def problems_of_markdown(self, tree: Tree) -> Iterator[Problem]:
        """Yield what is in a text that only the annotations make, before they are made."""
        of_tag = self._of_tag[Region.MARKDOWN]
        # (What is not written as the build writes is found in the page.)
        pieces = [_piece(entry, of_tag) for entry in tree.stash if isinstance(entry, str)]
        for element in tree.root.iter():
            if WRITTEN_CLASS in element.attrib:
                value = element.get("class", "")
                written = (*(f".{each}" for each in reversed(value.split())), f"class={value}", value)
                yield Problem(rules.ATTRIBUTE, f'<{element.tag} class="{value}">', written)
            else:
                pieces.append(of_tag(_tag(element)))
        yield from chain.from_iterable(piece.problems for piece in pieces if piece)

    def _part(self, text: str, region: Region) -> _Piece | None:
        """Return what is known of a part of a page; None if it is not written as the build writes."""
        outlines, notable = self._outlines[region], self._notable[region]
        pieces = text.split(_ENDS[region])
        for each in set(pieces).difference(outlines):
            piece = _piece(each, self._of_tag[region], "/li" if region is Region.FRAME else "")
            if piece is None:  # perhaps a tag of several lines
                return _piece(text, self._of_tag[region])
            if region is Region.FRAME:  # the same entries of menus are on many pages
                piece = replace(piece, problems=(*piece.problems, *self._contacts(each), *self._links(each)))
            outlines[each] = piece.outline
            if piece.is_notable:
                notable[each] = piece
        outline = _ENDS[region].join(map(outlines.__getitem__, pieces))
        return _joined((notable[each] for each in pieces if each in notable), outline)

    def _is_of_theme(self, sheet: str) -> bool:
        """True if a style sheet in a page is joined from those of the theme."""
        if sheet not in self._joined_sheets:
            rest = sheet
            while rest and (begin := next(filter(rest.startswith, _sheets_of_theme()), "")):
                rest = rest.removeprefix(begin)
            self._joined_sheets[sheet] = not rest.strip()
        return self._joined_sheets[sheet]

    def _contacts(self, html: str) -> Iterator[Problem]:
        """Yield the contacts in a part of a page that the configuration does not list."""
        return map(_of_contact, self._addresses.unlisted(_read(html)))

    def _unlisted(self, text: str) -> Iterator[Problem]:
        """Yield such contacts in a text in the head of a page."""
        return (replace(_of_contact(contact), in_text=False) for contact in self._addresses.unlisted(text))

    def _links(self, html: str) -> Iterator[Problem]:
        """Yield the links in a part of a page whose texts name another place than the one that they lead to."""
        for tag, inside in _LINK.findall(html):
            if _LINK_BACK in tag and inside != _SIGN:
                yield Problem(rules.ATTRIBUTE, f'<a class="{_LINK_BACK}">', (f".{_LINK_BACK}", _LINK_BACK))
            # (Within this site, all links are relative.)
            if "//" in tag or "&" in tag:
                address = _attributes(tag, len("<a")).get("href", "")
                for text in (_read(inside, joined=True), *map(entities.unescape, _TITLE.findall(tag + inside))):
                    if other := self._addresses.other_place(text, address):
                        yield Problem(rules.ADDRESS, f"{other} → {address}", (address, other))

    def _links_named_as_the_page(self, frame: str, article: str) -> Iterator[Problem]:
        """Yield the links around the text of a page that are named like it, and lead to another site."""
        heading, site_name = _HEADING.search(article), _SITE_NAME.search(frame)
        title = _words(heading[1]) if heading else ()
        own = _words(site_name[1]) if site_name else ()
        for written, inside in _AWAY.findall(frame):
            address = entities.unescape(written)
            for words in map(_words, (inside, *_TITLE.findall(inside))):
                is_named = words and title[: len(words)] == words and (words == title or not {*words} <= {*own})
                if is_named and not self._addresses.is_of_operator(address):
                    yield Problem(rules.ADDRESS, f"{' '.join(words)} → {address}", (address, written), in_text=False)

    def _tags(self, path: str, parts: Mapping[Region, _Piece]) -> Iterator[Problem]:
        """Yield what is wrong with the tags of a page."""
        for region, part in parts.items():
            yield from (replace(problem, in_text=region is Region.TEXT) for problem in part.problems)
        for name, count in Counter(chain.from_iterable(part.once for part in parts.values())).items():
            if count > 1:
                yield Problem(
                    rules.ELEMENT, f"<{name.partition(' ')[0]}>", (f"<{name.partition(' ')[0]}",), in_text=False
                )
        for what, count in Counter(chain.from_iterable(part.ids for part in parts.values())).items():
            if count > 1:
                yield Problem(rules.ID, what, (f"#{what}", f'id="{what}"'))
        files = set(chain.from_iterable(part.files for part in parts.values()))
        url = self._url(path)
        yield from (Problem(rules.ADDRESS, each, (each,)) for each in files if not self._is_below(each, url))

    def _is_below(self, address: str, page_url: str) -> bool:
        """True if a relative address in a page does not leave the site."""
        key = address, page_url.rpartition("/")[0]
        if key not in self._below:
            self._below[key] = not self._addresses.file(address, page_url).startswith(("http:", "https:"))
        return self._below[key]

    def _url(self, path: str) -> str:
        return self._settings.url + (_ANYWHERE if path == NOT_FOUND else self._settings.urls.path_of_file(path))

    def _code(self, path: str, head: str) -> Iterator[Problem]:
        """Yield what is wrong with the scripts, the style sheets and the policy in the head of a page."""
        scripts: list[str] = []
        sheets: list[str] = []
        for name, attributes, content in _INLINE.findall(head):
            if name == "style":
                sheets.append(content)
                if not self._is_of_theme(_MARGINS.sub("", content)):
                    yield Problem(rules.STYLE, content[:80], (content[:20], "<style"), in_text=False)
                margins = _MARGINS.search(content)
                yield from self._unlisted(" ".join(_STRING.findall(margins[0])) if margins else "")
            elif "src=" in attributes:
                source = re.sub('.*src="([^"]*)".*', r"\1", attributes)
                if content.strip() or self._addresses.file(source, self._url(path)) != MODULE:
                    yield Problem(rules.SCRIPT, source, (source,), in_text=False)
            elif "ld+json" in attributes:
                yield from self._structured_data(content)
            else:
                scripts.append(content)
                if content not in inline_scripts():
                    yield Problem(rules.SCRIPT, content[:80], (content[:40], "<script"), in_text=False)
        policy = _POLICY.match(head)
        expected = security_policy(scripts, sheets)
        if policy is None or entities.unescape(policy[1]) != expected:
            yield Problem(rules.SECURITY_POLICY, expected, ("Content-Security-Policy", "<head>"), in_text=False)

    def _structured_data(self, content: str) -> Iterator[Problem]:
        """Yield what is wrong with what a page says of itself to search engines."""
        data = json_in(content)
        if data is None:
            yield Problem(rules.SCRIPT, content[:80], (content[:40],), in_text=False)
        for name, value in members_in(data):
            if name not in _STRUCTURED:
                yield Problem(rules.ATTRIBUTE, name[:60], (f'"{name}"',), in_text=False)
            elif name in _OWN_ADDRESSES and not (isinstance(value, str) and self._is_own(value)):
                yield Problem(rules.ADDRESS, str(value)[:60], (str(value), f'"{name}"'), in_text=False)
        yield from self._unlisted("\n".join(texts_in(data)))

    def _is_own(self, address: str) -> bool:
        """True for an address of this site, and for the one that names the vocabulary."""
        return address == _VOCABULARY or self._addresses.broken_rule(address, Address.OWN) is None


@cache
def _sheets_of_theme() -> tuple[str, ...]:
    """Return the style sheets of the theme that pages may have, as they are written in pages."""
    paths = sorted(build_manifest.THEME.glob(f"{PARTIALS}/*.css"))
    return tuple(cssmin(path.read_text(encoding="utf-8")) for path in paths)


def _read(html: str, *, joined: bool = False) -> str:
    """Return the text of a part of a page, in which each `<` begins a tag; of words in parts if they may matter."""
    whole = _WITHIN_WORDS.sub("", html) if joined or _SPLIT.search(html) else html
    return entities.unescape(_ANY_TAG.sub(" ", whole))


@lru_cache(maxsize=1000)  # many pages have the same links
def _words(html: str) -> tuple[str, ...]:
    """Return the words of a text in lower case."""
    text = IGNORED.sub("", _read(html, joined=True))
    return tuple(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _unclear(text: str) -> Problem:
    """Return what browsers might read differently in a text that should consist of tags and plain text."""
    position = next(match.start() for match in re.finditer("<", text) if not _TAG.match(text, match.start()))
    what = text[position : position + 60].partition("\n")[0]
    return Problem(rules.MARKUP_UNCLEAR, what, (what, what[:20], what[:8], what[:4]))


def _unclosed(nesting: tuple[str, ...], region: Region) -> Problem:
    """Return the tag of a part that has no counterpart, or one beside it."""
    within = (one for one, other in pairwise(nesting) if other.startswith("/") and not one.startswith("/"))
    tag = next(within, nesting[-1] if nesting else "/li")
    return Problem(rules.MARKUP_UNCLEAR, f"<{tag}>", (f"<{tag}",), in_text=region is Region.TEXT)


@lru_cache(maxsize=100)
def _as_browsers_read(page: str, *, in_text: bool) -> tuple[Problem, ...]:
    """Return the first problem if a browser finds other elements in a page than are written, or in other places.

    Args:
        page: the outline of a page; many pages have the same.
        in_text: True if it is that of a text, in the smallest page.
    """
    tree = LexborHTMLParser(page)
    texts = tree.css("article")
    parent = texts[0].parent if len(texts) == 1 else None
    around = []
    while parent is not None and parent.tag != "html":
        around.append((parent.tag, parent.attributes.get("class")))
        parent = parent.parent
    if around != _AROUND_TEXT:
        tag = next((tag for tag, _ in around if tag not in {each for each, _ in _AROUND_TEXT}), "article")
        return (Problem(rules.MARKUP_UNCLEAR, f"<{tag}>", (f"<{tag}",), in_text=False),)
    if len(tree.css("body, body *")) != _elements(page.partition(_HEAD_ENDS)[2]):
        what = "<article" if in_text else "<body"
        return (Problem(rules.MARKUP_UNCLEAR, f"{what}>", (what,), in_text=in_text),)
    return tuple(
        Problem(rules.ATTRIBUTE, f'<{node.tag} class="{name}">', (f".{name}", f'class="{name}"'))
        for node in tree.css(MISPLACED)
        for name in [node.attributes["class"]]
    )


def _elements(html: str) -> int:
    """Return the number of elements in a part of a page, in which each `<` begins a tag."""
    return html.count("<") - html.count("</")


def _piece(text: str, of_tag: Callable[[str], _Piece], end: str = "") -> _Piece | None:
    """Return what is known of a piece of a page with a tag at its end; None if it is not of tags and plain text."""
    texts, tags = (parts := _TAG.split(text))[::2], parts[1::2]
    if len(tags) != text.count("<"):
        return None
    pieces = [of_tag(tag) for tag in tags]
    parts[1::2] = [piece.outline for piece in pieces]
    parts[::2] = ["x" if each.strip() else "" for each in texts]
    return _joined([*pieces, _Piece((end,))] if end else pieces, "".join(parts))


def _joined(pieces: Iterable[_Piece], outline: str) -> _Piece:
    """Return what is known of pieces together, which have this outline."""
    nesting: list[str] = []
    problems: list[Problem] = []
    files: list[str] = []
    once: list[str] = []
    ids: list[str] = []
    for piece in pieces:
        for tag in piece.nesting:
            if nesting and tag == f"/{nesting[-1]}":
                nesting.pop()
            else:
                nesting.append(tag)
        problems += piece.problems
        files += piece.files
        once += piece.once
        ids += piece.ids
    return _Piece(tuple(nesting), tuple(problems), tuple(files), tuple(once), tuple(ids), outline)


def _of_tag(tag: str, allowed: Mapping[str, tuple[Form, ...]], addresses: Addresses) -> _Piece:
    """Return what is known of a tag."""
    if tag.startswith("</"):
        name = tag[1:-1].strip().lower()
        return _Piece((name,), outline=f"<{name}>")
    name = _NAME.findall(tag)[0].lower()
    is_empty = name in empty_tags or (name in _SELF_CLOSING and tag.endswith("/>"))
    attributes = _attributes(tag, len(name) + 1)
    of_class = f' class="{entities.escape(attributes["class"])}"' if "class" in attributes else ""
    outline = f"<{name}{of_class}{'/' if tag.endswith('/>') else ''}>"
    nesting = () if is_empty else (name,)
    forms = allowed.get(name)
    if forms is None:
        return _Piece(nesting, (Problem(rules.ELEMENT, f"<{name}>", (tag, f"<{name}")),), outline=outline)
    form = next((form for form in forms if _has(form, attributes, addresses)), None)
    if form is None or not _is_honest(attributes, addresses):
        return _Piece(nesting, tuple(_problems(tag, name, attributes, forms, addresses)), outline=outline)
    files = tuple(value for each, value in attributes.items() if form.values[each] is Address.FILE)
    once = (f"{name} {forms.index(form)}",) if form.once else ()
    texts = " ".join(attributes[each] for each in _SAID if each in attributes)
    problems = tuple(map(_of_contact, addresses.unlisted(texts))) if texts else ()
    ids = (attributes["id"],) if "id" in attributes else ()
    return _Piece(nesting, problems, files, once, ids, outline)


def _of_contact(contact: str) -> Problem:
    written = contact.translate(_TYPED)
    return Problem(rules.CONTACT, written, (written,))


def _has(form: Form, attributes: Mapping[str, str], addresses: Addresses) -> bool:
    """True if an element with these attributes has a certain form."""
    if not form.needs.keys() <= attributes.keys() <= form.values.keys():
        return False
    return all(_fits(value, form.values[each], addresses) for each, value in attributes.items())


def _is_honest(attributes: Mapping[str, str], addresses: Addresses) -> bool:
    """True if readers who see the page, hear it or print it learn the same of a link."""
    heard, seen = attributes.get("aria-label"), attributes.get("title")
    printed = attributes.get("data-url")
    return (heard is None or seen is None or heard == seen) and (
        printed is None or addresses.is_printed(printed, attributes.get("href", ""))
    )


def _tag(element: Element) -> str:
    """Return the tag of an element of a text that is not annotated yet."""
    own = ((name, value) for name, value in element.items() if not name.startswith(OWN_ATTRIBUTE))
    attributes = (f' {name}="{entities.escape(value)}"' for name, value in own)
    return f"<{element.tag}{''.join(attributes)}>"


def _attributes(tag: str, begin: int) -> dict[str, str]:
    """Return the attributes of a tag, which begin at a position in it, as a browser reads them."""
    found = _ATTRIBUTE.findall(tag, begin)
    attributes = {name.lower(): value for name, value in found}
    if "&" not in tag and len(attributes) == len(found):
        return attributes
    element = LexborHTMLParser(f"<b{tag[begin:]}").css_first("body b")
    return {name: value or "" for name, value in element.attributes.items()} if element else {"": tag}


def _problems(
    tag: str, name: str, attributes: Mapping[str, str], forms: Collection[Form], addresses: Addresses
) -> Iterator[Problem]:
    """Yield what is wrong with a tag that has none of the forms that its element may have."""
    found = False
    for each, value in attributes.items():
        permitted = [values for form in forms for values in [form.values.get(each)] if values is not None]
        if any(_fits(value, values, addresses) for values in permitted):
            continue
        found = True
        written = (f'{each}="{value}"', value, f"{each}=") if value else (f" {each}",)
        broken = next((addresses.broken_rule(value, one) for one in permitted if isinstance(one, Address)), None)
        if broken is rules.CONTACT:
            contact = unquote(value.partition(":")[2].partition("?")[0])
            yield Problem(broken, contact, (contact, value))
        elif broken:
            yield Problem(broken, value, (value, entities.escape(value), value.partition(":")[2], f"{each}="))
        elif each == "id":
            yield Problem(rules.ID, value, (f"#{value}", *written))
        elif each == "class":
            wrong = [part for part in value.split() if part not in " ".join(classes(forms)).split()] or [value]
            yield Problem(rules.ATTRIBUTE, f'<{name} class="{value}">', (f".{wrong[0]}", *wrong, *written))
        else:
            shown = f'{each}="{value[:60]}"' if value else each
            yield Problem(rules.ATTRIBUTE, f"<{name} {shown}>", written)
    if not found:  # each of them may be there, but not all together
        names = (each for each in attributes if each not in ("href", "src"))
        yield Problem(rules.ELEMENT, tag, (tag, *(f"{each}=" for each in names), f"<{name}"))


def _fits(value: str, permitted: Values, addresses: Addresses) -> bool:
    if isinstance(permitted, Address):
        return addresses.broken_rule(value, permitted) is None
    if isinstance(permitted, re.Pattern):
        return permitted.fullmatch(value) is not None
    return value in permitted


def json_in(text: str) -> object:
    """Return the data in a text; None if it is not valid JSON, or null."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def members_in(data: object) -> Iterator[tuple[str, object]]:
    """Yield the members of all objects in data of JSON: their names and values."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from value.items()
        if isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value


def texts_in(data: object) -> Iterator[str]:
    """Yield the texts in data of JSON, besides its keys."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value
