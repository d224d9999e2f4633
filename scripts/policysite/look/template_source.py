"""The source of a template: its tags and its code, and which of them are not those of the package's templates.

A template is a program that writes HTML. The templates of the package are known; what a site's own template has besides
them must be plain HTML, and code that only prints and repeats.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import chain
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.defaults import DEFAULT_NAMESPACE

from policysite import build_manifest
from policysite.corpus.files import line_and_column
from policysite.corpus.url_safety import AddressKind, address_kind
from policysite.output_check.elements import FRAME, HEAD, Address, Values

# Stands for what code prints.
PRINTED = "\ufffc"
# Signs in a text that browsers could misread.
_UNCLEAR = re.compile("[<\0]")
_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_RAW = re.compile(r"\{%[-+]?\s*raw\b")
_ATTRIBUTE = re.compile(r"""[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
# Tags of the head that another template than that of the theme may have, too, if a page may have them again.
_OF_HEAD = ("link", "meta")
# Elements within a text.
_WITHIN_TEXT = (
    *("a", "abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp"),
    *("small", "span", "strong", "sub", "sup", "time", "u", "var"),
)
# Those with a text that readers see or hear.
_SAID = ("alt", "aria-label", "title")
_LINKS = frozenset({AddressKind.RELATIVE, AddressKind.HTTPS, AddressKind.EMAIL, AddressKind.PHONE})
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
    # New values: under the name of a variable of the package, a template could put an address that runs code.
    *(nodes.Dict, nodes.List),
    # Operators that make texts and numbers of any size.
    *(nodes.Mod, nodes.Mul, nodes.Pow),
)
# Operators that make a longer text of two; macros that give it to each other could make it as long as they like.
_JOINING = (nodes.Add, nodes.Concat)
# Larger numbers make the results of filters large.
_MAX_NUMBER = 10_000
# Names of variables, besides those that the package's templates use.
_VARIABLES = frozenset(
    {
        *("base_url", "build_date_utc", "caller", "config", "extra_css", "extra_javascript", "kwargs", "loop"),
        *("mkdocs_version", "nav", "page", "pages", "self", "super", "varargs", *DEFAULT_NAMESPACE),
    }
)
# Values that are no texts, besides those that the package's templates read further or repeat.
_OBJECTS = ("config", "nav", "page", "pages", "settings")
# Filters that print what they are given, in another form.
_PRINTING = (*_FILTERS - {"first", "int", "last", "length", "round"}, "safe")
# A template must print what these contain as it is.
_PARTS = (nodes.Block, nodes.Extends, nodes.Include)
_CAPTURING = (nodes.AssignBlock, nodes.CallBlock, nodes.FilterBlock, nodes.Macro)
# Python does not run what is nested deeper; the theme needs 11.
MAX_DEPTH = 20
_BASE, _POLICY = "base.html", "content-security-policy"


class Place(NamedTuple):
    """Something in a template that the package's templates do not have: its line and column, from 1, and its text."""

    line: int
    column: int
    text: str


class Tag(NamedTuple):
    """The beginning of an element.

    Attributes:
        source: as it is written; of a script or a style sheet with its content.
        name: the element.
        attributes: (name, value) of each attribute, with `PRINTED` for code; the value of one without is empty.
    """

    line: int
    column: int
    source: str
    name: str
    attributes: tuple[tuple[str, str], ...] = ()


class Link(NamedTuple):
    """A link: the line and the column of its text, from 1, its text and its address."""

    line: int
    column: int
    text: str
    address: str


@dataclass(frozen=True)
class _Known:
    """The tags and code of the package's templates, attributes with code, the names of their variables, their loops.

    Attributes:
        tags: by the path of a template below the theme, how often it has each tag.
        loops: what each loop binds, and what it goes through.
        objects: the names of the values that are no texts.
    """

    tags: Mapping[str, Counter[str]]
    attributes: frozenset[str]
    code: frozenset[str]
    variables: frozenset[str]
    loops: frozenset[tuple[str, str]]
    objects: frozenset[str]


def unknown_tags(source: str, name: str) -> Iterator[Place]:
    """Yield the tags of a template that are not in the theme's template of its name, and are not plain HTML.

    Args:
        source: the template.
        name: its path below the folder of the templates.
    """
    known = _known()
    left = Counter(known.tags.get(name))
    for tag in tags_of(source):
        written = _folded(tag.source)
        left[written] -= 1
        is_of_head = tag.name in _OF_HEAD and not _is_once(tag) and any(written in tags for tags in known.tags.values())
        if left[written] < 0 and not is_of_head and not _is_plain(tag, known):
            yield Place(tag.line, tag.column, tag.source)
    for place in text_of(source):
        if sign := _UNCLEAR.search(place.text):
            yield place._replace(column=place.column + sign.start(), text=f"U+{ord(sign[0]):04X}")


