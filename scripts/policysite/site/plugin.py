"""Handlers of MkDocs events, which call functions that do not depend on MkDocs events.

static-i18n builds the original first. Then, in its own `on_post_build`, it runs a complete build for each translation:
one pass for each language. Its handlers have the priority -100; ours that need the language of the pass run after them.
We call that `on_post_build` ourselves, in a copy of the process: the translations are built beside the original.

MkDocs imports this module whenever it loads `mkdocs.yml`, for the checks too. So modules that only a build needs are
imported where they are used.
"""

from __future__ import annotations

import gc
import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, PluginCollection, event_priority

from policysite import build_manifest
from policysite.build_manifest import PublishedFile
from policysite.config import permitted
from policysite.config.loader import check, settings_of
from policysite.config.options import PolicyConfig
from policysite.config.run_language import messages_of_run
from policysite.config.supported_extensions import changes_parsed_pages
from policysite.corpus.destinations import SEARCH_INDEX, SITEMAP, STYLE_SHEET
from policysite.errors import ToolError
from policysite.findings.text import as_text
from policysite.parallel import Task
from policysite.site import mkdocs_log
from policysite.site.errors import SiteError, errors_of_site
from policysite.site.published import TEXT, Published, complete, convert_first, language_and_name, shared_files

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.base import ConfigErrors, ConfigWarnings
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from policysite.corpus import Corpus
    from policysite.findings import Finding
    from policysite.site.search import SearchIndex
    from policysite.site.view import PageView

_BEFORE_I18N = 100
_AFTER_I18N = -200
# Most objects live to the end of a build; to look for garbage among them takes a twentieth of its time.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000

_log = logging.getLogger(f"{mkdocs.__name__}.plugins.policy")


