"""The places of the published files of a site: each has its own, under a name that every system can store."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from policysite import files
from policysite.corpus import subjects
from policysite.corpus.invisible import code_point
from policysite.corpus.model import STATE
from policysite.corpus.settings import Settings
from policysite.corpus.urls import PAGE_SUFFIX
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope

_rule = functools.partial(Rule, family="pages", scope=Scope.SITE, suppressible=False)
DESTINATION_SHARED = _rule("destination-shared")
NAME_RESERVED = _rule("name-reserved")
NAME_UNSUITABLE = _rule("name-unsuitable")
NAME_NOT_PORTABLE = _rule("name-not-portable")
NAME_DECOMPOSED = _rule("name-decomposed")
FOLDER_NAMES_DIFFER_IN_CASE = _rule("folder-names-differ-in-case")

# Files and folders that the build writes, besides the pages and the files of the theme.
NOT_FOUND = "404.html"
# A server sends that page for any unknown path; its links are checked as if it were here.
ANYWHERE = "folder/page/"
SITEMAP = "sitemap.xml"
BUILD_MANIFEST = "build-manifest.json"
WEB_MANIFEST = "site.webmanifest"
SEARCH_INDEX = "pagefind"
FEED = "feed.xml"
# The text of a document for programs, beside its page in every folder, and the schema of all of them.
DOCUMENT_DATA = "policy.json"
DATA_SCHEMA = "policy.schema.json"
# Where those who find a security problem look for a contact (RFC 9116).
SECURITY_TXT = ".well-known/security.txt"
# The fields of that file that are addresses, with their schemes: those of RFC 9116, and CSAF, which IANA has registered
# since.
SECURITY_ADDRESSES: Mapping[str, tuple[str, ...]] = {
    "Acknowledgments": ("https:",),
    "Canonical": ("https:",),
    "Contact": ("https:", "mailto:", "tel:"),
    "CSAF": ("https:",),
    "Encryption": ("https:", "dns:", "openpgp4fpr:"),
    "Hiring": ("https:",),
    "Policy": ("https:",),
}
# What is before a comment in that file, and in `robots.txt`.
COMMENT_SIGNS = "# \t"
GPC = ".well-known/gpc.json"
# The page in the folder of a translation that shows it beside the original.
_WITH_ORIGINAL = "with-original"
_GENERATED = (NOT_FOUND, SITEMAP, f"{SITEMAP}.gz", BUILD_MANIFEST, WEB_MANIFEST, SEARCH_INDEX, FEED, DATA_SCHEMA)
# Files and folders that the build writes into the folders of pages.
_BESIDE_PAGES = {DOCUMENT_DATA: DOCUMENT_DATA, _WITH_ORIGINAL: _WITH_ORIGINAL, f"{_WITH_ORIGINAL}.html": _WITH_ORIGINAL}
# The page in the folder of a version that shows what it changed.
CHANGES = "changes"
_CHANGES_OF_VERSION = re.compile(rf"(?:.*/)?{STATE}/{CHANGES}(?:\.html|/.*)?")
# The names of the files that prove to a search engine whose site this is; the group is what the file must repeat.
GOOGLE_PROOF, YANDEX_PROOF, BING_PROOF = r"(google[0-9a-f]+\.html)", r"yandex_([0-9a-f]+)\.html", r"BingSiteAuth\.xml"
PUBLISHED_PROOF = f"{GOOGLE_PROOF}|{YANDEX_PROOF}|{BING_PROOF}"
# The names of all such files, also of those for other search engines, which a site cannot publish.
PROOF = re.compile(rf"{PUBLISHED_PROOF}|(?:pinterest-[0-9a-f]+|[0-9a-f]{{16,}})\.html")
# The folder of images, and of the files of the theme; no page may be in it.
ASSETS = "assets"
STYLE_SHEET = f"{ASSETS}/site.css"
MODULE = f"{ASSETS}/site.js"
# The folder of the parts of the theme's templates.
PARTIALS = "partials"

# Spaces, signs with a meaning in URLs, and signs that Windows does not allow in names.
_UNSUITABLE = ' "#%*:<>?\\|'
# Programs take a name that begins with it for an option.
_HYPHEN = re.compile(r"(?:^|(?<=/))-+")
# What may stand after a dot within the name of an image, such as a version; some servers run `a.php.png`.
_NUMBER = re.compile(r"v?[0-9][\w-]*")
_CACHED_NAMES = 1024
# Names that Windows takes for devices, whatever follows a period, and the periods at the end that it leaves out.
_NOT_PORTABLE = re.compile(
    r"(?P<device>^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|$))|(?P<periods>\.+$)", re.IGNORECASE
)


def with_original_name(name: str) -> str:
    """Return the name of the pages that show the translations of a document beside its original."""
    return f"{name}/{_WITH_ORIGINAL}"


def shown_with_original(name: str) -> str:
    """Return the name of the document that a page shows beside its original; empty for any other page."""
    document = name.removesuffix(f"/{_WITH_ORIGINAL}")
    return document if document != name else ""


def may_be_published(below_docs: PurePosixPath, settings: Settings) -> bool:
    """True for a page, an image or a PDF in `assets/`, and the texts for programs that `mkdocs.yml` lists."""
    if below_docs.suffix == PAGE_SUFFIX:
        return True
    if below_docs.parts[0] == ASSETS:
        return below_docs.suffix in (*files.IMAGE_TYPES, files.PDF)
    return below_docs.as_posix() in (SECURITY_TXT, *settings.publish)


def check(settings: Settings, published: Iterable[PurePosixPath]) -> Iterator[Finding]:
    """Yield a finding for each file that cannot be published under its name, or would overwrite another one.

    The paths of the published files are below the folder of the pages.
    """
    located = [(settings.docs, below) for below in published]
    if settings.own_look is not None:
        located += [(settings.own_look, below) for below in _published_look(settings.own_look)]
    for folder, below in located:
        yield from name_findings(settings, folder, below)
    yield from _folders_differing_in_case(settings, located)
    yield from _conflicts(settings, located)


def _published_look(folder: Path) -> Iterator[PurePosixPath]:
    """Yield the files of the site's own look that are published, and those that no program can name."""
    for path in files.regular(folder):
        below = PurePosixPath(path.relative_to(folder))
        is_hidden = any(part.startswith(".") for part in below.parts)
        if (below.parts[0] == ASSETS and not is_hidden) or not below.as_posix().isprintable():
            yield below


