"""`policy verify` compares every file of a published site with its build, and waits for what is late within limits."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from policysite import build_manifest
from policysite.build_manifest import PublishedFile
from policysite.config.loader import site_url
from policysite.corpus.urls import PageUrls
from policysite.errors import ToolError
from policysite.findings import Finding
from policysite.links.loopback import SiteRequestHandler, served
from policysite.live import check, http
from policysite.rulebook.examples import CheckName, examples

from tests.example_live import found_by_verification
from tests.example_site import shown_params
from tests.free_port import free_port
from tests.project import put
from tests.small_site import SmallSite

WAIT_SECONDS = 60
RULES = [rule for rule, both in examples().items() if both.check is CheckName.LIVE]
FILES = {
    "404.html": "<h1>404</h1>",
    "assets/site.css": "p {}",
    "assets/печать.svg": "<svg/>",
    "index.html": "<h1>Home</h1>",
    "privacy/index.html": "<h1>Policy</h1>",
    "privacy/1.0/index.html": "<h1>Policy 1.0</h1>",
    "sitemap.xml": "<urlset></urlset>",
    ".well-known/security.txt": "Contact: mailto:a@a.example",
}


@pytest.mark.parametrize("rule", RULES)
def test_the_bad_example_of_a_rule_has_the_findings_that_it_states_and_the_good_one_none(rule: str) -> None:
    both = examples()[rule]
    found = found_by_verification(both.bad)
    assert [f"{each.path}:{each.line}:{each.column} {each.rule}" for each in found] == list(both.bad.expect)
    assert shown_params(rule, found) == both.bad.params
    assert found_by_verification(both.good) == []


@dataclass
class Host:
    """A server as GitHub Pages, which can be changed.

    Attributes:
        folder: what it publishes.
        base: the path below which it is published.
        answers: what it answers for a path below the base, instead of the file: a function of the request.
        seconds: how long the check has waited, each time.
        after: called with the number of times that the check has waited.
    """

    folder: Path
    base: str = "/legal/"
    answers: dict[str, Callable[[SiteRequestHandler], None]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    after: Callable[[int], None] = lambda _times: None

    @contextmanager
    def served(self) -> Iterator[str]:
        """Serve it, and yield its URL."""
        host = self

        class Handler(SiteRequestHandler):
            def do_GET(self) -> None:  # noqa: N802  (the server calls it)
                answer = host.answers.get(self.path.removeprefix(host.base))
                if answer:
                    answer(self)
                else:
                    super().do_GET()

        with served(self.folder, self.base, Handler) as url:
            yield url

    def pause(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.after(len(self.seconds))

    def findings(self, directories: bool = True) -> list[Finding]:
        """Compare what it serves with the build."""
        site = self.folder.parent / "built"
        digest = build_manifest.sha256((site / build_manifest.NAME).read_bytes())
        with self.served() as url, http.connected() as fetch:
            urls = PageUrls(url, "en", directories)
            return check.findings(
                build_manifest.read(site), digest, urls, "mkdocs.yml", fetch, WAIT_SECONDS, pause=self.pause
            )

    def found(self) -> list[tuple[str, str]]:
        """Return the rule and the path of each finding."""
        return [(each.rule, each.params["address"].partition(self.base)[2]) for each in self.findings()]


def manifest(folder: Path) -> None:
    """Write the build manifest of a folder."""
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    build_manifest.write(folder, "https://policy.example/legal/", {}, dict.fromkeys(files, PublishedFile()))


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Host:
    """A server with a site as it was built."""
    monkeypatch.setenv("no_proxy", "*")
    for folder in ("built", "published"):
        for name, text in FILES.items():
            put(tmp_path / folder / name, text)
        manifest(tmp_path / folder)
    return Host(tmp_path / "published")


def sends(body: bytes, status: HTTPStatus = HTTPStatus.OK, **headers: str) -> Callable[[SiteRequestHandler], None]:
    return lambda request: request.answer(status, "text/html", body, **headers)


def moved(request: SiteRequestHandler, to: str) -> None:
    request.answer(HTTPStatus.MOVED_PERMANENTLY, "text/html", b"", Location=to)


def test_a_site_as_it_was_built_has_no_findings_and_nothing_waits(host: Host) -> None:
    assert host.findings() == []
    assert host.seconds == []


def test_the_root_of_a_server_and_pages_without_folders_are_compared_too(host: Host) -> None:
    host.base = "/"
    assert host.findings(directories=False) == []


def test_one_changed_byte_is_found(host: Host) -> None:
    put(host.folder / "privacy/1.0/index.html", "<h1>Policy 1.1</h1>")
    assert host.found() == [("live-file-changed", "privacy/1.0/")]


def test_a_missing_file_is_found_under_every_address_of_it(host: Host) -> None:
    (host.folder / "assets/печать.svg").unlink()
    (host.folder / "404.html").unlink()
    assert sorted(host.found()) == [
        ("live-error-page-differs", "no-such-page/"),
        ("live-file-missing", "404.html"),
        ("live-file-missing", "assets/печать.svg"),
    ]


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ("sitemap.xml", "<urlset><url><loc>{root}evil/</loc></url><url><loc>{root}privacy/</loc></url></urlset>"),
        ("sitemap.xml", "<urlset><url><loc>https://policy.example/legal/evil/</loc></url></urlset>"),
        ("index.html", '<a href="privacy/index.html#x"></a><a href="evil/?a#b">Prize</a><a href="gone/">Old</a>'),
        ("build-manifest.json", '{{"files": {{"evil/index.html": {{}}, "index.html": {{}}, "gone.html": {{}}}}}}'),
    ],
)
def test_a_page_that_the_build_does_not_have_is_found_if_a_changed_file_names_it(
    host: Host, changed: str, text: str
) -> None:
    put(host.folder / "evil/index.html", "<h1>You have won</h1>")
    host.answers[changed.removesuffix("index.html")] = lambda request: request.answer(
        HTTPStatus.OK, "text/html", text.format(root=f"http://{request.headers['Host']}{host.base}").encode()
    )
    assert sorted(host.found()) == [
        ("live-file-changed", changed.removesuffix("index.html")),
        ("live-file-unknown", "evil/"),
    ]


def test_a_page_that_names_very_many_addresses_does_not_have_them_all_requested(host: Host) -> None:
    urls = PageUrls("https://policy.example/", "en")
    links = "".join(f'<a href="{number}/"></a>' for number in range(5_000)).encode()
    requested: list[str] = []

    def fetch(asked: Iterable[str]) -> Iterator[http.HttpAnswer]:
        requested.extend(asked := list(asked))
        return (http.HttpAnswer(200, "", "0", links) for _ in asked)

    check.findings(build_manifest.read(host.folder), "", urls, "mkdocs.yml", fetch, wait_seconds=0)
    assert len([url for url in requested if url.removeprefix(urls.site_url).rstrip("/").isdecimal()]) == 1_000


def test_only_so_much_of_what_a_server_sends_is_searched_for_addresses(host: Host) -> None:
    requested: list[str] = []

    def fetch(asked: Iterable[str]) -> Iterator[http.HttpAnswer]:
        for url in asked:
            requested.append(url)
            links = f'<a href="evil/">x</a><a href="{"é" * 3_000}/">x</a>'.encode()
            yield http.HttpAnswer(200, "", "0", links + b" " * 15_000_000)

    urls = PageUrls("https://policy.example/", "en")
    check.findings(build_manifest.read(host.folder), "", urls, "mkdocs.yml", fetch, wait_seconds=0)
    assert [url for url in requested if url.endswith("/evil/") or len(url) > 2_000] == ["https://policy.example/evil/"]


def test_nothing_waits_for_the_page_for_unknown_addresses(host: Host) -> None:
    host.answers["no-such-page/"] = sends(b"<h1>Welcome</h1>")
    assert host.found() == [("live-error-page-differs", "no-such-page/")]
    assert host.seconds == []


def test_a_page_in_place_of_a_folder_without_its_slash_is_found(host: Host) -> None:
    put(host.folder / "privacy.html", "<h1>Another policy</h1>")
    host.answers["privacy"] = sends(b"<h1>Another policy</h1>")
    assert host.found() == [("live-file-unknown", "privacy")]


def test_a_stale_page_is_waited_for_with_growing_pauses(host: Host) -> None:
    put(host.folder / "index.html", "<h1>Old home</h1>")

    def publish(times: int) -> None:
        if times == 3:
            put(host.folder / "index.html", FILES["index.html"])

    host.after = publish
    assert host.findings() == []
    assert host.seconds == [2, 4, 8]


def test_the_pauses_have_an_end_and_only_what_is_wrong_is_requested_again(host: Host) -> None:
    requested: list[str] = []
    host.answers[""] = lambda request: (requested.append("index"), sends(b"old")(request))[1]
    host.answers["assets/site.css"] = lambda request: (requested.append("css"), sends(b"p {}")(request))[1]
    assert host.found() == [("live-file-changed", "")]
    assert host.seconds == [2, 4, 8, 16, 30]
    assert (requested.count("css"), requested.count("index")) == (1, 1 + len(host.seconds))


@pytest.mark.parametrize(
    ("asked", "waited"), [("30", 30), ("99999", WAIT_SECONDS), ("9" * 5000, WAIT_SECONDS), ("soon", 2)]
)
def test_a_server_that_asks_for_a_longer_pause_gets_one_within_limits(host: Host, asked: str, waited: float) -> None:
    host.answers["sitemap.xml"] = sends(b"", HTTPStatus.SERVICE_UNAVAILABLE, Retry_After=asked)
    host.after = lambda _times: host.answers.clear()
    assert host.findings() == []
    assert host.seconds == [waited]


def test_what_a_server_refuses_or_breaks_off_is_not_taken_for_compared(host: Host) -> None:
    host.answers["sitemap.xml"] = sends(b"", HTTPStatus.FORBIDDEN)
    host.answers["assets/site.css"] = sends(b"p {}", Content_Encoding="gzip")
    host.answers["privacy/"] = partial(moved, to="/legal/privacy/")
    found = {(each.rule, each.params["status"]) for each in host.findings()}
    assert found == {
        ("live-file-unreachable", "403 Forbidden"),
        ("live-file-unreachable", "DecodeError"),
        ("live-file-unreachable", "TooManyRedirects"),
    }


@pytest.mark.parametrize(
    ("begins", "goes_on"),
    [
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"x", id="body"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x", id="header"),
        pytest.param(b"", b"HTTP/1.1 100 Continue\r\n\r\n", id="answers before the answer"),
    ],
)
def test_a_server_that_sends_a_little_now_and_then_is_not_waited_for(host: Host, begins: bytes, goes_on: bytes) -> None:
    is_over = threading.Event()

    def drip(request: SiteRequestHandler) -> None:
        request.wfile.write(begins)
        for _ in range(200):
            if is_over.wait(0.05):
                break
            request.wfile.write(goes_on)

    host.answers["sitemap.xml"] = drip
    with host.served() as url, http.connected(seconds_in_all=0.2, seconds_for_each=0.1) as fetch:
        assert list(fetch([f"{url}sitemap.xml"])) == [http.HttpAnswer(None, "Timeout")]
        is_over.set()


@pytest.mark.parametrize("to", ["http://[::1", f"http://{'a' * 70}.example/", "https://.../", "file:///etc/passwd"])
def test_a_redirect_to_an_address_that_is_none_is_no_answer(host: Host, to: str) -> None:
    host.answers["sitemap.xml"] = partial(moved, to=to)
    assert host.found() == [("live-file-unreachable", "sitemap.xml")]


@pytest.mark.parametrize("text", ['{"files": ' + "[" * 100_000, '{"files": ["\\ud800"]}', '{"files": 1}', "[]"])
def test_a_manifest_with_anything_in_it_can_be_read(host: Host, text: str) -> None:
    put(host.folder / build_manifest.NAME, text)
    assert ("live-file-changed", build_manifest.NAME) in host.found()


def test_compressed_transfer_and_redirects_change_nothing(host: Host) -> None:
    home = FILES["index.html"].encode()
    host.answers[""] = sends(gzip.compress(home), Content_Encoding="gzip")
    host.answers["sitemap.xml"] = partial(moved, to="/legal/moved.xml")
    host.answers["moved.xml"] = sends(FILES["sitemap.xml"].encode())
    assert host.findings() == []


def test_a_compressed_file_is_compared_as_it_is_even_if_the_server_calls_it_compressed_in_transfer(host: Host) -> None:
    content = gzip.compress(b"<urlset/>")
    for folder in (host.folder.parent / "built", host.folder):
        (folder / "sitemap.xml.gz").write_bytes(content)
        manifest(folder)
    host.answers["sitemap.xml.gz"] = sends(content, Content_Encoding="gzip")
    assert host.findings() == []


def test_an_international_address_is_shown_as_browsers_show_it(host: Host) -> None:
    urls = PageUrls(site_url("https://пример.invalid/правила"), "en")
    with pytest.raises(ToolError) as raised:
        check.findings(build_manifest.read(host.folder), "", urls, "mkdocs.yml", unanswered, wait_seconds=0)
    assert raised.value.params["url"] == "https://пример.invalid/правила/"
    assert urls.site_url == "https://xn--e1afmkfd.invalid/%D0%BF%D1%80%D0%B0%D0%B2%D0%B8%D0%BB%D0%B0/"


def test_a_silent_server_is_asked_for_one_page_at_a_time(host: Host) -> None:
    requested: list[str] = []

    def fetch(urls: Iterable[str]) -> Iterator[http.HttpAnswer]:
        requested.extend(urls := list(urls))
        return unanswered(urls)

    urls = PageUrls("https://policy.example/", "en")
    with pytest.raises(ToolError, match="verify_unreachable"):
        check.findings(
            build_manifest.read(host.folder), "", urls, "mkdocs.yml", fetch, wait_seconds=10, pause=host.pause
        )
    assert host.seconds == [2, 4, 4]
    assert requested == [urls.site_url] * 4


def unanswered(urls: Iterable[str]) -> Iterator[http.HttpAnswer]:
    return (http.HttpAnswer(None, "ConnectionError") for _ in urls)


def test_a_server_that_does_not_answer_is_an_error_of_the_tool(host: Host) -> None:
    site = host.folder
    urls = PageUrls(f"http://127.0.0.1:{free_port()}/", "en")
    with http.connected() as fetch, pytest.raises(ToolError, match="verify_unreachable"):
        check.findings(build_manifest.read(site), "", urls, "mkdocs.yml", fetch, WAIT_SECONDS, pause=host.pause)


def test_the_command_prints_findings_as_any_check_and_returns_its_exit_code(
    tmp_path: Path, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    site = SmallSite(tmp_path / "project", versioned=False)
    capsys.readouterr()
    arguments = ["--wait", "0", "--site", str(host.folder.parent / "built")]
    with host.served() as url:
        assert site.policy("verify", url.removesuffix("/"), *arguments, "--lang", "en") == 0
        assert capsys.readouterr().out == f"The published site is as it was built: {url} (files: {len(FILES) + 1})\n"
        put(host.folder / "index.html", "<h1>Prize</h1>")
        assert site.policy("verify", url, *arguments, "--format", "json") == 1
        printed: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
        assert [(each["path"], each["rule"]) for each in printed] == [("mkdocs.yml", "live-file-changed")]
    assert site.policy("verify", "policy.example", *arguments) == 2
    assert site.policy("verify", url, "--site", str(tmp_path)) == 2
    assert capsys.readouterr().out == ""
