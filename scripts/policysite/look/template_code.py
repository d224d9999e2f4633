"""The code of a template that does more than print and repeat, and is not that of the theme's templates."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from jinja2 import TemplateSyntaxError, nodes
from jinja2.defaults import DEFAULT_NAMESPACE

from policysite.files import line_and_column
from policysite.look.template import Excerpt, of_theme, parsed, too_deep

_RAW = re.compile(r"\{%[-+]?\s*raw\b")
# Filters that change a text without making markup of it, and make it hardly longer.
_FILTERS = frozenset(
    {
        *("capitalize", "d", "default", "e", "escape", "first", "int", "last", "length", "lower"),
        *("round", "string", "title", "trim", "truncate", "upper", "url"),
    }
)
_RISKY = (
    *(nodes.Assign, nodes.AssignBlock, nodes.Call, nodes.CallBlock, nodes.EvalContextModifier, nodes.Filter, nodes.For),
    *(nodes.FilterBlock, nodes.Getitem, nodes.ScopedEvalContextModifier, nodes.With),
    # New values: under the name of a variable of the theme, a template could put an address that runs code.
    *(nodes.Dict, nodes.List),
    # Operators that make texts and numbers of any size.
    *(nodes.Mod, nodes.Mul, nodes.Pow),
)
# Operators that make a longer text of two; macros that give it to each other could make it as long as they like.
_JOINING = (nodes.Add, nodes.Concat)
# Larger numbers make the results of filters large.
_MAX_NUMBER = 10_000
# Names of variables, besides those that the theme's templates use.
_VARIABLES = frozenset(
    {
        *("base_url", "caller", "config", "extra_css", "extra_javascript", "kwargs", "loop"),
        *("mkdocs_version", "nav", "page", "pages", "self", "super", "varargs", *DEFAULT_NAMESPACE),
    }
)
# What constants have that could be a part of a text, a number or an address.
_TEXT_CHARACTER = re.compile(r"[\w@+./:]")
# Values that are no texts, besides those that the theme's templates read further or repeat.
_OBJECTS = ("config", "nav", "page", "pages", "settings")
# What templates may read of these; the rest is of the machine that builds the site, or of programs.
READABLE: Mapping[str, frozenset[str]] = {
    "config": frozenset({"site_name", "site_description", "site_url", "copyright"}),
    "nav": frozenset(),
    "page": frozenset({"content", "title", "url"}),
    "pages": frozenset(),
}
# Filters that print what they are given, in another form.
_PRINTING = (*_FILTERS - {"first", "int", "last", "length", "round"}, "safe")
# A template must print what these contain as it is.
_PARTS = (nodes.Block, nodes.Extends, nodes.Include)
_CAPTURING = (nodes.AssignBlock, nodes.CallBlock, nodes.FilterBlock, nodes.Macro)


@dataclass(frozen=True)
class _Known:
    """The code of the theme's templates.

    Attributes:
        code: what could do more than print and repeat.
        variables: the names of their variables.
        loops: what each loop binds, and what it goes through.
        objects: the names of the values that are no texts.
    """

    code: frozenset[str]
    variables: frozenset[str]
    loops: frozenset[tuple[str, str]]
    objects: frozenset[str]


def unknown_code(source: str) -> Iterator[Excerpt]:
    """Yield the code of a template that does more than print and repeat, and is not in the theme's templates."""
    for raw in _RAW.finditer(source):
        yield Excerpt(*line_and_column(source, raw.start()), "raw")
    try:
        tree = parsed(source)
    except TemplateSyntaxError as error:
        yield Excerpt(error.lineno, 1, error.message or "")
        return
    deepest = too_deep(tree)
    yield from [Excerpt(deepest.lineno, 1, _shown(deepest))] if deepest else _unknown_nodes(tree)


