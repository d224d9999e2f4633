"""The language of a run; `--help` needs it too, so this imports neither MkDocs nor a parser of Markdown."""

from __future__ import annotations

import os
from pathlib import Path

from policysite.config import sources
from policysite.config.sources import PLUGIN, boolean, languages, text_of, values_in
from policysite.languages import FALLBACK
from policysite.messages import Messages, available_locales, messages_in


def messages_of_run(config_file: Path, chosen: str | None = None) -> Messages:
    """Return the texts of a run of the command or of a build; everything that it prints is in their language.

    The language is the chosen one, or else that of the option `messages` of the plugin, of the locale of this process,
    or of the original of the site, the first of them that is available; English if none is. The configuration may be
    missing or broken.
    """
    # The order that POSIX gives these variables.
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    option, original = _configured(config_file)
    return messages_in(_first_available(chosen, option, locale.split(".")[0].split("_")[0], original))


def language_of_workflows(config_file: Path) -> str:
    """Return the language of a run in CI, where no language is chosen and the process has no locale."""
    return _first_available(*_configured(config_file))


def _first_available(*names: str | None) -> str:
    available = available_locales()
    return next((name for name in names if name in available), FALLBACK)


def _configured(config_file: Path) -> tuple[str, str]:
    """Return the option `messages` and the language of the original; empty where there is none."""
    files = sources.read(config_file)
    options = (node for _, node in values_in(files, "plugins", PLUGIN, "messages"))
    originals = (
        each["locale"]
        for source in files.values()
        for each in languages(source)
        if boolean(each.get("default")) and "locale" in each
    )
    option, original = (text_of(next(nodes, None)) for nodes in (options, originals))
    return option, original
