"""Contacts and URLs that are written out in a text, whatever its language."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote, urlsplit

from policysite.languages.lexicon import LANGUAGES, lexicon_of

# The length of every part is limited; otherwise searching a long text without an address would take quadratic time.
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]{0,62}[^\W_]")
# What people read as `@` and as a dot.
_AT, _DOT = "[@\uff20\ufe6b]", "[.\uff0e\u3002\uff61\u2024\ufe52\u00b7\u2027\u2219\u22c5]"
# The signs that the name before `@` may have beside letters (RFC 5322); between quotation marks it may have any.
_SIGNS = r"!#$%&'*+/=?^`{|}~.-"
# As in ITU-T E.123: `+`, the country code, and with it nine to fifteen digits. In many countries 00 is dialed for `+`.
_BETWEEN_DIGITS = "\\s().\u2010-\u2015\u2212/\u00b7\u2022\uff0d-"
_PLUS = "+\uff0b\ufe62\u207a"
_INTERNATIONAL = (
    rf"(?:[{_PLUS}]\s?\d(?:[{_BETWEEN_DIGITS}]{{0,3}}\d){{8,14}}"
    rf"|[{_PLUS}]\s?[1-9]\d{{0,2}}(?P<sign>[:_|])\d{{3}}(?:(?P=sign)\d{{2,4}}){{2,3}}"
    rf"|(?<!\d[\s.,/:-])00\s?(?!0)\d(?:[{_BETWEEN_DIGITS}]{{0,3}}\d){{8,14}})(?![\d-])"
)
# National numbers that begin with 0, in the groups in which people write them: not those of banks and documents.
_SPACE = "[ \u00a0\u2010\u2011\uff0d-]"
_WITH_ZERO = (
    r"(?<!\d[-.,/ ])(?<!\u2116)(?<!\u2116\s)(?:"
    rf"[0\uff10][1-9\uff11-\uff19]{_SPACE}\d{{4}}{_SPACE}\d{{4}}"
    rf"|\(?0[1-9]\d(?:\)?{_SPACE}(?:\d{{6,8}}|\d{{3,4}}{_SPACE}\d{{4}})"
    rf"|\d{{1,2}}\)?{_SPACE}(?:\d{{5,8}}|\d{{3}}{_SPACE}\d{{3,4}})))(?![\d-]|[.,/]\d)"
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>«»“”\"]*[\w/#=&-]", re.IGNORECASE)
# Each phone number has as many digits, with little between them: finding the places where one may be is fast.
_DIGITS = re.compile(r"\d(?:\D{0,4}\d){7,}+")
# What belongs to a number before its first digit, and what decides after its last one if it is whole.
_AROUND_DIGITS = 2
_MIN_DIGITS = 9
_SIGN = re.compile(_AT)
_BETWEEN_VALUES = re.compile("[?&;=]")
# After these, a word for `@` is one although a sign for the dot follows.
_BEFORE_ADDRESS = ("mail: ", "contact: ", "почта: ")
# Longer words for `@` are no other words.
_MAX_SHORT_WORD_LETTERS = 3
# The name before `@` with what stands between them.
_MAX_NAME_CHARACTERS = 66
# Names by which people are reached in Telegram and elsewhere; what follows a slash is the name of a package.
_HANDLE = re.compile(rf"(?<![@\w{_SIGNS}]){_AT}[^\W\d_]\w{{2,63}}+(?![/@])")
_TELEGRAM, _WHATSAPP = ("t.me", "telegram.me", "telegram.dog"), ("wa.me",)
MESSENGERS = frozenset(
    {
        *(*_TELEGRAM, *_WHATSAPP, "api.whatsapp.com", "chat.whatsapp.com", "whatsapp.com", "wa.link"),
        *("web.telegram.org", "signal.me", "signal.group", "m.me", "ig.me", "vk.me", "max.ru", "line.me", "lin.ee"),
        *(
            "tg.me",
            "telegram.im",
            "telesco.pe",
            "viber.me",
            "discord.gg",
            "discord.com",
            "join.skype.com",
            "threema.id",
            "matrix.to",
            "wechat.com",
        ),
        *("u.wechat.com", "icq.im", "zalo.me", "kik.me", "join.slack.com", "meet.jit.si", "simplex.chat"),
        *("forms.gle", "forms.office.com", "forms.yandex.ru", "form.jotform.com"),
    }
)
# Where else people are reached, or asked to fill in a form; elsewhere these sites have other pages.
_CONTACT_PAGES = {
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
    rf"(?:{'|'.join(map(re.escape, sorted(MESSENGERS)))})\.?(?::\d+)?[/\\?#][^\s<>«»“”\"']*[\w=-]"
    r"|[\w-]{4,32}\.t\.me\b|t(?:\s\.\s?|\.\s)me\s?/\s?\w{5,}|t\.me\s?(?:/|%2f)\s?\w{5,}"
    r"|(?:tg|viber|weixin|whatsapp)://[^\s<>«»“”\"']*[\w=-])",
    re.IGNORECASE,
)
_IN_MESSENGER = ("tg://", "viber://", "weixin://", "whatsapp://")
_SPACED_MESSENGER = re.compile(r"\.\s?me\b")
# A name after that of a messenger, with a form that only names in it have. After a colon it may be that of a program:
# other words are what is said about the messenger.
_NAMED = re.compile(
    r"\b(?:(?:telegram|телеграм\w{0,2}|tg|тг|skype|скайп\w?|viber|вайбер\w?|discord)"
    r"(?:[\s:]{1,3}(?=\w{1,30}_bot\b)|[\s:\u2013\u2014-]{0,3}@\s?)(?P<name>[a-z]\w{3,31})"
    r"|icq\s?[:#\u2116]?\s?\d{5,9}(?!\w)|signal[\s:]{1,3}[a-z]\w{2,31}\.\d{2,9}(?!\w)"
    r"|discord[\s:]{1,3}[\w.]{2,32}#\d{4}(?!\d)|skype[\s:]{1,3}live:[\w.]{2,64}"
    r"|(?:kakao|kakaotalk|line|qq|wechat|weixin)\s?id[\s:\uff1a]{1,3}(?=[a-z_.-]*\d)[a-z\d][\w.-]{3,31})\b",
    re.IGNORECASE,
)
_MESSENGER_NAMES = (
    *("telegram", "телеграм", "tg", "тг", "skype", "скайп", "viber", "вайбер", "discord", "icq", "signal"),
    *("kakao", "line", "qq", "wechat", "weixin"),
)
# A number after a word for one, however it is written.
_ANY_NUMBER = re.compile(rf"[{_PLUS}(]?\d(?:[{_BETWEEN_DIGITS}]{{0,3}}\d){{6,14}}(?![\d-]|[.,/:]\d)")
_LOCAL_DIGITS = re.compile(r"\d(?:\D{0,3}\d){6,}+")
# The longest word for a phone, with what is between it and a number.
_MAX_PHONE_WORD = 20
_MIN_LOCAL_DIGITS = 7


def emails_in(text: str) -> list[re.Match[str]]:
    """Return the email addresses in a text."""
    return list(_EMAIL.finditer(text)) if "@" in text else []


def phone_numbers_in(text: str) -> list[re.Match[str]]:
    """Return the phone numbers in a text."""
    spans = (match.span() for match in _DIGITS.finditer(text))
    return [
        number
        for start, end in spans
        for number in _phone_number().finditer(text, max(start - _AROUND_DIGITS, 0), end + _AROUND_DIGITS)
    ]


def urls_in(text: str) -> list[re.Match[str]]:
    """Return the URLs in a text."""
    return list(_URL.finditer(text)) if "://" in text or "www." in text.lower() else []


def contacts_in(text: str) -> list[re.Match[str]]:
    """Return the contacts in a text: email addresses in any form that people read as one, phone numbers, messengers."""
    lower = text.lower()
    addresses = _addresses()
    found = phone_numbers_in(text)
    if found:
        in_urls = {offset for url in urls_in(text) for offset in range(*url.span())}  # numbers of pages and documents
        found = [match for match in found if match.start() not in in_urls or match[0][0] in _PLUS]
    found += _numbers_after_words(text)
    if any(host in lower for host in (*MESSENGERS, *_IN_MESSENGER)) or _SPACED_MESSENGER.search(lower):
        found += _MESSENGER.finditer(text)
    if any(name in lower for name in _MESSENGER_NAMES):
        found += _NAMED.finditer(text)
    found += addresses.with_sign(text)
    if any(word in lower for word in addresses.words) or any(word in text for word in addresses.in_capitals):
        found += addresses.in_words.finditer(text)
    end = 0
    contacts = []
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            contacts.append(match)
            end = match.end()
    return contacts


def _numbers_after_words(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers after a word for a phone."""
    for digits in _LOCAL_DIGITS.finditer(text):
        for word in _phone_word().finditer(text, max(digits.start() - _MAX_PHONE_WORD, 0), digits.end()):
            if number := _ANY_NUMBER.match(text, word.end()):
                yield number


