"""Front matter: `key: value` lines between two lines `---` at the top of a page.

The delimiters are those of MkDocs, which prints a block that it cannot read as body text; here that is a finding.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import takewhile
from typing import Any, NamedTuple

import yaml

from policysite.corpus import digest
from policysite.corpus.invisible import is_blank, visible
from policysite.corpus.model import VERSION, FrontMatter
from policysite.files import yaml_nodes
from policysite.files.yaml_errors import (
    DATE_NONEXISTENT,
    YAML_COLON_MISSING,
    YAML_INDENTATION,
    YAML_UNREADABLE,
    InvalidYamlError,
)
from policysite.files.yaml_nodes import NULL_TAG, TEXT_TAG, TIME_TAG
from policysite.findings import MAX_SHOWN_CHARACTERS, NOTHING, Finding
from policysite.findings.rule import Rule, Scope
from policysite.languages.dates import iso_date, only_date
from policysite.languages.lexicon import LANGUAGES as LANGUAGES_WITH_LEXICON
from policysite.languages.signs import STOPS

_rule = functools.partial(Rule, family="front_matter", scope=Scope.PAGE, suppressible=False)
FRONT_MATTER_MISSING = _rule("front-matter-missing")
FRONT_MATTER_BROKEN = _rule("front-matter-broken")
FRONT_MATTER_SCATTERED = _rule("front-matter-scattered")
FRONT_MATTER_REPEATED = _rule("front-matter-repeated")
FRONT_MATTER_INCOMPLETE = _rule("front-matter-incomplete")
FRONT_MATTER_UNKNOWN = _rule("front-matter-unknown")
FRONT_MATTER_VALUE_INVALID = _rule("front-matter-value-invalid")
FRONT_MATTER_NOT_TEXT = _rule("front-matter-not-text")
FRONT_MATTER_CHARACTER_FORBIDDEN = _rule("front-matter-character-forbidden")

_DELIMITER = "---"
# A line that was probably meant as one.
_WRONG_DELIMITER = re.compile(r"\s*[-‐‑‒–—―−_+=*~]+\s*")
_BLOCK = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)

# Texts of each language, which every page has.
TEXT_KEYS = ("title", "description")
VERSION_KEYS = ("version", "effective_date")
KEYS = TEXT_KEYS + VERSION_KEYS
# Themes print title and description unescaped in the head of a page.
FORBIDDEN_CHARACTER = re.compile('[<>"]')
_ESCAPE = "\\"
_VERSION_KEY = re.compile("^version *:", re.MULTILINE)
_VERSION = re.compile(VERSION)
# The number of a correction, which keeps the version: only its frozen copy is called `1.1-1`.
_CORRECTION = re.compile(r"(?:(?<=[.,][0-9])|(?<=[.,][0-9]{2}))[-–][0-9]{1,2}$")
_KEY_AND_VALUE = re.compile(r"[\s-]*(?P<key>[\w-]+)[ \t]*:(?P<value>.*)")
_IN_OTHER_QUOTES = re.compile("[«“„][^«»“”„]*[»”“]")
# What people put around the lines of front matter, and around their names, as chats and guides show them.
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})\s*\w*\s*")
_MARKED = re.compile(r"[\s*_`-]*(?P<key>\w*[^\W_])[*_`]*[ \t]*:[*_`]*[ \t]*(?P<value>.*?)[\s*`]*")
# Where the next name begins in a line, which should have been a line of its own. (In other files, in which any name may
# stand, `yaml-lines-joined` finds one only behind a bracket.)
_NEXT_KEY = re.compile(rf"(?<=[^\s,;])[ \t,;]+(?=(?:{'|'.join(KEYS)})[ \t]*:[ \t])")
# For YAML a comment; but an editor who writes `Agreement #2` means the number.
_DROPPED = re.compile(r"[ \t]+#[^\s#].*")


def split(text: str) -> tuple[str | None, str, int]:
    """Split a page's text into front matter without delimiters (or None), body, and the body's first line from 1."""
    match = _BLOCK.match(text)
    if match is None:
        return None, text, 1
    return match[1], text[match.end() :], text.count("\n", 0, match.end()) + 1


def _missing(body: str, path: str, subject: str) -> Finding:
    """Return the finding about a page without front matter, given its text: perhaps only its lines `---` are wrong."""
    lines = body.split("\n")
    written = undelimited(lines)
    if not written:
        return FRONT_MATTER_MISSING.at(path, breaks=[subject], rests_on=[path], advised="")
    is_closed = written.stop < len(lines) and _WRONG_DELIMITER.fullmatch(lines[written.stop])
    example = "\n".join([_DELIMITER, *lines[written.start : written.stop], _DELIMITER])
    replaced = dict.fromkeys(range(2, written.stop + bool(is_closed) + 1))
    line = written.stop if lines[0].rstrip() == _DELIMITER else 1
    return FRONT_MATTER_MISSING.at(path, line, breaks=[subject], advised={1: example, **replaced}, example=example)


def undelimited(lines: Sequence[str]) -> range:
    """Return the numbers, from 0, of the lines of a page that are front matter but for its delimiters."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    start = first + bool(_WRONG_DELIMITER.fullmatch(lines[first]))
    matches = map(_KEY_AND_VALUE.fullmatch, lines[start:])
    return range(start, start + len([*takewhile(lambda match: match and match["key"] in KEYS, matches)]))