def unknown_code(source: str) -> Iterator[Place]:
    """Yield the code of a template that does more than print and repeat, and is not in the package's templates."""
    for raw in _RAW.finditer(source):
        yield Place(*line_and_column(source, raw.start()), "raw")
    try:
        tree = parsed(source)
    except TemplateSyntaxError as error:
        yield Place(error.lineno, 1, error.message or "")
        return
    deepest = below(tree, MAX_DEPTH)
    yield from [Place(deepest[0].lineno, 1, _shown(deepest[0]))] if deepest else _unknown_nodes(tree)


def parsed(source: str) -> nodes.Template:
    """Return a template as a tree; nothing is rendered.

    Raises:
        TemplateSyntaxError: it cannot be parsed.
    """
    try:
        return Environment(autoescape=True).parse(source)
    except (ValueError, OverflowError, RecursionError, MemoryError) as error:  # a number too large, nested too deep
        raise TemplateSyntaxError(str(error), 1) from error


def below(node: nodes.Node, depth: int) -> list[nodes.Node]:
    """Return the nodes at a depth below a node."""
    level = [node]
    for _ in range(depth):
        level = [child for each in level for child in each.iter_child_nodes()]
    return level


def _unknown_nodes(tree: nodes.Template) -> Iterator[Place]:
    known = _known()
    macros = _macros(tree)
    for node in _risky(tree):
        if not _is_call_of(node, macros) and repr(node) not in known.code:
            yield Place(node.lineno, 1, _shown(node))
    for node, above in _nested(tree):
        is_call = _is_call_of(node, macros)
        if is_call and (not isinstance(above[-1], nodes.Output) or next(node.find_all(_JOINING), None)):
            yield Place(node.lineno, 1, _shown(node))  # a part of its HTML could be another tag
    for node, name in _bound(tree):
        is_called = macros[name] > (1 if isinstance(node, nodes.Macro | nodes.FromImport) else 0)
        if (name in known.variables or is_called) and not (isinstance(node, nodes.For) and _loop(node) in known.loops):
            yield Place(node.lineno, 1, name)
    own = {name for _, name in _bound(tree)}
    for node in chain.from_iterable(map(_printed, tree.find_all(nodes.Output))):
        is_text = _name(getattr(node, "node", None)) == "labels" or (isinstance(node, nodes.Name) and node.name in own)
        if _name(node) in known.objects and not is_text:
            yield Place(node.lineno, 1, _name(node))
    for node, above in _nested(tree):
        if not _is_in_place(node, above):
            yield Place(node.lineno, 1, _shown(node))


def _is_call_of(node: nodes.Node, macros: Collection[str]) -> bool:
    """True for a call of one of these macros."""
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in macros


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


def is_protected(source: str, pages: Collection[str]) -> bool:
    """True if a template of whole pages always extends another one of them, or has the package's security policy.

    Args:
        source: the template; one that cannot be parsed has a finding of its own.
        pages: the names of the templates of whole pages.
    """
    try:
        tree = parsed(source)
    except TemplateSyntaxError:
        return True
    for node in tree.body:
        if isinstance(node, nodes.Extends) and isinstance(node.template, nodes.Const) and node.template.value in pages:
            return True
    return any(_is_policy(tag) and _folded(tag.source) in _known().tags[_BASE] for tag in tags_of(source))


def text_of(source: str) -> Iterator[Place]:
    """Yield the text of a template, line by line."""
    yield from _Reader(source).texts


def joined_text_of(source: str) -> Iterator[Place]:
    """Yield what readers see as one text in a template, whatever elements are in it, and the texts in its code."""
    yield from _Reader(source).runs
    try:
        tree = parsed(source)
    except TemplateSyntaxError:  # which has a finding of its own
        return
    for node in tree.find_all(nodes.Const):
        if isinstance(node.value, str):
            yield Place(node.lineno, 1, node.value)


def links_of(source: str) -> Iterator[Link]:
    """Yield the links of a template that are written out."""
    yield from _Reader(source).links


def tags_of(source: str) -> list[Tag]:
    """Return the tags of a template, comments and declarations besides the document type included."""
    return _Reader(source).tags


