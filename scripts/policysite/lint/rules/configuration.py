"""The configuration: texts that a language lacks, the menu, options without effect, and the icon."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import yaml

from policysite import files
from policysite.config import palette, permitted, sources
from policysite.config.sources import ConfigSource
from policysite.corpus import subjects
from policysite.corpus.attributes import LANGUAGE
from policysite.corpus.invisible import is_blank
from policysite.corpus.link_rules import MENU_PAGE_MISSING
from policysite.corpus.part_names import words_of
from policysite.corpus.settings import LABELS
from policysite.corpus.suggestions import NameSuggestions
from policysite.corpus.url_safety import AddressKind, address_kind, shown
from policysite.corpus.urls import is_reserved, parts_of
from policysite.corpus.urls import site_url as normalized_url
from policysite.files import IMAGE_TYPES
from policysite.files.yaml_nodes import NULL_TAG, TEXT_TAG, position
from policysite.findings import Severity
from policysite.lint.context import Context
from policysite.lint.other_texts import configured
from policysite.lint.rule import Hit, hit_at, site_check, site_rule
from policysite.output_check.elements import MAX_MENU_LEVELS
from policysite.output_check.tags import attributes_of, split

# The tags of a link, which is all that the copyright may have.
_LINK, _LINK_END = re.compile(r"<a(?=\s)"), re.compile(r"</a\s*>")
_REQUIREMENTS = "requirements.txt"
# A line of pip with an absolute path, perhaps after the name of its package or after an option.
_LOCAL_REQUIREMENT = re.compile(r"(?:[^#]*(?:\s|@|=))?(?P<path>file:\S+|/\S+|[a-z]:[\\/]\S+)", re.IGNORECASE)
# Shown on every page. MkDocs has them once; each language has its own.
_SHOWN = ("site_name", "copyright")
# Options of MkDocs and of a language that only the templates of other themes use.
_UNUSED = (*permitted.WITHOUT_EFFECT, "site_author", "site_description", "link", "fixed_link")
_USED_BY_THEME = ("name", "custom_dir", "favicon", "logo")
# Material's search, whose results only its templates show.
_UNUSED_PLUGINS = (permitted.SEARCH, f"material/{permitted.SEARCH}")


@site_rule(Severity.WARNING)
def language_option_missing(context: Context) -> Iterator[Hit]:
    """A language lacks a text that is on every page, so that its readers see that of another language, or none."""
    built = list(context.built_languages())
    for option in _SHOWN:
        shared = any(_is_set(value) for _, value in context.configured(option))
        if not shared and not any(_is_set(language.get(option)) for _, language in built):
            continue  # no page shows it
        for source, language in built:
            locale = language["locale"]
            is_that_of_the_site = shared and locale.value == context.settings.languages[0]
            if not is_that_of_the_site and not _is_set(language.get(option)):
                yield _hit(source, locale, language=locale.value, option=option)


@site_rule(Severity.WARNING)
def menu_title_untranslated(context: Context) -> Iterator[Hit]:
    """A language has no translation of a title in the menu, so that its readers see it as in the original."""
    translations = {
        language["locale"].value: {str(key.value) for key, _ in sources.pairs(language.get("nav_translations"))}
        for _, language in context.built_languages()
        if language["locale"].value != context.settings.languages[0] and not _is_set(language.get("nav"))
    }
    for source, nav in context.configured("nav"):
        for title, path in sources.menu_titles(nav):
            missing = [
                language
                for language, known in translations.items()
                if title.value not in known and _is_in_menu(path, language, context)
            ]
            if missing:
                yield _hit(source, title, title=title.value, languages=", ".join(missing))


@site_rule(Severity.WARNING)
def menu_translation_unused(context: Context) -> Iterator[Hit]:
    """A language translates a title that is not in the menu, such as a mistyped one or that of a deleted page."""
    shared = [nav for _, nav in context.configured("nav") if _is_set(nav)]
    for source, language in context.built_languages():
        own = [language["nav"]] if "nav" in language else []
        titles = {str(title.value) for nav in (*shared, *own) for title, _ in sources.menu_titles(nav)}
        # (A menu that is made of the folders has their names.)
        similar = NameSuggestions(titles)
        for key, _ in sources.pairs(language.get("nav_translations")) if shared or own else ():
            if key.value not in titles:
                suggestions = similar.to(str(key.value))
                yield _hit(source, key, title=key.value, language=language["locale"].value, suggestions=suggestions)


def _is_in_menu(path: str, language: str, context: Context) -> bool:
    """True if the menu of a language has an entry with this path: pages that are not translated are left out."""
    document = context.corpus.documents.get(posixpath.normpath(path).removesuffix(".md"))
    return document is None or not context.settings.has_partial_translations or language in document.pages


@site_check(MENU_PAGE_MISSING)
def menu_page_missing(context: Context) -> Iterator[Hit]:
    """The menu names a page that does not exist."""
    known = frozenset(f"{name}.md" for name in context.corpus.documents)
    similar = NameSuggestions(known)
    for source in context.config_sources:
        for _, entry in sources.menu_entries(*sources.menus(source)):
            path, parts = _path(entry.value), parts_of(entry.value)
            # (MkDocs compares what is written, with what follows the path, and follows no step upwards.)
            is_known = PurePosixPath(entry.value).as_posix() in known
            if path.suffix == ".md" and not is_known and parts is not None and not parts.scheme:
                rests_on = subjects.pages(context.corpus.languages, str(path.with_suffix("")))
                breaks = frozenset({subjects.address(entry.value)})  # each page has it as a link
                params = {"name": entry.value, "suggestions": similar.to(str(path))}
                yield _hit(source, entry, rests_on=rests_on, breaks=breaks, **params)


@site_rule(suppressible=False)
def menu_url_unsafe(context: Context) -> Iterator[Hit]:
    """The menu links to an address that runs code, is not encrypted, is not of the site or hides where it leads."""
    for source in context.config_sources:
        for _, entry in sources.menu_entries(*sources.menus(source)):
            kind = address_kind(entry.value)
            path = _path(entry.value)
            is_page = path.suffix == ".md" and path.parts[0] != ".."  # `menu-page-missing` finds those that are missing
            is_of_host = kind in (AddressKind.RELATIVE, AddressKind.ABSOLUTE)
            is_lost = is_of_host and not is_page and path not in context.attachments
            if is_lost or kind in (AddressKind.UNSAFE, AddressKind.DISGUISED):
                pages = subjects.pages(context.corpus.languages, entry.value.removesuffix(".md"))
                yield _hit(source, entry, rests_on=pages, address=shown(entry.value))


def _path(address: str) -> PurePosixPath:
    """Return the path in the address of an entry of the menu, without what follows it."""
    return PurePosixPath(re.split("[?#]", address)[0])


@site_rule(suppressible=False)
def menu_title_misleading(context: Context) -> Iterator[Hit]:
    """A title in the menu begins the title of another page, and has no word of that of its own page."""
    titles = {
        name: [words_of(page.front_matter.title) for page in document.pages.values()]
        for name, document in context.corpus.documents.items()
    }
    for source in context.config_sources:
        translated: dict[str, set[str]] = {}
        for language in sources.languages(source):
            for key, value in sources.pairs(language.get("nav_translations")):
                translated.setdefault(str(key.value), set()).add(str(value.value))
        for title, entry in sources.menu_entries(*sources.menus(source)):
            name = posixpath.normpath(entry.value).removesuffix(".md")
            own = {word for words in titles.get(name, ()) for word in words}
            for shown_title in sorted({title, *translated.get(title, ())}):
                words = words_of(shown_title)
                if not own or not words or not own.isdisjoint(words):
                    continue
                others = (each for each in titles if any(other[: len(words)] == words for other in titles[each]))
                if other := next(others, None):
                    yield _hit(source, entry, title=shown(shown_title), page=shown(entry.value), other=f"{other}.md")


@site_rule(suppressible=False)
def menu_too_deep(context: Context) -> Iterator[Hit]:
    """A menu has so many levels that nobody sees the last ones, by its sections or by the folders of the pages."""
    own = [(source, nav) for source in context.config_sources for nav in sources.menus(source) if _is_set(nav)]
    for source, nav in own:
        for node in _beneath(nav, MAX_MENU_LEVELS):
            yield _hit(source, node, limit=MAX_MENU_LEVELS)
    for page in context.corpus.pages() if not own else ():
        if page.name.count("/") >= MAX_MENU_LEVELS:
            yield hit_at(page.path, limit=MAX_MENU_LEVELS)


def _beneath(menu: yaml.Node, levels: int) -> Iterator[yaml.Node]:
    """Yield the sections whose entries are in more than this number of levels of a menu."""
    for title, inner in (each for entry in sources.items(menu) for each in sources.pairs(entry)):
        if levels == 1 and isinstance(inner, yaml.SequenceNode):
            yield title
        elif levels > 1:
            yield from _beneath(inner, levels - 1)


@site_rule(suppressible=False)
def configured_markup(context: Context) -> Iterator[Hit]:
    """A text in the configuration or a label has HTML; only the copyright may have links."""
    for text in configured(context):
        markup = _more_than_links(text.written) if text.has_links else text.written
        if "<" in markup:
            tag, end, _ = markup[markup.index("<") :].partition(">")
            yield hit_at(text.path, text.line, text.column, tag=shown(tag + end))


def _more_than_links(html: str) -> str:
    """Return HTML without its links, whose texts stay."""
    parts = split(html)
    for number in range(1, len(parts) - 2, 4):
        if _is_link(parts[number]) and _LINK_END.fullmatch(parts[number + 2]):
            parts[number] = parts[number + 2] = ""
    return "".join(parts)


def _is_link(tag: str) -> bool:
    """True for the tag of a link from any page: a relative address leads elsewhere on each page."""
    link = _LINK.match(tag)
    attributes = attributes_of(tag, link.end()) if link else {}
    is_relative = address_kind(attributes.get("href", "")) in (AddressKind.RELATIVE, AddressKind.ABSOLUTE)
    is_language = LANGUAGE.fullmatch(attributes.get("hreflang", "en")) is not None
    return is_language and not is_relative and {"href"} <= attributes.keys() <= {"href", "hreflang"}


@site_rule(suppressible=False)
def text_invisible(context: Context) -> Iterator[Hit]:
    """Readers see nothing of a text that pages show, or of a link in it: a title of the menu, a name, the copyright."""
    labels = context.settings.relative_path(context.settings.editorial(LABELS))  # these have a rule of their own
    for text in configured(context):
        if text.path.startswith(f"{labels}/"):
            continue
        shown_parts = [text.text, *(text.text[link.start : link.end] for link in text.links)]
        if any(map(is_blank, shown_parts)):
            yield hit_at(text.path, text.line, text.column)
    for source in context.config_sources:
        yield from (_hit(source, node) for node in sources.names(source) if not node.value)


@site_rule(Severity.WARNING)
def site_url_overridden(context: Context) -> Iterator[Hit]:
    """The pages are made for the address in a variable, and `mkdocs.yml` has another one beside it that looks right."""
    for source, node in context.configured("site_url"):
        for default in sources.items(node)[-1:]:
            url = normalized_url(default.value) if default.tag == TEXT_TAG else context.settings.url
            if url != context.settings.url and not is_reserved(url):
                yield _hit(source, default, url=url, published=context.settings.url)


@site_rule(Severity.WARNING)
def requirement_local(context: Context) -> Iterator[Hit]:
    """A requirement is a file of this computer, from which no workflow can install it."""
    text = files.read_if_exists(context.settings.root / _REQUIREMENTS, _REQUIREMENTS)
    for line, requirement in files.numbered_lines(text):
        if match := _LOCAL_REQUIREMENT.match(requirement):
            yield hit_at(_REQUIREMENTS, line, match.start("path") + 1, requirement=match["path"])


@site_rule(Severity.WARNING)
def option_without_effect(context: Context) -> Iterator[Hit]:
    """The configuration sets options that the pages do not use. They are named together, where the first of them is."""
    for source in context.config_sources:
        unused = [(position(node), option) for option, node in _unused(source, context.settings.languages[0])]
        if unused:
            first, _ = min(unused)
            yield hit_at(source.name, *first, options=", ".join(option for _, option in sorted(unused)))


def _unused(source: ConfigSource, original: str) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the options without effect: the path of each, and the node of its key."""
    yield from _unused_in(source.root, original, "")
    lists = sources.values(source.root, "plugins", "i18n", "languages")
    for item in (each for node in lists for each in sources.items(node)):
        locale = next((str(value.value) for key, value in sources.pairs(item) if key.value == "locale"), original)
        yield from _unused_in(item, locale, f"plugins.i18n.languages.{locale}.")
    for plugins in sources.values(source.root, "plugins"):
        for name, _ in sources.listed(plugins):
            if name.value in _UNUSED_PLUGINS:
                yield f"plugins.{name.value}", name


