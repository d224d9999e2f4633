"""Finds the cause of an error in YAML, which may be lines above the place where the parser stops."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import Any

import yaml

from policysite.findings import MAX_SHOWN_CHARACTERS, Finding
from policysite.findings.rule import Rule, Scope

_rule = functools.partial(Rule, family="yaml", scope=Scope.SITE, suppressible=False)
YAML_TAB = _rule("yaml-tab")
YAML_UNPAIRED = _rule("yaml-unpaired")
YAML_QUOTE_UNCLOSED = _rule("yaml-quote-unclosed")
YAML_SPACE_MISSING = _rule("yaml-space-missing")
YAML_COLON_MISSING = _rule("yaml-colon-missing")
YAML_COMMA_MISSING = _rule("yaml-comma-missing")
YAML_INDENTATION = _rule("yaml-indentation")
YAML_QUOTES_MISSING = _rule("yaml-quotes-missing")
YAML_LINES_JOINED = _rule("yaml-lines-joined")
YAML_ALIAS_REPEATED = _rule("yaml-alias-repeated")
YAML_TAG_UNKNOWN = _rule("yaml-tag-unknown")
YAML_UNREADABLE = _rule("yaml-unreadable")
DATE_NONEXISTENT = _rule("date-nonexistent")

_COUNTERPARTS = {"[": "]", "{": "}", "]": "[", "}": "{"}
_QUOTES = ("'", '"')
# No value without quotation marks begins with one of these and is a text.
_SPECIAL = tuple("@`%*&!|>\"'")
_TAB_INDENTATION = re.compile(r" *\t\s*[^\s#]")
_ITEM_WITHOUT_SPACE = re.compile(r"\s*-[^\s-]")
_NAME_WITHOUT_SPACE = re.compile(r"\s*(?:- +)*(?P<name>[\w.-]+)(?=:\S)")
_KEY = re.compile(r"\s*(?:- +)*[^\s:]+:(?:\s|$)")
_NAME_AND_VALUE = re.compile(r"(?P<before>\s*(?:(?:- +)+(?:[\w.-]+: +)?|[\w.-]+: +))(?P<value>[^\s\[{].*)")
# Where another name begins behind a value in brackets.
_NEXT_NAME = re.compile(r"(?<=[}\]])[ \t,]+(?=(?P<name>[\w.-]+):[ \t])")
_BEFORE_NAME = re.compile(r"\s*(?:- +)*")


class InvalidYamlError(Exception):
    """A text is not YAML, or has characters that no text should have.

    The line and the column, both from 0, are those of the cause; the rule, with its parameters, says what is wrong.
    """

    def __init__(self, line: int = 0, column: int = 0, rule: Rule = YAML_UNREADABLE, **params: Any) -> None:
        super().__init__()
        self.line = line
        self.column = column
        self.rule = rule
        self.params = params

    def finding(self, path: str, *, lines_above: int = 0, breaks: Iterable[str] = ()) -> Finding:
        """Return the finding in a file, in which there may be lines above the text."""
        return self.rule.at(path, self.line + lines_above + 1, self.column + 1, breaks=breaks, **self.params)


def explained(text: str, error: yaml.MarkedYAMLError) -> InvalidYamlError:
    """Return what is wrong with a text, given the error of the parser."""
    noticed = error.problem_mark or error.context_mark
    if noticed is None:
        return InvalidYamlError()
    begun = error.context_mark or noticed
    lines = text.split("\n")
    for number in range(begun.line, min(noticed.line + 1, len(lines))):
        if _TAB_INDENTATION.match(lines[number]):
            return InvalidYamlError(number, lines[number].index("\t"), YAML_TAB)
    if text.startswith("\t", noticed.index):
        return InvalidYamlError(noticed.line, noticed.column, YAML_TAB)
    tokens, is_whole = _tokens(text)
    if quote := _open_quote(text, begun, noticed, tokens):
        return InvalidYamlError(quote.line, quote.column, YAML_QUOTE_UNCLOSED, sign=text[quote.index])
    if bracket := _unpaired_bracket(text, tokens, is_whole=is_whole):
        params = {"sign": text[bracket.index], "missing": _COUNTERPARTS[text[bracket.index]]}
        return InvalidYamlError(bracket.line, bracket.column, YAML_UNPAIRED, **params)
    if isinstance(error, yaml.parser.ParserError) and text.startswith(("[", "{"), begun.index):
        return InvalidYamlError(noticed.line, noticed.column, YAML_COMMA_MISSING)
    if isinstance(error, yaml.parser.ParserError) and not lines[noticed.line][: noticed.column].strip():
        return _indentation(lines, noticed)
    if text.startswith(_SPECIAL, begun.index) or isinstance(error, yaml.parser.ParserError):
        return _unquoted(lines, noticed)
    if isinstance(error, yaml.scanner.ScannerError):
        return _colon(lines, begun, noticed)
    return InvalidYamlError(noticed.line, noticed.column)


def _tokens(text: str) -> tuple[list[yaml.Token], bool]:
    """Return the tokens of a text up to what the scanner cannot read, and True if it can read everything."""
    loader = yaml.SafeLoader(text)
    tokens: list[yaml.Token] = []
    try:
        while loader.check_token():
            tokens.append(loader.get_token())  # type: ignore[no-untyped-call]  # not in the stubs
    except (yaml.YAMLError, ValueError, OverflowError):
        return tokens, False
    finally:
        loader.dispose()
    return tokens, True


def _open_quote(text: str, begun: yaml.Mark, noticed: yaml.Mark, tokens: Iterable[yaml.Token]) -> yaml.Mark | None:
    """Return the place of a quotation mark that nothing closes, or only that of a later value; None if none is open."""
    if noticed.index == len(text) and text.startswith(_QUOTES, begun.index):
        return begun
    for token in tokens:
        start: yaml.Mark = token.start_mark
        end: yaml.Mark = token.end_mark
        is_quoted = isinstance(token, yaml.ScalarToken) and token.style in _QUOTES
        if is_quoted and start.line < end.line == noticed.line and end.index <= noticed.index:
            return start
    return None


def _unpaired_bracket(text: str, tokens: Iterable[yaml.Token], *, is_whole: bool) -> yaml.Mark | None:
    """Return where a bracket without its counterpart is; None if there is none."""
    opened: list[yaml.Mark] = []
    for token in tokens:
        mark: yaml.Mark = token.start_mark
        if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
            opened.append(mark)
        elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
            if not opened:
                return mark
            if _COUNTERPARTS[text[opened[-1].index]] != text[mark.index]:
                return opened[-1]
            opened.pop()
    if not opened:
        return None
    # (Behind what the scanner cannot read, a bracket may be closed in its line.)
    rest = text[opened[-1].index :].partition("\n")[0]
    return opened[-1] if is_whole or _COUNTERPARTS[rest[0]] not in rest else None


def _indentation(lines: Sequence[str], noticed: yaml.Mark) -> InvalidYamlError:
    """Return what is wrong if a line begins at a place where none can."""
    first = next(number for number, line in enumerate(lines) if line.strip() and not line.startswith("#"))
    number = first if _indent(lines[first]) > noticed.column else noticed.line
    items = (each for each in range(noticed.line + 1) if _ITEM_WITHOUT_SPACE.match(lines[each]))
    item = next((each for each in items if _indent(lines[each]) == noticed.column), None)
    if item is not None and lines[noticed.line].startswith("-", noticed.column):
        return InvalidYamlError(item, noticed.column, YAML_SPACE_MISSING, text="-")
    return InvalidYamlError(number, _indent(lines[number]), YAML_INDENTATION)


def _colon(lines: Sequence[str], begun: yaml.Mark, noticed: yaml.Mark) -> InvalidYamlError:
    """Return what is wrong if a name has no colon, or a value has one."""
    if begun is not noticed:
        return _name(lines, begun.line)
    if _ITEM_WITHOUT_SPACE.match(lines[noticed.line]):
        return InvalidYamlError(noticed.line, _indent(lines[noticed.line]), YAML_SPACE_MISSING, text="-")
    if ":" in lines[noticed.line][: noticed.column]:
        return _unquoted(lines, noticed)
    above = next((number for number in reversed(range(noticed.line)) if lines[number].strip()), noticed.line)
    if _KEY.match(lines[above]):
        return InvalidYamlError(noticed.line, _indent(lines[noticed.line]), YAML_INDENTATION)
    return _name(lines, above)


def _name(lines: Sequence[str], number: int) -> InvalidYamlError:
    """Return the error that a name is not followed by a colon and a space."""
    if match := _NAME_WITHOUT_SPACE.match(lines[number]):
        name = match["name"][:MAX_SHOWN_CHARACTERS]
        return InvalidYamlError(number, match.end(), YAML_SPACE_MISSING, text=f"{name}:")
    return InvalidYamlError(number, _indent(lines[number]), YAML_COLON_MISSING)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _unquoted(lines: Sequence[str], mark: yaml.Mark) -> InvalidYamlError:
    """Return the error that a value needs quotation marks, with its line as it should be if that is clear."""
    number = min(mark.line, len(lines) - 1)
    match, joined = _NAME_AND_VALUE.fullmatch(lines[number]), _NEXT_NAME.search(lines[number])
    if joined and (begin := _BEFORE_NAME.match(lines[number])):
        example = _NEXT_NAME.sub(f"\n{' ' * begin.end()}", lines[number])
        return InvalidYamlError(number, joined.end(), YAML_LINES_JOINED, name=joined["name"], example=example)
    if match is None:
        shown = lines[number].strip()[:MAX_SHOWN_CHARACTERS]
        return InvalidYamlError(number, _indent(lines[number]), YAML_QUOTES_MISSING, value=shown, example="")
    value = match["value"].strip()
    own = value[1:-1] if value[0] in _QUOTES and value[-1] == value[0] else value
    quoted = "'{}'".format(own.replace("'", "''")) if '"' in own or "\\" in own else f'"{own}"'
    params = {"value": value[:MAX_SHOWN_CHARACTERS], "example": f"{match['before']}{quoted}"}
    return InvalidYamlError(number, match.start("value"), YAML_QUOTES_MISSING, **params)
