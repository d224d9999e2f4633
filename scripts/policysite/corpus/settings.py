"""The settings of a site, from its `mkdocs.yml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from policysite.corpus.urls import PAGE_SUFFIX, PageUrls
from policysite.findings import Severity

# The folder below `docs` with the unpublished files of the legal team.
EDITORIAL = "editorial"
# The file there with the released versions: see `policysite.history.versions`.
VERSIONS = "versions.yml"
# The folder there with labels: see `policysite.site_labels`.
LABELS = "labels"
# In `Settings.prevails`: the texts in all languages have the same force.
EQUAL = "equal"
# The seconds of processor time that a step may take, such as the lint or a build, if a site does not permit more: a
# person waits 20 seconds. The largest site that it could be permitted for is read in the longest.
TIME_LIMIT_SECONDS, MAX_TIME_LIMIT_SECONDS = 16, 300
# The values of the option `translations`: pages and clauses may be missing in a language, or not.
PARTIAL, COMPLETE = "partial", "complete"


@dataclass(frozen=True)
class Closing:
    """The lists of links at the end of pages: the names of the pages that must have them, and the ids of both clauses.

    One has the links into this site, the other those to other sites.
    """

    pages: tuple[str, ...] = ()
    internal: str = "internal-links"
    external: str = "external-links"


@dataclass(frozen=True)
class ExternalLinkOptions:
    """The options of the check of links to other sites.

    Attributes:
        cache: the file with earlier answers, below the folder of `mkdocs.yml`.
        age_days: the days for which an answer is valid, and the minimum days between two failures that are counted.
        failures: the failures in a row after which a temporary failure becomes an error.
        timeout_seconds: the time to wait for an answer.
        unverified: the hosts that refuse robots; neither they nor their subdomains are requested.
    """

    cache: str = ".cache/links.yml"
    age_days: int = 6
    failures: int = 3
    timeout_seconds: int = 30
    unverified: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """The settings of a site; nothing that is printed shows the folders of the machine that it is built on.

    Attributes:
        root: the folder of `mkdocs.yml`.
        config: the name of that file.
        docs: the folder of the pages, below the root.
        own_look: the folder of the site's own look, or None.
        inherited: the files that `mkdocs.yml` includes with `INHERIT`.
        languages: the codes of the languages, the original first.
        unbuilt: the codes of the languages that are not built: their pages are not read, their approvals are kept.
        excluded: returns True if a file, by its path below `docs`, is not published.
        extensions: the Markdown extensions, by the names in `config.supported_extensions`.
        extension_configs: their options, by name.
        site: the folder of the built site.
        url: the URL of the site, normalized and ending in `/`.
        names: the name of the site in each language.
        uses_directory_urls: True if a page is published as a folder (`privacy/`), False for a file (`privacy.html`).
        contact_url: the URL at which readers reach the operator; empty if the pages do not link to one.
        contacts: the email addresses, phone numbers and messengers that the text may contain.
        publish: the files that are published although no page needs them, by their paths below `docs`.
        questions: the names of the pages that answer questions.
        closing: the lists of links at the end of pages.
        history: the name of the page with a heading for each version; empty if there is none.
        privacy_policy: the name of the privacy policy; empty for the only document with versions, if there is one.
        side_by_side: the names of the documents whose translations are also shown beside the original; None for those
            with versions, and those that answer questions.
        tag: the beginning of the ids in the feeds, after `tag:`; empty for the default one.
        prevails: the code of the language whose text prevails, or `EQUAL`; empty if the pages do not say.
        has_partial_translations: True if translations need not be complete: what they lack is shown in the original.
        external_links: the options of the check of links to other sites.
        time_limit_seconds: the processor time that each step of the work may take.
        severities: the severities that the site has chosen for rules, by their names; None for rules that are off.
    """

    root: Path = field(repr=False)
    config: str
    docs: Path = field(repr=False)
    languages: tuple[str, ...]
    excluded: Callable[[PurePosixPath], bool]
    extensions: tuple[str, ...]
    extension_configs: Mapping[str, Mapping[str, Any]]
    unbuilt: tuple[str, ...] = ()
    own_look: Path | None = field(default=None, repr=False)
    inherited: tuple[Path, ...] = field(default=(), repr=False)
    site: Path = field(default=Path("site"), repr=False)
    url: str = ""
    names: tuple[str, ...] = ()
    uses_directory_urls: bool = True
    contact_url: str = ""
    contacts: tuple[str, ...] = ()
    publish: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    closing: Closing = Closing()
    history: str = ""
    privacy_policy: str = ""
    side_by_side: tuple[str, ...] | None = None
    tag: str = ""
    prevails: str = ""
    has_partial_translations: bool = False
    external_links: ExternalLinkOptions = ExternalLinkOptions()
    time_limit_seconds: int = TIME_LIMIT_SECONDS
    severities: Mapping[str, Severity | None] = field(default_factory=dict)

    @cached_property
    def urls(self) -> PageUrls:
        """The URLs of the pages."""
        return PageUrls(self.url, self.languages[0], self.uses_directory_urls)

    def editorial(self, name: str) -> Path:
        """Return the path of a file of the legal team."""
        return self.docs / EDITORIAL / name

    def page_path(self, language: str, name: str) -> Path:
        """Return the path of a page."""
        return self.docs / language / f"{name}{PAGE_SUFFIX}"

    @property
    def configuration(self) -> tuple[Path, ...]:
        """The files of the configuration: `mkdocs.yml`, and those that it inherits."""
        return (self.root / self.config, *self.inherited)

    @property
    def source_folders(self) -> tuple[Path, ...]:
        """The folders that the site is made from."""
        return tuple(folder for folder in (self.docs, self.own_look) if folder is not None)

    @property
    def folders(self) -> Mapping[str, str]:
        """The folder of the pages of each language, relative to the folder of `mkdocs.yml`."""
        return {language: self.relative_path(self.docs / language) for language in self.languages}

    def relative_path(self, path: Path) -> str:
        """Return the path of a file in findings: relative to the folder of `mkdocs.yml`, with `/` on every system."""
        return path.relative_to(self.root).as_posix()
