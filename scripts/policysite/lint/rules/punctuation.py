"""Punctuation that cannot be right: signs without a space or beside one, and brackets and quotation marks alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policysite.contacts.in_text import offsets_in_urls
from policysite.corpus import Page
from policysite.findings import Finding, Severity
from policysite.languages.durations import unit_after
from policysite.languages.lexicon import lexicon_of
from policysite.lint.advised_edits import with_advised_edit
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit, page_rule
from policysite.lint.text.pairs import unpaired

# A comma beside another sign or before a period, a comma or a period after a space, a doubled question mark or period.
_STRAY = re.compile(
    r"[,、，]\s*[,、，;:]|[;:]\s*,|,\s*\.(?![.\w])|(?<=[^\s|(])[^\S\n]+(?:,(?!\d)|\.(?![\w./]))"
    r"|(?<![?!])\?\?(?![?!])|(?<=\w)\.\.(?![.\w/])|。。"
)
# A sign after a space that some languages put there; not in `10 : 30`, `a ? b`, `:-)` or an attribute of Markdown.
_SPACED = re.compile(r"(?<=[^\s|(\d])[^\S\n]+(?P<sign>[?!:;])(?=\s|$)")
# A sign between two words, which are not parts of an address or of a name such as `a.b.c`.
_BETWEEN = re.compile(
    r"(?<![\w.@/:-])(?P<before>[^\W\d_]+)(?P<sign>[)»”]?[,;.?!])(?=(?P<after>[^\W\d_]+)(?!\w|[.@/-]\w))"
)
# A number directly before a word, which is no abbreviation such as `24h`.
_PERIOD = re.compile(r"(?<![\w.,/:-])\d{1,9}(?=(?P<word>[^\W\d_]{4,20})(?!\w))")
# A word that stands twice; not as a part of a longer one.
_REPEATED = re.compile(r"(?<![\w’'.-])(?P<word>[^\W\d_]+)\s+(?P<second>(?i:(?P=word)))(?![\w’'-])")
# Shorter words before a period are abbreviations, and `x,y` are names of values.
_MIN_LAST_WORD_LETTERS, _MIN_LETTERS = 3, 3
_MAX_SHOWN_BEFORE = 20


@page_rule(Severity.WARNING, advises=True)
def space_missing(page: Page, context: Context) -> Iterator[Hit]:
    """No space follows a comma or a semicolon between words, the end of a sentence, or the number of a period."""
    for block in page.blocks():
        in_urls = offsets_in_urls(block.text)
        for match in _BETWEEN.finditer(block.prose):
            if _are_apart(**match.groupdict()) and match.start() not in in_urls:
                found = hit(page, block, match.start("sign"), written=f"{match[0]}{match['after']}")
                yield _with_edit(found, page, context, match["sign"], f"{match['sign']} ")
        for match in _PERIOD.finditer(block.prose):
            unit, word = unit_after(block.prose, match.end(), page.language), match["word"]
            if unit and unit.end == match.end() + len(word) and word.lower() != word.upper():
                found = hit(page, block, match.end(), written=f"{match[0]}{word}")
                yield _with_edit(found, page, context, word, f" {word}")


def _with_edit(found: Finding, page: Page, context: Context, old: str, new: str) -> Finding:
    """Return a finding with the advice to write another text, if nobody has approved the one that is there."""
    return with_advised_edit(found, page, old, new if context.has_new_text(page, found.line) else "")


def _are_apart(before: str, sign: str, after: str) -> bool:
    """True if the words before and after a sign are not one expression: `Node.js`, `x,y`, or words without spaces."""
    if before.lower() == before.upper():  # a script without capitals, perhaps one without spaces
        return False
    if sign[-1] in ",;":
        return len(before + after) >= _MIN_LETTERS
    begins = after[0].isupper() and (len(after) == 1 or after[1:].islower())
    return before.islower() and len(before) >= _MIN_LAST_WORD_LETTERS and begins


@page_rule(Severity.WARNING, needs=("repeatable_words",), advises=True)
def word_repeated(page: Page, context: Context) -> Iterator[Hit]:
    """A word stands twice in a row, and is neither one that may nor a part of a name, such as “Bora Bora”."""
    repeatable = lexicon_of(page.language)["repeatable_words"]
    for block in page.blocks():
        for match in _REPEATED.finditer(block.prose):
            word, second = match["word"].lower(), match["second"]
            if word not in repeatable and second.islower():
                found = hit(page, block, match.start(), written=" ".join(match[0].split()))
                yield _with_edit(found, page, context, match[0], match["word"])


@page_rule(Severity.WARNING, advises=True)
def punctuation_stray(page: Page, context: Context) -> Iterator[Hit]:
    """Two signs of punctuation stand side by side that cannot, or a sign follows a space although none does."""
    spaced = lexicon_of(page.language)["spaced_signs"]
    for block in page.blocks():
        in_urls = offsets_in_urls(block.text)
        images = [link.start for link in block.links if link.is_image or not link.text]
        found = [*_STRAY.finditer(block.text), *_SPACED.finditer(block.text)] if block.kind != "code" else []
        for match in sorted(found, key=re.Match.start):
            is_code = block.prose[match.start() : match.end()] != match[0]
            is_right = match.re is _SPACED and match["sign"] in spaced
            has_image = any(match.start() <= image <= match.end() for image in images)
            if not (is_code or is_right or match.start() in in_urls or has_image):
                written = " ".join(match[0].split())
                if len(written) == 1:  # a sign alone does not show that a space is before it
                    before = block.text[max(match.start() - _MAX_SHOWN_BEFORE, 0) : match.start()]
                    written = f"{before.split()[-1]} {written}"
                found_at = hit(page, block, match.start(), written=written)
                (sign, *others) = dict.fromkeys("".join(match[0].split()))
                # (After a space they may stand in place of a number.)
                is_apart = block.text[: match.start()].endswith(" ") and match[0] == "??"
                yield _with_edit(found_at, page, context, match[0], "" if others or is_apart else sign)


@page_rule(Severity.WARNING)
def mark_unpaired(page: Page, context: Context) -> Iterator[Hit]:
    """A bracket or a quotation mark has no counterpart in its clause."""
    for clause in page.clauses:
        blocks = [block for block in (clause.heading, *clause.blocks) if block.kind != "code"]
        for number, offset in unpaired([block.prose for block in blocks], page.language):
            yield hit(page, blocks[number], offset, written=blocks[number].prose[offset])
