"""The rules of all checks by name, for `--list`, `--explain`, SARIF and suppressions."""

from __future__ import annotations

from collections.abc import Mapping

from policysite import approvals, files, site_labels, suppressions
from policysite.config import permitted, safe_loading, severities
from policysite.config import rules as config
from policysite.corpus import (
    based_on,
    destinations,
    front_matter,
    link_rules,
    misnamed,
    reader,
    suppression_comments,
    time_limit,
    validation,
    yaml_lists,
)
from policysite.files import yaml_errors
from policysite.findings.rule import Rule, rules_in
from policysite.history import rules as history
from policysite.links import rules as links
from policysite.lint import catalogue as lint
from policysite.live import rules as live
from policysite.output_check import rules as output
from policysite.site import dates, mkdocs_log

_CORPUS = (
    *(files, destinations, time_limit, reader, suppression_comments, front_matter),
    *(validation, misnamed, based_on, yaml_errors, yaml_lists),
)

RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        *rules_in(*_CORPUS, approvals, suppressions, site_labels, safe_loading, config, permitted, severities),
        *rules_in(history),
        *lint.RULES,
        *rules_in(mkdocs_log, dates, output, link_rules, links, live),
    )
}
