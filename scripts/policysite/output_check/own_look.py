"""The additions of a site's own look: their HTML, and where their links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policysite import files
from policysite.config.own_look import additions, unexpected_files
from policysite.contacts.operator_sites import is_own_host
from policysite.corpus import Settings
from policysite.corpus.character_references import unescape
from policysite.corpus.hosts import host_of
from policysite.corpus.url_safety import shown
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope
from policysite.output_check.pages import PageCheck
from policysite.output_check.tags import addresses_in

ADDITION_INVALID = Rule("addition-invalid", "look", Scope.SITE, suppressible=False)
# The code of a template, which nobody runs.
_CODE = re.compile(r"\{[{%#]")


def findings(settings: Settings) -> list[Finding]:
    """Return what must be corrected in a site's own look before pages show it."""
    return [*unexpected_files(settings), *invalid_additions(settings)]


def invalid_additions(settings: Settings) -> Iterator[Finding]:
    """Yield the places where an addition is more than a text with links, lists and images, or looks like a template."""
    check = PageCheck(settings)
    for addition in additions(settings):
        text = addition.text
        invalid = {match.start(): match[0] for match in _CODE.finditer(text)}
        for problem in check.problems_of_addition(text):
            offset = next((text.find(each) for each in problem.written if each in text), 0)
            invalid.setdefault(offset, problem.what)
        for offset, what in sorted(invalid.items()):
            yield ADDITION_INVALID.at(addition.path, *files.line_and_column(text, offset), what=shown(what))


def linked_hosts(settings: Settings) -> list[str]:
    """Return the names of the other sites that additions link to."""
    addresses = (address for addition in additions(settings) for _, address in addresses_in(addition.text))
    hosts = {host_of(unescape(address)) for address in addresses} - {""}
    return sorted(host for host in hosts if not is_own_host(host, settings))
