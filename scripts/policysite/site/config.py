"""The options of the plugin in `mkdocs.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import ada_url
import yaml
from mkdocs.config import config_options
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError

from policysite.corpus.settings import Closing, ExternalLinkOptions
from policysite.findings import Finding
from policysite.findings.text import as_text
from policysite.messages import available_locales, from_environment

PLUGIN = "policy"

# What an address or a pattern has and the name of a host has not; dots with nothing between them.
_NO_HOST = re.compile(r"[^\w.-]|^\.|\.\.|^$")
# What people write around it: what comes before the name, and what behind.
_AROUND_HOST = re.compile(r"^\s*(?:[a-z+]+:)?//|^[*.\s]+|[/?#:].*$|\s+$", re.IGNORECASE)


class ClosingConfig(Config):
    """What can be set under `closing:`: the pages that end with links, and the ids of the clauses that hold them."""

    pages = config_options.ListOfItems(config_options.Type(str), default=[])
    internal = config_options.Type(str, default=Closing.internal)
    external = config_options.Type(str, default=Closing.external)


class Count(config_options.Type[int]):
    """A whole number that is not less than another."""

    def __init__(self, least: int, default: int) -> None:
        super().__init__(int, default=default)
        self.least = least

    def run_validation(self, value: object) -> int:
        """The number, which no truth value is, though Python counts with them."""
        if isinstance(value, bool) or not isinstance(value, int) or value < self.least:
            raise ValidationError(f"{value!r} is no whole number of {self.least} or more.")
        return value


class FileBelow(config_options.Type[str]):
    """The path of a file below the folder of `mkdocs.yml`."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        """The path with `/` between its parts."""
        path = PurePosixPath(super().run_validation(value).replace("\\", "/"))
        if path.is_absolute() or not path.name or ".." in path.parts or ":" in path.parts[0]:
            raise ValidationError(f"{value!r} is no path of a file below the folder of mkdocs.yml, such as a/b.yml.")
        return path.as_posix()


class Host(config_options.Type[str]):
    """The name of a host, as addresses have it."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """The name in lower case and ASCII, as addresses have it in the end."""
        name = super().run_validation(value)
        if _NO_HOST.search(name):
            plain = _AROUND_HOST.sub("", name)
            hint = f" Write {plain!r}." if plain and not _NO_HOST.search(plain) else ""
            raise ValidationError(f"{name!r} is no name of a host.{hint}")
        try:
            return ada_url.URL(f"http://{name.removesuffix('.')}/").hostname
        except ValueError as error:
            raise ValidationError(f"{name!r} is no name of a host.") from error


class LinksConfig(Config):
    """What can be set under `links:`: how other sites are asked whether what is linked there is still there.

    Attributes:
        cache: the file of what they have answered, below the folder of `mkdocs.yml`.
        age: days for which an answer counts, and that lie between two failures that do.
        failures: failures in a row after which what may be temporary is an error.
        timeout: seconds that an answer may take.
        unverified: names of hosts that refuse robots: they are never asked, nor is what belongs to them.
    """

    cache = FileBelow(ExternalLinkOptions.cache)
    age = Count(0, ExternalLinkOptions.age)
    failures = Count(1, ExternalLinkOptions.failures)
    timeout = Count(1, ExternalLinkOptions.timeout)
    unverified = config_options.ListOfItems(Host(), default=[])


class UnknownOptionError(ValidationError):
    """An option that the plugin does not have; its text is the finding as MkDocs prints it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(as_text([finding], from_environment(available_locales()[0])))
        self.finding = finding


class PolicyConfig(Config):
    """What can be set under `plugins: - policy:`.

    Attributes:
        messages: the language of the findings; by default that of the locale, or else that of the original.
        contacts: the mail addresses and telephone numbers that may stand in the text.
        questions: the names of the pages that answer questions.
        closing: the links that pages end with.
        links: how links to other sites are checked.
        environment: the environment variables that `mkdocs.yml` may read.
    """

    messages = config_options.Optional(config_options.Choice(available_locales()))
    contacts = config_options.ListOfItems(config_options.Type(str), default=[])
    questions = config_options.ListOfItems(config_options.Type(str), default=[])
    closing = config_options.SubConfig(ClosingConfig)
    links = config_options.SubConfig(LinksConfig)
    environment = config_options.ListOfItems(config_options.Type(str), default=[])

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Validates as MkDocs does, but an unknown option, which MkDocs only warns of, is an error."""
        failed, _ = super().validate()
        path = Path(self.config_file_path)
        for option, known in _unknown(self):
            params = {"key": ".".join(option), "known": ", ".join(known)}
            finding = Finding(path.name, *_place(path, option), "option-unknown", params)
            failed.append((option[0], UnknownOptionError(finding)))
        return failed, []


def _unknown(config: Config) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """The options that are set but unknown, each by the keys that lead to it, with those that there are beside it."""
    known = [name for name, _ in config._schema]
    for key, value in config.items():
        if key not in known:
            yield (key,), known
        elif isinstance(value, Config):
            for keys, beside in _unknown(value):
                yield (key, *keys), beside


def _place(path: Path, option: tuple[str, ...]) -> tuple[int, int]:
    """The line and column, from 1, of one of the plugin's options in `mkdocs.yml`."""
    root = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    for key in _keys(root, "plugins", PLUGIN, *option[:-1]):
        if key.value == option[-1]:
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
