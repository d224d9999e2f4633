"""The command `policy`: one sub-command for each job. Here arguments become calls, and what they return is printed.

Exit codes: 0 nothing to mend, 1 findings, 2 the tool could not do its job.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policysite.words import Words, spoken, spoken_here, words

if TYPE_CHECKING:
    from policysite.corpus import Settings

DONE, FINDINGS, FAILED = 0, 1, 2


class CannotError(Exception):
    """The tool cannot do its job; its text, in the words of the reader, says why and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code."""
    options = _parser().parse_args(arguments)
    speak = words(options.lang) if getattr(options, "lang", None) else spoken_here(spoken()[0])
    run: Callable[[argparse.Namespace, Words], int] = options.run
    try:
        return run(options, speak)
    except CannotError as error:
        print(f"policy: {error}", file=sys.stderr)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="policy", description="Checks policies in several languages.")
    parser.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"), metavar="FILE")
    jobs = parser.add_subparsers(required=True, metavar="JOB")
    lint = jobs.add_parser("lint", help="check the content of the pages")
    lint.add_argument("--lang", choices=spoken())
    lint.set_defaults(run=_lint)
    return parser


def settings_of(config_file: Path) -> Settings:
    """What an `mkdocs.yml` says.

    Raises:
        CannotError: MkDocs cannot load it.
    """
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from policysite.corpus import Settings

    try:
        with config_file.open("rb") as file:
            return Settings.of(load_config(file))
    except (OSError, MkDocsException) as error:
        raise CannotError(str(error)) from error


def _lint(options: argparse.Namespace, speak: Words) -> int:
    import datetime

    from policysite.findings.text import as_text
    from policysite.lint.check import check

    findings = check(settings_of(options.config_file), datetime.date.today())
    if findings:
        print(as_text(findings, speak))
    return FINDINGS if any(finding.severity == "error" for finding in findings) else DONE
