"""The texts of the tool: a folder for each language that it speaks. No code depends on which languages these are."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from policysite.languages import FALLBACK, locale_of
from policysite.messages.escaping import copyable, escaped

# Longer parameters are cut in messages.
_MAX_PARAM_CHARACTERS = 1000
# The longest line to be copied is one for `versions.yml`, in many languages; a line of a page can have a million.
_MAX_COPIED_CHARACTERS = 20_000
# Shown in a message instead of an empty list, a missing value or a missing suggestion; a difference from a translation
# names it in words.
NOTHING = "—"
_COMPARED = ("here", "there", "only_here", "only_there", "here_mark", "there_mark")
_CODE_POINT = re.compile("U\\+([0-9A-F]{4,5}|10[0-9A-F]{4})")
_EXAMPLE_LINE = "\n{example}"
_PLACEHOLDER = re.compile(r"\{\w+\}")


# Separates the blocks of a parameter that are to be copied to different places.
NEXT_BLOCK = "\f"


class KnownParams(dict[str, str]):
    """The known parameters of a message; any other one is shown as an ellipsis."""

    def __missing__(self, name: str) -> str:
        """Return an ellipsis."""
        return "…"


@dataclass(frozen=True)
class Messages:
    """The texts of one language. Each file is read when a text in it is first needed."""

    language: str

    @functools.cached_property
    def tool(self) -> Mapping[str, Any]:
        """The texts of the command, by name; a text with a count is a mapping of plural forms, named as in CLDR."""
        return _read(self._folder / "tool.toml")

    @functools.cached_property
    def rules(self) -> Mapping[str, Mapping[str, str]]:
        """For each rule its `message`, its `fix` and its `why`.

        It may have other fixes (see `fix_template`), and a `note`: the name of a text of `tool` (see `notes`).
        """
        families = sorted((self._folder / "rules").iterdir(), key=lambda file: file.name)
        return {rule: texts for family in families for rule, texts in _read(family).items()}

    @functools.cached_property
    def arguments(self) -> Mapping[str, Mapping[str, str]]:
        """The help of the command: its commands, options, values, and the texts of argparse."""
        return _read(self._folder / "arguments.toml")

    @functools.cached_property
    def characters(self) -> Mapping[str, str]:
        """The names of characters that people see only by their names, by code point."""
        return _read(self._folder / "characters.toml")

    @property
    def _folder(self) -> Traversable:
        return resources.files(__name__) / self.language

    def message(self, rule: str, params: Mapping[str, str] = KnownParams()) -> str:
        """Return the message of a finding of a rule, or of any finding, in one sentence."""
        return self.rules[rule]["message"].format_map(self._shown(params))

    def fix(self, rule: str, params: Mapping[str, str] = KnownParams()) -> str:
        """Return the fix of a finding of a rule, or of any finding, that is read alone: its notes, and `fix_lines`."""
        lines = (line for line, _ in self.fix_lines(rule, params))
        return "\n".join([*self.notes([(rule, params)]), *lines])

    def notes(self, findings: Iterable[tuple[str, Mapping[str, str]]]) -> list[str]:
        """Return what the fixes of findings have in common, each once, given their rules and params."""
        params = {self.rules[rule]["note"]: params for rule, params in findings if "note" in self.rules[rule]}
        return [self.tool[name].format_map(self._shown(each)) for name, each in params.items()]

    def fix_lines(self, rule: str, params: Mapping[str, str]) -> list[tuple[str, bool]]:
        """Return the lines of a fix, each with True if it is to be copied; an empty one between two blocks."""
        lines: list[tuple[str, bool]] = []
        for part, is_copied in self.fix_parts(rule, params):
            lines += [("", False)] if is_copied and lines and lines[-1][1] else []
            lines += ((line, is_copied) for line in part.split("\n"))
        return lines

    def fix_parts(self, rule: str, params: Mapping[str, str]) -> list[tuple[str, bool]]:
        """Return the parts of a fix, each with True if it is a block of lines to be copied; others are one line."""
        shown = self._shown(params)
        parts: list[tuple[str, bool]] = []
        for template in self.fix_template(rule, params).split("\n"):
            if is_copied_line(template) and template[1:-1] in params:
                parts += (("\n".join(block), True) for block in copied_blocks(params[template[1:-1]]))
            else:
                parts.append((template.format_map(shown), is_copied_line(template)))
        return parts

    def fix_template(self, rule: str, params: Mapping[str, str]) -> str:
        """Return the fix with its placeholders: `fix`, or `fix_without_NAME` if the parameter of that name is empty.

        If several are empty, it may be `fix_without_NAME_and_NAME`, in the order of the alphabet; a text that
        shows none of them comes first. Instead of an example that another finding shows, it names the rule of that
        finding: `example_at`.
        """
        texts = self.rules[rule]
        empty = [name for name, value in params.items() if not value]
        without = (f"fix_without_{name}" for name in ("_and_".join(sorted(empty)), *empty))
        possible = [name for name in without if name in texts]
        in_full = (name for name in possible if not any(f"{{{each}}}" in texts[name] for each in empty))
        template = texts[next(in_full, next(iter(possible), "fix"))]
        elsewhere = f"\n{self.tool['line_shown_at']}"
        return template.replace(_EXAMPLE_LINE, elsewhere) if "example_at" in params else template

    def text(self, name: str, **params: str) -> str:
        """Return a text of `tool` with its parameters."""
        text: str = self.tool[name]
        return text.format_map(self._shown(params))

    def plural(self, name: str, count: int) -> str:
        """Return a text of `tool` in the plural form for this count."""
        form = locale_of(self.language).plural_form(count)
        text: str = self.tool[name][form]
        return text.format(count=count)

    def _shown(self, params: Mapping[str, str]) -> Mapping[str, str]:
        """Return the parameters escaped and at a readable length: a text from a page can have a million characters.

        A `code_point` such as `U+00A0` is shown with the name of the character, a mark by its name if it has one.
        """
        shown = KnownParams() if isinstance(params, KnownParams) else dict[str, str]()
        shown.update({name: escaped(_cut(value, _MAX_PARAM_CHARACTERS)) for name, value in params.items()})
        shown.update({name: self.tool["nothing"] for name in _COMPARED if params.get(name) == NOTHING})
        names = {chr(int(code_point[2:], 16)): name for code_point, name in self.characters.items()}
        shown.update({name: names[value] for name, value in shown.items() if name.endswith("_mark") and value in names})
        if "code_point" in shown:
            shown["code_point"] = self._named(shown["code_point"])
        return shown

    def _named(self, code_point: str) -> str:
        known = _CODE_POINT.fullmatch(code_point)
        name = self.characters.get(code_point) or (unicodedata.name(chr(int(known[1], 16)), "") if known else "")
        return f"{name} ({code_point})" if name else code_point


def is_copied_line(template: str) -> bool:
    """True if a line of a fix is to be copied: it is a placeholder and nothing else."""
    return _PLACEHOLDER.fullmatch(template) is not None


def copied_blocks(value: str) -> list[list[str]]:
    """Return the lines of each block of a parameter that is to be copied, as they are shown."""
    blocks = _cut(value, _MAX_COPIED_CHARACTERS).split(NEXT_BLOCK)
    return [[copyable(line) for line in block.split("\n")] for block in blocks]


def _cut(value: str, length: int) -> str:
    return value if len(value) <= length else f"{value[:length]}…"


@functools.cache
def available_locales() -> tuple[str, ...]:
    """Return the languages that the tool speaks, sorted."""
    folders = resources.files(__name__).iterdir()
    return tuple(sorted(folder.name for folder in folders if (folder / "tool.toml").is_file()))


def messages_in_some_of(languages: Iterable[str]) -> list[Messages]:
    """Return the texts in those of the languages that have any, or else in English."""
    available = [language for language in languages if language in available_locales()]
    return [*map(messages_in, available or [FALLBACK])]


@functools.cache
def messages_in(language: str) -> Messages:
    """Return the texts in one of the languages that the tool speaks."""
    return Messages(language)


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
