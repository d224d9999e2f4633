"""The rules that every published corpus must satisfy: clauses have ids and are the same in every language.

Each check is a generator of findings.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TypeAlias

from policysite.corpus import subjects
from policysite.corpus.based_on import PolicyIds, wrong_references
from policysite.corpus.front_matter import VERSION_KEYS, version_lines
from policysite.corpus.headings import (
    ID,
    AdvisedIds,
    first_heading,
    heading_line,
    in_braces,
    is_numbered_alike,
    is_untitled,
    moved_lines,
    rest_of,
    spaced_id,
    written_heading,
    written_line,
)
from policysite.corpus.model import FOOTNOTE, Clause, Corpus, Document, Page
from policysite.corpus.pairing import same_places
from policysite.corpus.sequences import moved
from policysite.corpus.urls import fragment_of
from policysite.findings import MAX_SHOWN_CHARACTERS, NOTHING, Finding
from policysite.findings.rule import Rule, Scope
from policysite.languages.alphabets import as_latin, foreign_letters

# The home page of every language.
HOME = "index"

_rule = functools.partial(Rule, family="clauses", suppressible=False)
HOME_MISSING = Rule("home-missing", "pages", Scope.SITE, suppressible=False)
PAGE_MISSING = Rule("page-missing", "pages", Scope.SITE, suppressible=False)
PAGE_EMPTY = Rule("page-empty", "pages", Scope.PAGE, suppressible=False)
VERSIONS_DIFFER = Rule("versions-differ", "front_matter", Scope.PAIR, suppressible=False)
HEADING_EMPTY = _rule("heading-empty", scope=Scope.PAGE)
HEADING_NESTED = _rule("heading-nested", scope=Scope.PAGE)
H1_MISSING = _rule("h1-missing", scope=Scope.PAGE)
H1_REPEATED = _rule("h1-repeated", scope=Scope.PAGE)
H1_BELOW_TEXT = _rule("h1-below-text", scope=Scope.PAGE)
ID_MALFORMED = _rule("id-malformed", scope=Scope.PAGE)
ID_MISSING = _rule("id-missing", scope=Scope.PAGE)
ID_INVALID = _rule("id-invalid", scope=Scope.PAGE)
ID_REPEATED = _rule("id-repeated", scope=Scope.PAGE)
CLAUSE_REPEATED = _rule("clause-repeated", scope=Scope.PAGE)
CLAUSE_MISSING = _rule("clause-missing", scope=Scope.PAIR)
IDS_DIFFER = _rule("ids-differ", scope=Scope.PAIR)
IDS_OUT_OF_ORDER = _rule("ids-out-of-order", scope=Scope.PAIR)
HEADING_LEVELS_DIFFER = _rule("heading-levels-differ", scope=Scope.PAIR)
BASED_ON_DIFFERS = _rule("based-on-differs", scope=Scope.PAIR)

# A clause on its page.
_Side: TypeAlias = tuple[Page, Clause]


def validate(corpus: Corpus, folders: Mapping[str, str], *, partial: bool = False) -> Iterator[Finding]:
    """Yield the findings that prevent a corpus from being published.

    With `partial`, translations may lack pages and clauses.
    """
    needed = {each: folder for each, folder in folders.items() if each == corpus.original or not partial}
    if HOME not in corpus.documents:
        homes = [f"{folder}/{HOME}.md" for folder in folders.values()]
        pages = subjects.pages(folders, HOME)
        rests_on = pages.union(*map(_path_and_parents, homes))
        yield HOME_MISSING.at(homes[0], breaks=pages, rests_on=rests_on, folders=", ".join(folders.values()))
    policy_ids = PolicyIds(corpus)
    for document in corpus.documents.values():
        yield from _missing_pages(document, needed)
        frozen_pages = [page for copy in corpus.copies(document.name).values() for page in copy.pages.values()]
        yield from _different_versions(document, frozen_pages)
        advised_ids = AdvisedIds(list(document.pages.values()), frozen_pages)
        for page in document.pages.values():
            yield from _headings(page, advised_ids)
            yield from ids(page, advised_ids)
            yield from wrong_references(page, corpus, policy_ids)
        yield from _different_ids(advised_ids.pages, corpus, frozen_pages, policy_ids)
        yield from _different_clauses(document, corpus, partial=partial)


def _missing_pages(document: Document, folders: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a finding for each of these languages, by its folder, in which a document has no page."""
    present = next(iter(document.pages.values()))
    for language, folder in folders.items():
        if language not in document.pages:
            expected, page = f"{folder}/{document.name}.md", subjects.page(language, document.name)
            rests_on = {page, *_path_and_parents(expected)}
            yield PAGE_MISSING.at(present.path, breaks=[page], rests_on=rests_on, language=language, expected=expected)


