"""When a version is in effect, in words that stay true if the site is never built again: they name the days."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TypeAlias
from xml.etree.ElementTree import Element

from policysite.history.timeline import NEVER_IN_EFFECT, Effect
from policysite.history.versions import ReleasedState
from policysite.languages.label_elements import enumeration, span
from policysite.languages.labels import Labels, language_attributes

# Returns a text about a released state, as a link to it where there are links.
StateLink: TypeAlias = Callable[[ReleasedState, str], Element]


def in_effect(effect: Effect, labels: Labels, link: StateLink) -> Element:
    """Return when a version is in effect, what applies until then, and what is to come; other versions are links."""

    def named(state: ReleasedState) -> Element:
        return link(state, labels["named_version"].format(version=state.version))

    parts = {"first": dated(effect.period.first, labels)}
    if effect.period.last:
        parts["last"] = dated(effect.period.last, labels)
    if effect.next:
        is_number = effect.label == NEVER_IN_EFFECT
        parts["next"] = link(effect.next, effect.next.version) if is_number else named(effect.next)
        parts["date"] = dated(effect.next.effective_date, labels)
    before = [named(state) for state, _ in effect.before]
    if len(before) > 1:
        before = [
            span(
                labels["version_in_period"],
                version=name,
                first=dated(period.first, labels),
                last=dated(period.last or period.first, labels),
            )
            for name, (_, period) in zip(before, effect.before, strict=True)
        ]
    parts["before"] = enumeration(before, labels["separator"])
    return span(labels[effect.label], **parts)


def dated(day: datetime.date, labels: Labels) -> Element:
    """Return a day in words."""
    text = labels.date(day)
    element = Element("time", {"datetime": day.isoformat(), **language_attributes(text)})
    element.text = text
    return element
