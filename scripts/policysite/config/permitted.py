"""The plugins, theme and options that a configuration may name, and the folders that it may make a site from.

Anything else would run code that nobody has read, add files and text to the pages that no check has seen, or
publish files that are no part of the project.
"""

from __future__ import annotations

import functools
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from mkdocs.plugins import get_plugins

from policysite.config import sources
from policysite.config.options import CACHES
from policysite.config.sources import PLUGIN, ConfigSource, ConfigSources, items, pairs, text_of, values, values_in
from policysite.corpus.suggestions import similar_names
from policysite.files import SYMLINK
from policysite.files.yaml_nodes import NULL_TAG, TEXT_TAG
from policysite.findings import NOTHING, Finding
from policysite.git import embedded_bare_repository

PLUGIN_UNKNOWN = sources.configuration_rule("plugin-unknown")
PLUGIN_UNSUPPORTED = sources.configuration_rule("plugin-unsupported")
THEME_UNSUPPORTED = sources.configuration_rule("theme-unsupported")
OPTION_UNSUPPORTED = sources.configuration_rule("option-unsupported")
FOLDER_UNSUITABLE = sources.configuration_rule("folder-unsuitable")
PATH_MISSING = sources.configuration_rule("path-missing")
EMBEDDED_BARE_REPOSITORY = sources.configuration_rule("embedded-bare-repository")

# `search` is Material's, which has no effect, but which many configurations name.
SEARCH = "search"
_PLUGINS = ("i18n", PLUGIN, SEARCH)
THEME = "material"
# Options that add templates, scripts, styles or files to a site, or change extensions unseen.
_UNSUPPORTED = ("config_file_path", "extra_css", "extra_javascript", "extra_templates", "mdx_configs")
# Options that only the templates of other themes use.
WITHOUT_EFFECT = ("repo_url", "repo_name", "edit_uri", "edit_uri_template")
_UNSUPPORTED_OF_THEME = ("features", "static_templates")
_LANGUAGES = ("plugins", "i18n", "languages")
_UNSUPPORTED_OF_LANGUAGE = "admonition_translations"
# (The plugin of the languages warns of options that only a whole site has, empty ones too; a build ends at a warning.)
_THEME_OPTIONS_OF_LANGUAGE = ("name", "favicon", "language", "locale")
# The folders that a site is made from, and the one that it is built into.
_LOOK, _SITE, _DEFAULT_SITE = "custom_dir", "site_dir", "site"
_WATCHED = "watch"

# Finding the installed plugins reads the metadata of every package.
_installed_plugins = functools.cache(get_plugins)


def is_search(plugin: str) -> bool:
    """True for the name of Material's search, or MkDocs' own, which has no effect."""
    return plugin.rpartition("/")[2] == SEARCH


def findings(files: ConfigSources, root: Path) -> Iterator[Finding]:
    """Yield a finding for everything in a configuration that is not permitted."""
    for source in files.values():
        yield from _plugins(source)
        yield from _themes(source)
        yield from _options(source)
    yield from _folders(files, root)
    yield from _links_and_repositories(files, root)


def _plugins(source: ConfigSource) -> Iterator[Finding]:
    known = _installed_plugins()
    for node in values(source.root, "plugins"):
        for key, _ in sources.listed(node):
            name = text_of(key)
            # MkDocs looks for the plugin of the theme first; a slash before the name excludes that one.
            if name and known.keys().isdisjoint((name.removeprefix("/"), f"{THEME}/{name}")):
                yield source.finding(PLUGIN_UNKNOWN, key, plugin=name, suggestions=similar_names(name, tuple(known)))
            elif key.tag != TEXT_TAG or name.removeprefix("/").removeprefix(f"{THEME}/") not in _PLUGINS:
                yield source.finding(PLUGIN_UNSUPPORTED, key, plugin=name or NOTHING, supported=", ".join(_PLUGINS))


def _theme_options(source: ConfigSource) -> Iterator[yaml.Node]:
    yield from values(source.root, "theme")
    yield from values(source.root, *_LANGUAGES, "theme")


def _themes(source: ConfigSource) -> Iterator[Finding]:
    for options in _theme_options(source):
        for name in [options] if isinstance(options, yaml.ScalarNode) else values(options, "name"):
            if name.tag != TEXT_TAG or name.value != THEME:
                yield source.finding(THEME_UNSUPPORTED, name, theme=text_of(name) or NOTHING, supported=THEME)


