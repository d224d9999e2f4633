"""The rules of all checks by name, as `--list`, `--explain`, SARIF and suppressions need them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policysite import approvals, suppressions
from policysite.corpus import rules as corpus
from policysite.findings.rule import Rule, Scope
from policysite.lint import catalogue as lint
from policysite.rulebook.examples import Check, examples


def _other_rules() -> Iterator[Rule]:
    yield Rule("option-unknown", "configuration", Scope.SITE, suppressible=False)
    for name, example in examples().items():
        if example.check is Check.LINKS:
            family = "external_links" if example.bad.answers else "internal_links"
            scope = Scope.WEB if example.bad.answers else Scope.BUILD
            yield Rule(name, family, scope, suppressible=scope is Scope.WEB or name == "page-orphaned")


RULES: Mapping[str, Rule] = {
    rule.name: rule for rule in (*corpus.RULES, *approvals.RULES, *suppressions.RULES, *lint.RULES, *_other_rules())
}