def _path_and_parents(path: str) -> set[str]:
    return {path, *(parent.as_posix() for parent in PurePosixPath(path).parents)}


def _different_versions(document: Document, frozen_pages: Iterable[Page]) -> Iterator[Finding]:
    """Yield a finding for each translation whose version or date is not that of the original.

    It is about the translation, unless only that has a new version, and the original still has a released one.
    """
    released = set(map(_version, frozen_pages))
    original, *translations = document.pages.values()
    for translation in translations:
        is_invalid = translation.front_matter.version_invalid or original.front_matter.version_invalid
        if is_invalid or _version(translation) == _version(original):
            continue
        is_new = _version(original) in released and _version(translation) not in released
        wrong, right = (original, translation) if is_new else (translation, original)
        lines = version_lines(*_version(right))
        positions = wrong.front_matter.positions
        places = [positions[key][0] for key in VERSION_KEYS if key in positions]
        here, there = (", ".join(str(each or NOTHING) for each in _version(page)) for page in (wrong, right))
        yield VERSIONS_DIFFER.at(
            wrong.path,
            rests_on=[subjects.front_matter(page.subject) for page in (translation, original)],
            advised=dict(zip(places, lines, strict=True)) if len(places) == len(lines) else {},
            here=here,
            there=there,
            other=right.path,
            front_matter="\n".join(lines),
        )


def _version(page: Page) -> tuple[str | None, datetime.date | None]:
    """Return the version and the effective date that a page states."""
    return page.front_matter.version, page.front_matter.effective_date


def _headings(page: Page, advised_ids: AdvisedIds) -> Iterator[Finding]:
    """Yield a finding for each heading that cannot begin a clause or begins another document, and for a missing one."""
    pages = advised_ids.pages
    titles = [clause for clause in page.clauses if clause.level == 1]
    is_title_below = page.first_level != 1 and len(titles) == 1
    if not (any(page.blocks()) or any(map(str.strip, page.source[page.first_line - 1 :]))):
        unknown = [page.path, page.subject, subjects.ids(page.subject)]
        yield PAGE_EMPTY.at(page.path, breaks=unknown, rests_on=[page.path])
    elif is_title_below:
        yield _title_below(page, titles[0])
    elif page.first_level != 1:
        above = subjects.front_matter(page.subject)  # it may have become the first text of the page
        rests_on = [above, subjects.first_heading(page.subject)]
        example = first_heading(page, advised_ids)
        advised = {page.clauses[0].line: example} if page.first_level else {}
        yield H1_MISSING.at(page.path, page.first_line, rests_on=rests_on, advised=advised, example=example)
    for number, clause in enumerate(page.clauses):
        title = clause.title[:MAX_SHOWN_CHARACTERS]
        if is_untitled(page, clause):
            breaks = [subjects.ids(page.subject), subjects.line(page.path, clause.line)]
            yield HEADING_EMPTY.at(page.path, clause.line, breaks=breaks, advised="")
        if clause.heading.inside:
            yield HEADING_NESTED.at(page.path, clause.line, title=title)
        if clause.level == 1 and number > 0 and not is_title_below:
            same = (each.clause(clause.id) for each in pages if clause.id and each.has_clause(clause.id))
            level = next((each.level for each in same if each.level > 1), 2)
            line = subjects.line(page.path, clause.line)
            example = heading_line(page, clause, level=level)
            yield H1_REPEATED.at(page.path, clause.line, breaks=[line], title=title, advised=example)


def _title_below(page: Page, title: Clause) -> Finding:
    """Return the finding about text above the only title of a page: it belongs below the text of the title."""
    following = next((clause.line for clause in page.clauses if clause.line > title.line), len(page.source) + 1)
    first = next(number for number in range(page.first_line, title.line) if page.source[number - 1].strip())
    above, own = page.source[first - 1 : title.line - 1], page.source[title.line - 1 : following - 1]
    texts = ("\n".join(lines).strip("\n") for lines in (own, above))
    last = title.line + "\n".join(own).rstrip().count("\n")
    example = "\n\n".join(texts)
    return H1_BELOW_TEXT.at(
        page.path,
        first,
        breaks=[subjects.order(page.subject)],
        rests_on=[subjects.front_matter(page.subject), subjects.first_heading(page.subject)],
        advised={first: example} | dict.fromkeys(range(first + 1, last + 1)),
        title=title.title[:MAX_SHOWN_CHARACTERS],
        lines=f"{first}–{last}",
        example=example,
    )


