"""Findings as GitHub-flavored Markdown, for the summary of a workflow's step."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate, groupby
from operator import attrgetter
from string import Formatter

from policysite.findings import Finding
from policysite.findings.escaping import escaped
from policysite.findings.text import summary
from policysite.messages import Messages

# What the summary of one step may hold; GitHub refuses a larger one as a whole.
# https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
LIMIT_IN_BYTES = 1024 * 1024
# Kept free for the line that says what was cut: more than it takes in any language.
CUT_LINE_IN_BYTES = 1024

# CommonMark lets each of these be escaped: https://spec.commonmark.org/0.31.2/#backslash-escapes
PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def as_markdown(
    findings: Collection[Finding], messages: Messages, *, pages: int | None = None, heading: str = "report_heading"
) -> str:
    """A heading, the summary, and under the path of each file its findings; a newline at the end.

    Whatever comes from the pages stands in code spans: nothing in it is markup, a link or a mention there. What does
    not fit into a step summary is cut at the end, and a line says how many findings that were.

    Args:
        findings: all of them.
        messages: the language to say it in.
        pages: how many pages were checked, said where there is nothing to fix.
        heading: the name of the phrase that is the heading.
    """
    head = f"## {_plain(messages.text(heading))}\n\n{_plain(summary(findings, messages, pages=pages))}\n"
    items = list(_items(findings, messages))
    ends = list(accumulate((len(item.encode()) for item in items), initial=len(head.encode())))[1:]
    if not ends or ends[-1] <= LIMIT_IN_BYTES:
        return head + "".join(items)
    kept = bisect_right(ends, LIMIT_IN_BYTES - CUT_LINE_IN_BYTES)
    return head + "".join(items[:kept]) + f"\n{_plain(messages.plural('report_cut', len(items) - kept))}\n"


def _items(findings: Collection[Finding], messages: Messages) -> Iterator[str]:
    """A list item for each finding; before the first of a file, its path as a heading."""
    for path, in_file in groupby(sorted(findings), key=attrgetter("path")):
        heading = f"\n### {_code(path)}\n\n"
        for finding in in_file:
            yield heading + _item(finding, messages)
            heading = ""


def _item(finding: Finding, messages: Messages) -> str:
    severity = _plain(messages.text(finding.severity))
    phrase = messages.rules[finding.rule]
    return (
        f"- **{finding.line}:{finding.column}** {severity} {_code(finding.rule)}\\\n"
        f"  {_phrase(phrase['message'], finding.params)}\\\n"
        f"  {_phrase(phrase['fix'], finding.params)}\n"
    )


def _phrase(template: str, params: Mapping[str, str]) -> str:
    """A message or fix as a line of Markdown, its params in code spans."""
    parts = Formatter().parse(template)
    return "".join(_plain(before) + (_code(params[fact]) if fact else "") for before, fact, _, _ in parts)


def _plain(text: str) -> str:
    """Markdown that shows the text and is nothing but text."""
    return PUNCTUATION.sub(r"\\\g<0>", text)


def _code(text: str) -> str:
    """A code span that shows the text.

    Code is the one place where neither Markdown nor GitHub, which turns @names, #numbers and hashes into links, looks
    for anything. Nothing ends it but as many backticks as began it, hence one more than the text has in a row.
    """
    text = escaped(text)
    if not text:
        return ""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    # CommonMark takes one space off each end, unless there are only spaces.
    pad = " " if text.strip(" ") and {text[0], text[-1]} & set("` ") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
