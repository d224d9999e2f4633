"""Notes about versions: when each is in effect, the text of others, what changed, and which language prevails.

All of it stays true if the site is never built again: what is to come is given with its date.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import Element, SubElement

from policysite.corpus import HOME, Clause
from policysite.corpus.completion import mark
from policysite.corpus.settings import EQUAL
from policysite.history.in_effect import dated, in_effect
from policysite.history.redline import html
from policysite.history.versions import ReleasedState
from policysite.languages.label_elements import add_text, enumeration, link, note, span
from policysite.site.view import PageView

# The ids of the two comparisons on a page: with the state before it, and with the last one.
_BEFORE, _SINCE = "_before", "_since"


def printed_edition(view: PageView) -> str:
    """Return the version and when it is in effect; for other pages the day of the last change, if it is known."""
    version, effective_date = view.page.front_matter.version, view.page.front_matter.effective_date
    if version and effective_date:
        period = _in_effect(view, view.page.document, version, effective_date)
        return view.labels.written("".join(span(view.labels["version"], version=version, period=period).itertext()))
    return view.labels["changed"].format(date=view.labels.date(view.changed)) if view.changed else ""


def _in_effect(view: PageView, document: str, version: str, effective_date: datetime.date) -> Element:
    """Return when a version of a document is in effect, what applies until then, and what is to come."""
    effect = view.releases.timeline(document).effect(version, effective_date, view.releases.today)
    return in_effect(effect, view.labels, partial(_state_link, view))


def frozen_banner(view: PageView) -> list[Element]:
    """Return what stands above the title of a frozen copy: which version it is, and its edition strip."""
    if not view.page.frozen_as:
        return []
    name, label = ("frozen frozen--superseded", "frozen") if view.is_superseded else ("frozen", "numbered_version")
    banner = Element("div", {"class": name})
    banner.append(note("frozen__name", view.labels[label], version=view.page.front_matter.version or ""))
    banner.extend(_strip(view))
    banner.tail = "\n"
    return [banner]


def edition_strip(view: PageView) -> list[Element]:
    """Return what stands under the title: since when the text is in effect, its versions, and its other languages.

    A frozen copy has it above its title.
    """
    return [] if view.page.frozen_as else _strip(view)


def _strip(view: PageView) -> list[Element]:
    items = [*_versions(view), *_bases_to_come(view), *_languages(view)]
    history = view.corpus.page(view.page.language, view.settings.history)
    is_listed_here = view.timeline.states and not history and not view.page.frozen_as
    return [
        *([_list(items, "edition")] if items else []),
        *(_corrections(view, view.state) if view.state else []),
        *([_all_versions(view, view.page.document, view.labels["all_versions"])] if is_listed_here else []),
    ]


def _versions(view: PageView) -> Iterator[Element]:
    """Yield when the text of a page is in effect, and links to its versions; nothing for a page without versions."""
    labels, state, front_matter = view.labels, view.state, view.page.front_matter
    if front_matter.version and front_matter.effective_date:
        yield _in_effect(view, view.page.document, front_matter.version, front_matter.effective_date)
        named = labels["numbered_version"].format(version=front_matter.version)
        if state is None:
            yield span(named)
        elif not view.page.frozen_as:
            yield _state_link(view, state, named)
    if view.is_superseded and view.latest_name != view.page.name:
        yield link(labels["latest_version"], view.href(view.page.language, view.latest_name), rel="latest-version")
    if view.predecessor:
        name = labels["previous_version"].format(version=view.predecessor.version)
        yield _state_link(view, view.predecessor, name, rel="predecessor-version")
    if state:
        yield from _comparison_links(view, state)
    if view.timeline.states:
        yield from _history_link(view, state)


def _bases_to_come(view: PageView) -> Iterator[Element]:
    """Yield the versions to come of other documents that a page is based on, each with what applies until then."""
    labels = view.labels
    for name in view.bases:
        policy = view.corpus.documents[name].pages[view.page.language]
        version, effective_date = policy.front_matter.version, policy.front_matter.effective_date
        if version and effective_date and effective_date > view.releases.today:
            title = labels["history_clause"].format(title=policy.front_matter.title)
            linked = link(title, view.href(policy.language, name))
            named = span(labels["named_version"], version=version)
            yield span(labels["based_on"], clauses=enumeration((linked, named), labels["separator"]))
            yield _in_effect(view, name, version, effective_date)


def _languages(view: PageView) -> Iterator[Element]:
    """Yield the links of a page to its original, and to the pages that show a translation beside it."""
    if view.is_translation:
        text = view.labels["original_in"].format(language=view.original_language)
        yield link(text, view.original_href(), hreflang=view.languages[0])
    if view.with_original:
        yield link(view.labels["translation_only"], view.href(view.page.language, view.page.name))
        return
    if view.is_translation:
        texts = [view.labels["with_original"]]
    else:
        names = (view.language_name(language) for language, _ in view.with_original_links)
        texts = [view.labels["with_translation_into"].format(language=name) for name in names]
    for text, (language, href) in zip(texts, view.with_original_links, strict=False):
        yield link(text, href, hreflang=language)


def former_documents(view: PageView) -> list[Element]:
    """Return the versions of documents that are no longer published, for the history or else for the home page."""
    if view.page.name != (view.settings.history or HOME):
        return []
    last = (each.latest for each in view.releases.timelines.values())
    former = [each for each in last if each and each.document not in view.corpus.documents]
    copies = [(each, view.corpus.page(view.page.language, each.page_name)) for each in former]
    return [_all_versions(view, state.document, copy.front_matter.title) for state, copy in copies if copy]


def _comparison_links(view: PageView, state: ReleasedState) -> Iterator[Element]:
    """Yield links to what changed in the version of a released state, and since then."""
    language, (first, *_) = view.page.language, view.releases.timeline(state.document).of_version(state.version)
    if view.releases.changes_in(language, first):
        yield link(view.labels["changes_in_version"], view.href(language, first.changes_name))
    if view.releases.changes_since(language, first):
        yield link(view.labels["changes_since_version"], view.href(language, first.changes_name, _SINCE))


def _corrections(view: PageView, shown: ReleasedState) -> list[Element]:
    """Return the corrections of a version, with their reasons, and its text before them; nothing if there are none.

    The corrections after the shown state are not part of the text that readers see.
    """
    first, *corrections = view.releases.timeline(shown.document).of_version(shown.version)
    items = []
    for state in corrections:
        label = "correction" if state.order <= shown.order else "correction_later"
        reason = state.reasons.get(view.page.language) or next(iter(state.reasons.values()))
        items.append(span(view.labels[label], date=_correction_link(view, state), reason=reason))
    if shown.correction:
        items.append(_state_link(view, first, view.labels["text_as_released"]))
    return [_list(items, "corrections")] if items else []


def _correction_link(view: PageView, state: ReleasedState) -> Element:
    """Return the day of a correction, with a link to what it changed; if that is nothing, to its text."""
    language = view.page.language
    pair = view.releases.changes_in(language, state)
    linked = _state_link(view, state, "")
    if pair and view.releases.changes(language, *pair) and state.changes_name != view.page.name:
        linked = link("", view.href(language, state.changes_name))
    linked.append(dated(state.released, view.labels))
    return linked


def _all_versions(view: PageView, document: str, title: str) -> Element:
    """Return the folded list of the versions of a document that no history lists."""
    details = Element("details", {"class": "versions"})
    add_text(SubElement(details, "summary"), title)
    items = []
    timeline = view.releases.timeline(document)
    for version in dict.fromkeys(state.version for state in reversed(timeline.states)):
        state = timeline.of_version(version)[-1]
        period = _in_effect(view, document, version, state.effective_date)
        items.append(span(view.labels["version"], version=_state_link(view, state, version), period=period))
    details.append(_list(items, ""))
    return details


def prevailing(view: PageView) -> list[Element]:
    """Return which language prevails, on the pages where a reader may want to know; nothing if it is not decided."""
    prevails = view.settings.prevails
    is_needed = view.is_translation or view.page.frozen_as or prevails not in (EQUAL, view.page.language)
    if not prevails or not is_needed:
        return []
    if prevails == EQUAL:
        return [note("prevails", view.labels["prevails_equal"])]
    name: str | Element = view.language_name(prevails)
    if prevails != view.page.language and prevails in view.languages:
        name = link(view.language_name(prevails), view.href(prevails, view.page.name), hreflang=prevails)
    return [note("prevails", view.labels["prevails"], language=name)]


def wording(view: PageView, clause: Clause) -> list[Element]:
    """Return the version from which a clause has its present wording, with a link; nothing if it is not released."""
    state = view.wording.get(clause.id)
    if state is None:
        return []
    language = view.page.language
    pair = view.releases.changes_in(language, state)
    copy = view.corpus.page(language, state.page_name)
    changed = [edit.clause for edit in view.releases.changes(language, *pair)] if pair else copy.clauses if copy else ()
    fragment = clause.id if clause.id in {each.id for each in changed} else ""
    name = state.changes_name if pair else state.page_name
    version: str | Element = state.version
    if name != view.page.name:
        text = view.labels["wording_of"].format(title=clause.name, version=state.version)
        href = view.href(language, name, fragment)
        # (The URL of a link with a class is not printed: it would stand under every clause.)
        version = link(state.version, href, **{"class": "wording__link", "title": text, "aria-label": text})
    label = "wording_ahead" if state.effective_date > view.releases.today else "wording"
    return [note("wording", view.labels[label], version=version, date=dated(state.effective_date, view.labels))]


def history(view: PageView, clause: Clause) -> list[Element]:
    """Return what stands under the heading of a version in the history: when it is in effect."""
    state = _of_history(view, clause)
    if state is None:
        return []
    return [note("period", "{period}", period=_in_effect(view, state.document, state.version, state.effective_date))]


def changes_in_history(view: PageView, clause: Clause) -> list[Element]:
    """Return what stands below the summary of a version in the history: its corrections, what changed, its text.

    The text is that of its last correction, which is what applies or applied in the end.
    """
    state = _of_history(view, clause)
    if state is None:
        return []
    last = view.releases.last(state)
    text = _state_link(view, last, view.labels["text_of_version"])
    links = _list([text, *_comparison_links(view, state)])
    return [*_corrections(view, last), *_folded(view, state, clause.level + 1), links]


def _of_history(view: PageView, clause: Clause) -> ReleasedState | None:
    """Return the released state that a clause of the history is about."""
    return view.releases.by_heading.get(clause.id) if view.page.name == view.settings.history else None


def _folded(view: PageView, state: ReleasedState, level: int) -> list[Element]:
    """Return the folded redline of a version; nothing if nothing has changed in the language of the page."""
    pair = view.releases.changes_in(view.page.language, state)
    changes = view.releases.changes(view.page.language, *pair) if pair else ()
    if not pair or not changes:
        return []
    details = Element("details", {"class": "changes"})
    add_text(SubElement(details, "summary"), _compared_versions(view, *pair))
    details.append(html.redline(changes, view.labels, prefix=f"_{state.heading}", level=level))
    return [details]


def _compared_versions(view: PageView, old: ReleasedState, new: ReleasedState) -> str:
    return view.labels["changes"].format(old=old.version, new=new.version)


def comparison_page(view: PageView, state: ReleasedState) -> list[Element]:
    """Return the content of the page that shows what a version changed, and what since then; or a correction."""
    (heading,) = view.page.clauses
    content = [_heading(1, heading.title, heading.id), _list([*_compared(view, state)], "edition"), *prevailing(view)]
    content += _corrections(view, view.releases.last(state))
    for name, pair in (
        (_BEFORE, view.releases.changes_in(view.page.language, state)),
        (_SINCE, view.releases.changes_since(view.page.language, state)),
    ):
        if pair:
            content += _comparison(view, name, *pair)
    return content


def _comparison(view: PageView, name: str, old: ReleasedState, new: ReleasedState) -> Iterator[Element]:
    changes = view.releases.changes(view.page.language, old, new)
    redline = html.redline(changes, view.labels, prefix=name, level=3)
    is_correction = old.version == new.version
    yield _heading(2, view.labels["changes_in_version"] if is_correction else _compared_versions(view, old, new), name)
    if not changes:
        yield note("changed", view.labels["unchanged"])
        return
    titles = [view.labels["history_clause"].format(title=edit.clause.name) for edit in changes]
    clauses = []
    for section, edit, title in zip(redline, changes, titles, strict=True):
        if name == _BEFORE:
            section.set("id", edit.clause.id)
        target = next(each.get("id", "") for each in section.iter() if each.get("id"))
        clauses.append(link(title, f"#{target}"))
        if edit.clause.shown_in:
            mark(clauses[-1], edit.clause.shown_in)
    yield note("changed", view.labels["changed_clauses"], clauses=enumeration(clauses, view.labels["separator"]))
    yield redline


def _heading(level: int, text: str, element_id: str) -> Element:
    return add_text(Element(f"h{level}", id=element_id), text)


def _compared(view: PageView, state: ReleasedState) -> Iterator[Element]:
    """Yield when the version that a page compares is in effect, and links to its text and to all versions."""
    yield _in_effect(view, state.document, state.version, state.effective_date)
    yield _state_link(view, view.releases.last(state), view.labels["numbered_version"].format(version=state.version))
    yield from _history_link(view, state)


def _history_link(view: PageView, state: ReleasedState | None) -> Iterator[Element]:
    """Yield a link to the history, and there to a version, if the site has one."""
    history = view.corpus.page(view.page.language, view.settings.history)
    if history:
        heading = state.heading if state and history.has_clause(state.heading) else ""
        yield link(view.labels["all_versions"], view.href(view.page.language, history.name, heading))


def _state_link(view: PageView, state: ReleasedState, text: str, **attributes: str) -> Element:
    """Return a link to the text of a released state; where it is missing in the page's language, to the original."""
    name = state.page_name
    languages = view.releases.languages(name)
    if view.page.language in languages or not languages:
        return link(text, view.href(view.page.language, name), **attributes)
    return link(text, view.href(languages[0], name), hreflang=languages[0], **attributes)


def _list(items: list[Element], name: str = "versions") -> Element:
    listed = Element("ul", {"class": name} if name else {})
    for item in items:
        SubElement(listed, "li").append(item)
    listed.tail = "\n"
    return listed
