"""The tags of a page, each compared with what is allowed, and what is known of a piece of a page by its tags."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from lxml.html.defs import empty_tags
from selectolax.lexbor import LexborHTMLParser

from policysite.corpus.attributes import OWN_ATTRIBUTE
from policysite.languages import direction_of, is_language
from policysite.output_check import rules
from policysite.output_check.addresses import Addresses
from policysite.output_check.elements import (
    LINES_OF_ADDITION,
    MAX_CHARACTERS_OF_ADDITION,
    MAX_LINES_OF_ADDITION,
    Address,
    Values,
    Variant,
    classes,
)
from policysite.output_check.rules import Problem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Names in tags are in lower case: the other patterns search for them as they are written.
# (Without `+` after a quantifier, a text that is no tag would be tried again and again.)
_TAG = re.compile(r'(</?[a-z][a-z0-9]*+(?:[ \t\n]++[a-z][a-z0-9_:.-]*+(?:="[^"<>]*+")?+)*+[ \t\n]*+/?>)', re.ASCII)
_ATTRIBUTE = re.compile(r'([A-Za-z_][\w:.-]*)(?:="([^"]*)")?', re.ASCII)
_LINK_ADDRESS = re.compile(r'(?<=\s)(?:href|src)="([^"]*)"')
# A text that is read besides the others, or instead of an image.
_ALTERNATIVE = re.compile(r'(?<=\s)(?:alt|title)="([^"]*)"')
_NAME = re.compile(r"<([A-Za-z0-9]+)")
# Elements of SVG that may end within their tag.
_SELF_CLOSING = {"path"}
# Attributes with texts.
_TEXT_ATTRIBUTES = (
    *("alt", "aria-label", "content", "title", "data-print", "data-copied", "data-found", "data-none"),
    *("data-failed", "data-system", "data-light", "data-dark"),
)


class PagePiece(NamedTuple):
    """The knowledge of a piece of a page: a line, an entry of a menu, or a whole part if it cannot be divided.

    Attributes:
        nesting: the tags in it without a counterpart in it, in order, such as `p` or `/p`.
        problems: what is wrong with them.
        files: the files of this site that they load or link to.
        once: those that a page may have once only, each by its name and the number of its variant.
        ids: their ids.
        outline: its tags with their classes alone, and `x` for any text: all that the elements in it depend on.
    """

    nesting: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    outline: str = ""


def piece_of(text: str, of_tag: Callable[[str], PagePiece], end: str = "") -> PagePiece | None:
    """Return what is known of a piece of a page with a tag at its end; None if it is not of tags and plain text."""
    texts, tags = (parts := split(text))[::2], parts[1::2]
    if len(tags) != text.count("<"):
        return None
    pieces = [of_tag(tag) for tag in tags]
    parts[1::2] = [piece.outline for piece in pieces]
    parts[::2] = ["x" if each.strip() else "" for each in texts]
    return joined([*pieces, PagePiece((end,))] if end else pieces, "".join(parts))


def split(html: str) -> list[str]:
    """Return the texts and the tags of a piece of a page, in turn: a text first, which may be empty."""
    return _TAG.split(html)


def lines_of(html: str) -> list[str]:
    """Return the lines of the text of a page: a new one begins only between two tags."""
    return html.replace(">\n<", ">\0<").split("\0")


def addresses_in(html: str) -> Iterator[tuple[int, str]]:
    """Yield the addresses of the links and images in a piece of a page as they are written, each with its offset."""
    offset = 0
    for number, part in enumerate(split(html)):
        for match in _LINK_ADDRESS.finditer(part) if number % 2 else ():
            yield offset + match.start(1), match[1]
        offset += len(part)


def with_addresses(html: str, changed: Callable[[str], str]) -> str:
    """Return a piece of a page in which a function has replaced the addresses of links and images."""
    for offset, address in reversed([*addresses_in(html)]):
        html = html[:offset] + changed(address) + html[offset + len(address) :]
    return html


def joined(pieces: Iterable[PagePiece], outline: str) -> PagePiece:
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
    return PagePiece(tuple(nesting), tuple(problems), tuple(files), tuple(once), tuple(ids), outline)


def unclear(text: str) -> Problem:
    """Return what browsers might read differently in a text that should consist of tags and plain text."""
    position = next(match.start() for match in re.finditer("<", text) if not _TAG.match(text, match.start()))
    what = text[position : position + 60].partition("\n")[0]
    return Problem(rules.MARKUP_UNCLEAR, what, (what, what[:20], what[:8], what[:4]))


def too_long(html: str) -> Iterator[Problem]:
    """Yield that an addition has too many lines or too much text, with how much it may have."""
    texts, tags = (parts := split(html))[::2], parts[1::2]
    lines = [name for tag in tags for name in _NAME.findall(tag) if name in LINES_OF_ADDITION]
    if len(lines) > MAX_LINES_OF_ADDITION:
        names = ", ".join(f"<{name}>" for name in dict.fromkeys(lines))
        yield Problem(rules.ELEMENT, f"{names} × {len(lines)} (≤ {MAX_LINES_OF_ADDITION})", (f"<{lines[0]}",))
    characters = len("".join((*texts, *_ALTERNATIVE.findall("".join(tags)))))
    if characters > MAX_CHARACTERS_OF_ADDITION:
        yield Problem(rules.ELEMENT, f"“{''.join(texts)[:20]}…”: {characters} (≤ {MAX_CHARACTERS_OF_ADDITION})")


def piece_of_tag(tag: str, allowed: Mapping[str, tuple[Variant, ...]], addresses: Addresses) -> PagePiece:
    """Return what is known of a tag."""
    if tag.startswith("</"):
        name = tag[1:-1].strip().lower()
        return PagePiece((name,), outline=f"<{name}>")
    name = _NAME.findall(tag)[0].lower()
    is_empty = name in empty_tags or (name in _SELF_CLOSING and tag.endswith("/>"))
    attributes = attributes_of(tag, len(name) + 1)
    of_class = f' class="{entities.escape(attributes["class"])}"' if "class" in attributes else ""
    outline = f"<{name}{of_class}{'/' if tag.endswith('/>') else ''}>"
    nesting = () if is_empty else (name,)
    variants = allowed.get(name)
    written = _ATTRIBUTE.findall(tag, len(name) + 1)
    if len(dict(written)) < len(written):  # of the same attribute, some programs read the first, others the last
        return PagePiece(nesting, (Problem(rules.MARKUP_UNCLEAR, tag, (tag, f"<{name}")),), outline=outline)
    if variants is None:
        return PagePiece(nesting, (Problem(rules.ELEMENT, f"<{name}>", (tag, f"<{name}")),), outline=outline)
    with_names = _with_names(variants, tuple(attributes))
    variant = next((each for each in with_names if _has_values(attributes, each, addresses)), None)
    if variant is None or not _is_honest(attributes, addresses):
        return PagePiece(nesting, tuple(_problems(tag, name, attributes, variants, addresses)), outline=outline)
    files = tuple(value for each, value in attributes.items() if variant.values[each] in (Address.FILE, Address.IMAGE))
    once = (f"{name} {variants.index(variant)}",) if variant.once else ()
    # (The policy of a page is compared with the expected one; searched, a hash in it could pass for a number.)
    names = () if "http-equiv" in attributes else _TEXT_ATTRIBUTES
    texts = " ".join(attributes[each] for each in names if each in attributes)
    problems = addresses.unlisted_contacts(texts) if texts else ()
    ids = (attributes["id"],) if "id" in attributes else ()
    return PagePiece(nesting, problems, files, once, ids, outline)


@lru_cache(maxsize=1_000)
def _with_names(variants: tuple[Variant, ...], names: tuple[str, ...]) -> tuple[Variant, ...]:
    """Return the variants that elements with attributes of these names may have."""
    return tuple(each for each in variants if each.needs.keys() <= {*names} <= each.values.keys())


def _has_values(attributes: Mapping[str, str], variant: Variant, addresses: Addresses) -> bool:
    """True if a variant permits all values of attributes that it may have."""
    return all(_fits(value, variant.values[each], addresses) for each, value in attributes.items())


def _is_honest(attributes: Mapping[str, str], addresses: Addresses) -> bool:
    """True if a text has the direction of its language, and its element says the same on screen, aloud and in print."""
    if "dir" in attributes and not _is_direction(attributes["dir"], attributes.get("lang", ""), addresses.languages):
        return False
    heard, seen = attributes.get("aria-label"), attributes.get("title")
    printed = attributes.get("data-url")
    return (heard is None or seen is None or heard == seen) and (
        printed is None or addresses.is_printed(printed, attributes.get("href", ""))
    )


def _is_direction(direction: str, language: str, languages: Collection[str]) -> bool:
    """True if a language has this direction; without a language, if one of the site has it.

    Right to left only in languages of the site.
    """
    written_so = [each for each in languages if direction_of(each) == direction]
    if not language:
        return direction == "ltr" or bool(written_so)
    return language in written_so or (direction == "ltr" and is_language(language) and direction_of(language) == "ltr")


def as_tag(element: Element) -> str:
    """Return the tag of an element of a text that is not annotated yet."""
    own = ((name, value) for name, value in element.items() if not name.startswith(OWN_ATTRIBUTE))
    attributes = (f' {name}="{entities.escape(value)}"' for name, value in own)
    return f"<{element.tag}{''.join(attributes)}>"


@lru_cache(maxsize=1_000)  # it is asked for links several times
def attributes_of(tag: str, begin: int) -> Mapping[str, str]:
    """Return the attributes of a tag, which begin at a position in it, as a browser reads them."""
    found = _ATTRIBUTE.findall(tag, begin)
    attributes = {name.lower(): value for name, value in found}
    if "&" not in tag and len(attributes) == len(found):
        return attributes
    element = LexborHTMLParser(f"<b{tag[begin:]}").css_first("body b")
    return {name: value or "" for name, value in element.attributes.items()} if element else {"": tag}


def _problems(
    tag: str, name: str, attributes: Mapping[str, str], variants: Collection[Variant], addresses: Addresses
) -> Iterator[Problem]:
    """Yield what is wrong with a tag that has none of the variants that its element may have."""
    found = False
    for each, value in attributes.items():
        permitted = [values for variant in variants for values in [variant.values.get(each)] if values is not None]
        if any(_fits(value, values, addresses) for values in permitted):
            continue
        found = True
        written = (f'{each}="{value}"', value, f"{each}=") if value else (f" {each}",)
        broken = next((addresses.broken_rule(value, one) for one in permitted if isinstance(one, Address)), None)
        if broken is rules.CONTACT:
            contact = unquote(value.partition(":")[2].partition("?")[0])
            yield Problem(broken, contact, (contact, value))
        elif broken:
            yield Problem(broken, value, (value, entities.escape(value), value.partition(":")[2]))
        elif each == "id":
            yield Problem(rules.ID, value, (f"#{value}", *written))
        elif each == "class":
            wrong = [part for part in value.split() if part not in " ".join(classes(variants)).split()] or [value]
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
