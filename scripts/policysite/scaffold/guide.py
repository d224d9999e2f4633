"""The guides for editors, with the languages and the pages of a site."""

from __future__ import annotations

from policysite import site_labels
from policysite.config.run_language import language_of_workflows
from policysite.corpus import Corpus, Settings
from policysite.history import versions
from policysite.history.release_advice import history_title, is_only_document
from policysite.history.versions import heading_id
from policysite.languages import locale_of
from policysite.scaffold import pages, templates
from policysite.scaffold.page_table import page_table

_NEXT_VERSION = "1.1"


def texts(settings: Settings, documents: Corpus) -> dict[str, str]:
    """Return the guide to a site with these documents in each language that editors read, by its path."""
    labels, _ = site_labels.read(settings)
    example = settings.privacy_policy or next((document.name for document in documents.versioned), "")
    states, _ = versions.read(settings)
    is_only = is_only_document(documents, states)
    values = {
        "languages": [
            {"code": each, "version": history_title(page, _NEXT_VERSION, labels[each], is_only=is_only)}
            for each, page in documents.pages_of(example).items()
        ],
        "example": example,
        "history": settings.history,
        "heading_id": heading_id(example, _NEXT_VERSION),
        "partial": settings.has_partial_translations,
    }
    of_messages = language_of_workflows(settings.root / settings.config)
    guides = {}
    for language in pages.languages_of_editors(settings.languages, "guide.md", settings.editorial(""), "guide.*.md"):
        path = settings.editorial(f"guide.{language}.md")
        own = {
            "page_table": page_table(settings, documents, language, path),
            "messages": "" if of_messages == language else locale_of(language).languages[of_messages],
        }
        template = templates.FOLDER / "texts" / language / "guide.md"
        guides[settings.relative_path(path)] = templates.rendered(template, {**values, **own})
    return guides
