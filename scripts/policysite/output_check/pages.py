"""The HTML of the built site: only the elements, attributes and addresses that the theme and Markdown make.

A page must first be written in the one form that the build writes: each `<` begins a tag, each value is in double
quotation marks and has no `<` or `>`, and there are no comments. Every browser finds the same tags in such a page, so
that it is enough to take it apart at its tags, and to compare each with what is allowed. The lines and the entries of
menus in a site are few, although they are on thousands of pages: each of these pieces is judged once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial
from itertools import chain, pairwise
from typing import NamedTuple, TypeAlias

from policysite.config import own_look
from policysite.contacts.beside import Passage
from policysite.corpus import Settings
from policysite.corpus.blocks import WRITTEN_CLASS
from policysite.corpus.destinations import ANYWHERE, NOT_FOUND
from policysite.corpus.parsed import Tree
from policysite.corpus.part_names import Words
from policysite.output_check import page_head, page_texts, rules
from policysite.output_check.addresses import Addresses
from policysite.output_check.elements import ADDITION_ELEMENTS, ALLOWED, HEAD, NOT_INDEXED, Region
from policysite.output_check.outlines import DOCTYPE, HEAD_ENDS, TEXT_BEGINS, TEXT_ENDS, misread_around, misread_within
from policysite.output_check.rules import Problem
from policysite.output_check.tags import (
    PagePiece,
    as_tag,
    joined,
    lines_of,
    piece_of,
    piece_of_tag,
    too_long,
    unclear,
    with_addresses,
)

# The tags of a part whose counterparts are elsewhere. (Each piece of a frame counts as ending with `</li>`.)
_NESTING = {Region.HEAD: ("html",), Region.TEXT: (), Region.FRAME: ("/html", "/li")}
# Where the parts of a page are divided into pieces: at lines, and around the text at the entries of menus.
_ENDS = {Region.HEAD: "\n", Region.TEXT: "\n", Region.FRAME: "</li>"}
# A link of which only the beginning or the end is in a piece.
_HALF_LINK = {"a", "/a"}
# The name in `PagePiece.once` of the tag that hides a page from search engines.
_NOT_INDEXED = f"meta {HEAD['meta'].index(NOT_INDEXED)}"
# One folder up, in an address.
_UP = "../"
# The pieces that are cached: those of some hundreds of pages, which are like each other.
_MAX_KNOWN = 10_000


def text_of(page: str) -> str:
    """Return the HTML of the text of a page, without the white space around it."""
    return page.partition(TEXT_BEGINS)[2].partition(TEXT_ENDS)[0].strip()


class _UnclearError(Exception):
    """A page is not written as the build writes; `problem` says where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


class _KnownPart(NamedTuple):
    """The knowledge of a part of a page, or of a piece of one, with its texts.

    Attributes:
        piece: what is known of it by its tags, with what is wrong with its texts.
        passages: the texts in it, but not those in the text of a page; around it, each may be beside any other one.
        links_away: around the text of a page, the links to sites of others.
    """

    piece: PagePiece
    passages: tuple[Passage, ...] = ()
    links_away: tuple[page_texts.LinkAway, ...] = ()

    @property
    def columns(self) -> _Columns:
        """The outline, the piece if it has more than that, and the rest: those of many pieces are quickly joined."""
        is_plain = self.piece == PagePiece(outline=self.piece.outline)
        return self.piece.outline, None if is_plain else self.piece, self.passages, self.links_away


_Columns: TypeAlias = tuple[str, PagePiece | None, tuple[Passage, ...], tuple[page_texts.LinkAway, ...]]


