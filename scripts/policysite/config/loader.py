"""Reads `mkdocs.yml` into `Settings`."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import Any

import mkdocs
import mkdocs_static_i18n.config
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from pathspec import GitIgnoreSpec

from policysite.config import permitted, rules, severities, sources
from policysite.config.sources import PLUGIN
from policysite.config.supported_extensions import canonical
from policysite.corpus import urls
from policysite.corpus.settings import EDITORIAL, EQUAL, PARTIAL, Closing, ExternalLinkOptions, Settings
from policysite.errors import ToolError
from policysite.languages import is_language

# Published only if `exclude_docs` includes them: the files that MkDocs excludes, and those of the legal team.
_EXCLUDED = GitIgnoreSpec.from_lines([".*", "/templates/", f"/{EDITORIAL}/"])

# static-i18n would refuse languages such as `fil` and `es-419`; `settings_of` refuses those that do not exist.
mkdocs_static_i18n.config.RE_LOCALE = re.compile(r"[\w-]+$")

_log = logging.getLogger(f"{mkdocs.__name__}.config")


class ConfigError(ToolError):
    """A configuration cannot be used, or must not be loaded; in the second case `findings` has the reasons."""


def load(path: Path) -> Settings:
    """Return the settings of a site, given its `mkdocs.yml`.

    Raises:
        ConfigError: there is none, it must not be loaded, or it cannot be used.
    """
    return settings_of(load_mkdocs(path))


def load_mkdocs(path: Path, **overrides: Any) -> MkDocsConfig:
    """Return the configuration as MkDocs sees it, with some options replaced.

    Raises:
        ConfigError: as for `load`.
    """
    check(path)
    config = MkDocsConfig(config_file_path=os.path.normpath(path.absolute()))
    try:
        with path.open("rb") as file:
            config.load_file(file)
        config.load_dict(_without_effect(config) | overrides)
        errors, warnings = config.validate()
    except (OSError, MkDocsException, ValidationError) as error:
        raise ConfigError("config_unusable", file=path, reason=error) from error
    for option, warning in warnings:
        _log.warning("Config value '%s': %s", option, warning)
    if "site_name" in dict(errors):
        raise ConfigError("site_name_missing", file=path)
    if errors:
        reason = "; ".join(f"{option}: {error}" for option, error in errors)
        raise ConfigError("config_unusable", file=path, reason=" ".join(reason.split()))
    return config


def _without_effect(config: MkDocsConfig) -> dict[str, Any]:
    """Return the options that no page uses as not set, so that MkDocs does not refuse their values."""
    plugins: list[Any] | dict[str, Any] = config.data["plugins"] or []
    listed = [each for each in plugins if isinstance(each, dict)] if isinstance(plugins, list) else [plugins]
    for names in listed:
        for name in names:
            if permitted.is_search(name):
                names[name] = {}
    if isinstance(config.data["theme"], dict):
        config.data["theme"].pop("locale", None)
    return dict.fromkeys(permitted.WITHOUT_EFFECT)


def check(path: Path) -> None:
    """Refuse a configuration that MkDocs must not load.

    Raises:
        ConfigError: there is none, or there are findings in it.
    """
    if not path.exists():
        raise ConfigError("config_missing", file=path)
    if not path.is_file():
        raise ConfigError("config_not_a_file", file=path)
    findings = rules.findings(path)
    if findings:
        raise ConfigError("config_refused", findings, file=path)


def settings_of(config: MkDocsConfig) -> Settings:
    """Return the settings of a configuration that MkDocs has loaded.

    Raises:
        ConfigError: it has no plugin `i18n` or `policy`, no folders for the languages, no URL that can be that of a
            site, or a language that does not exist.
    """
    file = Path(os.path.normpath(Path(config.config_file_path).absolute()))  # MkDocs keeps `..` in a path
    _require_complete(config, file.name)
    url = site_url(config.site_url or "")
    root = file.parent
    languages, unbuilt = _languages(config)
    excluded = sum(filter(None, (config.exclude_docs, config.draft_docs)), start=_EXCLUDED)
    options = config.plugins[PLUGIN].config
    if options.prevails not in ("", EQUAL, *languages):
        raise ConfigError("prevails_unknown", prevails=options.prevails, known=", ".join([*languages, EQUAL]))
    return Settings(
        root=root,
        config=file.name,
        docs=Path(config.docs_dir),
        # (MkDocs leaves it relative if the path of its configuration is.)
        own_look=Path(config.theme.custom_dir).absolute() if config.theme.custom_dir else None,
        inherited=tuple(root / name for name in sources.read(file) if name != file.name),
        languages=languages,
        unbuilt=unbuilt,
        excluded=lambda path: bool(path.parts) and (path.parts[0] in unbuilt or excluded.match_file(path.as_posix())),
        extensions=tuple(map(canonical, filter(lambda each: isinstance(each, str), config.markdown_extensions))),
        extension_configs={canonical(name): options for name, options in config.mdx_configs.items()},
        site=Path(config.site_dir),
        url=url,
        names=_names(config),
        uses_directory_urls=config.use_directory_urls,
        contact_url=options.contact_url,
        contacts=tuple(options.contacts),
        publish=tuple(options.publish),
        questions=tuple(options.questions),
        closing=Closing(tuple(options.closing.pages), options.closing.internal, options.closing.external),
        history=options.history,
        privacy_policy=options.privacy_policy,
        side_by_side=None if options.side_by_side is None else tuple(options.side_by_side),
        tag=options.tag,
        prevails=options.prevails,
        has_partial_translations=options.translations == PARTIAL,
        external_links=ExternalLinkOptions(
            options.links.cache,
            options.links.age,
            options.links.failures,
            options.links.timeout,
            tuple(options.links.unverified),
        ),
        time_limit_seconds=options.time_limit,
        severities=severities.chosen(options.rules),
    )


def _require_complete(config: MkDocsConfig, file: str) -> None:
    """Raise ConfigError if a configuration lacks a plugin, folders for the languages or a URL."""
    for plugin in ("i18n", PLUGIN):
        if plugin not in config.plugins:
            raise ConfigError("plugin_missing", file=file, plugin=plugin)
    if config.plugins["i18n"].config.docs_structure != "folder":
        raise ConfigError("languages_without_folders", file=file)
    if not config.site_url:
        raise ConfigError("site_url_missing", file=file)


def site_url(written: str) -> str:
    """Return the URL of a site as browsers write it, with a `/` at its end.

    Raises:
        ConfigError: it cannot be that of a site.
    """
    try:
        return urls.site_url(written)
    except ValueError as error:
        if suggestion := urls.with_scheme(written):
            raise ConfigError("site_url_without_scheme", url=written, suggestion=suggestion) from error
        raise ConfigError("site_url_unusable", url=written) from error


def _names(config: MkDocsConfig) -> tuple[str, ...]:
    """Return the names of the site, each once."""
    languages = config.plugins["i18n"].config.languages
    return tuple(dict.fromkeys(name for name in (config.site_name, *(each.site_name for each in languages)) if name))


def _languages(config: MkDocsConfig) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of the languages that are built, the original first, and of those that are not.

    Raises:
        ConfigError: one that is built does not exist.
    """
    languages = sorted(config.plugins["i18n"].config.languages, key=lambda language: not language.default)
    built, unbuilt = (tuple(each.locale for each in languages if each.build is wanted) for wanted in (True, False))
    for language in built:
        if not is_language(language):
            raise ConfigError("language_unknown", language=language)
    return built, unbuilt
