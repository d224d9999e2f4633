"""All rules that the lint applies, family by family."""

from __future__ import annotations

from policysite.findings.rule import Rule, rules_in
from policysite.lint import misplaced, rumdl
from policysite.lint.rule import LintRule
from policysite.lint.rules import (
    attributes,
    boxes,
    configuration,
    contacts,
    footnotes,
    former_ids,
    front_matter,
    git_attributes,
    headings,
    language,
    link_targets,
    links,
    lists,
    literal_markup,
    look,
    numbering,
    pasted,
    punctuation,
    questions,
    security_txt,
    spelling,
    structure,
    svg,
    translations,
    typography,
    urls,
    versions,
)
from policysite.lint.rules.characters import letters, unusual
from policysite.lint.rules.parity import (
    counts,
    ends,
    link_parity,
    modality,
    negations,
    numbers,
    order,
    periods,
    terms,
    untranslated,
)

_MODULES = (
    translations,
    counts,
    numbers,
    periods,
    link_parity,
    order,
    negations,
    modality,
    ends,
    untranslated,
    front_matter,
    terms,
    structure,
    lists,
    numbering,
    literal_markup,
    footnotes,
    pasted,
    headings,
    punctuation,
    questions,
    former_ids,
    links,
    link_targets,
    urls,
    attributes,
    boxes,
    unusual,
    letters,
    contacts,
    security_txt,
    svg,
    look,
    configuration,
    language,
    spelling,
    typography,
    versions,
    git_attributes,
)

# The rules with functions of their own; rumdl checks the others.
LINT_RULES = tuple(rule for rule in rules_in(*_MODULES) if isinstance(rule, LintRule))
# The rules that protect readers: they are applied to frozen copies, too, which nobody can correct any more.
PROTECTIVE_RULES = tuple(rule for rule in LINT_RULES if not rule.suppressible)
# The rules for any text, which are also applied to the texts that pages show besides their own.
TEXT_RULES = tuple(rule for rule in LINT_RULES if rule.of_any_text)
# All rules of the lint, including those that rumdl checks.
RULES: tuple[Rule, ...] = (
    *LINT_RULES,
    misplaced.TEXT_MISPLACED,
    structure.MARKUP_LOST,
    structure.PAGE_OVERWRITTEN,
    versions.PAGE_PUT_BACK,
    *rumdl.RULES,
)
