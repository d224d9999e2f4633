"""Names in messengers, and pages that stand for people: those of messengers, and forms to fill in."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policysite.corpus import sites
from policysite.corpus.urls import parts_of
from policysite.languages.lexicon import in_all_languages
from policysite.languages.scripts import ATTACHED

_TELEGRAM, _WHATSAPP = ("t.me", "telegram.me", "telegram.dog"), ("wa.me",)
_SCHEMES, _SCHEMES_WITH_SLASHES = (sorted(each) for each in (sites.CONTACT_SCHEMES, sites.CONTACT_SCHEMES_WITH_SLASHES))
_MESSENGER = re.compile(
    r"(?<![\w.@/'’-])(?:(?:h(?:tt|xx)ps?://)?(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})\.?(?::\d+)?[/\\?#][^\s<>«»“”\"']*[\w=-]"
    r"|[\w-]{4,32}\.t\.me\b|t\.me%2f\w{5,}"
    r"|(?:tg:resolve\?|matrix:(?:r|roomid|u)/"
    rf"|(?:{'|'.join(_SCHEMES)}):|(?:{'|'.join(_SCHEMES_WITH_SLASHES)})://)[^\s<>«»“”\"']*[\w=-])",
    re.IGNORECASE,
)
# The beginning of the address of an archived copy, before that of the page.
_COPY = re.compile(r"https://web\.archive\.org/web/(?:[\w*]+/)?(?:https?://)?", re.IGNORECASE)
# A part that each of these addresses has, in lower case: it begins with a sign, because those are found fast.
_IN_MESSENGER = re.compile(
    r"\.\w+\.?(?::\d+)?[/\\?#]|\.t\.me|\.me%2f|:(?:"
    + "|".join(f"(?<={each}:)" for each in sorted({"tg", "matrix", *_SCHEMES, *_SCHEMES_WITH_SLASHES}))
    + ")"
)
# Addresses with other signs or words between their parts; what is in each of them.
_LOOSE_SLASH = r"(?:\s?(?:[/\\\u00bb]|\bslash\b)\s?|[|:])"
_IN_LOOSE = ("me/", "me /", "me\\", "me:", "me|", "me \u00bb", "com/", "com /", "com|", "slash")
# How the names of offices end, and what may stand between that of a messenger and one of them.
_OFFICES = (
    *("admin", "bot", "care", "desk", "dpo", "help", "helpdesk", "legal", "manager", "office", "official", "operator"),
    *("privacy", "service", "support", "team"),
)
_BEFORE_NAME = r"(?:[\s:\uff1a\u2013\u2014-]{1,3}|[\s,-]{1,2}(?:[^\W\d_]{1,12}[\s,:\u2013\u2014-]{1,3}){1,3})"
# (Chinese and Korean words have no spaces between them.)
_NO_LETTER = rf"(?:(?<!\w)|(?<=[{ATTACHED}]))"
_WITH_ID = (
    r"(?:\b(?:kakao|kakaotalk|line|qq|wechat|weixin)\s?id|\u5fae\u4fe1[\u53f7\u865f]"
    r"|\uce74\uce74\uc624\ud1a1\s?(?:id|\uc544\uc774\ub514))"
)
# The names of messengers before forms that only names in them have.
_WITH_FORMS = (
    *("icq", "signal", "discord", "skype", "kakao", "line", "qq", "wechat", "weixin"),
    *("\u5fae\u4fe1", "\uce74\uce74\uc624\ud1a1"),
)


def names_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the addresses and names in messengers, and the addresses of forms, in a text."""
    lower = text.lower()
    if _IN_MESSENGER.search(lower):
        yield from (address for address in _MESSENGER.finditer(text) if _stands_for_people(address))
    if any(map(lower.__contains__, _IN_LOOSE)):
        yield from (address for address in _loose().finditer(text) if is_contact_page(_strict(address)))
    if any(map(lower.__contains__, _names())):
        yield from _named().finditer(text)


def is_contact_page(url: str) -> bool:
    """True for a page that stands for people, in a messenger or with a form to fill in, or for a copy of one."""
    parts = parts_of(_COPY.sub("https://", url.strip()))
    if parts is None:
        return False
    host = (parts.hostname or "").lower().removesuffix(".").removeprefix("www.")
    return host.partition(".")[2] in _TELEGRAM or sites.has_contact_page(host, parts)


