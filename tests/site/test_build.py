"""`policy build`: a complete new site, or the old one as it was."""

from __future__ import annotations

import datetime
import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn
from unittest import mock

import pytest
from filelock import FileLock
from mkdocs.utils import meta
from PIL import Image
from policysite import corpus
from policysite.config import sources
from policysite.config.loader import load
from policysite.corpus.link_rules import link_target_missing
from policysite.errors import ToolError
from policysite.findings import Finding
from policysite.rulebook.examples import CheckName, examples
from policysite.site import mkdocs_log
from policysite.site.build import build
from policysite.site.published import TEXT

from tests import example_site
from tests.project import FIXTURES, Site, commit, put
from tests.small_site import SmallSite
from tests.unprivileged import run_unprivileged


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """A built site. Only to be read."""
    site = SmallSite(tmp_path_factory.mktemp("earlier") / "project", versioned=False)
    assert site.policy("build") == 0
    return site


@pytest.fixture
def built(small: SmallSite, earlier: SmallSite) -> SmallSite:
    """The same site, built earlier and then changed."""
    shutil.copytree(earlier.folder / "site", small.folder / "site")
    shutil.copy(earlier.folder / ".site.lock", small.folder)
    small.write("site/old.html", "of an earlier build")
    return small


def test_mkdocs_reads_no_page_but_has_its_title_for_the_menu(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meta, "get_data", lambda text: (text, {}) if text == TEXT else pytest.fail(text))
    small.replace("docs/en/privacy.md", "title: Policy", "title: Our policy")
    assert small.policy("build") == 0
    assert 'aria-current="page">Our policy</a>' in small.read("site/privacy/index.html")


def test_a_build_prints_one_line(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.folder)
    assert small.run("build") == ("Built 4 pages: site\n", "")
    assert "We keep every request" in small.read("site/privacy/index.html")


def test_a_build_replaces_the_whole_site_and_leaves_nothing_beside_it(built: SmallSite) -> None:
    built.write(".site.new/half.html", "of a build that was killed")
    built.write(".site.old/index.html", "of a build that was killed")
    assert built.policy("build") == 0
    assert "old.html" not in built.published()
    beside = {path.name for path in built.folder.iterdir()} - {"docs", "overrides", "mkdocs.yml"}
    assert beside == {"site", ".site.lock"}


