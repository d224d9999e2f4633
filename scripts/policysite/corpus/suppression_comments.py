"""Comments in a page that suppress the findings of a rule in their clause."""

from __future__ import annotations

import datetime
import re

from policysite.corpus.model import SuppressionComment
from policysite.findings.rule import Rule, Scope
from policysite.languages.dates import ISO_DATE

SUPPRESSION_MALFORMED = Rule("suppression-malformed", "suppressions", Scope.PAGE, suppressible=False)

RULE_NAME = re.compile(r"[a-z][a-z0-9-]*")
_START = re.compile(r"<!--\s*policy\b")
_COMMENT = re.compile(
    rf"<!--\s*policy\s+allow\s+(?P<rule>{RULE_NAME.pattern})"
    rf"(?:\s+until\s+(?P<until>{ISO_DATE.pattern}))?\s*:\s*(?P<reason>\S(?:(?!-->).)*?)\s*-->",
    re.DOTALL,
)


def is_suppression(html: str) -> bool:
    """True if a piece of HTML begins like a suppression."""
    return _START.match(html) is not None


def read(html: str, line: int, column: int) -> SuppressionComment | None:
    """Return the suppression that a comment `<!-- policy allow RULE [until YYYY-MM-DD]: REASON -->` makes.

    It is None if the comment has another form, or if the date does not exist.
    """
    match = _COMMENT.fullmatch(html)
    if match is None:
        return None
    try:
        until = datetime.date.fromisoformat(match["until"]) if match["until"] else None
    except ValueError:
        return None
    return SuppressionComment(match["rule"], re.sub(r"\s+", " ", match["reason"]), until, line, column)
