"""Markdown syntax: the results of rumdl as rules of ours, with messages in every language.

Only the rules of rumdl are enabled that agree with Python-Markdown and apply to every language. These rules, among
others, are disabled; where they matter, rules of our own replace them: MD032 reports lists before a heading and misses
lists that begin with 2; MD007 ignores numbered lists; MD029 allows interrupted lists; MD011 mistakes a reference after
brackets for a link; MD037 mistakes a multiplication for emphasis; MD082 requires text above every sub-heading; MD092
misses a single merge conflict marker; MD095 reports every Cyrillic domain as a homograph attack.
"""

from __future__ import annotations

import functools
import json
import math
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import Any

from policysite.contacts.in_text import contacts_in, is_listed, listed_contacts
from policysite.corpus import Block, Page, Settings, subjects
from policysite.corpus.headings import heading_line
from policysite.corpus.invisible import visible, written_offset
from policysite.corpus.time_limit import PAGE_TIMEOUT, left_seconds
from policysite.corpus.urls import without_tracking
from policysite.errors import ToolError
from policysite.findings import Finding, Severity
from policysite.findings.rule import Aspect, Rule, Scope
from policysite.languages.signs import STOPS
from policysite.lint.advised_edits import with_advised_edit, with_advised_line, without_advice
from policysite.lint.page_text import code_by_line
from policysite.lint.rule import broken_aspects
from policysite.parallel import add_processor_seconds


def _rule(name: str, severity: Severity = Severity.ERROR, *, aspect: Aspect | None = None) -> Rule:
    return Rule(name, "rumdl", Scope.PAGE, severity, aspect=aspect)


# Hundreds of times what it needs; but a page can be written to keep it busy.
TIME_LIMIT_SECONDS = 10.0
_PAGE_SECONDS = 0.01
_UNENCRYPTED = re.compile("^http://", re.IGNORECASE)
# While the machine is busy with something else, the time limit is multiplied by each of these in turn.
_TIME_LIMIT_FACTORS = (1, 2, 4, 8, 16)

_ENCODING = "MD083"
_BARE_URL = "MD034"
_NOT_SEPARATED = "MD031"
_TABLE_NOT_SEPARATED = "MD058"
_SKIPPED_LEVEL = "MD001"
_HEADING_STYLE = "MD003"
_HEADING_SPACE = "MD018"
_INDENTED_HEADING = "MD023"
_CODE_STYLE = "MD046"
_UNEVEN = "MD056"
_TABLE_BROKEN = "MD075"
_CELL_BORDER = re.compile(r"(?<!\\)\|")
# Signs that look like the borders of cells.
_OTHER_BARS = re.compile(r"[¦│┃ǀ∣｜]|\\\|")
# The line under the heading of a table, with the dashes that Word makes of hyphens too.
_RULE_OF_TABLE = re.compile(r"[|: ]*[-–—][|: –—-]*")
_ID = re.compile(r"\{:?\s*#[A-Za-z][^{}]*\}\s*$")
_FENCES = ("```", "~~~")
RULES_BY_CODE: Mapping[str, Rule] = {
    _SKIPPED_LEVEL: _rule("heading-level-skipped", aspect=Aspect.STRUCTURE),
    _HEADING_STYLE: _rule("heading-underlined", aspect=Aspect.STRUCTURE),
    "MD004": _rule("list-markers-differ", Severity.WARNING),
    _HEADING_SPACE: _rule("heading-space-missing", aspect=Aspect.STRUCTURE),
    _INDENTED_HEADING: _rule("heading-indented", aspect=Aspect.STRUCTURE),
    _NOT_SEPARATED: _rule("code-block-not-separated", aspect=Aspect.STRUCTURE),
    _BARE_URL: _rule("bare-url"),
    "MD039": _rule("link-text-padded", Severity.WARNING),
    "MD042": _rule("link-url-missing"),
    "MD045": _rule("image-alt-missing"),
    _CODE_STYLE: _rule("code-indented", aspect=Aspect.STRUCTURE),
    "MD053": _rule("reference-unused", Severity.WARNING),
    _UNEVEN: _rule("table-cells-uneven", aspect=Aspect.STRUCTURE),
    _TABLE_NOT_SEPARATED: _rule("table-not-separated", aspect=Aspect.STRUCTURE),
    "MD069": _rule("list-marker-doubled", aspect=Aspect.STRUCTURE),
    _TABLE_BROKEN: _rule("table-header-missing", aspect=Aspect.STRUCTURE),
    "MD077": _rule("item-continuation-unindented", aspect=Aspect.STRUCTURE),
    _ENCODING: _rule("encoding-damaged", aspect=Aspect.STRUCTURE),
    "MD086": _rule("comment-unclosed", aspect=Aspect.STRUCTURE),
}
# On these lines other findings are uncertain: the text is damaged, or is a heading, or not one, by mistake.
_DAMAGED_LINES = (_ENCODING, _HEADING_STYLE, _INDENTED_HEADING)
# MD046 reports two things: code that is indented, and a fence that is not closed.
_FENCE_UNCLOSED = _rule("fence-unclosed", aspect=Aspect.STRUCTURE)

