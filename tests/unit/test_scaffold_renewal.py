"""The texts that name the languages and pages of a site follow them; nothing that its owners have written is lost."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from policysite.config import loader
from policysite.scaffold.new import new
from policysite.scaffold.renewal import renew

from tests.project import ROOT, Project, put
from tests.small_site import SmallSite

GUIDE = "docs/editorial/guide.en.md"
ENGLISH, RUSSIAN, FRENCH = (f"<!-- policy guide {language}: written -->" for language in ("en", "ru", "fr"))
END = "<!-- policy guide end -->"


def linked(site: Project, name: str) -> list[list[str]]:
    """Return the headings of the table in a file, and the files that each of its rows links to."""
    path = site.folder / name
    rows = [line.split(" | ") for line in re.findall(r"^\| (.*) \|$", path.read_text("utf-8"), re.MULTILINE)]
    links = (re.findall(r"\]\((.*?)\)", " ".join(row)) for row in rows)
    files = [[(path.parent / link).resolve().relative_to(site.folder).as_posix() for link in row] for row in links]
    return [rows[0], *filter(None, files)]


def test_the_readme_and_the_guide_follow_the_languages_and_the_pages(tmp_path: Path) -> None:
    new(tmp_path / "site", "Acme", ["fi"], "", datetime.date(2026, 11, 27))
    site = Project(tmp_path / "site")
    readme = site.read("README.md")
    put(site.folder / "README.md", f"Ours.\n\n{readme}\nOurs, too.\n")
    put(site.folder / "text.md", "# Cookies\n\nWe set none.\n")
    assert [path.name for path in (site.folder / "docs/editorial").glob("guide.*")] == ["guide.en.md"]
    for command, languages, names in (
        ("add-page terms", "fi", "index privacy faq changes terms"),
        ("remove-page faq", "fi", "index privacy changes terms"),
        ("add-language ru", "fi ru", "index privacy changes terms"),
        (f"import {site.folder}/text.md --language fi", "fi ru", "index privacy changes terms text"),
    ):
        assert site.policy(*command.split()) == 0
        headings = ["Page", "Suomi (the original)", "Русский"][: 1 + len(languages.split())]
        rows = [[f"docs/{language}/{name}.md" for language in languages.split()] for name in names.split()]
        assert [linked(site, file) for file in ("README.md", GUIDE)] == [[headings, *rows]] * 2
    # The guide is there in the new language, and still in the one of the README.
    assert "(оригинал)" in site.read("docs/editorial/guide.ru.md")
    assert site.read("README.md").startswith("Ours.\n\n# Acme")
    assert site.read("README.md").endswith(f"{readme.partition(END)[2]}\nOurs, too.\n")
    assert site.printed("guide", "--lang", "en") == "Everything that policy guide writes is up to date.\n"


def test_a_site_installs_the_versions_that_the_generator_was_tested_with(tmp_path: Path) -> None:
    new(tmp_path / "site", "Acme", ["fi"], "", datetime.date(2026, 11, 27))
    site, locked = Project(tmp_path / "site"), (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lock = site.read("requirements.lock")
    assert lock.partition("\n")[2] == locked[locked.index("ada-url==") :]
    put(site.folder / "requirements.lock", lock.replace("mkdocs==1", "mkdocs==0"))
    assert site.printed("guide", "--lang", "en").endswith("requirements.lock\n")
    assert site.read("requirements.lock") == lock
    # One that installs the generator in another way has no use for it.
    for name in ("requirements.txt", "requirements.lock"):
        (site.folder / name).unlink()
    assert site.policy("guide") == 0
    assert not (site.folder / "requirements.lock").exists()


def test_a_translation_that_a_site_lacks_is_not_linked(small: SmallSite) -> None:
    small.replace("mkdocs.yml", "  - policy\n", "  - policy: {translations: partial}\n")
    (small.folder / "docs/ru/privacy.md").unlink()
    assert small.policy("guide") == 0
    rows = re.findall("^.*`docs/en/privacy.md`.*$", small.read(GUIDE), re.MULTILINE)
    assert rows[0] == "| Policy | [`docs/en/privacy.md`](../en/privacy.md) | — |"


# A README before and after; the same if there is no whole part in it.
PARTS = (
    (f"A.\n{ENGLISH}\n{END}\nB.\n", f"A.\n{ENGLISH}\n\nPage\n\n{END}\nB.\n"),
    (f"{ENGLISH} {END}\n\n{RUSSIAN}old{END}", f"{ENGLISH}\n\nPage\n\n{END}\n\n{RUSSIAN}\n\nСтраница\n\n{END}"),
    (f"{FRENCH}\n{END}\n", f"{FRENCH}\n\nPage\n\n{END}\n"),
    (f"{ENGLISH}\nours\n{ENGLISH}\n{END}\n", f"{ENGLISH}\nours\n{ENGLISH}\n\nPage\n\n{END}\n"),
    *((text, text) for text in (f"{ENGLISH}\nours\n", f"ours\n{END}\n", "ours\n", "")),
)


def test_only_what_is_between_the_two_comments_is_replaced(small: SmallSite) -> None:
    settings = loader.load(small.config)
    for before, after in PARTS:
        put(small.folder / "README.md", before)
        renew(settings, add_missing=False)
        text = small.read("README.md")
        assert re.sub(r"^\| (\S+) \|.*\n\|---.*\n(?:\|.*\n)+", r"\1\n", text, flags=re.MULTILINE) == after


def test_a_file_that_the_owners_have_made_their_own_is_kept(small: SmallSite) -> None:
    put(small.folder / ".github/CODEOWNERS", "")
    assert small.policy("guide") == 0
    for file in ("SECURITY.md", GUIDE):
        put(small.folder / file, small.read(file).partition("\n")[2])
    (small.folder / ".github/ISSUE_TEMPLATE/change.en.yml").write_bytes(b"\xff")
    before = {path: path.read_bytes() for path in small.folder.rglob("*") if path.is_file()}
    output = small.printed("guide", "--lang", "en")
    assert [line.partition(" stays as it is")[0].rpartition("/")[2] for line in output.splitlines()] == [
        "change.en.yml",
        "SECURITY.md",
        "guide.en.md",
        "Everything that policy guide writes is up to date.",
    ]
    assert {path: path.read_bytes() for path in small.folder.rglob("*") if path.is_file()} == before


def test_a_site_without_them_gets_no_guide_and_no_forms_with_a_page(small: SmallSite) -> None:
    put(small.folder / ".github/CODEOWNERS", "")
    assert small.policy("add-page", "terms") == 0
    assert not [*small.folder.glob("*.md"), *(small.folder / "docs/editorial").glob("guide.*")]
    assert [path.name for path in (small.folder / ".github").iterdir()] == ["CODEOWNERS"]
