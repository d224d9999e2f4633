"""The Markdown extensions that the checks, the pages and the print support, and the options that they may have.

An extension that is not listed may run code, hide text or show what no check has read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from policysite.config.sources import pairs
from policysite.files.yaml_nodes import CORE_TAG, NULL_TAG, TEXT_TAG
from policysite.findings import NOTHING

_ON = re.compile("true|yes|on", re.IGNORECASE)
_SWITCH = re.compile("true|yes|on|false|no|off", re.IGNORECASE)


@dataclass(frozen=True)
class ExtensionOption:
    """An option of an extension: a permitted value as it is written, the pattern of all, and True if it must be set."""

    example: str
    values: re.Pattern[str]
    required: bool = False


SUPPORTED: Mapping[str, Mapping[str, ExtensionOption]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "fenced_code": {},
    "footnotes": {},
    "pymdownx.betterem": {"smart_enable": ExtensionOption("all", re.compile("all|asterisk|underscore|none"))},
    "pymdownx.details": {},
    "pymdownx.fancylists": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": ExtensionOption("true", _ON, required=True)},
    "pymdownx.tasklist": {"custom_checkbox": ExtensionOption("true", _SWITCH)},
    "sane_lists": {},
    "tables": {},
    "toc": {"toc_depth": ExtensionOption("2-3", re.compile("[1-6](-[1-6])?"))},
}

# The types of boxes, `!!! note` and `??? note`, that the theme has a color and a sign for.
BOX_TYPES = (
    *("note", "abstract", "info", "tip", "success", "question"),
    *("warning", "failure", "danger", "bug", "example", "quote"),
)

# Python-Markdown's own extensions have a short name too.
_OWN_MODULES = "markdown.extensions."


def canonical(name: str) -> str:
    """Return the name of an extension as it is listed here."""
    short = name.removeprefix(_OWN_MODULES)
    return short if "." not in short else name


def changes_parsed_pages(extension: object) -> bool:
    """True for an extension that changes a page after it is parsed, so that rendering needs it again."""
    return isinstance(extension, str) and canonical(extension) == "footnotes"


def is_supported(name: yaml.Node) -> bool:
    """True if the name of an extension is plain text and listed here."""
    return name.tag == TEXT_TAG and canonical(name.value) in SUPPORTED


def permitted_options(name: str) -> str:
    """Return the permitted options of a supported extension, each with a permitted value, for a message."""
    return ", ".join(f"{option}: {known.example}" for option, known in SUPPORTED[canonical(name)].items())


def unsupported_options(name: yaml.Node, options: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the options of a supported extension that it must not have, or lacks, each with the node to report."""
    known = SUPPORTED[canonical(name.value)]
    given = {str(key.value): (key, value) for key, value in pairs(options)}
    if options is not None and not isinstance(options, yaml.MappingNode) and options.tag != NULL_TAG:
        yield NOTHING, options
    for option, (key, value) in given.items():
        if option not in known or not _is_permitted(value, known[option]):
            yield option, key
    for option in known:
        if known[option].required and option not in given:
            yield option, name


def _is_permitted(value: yaml.Node, option: ExtensionOption) -> bool:
    is_plain = isinstance(value, yaml.ScalarNode) and value.tag.startswith(CORE_TAG)
    return is_plain and option.values.fullmatch(value.value) is not None