def test_what_only_rendering_needs_is_loaded_while_pages_are_read(small: SmallSite) -> None:
    # (In this process, other tests have loaded it.)
    code = (
        "import sys; from pathlib import Path\n"
        "from policysite.build_manifest import THEME; from policysite.config import loader\n"
        "from policysite.site import reading\n"
        f"config = loader.load_mkdocs(Path({str(small.config)!r})); settings = loader.settings_of(config)\n"
        "config.theme.dirs[:] = [str(THEME)]\n"
        "loaded = ['policysite.site.content' in sys.modules]\n"
        "reading.read(settings, config.theme); print(*loaded, 'policysite.site.content' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert result.stdout == "False True\n"


@pytest.mark.parametrize("name", ["site", ".site.new", ".site.old", ".site.lock"])
def test_nothing_is_written_through_a_link_in_the_project(small: SmallSite, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (small.folder / name).symlink_to(elsewhere)
    code, output, errors = small.captured("build")
    assert code != 0
    assert (
        "error[folder-unsuitable]" if name == "site" else f"{small.folder / name} is a symbolic link"
    ) in output + errors
    assert (small.folder / name).is_symlink()
    assert not [*elsewhere.iterdir()]


def test_a_site_below_a_link_in_the_project_is_not_built(small: SmallSite, tmp_path: Path) -> None:
    (small.folder / "out").symlink_to(tmp_path)
    assert small.policy("build", "-o", str(small.folder / "out/site")) == 2
    assert not (tmp_path / "site").exists()


def test_another_folder_can_be_named(small: SmallSite, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in ("new/site", "empty"):
        assert small.policy("build", "-o", str(tmp_path / folder)) == 0
        assert "privacy/index.html" in Site(tmp_path / folder).files()
    assert not (small.folder / "site").exists()


def test_a_site_behind_a_link_outside_of_the_project_is_replaced_where_it_is(built: SmallSite, tmp_path: Path) -> None:
    (built.folder / "site").rename(tmp_path / "published")
    (tmp_path / "link").symlink_to(tmp_path / "published")
    assert built.policy("build", "-o", str(tmp_path / "link")) == 0
    assert (tmp_path / "link").is_symlink()
    assert "old.html" not in Site(tmp_path / "published").files()


def test_a_commit_determines_the_build_time(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    commit(small.folder, datetime.date(2020, 2, 3))
    assert small.policy("build") == 0
    assert "2020-02-03" in small.read("site/sitemap.xml")
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_no_date_of_a_change_lies_in_the_future(small: SmallSite) -> None:
    for language in ("en", "ru"):
        small.replace(f"docs/{language}/privacy.md", "\n---\n", '\nversion: "1.0"\neffective_date: 2099-01-01\n---\n')
    commit(small.folder, datetime.date(2020, 2, 3))
    small.append("docs/en/index.md", "\nWe answer within a week.\n")
    commit(small.folder, datetime.date(2099, 12, 31))  # the clock of this machine was wrong
    assert small.policy("build") == 0
    assert "In effect from January\N{NO-BREAK SPACE}1,\N{NO-BREAK SPACE}2099" in small.read("site/privacy/index.html")
    changed = re.findall(r"<loc>.*/legal/(.*)</loc>\s*<lastmod>(.*)</lastmod>", small.read("site/sitemap.xml"))
    assert changed == [("ru/", "2020-02-03"), ("privacy/", "2020-02-03"), ("ru/privacy/", "2020-02-03")]
    assert '"dateModified": "2020-02-03"' in small.read("site/privacy/index.html")
    assert "dateModified" not in small.read("site/index.html")


def test_dates_that_are_not_known_are_reported_once(small: SmallSite) -> None:
    commit(small.folder, datetime.date(2020, 2, 3))
    head = small.read(".git/refs/heads/" + small.read(".git/HEAD").strip().rpartition("/")[2])
    small.write(".git/shallow", head)
    output, errors = small.run("build", "--lang", "ru")
    assert output.count("checkout-shallow") == 1
    assert "В рабочей копии есть только последние коммиты" in output
    assert errors == ""
    assert "2020" not in small.read("site/sitemap.xml")


def test_a_language_that_is_not_built_is_neither_checked_nor_published(small: SmallSite) -> None:
    approvals = small.read("docs/editorial/approvals.yml")
    small.replace("docs/ru/privacy.md", " { #requests }", "")
    exception = "- {rule: spelling, where: ru/privacy, reason: The name of a product.}\n"
    small.write("docs/editorial/exceptions.yml", exception)
    small.replace("mkdocs.yml", "name: Русский", "name: Русский, build: false")
    assert "error" not in small.printed("check", "--lang", "en")
    published = small.published()
    assert [path for path in published if path.startswith("ru/")] == []
    for path, content in published.items():
        if path.endswith((".html", ".xml")):
            assert b'"ru"' not in content
            assert "Русский".encode() not in content
    assert small.policy("approve", "--all") == 0
    assert small.read("docs/editorial/approvals.yml").split("\n", 1)[1] == approvals.split("\n", 2)[2]


def test_a_site_may_have_another_icon_and_no_footer(small: SmallSite) -> None:
    small.replace("mkdocs.yml", "assets/icon.svg", "assets/icon.ico")
    icon = small.folder / "docs/assets/icon.ico"
    icon.parent.mkdir()
    Image.new("RGB", (16, 16)).save(icon)
    assert small.policy("build") == 0
    page = small.read("site/ru/privacy/index.html")
    assert '<link rel="icon" href="../../assets/icon.ico" type="image/vnd.microsoft.icon">' in page
    assert "None" not in page
    [icon] = json.loads(small.read("site/ru/site.webmanifest"))["icons"]
    assert icon == {"src": "../assets/icon.ico", "type": "image/vnd.microsoft.icon"}


@pytest.mark.parametrize("name", ["search", "material/search"])
def test_the_search_of_material_has_no_effect(small: SmallSite, name: str) -> None:
    small.replace("mkdocs.yml", "plugins:\n", f"plugins:\n  - {name}\n")
    assert small.policy("build") == 0
    assert not (small.folder / "site/search").exists()


def test_errors_in_the_pages_are_findings(built: SmallSite) -> None:
    before = built.published()
    built.replace("docs/ru/privacy.md", " { #requests }", "")
    output, errors = built.run("build", code=1)
    assert "docs/ru/privacy.md:8:1: error[id-missing]" in output
    assert output.endswith("the site is not built until this is fixed\n")
    assert errors == ""
    assert built.published() == before
    assert not (built.folder / ".site.new").exists()


def _as_findings(warnings: Iterable[str], site: SmallSite) -> list[Finding]:
    settings = load(site.config)
    pages, _ = corpus.read(settings)
    return mkdocs_log.as_findings(warnings, pages, settings)


def test_many_missing_pages_of_a_menu_that_is_read_once_are_found_once_each(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"lost-{number}.md" for number in range(900)]
    small.replace("mkdocs.yml", "privacy.md]", f"privacy.md, {', '.join(names)}]")
    warning = "A reference to '{}' is included in the 'nav' configuration, which is not found "
    settings = load(small.config)  # which reads it too
    pages, _ = corpus.read(settings)
    reading = mock.Mock(side_effect=sources.menu_entries)
    monkeypatch.setattr(sources, "menu_entries", reading)
    findings = mkdocs_log.as_findings(map(warning.format, names), pages, settings)
    assert [each.params["name"] for each in findings] == names
    assert reading.call_count == 1


def test_each_of_many_broken_links_is_found_once(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    small.replace("docs/en/privacy.md", "every", "[every](nowhere.md) " * 3000)
    warning = "Doc file 'en/privacy.md' contains a link 'nowhere.md', but the target is not found."
    others = [warning.replace("nowhere", f"nowhere-{number}") for number in range(3000)]
    making = mock.Mock(side_effect=link_target_missing)
    monkeypatch.setattr("policysite.site.mkdocs_log.link_target_missing", making)
    found = [each.rule for each in _as_findings([warning, *others], small)]
    assert (found.count("link-target-missing"), found.count("mkdocs-warning")) == (3000, 3000)
    assert making.call_count == 3000


def test_a_page_whose_name_the_menu_mistypes_is_not_called_missing_there(small: SmallSite) -> None:
    small.replace("mkdocs.yml", "privacy.md]", "privcy.md]")
    warnings = [
        'The following pages exist in the docs directory, but are not included in the "nav" configuration: '
        "- en/privacy.md - en/a - b.md",
        "A reference to 'privcy.md' is included in the 'nav' configuration, which is not found ",
    ]
    findings = _as_findings(warnings, small)
    assert [each.rule for each in findings] == ["mkdocs-warning", "menu-page-missing"]
    warnings[0] = warnings[0].partition(" - en/a")[0]
    (finding,) = _as_findings(warnings, small)
    assert (finding.rule, finding.params["name"]) == ("menu-page-missing", "privcy.md")


@pytest.mark.parametrize(
    ("path", "old", "new", "finding"),
    [
        ("docs/en/privacy.md", "every", "[every](nowhere.md)", "docs/en/privacy.md:10:17: error[link-target-missing]"),
        ("mkdocs.yml", "privacy.md]", "privacy.md, lost.md]", "mkdocs.yml:5:29: error[menu-page-missing]"),
        (
            "mkdocs.yml",
            "nav: [",
            "validation: {nav: {absolute_links: warn}}\nnav: [/legal/x/, ",
            "mkdocs.yml:1:1: error[mkdocs-warning]",
        ),
    ],
)
def test_warnings_of_mkdocs_are_findings(built: SmallSite, path: str, old: str, new: str, finding: str) -> None:
    before = built.published()
    built.replace(path, old, new)
    assert finding in built.printed("build", code=1)
    assert built.published() == before


@pytest.mark.parametrize(
    "path", ["docs/assets/seal.svg", "docs/en/terms.md", "overrides/assets/brand.css", "overrides/x"]
)
def test_a_pipe_is_refused_and_does_not_stop_the_build_forever(small: SmallSite, path: str) -> None:
    (small.folder / path).parent.mkdir(exist_ok=True)
    os.mkfifo(small.folder / path)
    assert f"{path}:1:1: error[file-unexpected]" in small.printed("build", code=1)


@pytest.mark.parametrize("rule", [rule for rule, both in examples().items() if both.check is CheckName.BUILD])
def test_a_rule_of_the_build_has_the_findings_of_its_bad_example_and_none_in_the_good_one(
    rule: str, tmp_path: Path
) -> None:
    both = examples()[rule]
    for name in ("bad", "good"):
        (tmp_path / name).mkdir()
    example_site.prepare(both.bad, tmp_path / "bad")
    try:
        findings = build(tmp_path / "bad/mkdocs.yml").warnings
    except ToolError as error:
        findings = error.findings
    found = [f"{each.path}:{each.line}:{each.column} {each.rule}" for each in findings]
    assert sorted(found) == sorted(both.bad.expect)
    shown = example_site.shown_params(rule, findings)
    assert {name: text.replace(str(tmp_path / "bad"), "policies") for name, text in shown.items()} == both.bad.params
    example_site.prepare(both.good, tmp_path / "good")
    built = build(tmp_path / "good/mkdocs.yml")
    assert (built.pages, built.warnings) == (5, ())


@pytest.mark.parametrize(
    ("function", "names"), [("write_file", ["site/page"]), ("copy_file", ["docs/page", None, "site/page"])]
)
def test_a_full_disk_leaves_the_old_site(
    built: SmallSite, function: str, names: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *names)

    before = built.published()
    monkeypatch.setattr(f"mkdocs.utils.{function}", full)
    assert built.run("build", code=2) == ("", "policy: the site was not built: site/page: No space left on device\n")
    assert built.published() == before
    assert not (built.folder / ".site.new").exists()


@pytest.mark.parametrize(("project", "site"), [(0o555, 0o755), (0o777, 0o555)])
def test_a_read_only_folder_is_an_error_in_one_line(built: SmallSite, project: int, site: int) -> None:
    before = built.published()
    (built.folder / "site").chmod(site)
    built.folder.chmod(project)
    result = run_unprivileged([Path(sys.executable).with_name("policy"), "-f", built.config, "build"])
    built.folder.chmod(0o755)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("policy: ")
    assert result.stderr.count("\n") == 1
    assert built.published() == before


def test_a_folder_that_is_not_a_site_is_not_replaced(small: SmallSite, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/letter.txt").write_text("Dear Sir or Madam")
    (tmp_path / "letters/sitemap.xml").write_text("of another program")
    (tmp_path / "file").write_text("")
    for name in ("letters", "file"):
        assert "is not a built site" in small.errors("build", "-o", str(tmp_path / name))
    assert Site(tmp_path / "letters").files() == {
        "letter.txt": b"Dear Sir or Madam",
        "sitemap.xml": b"of another program",
    }


def test_a_folder_with_files_of_the_repository_is_not_replaced(small: SmallSite) -> None:
    put(small.folder / "letters/sitemap.xml.gz", "")
    commit(small.folder, datetime.date(2026, 11, 22))
    assert "letters has files of the repository, such as sitemap.xml.gz," in small.errors(
        "build", "-o", str(small.folder / "letters"), "--lang", "en"
    )
    assert (small.folder / "letters/sitemap.xml.gz").exists()


def test_a_file_that_the_sites_own_look_must_not_have_ends_the_build(built: SmallSite) -> None:
    before = built.published()
    built.write("overrides/footer-end.html", "<p>\n{{ config }}\n<form></form>")
    built.write("overrides/main.html", "{{ config }}")
    built.write("overrides/x.js", "")
    output = built.printed("build", code=1)
    for place in (
        "overrides/footer-end.html:2:1: error[addition-invalid]",
        "overrides/footer-end.html:3:1: error[addition-invalid]",
        "overrides/main.html:1:1: error[override-unexpected]",
        "overrides/x.js:1:1: error[override-unexpected]",
    ):
        assert place in output
    assert built.published() == before


def test_the_second_of_two_builds_waits_for_the_first(small: SmallSite) -> None:
    first = FileLock(small.folder / ".site.lock")
    first.acquire()
    assert build(small.config, on_wait=first.release).pages == 4


def test_a_build_does_not_wait_forever(built: SmallSite) -> None:
    before = built.published()
    with FileLock(built.folder / ".site.lock"), pytest.raises(ToolError) as raised:
        build(built.config, wait_seconds=0.01)
    assert raised.value.message == "build_running"
    assert built.published() == before


def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "tests.site.killed_builds", tmp_path / "project"],
        cwd=FIXTURES.parents[1],
        env={**os.environ, "SOURCE_DATE_EPOCH": "1000000000"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