def is_contact_page(url: str) -> bool:
    """True for a page that stands for people: in a messenger, or with a form to fill in."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower().removesuffix(".").removeprefix("www.")
    except ValueError:
        return False
    if host in MESSENGERS or host.partition(".")[2] in _TELEGRAM:
        return True
    return any(f".{host}".endswith(f".{site}") and path.match(parts.path) for site, path in _CONTACT_PAGES.items())


def linked_contacts(address: str) -> list[str]:
    """Return the contacts that a link leads to, and those in the letter that it begins."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return []
    values = unquote(_BETWEEN_VALUES.sub(" ", f"{parts.query} {parts.fragment}"))
    further = [match[0] for match in contacts_in(values)]
    if parts.scheme in ("mailto", "tel"):
        return [*filter(None, unquote(parts.path).split(",")), *further]
    if is_contact_page(address):
        return [address.strip()]
    # (Other digits, and names after `@`, are numbers of pages and names of other things.)
    return [each for each in further if each[0] in _PLUS or ("@" in each and each[0].isalnum())]


def is_on(url: str, hosts: Iterable[str]) -> bool:
    """True if a URL, or a record of the DNS, is at one of these hosts or below it."""
    try:
        parts = urlsplit(f"https://{url}" if url.lower().startswith("www.") else url)
        host = parts.path.rpartition("/")[2] if parts.scheme == "dns" else parts.hostname or ""
    except ValueError:
        return False
    # (A backslash ends a host for browsers, and does not for others.)
    return (
        parts.scheme in ("https", "dns")
        and "\\" not in url
        and any(f".{host.casefold()}".endswith(f".{each}") for each in hosts)
    )


