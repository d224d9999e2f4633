from __future__ import annotations

import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from policysite.links import crawl as crawling
from policysite.links.crawl import BrokenLink, crawl
from policysite.links.linkchecker.report import LinkcheckerAnswer, LinkcheckerError
from policysite.links.linkchecker.run import run
from policysite.links.loopback import SiteRequestHandler, served

from tests.unprivileged import run_unprivileged

BASE = "/policy/"


def page(body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="ru"><head><meta charset="utf-8"><title>A</title>{head}</head>\n<body>\n{body}\n'
    )


def built(root: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """Write a site and return its pages."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return [path for path in files if path.endswith(".html")]


# The processor time that linkchecker may take.
SECONDS = 60.0


def broken_links(root: Path, files: Mapping[str, str | bytes]) -> list[BrokenLink]:
    return crawl(root, BASE, built(root, files), SECONDS)


# One site for as many cases as possible: each start of linkchecker takes half a second.
LONG = page("<p>" + "слово и дело " * 100_000 + '</p> <a href="no.html">A</a>')
NO_ROBOTS = '<meta name="robots" content="noindex, nofollow">'
SITE: dict[str, str | bytes] = {
    "index.html": page(
        '<a href="en/faq/">A</a> <a href="вопросы/">B</a> <a href="%D0%B2опросы/#ответ">C</a>\n'
        '<a href="en/faq/#no">D</a> <a href="en/faq">E</a> <a href="terms">F</a>\n'
        '<a href="no/such/page/">G</a>\n'
        '<p><a href="https://policy.example/">H</a> <a href="mailto:a@policy.example">I</a> <a href="tel:+1">J</a>\n'
        '<a href="//policy.example/x">K</a> <a href="http://localhost/">L</a> <a href="javascript:void(0)">M</a>\n'
        '<a href="http://[::/">N</a> <a href="">O</a> <a href="#">P</a> <a href="http://127.0.0.1:1/">Q</a>',
        '<link rel="stylesheet" href="assets/site.css">',
    ),
    "404.html": page('<a href="/policy/en/faq/">A</a>'),
    "terms.html": page("A", NO_ROBOTS),
    "en/faq/index.html": page(
        '<img src="../../assets/no.png" alt="A">\n'
        '<img src="../../assets/a.png" srcset="../../assets/a.png 1x, ../../assets/2x.png 2x" alt="A">\n'
        '<a href="../../нет такой/стр%20аницы/?a=b#c">A</a>\n'
        '<a href="/privacy/">A</a>\n'
        '<a href="../../semi;colon&quot;quote&#13;return&#10;line">A</a>'
    ),
    "вопросы/index.html": page('<h2 id="ответ">A</h2> <a href="..">A</a> <a href="../картинка.png">A</a>'),
    "orphan/index.html": page('\n<script src="no.js"></script>'),
    "long/index.html": LONG,
    "robots/index.html": page('<a href="no.html" rel="nofollow">A</a>'),
    "robots.txt": "User-agent: *\nDisallow: /\n",
    "assets/site.css": "a { background: url(a.png) }\nb { background: url('no.woff2') }\n",
    "assets/a.png": b"\x89PNG\r\n\x1a\n",
    "картинка.png": b"\x89PNG\r\n\x1a\n",
}
BROKEN = sorted(
    [
        BrokenLink("assets/site.css", "assets/no.woff2", "no.woff2"),
        BrokenLink("en/faq/index.html", "assets/no.png", "../../assets/no.png"),
        BrokenLink("en/faq/index.html", "assets/2x.png", "../../assets/2x.png"),
        BrokenLink("en/faq/index.html", "нет такой/стр аницы/", "../../нет такой/стр%20аницы/?a=b#c"),
        BrokenLink("en/faq/index.html", "/privacy/", "/privacy/"),
        BrokenLink("index.html", "no/such/page/", "no/such/page/"),
        BrokenLink("long/index.html", "long/no.html", "no.html"),
        BrokenLink("orphan/index.html", "orphan/no.js", "no.js"),
        BrokenLink("robots/index.html", "robots/no.html", "no.html"),
    ]
)


@dataclass(frozen=True)
class Crawled:
    """The result of one crawl, and the paths that it requested from another server on this machine."""

    links: list[BrokenLink]
    requests: list[str]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """The crawl of a site by a user with settings of their own, in whose pages another server is linked."""
    root = tmp_path_factory.mktemp("crawl")
    requests: list[str] = []

    class Other(SiteRequestHandler):
        def do_GET(self) -> None:  # noqa: N802  (as the base class calls it)
            requests.append(self.path)
            super().do_GET()

    with served(root, "/", Other) as other, pytest.MonkeyPatch.context() as patch:
        _be_somebody_with_settings(root / "home", patch)
        elsewhere = other.replace("127.0.0.1", "localhost")
        links = {"other.html": page(f'<a href="{other}">A</a> <img src="{elsewhere}a.png">')}
        found = broken_links(root / "site", {**SITE, **links})
        assert requests == []
        list(run([other], "internal"))  # the server would have been reached
    return Crawled(found, requests)


def _be_somebody_with_settings(home: Path, patch: pytest.MonkeyPatch) -> None:
    (home / ".linkchecker").mkdir(parents=True)
    (home / ".linkchecker/linkcheckerrc").write_text("[filtering]\nignore=.\n")
    (home / ".netrc").write_text("machine 127.0.0.1 login a password b\n")
    (home / "linkcheck.py").write_text("raise SystemExit(0)\n")
    foreign = {"HOME": str(home), "LC_ALL": "POSIX", "LANGUAGE": "de", "LANG": "de_DE.UTF-8", "PYTHONUTF8": "0"}
    proxies = dict.fromkeys(("http_proxy", "HTTP_PROXY", "all_proxy"), "http://127.0.0.1:1")
    for name, value in {**foreign, **proxies, "PYTHONIOENCODING": "ascii"}.items():
        patch.setenv(name, value)
    patch.chdir(home)


def test_every_broken_link_of_the_site_is_found_and_no_other_for_any_user(crawled: Crawled) -> None:
    strange = [link for link in crawled.links if "semi" in link.target]
    assert [link for link in crawled.links if link not in strange] == BROKEN
    assert [(link.page, 'colon"quote' in link.address) for link in strange] == [("en/faq/index.html", True)]


def test_no_other_host_is_requested(crawled: Crawled) -> None:
    assert crawled.requests == ["/"]  # by the run to which it was given


def test_the_path_of_the_site_may_be_in_any_alphabet(tmp_path: Path) -> None:
    files = {"index.html": page('<a href="faq/">A</a>'), "faq/index.html": page('<a href="/%D0%BF/no/">A</a>')}
    (link,) = crawl(tmp_path, "/%D0%BF/", built(tmp_path, files), SECONDS)
    assert (link.page, link.target) == ("faq/index.html", "no/")


def test_a_page_that_is_missing_is_an_error_of_the_crawl(tmp_path: Path) -> None:
    pages = built(tmp_path, {"index.html": page("A")})
    with pytest.raises(LinkcheckerError, match=r"could not open a/index\.html: 404 Not Found"):
        crawl(tmp_path, BASE, [*pages, "a/index.html"], SECONDS)


def test_a_page_that_linkchecker_does_not_read_is_an_error_of_the_crawl(tmp_path: Path) -> None:
    with pytest.raises(LinkcheckerError, match=r"could not read a\.json"):
        crawl(tmp_path, BASE, [*built(tmp_path, {"index.html": page("A"), "a.json": "{}"}), "a.json"], SECONDS)


def test_addresses_that_differ_in_their_query_are_one_file(tmp_path: Path) -> None:
    links = "".join(f'<a href="no/?{number}">A</a>' for number in range(9))
    assert len(broken_links(tmp_path, {"index.html": page(links)})) == 1


def test_a_site_without_pages_has_no_broken_links(tmp_path: Path) -> None:
    assert crawl(tmp_path, BASE, [], SECONDS) == []


def answer(address: str, **other: object) -> LinkcheckerAnswer:
    params = {"address": address, "url": address, "found_on": "", "valid": True}
    return LinkcheckerAnswer(**{**params, "result": "200 OK", "warnings": (), "retry_after": "", **other})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"result": "500 Internal Server Error", "valid": False}, "could not open index.html: 500"),
        ({"result": "filtered"}, "could not open index.html: filtered"),
        ({"warnings": ("could not get content: ReadTimeout",)}, "could not read index.html: could not get content"),
    ],
)
def test_a_page_counts_as_visited_only_when_it_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: dict[str, object], reason: str
) -> None:
    monkeypatch.setattr(crawling, "run", lambda given, *_, **__: [answer(address, **other) for address in given])
    with pytest.raises(LinkcheckerError, match=reason):
        broken_links(tmp_path, {"index.html": page("A")})


def test_a_machine_that_does_not_allow_serving_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def served(*_: object) -> None:
        raise OSError("no loopback")

    monkeypatch.setattr(crawling, "served", served)
    with pytest.raises(LinkcheckerError, match="cannot be served on this machine: no loopback"):
        broken_links(tmp_path, {"index.html": page("A")})


# Prints the broken links of the site in a folder.
CRAWL = (
    "import sys; from pathlib import Path; from policysite.links.crawl import crawl\n"
    "print([link.target for link in crawl(Path(sys.argv[1]), '/policy/', ['index.html'], 60.0)])"
)


def test_any_user_may_crawl() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        built(Path(folder), {"index.html": page('<a href="no.html">A</a>')})
        result = run_unprivileged([sys.executable, "-c", f"import os; assert os.geteuid()\n{CRAWL}", folder])
    assert (result.stdout, result.stderr) == ("['no.html']\n", "")


def test_packages_may_be_installed_in_a_folder_with_any_letters(tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment)
    (packages,) = environment.glob("lib/python*/site-packages")
    lines = f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n{tmp_path / 'политика'}\n"
    (packages / "packages.pth").write_text(lines, encoding="utf-8")
    built(tmp_path / "site", {"index.html": page('<a href="no.html">A</a>')})
    result = subprocess.run(
        [environment / "bin/python", "-c", CRAWL, tmp_path / "site"],
        env={"LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (result.stdout, result.stderr) == ("['no.html']\n", "")
