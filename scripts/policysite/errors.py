"""The error that ends a command: the tool cannot do its job."""

from __future__ import annotations

from collections.abc import Iterable

from policysite.findings import Finding
from policysite.messages import Messages


class ToolError(Exception):
    """The tool cannot do its job.

    Attributes:
        message: the key of the message in `messages/<lang>/tool.toml` that says why, and what to do.
        params: the values of its placeholders.
        findings: what has to be fixed first, if that is the reason.
    """

    def __init__(self, message: str, /, findings: Iterable[Finding] = (), **params: object) -> None:
        self.message = message
        self.params = {name: str(value) for name, value in params.items()}
        super().__init__(f"{message}: {', '.join(self.params.values())}")
        self.findings = tuple(findings)

    def text(self, messages: Messages) -> str:
        """Return the message without the findings."""
        return messages.text(self.message, **self.params)
