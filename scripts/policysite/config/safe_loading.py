"""The rules about what loading a configuration does: it runs no code, reads no secrets, and ends well."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.constructor import SafeConstructor

from policysite.config import sources
from policysite.config.options import PUBLIC_VARIABLES
from policysite.config.sources import ConfigSource, ConfigSources, items, nodes, pairs, text_of, values_in
from policysite.files.yaml_errors import YAML_TAG_UNKNOWN
from policysite.files.yaml_nodes import CORE_TAG, TEXT_TAG
from policysite.findings import NOTHING, Finding

CONFIGURATION_UNREADABLE = sources.configuration_rule("configuration-unreadable")
PYTHON_TAG_FORBIDDEN = sources.configuration_rule("python-tag-forbidden")
HOOKS_FORBIDDEN = sources.configuration_rule("hooks-forbidden")
ENVIRONMENT_VARIABLE_FORBIDDEN = sources.configuration_rule("environment-variable-forbidden")
INHERIT_INVALID = sources.configuration_rule("inherit-invalid")
# Until these are corrected, no value of the configuration is computed.
UNSAFE = {
    rule.name
    for rule in (CONFIGURATION_UNREADABLE, YAML_TAG_UNKNOWN, PYTHON_TAG_FORBIDDEN, ENVIRONMENT_VARIABLE_FORBIDDEN)
}
_ENV = "!ENV"
# The tags of scalars that are converted when the file is loaded.
_CONVERTED = {f"{CORE_TAG}{tag}" for tag in ("binary", "bool", "float", "int", "null", "timestamp")}
_KNOWN = _CONVERTED | {f"{CORE_TAG}{tag}" for tag in ("map", "merge", "seq", "str", "value")} | {_ENV, "!relative"}
_PYTHON = f"{CORE_TAG}python/"


def findings(files: ConfigSources, *, with_environment: bool) -> Iterator[Finding]:
    """Yield a finding for everything in a configuration that must not be loaded.

    Variables are checked if it is known which ones it may read (`with_environment`).
    """
    for source in files.values():
        yield from (*_unreadable(source), *_tags(source), *_hooks(source))
    yield from _inherits(files)
    if with_environment:
        yield from _environment(files)


def _unreadable(source: ConfigSource) -> Iterator[Finding]:
    yield from source.problems
    if source.root is not None and not isinstance(source.root, yaml.MappingNode):
        yield source.finding(CONFIGURATION_UNREADABLE, source.root)
    for key, _ in pairs(source.root):
        # A key that is computed when the file is loaded could become one of the keys that are checked here.
        if key.tag != TEXT_TAG:
            yield source.finding(CONFIGURATION_UNREADABLE, key)
    for node in nodes(source.root):
        if isinstance(node, yaml.ScalarNode) and node.tag in _CONVERTED and not _is_convertible(node):
            yield source.finding(CONFIGURATION_UNREADABLE, node)
        below = node.value if isinstance(node, yaml.MappingNode) and node is not source.root else ()
        yield from (
            source.finding(CONFIGURATION_UNREADABLE, key) for key, _ in below if not isinstance(key, yaml.ScalarNode)
        )


def _is_convertible(node: yaml.ScalarNode) -> bool:
    """True if a scalar can be converted as its tag demands; else loading the file would raise one of these errors."""
    try:
        SafeConstructor().construct_object(node)
    except (yaml.YAMLError, AttributeError, LookupError, ValueError):
        return False
    return True


def _tags(source: ConfigSource) -> Iterator[Finding]:
    for node in nodes(source.root):
        if node.tag not in _KNOWN:
            rule = PYTHON_TAG_FORBIDDEN if node.tag.startswith(_PYTHON) else YAML_TAG_UNKNOWN
            yield source.finding(rule, node, tag=node.tag.replace(CORE_TAG, "!!", 1))


def _hooks(source: ConfigSource) -> Iterator[Finding]:
    for key, _ in pairs(source.root):
        if key.value == "hooks":
            yield source.finding(HOOKS_FORBIDDEN, key)


def _environment(files: ConfigSources) -> Iterator[Finding]:
    allowed = {
        text_of(item)
        for _, names in values_in(files, "plugins", sources.PLUGIN, "environment")
        for item in items(names)
    }
    for source in files.values():
        for node in nodes(source.root):
            for variable in _variables(node) if node.tag == _ENV else ():
                name = text_of(variable)
                if name not in allowed or name not in PUBLIC_VARIABLES:
                    yield source.finding(
                        ENVIRONMENT_VARIABLE_FORBIDDEN, variable, variable=name, permitted=", ".join(PUBLIC_VARIABLES)
                    )


def _variables(node: yaml.Node) -> list[yaml.Node]:
    """Return the nodes of the variables that `!ENV` reads: a name, or a list that may end with a default."""
    if isinstance(node, yaml.SequenceNode):
        return [*node.value[:-1]] if len(node.value) > 1 else [*node.value]
    return [node]


def _inherits(files: ConfigSources) -> Iterator[Finding]:
    for source in files.values():
        for node, name in source.parents():
            if name is None or name not in files or source.name in _ancestors(name, files):
                file = text_of(node) or NOTHING
                yield source.finding(INHERIT_INVALID, node, file=file, limit=sources.MAX_FILES)


def _ancestors(name: str, files: ConfigSources) -> set[str]:
    """Return the names of a file and of all files that it inherits."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += [parent for _, parent in files[name].parents() if parent is not None and parent in files]
    return seen
