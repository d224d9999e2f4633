"""The released states of documents: `docs/editorial/versions.yml`, and a frozen copy of each in every language.

A state is a version as it was released, or as a correction without legal effect left it. Its frozen copy is a copy of
the page, `docs/<language>/<document>/<state>.md`, published at `/<document>/<state>/`. Its links are those of the page
that it was copied from: relative to the folder of the document.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from policysite.corpus import Settings, yaml_lists
from policysite.corpus.digest import DIGEST_CHARACTERS, SCHEME
from policysite.corpus.yaml_lists import InvalidNodeError
from policysite.findings import Finding

NAME = "versions.yml"

_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_DIGEST = re.compile(rf"v(?P<scheme>[0-9]{{1,4}}) (?P<digest>[0-9a-f]{{{DIGEST_CHARACTERS}}})")


@dataclass(frozen=True)
class State:
    """A released state of a document.

    Attributes:
        document: the name of the document.
        version: its version.
        effective_date: the day from which the version is in effect.
        released: the day on which the state was released.
        digests: the digest of the page in each language.
        correction: the number of the correction of this version, from 1; 0 for the version as it was released.
        reasons: of a correction, the reason in each language.
        scheme: the scheme of the digests.
        path: the file in which it is recorded.
        line: the line of its entry, from 1.
    """

    document: str
    version: str
    effective_date: datetime.date
    released: datetime.date
    digests: Mapping[str, str]
    correction: int = 0
    reasons: Mapping[str, str] = field(default_factory=dict)
    scheme: int = SCHEME
    path: str = ""
    line: int = 1

    @property
    def name(self) -> str:
        """The name of its frozen copies: the version, with the number of a correction (`1.0-2`)."""
        return f"{self.version}-{self.correction}" if self.correction else self.version

    @property
    def order(self) -> tuple[tuple[int, ...], int]:
        """Orders the states of a document: later ones are greater."""
        return tuple(map(int, self.version.split("."))), self.correction


def read(settings: Settings) -> tuple[Mapping[str, tuple[State, ...]], list[Finding]]:
    """Return the states of each document, in the order of the file, and the findings in it."""
    states, findings = yaml_lists.read(settings, NAME, _state)
    by_document: dict[str, tuple[State, ...]] = {}
    for state in states:
        by_document[state.document] = (*by_document.get(state.document, ()), state)
    return by_document, findings


def _state(node: yaml.Node, path: str) -> State:
    required = {"document", "version", "effective_date", "released", "digests"}
    fields = yaml_lists.fields(node, required, {"correction", "reasons"})
    digests = {language: _digest(each) for language, each in yaml_lists.mapping(fields["digests"]).items()}
    schemes = {scheme for scheme, _ in digests.values()}
    reasons = yaml_lists.mapping(fields["reasons"]) if "reasons" in fields else {}
    if len(schemes) != 1 or ("correction" in fields) != bool(reasons):
        raise InvalidNodeError(node)
    return State(
        document=yaml_lists.text(fields["document"]),
        version=_matching(fields["version"], _VERSION)[0],
        effective_date=yaml_lists.date(fields["effective_date"]),
        released=yaml_lists.date(fields["released"]),
        digests={language: digest for language, (_, digest) in digests.items()},
        correction=int(_matching(fields["correction"], re.compile("[1-9][0-9]{0,3}"))[0]) if reasons else 0,
        reasons={language: yaml_lists.text(each) for language, each in reasons.items()},
        scheme=schemes.pop(),
        path=path,
        line=node.start_mark.line + 1,
    )


def _digest(node: yaml.Node) -> tuple[int, str]:
    match = _matching(node, _DIGEST)
    return int(match["scheme"]), match["digest"]


def _matching(node: yaml.Node, pattern: re.Pattern[str]) -> re.Match[str]:
    match = pattern.fullmatch(yaml_lists.text(node))
    if match is None:
        raise InvalidNodeError(node)
    return match
