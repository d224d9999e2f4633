"""The rules about links that two checks apply: the lint, and the build or the link check."""

from __future__ import annotations

from policysite.corpus import subjects
from policysite.findings import Finding
from policysite.findings.rule import Aspect, Rule, Scope

# The link check sees more links than the lint, so it alone reports unused suppressions of these rules.
LINK_TARGET_MISSING = Rule("link-target-missing", "links", Scope.BUILD, aspect=Aspect.LINKS, advises=True)
CROSS_LANGUAGE_LINK_UNMARKED = Rule(
    "cross-language-link-unmarked", "links", Scope.BUILD, aspect=Aspect.LINKS, advises=True
)
MENU_PAGE_MISSING = Rule("menu-page-missing", "configuration", Scope.SITE)


def link_target_missing(path: str, line: int, column: int, address: str, suggestion: str) -> Finding:
    """Return the finding that an address on a built site leads to nothing; the suggestion is empty if there is none."""
    rests_on = {subjects.address(address)}  # the lint finds most of them, too
    return LINK_TARGET_MISSING.at(
        path, line, column, rests_on=rests_on, address=address, example="", suggestion=suggestion
    )
