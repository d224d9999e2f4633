"""The URL of each page of each language, and how URLs are compared."""

from __future__ import annotations

import functools
import posixpath
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, unquote_to_bytes, urlsplit

import ada_url
from mkdocs.utils import get_relative_url

# The suffix of the files of pages.
PAGE_SUFFIX = ".md"
# The file that a server sends for a folder.
INDEX = "index.html"

# Begins a text in a fragment that browsers search for in the page (URL Fragment Text Directives of WICG).
TEXT_DIRECTIVE = ":~:"

# Makes any relative address a whole one.
_ANY_PAGE = "https://policy.example/"

# The domains that are nobody's (RFC 2606, RFC 6761).
_RESERVED = re.compile(r"(?:^|\.)(?:example|invalid|localhost|test|example\.(?:com|net|org))$")

# Parameters that campaigns add to track readers: without them, a URL leads to the same page.
# Digests leave out the first ones. More of them in this list would make approvals stale, so the others are apart.
TRACKING_IN_DIGESTS = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|_hs\w+|gclid|gclsrc|gbraid|wbraid|dclid|fbclid|yclid|ysclid|ymclid|_openstat"
    r"|msclkid|mc_cid|mc_eid|igshid|igsh|twclid|ttclid|li_fat_id|mkt_tok|oly_\w+_id|vero_\w+|_ga|_gl",
    re.IGNORECASE,
)
_TRACKING = re.compile(
    rf"{TRACKING_IN_DIGESTS.pattern}|matomo_\w+|piwik_\w+|itm_\w+|stm_\w+|bsft_\w+|elq(?:ak|aid|cst|track|trackid)"
    r"|__hs\w+|hs(?:ctatracking|mi)|__s|_bhlid|_branch_\w+|_k[ex]|_bta_\w+|at_(?:campaign|medium|recipient_(?:id|list))"
    r"|gad_(?:source|campaignid)|srsltid|fb_(?:action_(?:ids|types)|comment_id|ref|source)|mibextid|__twitter_impression"
    r"|ref_(?:src|url)|guce_referrer(?:_sig)?|guccounter|rb_clickid|yadclid|yadordid|etext|rdt_cid|sccid|epik|qclid|vmcid"
    r"|ndclid|dicbo|tblci|irclickid|ir_partnerid|cjevent|sscid|zanpid|tduid|awc|et_rid|ef_id|s_cid|s_kwcid|mkwid|pcrid"
    r"|xtor|wt_z?mc|cm_mmc\w*|dm_i|icid|ns_(?:campaign|fee|linkname|mchannel|source)|sc_(?:customer|eh|uid)"
    r"|ck_subscriber_id|ml_subscriber(?:_hash)?|ss_email_id|maropost_id|nr_email_referer|trk_(?:contact|module|msg|sid)"
    r"|oft_(?:ck?|d|ids?|l?k|sid)|sms_(?:click|source|uph)|redirect(?:_log)?_mongo_id|sb_referer_host|unicorn_click_id"
    r"|vgo_ee|wickedid|bbeml",
    re.IGNORECASE,
)
# Many pages have the same links.
_CACHED_LINKS = 1024
_FIELDS = re.compile("[&;]?[^&;]+|[&;]")
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_ESCAPED_LETTERS = re.compile("(?:%[89A-Fa-f][0-9A-Fa-f])+")


@dataclass(frozen=True)
class PageUrls:
    """The URLs of a site's pages: the original at its root, every translation in a folder named by its language.

    Attributes:
        site_url: the absolute URL of the site, normalized and ending in `/`.
        original: the code of the language at the root.
        uses_directory_urls: True if a page is published as a folder (`privacy/`), False for a file (`privacy.html`).
    """

    site_url: str
    original: str
    uses_directory_urls: bool = True

    def folder(self, language: str) -> str:
        """Return the folder of a language's pages below the root of the site, the empty string for the original."""
        return "" if language == self.original else f"{language}/"

    def file(self, language: str, name: str) -> str:
        """Return the file that a page is published as, below the folder of the site; the same that MkDocs chooses."""
        return self.folder(language) + _file(name, self.uses_directory_urls)

    def path_of_file(self, file: str) -> str:
        """Return the URL of a published file below the root of the site: that of the folder for an index page."""
        return _path_of_file(file, self.uses_directory_urls)

    def path(self, language: str, name: str) -> str:
        """Return the URL of a page below the root of the site, the empty string for the root itself."""
        return self.path_of_file(self.file(language, name))

    def beside(self, language: str, name: str, file: str) -> str:
        """Return the path of another file about a page, below the folder of the site: in the folder of the page."""
        page = posixpath.splitext(self.file(language, name))[0]
        return posixpath.join(posixpath.dirname(page) if posixpath.basename(page) == "index" else page, file)

    def absolute(self, language: str, name: str) -> str:
        """Return the absolute URL of a page."""
        return self.site_url + self.path(language, name)

    def relative(self, source: tuple[str, str], target: tuple[str, str], clause: str) -> str:
        """Return a link from one page to another, each given as (language, name), or to a clause of it."""
        fragment = f"#{clause}" if clause else ""
        if source == target and clause:
            return fragment
        return get_relative_url(self.path(*target) or "./", self.path(*source)) + fragment

    def below(self, url: str) -> str | None:
        """Return the part of a URL below the root of the site; None for a relative URL and one of another site."""
        try:
            absolute = normalized(url)
        except ValueError:
            return None
        is_own = bool(self.site_url) and f"{absolute}/".startswith(self.site_url)
        return absolute[len(self.site_url) :] if is_own else None


