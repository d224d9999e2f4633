"""The command `policy links`: its output, exit codes and cache."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fake_web import Web, fake_web, without_pauses
from tests.linked_site import built, page, write
from tests.project import Project, Site, environment
from tests.terminal import shown_on_a_terminal
from tests.unprivileged import run_unprivileged

POLICY = Path(sys.executable).with_name("policy")
CONFIGURATION = """\
site_name: Policy
site_url: https://policy.example/sub/
theme: {name: material, custom_dir: overrides}
exclude_docs: /editorial/
markdown_extensions: [attr_list]
plugins:
  - i18n:
      docs_structure: folder
      languages:
        - {locale: ru, name: ru, default: true}
        - {locale: en, name: en}
  - policy:
      links: {timeout: 10}
"""
HEAD = "---\ntitle: T\ndescription: D.\n---\n"
# The first link of a page is on this line.
FIRST_LINE = 7


@dataclass(frozen=True)
class Result:
    """The exit code of a command, and its output."""

    code: int
    output: str
    errors: str


class BuiltProject(Project):
    """A project whose site is built already."""

    def links(self, *arguments: str, **variables: str) -> Result:
        """Run `policy links` as a process of its own."""
        result = subprocess.run(
            [POLICY, "links", *arguments],
            cwd=self.folder,
            env=environment(**variables),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Result(result.returncode, result.stdout, result.stderr)


def project(
    folder: Path, *links: str, exceptions: str = "[]\n", configuration: str = CONFIGURATION, layout: str = ""
) -> BuiltProject:
    """A project with links on the home page in the original, one on a line, and with these suppressions.

    `layout` is HTML around the text of that page.
    """
    in_markdown = "".join(f"См. [туда]({link}).\n" for link in links)
    in_html = "".join(f'<a href="{link}">туда</a>' for link in links)
    title = '<h1 id="home">x</h1>'
    built(
        folder,
        {
            "index.html": page(f'<main>{title}{in_html}</main><a href="/sub/en/" hreflang="en">x</a>{layout}'),
            "en/index.html": page(f"<main>{title}</main>", language="en"),
        },
        {
            "mkdocs.yml": configuration,
            "docs/ru/index.md": f"{HEAD}# Дом {{ #home }}\n\n{in_markdown}",
            "docs/en/index.md": f"{HEAD}# Home {{ #home }}\n\nYes.\n",
            "docs/editorial/exceptions.yml": exceptions,
            "overrides/notice.html": "",
        },
    )
    return BuiltProject(folder)


def links(project: BuiltProject, *arguments: str, language: str = "en") -> Result:
    """Run `policy links` in this process."""
    return Result(*project.captured("links", "--lang", language, *arguments))


@pytest.fixture(autouse=True)
def fast_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    without_pauses(monkeypatch)


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with fake_web() as web:
        yield web


def test_the_fixture_site_has_no_broken_links(sources: Project, site: Site) -> None:
    result = BuiltProject(sources.folder).links("--internal", "--site", str(site.folder), "--format", "json")
    assert (result.code, result.output.strip()) == (0, "[]"), result.errors


def test_a_broken_link_is_printed_with_its_line_and_a_suggestion(tmp_path: Path) -> None:
    result = links(project(tmp_path, "#hone"), "--internal", language="ru")
    assert result.code == 1
    assert result.output.startswith("docs/ru/index.md:7:12: error[link-target-missing] По адресу #hone на этом сайте")
    assert "возможно, он должен быть таким: #home" in result.output


def test_a_broken_link_that_the_layout_repeats_is_printed_once_as_json(tmp_path: Path) -> None:
    address = "https://policy.example/sub/#hone"
    site = project(tmp_path, address, layout=f'<a href="{address}">x</a>')
    (finding,) = json.loads(links(site, "--internal", "--format", "json").output)
    assert {name: finding[name] for name in ("path", "line", "column", "rule", "severity")} == {
        "path": "docs/ru/index.md",
        "line": 7,
        "column": 12,
        "rule": "link-target-missing",
        "severity": "error",
    }
    assert "perhaps it should be #home)" in finding["fix"]


def test_a_warning_is_not_a_failure(tmp_path: Path) -> None:
    result = links(project(tmp_path, "/sub"), "--internal")
    assert result.code == 0
    assert "warning[trailing-slash-missing]" in result.output


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("site/index.html", None, "there is no built site"),
        ("site/build-manifest.json", None, "no readable build manifest"),
        ("site/build-manifest.json", "[", "no readable build manifest"),
        ("site/site.webmanifest", "{", "site.webmanifest"),
        ("site/sitemap.xml", "<urlset>", "sitemap.xml"),
        ("site/site.webmanifest", "[" * 100_000, "site.webmanifest"),
        ("mkdocs.yml", None, "mkdocs.yml"),
        ("mkdocs.yml", CONFIGURATION.replace("site_url", "site_author"), "site_url"),
        ("mkdocs.yml", "plugins: [policy: {links: {age: -1}}]", "mkdocs.yml"),
        ("docs/en/index.md", f"{HEAD}# Home {{ #home }}\n\nNo.\n", "docs/en/index.md"),
    ],
)
@pytest.mark.parametrize("part", ["--internal", "--external"])
def test_a_site_that_cannot_be_checked_is_an_error(
    part: str, path: str, text: str | None, message: str, tmp_path: Path
) -> None:
    broken = project(tmp_path)
    if text is None:
        (tmp_path / path).unlink()
    else:
        write(tmp_path, {path: text})
    result = links(broken, part)
    assert (result.code, result.output) == (2, "")
    assert message in result.errors
    assert "Traceback" not in result.errors


def test_an_outdated_site_is_an_error_that_names_the_command_to_build_it(tmp_path: Path) -> None:
    outdated = project(tmp_path)
    write(tmp_path, {"docs/en/index.md": f"{HEAD}# Home {{ #home }}\n\nNo.\n", "docs/assets/new.svg": "<svg/>"})
    result = links(outdated)
    assert (result.code, result.output) == (2, "")
    assert "docs/assets/new.svg, docs/en/index.md" in result.errors
    assert "policy build" in result.errors


def test_a_failure_of_linkchecker_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, {"broken/linkcheck/__init__.py": "raise RuntimeError('no linkchecker today')\n"})
    result = project(tmp_path / "project").links("--internal", PYTHONPATH=str(tmp_path / "broken"))
    assert (result.code, result.output) == (2, "")
    assert "no linkchecker today" in result.errors


def test_both_checks_are_one_call(tmp_path: Path, web: Web) -> None:
    result = links(project(tmp_path, "#hone", web.address("/missing")), "--format", "json")
    assert [finding["rule"] for finding in json.loads(result.output)] == ["link-target-missing", "link-dead"]


def test_only_one_of_the_checks_can_be_chosen(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        links(project(tmp_path), "--internal", "--external")
    assert ended.value.code == 2


def test_links_to_other_sites_are_reported_at_their_lines(tmp_path: Path, web: Web) -> None:
    rules = {
        "/alive": None,
        "/missing": "link-dead",
        "/gone": "link-dead",
        "/moved": "link-moved",
        "/page-missing#absent": "fragment-missing",
    }
    result = links(project(tmp_path, *map(web.address, rules)), "--external", "--format", "json")
    assert result.code == 1, result.errors
    assert {(each["path"], each["line"], each["rule"]) for each in json.loads(result.output)} == {
        ("docs/ru/index.md", FIRST_LINE + number, rule) for number, rule in enumerate(rules.values()) if rule
    }


def test_a_moved_link_is_not_a_failure(tmp_path: Path, web: Web) -> None:
    assert links(project(tmp_path, web.address("/moved")), "--external").code == 0


def test_an_answer_is_cached_and_not_requested_again(tmp_path: Path, web: Web) -> None:
    checked = project(tmp_path, web.address("/with-no-head"))
    assert links(checked, "--external").code == 0
    cache = (tmp_path / ".cache/links.yml").read_text(encoding="utf-8")
    assert cache.startswith("# ")
    assert web.address("/with-no-head") in cache
    assert links(checked, "--external").code == 0
    assert web.requested("/with-no-head") == 1


def test_a_suppressed_dead_link_is_not_reported(tmp_path: Path, web: Web) -> None:
    entry = "- rule: link-dead\n  where: index#home\n  reason: The text names it as it was.\n"
    checked = project(tmp_path, web.address("/gone"), exceptions=entry)
    assert json.loads(links(checked, "--external", "--format", "json").output) == []


def test_without_a_network_nothing_is_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policysite.links.external.PAUSES_SECONDS", (0,))
    # No server listens there.
    result = links(project(tmp_path, "http://127.0.0.99:9/"), "--external")
    assert (result.code, result.output) == (2, "")
    assert "network" in result.errors
    assert not (tmp_path / ".cache/links.yml").exists()


def test_no_cache_is_written_through_a_symbolic_link(tmp_path: Path, web: Web) -> None:
    deep = CONFIGURATION.replace("timeout: 10", "cache: .cache/a/b/links.yml")
    checked = project(tmp_path / "site", web.address("/alive"), configuration=deep)
    write(checked.folder, {".cache/a/x": ""})
    (checked.folder / ".cache/a/b").symlink_to(tmp_path)
    result = links(checked, "--external")
    assert (result.code, "symbolic link" in result.errors) == (2, True)
    assert not (tmp_path / "links.yml").exists()


def test_a_cache_that_cannot_be_read_is_an_error_with_its_line(tmp_path: Path, web: Web) -> None:
    checked = project(tmp_path, web.address("/alive"))
    write(tmp_path, {".cache/links.yml": "answered:\n<<<<<<< ours\n"})
    result = links(checked, "--external")
    assert (result.code, result.output) == (2, "")
    assert ".cache/links.yml, line 2" in result.errors


@pytest.mark.skipif(os.name != "posix", reason="terminals are those of Unix")
def test_a_terminal_shows_how_many_sites_have_answered(tmp_path: Path, web: Web) -> None:
    checked = project(tmp_path, web.address("/alive"))
    shown = shown_on_a_terminal([POLICY, "links", "--external", "--lang", "en"], checked.folder, environment())
    assert "1 of 1" in shown


def test_any_locale_works(tmp_path: Path, web: Web) -> None:
    url = web.address("/путь к/файлу").replace(" ", "%20") + "#нет"
    checked = project(tmp_path, url)
    result = checked.links("--format", "json", LC_ALL="POSIX", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert [(each["rule"], each["line"]) for each in json.loads(result.output)] == [("fragment-missing", FIRST_LINE)]
    assert "нет" in result.output


def test_any_user_may_check(tmp_path: Path, web: Web) -> None:
    checked = project(tmp_path, web.address("/missing"))
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache").chmod(0o777)
    result = run_unprivileged([POLICY, "-f", checked.folder / "mkdocs.yml", "links", "--format", "json"])
    assert [each["rule"] for each in json.loads(result.stdout)] == ["link-dead"], result.stderr
    assert (tmp_path / ".cache/links.yml").is_file()
