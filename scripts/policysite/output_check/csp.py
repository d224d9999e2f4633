"""The Content-Security-Policy of a page: the site's own files, the inline code of the theme, and nothing else."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterable, Mapping

from rcssmin import cssmin

from policysite import build_manifest
from policysite.corpus.destinations import PARTIALS


@functools.cache
def inline_scripts() -> frozenset[str]:
    """Return the inline scripts that pages may have: those of the theme."""
    folder = build_manifest.THEME / PARTIALS
    # Jinja removes the line break at the end of a template.
    return frozenset(path.read_text(encoding="utf-8").removesuffix("\n") for path in folder.glob("*.js"))


@functools.cache
def inline_style_sheets() -> Mapping[str, str]:
    """Return the inline style sheets that pages may have, minified, by the class of the elements that need them."""
    paths = sorted((build_manifest.THEME / PARTIALS).glob("*.css"))
    return {path.stem: cssmin(path.read_text(encoding="utf-8")) for path in paths}


def content_security_policy(scripts: Iterable[str], styles: Iterable[str], *, live_reload: bool = False) -> str:
    """Return the policy of a page with these inline scripts and style sheets.

    The live reload of MkDocs is an inline script that is different on each page.
    """
    directives = {
        "default-src": ["'none'"],
        # Pagefind's WebAssembly runs in its worker, so that no page needs 'wasm-unsafe-eval'.
        "script-src": ["'self'", *(["'unsafe-inline'"] if live_reload else map(_hash, scripts))],
        "style-src": ["'self'", *map(_hash, styles)],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'none'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


@functools.lru_cache(maxsize=1024)  # many pages have the same
def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
