"""Labels: what pages say around their text. A file for each language, with the keys of `en.toml`."""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from policysite.languages import FALLBACK, in_package, is_language, is_right_to_left, locale_of, nearest, read
from policysite.languages.lexicon import lexicon_of

# The languages that have labels.
LANGUAGES = in_package(__name__)
_ONE = re.compile(r"\b1\b")
_FIRST_DAY = datetime.date(2026, 12, 1)
# The labels of links to the parts of a site.
_LINK_LABELS = (
    *("all_pages", "all_versions", "changes_in_version", "contact", "feed", "feed_of_changes", "latest_version"),
    *("not_found_home", "print", "search", "text_of_version"),
)
# The labels of links to the original of a text.
_ORIGINAL_LABELS = ("original", "read_original", "with_original")


class ForeignLabel(str):
    """A label in another language than the page around it."""

    language: str
    around: str

    def __new__(cls, text: str, language: str, around: str) -> ForeignLabel:
        """Return a label."""
        self = super().__new__(cls, text)
        self.language, self.around = language, around
        return self

    def format(self, *args: object, **params: object) -> str:
        """Return the text with its placeholders replaced: no foreign label if a part is in the language of the page."""
        text = super().format(*args, **params)
        of_page = "".join(str(part) for part in params.values() if not isinstance(part, ForeignLabel))
        is_mixed = any(map(str.isalpha, of_page))
        return text if is_mixed else ForeignLabel(text, self.language, self.around)


def language_attributes(text: str) -> dict[str, str]:
    """Return the attributes of an element with this text: its language, if it is a foreign label."""
    return {"lang": text.language} if isinstance(text, ForeignLabel) else {}


class Labels(dict[str, str]):
    """The labels of the pages in a language, with their placeholders, by name.

    They are written in another language if it has none.
    """

    def __init__(self, language: str, written_in: str, texts: Mapping[str, str]) -> None:
        super().__init__(texts)
        self.language, self.written_in = language, written_in

    @property
    def are_foreign(self) -> bool:
        """True if there are none in the language of the pages."""
        return self.written_in != self.language

    def date(self, day: datetime.date) -> str:
        """Return a date as the language of the pages writes it; as that of the labels if its months are not known."""
        first = self["first_day_of_month"]
        return _written_date(day, self.language, first) or self.written(_written_date(day, self.written_in, first))

    def written(self, text: str) -> str:
        """Return a text in the language of the labels as a label."""
        return ForeignLabel(text, self.written_in, self.language) if self.are_foreign else text

    def language_name(self, language: str) -> str:
        """Return the name of a language in that of the pages; empty if it has none."""
        return locale_of(language).get_display_name(locale_of(self.language)) or ""


@functools.cache
def labels_of(language: str) -> Labels:
    """Return the labels of any language: its own, or those of the nearest language, or else in English."""
    known, english = nearest(language, LANGUAGES), read(__name__, FALLBACK)
    if known:
        return Labels(language, language, {**english, **read(__name__, known)})
    is_mixed = is_language(language) and is_right_to_left(language)
    if _written_date(_FIRST_DAY, language, "1").endswith("."):
        english = {name: text.replace("{date}.", "{date}") for name, text in english.items()}
    texts = {name: _isolated(text) if is_mixed and not text.isdigit() else text for name, text in english.items()}
    # (A number is in no language.)
    foreign = {name: text if text.isdigit() else ForeignLabel(text, FALLBACK, language) for name, text in texts.items()}
    return Labels(language, FALLBACK, foreign)


def first_day_with(written: str, language: str) -> tuple[str, bool]:
    """Return a date with this text for the first day of its month, and True if the text is suitable.

    It must be the number 1, perhaps with an ending, and not end with a punctuation mark that the date has there too.
    """
    date = _written_date(_FIRST_DAY, language, written) or _written_date(_FIRST_DAY, FALLBACK, written)
    following = date.partition(written)[2][:1]
    digits = [unicodedata.digit(character) for character in written if character.isdigit()]
    return date, digits == [1] and not (_is_punctuation(written[-1:]) and _is_punctuation(following))


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character).startswith("P") if character else False


def _isolated(text: str) -> str:
    """Return a text from left to right for a page from right to left, which would move its punctuation."""
    return f"\N{LEFT-TO-RIGHT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


@functools.cache
def _written_date(day: datetime.date, language: str, first: str) -> str:
    """Return a date in words; empty if the name of its month is not known."""
    from babel import dates  # it takes some time to load

    written: str = dates.format_date(day, "long", locale_of(language))
    if locale_of("root").months["format"]["wide"][day.month] in written:
        return ""
    if day.day == 1:  # CLDR has no ordinals, as in “1er mai”
        written = _ONE.sub(first, written, count=1)
    # A line does not break in a date. A narrow space is hard to see on a screen.
    return re.sub(r"\s", "\N{NO-BREAK SPACE}", written)


def names_of_parts(languages: Collection[str]) -> Iterator[str]:
    """Yield what links to the parts of a site in these languages are called, and to its languages."""
    for language in languages:
        labels = labels_of(language)
        yield from map(labels.__getitem__, _LINK_LABELS)
        yield from lexicon_of(language)["part_names"]
    yield from names_of_languages(languages)


def names_of_originals(languages: Collection[str]) -> Iterator[str]:
    """Yield what links to the original of a text are called in these languages."""
    for language in languages:
        yield from map(labels_of(language).__getitem__, _ORIGINAL_LABELS)


def names_of_languages(languages: Collection[str]) -> Iterator[str]:
    """Yield the names of languages in each of them."""
    for language in languages:
        yield from filter(None, map(labels_of(language).language_name, languages))