def normalized(contact: str) -> str:
    """Return a contact in a form that can be compared.

    Email addresses and messengers are in lower case, phone numbers as digits; names in Telegram are as `@name`.
    """
    written = unicodedata.normalize("NFKC", contact).strip()
    text = written.casefold()
    named = _NAMED.fullmatch(text)
    if named:
        return f"@{named['name']}" if named["name"] else re.sub(r"[\s:\uff1a]+", " ", text)
    if _MESSENGER.fullmatch(text) or is_contact_page(text):
        return _of_messenger(text)
    address = _addresses().with_signs(written).casefold()
    if "@" in address:
        return address
    return "".join(str(unicodedata.decimal(each)) for each in text if each.isdecimal()).removeprefix("00")


def is_listed(contact: str, listed: Collection[str]) -> bool:
    """True if a contact is one of these, which are normalized.

    A phone number that begins with a listed one is listed, too: the digits after it belong to the next words. So is its
    end, as it is dialed within a city or a country.
    """
    known = normalized(contact)
    numbers = [each for each in listed if each.isdecimal() and len(each) >= _MIN_DIGITS] if known.isdecimal() else []
    is_end = len(known) >= _MIN_LOCAL_DIGITS and any(each.endswith(known) for each in numbers)
    return known in listed or is_end or any(map(known.startswith, numbers))


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


def digits(phone_number: str) -> str:
    """Return a phone number with only its digits and `+`."""
    return re.sub("[^0-9+]", "", phone_number)


