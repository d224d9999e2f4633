"""Checks the links that lead into the site itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from policysite.corpus.destinations import NOT_FOUND, PROOF
from policysite.corpus.link_rules import CROSS_LANGUAGE_LINK_UNMARKED, LINK_TARGET_MISSING
from policysite.corpus.urls import INDEX, normalized
from policysite.findings.rule import Rule
from policysite.links import rules
from policysite.links.model import LinkKind, Reference
from policysite.links.url_resolver import Target, TargetKind, UrlResolver

# The links that readers follow, expecting a page in their language.
_FOLLOWED = (LinkKind.LINK, LinkKind.SEARCH)
_DEFAULT_LANGUAGE = "x-default"


@dataclass(frozen=True)
class LinkProblem:
    """A link that breaks a rule; it becomes a finding at each position where the link is written.

    Among the parameters of the message, the address and the suggestion are still missing.
    """

    rule: Rule
    reference: Reference
    target: Target
    params: Mapping[str, str] = field(default_factory=dict)


def problems(references: Iterable[Reference], resolver: UrlResolver) -> Iterator[LinkProblem]:
    """Yield the links that break a rule."""
    for reference in references:
        target = resolver.target(reference)
        if reference.kind is LinkKind.CANONICAL and target.kind in (TargetKind.FILE, TargetKind.OTHER_SITE):
            right = resolver.site.url_of(resolver.site.own_file(reference.file))
            if normalized(target.url) != right:
                yield LinkProblem(rules.CANONICAL_DIFFERS, reference, target, {"right": right})
        elif target.kind is TargetKind.FILE:
            yield from _existing_target_problems(reference, target, resolver.site_links[target.file].language)
        elif target.kind is TargetKind.EMPTY:
            yield LinkProblem(rules.URL_EMPTY, reference, target)
        elif target.kind in (TargetKind.MISSING_FILE, TargetKind.MISSING_FRAGMENT):
            yield LinkProblem(LINK_TARGET_MISSING, reference, target)
        elif target.kind is TargetKind.OUTSIDE:
            yield LinkProblem(rules.LINK_LEAVES_SITE, reference, target, {"root": resolver.root})


def _existing_target_problems(reference: Reference, target: Target, found: str) -> Iterator[LinkProblem]:
    """Yield the problems of a link whose target exists; `found` is the language that it declares, empty for none."""
    if target.trailing_slash_missing:
        path = re.split("[?#]", target.url, maxsplit=1)[0]
        right = f"{path}/{target.url.removeprefix(path)}"
        yield LinkProblem(rules.TRAILING_SLASH_MISSING, reference, target, {"right": right})
    if not found or (target.file == reference.file and not reference.hreflang):
        return
    if reference.hreflang:
        if reference.hreflang.lower() != _DEFAULT_LANGUAGE and not _same_language(found, reference.hreflang):
            params = {"language": reference.hreflang, "found": found}
            yield LinkProblem(rules.HREFLANG_DIFFERS, reference, target, params)
    elif reference.kind in _FOLLOWED and reference.language and not _same_language(found, reference.language):
        yield LinkProblem(CROSS_LANGUAGE_LINK_UNMARKED, reference, target, {"language": found, "example": ""})


def _same_language(code: str, other: str) -> bool:
    """True if two codes mean one language, even if only one of them has a territory."""
    shorter, longer = sorted((code.lower(), other.lower()), key=len)
    return bool(shorter) and f"{longer}-".startswith(f"{shorter}-")


def orphans(resolver: UrlResolver) -> list[str]:
    """Return the pages that no chain of links leads to from the home page, sorted, without the 404 page.

    Proofs for search engines are left out too, and pages that show the original instead of a translation: no menu has
    them.
    """
    site, site_links = resolver.site, resolver.site_links
    waiting, reached = [INDEX], {INDEX, NOT_FOUND, *filter(PROOF.fullmatch, site.pages)}
    while waiting:
        for reference in site_links[waiting.pop()].references:
            if reference.kind is not LinkKind.LINK:
                continue
            file = resolver.target(reference).file
            if file in site_links and file not in reached:
                reached.add(file)
                waiting.append(file)
    return [page for page in site.pages if page not in reached and page == site.own_file(page)]
