"""The formats that findings can be printed in. Each is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final, Protocol

from policysite.findings import Finding
from policysite.messages import Messages


class Reporter(Protocol):
    """Prints findings in one format."""

    def __call__(
        self,
        findings: Collection[Finding],
        messages: Messages,
        *,
        colored: bool = False,
        pages: int | None = None,
        heading: str = ...,
    ) -> str:
        """All that a command prints of its findings: whole lines, each with its newline.

        Args:
            findings: all of them, in any order.
            messages: the language to print them in.
            colored: whether a terminal shows it, where the format has colors.
            pages: how many pages were checked, where the format has a place for it.
            heading: the name of the phrase that is the heading, where the format has one.
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


def _sarif(findings: Collection[Finding], messages: Messages, **_: object) -> str:
    from policysite.findings.sarif import as_sarif

    return as_sarif(findings, messages)


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
