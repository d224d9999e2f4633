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


class MalformedError(ValueError):
    """The comment begins like a suppression but cannot be read as one."""


def is_suppression(html: str) -> bool:
    """True if a piece of HTML begins like a suppression."""
    return _START.match(html) is not None


def read(html: str, line: int, column: int) -> SuppressionComment:
    """Return the suppression that a comment `<!-- policy allow RULE [until YYYY-MM-DD]: REASON -->` makes.

    It raises `MalformedError` if the comment has another form, or the date does not exist.
    """
    match = _COMMENT.fullmatch(html)
    if match is None:
        raise MalformedError
    try:
        until = datetime.date.fromisoformat(match["until"]) if match["until"] else None
    except ValueError as error:
        raise MalformedError from error
    return SuppressionComment(match["rule"], re.sub(r"\s+", " ", match["reason"]), until, line, column)
