"""The sites of the operator, and those that readers expect beside them, as the configuration lists them."""

from __future__ import annotations

import functools
import re

import ada_url

from policysite.corpus.hosts import EMAIL, are_related, host_of, is_shared
from policysite.corpus.settings import Settings

# The address of a whole site, without a path.
_WHOLE_SITE = re.compile("https?://[^/?#]*/?[?#]?", re.IGNORECASE)
# A record of the DNS (RFC 4501), perhaps with the server that is asked: its name.
_RECORD = re.compile(r"dns:(?://[^/?]*/)?([^/?]*)(?:\?.*)?", re.IGNORECASE)


def known_hosts(settings: Settings) -> frozenset[str]:
    """Return the names of the sites that readers expect: this one and those of the contacts, which others may share."""
    emails = (f"https://{each.partition('@')[2]}/" for each in settings.contacts if EMAIL.fullmatch(each))
    return frozenset(map(host_of, (settings.url, *_listed(settings), *emails))) - {""}


def is_own_host(host: str, settings: Settings) -> bool:
    """True if a name is that of a site that is the operator's as a whole, or of a part of one."""
    return any(are_related(host, own) for own in _own_hosts(settings))


def own_places(settings: Settings) -> list[str]:
    """Return the addresses below which everything is the operator's: of the host of this site, and those listed."""
    listed = (each for each in _listed(settings) if host_of(each) and not shared_host(each))
    return [f"https://{host_of(settings.url)}/", *listed]


@functools.cache
def shared_host(address: str) -> str:
    """Return the host of an address of a whole site if it is no operator's, such as `https://co.uk/`; else nothing."""
    host = host_of(address)
    return host if _WHOLE_SITE.fullmatch(address) and is_shared(host) else ""


def is_of_operator(address: str, settings: Settings) -> bool:
    """True if an address, or a record of the DNS, is listed, below a listed address, or at a site of the operator."""
    record = _RECORD.fullmatch(address)
    written = f"https://{record[1] if record else address}" if record or address.startswith("www.") else address
    host = host_of(written)
    url = ada_url.URL(written).href if host else ""
    is_at_own = any(_is_part(host, own.removeprefix("www.")) for own in _own_hosts(settings))
    is_below = any(url.startswith(f"{each.rstrip('/')}/") for each in own_places(settings))
    # (A backslash ends a host for browsers, and does not for others.)
    is_clear = url.startswith("https:") and "\\" not in address
    return address in _listed(settings) or (is_clear and (is_at_own or is_below))


def _is_part(host: str, own: str) -> bool:
    """True for a host, and for those below it; a site in a network may be named like an ending of others, as `dev`."""
    return host == own or (host.endswith(f".{own}") and not is_shared(own))


def _own_hosts(settings: Settings) -> frozenset[str]:
    """Return the names of the sites that are the operator's as a whole: this one, and those listed without a path."""
    return frozenset(host_of(each) for each in own_places(settings) if _WHOLE_SITE.fullmatch(each))


def _listed(settings: Settings) -> tuple[str, ...]:
    return (settings.contact_url, *settings.contacts)
