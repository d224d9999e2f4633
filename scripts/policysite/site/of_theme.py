"""What each page of a site with templates of its own must say, as the templates of the theme say it."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment
from mkdocs.utils.templates import TemplateContext

from policysite.output_check import required_parts
from policysite.output_check.page_head import Head
from policysite.site import templates
from policysite.site.view import PageView

# The theme's template of what the head of a page says.
_META = "partials/meta.html"


class TemplatesOfTheme:
    """The templates of the theme that a site may replace, but not what they say.

    Args:
        environment: the environment of the site's templates.
        variables: the variables of all templates.
    """

    def __init__(self, environment: Environment, variables: Mapping[str, object]) -> None:
        self._meta = templates.of_package(environment, _META, variables)
        self._around = [templates.of_package(environment, name, variables) for name in required_parts.TEMPLATES]

    def head(self, context: TemplateContext, view: PageView) -> Head:
        """Return what the head of a page must say."""
        language = f'<html lang="{view.page.language}" dir="{view.direction}">\n'
        return Head.of(view.title, language + self._meta.render(context, labels=view.labels))

    def around(self, context: TemplateContext, view: PageView) -> str:
        """Return what the theme has around the text of a page, of which no template may leave out a part."""
        return "\n".join(template.render(context, labels=view.labels) for template in self._around)
