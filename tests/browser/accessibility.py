"""Violations of the accessibility rules of axe on a page."""

from __future__ import annotations

from importlib import resources

from playwright.sync_api import Page

_AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# WCAG 2.2 A and AA, and what axe calls best practices.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RULES_OF_COLOR = ["color-contrast", "link-in-text-block"]
# The passes that axe lists too take as long to list as the rules to check.
_CHECK = """async (runOnly) => {
  const { violations } = await axe.run({ runOnly, resultTypes: ["violations"] })
  return violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes.map(({ target }) => target))}`)
}"""


def violations(page: Page) -> list[str]:
    """Return the rules that a page violates, each with the elements."""
    return _run(page, {"type": "tag", "values": _TAGS})


def violations_of_color(page: Page) -> list[str]:
    """Return the violations that depend on the colors, which take a sixth of the time."""
    return _run(page, {"type": "rule", "values": _RULES_OF_COLOR})


def _run(page: Page, run_only: dict[str, object]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    violated: list[str] = page.evaluate(_CHECK, run_only)
    return violated
