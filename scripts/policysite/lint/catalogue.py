"""All rules of the content lint, family by family."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from policysite.lint.rule import Rule
from policysite.lint.rules import (
    attributes,
    characters,
    configuration,
    contacts,
    language,
    link_targets,
    links,
    lists,
    literal_markup,
    questions,
    snippets,
    spelling,
    structure,
    svg,
    translations,
    typography,
    urls,
)
from policysite.lint.rules.parity import (
    counts,
    figures,
    front_matter,
    link_parity,
    negations,
    order,
    terms,
    untranslated,
)

FAMILIES = (
    translations,
    counts,
    structure,
    lists,
    literal_markup,
    questions,
    links,
    link_targets,
    figures,
    link_parity,
    order,
    negations,
    untranslated,
    front_matter,
    terms,
    urls,
    attributes,
    characters,
    contacts,
    svg,
    snippets,
    configuration,
    language,
    spelling,
    typography,
)
# Families whose findings nothing lets stand: a translation that nobody has read, and what could harm a reader.
UNSUPPRESSIBLE = (translations, urls, attributes, svg, snippets, configuration)


def _rules(families: Iterable[ModuleType]) -> tuple[Rule, ...]:
    return tuple(rule for family in families for rule in vars(family).values() if isinstance(rule, Rule))


RULES = _rules(FAMILIES)
_ALSO_UNSUPPRESSIBLE = (characters.bidi_character, characters.invisible_character, structure.merge_marker)
# The names of those whose findings may be let stand, for a reason.
SUPPRESSIBLE = frozenset(rule.name for rule in RULES) - {
    rule.name for rule in (*_rules(UNSUPPRESSIBLE), *_ALSO_UNSUPPRESSIBLE)
}
