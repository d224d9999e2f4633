"""The severities that a site chooses for rules: `rules:` among the options of the plugin, each with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import yaml

from policysite.config.sources import PLUGIN, ConfigSource, configuration_rule, pairs, values
from policysite.corpus.suggestions import NameSuggestions
from policysite.files import yaml_nodes
from policysite.findings import MAX_SHOWN_CHARACTERS, Finding, Severity
from policysite.findings.rule import Rule

RULE_UNKNOWN = configuration_rule("rule-unknown")
RULE_NOT_ADJUSTABLE = configuration_rule("rule-not-adjustable")
RULE_SEVERITY_INVALID = configuration_rule("rule-severity-invalid")
RULE_CHANGE_UNEXPLAINED = configuration_rule("rule-change-unexplained")

# YAML reads a plain `off` as False.
_SEVERITIES: Mapping[object, Severity | None] = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "off": None,
    False: None,
}


def chosen(options: Mapping[object, object]) -> dict[str, Severity | None]:
    """Return the valid severities among the options, by rule; None for a rule that is off."""
    return {
        str(rule): _SEVERITIES[severity]
        for rule, severity in options.items()
        if isinstance(severity, str | bool) and severity in _SEVERITIES
    }


def findings(sources: Iterable[ConfigSource], catalogue: Mapping[str, Rule]) -> Iterator[Finding]:
    """Yield a finding for each entry that has no effect, or whose reason is missing."""
    similar = NameSuggestions(catalogue)
    for source in sources:
        entries = [entry for options in values(source.root, "plugins", PLUGIN, "rules") for entry in pairs(options)]
        explained = _explained_lines(source.text) if entries else frozenset()
        for key, value in entries:
            name = str(key.value)
            place = source.name, *yaml_nodes.position(key)
            if name not in catalogue:
                yield RULE_UNKNOWN.at(*place, rule=name, suggestions=similar.to(name))
            elif not catalogue[name].adjustable:
                yield RULE_NOT_ADJUSTABLE.at(*place, rule=name)
            elif not isinstance(value, yaml.ScalarNode) or value.value not in _SEVERITIES:
                written = str(value.value)[:MAX_SHOWN_CHARACTERS] if isinstance(value, yaml.ScalarNode) else "…"
                yield RULE_SEVERITY_INVALID.at(*place, rule=name, written=written)
            elif key.start_mark.line not in explained:
                yield RULE_CHANGE_UNEXPLAINED.at(*place, rule=name, severity=value.value)


def _explained_lines(text: str) -> frozenset[int]:
    """Return the lines, from 0, that have a comment or are right below one that stands alone."""
    written = [comment for comment in yaml_nodes.comments(text) if comment.text]
    return frozenset(comment.line + comment.alone for comment in written)
