"""The warnings of MkDocs and its plugins as findings."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

MKDOCS_WARNING = Rule("mkdocs-warning", "build", Scope.BUILD, suppressible=False)

# How MkDocs names the page that a warning is about.
_PAGE = re.compile(r"'([^']+\.md)'")


@contextmanager
def collected() -> Iterator[list[str]]:
    """Collect what MkDocs and its plugins warn about, instead of printing it."""
    handler = _Collector(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)


def as_findings(warnings: Iterable[str], config: MkDocsConfig) -> list[Finding]:
    """Return warnings as findings, each in the page that it names, or else in `mkdocs.yml`."""
    config_file, docs = Path(config.config_file_path), Path(config.docs_dir)
    findings = []
    for warning in warnings:
        named = (docs / name for name in _PAGE.findall(warning))
        path = next((path for path in named if path.is_file()), config_file)
        findings.append(MKDOCS_WARNING.at(path.relative_to(config_file.parent).as_posix(), warning=warning))
    return findings


class _Collector(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split())
        if message not in self.messages:  # each language is a build of its own
            self.messages.append(message)
