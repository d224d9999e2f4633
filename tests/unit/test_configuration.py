"""Nothing in the configuration runs code, reads what it should not or leads out of the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.lint.inheritance import inherited
from policysite.lint.rules.configuration import faults, inherits
from policysite.lint.rules.snippets import snippet_outside

from tests.rule_hits import places

ROOT = Path(__file__).parents[2]


def found(text: str, inherited: dict[str, str] | None = None) -> list[tuple[str, int, int, str]]:
    return [(each.path, each.line, each.column, each.rule) for each in faults(text, "mkdocs.yml", inherited)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: !!python/name:os.system x", [(1, 4, "configuration-python")]),
        ("a:\n  - b: !!python/object/apply:os.system [x]", [(2, 8, "configuration-python")]),
        ("a: !<tag:yaml.org,2002:python/name:os.system> x", [(1, 4, "configuration-python")]),
        ("%TAG !p! tag:yaml.org,2002:python/\n---\na: !p!name:os.system x", [(3, 4, "configuration-python")]),
        ("? !!python/tuple [a]\n: b", [(1, 3, "configuration-unreadable"), (1, 3, "configuration-python")]),
        ("a: b\nhooks:\n  - x.py", [(2, 1, "configuration-hooks")]),
        ("'hooks': x.py", [(1, 1, "configuration-hooks")]),
        ("x: &a {hooks: [x.py]}\n<<: *a", [(1, 8, "configuration-hooks")]),
        ("x: &a {hooks: [x.py]}\n<<: [*a]", [(1, 8, "configuration-hooks")]),
        ("!ENV [A, hooks]: [x.py]", [(1, 1, "configuration-unreadable"), (1, 7, "configuration-environment")]),
        ("a: !ENV TOKEN", [(1, 4, "configuration-environment")]),
        ("a: [1, !ENV [TOKEN, KEY, x]]", [(1, 14, "configuration-environment"), (1, 21, "configuration-environment")]),
        ("a: !ENV [TOKEN]", [(1, 10, "configuration-environment")]),
        ("a: !<!ENV> TOKEN", [(1, 4, "configuration-environment")]),
        ("a: [", [(1, 5, "configuration-unreadable")]),
        ("a: 1\n---\nb: 2", [(2, 1, "configuration-unreadable")]),
        ("- a", [(1, 1, "configuration-unreadable")]),
        ("a: \x00", [(1, 1, "configuration-unreadable")]),
        ('a: "\\UFFFFFFFF"', [(1, 1, "configuration-unreadable")]),
        ("[" * 100_000, [(1, 1, "configuration-unreadable")]),
        ("a: " + "b" * 2_000_000, [(1, 1, "configuration-unreadable")]),
        ("INHERIT: ../base.yml", [(1, 10, "configuration-inherits")]),
        ("INHERIT: /etc/base.yml", [(1, 10, "configuration-inherits")]),
        ("INHERIT: lost.yml", [(1, 10, "configuration-inherits")]),
        ("INHERIT: mkdocs.yml", [(1, 10, "configuration-inherits")]),
        ("INHERIT: [a.yml]", [(1, 10, "configuration-inherits")]),
        ("markdown_extensions: [pymdownx.snippets]", [(1, 23, "snippets-unrestricted")]),
        ("markdown_extensions:\n  - pymdownx.snippets:\n      base_path: docs/..", [(2, 5, "snippets-unrestricted")]),
        ("markdown_extensions:\n  pymdownx.snippets:\n    base_path: [docs, .]", [(2, 3, "snippets-unrestricted")]),
        (
            "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: docs\n      restrict_base_path: false",
            [(2, 5, "snippets-unrestricted")],
        ),
        (
            "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: docs\n      url_download: true",
            [(2, 5, "snippets-unrestricted")],
        ),
    ],
)
def test_what_a_configuration_must_not_hold_is_found(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert found(text) == [("mkdocs.yml", *each) for each in expected]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "site_name: '!!python/name:os.system'  # !!python, hooks:\nextra: {hooks: x, INHERIT: ../x}",
        "a: !ENV [SITE_URL, x]\nplugins:\n  - search\n  - policy: {environment: [SITE_URL]}",
        "a: !ENV SITE_URL\nplugins:\n  policy:\n    environment:\n      - SITE_URL",
        "a: !!str x\nb: !relative $docs_dir",
        "docs_dir: pages\nmarkdown_extensions:\n  - pymdownx.snippets:\n      base_path: [pages, !relative $docs_dir]",
        "a: &a [1]\nb: [*a, *a, *a]\nc: &c {d: 1}\ne: {<<: *c}",
        "a: &a [*a]",
    ],
)
def test_what_it_may_hold_is_not(text: str) -> None:
    assert found(text) == []


def test_the_configuration_of_this_site_is_sound() -> None:
    assert found((ROOT / "mkdocs.yml").read_text(encoding="utf-8")) == []


def test_a_file_that_is_taken_over_is_checked_too() -> None:
    files = {"base/b.yml": "hooks: [x.py]\na: !ENV B", "base/c.yml": "d: !!python/name:x y"}
    text = "INHERIT: base/b.yml\nplugins: [{policy: {environment: [B]}}]"
    assert found(text, files | {"base/b.yml": files["base/b.yml"] + "\nINHERIT: c.yml"}) == [
        ("base/c.yml", 1, 4, "configuration-python"),
        ("base/b.yml", 1, 1, "configuration-hooks"),
    ]


def test_files_that_take_each_other_over_are_found() -> None:
    files = {"b.yml": "INHERIT: c.yml", "c.yml": "INHERIT: b.yml"}
    assert found("INHERIT: b.yml", files) == [
        ("b.yml", 1, 10, "configuration-inherits"),
        ("c.yml", 1, 10, "configuration-inherits"),
    ]


def test_only_files_in_the_folder_are_read(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "outside.yml").write_text("secret: 1", encoding="utf-8")
    (project / "link.yml").symlink_to("../outside.yml")
    (project / "inside.yml").symlink_to("mkdocs.yml")
    (project / "folder").symlink_to("..")
    base = "INHERIT: link.yml\n<<: [{INHERIT: inside.yml}, {INHERIT: folder/outside.yml}]"
    (project / "base.yml").write_text(base, encoding="utf-8")
    config = project / "mkdocs.yml"
    config.write_text("INHERIT: base.yml", encoding="utf-8")
    assert inherited(config) == {"base.yml": base}
    config.write_text("INHERIT: ../outside.yml", encoding="utf-8")
    assert inherited(config) == {}
    assert inherits("INHERIT: ../outside.yml", "mkdocs.yml") == []


@given(st.text(alphabet="!&*<>[]{}:- \n\"'|?%#abENV,/", max_size=80))
def test_no_configuration_is_too_strange_to_be_checked(text: str) -> None:
    found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('--8<-- "../../secret.txt"', [(1, 9)]),
        ("--8<--\nru/a.md\n../b.md\n--8<--\n\n../c.md", [(3, 1)]),
        ('- пункт\n\n    --8<-- "/etc/passwd"', [(3, 13)]),
        ('```\n--8<-- "a/../../b"\n```', [(2, 9)]),
        ("--8<-- 'https://a.example/b.md'", [(1, 9)]),
        ('--8<-- "editorial/guide.ru.md"', [(1, 9)]),
        ('--8<-- "ru/a..b.md"\n--8<-- "ru/editorial.md"', []),
        ('См. "../a" и --8<-- "../b" в строке.', []),
    ],
)
def test_a_snippet_from_outside_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(snippet_outside, text) == expected
