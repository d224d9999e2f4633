"""The menu, from the `nav` of MkDocs."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page
from policysite.site.menu import EXTERNAL, MAX_ENTRIES, POLICY, Menu, MenuEntry, MenuLists, from_folder, menu

POLICY_LINK = MenuEntry("Our policy", "privacy/", POLICY)


def page(name: str, title: str = "") -> Page:
    file = File(f"{name}.md", "docs", "site", use_directory_urls=True)
    return Page(title or name.capitalize(), file, MkDocsConfig())


def links(count: int, title: str = "Page") -> Menu:
    return Menu(tuple(MenuEntry(title, f"{number}/") for number in range(count)), "Site")


def test_sections_are_groups_at_any_depth() -> None:
    nav = [
        page("index"),
        Section("Legal", [page("privacy"), Section("Contracts", [page("terms"), page("fees")])]),
        Section("Empty", []),
    ]
    contracts = MenuEntry("Contracts", entries=(MenuEntry("Terms", "terms/"), MenuEntry("Fees", "fees/")))
    legal = MenuEntry("Legal", entries=(MenuEntry("Privacy", "privacy/", POLICY), contracts))
    made = menu(nav, "Site", POLICY_LINK)
    assert made.entries == (MenuEntry("Index", ""), legal)
    assert made.at("terms/", "page").path == (legal, contracts, contracts.entries[0])


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (Link("Help", "https://help.example/"), MenuEntry("Help", "https://help.example/", EXTERNAL)),
        (Link("Write", "mailto:us@policy.example"), MenuEntry("Write", "mailto:us@policy.example")),
        (Link(None, "https://help.example/"), MenuEntry("https://help.example/", "https://help.example/", EXTERNAL)),  # type: ignore[arg-type]
        (Link("Files", "files/"), MenuEntry("Files", "files/")),
    ],
)
def test_a_link_to_another_site_says_so(link: Link, expected: MenuEntry) -> None:
    assert menu([link], "Site", POLICY_LINK).entries == (expected,)


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Our policy", "Our policy"), ("The policy of our company", ""), ("個人情報保護方針について", "")],
)
def test_the_folded_menu_is_named_after_the_page_if_its_title_is_short(title: str, expected: str) -> None:
    nav = [page("index"), Section("Legal", [page("privacy", title)])]
    for state in ("page", "true"):
        assert menu(nav, "Site").at("privacy/", state).caption == expected


def test_a_page_that_is_not_in_the_menu_is_marked_nowhere() -> None:
    made = menu([page("index"), Section("Legal", [page("privacy")])], "Site").at("other/", "page")
    assert (made.path, made.state, made.caption) == ((), "", "")


@pytest.mark.parametrize(
    ("made", "folded", "long"),
    [
        (links(MAX_ENTRIES), False, False),
        (links(MAX_ENTRIES + 1), True, True),
        (Menu((MenuEntry("Legal", entries=links(2).entries),), "Site"), False, True),
        (links(4, "Terms of use"), False, False),
        (links(5, "Terms of service"), True, True),
        (links(4, "使用條款與條件文件"), True, True),
        (Menu(links(4, "Terms of use").entries, "The privacy of our customers"), True, True),
    ],
    ids=["room", "many", "a group", "titles with room", "long titles", "wide characters", "a long name"],
)
def test_a_menu_that_the_header_has_no_room_for_is_folded(made: Menu, folded: bool, long: bool) -> None:
    assert (made.is_folded, made.is_long) == (folded, long)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (("index", "privacy"), ["Index", "Privacy"]),
        (("index", "terms"), ["Index", "Terms", "Our policy"]),
        (tuple(f"page{number}" for number in range(9)), [*(f"Page{number}" for number in range(6)), "Our policy"]),
    ],
    ids=["in the menu", "not in the menu", "many pages"],
)
def test_the_footer_has_the_first_pages_and_the_privacy_policy(entries: tuple[str, ...], expected: list[str]) -> None:
    nav = [*(page(name) for name in entries), Section("More", [page("more")])]
    assert [entry.title for entry in menu(nav, "Site", POLICY_LINK).footer] == expected


LIST = """\
{% macro list(entries) %}
{% for each in entries %}
{% if each.entries %}({{ each.title }}{{ "!" if each in menu.path }} {{ list(each.entries) }})\
{% else %}<a href="{{ each.url | from_folder }}">{% endif %}
{% endfor %}
{% endmacro %}
{% call menu_list(menu, "list") %}{{ list(menu.entries) }}{% endcall %}"""


def test_a_list_is_made_once_for_a_folder_and_shows_where_each_page_is() -> None:
    environment = Environment(loader=DictLoader({"list": LIST}), autoescape=True, trim_blocks=True)
    environment.filters["from_folder"] = from_folder
    environment.globals["menu_list"] = MenuLists()
    inner = MenuEntry("Legal", entries=(MenuEntry("Terms", "legal/terms/"), MenuEntry("Fees", "legal/fees/?a=1&b")))
    outside = MenuEntry("Help", "https://help.example/")
    whole = Menu((MenuEntry("Home", ""), MenuEntry("Flat", "flat.html"), inner, outside))

    def written(url: str | None, base_url: str = ".") -> str:
        page = None if url is None else SimpleNamespace(url=url)
        variables = {"page": page, "base_url": base_url, "menu": whole.at(url, "page") if url is not None else whole}
        return environment.get_template("list").render(variables).replace("\n", "")

    current = ' aria-current="page"'
    help_link = '<a href="https://help.example/">'
    # Twice, as the second of the pages in a folder gets what was made for the first one.
    for _ in range(2):
        assert written("") == (
            f'<a href="."{current}><a href="flat.html">'
            f'(Legal <a href="legal/terms/"><a href="legal/fees/?a=1&amp;b">){help_link}'
        )
        assert written("legal/terms/") == (
            '<a href="../.."><a href="../../flat.html">'
            f'(Legal! <a href="../terms/"{current}><a href="../fees/?a=1&amp;b">){help_link}'
        )
        assert written("legal/fees/?a=1&b").count(current) == 1
        assert written("legal/other/") == (
            '<a href="../.."><a href="../../flat.html">'
            f'(Legal <a href="../terms/"><a href="../fees/?a=1&amp;b">){help_link}'
        )
        assert written("flat.html") == (
            f'<a href="."><a href="flat.html"{current}>'
            f'(Legal <a href="legal/terms/"><a href="legal/fees/?a=1&amp;b">){help_link}'
        )
        assert written(None, "/base/") == (
            '<a href="/base/"><a href="/base/flat.html">'
            f'(Legal <a href="/base/legal/terms/"><a href="/base/legal/fees/?a=1&amp;b">){help_link}'
        )
