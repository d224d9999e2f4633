"""The additions of the site's own look, as pages show them."""

from __future__ import annotations

import posixpath

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from mkdocs.utils import normalize_url

from policysite.config.own_look import shown_additions
from policysite.corpus import Settings
from policysite.corpus.character_references import unescape
from policysite.corpus.relative_links import is_relative
from policysite.corpus.urls import PAGE_SUFFIX
from policysite.output_check.tags import with_addresses


class Additions:
    """The additions that the pages of a language show.

    Called in a template with the name of a place, it returns the HTML for the page; empty if there is none.
    """

    def __init__(self, settings: Settings, language: str) -> None:
        self._urls = settings.urls
        self._language = language
        self._texts = shown_additions(settings, language)

    @pass_context
    def __call__(self, context: Context, place: str) -> Markup:
        """Return the addition at a place, in which the paths of pages and files are relative to the page."""

        def changed(written: str) -> str:
            address = unescape(written)
            if not is_relative(address):
                return written
            return str(escape(normalize_url(self._path(address), context["page"], context["base_url"])))

        # (Nothing else is changed: the output check refuses HTML that an addition must not have.)
        return Markup(with_addresses(self._texts.get(place, ""), changed))  # noqa: S704

    def _path(self, address: str) -> str:
        """Return the path below the root of the site for an address, in which a page is named by its file."""
        path, sign, fragment = address.partition("#")
        if path.endswith(PAGE_SUFFIX):
            path = self._urls.path(self._language, posixpath.normpath(path).removesuffix(PAGE_SUFFIX))
        return f"{path}{sign}{fragment}"
