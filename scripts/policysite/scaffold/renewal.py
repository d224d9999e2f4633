"""Writes again what the generator says in a site: guides, forms for GitHub, the pages in the README, what it needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from policysite import corpus, files
from policysite.corpus import Corpus, Settings
from policysite.languages import FALLBACK, nearest
from policysite.scaffold import forms, guide, pages
from policysite.scaffold.page_table import page_table
from policysite.scaffold.templates import FOLDER

# In the first line of each file that is written as a whole. A file without it belongs to the owners of the site.
_NOTE = "`policy guide`"
_README = "README.md"
# The generator, and everything that it needs. A site that installs it in another way has neither.
_REQUIREMENTS, _LOCK = "requirements.txt", "requirements.lock"
_LOCK_HEADER = (
    f"# All packages that the generator needs, with their hashes. {_NOTE} writes this file; run it after an upgrade.\n"
)
# The comments around the part of the README that names the languages and the pages; the first one names the language of
# its headings. Without them it is the owners'.
_PART = re.compile(
    r"(?P<begin><!-- policy guide (?P<language>[A-Za-z-]+):[^\n]*-->)"
    r"(?:(?!<!-- policy guide ).)*"
    r"(?P<end><!-- policy guide end -->)",
    re.DOTALL,
)


@dataclass(frozen=True)
class RenewalResult:
    """The files that a renewal has changed, and those that it keeps: they have no note, or cannot be read."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def renew(settings: Settings, add_missing: bool) -> RenewalResult:
    """Write the files again that differ from what they would be now.

    With `add_missing`, those that the site has in no language are written, too.
    """
    documents, _ = corpus.read(settings)
    written: list[Path] = []
    kept: list[Path] = []
    locked = {_LOCK: _locked()} if (settings.root / _REQUIREMENTS).exists() else {}
    for name, text in {**guide.texts(settings, documents), **forms.texts(settings), **locked}.items():
        path = settings.root / name
        old = files.read_if_exists(path, name)
        if not isinstance(old, str) or (path.exists() and _NOTE not in old.partition("\n")[0]):
            kept.append(path)
        elif old != text and (path.exists() or add_missing or _is_in_other_language(path)):
            written.append(files.write_text(path, text))
    readme = settings.root / _README
    old = files.read_if_exists(readme, _README)
    if isinstance(old, str) and (text := _with_pages(old, settings, documents)) != old:
        written.append(files.write_text(readme, text))
    return RenewalResult(tuple(sorted(written)), tuple(sorted(kept)))


def _locked() -> str:
    lines = (FOLDER / _LOCK).read_text(encoding="utf-8").splitlines(keepends=True)
    return _LOCK_HEADER + "".join(line for line in lines if not line.startswith("#"))


def _is_in_other_language(path: Path) -> bool:
    """True if a site has a file in another language: `guide.en.md` beside `guide.ru.md`."""
    return any(path.parent.glob(f"{path.name.partition('.')[0]}.*{path.suffix}"))


def _with_pages(readme: str, settings: Settings, documents: Corpus) -> str:
    """Return the README with its part renewed."""

    def part(found: re.Match[str]) -> str:
        language = nearest(found["language"], pages.languages_with("page_table.md")) or FALLBACK
        table = page_table(settings, documents, language, settings.root / _README)
        return f"{found['begin']}\n\n{table}\n{found['end']}"

    return _PART.sub(part, readme)
