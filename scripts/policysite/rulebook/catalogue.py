"""The rules of all checks by name, for `--list`, `--explain`, SARIF and suppressions."""

from __future__ import annotations

from collections.abc import Mapping

from policysite import approvals, config, suppressions
from policysite.corpus import rules as corpus
from policysite.findings.rule import Rule
from policysite.links import rules as links
from policysite.lint import catalogue as lint
from policysite.site import mkdocs_warnings as build

RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rules in (
        corpus.RULES,
        approvals.RULES,
        suppressions.RULES,
        config.RULES,
        lint.RULES,
        build.RULES,
        links.RULES,
    )
    for rule in rules
}
