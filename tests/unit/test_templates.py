"""The environment of the templates."""

from __future__ import annotations

import pytest
from jinja2 import Environment, UndefinedError
from policysite.site.templates import set_up


def rendered(template: str) -> str:
    environment = Environment(autoescape=True)
    set_up(environment, {"labels": {"search": "<Search>"}})
    return environment.from_string(template).render()


def test_what_is_printed_is_escaped() -> None:
    assert rendered("{{ labels.search }}") == "&lt;Search&gt;"


@pytest.mark.parametrize("template", ["{{ labels.serch }}", "{{ serch }}", "a{{ labels.serch }}b", "{{ labels.a.b }}"])
def test_a_missing_text_is_an_error(template: str) -> None:
    with pytest.raises(UndefinedError):
        rendered(template)


def test_a_template_may_ask_for_what_is_missing() -> None:
    assert rendered("{% if serch or labels.serch %}a{% endif %}{{ serch | default('b') }}") == "b"
