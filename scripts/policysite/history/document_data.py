"""The text of a page for programs, as JSON: `theme/policy.schema.json` describes it.

It names days, and none of them is “today”: a program that knows the day can find out what is in effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policysite.corpus import Block, Clause, Corpus, Page, Settings
from policysite.corpus.destinations import DATA_SCHEMA, DOCUMENT_DATA
from policysite.corpus.digest import SCHEME
from policysite.corpus.plain_text import plain
from policysite.corpus.relative_links import absolute_url
from policysite.history.since import since
from policysite.history.timeline import Timeline
from policysite.history.versions import ReleasedState


def document_data(
    page: Page, timeline: Timeline, versions: Sequence[dict[str, Any]], corpus: Corpus, settings: Settings
) -> dict[str, Any]:
    """Return the text of a page with a version, or of a frozen copy, and `versions_data` of its document."""
    front_matter, urls = page.front_matter, settings.urls
    document, state = page.frozen_as or (page.name, "")
    wordings = since(page, timeline, corpus)
    url = urls.absolute(page.language, page.name)
    return {
        "$schema": settings.url + DATA_SCHEMA,
        "document": document,
        "title": front_matter.title,
        "description": front_matter.description,
        "language": page.language,
        "original_language": corpus.original,
        "prevailing_language": settings.prevails or None,
        "url": url,
        **_version(page, timeline, state),
        "digest": _digest(page.digest),
        "clauses": [
            _clause(each, page, url, wordings.get(each.id), _links(each, page, corpus, settings))
            for each in page.clauses
        ],
        "languages": [
            {"language": language, **_addresses(language, page.name, settings)}
            for language in corpus.languages_of(page.name)
        ],
        "versions": versions,
    }


def versions_data(language: str, timeline: Timeline, corpus: Corpus, settings: Settings) -> Sequence[dict[str, Any]]:
    """Return the states of a document that have a frozen copy in a language."""
    return [
        {**_state(state, timeline), **_addresses(language, state.page_name, settings)}
        for state in timeline.states
        if corpus.page(language, state.page_name)
    ]


def _version(page: Page, timeline: Timeline, name: str) -> dict[str, Any]:
    """Return the version of a page; of a text that is not released, without the days on which it is in effect."""
    version, date = page.front_matter.version, page.front_matter.effective_date
    for state in reversed(timeline.of_version(version or "")):
        if state.name == name or (not name and state.digests.get(page.language) == page.digest):
            return _state(state, timeline)
    unknown = dict.fromkeys(("correction", "released", "in_force"))
    return {"version": version, "effective_date": date and date.isoformat(), **unknown}


def _state(state: ReleasedState, timeline: Timeline) -> dict[str, Any]:
    until = timeline.ends(state)
    days = {"from": state.begins.isoformat(), "until": until and until.isoformat()}
    return {
        "version": state.version,
        "effective_date": state.effective_date.isoformat(),
        "correction": state.correction,
        "released": state.released.isoformat(),
        "in_force": days if until is None or state.begins < until else None,
    }


def _addresses(language: str, name: str, settings: Settings) -> dict[str, str]:
    """Return the URLs of a page and of its data."""
    data = settings.urls.beside(language, name, DOCUMENT_DATA)
    return {"url": settings.urls.absolute(language, name), "data": settings.url + settings.urls.path_of_file(data)}


def _links(clause: Clause, page: Page, corpus: Corpus, settings: Settings) -> list[dict[str, str]]:
    """Return the links in a clause that lead somewhere."""
    links = (link for block in clause.all_blocks() for link in block.links if not link.is_image)
    urls = ((link.text, absolute_url(link.address, page, corpus, settings.urls)) for link in links)
    return [{"text": plain(text), "url": url} for text, url in urls if url]


def _clause(
    clause: Clause, page: Page, url: str, since: ReleasedState | None, links: list[dict[str, str]]
) -> dict[str, Any]:
    return {
        "id": clause.id,
        "level": clause.level,
        "language": page.language_of(clause),
        "title": plain(clause.title),
        "text": "\n".join(map(_line, clause.blocks)),
        "links": links,
        "digest": _digest(clause.digest),
        "since": since and {"version": since.version, "date": since.effective_date.isoformat()},
        "url": f"{url}#{clause.id}",
    }


def _line(block: Block) -> str:
    """Return a block as plain text: an item with its number or a dash, indented by its depth."""
    if block.kind == "code":
        return block.text
    mark = "" if block.kind != "item" or block.marker else "- " if block.number is None else f"{block.number}. "
    return "  " * (len(block.lists) - 1) + mark + plain(block.text)


def _digest(digest: str) -> str:
    return f"v{SCHEME} {digest}"
