"""Names in messengers, and pages that stand for people: those of messengers, and forms to fill in."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policysite.contacts.reading import lower_case
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
_OF_OFFICE = rf"[a-z]\w{{0,29}}_(?:{'|'.join(_OFFICES)})\b"
_BEFORE_NAME = r"(?:[\s:\uff1a\u2013\u2014-]{1,3}|[\s,-]{1,2}(?:[^\W\d_]{1,12}[\s,:\u2013\u2014-]{1,3}){1,3})"
# (Chinese and Korean words have no spaces between them.)
_ATTACHED = f"(?-i:[{ATTACHED}])"  # (in any case, large sets of letters take long to compile)
_NO_LETTER, _ENDS = rf"(?:(?<!\w)|(?<={_ATTACHED}))", rf"(?!(?-i:[^\W{ATTACHED}]))"
_WITH_ID = (
    r"(?:\b(?:kakao|kakaotalk|line|qq|wechat|weixin)\s?id|\u5fae\u4fe1[\u53f7\u865f]"
    r"|(?:\uce74\uce74\uc624\ud1a1|\ub77c\uc778|(?<![\u30a1-\u30fc])\u30e9\u30a4\u30f3|\u0e44\u0e25\u0e19\u0e4c)"
    r"\s?(?:id|\uc544\uc774\ub514|\u0e44\u0e2d\u0e14\u0e35))"
)
# How people in China write WeChat, and ask to be added in QQ.
_IN_CHINA = (
    r"(?:\u52a0v|\bvx|v\u4fe1|\u8587\u4fe1)(?:\s?[:\uff1a]\s?|\s(?=[a-z_-]*\d))[a-z][\w-]{5,19}"
    r"|\u52a0\s?qq\s?[:\uff1a]?\s?\d{6,11}(?![a-z\d])"
)
# A name in a messenger has one of these signs, unless its form is that of one messenger; how long it is on both sides.
_AROUND_SIGN = 100
_SIGNS = re.compile(rf"[@_](?:[^@_]{{0,{_AROUND_SIGN}}}[@_])*+")
# The messengers whose names have a form of their own, in lower case.
_WITH_FORMS = (
    *("icq", "signal", "discord", "skype", "kakao", "line", "qq", "wechat", "weixin"),
    *("\u5fae\u4fe1", "\uce74\uce74\uc624\ud1a1", "\ub77c\uc778", "\u30e9\u30a4\u30f3", "\u0e44\u0e25\u0e19\u0e4c"),
    *("vx", "v\u4fe1", "\u8587\u4fe1", "\u52a0v", "\u52a0qq", "\u52a0 qq"),
)
_WITH_FORM = re.compile("|".join(_WITH_FORMS))
# A page has the same addresses in several places.
_CACHED_ADDRESSES = 1_000


def names_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the addresses and names in messengers, and the addresses of forms, in a text."""
    lower = lower_case(text)
    if _IN_MESSENGER.search(lower):
        yield from (address for address in _MESSENGER.finditer(text) if _stands_for_people(address))
    if any(map(lower.__contains__, _IN_LOOSE)):
        yield from (address for address in _loose().finditer(text) if is_contact_page(_strict(address)))
    end = 0
    for signs in _SIGNS.finditer(text):
        begin, limit = max(signs.start() - _AROUND_SIGN, end), signs.end() + _AROUND_SIGN
        around = lower[begin:limit]
        for name in _named().finditer(text, begin, limit) if any(map(around.__contains__, _messengers())) else ():
            end = name.end()
            yield name
    if any(map(lower.__contains__, _WITH_FORMS)):
        names = (_of_form().match(text, messenger.start()) for messenger in _WITH_FORM.finditer(lower))
        yield from filter(None, names)


@functools.lru_cache(maxsize=_CACHED_ADDRESSES)
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
        return f"@{named['name'] or named['named']}"
    if _of_form().fullmatch(name):
        return re.sub(r"[\s:\uff1a]+", " ", name)
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
def _messengers() -> tuple[str, ...]:
    """Return the names of messengers that stand beside a name in them, in lower case, without their endings."""
    return tuple(sorted(name.lower().rstrip("*") for name in in_all_languages("messenger_names")))


@functools.cache
def _named() -> re.Pattern[str]:
    """Match a name after that of a messenger, or before it, with a sign or the name of an office.

    Others are words about the messenger itself, or names of cookies.
    """
    known = sorted(in_all_languages("messenger_names"))
    either = "|".join(re.escape(name).replace(r"\*", r"\w{0,2}") for name in known)
    messengers = rf"{_NO_LETTER}(?:{either})"
    return re.compile(
        rf"(?:{messengers}(?:{_BEFORE_NAME}(?={_OF_OFFICE})|[\s:\u2013\u2014-]{{0,3}}@\s?)(?P<name>[a-z]\w{{3,31}})"
        rf"|(?<!\w)(?P<named>{_OF_OFFICE})\s(?:\(|[^\W\d_]{{1,4}}\s)?{messengers}){_ENDS}",
        re.IGNORECASE,
    )


@functools.cache
def _of_form() -> re.Pattern[str]:
    """Match the name of a messenger with a name that only this one has in its form."""
    return re.compile(
        r"(?:\bicq\s?[:#\u2116]?\s?\d{5,9}(?!\w)|qq(?:\u7fa4\s?[:\uff1a]?|\s?[:\uff1a])\s?\d{6,11}(?![a-z\d])"
        r"|\bsignal[\s:]{1,3}[a-z]\w{2,31}\.\d{2,9}(?!\w)|\bdiscord[\s:]{1,3}[\w.]{2,32}#\d{4}(?!\d)"
        r"|\bskype[\s:]{1,3}live:[\w.]{2,64}"
        rf"|{_IN_CHINA}|{_WITH_ID}[\s:\uff1a]{{1,3}}(?:(?=[a-z_.-]*\d)[a-z\d][\w.-]{{3,31}}|{_OF_OFFICE})){_ENDS}",
        re.IGNORECASE,
    )
