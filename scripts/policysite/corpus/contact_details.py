"""Email addresses, URLs and phone numbers that are written out in a text, whatever its language."""

from __future__ import annotations

import functools
import re

from policysite.languages.lexicon import LANGUAGES, lexicon_of

# The length of every part is limited; otherwise searching a long text without an address would take quadratic time.
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]{0,62}[^\W_]")
# As in ITU-T E.123: `+`, the country code, and with it nine to fifteen digits.
_INTERNATIONAL = r"\+\d(?:[\s().‑–-]{0,3}\d){8,14}(?![\d-])"
_URL = re.compile(r"(?:https?://|www\.)[^\s<>«»“”\"]*[\w/#=&-]", re.IGNORECASE)
# Each phone number has as many digits, with little between them: finding out that a text has none is fast.
_DIGITS = re.compile(r"\d(?:[^\d]{0,4}\d){8}")


def emails_in(text: str) -> list[re.Match[str]]:
    """Return the email addresses in a text."""
    return list(_EMAIL.finditer(text)) if "@" in text else []


def phone_numbers_in(text: str) -> list[re.Match[str]]:
    """Return the phone numbers in a text."""
    return list(_phone_number().finditer(text)) if _DIGITS.search(text) else []


def urls_in(text: str) -> list[re.Match[str]]:
    """Return the URLs in a text."""
    return list(_URL.finditer(text)) if "://" in text or "www." in text.lower() else []


def contacts_in(text: str) -> list[re.Match[str]]:
    """Return the email addresses and phone numbers in a text."""
    return [*emails_in(text), *phone_numbers_in(text)]


def normalized(contact: str) -> str:
    """Return a contact in a form that can be compared: email addresses in lower case, phone numbers as digits."""
    return contact.casefold() if "@" in contact else re.sub(r"\D", "", contact)


def digits(phone_number: str) -> str:
    """Return a phone number with only its digits and `+`."""
    return re.sub("[^0-9+]", "", phone_number)


@functools.cache
def _phone_number() -> re.Pattern[str]:
    """Match international phone numbers, and national ones of the shapes in the lexicons, where 0 is any digit.

    The shapes of all languages count, as a page may give a number of another country.
    """
    shapes = [shape for language in LANGUAGES for shape in lexicon_of(language)["phone_formats"]]
    national = (f"{_pattern(shape)}(?![\\d-]|[.,/]\\d)" for shape in shapes)
    return re.compile(rf"(?<![\w+])(?:{'|'.join((_INTERNATIONAL, *national))})")


def _pattern(shape: str) -> str:
    parts = (_character(sign, shape[:number][-1:], shape[number + 1 :][:1]) for number, sign in enumerate(shape))
    return rf"(?<!\d[-.,/])(?:{''.join(parts)})"


def _character(character: str, before: str, after: str) -> str:
    if character == "0":
        return r"\d"
    if character in " -":
        return r"[\s‑–-]?" if before == ")" or after == "(" else r"[\s‑–-]"
    return re.escape(character)
