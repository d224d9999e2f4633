"""Spaces at which a line does not break, because what they separate belongs together."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from policysite.languages import is_language, locale_of
from policysite.languages.lexicon import lexicon_of

_UPPER = f"[{''.join(filter(str.isupper, map(chr, range(0x600))))}]"
_LETTER = r"[^\W\d_]"
_LOWER = f"[{''.join(filter(str.islower, map(chr, range(0x600))))}]"
# The beginning of a name, also in a script without capitals.
_NAME = rf"(?!{_LOWER}){_LETTER}"
_CURRENCY = "$¢£¤¥֏؋৲৳฿៛₠-₿﷼￥"
# A number, a time or a range: `5`, `1,5`, `10:30`, `10–14`; not a part of a date, a phone number or the like.
_NUMBER = r"(?<![\w.,:/–—-])\d{1,5}(?:[.,:]\d{1,5})?(?:[–—-]\d{1,5}(?:[.,]\d{1,5})?)?"

# The text before such a space, and after it.
_Pair: TypeAlias = tuple[str, str]
# In every language; those with signs, with numbers or with full stops are searched for where there are any.
_GENERAL: tuple[_Pair, ...] = ((r"(?<=\S)", r"[—–…]|[;:!?»›](?!\w)"),)
_SIGNS = f"№§¶©±≈≤≥×{_CURRENCY}"
_WITH_SIGNS: tuple[_Pair, ...] = (
    (rf"(?:[{_SIGNS}]|(?<!\w)[Nn]\.?[°º])", r"\w"),  # № 152, § 5, € 100, n° 5, n.º 5
    (r"(?<!\S)[«‹]", r"\S"),
)
_WITH_NUMBERS: tuple[_Pair, ...] = (
    (r"(?<![\w.,:/])\d{1,5}", r"\d{2,5}(?![\d:/])"),  # 1 000 000, 09 4245 8890
    (r"(?:\+\d{1,3}|\(\+?\d{1,5}\))", r"[\d(]"),  # +358 9, (09) 4245
    (_NUMBER, rf"[%‰°×{_CURRENCY}]"),  # 25 %, 2 500 €
    (rf"(?<!\w){_UPPER}{{2,5}}", r"\d"),  # ISO 27001, EUR 100
    (rf"(?:(?<![\w.]){_UPPER}{_LETTER}{{0,3}}\.|(?<!\w)nr\.?)", r"\d"),  # Art. 6, Abs. 1, nr 152
)
_WITH_STOPS: tuple[_Pair, ...] = (
    (rf"(?<![\w.]){_LETTER}{{1,2}}\.", rf"{_LETTER}{{1,2}}\."),  # т. е., z. B.
    (rf"(?<![\w.])(?:{_UPPER}\.)+", _UPPER),  # J. R. Smith
    (rf"(?<!\w){_UPPER}{_LETTER}+", rf"{_UPPER}\.\s?{_UPPER}\."),  # Smith J. R.
)
# A range breaks after its dash.
_RANGE = re.compile(r"(?<=\d)[–—](?=\d)")
# The groups of digits of a phone number, before the last one; other groups are thousands.
_IN_PHONE_NUMBER = r"(?<![\w.,:/])(?:(?:[+(]|0)[\d\s()]*|(?![1-9]\d{0,2}(?:\s\d{3})*\s\Z)\d+(?:\s\d+)+)\s\Z"
# The longest name of a thing with a number, as `Article` in “Article 6”, with the space after it.
_MAX_NAME_CHARACTERS = 40


class _SpaceRule(NamedTuple):
    """A rule for spaces at which a line does not break.

    Attributes:
        pattern: matches such a space as `gap`, and what is before it.
        before: matches what stands before the match too; None if it may be anything.
        not_before: matches what must not stand there; None if anything may.
    """

    pattern: re.Pattern[str]
    before: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None

    def spaces(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the white space in a text: its first character and the one after its last."""
        for match in self.pattern.finditer(text):
            start = match.start()
            context = max(start - _MAX_NAME_CHARACTERS, 0), start
            if self.before and not self.before.search(text, *context):
                continue
            if not (self.not_before and self.not_before.search(text, *context)):
                yield match.span("gap")


