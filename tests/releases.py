"""Releases of the documents of test sites."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from policysite import corpus
from policysite.corpus import Settings
from policysite.history import release, versions
from policysite.rulebook.examples import Example

from tests import example_site
from tests.project import put

DAY = datetime.date(2026, 11, 22)
_HISTORY = (
    "---\ntitle: {0}\ndescription: {0}.\n---\n\n# {0} {{ #history }}\n\n"
    "## 1.1 {{ #privacy-1-1 }}\n\nLonger & better.\n\n## 1.0 {{ #privacy-1-0 }}\n\nThe first one.\n"
)
_REASONS = {"ru": "Опечатка в переводе.", "en": 'A "misprint".'}


def release_all(settings: Settings, day: datetime.date = DAY) -> None:
    """Release the current version of every document that has one in all languages, unless it is released."""
    pages, _ = corpus.read(settings)
    states, _ = versions.read(settings)
    for document in pages.documents.values():
        metadata = [page.front_matter for page in document.pages.values()]
        if document.pages.keys() == set(settings.languages) and all(each.effective_date for each in metadata):
            state = versions.next_state(document, (), day)
            if state.name not in {each.name for each in states.get(document.name, ())}:
                release.write(document, state, settings)


def site_with_versions(folder: Path) -> Settings:
    """Write a site with versions of its policy: 1.0, a correction of the translation, and 1.1 ahead of its day."""
    example_site.write({}, Example({}, settings={"history": "changes"}), folder)
    for language, title in (("ru", "Изменения"), ("en", "Changes")):
        put(folder / "docs" / language / "changes.md", _HISTORY.format(title))
    settings = example_site.settings(folder)
    release_text(settings, "1.0", DAY, after(2), text("30"))
    corrected = text("30") | {"en": "We keep the data for 30 days."}
    release_text(settings, "1.0", DAY, after(5), corrected, _REASONS)
    release_text(settings, "1.1", after(100), after(60), text("90", "\n\n## New { #new }\n\nA new one."))
    return settings


def after(days: int) -> datetime.date:
    """Return the day so many days after the first one."""
    return DAY + datetime.timedelta(days)


def text(days: str, more: str = "") -> dict[str, str]:
    """Return the text of the policy in each language."""
    return {"ru": f"Мы храним данные {days} дней.{more}", "en": f"We keep data for {days} days.{more}"}


def write(settings: Settings, version: str, effective: datetime.date, texts: Mapping[str, str]) -> None:
    """Write a version of the policy with these texts below its title."""
    for language, written in texts.items():
        metadata = f'title: Policy\ndescription: A policy.\nversion: "{version}"\neffective_date: {effective}'
        page = f"---\n{metadata}\n---\n\n# Policy {{ #privacy }}\n\n{written}\n"
        put(settings.docs / language / "privacy.md", page)


def release_text(
    settings: Settings,
    version: str,
    effective: datetime.date,
    released: datetime.date,
    texts: Mapping[str, str],
    reasons: Mapping[str, str] = {},
) -> None:
    """Release a version of the policy with these texts below its title; with reasons, as a correction."""
    write(settings, version, effective, texts)
    pages, _ = corpus.read(settings)
    states, _ = versions.read(settings)
    document = pages.documents["privacy"]
    state = versions.next_state(document, states.get("privacy", ()), released, reasons)
    release.write(document, state, settings)
