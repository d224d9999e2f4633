"""The log of MkDocs and its plugins: warnings become findings, and what every build would log is left out.

The loggers have the name of the engine, which is `properdocs` if that has taken the place of MkDocs.
"""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import mkdocs

from policysite.config import sources
from policysite.corpus import Block, Corpus, Page, Settings
from policysite.corpus.link_rules import MENU_PAGE_MISSING, link_target_missing
from policysite.corpus.model import Link
from policysite.corpus.suggestions import NameSuggestions, Suggestions, attachments
from policysite.findings import Finding, unique
from policysite.findings.rule import Rule, Scope

MKDOCS_WARNING = Rule("mkdocs-warning", "build", Scope.BUILD, suppressible=False)

# How MkDocs names the page that a warning is about, a link that leads to nothing, pages that the menu lacks, and a page
# that only the menu names.
_PAGE = re.compile(r"'([^']+\.md)'")
_LINK = re.compile(r"Doc file '(?P<page>[^']+\.md)' contains a link '(?P<address>.*?)', but the(?:re)? ")
# A theme's option of a language that no page uses; the rule `option-without-effect` names it.
_OVERRIDE = re.compile(r"Unknown '.*' config override 'theme\.")
_OMITTED = "The following pages exist in the docs directory, but are not included in the"
_OMITTED_PAGE = re.compile(r" - [^/]+/(.+?\.md)(?= - |$)")
_MENU = re.compile(r"A reference to '(?P<name>.*)' is included in the 'nav' configuration, which is not found ")


def leave_out_noise() -> None:
    """Leave out what MkDocs and static-i18n log about every correct site, unless more than usual is wanted.

    These are the settings that each language has of its own, and the templates that are written with the first language
    only.
    """
    logger = logging.getLogger(mkdocs.__name__)
    if logger.level > logging.DEBUG:
        logger.getChild("plugins.mkdocs_static_i18n").setLevel(logging.WARNING)
        logger.getChild("commands.build").addFilter(_is_no_skipped_template)


def _is_no_skipped_template(record: logging.LogRecord) -> bool:
    return record.levelno > logging.INFO or not str(record.msg).startswith("Template skipped")


@contextmanager
def collected() -> Iterator[list[str]]:
    """Collect what MkDocs and its plugins warn about, instead of printing it."""
    handler = _Collector(logging.WARNING)
    logger = logging.getLogger(mkdocs.__name__)
    logger.addHandler(handler)
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)


def as_findings(warnings: Iterable[str], pages: Corpus, settings: Settings) -> list[Finding]:
    """Return warnings of MkDocs and its plugins as findings.

    Those about links and the menu are findings of the lint too. The others are quoted, each in the page that it names,
    or else in `mkdocs.yml`.
    """
    warnings = [each for each in warnings if not _OVERRIDE.search(each)]
    if not warnings:
        return []
    suggestions = Suggestions(settings, pages.pages(), attachments(settings))
    links = _links(pages) if any(map(_LINK.match, warnings)) else {}
    in_menu = [menu["name"] for warning in warnings if (menu := _MENU.match(warning))]
    missing_pages = _missing_pages(in_menu, settings.root / settings.config, pages)
    mistyped = {
        name
        for each in missing_pages.values()
        for finding in each
        for name in finding.params["suggestions"].split(", ")
    }
    findings: list[Finding] = []
    for warning in warnings:
        if warning.startswith(_OMITTED) and mistyped.issuperset(_OMITTED_PAGE.findall(warning)):
            continue  # pages that the menu names, but mistyped
        link, menu = _LINK.match(warning), _MENU.match(warning)
        found = [
            *(
                _missing_targets(links.get((link["page"], link["address"]), ()), link["address"], suggestions)
                if link
                else ()
            ),
            *(missing_pages.get(menu["name"], ()) if menu else ()),
        ]
        named = (settings.docs / name for name in _PAGE.findall(warning))
        path = next((path for path in named if path.is_file()), settings.root / settings.config)
        findings += found or [MKDOCS_WARNING.at(path.relative_to(settings.root).as_posix(), warning=warning)]
    return unique(findings)


def _links(pages: Corpus) -> Mapping[tuple[str, str], list[tuple[Page, Block, list[Link]]]]:
    """Return the links of each block by the path of their page below the folder of pages, and by their address."""
    found: dict[tuple[str, str], list[tuple[Page, Block, list[Link]]]] = defaultdict(list)
    for page in pages.pages():
        for block in page.blocks():
            of_address: dict[str, list[Link]] = defaultdict(list)
            for link in block.links:
                of_address[link.address].append(link)
            for address, links in of_address.items():
                found[page.below_docs.as_posix(), address].append((page, block, links))
    return found


def _missing_targets(
    blocks: Iterable[tuple[Page, Block, list[Link]]], address: str, suggestions: Suggestions
) -> Iterator[Finding]:
    """Yield a finding for each place at which one of these blocks has a link to an address."""
    for page, block, links in blocks:
        suggestion = suggestions.for_link(page, address, image=links[0].is_image)
        for place in page.link_positions(block, address) or [page.position(block, link.start) for link in links]:
            yield link_target_missing(page.path, *place, address, suggestion)


def _missing_pages(names: Collection[str], config_file: Path, pages: Corpus) -> Mapping[str, list[Finding]]:
    """Return the findings for menu entries with these names, none of which is the name of a page."""
    similar = NameSuggestions(f"{page}.md" for page in pages.documents)
    found: dict[str, list[Finding]] = {name: [] for name in names}
    for source in sources.read(config_file).values() if names else ():
        for _, entry in sources.menu_entries(*sources.menus(source)):
            if entry.value in found:
                suggestions = similar.to(entry.value)
                found[entry.value].append(
                    source.finding(MENU_PAGE_MISSING, entry, name=entry.value, suggestions=suggestions)
                )
    return found


class _Collector(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []
        self._known: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split())
        if message not in self._known:  # each language is a build of its own
            self._known.add(message)
            self.messages.append(message)
