"""The site's own look and pictures: its files, templates and style sheets, and whether a picture is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from policysite.build_manifest import package_folder
from policysite.corpus import files
from policysite.corpus.destinations import ASSETS, SITEMAP
from policysite.corpus.files import IMAGE_TYPES, PDF, Kind
from policysite.lint import template_source
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit_at, site_rule
from policysite.lint.text.url_safety import shown

_TEMPLATE, _STYLE, _SVG = ".html", ".css", ".svg"
_THEME = package_folder() / "theme"
# Each of these is a whole page.
_PAGES = ("404.html", "base.html", "main.html")
_HTML = re.compile(rb"<(?:!doctype|html|head|body|script|iframe|svg)[\s>/]", re.IGNORECASE)


@site_rule(suppressible=False)
def override_unexpected(context: Context) -> Iterator[Hit]:
    """A file of the site's own look is not a template, a style sheet or a picture where the theme has some."""
    for below, path in _files(context):
        is_template = below.suffix == _TEMPLATE or below.as_posix() == SITEMAP
        is_style = below.suffix == _STYLE and (_THEME / below).is_file()
        is_picture = below.suffix.lower() in IMAGE_TYPES and below.parts[0] == ASSETS
        is_read = is_picture or isinstance(files.read(path, below.as_posix()), str)
        if not is_read or not (is_template or is_style or is_picture):
            yield hit_at(_path(context, below), 1)


@site_rule(suppressible=False)
def template_tag_unknown(context: Context) -> Iterator[Hit]:
    """A template has a tag that could run code, load something or hide text, and that the theme's does not have."""
    for path, source in _templates(context):
        for place in template_source.unknown_tags(source, is_html=path.endswith(_TEMPLATE)):
            yield hit_at(path, place.line, place.column, tag=shown(" ".join(place.text.split())))


@site_rule(suppressible=False)
def template_code_unknown(context: Context) -> Iterator[Hit]:
    """The code of a template does more than print and repeat."""
    for path, source in _templates(context):
        for place in template_source.unknown_code(source):
            yield hit_at(path, place.line, place.column, code=shown(place.text))


@site_rule(suppressible=False)
def template_unprotected(context: Context) -> Iterator[Hit]:
    """A template of whole pages does not have their Content-Security-Policy."""
    for path, source in _texts(context, _TEMPLATE):
        if PurePosixPath(path).name in _PAGES and not template_source.is_protected(source, _PAGES):
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
        if suffix == PDF or (suffix in IMAGE_TYPES and suffix != _SVG):
            limit = files.MAX_PDF_MEGABYTES if suffix == PDF else files.MAX_PICTURE_MEGABYTES
            content = _content(path, limit * files.MEGABYTE_BYTES)
            if content is not None and not _is_genuine(suffix, content):
                yield hit_at(name, 1, type=suffix.removeprefix("."), limit=limit)


@site_rule(suppressible=False)
def listed_file_false(context: Context) -> Iterator[Hit]:
    """A file that `publish` lists is not what programs expect under its name."""
    settings = context.settings
    for name in sorted(settings.publish):
        content = (
            _content(settings.docs / name, files.MAX_BYTES) if PurePosixPath(name) in context.attachments else None
        )
        if content is not None:
            from policysite.output_check.addresses import Addresses  # as for style sheets
            from policysite.output_check.data import text_problems

            for problem in text_problems(name, content, settings, Addresses(settings)):
                yield hit_at(settings.relative_path(settings.docs / name), 1, name=name, what=shown(problem.what))


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


def _templates(context: Context) -> Iterator[tuple[str, str]]:
    """Yield the paths and texts of the templates, that of the sitemap included."""
    yield from _texts(context, _TEMPLATE)
    yield from _texts(context, PurePosixPath(SITEMAP).suffix)


def _content(path: Path, max_bytes: int) -> bytes | None:
    """Return the content of a file; empty if it is too large, None if it cannot be read."""
    try:
        return path.read_bytes() if path.stat().st_size <= max_bytes else b""
    except OSError:
        return None


def _is_genuine(suffix: str, content: bytes) -> bool:
    from policysite.output_check.images import pdf_problems, picture_problems  # as for style sheets

    problems = pdf_problems(content) if suffix == PDF else picture_problems(f"picture{suffix}", content)
    return bool(content) and not _HTML.search(content) and not any(problems)
