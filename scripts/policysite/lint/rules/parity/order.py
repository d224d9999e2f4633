"""What stands in the original in another order: right where the languages order their words so, else a mix-up."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.findings import Severity
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, pair_rule
from policysite.lint.rules.parity import figures, link_parity
from policysite.lint.rules.parity.invariants import reorderings


@pair_rule(Severity.WARNING)
def order_differs(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """The figures or addresses of a passage are those of the original in another order."""
    addresses = link_parity.addresses_on(context.settings.url)
    kinds = (figures.numbers, figures.days, link_parity.mails, link_parity.telephones, addresses)
    yield from reorderings(pair, kinds)
