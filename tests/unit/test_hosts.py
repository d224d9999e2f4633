"""The names of sites in texts, and names that imitate others."""

from __future__ import annotations

import pytest
from policysite.corpus.hosts import are_related, hosts_in, imitates, misnamed, misnamed_with

KNOWN = {"policy.example", "company.ru"}


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("bank.example", ["bank.example"]),
        ("«Bank.Example».", ["bank.example"]),
        ("BANK.COM", ["bank.com"]),
        ("the page of bank.example, and of www.shop.zip", ["bank.example", "shop.zip"]),
        ("Go to bank.online", ["bank.online"]),
        ("https:/bank.any, http: //bank.any and hxxps://bank.any", ["bank.any"] * 3),
        ("see //bank.any", ["bank.any"]),
        ("bank\N{SOFT HYPHEN}.\N{ZERO WIDTH SPACE}example", ["bank.example"]),
        ("https://bank.online/login?a#b", ["bank.online"]),
        ("bank.online", ["bank.online"]),
        ("bank.online/login", ["bank.online"]),
        ("bank.co.uk:8000", ["bank.co.uk"]),
        ("банк.рф", ["xn--80ab2al.xn--p1ai"]),
        *((f"bank{dot}example", ["bank.example"]) for dot in "．。｡"),
        ("ｂａｎｋ.example/…", ["bank.example"]),
        ("https://bank.example@evil.example/", ["bank.example", "evil.example"]),
        ("john.doe@bank.example", ["bank.example"]),
    ],
)
def test_the_names_of_sites_are_found(text: str, hosts: list[str]) -> None:
    assert list(hosts_in(text)) == hosts


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Яндекс.Метрика",
            "Node.js",
            "the ASP.NET page",
            "README.md",
            "see policy.pdf",
            "index.html#a",
            "a.b",
            "v1.2.3",
            "1.5",
        ),
        *(
            "john.doe@x",
            "e.g. this",
            "и т.д.",
            "U.S. law",
            "規約。詳細",
            "規約。Policy",
            "the data.The policy",
            "Art.6",
            "No.5",
            "a/b.com",
            "Path: /privacy.html",
        ),
    ],
)
def test_other_texts_with_full_stops_name_no_site(text: str) -> None:
    assert list(hosts_in(text)) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("bank.example", "bank.example", True),
        ("www.bank.example", "login.bank.example", True),
        ("bank.example", "login.bank.example", True),
        ("login.bank.example", "www.bank.example", True),
        ("bank.example", "evilbank.example", False),
        ("bank.example", "bank.example.evil.example", False),
        ("bank.github.io", "bank.github.io", True),
        ("bank.github.io", "www.bank.github.io", True),
        ("github.io", "evil.github.io", False),
        ("web.app", "evil.web.app", False),
        ("co.uk", "bank.co.uk", False),
    ],
)
def test_a_part_of_a_site_is_related_to_it(one: str, other: str, expected: bool) -> None:
    assert are_related(one, other) is are_related(other, one) is expected


@pytest.mark.parametrize(
    "host",
    [
        *("policy.example.evil.example", "www.policy.example.evil.com", "company.ru.evil.com", "bank.ru.evil.com"),
        *("policy.example-login.evil.com", "policy-example.evil.com", "po1icy.example", "login.p0llcy.exarnple"),
        *("bank.example.evil.example", "bank.com.evil.example", "www.bank.org.evil.com", "a.policy.example.evil.com"),
        *("xn--plicy-0ta.example", "p\u043elicy.example"),
    ],
)
def test_a_name_that_begins_with_that_of_another_site_imitates_it(host: str) -> None:
    assert imitates(host, KNOWN)


@pytest.mark.parametrize(
    "host",
    [
        *("policy.example", "a.policy.example", "bank.com.br", "www.bank.org.uk", "www.com.example", "maps.app.goo.gl"),
        *("login.live.com", "support.de.company.com", "play.google.com", "com.example", "notpolicy.example"),
        *("policy-examples.com", "modern.example", "company.com"),
    ],
)
def test_other_names_imitate_no_site(host: str) -> None:
    assert not imitates(host, KNOWN)