def ids(page: Page, advised_ids: AdvisedIds) -> Iterator[Finding]:
    """Yield a finding for each heading whose id is missing or malformed, and each id that is invalid or repeated."""
    first_lines: dict[str, int] = {}
    for clause in page.clauses:
        is_valid = ID.fullmatch(clause.id) and not spaced_id(page, clause)
        if is_valid and advised_ids.is_kept(page, clause):
            first_lines[clause.id] = clause.line
        elif is_valid:
            yield _repeated(page, clause, advised_ids)
        elif not is_untitled(page, clause):
            yield _without_id(page, clause, heading_line(page, clause, advised_ids.of(page, clause)))
    yield from _ids_of_blocks(page, first_lines)


def _without_id(page: Page, clause: Clause, advised: str) -> Finding:
    """Return the finding about a clause without a valid id, with its heading as it should be."""
    title, all_ids = clause.title[:MAX_SHOWN_CHARACTERS], subjects.ids(page.subject)
    written = written_line(page, clause)
    braces = (
        range(written.find("{") + 1, len("".join(page.source[clause.line - 1 : clause.line])) + 1)
        if "{" in written
        else range(0)
    )
    if clause.id:
        spaced = spaced_id(page, clause)
        return ID_INVALID.at(
            page.path,
            clause.line,
            breaks=[all_ids, subjects.clause(page.subject, clause.id)],
            damaged=braces if spaced else range(0),  # the other words look like attributes
            id=spaced or clause.id,
            letters=foreign_letters(clause.id) if not spaced and ID.fullmatch(as_latin(clause.id)) else "",
            advised=advised,
        )
    rest_line, rest = rest_of(page, clause)
    if rest or "{" not in in_braces(clause.title):
        lines = [clause.line, rest_line] if rest else []
        return ID_MISSING.at(
            page.path,
            clause.line,
            breaks=[all_ids, *(subjects.line(page.path, each) for each in lines)],
            damaged=braces,
            title=title,
            rest=rest,
            rest_line=rest_line,
            example=advised,
            advised={**dict.fromkeys(lines), clause.line: advised},
        )
    return ID_MALFORMED.at(
        page.path,
        clause.line,
        breaks=[all_ids, subjects.line(page.path, clause.line)],
        damaged=braces,
        title=title,
        below=written_heading(page, clause).below,
        advised=advised,
    )


def _repeated(page: Page, clause: Clause, advised_ids: AdvisedIds) -> Finding:
    """Return the finding about a clause with the id of another one: it is the same one twice, or gets a new id."""
    first = next(each for each in page.clauses if each.line == advised_ids.kept_line(page, clause))
    breaks = [subjects.ids(page.subject), subjects.clause(page.subject, clause.id)]
    if (clause.level, clause.digest) != (first.level, first.digest):
        example = heading_line(page, clause, advised_ids.of(page, clause))
        return ID_REPEATED.at(
            page.path,
            clause.line,
            breaks=breaks,
            rests_on=[subjects.line(page.path, clause.line)],
            id=clause.id,
            first_line=first.line,
            advised=example,
        )
    last = max(each.last_line for each in clause.all_blocks() if FOOTNOTE not in (each.kind, *each.inside))
    following = next((number for number in range(last, len(page.source)) if page.source[number].strip()), last)
    return CLAUSE_REPEATED.at(
        page.path,
        clause.line,
        breaks=breaks,
        title=clause.title[:MAX_SHOWN_CHARACTERS],
        first_line=first.line,
        lines=f"{clause.line}–{last}",
        advised=dict.fromkeys(range(clause.line, following + 1)),
    )


