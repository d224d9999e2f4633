from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from policysite.links import crawl as crawling
from policysite.links.crawl import Miss, crawl
from policysite.links.linkchecker.report import Answer, LinkcheckerError
from policysite.links.linkchecker.run import run
from policysite.links.loopback import Pages, served

from tests.somebody import as_somebody

BASE = "/policy/"


def page(body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="ru"><head><meta charset="utf-8"><title>A</title>{head}</head>\n<body>\n{body}\n'
    )


def built(root: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """Writes a site, and gives its pages."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return [path for path in files if path.endswith(".html")]


def missed(root: Path, files: Mapping[str, str | bytes]) -> list[Miss]:
    return crawl(root, BASE, built(root, files))


# Everything that one crawl can on_progress apart stands in one site: each start of linkchecker takes half a second.
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
    "terms.html": page("A"),
    "en/faq/index.html": page(
        '<img src="../../assets/no.png" alt="A">\n'
        '<img src="../../assets/a.png" srcset="../../assets/a.png 1x, ../../assets/2x.png 2x" alt="A">\n'
        '<a href="../../нет такой/стр%20аницы/?a=b#c">A</a>\n'
        '<a href="/privacy/">A</a>\n'
        '<a href="../../semi;colon&quot;quote&#13;return&#10;line">A</a>'
    ),
    "вопросы/index.html": page('<h2 id="ответ">A</h2> <a href="..">A</a> <a href="../картинка.png">A</a>'),
    "orphan/index.html": page('\n<script src="no.js"></script>'),
    "assets/site.css": "a { background: url(a.png) }\nb { background: url('no.woff2') }\n",
    "assets/a.png": b"\x89PNG\r\n\x1a\n",
    "картинка.png": b"\x89PNG\r\n\x1a\n",
}
MISSES = [
    Miss("assets/site.css", "assets/no.woff2", "no.woff2", 2, 20, "404 Not Found"),
    Miss("en/faq/index.html", "assets/no.png", "../../assets/no.png", 4, 1, "404 Not Found"),
    Miss("en/faq/index.html", "assets/2x.png", "../../assets/2x.png", 5, 1, "404 Not Found"),
    Miss("en/faq/index.html", "нет такой/стр аницы/", "../../нет такой/стр%20аницы/?a=b#c", 6, 1, "404 Not Found"),
    Miss("en/faq/index.html", "/privacy/", "/privacy/", 7, 1, "404 Not Found"),
    Miss("index.html", "no/such/page/", "no/such/page/", 6, 1, "404 Not Found"),
    Miss("orphan/index.html", "orphan/no.js", "no.js", 5, 1, "404 Not Found"),
]


def test_what_cannot_be_opened_is_told_and_nothing_else(tmp_path: Path) -> None:
    misses = missed(tmp_path, SITE)
    strange = [miss for miss in misses if "semi" in miss.target]
    assert [miss for miss in misses if miss not in strange] == MISSES
    assert [(miss.page, miss.line, 'colon"quote' in miss.asked) for miss in strange] == [("en/faq/index.html", 8, True)]


def test_neither_the_locale_nor_the_home_nor_a_proxy_of_the_caller_matters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    (home / ".linkchecker").mkdir(parents=True)
    (home / ".linkchecker/linkcheckerrc").write_text("[filtering]\nignore=.\n")
    (home / ".netrc").write_text("machine 127.0.0.1 login a password b\n")
    foreign = {"HOME": str(home), "LC_ALL": "POSIX", "LANGUAGE": "de", "LANG": "de_DE.UTF-8", "PYTHONUTF8": "0"}
    proxies = dict.fromkeys(("http_proxy", "HTTP_PROXY", "all_proxy"), "http://127.0.0.1:1")
    for name, value in {**foreign, **proxies, "PYTHONIOENCODING": "ascii"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(home)
    (home / "linkcheck.py").write_text("raise SystemExit(0)\n")
    assert [miss for miss in missed(tmp_path / "site", SITE) if "semi" not in miss.target] == MISSES


def test_a_site_is_visited_below_a_path_in_any_alphabet(tmp_path: Path) -> None:
    files = {"index.html": page('<a href="faq/">A</a>'), "faq/index.html": page('<a href="/%D0%BF/no/">A</a>')}
    (miss,) = crawl(tmp_path, "/%D0%BF/", built(tmp_path, files))
    assert (miss.page, miss.target) == ("faq/index.html", "no/")


def test_no_miss_is_what_only_linkchecker_reads_like_that(tmp_path: Path) -> None:
    refresh = """<meta http-equiv="refresh" content="5; url='a/'"><meta http-equiv="refresh" content='5; url="a/"'>"""
    assert missed(tmp_path, {"index.html": page("A", refresh), "a/index.html": page("A")}) == []


def test_nobody_else_is_asked(tmp_path: Path) -> None:
    asked: list[str] = []

    class Other(Pages):
        def do_GET(self) -> None:  # noqa: N802
            asked.append(self.path)
            super().do_GET()

    with served(tmp_path, "/", Other) as other:
        elsewhere = other.replace("127.0.0.1", "localhost")
        assert missed(tmp_path, {"index.html": page(f'<a href="{other}">A</a> <img src="{elsewhere}a.png">')}) == []
        run([other], "internal")
    assert asked == ["/"]  # by the second run, to which it was given


def test_pages_are_read_however_long_they_are(tmp_path: Path) -> None:
    long = page("<p>" + "слово и дело " * 100_000 + '</p> <a href="no.html">A</a>')
    assert [miss.target for miss in missed(tmp_path, {"index.html": page("A"), "a/index.html": long})] == ["a/no.html"]


def test_pages_are_visited_that_want_no_robots(tmp_path: Path) -> None:
    robots = '<meta name="robots" content="noindex, nofollow">'
    files = {
        "index.html": page('<a href="a/" rel="nofollow">A</a>', robots),
        "a/index.html": page('<a href="no.html" rel="nofollow">A</a>'),
        "robots.txt": "User-agent: *\nDisallow: /\n",
    }
    assert [miss.target for miss in missed(tmp_path, files)] == ["a/no.html"]


def test_a_page_that_was_not_built_is_no_miss_but_a_fault(tmp_path: Path) -> None:
    pages = built(tmp_path, {"index.html": page("A")})
    with pytest.raises(LinkcheckerError, match=r"could not open a/index\.html: 404 Not Found"):
        crawl(tmp_path, BASE, [*pages, "a/index.html"])


def test_a_page_that_linkchecker_does_not_read_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(LinkcheckerError, match=r"could not read a\.json"):
        crawl(tmp_path, BASE, [*built(tmp_path, {"index.html": page("A"), "a.json": "{}"}), "a.json"])


def test_a_site_without_pages_is_visited_in_no_time(tmp_path: Path) -> None:
    assert crawl(tmp_path, BASE, []) == []


def answer(address: str, **other: object) -> Answer:
    params = {"asked": address, "url": address, "found_on": "", "line": 0, "column": 0, "valid": True}
    return Answer(**{**params, "result": "200 OK", "warnings": (), "retry_after": "", **other})  # type: ignore[arg-type]


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
        missed(tmp_path, {"index.html": page("A")})


def test_where_nothing_can_be_served_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def served(*_: object) -> None:
        raise OSError("no loopback")

    monkeypatch.setattr(crawling, "served", served)
    with pytest.raises(LinkcheckerError, match="cannot be served on this machine: no loopback"):
        missed(tmp_path, {"index.html": page("A")})


def test_anybody_may_crawl() -> None:
    code = (
        "import os, sys; from pathlib import Path; from policysite.links.crawl import crawl; assert os.geteuid() != 0\n"
        "print([miss.target for miss in crawl(Path(sys.argv[1]), '/policy/', ['index.html'])])"
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        built(Path(folder), {"index.html": page('<a href="no.html">A</a>')})
        result = as_somebody([sys.executable, "-c", code, folder])
    assert (result.stdout, result.stderr) == ("['no.html']\n", "")
