"""Sets up the environment of the templates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from jinja2 import BytecodeCache, Environment, Undefined
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from policysite.corpus.destinations import PARTIALS
from policysite.languages import direction_of
from policysite.languages.labels import ForeignLabel, language_attributes
from policysite.site.css import css_string


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


def sandboxed(environment: Environment) -> Environment:
    """Return an environment with the same templates, in which they cannot reach the interior of what they are given."""
    sandbox = ImmutableSandboxedEnvironment(
        loader=environment.loader, extensions=[*map(type, environment.extensions.values())]
    )
    sandbox.filters.update(environment.filters)
    sandbox.globals.update(environment.globals)
    return sandbox


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
    environment.globals.update(variables, language_attributes=language_attributes)


def marked(text: str) -> str:
    """Return a text for HTML, marked with its language if it is a foreign label."""
    if not isinstance(text, ForeignLabel):
        return text
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(text.language, direction_of(text.language), text)


def style_sheets(environment: Environment) -> dict[str, str]:
    """Return the style sheets that stand in pages, by their names."""
    paths = [path for path in map(PurePosixPath, environment.list_templates(["css"])) if path.parts[0] == PARTIALS]
    return {path.stem: environment.get_template(str(path)).render() for path in paths}
