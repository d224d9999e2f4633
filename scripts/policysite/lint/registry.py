"""All rules of the content lint, family by family."""

from __future__ import annotations

from policysite.lint.rule import Rule
from policysite.lint.rules import (
    addresses,
    attributes,
    characters,
    configuration,
    contacts,
    language,
    leftovers,
    links,
    lists,
    pictures,
    questions,
    snippets,
    spelling,
    structure,
    translations,
    typography,
)
from policysite.lint.rules.parity import counts, figures, negations, order, targets, terms, untranslated

FAMILIES = (
    translations,
    counts,
    structure,
    lists,
    leftovers,
    questions,
    links,
    figures,
    targets,
    order,
    negations,
    untranslated,
    terms,
    addresses,
    attributes,
    characters,
    contacts,
    pictures,
    snippets,
    configuration,
    language,
    spelling,
    typography,
)
RULES = tuple(rule for family in FAMILIES for rule in vars(family).values() if isinstance(rule, Rule))
