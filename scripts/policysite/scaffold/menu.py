"""The menu in `mkdocs.yml`, and what else names a page there: a page is added to it, or removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import yaml

from policysite.config import sources
from policysite.config.options import PAGE_LISTS, PAGE_NAMES
from policysite.config.sources import PLUGIN, ConfigSource, items, pairs, values
from policysite.scaffold import configuration


def add(config_file: Path, file: str, page_titles: Mapping[str, str]) -> None:
    """Add a page to the menu, and to those of languages that have their own, in the section of its folder.

    The titles of the page are by language, the original first; empty where there is none.
    """
    (original, title), *others = page_titles.items()
    # A menu without titles shows those of the pages.
    known = {each for each, _ in titles(config_file)}
    has_titles = bool(known)
    # Each title is there once: the translations of the menu are found by it.
    named = (title, PurePosixPath(file).stem.replace("-", " ").capitalize(), file.removesuffix(".md"))
    shown = next((each for each in named if each and each not in known), file)
    configuration.add(config_file, _section(_menu, file), {shown: file} if has_titles else file)
    configuration.add(config_file, _section(_option_of(original, "nav"), file), {shown: file} if has_titles else file)
    for language, translation in others:
        entry = {translation or shown: file} if has_titles else file
        if configuration.add(config_file, _section(_option_of(language, "nav"), file), entry):
            continue
        if not (has_titles and translation):
            continue
        if not configuration.add(config_file, _option_of(language, "nav_translations"), {shown: translation}):
            configuration.add(config_file, _option_of(language), {"nav_translations": {shown: translation}})


def titles(config_file: Path) -> Iterator[tuple[str, str]]:
    """Yield the title and the name of each page that has a title in the menu."""
    for source in sources.read(config_file).values():
        for title, entry in sources.menu_entries(*values(source.root, "nav")):
            if title and entry.value.endswith(".md"):
                yield title, entry.value.removesuffix(".md")


def remove(config_file: Path, name: str) -> None:
    """Remove a page from the menu, from those of languages that have their own, and from the options that name it."""
    file = f"{name}.md"
    shown = {title for title, named in titles(config_file) if named == name}

    def named(source: ConfigSource) -> Iterator[yaml.CollectionNode]:
        waiting = sources.menus(source)
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, yaml.SequenceNode):
                yield node
                waiting += [value for entry in node.value for _, value in pairs(entry)]
        lists = [("plugins", PLUGIN, *option) for option in PAGE_LISTS]
        for path in (*lists, ("plugins", "i18n", "languages", "nav_translations")):
            yield from (node for node in values(source.root, *path) if isinstance(node, yaml.CollectionNode))

    def is_removed(entry: configuration.ConfigurationEntry) -> bool:
        if isinstance(entry, tuple):
            return entry[0].value in shown
        contents = [value for _, value in pairs(entry)] or [entry]
        return len(contents) == 1 and isinstance(contents[0], yaml.ScalarNode) and contents[0].value in (name, file)

    def options(source: ConfigSource) -> Iterator[yaml.CollectionNode]:
        return (node for node in values(source.root, "plugins", PLUGIN) if isinstance(node, yaml.MappingNode))

    def is_option(entry: configuration.ConfigurationEntry) -> bool:
        return isinstance(entry, tuple) and entry[0].value in PAGE_NAMES and entry[1].value == name

    configuration.remove(config_file, named, is_removed)
    configuration.remove(config_file, options, is_option)


def languages(source: ConfigSource) -> yaml.CollectionNode | None:
    """Return the list of the languages, if a file of the configuration has it."""
    return _first(values(source.root, "plugins", "i18n", "languages"))


def _menu(source: ConfigSource) -> yaml.CollectionNode | None:
    return _first(values(source.root, "nav"))


def _section(find_menu: configuration.Find, file: str) -> configuration.Find:
    """Return a function that finds the innermost list with a page from the folder of a file, or else the menu."""
    folder = PurePosixPath(file).parent
    if not folder.name:
        return find_menu

    def find(source: ConfigSource) -> yaml.CollectionNode | None:
        found = find_menu(source)
        waiting = [found]
        while waiting:
            node = waiting.pop(0)
            entries = items(node)
            shown = [*entries, *(value for entry in entries for _, value in pairs(entry))]
            if any(isinstance(each, yaml.ScalarNode) and PurePosixPath(each.value).parent == folder for each in shown):
                found = node
            waiting += [each for each in shown if isinstance(each, yaml.SequenceNode)]
        return found

    return find


def _option_of(language: str, *option: str) -> configuration.Find:
    """Return a function that finds an option of a language, a list or a mapping; without a name, all its options."""

    def find(source: ConfigSource) -> yaml.CollectionNode | None:
        for item in items(languages(source)):
            if any(locale.value == language for locale in values(item, "locale")):
                return _first(values(item, *option))
        return None

    return find


def _first(nodes: Iterator[yaml.Node]) -> yaml.CollectionNode | None:
    return next((node for node in nodes if isinstance(node, yaml.CollectionNode)), None)
