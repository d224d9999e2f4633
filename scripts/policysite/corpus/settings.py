"""What the reader must know of a site, taken from its `mkdocs.yml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass(frozen=True)
class Settings:
    """Where the pages lie, their languages, and how their Markdown is parsed.

    Attributes:
        root: the folder of `mkdocs.yml`.
        docs: the folder of the pages, below the root.
        languages: the codes of the languages, the original first.
        excluded: whether a file, by its path below `docs`, is left out of the site.
        extensions: the Markdown extensions, as `mkdocs.yml` lists them.
        extension_configs: their options, by name.
    """

    root: Path
    docs: Path
    languages: tuple[str, ...]
    excluded: Callable[[PurePosixPath], bool]
    extensions: tuple[str, ...]
    extension_configs: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, config: MkDocsConfig) -> Settings:
        """The settings of a loaded `mkdocs.yml`."""
        i18n = config.plugins["i18n"].config
        built = [language for language in i18n.languages if language.build]
        built.sort(key=lambda language: not language.default)
        exclude = config.exclude_docs
        return cls(
            root=Path(config.config_file_path).parent,
            docs=Path(config.docs_dir),
            languages=tuple(language.locale for language in built),
            excluded=lambda path: exclude is not None and exclude.match_file(path.as_posix()),
            extensions=tuple(name for name in config.markdown_extensions if isinstance(name, str)),
            extension_configs=config.mdx_configs,
        )
