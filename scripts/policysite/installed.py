"""This package as it is installed: its version, and where pip has it from."""

from __future__ import annotations

import json
from importlib import metadata
from typing import Any

_COMMIT_CHARACTERS = 10


def version() -> str:
    """Return the version, with the commit if the package was installed from a repository: versions are rare."""
    installed = metadata.distribution("policysite")
    commit = _source(installed).get("vcs_info", {}).get("commit_id")
    return f"{installed.version} ({commit[:_COMMIT_CHARACTERS]})" if commit else installed.version


def requirement() -> str:
    """Return the requirement by which pip installs this package as it is installed here."""
    installed = metadata.distribution("policysite")
    source = _source(installed)
    if not source:
        return f"policysite=={installed.version}"
    if "vcs_info" in source:
        url = source["url"].replace("file:///", "file://localhost/")  # pip 23 takes the other form for a path
        return f"policysite @ {source['vcs_info']['vcs']}+{url}@{source['vcs_info']['commit_id']}"
    return f"policysite @ {source['url']}"


def _source(installed: metadata.Distribution) -> dict[str, Any]:
    """Return where the package is from (PEP 610); nothing for one of an index."""
    source: dict[str, Any] = json.loads(installed.read_text("direct_url.json") or "{}")
    return source
