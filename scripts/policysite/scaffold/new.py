"""Makes the folder of a new site: pages to be written, the configuration, workflows, and the files of the editors."""

from __future__ import annotations

import datetime
import re
import textwrap
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

from policysite import files
from policysite.config.loader import load, site_url
from policysite.errors import ToolError
from policysite.installed import requirement
from policysite.languages import is_language, own_name
from policysite.scaffold import labels, pages
from policysite.scaffold.renewal import renew
from policysite.scaffold.templates import FOLDER, rendered

# Not valid in front matter, or not in one line.
_NOT_IN_NAME = re.compile(r'[<>"\x00-\x1f\x7f\u2028\u2029]')
# The days after which the file with the security contact expires; RFC 9116 recommends less than a year.
_SECURITY_TXT_DAYS = 364


def new(folder: Path, company: str, languages: Sequence[str], url: str, today: datetime.date) -> None:
    """Make the folder of a new site.

    The folder is empty or missing; the original is the first language; the URL is empty if it is that of GitHub Pages.
    A `ToolError` says that the folder has content, the name cannot stand in titles, a language does not exist, or no
    site can have the URL.
    """
    company = " ".join(company.split())
    if not company or _NOT_IN_NAME.search(company):
        raise ToolError("new_name_unusable", company=company)
    for language in languages:
        if not is_language(language):
            raise ToolError("language_unknown", language=language)
    url = site_url(url) if url else ""
    # A repository that has just been cloned is empty.
    if folder.exists() and (not folder.is_dir() or any(entry.name != ".git" for entry in folder.iterdir())):
        raise ToolError("new_folder_in_use", folder=folder)
    for path, text in _texts(company, languages, url, today):
        files.write_text(folder / path, text)
    settings = load(folder / "mkdocs.yml")
    renew(settings, add_missing=True)
    labels.write(settings)


def _texts(company: str, languages: Sequence[str], url: str, today: datetime.date) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file."""
    words = {language: pages.PageWords(language) for language in languages}
    names = pages.page_names()
    # A menu without titles shows those of the pages.
    titles = [title for name in names if (title := words[languages[0]].menu(name))]
    texts = pages.nearest_of(languages, "files")
    values = {
        "name": company,
        "url": url,
        "languages": [
            {
                "code": language,
                "name": own_name(language),
                "menu": [each for each in zip(titles, map(words[language].menu, names), strict=False) if all(each)],
            }
            for language in languages
        ],
        "menu": [{"name": name, "title": titles[number] if titles else ""} for number, name in enumerate(names)],
        "expires": today + datetime.timedelta(days=_SECURITY_TXT_DAYS),
        "requirement": requirement(),
        # The environment of the jobs that need the URL.
        "site_url": "" if url else textwrap.indent((FOLDER / "site_url.yml").read_text(encoding="utf-8"), " " * 4),
    }
    for path, file in [*_files(FOLDER / "files"), *_files(FOLDER / "texts" / texts / "files")]:
        yield path, rendered(file, values)
    for language in languages:
        for name in names:
            yield f"docs/{language}/{name}.md", pages.of_new_site(language, name, company, today)


def _files(folder: Traversable, path: str = "") -> Iterator[tuple[str, Traversable]]:
    """Yield the files below a folder, with their paths in a site."""
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        below = path + re.sub("^dot_", ".", entry.name)
        if entry.is_dir():
            yield from _files(entry, f"{below}/")
        else:
            yield below, entry
