from __future__ import annotations

import base64
import hashlib

import pytest
from policysite.errors import ToolError
from policysite.site.csp import PLACEHOLDER, STYLES_PLACEHOLDER, secured

PAGE = f"""<meta content="{PLACEHOLDER}">
<script>a && b</script><script src="c.js"></script><script type="application/ld+json">{{}}</script>
<style>d>e{{}}</style>"""


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


SCRIPTS = ["a && b", "other"]


def secure(html: str, *, live_reload: bool = False) -> str:
    return secured(html, SCRIPTS, live_reload=live_reload)


def test_inline_code_is_allowed_by_its_hash_and_nothing_else_is() -> None:
    html = secure(PAGE)
    assert f"script-src 'self' {digest('a && b')};" in html
    assert f"style-src 'self' {digest('d>e{}')};" in html
    assert "unsafe" not in html
    assert PLACEHOLDER not in html


def test_the_style_sheets_of_a_page_are_put_into_it_and_allowed() -> None:
    html = f"""<meta content="{PLACEHOLDER}"><style>{STYLES_PLACEHOLDER}@page{{}}</style>{STYLES_PLACEHOLDER}"""
    secure_html = secured(html, SCRIPTS, "a>b{}")
    assert f"style-src 'self' {digest('a>b{}@page{}')};" in secure_html
    assert secure_html.endswith(f"<style>a>b{{}}@page{{}}</style>{STYLES_PLACEHOLDER}")


def test_a_page_without_inline_code_has_this_policy() -> None:
    assert secure(f'<meta content="{PLACEHOLDER}">') == (
        "<meta content=\"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'\">"
    )


def test_a_script_that_no_template_wrote_does_not_run() -> None:
    assert secure(PAGE + "<script>alert(1)</script>") == secure(PAGE) + "<script>alert(1)</script>"
    with pytest.raises(ToolError, match="alert"):
        secure(PAGE + "<script>alert(1)</script>", live_reload=True)


def test_a_text_that_looks_like_the_placeholder_stays() -> None:
    assert secure(PAGE + PLACEHOLDER).endswith(PLACEHOLDER)


def test_live_reload_works_while_the_site_is_served() -> None:
    assert "script-src 'self' 'unsafe-inline';" in secure(PAGE, live_reload=True)
