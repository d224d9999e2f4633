"""The settings that a configuration makes."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest
import yaml
from mkdocs.config import load_config
from policysite.config import loader, rules
from policysite.config.loader import ConfigError
from policysite.config.options import PolicyConfig
from policysite.corpus.settings import Closing, ExternalLinkOptions
from policysite.findings import Severity
from policysite.languages import own_name
from policysite.site.errors import SiteError

from tests.configuration_files import FOLDER, SITE, found, write


@pytest.mark.parametrize(
    "options",
    [
        "repo_url: https://github.com/a/b\nedit_uri: '{'",
        "edit_uri: edit/main",
        "repo_name: A",
        "theme: {name: material, locale: xx_YY}",
        "theme: {name: material, locale: [en]}",
    ],
)
def test_options_without_effect_are_not_given_to_mkdocs(options: str, tmp_path: Path) -> None:
    site = re.sub("^theme.*\n", "", SITE, flags=re.MULTILINE) if "theme" in options else SITE
    loaded = loader.load_mkdocs(write(tmp_path, {"mkdocs.yml": f"{site}{options}\n"}))
    assert (loaded.repo_url, loaded.repo_name, loaded.edit_uri, loaded.edit_uri_template) == (None, None, None, None)


@pytest.mark.parametrize("name", ["search", "material/search", "/search"])
def test_the_options_of_a_search_that_no_page_has_are_not_read(name: str, tmp_path: Path) -> None:
    text = SITE.replace("  - policy:", f"  - {name}: {{lang: 5, lnks: 1}}\n  - policy:")
    assert loader.load(write(tmp_path, {"mkdocs.yml": text})).languages == ("ru", "en")


def test_the_settings_are_those_of_the_configuration(tmp_path: Path) -> None:
    settings = loader.load(write(tmp_path, {"mkdocs.yml": SITE}))
    assert (settings.root, settings.config, settings.docs) == (tmp_path, "mkdocs.yml", tmp_path / "docs")
    assert (settings.own_look, settings.site) == (tmp_path / "own", tmp_path / "site")
    assert (settings.url, settings.uses_directory_urls) == ("https://policy.example/legal/", True)
    assert settings.languages == ("ru", "en")
    assert (settings.questions, settings.external_links.age_days, settings.inherited) == (("faq",), 9, ())


@pytest.mark.parametrize(
    "written",
    [
        "https://policy.example/legal",
        "https://Policy.Example/legal/",
        "https://policy.example:443/legal/",
        "HTTPS://policy.example/%6Cegal/",
    ],
)
def test_the_url_of_the_site_has_one_form(written: str, tmp_path: Path) -> None:
    site = SITE.replace("https://policy.example/legal/", written)
    assert loader.load(write(tmp_path, {"mkdocs.yml": site})).url == "https://policy.example/legal/"


def test_drafts_and_files_that_are_excluded_are_not_published(tmp_path: Path) -> None:
    site = f"{SITE}exclude_docs: |\n  /editorial/\n  !/.well-known/\ndraft_docs: next.md\n"
    settings = loader.load(write(tmp_path, {"mkdocs.yml": site}))
    files = ("editorial/a.txt", ".well-known/a.txt", "en/.a.md", "templates/a.md", "en/next.md", "en/a.md")
    assert [file for file in files if not settings.excluded(PurePosixPath(file))] == [".well-known/a.txt", "en/a.md"]


def test_every_option_of_the_plugin_is_in_the_settings(tmp_path: Path) -> None:
    options = {
        "contacts": ["a@a.example"],
        "publish": ["robots.txt"],
        "questions": ["faq"],
        "history": "changes",
        "privacy_policy": "terms",
        "contact_url": "https://policy.example/contact/",
        "side_by_side": ["faq"],
        "tag": "policy.example,2026:legal",
        "prevails": "ru",
        "translations": "partial",
        "time_limit": 60,
        "closing": {"pages": ["terms"], "internal": "here", "external": "elsewhere"},
        "links": {"cache": ".cache/kept.yml", "age": 9, "failures": 2, "timeout": 5, "unverified": ["a.example"]},
        "rules": {
            "spelling": False,
            "quotes-wrong": "off",
            "dash-wrong": "error",
            "link-dead": "warning",
            "url-empty": "info",
        },
    }
    # The other two are used while the configuration is loaded, and for the output of MkDocs.
    assert {*options, "environment", "messages"} == {*PolicyConfig()}
    site = yaml.safe_load(SITE)
    site["plugins"][1]["policy"] = options
    settings = loader.load(write(tmp_path, {"mkdocs.yml": yaml.safe_dump(site)}))
    assert (settings.contacts, settings.questions) == (("a@a.example",), ("faq",))
    assert (settings.history, settings.privacy_policy) == ("changes", "terms")
    assert settings.contact_url == "https://policy.example/contact/"
    assert settings.side_by_side == ("faq",)
    assert settings.publish == ("robots.txt",)
    assert settings.tag == "policy.example,2026:legal"
    assert settings.prevails == "ru"
    assert settings.has_partial_translations
    assert settings.time_limit_seconds == 60
    assert settings.closing == Closing(("terms",), "here", "elsewhere")
    assert settings.external_links == ExternalLinkOptions(".cache/kept.yml", 9, 2, 5, ("a.example",))
    chosen = {"spelling": None, "quotes-wrong": None, "dash-wrong": Severity.ERROR, "link-dead": Severity.WARNING}
    assert settings.severities == chosen


def test_the_inherited_files_are_part_of_the_settings(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "INHERIT: base/b.yml", "base/b.yml": "INHERIT: c.yml", "base/c.yml": SITE}
    assert loader.load(write(tmp_path, files)).inherited == (tmp_path / "base/b.yml", tmp_path / "base/c.yml")


def test_code_in_the_configuration_is_not_run(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    path = write(tmp_path, {"mkdocs.yml": f"{SITE}extra: !!python/object/apply:os.mkdir [{marker}]\n"})
    with pytest.raises(ConfigError) as raised:
        loader.load(path)
    assert [finding.rule for finding in raised.value.findings] == ["python-tag-forbidden"]
    assert not marker.exists()


def test_hooks_are_not_imported_by_mkdocs_itself(tmp_path: Path) -> None:
    hook = f"import pathlib\npathlib.Path({str(tmp_path / 'marker')!r}).touch()\n"
    path = write(tmp_path, {"mkdocs.yml": f"{SITE}hooks: [hook.py]\n", "hook.py": hook})
    with pytest.raises(SiteError, match="hooks"):
        load_config(str(path))
    assert not (tmp_path / "marker").exists()


def test_the_configuration_may_be_named_from_a_folder_below(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": SITE})
    assert rules.findings(tmp_path / "docs/../mkdocs.yml") == []


def test_a_folder_behind_a_symbolic_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project").mkdir()
    (tmp_path / "project/inner").mkdir()
    for link, target in {"out": "../elsewhere", "in": "inner", "circle": "circle"}.items():
        (tmp_path / "project" / link).symlink_to(target)
        assert found(tmp_path / "project", {"mkdocs.yml": f"docs_dir: {link}"}) == [("mkdocs.yml", 1, 11, FOLDER)]
        assert found(tmp_path / "project", {"mkdocs.yml": f"docs_dir: {link}/a"}) == [("mkdocs.yml", 1, 11, FOLDER)]


def test_the_address_of_the_site_may_come_from_a_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = "site_url: !ENV SITE_URL\n"
    text = SITE.replace("site_url: https://policy.example/legal/\n", url).replace(
        "questions", "environment: [SITE_URL]\n      questions"
    )
    monkeypatch.setenv("SITE_URL", "https://name@policy.example/")
    with pytest.raises(ConfigError) as raised:
        loader.load(write(tmp_path, {"mkdocs.yml": text}))
    assert raised.value.message == "site_url_unusable"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("site_url: https://evil.example/", [(1, 11)]),
        ("site_url: https://policy.example/", [(1, 11)]),
        ("site_url: !ENV [SITE_NAME, 'https://evil.example/']", [(1, 11)]),
        ("site_url: !ENV [SITE_NAME, SITE_URL, 'https://evil.example/']", []),
        ("site_url: !ENV [SITE_URL, 'https://evil.example/']", []),
        ("site_url: !ENV SITE_URL", []),
        ("site_url: https://policy.example/legal", []),
    ],
)
def test_the_address_is_the_one_at_which_the_workflows_publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: list[tuple[int, int]]
) -> None:
    monkeypatch.setenv("SITE_URL", "https://policy.example/legal/")
    options = "\nplugins: [{policy: {environment: [SITE_URL, SITE_NAME]}}]"
    assert found(tmp_path, {"mkdocs.yml": text + options}) == [
        ("mkdocs.yml", *place, "site-url-differs") for place in expected
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("site_name: Policy\n", "", "site_name_missing"),
        ("docs_structure: folder", "docs_structure: suffix", "languages_without_folders"),
        ("      docs_structure: folder\n", "", "languages_without_folders"),
        ("site_url: https://policy.example/legal/\n", "", "site_url_missing"),
        ("{age: 9}", "{age: 9}\n      prevails: de", "prevails_unknown"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_an_error(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert old in SITE
    path = write(tmp_path / "project", {"mkdocs.yml": SITE.replace(old, new, 1)})
    with pytest.raises(ConfigError) as raised:
        loader.load(path)
    assert (raised.value.message, raised.value.findings) == (message, ())


@pytest.mark.parametrize("tag", ["pt-BR", "sr-Latn", "zh-Hant-HK", "fil", "es-419", "ca-ES-valencia"])
def test_a_site_may_be_in_any_language_that_exists(tag: str, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"mkdocs.yml": SITE.replace("locale: en, name: English", f"locale: {tag}, name: '{own_name(tag)}'", 1)},
    )
    assert loader.load(path).languages == ("ru", tag)


@pytest.mark.parametrize("plugin", ["i18n", "policy"])
def test_a_missing_plugin_is_an_error(plugin: str, tmp_path: Path) -> None:
    site = yaml.safe_load(SITE)
    site["plugins"] = [each for each in site["plugins"] if plugin not in each]
    path = write(tmp_path, {"mkdocs.yml": yaml.safe_dump(site)})
    with pytest.raises(ConfigError) as raised:
        loader.load(path)
    assert (raised.value.message, raised.value.params["plugin"]) == ("plugin_missing", plugin)


def test_a_missing_file_and_a_folder_are_errors(tmp_path: Path) -> None:
    for path, message in ((tmp_path / "lost.yml", "config_missing"), (tmp_path, "config_not_a_file")):
        with pytest.raises(ConfigError) as raised:
            loader.load(path)
        assert raised.value.message == message