class PageCheck:
    """Checks the pages of a site; `headings_of_all` returns the headings of all pages, each page apart."""

    def __init__(
        self,
        settings: Settings,
        headings_of_all: Callable[[], Iterable[Sequence[Words]]] = tuple,
    ) -> None:
        self._settings = settings
        self._headings_of_all = headings_of_all
        self._addresses = Addresses(settings)
        self._known: Mapping[Region, dict[str, _Columns]] = {region: {} for region in Region}
        self._of_tag = {
            region: cache(partial(piece_of_tag, allowed=variants, addresses=self._addresses))
            for region, variants in ALLOWED.items()
        }

    def problems(self, path: str, text: str, *, is_indexed: bool) -> Iterator[Problem]:
        """Yield what is wrong with a page, given its path below the folder of the site and its HTML."""
        try:
            parts, additions = _parts(text)
            known = {region: self._known_part(part, region) for region, part in parts.items()}
        except _UnclearError as error:
            yield error.problem
            return
        pieces = {region: part.piece for region, part in known.items()}
        yield from self._in_tags(path, pieces)
        outside = _outside_of_site(path)
        if any(outside in part for part in parts.values()):
            yield Problem(rules.ADDRESS, outside[2:], (outside[2:],))
        head = text[len(DOCTYPE) : text.find(HEAD_ENDS)]
        yield from self._in_head(path, head, pieces[Region.HEAD], is_indexed=is_indexed)
        yield from self._in_texts(path, parts, known, additions.values())
        for place, addition in additions.items():
            yield from (replace(problem, place=place) for problem in self._in_addition(place, addition, path))
        yield from self._beside(parts[Region.TEXT], known[Region.FRAME].passages, additions)
        # (The address of a page is printed below it: the name of its source is wrong, whatever else has it.)
        yield from (replace(problem, written=()) for problem in self._addresses.unlisted_contacts(path))

    def problems_of_addition(self, html: str) -> Iterator[Problem]:
        """Yield what is wrong with an addition as HTML: each tag alone, their order, and links without a text."""
        piece = piece_of(html, self._of_tag[Region.ADDITION])
        if piece is None:
            yield unclear(html)
            return
        found = [*piece.problems, *page_texts.without_text(html), *too_long(html)]
        if piece.nesting:
            found.append(_unclosed(piece.nesting, Region.ADDITION))
        yield from found or misread_within(piece.outline)

    def problems_of_entry(self, text: str) -> Iterator[Problem]:
        """Yield what is wrong with an entry of a feed, which is HTML."""
        piece = piece_of(text, self._of_tag[Region.FEED])
        yield from [unclear(text)] if piece is None else piece.problems

    def problems_of_markdown(self, tree: Tree) -> Iterator[Problem]:
        """Yield what is in a text that only the annotations make, before they are made."""
        of_tag = self._of_tag[Region.MARKDOWN]
        # (What is not written as the build writes is found in the page.)
        pieces = [piece_of(entry, of_tag) for entry in tree.stash if isinstance(entry, str)]
        for element in tree.root.iter():
            if WRITTEN_CLASS in element.attrib:
                value = element.get("class", "")
                written = (*(f".{each}" for each in reversed(value.split())), f"class={value}", value)
                yield Problem(rules.ATTRIBUTE, f'<{element.tag} class="{value}">', written)
            else:
                pieces.append(of_tag(as_tag(element)))
        yield from chain.from_iterable(piece.problems for piece in pieces if piece)

    def _known_part(self, part: str, region: Region) -> _KnownPart:
        """Return what is known of a part of a page, after looking at its new pieces.

        Raises:
            _UnclearError: it is not written as the build writes.
        """
        known = self._known[region]
        if len(known) > _MAX_KNOWN:
            known.clear()
        pieces = lines_of(part) if region is Region.TEXT else part.split(_ENDS[region])
        found = [*map(known.get, pieces)]
        for place in [place for place, each in enumerate(found) if each is None]:
            columns = known.get(pieces[place]) or self._new_piece(pieces[place], region)
            if columns is None:
                return self._undivided(part, region)
            found[place] = columns
        outlines, notable, passages, links_away = zip(*found, strict=True)
        piece = joined(filter(None, notable), _ENDS[region].join(outlines))
        return _KnownPart(piece, tuple(chain.from_iterable(passages)), tuple(chain.from_iterable(links_away)))

    def _new_piece(self, html: str, region: Region) -> _Columns | None:
        """Look at a new piece and remember what is known of it; None if a tag or a link in it is not complete.

        Pieces that differ only in the paths of links are judged once, without the paths. As problems name them, one
        with problems is judged again as it is.
        """
        known = self._known[region]
        for each in (self._addresses.without_paths(html), html):
            if each not in known:
                piece = piece_of(each, self._of_tag[region], "/li" if region is Region.FRAME else "")
                if piece is None or not _HALF_LINK.isdisjoint(piece.nesting):
                    return None
                known[each] = self._with_texts(each, piece, region).columns
            _, notable, *_ = columns = known[each]
            if notable is None or not notable.problems:
                break
        known[html] = columns
        return columns

    def _undivided(self, part: str, region: Region) -> _KnownPart:
        """Return what is known of a part as one piece: it has a tag or a link of several lines.

        Raises:
            _UnclearError: it is not written as the build writes.
        """
        piece = piece_of(part, self._of_tag[region])
        if piece is None:
            raise _UnclearError(replace(unclear(part), in_text=region is Region.TEXT))
        return self._with_texts(part, piece, region)

    def _with_texts(self, html: str, piece: PagePiece, region: Region) -> _KnownPart:
        """Return what is known of a piece by its tags, with what is known of its texts."""
        if region is Region.HEAD:  # there are tags alone in most of its lines
            return _KnownPart(piece, page_texts.passages_of(html) if "x" in piece.outline else ())
        problems = [*piece.problems, *page_texts.links(html, self._addresses)]
        if region is Region.TEXT:  # the other texts in it are read with those beside it
            return _KnownPart(piece._replace(problems=tuple(problems)))
        problems += page_texts.contacts(html, self._addresses)
        problems += page_texts.half_contacts(html)
        problems += page_texts.without_text(html)
        passages = tuple((text,) for text in page_texts.texts_of(html))
        away = tuple(page_texts.links_away(html, self._addresses))
        return _KnownPart(piece._replace(problems=tuple(problems)), passages, away)

    def _in_tags(self, path: str, parts: Mapping[Region, PagePiece]) -> Iterator[Problem]:
        """Yield what is wrong with the tags of a page: each alone, their order, and what they name."""
        for region, part in parts.items():
            if part.nesting != _NESTING[region]:
                yield _unclosed(part.nesting, region)
            yield from (replace(problem, in_text=region is Region.TEXT) for problem in part.problems)
        for name, count in Counter(chain.from_iterable(part.once for part in parts.values())).items():
            if count > 1:
                yield Problem(
                    rules.ELEMENT, f"<{name.partition(' ')[0]}>", (f"<{name.partition(' ')[0]}",), in_text=False
                )
        for what, count in Counter(chain.from_iterable(part.ids for part in parts.values())).items():
            if count > 1:
                yield Problem(rules.ID, what, (f"#{what}", f'id="{what}"'))
        yield from misread_around(parts[Region.HEAD].outline + parts[Region.FRAME].outline)
        yield from misread_within(parts[Region.TEXT].outline)
        files = set(chain.from_iterable(part.files for part in parts.values()))
        yield from self._outside(files, self._url(path))

    def _in_head(self, path: str, head: str, known: PagePiece, *, is_indexed: bool) -> Iterator[Problem]:
        """Yield what is wrong with the head of a page: only those are hidden from search engines that must be."""
        is_hidden = _NOT_INDEXED in known.once
        if is_indexed and is_hidden:
            yield Problem(rules.ATTRIBUTE, '<meta content="noindex">', ("noindex", "<meta"), in_text=False)
        if not (is_indexed or is_hidden or path == NOT_FOUND):
            yield Problem(rules.PAGE_INDEXED, "noindex", in_text=False)
        for problem in page_head.problems(head, self._url(path), self._addresses):
            yield replace(problem, in_text=False)

    def _in_addition(self, place: str, html: str, path: str) -> Iterator[Problem]:
        """Yield what is wrong with an addition to the page with a path."""
        if (place, _without_addresses(html)) not in self._whole_additions:  # a part of it is outside of its element
            yield Problem(rules.MARKUP_UNCLEAR, html[:60])
        yield from self.problems_of_addition(html)
        piece = piece_of(html, self._of_tag[Region.ADDITION])
        yield from self._outside(piece.files, self._url(path)) if piece else ()
        if _outside_of_site(path) in html:
            yield Problem(rules.ADDRESS, _UP, (_UP,))
        yield from page_texts.contacts(html, self._addresses)
        yield from page_texts.half_contacts(html)
        yield from page_texts.links(html, self._addresses)

    def _beside(self, article: str, around: Iterable[Passage], additions: Mapping[str, str]) -> Iterator[Problem]:
        """Yield the unlisted contacts of which one part is around the text of a page, and the other one beside it."""
        passages = {each: place for place, html in additions.items() for each in page_texts.passages_of(html)}
        in_additions = {text: place for passage, place in passages.items() for text in passage}
        for found in self._addresses.unlisted_contacts_beside([*passages, *around], page_texts.ends_of(article)):
            place = in_additions.get(found.first) or in_additions.get(found.second, "")
            problem = Problem(rules.CONTACT, found.contact, (found.contact, found.first, found.second))
            yield replace(problem, place=place, in_text=False)

    @cached_property
    def _whole_additions(self) -> frozenset[tuple[str, str]]:
        """The additions of all languages with their places, without the addresses in them."""
        found = own_look.additions(self._settings)
        return frozenset((each.place, _without_addresses(each.text.strip())) for each in found)

    def _outside(self, files: Iterable[str], url: str) -> Iterator[Problem]:
        """Yield the addresses of files, relative to that of a page, which are not below the site."""
        yield from (Problem(rules.ADDRESS, each, (each,)) for each in files if not self._addresses.is_below(each, url))

    def _in_texts(
        self, path: str, parts: Mapping[Region, str], known: Mapping[Region, _KnownPart], additions: Iterable[str]
    ) -> Iterator[Problem]:
        """Yield what is wrong with the texts of a page, and with where its links lead."""
        article = parts[Region.TEXT]
        yield from page_texts.contacts(article, self._addresses)
        around, away = parts[Region.FRAME], [*known[Region.FRAME].links_away]
        # (The 404 page has no text of its own, and stands for any page.)
        for html in (*additions, *([article] if path == NOT_FOUND else ())):
            around += f"\n{html}"
            away += page_texts.links_away(html, self._addresses)
        if away:
            pages = self._headings_of_all() if path == NOT_FOUND else [page_texts.headings(article)]
            yield from page_texts.links_named_as_pages(away, around, pages, self._addresses)
        for problem in self._addresses.unlisted_contacts("\n".join(chain(*known[Region.HEAD].passages))):
            yield replace(problem, in_text=False)

    def _url(self, path: str) -> str:
        return self._settings.url + (ANYWHERE if path == NOT_FOUND else self._settings.urls.path_of_file(path))