def _ids_of_blocks(page: Page, first_lines: dict[str, int]) -> Iterator[Finding]:
    """Yield a finding for each paragraph, item or cell whose id is invalid or repeated.

    `first_lines` has the lines of the ids of its clauses.
    """
    for block in page.blocks():
        for _, name, value in block.attributes if block.kind != "heading" else ():
            if name != "id":
                continue
            if not ID.fullmatch(value):
                yield ID_INVALID.at(page.path, block.line, id=value, example="", letters="")
            elif value in first_lines:
                first = first_lines[value]
                yield ID_REPEATED.at(page.path, block.line, id=value, first_line=first, example="")
            else:
                first_lines[value] = block.line


def _different_clauses(document: Document, corpus: Corpus, *, partial: bool) -> Iterator[Finding]:
    """Yield a finding for each clause that is missing, out of order, or differs in level or `data-based-on`."""
    original, *translations = document.pages.values()
    for translation in translations:
        if not partial:
            yield from _untranslated(original, translation)
        yield from _untranslated(translation, original)
        yield from _out_of_order(original, translation)
        for clause in translation.clauses:
            if clause.id and original.has_clause(clause.id):
                sides = (translation, clause), (original, original.clause(clause.id))
                yield from _different_levels(*sides, corpus)
                yield from _different_references(*sides, corpus)


def _different_ids(
    pages: Sequence[Page], corpus: Corpus, frozen_pages: Iterable[Page], policy_ids: PolicyIds
) -> Iterator[Finding]:
    """Yield the clauses of translations that stand in the place of a clause with another id.

    `pages` are those of a document, where only ids that stay are written; `frozen_pages` are its released versions: an
    id in one of them is the one to keep, and two ids in one of them are those of two clauses.
    """
    original, *translations = pages
    released = [{clause.id for clause in page.clauses} for page in frozen_pages]

    @functools.cache
    def linked() -> frozenset[str]:
        blocks = (block for page in corpus.pages() for block in page.blocks())
        return frozenset(fragment_of(link.address) for block in blocks for link in block.links)

    def is_right(clause: Clause) -> tuple[bool, bool, bool]:
        return any(clause.id in ids for ids in released), is_numbered_alike(clause), clause.id.islower()

    for translation, own, other in _with_two_ids(original, translations):
        if any({own.id, other.id} <= ids for ids in released):
            continue
        # (Of two ids that no version has, the former one is probably the one that links of the site have.)
        sides = sorted(
            [(translation, own), (original, other)],
            key=lambda side: (*is_right(side[1]), side[1].id in linked()),
        )
        (page, changed), (other_page, kept) = sides
        is_known = is_right(changed) < is_right(kept)
        references, other_references = (policy_ids.intended_references(*side) for side in sides)
        yield IDS_DIFFER.at(
            page.path,
            changed.line,
            breaks=(
                subjects.clause(each.subject, clause_id)
                for each in (original, translation)
                for clause_id in (own.id, other.id)
            ),
            id=changed.id,
            other=f"{other_page.path}:{kept.line}",
            other_id=kept.id,
            advised=heading_line(page, changed, kept.id, references),
            other_example="" if is_known else heading_line(other_page, kept, changed.id, other_references),
        )


def _with_two_ids(original: Page, translations: Iterable[Page]) -> Iterator[tuple[Page, Clause, Clause]]:
    """Yield the clauses in the place of one with another valid id, each after its page and before that clause."""
    for translation in translations:
        for translated, originals in same_places(translation, original):
            if [clause.level for clause in translated] == [clause.level for clause in originals]:
                for own, other in zip(translated, originals, strict=True):
                    if ID.fullmatch(own.id) and ID.fullmatch(other.id):
                        yield translation, own, other


def _untranslated(page: Page, other: Page) -> Iterator[Finding]:
    """Yield the clauses of a page that the other page does not have."""
    for above, clause in pairwise((None, *page.clauses)):
        if clause and clause.id and not other.has_clause(clause.id):
            missing, own = (subjects.clause(each.subject, clause.id) for each in (other, page))
            longer = [subjects.clause(other.subject, above.id)] if above and _is_part(clause, above, other) else []
            yield CLAUSE_MISSING.at(
                page.path,
                clause.line,
                breaks=[missing, *longer],
                rests_on=[own, subjects.ids(other.subject)],
                id=clause.id,
                other=other.path,
            )


def _is_part(clause: Clause, above: Clause, other: Page) -> bool:
    """True if a clause is a part of the one above it on another page: only its heading is missing there."""
    kinds = [block.kind for each in (above, clause) for block in each.blocks]
    return other.has_clause(above.id) and kinds == [block.kind for block in other.clause(above.id).blocks]