def name_findings(settings: Settings, folder: Path, below: PurePosixPath) -> Iterator[Finding]:
    """Yield a finding if a name cannot be part of a URL, or is not stored as it looks."""
    written, suitable = below.as_posix(), _suitable(below.as_posix())
    path, suggestion = (settings.relative_path(folder / name) for name in (written, suitable))
    unsuitable = _unsuitable(written)
    # The menu and links name the page as its file is named.
    parts = (each.removesuffix(PAGE_SUFFIX).partition("/") for each in (written, suitable))
    page, page_there = (subjects.page(language, name) for language, _, name in parts)
    breaks, rests_on = [page], [subjects.page_name(page), subjects.page_name(page_there)]
    if unsuitable:
        shown = (f'"{sign}"' if sign.isprintable() else code_point(sign) for sign in unsuitable)
        yield NAME_UNSUITABLE.at(
            path, breaks=breaks, rests_on=rests_on, characters=" ".join(shown), suggestion=suggestion
        )
    elif part := next((part for part in _parts(below.as_posix()) if _portable(part) != part), None):
        yield NAME_NOT_PORTABLE.at(path, breaks=breaks, part=part, suggestion=suggestion)
    elif path != suggestion:
        yield NAME_DECOMPOSED.at(path, breaks=breaks, suggestion=suggestion)


@functools.lru_cache(maxsize=_CACHED_NAMES)  # each is asked for several times, by the output check too
def _suitable(name: str) -> str:
    """Return the name that is suggested instead of another one; the same if there is nothing against it."""
    path = PurePosixPath(_composed(name))
    suitable = path.as_posix()
    if unsuitable := "".join(_unsuitable(suitable)):
        begin = path.with_suffix("") if path.suffix else path
        suitable = _HYPHEN.sub("", re.sub(f"[{re.escape(unsuitable)}]+", "-", begin.as_posix())) + path.suffix
    page = PAGE_SUFFIX if suitable.endswith(PAGE_SUFFIX) else ""
    return "/".join(map(_portable, _parts(suitable))) + page


def _parts(name: str) -> list[str]:
    """Return the names of a file and its folders; a page is published in a folder with its name."""
    return name.removesuffix(PAGE_SUFFIX).split("/")


def _portable(part: str) -> str:
    """Return the name of a file or a folder as every system can store it."""
    return _NOT_PORTABLE.sub(lambda match: f"{match['device']}-1" if match["device"] else "", part, count=1)


def is_suitable(name: str) -> bool:
    """True if a path can be part of a URL, and is stored on every system as it looks."""
    return _suitable(name) == name


