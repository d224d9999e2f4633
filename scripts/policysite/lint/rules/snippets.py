"""Snippets of other files, which must be among the published ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policysite.corpus import Page
from policysite.corpus.settings import EDITORIAL
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit_at, page_rule
from policysite.lint.text.url_safety import shown

# The notations of the extension `pymdownx.snippets`: on one line, or as a block of lines.
_LINE = re.compile(r"[ \t]*-+8<-+[ \t]+(['\"])(?P<file>.+?)\1\s*")
_FENCE = re.compile(r"[ \t]*-+8<-+\s*")
_OUTSIDE = re.compile(rf"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\~]|^[a-z][a-z0-9+.-]*:|^(?:\./)*{EDITORIAL}/", re.IGNORECASE)


@page_rule(suppressible=False)
def snippet_outside(page: Page, context: Context) -> Iterator[Hit]:
    """A snippet is included from outside the published files."""
    within = False
    for number, line in enumerate(page.source, start=1):
        if _FENCE.fullmatch(line):
            within = not within
            continue
        match = _LINE.fullmatch(line)
        file = match["file"] if match else line.strip() if within else ""
        if _OUTSIDE.search(file.strip()):
            yield hit_at(page.path, number, line.index(file) + 1, file=shown(file))