@functools.cache
def _file(name: str, uses_directory_urls: bool) -> str:
    parent, last = posixpath.split(name)
    stem = "index" if last in ("index", "README") else f"{last}/index" if uses_directory_urls else last
    return posixpath.join(parent, f"{stem}.html")


@functools.cache
def _path_of_file(file: str, uses_directory_urls: bool) -> str:
    is_index = uses_directory_urls and posixpath.basename(file) == INDEX
    return quote(file.removesuffix(INDEX) if is_index else file)


@functools.lru_cache(maxsize=_CACHED_LINKS)
def parts_of(address: str) -> SplitResult | None:
    """Return the parts of an absolute or relative address; None for one that browsers or Python do not take for a URL.

    No other function divides the addresses that people write, because `urlsplit` raises an error for some of them.
    """
    try:
        ada_url.URL(address, _ANY_PAGE)
        return urlsplit(address)
    except ValueError:
        return None


@functools.lru_cache(maxsize=_CACHED_LINKS)
def normalized(url: str) -> str:
    """Return an absolute URL as browsers write it (URL Standard of WHATWG), with each escape in one form (RFC 3986).

    Raises:
        ValueError: it is relative, or no URL.
    """
    return _ESCAPE.sub(lambda escape: quote(unquote_to_bytes(escape[0]), safe=""), ada_url.normalize_url(url))


def site_url(written: str) -> str:
    """Return the URL of a site as browsers write it, with a `/` at its end.

    Raises:
        ValueError: it cannot be that of a site.
    """
    url = ada_url.URL(normalized(written))
    if url.protocol not in ("https:", "http:") or url.username or url.password or url.search or url.hash:
        raise ValueError(written)
    if "//" in url.pathname:  # a server would look for a folder without a name
        raise ValueError(written)
    return url.href if url.href.endswith("/") else f"{url.href}/"


def with_scheme(written: str) -> str:
    """Return the URL of a site that was written without `https://`; empty if that is not what is wrong with it."""
    try:
        return "" if "://" in written or written.startswith("/") else site_url(f"https://{written}")
    except ValueError:
        return ""


def is_reserved(url: str) -> bool:
    """True if the host of a normalized URL is one that nobody has, as in examples."""
    return _RESERVED.search(urlsplit(url).hostname or "") is not None


@functools.lru_cache(maxsize=1024)  # many pages have the same links
def readable(url: str) -> str:
    """Return an absolute URL as browsers show it, with the letters of every script; other text is unchanged."""
    try:
        host = ada_url.URL(url).hostname
    except ValueError:
        return url
    return _ESCAPED_LETTERS.sub(_letters, url.replace(host, ada_url.idna_to_unicode(host), 1))


def _letters(escapes: re.Match[str]) -> str:
    try:
        letters = unquote(escapes[0], errors="strict")
    except UnicodeDecodeError:
        return escapes[0]
    return letters if letters.isprintable() else escapes[0]


def fragment_of(url: str) -> str:
    """Return the id of an element that a URL names, as written there; empty if it names none."""
    return url.partition("#")[2].partition(TEXT_DIRECTIVE)[0]


def without_tracking(url: str, tracking: re.Pattern[str] = _TRACKING) -> str:
    """Return a URL without its tracking parameters."""
    head, _, fragment = url.partition("#")
    path, _, query = head.partition("?")
    kept = _untracked(query, tracking), _untracked(fragment, tracking)
    if kept == (query, fragment):
        return url
    return "".join([path, *(mark + part for mark, part in zip("?#", kept, strict=True) if part)])


def _untracked(fields: str, tracking: re.Pattern[str]) -> str:
    """Return the fields of a URL without those that track."""
    pairs = _FIELDS.findall(fields)
    kept = [pair for pair in pairs if not tracking.fullmatch(unquote(pair.lstrip("&;").partition("=")[0]))]
    return fields if kept == pairs else "".join(kept).lstrip("&;")
