"""The environment of the templates."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader, UndefinedError
from jinja2.exceptions import SecurityError
from mkdocs.config import load_config
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from policysite.rulebook.examples import Example
from policysite.site.sandbox import sandboxed
from policysite.site.templates import readable_config, set_up

from tests.example_site import settings as example_settings
from tests.example_site import write


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
    environment = sandboxed(trusted, EndlessError)
    assert environment.get_template("a").render(b="B") == "BBC"
    with pytest.raises(SecurityError):
        environment.get_template("d").render(b="B")


class EndlessError(Exception):
    """Stands for the error for a template that takes too much."""

    def __init__(self, template: Path, line: int) -> None:
        super().__init__(template.name, line)


class Fake:
    """Stands for an object that is not data."""

    inside = "s"

    def read(self) -> str:
        return "read"


@pytest.mark.parametrize(
    "template",
    [
        "{% macro g(g) %}{{ g() }}{% endmacro %}{{ g(path.read_text) }}",
        "{% macro g(g) %}{{ g() }}{% endmacro %}{{ g(function) }}",
        "{{ path.parent }}",
        "{{ path['name'] }}",
        "{{ [path] | map(attribute='name') | first }}",
        "{{ path | attr('name') }}",
        "{{ function() }}",
        "{{ lipsum() }}",
        "{{ range(3) }}",
        "{{ 'a'.upper() }}",
        "{{ '{0.name}'.format(path) }}",
        "{{ fake.inside }}",
        "{{ fake['inside'] }}",
        "{{ fake.read() }}",
        "{{ config }}",
        "{{ page }}",
        "{{ settings }}",
        "{% for a in [path] %}{{ a }}{% endfor %}",
        "{% macro a(b) %}{{ b }}{% endmacro %}{{ a(config) }}",
        "{{ config.plugins }}",
        "{{ config['plugins'] }}",
        "{{ page.file }}",
        "{{ settings.root }}",
    ],
)
def test_a_template_in_the_sandbox_calls_and_reads_nothing_but_data(template: str, tmp_path: Path) -> None:
    write({}, Example(), tmp_path)
    environment = sandboxed(Environment(autoescape=True, loader=DictLoader({"a": template})), EndlessError)
    set_up(environment, {})
    config = load_config(theme={"name": "mkdocs"}, plugins=[])
    page = Page("a", File("a.md", str(tmp_path), str(tmp_path), use_directory_urls=True), config)
    values = {"path": tmp_path, "function": lambda: "x", "fake": Fake(), "config": config, "page": page}
    with pytest.raises(SecurityError):
        environment.get_template("a").render(**values, settings=example_settings(tmp_path))


@pytest.mark.parametrize("value", ["config", "settings"])
def test_no_value_of_a_template_shows_folders_of_the_machine(value: str, tmp_path: Path) -> None:
    write({}, Example(), tmp_path)
    source = f"{{{{ {value} ~ '' }}}}{{{{ {value} | string }}}}"
    environment = sandboxed(Environment(autoescape=True, loader=DictLoader({"a": source})), EndlessError)
    values = {
        "config": readable_config(load_config(site_name="Policy", plugins=[])),
        "settings": example_settings(tmp_path),
    }
    assert str(tmp_path) not in environment.get_template("a").render(**values)
    assert str(Path.cwd()) not in environment.get_template("a").render(**values)


def test_what_a_template_in_the_sandbox_lacks_is_missing_and_not_unsafe() -> None:
    environment = sandboxed(Environment(autoescape=True, loader=DictLoader({"a": "{{ page.title }}"})), EndlessError)
    set_up(environment, {})
    with pytest.raises(UndefinedError):
        environment.get_template("a").render(page=None)


def test_a_template_in_the_sandbox_may_do_what_those_of_the_theme_do() -> None:
    source = (
        "{% macro a(b) %}{{ b }}{% if caller %}{{ caller() }}{% endif %}{% endmacro %}{{ a(x.a) }}"
        "{% call a(x['b'][0]) %}C{% endcall %}{% for i in y recursive %}{{ loop.index }}{{ loop(i) }}{% endfor %}"
        "{% block c %}{{ language_attributes('t') | xmlattr }}{% endblock %}{{ self.c() }}{{ z | default('z') }}"
    )
    environment = sandboxed(Environment(autoescape=True, loader=DictLoader({"a": source})), EndlessError)
    set_up(environment, {})
    assert environment.get_template("a").render(x={"a": "A", "b": ["B"]}, y=[[[]]]) == "ABC11z"


def test_the_same_template_is_compiled_for_either_kind_of_environment() -> None:
    trusted = Environment(autoescape=True, loader=DictLoader({"a": "{{ b }}"}))
    for environment in (sandboxed(trusted, EndlessError), trusted, sandboxed(trusted, EndlessError)):
        set_up(environment, {})
        assert environment.get_template("a").render(b="B") == "B"


@pytest.mark.parametrize(
    "code",
    [
        "{% for a in x %}" * 5 + "{% endfor %}" * 5,
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% include 'own.html' %}",
        "{% macro a(b) %}{{ c(b ~ b) }}{% endmacro %}{% macro c(b) %}{{ a(b ~ b) }}{% endmacro %}{{ a('a') }}",
        "{{ 'a' | center(9999999999) }}",
        "{{ 'a' * 9999999999 }}",
    ],
)
def test_a_template_in_the_sandbox_that_takes_too_much_is_refused(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysite.site.sandbox.RENDERING_SECONDS", 0.2)
    (tmp_path / "own.html").write_text(f"\n{code}")
    environment = sandboxed(Environment(autoescape=True, loader=FileSystemLoader(tmp_path)), EndlessError)
    with pytest.raises(EndlessError) as error:
        environment.get_template("own.html").render(x=range(100))
    assert error.value.args[0] == "own.html"
