"""Findings as SARIF 2.1.0, the form in which code scanning and editors take the results of checks.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html, “§” in this module.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from policysite.findings import Finding
from policysite.findings.escaping import encodable
from policysite.messages import Messages

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(findings: Iterable[Finding], messages: Messages) -> str:
    """A log of one run: the rules that found something, and the findings, sorted; a newline at the end."""
    ranked = sorted(findings)
    rules = sorted({finding.rule for finding in ranked})
    run = {
        "tool": {
            "driver": {
                "name": "policy",
                "version": version("policysite"),
                "language": messages.language,
                "rules": [_rule(rule, messages) for rule in rules],
            }
        },
        "language": messages.language,
        "columnKind": "unicodeCodePoints",
        "results": list(_results(ranked, rules, messages)),
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return encodable(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _rule(rule: str, messages: Messages) -> dict[str, Any]:
    """What a rule finds and how that is mended, in general: an ellipsis stands for each fact."""
    params: defaultdict[str, str] = defaultdict(lambda: "…")
    message, fix = messages.message(rule, params), messages.fix(rule, params)
    return {
        "id": rule,
        "shortDescription": {"text": _message(message)},
        "fullDescription": {"text": _message(messages.rules[rule].get("why", message))},
        "help": {"text": _message(fix)},
    }


def _results(findings: Sequence[Finding], rules: Sequence[str], messages: Messages) -> Iterator[dict[str, Any]]:
    for finding, fingerprint in zip(findings, _fingerprints(findings), strict=True):
        said = f"{messages.message(finding.rule, finding.params)}\n{messages.fix(finding.rule, finding.params)}"
        yield {
            "ruleId": finding.rule,
            "ruleIndex": rules.index(finding.rule),
            "level": str(finding.severity),
            "message": {"text": _message(said)},
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
    """The text as a message of SARIF that shows it.

    Braces are doubled (§3.11.5). `[text](address)` would be a link (§3.11.6); viewers disagree on how to escape one,
    but for all of them a space between the brackets makes it plain text.
    """
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _fingerprints(findings: Sequence[Finding]) -> Iterator[str]:
    """For each finding a hash that stays the same while it does, so that one that was dismissed stays dismissed.

    Lines and columns are left out, and so are parameters that name a line: they change with every edit above. Equal
    findings of one file are numbered in their order. Messages are left out: a finding is the same in every language.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        params = {name: fact for name, fact in finding.params.items() if name.split("_")[-1] != "line"}
        identity = json.dumps([finding.path, finding.rule, params], sort_keys=True)
        seen[identity] += 1
        yield hashlib.sha256(f"{identity}{seen[identity]}".encode()).hexdigest()
