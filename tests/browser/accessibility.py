"""Violations of the accessibility rules of axe on a page."""

from __future__ import annotations

from importlib import resources

from playwright.sync_api import Page

_AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# WCAG 2.2 A and AA, and what axe calls best practices.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RULES_OF_COLOR = ["color-contrast", "link-in-text-block"]


def violations(page: Page) -> list[str]:
    """Return the rules that a page violates, each with the elements."""
    return _run(page, {"type": "tag", "values": _TAGS})


def violations_of_color(page: Page) -> list[str]:
    """Return the violations that depend on the colors, which take a sixth of the time."""
    return _run(page, {"type": "rule", "values": _RULES_OF_COLOR})


def _run(page: Page, run_only: dict[str, object]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    result = page.evaluate("runOnly => axe.run({ runOnly })", run_only)
    return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in result["violations"]]
