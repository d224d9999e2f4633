"""Notes about versions: when each is in effect, the text of others, what changed, and which language prevails.

All of it stays true if the site is never built again: what is to come is said with its date.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from policysite.corpus import HOME, Clause
from policysite.corpus.completion import mark
from policysite.corpus.settings import EQUAL
from policysite.history.redline import html
from policysite.history.timeline import Period, Timeline
from policysite.history.versions import State, ends
from policysite.languages.labels import language_attributes
from policysite.site.notes import add_text, enumeration, link, note, span
from policysite.site.view import PageView

# The ids of the two comparisons on a page: with the state before it, and with the last one.
_BEFORE, _SINCE = "_before", "_since"
_DAY = datetime.timedelta(days=1)


def printed_edition(view: PageView) -> str:
    """Return the version and when it is in effect; for other pages the day of the last change, if it is known."""
    version, effective_date = view.page.front_matter.version, view.page.front_matter.effective_date
    if version and effective_date:
        period = _in_effect(view, view.timeline, version, effective_date)
        name = view.state.name if view.state else version
        return view.labels.written("".join(span(view.labels["version"], version=name, period=period).itertext()))
    return view.labels["changed"].format(date=view.labels.date(view.changed)) if view.changed else ""


def _in_effect(view: PageView, timeline: Timeline, version: str, effective_date: datetime.date) -> Element:
    """Return when a version is in effect, and what applies until then."""
    labels, today = view.labels, view.releases.today
    period = timeline.period(version, effective_date)
    first = _date(view, period.first)
    replacement = timeline.replacement(version, effective_date)
    if replacement:
        next_version = _state_link(view, replacement, replacement.version)
        return span(labels["never_in_effect"], next=next_version, date=_date(view, replacement.effective_date))
    if period.first > today:
        before = timeline.until(version, effective_date, today)
        if not before:
            return span(labels["takes_effect"], first=first)
        if len(before) > 1:
            versions = enumeration((_version_in_period(view, *each) for each in before), labels["separator"])
            return span(labels["takes_effect_after_several"], first=first, before=versions)
        ((state, _),) = before
        return span(labels["takes_effect_after"], first=first, before=_named(view, state))
    if period.last:
        return span(labels["in_effect_until"], first=first, last=_date(view, period.last))
    return span(labels["in_effect"], first=first)


def _text_in_effect(view: PageView, timeline: Timeline, state: State) -> Element:
    """Return when the text of a state is in effect: a correction takes its place before the next version does."""
    later = [each for each in timeline.states if each.order > state.order]
    end = ends(state, later)
    if end is None or later[0].version != state.version:
        return _in_effect(view, timeline, state.version, state.begins)
    if end <= state.begins:
        replacement = [each for each in later if each.begins <= state.begins][-1]
        name = _state_link(view, replacement, replacement.name)
        return span(view.labels["never_in_effect"], next=name, date=_date(view, replacement.begins))
    return span(view.labels["in_effect_until"], first=_date(view, state.begins), last=_date(view, end - _DAY))


def _version_in_period(view: PageView, state: State, period: Period) -> Element:
    first, last = _date(view, period.first), _date(view, period.last or period.first)
    return span(view.labels["version_in_period"], version=_named(view, state), first=first, last=last)


def _named(view: PageView, state: State) -> Element:
    return _state_link(view, state, view.labels["named_version"].format(version=state.version))


def frozen_banner(view: PageView) -> list[Element]:
    """Return what stands above the title of a frozen copy: which version it is, and its edition strip."""
    if not view.page.frozen_as:
        return []
    banner = Element("div", {"class": "frozen"})
    banner.append(note("frozen__name", view.labels["frozen"], version=view.page.frozen_as[1]))
    banner.extend(_strip(view))
    banner.tail = "\n"
    return [banner]


def edition_strip(view: PageView) -> list[Element]:
    """Return what stands under the title: since when the text is in effect, its versions, and its other languages.

    A frozen copy has it above its title.
    """
    return [] if view.page.frozen_as else _strip(view)


def _strip(view: PageView) -> list[Element]:
    items = [*_versions(view), *_languages(view)]
    timeline, state = view.timeline, view.state
    history = view.corpus.page(view.page.language, view.releases.history)
    is_listed_here = timeline.states and not history and not view.page.frozen_as
    return [
        *([_list(items, "edition")] if items else []),
        *(_corrections(view, timeline, state) if state else []),
        *([_all_versions(view, timeline, view.labels["all_versions"])] if is_listed_here else []),
    ]


def _versions(view: PageView) -> Iterator[Element]:
    """Yield when the text of a page is in effect, and links to its versions; nothing for a page without versions."""
    labels, state, front_matter = view.labels, view.state, view.page.front_matter
    if front_matter.version and front_matter.effective_date:
        yield _in_effect(view, view.timeline, front_matter.version, front_matter.effective_date)
        named = labels["numbered_version"].format(version=state.name if state else front_matter.version)
        if state is None:
            yield span(named)
        elif not view.page.frozen_as:
            yield _state_link(view, state, named)
    if view.page.frozen_as:
        yield link(labels["latest_version"], view.href(view.page.language, view.latest_name), rel="latest-version")
    if view.predecessor:
        name = labels["previous_version"].format(version=view.predecessor.name)
        yield _state_link(view, view.predecessor, name, rel="predecessor-version")
    if state:
        yield from _comparison_links(view, state, state)
    if view.timeline.states:
        yield from _history_link(view, state)


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
    elif len(view.with_original_links) == 1:
        texts = [view.labels["with_translation"]]
    else:
        names = (view.language_name(language) for language, _ in view.with_original_links)
        texts = [view.labels["with_translation_into"].format(language=name) for name in names]
    for text, (language, href) in zip(texts, view.with_original_links, strict=False):
        yield link(text, href, hreflang=language)


def former_documents(view: PageView) -> list[Element]:
    """Return the versions of documents that are no longer published, for the history or else for the home page."""
    if view.page.name != (view.releases.history or HOME):
        return []
    former = [each for document, each in view.releases.timelines.items() if document not in view.corpus.documents]
    copies = [(each, view.corpus.page(view.page.language, each.latest.page_name)) for each in former if each.latest]
    return [_all_versions(view, timeline, copy.front_matter.title) for timeline, copy in copies if copy]


def _comparison_links(view: PageView, first: State, last: State) -> Iterator[Element]:
    """Yield links to what changed in the first of two released states, and since the last one."""
    language = view.page.language
    if any(new == first for _, new in view.releases.comparisons(language, first)):
        yield link(view.labels["changes_in_version"], view.href(language, first.changes_name))
    if any(old == last for old, _ in view.releases.comparisons(language, last)):
        yield link(view.labels["changes_since_version"], view.href(language, last.changes_name, _SINCE))


def _corrections(view: PageView, timeline: Timeline, shown: State) -> list[Element]:
    """Return the corrections of a version, with their reasons, as a list; nothing if there are none.

    Args:
        view: the page.
        timeline: the states of the document.
        shown: a state of the version: the corrections after it are not part of the text that readers see.
    """
    items = []
    for state in timeline.of_version(shown.version):
        if state.correction:
            label = "correction" if state.order <= shown.order else "correction_later"
            reason = state.reasons.get(view.page.language) or next(iter(state.reasons.values()))
            name = _state_link(view, state, state.name)
            items.append(span(view.labels[label], name=name, date=_date(view, state.released), reason=reason))
    return [_list(items, "corrections")] if items else []


def _all_versions(view: PageView, timeline: Timeline, title: str) -> Element:
    """Return the folded list of the versions of a document that no history lists."""
    details = Element("details", {"class": "versions"})
    add_text(SubElement(details, "summary"), title)
    items = []
    for state in reversed(timeline.states):
        period = _text_in_effect(view, timeline, state)
        items.append(span(view.labels["version"], version=_state_link(view, state, state.name), period=period))
    details.append(_list(items, ""))
    return details


def prevailing(view: PageView) -> list[Element]:
    """Return which language prevails, on the pages where a reader may want to know; nothing if it is not decided."""
    prevails = view.releases.prevails
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
    """Return since when a clause reads as it does, with a link to the change; nothing if it is not released."""
    state = view.wording.get(clause.id)
    if state is None:
        return []
    is_new = _before(view, state) is None
    name = state.page_name if is_new else state.changes_name
    version: str | Element = state.name
    if name != view.page.name:
        label = view.labels["wording_of"].format(title=clause.title, version=state.name)
        href = view.href(view.page.language, name, clause.id)
        # (The URL of a link with a class is not printed: it would stand under every clause.)
        version = link(state.name, href, **{"class": "wording__link", "title": label, "aria-label": label})
    return [note("wording", view.labels["wording"], version=version, date=_date(view, state.begins))]


def history(view: PageView, clause: Clause) -> list[Element]:
    """Return what stands under the heading of a version in the history: when it is in effect."""
    state = _of_history(view, clause)
    if state is None:
        return []
    timeline = view.releases.timeline(state.document)
    in_effect = _in_effect(view, timeline, state.version, state.effective_date)
    return [note("period", "{period}", period=in_effect)]


def changes_in_history(view: PageView, clause: Clause) -> list[Element]:
    """Return what stands below the summary of a version in the history: its corrections, what changed, its text.

    The text is that of its last correction, which is what applies or applied in the end.
    """
    state = _of_history(view, clause)
    if state is None:
        return []
    timeline = view.releases.timeline(state.document)
    states = [(_before(view, each), each) for each in timeline.of_version(state.version)]
    redlines = [_folded(view, before, each, clause.level + 1) for before, each in states if before]
    last = states[-1][1]
    texts = [_state_link(view, last, view.labels["text_of_version"])]
    if last != state:
        texts.append(_state_link(view, state, view.labels["text_as_released"]))
    links = _list([*texts, *_comparison_links(view, state, last)])
    return [*_corrections(view, timeline, last), *redlines, links]


def _of_history(view: PageView, clause: Clause) -> State | None:
    """Return the released state that a clause of the history is about."""
    return view.releases.by_heading.get(clause.id) if view.page.name == view.releases.history else None


def _before(view: PageView, state: State) -> State | None:
    """Return the state before another one, if it is there in the language of the page."""
    comparisons = view.releases.comparisons(view.page.language, state)
    return next((old for old, new in comparisons if new == state), None)


def _folded(view: PageView, old: State, new: State, level: int) -> Element:
    """Return a folded redline."""
    changes = view.releases.changes(view.page.language, old, new)
    details = Element("details", {"class": "changes"})
    title = view.labels["changes_summary"].format(old=old.name, new=new.name, count=len(changes))
    add_text(SubElement(details, "summary"), title)
    prefix = f"_{new.heading}-{new.correction}"
    details.append(
        html.redline(changes, view.labels, prefix=prefix, level=level)
        if changes
        else note("changed", view.labels["unchanged"])
    )
    return details


def comparison_page(view: PageView, state: State) -> list[Element]:
    """Return the content of the page that compares a released state with the one before it and with the last one."""
    (heading,) = view.page.clauses
    content = [_heading(1, heading.title, heading.id), _list([*_compared(view, state)], "edition"), *prevailing(view)]
    if state.correction:
        content += _corrections(view, view.releases.timeline(state.document), state)
    for old, new in view.releases.comparisons(view.page.language, state):
        content += _comparison(view, old, new, is_since=new != state)
    return content


def _comparison(view: PageView, old: State, new: State, *, is_since: bool) -> Iterator[Element]:
    changes = view.releases.changes(view.page.language, old, new)
    redline = html.redline(changes, view.labels, prefix=_SINCE if is_since else _BEFORE, level=3)
    yield _heading(2, view.labels["changes"].format(old=old.name, new=new.name), _SINCE if is_since else _BEFORE)
    if not changes:
        yield note("changed", view.labels["unchanged"])
        return
    titles = [view.labels["history_clause"].format(title=edit.clause.title.removesuffix(":")) for edit in changes]
    if is_since:
        clauses = [span(title) for title in titles]
    else:
        for section, edit in zip(redline, changes, strict=True):
            section.set("id", edit.clause.id)
        clauses = [link(title, f"#{edit.clause.id}") for title, edit in zip(titles, changes, strict=True)]
    for element, edit in zip(clauses, changes, strict=True):
        if edit.clause.shown_in:
            mark(element, edit.clause.shown_in)
    yield note("changed", view.labels["changed_clauses"], clauses=enumeration(clauses, view.labels["separator"]))
    yield redline


def _heading(level: int, text: str, element_id: str) -> Element:
    return add_text(Element(f"h{level}", id=element_id), text)


def _compared(view: PageView, state: State) -> Iterator[Element]:
    """Yield when the state that a page compares is in effect, and links to its text and to all versions."""
    yield _text_in_effect(view, view.releases.timeline(state.document), state)
    yield _state_link(view, state, view.labels["numbered_version"].format(version=state.name))
    yield from _history_link(view, state)


def _history_link(view: PageView, state: State | None) -> Iterator[Element]:
    """Yield a link to the history, and there to a version, if the site has one."""
    history = view.corpus.page(view.page.language, view.releases.history)
    if history:
        heading = state.heading if state and history.has_clause(state.heading) else ""
        yield link(view.labels["all_versions"], view.href(view.page.language, history.name, heading))


def _state_link(view: PageView, state: State, text: str, **attributes: str) -> Element:
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


def _date(view: PageView, day: datetime.date) -> Element:
    text = view.labels.date(day)
    date = Element("time", {"datetime": day.isoformat(), **language_attributes(text)})
    date.text = text
    return date
