"""The commands that write pages and files: a new site, and what is added to one."""

from __future__ import annotations

import argparse
import datetime
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from policysite.errors import ToolError
from policysite.findings import NOTHING
from policysite.messages import Messages
from policysite.messages.escaping import escaped
from policysite.output import NO_PROBLEMS, table


def new(options: argparse.Namespace, messages: Messages) -> int:
    """Make the folder of a new site."""
    from policysite.installed import requirement
    from policysite.languages import canonical
    from policysite.scaffold.new import new

    written = filter(None, (each.strip() for each in options.languages.split(",")))
    languages = list(map(canonical, written)) or [""]
    if repeated := [each for number, each in enumerate(languages) if each in languages[:number]]:
        raise ToolError("new_language_repeated", language=repeated[0])
    original = canonical(options.original or languages[0])
    if original not in languages:
        raise ToolError("new_original_unknown", original=original, languages=", ".join(languages))
    in_order = sorted(languages, key=lambda each: each != original)
    new(options.folder, options.name, in_order, options.url, datetime.date.today())
    print(messages.text("new_made", folder=str(options.folder)))
    _print_labels(languages, messages)
    if "file:" in requirement():
        print(messages.text("new_requirement_local", requirement=requirement()))
    return NO_PROBLEMS


def guide(options: argparse.Namespace, messages: Messages) -> int:
    """Write what editors read in the repository again, and the labels that are to be translated."""
    from policysite.config.loader import load
    from policysite.scaffold import labels
    from policysite.scaffold.renewal import renew

    settings = load(options.config_file)
    renewed = renew(settings, add_missing=True)
    written = [*renewed.written, *labels.write(settings)]
    _print_files(written, messages)
    for path in renewed.kept:
        print(messages.text("guide_kept", file=os.path.relpath(path)))
    if not written:
        print(messages.text("guide_current"))
    return NO_PROBLEMS


def add_language(options: argparse.Namespace, messages: Messages) -> int:
    """Add a language."""
    from policysite.languages import canonical
    from policysite.scaffold.add import add_language

    language = canonical(options.language)
    before = _configuration(options)
    written = add_language(options.config_file, language)
    _print_written(options, before, written, messages)
    has_pages = any(path.suffix == ".md" for path in written)
    print(messages.text("add_next" if has_pages else "add_language_next", language=language))
    _print_labels([language], messages)
    return NO_PROBLEMS


def add_page(options: argparse.Namespace, messages: Messages) -> int:
    """Add a page."""
    from policysite.languages import canonical
    from policysite.scaffold.add import add_page

    titles = {canonical(language): title for language, _, title in (each.partition("=") for each in options.title)}
    name = options.page.removesuffix(".md")
    before = _configuration(options)
    written = add_page(options.config_file, name, titles)
    _print_written(options, before, written, messages)
    print(messages.text("add_next"))
    return NO_PROBLEMS


def remove_page(options: argparse.Namespace, messages: Messages) -> int:
    """Remove a page, and print where links to it remain."""
    from policysite.scaffold.remove import remove_page

    before = _configuration(options)
    removed = remove_page(options.config_file, options.page.removesuffix(".md"))
    for path in removed.deleted:
        print(messages.text("deleted", file=os.path.relpath(path)))
    _print_written(options, before, removed.changed, messages)
    for link in removed.links:
        path = os.path.relpath(options.config_file.parent / link.path)
        print(escaped(f"{path}:{link.line}: {messages.text('link_remains', text=link.text)}"))
    print(messages.text("remove_next"))
    return NO_PROBLEMS


def import_files(options: argparse.Namespace, messages: Messages) -> int:
    """Import existing Markdown."""
    from policysite.scaffold.importing.site import import_files

    before = _configuration(options)
    found = import_files(options.config_file, options.files, options.language, options.pair_with, options.dry_run)
    for each in found:
        header = [messages.text("import_clause"), *each.languages]
        rows = [
            [clause_id, *(titles.get(language, NOTHING) for language in each.languages)]
            for clause_id, titles in each.titles.items()
        ]
        print(table([header, *rows]))
        for path, note in each.notes:
            shown = path if path in options.files else os.path.relpath(path)
            print(escaped(f"{shown}:{note.line}: {messages.text(note.message, **note.params)}"))
    if options.dry_run:
        print(messages.text("import_dry_run"))
        return NO_PROBLEMS
    _print_written(options, before, [path for each in found for path in each.written], messages)
    print(messages.text("add_next"))
    return NO_PROBLEMS


def _configuration(options: argparse.Namespace) -> dict[Path, str]:
    """Return the texts of the files of the configuration."""
    from policysite.config import sources

    folder = options.config_file.parent
    return {folder / name: source.text for name, source in sources.read(options.config_file).items()}


def _print_labels(languages: Iterable[str], messages: Messages) -> None:
    """Print which languages have no labels, and how many there are."""
    from policysite.languages import own_name
    from policysite.languages.labels import labels_of
    from policysite.scaffold import labels

    if without := [language for language in languages if labels_of(language).are_foreign]:
        first, *others = labels.groups().values()
        print(
            messages.text(
                "labels_to_translate",
                languages=", ".join(f"{own_name(each)} ({each})" for each in without),
                total=str(len(first) + sum(map(len, others))),
                first=str(len(first)),
            )
        )


def _print_written(
    options: argparse.Namespace, before: Mapping[Path, str], written: Iterable[Path], messages: Messages
) -> None:
    """Print the files that were written, also those of the configuration whose texts are not as before.

    What names the languages and pages of the site is written again, where it is present.
    """
    from policysite.config.loader import load
    from policysite.scaffold.renewal import renew

    changed = [path for path, text in _configuration(options).items() if text != before.get(path)]
    renewed = renew(load(options.config_file), add_missing=False).written
    _print_files([*written, *changed, *renewed], messages)


def _print_files(paths: Iterable[Path], messages: Messages) -> None:
    for path in paths:
        print(messages.text("written", file=os.path.relpath(path)))
