"""Wording: placeholders, promises, synonyms of defined terms, long sentences, vague link texts, impossible numbers."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from policysite.corpus import Page, subjects
from policysite.corpus.placeholders import PLACEHOLDER
from policysite.findings import Severity
from policysite.findings.rule import Aspect
from policysite.languages.durations import unit_after
from policysite.languages.lexicon import lexicon_of
from policysite.languages.signs import COLONS, COMMAS, SENTENCE_ENDS, is_question
from policysite.lint import other_texts
from policysite.lint.context import Context
from policysite.lint.page_text import prose_runs
from policysite.lint.rule import Hit, hit, hit_at, page_rule
from policysite.lint.text.morphology import lemmas
from policysite.lint.text.numbers import dates, numbers_without_scale, said_in_words
from policysite.lint.text.phrases import phrases, tokens
from policysite.lint.text.placeable import Placeable
from policysite.lint.text.sentences import sentences

# Placeholders in any language: those of new pages, programmers and designers, lines to fill in, names in braces
# or percent signs.
_PLACEHOLDER = re.compile(
    PLACEHOLDER.pattern
    + r"|\b(?:TODO|FIXME|TBD|TBC|[XХ]{3,}|\d{1,2}[XХ]{2})\b|(?i:\blorem\s+ipsum\b)|_{3,}|\.{5,}|\?{3,}"
    r"|\{\{[^{}\n]*\}\}|\$\{[^{}\n]*\}|%%?[A-Z][A-Z_]{2,}%"
)
# Letters or signs in place of a number of days. (A Roman number, as in “Chapter XX”, may have a title after it.)
_NUMBER_TO_FILL_IN = re.compile(r"(?:\b(?:XX|ХХ|NN)|(?<![\w?])\?\?)(?=\s+(?P<next>\w))")
_BRACKETS = re.compile(
    r"(?<!\w)\[(?P<square>[^\[\]\n]{2,80})\](?!\()|(?<![\w{$])\{(?P<curly>[^{}\n]{2,80})\}|(?<!\w)<(?P<angle>[^<>\n]{2,80})>"
)
# Characters that end the part of a sentence that a negation applies to.
_PART_END = re.compile(rf"[{SENTENCE_ENDS}{COLONS}{COMMAS}()—–]")
# How many characters before a promise are searched for a negation.
_MAX_NEGATION_CHARACTERS = 300
_OPENING, _CLOSING = frozenset('«„“"'), frozenset('»“”"')
# Characters at the ends of a link's text that do not count.
_WRAPPING = ' \t\n\N{NO-BREAK SPACE}.,:;!?…»«›‹→>"“”()'
# Words in brackets after a number, which repeat it, and words before a number in brackets.
_WORDS = r"[^\W\d_]+(?:[\s-][^\W\d_]+){0,6}"
_WORDS_AFTER, _WORDS_BEFORE = re.compile(rf"\s*\((?P<words>{_WORDS})\)"), re.compile(rf"(?P<words>{_WORDS})\s*\(\Z")
_MAX_CHARACTERS_OF_WORDS = 80
_SLASHES = ("/", "⁄")
# A month in words, or a year in full.
_UNLIKE_NUMBER = re.compile(r"[^\W\d_]|[0-9]{4}")


@page_rule()
def page_in_other_language(page: Page, context: Context) -> Iterator[Hit]:
    """A page that was approved has the text that it has in another language, as if pasted into the wrong file.

    (`page-copied` and `frozen-copy-misnamed` find texts of its own language.)
    """
    pages = context.corpus.documents[page.name].pages.values()
    same = [each for each in pages if each is not page and page.clauses and each.digest == page.digest]
    other = next((each for each in same if _is_approved(each, context)), None)
    # (Variants of a language may have the same text.)
    is_related = other is not None and other.language.partition("-")[0] == page.language.partition("-")[0]
    if other and not is_related and context.known_ids(page) and not _is_approved(page, context):
        ids = {clause.id for clause in page.clauses}
        breaks = {page.subject, *(of(page.subject) for of in (subjects.ids, subjects.order, subjects.first_heading))}
        breaks |= {subjects.clause(page.subject, each) for each in ids | context.known_ids(page)}
        yield hit_at(page.path, breaks=breaks, other=other.path)


def _is_approved(page: Page, context: Context) -> bool:
    """True if any clause of a page is approved as it is."""
    return any(context.approved_ids(page, clause) for clause in page.clauses)


@page_rule(of_any_text=True)
def placeholder(page: Page, context: Context) -> Iterator[Hit]:
    """A placeholder stands for text that is not written yet."""
    for run in prose_runs(page):
        for offset, text in _placeholders(run.prose, page.language):
            found = run.hit(offset, text=text)
            clause = page.clause_at(found.line) if PLACEHOLDER.fullmatch(text) else None
            breaks = {subjects.clause(page.subject, clause.id)} if clause else ()  # it is still to be written
            # It says nothing about the text that will take its place. (In an addition, it may be code of a template.)
            is_of_page = not other_texts.is_other_text(page)
            # (A question mark after a space is no fault of its own.)
            start = found.column - text.startswith("?")
            damaged = range(start, found.column + len(text)) if is_of_page else range(0)
            yield replace(found, breaks=frozenset(breaks), damaged=damaged)


def _placeholders(text: str, language: str) -> Iterator[tuple[int, str]]:
    for match in _PLACEHOLDER.finditer(text):
        yield match.start(), match[0]
    for match in _NUMBER_TO_FILL_IN.finditer(text):
        if match["next"].islower() and unit_after(text, match.end(), language):
            yield match.start(), match[0]
    for match in _BRACKETS.finditer(_PLACEHOLDER.sub(lambda found: " " * len(found[0]), text)):
        if _is_placeholder(match[match.lastgroup or 0], language):
            yield match.start(), match[0]
    for sample in _samples(language).finditer(text):
        # The closing quotation mark of a name belongs to it like the opening one.
        quoted = any(mark in sample[0] for mark in _OPENING) and text[sample.end() : sample.end() + 1] in _CLOSING
        yield sample.start(), text[sample.start() : sample.end() + quoted]


def _is_placeholder(text: str, language: str) -> bool:
    """True if a text in brackets only names what should be filled in."""
    lexicon = lexicon_of(language)
    nouns, modifiers = frozenset(lexicon["placeholder_nouns"]), frozenset(lexicon["placeholder_modifiers"])
    forms = [lemmas(token.word, language) for token in tokens(text.replace("_", " "))]
    return any(form & nouns for form in forms) and all(form & (nouns | modifiers) for form in forms)


@functools.cache
def _samples(language: str) -> re.Pattern[str]:
    """Match samples such as "Example Ltd", with quotation marks or line breaks between their words."""
    samples = lexicon_of(language)["placeholders"]
    written = (r"[\s«»“”„\"]+".join(map(re.escape, sample.split())) for sample in samples)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written) or '(?!)'})(?!\w)", re.IGNORECASE)


@page_rule(Severity.WARNING)
def absolute_promise(page: Page, context: Context) -> Iterator[Hit]:
    """The text makes an absolute promise, in words that the legal team has listed."""
    for run in prose_runs(page):
        for offset, text in _promises(run.prose, page, context):
            yield run.hit(offset, text=text)


def _promises(text: str, page: Page, context: Context) -> Iterator[tuple[int, str]]:
    """Yield the absolute promises in a text: the first character and the words."""
    promises = phrases(context.editorial.promises.get(page.language, ()), page.language)
    for start, sentence in sentences(text, page.language):
        if is_question(sentence, page.language):
            continue
        for found in promises.occurrences(sentence):
            if not _is_negated(sentence, found.start, found.phrase, page.language):
                yield start + found.start, sentence[found.start : found.end]


def _is_negated(sentence: str, offset: int, phrase: str, language: str) -> bool:
    """True if a negation before a promise makes it a reservation, such as “cannot guarantee”."""
    lexicon = lexicon_of(language)
    negations, separators = frozenset(lexicon["promise_negations"]), frozenset(lexicon["thought_separators"])
    if any(token.word.lower() in negations for token in tokens(phrase)):
        return False
    part = _PART_END.split(sentence[max(offset - _MAX_NEGATION_CHARACTERS, 0) : offset])[-1]
    for token in reversed(tokens(part)):
        word = token.word.lower().replace("’", "'")
        if word in separators:
            return False
        if word in negations:
            return True
    return False


@page_rule()
def forbidden_synonym(page: Page, context: Context) -> Iterator[Hit]:
    """A word is used in place of a defined term, although the glossary forbids it."""
    terms = [term.wordings[page.language] for term in context.editorial.glossary if page.language in term.wordings]
    instead = {forbidden: term.term for term in terms for forbidden in term.forbidden}
    unwanted = phrases(tuple(instead), page.language)
    wanted = phrases(tuple(term.term for term in terms), page.language)
    if not instead:
        return
    for block in page.blocks():
        terms_found = [(found.start, found.end) for found in wanted.occurrences(block.prose)]
        for found in unwanted.occurrences(block.prose):
            # A word may be part of a defined term.
            if not any(start <= found.start and found.end <= end for start, end in terms_found):
                text = block.prose[found.start : found.end]
                yield hit(page, block, found.start, text=text, term=instead[found.phrase])


@page_rule(Severity.WARNING, needs=("max_sentence_words",))
def sentence_too_long(page: Page, context: Context) -> Iterator[Hit]:
    """A sentence, or a part of it between semicolons, has too many words."""
    longest = int(lexicon_of(page.language)["max_sentence_words"])
    for block in page.blocks():
        for start, sentence in sentences(block.prose, page.language):
            offset = start
            for part in sentence.split(";"):
                words = len(tokens(part))
                if words > longest:
                    first = offset + len(part) - len(part.lstrip())
                    yield hit(page, block, first, words=words, longest=longest)
                offset += len(part) + 1


@page_rule(Severity.WARNING, needs=("vague_links",))
def link_text_vague(page: Page, context: Context) -> Iterator[Hit]:
    """The text of a link does not describe its target."""
    vague = frozenset(text for language in context.corpus.languages for text in lexicon_of(language)["vague_links"])
    for block in page.blocks():
        for link in block.links:
            text = " ".join(link.text.split())
            if not link.is_image and text.strip(_WRAPPING).lower() in vague:
                yield hit(page, block, link.start, text=text, target=link.address)


@page_rule(aspect=Aspect.NUMBERS)
def date_impossible(page: Page, context: Context) -> Iterator[Hit]:
    """A text names a day that does not exist, such as 31 November."""
    for block in page.blocks():
        for date in dates(block, page):
            if _UNLIKE_NUMBER.search(date.written) and not _exists(date.key):
                yield hit(page, block, date.start, text=date.written)


def _exists(key: str) -> bool:
    """True if there is such a day: see `Date.key`; without a year, it may be one in February of a leap year."""
    year, month, *day = key.rsplit("-", 2) if key.count("-") > 1 else key.split("-")
    try:
        datetime.date(int(year or 2000), int(month), int(day[0]) if day else 1)
    except ValueError:
        return False
    return True


@page_rule(needs=("number_words",))
def number_words_differ(page: Page, context: Context) -> Iterator[Hit]:
    """A number and the words that repeat it, of which either are in brackets, are different numbers."""
    for block in page.blocks():
        for number in numbers_without_scale(block, page):
            # (Behind a slash it is only a part of a fraction.)
            is_whole = number.key.isdigit() and block.unmarked[number.start - 1 : number.start] not in _SLASHES
            if is_whole and (words := _different_words(block.unmarked, number, page.language)):
                yield hit(page, block, number.start, number=number.written, words=words)


def _different_words(text: str, number: Placeable, language: str) -> str:
    """Return the words beside a number that are another number; empty if there are none."""
    end = number.start + len(number.written)
    if after := _WORDS_AFTER.match(text, end):
        said = said_in_words(after["words"], language)
        return "" if not said or int(number.key) in said else after["words"]
    above = text[max(number.start - _MAX_CHARACTERS_OF_WORDS, 0) : number.start]
    before = _WORDS_BEFORE.search(above) if text.startswith(")", end) else None
    if before is None:
        return ""
    begins = [0, *(match.end() for match in re.finditer(r"[\s-]", before["words"]))]
    said_from = {begin: said for begin in begins if (said := said_in_words(before["words"][begin:], language))}
    first = next(iter(said_from), None)
    # (“the first five (5) days”, “one hundred and twenty (120)”)
    if first is None or any(int(number.key) in said for said in said_from.values()):
        return ""
    return "" if number.key.endswith(tuple(map(str, said_from[first]))) else before["words"][first:]
