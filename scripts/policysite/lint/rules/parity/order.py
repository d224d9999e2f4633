"""The order of numbers, dates and addresses: a different order may be right for the language, or a mistake."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.findings.rule import Aspect
from policysite.lint.context import Context
from policysite.lint.rule import ClausePairs, Hit, hint_rule
from policysite.lint.rules.parity import link_parity
from policysite.lint.rules.parity.placeables import reorderings
from policysite.lint.text import numbers

_FINDERS = (numbers.numbers, numbers.dates, link_parity.emails, link_parity.phone_numbers)


@hint_rule(aspect=Aspect.NUMBERS)
def order_differs(pairs: ClausePairs, context: Context) -> Iterator[Hit]:
    """A translation has the numbers, dates or addresses of its original in another order.

    If the links are in another order in several clauses of a page, so are the words in that language.
    """
    for pair in pairs:
        yield from reorderings(pair, _FINDERS)
    links = [found for pair in pairs for found in reorderings(pair, (link_parity.links_on(context.settings.urls),))]
    if len(links) == 1:
        yield from links
