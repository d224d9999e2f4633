"""The site's own look and pictures: its files, templates and style sheets, and whether a picture is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from policysite.corpus import files
from policysite.corpus.destinations import ASSETS, PARTIALS, SITEMAP
from policysite.corpus.files import IMAGE_TYPES, PDF, Kind
from policysite.lint import template_source
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit_at, site_rule
from policysite.lint.text.url_safety import shown

_TEMPLATE, _STYLE, _SCRIPT = ".html", ".css", ".js"
# Each of these is a whole page.
_PAGES = ("404.html", "base.html", "main.html")
# The largest picture and the largest document that a site needs.
_MAX_BYTES = {PDF: 20_000_000}
_MAX_PICTURE_BYTES = 5_000_000
# The first bytes of each type, or of its parts.
_SIGNATURES = {
    ".avif": re.compile(rb".{4}ftypavi[fs]", re.DOTALL),
    ".gif": re.compile(rb"GIF8[79]a"),
    ".ico": re.compile(rb"\x00\x00\x01\x00[^\x00]"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    PDF: re.compile(rb"%PDF-"),
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR", re.DOTALL),
    ".webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
}
_HTML = re.compile(rb"<(?:!doctype|html|head|body|script|iframe|svg)[\s>/]", re.IGNORECASE)
_ACTIVE_IN_PDF = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b")


@site_rule(suppressible=False)
def override_unexpected(context: Context) -> Iterator[Hit]:
    """A file of the site's own look is not a template, a style sheet or a picture where the theme has some."""
    for below, path in _files(context):
        is_template = below.suffix == _TEMPLATE or below.as_posix() == SITEMAP
        is_style = below.suffix == _STYLE and below.parts[0] in (ASSETS, PARTIALS)
        is_picture = below.suffix.lower() in IMAGE_TYPES and below.parts[0] == ASSETS
        is_read = is_picture or isinstance(files.read(path, below.as_posix()), str)
        if not is_read or not (is_template or is_style or is_picture):
            yield hit_at(_path(context, below), 1)


@site_rule(suppressible=False)
def template_tag_unknown(context: Context) -> Iterator[Hit]:
    """A template has a tag that could run code, load something or hide text, and that the theme's does not have."""
    for path, source in _texts(context, _TEMPLATE):
        for place in template_source.unknown_tags(source):
            yield hit_at(path, place.line, place.column, tag=shown(" ".join(place.text.split())))


@site_rule(suppressible=False)
def template_code_unknown(context: Context) -> Iterator[Hit]:
    """The code of a template does more than print and repeat."""
    for path, source in [*_texts(context, _TEMPLATE), *_texts(context, PurePosixPath(SITEMAP).suffix)]:
        for place in template_source.unknown_code(source):
            yield hit_at(path, place.line, place.column, code=shown(place.text))


@site_rule(suppressible=False)
def template_unprotected(context: Context) -> Iterator[Hit]:
    """A template of whole pages does not have their Content-Security-Policy."""
    for path, source in _texts(context, _TEMPLATE):
        if PurePosixPath(path).name in _PAGES and not template_source.is_protected(source):
            yield hit_at(path, 1)


@site_rule(suppressible=False)
def style_unsafe(context: Context) -> Iterator[Hit]:
    """A style sheet loads something, or writes text; or the colors are more than colors."""
    for path, source in _texts(context, _STYLE):
        from policysite.lint import style_sheet  # few sites have their own, and its parser takes time to load

        for place in style_sheet.unsafe(source, PurePosixPath(*PurePosixPath(path).parts[-2:])):
            yield hit_at(path, place.line, place.column, what=shown(place.text))


@site_rule(suppressible=False)
def image_false(context: Context) -> Iterator[Hit]:
    """A picture or a document is not what its name says, or too large."""
    settings = context.settings
    named = [(settings.relative_path(settings.docs / below), settings.docs / below) for below in context.attachments]
    named += [(_path(context, below), path) for below, path in _files(context)]
    for name, path in sorted(named):
        suffix = path.suffix.lower()
        if suffix in _SIGNATURES:
            content = _content(path, _MAX_BYTES.get(suffix, _MAX_PICTURE_BYTES))
            if content is not None and not _is_genuine(suffix, content):
                yield hit_at(name, 1, type=suffix.removeprefix("."))


def _files(context: Context) -> Iterator[tuple[PurePosixPath, Path]]:
    """Yield the files of the site's own look that are used: their paths below its folder, and these in full."""
    folder = context.settings.templates
    if folder is None:
        return
    for path, kind in sorted(files.walk(folder)):
        below = PurePosixPath(path.relative_to(folder))
        if kind is Kind.FILE and not any(part.startswith(".") for part in below.parts):
            yield below, path


def _path(context: Context, below: PurePosixPath) -> str:
    assert context.settings.templates is not None  # noqa: S101  (it has the file)
    return context.settings.relative_path(context.settings.templates / below)


def _texts(context: Context, suffix: str) -> Iterator[tuple[str, str]]:
    """Yield the paths and texts of the files with a suffix; those that cannot be read are unexpected."""
    for below, path in _files(context):
        if below.suffix == suffix:
            name = _path(context, below)
            text = files.read(path, name)
            if isinstance(text, str):
                yield name, text


def _content(path: Path, max_bytes: int) -> bytes | None:
    """Return the content of a file; empty if it is too large, None if it cannot be read."""
    try:
        return path.read_bytes() if path.stat().st_size <= max_bytes else b""
    except OSError:
        return None


def _is_genuine(suffix: str, content: bytes) -> bool:
    is_active = suffix == PDF and _ACTIVE_IN_PDF.search(content) is not None
    return _SIGNATURES[suffix].match(content) is not None and not _HTML.search(content) and not is_active
