"""The files of a configuration, `mkdocs.yml` and what it inherits, parsed before MkDocs loads any of them.

Loading a file could run code, so the YAML is only composed to nodes here.
"""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from policysite import files
from policysite.files import yaml_nodes
from policysite.files.yaml_errors import InvalidYamlError
from policysite.files.yaml_nodes import CORE_TAG, NULL_TAG, TEXT_TAG
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope

PLUGIN = "policy"
DOCS_DIR, DEFAULT_DOCS_DIR = "docs_dir", "docs"
# Ten times the longest configurations, all files together; parsing as much takes seconds.
_MAX_BYTES = 200_000
# Each needs the next one, as deep as MkDocs can follow.
MAX_FILES = 10

configuration_rule = functools.partial(Rule, family="configuration", scope=Scope.SITE, suppressible=False)


@dataclass(frozen=True)
class ConfigSource:
    """A file of a configuration.

    Attributes:
        name: its path relative to the folder of `mkdocs.yml`, with `/` on every system.
        root: its root node; None if it is empty or cannot be parsed.
        problems: the findings that say why it cannot be parsed; none if it can.
    """

    name: str
    root: yaml.Node | None = None
    problems: tuple[Finding, ...] = ()
    text: str = ""

    def finding(self, rule: Rule, node: yaml.Node, **params: Any) -> Finding:
        """Return a finding of a rule at a node of the file."""
        return rule.at(self.name, *yaml_nodes.position(node), **params)

    def parents(self) -> Iterator[tuple[yaml.Node, str | None]]:
        """Yield the files that it inherits: the node, and the path as in `name`; None if it is outside the folder."""
        for value in values(self.root, "INHERIT"):
            path = None
            if value.tag == TEXT_TAG and not value.value.startswith("/") and "\\" not in value.value:
                path = posixpath.normpath(posixpath.join(posixpath.dirname(self.name), value.value))
                path = None if path.split("/")[0] in ("..", ".") else path
            yield value, path


ConfigSources: TypeAlias = Mapping[str, ConfigSource]


def read(config_file: Path) -> dict[str, ConfigSource]:
    """Return the files of a configuration by their names, `mkdocs.yml` first.

    Files that are outside the folder of `mkdocs.yml`, symbolic links, unreadable or too many are left out.
    """
    root = config_file.absolute().parent
    name = config_file.name
    text = files.read(config_file, name, _MAX_BYTES)
    sources = {name: _parse(name, text) if isinstance(text, str) else ConfigSource(name, problems=(text,))}
    waiting = [sources[name]]
    while waiting:
        for _, parent in waiting.pop().parents():
            if parent is None or parent in sources or len(sources) == MAX_FILES:
                continue
            if _is_inside(root / parent, root):
                left = _MAX_BYTES - sum(len(source.text) for source in sources.values())
                text = files.read(root / parent, parent, left)
                if isinstance(text, str):
                    sources[parent] = _parse(parent, text)
                    waiting.append(sources[parent])
    return sources


def nodes(root: yaml.Node | None) -> Iterator[yaml.Node]:
    """Yield every node once, in the order of the file."""
    waiting = [root] if root is not None else []
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting += [part for pair in reversed(node.value) for part in reversed(pair)]
        elif isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)


