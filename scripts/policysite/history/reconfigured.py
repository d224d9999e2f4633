"""Changes of the configuration that alter published versions: how they are shown, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from policysite.config.sources import PLUGIN, ConfigSources, boolean, items, languages, values_in
from policysite.files.yaml_nodes import TEXT_TAG
from policysite.history.default_branch import DefaultBranch

_LANGUAGES, _DIRECTORIES = ("plugins", "i18n", "languages"), ("use_directory_urls",)
_PREVAILS, _POLICY, _SIDE_BY_SIDE = (
    ("plugins", PLUGIN, option) for option in ("prevails", "privacy_policy", "side_by_side")
)


@dataclass(frozen=True)
class ChangedOption:
    """An option of the configuration, by its keys, with its value on the default branch and its present one."""

    path: tuple[str, ...]
    was: str
    now: str


def changes(branch: DefaultBranch) -> Iterator[ChangedOption]:
    """Yield the options that differ from the default branch, of those on which its released versions depend.

    Values that the default branch takes from environment variables are unknown.
    """
    now, states = branch.settings, branch.states
    for sources in filter(None, branch.configurations if states else ()):
        built = _languages(sources)
        if built and built[0] != now.languages[0]:
            yield ChangedOption(_LANGUAGES, built[0], now.languages[0])
        for language in built:
            if language not in now.languages and any(language in state.digests for state in states):
                yield ChangedOption(_LANGUAGES, language, "")
        directories = boolean(_value(sources, *_DIRECTORIES))
        if (directories is not False) is not now.uses_directory_urls:
            yield ChangedOption(_DIRECTORIES, _written(not now.uses_directory_urls), _written(now.uses_directory_urls))
        prevails = _value(sources, *_PREVAILS)
        if prevails is None or prevails.tag == TEXT_TAG:
            was = str(prevails.value) if prevails else ""
            if was != now.prevails:
                yield ChangedOption(_PREVAILS, was, now.prevails)
        yield from _policy(sources, branch)
        yield from _side_by_side(sources, branch)


def _policy(sources: ConfigSources, branch: DefaultBranch) -> Iterator[ChangedOption]:
    """Yield the change of the privacy policy, if that was a document with versions."""
    named = _value(sources, *_POLICY)
    documents = {state.document for state in branch.states}
    only = next(iter(documents)) if len(documents) == 1 else ""
    was = str(named.value) if named is not None and named.value else only
    # (If none was named, and another document has versions now, the lint asks for its name.)
    now = branch.settings.privacy_policy or (was if named is None or len(branch.recorded) == 1 else "")
    if was in documents and was != now and (named is None or named.tag == TEXT_TAG):
        yield ChangedOption(_POLICY, was, now)


def _side_by_side(sources: ConfigSources, branch: DefaultBranch) -> Iterator[ChangedOption]:
    """Yield the documents with versions that are no longer shown beside their originals."""
    listed, now = _value(sources, *_SIDE_BY_SIDE), branch.settings.side_by_side
    documents = {state.document for state in branch.states}
    if isinstance(listed, yaml.SequenceNode):
        documents &= {str(each.value) for each in items(listed)}
    for document in sorted(documents.difference(documents if now is None else now)):
        yield ChangedOption(_SIDE_BY_SIDE, document, "")


def _languages(sources: ConfigSources) -> list[str]:
    """Return the languages that are built, the original first."""
    found = next(filter(None, (list(languages(source)) for source in sources.values())), [])
    in_order = sorted(found, key=lambda options: boolean(options.get("default")) is not True)
    return [
        str(options["locale"].value)
        for options in in_order
        if "locale" in options and boolean(options.get("build")) is not False
    ]


def _value(sources: ConfigSources, *path: str) -> yaml.Node | None:
    return next((node for _, node in values_in(sources, *path)), None)


def _written(value: bool) -> str:
    return str(value).lower()
