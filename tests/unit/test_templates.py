"""Which element of a template an element of a page was made from, and where its attributes are written."""

from __future__ import annotations

import pytest
from policysite.links.model import Kind, Reference
from policysite.links.templates import elements, likeliest

HEADER = """\
<header>
  <a class="home" href="{{ nav.homepage.url | url }}">{{ config.site_name }}</a>
  <nav class="pages {{ more }}">
    {% for item in nav.items %}
      <a href="{{ item.url | url }}"
         {% if item == page %} aria-current="page"{% endif %}>{{ item.title }}</a>
    {% endfor %}
  </nav>
  <p>{# <a href="none"> #}<a href="{{ "help/" | url }}" title='{{ "a > b" }}'>x</a></p>
  <img alt="" src="{{ 'a.png' | url }}"><a href="#top">x</a>
  {% raw %}<a href="{{ raw }}">x</a>{% endraw %}
</header>
"""
OTHER = '<p class="lonely"><a href="{{ x }}">x</a></p>'


def reference(tag: str, inside: str = "", **attributes: str | None) -> Reference:
    """An address in an element of these attributes that stands in these, the innermost first, such as `p.note div`."""
    above = tuple((name, kind.replace(".", " ")) for name, _, kind in (each.partition(".") for each in inside.split()))
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return Reference("x.html", Kind.LINK, "x", "x", tag=tag, attributes=named, inside=above)


@pytest.mark.parametrize(
    ("of_page", "place"),
    [
        (reference("a", "header body", href="../", **{"class": "home"}), ("header.html", 2, 19)),
        (reference("a", "nav.pages.old header", href="../faq/"), ("header.html", 5, 10)),
        (reference("a", "nav.pages.wide header", href="./", aria_current="page"), ("header.html", 5, 10)),
        (reference("a", "p header", href="../help/", title="a > b"), ("header.html", 9, 30)),
        (reference("a", "header", href="#top"), ("header.html", 10, 44)),
        (reference("a", "p.lonely body", href="x"), ("other.html", 1, 22)),
    ],
)
def test_an_element_comes_from_the_one_that_is_like_it(of_page: Reference, place: tuple[str, int, int]) -> None:
    known = [*elements("header.html", HEADER), *elements("other.html", OTHER)]
    found = likeliest(known, of_page)
    assert found is not None
    assert found.place("href") == place


@pytest.mark.parametrize(
    "of_page",
    [
        reference("a", "p.footer footer", href="https://other.example/"),
        reference("img", "main", src="b.png", srcset="c.png", alt="x"),
        reference("script", "body", src="x.js"),
    ],
)
def test_an_element_that_no_template_has_comes_from_none(of_page: Reference) -> None:
    assert likeliest(elements("header.html", HEADER), of_page) is None


def test_what_stands_in_a_comment_of_jinja_is_no_element() -> None:
    assert not any("none" in each.attributes["href"].pattern for each in elements("x", HEADER) if each.tag == "a")


def test_a_template_that_jinja_cannot_read_is_read_as_html() -> None:
    (element,) = elements("x.html", '{% if %}\n<a href="{{ x">y</a>')
    assert element.place("href") == ("x.html", 2, 4)


def test_the_address_of_an_element_without_an_attribute_is_the_element() -> None:
    (element,) = elements("x.html", "<x>\n  </x>")
    assert element.place("") == ("x.html", 1, 1)