@pytest.mark.parametrize(
    ("text", "address", "expected"),
    [
        ("bank.example", "https://evil.example/", "bank.example"),
        ("https://host.example/good", "https://host.example/evil", "host.example/good"),
        ("see host.example/good.", "https://www.host.example/", "host.example/good"),
        ("policy.example/a", "a.md", ""),
        ("bank.example", "a.md", "bank.example"),
        ("host.example/Good/", "https://host.example/good", ""),
        ("https://host.example/good?a=b", "https://host.example/good?a=b&c=d", ""),
        ("«www.host.example/go…».", "https://host.example/good", ""),
        ("host.example:443/go...", "https://login.host.example/%67ood", ""),
        ("john@host.example, host.example", "https://host.example/a", ""),
        # The name of a company may be that of a site; the other languages of a page are below it.
        ("bank dot example", "https://evil.example/", "bank.example"),
        ("bank(.)example", "https://evil.example/", "bank.example"),
        ("bank .example/login", "https://evil.example/", "bank.example"),
        ("банк точка example", "https://evil.example/", "xn--80ab2al.example"),
        ("bank•example", "https://evil.example/", "bank.example"),
        ("Le point de vue; Home • Privacy; the .NET Foundation", "https://host.example/", ""),
        ("Automattic Inc. (WordPress.com)", "https://automattic.com/privacy/", ""),
        ("Amazon.com Services LLC", "https://www.amazon.co.uk/gp/help", ""),
        ("ООО «ВК» (Mail.ru)", "https://vk.company/ru/", ""),
        ("Bank Inc., log in at bank.com", "https://evil.example/", "bank.com"),
        ("Bank Inc.: Bank.com/login", "https://evil.example/", "bank.com"),
        ("Log in at Bank.com", "https://evil.example/", "bank.com"),
        ("host.example/privacy", "https://host.example/intl/de-de/privacy/", ""),
        ("host.example/de/privacy", "https://www.host.example/en/privacy", ""),
        ("host.example/good", "https://host.example/de/evil", "host.example/good"),
        ("build.gradle", "https://host.example/", ""),
        ("index.php", "https://host.example/", ""),
        ("/legal/privacy ", "https://evil.example/", "/legal/privacy"),
        ("/legal/privacy", "https://host.example/repository/legal/privacy.md", ""),
        ("/legal/privacy", "a.md", ""),
        ("and/or", "https://host.example/", ""),
        ("192.0.2.1", "https://evil.example/", "192.0.2.1"),
        ("192.0.2.1", "https://host.example/192.0.2.1", ""),
        *((each, "https://evil.example/", each) for each in ("127.1", "0x7f000001", "0300.0.2.1", "192.0.2.1:80/a")),
        *((each, "https://evil.example/", each) for each in ("2001:db8::1", "[2001:db8::1]:443")),
        *((each, "https://host.example/", "") for each in ("5.1", "164.520", "3232235777", "12:30", "10.0.0.0/8")),
        *((each, "https://host.example/", "") for each in ("0x20AC", "v1.2.3", "10.2.4", "2026")),
        ("Open http://127.1/a", "https://evil.example/", "127.0.0.1"),
        ("http://[::1]", "https://evil.example/", "[::1]"),
        ("https://bank/", "https://evil.example/", "bank"),
        ("https://bank/", "https://bank/a", ""),
        ("«https://…», https:// and https://,", "https://host.example/", ""),
        ("privacy.md", "https://evil.example/", "privacy.md"),
        ("../legal/Privacy.html#a", "https://evil.example/", "../legal/Privacy.html#a"),
        ("../privacy", "https://evil.example/", "../privacy"),
        ("legal/privacy/", "https://evil.example/", "legal/privacy/"),
        ("README.md", "https://host.example/repository#readme", ""),
        ("host.example/", "https://host.example/", ""),
        ("privacy.md", "a.md", ""),
        ("2026.11.27.1", "https://host.example/", ""),
    ],
)
def test_a_text_that_names_another_place_is_found(text: str, address: str, expected: str) -> None:
    assert misnamed(text, address, "policy.example") == expected


@pytest.mark.parametrize(
    ("before", "text", "after", "expected"),
    [
        ("a https://bank.", "example/login", ".", "bank.example"),
        ("", "bank", ".example/login b", "bank.example"),
        ("www.", "host.example", ".", ""),
        ("login.", "host.example", "/a", ""),
        ("bank.example/", "host.example", "/other.example", ""),
        ("(", "host.example", "),", ""),
        ("bank. ", "example/login", " a", ""),
        ("the data.", "The policy", "", ""),
    ],
)
def test_a_name_that_goes_on_beside_a_link_is_found(before: str, text: str, after: str, expected: str) -> None:
    assert misnamed_with(before, text, after, "https://host.example/") == expected
