"""The arguments of the command `policy`, with help and errors in the language of the run."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from policysite.config.run_language import messages_of_run
from policysite.messages import Messages, available_locales
from policysite.messages.escaping import escaped

CONFIG_FILE = "mkdocs.yml"


def messages_for(arguments: Sequence[str] | None) -> Messages:
    """Return the texts of a run: in the language of `--lang`, or else as its site or the locale determines."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("-f", "--config-file", type=Path, default=Path(CONFIG_FILE))
    early.add_argument("--lang", choices=available_locales())
    try:
        options, _ = early.parse_known_args(arguments)
    except argparse.ArgumentError:  # the parser of all arguments reports it
        return messages_of_run(Path(CONFIG_FILE))
    return messages_of_run(options.config_file, options.lang)


class CommandParser(argparse.ArgumentParser):
    """Parses arguments, with a help and errors in one language."""

    def __init__(self, *, messages: Messages, **options: Any) -> None:
        self._texts = texts = messages.arguments["argparse"]
        # Its function for translations, which otherwise reads compiled catalogs of gettext.
        argparse._ = lambda text: texts.get(text, text)  # type: ignore[attr-defined]  # it is private
        super().__init__(**options)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse arguments; one that a command does not know is an error of this command, with its usage."""
        known, unknown = super().parse_known_args(args, namespace)
        if unknown:
            text = "unrecognized arguments: %s"
            self.error(self._texts.get(text, text) % " ".join(unknown))
        return known, unknown

    def error(self, message: str) -> NoReturn:
        """Print the usage and an error, and exit."""
        super().error(escaped(message))


class Version(argparse.Action):
    """Prints the version of this package, and exits."""

    def __init__(self, option_strings: Sequence[str], dest: str, **options: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **options)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        """Print the version, and exit."""
        from policysite.installed import version  # takes long to import

        print(f"policy {version()}")
        parser.exit()


class Adder:
    """Adds commands and options to parsers, with their texts in one language."""

    def __init__(self, messages: Messages) -> None:
        self._texts = messages.arguments

    def value(self, name: str) -> str:
        """Return the word that stands for a value."""
        return str(self._texts["values"][name])

    def command(self, name: str) -> dict[str, Any]:
        """Return the help and the description of a command."""
        text = self._texts["commands"][name]
        return {"help": text, "description": text[0].upper() + text[1:]}

    def option(
        self, to: argparse._ActionsContainer, *names: str, metavar: str = "", text: str = "", **settings: Any
    ) -> None:
        """Add an option or a value to a parser or a group; its text has this name, or else the last of its own."""
        if metavar:
            settings["metavar"] = self.value(metavar)
        to.add_argument(*names, help=self._texts["options"][text or names[-1]], **settings)
