"""All rules of the corpus: their findings prevent publishing and cannot be suppressed."""

from __future__ import annotations

from policysite.corpus import files, front_matter, reader, suppression_comments, time_limit, validation, yaml_lists
from policysite.findings.rule import Rule

_MODULES = (files, time_limit, reader, suppression_comments, front_matter, validation, yaml_lists)
RULES = tuple(dict.fromkeys(rule for module in _MODULES for rule in vars(module).values() if isinstance(rule, Rule)))
