"""What reader and checks must know of a site, taken from its `mkdocs.yml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pathspec import GitIgnoreSpec

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


# What MkDocs leaves out unless `exclude_docs` takes it in.
_LEFT_OUT = GitIgnoreSpec.from_lines([".*", "/templates/"])
# The folder below `docs` that the legal team keeps beside the text.
EDITORIAL = "editorial"


@dataclass(frozen=True)
class Closing:
    """The section of links that pages end with.

    Attributes:
        pages: the names of the pages that must have it.
        internal: the id of the clause with the links into this site.
        external: the id of the clause with the links to other sites.
    """

    pages: tuple[str, ...] = ()
    internal: str = "internal-links"
    external: str = "external-links"


@dataclass(frozen=True)
class ExternalLinkOptions:
    """How other sites are asked whether what is linked there is still there.

    Attributes:
        cache: the file of what they have answered, below the folder of `mkdocs.yml`.
        age: days for which an answer counts, and that lie between two failures that do.
        failures: failures in a row after which what may be temporary is an error.
        timeout: seconds that an answer may take.
        unverified: hosts that refuse robots and are never asked, nor is what belongs to them.
    """

    cache: str = ".cache/links.yml"
    age: int = 6
    failures: int = 3
    timeout: int = 30
    unverified: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """Where the pages lie, their languages, how their Markdown is parsed, and what is expected of them.

    Attributes:
        root: the folder of `mkdocs.yml`.
        config: the name of that file.
        docs: the folder of the pages, below the root.
        templates: the folder of the site's own templates, where it has one.
        inherited: the files that `mkdocs.yml` takes over with `INHERIT`.
        languages: the codes of the languages, the original first.
        excluded: whether a file, by its path below `docs`, is left out of the site.
        extensions: the Markdown extensions, as `mkdocs.yml` lists them.
        extension_configs: their options, by name.
        site: where the built site lies, unless another folder is named.
        url: the address of the site.
        directories: whether a page is published as a folder (`privacy/`) rather than as a file (`privacy.html`).
        contacts: the mail addresses and telephone numbers that may stand in the text.
        questions: the names of the pages that answer questions.
        closing: the links that pages end with.
        external_links: how links to other sites are checked.
        environment: the names of the environment variables that `mkdocs.yml` may read.
    """

    root: Path
    config: str
    docs: Path
    languages: tuple[str, ...]
    excluded: Callable[[PurePosixPath], bool]
    extensions: tuple[str, ...]
    extension_configs: Mapping[str, Mapping[str, Any]]
    templates: Path | None = None
    inherited: tuple[Path, ...] = ()
    site: Path = Path("site")
    url: str = ""
    directories: bool = True
    contacts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    closing: Closing = Closing()
    external_links: ExternalLinkOptions = ExternalLinkOptions()
    environment: tuple[str, ...] = ()

    def editorial(self, name: str) -> Path:
        """A file that the legal team keeps beside the text."""
        return self.docs / EDITORIAL / name

    def relative_path(self, path: Path) -> str:
        """What findings call a file: its path relative to the folder of `mkdocs.yml`, with `/` on every system."""
        return path.relative_to(self.root).as_posix()

    @classmethod
    def of(cls, config: MkDocsConfig) -> Settings:
        """The settings of a loaded `mkdocs.yml`."""
        i18n = config.plugins["i18n"].config
        built = [language for language in i18n.languages if language.build]
        built.sort(key=lambda language: not language.default)
        exclude = _LEFT_OUT + config.exclude_docs if config.exclude_docs else _LEFT_OUT
        expected = config.plugins["policy"].config
        return cls(
            root=Path(config.config_file_path).absolute().parent,
            config=Path(config.config_file_path).name,
            docs=Path(config.docs_dir),
            templates=Path(config.theme.custom_dir) if config.theme.custom_dir else None,
            languages=tuple(language.locale for language in built),
            excluded=lambda path: exclude.match_file(path.as_posix()),
            extensions=tuple(name for name in config.markdown_extensions if isinstance(name, str)),
            extension_configs=config.mdx_configs,
            site=Path(config.site_dir),
            url=config.site_url or "",
            directories=config.use_directory_urls,
            contacts=tuple(expected.contacts),
            questions=tuple(expected.questions),
            environment=tuple(expected.environment),
            closing=Closing(tuple(expected.closing.pages), expected.closing.internal, expected.closing.external),
            external_links=ExternalLinkOptions(
                expected.links.cache,
                expected.links.age,
                expected.links.failures,
                expected.links.timeout,
                tuple(expected.links.unverified),
            ),
        )
