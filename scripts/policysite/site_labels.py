"""The labels of a site: those of the package, and those in `docs/editorial/labels/<language>.yml` instead of them."""

from __future__ import annotations

import functools
import os
import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from policysite import files
from policysite.config import sources
from policysite.corpus import Settings
from policysite.corpus.invisible import is_blank
from policysite.corpus.settings import LABELS
from policysite.corpus.suggestions import NameSuggestions
from policysite.corpus.yaml_lists import EDITORIAL_NAME_REPEATED, InvalidNodeError
from policysite.files import yaml_nodes
from policysite.findings import NOTHING, Finding, Severity
from policysite.findings.rule import Rule, Scope
from policysite.languages import FALLBACK
from policysite.languages.labels import ForeignLabel, Labels, first_day_with, labels_of

_MAX_BYTES = 100_000

_rule = functools.partial(Rule, family="labels", scope=Scope.SITE, suppressible=False)
LABELS_MISSING = _rule("labels-missing", severity=Severity.WARNING)
LABELS_UNUSED = _rule("labels-unused")
LABEL_UNKNOWN = _rule("label-unknown")
LABEL_PLACEHOLDERS_DIFFER = _rule("label-placeholders-differ")
LABEL_INVISIBLE = _rule("label-invisible")
LABEL_TOO_LONG = _rule("label-too-long")
LABEL_REVERSED = _rule("label-reversed")
LABEL_DAY_WRONG = _rule("label-day-wrong")

# In no known language has a label more than 130. More text would push that of the page out of sight.
_MAX_LABEL_CHARACTERS = 200
# Labels with opposite meanings, and placeholders that have the opposite meaning in the other order.
_PAIRS = (("redline_insert", "redline_delete"), ("history_added", "history_removed"))
_CONTRARY = {name: other for pair in _PAIRS for name, other in (pair, pair[::-1])}
_FIRST, _LAST = "{first}", "{last}"
# Only languages that write the first day of a month differently from other days need this label.
_FIRST_DAY = "first_day_of_month"


def read(settings: Settings) -> tuple[dict[str, Labels], list[Finding]]:
    """Return the labels of every language of a site, and the findings in its own; wrong ones are not used."""
    labels, findings = {}, list(_unused(settings))
    for language in settings.languages:
        own, found = _own(settings, language)
        known, named = labels_of(language), {name: text for name, text in own.items() if text}
        labels[language] = Labels(language, language, {**known, **named}) if named else known
        findings += found or _lacking(settings, labels[language])
    return labels, findings


def file_of(settings: Settings, language: str) -> Path:
    """Return the file with the labels of a language that a site gives itself; it need not exist."""
    return settings.editorial(LABELS) / f"{language}.yml"


def unnamed(settings: Settings, language: str) -> frozenset[str]:
    """Return the labels that a language lacks, and that its file does not even name; none if the file is damaged."""
    own, found = _own(settings, language)
    labels = labels_of(language)
    return frozenset(labels) - own.keys() if labels.are_foreign and not found else frozenset()


def _unused(settings: Settings) -> Iterator[Finding]:
    """Yield the files that no page uses."""
    used = {file_of(settings, language) for language in (*settings.languages, *settings.unbuilt)}
    # (A folder that cannot be read, or is not there, has none.)
    for path, kind in sorted(files.walk(settings.editorial(LABELS))):
        if kind is not files.FileKind.UNREADABLE and path not in used:
            yield LABELS_UNUSED.at(settings.relative_path(path), languages=", ".join(settings.languages))


def _lacking(settings: Settings, labels: Labels) -> Iterator[Finding]:
    """Yield a finding if pages have English labels because some are missing in their language."""
    missing = sum(isinstance(text, ForeignLabel) for text in labels.values())
    if missing:
        total = sum(isinstance(text, ForeignLabel) for text in labels_of(labels.language).values())
        file = file_of(settings, labels.language)
        name = settings.relative_path(file)
        position = (name, 1, 1) if os.path.lexists(file) else _position(settings, labels.language)
        yield LABELS_MISSING.at(*position, language=labels.language, count=missing, total=total, file=name)


