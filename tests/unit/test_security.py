from __future__ import annotations

import base64
import hashlib

from policysite.site.security import PLACEHOLDER, secured

PAGE = f"""<meta content="{PLACEHOLDER}">
<script>a && b</script><script src="c.js"></script><script type="application/ld+json">{{}}</script>
<style>d>e{{}}</style>"""


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_inline_code_is_allowed_by_its_hash_and_nothing_else_is() -> None:
    html = secured(PAGE)
    assert f"script-src 'self' {digest('a && b')};" in html
    assert f"style-src 'self' {digest('d>e{}')};" in html
    assert "unsafe" not in html
    assert PLACEHOLDER not in html


def test_live_reload_works_while_the_site_is_served() -> None:
    assert "script-src 'self' 'unsafe-inline';" in secured(PAGE, live_reload=True)
