"""Writes the forms of a repository on GitHub in the languages of its site: for issues, pull requests and reports."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from policysite.corpus import Settings, files
from policysite.languages import nearest
from policysite.scaffold import pages, templates

_FOLDER = ".github"
# GitHub shows an issue form for each file of its folder, but only one text for pull requests and one for security.
_ISSUE_FORMS = ("change", "mistake")
_IN_ALL_LANGUAGES = {"pull_request": f"{_FOLDER}/pull_request_template.md", "security": "SECURITY.md"}
_NOTE = "<!-- Written by `policy guide`, which replaces what is changed here by hand. -->"


def write(settings: Settings) -> list[Path]:
    """Write the forms in each language of the site that has them, or else in English, and return the files.

    Nothing is written if the site has no folder for GitHub.
    """
    if not (settings.root / _FOLDER).is_dir():
        return []
    available = pages.languages_with("forms")
    found = filter(None, (nearest(language, available) for language in settings.languages))
    languages = tuple(dict.fromkeys(found)) or (pages.FALLBACK,)
    values = {"languages": [{"name": pages.language_name(language)} for language in settings.languages]}

    def text(language: str, name: str) -> str:
        folder: Traversable = templates.FOLDER / "texts" / language / "forms"
        return templates.rendered(folder / name, values)

    written = {
        f"{_FOLDER}/ISSUE_TEMPLATE/{form}.{language}.yml": text(language, f"{form}.yml")
        for form in _ISSUE_FORMS
        for language in languages
    }
    for name, path in _IN_ALL_LANGUAGES.items():
        parts = [text(language, f"{name}.md") for language in languages]
        written[path] = "\n".join([f"{_NOTE}\n", "\n---\n\n".join(parts)])
    for path, content in written.items():
        target = settings.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        files.write(target, content.encode())
    return sorted(settings.root / path for path in written)
