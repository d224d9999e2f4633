"""Adds entries to `mkdocs.yml`, or removes them, in place: every other line, comments included, stays as it is."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

import yaml

from policysite import files
from policysite.config import sources
from policysite.config.sources import ConfigSource
from policysite.errors import ToolError
from policysite.files import yaml_nodes
from policysite.files.yaml_errors import InvalidYamlError

# Returns the collection to add to, if a file of the configuration has it.
Find: TypeAlias = Callable[[ConfigSource], yaml.CollectionNode | None]
# An item of a list, or an entry of a mapping.
ConfigurationEntry: TypeAlias = yaml.Node | tuple[yaml.Node, yaml.Node]


def add(config_file: Path, find: Find, entry: object) -> bool:
    """Add an entry to a list, or entries to a mapping, in `mkdocs.yml` or a file that it inherits.

    The entry is an item of the list, or a mapping with one new key. If no file has the list or the mapping, False is
    returned. A `ToolError` says that it is written in a form to which nothing can be added.
    """
    for name, source in sources.read(config_file).items():
        expected = _copy(source)
        node = find(expected)
        if node is None:
            continue
        text = _added(source.text, node, entry)
        new = yaml_nodes.compose(_flow(entry))
        node.value += new.value if isinstance(node, yaml.MappingNode) and new else [new]
        if _parsed(text) != _content(expected.root):
            raise ToolError("configuration_not_edited", file=name, entry=_flow(entry))
        files.write(config_file.absolute().parent / name, text.encode())
        return True
    return False


def remove(
    config_file: Path,
    find_all: Callable[[ConfigSource], Iterable[yaml.CollectionNode]],
    is_removed: Callable[[ConfigurationEntry], bool],
) -> None:
    """Remove entries from lists and mappings in `mkdocs.yml` and the files that it inherits.

    A `ToolError` says that an entry is written in a form from which it cannot be removed.
    """

    def found(source: ConfigSource) -> tuple[yaml.CollectionNode, int] | None:
        entries = ((node, number) for node in find_all(source) for number in range(len(node.value)))
        return next(((node, number) for node, number in entries if is_removed(node.value[number])), None)

    for name in sources.read(config_file):
        while place := found(source := sources.read(config_file)[name]):
            text = _removed(source.text, *place)
            expected = _copy(source)
            if (to_remove := found(expected)) is not None:
                del to_remove[0].value[to_remove[1]]
            if _parsed(text) != _content(expected.root):
                entry = place[0].value[place[1]]
                first = entry[0] if isinstance(entry, tuple) else entry
                written = source.text[first.start_mark.index : _end(entry, source.text)]
                raise ToolError("configuration_not_reduced", file=name, entry=" ".join(written.split()))
            files.write(config_file.absolute().parent / name, text.encode())


def _removed(text: str, node: yaml.CollectionNode, number: int) -> str:
    """Return the text without an entry of a collection."""
    starts = [(each[0] if isinstance(each, tuple) else each).start_mark.index for each in node.value]
    begin, end = starts[number], _end(node.value[number], text)
    if not node.flow_style:
        begin, end = text.rfind("\n", 0, begin) + 1, text.find("\n", end) + 1 or len(text)
    elif number + 1 < len(starts):
        end = starts[number + 1]
    elif number:
        begin = _end(node.value[number - 1], text)
    return text[:begin] + text[end:]


def _copy(source: ConfigSource) -> ConfigSource:
    """Return a file of the configuration with nodes of its own, which can be changed."""
    return ConfigSource(source.name, yaml_nodes.compose(source.text), text=source.text)


def _parsed(text: str) -> object:
    """Return the content of YAML; None if it cannot be parsed."""
    try:
        return _content(yaml_nodes.compose(text))
    except InvalidYamlError:
        return None


def _added(text: str, node: yaml.CollectionNode, entry: object) -> str:
    """Return the text with an entry after the last one of a collection."""
    if not node.value:  # `[]` or `{}`
        place = node.end_mark.index - 1
        return f"{text[:place]}{_flow_entry(node, entry)}{text[place:]}"
    if node.flow_style:
        place = _end(node.value[-1], text)
        return f"{text[:place]}, {_flow_entry(node, entry)}{text[place:]}"
    first = node.value[0] if isinstance(node, yaml.SequenceNode) else node.value[0][0]
    line_start = text.rfind("\n", 0, first.start_mark.index) + 1
    line = text[line_start : first.start_mark.index]
    is_list = isinstance(node, yaml.SequenceNode)
    column = line.rindex("-") if is_list and "-" in line else first.start_mark.column
    written = yaml.safe_dump(
        [entry] if is_list else entry, allow_unicode=True, sort_keys=False, width=math.inf, indent=2
    )
    line_end = text.find("\n", _end(node.value[-1], text))
    place = len(text) if line_end == -1 else line_end
    return f"{text[:place]}\n{textwrap.indent(written.rstrip(), ' ' * column)}{text[place:]}"


def _flow_entry(node: yaml.CollectionNode, entry: object) -> str:
    written = _flow(entry)
    return written if isinstance(node, yaml.SequenceNode) else written[1:-1]


def _flow(entry: object) -> str:
    written = yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=math.inf, default_flow_style=True)
    return written.removesuffix("\n").removesuffix("\n...")


def _end(node: ConfigurationEntry, text: str) -> int:
    """Return the index after the last character of a node, or of an entry of a mapping."""
    if isinstance(node, tuple):
        return _end(node[1], text)
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        return _end(node.value[-1], text)  # (the mark is that of what follows)
    end: int = node.end_mark.index
    is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return len(text[:end].rstrip()) if is_block else end


def _content(node: yaml.Node | None) -> object:
    """Return the tags and values of a node and of those in it."""
    if node is None:
        return None
    if isinstance(node, yaml.MappingNode):
        return node.tag, [(_content(key), _content(value)) for key, value in node.value]
    return node.tag, [_content(each) for each in node.value] if isinstance(node, yaml.SequenceNode) else node.value