def _position(settings: Settings, language: str) -> tuple[str, int, int]:
    """Return where the configuration names a language."""
    for source in sources.read(settings.root / settings.config).values():
        for options in sources.languages(source):
            locale = options.get("locale")
            if locale is not None and locale.value == language:
                return source.name, *yaml_nodes.position(locale)
    return settings.config, 1, 1


def _own(settings: Settings, language: str) -> tuple[dict[str, str], list[Finding]]:
    """Return the labels in the file of a language that can be used, empty ones included, and findings about others."""
    file = file_of(settings, language)
    path = settings.relative_path(file)
    root = yaml_nodes.read_edited(file, path, _MAX_BYTES)
    if isinstance(root, list):
        return {}, root
    if root is None:
        return {}, []
    if not isinstance(root, yaml.MappingNode):
        return {}, [InvalidNodeError(root).finding(path)]
    own: dict[str, str] = {}
    similar = NameSuggestions(labels_of(FALLBACK))
    findings: list[Finding] = []
    for key, value in root.value:
        found = list(_wrong(key, value, own, path, language, similar))
        findings += found
        if not found:
            own[key.value] = value.value.strip() and value.value
    return own, findings


def _wrong(
    key: yaml.Node, value: yaml.Node, earlier: Iterable[str], path: str, language: str, similar: NameSuggestions
) -> Iterator[Finding]:
    """Yield what is wrong with an entry of a file."""
    line, column = yaml_nodes.position(key)
    known, name = labels_of(FALLBACK), key.value
    if not isinstance(name, str) or not isinstance(value, yaml.ScalarNode):
        yield InvalidNodeError(value if isinstance(name, str) else key).finding(path)
    elif name in earlier:
        yield InvalidNodeError(key, EDITORIAL_NAME_REPEATED).finding(path)
    elif name not in known:
        yield LABEL_UNKNOWN.at(path, line, column, name=name, suggestions=similar.to(name))
    elif value.value.strip() and _placeholders(value.value) != (wanted := _placeholders(known[name])):
        shown = ", ".join(f"{{{each}}}" for each in wanted or {}) or NOTHING
        yield LABEL_PLACEHOLDERS_DIFFER.at(path, line, column, name=name, placeholders=shown, english=known[name])
    elif value.value.strip() and _is_visible(known[name]) and not _is_visible(value.value):
        yield LABEL_INVISIBLE.at(path, line, column, name=name, english=known[name])
    elif len(value.value) > _MAX_LABEL_CHARACTERS:
        yield LABEL_TOO_LONG.at(path, line, column, name=name, count=len(value.value), limit=_MAX_LABEL_CHARACTERS)
    elif _is_reversed(name, value.value, labels_of(language)):
        yield LABEL_REVERSED.at(path, line, column, name=name, original=labels_of(language)[name])
    elif name == _FIRST_DAY and value.value.strip():
        date, fits = first_day_with(value.value.strip(), language)
        if not fits:
            yield LABEL_DAY_WRONG.at(path, line, column, name=name, date=date)


def _is_reversed(name: str, text: str, known: Labels) -> bool:
    """True if a text says the contrary of the label that it replaces, in a language that has labels."""
    if known.are_foreign:
        return False
    is_turned = _LAST in text and (text.find(_FIRST) < text.find(_LAST)) is not (
        known[name].find(_FIRST) < known[name].find(_LAST)
    )
    return is_turned or (name in _CONTRARY and _words(text) == _words(known[_CONTRARY[name]]))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _is_visible(template: str) -> bool:
    """True if readers see something of a label besides what takes the place of its placeholders."""
    return not is_blank("".join(text for text, *_ in string.Formatter().parse(template)))


def _placeholders(template: str) -> Counter[str] | None:
    """Return the placeholders of a label; None if its braces cannot be read, or say more than a name."""
    try:
        fields = [each for each in string.Formatter().parse(template) if each[1] is not None]
    except ValueError:
        return None
    if any(spec or conversion for _, _, spec, conversion in fields):
        return None
    return Counter(str(name) for _, name, _, _ in fields)