class _Reader(HTMLParser):
    """Reads the tags and texts of a template."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.texts: list[Place] = []
        self.links: list[Link] = []
        self.runs: list[Place] = []
        self._is_in_run = False
        self._link: Link | None = None
        self._source = source
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self.feed(_CODE.sub(_blank, source))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        line, column = self.getpos()
        start = self._starts[line - 1] + column
        written = self._source[start : start + len(self.get_starttag_text() or "")]
        self.tags.append(Tag(line, column + 1, written, tag, tuple((name, value or "") for name, value in attrs)))
        self.texts += [Place(line, column + 1, value) for name, value in attrs if name in _SAID and value]
        if self._link is not None:  # the text of a picture is part of that of its link
            said = " ".join(value for name, value in attrs if name in _SAID and value)
            self._link = self._link._replace(text=f"{self._link.text} {said} " if said else self._link.text)
        if tag == "a":
            self._link = Link(line, column + 1 + len(written), "", dict(attrs).get("href") or "")
        self._end_run(tag)

    def handle_endtag(self, tag: str) -> None:
        """Keep a link with its text."""
        self._end_run(tag)
        if tag == "a" and self._link is not None:
            self.links.append(self._link)
            self._link = None

    def handle_data(self, data: str) -> None:
        """Keep the text; that of a script or a style sheet belongs to its tag."""
        if self.cdata_elem:
            tag = self.tags[-1]
            start = self._starts[tag.line - 1] + tag.column - 1
            self.tags[-1] = tag._replace(source=self._source[start : start + len(tag.source) + len(data)])
            return
        if self._link is not None:
            self._link = self._link._replace(text=self._link.text + data)
        line, column = self.getpos()
        if self._is_in_run:
            self.runs[-1] = self.runs[-1]._replace(text=self.runs[-1].text + data)
        else:
            self.runs.append(Place(line, column + 1, data))
            self._is_in_run = True
        for number, text in enumerate(data.split("\n")):
            if text.strip(f" {PRINTED}"):
                self.texts.append(Place(line + number, 1 if number else column + 1, text))

    def handle_comment(self, data: str) -> None:
        """Keep a comment as a tag, which only those of the package may be."""
        self._keep(f"<!--{data}")

    def handle_pi(self, data: str) -> None:
        """Keep an instruction as a tag, which only those of the package may be."""
        self._keep(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        """Keep a declaration as a tag, which only those of the package may be."""
        self._keep(f"<![{data}")

    def _end_run(self, tag: str) -> None:
        """End the text that readers see as one at the tag of any element but those that are within a text."""
        self._is_in_run = self._is_in_run and tag in _WITHIN_TEXT

    def _keep(self, source: str) -> None:
        line, column = self.getpos()
        self.tags.append(Tag(line, column + 1, source, ""))


def _blank(code: re.Match[str]) -> str:
    """Return what stands for code: as long, with the same lines."""
    sign = PRINTED if code[0].startswith("{{") else " "
    return re.sub(r"[^\n]", sign, code[0])


def _is_plain(tag: Tag, known: _Known) -> bool:
    """True for a tag that may stand around the text of a page as often as a site likes."""
    written = {match[0] for match in _ATTRIBUTE.finditer(tag.source.removeprefix(f"<{tag.name}"))}
    own = {name.partition("=")[0].strip().lower() for name in written - known.attributes}
    attributes = dict(tag.attributes)
    return (
        len(attributes) == len(tag.attributes)
        and not _UNCLEAR.search("".join(attributes.values()))
        and any(
            form.needs.keys() <= attributes.keys() <= form.values.keys()
            and all(_fits(value, form.values[name]) for name, value in attributes.items() if name in own)
            for form in FRAME.get(tag.name, ())
            if not form.once
        )
    )


def _is_once(tag: Tag) -> bool:
    """True for a tag of the head that a page has once."""
    attributes = dict(tag.attributes)
    return any(
        all(attributes.get(name) in values for name, values in form.needs.items() if isinstance(values, tuple))
        for form in HEAD[tag.name]
        if form.once
    )


def _fits(value: str, permitted: Values) -> bool:
    if isinstance(permitted, Address):
        kinds = {Address.LINK: _LINKS, Address.FILE: {AddressKind.RELATIVE}}.get(permitted, frozenset())
        return PRINTED not in value and address_kind(value) in kinds
    return permitted.fullmatch(value) is not None if isinstance(permitted, re.Pattern) else value in permitted


def _is_policy(tag: Tag) -> bool:
    return tag.name == "meta" and dict(tag.attributes).get("http-equiv", "").lower() == _POLICY


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
    folder = build_manifest.THEME
    sources = {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in folder.rglob("*.html")}
    tags = {name: tags_of(source) for name, source in sources.items()}
    all_tags = [*chain.from_iterable(tags.values())]
    trees = [Environment(autoescape=True).parse(source) for source in sources.values()]
    return _Known(
        {name: Counter(_folded(tag.source) for tag in each) for name, each in tags.items()},
        frozenset(
            match[0]
            for tag in all_tags
            if tag.name in FRAME
            for match in _ATTRIBUTE.finditer(tag.source)
            if "{" in match[0]
        ),
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


def _folded(source: str) -> str:
    return " ".join(source.split())
