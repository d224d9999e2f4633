"""The Content-Security-Policy of a page: nothing but the site's own files, and no inline code but its own."""

from __future__ import annotations

import base64
import hashlib

from selectolax.lexbor import LexborHTMLParser

# What the templates write, and what is put in its place when the page is complete.
PLACEHOLDER = "policysite-content-security-policy"


def secured(html: str, *, live_reload: bool = False) -> str:
    """The page with its policy in it.

    Args:
        html: a complete page, with the placeholder.
        live_reload: whether MkDocs will put its live reload into the page, an inline script that changes each time.
    """
    page = LexborHTMLParser(html)
    scripts = [node.text() for node in page.css("script:not([src])") if not node.attributes.get("type")]
    styles = [node.text() for node in page.css("style")]
    inline = ["'unsafe-inline'"] if live_reload else [_hash(text) for text in scripts]
    directives = {
        "default-src": ["'none'"],
        # Pagefind's WebAssembly runs in its worker, so that no page needs 'wasm-unsafe-eval'.
        "script-src": ["'self'", *inline],
        "style-src": ["'self'", *map(_hash, styles)],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'none'"],
        "base-uri": ["'none'"],
    }
    policy = "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
    return html.replace(PLACEHOLDER, policy)


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