def _out_of_order(original: Page, translation: Page) -> Iterator[Finding]:
    """Yield the smallest set of clauses that must be moved to get the order of the original."""
    original_ids, translated_ids = (
        dict.fromkeys(clause.id for clause in page.clauses if clause.id) for page in (original, translation)
    )
    shared = [clause_id for clause_id in translated_ids if clause_id in original_ids]
    to_move = moved([clause_id for clause_id in original_ids if clause_id in translated_ids], shared)
    for clause_id in shared:
        if clause_id in to_move:
            line = translation.clause(clause_id).line
            pages = (original, translation)
            both = [
                *(subjects.clause(page.subject, clause_id) for page in pages),
                *(subjects.order(page.subject) for page in pages),
            ]
            yield IDS_OUT_OF_ORDER.at(
                translation.path,
                line,
                rests_on=both,
                advised=_in_order(translation, clause_id, [*original_ids]) if len(to_move) == 1 else None,
                id=clause_id,
                other=original.path,
            )


def _in_order(page: Page, clause_id: str, order: Sequence[str]) -> dict[int, str | None]:
    """Return the lines that change when a clause stands in its place in an order of ids; none at the end of a page."""
    ids = [clause.id for clause in page.clauses]
    following = next(iter(page.clauses[ids.index(clause_id) + 1 :]), None)
    before = next((each for each in order[order.index(clause_id) + 1 :] if each in ids), "")
    return moved_lines(page, page.clause(clause_id), following, page.clause(before)) if before else {}


def _different_levels(translated: _Side, original: _Side, corpus: Corpus) -> Iterator[Finding]:
    """Yield a finding if a heading has different levels, on the page on which it has changed, if that is known."""
    (page, clause), (other, right) = translated, original
    if clause.level == right.level:
        return
    released = [copy.clause(clause.id) for copy in corpus.copies_of(other) if copy.has_clause(clause.id)]
    if clause.level in {each.level for each in released}:
        # (The original had the level that the translation still has.)
        (page, clause), (other, right) = original, translated
    lines = {subjects.line(page.path, clause.line), subjects.line(other.path, right.line)}
    yield HEADING_LEVELS_DIFFER.at(
        page.path,
        clause.line,
        rests_on=_both(page, other, clause) | lines,
        title=clause.title[:MAX_SHOWN_CHARACTERS],
        level=clause.level,
        other=f"{other.path}:{right.line}",
        other_level=right.level,
        advised=heading_line(page, clause, level=right.level),
    )


def _different_references(translated: _Side, original: _Side, corpus: Corpus) -> Iterator[Finding]:
    """Yield a finding if a clause is based on other ones than its original."""
    if translated[1].based_on == original[1].based_on:
        return
    # (Where only one of them names any, they are missing in the other; both can only name clauses that both have.)
    languages = (translated[0].language, original[0].language)
    (page, clause), (other, other_clause) = sorted(
        [translated, original],
        key=lambda side: (bool(side[1].based_on), _are_clauses(side[1].based_on or (), languages, corpus)),
    )
    here, there = clause.based_on or (), other_clause.based_on or ()
    is_choice = bool(here) and _are_clauses(here, languages, corpus)
    references = subjects.based_on(subjects.clause(page.subject, clause.id))
    yield BASED_ON_DIFFERS.at(
        page.path,
        clause.line,
        breaks=[subjects.line(page.path, clause.line)],
        rests_on=_both(page, other, clause) | {references},
        id=clause.id,
        here=" ".join(here) or NOTHING,
        other=f"{other.path}:{other_clause.line}",
        there=" ".join(there) or NOTHING,
        advised=heading_line(page, clause, based_on=there),
        other_example=heading_line(other, other_clause, based_on=here) if is_choice else "",
    )


def _both(page: Page, other: Page, clause: Clause) -> set[str]:
    """Return as subjects a clause on its page and on another one."""
    return {subjects.clause(each.subject, clause.id) for each in (page, other)}


def _are_clauses(references: Iterable[str], languages: Iterable[str], corpus: Corpus) -> bool:
    """True if the policies have the clauses of these references in each of these languages."""
    return all(
        any(
            (page := document.pages.get(language)) is not None and page.has_clause(reference.rpartition("#")[2])
            for document in corpus.policies_with(reference)
        )
        for reference in references
        for language in languages
    )