class PolicyPlugin(BasePlugin[PolicyConfig]):
    """Publishes the corpus, or nothing at all if anything is wrong: then its events raise a `SiteError`.

    `pages` and `warnings` are the result of a build.
    """

    def __init__(self) -> None:
        self._live_reload = False
        self._changed_pages_only = False
        self._search: SearchIndex | None = None
        self._translations: Task[Published] | None = None

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The warnings about the site that was built."""
        return self._content.warnings

    @property
    def pages(self) -> Corpus:
        """The pages of the site that was built, as they are written."""
        return self._content.written

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Refuse a configuration before MkDocs imports its hooks, which it does after it has loaded the plugins."""
        if config_file_path is not None:
            with errors_of_site(MkDocsConfig(config_file_path=config_file_path)):
                check(Path(config_file_path))
        return super().load_config(options, config_file_path)

    def on_startup(self, command: str, dirty: bool) -> None:
        """Remember how MkDocs was called, and leave out what it would log at every build of a correct site."""
        gc.freeze()
        gc.set_threshold(max(gc.get_threshold()[0], _OBJECTS_BETWEEN_COLLECTIONS))
        mkdocs_log.leave_out_noise()
        self._live_reload = command == "serve"
        self._changed_pages_only = dirty

    @event_priority(_BEFORE_I18N)
    def _prepare_i18n(self, config: MkDocsConfig) -> None:
        """Put the original first, or static-i18n builds it twice; remove features of Material, of which it warns."""
        config.theme["features"] = []
        if i18n := config.plugins.get("i18n"):
            i18n.config.languages.sort(key=lambda language: not language.default)

    @event_priority(_AFTER_I18N)
    def _prepare_pass(self, config: MkDocsConfig) -> None:
        """Prepare a pass, and before the first one read the content."""
        i18n: Any = config.plugins.get("i18n")
        # No template of the site is used, and none of Material, of which MkDocs would copy 14,000 icons, too.
        config.theme.dirs[:] = [str(build_manifest.THEME)]
        if i18n is None or not i18n.building:
            self._begin(config)
        self._language: str = i18n.current_language
        config.site_url = self._content.settings.url
        # MkDocs declares them as names, but passes them to Python-Markdown, which accepts names and extensions.
        extensions: list[Any] = config.markdown_extensions
        extensions[:] = [*filter(changes_parsed_pages, extensions), self._annotations]

    on_config = CombinedEvent(_prepare_i18n, _prepare_pass)

    def _begin(self, config: MkDocsConfig) -> None:
        from policysite.corpus.time_limit import SHARE_IN_BUILD, StepLimit
        from policysite.output_check import pagefind
        from policysite.site import reading

        if config.theme.name != permitted.THEME:
            raise SiteError(ToolError("theme_missing"), config)
        with errors_of_site(config):
            settings = settings_of(config)
            with StepLimit(settings, share=SHARE_IN_BUILD).enforced():
                pages = reading.read(settings, config.theme)

                from policysite.site import content
                from policysite.site.annotations import Annotations

                self._content = content.read(pages, config)
        self._rendering = StepLimit(self._content.settings)
        self._rendering.start()
        if self.warnings:
            # Not a warning of MkDocs, which would end a strict build.
            _log.info(as_text(self.warnings, messages_of_run(Path(config.config_file_path))))
        self._annotations = Annotations()
        self._published = Published()
        self._translations = None
        # Called by _build_translations instead.
        config.plugins.events["post_build"].remove(config.plugins["i18n"].on_post_build)
        _remove_search(config.plugins)
        self._search = None
        if not (self._changed_pages_only or self._live_reload):
            pagefind.prepare(self._content.settings.languages)

    @event_priority(_BEFORE_I18N)
    def _collect_shared(self, files: Files, config: MkDocsConfig) -> Files:
        """Remember the files of no language."""
        self._shared = shared_files(files, self._content, config)
        return files

    @event_priority(_AFTER_I18N)
    def _add_shared(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages and the files that have no file of their own, and the shared files."""
        from policysite.site.theme_files import minify, theme_files

        # (A build of the changed pages alone has not converted the texts that stand beside each other.)
        names = self._content.made_pages(self._language, with_original=not self._changed_pages_only)
        complete(files, self._shared, (f"{self._language}/{name}.md" for name in names), config)
        minify(files, config.docs_dir)
        self._theme_files = theme_files(config.theme, files, self._content.settings)
        self._published.place(files, self._content, config.site_dir)
        source = self._source(self._theme_files.source)
        self._published.add_file(STYLE_SHEET, self._theme_files.style_sheet, source, files, config)
        return files

    on_files = CombinedEvent(_collect_shared, _add_shared)

    def _source(self, path: Path) -> str:
        return build_manifest.source_name(path, self._content.settings)

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str:
        """Return a text in place of a page, so that MkDocs does not read it: the corpus has done so already."""
        return TEXT

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Set the page that is annotated next, tell MkDocs its title, and return the text in its place."""
        with errors_of_site(config):
            self._rendering.check()
        self._begin_translations(config)
        self._annotations.view = self._view(page)
        self._annotations.tree = self._content.trees.pop(self._annotations.view.page.subject, None)
        page.meta["title"] = self._annotations.view.page.front_matter.title
        changed = self._annotations.view.changed
        if changed is not None:
            page.update_date = changed.isoformat()
        return TEXT

    @event_priority(_AFTER_I18N)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Remember the navigation of a pass."""
        self._nav = nav  # its titles are complete when all pages are read
        convert_first(files, self._content.shown_originals)  # so that building the translations can begin early

    def _begin_translations(self, config: MkDocsConfig) -> None:
        """Begin to build the translations beside the original, once all of it that they show is converted."""
        are_possible = self._is_first_pass and self._annotations.texts.keys() >= self._content.shown_originals
        if are_possible and self._translations is None:
            self._translations = Task(partial(self._build_translations, config))

    def _build_translations(self, config: MkDocsConfig) -> Published:
        config.plugins["i18n"].on_post_build(config=config)
        return self._published

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Set up the templates of a pass, and what is the same on all of its pages; add the files for programs.

        The search index is begun here, while pages are built.
        """
        from policysite.site import templates
        from policysite.site.additions import Additions
        from policysite.site.data_files import data_files
        from policysite.site.menu import menu, policy_link
        from policysite.site.search import SearchIndex

        content, language = self._content, self._language
        if self._is_first_pass and not self._changed_pages_only:
            self._search = SearchIndex(content.corpus.pages(), content.settings.urls)
        home = content.home(language)
        hidden = {home.urls.path(language, name) for name in content.untranslated(language)}
        self._menu = menu(self._nav, config.site_name, policy_link(home), hidden)
        policy = content.view(language, home.privacy_policy.name) if home.privacy_policy else None
        additions = Additions(content.settings, language)
        templates.set_up(env, templates.variables(self._theme_files, home, policy, additions))
        for path, text, source in data_files(content, language, config.site_name, self._theme_files.icon):
            self._published.add_file(path, text, source, files, config)
        return env

    # (The type that MkDocs declares for the context has its own variables only, but plugins may add others.)
    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Pass the page to its template as `view`, and what is around it."""
        from policysite.site.structured_data import structured_data
        from policysite.site.version_notes import printed_edition

        view = self._view(page)
        return context | {
            "view": view,
            "structured_data": structured_data(view),
            "edition": printed_edition(view),
            "menu": self._menu.at(*view.current_link),
        }

    def on_template_context(self, context: Any, template_name: str, config: MkDocsConfig) -> Any:
        """Pass the home pages to the 404 page, and pages to the sitemap: templates that render no page."""
        homes = [self._content.home(language) for language in self._content.corpus.languages]
        is_sitemap = self._is_first_pass and template_name == SITEMAP
        pages = [view for view in self._content.views() if view.is_indexed] if is_sitemap else []
        return context | {"view": homes[0], "homes": homes, "pages": pages, "menu": self._menu}

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Finish a page."""
        return self._finished(output, config)

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        """Write these files in the first pass only, or each language would overwrite them."""
        if not self._is_first_pass:
            return ""
        source = self._source(build_manifest.THEME / template_name)
        for name in (template_name, f"{template_name}.gz"):
            self._published.files[name] = PublishedFile(source)
        if template_name == SITEMAP:
            return output_content
        return self._finished(output_content, config)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the files that depend on all pages, when the last page of the last language is written.

        A build of the changed pages alone does not write them: the old manifest shows that the site is outdated.
        """
        if not self._is_first_pass:
            return
        from policysite.output_check.check import SiteCheck

        settings, site = self._content.settings, Path(config.site_dir)
        output_check = SiteCheck(site, settings)
        if self._translations:
            is_checked = self._search is not None and not self._live_reload
            own = self._published.files.items() if is_checked else ()
            pages = {path: file.indexed for path, file in own if file.page}
            self._published.files |= self._translations.result(output_check.check_pages(pages)).files
        else:
            self._build_translations(config)
        self._content.trees.clear()  # the copy has rendered those of the translations
        if self._search is None:
            return
        with errors_of_site(config):
            self._search.write(site / SEARCH_INDEX)
            build_manifest.write(site, settings.url, self._content.inputs, self._published.files)
            if not self._live_reload:  # which adds a script to each page
                output_check.refuse(self._content.problems)

    def on_build_error(self, error: Exception) -> None:
        """Stop what is made beside the original for a site that could not be built."""
        if self._translations is not None:
            self._translations.stop()
        if self._search is not None:
            self._search.discard()

    def _finished(self, html: str, config: MkDocsConfig) -> str:
        from policysite.output_check.csp import inline_scripts, inline_style_sheets
        from policysite.site.csp import secured
        from policysite.site.css import of_classes

        styles = of_classes(inline_style_sheets(), html)
        with errors_of_site(config):
            return secured(html, inline_scripts(), styles, live_reload=self._live_reload)

    @property
    def _is_first_pass(self) -> bool:
        return self._language == self._content.corpus.original

    def _view(self, page: Page) -> PageView:
        return self._content.view(*language_and_name(page.file))


def _remove_search(plugins: PluginCollection) -> None:
    """Remove Material's search, or MkDocs' own, which would make an index that no page uses."""
    unused = [plugins.pop(name) for name in [*plugins] if permitted.is_search(name)]
    for methods in plugins.events.values():
        methods[:] = [each for each in methods if getattr(each, "__self__", None) not in unused]
