"""The Atom feed of a language (RFC 4287): an entry for each release and each correction, with its redline.

Everything in it stays true if the site is never built again: it names days, and none of them is “today”.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from policysite.corpus import HOME, Corpus, Page, Settings
from policysite.corpus.destinations import DOCUMENT_DATA, FEED
from policysite.history.edit_script import Change, edit_script
from policysite.history.redline import html
from policysite.history.versions import State, in_force
from policysite.messages import Messages

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = {"html": "text/html", "json": "application/json", "atom": "application/atom+xml"}


def feed(
    corpus: Corpus, states: Mapping[str, Sequence[State]], settings: Settings, messages: Messages, site_name: str
) -> str:
    """Return the feed of a language as XML; empty if no state has a frozen copy in the language.

    Args:
        corpus: all pages.
        states: the released states of each document, in their order.
        settings: the settings of the site.
        messages: the texts of the language.
        site_name: the name of the site in the language.
    """
    language, urls = messages.language, settings.urls
    released = sorted(_released(corpus, states, language), key=lambda each: (each[0].released, each[0].order))
    if not released:
        return ""
    tag = f"tag:{settings.tag or _tag(settings.url, states)}/{language}"
    history = corpus.page(language, settings.history)
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    _add(root, "id", f"{tag}/feed")
    _add(root, "title", history.front_matter.title if history else site_name)
    _add(root, "updated", _time(released[-1][0].released))
    _add(_add(root, "author"), "name", site_name)
    _link(root, "self", "atom", settings.url + urls.folder(language) + FEED)
    _link(root, "alternate", "html", urls.absolute(language, settings.history if history else HOME))
    for state, page in reversed(released):
        entry = _add(root, "entry")
        _add(entry, "id", f"{tag}/{quote(state.document)}/{state.name}")
        _add(entry, "title", _title(state, page, messages))
        for name in ("published", "updated"):
            _add(entry, name, _time(state.released))
        _link(entry, "alternate", "html", urls.absolute(language, page.name))
        data = urls.path_of_file(urls.beside(language, page.name, DOCUMENT_DATA))
        _link(entry, "alternate", "json", settings.url + data)
        if history and not state.correction and history.has_clause(state.heading):
            _add(entry, "summary", history.clause(state.heading).text)
        content = _content(state, page, states[state.document], corpus, messages)
        _add(entry, "content", tostring(content, encoding="unicode", method="html")).set("type", "html")
    indent(root)
    text = _NOT_IN_XML.sub("", tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _released(corpus: Corpus, states: Mapping[str, Sequence[State]], language: str) -> Iterator[tuple[State, Page]]:
    """Yield the states that have a frozen copy in a language, with the copy."""
    for state in (state for of_document in states.values() for state in of_document):
        if page := corpus.page(language, f"{state.document}/{state.name}"):
            yield state, page


def _tag(url: str, states: Mapping[str, Sequence[State]]) -> str:
    """Return the beginning of the ids of a site: its host, the day of its first release, its path (RFC 4151)."""
    parts = urlsplit(url)
    first = min(state.released for of_document in states.values() for state in of_document)
    return f"{parts.hostname},{first.isoformat()}:{parts.path.rstrip('/')}"


def _time(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _title(state: State, page: Page, messages: Messages) -> str:
    name = "correction_title" if state.correction else "version_title"
    title = page.front_matter.title
    return messages.page[name].format(title=title, version=state.version, correction=state.correction)


def _effect(state: State, states: Sequence[State], messages: Messages) -> str:
    """Return from which day a version is in force and, if that was known before, which one is until then."""
    labels, date = messages.page, messages.date(state.effective_date)
    replacing = [each for each in states if each.order > state.order and each.effective_date <= state.effective_date]
    before = in_force(_earlier(state, states), state.effective_date - datetime.timedelta(days=1))
    if replacing and replacing[-1].version != state.version:
        period = labels["never_in_effect"].format(next=replacing[-1].version, date=date)
    elif state.effective_date <= state.released or before is None:
        period = labels["in_effect"].format(first=date)
    else:
        version = labels["named_version"].format(version=before.version)
        period = labels["takes_effect_after"].format(first=date, before=version)
    return labels["version"].format(version=state.version, period=period)


def _earlier(state: State, states: Sequence[State]) -> list[State]:
    """Return the states before a state, the last one first."""
    return [each for each in reversed(states) if each.order < state.order]


def _content(state: State, page: Page, states: Sequence[State], corpus: Corpus, messages: Messages) -> Element:
    """Return when a state takes effect, why it was made, and how it differs from the state before it."""
    root = Element("div")
    SubElement(root, "p").text = _effect(state, states, messages)
    if state.correction:
        reason = state.reasons.get(page.language) or next(iter(state.reasons.values()), "")
        SubElement(root, "p").text = messages.page["correction"].format(
            name=state.name, date=messages.date(state.released), reason=reason
        )
    copies = (corpus.page(page.language, f"{each.document}/{each.name}") for each in _earlier(state, states))
    before = next(filter(None, copies), None)
    if before is None:
        return root
    edits = edit_script(before.clauses, page.clauses)
    if all(edit.change is Change.EQUAL and not edit.moved for edit in edits):
        SubElement(root, "p").text = messages.page["unchanged"]
    else:
        root.append(html.redline(edits, messages.page))
    return root


def _add(parent: Element, name: str, text: str | None = None) -> Element:
    child = SubElement(parent, name)
    child.text = text
    return child


def _link(parent: Element, rel: str, kind: str, href: str) -> None:
    SubElement(parent, "link", {"rel": rel, "type": _TYPES[kind], "href": href})
