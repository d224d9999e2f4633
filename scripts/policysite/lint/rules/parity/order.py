"""The order of numbers, dates and addresses: a different order may be right for the language, or a mistake."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.findings import Severity
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, pair_rule
from policysite.lint.rules.parity import link_parity, numbers
from policysite.lint.rules.parity.placeables import reorderings


@pair_rule(Severity.WARNING)
def order_differs(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has the numbers, dates or addresses of its original in another order."""
    links = link_parity.links_on(context.settings.urls)
    yield from reorderings(pair, (numbers.numbers, numbers.dates, link_parity.emails, link_parity.phone_numbers, links))
