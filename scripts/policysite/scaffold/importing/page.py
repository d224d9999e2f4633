"""A page as the site reads it, made from existing Markdown: its text, without ids that the languages share."""

from __future__ import annotations

import dataclasses
import datetime
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from policysite.contacts.email_addresses import emails_in
from policysite.contacts.in_text import contacts_in, urls_in
from policysite.corpus import Clause, FrontMatter, Page, Settings, front_matter, rewritten
from policysite.corpus.front_matter import FORBIDDEN_CHARACTER
from policysite.corpus.headings import heading_line
from policysite.corpus.invisible import visible
from policysite.corpus.parser import Parser
from policysite.scaffold.importing import ImportNote
from policysite.scaffold.importing.html import PRIVATE, converted
from policysite.scaffold.importing.ids import block_ids, slugs
from policysite.scaffold.importing.lines import with_anchors, with_headings, without_underlines
from policysite.scaffold.importing.lists import with_nested_lists
from policysite.scaffold.importing.source import prepared, split
from policysite.scaffold.pages import as_page

_MAX_DESCRIPTION_CHARACTERS = 200
_LINK = re.compile(r"\]\(#([^)\s]+)")
_PAGE_LINK = re.compile(r"(?<=\]\()(?![a-z][a-z0-9+.-]*:|/)([^)\s#]+\.md)(?=[#)\s])", re.IGNORECASE)
# (A dot beside a number may be that of an ordinal or an abbreviation: “4. Mai”, “Tel. +49”.)
_SENTENCE_END = re.compile(r"(?:(?<!\d)[.!?۔](?=\s+[^\d+(])|[.!?۔]$)|[。！？]")


@dataclass(frozen=True)
class ImportDraft:
    """An imported page before its clauses are paired.

    Attributes:
        notes: what a person should look at.
        aliases: the ids that links in other texts may use, with those that clauses and blocks have instead.
        date: the date of the text, if an attribute says it.
    """

    page: Page
    notes: tuple[ImportNote, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)
    date: datetime.date | None = None


def draft(text: str, path: str, language: str, name: str, settings: Settings) -> ImportDraft | None:
    """Return a page made from existing Markdown; None if the parser cannot read it.

    `path` is the file that it will be, relative to the folder of `mkdocs.yml`.
    """
    block, body, first_line = split(PRIVATE.sub("", visible(text)))
    metadata, unusable = front_matter.read(block, path, language)
    notes = [
        ImportNote(finding.line, "import_key", {"key": str(finding.params["key"])})
        if "key" in finding.params
        else ImportNote(finding.line, "import_front_matter")
        for finding in unusable
        if block is not None and finding.rule != front_matter.FRONT_MATTER_INCOMPLETE.name
    ]
    lines, of_lines, date = prepared(body.split("\n"), first_line)
    parser = Parser(settings.extensions, settings.extension_configs)
    body, of_html = converted("\n".join(lines), parser, first_line)
    notes = sorted([*notes, *of_lines, *of_html], key=lambda note: note.line)
    lines, aliases = with_anchors(without_underlines(body.split("\n")))
    lines = with_nested_lists(lines)
    lines = with_headings(lines, metadata.title or name.rpartition("/")[2].replace("-", " ").capitalize())
    page = rewritten(Page(path, language, name, FrontMatter("", ""), ()), lines, settings)
    if page is None:
        return None
    page = _with_links(page, settings)
    page = dataclasses.replace(page, front_matter=_metadata(metadata, page))
    return ImportDraft(page, tuple(notes), aliases, date)


def finished(
    draft: ImportDraft, ids: Sequence[str], others: Sequence[Clause] = (), names: Mapping[str, str] = {}
) -> str:
    """Return the text of a page with these ids for its clauses, with links that lead to them.

    Links may also name the headings of other languages (`others`), and files that have become pages of other names.
    """
    page = draft.page
    lines = list(page.source)
    aliases = dict(draft.aliases)
    known = {*ids, *block_ids(page)}
    for clause, clause_id in zip(page.clauses, ids, strict=True):
        lines[clause.line - 1] = heading_line(page, clause, clause_id)
        for name in (clause.id, *slugs(clause, page.language)):
            aliases.setdefault(name, clause_id)
    for clause in others:
        if clause.id in known:
            for name in slugs(clause, ""):
                aliases.setdefault(name, clause.id)

    def target(match: re.Match[str]) -> str:
        return f"](#{match[1] if match[1] in known else aliases.get(match[1], match[1])}"

    def file(match: re.Match[str]) -> str:
        name = names.get(match[1].rpartition("/")[2])
        return posixpath.relpath(f"{name}.md", posixpath.dirname(page.name) or ".") if name else match[1]

    text = "\n".join(_PAGE_LINK.sub(file, _LINK.sub(target, line)) for line in lines).strip("\n")
    metadata = page.front_matter
    return as_page(metadata.title, metadata.description, [text], metadata.version, metadata.effective_date)


def _with_links(page: Page, settings: Settings) -> Page:
    """Return a page on which readers can click on the addresses that are written out, as other programs show them."""
    lines = list(page.source)
    places = []
    for block in page.blocks():
        inside = [(span.start, span.end) for span in block.spans if span.tag in ("a", "code")]
        for match in (*emails_in(block.prose), *urls_in(block.prose)):
            is_free = not any(start <= match.start() < end for start, end in inside)
            if block.kind != "heading" and is_free and not match[0].lower().startswith("www."):
                places.append((page.position(block, match.start()), match[0]))
    for (line, column), address in sorted(places, reverse=True):
        text = lines[line - 1]
        if text.startswith(address, column - 1):
            lines[line - 1] = f"{text[: column - 1]}<{address}>{text[column - 1 + len(address) :]}"
    return (rewritten(page, lines, settings) or page) if places else page


def _metadata(known: FrontMatter, page: Page) -> FrontMatter:
    """Return the front matter of a page: what it had, and what its text says."""
    title = known.title or (page.clauses[0].title if page.clauses else page.name)
    texts = [block.text for clause in page.clauses for block in clause.blocks if block.kind == "paragraph"]
    sentences = (
        text for text in texts if _SENTENCE_END.search(text) and len(text) > len(title) and not contacts_in(text)
    )
    chosen = next(sentences, texts[0] if texts else title)
    description = known.description or _first_sentence(" ".join(chosen.split()))
    return dataclasses.replace(
        known, title=FORBIDDEN_CHARACTER.sub("", title), description=FORBIDDEN_CHARACTER.sub("", description)
    )


def _first_sentence(text: str) -> str:
    end = _SENTENCE_END.search(text)
    sentence = text[: end.end()] if end else text
    if len(sentence) <= _MAX_DESCRIPTION_CHARACTERS:
        return sentence
    return sentence[:_MAX_DESCRIPTION_CHARACTERS].rpartition(" ")[0].rstrip(",;:— ") + "…"