def _unknown_nodes(tree: nodes.Template) -> Iterator[Excerpt]:
    known = _known()
    macros = _macros(tree)
    for node in _risky(tree):
        if not _is_call_of(node, macros) and repr(node) not in known.code:
            yield Excerpt(node.lineno, 1, _shown(node))
    for node, above in _nested(tree):
        is_call = _is_call_of(node, macros)
        if is_call and (not isinstance(above[-1], nodes.Output) or next(node.find_all(_JOINING), None)):
            yield Excerpt(node.lineno, 1, _shown(node))  # a part of its HTML could be another tag
    for node in _given_texts(tree, macros):
        yield Excerpt(node.lineno, 1, str(node.value))
    for node, name in _bound(tree):
        is_called = macros[name] > (1 if isinstance(node, nodes.Macro | nodes.FromImport) else 0)
        if (name in known.variables or is_called) and not (isinstance(node, nodes.For) and _loop(node) in known.loops):
            yield Excerpt(node.lineno, 1, name)
    own = {name for _, name in _bound(tree)}
    for node in chain.from_iterable(map(_printed, tree.find_all(nodes.Output))):
        is_text = _name(getattr(node, "node", None)) == "labels" or (isinstance(node, nodes.Name) and node.name in own)
        if _name(node) in known.objects and not is_text:
            yield Excerpt(node.lineno, 1, _name(node))
    for read in tree.find_all((nodes.Getattr, nodes.Getitem)):
        match read:
            case nodes.Getattr(node=nodes.Name(name=owner)) | nodes.Getitem(node=nodes.Name(name=owner)):
                if owner in READABLE and _name(read) not in READABLE[owner]:
                    yield Excerpt(read.lineno, 1, f"{owner}.{_name(read)}")
    for node, above in _nested(tree):
        if not _is_in_place(node, above):
            yield Excerpt(node.lineno, 1, _shown(node))


def _is_call_of(node: nodes.Node, macros: Collection[str]) -> bool:
    """True for a call of one of these macros."""
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in macros


def _given_texts(tree: nodes.Template, macros: Collection[str]) -> Iterator[nodes.Const]:
    """Yield the texts and numbers that macros are given, where they could be a part of others."""
    for node in tree.find_all((nodes.Call, nodes.Macro)):
        given: list[nodes.Node] = []
        match node:
            case nodes.Macro():
                given = [*node.defaults]
            case nodes.Call() if _is_call_of(node, macros) and repr(node) not in _known().code:
                given = [*node.args, *node.kwargs]
        for constant in (each for part in given for each in (part, *part.find_all(nodes.Const))):
            if isinstance(constant, nodes.Const) and _TEXT_CHARACTER.search(_written(constant.value)):
                yield constant


def _written(value: object) -> str:
    """Return a text or a number as it is printed; empty for other values."""
    return "" if isinstance(value, bool) else str(value) if isinstance(value, str | int | float) else ""


def _macros(tree: nodes.Template) -> Counter[str]:
    """Return the names of the macros that a template defines, or imports from others, and how often it does."""
    return Counter(name for node, name in _bound(tree) if isinstance(node, nodes.Macro | nodes.FromImport))


def _bound(tree: nodes.Template) -> Iterator[tuple[nodes.Node, str]]:
    """Yield the names that a template gives to macros, to what it imports and repeats, and to parameters."""
    for node in tree.find_all(nodes.Node):
        match node:
            case nodes.Macro(name=name):
                yield node, name
            case nodes.Import(target=name):
                yield node, name
            case nodes.FromImport(names=names):
                yield from ((node, name if isinstance(name, str) else name[1]) for name in names)
            case nodes.For(target=target):
                yield from ((node, each.name) for each in _names(target))
        if isinstance(node, nodes.Macro | nodes.CallBlock):
            yield from ((each, each.name) for each in node.args)


def _names(target: nodes.Node) -> Iterator[nodes.Name]:
    """Yield the names in the target of a loop."""
    if isinstance(target, nodes.Name):
        yield target
    yield from target.find_all(nodes.Name)


def _loop(node: nodes.For) -> tuple[str, str]:
    return repr(node.target), repr(node.iter)


def _nested(
    node: nodes.Node, above: tuple[nodes.Node, ...] = ()
) -> Iterator[tuple[nodes.Node, tuple[nodes.Node, ...]]]:
    """Yield the nodes of a tree, each with those that it is in, the outermost first."""
    yield node, above
    for child in node.iter_child_nodes():
        yield from _nested(child, (*above, node))


