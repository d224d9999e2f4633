"""Rules of the configuration that the lint applies: missing texts of a language, options without effect, the icon."""

from __future__ import annotations

import pytest

from tests.rules import findings_of

# The translation is on line 7.
SITE = """\
plugins:
  - i18n:
      docs_structure: folder
      languages:
        # The original is the default.
        - {{locale: ru, name: Русский, default: true{ru}}}
        - {{locale: en, name: English{en}}}
  - policy
{more}"""
NAMED = ", site_name: Policy"
NAV = "nav: [Коротко: index.md, Политика: privacy.md]\n"


def found(rule: str, configuration: str, **files: str) -> list[tuple[str, int, int, str]]:
    """The path, line and column of each finding, and what it is about."""
    others = {"mkdocs.yml": configuration, **{f"{name}.yml": text for name, text in files.items()}}
    findings = findings_of(rule, {}, files=others)
    return [
        (each.path, each.line, each.column, " ".join(each.params[name] for name in sorted(each.params)))
        for each in findings
    ]


@pytest.mark.parametrize(
    ("ru", "en", "more", "expected"),
    [
        ("", "", "", [(7, 20, "en site_name")]),
        ("", NAMED, "copyright: Сайт.\n", [(7, 20, "en copyright")]),
        ("", ", site_name: ", "", [(7, 20, "en site_name")]),
        ("", f"{NAMED}, copyright: Site.", "", [(6, 20, "ru copyright")]),
        (", copyright: Сайт.", NAMED, "", [(7, 20, "en copyright")]),
        ("", f"{NAMED}, copyright: Site.", "copyright: Сайт.\n", []),
        (", copyright: Сайт.", f"{NAMED}, copyright: ''", "", []),
        ("", NAMED, "", []),
        ("", ", build: false", "copyright: Сайт.\n", []),
        ("", ", build: false, copyright: Site.", "", []),
    ],
)
def test_every_language_has_the_texts_of_every_page(
    ru: str, en: str, more: str, expected: list[tuple[int, int, str]]
) -> None:
    configuration = SITE.format(ru=ru, en=en, more=more)
    assert found("language-option-missing", configuration) == [("mkdocs.yml", *each) for each in expected]


@pytest.mark.parametrize(
    ("en", "more", "expected"),
    [
        ("", NAV, [(9, 7, "en Коротко"), (9, 26, "en Политика")]),
        (", nav_translations: {Коротко: In brief}", NAV, [(9, 26, "en Политика")]),
        (", nav_translations: {Коротко: In brief, Политика: Policy}", NAV, []),
        (", nav: [In brief: index.md, Policy: privacy.md]", NAV, []),
        (", build: false", NAV, []),
        ("", "nav: [index.md, privacy.md]\n", []),
        ("", "nav: [index.md, Право: [Политика: privacy.md]]\n", [(9, 17, "en Право"), (9, 25, "en Политика")]),
        ("", "", []),
    ],
)
def test_every_language_has_every_title_of_the_menu(en: str, more: str, expected: list[tuple[int, int, str]]) -> None:
    configuration = SITE.format(ru="", en=NAMED + en, more=more)
    assert found("menu-title-untranslated", configuration) == [("mkdocs.yml", *each) for each in expected]


@pytest.mark.parametrize(
    ("en", "more", "expected"),
    [
        (", nav_translations: {Коротко: In brief, Политика: Policy}", NAV, []),
        (", nav_translations: {Коротко: In brief, Политка: Policy}", NAV, ["Политка"]),
        (", nav_translations: {Право: Law}", "nav: [Право: [Политика: privacy.md]]\n", []),
        (", nav_translations: {Политика: Policy}", "nav: [index.md, privacy.md]\n", ["Политика"]),
        (", nav: [Brief: index.md], nav_translations: {Brief: In brief}", NAV, []),
        (", build: false, nav_translations: {Политка: Policy}", NAV, []),
        (", nav_translations: {Law: Right}", "nav:\n", []),
    ],
)
def test_a_translation_of_a_title_that_is_not_in_the_menu_is_found(en: str, more: str, expected: list[str]) -> None:
    configuration = SITE.format(ru="", en=NAMED + en, more=more)
    assert [shown.split()[-1] for *_, shown in found("menu-translation-unused", configuration)] == expected


