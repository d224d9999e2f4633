"""The plugins, theme and options that a configuration may name, and the folders that it may make a site from.

Anything else would run code that nobody has read, add files and text to the pages that no check has seen, or
publish files that are no part of the project.
"""

from __future__ import annotations

import functools
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import yaml
from mkdocs.plugins import get_plugins

from policysite.config.options import CACHES
from policysite.config.sources import DEFAULT_DOCS_DIR, DOCS_DIR, PLUGIN, ConfigSource, listed, pairs, values
from policysite.corpus.suggestions import similar_names
from policysite.files import SYMLINK
from policysite.files.yaml_nodes import NULL_TAG, TEXT_TAG
from policysite.findings import NOTHING, Finding
from policysite.findings.rule import Rule, Scope
from policysite.git import embedded_bare_repository

_rule = functools.partial(Rule, family="configuration", scope=Scope.SITE, suppressible=False)
PLUGIN_UNKNOWN = _rule("plugin-unknown")
PLUGIN_UNSUPPORTED = _rule("plugin-unsupported")
THEME_UNSUPPORTED = _rule("theme-unsupported")
OPTION_UNSUPPORTED = _rule("option-unsupported")
FOLDER_UNSUITABLE = _rule("folder-unsuitable")
PATH_MISSING = _rule("path-missing")
EMBEDDED_BARE_REPOSITORY = _rule("embedded-bare-repository")

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


def findings(sources: Mapping[str, ConfigSource], root: Path) -> Iterator[Finding]:
    """Yield a finding for everything in a configuration that is not permitted."""
    for source in sources.values():
        yield from _plugins(source)
        yield from _themes(source)
        yield from _options(source)
    yield from _folders(sources, root)
    yield from _links_and_repositories(sources, root)


def _plugins(source: ConfigSource) -> Iterator[Finding]:
    known = _installed_plugins()
    for node in values(source.root, "plugins"):
        for key, _ in listed(node):
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
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
                shown = str(name.value) if isinstance(name, yaml.ScalarNode) else NOTHING
                yield source.finding(THEME_UNSUPPORTED, name, theme=shown or NOTHING, supported=THEME)


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
        for item in (language.value if isinstance(language, yaml.SequenceNode) else ())
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


def _folders(sources: Mapping[str, ConfigSource], root: Path) -> Iterator[Finding]:
    docs = [*_named_folders(sources, DOCS_DIR)]
    look = [(source, node) for source in sources.values() for node in values(source.root, "theme", _LOOK)]
    pages = {_below(node, root) for _, node in docs} or {Path(DEFAULT_DOCS_DIR)}
    for option, named in ((DOCS_DIR, docs), (_LOOK, look), (_SITE, _named_folders(sources, _SITE))):
        for source, node in named:
            below = _below(node, root)
            is_shared = option != DOCS_DIR and any(below and each and _overlap(below, each) for each in pages)
            if below is None or is_shared or (option == _SITE and not _can_be_folder(root / below)):
                folder = str(node.value) if isinstance(node, yaml.ScalarNode) else NOTHING
                yield source.finding(FOLDER_UNSUITABLE, node, option=option, folder=folder or NOTHING)
            # (As it is written: MkDocs does not find `missing/../docs`.)
            elif option != _SITE and not _exists(root / node.value, Path.is_dir):
                yield source.finding(PATH_MISSING, node, option=option, missing=str(node.value))
    if not any(_named_folders(sources, _SITE)) and not _can_be_folder(root / _DEFAULT_SITE):
        yield FOLDER_UNSUITABLE.at(next(iter(sources)), option=_SITE, folder=_DEFAULT_SITE)
    if not docs and not (root / DEFAULT_DOCS_DIR).is_dir():
        yield PATH_MISSING.at(next(iter(sources)), option=DOCS_DIR, missing=DEFAULT_DOCS_DIR)
    for source, node in _named_folders(sources, _WATCHED):
        for path in node.value if isinstance(node, yaml.SequenceNode) else ():
            if not (isinstance(path, yaml.ScalarNode) and _exists(root / path.value)):
                shown = str(path.value) if isinstance(path, yaml.ScalarNode) else NOTHING
                yield source.finding(PATH_MISSING, path, option=_WATCHED, missing=shown)


def _links_and_repositories(sources: Mapping[str, ConfigSource], root: Path) -> Iterator[Finding]:
    """Yield symbolic links in place of the configuration, of the report folder or in it, and a bare repository."""
    reports = root / CACHES
    within = sorted(reports.iterdir()) if reports.is_dir() else ()
    read = (root / name for name in sources)
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


def _named_folders(sources: Mapping[str, ConfigSource], option: str) -> Iterator[tuple[ConfigSource, yaml.Node]]:
    yield from ((source, node) for source in sources.values() for node in values(source.root, option))


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