def read(
    block: str | None, path: str, language: str, subject: str = "", body: str = ""
) -> tuple[FrontMatter, list[Finding]]:
    """Return the front matter of a page and the findings in it, which break `subject`.

    Invalid values are left empty, so that the rest of the page can still be checked. `block` is the text between the
    delimiters, or None if there are none, and `body` the text below. A date may be written in the language of the page.
    """
    if block is None:
        return FrontMatter("", ""), [_missing(body, path, subject)]
    scattered = _scattered(block, body, path, subject)
    try:
        entries = _entries(block)
    except InvalidYamlError as error:
        found = _broken(block.split("\n"), error, path, subject)
        if scattered and not (found.advised and _is_read(_as_advised(block, found))):
            found = scattered
        return _unread(block), [found]
    if scattered and max(scattered.advised) > block.count("\n") + 2:  # some are below the second delimiter
        return _unread(scattered.params["example"]), [scattered]
    findings = [*_names(entries, path), *_findings(entries, path, language)]
    invalid = {finding.params["key"] for finding in findings}
    valid: dict[str, Any] = {key: each.value for key, each in entries.items() if key in KEYS and key not in invalid}
    front_matter = FrontMatter(
        valid.get("title", ""),
        valid.get("description", ""),
        valid.get("version"),
        valid.get("effective_date"),
        version_invalid=any(key in entries and key in invalid for key in VERSION_KEYS),
        positions={key: each.position for key, each in entries.items()},
    )
    return front_matter, [
        replace(
            finding,
            breaks=frozenset([subject, *(f"{subject} {key}" for key in finding.breaks)]),
            rests_on=frozenset(f"{subject} {key}" for key in finding.rests_on),
        )
        for finding in findings
    ]


def _unread(block: str) -> FrontMatter:
    return FrontMatter("", "", version_invalid=_VERSION_KEY.search(block) is not None)


def _scattered(block: str, body: str, path: str, subject: str) -> Finding | None:
    """Return the finding that gathers the lines above the first heading into front matter; None if it is not clear."""
    lines = [_DELIMITER, *block.removesuffix("\n").split("\n"), _DELIMITER, *body.split("\n")]
    above = [*takewhile(lambda line: not line.startswith("# "), lines)]
    values: dict[str, list[str]] = {}
    last = ""  # the name of the text that goes on in the next line
    for line in above:
        match = _MARKED.fullmatch(line)
        if match and match["key"] in KEYS:
            last = match["key"]
            values.setdefault(last, []).append(match["value"])
        elif not line.strip() or _WRONG_DELIMITER.fullmatch(line) or _FENCE.fullmatch(line):
            last = ""
        elif last in TEXT_KEYS and match is None and not values[last][-1].endswith(tuple(STOPS)):
            values[last][-1] += f" {line.strip()}"
        else:
            return None
    versions, days = (values.pop(key, []) for key in VERSION_KEYS)
    texts = {key: set(each) for key, each in values.items()}
    is_clear = len(versions) == len(days) and all(len(each) == 1 for each in texts.values())
    if len(above) == len(lines) or texts.keys() != set(TEXT_KEYS) or not is_clear:
        return None
    found = {key: min(each) for key, each in texts.items()}
    if versions:
        latest = max(zip(versions, days, strict=True), key=lambda each: _numbers(each[0]))
        found |= dict(zip(VERSION_KEYS, latest, strict=True))
    written = [line if _is_read(line) else _quoted(line) for line in map(": ".join, found.items())]
    if not all(map(_is_read, written)):
        return None
    example = "\n".join([_DELIMITER, *written, _DELIMITER])
    end = max(number for number, line in enumerate(above, start=1) if line.strip())
    advised = {1: example} | dict.fromkeys(range(2, end + 1))
    return FRONT_MATTER_SCATTERED.at(path, breaks=[subject], advised=advised, last=end, example=example)


