"""The options of the plugin: what each accepts, and the errors about the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from policysite.config.options import EXAMPLES, PolicyConfig
from policysite.config.rules import findings
from policysite.corpus.settings import ExternalLinkOptions


def loaded(options: dict[str, Any]) -> PolicyConfig:
    """The options as the plugin gets them."""
    config = PolicyConfig()
    config.load_dict(options)
    assert config.validate() == ([], [])
    return config


def invalid(folder: Path, options: str) -> list[tuple[str, str, str]]:
    """The options, in YAML, with an invalid value: the option, the value and what to write instead."""
    (folder / "docs").mkdir(exist_ok=True)
    file = folder / "mkdocs.yml"
    file.write_text(f"plugins:\n  - policy: {options}\n", encoding="utf-8")
    found = findings(file)
    assert {finding.rule for finding in found} <= {"option-invalid"}
    return [
        (
            each.params["key"].removeprefix("plugins.policy").lstrip(".") or "policy",
            each.params["written"],
            each.params["example"],
        )
        for each in found
    ]


def links(**options: Any) -> dict[str, Any]:
    """The options of links, which must be valid."""
    return dict(loaded({"links": options}).links)


def test_the_defaults_are_those_of_the_link_check() -> None:
    cache, age, failures, timeout, unverified = map(links().get, ("cache", "age", "failures", "timeout", "unverified"))
    assert ExternalLinkOptions(cache, age, failures, timeout, tuple(unverified)) == ExternalLinkOptions()


def test_host_names_become_lower_case_and_ascii() -> None:
    hosts = ["Example.COM", "пример.рф", "a.example.", "127.0.0.5", "a_b.example"]
    assert links(unverified=hosts)["unverified"] == [
        "example.com",
        "xn--e1afmkfd.xn--p1ai",
        "a.example",
        "127.0.0.5",
        "a_b.example",
    ]


def test_numbers_and_the_path_of_the_cache_are_kept() -> None:
    given = {"cache": ".cache\\a/./links.yml", "age": 0, "failures": 1, "timeout": 5, "unverified": []}
    assert links(**given) == given | {"cache": ".cache/a/links.yml"}


@pytest.mark.parametrize(
    ("tag", "is_valid"),
    [
        ("policy.example,2026:privacy", True),
        ("legal@policy.example,2026-11-26:/a/b", True),
        ("policy.example,2026-11:", True),
        ("", True),
        ("tag:policy.example,2026:privacy", False),
        ("policy.example:privacy", False),
        ("policy.example,26:privacy", False),
        ("policy.example,2026:a b", False),
        ("политика.example,2026:a", False),
    ],
)
def test_the_beginning_of_ids_is_that_of_a_tag_uri(tag: str, is_valid: bool, tmp_path: Path) -> None:
    example = ("tag", f'"{tag}"', "tag: policy.example,2026:privacy")
    assert invalid(tmp_path, f'{{tag: "{tag}"}}') == ([] if is_valid else [example])
    assert loaded({"tag": tag}).tag == tag


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("https://a.example/x", "a.example"),
        ('"*.a.example"', "a.example"),
        ("a.example:8080", "a.example"),
        ('" a.example "', "a.example"),
        ("one two", "policy.example"),
        ("user@a.example", "policy.example"),
        ("a..example", "policy.example"),
        ("1.2.3.4.5", "policy.example"),
        ('""', "policy.example"),
        ("7", "policy.example"),
    ],
)
def test_what_is_no_host_name_is_found_with_the_host_name_in_it(written: str, host: str, tmp_path: Path) -> None:
    expected = [("links.unverified", written, f"unverified: [{host}]")]
    assert invalid(tmp_path, f"{{links: {{unverified: [b.example, {written}]}}}}") == expected


@pytest.mark.parametrize(
    ("option", "written"),
    [
        ("links.unverified", "a.example"),
        ("links.age", "-1"),
        ("links.age", "6 days"),
        ("links.failures", "0"),
        ("links.failures", "true"),
        ("links.timeout", "1.5"),
        ("time_limit", "0"),
        ("time_limit", "301"),
        ("links.cache", "../links.yml"),
        ("links.cache", "/links.yml"),
        ("links.cache", "C:\\links.yml"),
        ("links.cache", "."),
        *(
            ("links.cache", path)
            for path in (".git/a.yml", "a.yml", "mkdocs.yml", ".cache/../a.yml", ".cache/a.py", ".cache")
        ),
        ("links.cache", '""'),
        ("links.cache", "!relative a.yml"),
        ("links", "5"),
        ("closing.pages", "privacy"),
        ("messages", "no"),
        ("contacts", "a@a.example"),
        ("contact_url", "contact.html"),
        ("contact_url", '"mailto:"'),
        ("contact_url", '"https://"'),
        ("contact_url", "http://policy.example/"),
        ("contact_url", "https://bit.ly/policy"),
        ("contact_url", '"javascript:alert(1)"'),
        ("contact_url", '"mailto:a@policy.example,b@evil.example"'),
        ("contact_url", '"mailto:a@policy.example?bcc=b@evil.example"'),
        ("contact_url", '"mailto:a@policy.example?subject=A&body=Call"'),
        ("contact_url", '"mailto:a@policy.example%2Cb@evil.example"'),
        *((option, "~") for option in ("contacts", "publish", "questions", "closing.pages", "links.unverified")),
        ("questions", "{faq: faq}"),
        ("history", "[changes]"),
        ("rules", "spelling"),
    ],
)
def test_an_invalid_value_is_found_with_an_example_of_a_valid_one(option: str, written: str, tmp_path: Path) -> None:
    *outer, last = option.split(".")
    expected = (option, written, f"{last}: {EXAMPLES[option]}")
    options = f"{last}: {written}"
    assert invalid(tmp_path, f"{{{outer[0]}: {{{options}}}}}" if outer else f"{{{options}}}") == [expected]


def test_an_item_of_a_list_that_is_empty_is_found(tmp_path: Path) -> None:
    for option in ("contacts", "publish", "questions", "side_by_side"):
        assert [found[0] for found in invalid(tmp_path, f"{{{option}: [~]}}")] == [option]
    assert invalid(tmp_path, '{contact_url: "mailto:a@policy.example?subject=A%20b", side_by_side: ~}') == []


def test_what_is_no_contact_or_names_no_site_is_found(tmp_path: Path) -> None:
    for written in (
        "https://localhost/",
        "https://policy.example／evil.example/",
        "https://bit.ly/policy",
        "our hotline",
    ):
        assert [found[0] for found in invalid(tmp_path, f"{{contacts: ['{written}']}}")] == ["contacts"]
    known = (
        "'https://policy.example/forms', httpd@policy.example, '@acme', '۱۱۲ ۱۱۲ ۱۱۲', acme＠policy.example, t.me/acme"
    )
    assert invalid(tmp_path, f"{{contacts: [{known}]}}") == []


def test_options_must_be_a_mapping(tmp_path: Path) -> None:
    assert invalid(tmp_path, "links") == [("policy", "links", "policy: {}")]
    assert invalid(tmp_path, "") == []


def test_a_value_of_a_permitted_environment_variable_is_checked_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_YEAR", "-1")
    options = "{environment: [SITE_YEAR], links: {age: !ENV SITE_YEAR}}"
    assert invalid(tmp_path, options) == [("links.age", "!ENV SITE_YEAR", f"age: {EXAMPLES['links.age']}")]
    monkeypatch.setenv("SITE_YEAR", "1")
    assert invalid(tmp_path, options) == []


def test_the_examples_are_valid_and_each_option_has_one(tmp_path: Path) -> None:
    nested = {"closing": PolicyConfig.closing.config_class, "links": PolicyConfig.links.config_class}
    assert {*EXAMPLES} == {*PolicyConfig(), *(f"{name}.{key}" for name, each in nested.items() for key in each())}
    for option, example in EXAMPLES.items():
        levels = (f"\n{' ' * (6 + 2 * level)}{name}:" for level, name in enumerate(option.split(".")))
        assert invalid(tmp_path, f"{''.join(levels)} {example}") == []
