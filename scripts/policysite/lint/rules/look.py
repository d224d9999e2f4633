"""The site's own look, and files beside the pages that are not what their names say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from policysite import files
from policysite.config import brand, own_look
from policysite.config.sources import PLUGIN, items
from policysite.corpus import subjects
from policysite.corpus.character_references import unescape
from policysite.corpus.destinations import SECURITY_TXT
from policysite.corpus.relative_links import is_relative
from policysite.corpus.url_safety import shown
from policysite.corpus.urls import PAGE_SUFFIX
from policysite.files import IMAGE_TYPES, PDF
from policysite.files.yaml_nodes import position
from policysite.findings import Finding
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit_at, site_check, site_rule
from policysite.output_check.own_look import ADDITION_INVALID, invalid_additions
from policysite.output_check.tags import addresses_in

if TYPE_CHECKING:
    from policysite.lint.style_sheet import StyleSheet

_SVG = ".svg"
# Stands before the address of an image.
_IMAGE_BEFORE = 'src="'


@site_check(own_look.OVERRIDE_UNEXPECTED)
def override_unexpected(context: Context) -> Iterator[Finding]:
    """A file of the site's own look is no addition, no style sheet with colors and no image, or cannot be read."""
    return own_look.unexpected_files(context.settings)


@site_check(ADDITION_INVALID)
def addition_invalid(context: Context) -> Iterator[Finding]:
    """An addition has more than a text with links, lists and images, or looks like a template."""
    return invalid_additions(context.settings)


@site_rule(suppressible=False)
def addition_link_broken(context: Context) -> Iterator[Hit]:
    """An addition links to no page and no file of the site, or to no clause of a page."""
    for addition in own_look.additions(context.settings):
        for offset, written in addresses_in(addition.text):
            address = unescape(written)
            is_image = addition.text.endswith(_IMAGE_BEFORE, 0, offset)
            if is_relative(address) and not _exists(address, addition.language, context, is_image=is_image):
                place = files.line_and_column(addition.text, offset)
                path, _, fragment = address.rpartition(PAGE_SUFFIX)
                urls = (context.settings.urls.absolute(each, path) for each in context.settings.languages)
                breaks = frozenset(subjects.address(url + fragment) for url in urls)  # as pages have it
                yield hit_at(addition.path, *place, breaks=breaks, address=shown(address))


def _exists(address: str, language: str, context: Context, *, is_image: bool) -> bool:
    """True if the pages of a language, or of all, can link to an address as an addition writes it, or show an image."""
    path, sign, fragment = address.partition("#")
    if is_image or not path.endswith(PAGE_SUFFIX):
        images = {below for below, _ in own_look.own_files(context.settings) if own_look.is_image(below)}
        images |= {below for below in context.attachments if below.suffix.lower() in IMAGE_TYPES}
        files_to_link = images if is_image else images | context.attachments
        return address in {below.as_posix() for below in files_to_link}
    languages = [language] if language else context.settings.languages
    pages = [context.published.page(each, path.removesuffix(PAGE_SUFFIX)) for each in languages]
    return all(page is not None and (not sign or page.has_element(fragment)) for page in pages)


@site_rule(suppressible=False)
def style_unsafe(context: Context) -> Iterator[Hit]:
    """The site's own style sheet does more than set colors, fonts and widths of the theme."""
    for path, sheet in _own_sheets(context):
        for place in sheet.unsafe:
            yield hit_at(path, place.line, place.column, what=shown(place.text), names=", ".join(brand.NAMES))


@site_rule(suppressible=False)
def contrast_too_low(context: Context) -> Iterator[Hit]:
    """Two colors of the site's own are too much alike, or like those of the theme behind them."""
    for path, sheet in _own_sheets(context):
        places = {declaration.name: place for declaration, place in sheet.values}
        for found in brand.low_contrasts(declaration for declaration, _ in sheet.values):
            place = places.get(found.ink) or places[found.paper]
            yield hit_at(path, place.line, place.column, **found._asdict())