def _is_in_place(node: nodes.Node, above: tuple[nodes.Node, ...]) -> bool:
    """True unless a macro depends on conditions, or the text of a page could be changed before it is printed."""
    match node:
        case nodes.Macro():
            return len(above) == 1
        case nodes.Getattr(attr="content") | nodes.Getitem(arg=nodes.Const(value="content")):
            is_text = True
        case nodes.Call(node=nodes.Name(name="super")):
            is_text = True
        case _:
            is_text = False
    if not is_text and not isinstance(node, _PARTS):
        return True
    if any(isinstance(each, _CAPTURING) for each in above):
        return False
    outside = above[:-1] if isinstance(above[-1], nodes.Filter) and above[-1].name == "safe" else above
    return not is_text or isinstance(outside[-1], nodes.Output)


def _risky(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Yield the nodes of a template that could do more than print and repeat."""
    for node in tree.find_all(nodes.Node):
        match node:
            case nodes.Getattr(attr=str(name)) | nodes.Getitem(arg=nodes.Const(value=str(name))):
                if name.startswith("_"):
                    yield node
            case nodes.Getitem(arg=nodes.Const()) | nodes.Getitem(arg=nodes.Slice()):
                pass
            case nodes.Filter(name=name) if name in _FILTERS:
                pass
            case nodes.Const(value=int(number)) if abs(number) > _MAX_NUMBER:
                yield node
            case nodes.Const(value=str(text)) if "@" in text:  # a part of an address
                yield node
            case nodes.Tuple(ctx="load"):
                yield node
            case nodes.Call(node=nodes.Name(name="super")):
                pass
            case nodes.Extends() | nodes.Include() | nodes.Import() | nodes.FromImport():
                if not (isinstance(node.template, nodes.Const) and str(node.template.value).endswith(".html")):
                    yield node
            case nodes.For(iter=over) if isinstance(_origin(over), nodes.Call | nodes.Name):
                pass
            case _ if isinstance(node, _RISKY):
                yield node


def _printed(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield the values that are printed, in any form."""
    match node:
        case nodes.Filter(name=name) if name not in _PRINTING:
            pass
        case nodes.Output() | nodes.Filter() | nodes.Concat() | nodes.CondExpr() | nodes.Or() | nodes.And():
            for child in node.iter_child_nodes(exclude=("test",)):
                yield from _printed(child)
        case _:
            yield node


def _name(node: nodes.Node | None) -> str:
    """Return the name of a variable, an attribute or an item; empty for other values."""
    match node:
        case (
            nodes.Name(name=str(name)) | nodes.Getattr(attr=str(name)) | nodes.Getitem(arg=nodes.Const(value=str(name)))
        ):
            return name
    return ""


def _objects(tree: nodes.Template) -> Iterator[str]:
    """Yield the names of the values that a template reads further or repeats."""
    for node in tree.find_all(nodes.Expr):
        if isinstance(node, nodes.Getattr | nodes.Getitem):
            yield _name(node.node)
    for loop in tree.find_all(nodes.For):
        over: nodes.Node | None = loop.iter
        while isinstance(over, nodes.Filter):
            over = over.node
        yield _name(over)


def _origin(node: nodes.Node | None) -> nodes.Node | None:
    """Return the value that filters are applied to, and whose attributes and items are read."""
    while isinstance(node, nodes.Filter | nodes.Getattr | nodes.Getitem):
        node = node.node
    return node


def _shown(node: nodes.Node) -> str:
    name = getattr(node, "attr", "") or getattr(node, "name", "")
    return str(name) or type(node).__name__.lower()


@functools.cache
def _known() -> _Known:
    trees = [parsed(source) for source in of_theme().values()]
    return _Known(
        frozenset(repr(node) for tree in trees for node in _risky(tree)),
        _VARIABLES.union(*map(_variables, trees)),
        frozenset(_loop(node) for tree in trees for node in tree.find_all(nodes.For)),
        frozenset({*_OBJECTS, *chain.from_iterable(map(_objects, trees))} - {""}),
    )


def _variables(tree: nodes.Template) -> set[str]:
    """Return the names that a template uses and does not bind."""
    names = list(tree.find_all(nodes.Name))
    bound = {name for _, name in _bound(tree)} | {each.name for each in names if each.ctx != "load"}
    return {each.name for each in names} - bound
