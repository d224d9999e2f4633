"""All rules of the content lint, family by family."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from policysite.lint.rule import Rule
from policysite.lint.rules import (
    addresses,
    attributes,
    characters,
    configuration,
    contacts,
    language,
    leftovers,
    link_targets,
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
from policysite.lint.rules.parity import counts, figures, front_matter, negations, order, targets, terms, untranslated

FAMILIES = (
    translations,
    counts,
    structure,
    lists,
    leftovers,
    questions,
    links,
    link_targets,
    figures,
    targets,
    order,
    negations,
    untranslated,
    front_matter,
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
# Families whose findings nothing lets stand: a translation that nobody has read, and what could harm a reader.
FIRM = (translations, addresses, attributes, pictures, snippets, configuration)


def _rules(families: Iterable[ModuleType]) -> tuple[Rule, ...]:
    return tuple(rule for family in families for rule in vars(family).values() if isinstance(rule, Rule))


RULES = _rules(FAMILIES)
_ALSO_FIRM = (characters.direction_hidden, characters.invisible_character, structure.merge_marker)
# The names of those whose findings may be let stand, for a reason.
EXEMPTIBLE = frozenset(rule.name for rule in RULES) - {rule.name for rule in (*_rules(FIRM), *_ALSO_FIRM)}
