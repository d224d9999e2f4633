"""The catalogue has every rule that a module of the package declares."""

from __future__ import annotations

import importlib
import pkgutil

import policysite
from policysite.findings.rule import rules_in
from policysite.lint import rumdl
from policysite.rulebook.catalogue import RULES

# It starts linkchecker when it is imported.
NOT_IMPORTED = "policysite.links.linkchecker.launch"


def test_every_declared_rule_is_in_the_catalogue_by_a_name_of_its_own() -> None:
    names = [module.name for module in pkgutil.walk_packages(policysite.__path__, "policysite.")]
    modules = [importlib.import_module(name) for name in names if name != NOT_IMPORTED]
    assert len(modules) > 100
    declared = (*rules_in(*modules), *rumdl.RULES)  # which are in a table by their codes
    # (The texts of a rule are those of its family: one of another family is another rule.)
    assert {(rule.name, rule.family) for rule in declared} == {(name, rule.family) for name, rule in RULES.items()}
