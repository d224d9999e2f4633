"""Languages by their BCP 47 tags, such as `de`, `pt-BR` and `zh-Hant`, and the data that exist for some of them.

A site may be in any language that Babel knows. `labels` are what pages say around the text; `lexicon` is what checks
and typography know of a language. Both are files named after a language, and besides `FALLBACK` no code depends on
which there are.
"""

from __future__ import annotations

import copy
import functools
import tomllib
from collections.abc import Collection, Mapping
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel import Locale

# The language whose data are complete: it takes the place of one that has none.
FALLBACK = "en"


@functools.cache
def locale_of(tag: str) -> Locale:
    """Return the locale of a tag.

    Raises:
        UnknownLocaleError: Babel does not know the language.
        ValueError: the tag is not well-formed.
    """
    # Babel takes some 35 ms to load, and many runs need no locale.
    from babel import Locale

    locale = Locale.parse(tag, sep="-")
    repr(locale.text_direction)  # reads its data
    # Babel writes what an alias in CLDR stands for into data that languages share: the months of one could be those of
    # another that was read before. A copy shares nothing.
    return copy.deepcopy(locale)


def is_language(tag: str) -> bool:
    """True if this is the tag of a language."""
    from babel import UnknownLocaleError  # as above

    try:
        locale_of(tag)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def canonical(tag: str) -> str:
    """Return a tag as BCP 47 recommends to write it: `pt-BR` for `PT_br`, and `zh-Hant` for `zh-hant`."""
    language, *others = tag.replace("_", "-").split("-")
    # A script has four letters, a region two, or three digits; what follows is a variant.
    parts = (each.title() if len(each) == 4 else each.upper() if len(each) < 4 else each.lower() for each in others)
    return "-".join((language.lower(), *parts))


def own_name(tag: str) -> str:
    """Return the name of a language in that language, as a menu of languages shows it."""
    name = locale_of(tag).get_display_name() or tag
    return name[:1].upper() + name[1:]


def is_name_of_another(name: str, tag: str, others: Collection[str]) -> bool:
    """True if the name of a language is that of another one, as it is called in these languages."""
    written, language = name.casefold(), locale_of(tag).language
    # (Most names are known in the language itself: to load what is known in all others takes half a second.)
    called = (_called(language, reader) for reader in (tag, *others))
    if any(own in written or written in own for own in filter(None, called)):
        return False
    codes = {locale_of(each).language for each in others} - {language}
    return any({_called(code, reader) for reader in (tag, code)} & {written, *written.split()} for code in codes)


def _called(language: str, reader: str) -> str:
    """Return the name of a language in that of a reader, in lower case; empty if it is not known."""
    return str(locale_of(reader).languages.get(language, "")).casefold()


def is_right_to_left(tag: str) -> bool:
    """True if a language is written from right to left."""
    return bool(locale_of(tag).text_direction == "rtl")


def direction_of(tag: str) -> str:
    """Return the direction of a language as in HTML: `ltr` or `rtl`."""
    return "rtl" if is_right_to_left(tag) else "ltr"


def script_of(tag: str) -> str:
    """Return the code of the script that a language is most likely written in (ISO 15924); empty if it is not known."""
    return locale_of(tag).script or _likely(tag)[0]


def likely_territory(tag: str) -> str:
    """Return the code of the territory in which a language is most likely written; empty if it is not known."""
    return _likely(tag)[1]


@functools.cache
def _likely(tag: str) -> tuple[str, str]:
    """Return the most likely script and territory of a language."""
    from babel.core import get_global  # as above

    locale, likely = locale_of(tag), get_global("likely_subtags")
    names = (f"{locale.language}_{part}" for part in (locale.script, locale.territory) if part)
    subtags = next((likely[name] for name in (*names, locale.language) if name in likely), "").split("_")
    script = next((part for part in subtags if len(part) == len("Latn")), "")
    # A number is a region of the world.
    return script, subtags[-1] if len(subtags) > 1 + bool(script) and subtags[-1].isalpha() else ""


def nearest(tag: str, available: Collection[str]) -> str:
    """Return the available language with the most subtags of a tag, in the same script; empty if there is none.

    `pt-PT` finds `pt`, `zh-TW` finds `zh-Hant`, and `nb` finds `no`; but `sr-Latn` does not find a Cyrillic `sr`.
    """
    if tag in available or not is_language(tag):
        return tag if tag in available else ""
    from babel.core import get_global  # as above

    language, script = locale_of(tag).language, script_of(tag)
    names = (f"{language}-{script}", language, get_global("parent_exceptions").get(language, ""))
    return next((each for each in names if each in available and script_of(each) == script), "")


@functools.cache
def in_package(package: str) -> tuple[str, ...]:
    """Return the languages that have a file in a package, sorted."""
    files = resources.files(package).iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


@functools.cache
def read(package: str, language: str) -> Mapping[str, Any]:
    """Return the content of a language's file in a package."""
    return tomllib.loads((resources.files(package) / f"{language}.toml").read_text(encoding="utf-8"))
