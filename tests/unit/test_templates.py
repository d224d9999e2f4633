"""The environment of the templates."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment, UndefinedError
from jinja2.exceptions import SecurityError
from policysite.site.templates import sandboxed, set_up


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


def test_a_template_in_the_sandbox_reaches_no_interior_of_its_variables() -> None:
    trusted = Environment(
        autoescape=True, loader=DictLoader({"a": "{{ b | twice }}{{ c }}", "d": "{{ b.__class__.__mro__ }}"})
    )
    trusted.filters["twice"] = lambda text: text * 2
    trusted.globals["c"] = "C"
    environment = sandboxed(trusted)
    assert environment.get_template("a").render(b="B") == "BBC"
    with pytest.raises(SecurityError):
        environment.get_template("d").render(b="B")


def test_the_same_template_is_compiled_for_either_kind_of_environment() -> None:
    trusted = Environment(autoescape=True, loader=DictLoader({"a": "{{ b() }}"}))
    for environment in (sandboxed(trusted), trusted, sandboxed(trusted)):
        set_up(environment, {})
        assert environment.get_template("a").render(b=lambda: "B") == "B"
