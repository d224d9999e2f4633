"""Puts the Content-Security-Policy into a page."""

from __future__ import annotations

from collections.abc import Collection

from selectolax.lexbor import LexborHTMLParser

from policysite.errors import ToolError
from policysite.output_check.csp import content_security_policy

# Written by the templates, and replaced when the page is complete: with the policy, and, in a `style` element, with the
# style sheets for the elements of the page.
PLACEHOLDER = "policysite-content-security-policy"
STYLES_PLACEHOLDER = "policysite-style-sheets"


def secured(html: str, scripts: Collection[str], styles: str = "", *, live_reload: bool = False) -> str:
    """Return a complete page, which has the placeholders, with its style sheets and its policy in it.

    A `ToolError` says that the page contains another inline script, although the policy would let it run.
    """
    # All scripts of the templates are in the head; elsewhere the policy lets none run, unless it must for live reload.
    page = LexborHTMLParser(html if live_reload else html.partition("</head>")[0])
    inline = [node.text() for node in page.css("script:not([src])") if not node.attributes.get("type")]
    unexpected = [script for script in inline if script not in scripts]
    if live_reload and unexpected:  # a site that is published is refused by the output check, which names the line
        raise ToolError("script_unexpected", script=unexpected[0])
    expected = [script for script in inline if script in scripts]
    sheets = [_with_styles(node.text(), styles) for node in page.css("head > style")]
    policy = content_security_policy(expected, sheets, live_reload=live_reload)
    return _with_styles(html.replace(PLACEHOLDER, policy, 1), styles)


def _with_styles(text: str, styles: str) -> str:
    return text.replace(STYLES_PLACEHOLDER, styles, 1)
