"""Files that would overwrite each other in the built site, and names that cannot be part of a URL."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from policysite.corpus import Settings, destinations
from policysite.findings import Finding

from tests.project import put

COMPOSED, DECOMPOSED = "caf\N{LATIN SMALL LETTER E WITH ACUTE}", "cafe\N{COMBINING ACUTE ACCENT}"
HOMES = ("ru/index.md", "en/index.md")


def found(root: Path, *published: str, directories: bool = True) -> list[Finding]:
    settings = Settings(
        root=root,
        config="mkdocs.yml",
        docs=root / "docs",
        languages=("ru", "en"),
        excluded=lambda _: False,
        extensions=(),
        extension_configs={},
        own_look=root / "look",
        uses_directory_urls=directories,
    )
    return sorted(destinations.check(settings, map(PurePosixPath, published)))


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        ("ru/privacy.md", "ru/privacy/index.md", "privacy/index.html"),
        ("en/privacy/README.md", "en/privacy/index.md", "en/privacy/index.html"),
        ("ru/Privacy.md", "ru/privacy.md", "privacy/index.html"),
        ("ru/Ё/a.md", "ru/ё/a.md", "ё/a/index.html"),
        ("ru/en/privacy.md", "en/privacy.md", "en/privacy/index.html"),
        ("ru/index.html.md", "ru/index.md", "index.html"),
        ("assets/logo.svg", "assets/Logo.svg", "assets/logo.svg"),
    ],
)
def test_two_files_in_one_place_are_found_and_both_are_named(one: str, other: str, place: str, tmp_path: Path) -> None:
    (finding,) = found(tmp_path, one, other)
    assert finding.rule == "destination-shared"
    assert {finding.path, finding.params["other"]} == {f"docs/{one}", f"docs/{other}"}
    assert finding.params["destination"].casefold() == place


def test_names_that_differ_in_the_form_of_a_letter_are_in_one_place(tmp_path: Path) -> None:
    rules = {finding.rule for finding in found(tmp_path, f"ru/{COMPOSED}.md", f"ru/{DECOMPOSED}.md")}
    assert rules == {"destination-shared", "name-decomposed"}


def test_the_page_that_is_named_like_a_language_is_found_rather_than_the_home_page(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, *HOMES, "ru/en.md")
    assert (finding.path, finding.rule, finding.params["other"]) == (
        "docs/ru/en.md",
        "destination-shared",
        "docs/en/index.md",
    )


@pytest.mark.parametrize(
    ("file", "reserved"),
    [
        ("ru/en/other.md", "en"),
        ("ru/EN/other.md", "en"),
        ("en/en.md", "en"),
        ("en/ru/index.md", "ru"),
        ("ru/pagefind.md", "pagefind"),
        ("en/pagefind/README.md", "pagefind"),
        ("ru/assets.md", "assets"),
        ("ru/sitemap.xml.md", "sitemap.xml"),
        ("ru/build-manifest.json.md", "build-manifest.json"),
        ("en/site.webmanifest.md", "site.webmanifest"),
        ("ru/feed.xml.md", "feed.xml"),
        ("feed.xml", "feed.xml"),
        ("policy.schema.json", "policy.schema.json"),
        ("policy.json", "policy.json"),
        ("privacy/Policy.json", "policy.json"),
        ("en/privacy/policy.json.md", "policy.json"),
        ("ru/privacy/with-original.md", "with-original"),
        ("en/privacy/With-Original/index.md", "with-original"),
        ("ru/privacy/1.0/changes.md", "changes"),
        ("en/privacy/1.0-2/Changes/a.md", "changes"),
    ],
)
def test_a_name_that_the_site_needs_is_reserved(file: str, reserved: str, tmp_path: Path) -> None:
    (finding,) = found(tmp_path, file)
    assert (finding.path, finding.rule, finding.params["reserved"]) == (f"docs/{file}", "name-reserved", reserved)


@pytest.mark.parametrize(
    "page",
    [
        "ru/404",
        "ru/google0123456789abcdef",
        "ru/yandex_0123456789abcdef",
        "ru/0123456789abcdef0123",
        "en/privacy/with-original",
        "en/privacy/1.0/changes",
    ],
)
def test_a_page_that_is_a_file_may_not_be_named_like_one_that_the_site_needs(tmp_path: Path, page: str) -> None:
    assert [finding.rule for finding in found(tmp_path, f"{page}.md", directories=False)] == ["name-reserved"]


def test_pages_that_are_folders_may_be_named_like_files(tmp_path: Path) -> None:
    pages = ("ru/404.md", "ru/google0123456789abcdef.md", "en/privacy/changes.md", "en/privacy/1.0/old/changes.md")
    assert found(tmp_path, *pages) == []


def test_pages_that_are_files_may_be_named_like_folders(tmp_path: Path) -> None:
    pages = ("ru/en.md", "ru/assets.md", "ru/privacy.md", "ru/privacy/index.md", "ru/20260101.md")
    assert found(tmp_path, *HOMES, *pages, directories=False) == []


def test_images_of_the_sites_own_look_are_published_too(tmp_path: Path) -> None:
    for name in ("notice.html", "404.html", "pagefind/a b.js", ".well-known/security.txt", "assets/icon.svg"):
        put(tmp_path / "look" / name, "")
    assert found(tmp_path, "assets/other.svg", ".well-known/security.txt") == []
    (finding,) = found(tmp_path, "assets/icon.svg")
    assert (finding.path, finding.params["other"]) == ("look/assets/icon.svg", "docs/assets/icon.svg")
    put(tmp_path / "look/assets/a b.svg", "")
    assert [(each.path, each.rule) for each in found(tmp_path)] == [("look/assets/a b.svg", "name-unsuitable")]


@pytest.mark.parametrize(
    ("name", "characters", "suggested"),
    [
        ("a b", '" "', "a-b"),
        ("a#b%c?", '"#" "%" "?"', "a-b-c-"),
        ('"a": <b>', '"\\"" ":" " " "<" ">"'.replace('\\"', '"'), "a-b-"),
        ("-a", '"-"', "a"),
        ("-a/--b c", '" " "-"', "a/b-c"),
        ("a\\b|c*", '"\\" "|" "*"', "a-b-c-"),
        ("a\N{NO-BREAK SPACE}b", "U+00A0", "a-b"),
        ("a\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}b", "U+00AD U+200B", "a-b"),
        ("a\nb", "U+000A", "a-b"),
        ("a\udcffb", "U+DCFF", "a-b"),
        (f"{DECOMPOSED} 2", '" "', f"{COMPOSED}-2"),
    ],
)
def test_a_name_that_cannot_be_part_of_a_url_is_found(
    name: str, characters: str, suggested: str, tmp_path: Path
) -> None:
    (finding,) = found(tmp_path, f"ru/{name}.md")
    assert (finding.path, finding.rule) == (f"docs/ru/{name}.md", "name-unsuitable")
    assert finding.params == {"characters": characters, "suggestion": f"docs/ru/{suggested}.md"}


def test_a_letter_that_is_stored_as_two_characters_is_found_in_a_folder_too(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, f"ru/{DECOMPOSED}/a.md")
    assert (finding.rule, finding.params) == ("name-decomposed", {"suggestion": f"docs/ru/{COMPOSED}/a.md"})


@pytest.mark.parametrize(
    ("name", "part", "suggested"),
    [
        ("con", "con", "con-1"),
        ("AUX", "AUX", "AUX-1"),
        ("nul/a", "nul", "nul-1/a"),
        ("lpt1.old", "lpt1.old", "lpt1-1.old"),
        ("com²", "com²", "com²-1"),
        ("a./b", "a.", "a/b"),
        ("a..", "a..", "a"),
    ],
)
def test_a_name_that_windows_cannot_store_is_found(name: str, part: str, suggested: str, tmp_path: Path) -> None:
    (finding,) = found(tmp_path, f"ru/{name}.md")
    assert finding.rule == "name-not-portable"
    assert finding.params == {"part": part, "suggestion": f"docs/ru/{suggested}.md"}


def test_files_that_are_no_pages_need_such_a_name_too(tmp_path: Path) -> None:
    assert [(each.path, each.rule) for each in found(tmp_path, "assets/prn.svg", "assets/prints.svg")] == [
        ("docs/assets/prn.svg", "name-not-portable")
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["ru/Terms/a.md", "ru/terms/b.md", "ru/terms/c.md"], [("docs/ru/terms/b.md", "docs/ru/terms")]),
        (["assets/Seal/a.svg", "assets/seal/in/b.svg"], [("docs/assets/seal/in/b.svg", "docs/assets/seal")]),
        (["ru/Ё/a.md", "ru/ё/b.md"], [("docs/ru/ё/b.md", "docs/ru/ё")]),
        (["ru/terms/a.md", "en/Terms/a.md", "ru/terms-a/b.md"], []),
    ],
)
def test_folders_that_differ_in_case_only_are_found(
    files: list[str], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    findings = found(tmp_path, *files)
    assert {each.rule for each in findings} <= {"folder-names-differ-in-case"}
    assert [(each.path, each.params["here"]) for each in findings] == expected


@pytest.mark.parametrize(
    "name",
    [
        "a+b",
        "a&b",
        "it's",
        "a(1)",
        "a,b;c=d@e!$~",
        "[a]{b}^`",
        "_a",
        "a.b",
        "о-нас",
        COMPOSED,
        "404",
        "search",
        "icon",
        "console",
        "com",
        "com10",
        "a..b",
    ],
)
def test_any_other_name_is_allowed(name: str, tmp_path: Path) -> None:
    assert found(tmp_path, *HOMES, f"ru/{name}.md", f"en/{name}.md") == []
