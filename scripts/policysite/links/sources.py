"""Where the addresses of the built site are written: in a page's Markdown, in a template, in `mkdocs.yml`."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import unquote

from policysite import corpus
from policysite.corpus import Block, Link, Page, Settings, files
from policysite.links import templates
from policysite.links.model import Kind, Reference
from policysite.links.published import Published
from policysite.links.site import HTML, BuiltSite
from policysite.links.targets import Target, Targets

_PAGE = ".md"


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

    def __init__(self, settings: Settings, site: BuiltSite, published: Published, targets: Targets) -> None:
        self._settings = settings
        self._site = site
        self._published = published
        self._targets = targets

    @cached_property
    def corpus(self) -> corpus.Corpus:
        """The pages, as far as they can be read."""
        pages, _ = corpus.read(self._settings)
        return pages

    @cached_property
    def files(self) -> frozenset[str]:
        """The files besides the pages that addresses can be written in."""
        folder = self._settings.templates
        found = (path for path, _ in files.inside(folder)) if folder else ()
        return frozenset([self._settings.config, *self._published.sources.values(), *map(self._settings.place, found)])

    def page(self, file: str) -> Page | None:
        """The page that a file of the site was made from."""
        language, name = self._published.pages.get(file, ("", ""))
        document = self.corpus.documents.get(name)
        return document.pages.get(language) if document else None

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
        return [self._elsewhere(reference, target)]

    def written(self, place: Place, file: str, fragment: str) -> str:
        """How the address of a file, or of something in it, is written at a place: in Markdown, relative to that."""
        mark = f"#{fragment}" if fragment else ""
        source = self._published.sources.get(file, "")
        if not place.path.endswith(_PAGE) or not source:
            return self._site.address(file) + mark
        if source == place.path and mark:
            return mark
        return posixpath.relpath(source, posixpath.dirname(place.path)) + mark

    def _in_text(self, page: Page, reference: Reference, target: Target) -> list[Place]:
        """Where an address in the text of a page is written: the links, or else the heading that it was made from."""
        found = [
            Place(page.path, *place, address)
            for block in page.blocks()
            for address in {link.target for link in block.links if self._is(page, link, reference, target)}
            for place in _written(page, block, address)
        ]
        if found:
            return sorted(found)
        same = reference.file == target.file and page.has_clause(target.fragment)
        return [_heading(page, target.fragment if same else reference.clause)]

    def _is(self, page: Page, link: Link, reference: Reference, target: Target) -> bool:
        """Whether a link of a page has become an address of the site."""
        return link.target == reference.address or target.url in self._leads(page, link)

    def _leads(self, page: Page, link: Link) -> set[str]:
        """The whole addresses that a link of a page may have become: of the file that it names, or as it is written."""
        base = self._site.address(self._published.file(page.path))
        leads = {self._targets.of(link.target, base).url}
        path = re.split("[?#]", link.target, maxsplit=1)[0]
        source = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(path)))
        file = self._published.file(source) if path else ""
        if file:
            leads.add(self._targets.of(self._site.address(file) + link.target.removeprefix(path), base).url)
        return leads

    def _of_search(self, target: Target) -> Place:
        """The heading of the clause that a result of search leads to, or else the page."""
        address = target.url.partition("#")[0]
        file = next((file for file in self._published.pages if self._site.address(file) == address), "")
        page = self.page(file)
        return _heading(page, target.fragment) if page else Place(self._settings.config)

    @cache  # noqa: B019  (there is one of these for each run)
    def _elements(self, file: str) -> tuple[templates.Element, ...]:
        """The elements of the templates that a file may come from: of the one with its name, or of all."""
        own = self._published.sources.get(file, "")
        if own.endswith(".xml"):
            return self._read_template(self._settings.root / own)
        folder = self._settings.templates
        found = sorted(path for path, _ in files.inside(folder)) if folder else []
        return tuple(element for path in found if path.suffix == ".html" for element in self._read_template(path))

    def _read_template(self, path: Path) -> tuple[templates.Element, ...]:
        text = files.read(path, self._settings.place(path))
        return templates.elements(self._settings.place(path), text) if isinstance(text, str) else ()

    def _elsewhere(self, reference: Reference, target: Target) -> Place:
        """Where an address stands in the source of the file that holds it, as of a style sheet, or in `mkdocs.yml`."""
        source = self._published.sources.get(reference.file, "")
        if not source or source.endswith((_PAGE, *HTML)):
            source = self._settings.config
        text = files.read(self._settings.root / source, source)
        for number, line in enumerate(text.split("\n") if isinstance(text, str) else (), start=1):
            for written in filter(None, (reference.address, html.escape(reference.address), target.path)):
                if written in line:
                    return Place(source, number, line.index(written) + 1, written)
        return Place(source)


def _written(page: Page, block: Block, address: str) -> list[tuple[int, int]]:
    """Where a block's links to an address are written: the address, or the link where the address stands elsewhere."""
    links = [link for link in block.links if link.target == address]
    written = page.addressed(block, address)
    return written if len(written) == len(links) else [page.place(block, link.start) for link in links]


def _heading(page: Page, clause_id: str) -> Place:
    """The heading with an id; the beginning of the page where it has none."""
    return Place(page.path, page.clause(clause_id).line if page.has_clause(clause_id) else 1)
