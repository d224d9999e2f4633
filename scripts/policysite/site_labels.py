"""The labels of a site: those of the package, and those in `docs/editorial/labels/<language>.yml` instead of them."""

from __future__ import annotations

import functools
import os
import string
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from policysite.config import sources
from policysite.corpus import Settings, files, yaml_nodes
from policysite.corpus.settings import LABELS
from policysite.corpus.suggestions import similar_names
from policysite.corpus.yaml_lists import EDITORIAL_ENTRY_INVALID
from policysite.findings import NOTHING, Finding, Severity
from policysite.findings.rule import Rule, Scope
from policysite.languages.labels import FALLBACK, Labels, labels_of

_SUFFIX = ".yml"
_MAX_BYTES = 100_000

_rule = functools.partial(Rule, family="labels", scope=Scope.SITE, suppressible=False)
LABELS_MISSING = _rule("labels-missing", severity=Severity.WARNING)
LABELS_INCOMPLETE = _rule("labels-incomplete", severity=Severity.WARNING)
LABELS_UNUSED = _rule("labels-unused")
LABEL_UNKNOWN = _rule("label-unknown")
LABEL_PLACEHOLDERS_DIFFER = _rule("label-placeholders-differ")


def read(settings: Settings) -> tuple[dict[str, Labels], list[Finding]]:
    """Return the labels of every language of a site, and what is wrong with its own; wrong ones are not used."""
    labels, findings = {}, list(_unused(settings))
    for language in settings.languages:
        file = _file(settings, language)
        text = files.read_if_exists(file, settings.relative_path(file), _MAX_BYTES)
        own, found = _own(text, settings.relative_path(file))
        labels[language] = _with(labels_of(language), own)
        findings += found or _lacking(settings, language, own, exists=os.path.lexists(file))
    return labels, findings


def _file(settings: Settings, language: str) -> Path:
    return settings.editorial(LABELS) / f"{language}{_SUFFIX}"


def _with(labels: Labels, own: Mapping[str, str]) -> Labels:
    if not own:
        return labels
    return replace(labels, written_in=labels.language, texts={**labels.texts, **own})


def _unused(settings: Settings) -> Iterator[Finding]:
    """Yield the files that no page uses."""
    used = {_file(settings, language) for language in (*settings.languages, *settings.unbuilt)}
    # (A folder that cannot be read, or is not there, has none.)
    for path, kind in sorted(files.walk(settings.editorial(LABELS))):
        if kind is not files.Kind.UNREADABLE and path not in used:
            yield LABELS_UNUSED.at(settings.relative_path(path), languages=", ".join(settings.languages))


def _lacking(settings: Settings, language: str, own: Mapping[str, str], *, exists: bool) -> Iterator[Finding]:
    """Yield a finding if pages have English labels because there are none in their language."""
    labels = labels_of(language)
    file = settings.relative_path(_file(settings, language))
    if not labels.are_foreign:
        return
    if not exists:
        path, line, column = _position(settings, language)
        yield LABELS_MISSING.at(path, line, column, language=language, file=file)
    elif missing := [name for name in labels if name not in own]:
        english = labels_of(FALLBACK)
        lines = "\n".join(f"{name}: {_quoted(english[name])}" for name in missing)
        yield LABELS_INCOMPLETE.at(file, language=language, count=len(missing), lines=lines)


def _quoted(text: str) -> str:
    return yaml.dump(text, default_style='"', allow_unicode=True, width=len(text) + 2).rstrip("\n")


def _position(settings: Settings, language: str) -> tuple[str, int, int]:
    """Return where the configuration names a language."""
    for source in sources.read(settings.root / settings.config).values():
        for options in sources.languages(source):
            locale = options.get("locale")
            if locale is not None and locale.value == language:
                return source.name, locale.start_mark.line + 1, locale.start_mark.column + 1
    return settings.config, 1, 1


def _own(text: str | Finding, path: str) -> tuple[dict[str, str], list[Finding]]:
    """Return the labels in a file that can be used, and findings about the others."""
    if isinstance(text, Finding):
        return {}, [text]
    try:
        root = yaml_nodes.compose(text)
    except yaml_nodes.InvalidYamlError as error:
        return {}, [EDITORIAL_ENTRY_INVALID.at(path, error.line + 1)]
    if root is None:
        return {}, []
    if not isinstance(root, yaml.MappingNode):
        return {}, [EDITORIAL_ENTRY_INVALID.at(path)]
    own: dict[str, str] = {}
    findings: list[Finding] = []
    for key, value in root.value:
        found = list(_wrong(key, value, own, path))
        findings += found
        if not found:
            own[key.value] = value.value
    return own, findings


def _wrong(key: yaml.Node, value: yaml.Node, earlier: Iterable[str], path: str) -> Iterator[Finding]:
    """Yield what is wrong with an entry of a file."""
    line, column = key.start_mark.line + 1, key.start_mark.column + 1
    known, name = labels_of(FALLBACK), key.value
    if (
        not isinstance(name, str)
        or not isinstance(value, yaml.ScalarNode)
        or not value.value.strip()
        or name in earlier
    ):
        yield EDITORIAL_ENTRY_INVALID.at(path, line)
    elif name not in known:
        yield LABEL_UNKNOWN.at(path, line, column, name=name, similar=similar_names(name, tuple(known)))
    elif _placeholders(value.value) != (wanted := _placeholders(known[name])):
        shown = ", ".join(f"{{{each}}}" for each in wanted or {}) or NOTHING
        yield LABEL_PLACEHOLDERS_DIFFER.at(path, line, column, name=name, placeholders=shown, english=known[name])


def _placeholders(template: str) -> Counter[str] | None:
    """Return the placeholders of a label; None if its braces cannot be read, or say more than a name."""
    try:
        fields = [each for each in string.Formatter().parse(template) if each[1] is not None]
    except ValueError:
        return None
    if any(spec or conversion for _, _, spec, conversion in fields):
        return None
    return Counter(str(name) for _, name, _, _ in fields)
