"""Puts existing texts into a site: which page each becomes, which clauses belong together, and what is written."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from markdown.extensions.toc import slugify

from policysite import corpus, files
from policysite.config.loader import load
from policysite.config.sources import PLUGIN, ConfigSource, read, values
from policysite.contacts.in_text import contacts_in, is_listed, linked_contacts, listed_contacts, normalized
from policysite.corpus import Clause, Corpus, Page, Settings
from policysite.corpus.pairing import paired
from policysite.corpus.time_limit import TimeLimitError, time_limit
from policysite.errors import ToolError
from policysite.findings import Finding
from policysite.languages import canonical
from policysite.scaffold import configuration, menu, pages
from policysite.scaffold.importing import ImportNote
from policysite.scaffold.importing import page as drafts
from policysite.scaffold.importing.ids import own_ids
from policysite.scaffold.importing.page import ImportDraft
from policysite.scaffold.importing.unwritten import is_unwritten, without_replaced
from policysite.scaffold.remove import remove_page

# The limit for a document in all its languages: the longest policies need two seconds for each.
TIME_LIMIT_SECONDS = 10.0
_MARKDOWN = (".md", ".markdown", ".txt", "")
# The suffixes of files that pandoc converts.
_CONVERTED = (".docx", ".odt", ".rtf", ".html", ".htm", ".epub", ".tex", ".rst", ".adoc")


@dataclass(frozen=True)
class ImportedDocument:
    """A document with imported pages.

    Attributes:
        languages: the languages that have a text, the original first.
        titles: the headings of each clause by language, by its id, in the order of the first language, then those that
            only a translation has.
        notes: what a person should look at, with the file that it is in.
        written: the pages that were written, or would be.
        contacts: the email addresses, phone numbers and messengers in the imported texts.
    """

    name: str
    languages: tuple[str, ...]
    titles: Mapping[str, Mapping[str, str]]
    notes: tuple[tuple[Path, ImportNote], ...]
    written: tuple[Path, ...]
    contacts: tuple[str, ...]

    @property
    def title(self) -> Mapping[str, str]:
        """Its title, the first of the headings, in each language."""
        return next(iter(self.titles.values()))


def import_files(
    config_file: Path, paths: Sequence[Path], language: str, name: str, dry_run: bool
) -> list[ImportedDocument]:
    """Write existing Markdown into the pages of a site.

    Without a language or a name, these are taken from the paths of the files. A dry run writes nothing. A `ToolError`
    says that a file cannot be read, it is not clear which page it becomes, or that page has a text.
    """
    settings = load(config_file)
    _refuse_others(paths)
    known, _ = corpus.read(settings)
    sources = _sources(paths, settings.languages, canonical(language), name.removesuffix(".md"))
    found, to_write = _documents(settings, known, sources)
    clauses = {each.name: each.titles.keys() for each in found}
    titles = {(language, each.name): title for each in found for language, title in each.title.items()}
    changed = without_replaced(settings, known, clauses, titles)
    # (In a site without the option, the check says where to write them.)
    has_list = any(map(_listed_contacts, read(config_file).values()))
    contacts = _unlisted((contact for each in found for contact in each.contacts), settings) if has_list else []
    notes = [*changed.notes, *_notes(config_file, settings, known, found, contacts)]
    found[-1] = replace(found[-1], notes=(*found[-1].notes, *notes), written=(*found[-1].written, *changed.texts))
    to_write |= changed.texts
    if not dry_run:
        for imported in found:
            if imported.name not in known.documents:
                shown = {language: imported.title.get(language, "") for language in settings.languages}
                menu.add(config_file, f"{imported.name}.md", shown)
        without = [path for own_name in changed.removed for path in remove_page(config_file, own_name).changed]
        found[-1] = replace(found[-1], written=tuple(dict.fromkeys([*found[-1].written, *without])))
        for contact in contacts:
            configuration.add(config_file, _listed_contacts, contact)
        for path, text in to_write.items():
            files.write_text(path, text)
    return found


def _refuse_others(paths: Iterable[Path]) -> None:
    """Refuse files that are missing, and those of which another program must make Markdown first."""
    for path in paths:
        if not path.is_file():
            raise ToolError("import_folder" if path.is_dir() else "import_missing", file=path)
        suffix = path.suffix.lower()
        if suffix not in _MARKDOWN:
            text = "import_other_format" if suffix in _CONVERTED else "import_unknown_format"
            source = path if suffix in _CONVERTED else path.with_suffix(_CONVERTED[0])
            command = shlex.join(["pandoc", "-t", "gfm", "--wrap=none", "-o", f"{path.stem}.md", str(source)])
            raise ToolError(text, file=path, command=command)


def _sources(paths: Iterable[Path], languages: Sequence[str], language: str, name: str) -> dict[str, dict[str, Path]]:
    """Return the files by the names of the pages that they become, and by their languages."""
    sources: dict[str, dict[str, Path]] = {}
    for path in paths:
        own_language = language or _language_of(path, languages)
        if language and language not in languages:
            raise ToolError("page_language_unknown", language=language, known=", ".join(languages))
        if own_language not in languages:
            raise ToolError("import_language_unknown", file=path, known=", ".join(languages))
        own_name = name or _name_of(path, own_language)
        if not pages.NAME.fullmatch(own_name):
            raise ToolError("page_name_unusable", page=own_name)
        if own_language in sources.setdefault(own_name, {}):
            raise ToolError("import_twice", file=path, page=f"{own_language}/{own_name}")
        sources[own_name][own_language] = path
    return sources


def _documents(
    settings: Settings, known: Corpus, sources: Mapping[str, Mapping[str, Path]]
) -> tuple[list[ImportedDocument], dict[Path, str]]:
    """Return the imported documents, and the text of each page to be written."""
    names = {path.name: name for name, of_name in sources.items() for path in of_name.values()}
    found = []
    to_write: dict[Path, str] = {}
    for name, of_name in sources.items():
        try:
            with time_limit(TIME_LIMIT_SECONDS):
                imported, texts = _document(settings, name, of_name, known.pages_of(name), names)
        except (RecursionError, TimeLimitError) as error:
            raise ToolError("import_unparsed", file=", ".join(map(str, of_name.values()))) from error
        found.append(imported)
        to_write |= texts
    return found, to_write


def _document(
    settings: Settings,
    name: str,
    sources: Mapping[str, Path],
    present: Mapping[str, Page],
    names: Mapping[str, str],
) -> tuple[ImportedDocument, dict[Path, str]]:
    """Return an imported document, and the text of each page to be written."""
    made = {
        each: _draft(settings, name, each, sources[each], present.get(each))
        for each in settings.languages
        if each in sources
    }
    texts = {each: page for each, page in present.items() if each not in made and not is_unwritten(page.clauses)}
    in_order = [each for each in settings.languages if each in made or each in texts]
    base = _base(made, texts, in_order)
    clauses = {language: list(page.clauses) for language, page in texts.items()}
    for language, draft in made.items():
        ids = [each.id for each in base.clauses] if language == base.language else _ids(draft.page, base.clauses)
        clauses[language] = [replace(each, id=own) for each, own in zip(draft.page.clauses, ids, strict=True)]
    titles: dict[str, dict[str, str]] = {each.id: {} for each in base.clauses}
    for language in dict.fromkeys([base.language, *texts, *made]):
        for clause in clauses[language]:
            titles.setdefault(clause.id, {})[language] = clause.title
    everywhere = [clause for language in in_order for clause in clauses[language]]
    to_write: dict[Path, str] = {}
    for language in settings.languages:
        if language in texts:
            continue
        if language in made:
            text = drafts.finished(made[language], [each.id for each in clauses[language]], everywhere, names)
        else:
            text = pages.translation(base, language)
        path = settings.page_path(language, name)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            is_written = language not in present or not is_unwritten(present[language].clauses)
            if language in made and path.exists() and is_written:
                raise ToolError("import_page_written", file=settings.relative_path(path))
            to_write[path] = text
    notes = tuple((sources[language], note) for language, draft in made.items() for note in draft.notes)
    contacts = tuple(contact for draft in made.values() for contact in _contacts(draft.page))
    return ImportedDocument(name, tuple(in_order), titles, notes, tuple(to_write), contacts), to_write


def _notes(
    config_file: Path, settings: Settings, known: Corpus, found: Sequence[ImportedDocument], contacts: Sequence[str]
) -> Iterator[tuple[Path, ImportNote]]:
    """Yield what a person should know about the site after an import."""
    if contacts:
        yield config_file, ImportNote(1, "import_contacts", {"contacts": ", ".join(contacts)})
    new = [each.name for each in found if each.name not in known.documents]
    for document in known.documents.values():
        clauses = [clause for page in document.pages.values() for clause in page.clauses]
        if new and document.versioned and is_unwritten(clauses) and document.name not in {each.name for each in found}:
            path = settings.root / document.pages[known.original].path
            yield path, ImportNote(1, "import_still_unwritten", {"page": document.name, "new": ", ".join(new)})


def _contacts(page: Page) -> Iterator[str]:
    """Yield the email addresses, phone numbers and messengers in a text and in its links."""
    for block in page.blocks():
        for link in block.links:
            yield from linked_contacts(link.address)
        yield from (match[0] for match in contacts_in(block.prose))


def _unlisted(contacts: Iterable[str], settings: Settings) -> list[str]:
    """Return the contacts that the site does not list yet, each once."""
    listed = listed_contacts(settings)
    found: dict[str, str] = {}
    for contact in contacts:
        if not is_listed(contact, listed.union(found)):
            found[normalized(contact)] = contact
    return list(found.values())


def _listed_contacts(source: ConfigSource) -> yaml.CollectionNode | None:
    lists = values(source.root, "plugins", PLUGIN, "contacts")
    return next((node for node in lists if isinstance(node, yaml.SequenceNode)), None)


def _draft(settings: Settings, name: str, language: str, source: Path, present: Page | None) -> ImportDraft:
    text = files.read(source, str(source))
    if isinstance(text, Finding):
        raise ToolError("import_unreadable", [text])
    path = settings.relative_path(settings.page_path(language, name))
    draft = drafts.draft(text, path, language, name, settings)
    if draft is None:
        raise ToolError("import_unparsed", file=source)
    if all(block.kind == "heading" for block in draft.page.blocks()):
        raise ToolError("import_without_text", file=source)
    metadata = draft.page.front_matter
    if metadata.version is None and present is not None and present.front_matter.version is not None:
        date = draft.date or metadata.effective_date or present.front_matter.effective_date
        metadata = replace(metadata, version=present.front_matter.version, effective_date=date)
        draft = replace(draft, page=replace(draft.page, front_matter=metadata))
    return draft


def _base(made: Mapping[str, ImportDraft], texts: Mapping[str, Page], in_order: Sequence[str]) -> Page:
    """Return the page whose clauses the other languages share: the first that is there, or else the first imported."""
    present = next((texts[each] for each in in_order if each in texts), None)
    if present is not None:
        return present
    base, *translations = (made[each].page for each in in_order)
    ids = own_ids(base, translations=translations)
    return replace(base, clauses=tuple(replace(each, id=own) for each, own in zip(base.clauses, ids, strict=True)))


def _ids(page: Page, base: Sequence[Clause]) -> list[str]:
    """Return the ids of the clauses of a translation: those of their originals, or their own."""
    pairs = paired(base, page.clauses)
    used = frozenset(each.id for each in base)
    unpaired = replace(
        page, clauses=tuple(each for each, number in zip(page.clauses, pairs, strict=True) if number is None)
    )
    own = iter(own_ids(unpaired, used))
    return [next(own) if number is None else base[number].id for number in pairs]


def _language_of(path: Path, languages: Sequence[str]) -> str:
    """Return the language that the end of the name of a file or one of its folders says; empty if none does."""
    by_name = {language.lower().replace("_", "-"): language for language in languages}
    ends = [match[1]] if (match := re.search(r"[._-]([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)$", path.stem)) else []
    names = [*ends, *(parent.name for parent in path.absolute().parents)]
    return next((by_name[key] for name in names if (key := name.lower().replace("_", "-")) in by_name), "")


def _name_of(path: Path, language: str) -> str:
    """Return the name of the page that a file becomes."""
    stem = re.sub(rf"[._-]{re.escape(language).replace('-', '[-_]')}$", "", path.stem, flags=re.IGNORECASE)
    return slugify(stem, "-").replace("_", "-")
