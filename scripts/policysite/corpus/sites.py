"""Known sites of other people: their pages stand for people, ask to fill in a form, or lead on to other sites."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import SplitResult

_KNOWN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
CONTACT_HOSTS = frozenset(_KNOWN["contact_hosts"])
CONTACT_SCHEMES = frozenset(_KNOWN["contact_schemes"])
CONTACT_SCHEMES_WITH_SLASHES = frozenset(_KNOWN["contact_schemes_with_slashes"])
_LEADING_ON = frozenset(_KNOWN["leading_on"])
_NETWORKS = frozenset(_KNOWN["networks"])
_NO_NAMES = frozenset(_KNOWN["no_names"])
_CONTACT_PAGES = {site: re.compile(path, re.IGNORECASE) for site, path in _KNOWN["contact_pages"].items()}
# The same site for telephones or in another language.
_SAME_SITE = re.compile(r"(?:m|mobile|touch|web|[a-z]{2}(?:-[a-z]{2})?)\.")
_LOCALE = re.compile("[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)


def has_contact_page(host: str, url: SplitResult) -> bool:
    """True if a host is known for such pages, and the URL is that of one.

    The host is in lower case and without `www.`.
    """
    if host in CONTACT_HOSTS:
        return True
    path = re.sub("/{2,}", "/", url.path)
    if any(site in _CONTACT_PAGES and _CONTACT_PAGES[site].match(path) for site in _and_parents(host)):
        return True
    name = path.split("/")[1].lower() if path.startswith("/") else ""
    network = host if host in _NETWORKS else _SAME_SITE.sub("", host, count=1)
    is_name = name and _NO_NAMES.isdisjoint((name, f"{network}/{name}")) and not _LOCALE.fullmatch(name)
    return bool(is_name) and network in _NETWORKS


def is_of_many(host: str) -> bool:
    """True if the pages of a host, in lower case and without `www.`, are those of people and groups."""
    return host in CONTACT_HOSTS or host in _NETWORKS


def leads_on(host: str) -> bool:
    """True if the addresses of a host lead to other sites, or show them, which its name does not."""
    return not _LEADING_ON.isdisjoint(_and_parents(host))


def _and_parents(host: str) -> list[str]:
    """Return a host and the sites that it is a part of."""
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]