RULES = (*RULES_BY_CODE.values(), _FENCE_UNCLOSED)


class RumdlError(ToolError):
    """rumdl could not check the pages."""

    def __init__(self, reason: str) -> None:
        super().__init__("rumdl_failed", reason=reason)


def check(settings: Settings, pages: Sequence[Page]) -> Iterator[Finding]:
    """Yield what rumdl finds in the pages, as they were read.

    A `pyproject.toml` of the site has no effect: a change of the pages may change it too.

    Raises:
        RumdlError: rumdl is not installed, failed, or returned something unexpected.
    """
    by_path = {page.path: page for page in pages}
    results: list[Mapping[str, Any]] | None = None
    seconds = min(TIME_LIMIT_SECONDS + len(pages) * _PAGE_SECONDS, left_seconds())
    while by_path and results is None:
        seconds /= 2  # all attempts together end within the limit
        results = _results(settings, [*by_path.values()], seconds)
        if results is None:
            longest = max(by_path, key=lambda path: len(_text(by_path[path])))
            del by_path[longest]
            yield PAGE_TIMEOUT.at(longest)
    code_at = functools.cache(lambda path: code_by_line(by_path[path]))
    text_of = functools.cache(lambda path: _text(by_path[path]).encode())
    listed = listed_contacts(settings)
    first_headings = {path: _first_heading(page) for path, page in by_path.items()}
    damaged: set[tuple[str, int]] = set()
    for result in results or ():
        try:
            page, line, code = by_path[result["file"]], int(result["line"]), str(result["rule"])
            source, rule = page.source[line - 1], RULES_BY_CODE[code]
            column = written_offset(source, int(result["column"]) - 1) + 1
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise RumdlError(f"unexpected result of rumdl: {result!r}") from error
        is_fence = source.lstrip(" >").startswith(_FENCES)
        if code == _ENCODING and (page.path, line) in damaged:  # rumdl reports every character
            continue
        if code == _CODE_STYLE and _is_in_clause(code_at(page.path).get(line), is_fence):
            continue
        if code == _HEADING_STYLE and source.lstrip(" >").startswith("#"):  # `## Heading ##` is a heading as well
            continue
        damaged |= {(page.path, line)} if code == _ENCODING else set()
        rule = _FENCE_UNCLOSED if code == _CODE_STYLE and is_fence else rule
        found = _found(rule, code, page, line, column, is_above=line < first_headings[page.path])
        if code == _BARE_URL:
            old, new = _clickable(result, text_of(page.path)) if result.get("fix") else ("", "")
            # (An unlisted contact is a finding of its own, and must not become a link.)
            if all(is_listed(contact[0], listed) for contact in contacts_in(old)):
                yield _bare_url(found, page, old, new)
        else:
            yield _ADVISING[code](found, page) if code in _ADVISING else found
    for page in by_path.values():
        yield from _without_heading(page)


def _without_heading(page: Page) -> Iterator[Finding]:
    """Yield what rumdl takes for texts: tables whose heading an empty line divides from the line under it."""
    rule, code = RULES_BY_CODE[_TABLE_BROKEN], code_by_line(page)
    for number, (above, line) in enumerate(pairwise(page.source), start=2):
        is_rule = line.startswith("|") and _RULE_OF_TABLE.fullmatch(line)
        if is_rule and not (above.strip() or number in code):
            yield _table(_found(rule, _TABLE_BROKEN, page, number, 1, is_above=False), page)


def _found(rule: Rule, code: str, page: Page, line: int, column: int, *, is_above: bool) -> Finding:
    """Return a finding of a rule, given its code in rumdl; it may be in a line above all headings."""
    breaks = broken_aspects(page, line, rule.aspect) if rule.aspect else set()
    if rule.aspect or code == _BARE_URL:
        breaks |= {subjects.line(page.path, line)}
    if code in (_HEADING_STYLE, _INDENTED_HEADING):  # a clause seems to be missing, and another one longer or shorter
        for clause in (page.clause_at(line - 1), page.clause_at(line)):
            other = subjects.clause(page.subject, clause.id) if clause else subjects.first_heading(page.subject)
            breaks |= {subjects.ids(page.subject), other}
    # Front matter that is not recognized as such becomes the first text of the page.
    rests_on = {subjects.front_matter(page.subject)} if is_above else set()
    damaged = range(1, len(page.source[line - 1]) + 1) if code in _DAMAGED_LINES else range(0)
    return rule.at(page.path, line, column, breaks=breaks, rests_on=rests_on, damaged=damaged)


