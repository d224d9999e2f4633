"""Sets up the environment of the templates."""

from __future__ import annotations

import datetime
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, is_dataclass
from pathlib import Path, PurePosixPath
from types import FunctionType, MappingProxyType, MethodType
from typing import Any

from jinja2 import BytecodeCache, Environment, Template, TemplateSyntaxError, Undefined
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from rcssmin import cssmin

from policysite import build_manifest
from policysite.corpus import Settings
from policysite.corpus.destinations import ASSETS, PARTIALS
from policysite.corpus.files import MEGABYTE_BYTES
from policysite.corpus.time_limit import TimeLimitError, memory_limit, time_limit
from policysite.languages import direction_of
from policysite.languages.labels import ForeignLabel, language_attributes
from policysite.site import csp
from policysite.site.css import css_string
from policysite.site.menu import MenuLists, from_folder
from policysite.site.theme_files import ThemeFiles
from policysite.site.typography import bound
from policysite.site.version_notes import printed_edition
from policysite.site.view import PageView


class _CompiledTemplates(BytecodeCache):
    """The compiled templates, which stay the same although MkDocs makes a new environment for each pass and build."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the compiled code of a template, if it is known."""
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the compiled code of a template."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


# For ordinary and for sandboxed environments, which compile differently.
_COMPILED = {False: _CompiledTemplates(), True: _CompiledTemplates()}


class Missing(Undefined):
    """A missing variable or text: printing it is an error, asking whether there is one is not."""

    def __str__(self) -> str:
        """Fail, so that the site is not built.

        Raises:
            UndefinedError: always.
        """
        self._fail_with_undefined_error()

    __html__ = __str__


@dataclass(frozen=True)
class Names:
    """The parts of the configuration that templates may read: others describe the machine that builds the site."""

    site_name: str
    site_description: str | None
    site_url: str | None
    copyright: str | None


def names(config: MkDocsConfig) -> Names:
    """Return what templates may know of a configuration."""
    return Names(config.site_name, config.site_description, config.site_url, config.copyright)


# What templates may call: what they define, and what those of the theme call.
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
# Of the objects of MkDocs, which lead to its plugins and files, these attributes.
_ATTRIBUTES: Mapping[type, frozenset[str]] = {Page: frozenset({"content", "title", "url"})}

# How long the pages of a language may be rendered, and how much longer for each: some milliseconds are enough.
RENDERING_SECONDS = 3.0
_PAGE_SECONDS = 0.05
_RENDERING_BYTES = 500 * MEGABYTE_BYTES
_EXCEEDED = (TimeLimitError, MemoryError, RecursionError)
# Makes the error for a template that takes too much, given its file and the line.
Refusal = Callable[[Path, int], Exception]


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
            with time_limit(max(self._seconds, _PAGE_SECONDS)), memory_limit(_RENDERING_BYTES):
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
        SecurityError: it is none that readers could read.
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
    # (Those that it has already are the safe ones of the sandbox.)
    sandbox.globals.update({**environment.globals, **sandbox.globals})
    return sandbox


def variables(files: ThemeFiles, home: PageView, policy: PageView | None) -> dict[str, object]:
    """Return the variables of all templates of a language.

    Args:
        files: the files of the theme that the site chooses.
        home: the home page in the language.
        policy: the privacy policy, if it is known which page it is.
    """
    return {
        "theme_colors": files.theme_colors,
        "icon": files.icon,
        "icon_type": files.icon_type,
        "logo": files.logo,
        "contact_url": home.settings.contact_url,
        "content_security_policy": csp.PLACEHOLDER,
        "inline_style_sheets": csp.STYLES_PLACEHOLDER,
        "policy_edition": printed_edition(policy) if policy else "",
        "menu_list": MenuLists(),
    }


def set_up(environment: Environment, variables: Mapping[str, object]) -> None:
    """Set up the templates: their output is escaped, and their indentation is removed.

    Args:
        environment: the environment, before any template is loaded.
        variables: variables of all templates.
    """
    environment.autoescape = True
    environment.undefined = Missing
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.bytecode_cache = _COMPILED[environment.sandboxed]
    # Letters are not escaped, which halves the size; characters that could end a script still are.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.filters["css_string"] = lambda text: Markup(css_string(text))  # noqa: S704  (escaped there)
    environment.filters["marked"] = marked
    environment.filters["bound"] = lambda text, language: Markup(bound(escape(text), language))  # noqa: S704  (escaped)
    environment.filters["from_folder"] = from_folder
    environment.globals.update(variables, language_attributes=language_attributes)


def marked(text: str) -> str:
    """Return a text for HTML, marked with its language if it is a foreign label."""
    if not isinstance(text, ForeignLabel):
        return text
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(text.language, direction_of(text.language), text)


def style_sheets(environment: Environment) -> dict[str, str]:
    """Return the style sheets that stand in pages, minified, by their names."""
    paths = [path for path in map(PurePosixPath, environment.list_templates(["css"])) if path.parts[0] == PARTIALS]
    return {path.stem: cssmin(environment.get_template(str(path)).render()) for path in paths}
