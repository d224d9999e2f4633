"""The Content-Security-Policy of a page: the site's own files, the inline code of its templates, and nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection

from selectolax.lexbor import LexborHTMLParser

# Written by the templates, and replaced when the page is complete: with the policy, and, in a `style` element, with the
# style sheets for the elements of the page.
PLACEHOLDER = "policysite-content-security-policy"
STYLES_PLACEHOLDER = "policysite-style-sheets"


class UnexpectedScriptError(Exception):
    """A page contains an inline script that is not from the templates."""


def secured(
    html: str, page: LexborHTMLParser, scripts: Collection[str], styles: str = "", *, live_reload: bool = False
) -> str:
    """Return the page with its style sheets and its policy in it.

    Args:
        html: a complete page, with the placeholders.
        page: the same page, parsed.
        scripts: the inline scripts that the templates may put into it.
        styles: the style sheets for its elements, joined.
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
        "style-src": ["'self'", *(_hash(_with_styles(node.text(), styles)) for node in page.css("head > style"))],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'none'"],
        "base-uri": ["'none'"],
    }
    policy = "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
    return _with_styles(html.replace(PLACEHOLDER, policy, 1), styles)


def _with_styles(text: str, styles: str) -> str:
    return text.replace(STYLES_PLACEHOLDER, styles, 1)


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
