"""The formats in which findings are printed. Each module is imported only if its format is used."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final, Protocol

from policysite.findings import Finding
from policysite.findings.rule import Rule
from policysite.messages import Messages


class Reporter(Protocol):
    """Formats findings."""

    def __call__(
        self,
        findings: Collection[Finding],
        messages: Messages,
        *,
        catalogue: Mapping[str, Rule],
        colored: bool = False,
        pages: int | None = None,
        heading: str = ...,
    ) -> str:
        """Return everything that a command prints about its findings: whole lines, each with its newline.

        Args:
            findings: all findings, in any order.
            messages: the messages of the language.
            catalogue: all rules by name, for formats that describe rules.
            colored: True for a terminal with colors, for formats that have colors.
            pages: the number of pages that were checked, for formats that show it.
            heading: the name of the message that is the heading, for formats that have one.
        """


def _text(
    findings: Collection[Finding], messages: Messages, *, colored: bool = False, pages: int | None = None, **_: object
) -> str:
    from policysite.findings.text import as_text, summary

    listed = [as_text(findings, messages, colored=colored), ""] if findings else []
    return "".join(f"{line}\n" for line in (*listed, summary(findings, messages, pages=pages)))


def _github(findings: Collection[Finding], messages: Messages, **_: object) -> str:
    from policysite.findings.github import as_github

    return as_github(findings, messages)


def _json(findings: Collection[Finding], messages: Messages, **_: object) -> str:
    from policysite.findings.json import as_json

    return as_json(findings, messages)


def _sarif(findings: Collection[Finding], messages: Messages, *, catalogue: Mapping[str, Rule], **_: object) -> str:
    from policysite.findings.sarif import as_sarif

    return as_sarif(findings, messages, catalogue)


def _markdown(
    findings: Collection[Finding],
    messages: Messages,
    *,
    pages: int | None = None,
    heading: str = "report_heading",
    **_: object,
) -> str:
    from policysite.findings.markdown import as_markdown

    return as_markdown(findings, messages, pages=pages, heading=heading)


REPORTERS: Final[Mapping[str, Reporter]] = MappingProxyType(
    {"text": _text, "github": _github, "json": _json, "sarif": _sarif, "markdown": _markdown}
)
