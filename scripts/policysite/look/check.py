"""The rules about the templates of a site's own look, and which files it has."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path, PurePosixPath

from policysite import files
from policysite.config import brand
from policysite.contacts.operator_sites import is_of_operator, is_own_host
from policysite.corpus import Settings
from policysite.corpus.destinations import ASSETS, NOT_FOUND
from policysite.corpus.hosts import host_of
from policysite.corpus.url_safety import shown
from policysite.files import IMAGE_TYPES, FileKind
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope
from policysite.look import required_parts, template_code, template_steps, template_structure, template_tags
from policysite.look.expanded import expanded
from policysite.look.markup import MarkupLink, divided_words, links_of, links_with_code
from policysite.look.printed import TemplatePart
from policysite.look.template import Excerpt, folded
from policysite.look.template_structure import BASE
from policysite.look.template_uses import Templates

TEMPLATE, STYLE = ".html", ".css"
# Seven times what the longest template of the theme has.
_MAX_BYTES = 20_000
# A template with as many parts, and all that it uses, is refused: a page of the theme has some hundreds.
_MAX_PARTS = 5_000
# Each of these is a whole page.
_PAGES = (NOT_FOUND, BASE, "main.html")

_rule = functools.partial(Rule, family="look", scope=Scope.SITE, suppressible=False)
OVERRIDE_UNEXPECTED = _rule("override-unexpected")
TEMPLATE_TAG_UNKNOWN = _rule("template-tag-unknown")
TEMPLATE_CODE_UNKNOWN = _rule("template-code-unknown")
TEMPLATE_HEAD_CHANGED = _rule("template-head-changed")
TEMPLATE_UNPROTECTED = _rule("template-unprotected")
TEMPLATE_PART_MISSING = _rule("template-part-missing")
TEMPLATE_TOO_SLOW = _rule("template-too-slow")


def findings(settings: Settings) -> list[Finding]:
    """Return what must be corrected before a template of the site's own look is rendered."""
    return [
        *unexpected_files(settings),
        *unknown_tags(settings),
        *unknown_code(settings),
        *changed_heads(settings),
        *unprotected_templates(settings),
        *missing_parts(settings),
        *slow_templates(settings),
    ]


def unexpected_files(settings: Settings) -> Iterator[Finding]:
    """Yield the files that are not a template, the style sheet with colors or an image where the theme has some."""
    for below, path in own_files(settings):
        is_template = below.suffix == TEMPLATE
        is_style = below.as_posix() == brand.PATH
        is_image = below.suffix.lower() in IMAGE_TYPES and below.parts[0] == ASSETS
        is_read = is_image or isinstance(files.read(path, below.as_posix(), _MAX_BYTES), str)
        if not is_read or not (is_template or is_style or is_image):
            yield OVERRIDE_UNEXPECTED.at(settings.relative_path(path))


def unknown_tags(settings: Settings) -> Iterator[Finding]:
    """Yield the tags that could run code, load something or hide text, and elements that end in another template."""
    for path, source in own_texts(settings, TEMPLATE):
        name = _below(path, settings)
        parts = _expanded_templates(settings)[name]
        unknown = list(template_tags.unknown_tags(source, name))
        hidden = (
            *template_structure.hidden_from_search(source, name),
            *template_structure.deep_elements(parts),
            *template_structure.misplaced_texts(parts),
        )
        opened = list(template_structure.open_elements(source, name))
        for place in unknown or (*hidden, *(opened or template_structure.misread_elements(parts))):
            yield TEMPLATE_TAG_UNKNOWN.at(path, place.line, place.column, tag=shown(folded(place.text)))


def blank_choices(settings: Settings) -> Iterator[tuple[str, Excerpt]]:
    """Yield the links, buttons and captions without a text for readers to see or hear, each with its template."""
    for path, _ in own_texts(settings, TEMPLATE):
        parts = _expanded_templates(settings)[_below(path, settings)]
        yield from ((path, place) for place in template_structure.blank_choices(parts))


def _expanded_templates(settings: Settings) -> Mapping[str, Sequence[TemplatePart]]:
    """Return the parts of each template with all that it uses, by its path below their folder; none of slow ones."""
    return _expanded(tuple((_below(path, settings), source) for path, source in own_texts(settings, TEMPLATE)))