THEME = "theme: {{name: material, {}}}\n"
# As Material's documentation has it.
SCHEMES = """\
{media: "(prefers-color-scheme: light)", scheme: default, primary: black, toggle: {icon: material/a, name: Dark}},
  {media: "(prefers-color-scheme: dark)", scheme: slate, primary: white, toggle: {icon: material/b, name: Light}}"""


@pytest.mark.parametrize(
    ("configuration", "expected"),
    [
        ("repo_url: https://git.example/a\nedit_uri: x\n", [(1, 1, "repo_url, edit_uri")]),
        (THEME.format("icon: {logo: material/library}"), [(1, 25, "theme.icon")]),
        (
            THEME.format("palette: {primary: puce, accent: brown}"),
            [(1, 35, "theme.palette.primary, theme.palette.accent")],
        ),
        (THEME.format("palette: {primary: teal, scheme: slate}"), [(1, 50, "theme.palette.scheme")]),
        (THEME.format("palette: [{scheme: youtube}]"), [(1, 36, "theme.palette.scheme")]),
        (THEME.format("palette: {primary: teal, hue: 3}"), [(1, 50, "theme.palette.hue")]),
        (THEME.format("palette: red"), [(1, 34, "theme.palette")]),
        (THEME.format("font: {text: Lato}"), [(1, 25, "theme.font")]),
        (THEME.format("language: en"), [(1, 25, "theme.language")]),
        ("extra:\n  social: [{icon: a, link: b}]\n", [(2, 3, "extra.social")]),
        (
            SITE.format(ru="", en=", theme: {favicon: a.svg}", more=""),
            [(7, 47, "plugins.i18n.languages.en.theme.favicon")],
        ),
        (SITE.format(ru="", en="", more="  - search\n"), [(9, 5, "plugins.search")]),
        (SITE.format(ru="", en="", more="  - search: {lang: en}\n"), [(9, 5, "plugins.search")]),
        (SITE.format(ru="", en="", more="  - material/search\n"), [(9, 5, "plugins.material/search")]),
        (THEME.format("palette: {scheme: default, primary: deep-purple, accent: lime}, logo: a.svg"), []),
        (THEME.format("palette: {primary: custom, accent: custom}"), []),
        (THEME.format(f"palette: [{SCHEMES}]"), []),
        ("extra_css: []\nextra_javascript: []\nrepo_url: ''\n", []),
        (THEME.format("font: false, language: ru, custom_dir: overrides"), []),
        ("extra: {generator: false, our_own: x}\n", [(1, 27, "extra.our_own")]),
        ("copyright: x\nstrict: true\nuse_directory_urls: false\nwatch: [overrides]\n", []),
    ],
)
def test_options_that_the_pages_do_not_use_are_named(configuration: str, expected: list[tuple[int, int, str]]) -> None:
    assert found("option-without-effect", configuration) == [("mkdocs.yml", *each) for each in expected]


def test_an_option_of_an_inherited_file_is_found_there() -> None:
    assert found("option-without-effect", "INHERIT: base.yml\n", base="# A\nrepo_url: https://git.example/a\n") == [
        ("base.yml", 2, 1, "repo_url")
    ]