def _own_sheets(context: Context) -> Iterator[tuple[str, StyleSheet]]:
    for below, path in own_look.own_files(context.settings):
        name = context.settings.relative_path(path)
        source = files.read_edited(path, name, own_look.MAX_BYTES) if below.as_posix() == brand.PATH else []
        if isinstance(source, str):
            from policysite.lint import style_sheet  # few sites have their own, and its parser takes time to load

            yield name, style_sheet.read(source)


@site_rule(suppressible=False)
def image_invalid(context: Context) -> Iterator[Hit]:
    """An image is not what its name says, or too large."""
    limit = files.MAX_IMAGE_MEGABYTES
    for name, path in _own_files(context):
        suffix = path.suffix.lower()
        content = _content(path, limit * files.MEGABYTE_BYTES) if suffix in IMAGE_TYPES and suffix != _SVG else None
        if content is not None:
            from policysite.output_check.images import image_problems  # as for style sheets

            if not content or any(image_problems(f"image{suffix}", content)):
                yield hit_at(name, type=suffix.removeprefix("."), limit=limit, pixels=files.MAX_MEGAPIXELS)


@site_rule(suppressible=False)
def document_unsafe(context: Context) -> Iterator[Hit]:
    """A document is not a PDF, is too large, does more than show its pages, or leads where a page must not lead."""
    limit = files.MAX_PDF_MEGABYTES
    documents = [(name, path) for name, path in _own_files(context) if path.suffix.lower() == PDF]
    if not documents:
        return
    from policysite.output_check.addresses import Addresses  # as for style sheets
    from policysite.output_check.documents import pdf_problems

    addresses = Addresses(context.settings)
    for name, path in documents:
        content = _content(path, limit * files.MEGABYTE_BYTES)
        problems = pdf_problems(name, content, addresses) if content is not None else ()
        for problem in problems:
            yield hit_at(name, 1, what=shown(problem.what), limit=limit)


def _own_files(context: Context) -> list[tuple[str, Path]]:
    """Return the files beside the pages and of the site's own look, each with its name in findings."""
    settings = context.settings
    beside = [(settings.relative_path(settings.docs / below), settings.docs / below) for below in context.attachments]
    return sorted([*beside, *((settings.relative_path(path), path) for _, path in own_look.own_files(settings))])


@site_rule(suppressible=False)
def published_file_invalid(context: Context) -> Iterator[Hit]:
    """A file that `publish` lists, or `security.txt`, is not what programs expect under its name."""
    settings = context.settings
    published = (each for each in {*settings.publish, SECURITY_TXT} if PurePosixPath(each) in context.attachments)
    for name in sorted(published):
        content = _content(settings.docs / name, files.MAX_BYTES)
        if content is not None:
            from policysite.output_check.addresses import Addresses  # as for style sheets
            from policysite.output_check.data import text_problems
            from policysite.output_check.rules import FILE_INVALID

            for problem in text_problems(name, content, settings, Addresses(settings), context.pages_by_path.keys()):
                if name == SECURITY_TXT and problem.rule is not FILE_INVALID:  # it has rules of its own
                    continue
                path = settings.relative_path(settings.docs / name)
                yield hit_at(path, max(problem.line, 1), name=name, what=shown(problem.what))


@site_rule(suppressible=False)
def published_file_missing(context: Context) -> Iterator[Hit]:
    """A file that `publish` lists does not exist."""
    for source, names in context.configured("plugins", PLUGIN, "publish"):
        for name in items(names):
            path = context.settings.docs / str(name.value)
            if not path.is_file():
                breaks = frozenset({subjects.address(name.value)})  # it is not in the built site either
                yield hit_at(source.name, *position(name), breaks=breaks, file=context.settings.relative_path(path))


def _content(path: Path, max_bytes: int) -> bytes | None:
    """Return the content of a file; empty if it is too large, None if it cannot be read."""
    try:
        return path.read_bytes() if path.stat().st_size <= max_bytes else b""
    except OSError:
        return None