@functools.lru_cache(maxsize=1)  # several rules need them
def _expanded(sources: tuple[tuple[str, str], ...]) -> Mapping[str, Sequence[TemplatePart]]:
    templates = Templates(dict(sources))
    slow = {name for name, _ in template_steps.slow_parts(dict(sources))}
    parts = {name: tuple(islice(expanded(name, templates), _MAX_PARTS)) for name, _ in sources if name not in slow}
    return {name: parts.get(name, ()) for name, _ in sources}


def unknown_code(settings: Settings) -> Iterator[Finding]:
    """Yield the code of templates that does more than print and repeat, or says more than the text of a page."""
    for path, source in own_texts(settings, TEMPLATE):
        name = _below(path, settings)
        away = (link for link in links_with_code(source) if _is_away(link, settings))
        more = (
            *(Excerpt(link.line, link.column, link.address) for link in away),
            *divided_words(source),
            *template_structure.altered_text(source, name),
            *template_structure.repeated_parts(source, name),
        )
        for place in (*template_code.unknown_code(source), *more):
            yield TEMPLATE_CODE_UNKNOWN.at(path, place.line, place.column, code=shown(place.text))


def changed_heads(settings: Settings) -> Iterator[Finding]:
    """Yield the places where templates change what the head of a page says: its title, its URLs, its description."""
    for path, source in own_texts(settings, TEMPLATE):
        for place in template_structure.altered_head(source, _below(path, settings)):
            yield TEMPLATE_HEAD_CHANGED.at(path, place.line, place.column, code=shown(place.text))


def unprotected_templates(settings: Settings) -> Iterator[Finding]:
    """Yield the templates of whole pages that do not have their Content-Security-Policy."""
    for path, source in own_texts(settings, TEMPLATE):
        if PurePosixPath(path).name in _PAGES and not template_structure.is_protected(source, _PAGES):
            yield TEMPLATE_UNPROTECTED.at(path)


def missing_parts(settings: Settings) -> Iterator[Finding]:
    """Yield the templates without parts of the theme's templates that each page must have."""
    for path, source in own_texts(settings, TEMPLATE):
        place = required_parts.missing_part(source, _below(path, settings), _PAGES)
        if place:
            yield TEMPLATE_PART_MISSING.at(path, place.line, place.column, code=shown(place.text))


def slow_templates(settings: Settings) -> Iterator[Finding]:
    """Yield the templates that take too long to render."""
    paths = {_below(path, settings): (path, source) for path, source in own_texts(settings, TEMPLATE)}
    for name, place in template_steps.slow_parts({name: source for name, (_, source) in paths.items()}):
        yield TEMPLATE_TOO_SLOW.at(paths[name][0], place.line, place.column)
    long = (name for name, parts in _expanded_templates(settings).items() if len(parts) == _MAX_PARTS)
    yield from (TEMPLATE_TOO_SLOW.at(paths[name][0]) for name in long)


def _is_away(link: MarkupLink, settings: Settings) -> bool:
    """True for a link to a site of others."""
    return bool(host_of(link.address)) and not is_of_operator(link.address, settings)


def _below(path: str, settings: Settings) -> str:
    """Return the path of a template below their folder."""
    return path.removeprefix(f"{settings.relative_path(settings.templates)}/") if settings.templates else path


def own_files(settings: Settings) -> Iterator[tuple[PurePosixPath, Path]]:
    """Yield the files of the site's own look that are used: their paths below its folder, and these in full.

    Of those with a dot before their names only templates are used: others can include them.
    """
    folder = settings.templates
    if folder is None:
        return
    for path, kind in sorted(files.walk(folder)):
        below = PurePosixPath(path.relative_to(folder))
        is_hidden = any(part.startswith(".") for part in below.parts)
        if kind is FileKind.FILE and (below.suffix == TEMPLATE or not is_hidden):
            yield below, path


def linked_hosts(settings: Settings) -> list[str]:
    """Return the names of the other sites that templates of the site's own look link to."""
    links = (link for _, source in own_texts(settings, TEMPLATE) for link in links_of(source))
    hosts = {host_of(link.address) for link in links} - {""}
    return sorted(host for host in hosts if not is_own_host(host, settings))


def own_texts(settings: Settings, suffix: str) -> Iterator[tuple[str, str]]:
    """Yield the paths and texts of the files with a suffix; those that cannot be read are unexpected."""
    for below, path in own_files(settings):
        if below.suffix == suffix:
            name = settings.relative_path(path)
            text = files.read_edited(path, name, _MAX_BYTES)
            if isinstance(text, str):
                yield name, text
