"""The log of MkDocs and its plugins: warnings become findings, and what every build would log is left out."""

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


def leave_out_noise() -> None:
    """Leave out what MkDocs and static-i18n log about every correct site, unless more than usual is wanted.

    These are the settings that each language has of its own, and the templates that are written with the first language
    only.
    """
    if logging.getLogger("mkdocs").level > logging.DEBUG:
        logging.getLogger("mkdocs.plugins.mkdocs_static_i18n").setLevel(logging.WARNING)
        logging.getLogger("mkdocs.commands.build").addFilter(_is_no_skipped_template)


def _is_no_skipped_template(record: logging.LogRecord) -> bool:
    return record.levelno > logging.INFO or not str(record.msg).startswith("Template skipped")


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