def _unsuitable(name: str) -> list[str]:
    signs = [sign for sign in name if sign in _UNSUITABLE or not sign.isprintable()]
    signs += ["."] if _has_other_ending(PurePosixPath(name)) else []
    return list(dict.fromkeys([*signs, *(["-"] if _HYPHEN.search(name) else [])]))


def _has_other_ending(path: PurePosixPath) -> bool:
    """True if a dot in the name of an image, or of a folder of images, begins neither its type nor a number."""
    endings = (each for part in path.with_suffix("").parts[1:] for each in part.lstrip(".").split(".")[1:])
    return path.parts[0] == ASSETS and not all(map(_NUMBER.fullmatch, endings))


def _folders_differing_in_case(settings: Settings, located: Iterable[tuple[Path, PurePosixPath]]) -> Iterator[Finding]:
    """Yield a finding for each folder whose name differs from that of another one in the case of letters only.

    Two files in them that have the same name are in one place, which `destination-shared` is about.
    """
    paths = sorted(settings.relative_path(folder / below) for folder, below in located)
    places = Counter(map(_folded, paths))
    first: dict[str, str] = {}
    found: set[str] = set()
    for path in paths:
        for folder in reversed([each.as_posix() for each in PurePosixPath(path).parents]):
            other = first.setdefault(_folded(folder), folder)
            if _composed(other) != _composed(folder) and folder not in found and places[_folded(path)] == 1:
                found.add(folder)
                yield FOLDER_NAMES_DIFFER_IN_CASE.at(path, rests_on=[folder, other], here=folder, other=other)


def _conflicts(settings: Settings, located: Iterable[tuple[Path, PurePosixPath]]) -> Iterator[Finding]:
    """Yield a finding for each file whose place in the built site is taken."""
    original = settings.languages[0]
    generated = {_folded(name): name for name in (*_GENERATED, *settings.languages)}
    sources: dict[str, str] = {}  # the source of each published file
    folders: dict[str, str] = {}  # a source in each published folder

    def order(file: tuple[Path, PurePosixPath]) -> tuple[bool, bool, PurePosixPath]:
        """Sort pages last, those of the original at the end: one may be named like the folder of a translation."""
        _, below = file
        return below.suffix == PAGE_SUFFIX, below.parts[0] == original, below

    for folder, below in sorted(located, key=order):
        destination = name = below.as_posix()
        reserved, breaks = generated, set[str]()
        if below.suffix == PAGE_SUFFIX:
            language, page = page_name(below)
            destination, name = (settings.urls.file(each, page) for each in (language, original))
            reserved, breaks = generated | {ASSETS: ASSETS}, {subjects.page_name(subjects.page(language, page))}
        source = settings.relative_path(folder / below)
        place, *parents = _and_parents(destination)
        other = _first([sources.get(place), folders.get(place), *map(sources.get, parents)])
        of_version = CHANGES if _CHANGES_OF_VERSION.fullmatch(place) else None
        proof = destination if below.suffix == PAGE_SUFFIX and PROOF.fullmatch(place) else None
        beside = map(_BESIDE_PAGES.get, place.split("/"))
        taken = _first([*map(reserved.get, _and_parents(name)), *beside, of_version, proof])
        if other is not None:
            yield DESTINATION_SHARED.at(source, breaks=breaks, destination=destination, other=other)
        elif taken is not None:
            yield NAME_RESERVED.at(source, breaks=breaks, destination=destination, reserved=taken)
        sources.setdefault(place, source)
        for parent in parents:
            folders.setdefault(parent, source)


def is_reserved(name: str, settings: Settings) -> bool:
    """True if no page can have a name: its place in the built site is that of a language, or of what is made."""
    taken = {_folded(each) for each in (*_GENERATED, *settings.languages, ASSETS)}
    return not taken.isdisjoint(_and_parents(settings.urls.file(settings.languages[0], name)))


def page_name(below_docs: PurePosixPath) -> tuple[str, str]:
    """Return the language of a page and its name; if its file must be renamed, the name that it is to have."""
    language, *rest = below_docs.parts
    return language, _suitable(PurePosixPath(*rest).with_suffix("").as_posix())


def _and_parents(destination: str) -> list[str]:
    """Return a path and its parent folders, as systems compare them that ignore case."""
    path = PurePosixPath(_folded(destination))
    return [each.as_posix() for each in (path, *path.parents) if each.name]


def _folded(path: str) -> str:
    return _composed(_composed(path).casefold())


def _composed(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def _first(names: Iterable[str | None]) -> str | None:
    return next(filter(None, names), None)