def _stands_for_people(address: re.Match[str]) -> bool:
    """True if an address in a text is one of a contact; it may be without its scheme, and have backslashes."""
    if address["host"] is None:
        return True
    path = address[0].partition(address["host"])[2].replace("\\", "/")
    return is_contact_page(f"https://{address['host']}{path}")


def comparable(name: str) -> str:
    """Return a name or an address in a messenger, in lower case, as it can be compared; empty if it is none."""
    if named := _named().fullmatch(name):
        written_name = named["name"] or named["named"]
        return f"@{written_name}" if written_name else re.sub(r"[\s:\uff1a]+", " ", name)
    written = _MESSENGER.fullmatch(name)
    if (written and _stands_for_people(written)) or is_contact_page(name):
        return _messenger_name(name)
    loose = _loose().fullmatch(name)
    return _messenger_name(_strict(loose)) if loose else ""


def _messenger_name(url: str) -> str:
    whole = re.sub(r"[\s()\[\]{}]+|^(?:h(?:tt|xx)ps?://)?(?:www\.)?", "", url)
    host, path = (*re.split(r"[/\\?#]", whole, maxsplit=1), "")[:2]
    host = re.sub(r"\.?(?::\d+)?$", "", host)
    name, _, domain = host.partition(".")
    if host in _WHATSAPP and path.strip("+/").isdecimal():
        return path.strip("+/")
    if domain in _TELEGRAM and not path.strip("/"):
        return f"@{name}"
    return f"@{path.strip('@/')}" if host in _TELEGRAM else f"{host}/{path}".rstrip("/")


@functools.cache
def _loose() -> re.Pattern[str]:
    """Match addresses in messengers such as `t[.]me / name` and `vk dot com slash name`."""
    words = "|".join(map(re.escape, sorted(in_all_languages("dot_words"))))
    dot = rf"(?:\s?[.,\u00b7\u2022\u2027\u02d9]\s?|\s?[\[({{]\s?(?:\.|{words})\s?[\])}}]\s?|\s(?:(?:{words})\s)?)"
    return re.compile(
        rf"(?<![\w.@/'\u2019-])(?P<name>fb|ig|m|t|telegram|vk|wa){dot}(?P<ending>com|me){_LOOSE_SLASH}(?P<path>\w{{4,}})",
        re.IGNORECASE,
    )


def _strict(address: re.Match[str]) -> str:
    """Return an address with its ordinary signs."""
    return f"https://{address['name']}.{address['ending']}/{address['path']}"


@functools.cache
def _names() -> tuple[str, ...]:
    """Return the names of messengers that stand before a name in them, in lower case, without their endings."""
    known = in_all_languages("messenger_names")
    return tuple(sorted({*_WITH_FORMS, *(name.lower().rstrip("*") for name in known)}))


@functools.cache
def _named() -> re.Pattern[str]:
    """Match a name after that of a messenger, with a form that only names in it have.

    Others are words about the messenger itself, or names of cookies.
    """
    known = sorted(in_all_languages("messenger_names"))
    either = "|".join(re.escape(name).replace(r"\*", r"\w{0,2}") for name in known)
    messengers = rf"{_NO_LETTER}(?:{either})"
    of_office = rf"[a-z]\w{{0,29}}_(?:{'|'.join(_OFFICES)})\b"
    return re.compile(
        rf"(?:{messengers}(?:{_BEFORE_NAME}(?={of_office})|[\s:\u2013\u2014-]{{0,3}}@\s?)(?P<name>[a-z]\w{{3,31}})"
        rf"|(?<!\w)(?P<named>{of_office})\s(?:\(|[^\W\d_]{{1,4}}\s)?{messengers}"
        r"|\bicq\s?[:#\u2116]?\s?\d{5,9}(?!\w)|qq(?:\u7fa4\s?[:\uff1a]?|\s?[:\uff1a])\s?\d{6,11}(?![a-z\d])"
        r"|\bsignal[\s:]{1,3}[a-z]\w{2,31}\.\d{2,9}(?!\w)|\bdiscord[\s:]{1,3}[\w.]{2,32}#\d{4}(?!\d)"
        r"|\bskype[\s:]{1,3}live:[\w.]{2,64}"
        rf"|{_WITH_ID}[\s:\uff1a]{{1,3}}(?:(?=[a-z_.-]*\d)[a-z\d][\w.-]{{3,31}}|{of_office}))(?![^\W{ATTACHED}])",
        re.IGNORECASE,
    )
