"""The texts that pages show besides their own: in configuration, labels, additions and SVG images.

They are given to the rules as pages, one for each file and language, in which everything else is blank.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath

import yaml

from policysite import files
from policysite.config import own_look
from policysite.config.sources import ConfigSource, items, menu_entries, menu_titles, pairs, values
from policysite.contacts.beside import LAST_PARTS, Passage
from policysite.contacts.in_text import contacts_in
from policysite.corpus import Block, Clause, Page, yaml_lists
from policysite.corpus.destinations import COMMENT_SIGNS, SECURITY_TXT
from policysite.corpus.invisible import is_blank
from policysite.corpus.model import FrontMatter, Span
from policysite.corpus.settings import LABELS
from policysite.corpus.url_safety import AddressKind, address_kind
from policysite.files import yaml_nodes
from policysite.files.yaml_errors import InvalidYamlError
from policysite.files.yaml_nodes import CORE_TAG
from policysite.history.versions import NAME as VERSIONS
from policysite.lint.context import Context
from policysite.lint.html_text import blocks_of, texts_in_place
from policysite.lint.page_text import with_long_forms

# The texts that each language has of its own in the configuration, besides the titles of its menu.
_NAMES = ("site_name", "name")
COPYRIGHT = "copyright"
# What divides the parts of a text: the borders of its cells and the ends of its lines.
_PARTS = re.compile(r" \| |\n")
# The lines of these texts that are no fields are for people, too.
_FIELD = re.compile(r"[ \t]*[!-9;-~]+[ \t]*:")
_WITH_COMMENTS = (SECURITY_TXT, "robots.txt")
_EXTERNAL_KINDS = (AddressKind.HTTPS, AddressKind.EMAIL, AddressKind.PHONE)


@dataclass(frozen=True)
class OtherText:
    """A text that the pages in a language show, without markup and as it is written, and its place in a file.

    The path is relative to the folder of `mkdocs.yml`. Only the copyright may have links.
    """

    path: str
    language: str
    line: int
    column: int
    text: str
    links: tuple[Span, ...] = ()
    written: str = ""
    has_links: bool = False


def pages(context: Context) -> Iterator[Page]:
    """Yield the texts as pages."""
    by_file: dict[tuple[str, str], list[OtherText]] = defaultdict(list)
    read = (configured(context), _in_images(context), _in_comments(context))
    for text in chain.from_iterable(read):
        by_file[text.path, text.language].append(text)
    for (path, language), texts in by_file.items():
        lines = [""] * max(text.line for text in texts)
        for text in texts:
            line, start = lines[text.line - 1], text.column - 1
            # (References to no character are not in the text.)
            has_references = text.has_links and "&#" in text.written
            shown = (texts_in_place(text.written) if has_references else text.text).replace("\n", " ")
            lines[text.line - 1] = line[:start].ljust(start) + shown + line[start + len(shown) :]
        blocks = [Block("paragraph", text.text, text.line, text.line, spans=text.links) for text in texts]
        clause = Clause("", 1, "", 1, blocks=tuple(blocks))
        yield Page(path, language, path, FrontMatter("", ""), (clause,), tuple(lines))
    for addition in own_look.additions(context.settings):
        language = addition.language or context.settings.languages[0]
        clause = Clause("", 1, "", 1, blocks=tuple(blocks_of(addition.text)))
        source = tuple(texts_in_place(addition.text).split("\n"))
        yield Page(addition.path, language, addition.path, FrontMatter("", ""), (clause,), source)


def is_other_text(page: Page) -> bool:
    """True for texts that are given to the rules as a page."""
    return page.name == page.path


def around_pages(context: Context) -> dict[str, list[Passage]]:
    """Return the texts in the configuration and the additions by their files: pages show them together."""
    around: dict[str, list[Passage]] = defaultdict(list)
    for text in configured(context):
        around[text.path].append(_passage(text.text))
    for addition in own_look.additions(context.settings):
        blocks = [*blocks_of(addition.text)]
        readings = ([block.text for block in blocks], map(with_long_forms, blocks))
        around[addition.path] += dict.fromkeys(_passage("\n".join(texts)) for texts in readings)
    return around


def _passage(text: str) -> Passage:
    return tuple(part for part in text.split("\n") if not is_blank(part))


def headings_and_ends(context: Context) -> Iterator[Passage]:
    """Yield the headings of pages, which their contents repeat, and the last texts in them."""
    for page in context.published.pages():
        yield from ((clause.title,) for clause in page.clauses)
        last = (part for block in [*page.blocks()][-LAST_PARTS:] for part in _PARTS.split(block.text))
        yield tuple(part for part in last if not is_blank(part))[-LAST_PARTS:]


def configured(context: Context) -> Iterator[OtherText]:
    """Yield the texts in the configuration, which are names, the copyright and titles of the menu, and the labels."""
    original = context.settings.languages[0]
    for source in context.config_sources:
        yield from _named(source, {str(key.value): value for key, value in pairs(source.root)}, original, original)
    for source, options in context.built_languages():
        yield from _named(source, options, str(options["locale"].value), original)
    yield from _labels(context)
    yield from _reasons(context)


def _named(source: ConfigSource, options: dict[str, yaml.Node], language: str, original: str) -> Iterator[OtherText]:
    """Yield the texts among the options of the site or of a language."""
    for name in _NAMES:
        yield from _scalars(source.name, options.get(name), language)
    for node in values(options.get(COPYRIGHT)):
        for scalar in items(node) or [node]:
            yield from _scalars(source.name, scalar, language, has_links=True)
    entries = ((title, str(target.value)) for title, target in menu_entries(*values(source.root, "nav")))
    leading_away = {title: address for title, address in entries if address_kind(address) in _EXTERNAL_KINDS}
    for key, value in pairs(options.get("nav_translations")):
        yield from _scalars(source.name, key, original)
        yield from _scalars(source.name, value, language, links=_link(value, leading_away.get(str(key.value))))
    for title, address in menu_titles(options.get("nav")):
        yield from _scalars(source.name, title, language, links=_link(title, address))


def _link(title: yaml.Node, address: str | None) -> tuple[Span, ...]:
    """Return the link that the whole of a title is; none if it does not lead to another site or a contact."""
    if address is None or address_kind(address) not in _EXTERNAL_KINDS:
        return ()
    return (Span("a", 0, len(str(title.value)), {"href": address}),)


def _scalars(
    path: str, node: yaml.Node | None, language: str, *, links: tuple[Span, ...] = (), has_links: bool = False
) -> Iterator[OtherText]:
    """Yield the text of a scalar; in a list, the value of a variable or a default."""
    if isinstance(node, yaml.SequenceNode) and node.tag == "!ENV":
        node = node.value[-1] if node.value else None
    if not isinstance(node, yaml.ScalarNode) or not node.tag.startswith(CORE_TAG) or not node.value:
        return
    text, inside = node.value, links
    if has_links:
        block = next(blocks_of(node.value), None)
        text, inside = (block.text, block.spans) if block else ("", ())
    begins = node.start_mark.column + 1 + (1 if node.style in ("'", '"') else 0)
    folded = 1 if node.style in (">", "|") else 0
    yield OtherText(path, language, node.start_mark.line + 1 + folded, begins, text, inside, node.value, has_links)


def _labels(context: Context) -> Iterator[OtherText]:
    """Yield the labels of the site's own, as links to the page or address that they could lead to."""
    settings = context.settings
    for language in settings.languages:
        name, root = _editorial_file(context, f"{LABELS}/{language}.yml")
        for key, value in pairs(root):
            address = settings.contact_url if key.value == "contact" else settings.url
            yield from _scalars(name, value, language, links=_link(value, address))


