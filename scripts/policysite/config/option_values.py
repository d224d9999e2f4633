"""The values that options cannot have, as MkDocs and the plugins see them, and values that they can have instead."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml
from mkdocs.config import config_options
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader

from policysite.config.options import EXAMPLES, PolicyConfig
from policysite.config.sources import CORE_TAG, pairs
from policysite.corpus import yaml_nodes
from policysite.findings import NOTHING

# Options whose values can be checked without the rest of the configuration, and without looking at files.
_SIMPLE = (
    config_options.Type,
    config_options.Choice,
    config_options.URL,
    config_options.IpAddress,
    config_options.PathSpec,
    config_options.Nav,
)
# Values of the simple options, the likeliest first.
_VALUES = ("true", "https://policy.example/", "127.0.0.1:8000", "[index.md]", "[]", "{}", "en", "a text")


@dataclass(frozen=True)
class InvalidOption:
    """An option with a value that it cannot have.

    Attributes:
        path: the keys that lead to it.
        value: the node of the value.
        example: a value that it can have, as it is written.
    """

    path: tuple[str, ...]
    value: yaml.Node
    example: str


def invalid(
    node: yaml.Node, schema: type[Config], *path: str, examples: Mapping[str, str] | None = None
) -> Iterator[InvalidOption]:
    """Yield the options with invalid values.

    Args:
        node: the options.
        schema: what knows them.
        path: the keys that lead to them, if they are options of another option.
        examples: a permitted value of each option that has one, by its keys with periods between them.
    """
    known = examples if examples is not None else EXAMPLES if schema is PolicyConfig else {}
    if not isinstance(node, yaml.MappingNode):
        if path or (schema is not MkDocsConfig and node.tag != f"{CORE_TAG}null"):
            yield InvalidOption(path, node, known.get(".".join(path), "{}"))
        return
    for key, value in pairs(node):
        keys = *path, str(key.value)
        for part, option in _parts(getattr(schema, keys[-1]) if keys[-1] in schema() else None, value):
            if isinstance(option, config_options.SubConfig):
                if isinstance(option.config_class, type):
                    yield from invalid(part, option.config_class, *keys, examples=known)
            elif (error := _error(option, part)) is not None:
                host = getattr(error, "host", "")
                yield InvalidOption(
                    keys, part, f"[{host}]" if host else known.get(".".join(keys)) or _valid(option, part)
                )


def _parts(option: object, value: yaml.Node) -> Iterator[tuple[yaml.Node, object]]:
    """Yield the values of an option that are checked one by one, each with what checks it."""
    while isinstance(option, config_options.Optional):
        option = option.option
    if type(option) is config_options.ListOfItems and isinstance(value, yaml.SequenceNode):
        for item in value.value:
            yield item, option.option_type
    else:
        yield value, option


def _error(option: object, node: yaml.Node) -> Exception | None:
    """Return why an option cannot have a value; None if it can, or if this depends on something else."""
    is_simple = isinstance(option, _SIMPLE) and not isinstance(option, config_options.FilesystemObject)
    if not is_simple and type(option) is not config_options.ListOfItems:
        return None
    assert isinstance(option, BaseConfigOption)  # noqa: S101  (for the type checker: all of these are)
    try:
        value = get_yaml_loader(yaml.SafeLoader)("").construct_object(node, deep=True)
        option.validate(option.default if value is None else value)
    except (ValidationError, yaml.YAMLError) as error:
        return error
    return None


def _valid(option: object, node: yaml.Node) -> str:
    """Return a value that an option can have: the one that was meant, if it can be guessed."""
    meant = []
    if isinstance(node, yaml.ScalarNode) and node.value:
        meant = [json.dumps(node.value, ensure_ascii=False), f"https://{node.value}"]
    values = [*meant, *map(str, getattr(option, "choices", ())), *_VALUES]
    nodes = ((value, yaml_nodes.compose(value)) for value in values)
    return next((value for value, each in nodes if each is not None and _error(option, each) is None), NOTHING)
