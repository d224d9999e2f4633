"""The Content-Security-Policy of a page: the site's own files, the inline code of its templates, and nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection

from selectolax.lexbor import LexborHTMLParser

# Written by the templates, and replaced with the policy when the page is complete.
PLACEHOLDER = "policysite-content-security-policy"


class UnexpectedScriptError(Exception):
    """A page contains an inline script that is not from the templates."""


def secured(html: str, page: LexborHTMLParser, scripts: Collection[str], *, live_reload: bool = False) -> str:
    """Return the page with its policy in it.

    Args:
        html: a complete page, with the placeholder.
        page: the same page, parsed.
        scripts: the inline scripts that the templates may put into it.
        live_reload: True if MkDocs will add its live reload, an inline script that is different on each page.

    Raises:
        UnexpectedScriptError: the page contains another inline script.
    """
    inline = [node.text() for node in page.css("script:not([src])") if not node.attributes.get("type")]
    for script in inline:
        if script not in scripts:
            raise UnexpectedScriptError(script)
    directives = {
        "default-src": ["'none'"],
        # Pagefind's WebAssembly runs in its worker, so that no page needs 'wasm-unsafe-eval'.
        "script-src": ["'self'", *(["'unsafe-inline'"] if live_reload else map(_hash, inline))],
        "style-src": ["'self'", *(_hash(node.text()) for node in page.css("head > style"))],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'none'"],
        "base-uri": ["'none'"],
    }
    policy = "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
    return html.replace(PLACEHOLDER, policy, 1)


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