def no_break_spaces(text: str, language: str) -> set[tuple[int, int]]:
    """Return the white space at which a line must not break: its first character and the one after its last.

    The text is as readers see it, without markup. For a language without data, the rules of all languages apply.
    """
    return {
        space
        for needed, rules in _rules(language)
        if needed.search(text)
        for rule in rules
        for space in rule.spaces(text)
    }


def no_break_positions(text: str) -> list[int]:
    """Return the positions in a text at which a line must not break, although there is no white space."""
    return [match.end() for match in _RANGE.finditer(text)] if "–" in text or "—" in text else []


@functools.cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], tuple[_SpaceRule, ...]], ...]:
    """Return the rules of a language in groups, each with a pattern that every text has in which they find anything."""
    lexicon = lexicon_of(language)
    titles = lexicon["titles"]
    short, months, numbered = lexicon["no_break_after"], _months(language), _any_of(lexicon["numbered"])
    general = [
        *_GENERAL,
        (rf"(?<![\w.-]){_any_of(title for title in titles if '.' not in title)}", _NAME),
        (rf"(?<!\w){_any_of(short)}", r"\S"),
        (r"(?<=\S)", rf"{_any_of(lexicon['no_break_before'])}(?!\w)"),
    ]
    # Article 6, Annex A: numbers and single letters are rarer than words, so they are searched for first.
    named = _SpaceRule(_pattern("", rf"\d|{_UPPER}(?!\w)"), before=re.compile(rf"(?<!\w){numbered}\Z"))
    with_numbers = [
        *_WITH_NUMBERS,
        (rf"(?<![\w.,:/-])\d{{1,2}}(?:\.|-?{_LETTER}{{1,3}})?", months),  # 22 November, 22nd November
        (rf"(?<!\w){months}", r"\d{1,2}(?!\d)"),  # November 22
    ]
    # 30 days; but not “12 and 13”, nor “Article 6 applies”.
    joining = _any_of([*short, *lexicon["negation"].get("conjunctions", ())])
    counted = _SpaceRule(
        _pattern(_NUMBER, rf"(?!{joining}(?![\w.])){_LETTER}"),
        not_before=re.compile(rf"(?:[№§]\s*|(?<!\w)(?:{numbered})\s+)\Z|{_IN_PHONE_NUMBER}"),
    )
    shortened = rf"(?<![\w.-]){_any_of(title for title in titles if '.' in title)}"
    with_stops = [*_WITH_STOPS, (shortened, rf"{_NAME}|{_LETTER}{{2,4}}\.")]  # Dr. Smith, Dr. med.
    if lexicon["abbreviations"]:
        bound, before_names = lexicon["abbreviations"], lexicon["abbreviations_before_names"]
        with_stops += [
            (rf"(?<![\w.-]){_any_of(bound)}\.", r"[\w«“„(№§]"),
            # «г. Москва», but not «2027 г. Мы».
            (rf"(?<!\d\s)(?<![\w.-]){_any_of(before_names)}\.", r"[\w«“„]"),
        ]
    else:
        with_stops.append((rf"(?<![\w.]){_LETTER}{{1,4}}\.", r"\d"))
    return (
        (re.compile(r"\s"), (*_compiled(general), named)),
        (re.compile(r"\d"), (*_compiled(with_numbers), counted)),
        (re.compile(r"\.[\s\w]"), _compiled(with_stops)),
        (re.compile(rf"[{_SIGNS}°º«‹]"), _compiled(_WITH_SIGNS)),
    )


def _compiled(pairs: Iterable[_Pair]) -> tuple[_SpaceRule, ...]:
    return tuple(_SpaceRule(_pattern(before, after)) for before, after in pairs)


def _pattern(before: str, after: str) -> re.Pattern[str]:
    # (All of the white space, or a text of nothing else would be searched from each of its characters to its end.)
    return re.compile(rf"{before}(?<!\s)(?P<gap>\s++)(?={after})")


def _any_of(words: Iterable[str]) -> str:
    """Match any of these words in upper and lower case; a `*` in them stands for letters."""
    written = (re.escape(word).replace(r"\*", rf"{_LETTER}*") for word in words)
    return f"(?i:{'|'.join(written) or '(?!)'})"


def _months(language: str) -> str:
    """Match the name of a month."""
    return _any_of(locale_of(language).months["format"]["wide"].values() if is_language(language) else ())
