"""Optional knowledge of languages for checks and typography: a file for each language, with the entries of `en.toml`.

A rule that needs an entry which a language does not have does not run in that language.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from policysite.languages import FALLBACK, in_package, nearest, read

# The languages about which something is known.
LANGUAGES = in_package(__name__)


@functools.cache
def lexicon_of(language: str) -> Mapping[str, Any]:
    """Return the data about any language, by name; what is not known about it is empty."""
    known = nearest(language, LANGUAGES)
    empty = {name: type(value)() for name, value in read(__name__, FALLBACK).items()}
    return {**empty, **read(__name__, known)} if known else empty


@functools.cache
def in_all_languages(entry: str) -> frozenset[Any]:
    """Return what the lexicons of all languages have in an entry that is a list."""
    return frozenset(each for language in LANGUAGES for each in lexicon_of(language)[entry])