def _unused_in(options: yaml.Node | None, language: str, path: str) -> Iterator[tuple[str, yaml.Node]]:
    for key, value in sources.pairs(options):
        if key.value in _UNUSED and _is_given(value):
            yield f"{path}{key.value}", key
        elif key.value == "theme":
            for inner, setting in sources.pairs(value):
                # What the theme does anyway is not reported: it loads no fonts, and its language is that of the page.
                as_set = (inner.value == "font" and sources.boolean(setting) is False) or (
                    inner.value in ("language", "locale") and setting.value == language
                )
                if inner.value == "palette" and not path:
                    for name, node in palette.without_effect(setting):
                        yield ".".join(filter(None, ["theme.palette", name])), node
                elif (path or inner.value not in _USED_BY_THEME) and not as_set and _is_given(setting):
                    yield f"{path}theme.{inner.value}", inner
        elif key.value == "extra":
            # (Without its line about the generator, pages are as they are.)
            names = (name for name, _ in sources.pairs(value) if name.value != "generator")
            yield from ((f"{path}extra.{name.value}", name) for name in names)


@site_rule(Severity.WARNING)
def icon_unusable(context: Context) -> Iterator[Hit]:
    """The configuration names an icon or a logo that does not exist, or that is not an image."""
    for source, icon in (*context.configured("theme", "favicon"), *context.configured("theme", "logo")):
        path = sources.text_of(icon)  # the value of a variable is not known
        if path and (path not in context.files or PurePosixPath(path).suffix not in IMAGE_TYPES):
            yield _hit(source, icon, icon=path, types=", ".join(IMAGE_TYPES))


def _is_set(node: yaml.Node | None) -> bool:
    """True if an option has a value, even an empty one."""
    return node is not None and node.tag != NULL_TAG


def _is_given(node: yaml.Node) -> bool:
    """True if an option has a value that is not empty."""
    return _is_set(node) and node.value not in ("", [])


def _hit(source: ConfigSource, node: yaml.Node, **params: Any) -> Hit:
    return hit_at(source.name, *position(node), **params)
