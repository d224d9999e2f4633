"""The files for programs: the web app manifest and the feed of a language, and its pages with a version as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from policysite.corpus.destinations import DOCUMENT_DATA
from policysite.history.document_data import document_data, versions_data
from policysite.history.feed import feed
from policysite.history.versions import NAME
from policysite.site.content import Content
from policysite.site.structured_data import web_manifest


def data_files(content: Content, language: str, site_name: str, icon: str) -> Iterator[tuple[str, str, str]]:
    """Yield the path below the folder of the site, the text and the source of each file of a language."""
    pages, settings, releases = content.corpus, content.settings, content.releases
    home = content.home(language)
    manifest = json.dumps(web_manifest(home, site_name, icon), ensure_ascii=False)
    yield home.web_manifest, manifest, settings.config
    if home.feed:
        text = feed(pages, releases.timelines, settings, home.labels, site_name, releases.changes)
        yield home.feed, text, settings.relative_path(settings.editorial(NAME))
    for document in dict.fromkeys([*pages.documents, *releases.timelines]):
        timeline = releases.timeline(document)
        versions = versions_data(language, timeline, pages, settings)
        for name in (document, *(state.page_name for state in timeline.states)):
            page = pages.page(language, name)
            if page and page.front_matter.version and not page.is_untranslated:
                data = document_data(page, timeline, versions, pages, settings)
                path = settings.urls.beside(language, name, DOCUMENT_DATA)
                yield path, f"{json.dumps(data, ensure_ascii=False)}\n", page.path
