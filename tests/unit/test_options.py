"""The options of the plugin: what each accepts, and the errors about the rest."""

from __future__ import annotations

from typing import Any

import pytest
from mkdocs.config.base import ConfigErrors
from policysite.config.options import PolicyConfig
from policysite.corpus.settings import ExternalLinkOptions


def loaded(options: dict[str, Any]) -> tuple[PolicyConfig, ConfigErrors]:
    """The options as the plugin gets them, and the errors in them."""
    config = PolicyConfig()
    config.load_dict(options)
    failed, warnings = config.validate()
    assert warnings == []
    return config, failed


def links(**options: Any) -> dict[str, Any]:
    """The options of links, which must be valid."""
    config, failed = loaded({"links": options})
    assert failed == []
    return dict(config.links)


def test_the_defaults_are_those_of_the_link_check() -> None:
    config, failed = loaded({})
    assert failed == []
    assert (
        ExternalLinkOptions(**{**config.links, "unverified": tuple(config.links.unverified)}) == ExternalLinkOptions()
    )


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
    given = {"cache": "docs\\editorial/./links.yml", "age": 0, "failures": 1, "timeout": 5, "unverified": []}
    assert links(**given) == given | {"cache": "docs/editorial/links.yml"}


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
def test_the_beginning_of_ids_is_that_of_a_tag_uri(tag: str, is_valid: bool) -> None:
    config, failed = loaded({"tag": tag})
    assert (failed == []) is is_valid
    assert not is_valid or config.tag == tag


@pytest.mark.parametrize(
    ("option", "value", "error"),
    [
        ("unverified", ["https://a.example/x"], "'https://a.example/x' is not a host name. Write 'a.example'."),
        ("unverified", ["*.a.example"], "'*.a.example' is not a host name. Write 'a.example'."),
        ("unverified", ["a.example:8080"], "'a.example:8080' is not a host name. Write 'a.example'."),
        ("unverified", [" a.example "], "' a.example ' is not a host name. Write 'a.example'."),
        ("unverified", ["one two"], "'one two' is not a host name."),
        ("unverified", ["user@a.example"], "'user@a.example' is not a host name."),
        ("unverified", ["a..example"], "'a..example' is not a host name."),
        ("unverified", ["1.2.3.4.5"], "'1.2.3.4.5' is not a host name."),
        ("unverified", [""], "'' is not a host name."),
        ("unverified", [7], "Expected type: <class 'str'>"),
        ("unverified", "a.example", "Expected a list of items"),
        ("age", -1, "-1 is not a whole number of 0 or more."),
        ("age", "6 days", "'6 days' is not a whole number of 0 or more."),
        ("failures", 0, "0 is not a whole number of 1 or more."),
        ("failures", True, "True is not a whole number of 1 or more."),
        ("timeout", 1.5, "1.5 is not a whole number of 1 or more."),
        ("cache", "../links.yml", "'../links.yml' is not the path of a file below"),
        ("cache", "/tmp/links.yml", "'/tmp/links.yml' is not the path of a file below"),  # noqa: S108
        ("cache", "C:\\links.yml", "is not the path of a file below"),
        ("cache", ".", "'.' is not the path of a file below"),
        ("cache", "", "'' is not the path of a file below"),
    ],
)
def test_an_invalid_value_is_an_error_that_names_it(option: str, value: Any, error: str) -> None:
    _, failed = loaded({"links": {option: value}})
    [(key, raised)] = failed
    assert key == "links"
    assert f"'{option}'" in str(raised)
    assert error in str(raised)
