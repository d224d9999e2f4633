"""The languages that a `mkdocs.yml` names for messages, read before anything else is known about the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

# As many as the check of the configuration reads.
_MAX_CHARACTERS = 200_000


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


def _values(root: yaml.Node | None, *path: str) -> Iterator[yaml.Node]:
    """Yield the nodes at a path of keys, also inside lists of mappings: each once, however many aliases repeat it."""
    found = [root] if root is not None else []
    for name in path:
        items = (item for node in found for item in (node.value if isinstance(node, yaml.SequenceNode) else [node]))
        mappings = {id(item): item for item in items if isinstance(item, yaml.MappingNode)}
        found = [value for each in mappings.values() for key, value in each.value if key.value == name]
    yield from found


def _text(node: yaml.Node | None) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else ""
