"""Where the addresses of the built site are written: in a page's Markdown, in a template, in `mkdocs.yml`."""

from __future__ import annotations

import html
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote

from policysite import corpus
from policysite.corpus import Block, Page, Settings, files
from policysite.corpus.suggestions import Suggestions, attachments
from policysite.links import templates
from policysite.links.built_site import HTML, BuiltSite
from policysite.links.model import Kind, Reference
from policysite.links.published import Published
from policysite.links.url_resolver import Target, UrlResolver

_PAGE = ".md"
_TEMPLATES = (*HTML, ".xml")


@dataclass(frozen=True, order=True)
class Place:
    """Where an address is written.

    Attributes:
        path: the file, relative to the folder of `mkdocs.yml`.
        line: the line in it, from 1.
        column: the character in that line, from 1.
        written: the address as it is written there; empty where it is not written out.
    """

    path: str
    line: int = 1
    column: int = 1
    written: str = ""


class Sources:
    """Where the addresses of a site are written. Nothing is read before it is asked for.

    Args:
        settings: what `mkdocs.yml` says.
        site: the built site.
        published: what it is made from.
        targets: what its addresses lead to.
    """

    def __init__(self, settings: Settings, site: BuiltSite, published: Published, targets: UrlResolver) -> None:
        self._settings = settings
        self._site = site
        self._published = published
        self._targets = targets
        self._links: dict[str, Mapping[str, set[Place]]] = {}

    @cached_property
    def corpus(self) -> corpus.Corpus:
        """The pages, as far as they can be read."""
        pages, _ = corpus.read(self._settings)
        return pages

    @cached_property
    def files(self) -> frozenset[str]:
        """The files besides the pages that addresses can be written in."""
        folder = self._settings.templates
        found = (path for path, _ in files.walk(folder)) if folder else ()
        return frozenset(
            [self._settings.config, *self._published.sources.values(), *map(self._settings.relative_path, found)]
        )

    def page(self, file: str) -> Page | None:
        """The page that a file of the site was made from."""
        language, name = self._published.pages.get(file, ("", ""))
        document = self.corpus.documents.get(name)
        return document.pages.get(language) if document else None

    @cached_property
    def suggestions(self) -> Suggestions:
        """Which addresses were probably meant on the pages, of what is in the built site."""
        pages = (page for file in self._published.pages if file in self._site.files and (page := self.page(file)))
        return Suggestions(self._settings, pages, filter(self._is_published, attachments(self._settings)))

    def is_beside_pages(self, file: str) -> bool:
        """Whether a file of the site is one that lies among the pages, not among the templates."""
        return self._published.sources.get(file, "").startswith(f"{self._settings.relative_path(self._settings.docs)}/")

    def _is_published(self, below: PurePosixPath) -> bool:
        return self._published.file(self._settings.relative_path(self._settings.docs / below)) in self._site.files

    def places(self, reference: Reference, target: Target) -> list[Place]:
        """Every place where an address of a file is written, in order; at least one.

        Args:
            reference: the address.
            target: what it leads to.
        """
        page = self.page(reference.file)
        if page is not None and reference.in_text:
            return self._in_text(page, reference, target)
        if reference.kind is Kind.SEARCH:
            return [self._of_search(target)]
        if reference.file == target.file and page is not None and page.has_clause(target.fragment):
            return [_heading(page, target.fragment)]  # an entry of the contents is made from it
        template = templates.likeliest(self._elements(reference.file), reference) if reference.tag else None
        if template is not None:
            return [Place(*template.place(reference.attribute))]
        return self._elsewhere(reference, target)

    def written(self, place: Place, file: str, fragment: str) -> str:
        """How the address of a file, or of something in it, is written at a place: in Markdown, relative to that."""
        mark = f"#{fragment}" if fragment else ""
        source = self._published.sources.get(file, "")
        if not place.path.endswith(_PAGE) or not source:
            return self._site.address(file) + mark
        if source == place.path and mark:
            return mark
        return posixpath.relpath(source, posixpath.dirname(place.path)) + mark

    def has_been_built(self, page: Page, addresses: Set[str]) -> bool:
        """Whether a page of the site, which has these addresses, shows each link that a page has now."""
        links = {link.target for block in page.blocks() for link in block.links}
        return all(addresses & self._leads(page, link) for link in links)

    def _in_text(self, page: Page, reference: Reference, target: Target) -> list[Place]:
        """Where an address in the text of a page is written: the links, or else the heading that it was made from."""
        if page.path not in self._links:
            self._links[page.path] = self._links_of(page)
        links = self._links[page.path]
        found = links.get(target.url, set()) | links.get(reference.address, set())
        if found:
            return sorted(found)
        same = reference.file == target.file and page.has_clause(target.fragment)
        return [_heading(page, target.fragment if same else reference.clause)]

    def _links_of(self, page: Page) -> Mapping[str, set[Place]]:
        """Where the links of a page are written, by the addresses that they may have become in the built site."""
        places: dict[str, set[Place]] = defaultdict(set)
        for block in page.blocks():
            for address in {link.target for link in block.links}:
                written = {Place(page.path, *place, address) for place in _written(page, block, address)}
                for became in self._leads(page, address):
                    places[became] |= written
        return places

    def _leads(self, page: Page, address: str) -> set[str]:
        """What an address in a page may have become: the address of the file that it names, or what is written."""
        base = self._site.address(self._published.file(page.path))
        leads = {address, self._targets.of(address, base).url}
        path = re.split("[?#]", address, maxsplit=1)[0]
        source = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(path)))
        file = self._published.file(source) if path else ""
        if file:
            leads.add(self._targets.of(self._site.address(file) + address.removeprefix(path), base).url)
        return leads

    def _of_search(self, target: Target) -> Place:
        """The heading of the clause that a result of search leads to, or else the page."""
        address = target.url.partition("#")[0]
        file = next((file for file in self._published.pages if self._site.address(file) == address), "")
        page = self.page(file)
        return _heading(page, target.fragment) if page else Place(self._settings.config)

    def _elements(self, file: str) -> Iterable[templates.Element]:
        """The elements of the templates that a file may come from: of its own, or of all that make pages."""
        own = self._published.sources.get(file, "")
        if own in self._templates and not own.endswith(HTML):
            return self._templates[own]
        return (each for path, elements in self._templates.items() if path.endswith(HTML) for each in elements)

    @cached_property
    def _templates(self) -> Mapping[str, tuple[templates.Element, ...]]:
        """The elements of each template, by its path."""
        folder = self._settings.templates
        found: dict[str, tuple[templates.Element, ...]] = {}
        for path, _ in sorted(files.walk(folder)) if folder else ():
            place = self._settings.relative_path(path)
            text = files.read(path, place) if path.suffix in _TEMPLATES else ""
            if isinstance(text, str) and text:
                found[place] = templates.elements(place, text)
        return found

    def _elsewhere(self, reference: Reference, target: Target) -> list[Place]:
        """Where an address stands in the source of the file that holds it, as of a style sheet, or in `mkdocs.yml`."""
        source = self._published.sources.get(reference.file, "")
        if not source or source.endswith((_PAGE, *HTML)):
            source = self._settings.config
        text = files.read(self._settings.root / source, source)
        lines = text.split("\n") if isinstance(text, str) else []
        for written in filter(None, (reference.address, html.escape(reference.address), target.path)):
            pattern = re.compile(rf"(?<!\w){re.escape(written)}(?!\w)")
            found = [
                Place(source, number, match.start() + 1, written)
                for number, line in enumerate(lines, start=1)
                for match in pattern.finditer(line)
            ]
            if found:
                # (A path may be a word of the settings; the address of a link is none.)
                return found[:1] if written == target.path else found
        return [Place(source)]


def _written(page: Page, block: Block, address: str) -> list[tuple[int, int]]:
    """Where a block's links to an address are written: the address, or the link where the address stands elsewhere."""
    links = [link for link in block.links if link.target == address]
    written = page.link_positions(block, address)
    return written if len(written) == len(links) else [page.position(block, link.start) for link in links]


def _heading(page: Page, clause_id: str) -> Place:
    """The heading with an id; the beginning of the page where it has none."""
    return Place(page.path, page.clause(clause_id).line if page.has_clause(clause_id) else 1)