def _options(source: ConfigSource) -> Iterator[Finding]:
    given = [("", key, value) for key, value in pairs(source.root) if key.value in _UNSUPPORTED]
    given += [
        ("theme.", key, value)
        for options in _theme_options(source)
        for key, value in pairs(options)
        if key.value in _UNSUPPORTED_OF_THEME
    ]
    given += [
        ("", key, value)
        for language in values(source.root, *_LANGUAGES)
        for item in items(language)
        for key, value in pairs(item)
        if key.value == _UNSUPPORTED_OF_LANGUAGE
    ]
    for path, key, value in given:
        if value.value not in ("", []) and value.tag != NULL_TAG:
            yield source.finding(OPTION_UNSUPPORTED, key, option=f"{path}{key.value}")
    for options in values(source.root, *_LANGUAGES, "theme"):
        for key, _ in pairs(options):
            if key.value not in (*_UNSUPPORTED_OF_THEME, *_THEME_OPTIONS_OF_LANGUAGE):
                yield source.finding(OPTION_UNSUPPORTED, key, option=f"theme.{key.value}")


def _folders(files: ConfigSources, root: Path) -> Iterator[Finding]:
    docs, site = ([*values_in(files, option)] for option in (sources.DOCS_DIR, _SITE))
    pages = {_below(node, root) for _, node in docs} or {Path(sources.DEFAULT_DOCS_DIR)}
    for option, named in ((sources.DOCS_DIR, docs), (_LOOK, values_in(files, "theme", _LOOK)), (_SITE, site)):
        for source, node in named:
            below = _below(node, root)
            is_shared = option != sources.DOCS_DIR and any(below and each and _overlap(below, each) for each in pages)
            if below is None or is_shared or (option == _SITE and not _can_be_folder(root / below)):
                yield source.finding(FOLDER_UNSUITABLE, node, option=option, folder=text_of(node) or NOTHING)
            # (As it is written: MkDocs does not find `missing/../docs`.)
            elif option != _SITE and not _exists(root / node.value, Path.is_dir):
                yield source.finding(PATH_MISSING, node, option=option, missing=str(node.value))
    if not site and not _can_be_folder(root / _DEFAULT_SITE):
        yield FOLDER_UNSUITABLE.at(next(iter(files)), option=_SITE, folder=_DEFAULT_SITE)
    if not docs and not (root / sources.DEFAULT_DOCS_DIR).is_dir():
        yield PATH_MISSING.at(next(iter(files)), option=sources.DOCS_DIR, missing=sources.DEFAULT_DOCS_DIR)
    for source, node in values_in(files, _WATCHED):
        for path in items(node):
            if not (isinstance(path, yaml.ScalarNode) and _exists(root / path.value)):
                yield source.finding(PATH_MISSING, path, option=_WATCHED, missing=text_of(path) or NOTHING)


def _links_and_repositories(files: ConfigSources, root: Path) -> Iterator[Finding]:
    """Yield symbolic links in place of the configuration, of the report folder or in it, and a bare repository."""
    reports = root / CACHES
    within = sorted(reports.iterdir()) if reports.is_dir() else ()
    read = (root / name for name in files)
    links = (path.relative_to(root).as_posix() for path in (*read, reports, *within) if path.is_symlink())
    yield from map(SYMLINK.at, links)
    repository = embedded_bare_repository(root)
    if repository is not None:
        yield EMBEDDED_BARE_REPOSITORY.at(Path(os.path.relpath(repository / "HEAD", root)).as_posix())


def _exists(path: Path, test: Callable[[Path], bool] = Path.exists) -> bool:
    try:
        return test(path)
    except OSError:  # such as a name that is too long
        return False


def _can_be_folder(path: Path) -> bool:
    """True if a path is a folder or can become one; False for a file and for a name that the system does not permit."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _below(node: yaml.Node, root: Path) -> Path | None:
    """Return the path of a folder below the project; None if it is not a folder inside it, visible and no link."""
    if node.tag != TEXT_TAG or not isinstance(node, yaml.ScalarNode):
        return None
    try:
        below = Path(os.path.normpath(root / node.value)).relative_to(root)
        is_itself = (root / below).resolve() == root.resolve() / below
    except (OSError, ValueError, RuntimeError):  # RuntimeError: symbolic links lead in a circle
        return None
    is_hidden = any(part.startswith(".") for part in below.parts)
    return below if below.parts and is_itself and not is_hidden else None


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)
