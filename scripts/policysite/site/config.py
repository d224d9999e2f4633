"""The options of the plugin in `mkdocs.yml`."""

from __future__ import annotations

from pathlib import Path

import yaml
from mkdocs.config import config_options
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError

from policysite.corpus.settings import Closing
from policysite.findings import Finding
from policysite.findings.text import as_text
from policysite.words import spoken, spoken_here

PLUGIN = "policy"


class ClosingConfig(Config):
    """What can be set under `closing:`: the pages that end with links, and the ids of the clauses that hold them."""

    pages = config_options.ListOfItems(config_options.Type(str), default=[])
    internal = config_options.Type(str, default=Closing.internal)
    external = config_options.Type(str, default=Closing.external)


class UnknownOptionError(ValidationError):
    """An option that the plugin does not have; its text is the finding as MkDocs prints it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(as_text([finding], spoken_here(spoken()[0])))
        self.finding = finding


class PolicyConfig(Config):
    """What can be set under `plugins: - policy:`.

    Attributes:
        messages: the language of the findings; by default that of the locale, or else that of the original.
        contacts: the mail addresses and telephone numbers that may stand in the text.
        questions: the names of the pages that answer questions.
        closing: the links that pages end with.
        environment: the environment variables that `mkdocs.yml` may read.
    """

    messages = config_options.Optional(config_options.Choice(spoken()))
    contacts = config_options.ListOfItems(config_options.Type(str), default=[])
    questions = config_options.ListOfItems(config_options.Type(str), default=[])
    closing = config_options.SubConfig(ClosingConfig)
    environment = config_options.ListOfItems(config_options.Type(str), default=[])

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Validates as MkDocs does, but an unknown option, which MkDocs only warns of, is an error."""
        failed, warnings = super().validate()
        known = [name for name, _ in self._schema]
        path = Path(self.config_file_path)
        for key, _ in warnings:
            facts = {"key": key, "known": ", ".join(known)}
            failed.append((key, UnknownOptionError(Finding(path.name, *_place(path, key), "option-unknown", facts))))
        return failed, []


def _place(path: Path, option: str) -> tuple[int, int]:
    """The line and column, from 1, of one of the plugin's options in `mkdocs.yml`."""
    root = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    for key in _keys(root, "plugins", PLUGIN):
        if key.value == option:
            return key.start_mark.line + 1, key.start_mark.column + 1
    return 1, 1


def _keys(node: yaml.Node | None, *path: str) -> list[yaml.Node]:
    """The keys of the mapping that a path of keys leads to, through lists of mappings where there are any."""
    if isinstance(node, yaml.SequenceNode):
        return [key for item in node.value for key in _keys(item, *path)]
    if not isinstance(node, yaml.MappingNode):
        return []
    if not path:
        return [key for key, _ in node.value]
    return [found for key, value in node.value if key.value == path[0] for found in _keys(value, *path[1:])]
