"""What can be set of the plugin: what it means, and what is said of what cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.config.base import ConfigErrors
from policysite.corpus.settings import ExternalLinkOptions
from policysite.site.config import PolicyConfig, UnknownOptionError


def loaded(folder: Path, options: dict[str, Any]) -> tuple[PolicyConfig, ConfigErrors]:
    """The options as the plugin gets them, and what is wrong with them."""
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump({"plugins": [{"policy": options}]}), encoding="utf-8")
    config = PolicyConfig(str(path))
    config.load_dict(options)
    failed, warnings = config.validate()
    assert warnings == []
    return config, failed


def links(folder: Path, **options: Any) -> dict[str, Any]:
    """The options of links, which are all right."""
    config, failed = loaded(folder, {"links": options})
    assert failed == []
    return dict(config.links)


def test_without_options_links_are_checked_as_the_checks_themselves_would_have_it(tmp_path: Path) -> None:
    config, failed = loaded(tmp_path, {})
    assert failed == []
    assert (
        ExternalLinkOptions(**{**config.links, "unverified": tuple(config.links.unverified)}) == ExternalLinkOptions()
    )


def test_hosts_are_names_as_addresses_have_them(tmp_path: Path) -> None:
    hosts = ["Example.COM", "пример.рф", "a.example.", "127.0.0.5", "a_b.example"]
    assert links(tmp_path, unverified=hosts)["unverified"] == [
        "example.com",
        "xn--e1afmkfd.xn--p1ai",
        "a.example",
        "127.0.0.5",
        "a_b.example",
    ]


def test_numbers_and_the_file_are_taken_over(tmp_path: Path) -> None:
    given = {"cache": "docs\\editorial/./links.yml", "age": 0, "failures": 1, "timeout": 5, "unverified": []}
    assert links(tmp_path, **given) == given | {"cache": "docs/editorial/links.yml"}


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("unverified", ["https://a.example/x"], "'https://a.example/x' is no name of a host. Write 'a.example'."),
        ("unverified", ["*.a.example"], "'*.a.example' is no name of a host. Write 'a.example'."),
        ("unverified", ["a.example:8080"], "'a.example:8080' is no name of a host. Write 'a.example'."),
        ("unverified", [" a.example "], "' a.example ' is no name of a host. Write 'a.example'."),
        ("unverified", ["one two"], "'one two' is no name of a host."),
        ("unverified", ["user@a.example"], "'user@a.example' is no name of a host."),
        ("unverified", ["a..example"], "'a..example' is no name of a host."),
        ("unverified", ["1.2.3.4.5"], "'1.2.3.4.5' is no name of a host."),
        ("unverified", [""], "'' is no name of a host."),
        ("unverified", [7], "Expected type: <class 'str'>"),
        ("unverified", "a.example", "Expected a list of items"),
        ("age", -1, "-1 is no whole number of 0 or more."),
        ("age", "6 days", "'6 days' is no whole number of 0 or more."),
        ("failures", 0, "0 is no whole number of 1 or more."),
        ("failures", True, "True is no whole number of 1 or more."),
        ("timeout", 1.5, "1.5 is no whole number of 1 or more."),
        ("memory", "../links.yml", "'../links.yml' is no path of a file below"),
        ("memory", "/tmp/links.yml", "'/tmp/links.yml' is no path of a file below"),  # noqa: S108
        ("memory", "C:\\links.yml", "is no path of a file below"),
        ("memory", ".", "'.' is no path of a file below"),
        ("memory", "", "'' is no path of a file below"),
    ],
)
def test_what_cannot_be_meant_is_named(tmp_path: Path, option: str, value: Any, said: str) -> None:
    _, failed = loaded(tmp_path, {"links": {option: value}})
    [(key, error)] = failed
    assert key == "links"
    assert f"'{option}'" in str(error)
    assert said in str(error)


@pytest.mark.parametrize(
    ("options", "place", "key"),
    [
        ({"lnks": {}}, (3, 5), "lnks"),
        ({"links": {"timeuot": 3}}, (4, 7), "links.timeuot"),
        ({"closing": {"page": ["privacy"]}}, (4, 7), "closing.page"),
    ],
)
def test_an_option_that_there_is_not_is_an_error_at_its_place(
    tmp_path: Path, options: dict[str, Any], place: tuple[int, int], key: str
) -> None:
    _, failed = loaded(tmp_path, options)
    [(_, error)] = failed
    assert isinstance(error, UnknownOptionError)
    assert (error.finding.rule, error.finding.params["key"]) == ("option-unknown", key)
    assert (error.finding.line, error.finding.column) == place