def _is_read(block: str) -> bool:
    """True if these lines are entries with valid values."""
    try:
        return all(_is_valid(key, each.value) for key, each in _entries(block).items() if key in KEYS)
    except InvalidYamlError:
        return False


def _as_advised(block: str, finding: Finding) -> str:
    lines = (finding.advised.get(number, line) for number, line in enumerate(block.split("\n"), start=2))
    return "\n".join(line for line in lines if line is not None)


def _broken(lines: list[str], error: InvalidYamlError, path: str, subject: str) -> Finding:
    """Return the finding about front matter that is not YAML: its line as it should be, or what is wrong with it."""
    is_list = error.rule is YAML_INDENTATION and lines[0].startswith("-")
    line = 0 if is_list else min(error.line, len(lines) - 1)
    if error.rule is FRONT_MATTER_REPEATED:
        return _repeated(lines, [error.params["first"], line], error.params["key"], path, subject)
    example = _repaired(lines, line)
    # (A line without a colon may be a sentence of the text.)
    if not example and error.rule not in (YAML_UNREADABLE, YAML_COLON_MISSING):
        return error.finding(path, lines_above=1, breaks=[subject])
    text = lines[line].strip()[:MAX_SHOWN_CHARACTERS]
    return FRONT_MATTER_BROKEN.at(path, line + 2, breaks=[subject], text=text, advised=example)


def _repeated(lines: list[str], both: Sequence[int], key: str, path: str, subject: str) -> Finding:
    """Return the finding about a name that two lines have; of two versions, the older one is to be deleted."""
    other, deleted = sorted(both, key=lambda each: _numbers(lines[each]), reverse=True) if key == "version" else both
    advised = {deleted + 2: None} if key == "version" else None
    return FRONT_MATTER_REPEATED.at(path, deleted + 2, breaks=[subject], key=key, other=other + 2, advised=advised)


def _numbers(line: str) -> list[int]:
    return [*map(int, re.findall("[0-9]{1,9}", line))]


def _repaired(lines: list[str], number: int) -> str:
    """Return a line as it should be if the block can then be read beyond it; else nothing.

    Each name is in a line of its own, or the value is in quotation marks.
    """
    divided = _NEXT_KEY.sub("\n", lines[number])
    for repaired in dict.fromkeys([divided, _quoted(lines[number])]):
        if repaired == lines[number]:
            continue
        try:
            _entries("\n".join([*lines[:number], repaired, *lines[number + 1 :]]))
        except InvalidYamlError as error:
            if error.line > number + repaired.count("\n"):
                return repaired
        else:
            return repaired
    return ""


def _quoted(line: str) -> str:
    """Return a line with its value in quotation marks, if it has a known name and a value; else nothing."""
    match = _KEY_AND_VALUE.fullmatch(line)
    if match is None or match["key"] not in KEYS:
        return ""
    value = match["value"].strip("\"' \t").replace("\\", "").replace('"', "")
    # (Word makes other quotation marks of those around a value.)
    value = value[1:-1].strip() if _IN_OTHER_QUOTES.fullmatch(value) else value
    return f'{match["key"]}: "{value}"' if value else ""


class _Invalid(str):
    """The source of a value that YAML reads neither as this text nor as a date: a number, or 2026-02-30."""


class _Entry(NamedTuple):
    """A value, the line of its key in the file, from 1, and what is written there after the key.

    The position is that of the value without its quotation mark. With escapes, readers of the source do not see all.
    """

    value: str | datetime.date | _Invalid
    line: int
    written: str
    position: tuple[int, int]
    has_escapes: bool


@functools.lru_cache(maxsize=1024)  # the checks and the build read each page anew
def _entries(block: str) -> dict[str, _Entry]:
    """Return the entries by their keys; the block begins on the second line of the file."""
    root = yaml_nodes.compose(block)
    if not isinstance(root, yaml.MappingNode):
        raise InvalidYamlError(root.start_mark.line if root else 0)
    entries: dict[str, _Entry] = {}
    for key, node in root.value:
        line, begin = key.start_mark.line, node.start_mark
        if key.tag != TEXT_TAG:
            raise InvalidYamlError(line)
        if key.value in entries:
            first = entries[key.value].line - 2
            raise InvalidYamlError(line, rule=FRONT_MATTER_REPEATED, key=key.value, first=first)
        quote = node.style if isinstance(node, yaml.ScalarNode) and node.style in ("'", '"') else ""
        entries[key.value] = _Entry(
            _value(node, block),
            line + 2,
            block.split("\n")[line].partition(":")[2].strip(),
            (begin.line + 2, begin.column + 1 + len(quote)),
            has_escapes=quote == '"' and _ESCAPE in block[begin.index : node.end_mark.index],
        )
    return entries


