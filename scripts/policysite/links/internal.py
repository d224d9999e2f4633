"""What is wrong with the addresses in the built site that lead into the site itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from policysite.findings import Severity
from policysite.links.built_site import INDEX, NOT_FOUND, BuiltSite
from policysite.links.extractor import Contents
from policysite.links.model import Kind, Reference
from policysite.links.url_resolver import Target, UrlResolver, Where

# Where a reader gets to, and so expects to find their language.
_READ = (Kind.LINK, Kind.REFRESH, Kind.SEARCH)
_DEFAULT = "x-default"


@dataclass(frozen=True)
class Fault:
    """An address at fault.

    Attributes:
        rule: what is wrong with it.
        reference: the address.
        target: what it leads to.
        params: what the message names, but for the address itself and what is similar to it.
        severity: how much it weighs.
    """

    rule: str
    reference: Reference
    target: Target
    params: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


def faults(contents: Contents, targets: UrlResolver) -> Iterator[Fault]:
    """Every address of the site at fault, in the order of the files.

    Args:
        contents: what the files hold.
        targets: what their addresses lead to.
    """
    for content in contents.values():
        for reference in content.references:
            target = targets.target(reference)
            if reference.kind is Kind.CANONICAL and target.where in (Where.HERE, Where.ELSEWHERE):
                yield from _of_own(reference, target, targets)
            elif target.where is Where.HERE:
                yield from _of_living(reference, target, contents)
            elif target.where is Where.EMPTY:
                yield Fault("url-empty", reference, target)
            elif target.where in (Where.NOTHING, Where.NO_ELEMENT):
                yield missing(reference, target)
            elif target.where is Where.OUTSIDE:
                yield Fault("link-leaves-site", reference, target, {"root": targets.root})


def missing(reference: Reference, target: Target) -> Fault:
    """That nothing is where an address leads."""
    return Fault("link-target-missing", reference, target)


def _of_own(reference: Reference, target: Target, targets: UrlResolver) -> Iterator[Fault]:
    """What may be wrong with the address that a page calls its own."""
    right = targets.site.address(reference.file)
    if target.url != right:
        yield Fault("canonical-differs", reference, target, {"right": right})


def _of_living(reference: Reference, target: Target, contents: Contents) -> Iterator[Fault]:
    """What may be wrong with an address that leads to something."""
    if target.trailing_slash_missing:
        path = re.split("[?#]", target.url, maxsplit=1)[0]
        right = f"{path}/{target.url.removeprefix(path)}"
        yield Fault("trailing-slash-missing", reference, target, {"right": right}, Severity.WARNING)
    found = contents[target.file].language
    if not found:
        return
    promised = reference.attributes.get("hreflang") or ""
    if promised:
        if promised.lower() != _DEFAULT and not _is_of(found, promised):
            yield Fault("hreflang-differs", reference, target, {"language": promised, "found": found})
    elif reference.kind in _READ and reference.language and not _is_of(found, reference.language):
        yield Fault("language-crossed", reference, target, {"language": found})


def _is_of(language: str, other: str) -> bool:
    """Whether two codes are of one language, one of them perhaps with a territory."""
    shorter, longer = sorted((language.lower(), other.lower()), key=len)
    return bool(shorter) and f"{longer}-".startswith(f"{shorter}-")


def orphans(site: BuiltSite, contents: Contents, targets: UrlResolver) -> list[str]:
    """The pages that a reader cannot get to from the home page by links, sorted; the 404 page is none of them."""
    waiting, reached = [INDEX], {INDEX, NOT_FOUND}
    while waiting:
        for reference in contents[waiting.pop()].references:
            if reference.kind not in (Kind.LINK, Kind.REFRESH):
                continue
            file = targets.target(reference).file
            if file in contents and file not in reached:
                reached.add(file)
                waiting.append(file)
    return [page for page in site.pages if page not in reached]
