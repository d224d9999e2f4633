"""The report of a command about its findings, in each of the formats."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from policysite.findings import Finding
from policysite.findings.github import as_github
from policysite.findings.json import as_json
from policysite.findings.markdown import as_markdown
from policysite.findings.rule import Rule
from policysite.findings.sarif import as_sarif
from policysite.findings.text import as_text, summary
from policysite.messages import Messages

FORMATS = ("text", "github", "json", "sarif", "markdown")


def report(
    output_format: str,
    findings: Collection[Finding],
    messages: Messages,
    *,
    catalogue: Callable[[], Mapping[str, Rule]],
    colored: bool = False,
    pages: int | None = None,
    heading: str = "report_heading",
    first_prefix: str = "",
) -> str:
    """Return everything that a command prints about its findings: whole lines, each with its newline.

    Each format takes what it shows: text the colors, the number of pages, and the prefix of the paths that are listed
    first; SARIF the rules of the catalogue, whose import takes long; Markdown the heading, by the name of its message,
    and the number of pages.

    Raises:
        ValueError: there is no such format.
    """
    match output_format:
        case "text":
            listed = (
                f"{as_text(findings, messages, colored=colored, first_prefix=first_prefix)}\n\n" if findings else ""
            )
            return f"{listed}{summary(findings, messages, pages=pages)}\n"
        case "github":
            return as_github(findings, messages)
        case "json":
            return as_json(findings, messages)
        case "sarif":
            return as_sarif(findings, messages, catalogue())
        case "markdown":
            return as_markdown(findings, messages, pages=pages, heading=heading)
    raise ValueError(output_format)