@pytest.mark.parametrize(
    ("icon", "file", "is_usable"),
    [
        ("assets/icon.svg", "overrides/assets/icon.svg", True),
        ("assets/icon.ico", "docs/assets/icon.ico", True),
        ("assets/icon.png", "docs/assets/icon.gif", False),
        ("assets/icon.txt", "overrides/assets/icon.txt", False),
        ("docs/assets/icon.png", "docs/assets/icon.png", False),
    ],
)
@pytest.mark.parametrize("option", ["favicon", "logo"])
def test_icon_and_logo_are_images_of_the_site(icon: str, file: str, is_usable: bool, option: str) -> None:
    files = {"mkdocs.yml": f"theme: {{name: material, custom_dir: overrides, {option}: {icon}}}\n", file: ""}
    findings = findings_of("icon-unusable", {}, files=files)
    assert [(each.path, each.line, each.column) for each in findings] == [("mkdocs.yml", 1, 50 + len(option))][
        is_usable:
    ]


@pytest.mark.parametrize(
    ("menu", "expected"),
    [
        ("[index.md, Policy: privacy.md, ./privacy.md]", []),
        ("[Policy: https://policy.example/a.html, Read: https://policy.example/README.md]", []),
        ("[Policy: privcy.md]", [(1, 15, "privcy.md")]),
        ("[Policy: privacy.md#policy]", [(1, 15, "privacy.md#policy")]),
        ("[Policy: 'privacy.md?a', Read: a/../privacy.md]", [(1, 15, "privacy.md?a"), (1, 37, "a/../privacy.md")]),
        ("[All: [index.md, cafe\u0301.md]]", [(1, 23, "cafe\u0301.md")]),
    ],
)
def test_a_page_that_exists_only_in_the_menu_is_found(menu: str, expected: list[tuple[int, int, str]]) -> None:
    found = findings_of("menu-page-missing", "Текст.", files={"mkdocs.yml": f"nav: {menu}\n"})
    assert [(finding.line, finding.column, finding.params["name"]) for finding in found] == expected


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("https://help.example/", True),
        ("mailto:help@help.example", True),
        ("privacy.md", True),
        ("http://help.example/", False),
        ('"javascript:alert(1)"', False),
        ("https://policy.example@help.example/", False),
        ("../../secret.txt", False),
        ("a/../../secret.txt", False),
        ("lost.txt", False),
        ("../privacy.md", False),
        ("assets/form.svg", True),
        ("privacy.md#policy", True),  # no page has this name
        ("assets/form.svg#a", True),
        ("a/../assets/form.svg", False),
    ],
)
def test_the_menu_links_to_safe_addresses_only(address: str, is_safe: bool) -> None:
    menu = f"nav: [index.md, More: [Help: {address}]]\n"
    files = {"mkdocs.yml": menu, "docs/assets/form.svg": "<svg/>"}
    hits = findings_of("menu-url-unsafe", {}, files=files)
    expected = [] if is_safe else [(1, 30, address.strip('"'))]
    assert [(hit.line, hit.column, hit.params["address"]) for hit in hits] == expected


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("policysite @ file:///home/anna/dist/policysite.whl", "file:///home/anna/dist/policysite.whl"),
        ("policysite@FILE:///home/anna/policysite.whl  # ours", "FILE:///home/anna/policysite.whl"),
        ("-e /home/anna/policysite", "/home/anna/policysite"),
        ("--editable=/home/anna/policysite", "/home/anna/policysite"),
        ("C:\\policysite.whl", "C:\\policysite.whl"),
        ("./wheels/policysite.whl", ""),  # in the repository
        ("policysite==1.0 --hash=sha256:00", ""),
        ("policysite @ git+https://github.com/acme/policysite@v1", ""),
        ("https://wheels.example/policysite.whl", ""),
        ("# file:///home/anna/policysite.whl", ""),
    ],
)
def test_a_requirement_that_only_this_computer_has_is_found(line: str, path: str) -> None:
    found = findings_of("requirement-local", "Текст.", files={"requirements.txt": f"properdocs\n{line}\n"})
    expected = [("requirements.txt", 2, line.index(path) + 1, path)] if path else []
    assert [(each.path, each.line, each.column, each.params["requirement"]) for each in found] == expected