def _reasons(context: Context) -> Iterator[OtherText]:
    """Yield the reasons of corrections, which the pages of versions show."""
    name, root = _editorial_file(context, VERSIONS)
    for key, value in (pair for reasons in values(root, "reasons") for pair in pairs(reasons)):
        if key.value in context.settings.languages:
            yield from _scalars(name, value, str(key.value))


def _editorial_file(context: Context, below: str) -> tuple[str, yaml.Node | None]:
    """Return the path of a file of the legal team and its root; None if it cannot be read, which others report."""
    path = context.settings.editorial(below)
    name = context.settings.relative_path(path)
    text = files.read_if_exists(path, name, yaml_lists.MAX_BYTES)
    return name, _composed(text) if isinstance(text, str) else None


@functools.lru_cache(maxsize=8)  # a run reads each file twice
def _composed(text: str) -> yaml.Node | None:
    try:
        return yaml_nodes.compose(text)
    except InvalidYamlError:
        return None


def _in_comments(context: Context) -> Iterator[OtherText]:
    """Yield the comments in texts for programs, which people read too."""
    for name in _WITH_COMMENTS:
        if PurePosixPath(name) in context.attachments:
            path = context.settings.relative_path(context.settings.docs / name)
            source = files.read(context.settings.docs / name, path, files.MAX_SECURITY_TXT_BYTES)
            for number, line in files.numbered_lines(source):
                text = line.lstrip(COMMENT_SIGNS)
                if text and not _FIELD.match(line):
                    yield OtherText(path, context.settings.languages[0], number, len(line) - len(text) + 1, text)


def _in_images(context: Context) -> Iterator[OtherText]:
    from policysite.output_check.svg import svg_texts  # few sites have images of their own

    language = context.settings.languages[0]
    for name, source in context.svgs.items():
        lines = source.split("\n")
        found = [*svg_texts(source.encode(errors="replace"))]
        known: set[str] = set()
        for line, text in found[1:]:
            known |= _contacts(text)
            if text.strip():
                yield OtherText(name, language, line, max(lines[line - 1].find(text), 0) + 1, text)
        for line, text in found[:1]:  # all texts as one, in which a contact may show that is in several
            if not known.issuperset(_contacts(text)):
                yield OtherText(name, language, line, max(lines[line - 1].find(text), 0) + 1, " ".join(text.split()))


def _contacts(text: str) -> set[str]:
    """Return the contacts in a text."""
    return {contact[0] for contact in contacts_in(text)}
