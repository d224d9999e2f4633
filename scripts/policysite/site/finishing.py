"""The last changes of a text, the same on its own page and beside its translation."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from policysite.corpus.model import HEADINGS
from policysite.site.extension_labels import mark_first_abbreviations
from policysite.site.numbered_clauses import link_numbers
from policysite.site.printed_urls import add_printed_urls
from policysite.site.typography import apply_typography
from policysite.site.view import PageView
from policysite.suppressions import suppressed_rules


def finish(root: Element, view: PageView, url: str) -> None:
    """Finish the tree of a text, which is published at a URL, in place."""
    mark_first_abbreviations(root)
    add_printed_urls(root, url)
    link_numbers(root, view.labels["link_to"])
    apply_typography(root, view.page.language, _suppressed(root, view))


def _suppressed(root: Element, view: PageView) -> dict[Element, frozenset[str]]:
    """Return the rules that are suppressed in each clause of a text, or off in the whole site, by its heading."""
    off = {rule for rule, severity in view.settings.severities.items() if severity is None}
    found = {}
    for heading in root.iter():
        if heading.tag in HEADINGS and view.page.has_clause(heading.get("id", "")):
            clause = view.page.clause(heading.get("id", ""))
            written_on = view.corpus.page(clause.shown_in, view.page.name) or view.page
            found[heading] = suppressed_rules(view.suppressions, written_on, clause) | off
    return found
