"""The part of the README of a site that names its languages and its pages."""

from __future__ import annotations

import re

from policysite import files
from policysite.corpus import Corpus, Settings
from policysite.languages import FALLBACK, nearest
from policysite.scaffold import pages
from policysite.scaffold.page_table import page_table

NAME = "README.md"
# The comments around the part, the first of which names the language of its headings. Without them it is the owners'.
_PART = re.compile(
    r"(?P<begin><!-- policy guide (?P<language>[A-Za-z-]+):[^\n]*-->)"
    r"(?:(?!<!-- policy guide ).)*"
    r"(?P<end><!-- policy guide end -->)",
    re.DOTALL,
)


def changed(settings: Settings, documents: Corpus) -> dict[str, str]:
    """Return the README with its part renewed, by its path; nothing if it has no such part, or none that changes."""
    path = settings.root / NAME
    text = files.read_if_exists(path, NAME)
    if not isinstance(text, str):
        return {}

    def part(found: re.Match[str]) -> str:
        language = nearest(found["language"], pages.languages_with("page_table.md")) or FALLBACK
        return f"{found['begin']}\n\n{page_table(settings, documents, language, path)}\n{found['end']}"

    now = _PART.sub(part, text)
    return {NAME: now} if now != text else {}
