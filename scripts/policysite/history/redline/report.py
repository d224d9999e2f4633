"""The changes of all pages in each of the formats."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policysite.history.changes import Changes
    from policysite.messages import Messages

# The formats, with the suffixes of their files.
FORMATS = {"html": ".html", "markdown": ".md", "json": ".json", "docx": ".docx"}
# The formats that are not text.
BINARY_FORMATS = ("docx",)


def report(output_format: str, changes: Changes, messages: Messages, now: datetime.datetime) -> bytes:
    """Return a file with the changes in one of the formats; `now`, the date of the changes in Word, has a time zone."""
    # Each imports what only it needs.
    match output_format:
        case "html":
            from policysite.history.redline.page import page

            return page(changes, messages).encode()
        case "markdown":
            from policysite.history.redline.markdown import report as as_markdown

            return as_markdown(changes, messages).encode("utf-8", "backslashreplace")
        case "json":
            from policysite.history.redline.json import report as as_json

            return as_json(changes, messages).encode()
        case "docx":
            from policysite.history.redline.word_document import report as as_word

            return as_word(changes, messages, now)
    raise ValueError(output_format)
