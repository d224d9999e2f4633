"""The tags of a template that are not those of the theme's templates, and are not plain HTML."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from policysite.corpus.url_safety import AddressKind, address_kind
from policysite.look.markup import MarkupTag, tags_of, text_of
from policysite.look.printed import PRINTED
from policysite.look.template import Excerpt, folded, of_theme
from policysite.output_check.elements import FRAME, HEAD, Address, Values

# Signs in a text that browsers could misread.
_UNCLEAR = re.compile("[<\0]")
_ATTRIBUTE = re.compile(r"""[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
# The attribute that only the theme writes, from a language.
_DIRECTION = "dir"
# Tags of the head that any template may have, besides that of the theme, if a page may have several of them.
_HEAD_TAGS = ("link", "meta")
_LINKS = frozenset({AddressKind.RELATIVE, AddressKind.HTTPS, AddressKind.EMAIL, AddressKind.PHONE})


@dataclass(frozen=True)
class _Known:
    """The tags of the theme's templates.

    Attributes:
        tags: by the path of a template below the theme, how often it has each tag.
        attributes: the attributes with code.
    """

    tags: Mapping[str, Counter[str]]
    attributes: frozenset[str]


def unknown_tags(source: str, name: str) -> Iterator[Excerpt]:
    """Yield the tags of a template that are not in the theme's template of its name, and are not plain HTML.

    Args:
        source: the template.
        name: its path below the folder of the templates.
    """
    known = _known()
    left = Counter(known.tags.get(name))
    for tag in tags_of(source):
        written = folded(tag.source)
        left[written] -= 1
        is_of_head = (
            tag.name in _HEAD_TAGS and not _is_once(tag) and any(written in tags for tags in known.tags.values())
        )
        if left[written] < 0 and not is_of_head and not _is_plain(tag, known):
            yield Excerpt(tag.line, tag.column, tag.source)
    for place in text_of(source):
        if sign := _UNCLEAR.search(place.text):
            yield place._replace(column=place.column + sign.start(), text=f"U+{ord(sign[0]):04X}")


def _is_plain(tag: MarkupTag, known: _Known) -> bool:
    """True for a tag that may stand around the text of a page as often as a site likes."""
    written = {match[0] for match in _ATTRIBUTE.finditer(tag.source.removeprefix(f"<{tag.name}"))}
    own = {name.partition("=")[0].strip().lower() for name in written - known.attributes}
    attributes = dict(tag.attributes)
    return (
        _DIRECTION not in own
        and len(attributes) == len(tag.attributes)
        and not _UNCLEAR.search("".join(attributes.values()))
        and any(
            form.needs.keys() <= attributes.keys() <= form.values.keys()
            and all(_fits(value, form.values[name]) for name, value in attributes.items() if name in own)
            for form in FRAME.get(tag.name, ())
            if not form.once
        )
    )


def _is_once(tag: MarkupTag) -> bool:
    """True for a tag of the head that a page has once."""
    attributes = dict(tag.attributes)
    return any(
        all(attributes.get(name) in values for name, values in form.needs.items() if isinstance(values, tuple))
        for form in HEAD[tag.name]
        if form.once
    )


def _fits(value: str, permitted: Values) -> bool:
    if isinstance(permitted, Address):
        kinds = {Address.LINK: _LINKS, Address.FILE: {AddressKind.RELATIVE}}.get(permitted, frozenset())
        # (From the home page, a step upwards leaves the site.)
        return PRINTED not in value and ".." not in unquote(value).split("/") and address_kind(value) in kinds
    return permitted.fullmatch(value) is not None if isinstance(permitted, re.Pattern) else value in permitted


@functools.cache
def _known() -> _Known:
    tags = {name: tags_of(source) for name, source in of_theme().items()}
    return _Known(
        {name: Counter(folded(tag.source) for tag in each) for name, each in tags.items()},
        frozenset(
            match[0]
            for each in tags.values()
            for tag in each
            if tag.name in FRAME
            for match in _ATTRIBUTE.finditer(tag.source)
            if "{" in match[0]
        ),
    )
