"""The configuration: reads `mkdocs.yml` into `Settings`, and refuses files that must not be loaded.

Used by the command, by the MkDocs plugin and by the tests.
"""

from policysite.config.loader import ConfigError, check, load, load_mkdocs, settings_of, site_url
from policysite.config.rules import findings

__all__ = ["ConfigError", "check", "findings", "load", "load_mkdocs", "settings_of", "site_url"]
