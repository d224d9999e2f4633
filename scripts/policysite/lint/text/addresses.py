"""Addresses that are written out in a text, whatever its language: of mail, of the web, of telephones."""

from __future__ import annotations

import functools
import re

from policysite.lint.rules.contacts import MAIL, telephones
from policysite.words import spoken, words

_WEB = re.compile(r"(?:https?://|www\.)[^\s<>«»“”\"]*[\w/#=&-]", re.IGNORECASE)
_DIGIT = re.compile("[0-9]")


def written_mails(text: str) -> list[re.Match[str]]:
    """The mail addresses in a text."""
    return list(MAIL.finditer(text)) if "@" in text else []


def written_telephones(text: str) -> list[re.Match[str]]:
    """The telephone numbers in a text."""
    return list(_telephones().finditer(text)) if _DIGIT.search(text) else []


def written_addresses(text: str) -> list[re.Match[str]]:
    """The addresses of the web in a text."""
    return list(_WEB.finditer(text)) if "://" in text or "www." in text.lower() else []


def digits(telephone: str) -> str:
    """A telephone number as one dials it."""
    return re.sub("[^0-9+]", "", telephone)


@functools.cache
def _telephones() -> re.Pattern[str]:
    """What finds a telephone number: a page may name one of the country of another language."""
    return telephones(tuple(shape for language in spoken() for shape in words(language).lexicon["telephones"]))
