"""The lines and the ids of headings that findings advise."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple, TypeAlias

from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.toc import slugify

from policysite.corpus.attributes import QUOTES
from policysite.corpus.invisible import is_blank
from policysite.corpus.model import BASED_ON, Clause, Page
from policysite.corpus.pairing import counterparts
from policysite.languages import FALLBACK
from policysite.languages.lexicon import lexicon_of
from policysite.languages.signs import STOPS

# New ids are in lower case; a text that is published already keeps the ids to which others have links.
ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_MARKERS = re.compile(r"^(?:[\s>]|[-*+]\s|\d{1,9}[.)]\s)*#+(?:\s+#+(?=\s))*\s*|\s+#+\s*$")
# Attributes at the end of a heading, perhaps not closed, without the sign of an id, or with punctuation after them.
_ATTRIBUTES = re.compile(r"\s*\{+:?\s*(?:(?:[#№.]|[\w-]+\s*=)[^{}]*\}*|[A-Za-z][A-Za-z0-9_-]*\s*\}+|\s*\}+)[\s.,;:]*$")
# Attributes with text after them, which therefore are none.
_ATTRIBUTES_BEFORE_TEXT = re.compile(r"\s*\{:?\s*(?P<attributes>#[A-Za-z][^{}]*)\}(?P<after>.*[^\W_].*)$")
_WRITTEN_ATTRIBUTES = re.compile(r"\{:?\s*(?P<attributes>[^{}]*)\}*[\s.,;:]*$")
# The number of a clause before its title.
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,5})[.)]?\s+(?=\S)")
_WRITTEN_ID = re.compile(r"\{:?\s*[#№]?\s*([A-Za-z][A-Za-z0-9_.-]*)\b(?![\w.-]*\s*=)[^{}]*\}*[\s.,;:]*$")
# An id of several words: the others look like attributes without a value.
_SPACED_ID = re.compile(r"\{:?\s*#(?P<id>[\w-]+(?:\s+[\w-]+(?=[\s}])(?!\s*=))+)[^{}]*\}\s*$")
# Attributes at the end of a heading in other brackets than braces, or an id in none; not the address of a link.
_IN_OTHER_BRACKETS = re.compile(
    r"""(?<=\s)(?:[(\[<（［｛【]\s*)?(?P<attributes>#[A-Za-z][\w-]*(?:\s+[\w-]+=(?:"[^"]*"|[\w-]+))*)\s*[)\]>）］｝】}]?\s*$"""
)
# Attributes of which some are outside the braces of the id, or in braces of their own; and braces that are not closed.
_SPREAD = re.compile(r"""\{:?\s*(?P<id>#[A-Za-z][^{}]*?)\s*\}\s*\{?:?\s*(?P<others>[\w-]+="[^"{}]*")\s*\}?\s*$""")
_UNCLOSED, _CLOSING = re.compile(r"\{[^{}]*$"), re.compile(r"[^{}]*\}\s*")
# Attributes with an id, alone in their line, and after the end of a heading.
_ATTRIBUTES_ALONE = re.compile(r"\s*\{:?\s*#[A-Za-z][\w-]*[^{}]*\}\s*")
_REST = re.compile(rf"(?:[^\W_].*\S)?{_ATTRIBUTES_ALONE.pattern}")
_DIGITS = re.compile(r"\d+")
# What stands for the text of a heading without one.
_UNTITLED = "…"
# The line and the title of a clause; those of none.
_Place: TypeAlias = tuple[int, str]
_NOWHERE: _Place = 0, ""


class WrittenHeading(NamedTuple):
    """A heading as it is written.

    Attributes:
        text: its Markdown without markers and attributes.
        attributes: the attributes that were not recognized; none if it has an id.
        below: a sentence after its attributes, which belongs below it.
    """

    text: str
    attributes: Mapping[str, str]
    below: str


def written_heading(page: Page, clause: Clause) -> WrittenHeading:
    """Return the heading of a clause as it is written."""
    written, attributes, below = _MARKERS.sub("", written_line(page, clause)), {}, ""
    if not clause.id:
        before = _ATTRIBUTES_BEFORE_TEXT.search(written)
        found = before or _WRITTEN_ATTRIBUTES.search(written)
        pairs, _ = get_attrs_and_remainder(found["attributes"]) if found else ((), "")
        attributes = {name: (value or "").strip(QUOTES) for name, value in pairs}
        if before:
            after = before["after"].strip()
            is_first_text = not clause.blocks and not after[:1].islower()
            below = after if after.endswith(tuple(STOPS)) or is_first_text else ""
            written = written[: before.start()] + ("" if below else f" {after}")
    text = _ATTRIBUTES.sub("", written).strip() or _UNTITLED
    return WrittenHeading(re.sub(r"(?<!\\)\{", r"\\{", text), attributes, below)  # or a brace would begin attributes


def is_untitled(page: Page, clause: Clause) -> bool:
    """True if the heading of a clause has no text, although perhaps attributes."""
    return is_blank(clause.title) or written_heading(page, clause).text == _UNTITLED


def heading_line(
    page: Page, clause: Clause, clause_id: str = "", based_on: Iterable[str] | None = None, level: int = 0
) -> str:
    """Return the line of a heading with an id, references and a level: its own, unless others are given.

    A text after its attributes becomes a paragraph below it.
    """
    written = written_heading(page, clause)
    own = written.attributes.get(BASED_ON, "").split() if clause.based_on is None else clause.based_on
    heading = line(level or clause.level, written.text, clause_id or clause.id, own if based_on is None else based_on)
    return f"{heading}\n\n{written.below}" if written.below else heading


def line(level: int, text: str, clause_id: str, based_on: Iterable[str] = ()) -> str:
    """Return the line of a heading, given its Markdown without markers and attributes; its id may be empty."""
    references = f'{BASED_ON}="{joined}"' if (joined := " ".join(based_on)) else ""
    attributes = " ".join(filter(None, (f"#{clause_id}" if clause_id else "", references)))
    return f"{'#' * level} {text}" + (f" {{ {attributes} }}" if attributes else "")


def moved_lines(page: Page, clause: Clause, following: Clause | None, before: Clause) -> dict[int, str | None]:
    """Return the lines of a page that change when a clause, and all up to a following one, stand before another."""
    end = following.line - 1 if following else len(page.source)
    text = "\n".join(page.source[clause.line - 1 : end]).rstrip()
    written = f"{text}\n\n{page.source[before.line - 1]}"
    return {**dict.fromkeys(range(clause.line, end + 1)), before.line: written}


def transliterated(title: str, language: str) -> str:
    """Return a title in Latin letters as an id, as far as the letters of its language are known."""
    letters = str.maketrans(lexicon_of(language)["latin_letters"])
    return slugify(title.lower().translate(letters), "-")


def slug_of(title: str, language: str) -> str:
    """Return a title as an id; empty if too few of its letters are Latin, or can be written so."""
    slug = slugify(title, "-") if title.isascii() else transliterated(title, language)
    slug = re.sub("^[^a-z]+|-+$", "", slug.replace("_", "-"))
    return slug if 3 * sum(map(str.isalnum, slug)) >= 2 * sum(map(str.isalnum, title)) else ""


def number_of(title: str) -> tuple[int, ...]:
    """Return the number of a clause that its title begins with, such as (8, 1); empty if there is none."""
    match = _NUMBER.match(title)
    return tuple(map(int, match[1].split("."))) if match else ()


def unnumbered(title: str) -> str:
    """Return a title without the number of its clause."""
    return _NUMBER.sub("", title, count=1) if _NUMBER.match(title) else title


def first_heading(page: Page, advised: AdvisedIds) -> str:
    """Return the line of a heading of level 1 with which a page can begin, given the ids for its document."""
    if page.first_level:
        first = page.clauses[0]
        return heading_line(page, first, first.id or advised.of(page, first), level=1)
    others = (other.clauses[0].id for other in advised.pages if other.first_level == 1)
    name = slugify(page.name.rpartition("/")[2], "-")
    names = (*others, name, *(f"{name}-{suffix}" for suffix in ("page", "text", "document")))
    return line(1, page.front_matter.title or page.name, free_id(names, [page], (), 1))


def spaced_id(page: Page, clause: Clause) -> str:
    """Return the id of a clause as it is written if it has spaces, else nothing."""
    spaced = _SPACED_ID.search(written_line(page, clause))
    return " ".join(spaced["id"].split()) if spaced else ""


def in_braces(heading: str) -> str:
    """Return a heading with one pair of braces around its attributes if they have two, other brackets, or none."""
    if "{" in heading:
        return _SPREAD.sub(r"{ \g<id> \g<others> }", heading)
    return _IN_OTHER_BRACKETS.sub(r"{ \g<attributes> }", heading)


def written_line(page: Page, clause: Clause) -> str:
    """Return the line of a heading, with its attributes in braces, and with its rest if that is in another line."""
    line = page.source[clause.line - 1] if clause.line <= len(page.source) else clause.title
    return line if clause.id else in_braces(" ".join(filter(None, (line, rest_of(page, clause)[1]))))


def rest_of(page: Page, clause: Clause) -> tuple[int, str]:
    """Return the number of the line with the rest of a heading without an id, and this rest; 0 and "" if there is none.

    Below the heading it may go on to its id; its attributes alone may also be above, and an empty line between.
    """
    lines, number = page.source, clause.line
    below = "".join(lines[number : number + 1])
    if not clause.id and (_CLOSING if _UNCLOSED.search(clause.title) else _REST).fullmatch(below):
        return number + 1, below.strip()
    if clause.id or "{" in clause.title:
        return 0, ""
    # The lines in which its attributes may be alone, each with those that must be empty then.
    places = (number - 1, [number - 2]), (number + 2, [number + 1]), (number - 2, [number - 1, number - 3])
    for other, empty in places:
        is_alone = 0 < other <= len(lines) and _ATTRIBUTES_ALONE.fullmatch(lines[other - 1])
        if is_alone and not any(lines[each - 1].strip() for each in empty if each > 0):
            above = page.clause_at(other)
            # (Below another heading without an id, they belong to that one.)
            if above is clause or above is None or above.id or above.line + 2 < other:
                return other, lines[other - 1].strip()
    return 0, ""


class AdvisedIds:
    """Ids for those clauses of a document that have no valid one: for each clause the same in every language.

    The original is the first of the pages. Of several clauses with one id, the one that had it in a released copy keeps
    it.
    """

    def __init__(self, pages: Sequence[Page], copies: Collection[Page] = ()) -> None:
        self._written = pages
        self._copies = copies

    @cached_property
    def pages(self) -> list[Page]:
        """The pages, where no clause has the id of another one, or one of several words."""
        pages = []
        for page in self._written:
            lacking = {
                clause.line for clause in page.clauses if not self.is_kept(page, clause) or spaced_id(page, clause)
            }
            without = (replace(each, id="") if each.line in lacking else each for each in page.clauses)
            pages.append(replace(page, clauses=tuple(without)) if lacking else page)
        return pages

    def is_kept(self, page: Page, clause: Clause) -> bool:
        """True if a clause keeps its id, since no other one has it or because it had it first."""
        return self.kept_line(page, clause) == clause.line

    def kept_line(self, page: Page, clause: Clause) -> int:
        """Return the line of the clause that keeps the id of this one."""
        return self._kept.get(page.path, {}).get(clause.id, clause.line)

    @cached_property
    def _kept(self) -> Mapping[str, Mapping[str, int]]:
        """The lines of the clauses that keep an id that others on their page have too, by page and id."""
        kept: dict[str, dict[str, int]] = defaultdict(dict)
        for clause_id in sorted({each for page in self._written for each in _repeated_ids(page)}):
            same = {page.path: [each for each in page.clauses if each.id == clause_id] for page in self._written}
            likely = {page.path: [self._was_first(page, each) for each in same[page.path]] for page in self._written}
            # (In all languages the same one, if each has them all.)
            together = [max(each) for each in zip(*likely.values(), strict=False)]
            is_alike = len({len(each) for each in same.values()}) == 1
            for path, clauses in same.items():
                if len(clauses) > 1:
                    by_place = together if is_alike else likely[path]
                    kept[path][clause_id] = clauses[by_place.index(max(by_place))].line
        return kept

    def _was_first(self, page: Page, clause: Clause) -> tuple[bool, bool, bool]:
        """Return how likely it is that a clause had its id before another one: a greater value is more likely."""
        released = [
            copy.clause(clause.id)
            for copy in self._copies
            if copy.language == page.language and copy.has_clause(clause.id)
        ]
        title = slug_of(clause.title, page.language).split("-")
        return (
            any(clause.digest == each.digest for each in released),
            any(clause.title == each.title for each in released),
            set(clause.id.split("-")) <= set(title),
        )

    def of(self, page: Page, clause: Clause) -> str:
        """Return an id for a clause of one of the pages."""
        return self._ids[page.path, _place(clause)]

    @cached_property
    def _ids(self) -> dict[tuple[str, _Place], str]:
        """The ids by the path of the page and the place of the clause."""
        found: dict[tuple[str, _Place], str] = {}
        taken: set[str] = set()
        titles = Counter((page.path, clause.title) for page in self.pages for clause in page.clauses)
        for number, same in self._same():
            lacking = [(page, clause) for page, clause in same if not ID.fullmatch(clause.id)]
            known = (clause.id for _, clause in same if not any(page.has_element(clause.id) for page, _ in lacking))
            chosen = next(filter(ID.fullmatch, known), "")
            chosen = chosen or free_id(_names(same, titles), self.pages, taken, number)
            taken.add(chosen)
            found |= {(page.path, _place(clause)): chosen for page, clause in lacking}
        return found

    def _same(self) -> Iterator[tuple[int, list[tuple[Page, Clause]]]]:
        """Yield the clauses that lack an id in any language, each in all languages and with its number on a page."""
        original, *translations = self.pages
        same = {_place(each): (number, [(original, each)]) for number, each in enumerate(original.clauses, start=1)}
        others: list[tuple[int, list[tuple[Page, Clause]]]] = []
        for page in translations:
            places = {_place(clause): _place(other) for clause, other in counterparts(page, original)}
            for number, clause in enumerate(page.clauses, start=1):
                _, of_clause = same.get(places.get(_place(clause), _NOWHERE), (0, None))
                others.append((number, [(page, clause)])) if of_clause is None else of_clause.append((page, clause))
        for number, each in (*same.values(), *others):
            if not all(ID.fullmatch(clause.id) for _, clause in each):
                yield number, each


def _place(clause: Clause) -> _Place:
    """Return the place of a clause on its page: behind HTML, two headings may seem to be in one line."""
    return clause.line, clause.title


def _repeated_ids(page: Page) -> list[str]:
    return [clause_id for clause_id, number in Counter(each.id for each in page.clauses).items() if number > 1]


def _names(same: Iterable[tuple[Page, Clause]], titles: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """Yield the names that a clause could have, the best first: as its id is written, like others, or after its title.

    `titles` counts the clauses of each page that have a title.
    """
    different: dict[str, str] = {}
    for page, clause in same:
        written = _WRITTEN_ID.search(written_line(page, clause))
        yield spaced_id(page, clause).replace(" ", "-") or written_heading(page, clause).attributes.get("id", "")
        if written:
            yield written[1].replace(".", "-")
        yield from names_in_series(page, clause.title)
        if titles[page.path, clause.title] == 1:
            different[page.language] = clause.title.partition("{")[0]
    yield from names_after(different)


def names_in_series(page: Page, title: str) -> Iterator[str]:
    """Yield ids like those of clauses whose titles differ only in their numbers, which stand in their ids too."""
    title = title.partition("{")[0].rstrip()
    numbers = _DIGITS.findall(title)
    for other in page.clauses if numbers else ():
        is_like = ID.fullmatch(other.id) and _DIGITS.sub("0", other.title) == _DIGITS.sub("0", title)
        if is_like and is_numbered_alike(other):
            parts = _DIGITS.split(other.id)
            yield "".join(itertools.chain(*zip(parts, [*numbers, ""], strict=True)))


def is_numbered_alike(clause: Clause) -> bool:
    """True if the numbers in the title of a clause are those in its id, as in the history of versions."""
    numbers = _DIGITS.findall(clause.title)
    return bool(numbers) and numbers == _DIGITS.findall(clause.id)


def names_after(titles: Mapping[str, str]) -> Iterator[str]:
    """Yield ids made from a title, given in each language; the language that most people read comes first."""
    for language in sorted(titles, key=lambda language: language != FALLBACK):
        yield slug_of(unnumbered(titles[language]), language)


def free_id(names: Iterable[str], pages: Sequence[Page], taken: Collection[str], number: int) -> str:
    """Return the first of these names that is a valid id and not on these pages yet, else `clause-` with a number."""
    numbered = map("clause-{}".format, itertools.count(number))
    possible = filter(ID.fullmatch, itertools.chain(names, numbered))
    return next(each for each in possible if each not in taken and not any(page.has_element(each) for page in pages))
