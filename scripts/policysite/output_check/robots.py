"""The rules of robots.txt (RFC 9309): none of them keeps a search engine from a page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote, urlsplit

_RULE = re.compile(r"\s*(disallow|crawl-delay)\s*:([^#]*)", re.IGNORECASE)
# A search engine that waits longer after each page does not read all of them.
_MAX_DELAY_SECONDS = 30


def hiding_rules(text: str, site_url: str, pages: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the rules that keep a program from a page, each with its line, from 1.

    Programs disagree on which of two rules counts, and each has a name of its own, so that no other rule and no name
    makes one of these harmless. The pages are given by their URLs below that of the site.
    """
    # The file belongs to the root of a host, perhaps to that of another one than that of the site now.
    roots = {"/", urlsplit(site_url).path}
    paths = {unquote(root + page) for root in roots for page in {"", *pages}}
    for number, line in enumerate(text.splitlines(), start=1):
        if (rule := _RULE.match(line)) and _hides(rule[1].lower(), rule[2].strip(), paths):
            yield number, line.strip()


def _hides(name: str, value: str, paths: Collection[str]) -> bool:
    if name == "crawl-delay":
        return not value.isdecimal() or int(value) > _MAX_DELAY_SECONDS
    return bool(value) and any(_begins(path, unquote(value)) for path in paths)


def _begins(path: str, pattern: str) -> bool:
    """True if a path begins as a pattern says, in which `*` stands for anything, and `$` for the end."""
    first, *others = (pattern if pattern.startswith(("/", "*")) else f"/{pattern}").removesuffix("$").split("*")
    place = len(first)
    for part in others:
        found = path.find(part, place)
        place = found + len(part) if found >= 0 else len(path) + 1
    is_whole = not pattern.endswith("$") or (path.endswith(others[-1]) if others else path == first)
    return path.startswith(first) and place <= len(path) and is_whole
