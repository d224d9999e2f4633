from __future__ import annotations

import http.client
import socket
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from policysite.links.loopback import file_at, served

BASE = "/policy/"
FILES = {
    "index.html": "home",
    "404.html": "nothing here",
    "faq/index.html": "faq",
    "terms.html": "terms",
    "both.html": "beside",
    "both/index.html": "inside",
    "empty/note.txt": "note",
    "Case.html": "case",
    "вопросы/ответы и прочее.html": "кириллица",
    "100%.html": "per cent",
    "assets/site.css": "css",
    "assets/a.js": "js",
    "assets/a.svg": "svg",
    "assets/a.woff2": "font",
    "site.webmanifest": "manifest",
    ".well-known/security.txt": "security",
    "none": "no suffix",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    return root


def answers(folder: Path, *paths: str, method: str = "GET") -> list[tuple[int, str, dict[str, str]]]:
    """Status, body and headers of the answers, all over one connection."""
    found = []
    with served(folder, BASE) as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc)
        for path in paths:
            connection.request(method, path)
            answer = connection.getresponse()
            found.append((answer.status, answer.read().decode(), dict(answer.getheaders())))
        connection.close()
    return found


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("", "home"),
        ("index.html", "home"),
        ("faq/", "faq"),
        ("faq/index.html", "faq"),
        ("terms", "terms"),
        ("terms.html", "terms"),
        ("both/", "inside"),
        ("both", "beside"),
        ("both.html", "beside"),
        ("faq/?query#fragment", "faq"),
        (quote("вопросы/ответы и прочее.html"), "кириллица"),
        (quote("вопросы/ответы и прочее"), "кириллица"),
        ("%66aq/index%2Ehtml", "faq"),
        ("100%25", "per cent"),
        (".well-known/security.txt", "security"),
    ],
)
def test_a_file_of_the_folder_is_sent(folder: Path, path: str, body: str) -> None:
    ((status, sent, _),) = answers(folder, BASE + path)
    assert (status, sent) == (200, body)


@pytest.mark.parametrize(("path", "to"), [("faq", "faq/"), ("faq?a=b", "faq/?a=b")])
def test_a_folder_without_its_slash_is_redirected(folder: Path, path: str, to: str) -> None:
    ((status, _, headers),) = answers(folder, BASE + path)
    assert (status, headers["Location"]) == (301, BASE + to)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/policy", "/faq/", "/policyfaq/", "/policy//faq/"),
        *(
            BASE + path
            for path in ("no", "no/", "empty", "empty/", "terms/", "terms.html/", "case", "case.html", "FAQ/")
        ),
        *(BASE + path for path in ("faq/.", "faq/./index.html", "../secret.txt", "faq/../../../secret.txt")),
        *(BASE + path for path in ("%2e%2e/secret.txt", "faq%2Findex.html", "..%2Fsecret.txt", "..%5Csecret.txt")),
        *(BASE + path for path in ("%00", "%FF", "%", "faq/index.html%00", "none/")),
    ],
)
def test_any_other_path_is_not_found(folder: Path, path: str) -> None:
    ((status, body, headers),) = answers(folder, path)
    assert (status, body, headers["Content-Type"]) == (404, "nothing here", "text/html; charset=utf-8")


def test_a_path_may_be_sent_as_it_is_spelled(folder: Path) -> None:
    with served(folder, BASE) as address, socket.create_connection(("127.0.0.1", urlsplit(address).port)) as connection:
        connection.sendall(f"GET {BASE}вопросы/ HTTP/1.0\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 404")
        (folder / "вопросы/index.html").write_text("да", encoding="utf-8")
    with served(folder, BASE) as address, socket.create_connection(("127.0.0.1", urlsplit(address).port)) as connection:
        connection.sendall(f"GET {BASE}вопросы/ HTTP/1.0\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 200")


def test_symbolic_links_out_of_the_folder_are_not_followed(folder: Path) -> None:
    (folder / "out.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "up").symlink_to(folder.parent)
    (folder / "in.txt").symlink_to(folder / "none")
    found = answers(folder, *(BASE + path for path in ("out.txt", "up/secret.txt", "up", "in.txt")))
    assert [status for status, _, _ in found] == [404, 404, 404, 200]


def test_a_symbolic_link_to_itself_is_not_found(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    ((status, _, _),) = answers(folder, f"{BASE}loop")
    assert status == 404


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("terms", "text/html; charset=utf-8"),
        ("assets/site.css", "text/css; charset=utf-8"),
        ("assets/a.js", "application/javascript"),
        ("assets/a.svg", "image/svg+xml"),
        ("assets/a.woff2", "font/woff2"),
        ("site.webmanifest", "application/manifest+json"),
        ("none", "application/octet-stream"),
    ],
)
def test_a_file_is_sent_with_its_media_type(folder: Path, path: str, kind: str) -> None:
    ((_, _, headers),) = answers(folder, BASE + path)
    assert headers["Content-Type"] == kind


def test_every_answer_allows_linkchecker_to_send_requests_without_pauses(folder: Path) -> None:
    for _, _, headers in answers(folder, BASE, f"{BASE}faq", f"{BASE}no"):
        assert "LinkChecker" in headers


def test_only_the_headers_are_sent_in_answer_to_head(folder: Path) -> None:
    (status, body, headers), (_, after, _) = answers(folder, BASE, f"{BASE}faq/", method="HEAD")
    assert (status, body, after, headers["Content-Length"]) == (200, "", "", "4")


def test_without_a_404_page_the_answer_is_empty(folder: Path) -> None:
    (folder / "404.html").unlink()
    ((status, body, _),) = answers(folder, f"{BASE}no")
    assert (status, body) == (404, "")


def test_a_file_that_cannot_be_read_is_a_server_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    ((status, body, _),) = answers(folder, BASE)
    assert (status, body) == (500, "Permission denied")


def test_nothing_is_served_after_the_context(folder: Path) -> None:
    with served(folder, BASE) as address:
        port = urlsplit(address).port
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_requests_are_not_logged(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    answers(folder, BASE, f"{BASE}no")
    with served(folder, BASE) as address, socket.create_connection(("127.0.0.1", urlsplit(address).port)) as connection:
        connection.sendall(b"nonsense\r\n\r\n")
        assert connection.recv(100)
    assert capfd.readouterr() == ("", "")


def test_case_matters_on_every_system(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_file", lambda _: True)
    monkeypatch.setattr(Path, "exists", lambda _: True)
    assert file_at(folder, "case.html") == ""