def _heading(code: str, found: Finding, page: Page) -> Finding:
    """Return a finding about a heading with its line as it should be, if it is one; a sentence is none."""
    clause = page.clause_at(found.line)
    # (Without an id, the line may be a text with a number, such as `#12`.)
    may_be_text = code == _HEADING_SPACE and clause is not None and not clause.id
    if clause is None or clause.line != found.line or may_be_text:
        return without_advice(found)
    underline = {found.line + 1: None} if code == _HEADING_STYLE else {}
    if clause.title.endswith(tuple(STOPS)):
        return replace(without_advice(found), advised=underline)
    above = [each.level for each in page.clauses if each.line < clause.line]
    level = min(clause.level, above[-1] + 1) if code == _SKIPPED_LEVEL and above else max(clause.level, 1 + bool(above))
    advising = with_advised_line(found, heading_line(page, clause, level=level))
    return replace(advising, advised={**advising.advised, **underline}, damaged=range(0))


def _not_indented(found: Finding, page: Page) -> Finding:
    """Return a finding about an indented heading with its line as it should be, if it is not part of an item.

    One with an id is never meant to be.
    """
    clause = page.clause_at(found.line)
    of_line = (block for block in clause.blocks if block.line <= found.line <= block.last_line) if clause else ()
    block = next(iter(of_line), None)
    is_in_item = clause and (block is None or block.kind not in ("paragraph", "code") or block.inside)
    line = page.source[found.line - 1].lstrip()
    has_id = _ID.search(line) is not None
    return without_advice(found) if is_in_item and not has_id else with_advised_line(found, line)


def _table(found: Finding, page: Page) -> Finding:
    """Return a finding about rows that are no table with the line that is missing under the first, if it is missing.

    If that line is written with other dashes, the finding is about it. Below an empty line within a table, rows
    continue that table: the finding is about that line.
    """
    found = replace(found, params={**found.params, "empty": ""})
    above, rows = page.source[: found.line - 1], page.source[found.line - 1 : found.line + 1]
    counts = {*map(_cells, rows)}
    last = next((number for number in range(len(above), 0, -1) if above[number - 1].strip()), 0)
    is_divided = last > 0 and "|" in above[last - 1]
    if is_divided and last < len(above) and _cells(above[last - 1]) == _cells(rows[0]):
        empty = range(last + 1, found.line)
        params = {**found.params, "example": "", "empty": ", ".join(map(str, empty))}
        return replace(found, line=empty[0], column=1, params=params, advised=dict.fromkeys(empty))
    are_rows = len(rows) > 1 and all(row.startswith("|") and row.strip("|:- ") for row in rows)
    if is_divided or not are_rows or len(counts) > 1:
        return without_advice(found)
    rule = f"| {' | '.join(['---'] * counts.pop())} |"
    if _RULE_OF_TABLE.fullmatch(rows[1].strip()):
        return with_advised_line(replace(found, line=found.line + 1), rule)
    return replace(with_advised_line(found, rule), advised={found.line: f"{rows[0]}\n{rule}"})


def _cells(row: str) -> int:
    """Return the number of cells of a row as it is written."""
    return len(_CELL_BORDER.findall(row.strip().strip("|"))) + 1


def _uneven(found: Finding, page: Page) -> Finding:
    """Return a finding about a row with its line as it should be: the one under the heading, or one with other bars."""
    number, line = found.line, page.source[found.line - 1]
    above = range(number - 1, 0, -1)
    lines = ((each, page.source[each - 1]) for each in (number, *above))
    rule = next((each for each, text in lines if _RULE_OF_TABLE.fullmatch(text.strip())), 0)
    if rule < 2:
        return without_advice(found)
    missing = _cells(page.source[rule - 2]) - _cells(line)
    bars = _OTHER_BARS.findall(line)
    if number == rule:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        cells = [*cells, *["---"] * missing][: len(cells) + missing]
        return with_advised_line(found, f"| {' | '.join(cells)} |")
    return with_advised_line(found, _OTHER_BARS.sub("|", line)) if 0 < missing == len(bars) else without_advice(found)


def _not_code(found: Finding, page: Page) -> Finding:
    """Return a finding about indented text with its lines as they should be, if it is none of a fence."""
    code = code_by_line(page).get(found.line)
    if found.rule == _FENCE_UNCLOSED.name or code is None:
        return found
    numbers = range(found.line, code.last_line + 1)
    lines = dedent("\n".join(page.source[number - 1] for number in numbers)).split("\n")
    return replace(found, advised=dict(zip(numbers, lines, strict=True)))


