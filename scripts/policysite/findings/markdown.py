"""Findings as GitHub-flavored Markdown, for the summary of a workflow's step."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate, groupby
from operator import attrgetter
from string import Formatter

from policysite.findings import MAX_FIXABLE_WARNINGS_SHOWN, Finding, without_repetition
from policysite.findings.text import summary
from policysite.messages import Messages, copied_blocks, is_copied_line
from policysite.messages.escaping import escaped

# GitHub rejects the summary of a step if it is larger.
# https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
MAX_BYTES = 1024 * 1024
# Reserved for the line with the number of omitted findings: more than it needs in any language.
OMITTED_LINE_BYTES = 1024

# The characters that CommonMark allows to escape: https://spec.commonmark.org/0.31.2/#backslash-escapes
PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def as_markdown(
    findings: Collection[Finding], messages: Messages, *, pages: int | None = None, heading: str = "report_heading"
) -> str:
    """Return a heading, the summary, notes, and the findings of each file under its path; a newline at the end.

    Text from the pages is in code spans, so that nothing in it is markup, a link or a mention. Findings that do not fit
    into a step summary are replaced by a line with their number.

    The number of checked pages is shown if there are no findings; `heading` is the name of a message.
    """
    head = f"## {_plain(messages.text(heading))}\n\n{_plain(summary(findings, messages, pages=pages))}\n"
    head += "".join(f"\n{_plain(note)}\n" for note in messages.notes((each.rule, each.params) for each in findings))
    items, counts = zip(*_items(findings, messages), strict=True) if findings else ((), ())
    ends = list(accumulate((len(item.encode()) for item in items), initial=len(head.encode())))[1:]
    if not ends or ends[-1] <= MAX_BYTES:
        return head + "".join(items)
    kept = bisect_right(ends, MAX_BYTES - OMITTED_LINE_BYTES)
    return head + "".join(items[:kept]) + f"\n{_plain(messages.plural('report_cut', sum(counts[kept:])))}\n"


def _items(findings: Collection[Finding], messages: Messages) -> Iterator[tuple[str, int]]:
    """Yield list items, each with the number of its findings; before the first of a file, its path as a heading."""
    for path, in_file in groupby(sorted(findings), key=attrgetter("path")):
        heading = f"\n### {_code(path)}\n\n"
        for finding, more in without_repetition(in_file, MAX_FIXABLE_WARNINGS_SHOWN):
            yield heading + _item(finding, messages, more), more or 1
            heading = ""


def _item(finding: Finding, messages: Messages, more: int) -> str:
    """Return the list item of a finding, or of the first of several that are only counted."""
    severity = f"{_plain(messages.text(finding.severity))} {_code(finding.rule)}"
    if more:
        return f"- {severity} {_plain(messages.plural('more_of_rule', more))}\n"
    texts = messages.rules[finding.rule]
    head = f"- **{finding.line}:{finding.column}** {severity}"
    lines = [texts["message"], *messages.fix_template(finding.rule, finding.params).split("\n")]
    blocks = [head]
    for is_copied, group in groupby(lines, key=is_copied_line):
        written = [_block(line, finding.params) if is_copied else _filled(line, finding.params) for line in group]
        if is_copied:
            blocks += written
        else:
            blocks += ["\\\n  ".join([blocks.pop(), *written] if len(blocks) == 1 else written)]
    return "\n\n  ".join(blocks) + "\n"


def _block(placeholder: str, params: Mapping[str, str]) -> str:
    """Return the value of a placeholder as blocks of code, to be copied."""
    blocks = []
    for lines in copied_blocks(params[placeholder.strip("{}")]):
        fence = "`" * max(3, *(_ticks(line) + 1 for line in lines))
        blocks.append("\n  ".join([f"{fence}text", *lines, fence]))
    return "\n\n  ".join(blocks)


def _filled(template: str, params: Mapping[str, str]) -> str:
    """Return a message or fix as a line of Markdown, with its params in code spans."""
    parts = Formatter().parse(template)
    return "".join(_plain(before) + (_code(params[name]) if name else "") for before, name, _, _ in parts)


def _plain(text: str) -> str:
    """Return Markdown that shows the text without any markup."""
    return PUNCTUATION.sub(r"\\\g<0>", text)


def _code(text: str) -> str:
    """Return a code span that shows the text.

    In code neither Markdown nor GitHub, which links @names, #numbers and hashes, interprets anything. It ends with as
    many backticks as it begins with, so it begins with one more than the text has in a row.
    """
    text = escaped(text)
    if not text:
        return ""
    fence = "`" * (_ticks(text) + 1)
    # CommonMark strips one space at each end, unless there are only spaces.
    pad = " " if text.strip(" ") and {text[0], text[-1]} & set("` ") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _ticks(text: str) -> int:
    """Return the largest number of backticks in a row."""
    return max(map(len, re.findall("`+", text)), default=0)