def _outside_of_site(path: str) -> str:
    """Return the beginning of an attribute of a page with a path whose address leads out of the site."""
    return f'="{_UP * (path.count("/") + 1)}'


def _without_addresses(html: str) -> str:
    return with_addresses(html, lambda _: "")


def _parts(text: str) -> tuple[Mapping[Region, str], Mapping[str, str]]:
    """Return the parts of a page, the head without its code, and the additions to it by their places.

    Raises:
        _UnclearError: one is missing.
    """
    if not text.startswith(DOCTYPE) or "\0" in text:
        first_line = text.partition("\n")[0]
        raise _UnclearError(Problem(rules.MARKUP_UNCLEAR, first_line, (first_line,), in_text=False))
    # (Each copy of most of a page takes time.)
    head_end = text.find(HEAD_ENDS)
    begin = text.find(TEXT_BEGINS, head_end) + len(TEXT_BEGINS)
    end = text.find(TEXT_ENDS, begin)
    if head_end < 0 or begin < len(TEXT_BEGINS) or end < 0:
        raise _UnclearError(Problem(rules.MARKUP_UNCLEAR, TEXT_BEGINS, ("<article", "<body"), in_text=False))
    frame, additions = text[head_end + len(HEAD_ENDS) : begin] + text[end:], {}
    for classes, element in ADDITION_ELEMENTS.items():
        if (tag := f'<{element} class="{classes}">') in frame:
            before, _, rest = frame.partition(tag)
            addition, end_tag, after = rest.partition(f"</{element}>")  # which no addition has
            frame = before + tag + end_tag + after
            additions[classes.rpartition(" ")[2]] = addition
    return {
        Region.HEAD: page_head.without_code(text[len(DOCTYPE) : head_end]) + HEAD_ENDS,
        Region.TEXT: text[begin:end],
        Region.FRAME: frame,
    }, additions


def _unclosed(nesting: tuple[str, ...], region: Region) -> Problem:
    """Return the tag of a part that has no counterpart, or one beside it."""
    within = (one for one, other in pairwise(nesting) if other.startswith("/") and not one.startswith("/"))
    tag = next(within, nesting[-1] if nesting else "/li")
    return Problem(rules.MARKUP_UNCLEAR, f"<{tag}>", (f"<{tag}",), in_text=region is Region.TEXT)
