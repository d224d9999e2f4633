"""Findings as SARIF 2.1.0, the format of code scanning and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html, “§” in this module.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from policysite.findings import Finding, without_repetition
from policysite.findings.rule import Rule
from policysite.messages import Messages
from policysite.messages.escaping import dumped

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(findings: Iterable[Finding], messages: Messages, catalogue: Mapping[str, Rule]) -> str:
    """Return a log of one run: the rules with findings, and the findings, sorted; a newline at the end.

    Instead of very many findings of one rule in one file, a result has their number in its message.
    """
    from importlib.metadata import version  # takes long to import

    ranked = sorted(findings)
    rules = sorted({finding.rule for finding in ranked})
    run = {
        "tool": {
            "driver": {
                "name": "policy",
                "version": version("policysite"),
                "language": messages.language,
                "rules": [_rule(catalogue[rule], messages) for rule in rules],
            }
        },
        "language": messages.language,
        "columnKind": "unicodeCodePoints",
        "results": list(_results(ranked, rules, messages)),
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return dumped(log)


def _rule(rule: Rule, messages: Messages) -> dict[str, Any]:
    """Return the description of a rule, with an ellipsis instead of each param."""
    return {
        "id": rule.name,
        "shortDescription": {"text": _message(messages.message(rule.name))},
        "fullDescription": {"text": _message(messages.rules[rule.name]["why"])},
        "help": {"text": _message(messages.fix(rule.name))},
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {"tags": [rule.family], "scope": str(rule.scope), "suppressible": rule.suppressible},
    }


def _results(findings: Sequence[Finding], rules: Sequence[str], messages: Messages) -> Iterator[dict[str, Any]]:
    counted = list(without_repetition(findings))
    fingerprints = _fingerprints([finding for finding, _ in counted])
    for (finding, more), fingerprint in zip(counted, fingerprints, strict=True):
        text = f"{messages.message(finding.rule, finding.params)}\n{messages.fix(finding.rule, finding.params)}"
        text = messages.plural("more_of_rule", more) if more else text
        yield {
            "ruleId": finding.rule,
            "ruleIndex": rules.index(finding.rule),
            "level": str(finding.severity),
            "message": {"text": _message(text)},
            "locations": [{"physicalLocation": _location(finding)}],
            # Not `primaryLocationLineHash`: GitHub's upload action computes that one and warns of any other value.
            "partialFingerprints": {"finding/v1": fingerprint},
        }


def _location(finding: Finding) -> dict[str, Any]:
    return {
        # By its bytes, as a file name need not be UTF-8.
        "artifactLocation": {"uri": quote(os.fsencode(finding.path))},
        "region": {"startLine": finding.line, "startColumn": finding.column},
    }


def _message(text: str) -> str:
    """Return the text as a SARIF message.

    Braces are doubled (§3.11.5). `[text](address)` would be a link (§3.11.6); viewers disagree on how to escape one,
    but for all of them a space between the brackets makes it plain text.
    """
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _fingerprints(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield a hash for each finding that stays the same as long as the finding, so that it can be dismissed for good.

    Lines, columns and params that name a line are left out, as every edit above changes them; messages too, as a
    finding is the same in every language. Equal findings in one file are numbered in their order.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        params = {name: value for name, value in finding.params.items() if name.split("_")[-1] != "line"}
        identity = json.dumps([finding.path, finding.rule, params], sort_keys=True)
        seen[identity] += 1
        yield hashlib.sha256(f"{identity}{seen[identity]}".encode()).hexdigest()
