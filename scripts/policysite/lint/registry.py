"""All rules of the content lint, family by family."""

from __future__ import annotations

from policysite.lint import parity, translations
from policysite.lint.rule import Rule

FAMILIES = (translations, parity)
RULES = tuple(rule for family in FAMILIES for rule in vars(family).values() if isinstance(rule, Rule))