def pairs(root: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Yield the keys and values of a mapping, including those that are merged into it with `<<`."""
    waiting = [root] if root is not None else []
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.tag == f"{CORE_TAG}merge":
                waiting += value.value if isinstance(value, yaml.SequenceNode) else [value]
            else:
                yield key, value


def values(node: yaml.Node | None, *path: str) -> Iterator[yaml.Node]:
    """Yield the nodes at a path of keys, also inside lists of mappings."""
    if not path:
        if node is not None:
            yield node
        return
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        for key, value in pairs(item):
            if key.value == path[0]:
                yield from values(value, *path[1:])


def values_in(sources: ConfigSources, *path: str) -> Iterator[tuple[ConfigSource, yaml.Node]]:
    """Yield the nodes at a path of keys in all files of a configuration, each after its file."""
    for source in sources.values():
        yield from ((source, node) for node in values(source.root, *path))


def items(node: yaml.Node | None) -> list[yaml.Node]:
    """Return the items of a list; none for any other node."""
    return node.value if isinstance(node, yaml.SequenceNode) else []


def text_of(node: yaml.Node | None) -> str:
    """Return what is written in a node; empty for a list, a mapping, and nothing."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def listed(node: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node | None]]:
    """Yield what is under `plugins` or `markdown_extensions`: the name of each, and its options if it has any."""
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if isinstance(item, yaml.MappingNode):
            yield from pairs(item)
        elif item.tag != NULL_TAG:
            yield item, None


def docs_dir(sources: ConfigSources) -> str:
    """Return the folder of the pages as the files of a configuration name it."""
    return next((str(node.value) for _, node in values_in(sources, DOCS_DIR)), DEFAULT_DOCS_DIR)


def custom_dir(sources: ConfigSources) -> str | None:
    """Return the folder of the site's own look as the files of a configuration name it; None if they name none."""
    return next((str(node.value) for _, node in values_in(sources, "theme", "custom_dir")), None)


def languages(source: ConfigSource) -> Iterator[dict[str, yaml.Node]]:
    """Yield the options of each language of the site."""
    for node in values(source.root, "plugins", "i18n", "languages"):
        for item in items(node):
            yield {str(key.value): value for key, value in pairs(item)}


def menus(source: ConfigSource) -> list[yaml.Node]:
    """Return the menu of the site, and those of languages that have their own."""
    return [*values(source.root, "nav"), *values(source.root, "plugins", "i18n", "languages", "nav")]


def menu_entries(*menus: yaml.Node) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Yield the pages and addresses in menus, each after its title, which is empty if it has none."""
    waiting = [("", menu) for menu in menus]
    while waiting:
        title, node = waiting.pop(0)
        if isinstance(node, yaml.ScalarNode):
            yield title, node
        elif isinstance(node, yaml.SequenceNode):
            waiting += [("", item) for item in node.value]
        else:
            waiting += [(str(key.value), value) for key, value in pairs(node)]


def menu_titles(menu: yaml.Node | None) -> Iterator[tuple[yaml.Node, str]]:
    """Yield the titles in a menu, each with the page or address that it leads to; for a section, an empty one."""
    for item in items(menu):
        for title, inner in pairs(item):
            yield title, text_of(inner)
            yield from menu_titles(inner)


def titles_of_pages(source: ConfigSource) -> Iterator[str]:
    """Yield the titles that pages have in the menus, translated ones included."""
    titles = {title for title, entry in menu_entries(*menus(source)) if title and entry.value.endswith(".md")}
    yield from titles
    for language in languages(source):
        for title, translated in pairs(language.get("nav_translations")):
            if str(title.value) in titles:
                yield str(translated.value)


def names(source: ConfigSource) -> Iterator[yaml.Node]:
    """Yield the names of the site, of its languages and of the entries of its menus."""
    for path in (("site_name",), *(("plugins", "i18n", "languages", name) for name in ("site_name", "name"))):
        yield from (node for node in values(source.root, *path) if node.tag == TEXT_TAG)
    for nav in menus(source):
        yield from (title for title, _ in menu_titles(nav))
    for language in languages(source):
        yield from (translation for _, translation in pairs(language.get("nav_translations")))


def boolean(node: yaml.Node | None) -> bool | None:
    """Return the value of a node that is a Boolean; None for other nodes."""
    return node.value.lower() in ("true", "yes", "on") if node is not None and node.tag == f"{CORE_TAG}bool" else None


@functools.lru_cache(maxsize=16)  # a run reads its configuration several times
def _parse(name: str, text: str) -> ConfigSource:
    if problems := files.conflicts(text, name):
        return ConfigSource(name, problems=tuple(problems))
    try:
        return ConfigSource(name, yaml_nodes.compose(text), text=text)
    except InvalidYamlError as error:
        return ConfigSource(name, problems=(error.finding(name),))


def _is_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root.resolve()) and not path.is_symlink()
    except (OSError, ValueError, RuntimeError):  # RuntimeError: symbolic links lead in a circle
        return False
