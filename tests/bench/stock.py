"""The configuration of Material with static-i18n alone, for the pages of a site."""

from __future__ import annotations

from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

CONFIG = "stock.yml"


def write_configuration(folder: Path) -> None:
    """Write it beside the `mkdocs.yml` of a site: the same without the plugin and the site's own look."""
    configuration = yaml_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    configuration["plugins"] = [
        plugin for plugin in configuration["plugins"] if plugin != "policy" and "policy" not in plugin
    ]
    if isinstance(configuration["theme"], dict):
        configuration["theme"].pop("custom_dir", None)
    configuration.pop("watch", None)
    (folder / CONFIG).write_text(yaml.safe_dump(configuration, allow_unicode=True, sort_keys=False), encoding="utf-8")
