"""The error with which the plugin stops MkDocs."""

from __future__ import annotations

from mkdocs.exceptions import PluginError

from policysite.errors import ToolError
from policysite.findings.text import as_text
from policysite.messages import Messages


class SiteError(PluginError):
    """A site cannot be built; MkDocs prints its text, `policy build` takes the reason."""

    def __init__(self, reason: ToolError, messages: Messages) -> None:
        super().__init__("\n".join([reason.text(messages), as_text(reason.findings, messages)]).strip())
        self.reason = reason
