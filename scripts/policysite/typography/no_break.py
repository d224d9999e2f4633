"""Spaces at which a line does not break, because what they separate belongs together."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from policysite.languages import is_language, locale_of
from policysite.languages.lexicon import lexicon_of

_UPPER = f"[{''.join(filter(str.isupper, map(chr, range(0x600))))}]"
_LETTER = r"[^\W\d_]"
_CURRENCY = "$¢£¤¥֏؋৲৳฿៛₠-₿﷼￥"
# A number, a time or a range: `5`, `1,5`, `10:30`, `10–14`; not a part of a date, a telephone number or the like.
_NUMBER = r"(?<![\w.,:/–—-])\d{1,5}(?:[.,:]\d{1,5})?(?:[–—-]\d{1,5}(?:[.,]\d{1,5})?)?"

# In every language: what stands before such a space, and what follows it.
_GENERAL = (
    (r"(?<![\w.,:/])\d{1,3}", r"\d{3}(?!\d)"),  # 1 000 000
    (_NUMBER, rf"[%‰°×{_CURRENCY}]"),  # 25 %, 2 500 €
    (rf"(?:[№§¶©±≈≤≥×{_CURRENCY}]|(?<!\w)[Nn][°º])", r"\w"),  # № 152, § 5, € 100, n° 5
    (rf"(?<!\w){_UPPER}{{2,5}}", r"\d"),  # ISO 27001, EUR 100
    (rf"(?<![\w.]){_UPPER}{_LETTER}{{0,3}}\.", r"\d"),  # Art. 6, Abs. 1
    (rf"(?<![\w.]){_LETTER}{{1,2}}\.", rf"{_LETTER}{{1,2}}\."),  # т. е., z. B.
    (rf"(?<![\w.])(?:{_UPPER}\.)+", _UPPER),  # J. R. Smith
    (rf"(?<!\w){_UPPER}{_LETTER}+", rf"{_UPPER}\.\s?{_UPPER}\."),  # Smith J. R.
    (r"\S", r"[—–…]|[;:!?»›](?!\w)"),
    (r"(?<!\S)[«‹]", r"\S"),
)


def no_break_spaces(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the white space at which a line must not break: its first character and the one after its last.

    Args:
        text: a text as readers see it, without markup.
        language: its language; for one without data the rules of all languages apply.
    """
    for pattern in _patterns(language):
        for match in pattern.finditer(text):
            if not match.groupdict().get("name"):
                yield match.span("gap")


@functools.cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    lexicon = lexicon_of(language)
    short, months = lexicon["no_break_after"], _months(language)
    names = rf"[№§]\s*|(?<!\w)(?:{_any_of(lexicon['numbered'])})\s+"
    joining = _any_of([*short, *lexicon["negation"].get("conjunctions", ())])
    pairs = [
        *_GENERAL,
        (rf"(?<!\w){_any_of(short)}", r"\S"),
        (r"\S", rf"{_any_of(lexicon['no_break_before'])}(?!\w)"),
        (rf"(?<!\w){_any_of(lexicon['numbered'])}", rf"(?:\d|{_UPPER}(?!\w))"),  # Article 6, Annex A
        (rf"(?<![\w.,:/-])\d{{1,2}}(?:\.|-?{_LETTER}{{1,3}})?", months),  # 22 November, 22nd November
        (rf"(?<!\w){months}", r"\d{1,2}(?!\d)"),  # November 22
        # 30 days; but not “12 and 13”, nor “Article 6 applies”.
        (rf"(?P<name>{names})?{_NUMBER}", rf"(?!{joining}(?![\w.])){_LETTER}"),
    ]
    if lexicon["abbreviations"]:
        bound, before_names = lexicon["abbreviations"], lexicon["abbreviations_before_names"]
        pairs += [
            (rf"(?<![\w.-]){_any_of(bound)}\.", r"[\w«“„(№§]"),
            # «г. Москва», but not «2027 г. Мы».
            (rf"(?<!\d\s)(?<![\w.-]){_any_of(before_names)}\.", r"[\w«“„]"),
        ]
    else:
        pairs.append((rf"(?<![\w.]){_LETTER}{{1,4}}\.", r"\d"))
    return tuple(re.compile(rf"{before}(?P<gap>\s+)(?={after})") for before, after in pairs)


def _any_of(words: Iterable[str]) -> str:
    """Match any of these words in upper and lower case; a `*` in them stands for letters."""
    written = (re.escape(word).replace(r"\*", rf"{_LETTER}*") for word in words)
    return f"(?i:{'|'.join(written) or '(?!)'})"


def _months(language: str) -> str:
    """Match the name of a month."""
    return _any_of(locale_of(language).months["format"]["wide"].values() if is_language(language) else ())
