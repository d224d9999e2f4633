"""Writes the labels that a language lacks into a file of the site, where its editors translate them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from policysite import files, site_labels
from policysite.corpus import Settings
from policysite.languages import FALLBACK, own_name
from policysite.languages.labels import labels_of
from policysite.scaffold import pages, templates


def write(settings: Settings) -> list[Path]:
    """Write the labels that languages of a site lack, with the English ones beside them, and return the files.

    What a file has already stays as it is; what it lacks is added at its end.
    """
    of_editors = pages.nearest_of(settings.languages, "labels.yml")
    written = []
    for language in settings.languages:
        missing, path = site_labels.unnamed(settings, language), site_labels.file_of(settings, language)
        if not missing:
            continue
        if path.exists():
            text = path.read_text(encoding="utf-8").rstrip("\n")
            text += "\n" * bool(text) + _lines(name for names in groups().values() for name in names if name in missing)
        else:
            other = next((each for each in settings.languages if each != language), language)
            shown = labels_of(language).language_name(other) or own_name(other)
            values = {"name": own_name(language), "language": shown}
            lines = {group: _lines(names) for group, names in groups().items()}
            text = templates.rendered(templates.FOLDER / "texts" / of_editors / "labels.yml", {**values, **lines})
        written.append(files.write_text(path, f"{text.rstrip()}\n"))
    return written


def groups() -> dict[str, list[str]]:
    """Return the names of all labels in groups, those that every visitor sees first."""
    return tomllib.loads((templates.FOLDER / "labels.toml").read_text(encoding="utf-8"))


def _lines(names: Iterable[str]) -> str:
    english = labels_of(FALLBACK)
    return "\n".join(f'{name}: ""  # {_shown(english[name])}' for name in names)


def _shown(label: str) -> str:
    """Return a label so that its spaces are seen."""
    return label if label == label.strip() else f'"{label}"'
