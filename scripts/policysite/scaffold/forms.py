"""The forms of a repository on GitHub in the languages of its site: for issues, pull requests and reports."""

from __future__ import annotations

from importlib.resources.abc import Traversable

from policysite.corpus import Settings
from policysite.languages import own_name
from policysite.scaffold import pages, templates

_FOLDER = ".github"
_ISSUE_FOLDER = f"{_FOLDER}/ISSUE_TEMPLATE"
# GitHub shows an issue form for each file of its folder, but only one text for pull requests and one for security.
_ISSUE_FORMS = ("change", "mistake")
_IN_ALL_LANGUAGES = {"pull_request": f"{_FOLDER}/pull_request_template.md", "security": "SECURITY.md"}
_NOTE = "<!-- Written by `policy guide`, which replaces what is changed here by hand. -->"


def texts(settings: Settings) -> dict[str, str]:
    """Return the forms in each language that editors read, by their paths; nothing without a folder for GitHub."""
    if not (settings.root / _FOLDER).is_dir():
        return {}
    languages = pages.languages_of_editors(settings.languages, "forms", settings.root / _ISSUE_FOLDER, "change.*.yml")
    values = {"languages": [{"name": own_name(language)} for language in settings.languages]}

    def text(language: str, name: str) -> str:
        folder: Traversable = templates.FOLDER / "texts" / language / "forms"
        return templates.rendered(folder / name, values)

    found = {
        f"{_ISSUE_FOLDER}/{form}.{language}.yml": text(language, f"{form}.yml")
        for form in _ISSUE_FORMS
        for language in languages
    }
    for name, path in _IN_ALL_LANGUAGES.items():
        parts = [text(language, f"{name}.md") for language in languages]
        found[path] = "\n".join([f"{_NOTE}\n", "\n---\n\n".join(parts)])
    return found
