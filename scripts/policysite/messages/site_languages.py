"""The languages that a `mkdocs.yml` names for messages, read before anything else is known about the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

# As many as the check of the configuration reads.
_MAX_CHARACTERS, _MAX_FILES = 200_000, 10


def site_languages(config_file: Path) -> tuple[str, str]:
    """Return the option `messages` of the plugin and the language of the original; empty where there is none.

    Nothing is constructed from the YAML, and nothing is reported: the check of the configuration does that.
    """
    roots = list(_roots(config_file))
    option = next((value for root in roots for value in _values(root, "plugins", "policy", "messages")), None)
    languages = [
        (_text(next(_values(item, "default"), None)) == "true", _text(next(_values(item, "locale"), None)))
        for root in roots
        for listed in _values(root, "plugins", "i18n", "languages")
        for item in (listed.value if isinstance(listed, yaml.SequenceNode) else ())
    ]
    return _text(option), next((locale for is_default, locale in languages if is_default), "")


def _roots(config_file: Path) -> Iterator[yaml.Node]:
    """Yield the roots of a configuration and of what it inherits, as far as they can be read."""
    path = config_file
    for _ in range(_MAX_FILES):
        try:
            if not path.is_file():  # opening a pipe would block forever
                return
            with path.open(encoding="utf-8-sig") as file:
                root = yaml.compose(file.read(_MAX_CHARACTERS), yaml.SafeLoader)
        except (OSError, ValueError, OverflowError, RecursionError, yaml.YAMLError):
            return
        if root is not None:
            yield root
        inherited = _text(next(_values(root, "INHERIT"), None))
        if not inherited:
            return
        path = path.parent / inherited


def _values(root: yaml.Node | None, *path: str) -> Iterator[yaml.Node]:
    """Yield the nodes at a path of keys, also inside lists of mappings: each once, however many aliases repeat it."""
    found = [root] if root is not None else []
    for name in path:
        items = (item for node in found for item in (node.value if isinstance(node, yaml.SequenceNode) else [node]))
        mappings = {id(item): item for item in items if isinstance(item, yaml.MappingNode)}
        found = [value for each in mappings.values() for key, value in _pairs(each) if key.value == name]
    yield from found


def _pairs(mapping: yaml.MappingNode) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Yield the keys and values of a mapping, then those of the ones that it merges."""
    yield from mapping.value
    for key, value in mapping.value:
        if key.value == "<<":
            merged = value.value if isinstance(value, yaml.SequenceNode) else [value]
            yield from (pair for each in merged if isinstance(each, yaml.MappingNode) for pair in each.value)


def _text(node: yaml.Node | None) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else ""
