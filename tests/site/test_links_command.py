"""`policy links`, as it is called."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fake_web import Web, fake_web
from tests.linked_site import INDEX, page, write
from tests.project import ROOT, Site, environment
from tests.somebody import as_somebody
from tests.terminal import shown_on_a_terminal

POLICY = Path(sys.executable).with_name("policy")
CONFIGURATION = """\
site_name: Policy
site_url: https://policy.example/sub/
theme: {name: material, custom_dir: overrides}
markdown_extensions: [attr_list]
plugins:
  - i18n:
      docs_structure: folder
      languages:
        - {locale: ru, name: ru, default: true}
        - {locale: en, name: en}
  - policy:
      links: {timeout: 2}
"""
HEAD = "---\ntitle: T\ndescription: D.\n---\n"


@dataclass(frozen=True)
class Folder:
    """A project whose site is built already, with one more link on its home page."""

    root: Path
    link: str

    def policy(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [POLICY, "links", *arguments],
            cwd=self.root,
            env=environment(**variables),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def project(root: Path, link: str = "#home") -> Folder:
    """A project with a link on the home page in the original."""
    link_in_html = link.replace("en/index.md", "en/")
    write(
        root,
        {
            "mkdocs.yml": CONFIGURATION,
            "docs/ru/index.md": HEAD + f"# Дом {{ #home }}\n\nСм. [туда]({link}).\n",
            "docs/en/index.md": HEAD + "# Home { #home }\n\nYes.\n",
            "overrides/main.html": "",
        },
    )
    title = '<h1 id="home">x</h1>'
    switch = '<a href="/sub/en/" hreflang="en">x</a>'
    write(
        root / "site",
        {
            **INDEX,
            "index.html": page(f'<main>{title}<a href="{link_in_html}">туда</a></main>{switch}'),
            "en/index.html": page(f"<main>{title}</main>", language="en"),
        },
    )
    return Folder(root, link)


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with fake_web() as web:
        yield web


def test_the_real_site_passes(site: Site) -> None:
    result = subprocess.run(
        [POLICY, "links", "--internal", "--site", site.folder],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (result.returncode, result.stdout) == (0, "Nothing to fix: 9 pages checked.\n"), result.stderr


def test_a_broken_link_is_told_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    result = project(tmp_path, "#hone").policy("--internal", "--lang", "ru")
    assert result.returncode == 1
    assert result.stdout.startswith("docs/ru/index.md:7:12: error[link-target-missing] По адресу #hone на этом сайте")
    assert "(похожий: #home)" in result.stdout


def test_another_program_gets_it_as_json(tmp_path: Path) -> None:
    result = project(tmp_path, "#hone").policy("--internal", "--format", "json")
    (finding,) = json.loads(result.stdout)
    assert {name: finding[name] for name in ("path", "line", "column", "rule", "severity")} == {
        "path": "docs/ru/index.md",
        "line": 7,
        "column": 12,
        "rule": "link-target-missing",
        "severity": "error",
    }


def test_a_warning_lets_pass(tmp_path: Path) -> None:
    result = project(tmp_path, "/sub").policy("--internal")
    assert result.returncode == 0
    assert "warning[trailing-slash-missing]" in result.stdout


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("site/index.html", None, "there is no built site"),
        ("site/site.webmanifest", "{", "site.webmanifest"),
        ("site/sitemap.xml", "<urlset>", "sitemap.xml"),
        ("site/pagefind/pagefind-entry.json", "[", "pagefind-entry.json"),
        ("site/pagefind/pagefind-entry.json", "[]", "pagefind"),
        ("site/site.css", "{(" * 10_000, "site.css"),
        ("mkdocs.yml", None, "mkdocs.yml"),
        ("mkdocs.yml", CONFIGURATION.replace("site_url", "site_author"), "set site_url"),
        ("mkdocs.yml", "plugins: [policy: {links: {age: -1}}]", "mkdocs.yml"),
    ],
)
def test_what_could_not_be_checked_is_not_said_to_be_well(
    path: str, text: str | None, said: str, tmp_path: Path
) -> None:
    folder = project(tmp_path)
    if text is None:
        (tmp_path / path).unlink()
    else:
        write(tmp_path, {path: text})
    result = folder.policy("--internal", "--lang", "en")
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("part", ["--internal", "--external"])
def test_a_site_that_was_built_before_its_pages_were_changed_is_not_said_to_be_well(part: str, tmp_path: Path) -> None:
    folder = project(tmp_path)
    page = tmp_path / "docs/en/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[More](more.md).\n", encoding="utf-8")
    result = folder.policy(part, "--lang", "en")
    assert (result.returncode, result.stdout) == (2, "")
    assert "does not show docs/en/index.md as it is now" in result.stderr


def test_a_site_in_which_linkchecker_fails_is_not_said_to_be_well(tmp_path: Path) -> None:
    folder = project(tmp_path)
    broken = tmp_path / "broken/linkcheck"
    write(tmp_path, {"broken/linkcheck/__init__.py": "raise RuntimeError('no linkchecker today')\n"})
    result = folder.policy("--internal", PYTHONPATH=str(broken.parent))
    assert (result.returncode, result.stdout) == (2, "")
    assert "no linkchecker today" in result.stderr


def test_both_at_once_are_one_call(tmp_path: Path, web: Web) -> None:
    result = project(tmp_path, web.address("/missing")).policy("--format", "json")
    assert [finding["rule"] for finding in json.loads(result.stdout)] == ["link-dead"]
    assert project(tmp_path).policy("--internal", "--external").returncode == 2


@pytest.mark.parametrize(
    ("path", "rule", "code"),
    [
        ("/alive", None, 0),
        ("/missing", "link-dead", 1),
        ("/gone", "link-dead", 1),
        ("/moved", "link-moved", 0),
        ("/alive#absent", "fragment-missing", 1),
    ],
)
def test_a_link_to_another_site_is_told_at_its_line(
    path: str, rule: str | None, code: int, tmp_path: Path, web: Web
) -> None:
    address = web.address(path)
    result = project(tmp_path, address).policy("--external", "--format", "json")
    findings = json.loads(result.stdout)
    assert result.returncode == code, result.stderr
    assert [(each["path"], each["line"], each["rule"]) for each in findings] == (
        [("docs/ru/index.md", 7, rule)] if rule else []
    )


def test_what_has_answered_is_remembered_and_not_asked_again(tmp_path: Path, web: Web) -> None:
    folder = project(tmp_path, web.address("/with-no-head"))
    assert folder.policy("--external").returncode == 0
    asked = web.asked("/with-no-head")
    memory = (tmp_path / ".cache/links.yml").read_text(encoding="utf-8")
    assert memory.startswith("# ")
    assert web.address("/with-no-head") in memory
    assert folder.policy("--external").returncode == 0
    assert web.asked("/with-no-head") == asked == 1


def test_a_dead_link_that_may_stay_is_not_told(tmp_path: Path, web: Web) -> None:
    folder = project(tmp_path, web.address("/gone"))
    write(
        tmp_path, {"docs/editorial/exceptions.yml": "- rule: link-dead\n  where: index#home\n  reason: It was there.\n"}
    )
    assert folder.policy("--external").stdout == "Nothing to fix: 2 pages checked.\n"


def test_without_a_network_nothing_is_decided(tmp_path: Path) -> None:
    # (Nobody listens there.)
    folder = project(tmp_path, "http://127.0.0.99:9/")
    result = folder.policy("--external", "--lang", "en")
    assert (result.returncode, result.stdout) == (2, "")
    assert "network" in result.stderr
    assert not (tmp_path / ".cache/links.yml").exists()


def test_a_memory_that_cannot_be_read_is_said(tmp_path: Path, web: Web) -> None:
    folder = project(tmp_path, web.address("/alive"))
    write(tmp_path, {".cache/links.yml": "answered:\n<<<<<<< ours\n"})
    result = folder.policy("--external")
    assert (result.returncode, result.stdout) == (2, "")
    assert ".cache/links.yml, line 3" in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="terminals are those of Unix")
def test_a_terminal_is_told_how_many_have_answered(tmp_path: Path, web: Web) -> None:
    folder = project(tmp_path, web.address("/alive"))
    shown = shown_on_a_terminal([POLICY, "links", "--external", "--lang", "en"], folder.root, environment())
    assert "ExternalLinkOptions other sites: 1 of 1" in shown


def test_any_locale_will_do(tmp_path: Path, web: Web) -> None:
    folder = project(tmp_path, web.address("/путь к/файлу").replace(" ", "%20") + "#нет")
    result = folder.policy("--format", "json", LC_ALL="POSIX", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert [(each["rule"], each["line"]) for each in json.loads(result.stdout)] == [("fragment-missing", 7)]
    assert "нет" in result.stdout


def test_anybody_may_check(tmp_path: Path, web: Web) -> None:
    folder = project(tmp_path, web.address("/missing"))
    for above in (tmp_path, *tmp_path.parents[:3]):
        above.chmod(0o755)
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache").chmod(0o777)
    result = as_somebody([POLICY, "-f", folder.root / "mkdocs.yml", "links", "--format", "json"])
    assert [each["rule"] for each in json.loads(result.stdout)] == ["link-dead"], result.stderr
    assert (tmp_path / ".cache/links.yml").is_file()
