"""The error with which the plugin stops MkDocs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from policysite.config.run_language import messages_of_run
from policysite.errors import ToolError
from policysite.findings.text import as_text


class SiteError(PluginError):
    """A site cannot be built; MkDocs prints its text, `policy build` takes the reason."""

    def __init__(self, reason: ToolError, config: MkDocsConfig) -> None:
        messages = messages_of_run(Path(config.config_file_path))
        super().__init__("\n".join([reason.text(messages), as_text(reason.findings, messages)]).strip())
        self.reason = reason


@contextmanager
def errors_of_site(config: MkDocsConfig) -> Iterator[None]:
    """Raise as a `SiteError` what prevents the build of a site."""
    try:
        yield
    except ToolError as error:
        raise SiteError(error, config) from error
