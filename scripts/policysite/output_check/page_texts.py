"""The texts of a page, as readers see and hear them: the contacts in them, and the places that links name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, zip_longest
from typing import NamedTuple

from policysite.contacts.beside import LAST_PARTS, Passage, half_contacts_in
from policysite.contacts.divided import BORDER
from policysite.contacts.in_text import MAX_FOOTNOTE_CHARACTERS
from policysite.contacts.number_words import names_numbers
from policysite.corpus.character_references import unescape
from policysite.corpus.hosts import host_of, misnamed_with
from policysite.corpus.invisible import is_blank
from policysite.corpus.model import FOOTNOTE_BACK_REFERENCE
from policysite.corpus.part_names import Words, is_own_name, words_of
from policysite.output_check import rules
from policysite.output_check.addresses import Addresses
from policysite.output_check.rules import Problem
from policysite.output_check.tags import attributes_of, lines_of

_ANY_TAG = re.compile("<[^<>]*>")
_TAGS = re.compile(f"({_ANY_TAG.pattern})")
# Tags that may stand within a word.
_WITHIN_WORDS = re.compile(r"</?(?:a|abbr|b|bdi|code|em|i|small|span|strong)\b[^<>]*>")
# The links beside a heading and the notes under it, which stand between it and its text.
_NOTE = re.compile(
    r'<a aria-label="[^"]*" class="clause__[^<>]*>[^<]*</a>'
    r'|<p class="(?:unapproved|untranslated)">(?:[^<]|<(?!/p>))*+</p>'
)
# The text that readers hear instead of an image.
_IMAGE = re.compile(r'<img(?=[^<>]* alt="([^"]*)")[^<>]*>')
# An abbreviation: its long form, which readers see with it.
_ABBREVIATION = re.compile(r'<abbr title="([^"]*)">[^<]*')
_TABLE = re.compile(r"<table\b(?:[^<]|<(?!/table))*+")
_ROW, _CELL = re.compile(r"<tr\b"), re.compile(r"<t[dh]\b[^<>]*>((?:[^<]|<(?!/t[dh]))*+)")
_BREAK = re.compile(r"<br(?: /)?>\s*")
_BETWEEN_CELLS = re.compile(r"(?<=</t[dh]>)\s*(?=<t[dh]\b)")
# The space between two blocks.
_BETWEEN_BLOCKS = re.compile(r"\s\s+")  # which is faster than `\s{2,}`
# A footnote, and the references to it.
_FOOTNOTE = re.compile(r'<li id="fn:([^"]*)">((?:[^<]|<(?!/li>))*+)')
_REFERENCE = re.compile(r'<sup id="fnref\d*:([^"]*)">(?:[^<]|<(?!/sup>))*+</sup>')
# A link: its tag, and what is in it.
_LINK = re.compile(r"(<a\b[^<>]*+>)((?:[^<]|<(?!/a\b))*+)")
# A name that begins before a link, or goes on after it, without a space; a tag whose beginning is cut off.
_HAS_BEGUN = re.compile(rf"(?:[\w./:@-]|{_WITHIN_WORDS.pattern})\Z")
_GOES_ON = re.compile(rf"</a>[./:-]*+(?:\w|{_WITHIN_WORDS.pattern})")
_CUT_TAG = re.compile(r"^[^<>]*>")
# How far from a link the rest of a name may be that begins in it, in characters of HTML with its tags.
_CONTEXT_CHARACTERS = 500
# How long the end of a page's text with its last parts usually is, in characters of HTML with its tags.
_END_CHARACTERS = 1_000
# Begins a link in the contents of a page.
_LINK_OF_CONTENTS = '<a href="#'
# The comparisons of links with the names of pages that are cached: the versions of a policy have the same.
_CACHED_NAMES = 100
# The ends of texts that are cached: the versions of a policy have the same.
_CACHED_ENDS = 100
# The lines of texts that are cached: those of some hundreds of pages.
_CACHED_LINES = 5_000
# The class of a link back from a footnote, whose text the style sheet replaces by a sign; and this text.
_LINK_BACK, _SIGN = FOOTNOTE_BACK_REFERENCE, "&#8617;"
# Attributes that readers see or hear besides the text of a link.
_TITLE = re.compile(r'\b(?:alt|aria-label|title)="([^"]*)"')
# A link to a page of this site: what is in it; and the address in a tag.
_OWN_LINK = re.compile(r'<a\b[^<>]*? href="[^":&]*"[^<>]*>((?:[^<]|<(?!/a\b))*+)')
_NOT_RELATIVE = re.compile(r'\bhref="[^"]*(?:[:&]|//)')
_WRITTEN_ADDRESS = re.compile(r'\bhref="([^"]*)"')
# What belongs to the same word before and after a link.
_LAST_LETTERS, _FIRST_LETTERS = re.compile(r"(?:\w+-)?\w*\Z"), re.compile(r"\A\w*(?:-\w+)?")
# Between two links that are read as one.
_BETWEEN_LINKS = re.compile(r"</a>(?:\s|<br>)*<a\b[^<>]*>")
# What readers choose in the frame by its text: its tag, and what is in it. The script of the theme fills one button.
_CHOSEN = re.compile(r"(<(a|button|summary)\b[^<>]*+>)((?:[^<]|<(?!/\2\b))*+)")
_ADDRESS = re.compile('href="([^":]*:[^"]*)"')
_FILLED_LATER = 'class="theme-button"'
# A heading: what is in it.
_HEADING = re.compile(r"<h[1-6]\b[^<>]*>((?:[^<]|<(?!/h[1-6]\b))*+)")
# The name of the site in the header.
_SITE_NAME = re.compile(r'class="header__name"[^<>]*>([^<]*)')


class LinkAway(NamedTuple):
    """A link to a site of others.

    Attributes:
        written: its address as it is written.
        address: its address as it is read.
        names: what it is called. The words that go on outside of the link are in them.
    """

    written: str
    address: str
    names: tuple[str, ...]


def contacts(html: str, addresses: Addresses) -> tuple[Problem, ...]:
    """Return the contacts in a part of a page that the configuration does not list.

    A heading says what a number below it is, so the notes between them are read behind the text.
    """
    lines, notes = zip(*map(_notes_apart, lines_of(html)), strict=True)
    read_lines = (*lines, *chain(*notes))
    html = "\n".join(read_lines)
    as_written = "\n".join(map(_divided_line, read_lines))
    with_long_forms = [*map(_divided, _readings(html)[1:])]
    in_lines = _BREAK.sub("\n", _with_heads(html) if "<table" in html else html)
    read = (as_written if in_lines == html else _divided(in_lines), *with_long_forms)
    texts = (_BETWEEN_BLOCKS.sub("\n\n", each.replace(BORDER, " ")) for each in read)
    found = map(addresses.unlisted_contacts, (*texts, _with_footnotes(html)))
    divided = map(addresses.unlisted_divided_contacts, (as_written, *with_long_forms, *_columns(html)))
    return (*chain(*found, *divided), *_in_words(html, addresses))


@lru_cache(maxsize=_CACHED_LINES)
def _notes_apart(line: str) -> tuple[str, tuple[str, ...]]:
    """Return a line without the notes in it, and the notes."""
    return _NOTE.sub("", line), tuple(_NOTE.findall(line))


def _in_words(html: str, addresses: Addresses) -> Iterator[Problem]:
    """Yield the contacts with words for signs in the tables of a part of a page, perhaps in several cells."""
    for table in _TABLE.findall(html) if "<table" in html else ():
        found = addresses.unlisted_contacts(_BETWEEN_BLOCKS.sub("\n\n", _read(table)))
        yield from (problem for problem in found if any(map(str.isalpha, problem.what)))


def half_contacts(html: str) -> Iterator[Problem]:
    """Yield the beginnings of contacts in a part of what is around the text of a page, the rest of which is not there.

    The headings in the contents are those of the text, which is looked at as a whole.
    """
    for text in () if _LINK_OF_CONTENTS in html else texts_of(html):
        yield from (Problem(rules.CONTACT, half[0], (half[0],)) for half in half_contacts_in(text))


def texts_of(html: str) -> tuple[str, ...]:
    """Return the texts in a part of what is around the text of a page, with those in attributes that readers see."""
    return (*_parts_of(html), *map(unescape, _TITLE.findall(html)))


def passages_of(html: str) -> tuple[Passage, ...]:
    """Return the texts in an addition, as they are and with the long forms of abbreviations."""
    return tuple(map(_parts_of, _readings(html)))


def ends_of(article: str) -> list[Passage]:
    """Return the title and the last parts of the text of a page, which are beside what is around it."""
    first = _parts_of(article[: article.find("</h1>")])
    last: Passage = ()
    begin, step = len(article), _END_CHARACTERS
    while begin > 0 and len(last) <= LAST_PARTS:  # the first of them may be cut off
        begin, step = max(article.rfind("<", 0, max(begin - step, 0)), 0), 4 * step
        last = _parts_at_end(article[begin:])
    return [*((each,) for each in first), last[-LAST_PARTS:]]


@lru_cache(maxsize=_CACHED_ENDS)
def _parts_at_end(html: str) -> Passage:
    return _parts_of(_NOTE.sub("", html))


def _parts_of(html: str) -> Passage:
    """Return the texts in a part of a page that are divided by tags or images."""
    texts = filter(None, map(str.strip, _divided(html).split(BORDER)))
    return tuple(text for text in texts if not is_blank(text))


def _readings(html: str) -> list[str]:
    """Return a part of a page as it is and, if it has abbreviations, with the long forms in their places."""
    return [html, _ABBREVIATION.sub(r"\1", html)] if "<abbr" in html else [html]


def _divided(html: str) -> str:
    """Return the text of a part of a page, with that of images, and borders at all tags but those within words."""
    return "\n".join(map(_divided_line, lines_of(html)))


@lru_cache(maxsize=_CACHED_LINES)
def _divided_line(html: str) -> str:
    texts = _TAGS.split(html)
    texts[1::2] = map(_instead_of, texts[1::2])
    return unescape("".join(texts))


@lru_cache(maxsize=_CACHED_LINES)
def _instead_of(tag: str) -> str:
    """Return what is read instead of a tag."""
    if _WITHIN_WORDS.match(tag):
        return ""
    image = _IMAGE.match(tag)
    return image[1] if image else BORDER


def _with_heads(html: str) -> str:
    """Return a part of a page in which the cells of tables begin with the heads of columns that name numbers.

    There is a sign between the cells of a row: no number is in two of them.
    """

    def with_heads(table: re.Match[str]) -> str:
        before, head, *rows = _ROW.split(table[0]) if _ROW.search(table[0]) else (table[0], "")
        names = [*map(_name_of_numbers, _CELL.findall(head))]
        return "<tr".join((before, head, *(_with_names(row, names) for row in rows)))

    return _BETWEEN_CELLS.sub(" | ", _TABLE.sub(with_heads, html))


@lru_cache(maxsize=_CACHED_LINES)
def _name_of_numbers(head: str) -> str:
    """Return the head of a column if it says of the numbers below it what they are; else the empty string."""
    return head if names_numbers(_read(head)) else ""


def _with_names(row: str, names: Sequence[str]) -> str:
    named = iter(names)
    return _CELL.sub(lambda cell: f"{cell[0].removesuffix(cell[1])}{next(named, '')} {cell[1]}", row)


def _columns(html: str) -> Iterator[str]:
    """Yield the columns of the tables in a part of a page, with borders between the cells."""
    for table in _TABLE.findall(html) if "<table" in html else ():
        rows = [[_divided(cell) for cell in _CELL.findall(row)] for row in _ROW.split(table)]
        yield from map(BORDER.join, zip_longest(*filter(None, rows), fillvalue=""))


def _with_footnotes(html: str) -> str:
    """Return the text around the references to short footnotes, with the footnotes in their places."""
    notes = {name: " ".join(_read(note.replace(_SIGN, "")).split()) for name, note in _FOOTNOTE.findall(html)}
    around = []
    for reference in _REFERENCE.finditer(html) if notes else ():
        note = notes.get(reference[1], "")
        if len(note) <= MAX_FOOTNOTE_CHARACTERS:
            parts = html[: reference.start()].rpartition("\n")[2], note, html[reference.end() :].partition("\n")[0]
            around.append("".join(_read(part) for part in parts))
    return "\n\n".join(around)


def links(html: str, addresses: Addresses) -> Iterator[Problem]:
    """Yield the links in a part of a page whose texts name another place than the one that they lead to."""
    # (Within this site, all links are relative.)
    if not (_NOT_RELATIVE.search(html) or _LINK_BACK in html):
        return
    for link in _LINK.finditer(html):
        tag, inside = link.groups()
        if _LINK_BACK in tag and inside != _SIGN:
            yield Problem(rules.ATTRIBUTE, f'<a class="{_LINK_BACK}">', (f".{_LINK_BACK}", _LINK_BACK))
        written = _WRITTEN_ADDRESS.search(tag)
        if written is None:
            continue
        if written[1].lower().startswith("tel:"):
            for each in (_read(inside), *map(unescape, _TITLE.findall(tag + inside))):
                yield from addresses.unlisted_numbers(each, "tel:")
        if "//" in written[1] or "&" in written[1]:
            address = attributes_of(tag, len("<a")).get("href", "")
            text = _read(inside)
            titles = map(unescape, _TITLE.findall(tag + inside))
            others = [addresses.other_place(each, address) for each in (text, *titles)]
            begins, end = max(link.start() - _CONTEXT_CHARACTERS, 0), link.end()
            if host_of(address) and (_GOES_ON.match(html, end) or _HAS_BEGUN.search(html, begins, link.start())):
                before = _CUT_TAG.sub("", html[begins : link.start()])
                beside = (_read(each) for each in (before, html[end : end + _CONTEXT_CHARACTERS]))
                others.append(misnamed_with(next(beside), text, next(beside), address))
            yield from (Problem(rules.ADDRESS, f"{other} → {address}", (address, other)) for other in others if other)


def without_text(html: str) -> Iterator[Problem]:
    """Yield the links and buttons in a part of the frame that have no text for readers to see or hear."""
    for tag, _, inside in _CHOSEN.findall(html):
        if is_blank(unescape(_ANY_TAG.sub("", _IMAGE.sub(r"\1", inside)))) and _FILLED_LATER not in tag:
            yield Problem(rules.ELEMENT, tag, (tag, *_ADDRESS.findall(tag)), in_text=False)


def headings(article: str) -> list[Words]:
    """Return the words of the headings in the text of a page."""
    return [_words(inside) for inside in _HEADING.findall(article)]


def links_named_as_pages(
    away: Iterable[LinkAway], around: str, headings_of_pages: Iterable[Sequence[Words]], addresses: Addresses
) -> Iterator[Problem]:
    """Yield the links around the text of a page that are named like a page, or a part of the site, and lead elsewhere.

    Args:
        away: the links to sites of others around the text.
        around: what is around the text of the page; of the 404 page, which has none, all.
        headings_of_pages: the headings of the page; for the 404 page, those of all pages, each page apart.
        addresses: the judge of addresses.
    """
    site_name = _SITE_NAME.search(around)
    own = frozenset(_words(site_name[1]) if site_name else ())
    in_menus = (_words(inside) for inside in _OWN_LINK.findall(around))
    pages = [tuple(each) for each in headings_of_pages if each]
    titles = frozenset(title for title, *_ in pages)
    names = {*chain.from_iterable(pages), *(words for words in in_menus if not own.issuperset(words)), addresses.name}
    yield from _named_as_pages(tuple(dict.fromkeys(away)), own, titles, frozenset(names), addresses.languages)


@lru_cache(maxsize=_CACHED_NAMES)
def _named_as_pages(
    away: Iterable[LinkAway],
    own: frozenset[str],
    titles: Iterable[Words],
    names: frozenset[Words],
    languages: tuple[str, ...],
) -> tuple[Problem, ...]:
    found = []
    for link in away:
        for words in filter(None, map(_words, link.names)):
            begins = any(title[: len(words)] == words for title in titles) and not own.issuperset(words)
            if begins or is_own_name(words, names, languages, own):
                shown = f"{' '.join(words)} → {link.address}"
                found.append(Problem(rules.ADDRESS, shown, (link.address, link.written), in_text=False))
    return tuple(found)


def links_away(html: str, addresses: Addresses) -> Iterator[LinkAway]:
    """Yield the links to sites of others in a part of a page; those without a space between them also as one link."""
    if not _NOT_RELATIVE.search(html):
        return
    yield from _links_away(html, addresses)
    if _BETWEEN_LINKS.search(html):
        yield from _links_away(_BETWEEN_LINKS.sub("", html), addresses)


def _links_away(html: str, addresses: Addresses) -> Iterator[LinkAway]:
    for link in _LINK.finditer(html):
        tag, inside = link.groups()
        address = attributes_of(tag, len("<a")).get("href", "") if ":" in tag or "&" in tag else ""
        if host_of(address) and not addresses.is_of_operator(address):
            before = _read(_CUT_TAG.sub("", html[max(link.start() - _CONTEXT_CHARACTERS, 0) : link.start()]))
            after = _read(html[link.end() : link.end() + _CONTEXT_CHARACTERS].removeprefix("</a>"))
            name = f"{_LAST_LETTERS.findall(before)[0]}{inside}{_FIRST_LETTERS.findall(after)[0]}"
            written = _WRITTEN_ADDRESS.findall(tag)
            yield LinkAway(written[0] if written else address, address, (name, *_TITLE.findall(tag + inside)))


def _read(html: str) -> str:
    """Return the text of a part of a page, in which each `<` begins a tag."""
    return unescape(_ANY_TAG.sub(" ", _WITHIN_WORDS.sub("", html)))


@lru_cache(maxsize=1000)  # many pages have the same links
def _words(html: str) -> Words:
    """Return the words of a text in lower case."""
    return words_of(_read(html))
