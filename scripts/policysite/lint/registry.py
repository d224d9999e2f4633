"""All rules of the content lint, family by family."""

from __future__ import annotations

from policysite.lint import (
    addresses,
    attributes,
    characters,
    configuration,
    contacts,
    figures,
    language,
    leftovers,
    links,
    lists,
    negations,
    order,
    parity,
    pictures,
    questions,
    snippets,
    spelling,
    structure,
    targets,
    terms,
    translations,
    typography,
    untranslated,
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
