"""What `mkdocs.yml` must not hold: code, what only the environment knows, and ways out of the project's folder.

Loading the file would already run the one and take in the other, so here it is parsed and nothing is made of it.
"""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Callable, Iterator, Mapping

import yaml

from policysite.findings import Finding
from policysite.lint.context import Context
from policysite.lint.rule import Hit, Rule, hit_at, site_rule

_LARGEST = 1_000_000
_CORE = "tag:yaml.org,2002:"
# What MkDocs puts the folder of the pages in the place of.
_DOCS = "$docs_dir"

_Files = Mapping[str, str]


def faults(text: str, name: str, inherited: _Files | None = None) -> Iterator[Finding]:
    """Everything because of which MkDocs must not even load a configuration.

    Args:
        text: the text of `mkdocs.yml`.
        name: its name.
        inherited: the texts of the files in its folder that it takes over, by their paths from there.
    """
    files = {name: text, **(inherited or {})}
    for rule, check in _CHECKS.items():
        for found in check(files):
            yield Finding(found.path, found.line, found.column, rule.name, found.params, rule.severity)


def inherits(text: str, name: str) -> list[str]:
    """The files in the project's folder that a configuration takes over, by their paths from there."""
    return [path for _, path in _inherited(_root(text)[0], name) if path is not None]


@site_rule()
def configuration_unreadable(context: Context) -> Iterator[Hit]:
    """The configuration is no YAML that could be checked."""
    yield from _unreadable(_files(context))


@site_rule()
def configuration_python(context: Context) -> Iterator[Hit]:
    """A tag in the configuration makes a Python object, and can so run anything."""
    yield from _python(_files(context))


@site_rule()
def configuration_hooks(context: Context) -> Iterator[Hit]:
    """The configuration names Python files that MkDocs is to run."""
    yield from _hooks(_files(context))


@site_rule()
def configuration_environment(context: Context) -> Iterator[Hit]:
    """The configuration reads an environment variable that is not on the list."""
    yield from _environment(_files(context))


@site_rule()
def configuration_inherits(context: Context) -> Iterator[Hit]:
    """The configuration takes over a file that lies outside the project's folder, is not there or takes it over too."""
    yield from _inherits(_files(context))


@site_rule()
def snippets_unrestricted(context: Context) -> Iterator[Hit]:
    """The extension for snippets may take files from outside the folder of the pages, or from other sites."""
    yield from _snippets(_files(context))


def _files(context: Context) -> dict[str, str]:
    return {context.settings.config: context.configuration, **context.inherited}


def _unreadable(files: _Files) -> Iterator[Hit]:
    for name, text in files.items():
        root, place = _root(text)
        if place is not None:
            yield hit_at(name, *place)
        elif root is not None and not isinstance(root, yaml.MappingNode):
            yield hit_at(name, *_place(root))
        for key, _ in _pairs(root):
            # A key that is made out when the file is loaded could become any of those that are looked for here.
            if key.tag != f"{_CORE}str":
                yield hit_at(name, *_place(key))


def _python(files: _Files) -> Iterator[Hit]:
    for name, text in files.items():
        for node in _nodes(_root(text)[0]):
            if node.tag.startswith(f"{_CORE}python/"):
                yield hit_at(name, *_place(node), tag=node.tag.replace(_CORE, "!!", 1))


def _hooks(files: _Files) -> Iterator[Hit]:
    for name, text in files.items():
        for key, _ in _pairs(_root(text)[0]):
            if key.value == "hooks":
                yield hit_at(name, *_place(key))


def _environment(files: _Files) -> Iterator[Hit]:
    roots = {name: _root(text)[0] for name, text in files.items()}
    allowed = {
        item.value
        for root in roots.values()
        for listed in _values(root, "plugins", "policy", "environment")
        for item in (listed.value if isinstance(listed, yaml.SequenceNode) else ())
        if isinstance(item, yaml.ScalarNode)
    }
    for name, root in roots.items():
        for node in _nodes(root):
            for variable in _variables(node) if node.tag == "!ENV" else ():
                if variable.value not in allowed:
                    yield hit_at(name, *_place(variable), variable=str(variable.value))


def _variables(node: yaml.Node) -> list[yaml.Node]:
    """What names the variables that are read in the place of a node: itself, or all of a list but the default."""
    if isinstance(node, yaml.SequenceNode):
        return [*node.value[:-1]] if len(node.value) > 1 else [*node.value]
    return [node]


