"""What can be mended without judgement, mended: signs change places with signs, and no word of any clause changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policysite.corpus import Settings, digest, files, front_matter
from policysite.corpus.parser import Parser, Section
from policysite.corpus.time_limit import TimeLimitError, time_limit
from policysite.corpus.tracking_parameters import without_tracking
from policysite.findings import Edit, Finding
from policysite.lint.protected import LINE_END, Protected

_MARK = "\N{BYTE ORDER MARK}"
# Seconds that a page may take.
_LONGEST = 10.0
# Rounds of mending: the second finds next to nothing, and the third nothing.
_ROUNDS = 5


@dataclass(frozen=True)
class Fixed:
    """What has become of the files in which something could be mended.

    Attributes:
        changed: those that were mended, by their paths relative to the folder of `mkdocs.yml`, sorted.
        refused: those that were left as they are, for more than signs would have changed.
    """

    changed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def fix_all(settings: Settings, check: Callable[[], Iterable[Finding]]) -> Fixed:
    """Mends all pages, and again until nothing is left to fix: of a sign that stands twice, a round may see but one.

    Args:
        settings: the site.
        check: finds what is wrong with it, as it is at that moment.

    Raises:
        OSError: a page cannot be read or written; what was mended before stays so.
    """
    changed: set[str] = set()
    for _ in range(_ROUNDS):
        outcome = fix_once(settings, check())
        changed.update(outcome.changed)
        if not outcome.changed:
            break
    return Fixed(tuple(sorted(changed)), outcome.refused)


def fix_once(settings: Settings, findings: Iterable[Finding]) -> Fixed:
    """Mends the pages in which findings can be mended, each as a whole, and not at all if a clause would change.

    Raises:
        OSError: a page cannot be read or written; those before it are mended.
        UnicodeDecodeError: a page is no UTF-8.
    """
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.edit is not None:
            by_path.setdefault(finding.path, []).append(finding)
    parser = Parser(settings.extensions, settings.extension_configs)
    changed, refused = [], []
    for place, found in sorted(by_path.items()):
        path = settings.root / place
        if not _is_page(path, settings):
            continue
        before = path.read_bytes().decode("utf-8")
        after = _mended(before, found, parser)
        if after is None:
            refused.append(place)
        elif after != before:
            files.write(path, after.encode("utf-8"))
            changed.append(place)
    return Fixed(tuple(changed), tuple(refused))


def fixed(source_text: str, findings: Iterable[Finding]) -> str:
    """The text of a file with what its findings can be mended by.

    An edit is left out where something else stands in its place, where another one already reaches there, and in front
    matter, code, attributes and addresses; but an address may lose what only tracks its reader.

    Args:
        source_text: the file as it is, with its line endings and its byte order mark, if it has one.
        findings: those of this file, in any order.
    """
    mark = _MARK if source_text.startswith(_MARK) else ""
    text = source_text[len(mark) :]
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    protected = Protected(text)
    parts, done = [], 0
    for start, edit in sorted(_places(findings, starts), key=lambda each: each[0]):
        end = start + len(edit.old)
        if start >= done and text[start:end] == edit.old and protected.allows(start, edit):
            parts += [text[done:start], edit.new]
            done = end
    return mark + "".join(parts) + text[done:]


def _places(findings: Iterable[Finding], starts: Sequence[int]) -> Iterator[tuple[int, Edit]]:
    """The edits of findings, and where in the text each applies."""
    for finding in findings:
        edit = finding.edit
        if edit is not None and edit.old and finding.line <= len(starts) and not LINE_END.search(edit.old + edit.new):
            yield starts[finding.line - 1] + finding.column - 1, edit


def _mended(before: str, findings: Iterable[Finding], parser: Parser) -> str | None:
    """The text of a file with its findings mended; None if the page would say something else, or takes too long."""
    try:
        with time_limit(_LONGEST):
            after = fixed(before, findings)
            return after if after == before or _says(after, parser) == _says(before, parser) else None
    except (RecursionError, TimeLimitError):
        return None


def _says(text: str, parser: Parser) -> object:
    """What a page says: its clauses without their typography, its code and its attributes letter by letter."""
    above, body, _ = front_matter.split(LINE_END.sub("\n", text.removeprefix(_MARK)))
    parsed = parser.parse(body)
    return above, [raw.html for raw in parsed.raw_html], [_of_section(section) for section in parsed.sections]


def _of_section(section: Section) -> object:
    blocks = (section.heading, *section.blocks)
    code = [block.text for block in blocks if block.kind == "code"]
    spans = [
        (span.tag, block.text[span.start : span.end] if span.tag == "code" else "", _untracked(span.attributes))
        for block in blocks
        for span in block.spans
    ]
    return section.level, section.attributes, digest.digest(blocks), code, spans


def _untracked(attributes: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, without_tracking(value) if name in ("href", "src") else value) for name, value in attributes.items()]


def _is_page(path: Path, settings: Settings) -> bool:
    """Whether a file is a page of the site, and no link to a file elsewhere."""
    within = path.resolve().is_relative_to(settings.docs.resolve())
    return path.suffix == ".md" and path.is_file() and not path.is_symlink() and within
