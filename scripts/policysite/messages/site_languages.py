"""The languages that a `mkdocs.yml` names for messages, read before anything else is known about the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

_MAX_CHARACTERS = 1_000_000


def site_languages(config_file: Path) -> tuple[str, str]:
    """Return the option `messages` of the plugin and the language of the original; empty where there is none.

    Nothing is constructed from the YAML, and nothing is reported: the check of the configuration does that.
    """
    try:
        if not config_file.is_file():  # opening a pipe would block forever
            return "", ""
        with config_file.open(encoding="utf-8-sig") as file:
            root = yaml.compose(file.read(_MAX_CHARACTERS), yaml.SafeLoader)
    except (OSError, ValueError, OverflowError, RecursionError, yaml.YAMLError):
        return "", ""
    option = next(_values(root, "plugins", "policy", "messages"), None)
    languages = [
        (_text(next(_values(item, "default"), None)) == "true", _text(next(_values(item, "locale"), None)))
        for listed in _values(root, "plugins", "i18n", "languages")
        for item in (listed.value if isinstance(listed, yaml.SequenceNode) else ())
    ]
    return _text(option), next((locale for is_default, locale in languages if is_default), "")


def _values(node: yaml.Node | None, *path: str) -> Iterator[yaml.Node]:
    """Yield the nodes at a path of keys, also inside lists of mappings."""
    if node is not None and not path:
        yield node
        return
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        for key, value in item.value if isinstance(item, yaml.MappingNode) else ():
            if key.value == path[0]:
                yield from _values(value, *path[1:])


def _text(node: yaml.Node | None) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else ""
