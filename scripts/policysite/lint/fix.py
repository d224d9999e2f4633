"""Fixes what can be fixed automatically: punctuation and invisible characters, but no words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policysite import files
from policysite.corpus import Settings, digest, front_matter
from policysite.corpus.invisible import visible
from policysite.corpus.model import Clause
from policysite.corpus.parser import Parser
from policysite.corpus.time_limit import TIMEOUTS, TimeLimitError, time_limit
from policysite.findings import Edit, Finding
from policysite.lint.advised_edits import with_edits
from policysite.lint.invisible_characters import is_removal, unescaped
from policysite.lint.protected_ranges import LINE_END, ProtectedRanges

_BYTE_ORDER_MARK = "\N{BYTE ORDER MARK}"
_PAGE_TIME_LIMIT_SECONDS = 10.0
# The second round usually fixes very little and the third nothing.
_MAX_ROUNDS = 5


@dataclass(frozen=True)
class FixResult:
    """The files that were changed, and those that were not, because the fix would have changed their meaning.

    The fix is complete if the last check was of the fixed files, and found nothing more that can be fixed.
    """

    changed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    complete: bool = True


def fix_all(settings: Settings, check: Callable[[], Iterable[Finding]]) -> FixResult:
    """Fix all that a check of the site finds, repeatedly until nothing changes: one fix may make another possible.

    Raises:
        OSError: a page cannot be read or written; pages fixed before stay fixed.
    """
    changed: set[str] = set()
    for _ in range(_MAX_ROUNDS):
        findings = [*check()]
        outcome = fix_once(settings, findings)
        changed.update(outcome.changed)
        # (Another round would take as long.)
        if not outcome.changed or any(each.rule in TIMEOUTS for each in findings):
            break
    return FixResult(tuple(sorted(changed)), outcome.refused, complete=not outcome.changed)


def fix_once(settings: Settings, findings: Iterable[Finding]) -> FixResult:
    """Fix the pages with fixable findings, each completely or, if its meaning would change, not at all.

    Raises:
        OSError: a page cannot be read or written; pages fixed before stay fixed.
        UnicodeDecodeError: a page is not UTF-8.
    """
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.edit is not None:
            by_path.setdefault(finding.path, []).append(finding)
    parser = Parser(settings.extensions, settings.extension_configs)
    changed, refused = [], []
    for name, found in sorted(by_path.items()):
        path = settings.root / name
        if not _is_page(path, settings):
            continue
        before = path.read_bytes().decode("utf-8")
        after = _fixed_page(before, found, parser)
        if after is None:
            refused.append(name)
        elif after != before:
            files.write(path, after.encode("utf-8"))
            changed.append(name)
    return FixResult(tuple(changed), tuple(refused))


def fixed(source_text: str, findings: Iterable[Finding]) -> str:
    """Return the text of a file with the edits of its findings applied.

    An edit is not applied if the text at its position is different, if it overlaps an earlier edit, or if it is in
    front matter, code, attributes or addresses; but tracking parameters are removed from addresses, and invisible
    characters from everything. The text has the line endings and the byte order mark of the file.
    """
    byte_order_mark = _BYTE_ORDER_MARK if source_text.startswith(_BYTE_ORDER_MARK) else ""
    text = source_text[len(byte_order_mark) :]
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    protected = ProtectedRanges(text)
    allowed = (
        (start, edit)
        for start, edit in _offsets(findings, starts)
        if text.startswith(edit.old, start) and (is_removal(edit) or protected.allows(start, edit))
    )
    return byte_order_mark + with_edits(text, allowed)


def _offsets(findings: Iterable[Finding], starts: Sequence[int]) -> Iterator[tuple[int, Edit]]:
    """Yield the edits of findings, each with its first character in the text."""
    for finding in findings:
        edit = finding.edit
        if edit is not None and edit.old and finding.line <= len(starts) and not LINE_END.search(edit.old + edit.new):
            yield starts[finding.line - 1] + finding.column - 1, edit


def _fixed_page(before: str, findings: Iterable[Finding], parser: Parser) -> str | None:
    """Return the fixed text of a page; None if its meaning would change, or if the fix takes too long."""
    try:
        with time_limit(_PAGE_TIME_LIMIT_SECONDS):
            after = fixed(before, findings)
            return after if after == before or _meaning(after, parser) == _meaning(before, parser) else None
    except (RecursionError, TimeLimitError):
        return None


def _meaning(text: str, parser: Parser) -> object:
    """Return the parts of a page that must not change: front matter, raw HTML, the digests of clauses, the emphasis."""
    above, body, _ = front_matter.split(visible(LINE_END.sub("\n", text.removeprefix(_BYTE_ORDER_MARK))))
    parsed = parser.parse(body)
    return (
        visible(unescaped(above or "")),
        [raw.html for raw in parsed.raw_html],
        [_clause_meaning(clause) for clause in parsed.clauses],
    )


def _clause_meaning(clause: Clause) -> object:
    blocks = (clause.heading, *clause.blocks)
    return (
        clause.level,
        clause.heading.attributes,
        digest.digest(blocks),
        [span.tag for block in blocks for span in block.spans],
    )


def _is_page(path: Path, settings: Settings) -> bool:
    """True if a file is a page of the site, and not a symbolic link."""
    within = path.resolve().is_relative_to(settings.docs.resolve())
    return path.suffix == ".md" and path.is_file() and not path.is_symlink() and within
