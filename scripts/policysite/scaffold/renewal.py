"""Writes again what the generator says to the editors of a site: guides, forms for GitHub, the pages in the README."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policysite import corpus, files
from policysite.corpus import Settings
from policysite.scaffold import forms, guide, readme

# In the first line of each file that is written as a whole. A file without it belongs to the owners of the site.
_NOTE = "`policy guide`"


@dataclass(frozen=True)
class RenewalResult:
    """The files that a renewal has changed, and those that stay as they are.

    These have no note, or cannot be read.
    """

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def renew(settings: Settings, add_missing: bool) -> RenewalResult:
    """Write the files again that differ from what they would be now.

    With `add_missing`, those that the site has in no language are written, too.
    """
    documents, _ = corpus.read(settings)
    written: list[Path] = []
    kept: list[Path] = []
    for name, text in {**guide.texts(settings, documents), **forms.texts(settings)}.items():
        path = settings.root / name
        old = files.read_if_exists(path, name)
        if not isinstance(old, str) or (path.exists() and _NOTE not in old.partition("\n")[0]):
            kept.append(path)
        elif old != text and (path.exists() or add_missing or _is_in_other_language(path)):
            written.append(files.write_text(path, text))
    changed = readme.changed(settings, documents)
    written += [files.write_text(settings.root / name, text) for name, text in changed.items()]
    return RenewalResult(tuple(sorted(written)), tuple(sorted(kept)))


def _is_in_other_language(path: Path) -> bool:
    """True if a site has a file in another language: `guide.en.md` beside `guide.ru.md`."""
    return any(path.parent.glob(f"{path.name.partition('.')[0]}.*{path.suffix}"))
