"""The rules of the output check. None can be suppressed, nor switched off."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from policysite.findings.rule import Rule, Scope

_rule = functools.partial(Rule, family="output", scope=Scope.BUILD, suppressible=False)
FILE_UNLISTED = _rule("output-file-unlisted")
FILE_CHANGED = _rule("output-file-changed")
PAGE_INDEXED = _rule("output-page-indexed")
PAGE_HIDDEN = _rule("output-page-hidden")
FILE_INVALID = _rule("output-file-invalid")
MARKUP_UNCLEAR = _rule("output-markup-unclear")
ELEMENT = _rule("output-element-unknown")
ATTRIBUTE = _rule("output-attribute-unknown")
ID = _rule("output-id-invalid")
ADDRESS = _rule("output-address-unsafe")
CONTACT = _rule("output-contact-unlisted")
SCRIPT = _rule("output-script-unknown")
STYLE = _rule("output-style-unsafe")
CSP_DIFFERS = _rule("output-csp-differs")


@dataclass(frozen=True)
class Problem:
    """A problem of a file of the built site.

    Attributes:
        rule: the rule that it breaks.
        what: what breaks it, for the message.
        written: how it may be written in its source, the most exact form first.
        line: its line in the file, from 1, if it is known.
        column: its column there, from 1.
        in_text: False if it is around the text of a page, where the source of the page is the last place to look.
        place: the place of the addition that it is in; empty for any other part of a page.
    """

    rule: Rule
    what: str
    written: tuple[str, ...] = field(default=(), compare=False)
    line: int = field(default=0, compare=False)
    column: int = field(default=1, compare=False)
    in_text: bool = field(default=True, compare=False)
    place: str = field(default="", compare=False)
