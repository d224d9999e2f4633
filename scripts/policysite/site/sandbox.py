"""The sandbox for templates of a site's own look: they read the data of its pages, in a limited time and memory."""

from __future__ import annotations

import datetime
import os
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import is_dataclass
from pathlib import Path
from types import FunctionType, MappingProxyType, MethodType
from typing import Any

from jinja2 import Environment, Template, TemplateSyntaxError, Undefined
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from mkdocs.structure.pages import Page

from policysite import build_manifest
from policysite.corpus import Settings
from policysite.corpus.destinations import ASSETS
from policysite.corpus.time_limit import TimeLimitError, time_limit
from policysite.files import MEGABYTE_BYTES
from policysite.languages.labels import language_attributes
from policysite.look.template_code import READABLE
from policysite.site.menu import MenuLists
from policysite.site.view import PageView

# The kinds of objects that templates may call: what they define, and what those of the theme call.
_CALLED_TYPES = (Macro, LoopContext, BlockReference, MenuLists)
_CALLED = (language_attributes, PageView.shown_in, PageView.version_links)
# The values whose attributes and items templates may read, besides the dataclasses of the package.
_READABLE = frozenset(
    {
        *(type(None), str, Markup, int, float, bool, datetime.date),
        *(dict, MappingProxyType, list, tuple, set, frozenset),
        *(LoopContext, TemplateModule, TemplateReference),
    }
)
# The values that templates may print.
_PRINTABLE = (str, int, float, datetime.date, Undefined, type(None))
# The attributes of objects of MkDocs that templates may read: others lead to its plugins and files.
_ATTRIBUTES: Mapping[type, frozenset[str]] = {Page: READABLE["page"]}
# How long the pages of a language may be rendered, and how much longer for each: some milliseconds are enough.
RENDERING_SECONDS = 3.0
_PAGE_SECONDS = 0.05
_RENDERING_BYTES = 500 * MEGABYTE_BYTES
_EXCEEDED = (TimeLimitError, MemoryError, RecursionError)
# Makes the error for a template that takes too much, given its file and the line.
Refusal = Callable[[Path, int], Exception]


def are_trusted(own: Path | None) -> bool:
    """True if the folder of a site's own look, if it has one, has no templates."""
    # (Style sheets outside of its `assets` are templates, too.)
    return own is None or all(path.name == ASSETS for path in own.iterdir())


def sandboxed(environment: Environment, refusal: Refusal) -> Environment:
    """Return an environment with the same templates, in which they cannot reach the interior of what they are given.

    Args:
        environment: the environment.
        refusal: makes the error for a template that takes too much.
    """
    extensions = [*map(type, environment.extensions.values())]
    sandbox = _Sandbox(refusal, finalize=_printable, loader=environment.loader, extensions=extensions)
    sandbox.filters.update(environment.filters)
    # (Its own ones are safe, and stay.)
    sandbox.globals.update({**environment.globals, **sandbox.globals})
    return sandbox


class _LimitedTemplate(Template):
    """A template of a sandbox."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return the page, as `Template.render` does, or refuse a template that takes too much."""
        environment: Any = self.environment
        rendering = self.root_render_func(self.new_context(dict(*args, **kwargs)))
        try:
            with environment.limited(_PAGE_SECONDS):
                page: str = environment.concat(rendering)
                return page
        except _EXCEEDED as error:
            raise environment.refusal(*_place(error, Path(self.filename or ""))) from error
        except Exception:
            environment.handle_exception()
            raise


class _Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which templates read the data of the site, and call nothing but what those of the theme do."""

    template_class = _LimitedTemplate
    # No signal interrupts the computation of a large power.
    intercepted_binops = frozenset({"**"})

    def __init__(self, refusal: Refusal, **options: Any) -> None:
        super().__init__(**options)
        self.refusal = refusal
        self.binop_table["**"] = _refused_power
        self._seconds = RENDERING_SECONDS
        self._is_limited = False

    @contextmanager
    def limited(self, more_seconds: float = 0) -> Iterator[None]:
        """Limit the time and the memory that all templates together take in such contexts."""
        if self._is_limited:  # a template that is rendered uses one that is not compiled yet
            yield
            return
        self._is_limited = True
        self._seconds += more_seconds
        begun = time.process_time()
        try:
            with time_limit(max(self._seconds, _PAGE_SECONDS)), _memory_limit(_RENDERING_BYTES):
                yield
        finally:
            self._seconds -= time.process_time() - begun
            self._is_limited = False

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, *args: Any) -> Any:
        """Compile a template, which computes its constants, or refuse one that takes too much.

        Raises:
            TemplateSyntaxError: its parts are nested deeper than Python permits.
        """
        try:
            with self.limited():
                return super().compile(source, name, filename, *args)
        except _EXCEEDED as error:
            raise self.refusal(Path(filename or ""), 1) from error
        except SyntaxError as error:
            raise TemplateSyntaxError(error.msg, 1, name, filename) from error

    def is_safe_callable(self, obj: Any) -> bool:
        """True if templates may call an object."""
        function = obj.__func__ if isinstance(obj, MethodType) else obj
        return isinstance(obj, _CALLED_TYPES) or (isinstance(function, FunctionType) and function in _CALLED)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """True if templates may read an attribute of an object."""
        return _is_readable(obj, attr) and super().is_safe_attribute(obj, attr, value)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item, or else an attribute, of an object."""
        if isinstance(obj, Undefined) or _is_readable(obj, argument):
            return super().getitem(obj, argument)
        return self.unsafe_undefined(obj, str(argument))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute, or else an item, of an object."""
        if isinstance(obj, Undefined) or _is_readable(obj, attribute):
            return super().getattr(obj, attribute)
        return self.unsafe_undefined(obj, attribute)


def _printable(value: object) -> object:
    """Return a value that is printed as it is.

    Raises:
        SecurityError: readers could not read it.
    """
    if isinstance(value, _PRINTABLE):
        return value
    raise SecurityError(type(value).__name__)


def _refused_power(*_: object) -> None:
    raise SecurityError("**")


def _place(error: BaseException, rendered: Path) -> tuple[Path, int]:
    """Return the file and the line of the site's own template in which an error occurred, or the one rendered."""
    for frame, line in reversed([*traceback.walk_tb(error.__traceback__)]):
        template = frame.f_globals.get("__jinja_template__")
        if template is not None and not Path(template.filename or "").is_relative_to(build_manifest.THEME):
            return Path(template.filename or ""), template.get_corresponding_lineno(line)
    return rendered, 1


def _is_readable(obj: object, attribute: object) -> bool:
    kind = type(obj)
    if kind in _ATTRIBUTES:
        return attribute in _ATTRIBUTES[kind]
    is_own = is_dataclass(kind) and kind.__module__.startswith("policysite.") and kind is not Settings
    return kind in _READABLE or is_own


@contextmanager
def _memory_limit(more_bytes: int) -> Iterator[None]:
    """End the work in this context in a `MemoryError` if it needs more memory than this, if the system is Linux."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        yield
        return
    before, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * os.sysconf("SC_PAGE_SIZE") + more_bytes
    limits = [limit for limit in (wanted, before, most) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))
