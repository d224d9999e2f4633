"""Addresses that are written out in a text, whatever its language: of mail, of the web, of telephones."""

from __future__ import annotations

import functools
import re

from policysite.messages import available_locales, messages_in

# (No part can grow without end, or a long text without any address would be searched from every letter.)
_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]{0,62}[^\W_]")
# As ITU-T E.123 has it: `+`, the country, and with it nine to fifteen digits.
_INTERNATIONAL = r"\+\d(?:[\s().‑–-]{0,3}\d){8,14}(?![\d-])"
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>«»“”\"]*[\w/#=&-]", re.IGNORECASE)
_DIGIT = re.compile("[0-9]")


def written_mails(text: str) -> list[re.Match[str]]:
    """The mail addresses in a text."""
    return list(_MAIL.finditer(text)) if "@" in text else []


def written_telephones(text: str) -> list[re.Match[str]]:
    """The telephone numbers in a text."""
    return list(_numbers().finditer(text)) if _DIGIT.search(text) else []


def written_addresses(text: str) -> list[re.Match[str]]:
    """The addresses of the web in a text."""
    return list(_WEB.finditer(text)) if "://" in text or "www." in text.lower() else []


def digits(telephone: str) -> str:
    """A telephone number as one dials it."""
    return re.sub("[^0-9+]", "", telephone)


@functools.cache
def _numbers() -> re.Pattern[str]:
    """What finds telephone numbers: international ones, and those of a shape, in which 0 stands for any digit.

    The shapes are those of every language, for a page may name a number of the country of another one.
    """
    shapes = [shape for language in available_locales() for shape in messages_in(language).lexicon["telephones"]]
    national = (f"{_pattern(shape)}(?![\\d-]|[.,/]\\d)" for shape in shapes)
    return re.compile(rf"(?<![\w+])(?:{'|'.join((_INTERNATIONAL, *national))})")


def _pattern(shape: str) -> str:
    parts = (_of_sign(sign, shape[:number][-1:], shape[number + 1 :][:1]) for number, sign in enumerate(shape))
    return rf"(?<!\d[-.,/])(?:{''.join(parts)})"


def _of_sign(sign: str, before: str, after: str) -> str:
    if sign == "0":
        return r"\d"
    if sign in " -":
        return r"[\s‑–-]?" if before == ")" or after == "(" else r"[\s‑–-]"
    return re.escape(sign)
