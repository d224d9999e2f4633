"""The templates of the files of a site."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable

from jinja2 import Environment, StrictUndefined

from policysite.corpus.placeholders import placeholder
from policysite.scaffold import pages

FOLDER = resources.files("policysite.scaffold")


def rendered(template: Traversable, values: Mapping[str, object]) -> str:
    """Return the text of a file."""
    return _environment().from_string(template.read_text(encoding="utf-8")).render(values)


@functools.cache
def _environment() -> Environment:
    """Return the environment of the templates; its delimiters are free in YAML, Markdown and GitHub expressions."""
    environment = Environment(
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[[",
        variable_end_string="]]",
        comment_start_string="[##",
        comment_end_string="##]",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  (the files are not HTML)
    )
    environment.filters.update(yaml=pages.as_yaml, markdown=pages.as_markdown, cell=pages.as_cell)
    environment.globals.update(placeholder=placeholder)
    return environment
