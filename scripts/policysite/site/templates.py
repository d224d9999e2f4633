"""Sets up the environment of the templates."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import BytecodeCache, Environment, Undefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from policysite.corpus.destinations import ASSETS
from policysite.languages import direction_of
from policysite.languages.labels import ForeignLabel, language_attributes
from policysite.site import csp
from policysite.site.additions import Additions
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


_COMPILED = _CompiledTemplates()


class _MissingVariable(Undefined):
    """A missing variable or text: printing it is an error, asking whether there is one is not."""

    def __str__(self) -> str:
        """Fail, so that the site is not built."""
        self._fail_with_undefined_error()

    __html__ = __str__


def variables(files: ThemeFiles, home: PageView, policy: PageView | None, additions: Additions) -> dict[str, object]:
    """Return the variables of all templates of a language."""
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
        "addition": additions,
    }


def set_up(environment: Environment, variables: Mapping[str, object]) -> None:
    """Set up the templates before any is loaded: their output is escaped, and their indentation is removed."""
    environment.autoescape = True
    environment.undefined = _MissingVariable
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.bytecode_cache = _COMPILED
    # Letters are not escaped, which halves the size; characters that could end a script still are.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.filters["css_string"] = lambda text: Markup(css_string(text))  # noqa: S704  (escaped there)
    environment.filters["marked"] = marked
    environment.filters["bound"] = lambda text, language: Markup(bound(escape(text), language))  # noqa: S704  (escaped)
    environment.filters["from_folder"] = from_folder
    environment.globals.update(variables, language_attributes=language_attributes)


def compile_all(environment: Environment) -> None:
    """Compile the templates of the theme, so that no copy of this process has to; the environment is set up for it."""
    set_up(environment, {})
    for name in environment.list_templates(["html", "xml", "js"]):
        if not name.startswith(ASSETS):
            environment.get_template(name)


def marked(text: str) -> str:
    """Return a text for HTML, marked with its language if it is a foreign label."""
    if not isinstance(text, ForeignLabel):
        return text
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(text.language, direction_of(text.language), text)
