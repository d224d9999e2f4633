"""The owners of a file, who must review its changes: `CODEOWNERS` names them to GitHub."""

from __future__ import annotations

from pathlib import PurePosixPath

from policysite.corpus import Settings, path_patterns
from policysite.git import place_of, text_at

# GitHub uses the first that exists, in the branch into which a change is merged.
CODEOWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")


def owners(path: str, commit: str, settings: Settings) -> tuple[str, ...] | None:
    """Return the owners of a file at a commit; None without a file CODEOWNERS."""
    for place in CODEOWNERS:
        text = text_at(settings.root, commit, place)
        if text is not None:
            return _owners(text, place_of(settings.root) + path)
    return None


def _owners(text: str, path: str) -> tuple[str, ...]:
    """Return the owners in the last line that matches a file."""
    for line in reversed(text.splitlines()):
        pattern, *names = line.partition("#")[0].split() or [""]
        if pattern and _fits(pattern, path):
            return tuple(names)
    return ()


def _fits(pattern: str, path: str) -> bool:
    """True if a pattern matches a path. An invalid one matches none, as on GitHub; nor does one that takes hours."""
    if pattern.endswith("/*") and path_patterns.is_usable(pattern):
        return PurePosixPath(path).match(pattern.removeprefix("/"))  # only in the folder itself, unlike in .gitignore
    return path_patterns.matches(pattern, path) is True