class _Addresses:
    """Patterns of email addresses, with the words that the lexicons have for `@` and the dot.

    Attributes:
        in_words: an address with a word for `@`, and one of the same language for each dot; before a dot, the word for
            `@` is a long one or in capitals, because `look at example.com` is no address, or the address is named one.
        words: the words of all languages of which such an address has one, unless it is in capitals.
        in_capitals: the short words for `@` in capitals.
    """

    def __init__(self) -> None:
        both = [(lexicon["at_words"], lexicon["dot_words"]) for lexicon in map(lexicon_of, LANGUAGES)]
        words = [(ats, dots) for ats, dots in both if ats and dots]
        at, dot = (_any(each for pair in words for each in pair[side]) for side in (0, 1))
        every_at = {each for ats, _ in words for each in ats}
        long = {each for each in every_at if len(each) > _MAX_SHORT_WORD_LETTERS}
        self.words = (*(each for _, dots in words for each in dots), *long, *_BEFORE_ADDRESS)
        self.in_capitals = tuple(each.upper() for each in every_at - long)
        self._words = ((rf"[\s_-]+{at}[\s_-]+", "@"), (rf"[\s_-]+{dot}[\s_-]+", "."))
        framed_at, framed_dot = (_in_brackets(each) for each in (f"@|{at}", rf"\.|{dot}"))
        self._framed = re.compile(framed_at, re.IGNORECASE)
        at, dot = (
            rf"(?:\s?{_AT}\s?|\s?{framed_at}\s?)",
            rf"(?:{_DOT}|(?:,|\s{_DOT})(?=[^\W\d_]{{2}})|\s(?:{_DOT}|{dot})\s|\s?{framed_dot}\s?)",
        )
        self._signs = ((at, "@"), (dot, "."))
        name = rf"(?:(?<![\w.+%-])\w[\w{_SIGNS}]{{0,63}}|[^\s\w]?)"
        end = r"[^\W\d_][\w-]{0,62}[^\W_]"
        place = rf"(?:(?:[\w-]{{1,63}}{dot}){{1,8}}{end}|\[[^\s\]]{{1,64}}\]|\d{{1,3}}(?:\.\d{{1,3}}){{3}})"
        self._whole = re.compile(f"{name}{at}{place}", re.IGNORECASE)
        self._place = re.compile(rf"(?:{_AT}|{framed_at})\s?{place}", re.IGNORECASE)
        loud = rf"(?:{_any(long)}|(?-i:{_any(self.in_capitals)}))"
        in_words = (
            rf"(?:{'|'.join(rf'(?<={each})' for each in _BEFORE_ADDRESS)})(?!(?:us|me|нам)\b)\w[\w.+-]{{0,63}}(?<=\w)\s"
            rf"{_any(every_at)}\s(?:[\w-]{{1,63}}\.){{1,8}}{end}",
            rf"(?<![\w.+-])\w[\w.+-]{{0,63}}(?<=\w)\s{loud}\s(?-i:(?=\S*[^\W\d_A-Z]))(?:[\w-]{{1,63}}\.){{1,8}}{end}",
            *(
                rf"(?<![\w.+-])[\w.+]{{1,64}}-{_any(ats)}-(?:[^\W_]{{1,63}}-{_any(dots)}-){{1,8}}[^\W\d_]{{2,63}}\b"
                for ats, dots in words
            ),
            *(
                rf"\b\w[\w.+-]{{0,63}}(?<=\w)\s-?{_any(ats)}-?\s"
                rf"(?:[\w-]{{1,63}}(?:\s-?{_any(dots)}-?\s|\s?{framed_dot}\s?)){{1,8}}{end}"
                for ats, dots in words
            ),
        )
        self.in_words = re.compile("|".join(in_words), re.IGNORECASE)

    def with_sign(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the addresses with a sign or a word in brackets in a text, and the names with a sign before them."""
        end = 0
        for sign in (*_SIGN.finditer(text), *self._framed.finditer(text)):
            # (Names are searched only where a place follows: many texts are nothing but signs.)
            if self._place.match(text, sign.start()):
                begin = max(sign.start() - _MAX_NAME_CHARACTERS, end if end <= sign.start() else 0)
                whole = self._whole.search(text, begin)
                if whole is not None:
                    end = whole.end()
                    yield whole
            elif name := _HANDLE.match(text, sign.start()):
                yield name

    def with_signs(self, address: str) -> str:
        """Return an address with its signs, and without the spaces around them."""
        words = self._words if self.in_words.fullmatch(address) else ()
        for pattern, sign in (*words, *self._signs):
            address = re.sub(pattern, sign, address, flags=re.IGNORECASE)
        return address


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted({*words})))})"


def _in_brackets(words: str) -> str:
    return rf"[(\[{{<_|~“”«\"（［【]\s?(?:{words})\s?[)\]}}>_|~”“»\"）］】]"


@functools.cache
def _addresses() -> _Addresses:
    return _Addresses()


@functools.cache
def _phone_word() -> re.Pattern[str]:
    """Match a word for a phone, or the name of a messenger whose members have a number, up to the number.

    Without a sign between them, groups of three digits are any number.
    """
    words = _any(word for language in LANGUAGES for word in lexicon_of(language)["phone_words"])
    number = r"(?!\d{1,3}(?:\s\d{3})+(?![\s-]?\d))"
    return re.compile(rf"(?<![^\W_]){words}(?:\s?[:\uff1a]\s?|\.\s?|\s{number})(?=[\d{_PLUS}(])", re.IGNORECASE)


@functools.cache
def _phone_number() -> re.Pattern[str]:
    """Match international phone numbers, and national ones of the shapes in the lexicons, where 0 is any digit.

    The shapes of all languages count, as a page may give a number of another country.
    """
    shapes = [shape for language in LANGUAGES for shape in lexicon_of(language)["phone_formats"]]
    national = (_WITH_ZERO, *(f"{_pattern(shape)}(?![\\d-]|[.,/]\\d)" for shape in shapes))
    return re.compile(rf"(?<![\w+])(?:{'|'.join((_INTERNATIONAL, *national))})")


def _pattern(shape: str) -> str:
    parts = (_character(sign, shape[:number][-1:], shape[number + 1 :][:1]) for number, sign in enumerate(shape))
    return rf"(?<!\d[-.,/])(?:{''.join(parts)})"


def _character(character: str, before: str, after: str) -> str:
    if character == "0":
        return r"\d"
    if character in " -":
        between = "[\\s.\u2010-\u2015\u2212/\u00b7\u2022\uff0d-]"
        return f"{between}?" if before == ")" or after == "(" else between
    wide = chr(ord(character) + ord("\uff10") - ord("0")) if character.isdecimal() else ""
    return f"[{character}{wide}]" if wide else re.escape(character)
