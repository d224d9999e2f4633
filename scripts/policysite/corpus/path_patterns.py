"""Patterns of paths that people write, as in `.gitignore`."""

from __future__ import annotations

import functools
import re

from pathspec import GitIgnoreSpec

# With more asterisks in a pattern, or in one part of its path, matching a long path would take hours.
_MAX_ASTERISKS, _MAX_ASTERISKS_OF_PART = 6, 2


def is_usable(pattern: str) -> bool:
    """True if a pattern is valid, and can be compared with every path in little time."""
    return _compiled(pattern) is not None


def matches(pattern: str, path: str) -> bool | None:
    """True if a pattern matches a path; None if the pattern is not usable."""
    compiled = _compiled(pattern)
    return None if compiled is None else compiled.match_file(path)


@functools.lru_cache
def _compiled(pattern: str) -> GitIgnoreSpec | None:
    asterisks = [part.count("*") for part in pattern.split("/")]
    if sum(asterisks) > _MAX_ASTERISKS or max(asterisks) > _MAX_ASTERISKS_OF_PART:
        return None
    try:
        return GitIgnoreSpec.from_lines([pattern])
    except (ValueError, re.error):
        return None
