"""URLs are classified as browsers parse them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.corpus.url_safety import AddressKind, address_kind, shown

D = AddressKind

LEADING_ON = """
search.example/url?q=evil.example
a.example/?https://evil.example
a.example/?evil.example
a.example/away.php?to=evil.example/path
a.example/l.php?h=1&u=evil.example
a.example/amp/s/evil.example/
a.example/https:/evil.example
a.example/login#https://evil.example
a.example/search?url=https://evil.example
a.example/search?q=a&to=evil.example
google.example/search?btnI=1&q=other.example
a.example/r;https://evil.example
evil-example.translate.goog/
evil.page.link/a
da.gd/a
""".strip().splitlines()
NOT_LEADING_ON = """
a.example/search?q=other.example
a.example/search?a=b&query=https%3A%2F%2Fother.example%2F#c
a.example/?to=ok@b.example
a.example/?url=terms.html
a.example/?u=1.2
a.example/review/other.example
a.example/?next=www.a.example
a.example/?v=1.0#a.b
a.example/v/1.0/s/terms
""".strip().splitlines()


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("privacy.md#use", D.RELATIVE),
        ("#use", D.RELATIVE),
        ("", D.RELATIVE),
        ("../assets/a%20b.svg", D.RELATIVE),
        ("поле.md", D.RELATIVE),
        ("https://toollender.top/privacy-policy/", D.HTTPS),
        ("HTTPS://docs.github.com/en#a:b@c", D.HTTPS),
        ("https://t.me/@toollender?x=javascript:1", D.HTTPS),
        ("https://a.example:8443/", D.HTTPS),
        ("https://роскомнадзор.рф/", D.HTTPS),
        ("https://xn--p1ai.xn--p1ai/", D.HTTPS),
        ("https://рос.рф/", D.HTTPS),
        ("https://münchen.de/", D.HTTPS),
        ("mailto:a@b.example?subject=x", D.EMAIL),
        ("tel:+74951234567", D.PHONE),
        ("/privacy/", D.ABSOLUTE),
        ("//evil.example", D.UNSAFE),
        ("/\\evil.example", D.UNSAFE),
        ("\\\\evil.example", D.UNSAFE),
        ("javascript:alert(1)", D.UNSAFE),
        ("JaVaScRiPt:alert(1)", D.UNSAFE),
        (" javascript:alert(1)", D.UNSAFE),
        ("java\tscript:alert(1)", D.UNSAFE),
        ("java\x00script:alert(1)", D.UNSAFE),
        ("java\u200bscript:alert(1)", D.UNSAFE),
        ("java&#x73;cript:alert(1)", D.UNSAFE),
        ("javascript&colon;alert(1)", D.UNSAFE),
        ("java%73cript%3aalert(1)", D.UNSAFE),
        ("data:text/html,x", D.UNSAFE),
        ("vbscript:x", D.UNSAFE),
        ("file:///etc/passwd", D.UNSAFE),
        ("http://toollender.top/", D.UNSAFE),
        ("https:evil.example", D.UNSAFE),
        ("https:/evil.example", D.UNSAFE),
        ("ftp://a.example", D.UNSAFE),
        ("https://a.example:99999/", D.DISGUISED),
        ("mailto:", D.UNSAFE),
        ("mailto:,?subject=x", D.UNSAFE),
        ("tel:", D.UNSAFE),
        ("mailto://a@b.example", D.UNSAFE),
        ("mailto:a@b.example?bcc=c@d.example", D.UNSAFE),
        ("mailto:a@b.example?subject=x&body=y", D.UNSAFE),
        ("mailto:a@b.example?subject=x&amp;BODY=y", D.UNSAFE),
        ("mailto:a@b.example?subject=x&Subject=y", D.UNSAFE),
        (f"mailto:a@b.example?subject={'x' * 79}", D.UNSAFE),
        ("mailto:a@b.example?subject=x%0Abcc:c@d.example", D.UNSAFE),
        ("mail%74o:a@b.example", D.UNSAFE),
        ("https://toollender.top@evil.example/", D.DISGUISED),
        ("https://toollender.top\\@evil.example/", D.DISGUISED),
        ("ht%74ps://toollender.top/", D.DISGUISED),
        ("https://search.example/url?a=b&q=https://evil.example", D.DISGUISED),
        ("https://search.example/#to=%2F%2Fevil.example", D.DISGUISED),
        ("https://policy.example/legal/../evil", D.DISGUISED),
        ("https://policy.example/legal/%2e%2E/evil", D.DISGUISED),
        ("https://policy.example/legal/.../a..b?c=/../d", D.HTTPS),
        ("https://search.example/url?q=https://www.search.example/a", D.HTTPS),
        ("https://web.archive.org/web/2020/https://other.example/?q=a//b", D.HTTPS),
        ("https://archive.example/web/https://other.example/?q=a//b", D.DISGUISED),
        *((f"https://{each}", D.DISGUISED) for each in LEADING_ON),
        *((f"https://{each}", D.HTTPS) for each in NOT_LEADING_ON),
        ("https://bot\u200bblocker.top/", D.DISGUISED),
        ("privacy\u202e.md", D.DISGUISED),
        ("https://bоtblocker.top/", D.DISGUISED),
        ("https://аррӏе.com/", D.DISGUISED),
        ("https://xn--80ak6aa92e.com/", D.DISGUISED),
        ("https://xn--\u044f.com/", D.DISGUISED),
        ("https://xn--99999999999.com/", D.DISGUISED),
        ("https://ｇoogle.com/", D.DISGUISED),
        ("https://go%6fgle.com/", D.DISGUISED),
        ("https://3232235777/", D.DISGUISED),
        ("https://bit.ly/a", D.DISGUISED),
        ("https://WWW.TinyURL.com.:443/a", D.DISGUISED),
        ("https://not-bit.ly/a", D.HTTPS),
        ("https://192.168.1.1/", D.DISGUISED),
        ("https:///a", D.DISGUISED),
        ("https://a..example/", D.DISGUISED),
    ],
)
def test_an_address_has_its_kind(address: str, leads: AddressKind) -> None:
    assert address_kind(address) is leads


@given(st.text(max_size=60))
def test_any_address_has_a_kind(address: str) -> None:
    assert address_kind(address) in AddressKind
    assert address_kind(f"https://{address}") is not D.UNSAFE
    assert address_kind(f"javascript:{address}") is D.UNSAFE


@given(st.text(alphabet="\x00\t\n\r \u200b\u202e\ufeff\x7f", max_size=4), st.integers(0, 10))
def test_invisible_characters_do_not_hide_a_scheme(sign: str, place: int) -> None:
    address = "javascript:x"
    assert address_kind(address[:place] + sign + address[place:]) is D.UNSAFE


def test_invisible_characters_are_shown_as_code_points() -> None:
    assert shown("a\u202eb\x00") == "a<U+202E>b<U+0000>"


def test_a_long_address_is_cut() -> None:
    assert shown("a" * 500) == "a" * 100 + "…"