def _separated(found: Finding, page: Page) -> Finding:
    """Return a finding about a block, a box or a table with an empty line above it if it lacks one there."""
    above, line = "".join(page.source[found.line - 2 : found.line - 1]), page.source[found.line - 1]
    is_within = _CELL_BORDER.search(above) is not None  # of a table, which lacks the line below it
    return replace(found, advised={found.line: f"\n{line}"}) if above.strip() and not is_within else found


# What completes the findings of a code with the lines that they advise.
_ADVISING: Mapping[str, Callable[[Finding, Page], Finding]] = {
    **{code: functools.partial(_heading, code) for code in (_SKIPPED_LEVEL, _HEADING_STYLE, _HEADING_SPACE)},
    _INDENTED_HEADING: _not_indented,
    _CODE_STYLE: _not_code,
    _NOT_SEPARATED: _separated,
    _TABLE_NOT_SEPARATED: _separated,
    _TABLE_BROKEN: _table,
    _UNEVEN: _uneven,
}


def _bare_url(found: Finding, page: Page, old: str, new: str) -> Finding:
    """Return a finding about an address with its line as it should be, and with `http://` if that has `https://`.

    The old address is empty if it is not clear where it ends; the new one is as it should be.
    """
    found = with_advised_edit(found, page, old, new) if old else without_advice(found)
    unencrypted = _UNENCRYPTED.match(old)
    return replace(found, params={**found.params, "unencrypted": unencrypted[0] if unencrypted else ""})


def _clickable(result: Mapping[str, Any], text: bytes) -> tuple[str, str]:
    """Return an address of a page as it is written, and as it should be.

    It should be in angle brackets, with `https://`, and without tracking parameters.
    """
    try:
        old = text[result["fix"]["range"]["start"] : result["fix"]["range"]["end"]].decode()
        clickable = str(result["fix"]["replacement"])
        if not clickable.startswith("<"):
            return old, clickable
        return old, f"<{without_tracking(_UNENCRYPTED.sub('https://', clickable[1:-1]))}>"
    except (KeyError, TypeError, UnicodeDecodeError) as error:
        raise RumdlError(f"unexpected result of rumdl: {result!r}") from error


def _is_in_clause(code: Block | None, is_fence: bool) -> bool:
    """True if indented text belongs to a numbered clause, which rumdl does not know: it is no code, or fenced code."""
    return code is None if not is_fence else code is not None and not code.text.lstrip().startswith(_FENCES)


def _first_heading(page: Page) -> float:
    """Return the line of the first heading of a page, from 1; infinity if there is none."""
    return next((number for number, text in enumerate(page.source, start=1) if text.startswith("#")), math.inf)


def _results(settings: Settings, pages: Sequence[Page], seconds: float) -> list[Mapping[str, Any]] | None:
    """Return the results of rumdl for pages; None if it takes too long: while the machine is busy, the limit is longer.

    It reads the pages from standard input, so that it excludes none.
    """
    batch = "".join(f"{page.path}\0{_text(page)}\0" for page in pages)
    command = [_program(), "check", "--stdin-batch", "--no-cache", "--no-exclude", "--flavor", "mkdocs"]
    command += ["--output-format", "json", "--fail-on", "never", "--isolated", "--enable", ",".join(RULES_BY_CODE)]
    command += ["--config", 'MD003.style = "atx"', "--config", 'MD046.style = "fenced"']
    result = None
    for factor in _TIME_LIMIT_FACTORS:
        before = _processor_seconds()
        try:
            result = subprocess.run(  # noqa: S603  (nothing in it comes from a page)
                command,
                input=batch,
                capture_output=True,
                encoding="utf-8",
                cwd=settings.root,
                check=False,
                timeout=seconds * factor,
            )
            break
        except subprocess.TimeoutExpired:
            if _processor_seconds() - before > seconds / 2:
                break
        except OSError as error:
            raise RumdlError(f"rumdl failed: {error}") from error
        finally:
            add_processor_seconds(_processor_seconds() - before)
    if result is None:
        return None
    try:
        results = json.loads(result.stdout)
    except ValueError as error:
        raise RumdlError(f"rumdl returned no results: {result.stderr.strip() or result.stdout[:200]}") from error
    if result.returncode != 0 or not isinstance(results, list):
        raise RumdlError(f"rumdl could not check the pages: {result.stderr.strip()}")
    return results


def _processor_seconds() -> float:
    """Return the processor time of the processes that have been run."""
    times = os.times()
    return times.children_user + times.children_system


def _text(page: Page) -> str:
    """Return the text of a page as it is read: without NUL, which separates pages in a batch."""
    return visible("\n".join(page.source))


def _program() -> str:
    scripts = Path(sysconfig.get_path("scripts"))
    program = shutil.which("rumdl", path=f"{scripts}{os.pathsep}{os.environ.get('PATH', os.defpath)}")
    if program is None:
        raise RumdlError("rumdl is not installed; install policysite again")
    return program
