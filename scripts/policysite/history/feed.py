"""The Atom feed of a language (RFC 4287): an entry for each release and each correction, with its redline.

Everything in it stays true if the site is never built again: it names days, and none of them is “today”.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from policysite.corpus import HOME, Corpus, Page, Settings
from policysite.corpus.destinations import DOCUMENT_DATA, FEED
from policysite.history.edit_script import ClauseEdit
from policysite.history.in_effect import dated, in_effect
from policysite.history.redline import html
from policysite.history.timeline import IN_EFFECT, NEVER_IN_EFFECT, Timeline
from policysite.history.versions import ReleasedState
from policysite.languages.label_elements import fill, span
from policysite.languages.labels import Labels

ClauseEditsBetween: TypeAlias = Callable[[str, ReleasedState, ReleasedState], Sequence[ClauseEdit]]

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TYPES = {"html": "text/html", "json": "application/json", "atom": "application/atom+xml"}


def feed(
    corpus: Corpus,
    timelines: Mapping[str, Timeline],
    settings: Settings,
    labels: Labels,
    site_name: str,
    changes: ClauseEditsBetween,
) -> str:
    """Return the feed of a language as XML; empty if no state has a frozen copy in the language."""
    language, urls = labels.language, settings.urls
    states = [state for timeline in timelines.values() for state in timeline.states]
    states.sort(key=lambda state: (state.released, state.order), reverse=True)
    pages = {state.page_name: page for state in states if (page := corpus.page(language, state.page_name))}
    released = [state for state in states if state.page_name in pages]
    if not released:
        return ""
    tag = f"tag:{settings.tag or _tag(settings.url, states[-1].released)}/{language}"
    history = corpus.page(language, settings.history)
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    _add(root, "id", f"{tag}/feed")
    _add(root, "title", history.front_matter.title if history and not history.is_untranslated else site_name)
    _add(root, "updated", _time(released[0].released))
    _add(_add(root, "author"), "name", site_name)
    _link(root, "self", "atom", settings.url + urls.folder(language) + FEED)
    _link(root, "alternate", "html", urls.absolute(language, settings.history if history else HOME))
    for state in released:
        timeline = timelines[state.document]
        entry = _add(root, "entry")
        _add(entry, "id", f"{tag}/{quote(state.page_name)}")
        _add(entry, "title", state.title(pages[state.page_name].front_matter.title, labels))
        for name in ("published", "updated"):
            _add(entry, name, _time(state.released))
        _link(entry, "alternate", "html", urls.absolute(language, state.page_name))
        data = urls.path_of_file(urls.beside(language, state.page_name, DOCUMENT_DATA))
        _link(entry, "alternate", "json", settings.url + data)
        if history and not state.correction and history.has_clause(state.heading):
            clause = history.clause(state.heading)
            summary = _add(entry, "summary", clause.text)
            if clause.shown_in:
                summary.set("xml:lang", clause.shown_in)
        content = _content(state, timeline, labels)
        if before := _before(state, timeline, pages):
            edits = changes(language, before, state)
            content.append(html.redline(edits, labels) if edits else fill(Element("p"), labels["unchanged"]))
        _add(entry, "content", tostring(content, encoding="unicode", method="html")).set("type", "html")
    indent(root)
    text = _NOT_IN_XML.sub("", tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _tag(url: str, first_release: datetime.date) -> str:
    """Return the beginning of the ids of a site: its host, the day of its first release, its path (RFC 4151)."""
    parts = urlsplit(url)
    return f"{parts.hostname},{first_release.isoformat()}:{parts.path.rstrip('/')}"


def _time(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _before(state: ReleasedState, timeline: Timeline, pages: Mapping[str, Page]) -> ReleasedState | None:
    """Return the state with which the entry of another one compares it: the last one before it that has a page."""
    # (A correction of an earlier version that was released later does not change the entry.)
    return next(
        (
            each
            for each in reversed(timeline.leading_to(state))
            if each.release_order < state.release_order and each.page_name in pages
        ),
        None,
    )


def _content(state: ReleasedState, timeline: Timeline, labels: Labels) -> Element:
    """Return when a state takes effect, and why it was made."""
    effect = timeline.effect(state.version, state.effective_date, state.released)
    if not effect.before and effect.label != NEVER_IN_EFFECT:
        effect = replace(effect, label=IN_EFFECT)  # what comes after it has an entry of its own
    root = Element("div")
    period = in_effect(effect, labels, lambda _, text: span(text))
    fill(SubElement(root, "p"), labels["version"], version=state.version, period=period)
    if state.correction:
        reason = state.reasons.get(labels.language) or next(iter(state.reasons.values()), "")
        fill(SubElement(root, "p"), labels["correction"], date=dated(state.released, labels), reason=reason)
    return root


def _add(parent: Element, name: str, text: str | None = None) -> Element:
    child = SubElement(parent, name)
    child.text = text
    return child


def _link(parent: Element, rel: str, kind: str, href: str) -> None:
    SubElement(parent, "link", {"rel": rel, "type": _TYPES[kind], "href": href})
