"""Punctuation that cannot be right in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policysite.corpus import Page
from policysite.corpus.contact_details import urls_in
from policysite.findings import Severity
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit, page_rule

# A comma beside another sign or before a period, a comma or a period after a space, a doubled question mark or period.
_STRAY = re.compile(
    r"[,、，]\s*[,、，;:]|[;:]\s*,|,\s*\.(?![.\w])|(?<=[^\s|(])[^\S\n]+(?:,(?!\d)|\.(?![\w./]))"
    r"|(?<![?!])\?\?(?![?!])|(?<=\w)\.\.(?![.\w/])|。。"
)


@page_rule(Severity.WARNING)
def punctuation_stray(page: Page, context: Context) -> Iterator[Hit]:
    """Two signs of punctuation stand side by side that cannot, or a comma or a period follows a space."""
    for block in page.blocks():
        urls = [range(*match.span()) for match in urls_in(block.text)]
        for match in _STRAY.finditer(block.text) if block.kind != "code" else ():
            is_code = block.prose[match.start() : match.end()] != match[0]
            if not is_code and not any(match.start() in url for url in urls):
                yield hit(page, block, match.start(), written=" ".join(match[0].split()) or match[0])