def _value(node: yaml.Node, block: str) -> str | datetime.date | _Invalid:
    if not isinstance(node, yaml.ScalarNode):
        return _Invalid(block[node.start_mark.index : node.end_mark.index])
    if node.tag == TEXT_TAG:
        dropped = _DROPPED.match(block, node.end_mark.index) if node.style is None else None
        return _Invalid(node.value + dropped[0]) if dropped else visible(node.value)
    if node.tag == TIME_TAG:
        with contextlib.suppress(ValueError):
            return iso_date(node.value) or _Invalid(node.value)
    return _Invalid("" if node.tag == NULL_TAG else node.value)


def _names(entries: Mapping[str, _Entry], path: str) -> Iterator[Finding]:
    """Yield the names that are missing or unknown."""
    needed = TEXT_KEYS + (VERSION_KEYS if any(key in entries for key in VERSION_KEYS) else ())
    missing = [key for key in needed if key not in entries]
    unknown = [key for key in entries if key not in KEYS]
    for key in missing:
        yield FRONT_MATTER_INCOMPLETE.at(path, rests_on=[key], key=key)
    for key in unknown:
        similar = get_close_matches(key, KEYS, n=1)
        # (A single unknown name stands for the single missing one: it may be in another language.)
        intended = missing if len(missing) == len(unknown) == 1 else [each for each in similar if each in missing]
        known = ", ".join(dict.fromkeys([*intended, *similar, *KEYS]))
        example = f"{intended[0]}: {entries[key].written}" if intended else ""
        breaks = [*similar, *intended]
        yield FRONT_MATTER_UNKNOWN.at(path, entries[key].line, breaks=breaks, key=key, known=known, advised=example)


def _findings(entries: Mapping[str, _Entry], path: str, language: str) -> Iterator[Finding]:
    """Yield the values that are not as they must be."""
    for key, (value, line, written, _, has_escapes) in entries.items():
        if key not in KEYS:
            continue
        if not _is_valid(key, value):
            shown = str(value)[:MAX_SHOWN_CHARACTERS] or NOTHING
            if key == "effective_date" and _is_nonexistent(str(value)):
                yield DATE_NONEXISTENT.at(path, line, key=key, date=value)
            elif key in TEXT_KEYS and type(value) is not str and (example := _quoted(f"{key}: {value}")):
                yield FRONT_MATTER_NOT_TEXT.at(path, line, key=key, value=shown, advised=example)
            else:
                example = _example(key, str(value), language)
                shown = written if example == f"{key}: {value}" else shown
                yield FRONT_MATTER_VALUE_INVALID.at(path, line, key=key, value=shown, advised=example)
        elif key in TEXT_KEYS and has_escapes:
            yield FRONT_MATTER_CHARACTER_FORBIDDEN.at(path, line, key=key, character=_ESCAPE)
        elif key in TEXT_KEYS and (character := FORBIDDEN_CHARACTER.search(str(value))):
            yield FRONT_MATTER_CHARACTER_FORBIDDEN.at(path, line, key=key, character=character[0])


def version_lines(version: str | None, effective_date: datetime.date | None) -> list[str]:
    """Return the lines that state a version and a date, as they are written; none for what is None."""
    lines = {"version": version and f'"{version}"', "effective_date": effective_date and effective_date.isoformat()}
    return [f"{key}: {value}" for key, value in lines.items() if value]


def _example(key: str, value: str, language: str) -> str:
    """Return the line with the value that was intended; empty if that is not clear."""
    if key == "version":
        numbers = _VERSION.findall(re.sub("[,_]", ".", _CORRECTION.sub("", value)))
        return "".join(version_lines(numbers[0], None)) if len(numbers) == 1 else ""
    date = only_date(value, [language, *LANGUAGES_WITH_LEXICON]) if key == "effective_date" else None
    return "".join(version_lines(None, date))


def _is_nonexistent(value: str) -> bool:
    """True if a value has the form of a date, but there is no such day."""
    try:
        iso_date(value)
    except ValueError:
        return True
    return False


def _is_valid(key: str, value: object) -> bool:
    if isinstance(value, _Invalid):
        return False
    if key == "effective_date":
        return type(value) is datetime.date
    if key == "version":
        return isinstance(value, str) and _VERSION.fullmatch(value) is not None
    return isinstance(value, str) and digest.normalized(value) != "" and not is_blank(value) and "\n" not in value
