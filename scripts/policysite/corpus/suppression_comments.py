"""Comments in a page that let something stand which a rule finds."""

from __future__ import annotations

import datetime
import re

from policysite.corpus.model import SuppressionComment

_BEGINS = re.compile(r"<!--\s*policy\b")
_WHOLE = re.compile(
    r"<!--\s*policy\s+allow\s+(?P<rule>[a-z][a-z0-9-]*)"
    r"(?:\s+until\s+(?P<until>\d{4}-\d{2}-\d{2}))?\s*:\s*(?P<reason>\S(?:(?!-->).)*?)\s*-->",
    re.DOTALL,
)


class MalformedError(ValueError):
    """The comment is meant as a suppression_comment but does not read as one."""


def is_suppression(html: str) -> bool:
    """Whether a piece of HTML is meant to let something stand."""
    return _BEGINS.match(html) is not None


def read(html: str, line: int, column: int) -> SuppressionComment:
    """The suppression_comment that a comment expresses: `<!-- policy allow RULE [until YYYY-MM-DD]: REASON -->`.

    Raises:
        MalformedError: it has another form, or the calendar has no such day.
    """
    match = _WHOLE.fullmatch(html)
    if match is None:
        raise MalformedError
    try:
        until = datetime.date.fromisoformat(match["until"]) if match["until"] else None
    except ValueError as error:
        raise MalformedError from error
    return SuppressionComment(match["rule"], re.sub(r"\s+", " ", match["reason"]), until, line, column)
