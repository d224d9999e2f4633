"""The rules of a configuration: of its options, extensions, languages and URL, with `safe_loading` and `permitted`."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import yaml
from mkdocs.config.base import BaseConfigOption, Config
from mkdocs.config.config_options import ListOfItems, SubConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs_static_i18n.config import I18nPluginConfig

from policysite.config import option_values, permitted, safe_loading, sources, supported_extensions
from policysite.config.option_values import known_options
from policysite.config.options import PolicyConfig
from policysite.config.sources import ConfigSource, ConfigSources, items, languages, pairs, text_of, values, values_in
from policysite.contacts.operator_sites import shared_host
from policysite.corpus.hosts import host_of, is_shared
from policysite.corpus.suggestions import NameSuggestions, similar_names
from policysite.corpus.urls import parts_of, site_url, with_scheme
from policysite.files import SYMLINK
from policysite.files.yaml_nodes import TEXT_TAG
from policysite.findings import MAX_SHOWN_CHARACTERS, NOTHING, Finding
from policysite.languages import is_language, is_name_of_another, own_name
from policysite.languages.labels import LANGUAGES as WITH_LABELS

EXTENSION_UNSUPPORTED = sources.configuration_rule("extension-unsupported")
EXTENSION_OPTION_UNSUPPORTED = sources.configuration_rule("extension-option-unsupported")
OPTION_UNKNOWN = sources.configuration_rule("option-unknown")
OPTION_INVALID = sources.configuration_rule("option-invalid")
OPTION_MISSING = sources.configuration_rule("option-missing")
ORIGINAL_NOT_BUILT = sources.configuration_rule("original-not-built")
CONTACT_SHARED = sources.configuration_rule("contact-shared")
SITE_URL_UNUSABLE = sources.configuration_rule("site-url-unusable")
SITE_URL_DIFFERS = sources.configuration_rule("site-url-differs")
LANGUAGE_UNKNOWN = sources.configuration_rule("language-unknown")
LANGUAGE_FOLDER_MISSING = sources.configuration_rule("language-folder-missing")
ORIGINAL_MISSING = sources.configuration_rule("original-missing")
CONFIGURATION_REPEATED = sources.configuration_rule("configuration-repeated")
NAME_TOO_LONG = sources.configuration_rule("name-too-long")
MENU_TOO_LONG = sources.configuration_rule("menu-too-long")

# The schemas of the options at a path of keys.
_SCHEMAS: Mapping[tuple[str, ...], type[Config]] = {
    (): MkDocsConfig,
    ("plugins", "i18n"): I18nPluginConfig,
    ("plugins", sources.PLUGIN): PolicyConfig,
}

# A step within the path of an address, which browsers make before they ask for it.
_STEP = re.compile(r"/\.\.?(?:/|$)")
# The variable in which the workflows say where the site is published.
_PUBLISHED_AT = "SITE_URL"

# Longer than the name of any site, a title in a menu too: each is on every page.
_MAX_NAME_CHARACTERS = 200
# Each entry is on every page, and sites have some hundreds of pages.
_MAX_MENU_ENTRIES = 1000


def findings(config_file: Path) -> list[Finding]:
    """Return the reasons why MkDocs must not load a configuration and the files that it inherits, sorted."""
    if config_file.is_symlink():
        return [SYMLINK.at(config_file.name)]
    files = sources.read(config_file)
    beyond = list(permitted.findings(files, Path(os.path.normpath(config_file.absolute())).parent))
    options = list(_options(files))
    # (Else ours, or what holds it, may have a mistyped name, and with it the option `environment`.)
    mistyped = {each.params["suggestions"].partition(",")[0] for each in options}
    is_ours_known = mistyped.isdisjoint(("plugins", "environment")) and not any(
        finding.rule == permitted.PLUGIN_UNKNOWN.name for finding in beyond
    )
    unsafe = list(safe_loading.findings(files, with_environment=is_ours_known))
    of_all = (check(files) for check in (_required, _site_url, _languages))
    of_each = (
        check(source)
        for source in files.values()
        for check in (_extensions, _contacts, _names, _menu, _original, _repeated)
    )
    folders = _language_folders(files, config_file.parent)
    found = [*beyond, *options, *unsafe, *folders, *itertools.chain(*of_all, *of_each)]
    is_readable = not any(source.problems for source in files.values())
    if is_ours_known and is_readable and not any(finding.rule in safe_loading.UNSAFE for finding in unsafe):
        known = {(each.path, each.line, each.column) for each in found}
        found += (each for each in _option_values(files) if (each.path, each.line, each.column) not in known)
    return sorted(found)


def _extensions(source: ConfigSource) -> Iterator[Finding]:
    supported = ", ".join(supported_extensions.SUPPORTED)
    for node in values(source.root, "markdown_extensions"):
        for name, options in sources.listed(node):
            if not supported_extensions.is_supported(name):
                shown = text_of(name) or NOTHING
                yield source.finding(EXTENSION_UNSUPPORTED, name, extension=shown, supported=supported)
                continue
            permitted = supported_extensions.permitted_options(name.value) or NOTHING
            for option, at in supported_extensions.unsupported_options(name, options):
                yield source.finding(
                    EXTENSION_OPTION_UNSUPPORTED, at, extension=name.value, option=option, permitted=permitted
                )


def _options(files: ConfigSources) -> Iterator[Finding]:
    similar: dict[frozenset[str], NameSuggestions] = {}
    for source, path, schema, node in _with_schemas(files):
        inherited = {"INHERIT": BaseConfigOption[object]()} if schema is MkDocsConfig else {}
        for keys, key, known in _unknown_options(node, known_options(schema) | inherited):
            options = frozenset(known)
            suggestions = similar.setdefault(options, NameSuggestions(options)).to(keys[-1])
            yield source.finding(OPTION_UNKNOWN, key, key=".".join([*path, *keys]), suggestions=suggestions)


def _option_values(files: ConfigSources) -> Iterator[Finding]:
    for source, path, schema, node in _with_schemas(files):
        for each in option_values.invalid(node, schema):
            written = source.text[each.value.start_mark.index : each.value.end_mark.index].strip()
            keys = [*path, *each.path]
            key, example = ".".join(keys), f"{keys[-1]}: {each.example}"
            if each.missing:
                yield source.finding(OPTION_MISSING, each.value, key=key, example=example)
            else:
                shown = written[:MAX_SHOWN_CHARACTERS] or NOTHING
                yield source.finding(OPTION_INVALID, each.value, key=key, written=shown, example=example)


def _with_schemas(files: ConfigSources) -> Iterator[tuple[ConfigSource, tuple[str, ...], type[Config], yaml.Node]]:
    """Yield the options with a schema: their file, the path of keys to them, the schema, and their node."""
    for path, schema in _SCHEMAS.items():
        yield from ((source, path, schema, node) for source, node in values_in(files, *path))


def _required(files: ConfigSources) -> Iterator[Finding]:
    themes = [*values_in(files, "theme")]
    if not any(isinstance(theme, yaml.ScalarNode) or any(values(theme, "name")) for _, theme in themes):
        for source, theme in themes[:1]:
            yield source.finding(OPTION_MISSING, theme, key="theme.name", example=f"name: {permitted.THEME}")
    if not any(values_in(files, "plugins", "i18n", "languages")):
        for source, plugins in values_in(files, "plugins"):
            for plugin, _ in sources.listed(plugins):
                if plugin.value == "i18n":
                    example = f"languages: {option_values.EXAMPLES[I18nPluginConfig]['languages']}"
                    yield source.finding(OPTION_MISSING, plugin, key="plugins.i18n.languages", example=example)


def _repeated(source: ConfigSource) -> Iterator[Finding]:
    for named in _named_once(source):
        first: dict[str, yaml.Node] = {}
        for name, node in named:
            if first.setdefault(name, node) is not node:
                yield source.finding(CONFIGURATION_REPEATED, node, name=name, first=first[name].start_mark.line + 1)


def _named_once(source: ConfigSource) -> Iterator[list[tuple[str, yaml.Node]]]:
    """Yield names that must differ from each other, each with its node: keys, plugins, extensions, languages."""
    for node in sources.nodes(source.root):
        if isinstance(node, yaml.MappingNode):
            yield [(key.value, key) for key, _ in node.value if key.tag == TEXT_TAG]
    for option, name in (("plugins", str), ("markdown_extensions", supported_extensions.canonical)):
        for node in values(source.root, option):
            if isinstance(node, yaml.SequenceNode):
                yield [(name(key.value), key) for key, _ in sources.listed(node) if key.tag == TEXT_TAG]
    yield [(f"locale: {code.value}", code) for each in languages(source) if (code := each.get("locale"))]
    yield [("default: true", each["default"]) for each in languages(source) if sources.boolean(each.get("default"))]


def _original(source: ConfigSource) -> Iterator[Finding]:
    for language in languages(source):
        if sources.boolean(language.get("build")) is False and sources.boolean(language.get("default")):
            locale = language["locale"].value if "locale" in language else NOTHING
            yield source.finding(ORIGINAL_NOT_BUILT, language["build"], language=locale)
    if not any(sources.boolean(language.get("default")) or "locale" not in language for language in languages(source)):
        for node in values(source.root, "plugins", "i18n", "languages"):
            if isinstance(node, yaml.SequenceNode):
                yield source.finding(ORIGINAL_MISSING, node)


def _site_url(files: ConfigSources) -> Iterator[Finding]:
    published = os.environ.get(_PUBLISHED_AT, "")
    all_written = [*values_in(files, "site_url")]
    for source, node in all_written[:1]:
        url = _environment_value(node)
        if published and url and _is_other_url(url, published):
            yield source.finding(SITE_URL_DIFFERS, node, url=url, published=published)
    for source, node in all_written:
        written = (items(node) or [node])[-1]  # a default
        is_given = isinstance(written, yaml.ScalarNode) and written.tag == TEXT_TAG and written.value
        if is_given and not _is_of_a_site(written.value):
            example = f"site_url: {url}" if (url := with_scheme(written.value)) and node is written else ""
            yield source.finding(SITE_URL_UNUSABLE, written, url=written.value, example=example)


def _is_of_a_site(written: str) -> bool:
    """True for the address of a site: its name is not one that many sites share, and its path has no steps upwards."""
    try:
        host = host_of(site_url(written))
    except ValueError:
        return False
    # (The names of a network of its own have no dot: only a name on the Internet can be shared.)
    is_own = not ("." in host and is_shared(host))
    return is_own and not _STEP.search(unquote(written))


def _contacts(source: ConfigSource) -> Iterator[Finding]:
    for key in ("contact_url", "contacts"):
        for value in values(source.root, "plugins", sources.PLUGIN, key):
            for node in items(value) or [value]:
                if host := shared_host(text_of(node)):
                    yield source.finding(CONTACT_SHARED, node, key=key, written=node.value, host=host)


def _names(source: ConfigSource) -> Iterator[Finding]:
    for name in sources.names(source):
        if len(name.value) > _MAX_NAME_CHARACTERS:
            yield source.finding(NAME_TOO_LONG, name, count=len(name.value), limit=_MAX_NAME_CHARACTERS)


def _menu(source: ConfigSource) -> Iterator[Finding]:
    for menu in sources.menus(source):
        count = sum(1 for _ in sources.menu_entries(menu))
        if count > _MAX_MENU_ENTRIES:
            yield source.finding(MENU_TOO_LONG, menu, count=count, limit=_MAX_MENU_ENTRIES)
    for _, entry in sources.menu_entries(*sources.menus(source)):
        if parts_of(entry.value) is None:
            written = entry.value[:MAX_SHOWN_CHARACTERS]
            yield source.finding(OPTION_INVALID, entry, key="nav", written=written, example="https://policy.example/")


def _environment_value(node: yaml.Node) -> str:
    """Return the value of a node: its text, or that of the first variable that is set, or the default."""
    if node.tag != "!ENV":
        return text_of(node)
    names = [str(each.value) for each in items(node) or [node]]
    default = names.pop() if isinstance(node, yaml.SequenceNode) and len(names) > 1 else ""
    return next((os.environ[name] for name in names if name in os.environ), default)


def _is_other_url(one: str, other: str) -> bool:
    try:
        return site_url(one) != site_url(other)
    except ValueError:  # reported by itself
        return False


def _languages(files: ConfigSources) -> Iterator[Finding]:
    locales = [str(each["locale"].value) for source in files.values() for each in languages(source) if "locale" in each]
    for source, only in values_in(files, "plugins", "i18n", "build_only_locale"):
        if locales and only.tag == TEXT_TAG and only.value not in locales:
            key, example = "plugins.i18n.build_only_locale", f"build_only_locale: {locales[0]}"
            yield source.finding(OPTION_INVALID, only, key=key, written=str(only.value), example=example)
    for source in files.values():
        for language in languages(source):
            locale = language.get("locale")
            if isinstance(locale, yaml.ScalarNode) and locale.tag == TEXT_TAG and not is_language(locale.value):
                yield source.finding(LANGUAGE_UNKNOWN, locale, language=locale.value)
            name = language.get("name")
            if name is not None and locale is not None and _is_of_another(name, locale, locales):
                key, example = "plugins.i18n.languages.name", f"name: {own_name(locale.value)}"
                yield source.finding(OPTION_INVALID, name, key=key, written=name.value, example=example)


def _language_folders(files: ConfigSources, root: Path) -> Iterator[Finding]:
    """Yield the languages without a folder, if there is a folder of pages that is named after another language."""
    below = sources.docs_dir(files)
    named = [(source, each["locale"]) for source in files.values() for each in languages(source) if "locale" in each]
    locales = {str(locale.value) for _, locale in named}
    try:
        folders = sorted(path.parent.name for path in (root / below).glob("*/index.md"))
    except (OSError, ValueError):  # such as a name that is too long
        return
    unnamed = [folder for folder in folders if folder not in locales and is_language(folder)]
    for source, locale in named:
        code = str(locale.value)
        if unnamed and is_language(code) and code not in folders:
            suggestion = similar_names(code, tuple(unnamed))
            yield source.finding(LANGUAGE_FOLDER_MISSING, locale, folder=f"{below}/{code}/", suggestion=suggestion)


def _is_of_another(name: yaml.Node, locale: yaml.Node, locales: list[str]) -> bool:
    if not all(isinstance(each, yaml.ScalarNode) and each.tag == TEXT_TAG for each in (name, locale)):
        return False
    if not is_language(locale.value) or name.value.casefold() == locale.value.casefold():
        return False
    return is_name_of_another(name.value, locale.value, [*filter(is_language, locales), *WITH_LABELS])


def _unknown_options(
    node: yaml.Node, known: Mapping[str, BaseConfigOption[object]]
) -> Iterator[tuple[list[str], yaml.Node, list[str]]]:
    """Yield the unknown options: the path of keys to each, the node of the last key, and the known options."""
    for key, value in pairs(node):
        name = str(key.value)
        option = known.get(name)
        is_list = isinstance(option, ListOfItems)
        inner = getattr(option, "option_type", option)
        if key.tag != TEXT_TAG:
            continue  # not readable
        if name not in known:
            yield [name], key, list(known)
        elif isinstance(inner, SubConfig) and isinstance(inner.config_class, type):  # else it may have any options
            for item in items(value) if is_list else [value]:
                for keys, unknown, others in _unknown_options(item, known_options(inner.config_class, inner)):
                    yield [name, *keys], unknown, others
