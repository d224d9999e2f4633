"""Adds a language or a page to a site: pages to be written, configuration, labels, owners."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policysite import corpus, files
from policysite.config.loader import load
from policysite.corpus import Settings, destinations
from policysite.errors import ToolError
from policysite.findings.causes import reported
from policysite.history.owners import CODEOWNERS
from policysite.languages import is_language, own_name
from policysite.scaffold import configuration, labels, menu, pages


def add_language(config_file: Path, language: str) -> list[Path]:
    """Add a language: its entry in the configuration, a page to be translated for each that it lacks, labels, owners.

    Where translations may be incomplete, no pages are made: until they are translated, the originals are shown. The
    files that were written are returned. A `ToolError` says that there is no such language, the site has it already, or
    a page cannot be read.
    """
    settings = load(config_file)
    if not is_language(language):
        raise ToolError("language_unknown", language=language)
    if language in (*settings.languages, *settings.unbuilt):
        raise ToolError("language_exists", language=language)
    documents, findings = corpus.read(settings)
    # (The pages of the new language are found to be outside of the languages until it is added.)
    new = f"{settings.relative_path(settings.docs / language)}/"
    if findings := [each for each in findings if not each.path.startswith(new)]:
        raise ToolError("add_unread", reported(findings))
    words = pages.PageWords(language)
    entry: dict[str, object] = {"locale": language, "name": own_name(language)}
    if settings.names:
        entry["site_name"] = settings.names[0]
    translations = {title: words.menu(name) for title, name in menu.titles(config_file) if words.menu(name)}
    if translations:
        entry["nav_translations"] = translations
    configuration.add(config_file, menu.languages, entry)
    written = []
    for document in documents.documents.values() if not settings.has_partial_translations else ():
        path = settings.page_path(language, document.name)
        original = document.pages.get(documents.original)
        if original is not None and not path.exists():
            written.append(files.write_text(path, pages.translation(original, language)))
    return [*written, *labels.write(load(config_file)), *_add_owners(settings, language)]


def add_page(config_file: Path, name: str, titles: Mapping[str, str]) -> list[Path]:
    """Add a page to be written in every language, and its entries in the menu; or a translation to be written.

    The name of a translation begins with its language, as in `fr/privacy`. There may be titles in some languages only.
    The files that were written are returned. A `ToolError` says that the name cannot be that of a new page, or there is
    a title in a language that the site does not have.
    """
    settings = load(config_file)
    language, _, translated = name.partition("/")
    if translated and language in settings.languages:
        return [_add_translation(settings, language, translated)]
    if translated and is_language(language) and not (settings.docs / settings.languages[0] / language).is_dir():
        raise ToolError("page_language_unknown", language=language, known=", ".join(settings.languages))
    if not pages.NAME.fullmatch(name):
        raise ToolError("page_name_unusable", page=name)
    if destinations.is_reserved(name, settings):
        raise ToolError("page_name_reserved", page=name)
    if unknown := [language for language in titles if language not in settings.languages]:
        raise ToolError("titles_unknown", unknown=", ".join(unknown), known=", ".join(settings.languages))
    paths = {language: settings.page_path(language, name) for language in settings.languages}
    for path in paths.values():
        if path.exists():
            raise ToolError("page_exists", file=settings.relative_path(path))
    shown = {language: titles.get(language, "") for language in settings.languages}
    menu.add(config_file, f"{name}.md", shown)
    original = shown[settings.languages[0]]
    return [
        files.write_text(path, pages.new_page(language, name, shown[language], original))
        for language, path in paths.items()
    ]


def _add_translation(settings: Settings, language: str, name: str) -> Path:
    """Write a translation of a page, to be filled, and return its file."""
    documents, _ = corpus.read(settings)
    original, path = documents.page(documents.original, name), settings.page_path(language, name)
    if path.exists():
        raise ToolError("page_exists", file=settings.relative_path(path))
    if original is None:
        file = settings.page_path(documents.original, name)
        raise ToolError("original_missing", file=settings.relative_path(file))
    return files.write_text(path, pages.translation(original, language))


def _add_owners(settings: Settings, language: str) -> list[Path]:
    """Add a line for a language after those of the others, in which its owners are to be named, and return the file."""
    path = settings.root / CODEOWNERS[0]
    text = files.read_if_exists(path, CODEOWNERS[0])
    lines = text.split("\n") if isinstance(text, str) else []
    folder = f"/{settings.relative_path(settings.docs / language)}/"
    others = tuple(f"/{each}/ " for each in settings.folders.values())
    numbers = [number for number, line in enumerate(lines) if line.lstrip("# ").startswith(others)]
    if not numbers or any(line.lstrip("# ").startswith(folder) for line in lines):
        return []
    lines.insert(numbers[-1] + 1, f"# {folder} @OWNER/lawyers-{language}")
    return [files.write_text(path, "\n".join(lines))]
