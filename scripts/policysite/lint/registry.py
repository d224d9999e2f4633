"""All rules of the content lint, family by family."""

from __future__ import annotations

from policysite.lint import (
    addresses,
    attributes,
    characters,
    configuration,
    contacts,
    leftovers,
    links,
    lists,
    parity,
    pictures,
    questions,
    snippets,
    structure,
    translations,
)
from policysite.lint.rule import Rule

FAMILIES = (
    translations,
    parity,
    structure,
    lists,
    leftovers,
    questions,
    links,
    addresses,
    attributes,
    characters,
    contacts,
    pictures,
    snippets,
    configuration,
)
RULES = tuple(rule for family in FAMILIES for rule in vars(family).values() if isinstance(rule, Rule))
