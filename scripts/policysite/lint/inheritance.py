"""The texts of the files that an `mkdocs.yml` takes over with `INHERIT`, read before MkDocs reads any of them."""

from __future__ import annotations

from pathlib import Path

from policysite.corpus import files
from policysite.lint.rules.configuration import inherits


def inherited(config_file: Path) -> dict[str, str]:
    """The texts of the files in the folder of an `mkdocs.yml` that it and they take over, by their paths from there.

    What lies outside that folder, is behind a symbolic link or cannot be read is left out, and is then a finding.
    """
    root = config_file.absolute().parent
    texts: dict[str, str] = {}
    waiting = [(config_file.name, _text(root, config_file.name))]
    while waiting:
        name, text = waiting.pop()
        for other in inherits(text or "", name):
            if other not in texts and other != config_file.name and (found := _text(root, other)) is not None:
                texts[other] = found
                waiting.append((other, found))
    return texts


def _text(root: Path, name: str) -> str | None:
    path = root / name
    try:
        if path.resolve().is_relative_to(root.resolve()) and not path.is_symlink():
            text = files.read(path, name)
            return text if isinstance(text, str) else None
    except (OSError, ValueError, RuntimeError):  # the last where links lead in a circle
        return None
    return None
