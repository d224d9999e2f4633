"""Unsafe and unusable configurations are refused before MkDocs loads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.config import loader, rules
from policysite.config.loader import ConfigError

from tests.configuration_files import FOLDER, SITE, found, write

LANGUAGES = "languages: [{locale: en, name: English, default: true}]"
UNSUPPORTED = "extension-unsupported"
OPTION = "extension-option-unsupported"
PLUGIN = "plugin-unsupported"
THEME = "theme-unsupported"
REFUSED = "option-unsupported"
ADDRESS = "site-url-unusable"
INVALID = "option-invalid"
UNKNOWN = "option-unknown"
REPEATED = "configuration-repeated"


def _repeated(first: str, pattern: str) -> str:
    """Return eight values, each of which repeats the one before nine times: nine million in all."""
    lines = (f"l{n}: &l{n} {pattern % ', '.join([f'*l{n - 1}'] * 9)}\n" for n in range(1, 8))
    return f"l0: &l0 {first}\n{''.join(lines)}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: !!python/name:os.system x", [(1, 4, "python-tag-forbidden")]),
        ("a:\n  - b: !!python/object/apply:os.system [x]", [(2, 8, "python-tag-forbidden")]),
        ("a: !<tag:yaml.org,2002:python/name:os.system> x", [(1, 4, "python-tag-forbidden")]),
        ("%TAG !p! tag:yaml.org,2002:python/\n---\na: !p!name:os.system x", [(3, 4, "python-tag-forbidden")]),
        *((f"a: {tag} {{b}}", [(1, 4, "yaml-tag-unknown")]) for tag in ("!!set", "!!omap", "!b")),
        ("? !!python/tuple [a]\n: b", [(1, 3, "configuration-unreadable"), (1, 3, "python-tag-forbidden")]),
        ("'hooks': x.py", [(1, 1, "hooks-forbidden")]),
        ("x: &a {hooks: [x.py]}\n<<: *a", [(1, 8, "hooks-forbidden")]),
        ("x: &a {hooks: [x.py]}\n<<: [*a]", [(1, 8, "hooks-forbidden")]),
        ("!ENV [A, hooks]: [x.py]", [(1, 1, "configuration-unreadable"), (1, 7, "environment-variable-forbidden")]),
        ("a: !ENV TOKEN", [(1, 4, "environment-variable-forbidden")]),
        (
            "a: [1, !ENV [TOKEN, KEY, x]]",
            [(1, 14, "environment-variable-forbidden"), (1, 21, "environment-variable-forbidden")],
        ),
        ("a: !ENV [TOKEN]", [(1, 10, "environment-variable-forbidden")]),
        ("a: !ENV {TOKEN: b}", [(1, 4, "environment-variable-forbidden")]),
        ("a: !ENV [[TOKEN], x]", [(1, 10, "environment-variable-forbidden")]),
        ("extra: {? [a] : b}", [(1, 11, "configuration-unreadable")]),
        ("a: !<!ENV> TOKEN", [(1, 4, "environment-variable-forbidden")]),
        ("a: [", [(1, 4, "yaml-unpaired")]),
        ("a: 1\n---\nb: 2", [(2, 1, "yaml-unreadable")]),
        ("- a", [(1, 1, "configuration-unreadable")]),
        ("a: \x00", [(1, 1, "yaml-unreadable")]),
        *(
            (f"a: {value}", [(1, 4, "configuration-unreadable")])
            for value in ("!!int b", '!!int ""', "!!float b", "!!bool b", "!!timestamp b", "2026-99-99", "9" * 5_000)
        ),
        (_repeated("{a: b}", "{<<: [%s]}"), [(5, 50, "yaml-alias-repeated")]),
        (_repeated("[a]", "[%s]") + "nav: *l7", [(6, 10, "yaml-alias-repeated")]),
        ("nav: &a [*a]", [(1, 10, "yaml-alias-repeated")]),
        ('a: "\\UFFFFFFFF"', [(1, 1, "yaml-unreadable")]),
        ("[" * 1_000, [(1, 1, "yaml-unreadable")]),
        ("a: " + "b" * 2_000_000, [(1, 1, "file-too-large")]),
        ("a: b\n" * 50_000, [(1, 1, "file-too-large")]),
        ("site_nmae: A\nINHERIT: [a.yml]", [(1, 1, UNKNOWN), (2, 10, "inherit-invalid")]),
        ("plugins: [{i18n: {lnks: 1, languages: [{default: true, nmae: x}]}}]", [(1, 19, UNKNOWN), (1, 56, UNKNOWN)]),
        ("plugins:\n  policy:\n    links: {timeuot: 3, age: 1}", [(3, 13, UNKNOWN)]),
        ("plugins:\n  - policy: {closing: {page: [privacy]}}", [(2, 24, UNKNOWN)]),
        ("x: &a {page: 1}\nplugins:\n  - policy: {closing: {<<: *a}}", [(1, 8, UNKNOWN)]),
        ("plugins: {policy: {links: {age: soon}, lnks: 1}}", [(1, 33, INVALID), (1, 40, UNKNOWN)]),
        ("plugins:\n  - policy: {links: {age: -1}}\nhooks: x.py", [(2, 27, INVALID), (3, 1, "hooks-forbidden")]),
        ("plugins:\n  - policy: {links: {age: -1, cache: !ENV A}}", [(2, 38, "environment-variable-forbidden")]),
        ("x: &a {age: -1}\nplugins:\n  - policy: {links: {<<: *a}}", [(1, 13, INVALID)]),
        ("plugins:\n  polcy: {environment: [A]}\nsite_name: !ENV A", [(2, 3, "plugin-unknown")]),
        ("plugin:\n  policy: {environment: [A]}\nsite_name: !ENV A", [(1, 1, UNKNOWN)]),
        ("plugins:\n  policy: {enviroment: [A]}\nsite_name: !ENV A", [(2, 12, UNKNOWN)]),
        ("theme: {name: material}\nplugins: [tags, material/tgas]", [(2, 11, PLUGIN), (2, 17, "plugin-unknown")]),
        ("plugins: [[search], policy]", [(1, 11, PLUGIN)]),
        ("plugins: [material/privacy, material/search, search, i18n]\ntheme: material", [(1, 11, PLUGIN)]),
        ("plugins: [!x search]", [(1, 11, PLUGIN), (1, 11, "yaml-tag-unknown")]),
        ("plugins: [{policy: {enabled: false}}]", [(1, 21, UNKNOWN)]),
        ("theme: readthedocs", [(1, 8, THEME)]),
        ("theme: {name: null}", [(1, 15, THEME)]),
        ("theme: {name: !ENV [SITE_THEME, material]}", [(1, 15, THEME), (1, 21, "environment-variable-forbidden")]),
        (
            "plugins: [{i18n: {languages: [{theme: {name: mkdocs, features: [a]}}]}}]",
            [(1, 46, THEME), (1, 54, REFUSED)],
        ),
        (
            "plugins: [{i18n: {languages: [{admonition_translations: {note: a}, locale: en, name: A, default: on}]}}]",
            [(1, 32, REFUSED)],
        ),
        ("theme: {features: [a], static_templates: [sw.js]}", [(1, 9, REFUSED), (1, 24, REFUSED)]),
        ("x: &a {features: [b]}\ntheme: {<<: *a}", [(1, 8, REFUSED)]),
        (
            "extra_css: [a.css]\nextra_javascript: [a.js]\nextra_templates: [a.html]\nmdx_configs: {toc: {}}",
            [(line, 1, REFUSED) for line in (1, 2, 3, 4)],
        ),
        *(
            (f"docs_dir: {folder}", [(1, 11, FOLDER)])
            for folder in (
                "../elsewhere",
                "/etc",
                ".",
                "./",
                "a/..",
                "..",
                "docs/../..",
                ".git",
                "a/.b",
                "''",
                "[a]",
                "~x/..",
            )
        ),
        ("theme: {custom_dir: docs}", [(1, 21, FOLDER)]),
        ("docs_dir: a/b\ntheme: {custom_dir: a}\nsite_dir: a/b/c", [(2, 21, FOLDER), (3, 11, FOLDER)]),
        ("plugins: [{i18n: {languages: [{theme: {custom_dir: ..}}]}}]", [(1, 40, REFUSED)]),
        (f"site_dir: {'a' * 300}", [(1, 11, FOLDER)]),
        ("site_dir: mkdocs.yml", [(1, 11, FOLDER)]),
        ("docs_dir: !ENV [SITE_DIR, docs]\nplugins: [{policy: {environment: [SITE_DIR]}}]", [(1, 11, FOLDER)]),
        *(
            (f"site_url: {url}", [(1, 11, ADDRESS)])
            for url in ("ftp://a.example/", "https://b@a.example/", "a.example/?b=c", "https://a.example/b//c")
        ),
        (
            "site_url: !ENV [SITE_URL, 'https://a.example/#b']\nplugins: [{policy: {environment: [SITE_URL]}}]",
            [(1, 27, ADDRESS)],
        ),
        *(
            (
                f"a: !ENV {name}\nplugins: [{{policy: {{environment: [{name}]}}}}]",
                [(1, 4, "environment-variable-forbidden")],
            )
            for name in (
                "GITHUB_TOKEN",
                "NPM_AUTH",
                "DATABASE_URL",
                "SITE_TOKEN",
                "SITE_DEPLOY_PAT",
                "SITE_HOOK_URL",
                "site_url",
            )
        ),
        ("use_directory_urls: maybe\nstrict: true", [(1, 21, INVALID)]),
        ("nav: index.md\ncopyright: 2026", [(1, 6, INVALID), (2, 12, INVALID)]),
        ("dev_addr: localhost", [(1, 11, INVALID)]),
        (f"docs_dir: {'a' * 5000}", [(1, 11, "path-missing")]),
        ("docs_dir: missing/../docs", [(1, 11, "path-missing")]),
        (f"watch: [{'a' * 5000}]", [(1, 9, "path-missing")]),
        (
            "plugins: {policy: {environment: [SITE_URL], contacts: !ENV [SITE_URL], publish: !ENV []}}",
            [(1, 55, INVALID), (1, 81, INVALID)],
        ),
        ("plugins: [{i18n: {languages: {locale: en}}}, policy: 5]", [(1, 30, INVALID), (1, 54, INVALID)]),
        ("site_name: A\nx:\n  y: 1\n  y: 2\nsite_name: B", [(4, 3, REPEATED), (5, 1, REPEATED)]),
        ("plugins:\n  - search\n  - search:\n", [(3, 5, REPEATED)]),
        ("markdown_extensions:\n  - toc\n  - markdown.extensions.toc: {toc_depth: 2}", [(3, 5, REPEATED)]),
        (
            "plugins: [{i18n: {languages: [{locale: en, default: true}, {locale: en, default: true}]}}]",
            [(1, 69, REPEATED), (1, 82, REPEATED)],
        ),
        ("plugins: [{i18n: {languages: [{default: yes, build: no}]}}]", [(1, 53, "original-not-built")]),
        (
            "plugins: [{i18n: {languages: [{locale: en, name: Русский}, {locale: ru, name: English, default: on}]}}]",
            [(1, 50, INVALID), (1, 79, INVALID)],
        ),
        ("plugins: [{i18n: {languages: [{locale: ru, name: DEUTSCH, default: on}]}}]", [(1, 50, INVALID)]),
        ("plugins: [{i18n: {languages: [{locale: ru, name: Немецкий, default: on}]}}]", [(1, 50, INVALID)]),
        *(
            (f"plugins: [{{i18n: {{languages: [{{locale: {code}, default: on}}]}}}}]", [(1, 40, "language-unknown")])
            for code in ("xx", "en_GB", "english", "en/..", "../en")
        ),
        ("INHERIT: /etc/base.yml", [(1, 10, "inherit-invalid")]),
        ("INHERIT: lost.yml", [(1, 10, "inherit-invalid")]),
        ("INHERIT: mkdocs.yml", [(1, 10, "inherit-invalid")]),
        ("INHERIT: [a.yml]", [(1, 10, "inherit-invalid")]),
        ("markdown_extensions: {extra: {}, md_in_html: null}", [(1, 23, UNSUPPORTED), (1, 34, UNSUPPORTED)]),
        ("markdown_extensions: [tables:TableExtension]", [(1, 23, UNSUPPORTED)]),
        ("markdown_extensions: [markdown.extensions.extra, Tables]", [(1, 23, UNSUPPORTED), (1, 50, UNSUPPORTED)]),
        ("markdown_extensions: [markdown.extensions.markdown.extensions.toc]", [(1, 23, UNSUPPORTED)]),
        (
            "markdown_extensions: [[toc], !x tables]",
            [(1, 23, UNSUPPORTED), (1, 30, UNSUPPORTED), (1, 30, "yaml-tag-unknown")],
        ),
        ("markdown_extensions: [!ENV A]", [(1, 23, "environment-variable-forbidden"), (1, 23, UNSUPPORTED)]),
        ("markdown_extensions: tabels", [(1, 22, UNSUPPORTED)]),
        ("x: &a {pymdownx.emoji: {}}\nmarkdown_extensions: {<<: *a}", [(1, 8, UNSUPPORTED)]),
        ("markdown_extensions:\n  - toc: {permalink: ¶, toc_depth: 7}", [(2, 11, OPTION), (2, 25, OPTION)]),
        ("markdown_extensions:\n  - markdown.extensions.toc: {slugify: x}", [(2, 31, OPTION)]),
        (
            "markdown_extensions:\n  - toc: {toc_depth: !ENV A}",
            [(2, 11, OPTION), (2, 22, "environment-variable-forbidden")],
        ),
        ("markdown_extensions:\n  - toc: [toc_depth]", [(2, 10, OPTION)]),
        ("markdown_extensions: [pymdownx.tabbed]", [(1, 23, OPTION)]),
        ("markdown_extensions:\n  - pymdownx.tabbed: {alternate_style: false}", [(2, 23, OPTION)]),
    ],
)
def test_what_must_not_be_loaded_is_found(text: str, expected: list[tuple[int, int, str]], tmp_path: Path) -> None:
    assert found(tmp_path, {"mkdocs.yml": text}) == [("mkdocs.yml", *each) for each in expected]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "site_name: '!!python/name:os.system'  # !!python, hooks:\nextra: {hooks: x, INHERIT: ../x}",
        "a: !ENV [SITE_URL, x]\nplugins:\n  - search\n  - policy: {environment: [SITE_URL]}",
        "a: !ENV SITE_URL\nplugins:\n  policy:\n    environment:\n      - SITE_URL",
        "a: !!str x\nb: !relative $docs_dir",
        "markdown_extensions:",
        "markdown_extensions: [markdown.extensions.tables, footnotes, pymdownx.tasklist]",
        "markdown_extensions: {pymdownx.tabbed: {alternate_style: yes}, toc: {toc_depth: 3}, abbr: null}",
        "x: &a {toc_depth: 2-3}\nmarkdown_extensions: [toc: {<<: *a}]",
        "a: &a [1]\nb: [*a, *a, *a]\nc: &c {d: 1}\ne: {<<: *c}",
        "plugins: [search, policy]",
        "theme: {name: material}\nplugins: [search, material/search, /material/search]",
        "theme: material\nplugins: [search]",
        "docs_dir: ./text\nsite_dir: public\ntheme: {name: material, custom_dir: text-look}",
        "extra_css: []\nextra_javascript: []\ntheme: {name: material, features: []}",
        "plugins: [{i18n: {languages: [{locale: en, name: A, default: true}, {locale: de, name: B, build: false}]}}]",
        *(
            f"plugins: [{{i18n: {{languages: [{{locale: {language}, default: on}}, {{locale: en, name: English}}]}}}}]"
            for language in ("zh-Hant, name: 繁體中文", "sr-Latn, name: Srpski", "nb, name: Norsk", "ru, name: Russian")
        ),
        "plugins:\n  - search: {lnks: 1}\n  - policy:\n      links: {age: 1, unverified: [lnks.example]}",
    ],
)
def test_what_is_safe_is_not_found(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, {"mkdocs.yml": text}) == []


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("use_directory_urls: maybe", "use_directory_urls: true"),
        ("copyright: 2026", 'copyright: "2026"'),
        ("nav: index.md", "nav: [index.md]"),
        ("nav: {a: }", "nav: [index.md]"),
        ("repo_url: policy.example", "repo_url: https://policy.example"),
        ("dev_addr: localhost", "dev_addr: 127.0.0.1:8000"),
        (f"plugins: [{{i18n: {{{LANGUAGES}, docs_structure: folders}}}}]", "docs_structure: folder"),
        (f"plugins: [{{i18n: {{{LANGUAGES}, build_only_locale: de}}}}]", "build_only_locale: en"),
        ("plugins: [{i18n: {languages: [{locale: en, name: A, default: true, link: en}]}}]", "link: /en/"),
        ("plugins: [{i18n: {languages: {en: A}}}]", "languages: [{locale: en, name: English, default: true}]"),
        ("plugins: [{i18n: {languages: [{locale: no, name: A, default: true}]}}]", 'locale: "no"'),
        ("plugins: policy", "plugins: [i18n, policy]"),
        ("plugins: [{search: , policy: }]", "plugins: [i18n, policy]"),
        ("markdown_extensions: attr_list", "markdown_extensions: [attr_list]"),
        ("markdown_extensions: [tables, null]", "markdown_extensions: [attr_list]"),
        ("markdown_extensions: [{tables: {}, footnotes: {}}]", "markdown_extensions: [attr_list]"),
        ("extra: [a]", "extra: {}"),
        ("validation: {nav: {omitted_files: loud}}", "omitted_files: warn"),
        ("validation: {omitted_files: loud}", "omitted_files: warn"),
        ("edit_uri_template: '{x}'", "edit_uri_template: edit/main/{path}"),
        ("exclude_docs: '!'", "exclude_docs: /editorial/"),
        ("exclude_docs: [/a/]", "exclude_docs: /editorial/"),
        ("exclude_docs: |\n  /drafts/\n  [z-a]", "exclude_docs: /editorial/"),
        ("draft_docs: '[z-a]'", "draft_docs: /*/draft.md"),
        ("not_in_nav: a*b*c*d", "not_in_nav: /*/privacy.md"),
        ("watch: texts", "watch: [overrides]"),
        ("plugins: [{i18n: {languages: [{locale: 5, default: true}]}}]", "locale: en"),
    ],
)
def test_a_value_that_mkdocs_would_refuse_is_found_with_one_that_it_takes(
    text: str, example: str, tmp_path: Path
) -> None:
    (finding,) = rules.findings(write(tmp_path, {"mkdocs.yml": text}))
    assert (finding.rule, finding.params["example"]) == (INVALID, example)


@pytest.mark.parametrize(
    ("text", "place", "key", "example"),
    [
        ("theme: {favicon: a.svg}", (1, 8), "theme.name", "name: material"),
        ("plugins: [i18n, policy]", (1, 11), "plugins.i18n.languages", LANGUAGES),
        ("plugins: {i18n: , policy: }", (1, 11), "plugins.i18n.languages", LANGUAGES),
        (
            "plugins: [{i18n: {languages: [{locale: en, default: true}]}}]",
            (1, 31),
            "plugins.i18n.languages.name",
            "name: English",
        ),
        (
            "plugins: [{i18n: {languages: [{name: A, default: true}]}}]",
            (1, 31),
            "plugins.i18n.languages.locale",
            "locale: en",
        ),
    ],
)
def test_what_mkdocs_needs_is_found_if_it_is_missing(
    text: str, place: tuple[int, int], key: str, example: str, tmp_path: Path
) -> None:
    (finding,) = rules.findings(write(tmp_path, {"mkdocs.yml": text}))
    assert (finding.rule, finding.line, finding.column) == ("option-missing", *place)
    assert finding.params == {"key": key, "example": example}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("docs_dir: none", [(1, 11, "docs_dir", "none")]),
        ("docs_dir: mkdocs.yml", [(1, 11, "docs_dir", "mkdocs.yml")]),
        ("theme: {name: material, custom_dir: none}", [(1, 37, "custom_dir", "none")]),
        ("watch: [own, none, [a]]", [(1, 14, "watch", "none"), (1, 20, "watch", "—")]),
        ("site_dir: none\nwatch: [mkdocs.yml]", []),
    ],
)
def test_a_folder_that_does_not_exist_is_found(
    text: str, expected: list[tuple[int, int, str, str]], tmp_path: Path
) -> None:
    findings = rules.findings(write(tmp_path, {"mkdocs.yml": text}))
    assert {each.rule for each in findings} <= {"path-missing"}
    assert [(each.line, each.column, each.params["option"], each.params["missing"]) for each in findings] == expected


def test_a_project_without_the_usual_folder_of_pages_is_found(tmp_path: Path) -> None:
    path = write(tmp_path, {"mkdocs.yml": "site_name: Policy"})
    (tmp_path / "docs").rmdir()
    (finding,) = rules.findings(path)
    assert (finding.rule, finding.params["missing"]) == ("path-missing", "docs")


def test_an_inherited_file_is_checked_too(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "INHERIT: base/b.yml\nplugins: [{policy: {environment: [SITE_NAME]}}]",
        "base/b.yml": "hooks: [x.py]\na: !ENV SITE_NAME\nINHERIT: c.yml",
        "base/c.yml": "d: !!python/name:x y\nplugins: {policy: {lnks: 1}}",
    }
    assert found(tmp_path, files) == [
        ("base/b.yml", 1, 1, "hooks-forbidden"),
        ("base/c.yml", 1, 4, "python-tag-forbidden"),
        ("base/c.yml", 2, 20, UNKNOWN),
    ]


def test_a_configuration_of_too_many_files_is_found(tmp_path: Path) -> None:
    files = {f"{n}.yml": f"INHERIT: {n + 1}.yml" for n in range(9)} | {"9.yml": "", "mkdocs.yml": "INHERIT: 0.yml"}
    assert found(tmp_path, files) == [("8.yml", 1, 10, "inherit-invalid")]
    assert found(tmp_path, files | {"8.yml": ""}) == []


def test_a_configuration_of_too_long_files_is_found(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "INHERIT: a.yml",
        "a.yml": f"INHERIT: b.yml\n# {'a' * 150_000}",
        "b.yml": f"# {'b' * 50_000}",
    }
    assert found(tmp_path, files) == [("a.yml", 1, 10, "inherit-invalid")]
    assert found(tmp_path, files | {"b.yml": "# b"}) == []


def test_files_that_inherit_each_other_are_found(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "INHERIT: b.yml", "b.yml": "INHERIT: c.yml", "c.yml": "INHERIT: b.yml"}
    assert found(tmp_path, files) == [
        ("b.yml", 1, 10, "inherit-invalid"),
        ("c.yml", 1, 10, "inherit-invalid"),
    ]


@pytest.mark.parametrize("name", ["../outside.yml", "link.yml", "inside.yml", "folder/outside.yml", "circle.yml"])
def test_a_file_from_elsewhere_is_not_inherited(name: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "outside.yml").write_text("hooks: 1", encoding="utf-8")
    for link, target in {
        "link.yml": "../outside.yml",
        "inside.yml": "mkdocs.yml",
        "folder": "..",
        "circle.yml": "circle.yml",
    }.items():
        (project / link).symlink_to(target)
    assert found(project, {"mkdocs.yml": f"INHERIT: {name}"}) == [("mkdocs.yml", 1, 10, "inherit-invalid")]


def test_a_configuration_that_is_a_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_text(SITE, encoding="utf-8")
    (tmp_path / "mkdocs.yml").symlink_to("own.yml")
    with pytest.raises(ConfigError) as raised:
        loader.load(tmp_path / "mkdocs.yml")
    assert [(each.path, each.rule) for each in raised.value.findings] == [("mkdocs.yml", "symlink")]


@given(st.text(alphabet="!&*<>[]{}:- \n\"'|?%#abENV,/", max_size=80))
def test_any_text_can_be_checked(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    found(tmp_path_factory.getbasetemp(), {"mkdocs.yml": text})


@pytest.mark.parametrize("text", ["site_name: A", "site_dir: site"])
def test_a_file_in_place_of_the_built_site_is_found(text: str, tmp_path: Path) -> None:
    places = {(path, rule) for path, _, _, rule in found(tmp_path, {"mkdocs.yml": text, "site": "a"})}
    assert places == {("mkdocs.yml", "folder-unsuitable")}
