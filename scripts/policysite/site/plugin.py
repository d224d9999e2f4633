"""The events of MkDocs, each handed to a function that knows nothing of MkDocs.

static-i18n builds the original first and then, inside its own `on_post_build`, each translation by a whole further
build. Its handlers have the priority -100; ours that must know the language of the pass come after them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from rcssmin import cssmin
from rjsmin import jsmin

from policysite import approvals, corpus
from policysite import messages as policysite_messages
from policysite.corpus.urls import PageUrls
from policysite.findings.text import as_text
from policysite.site.annotations import Annotations
from policysite.site.config import PolicyConfig
from policysite.site.csp import PLACEHOLDER, ForeignScriptError, secured
from policysite.site.css import THEME_SHEET, css_string, first_in, reduced
from policysite.site.dates import last_changes
from policysite.site.prose import prose
from policysite.site.search import Record, SearchIndexError, write_index
from policysite.site.structured_data import manifest, structured_data
from policysite.site.view import PageView

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

_BEFORE_I18N = 100
_AFTER_I18N = -200
_NOT_FOUND = "404.html"
_PARTIALS = "partials/"
_STYLESHEET = "assets/site.css"
_SCRIPTS = "assets/*.js"
# The templates, style sheet and scripts that every site gets.
_THEME = str(Path(__file__).parents[1] / "theme")


class PolicyPlugin(BasePlugin[PolicyConfig]):
    """Publishes the corpus, or nothing at all where it is not known to be right."""

    def __init__(self) -> None:
        self._annotations = Annotations()
        self._serving = False
        self._site_names: dict[str, str] = {}
        self._texts: dict[str, Mapping[str, str]] = {}

    def on_startup(self, command: str, dirty: bool) -> None:
        """Annotations whether the site is served with live reload."""
        self._serving = command == "serve"

    @event_priority(_AFTER_I18N)
    def on_config(self, config: MkDocsConfig) -> None:
        """Reads the corpus once a build, before anything is written."""
        if "i18n" not in config.plugins:
            raise PluginError("The plugin policy needs the plugin i18n: add it before policy in mkdocs.yml.")
        if not (config.site_url or "").startswith(("https://", "http://")):
            raise PluginError("The plugin policy needs the address of the site: set site_url in mkdocs.yml.")
        _add_theme(config)
        i18n: Any = config.plugins["i18n"]
        self._language: str = i18n.current_language
        if self._language == i18n.default_language:
            self._read(config)
        self._site_names[self._language] = config.site_name
        # MkDocs types them as names, and hands them to Python-Markdown, which takes names and extensions.
        extensions: list[Any] = config.markdown_extensions
        if self._annotations not in extensions:
            extensions.append(self._annotations)

    def _read(self, config: MkDocsConfig) -> None:
        settings = corpus.Settings.of(config)
        self._corpus, findings = corpus.read(settings)
        path = settings.editorial(approvals.NAME)
        approved, faults = approvals.read(path, settings.relative_path(path))
        findings += faults
        try:
            self._messages = {language: policysite_messages.messages_in(language) for language in settings.languages}
        except policysite_messages.UnknownLocaleError as error:
            raise PluginError(str(error)) from error
        if findings:
            messages = self._messages.get(self.config.messages or "") or policysite_messages.from_environment(
                self._corpus.original
            )
            raise PluginError(f"The pages cannot be published:\n{as_text(findings, messages)}")
        i18n = config.plugins["i18n"].config
        self._names = {language.locale: language.name for language in i18n.languages}
        self._addresses = PageUrls(config.site_url or "/", self._corpus.original, config.use_directory_urls)
        self._unapproved = approvals.unapproved(self._corpus, approved)
        changes = last_changes(settings.root)
        self._changes = {
            page.path: page.front_matter.effective_date or changes.get(page.path) for page in self._corpus.pages()
        }

    @event_priority(_BEFORE_I18N)
    def _sort_out(self, files: Files, config: MkDocsConfig) -> Files:
        """Leaves the theme's own files out, and notes those of ours that belong to no language."""
        ours = {config.docs_dir, config.theme.custom_dir, _THEME}
        for file in list(files):
            if file.src_dir not in ours or file.src_uri.startswith(_PARTIALS):
                files.remove(file)
        self._shared = [
            file
            for file in files
            if file.src_uri.split("/")[0] not in self._corpus.languages and not file.is_documentation_page()
        ]
        return files

    @event_priority(_AFTER_I18N)
    def _restore_shared(self, files: Files, config: MkDocsConfig) -> Files:
        """Gives translations the shared files, which static-i18n leaves to the original."""
        for file in self._shared:
            if file.src_uri not in files.src_uris:
                files.append(file)
        return files

    on_files = CombinedEvent(_sort_out, _restore_shared)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Has the templates escape what they print, write strings of CSS, and leave no trace of their indentation."""
        env.autoescape = True
        env.trim_blocks = env.lstrip_blocks = True
        # Letters as they are, in half the bytes; what could end a script is escaped all the same.
        env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        env.filters["css_string"] = lambda text: Markup(css_string(text))  # noqa: S704  (escaped there)
        self._scripts = [
            env.get_template(name).render() for name in env.list_templates(["js"]) if name.startswith(_PARTIALS)
        ]

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Says which page is rendered next."""
        self._annotations.view = self._view(page)
        changed = self._annotations.view.changed
        if changed is not None:
            page.update_date = changed.isoformat()

    @event_priority(_AFTER_I18N)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Refuses a menu that the templates cannot show.

        Raises:
            PluginError: the menu has sections or links to elsewhere.
        """
        for item in nav.items:
            if not item.is_page:
                raise PluginError(f"The menu is one list of pages: take “{item.title}” out of nav in mkdocs.yml.")

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Annotations what the clauses say."""
        self._texts[page.file.src_uri] = prose(html)

    def on_page_context(self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Any) -> TemplateContext:
        """Gives the templates of a page what they may ask of it, as `view`."""
        view = self._view(page)
        data = structured_data(view, self._texts[page.file.src_uri])
        # (MkDocs types the context as what it puts in itself; its documentation invites plugins to add to it.)
        context.update(view=view, structured_data=data, content_security_policy=PLACEHOLDER)  # type: ignore[call-arg]
        return context

    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Gives the templates that are no pages, the 404 page and the sitemap, all pages and the home page."""
        views = [self._view_of(page) for page in self._corpus.pages()]
        homes = self._homes()
        # (As above.)
        context.update(  # type: ignore[call-arg]
            view=homes[0], homes=homes, pages=views, content_security_policy=PLACEHOLDER
        )
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Seals the page."""
        return self._secured(output)

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        """Seals the 404 page, and keeps it to the pass of the original, or each language would overwrite it."""
        if template_name != _NOT_FOUND:
            return output_content
        if self._language != self._corpus.original:
            return ""
        return self._secured(output_content)

    @event_priority(_AFTER_I18N)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Writes what depends on all pages of all languages, when the last of them is written."""
        i18n: Any = config.plugins["i18n"]
        if i18n.building:
            return
        site = Path(config.site_dir)
        pages = [path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))]
        own = first_in(config.theme.dirs, _STYLESHEET)
        sheet = reduced(first_in(config.theme.dirs, THEME_SHEET), pages, beside=own) + own
        (site / _STYLESHEET).write_text(cssmin(sheet), encoding="utf-8")
        for script in site.glob(_SCRIPTS):
            script.write_text(jsmin(script.read_text(encoding="utf-8")), encoding="utf-8")
        for home in self._homes():
            data = manifest(home, self._site_names[home.page.language], str(config.theme["favicon"]))
            (site / home.manifest).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        if len(self._texts) < len(list(self._corpus.pages())):
            return  # a build of the changed pages alone, of which the search index cannot be made
        try:
            write_index(self._records(), site / "pagefind")
        except SearchIndexError as error:
            raise PluginError(str(error)) from error

    def _records(self) -> Iterator[Record]:
        for page in self._corpus.pages():
            texts = self._texts[f"{page.language}/{page.name}.md"]
            path = self._addresses.path(page.language, page.name)
            for clause in page.clauses:
                # A list of links says nothing that is not said where they lead.
                if texts[clause.id]:
                    where = f"{path}#{clause.id}"
                    yield Record(page.language, where, clause.title, page.front_matter.title, texts[clause.id])

    def _homes(self) -> list[PageView]:
        return [self._view_of(page) for page in self._corpus.documents[corpus.HOME].pages.values()]

    def _secured(self, html: str) -> str:
        try:
            return secured(html, self._scripts, live_reload=self._serving)
        except ForeignScriptError as error:
            raise PluginError(f"A page holds a script that is not the site's own: {error}") from error

    def _view(self, page: Page) -> PageView:
        language, _, name = page.file.src_uri.removesuffix(".md").partition("/")
        return self._view_of(self._corpus.documents[name].pages[language])

    def _view_of(self, page: corpus.Page) -> PageView:
        return PageView(
            page=page,
            corpus=self._corpus,
            addresses=self._addresses,
            messages=self._messages[page.language],
            names=self._names,
            changed=self._changes[page.path],
            unapproved=self._unapproved.get(page.path, {}),
        )


def _add_theme(config: MkDocsConfig) -> None:
    """Put the package's theme after the site's `custom_dir` and before all others, static-i18n's sitemap included."""
    first = [folder for folder in (config.theme.custom_dir, _THEME) if folder]
    config.theme.dirs[:] = [*first, *(folder for folder in config.theme.dirs if folder not in first)]
