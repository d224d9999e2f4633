"""Writes the guide for editors, with the languages and the pages of a site."""

from __future__ import annotations

from pathlib import Path

from policysite import corpus, site_labels
from policysite.config import sources
from policysite.corpus import Corpus, Page, Settings, files
from policysite.corpus.placeholders import PLACEHOLDER
from policysite.history.versions import heading_id
from policysite.languages import locale_of, nearest
from policysite.messages import language_of_workflows
from policysite.scaffold import pages, templates

_NEXT_VERSION = "1.1"


def write(settings: Settings) -> list[Path]:
    """Write the guide in each language of the site that has one, or else in English; return the files."""
    documents, _ = corpus.read(settings)
    labels, _ = site_labels.read(settings)
    policy = settings.privacy_policy or _versioned(documents)
    values = {
        "languages": [
            {
                "code": language,
                "name": pages.language_name(language),
                "version": labels[language]["numbered_version"].format(version=_NEXT_VERSION),
            }
            for language in settings.languages
        ],
        "policy": policy,
        "history": settings.history,
        "heading_id": heading_id(policy, _NEXT_VERSION),
        "partial": settings.partial,
    }
    available = pages.languages_with("guide.md")
    guides = {nearest(language, available): language for language in reversed(settings.languages)}
    guides.pop("", None)
    of_messages = language_of_workflows(settings.root / settings.config)
    written = []
    for guide, language in (guides or {pages.FALLBACK: documents.original}).items():
        path = settings.editorial(f"guide.{guide}.md")
        template = templates.FOLDER / "texts" / guide / "guide.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        own = {
            "pages": _pages(settings, documents, language),
            "messages": "" if of_messages == guide else locale_of(guide).languages[of_messages],
        }
        files.write(path, templates.rendered(template, {**values, **own}).encode())
        written.append(path)
    return sorted(written)


def _versioned(documents: Corpus) -> str:
    """Return the name of the first document with versions; empty if there is none."""
    return next((page.name for page in documents.pages() if page.front_matter.version is not None), "")


def _pages(settings: Settings, documents: Corpus, language: str) -> list[dict[str, str]]:
    """Return the name of each document, in the order of the menu, and its title in a language."""
    configuration = sources.read(settings.root / settings.config).values()
    listed = [entry.value.removesuffix(".md") for source in configuration for entry in sources.menu_entries(source)]
    names = [name for name in dict.fromkeys([*listed, *sorted(documents.documents)]) if name in documents.documents]
    return [{"name": name, "title": _title(documents.page(language, name)) or name} for name in names]


def _title(page: Page | None) -> str:
    """Return the title of a page; empty if it is still to be written."""
    title = page.front_matter.title if page is not None else ""
    return "" if PLACEHOLDER.fullmatch(title) else title
