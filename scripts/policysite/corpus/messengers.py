"""Names in messengers, and pages that stand for people: those of messengers, and forms to fill in."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from policysite.languages.lexicon import LANGUAGES, lexicon_of

_TELEGRAM, _WHATSAPP = ("t.me", "telegram.me", "telegram.dog"), ("wa.me",)
# The hosts of messengers, whose pages stand for people, and of forms to fill in.
_HOSTS = frozenset(
    {
        *(*_TELEGRAM, *_WHATSAPP, "api.whatsapp.com", "chat.whatsapp.com", "wa.link"),
        *("web.telegram.org", "signal.me", "signal.group", "m.me", "ig.me", "vk.me", "max.ru", "lin.ee"),
        *("tg.me", "telegram.im", "telesco.pe", "viber.me", "discord.gg", "join.skype.com"),
        *("threema.id", "matrix.to", "u.wechat.com", "icq.im", "zalo.me", "kik.me", "join.slack.com", "meet.jit.si"),
        *("forms.gle", "forms.office.com", "forms.yandex.ru", "form.jotform.com"),
    }
)
# The folders of messengers in which pages stand for people; elsewhere they have others, such as their policy.
_FOLDERS = {
    "discord.com": "/(?:channels|invite|users)",
    "line.me": "/(?:r|ti)",
    "simplex.chat": "/contact",
    "whatsapp.com": "/(?:channel|send)",
}
# Where else people are reached, or asked to fill in a form.
_CONTACT_PAGES = {
    **{host: re.compile(rf"{folder}\b", re.IGNORECASE) for host, folder in _FOLDERS.items()},
    "docs.google.com": re.compile("(?:/u/\\d)?/forms"),
    "facebook.com": re.compile("/messages"),
    "messenger.com": re.compile("/t/"),
    "surveymonkey.com": re.compile("/r/"),
    "tally.so": re.compile("/r/"),
    "teams.microsoft.com": re.compile("/l/chat"),
    "twitter.com": re.compile("/messages"),
    "typeform.com": re.compile("/to/"),
    "vk.com": re.compile("/(?:im|write)"),
    "x.com": re.compile("/messages"),
    "zoom.us": re.compile("/j/"),
}
_MESSENGER = re.compile(
    r"(?<![\w.@/'’-])(?:https?://)?(?:(?:www\.)?"
    rf"(?:{'|'.join(map(re.escape, sorted(_HOSTS)))})\.?(?::\d+)?[/\\?#][^\s<>«»“”\"']*[\w=-]"
    rf"|(?:www\.)?(?:{'|'.join(re.escape(host) + folder for host, folder in _FOLDERS.items())})\b[^\s<>«»“”\"']*[\w=-]"
    r"|[\w-]{4,32}\.t\.me\b|t(?:\s\.\s?|\.\s)me\s?/\s?\w{5,}|t\.me\s?(?:/|%2f)\s?\w{5,}"
    r"|(?:tg|viber|weixin|whatsapp)://[^\s<>«»“”\"']*[\w=-])",
    re.IGNORECASE,
)
_NAMED_HOSTS = sorted(_HOSTS | _FOLDERS.keys())
# What is in each of these addresses, in lower case: it begins with a sign, because those are found fast.
_IN_MESSENGER = re.compile(
    rf"\.(?:{'|'.join(sorted({re.escape(host.rpartition('.')[2]) for host in _NAMED_HOSTS}))})"
    rf"(?:{'|'.join(f'(?<={re.escape(host)})' for host in _NAMED_HOSTS)})"
    r"|\.\s?me\b|://(?:(?<=tg://)|(?<=viber://)|(?<=weixin://)|(?<=whatsapp://))"
)
# The names of messengers before forms that only names in them have.
_WITH_FORMS = ("icq", "signal", "discord", "skype", "kakao", "line", "qq", "wechat", "weixin")


def names_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the addresses and names in messengers, and the addresses of forms, in a text."""
    lower = text.lower()
    if _IN_MESSENGER.search(lower):
        yield from _MESSENGER.finditer(text)
    if any(map(lower.__contains__, _names())):
        yield from _named().finditer(text)


def is_contact_page(url: str) -> bool:
    """True for a page that stands for people: in a messenger, or with a form to fill in."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower().removesuffix(".").removeprefix("www.")
    except ValueError:
        return False
    if host in _HOSTS or host.partition(".")[2] in _TELEGRAM:
        return True
    return any(f".{host}".endswith(f".{site}") and path.match(parts.path) for site, path in _CONTACT_PAGES.items())


def comparable(name: str) -> str:
    """Return a name or an address in a messenger, in lower case, as it can be compared; empty if it is none."""
    if named := _named().fullmatch(name):
        return f"@{named['name']}" if named["name"] else re.sub(r"[\s:\uff1a]+", " ", name)
    return _of_messenger(name) if _MESSENGER.fullmatch(name) or is_contact_page(name) else ""


def _of_messenger(url: str) -> str:
    whole = re.sub(r"\s+|^(?:https?://)?(?:www\.)?", "", url)
    host, path = (*re.split(r"[/\\?#]", whole, maxsplit=1), "")[:2]
    host = re.sub(r"\.?(?::\d+)?$", "", host)
    name, _, domain = host.partition(".")
    if host in _WHATSAPP and path.strip("+/").isdecimal():
        return path.strip("+/")
    if domain in _TELEGRAM:
        return f"@{name}"
    return f"@{path.strip('@/')}" if host in _TELEGRAM else f"{host}/{path}"


@functools.cache
def _names() -> tuple[str, ...]:
    """Return the names of messengers that stand before a name in them, in lower case, without their endings."""
    known = (name for language in LANGUAGES for name in lexicon_of(language)["messenger_names"])
    return tuple(sorted({*_WITH_FORMS, *(name.lower().rstrip("*") for name in known)}))


@functools.cache
def _named() -> re.Pattern[str]:
    """Match a name after that of a messenger, with a form that only names in it have.

    After a colon it may be that of a program: other words are what is said about the messenger.
    """
    known = sorted({name for language in LANGUAGES for name in lexicon_of(language)["messenger_names"]})
    messengers = "|".join(re.escape(name).replace(r"\*", r"\w{0,2}") for name in known)
    return re.compile(
        rf"\b(?:(?:{messengers})"
        r"(?:[\s:]{1,3}(?=\w{1,30}_bot\b)|[\s:\u2013\u2014-]{0,3}@\s?)(?P<name>[a-z]\w{3,31})"
        r"|icq\s?[:#\u2116]?\s?\d{5,9}(?!\w)|signal[\s:]{1,3}[a-z]\w{2,31}\.\d{2,9}(?!\w)"
        r"|discord[\s:]{1,3}[\w.]{2,32}#\d{4}(?!\d)|skype[\s:]{1,3}live:[\w.]{2,64}"
        r"|(?:kakao|kakaotalk|line|qq|wechat|weixin)\s?id[\s:\uff1a]{1,3}(?=[a-z_.-]*\d)[a-z\d][\w.-]{3,31})\b",
        re.IGNORECASE,
    )
