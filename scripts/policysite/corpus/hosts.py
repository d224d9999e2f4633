"""The names of sites: those that a text shows, and those that begin like the name of another site."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

import ada_url

from policysite.corpus import sites
from policysite.corpus.invisible import IGNORED
from policysite.languages.alphabets import as_latin, folded
from policysite.languages.lexicon import in_all_languages

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# A part of the name of a site, however long.
HOST_LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
# An address, or the name of a site, that is written out, also in an email address; not a part of a path.
_SHOWN = re.compile(
    r"(?:(?<![\w./-])|(?<=//))(?P<sure>https?:\s?/{1,2}|[a-z]{1,10}://|(?<=//)|www\.)?"
    rf"(?P<host>(?:{_LABEL}\.)+[^\W\d_][\w-]{{0,61}}[^\W_])(?![\w-])(?P<after>[/:?#@])?",
    re.IGNORECASE,
)
# A sign that browsers read as a dot, besides the wide forms; at the end of a sentence it is a period.
_DOT = re.compile(r"(?<=\w)\N{IDEOGRAPHIC FULL STOP}(?=[A-Za-z])")
# The path after the name of a site in a text, which may be cut short; signs that end a sentence, not a path.
_PATH = re.compile(r"(?::[0-9]+)?+((?:/[^\s<>«»“”„\"|]*)?+)")
_SPACE = re.compile(r"\s")
# A text that is the path of a page, which readers take for one of this site unless the address has it too.
_PATH_ALONE = re.compile(
    r"(?P<absolute>/[^\s/]\S*)|(?:\.\.?/)+(?P<relative>[^\s/]\S*)"
    r"|(?P<folder>\w[\w/-]*)/|(?P<file>\w[\w./-]*)\.(?:md|html?)(?:#\S*)?",
    re.IGNORECASE,
)
# The beginning of an IP address, which is quick to see.
_DIGITS_OF_HOST = re.compile(r"[\[\da-f:][\]\da-fx.:]+(?:/|\Z)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>«»“”\"]*[\w\]]", re.IGNORECASE)
_CUT = re.compile(r"\.\.\.")
_AT_END = "/.,:;!?)]'’"
# The language of a page, as a part of its path: `/intl/de`, `/en-us`.
_LANGUAGE = re.compile(r"/(?:intl/)?[a-z]{2}(?:-[a-z]{2,4})?(?=/|$)")
_PATH_OF = re.compile("^https?://[^/?#]*", re.IGNORECASE)
# An email address, but not the part of a URL before `@`.
EMAIL = re.compile(r"(?<![\w/:.+%-])[\w.+%-]+@[\w.-]+")
# Endings that are those of files, although some are those of sites too.
_FILES = re.compile("css|csv|docx?|html?|js|json|md|odt|pdf|png|py|sh|svg|toml|txt|xlsx?|xml|ya?ml|zip", re.IGNORECASE)
# The ending of the names in examples (RFC 2606), which the list of endings leaves out.
_EXAMPLE = "example"
# Endings that stand only at the end of a name; and how long those of countries are.
_LAST, _LETTERS_OF_COUNTRY = frozenset({"com", "net", "org"}), 2
# Digits and letters that look like others.
_LOOKS = str.maketrans("01i", "oll")


def hosts_in(text: str) -> Iterator[str]:
    """Yield the names of sites that a text shows, as browsers write them."""
    yield from (named.host for named in _sites_in(text) if named.is_certain())


def imitating_hosts_in(text: str, known: Collection[str]) -> Iterator[str]:
    """Yield the names of sites that a text shows and that readers take for that of a known one."""
    for named in _sites_in(EMAIL.sub(" ", text)):
        if imitates(named.host, known) and named.is_certain():
            yield named.host


def misnamed(text: str, address: str, site: str) -> str:
    """Return the site or the path that a text names although an address leads elsewhere; empty if it names none.

    A relative address leads to `site`.
    """
    target = host_of(address)
    alone = text.strip()
    path_alone = _PATH_ALONE.fullmatch(alone)
    place = path_alone[path_alone.lastgroup or 0] if path_alone else alone if _is_number_of_host(alone) else ""
    if target and place and _folded(place) not in _folded(address):
        return alone
    # (Browsers also open names without a dot and numbers of hosts.)
    for host in filter(None, map(host_of, _URL.findall(text))):
        if host != target and ("." not in host or _is_number_of_host(host)):
            return host
    for named in _sites_in(_dot_as_read().sub(".", text)):
        is_of_target = are_related(named.host, target or site)
        path = _folded(_CUT.split(named.path)[0])
        is_there = is_of_target and (not target or _leads_to(path, _folded(_PATH_OF.sub("", address))))
        if not is_there and not (named.is_capitalized and _company().search(text)) and named.is_certain():
            return named.host + named.path if is_of_target else named.host
    return ""


def _is_number_of_host(text: str) -> bool:
    """True if a text is the IP address of a host, in a form that people read as one."""
    if not _DIGITS_OF_HOST.match(text):
        return False
    written, _, path = text.partition("/")
    host = host_of(f"https://{written}") or host_of(f"https://[{written}]")
    if not host or path.isdecimal():  # the addresses of a network end with the number of their common bits
        return False
    # Browsers read any number as an address, such as 5.1; people do so with four parts, with 0x and for their own host.
    is_loopback = host.startswith("127.") and "." in written
    is_hexadecimal = "0x" in written.lower() and not host.startswith("0.")
    is_number = host.replace(".", "").isdecimal()
    return host.startswith("[") or (is_number and (written.count(".") == 3 or is_hexadecimal or is_loopback))


def _leads_to(shown: str, path: str) -> bool:
    """True if a path begins like the one that is shown, perhaps in another language."""
    return path.startswith(shown) or _LANGUAGE.sub("", path).startswith(_LANGUAGE.sub("", shown))


@functools.cache
def _dot_as_read() -> re.Pattern[str]:
    """Match what people read as the dot in the name of a site, such as `(.)` and `dot`."""
    words = "|".join(map(re.escape, sorted(in_all_languages("dot_words"))))
    return re.compile(
        rf"(?<=\w)(?:\s?[\[({{]\s?(?:\.|{words})\s?[\])}}]\s?|\s?[\u00b7\u2022\u02d9\u25cf]\s?|\s(?:{words})\s(?=[^\W\d_]{{3,}}\b))(?=\w)"
        r"|(?<=\w)\s\.(?=[\w-]+/)",
        re.IGNORECASE,
    )


@functools.cache
def _company() -> re.Pattern[str]:
    """Match the form of a company, as in `Automattic Inc. (WordPress.com)`, whose name may be that of a site."""
    forms = in_all_languages("company_forms")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(forms)))})(?!\w)")


def misnamed_with(before: str, text: str, after: str, address: str) -> str:
    """Return the site that a link names only with what stands beside it, such as another link, if it leads elsewhere.

    What stands before the link counts from its last space, what stands after it up to its first one.
    """
    before, after = _SPACE.split(before)[-1], _SPACE.split(after, maxsplit=1)[0]
    if not (before or after):
        return ""
    alone = {host for part in (before, text, after) for host in hosts_in(part)}
    named = (host for host in hosts_in(before + text + after) if host not in alone)
    return next((host for host in named if not are_related(host, host_of(address))), "")


def _folded(path: str) -> str:
    return unquote(path).casefold()


class _NamedSite(NamedTuple):
    """A site that a text names, or what may be one.

    Attributes:
        host: the name of the site, as browsers write it.
        ending: the last label, if only the list of known endings can say whether this is a site; else empty.
        is_capitalized: True if it is written as a name among other words: with a capital letter, without a path.
    """

    host: str
    path: str
    ending: str
    is_capitalized: bool

    def is_certain(self) -> bool:
        """True if the name is that of a site; this reads the long list of endings, if it is not known otherwise."""
        if not self.ending or self.ending.lower() == _EXAMPLE:
            return True
        return not _FILES.fullmatch(self.ending) and _is_public_suffix(self.ending)


def _sites_in(text: str) -> Iterator[_NamedSite]:
    """Yield the sites that a text names, and what may be one."""
    if not text.isascii():
        text = _DOT.sub(".", unicodedata.normalize("NFKC", IGNORED.sub("", text)))
    if "." not in text:
        return
    alone = text.strip(" \t\n\u00a0«»“”\"'().,:;!?/")
    for shown in _SHOWN.finditer(text):
        written = shown["host"]
        ending = written.rpartition(".")[2]
        is_whole = alone.lower().removeprefix("https://").removeprefix("http://") == shown[0].rstrip("/:?#").lower()
        if shown["after"] == "@" and shown["sure"] is None:
            continue  # the name in an email address
        is_address = shown["after"] and not _FILES.fullmatch(ending)
        is_sure = shown["sure"] is not None or bool(is_address)
        host = host_of(f"https://{written}/") if is_sure or is_whole or ending.islower() else ""
        if host:
            path = _PATH.match(text, shown.end("host"))
            is_capitalized = written[0].isupper() and not (is_sure or is_whole)
            yield _NamedSite(host, path[1].rstrip(_AT_END) if path else "", "" if is_sure else ending, is_capitalized)


def hosts_in_letter(address: str) -> list[str]:
    """Return the names of sites in the letter that a link to an email address begins, besides that of the address."""
    scheme, _, rest = address.strip().partition(":")
    recipient, _, letter = rest.partition("?")
    names = hosts_in(EMAIL.sub(" ", unquote(letter))) if scheme.lower() == "mailto" else ()
    return [name for name in names if not are_related(name, recipient.rpartition("@")[2])]


@functools.lru_cache(maxsize=1000)  # many pages have the same links
def host_of(address: str) -> str:
    """Return the name of the site that an address leads to, as browsers write it; empty if it leads to none."""
    try:
        url = ada_url.URL(address)
    except ValueError:
        return ""
    return url.hostname if url.protocol in ("https:", "http:") else ""


def are_related(one: str, other: str) -> bool:
    """True if two names are those of one site, or of a site and a part of it."""
    names = (host.removeprefix("www.").removesuffix(".") for host in (one, other))
    whole, part = sorted(names, key=len)
    return whole == part or (part.endswith(f".{whole}") and not _is_public_suffix(whole))


def is_shared(host: str) -> bool:
    """True for a host whose pages, or the sites below it, belong to many people, such as `co.uk` and `t.me`."""
    name = host.removeprefix("www.").removesuffix(".")
    return _is_public_suffix(name) or sites.is_of_many(name)


def is_ending(label: str) -> bool:
    """True for the last part of the name of a site: `phone`, but not the word `Phone`, although also `Com` and `UK`."""
    lower = label.lower()
    is_written_so = label == lower or lower in _LAST or len(label) == _LETTERS_OF_COUNTRY
    return lower == _EXAMPLE or (is_written_so and _is_public_suffix(lower))


@functools.cache
def _is_public_suffix(name: str) -> bool:
    """True for a name such as `com` or `github.io`, below which the sites belong to others."""
    return _suffixes().publicsuffix(name) == name.lower()


@functools.cache
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # reads a long list, and few texts name a site

    return PublicSuffixList(accept_unknown=False)


def look(name: str) -> str:
    """Return what a name in lower case looks like (Unicode Technical Standard 39, “skeleton”)."""
    return name.translate(_LOOKS).replace("rn", "m").replace("vv", "w")


def _look_of_host(host: str) -> str:
    readable = ada_url.idna_to_unicode(host) if "xn--" in host else host
    return look(folded(as_latin(readable)))


def imitates(host: str, known: Collection[str]) -> bool:
    """True if readers take the name of a site for that of another one: it begins with it, or looks like it."""
    for each in known:
        name = each.removeprefix("www.")
        begins = (f".{name}.", f".{name}-", f".{name.replace('.', '-')}.")
        looks = f".{_look_of_host(host)}".endswith(f".{_look_of_host(name)}")
        if not are_related(host, each) and (looks or any(begin in f".{host}" for begin in begins)):
            return True
    labels = host.split(".")
    endings = _LAST.union(each.rpartition(".")[2] for each in known)
    # (In `bank.com.br` and `bank.org.uk` the country comes after the ending.)
    inner = labels[1:-2] if labels[0] != "www" else labels[2:-2]
    return any(label in endings for label in inner)
