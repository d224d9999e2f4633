"""The environment of the templates."""

from __future__ import annotations

import pytest
from jinja2 import Environment, FileSystemLoader, UndefinedError
from mkdocs.utils.templates import url_filter
from policysite.build_manifest import THEME
from policysite.site.templates import compile_all, set_up


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


def test_no_template_is_compiled_again_in_another_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (Environment(loader=FileSystemLoader(THEME), autoescape=True) for _ in range(2))
    for environment in (first, second):
        environment.filters["url"] = url_filter
    compile_all(first)
    set_up(second, {})
    monkeypatch.setattr(Environment, "compile", lambda *_: pytest.fail("compiled again"))
    assert second.get_template("main.html").name == "main.html"
