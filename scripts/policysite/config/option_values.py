"""Finds the option values that MkDocs or a plugin would refuse, and values that the options can have instead."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from mkdocs.config import config_options
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader
from mkdocs_static_i18n.config import I18nPluginConfig

from policysite.config import options
from policysite.config.sources import pairs
from policysite.corpus import path_patterns
from policysite.files import yaml_nodes
from policysite.files.yaml_nodes import CORE_TAG, NULL_TAG, TEXT_TAG
from policysite.findings import NOTHING

# Options whose values depend on others or on files, or are checked by rules of their own.
_NOT_SIMPLE = (
    config_options.Theme,
    config_options.Hooks,
    config_options.ListOfPaths,
    config_options.FilesystemObject,
    config_options.Private,
)
_ENV_TAG = "!ENV"
# Permitted values of options, by their keys with periods between them.
EXAMPLES: Mapping[type[Config], Mapping[str, str]] = {
    options.PolicyConfig: options.EXAMPLES,
    MkDocsConfig: {
        "exclude_docs": "/editorial/",
        "draft_docs": "/*/draft.md",
        "not_in_nav": "/*/privacy.md",
        "watch": "[overrides]",
        "plugins": "[i18n, policy]",
        "markdown_extensions": "[attr_list]",
        "edit_uri_template": "edit/main/{path}",
    },
    I18nPluginConfig: {
        "languages": "[{locale: en, name: English, default: true}]",
        "languages.locale": "en",
        "languages.name": "English",
        "languages.link": "/en/",
        "languages.fixed_link": "https://policy.example/",
    },
}
# Values of other options, the likeliest first.
_VALUES = ("true", "https://policy.example/", "127.0.0.1:8000", "[index.md]", "[]", "{}", "en", "a text", "warn")


class _Refused(BaseConfigOption[object]):
    """An option that refuses every value."""

    def run_validation(self, value: object) -> object:
        """Refuse any value."""
        raise ValidationError(f"not a value that the option can have: {value}")


@dataclass(frozen=True)
class InvalidOption:
    """An option with a value that it cannot have, or one that must be set and is not.

    Attributes:
        path: the keys that lead to it.
        value: the node of the value, or of the options in which it is missing.
        example: a value that it can have, as it is written.
    """

    path: tuple[str, ...]
    value: yaml.Node
    example: str
    missing: bool = False


def known_options(schema: type[Config], option: object = None) -> dict[str, BaseConfigOption[object]]:
    """Return the options that a schema has, by their names, without those that are deprecated.

    Some options take the options of inner ones as well: `option` is the one whose value has this schema.
    """
    known = {name: getattr(schema, name) for name in schema()}
    if isinstance(option, config_options.PropagatingSubConfig):
        inner = (each.config_class for each in known.values() if isinstance(each, config_options.SubConfig))
        known = {name: each for schema in inner for name, each in known_options(schema).items()} | known
    return {name: each for name, each in known.items() if not isinstance(each, config_options.Deprecated)}


def invalid(node: yaml.Node, schema: type[Config]) -> Iterator[InvalidOption]:
    """Yield the options with invalid values, and those that are missing in the items of lists."""
    if isinstance(node, yaml.MappingNode):
        yield from _in_options(node, known_options(schema), (), EXAMPLES.get(schema, {}))
    elif schema is not MkDocsConfig and node.tag != NULL_TAG:
        yield InvalidOption((), node, "{}")


def _in_options(
    node: yaml.MappingNode,
    known: Mapping[str, BaseConfigOption[object]],
    path: tuple[str, ...],
    examples: Mapping[str, str],
) -> Iterator[InvalidOption]:
    for key, value in pairs(node):
        keys = *path, str(key.value)
        example = examples.get(".".join(keys), "")
        for part, option in _parts(known.get(keys[-1]), value):
            if isinstance(option, config_options.SubConfig):
                yield from _in_sub_config(part, option, keys, examples)
            elif (error := _error(option, part, is_item=part is not value)) is not None:
                is_boolean = part.tag == f"{CORE_TAG}bool"  # such as the code of Norwegian
                intended = getattr(error, "host", "") or (_quoted(option, part) if is_boolean or not example else "")
                if intended and part is not value:  # an item of a list
                    intended = f"[{intended}]"
                yield InvalidOption(keys, part, intended or example or _valid(option, part))


def _in_sub_config(
    node: yaml.Node,
    option: config_options.SubConfig[Config],
    path: tuple[str, ...],
    examples: Mapping[str, str],
) -> Iterator[InvalidOption]:
    schema = option.config_class if isinstance(option.config_class, type) else None  # else any options
    if not isinstance(node, yaml.MappingNode):
        yield InvalidOption(path, node, examples.get(".".join(path), "{}"))
    elif schema is not None:
        known = known_options(schema, option)
        found = list(_in_options(node, known, path, examples))
        yield from found
        if not found and all(
            isinstance(key, yaml.ScalarNode) and key.value in known for key, _ in pairs(node)
        ):  # else an option may only be mistyped
            yield from _as_a_whole(node, schema, path, examples)


def _as_a_whole(
    node: yaml.MappingNode, schema: type[Config], path: tuple[str, ...], examples: Mapping[str, str]
) -> Iterator[InvalidOption]:
    """Yield the options that are missing, or invalid beside the others."""
    config = schema()
    with contextlib.suppress(yaml.YAMLError):  # a value that is not known before the file is loaded
        config.load_dict(_value(node))
        for key, _ in config.validate()[0]:
            given = next((value for name, value in pairs(node) if name.value == key), None)
            keys = *path, key
            yield InvalidOption(keys, given or node, examples.get(".".join(keys), NOTHING), given is None)


def _parts(option: object, value: yaml.Node) -> Iterator[tuple[yaml.Node, object]]:
    """Yield the values of an option that are checked one by one, each with what checks it."""
    while isinstance(option, config_options.Optional):
        option = option.option
        if value.tag == NULL_TAG:
            return
    if type(option) is config_options.ListOfItems and value.tag == _ENV_TAG:  # a text, or nothing
        yield value, _Refused()
    elif type(option) is config_options.ListOfItems and isinstance(value, yaml.SequenceNode):
        for item in value.value:
            yield item, option.option_type
    elif isinstance(option, (config_options.Plugins, config_options.MarkdownExtensions)):
        if isinstance(value, yaml.SequenceNode):
            yield from ((item, _Refused()) for item in value.value if not _is_name(item))
        elif not isinstance(value, yaml.MappingNode) and value.tag != NULL_TAG:
            yield value, _Refused()
    elif isinstance(option, config_options.ListOfPaths):
        yield value, config_options.Type(list)
    else:
        yield value, option


def _is_name(node: yaml.Node) -> bool:
    """True if an item of a list is the name of a plugin or an extension, alone or with options."""
    if isinstance(node, yaml.MappingNode):
        return len(list(pairs(node))) == 1
    return isinstance(node, yaml.ScalarNode) and node.tag != NULL_TAG


def _error(option: object, node: yaml.Node, *, is_item: bool = False) -> Exception | None:
    """Return why an option cannot have a value; None if it can, or if this depends on something else.

    An item of a list cannot be left out, as an option can.
    """
    if not isinstance(option, BaseConfigOption) or isinstance(option, _NOT_SIMPLE):
        return None
    try:
        value = _value(node)
        if isinstance(option, config_options.PathSpec) and isinstance(value, str):
            option = option if all(map(path_patterns.is_usable, value.splitlines())) else _Refused()
        check = option.run_validation if is_item else option.validate
        check(value)
    except (ValidationError, ValueError, yaml.YAMLError) as error:  # URLs are parsed
        return error
    return None


def _value(node: yaml.Node) -> Any:
    return get_yaml_loader(yaml.SafeLoader)("").construct_object(node, deep=True)


def _quoted(option: object, node: yaml.Node) -> str:
    """Return a value as a text, if it is one that YAML takes for something else and the option can have the text."""
    if not isinstance(node, yaml.ScalarNode) or node.tag in (TEXT_TAG, NULL_TAG) or not node.value:
        return ""
    quoted = json.dumps(node.value, ensure_ascii=False)
    return quoted if _is_permitted(option, quoted) else ""


def _valid(option: object, node: yaml.Node) -> str:
    """Return a value that an option can have: the one that was probably intended, if there is one."""
    likely = [f"https://{node.value}"] if isinstance(node, yaml.ScalarNode) and node.value else []
    values = [*likely, *map(str, getattr(option, "choices", ())), *_VALUES]
    return next((value for value in values if _is_permitted(option, value)), NOTHING)


def _is_permitted(option: object, written: str) -> bool:
    node = yaml_nodes.compose(written)
    return node is not None and _error(option, node) is None
