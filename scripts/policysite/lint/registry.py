"""All rules of the content lint, family by family."""

from __future__ import annotations

from policysite.lint import language, parity, spelling, translations, typography
from policysite.lint.rule import Rule

FAMILIES = (translations, parity, language, spelling, typography)
RULES = tuple(rule for family in FAMILIES for rule in vars(family).values() if isinstance(rule, Rule))