def _inherits(files: _Files) -> Iterator[Hit]:
    for name, text in files.items():
        for node, path in _inherited(_root(text)[0], name):
            if path is None or path not in files or name in _ancestors(path, files):
                shown = str(node.value) if isinstance(node, yaml.ScalarNode) else "—"
                yield hit_at(name, *_place(node), file=shown)


def _ancestors(path: str, files: _Files) -> set[str]:
    """A file and all that it takes over."""
    known: set[str] = set()
    waiting = [path]
    while waiting:
        path = waiting.pop()
        if path not in known:
            known.add(path)
            waiting += inherits(files.get(path, ""), path)
    return known


def _inherited(root: yaml.Node | None, name: str) -> Iterator[tuple[yaml.Node, str | None]]:
    """What a configuration takes over: the node, and the file's path from the project's folder if it lies there."""
    for value in _values(root, "INHERIT"):
        inside = None
        if value.tag == f"{_CORE}str" and not value.value.startswith("/") and "\\" not in value.value:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), value.value))
            inside = None if path.split("/")[0] in ("..", ".") else path
        yield value, inside


def _snippets(files: _Files) -> Iterator[Hit]:
    roots = {name: _root(text)[0] for name, text in files.items()}
    docs = next((node.value for root in roots.values() for node in _values(root, "docs_dir")), "docs")
    for name, root in roots.items():
        for node in _values(root, "markdown_extensions"):
            for key, options in _extensions(node):
                if str(key.value).startswith("pymdownx.snippets") and not _are_restricted(options, str(docs)):
                    yield hit_at(name, *_place(key), docs=str(docs))


def _extensions(node: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node | None]]:
    """The names of Markdown extensions, and their options where they have any."""
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if isinstance(item, yaml.ScalarNode):
            yield item, None
        else:
            yield from _pairs(item)


def _are_restricted(options: yaml.Node | None, docs: str) -> bool:
    """Whether options of the extension keep it in the folder of the pages."""
    given = {str(key.value): value for key, value in _pairs(options)}
    bases = given.get("base_path")
    if bases is None:
        return False  # it is the folder of `mkdocs.yml` then
    folders = bases.value if isinstance(bases, yaml.SequenceNode) else [bases]
    kept = ("restrict_base_path", ("true", "yes", "on")), ("url_download", ("false", "no", "off"))
    return all(_is_within(folder, docs) for folder in folders) and all(
        option not in given or str(given[option].value).lower() in values for option, values in kept
    )


def _is_within(folder: yaml.Node, docs: str) -> bool:
    if not isinstance(folder, yaml.ScalarNode) or folder.tag not in (f"{_CORE}str", "!relative"):
        return False
    path = str(folder.value).replace(_DOCS, docs, 1) if folder.tag == "!relative" else str(folder.value)
    return (posixpath.normpath(path) + "/").startswith(posixpath.normpath(docs) + "/")


@functools.lru_cache(maxsize=16)
def _root(text: str) -> tuple[yaml.Node | None, tuple[int, int] | None]:
    """What a YAML text holds, or the line and column at which it cannot be read."""
    if len(text) > _LARGEST:
        return None, (1, 1)
    try:
        return yaml.compose(text, yaml.SafeLoader), None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return None, (mark.line + 1, mark.column + 1) if mark else (1, 1)
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        return None, (1, 1)


def _nodes(root: yaml.Node | None) -> Iterator[yaml.Node]:
    """Every node, once, in order."""
    waiting = [root] if root is not None else []
    known: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in known:
            continue
        known.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting += [part for pair in reversed(node.value) for part in reversed(pair)]
        elif isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)


def _pairs(root: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The keys and values of a mapping, with those that are merged into it."""
    waiting = [root] if root is not None else []
    known: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in known:
            continue
        known.add(id(node))
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.tag == f"{_CORE}merge":
                waiting += value.value if isinstance(value, yaml.SequenceNode) else [value]
            else:
                yield key, value


def _values(node: yaml.Node | None, *path: str) -> Iterator[yaml.Node]:
    """The nodes that a path of keys leads to, through lists of mappings where there are any."""
    if not path:
        if node is not None:
            yield node
        return
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        for key, value in _pairs(item):
            if key.value == path[0]:
                yield from _values(value, *path[1:])


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


_CHECKS: Mapping[Rule, Callable[[_Files], Iterator[Hit]]] = {
    configuration_unreadable: _unreadable,
    configuration_python: _python,
    configuration_hooks: _hooks,
    configuration_environment: _environment,
    configuration_inherits: _inherits,
    snippets_unrestricted: _snippets,
}
