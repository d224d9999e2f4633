"""Links: the section of them that pages end with, and those that lead into another language."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import urlsplit

from policysite.corpus import Clause, Link, Page, Settings
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit, hit_at, page_rule, site_rule


@site_rule()
def configured_page_missing(context: Context) -> Iterator[Hit]:
    """The settings expect something of a page that there is not."""
    expected = {*context.settings.questions, *context.settings.closing.pages}
    for name in sorted(expected - context.corpus.documents.keys()):
        lines = context.configuration.split("\n")
        line = next((number for number, text in enumerate(lines, start=1) if name in text), 1)
        yield hit_at(context.settings.config, line, name=name)


@page_rule()
def link_lists_missing(page: Page, context: Context) -> Iterator[Hit]:
    """A page that is to end with links has no such clause, or one without a list."""
    closing = context.settings.closing
    if page.name not in closing.pages:
        return
    ids = (closing.internal, closing.external)
    absent = [clause_id for clause_id in ids if not page.has_clause(clause_id)]
    if absent:
        yield hit_at(page.path, page.clauses[-1].line if page.clauses else 1, ids=", ".join(absent))
    for clause_id in ids:
        if clause_id not in absent:
            clause = page.clause(clause_id)
            if clause.blocks and not _has_list(clause):  # where there is nothing at all, `empty-section` says so
                yield hit(page, clause.heading, ids=clause_id)


def _has_list(clause: Clause) -> bool:
    return any(block.kind == "item" for block in clause.blocks)


@page_rule()
def link_lists_not_last(page: Page, context: Context) -> Iterator[Hit]:
    """Something stands behind the links that a page is to end with, or their lists stand the wrong way round."""
    closing = context.settings.closing
    expected = [closing.internal, closing.external]
    ids = [clause.id for clause in page.clauses]
    if page.name in closing.pages and {*expected} <= {*ids} and ids[-2:] != expected:
        yield hit(page, page.clause(closing.internal).heading, internal=closing.internal, external=closing.external)


@page_rule()
def link_list_mixed(page: Page, context: Context) -> Iterator[Hit]:
    """A link to another site in the list of links into this one, or the reverse."""
    closing = context.settings.closing
    for clause in page.clauses:
        if clause.id not in (closing.internal, closing.external):
            continue
        for block in clause.blocks:
            for link in block.links:
                if not link.is_image and _leads_out(link, context.settings) != (clause.id == closing.external):
                    right = closing.external if clause.id == closing.internal else closing.internal
                    yield hit(page, block, link.start, target=link.target, id=clause.id, right=right)


@page_rule()
def link_list_item_without_link(page: Page, context: Context) -> Iterator[Hit]:
    """An item of a list of links that holds none."""
    closing = context.settings.closing
    for clause in page.clauses:
        if clause.id in (closing.internal, closing.external):
            for block in clause.blocks:
                if block.kind == "item" and not any(not link.is_image for link in block.links):
                    yield hit(page, block, id=clause.id)


def _leads_out(link: Link, settings: Settings) -> bool:
    """Whether a link leads to another site, or to somebody."""
    return _has_scheme(link.target) and not _is_ours(link.target, settings)


def _has_scheme(target: str) -> bool:
    return bool(_split(target)[0]) or target.startswith("//")


def _is_ours(target: str, settings: Settings) -> bool:
    return bool(settings.url) and f"{target}/".startswith(settings.url)


@page_rule()
def link_text_missing(page: Page, context: Context) -> Iterator[Hit]:
    """A link that the reader has nothing to click on."""
    for block in page.blocks():
        pictures = [span.start for span in block.spans if span.tag == "img"]
        for link in block.links:
            words = link.text.strip() or any(
                link.start <= picture <= link.start + len(link.text) for picture in pictures
            )
            if not link.is_image and link.target and not words:
                yield hit(page, block, link.start, target=link.target)


@page_rule()
def language_crossed(page: Page, context: Context) -> Iterator[Hit]:
    """A link to a page in another language that does not say so."""
    for block in page.blocks():
        for link in block.links:
            language = None if link.is_image else _language(link.target, page, context)
            if language not in (None, page.language, link.attributes.get("hreflang")):
                yield hit(page, block, link.start, target=link.target, language=language)


def _language(target: str, page: Page, context: Context) -> str | None:
    """The language of the page of this site that a link leads to, where it does."""
    settings = context.settings
    scheme, host, path = _split(target)
    if _is_ours(target, settings):
        first = target.removeprefix(settings.url).split("/")[0]
        return first if first in settings.languages else settings.languages[0]
    if scheme or host or not path:
        return None
    folder = posixpath.dirname(f"{page.language}/{page.name}")
    first = posixpath.normpath(posixpath.join(folder, path)).split("/")[0]
    return first if first in settings.languages else None


def _split(target: str) -> tuple[str, str, str]:
    """Scheme, host and path of an address; of what is none, nothing."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return "", "", ""
    return parts.scheme, parts.netloc, parts.path
