"""The rules of all checks by name, as `--list`, `--explain`, SARIF and suppressions need them."""

from __future__ import annotations

from collections.abc import Mapping

from policysite import approvals, suppressions
from policysite.corpus import rules as corpus
from policysite.findings.rule import Rule, Scope
from policysite.links import rules as links
from policysite.lint import catalogue as lint

_OPTION_UNKNOWN = Rule("option-unknown", "configuration", Scope.SITE, suppressible=False)

RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (*corpus.RULES, *approvals.RULES, *suppressions.RULES, *lint.RULES, *links.RULES, _OPTION_UNKNOWN)
}
