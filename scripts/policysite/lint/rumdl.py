"""The form of the Markdown: what rumdl finds in the source of the pages, under names and in words of ours.

Asked of it is only what it sees as Python-Markdown renders it, in every language. Left out, and found by rules of our
own where they matter, are among others: MD032, which takes a list before a heading for glued to it and does not know
lists that begin with 2; MD007, which knows nothing of numbered lists; MD029, which lets a list be interrupted; MD011,
which takes a reference behind brackets for a link; MD037, which takes a multiplication for emphasis; MD082, which wants
text above every sub-heading; MD092, which sees no single mark that a merge has left; MD095, which takes every Cyrillic
domain for a trick.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from policysite.corpus import Page, Settings
from policysite.findings import Finding, Severity

# Seconds that rumdl may take: it needs milliseconds for a page, whatever stands in it.
_LONGEST = 120

# What the codes of rumdl are called here. Any other, which a project has enabled, is `markdown-form`.
_NAMES = {
    "MD001": "heading-level-skipped",
    "MD003": "heading-underlined",
    "MD004": "list-markers-differ",
    "MD018": "heading-space-missing",
    "MD023": "heading-indented",
    "MD031": "code-block-not-separated",
    "MD034": "bare-url",
    "MD039": "link-text-padded",
    "MD042": "link-url-missing",
    "MD045": "image-alt-missing",
    "MD046": "code-indented",
    "MD052": "reference-unresolved",
    "MD053": "reference-unused",
    "MD056": "table-cells-uneven",
    "MD058": "table-not-separated",
    "MD069": "list-marker-doubled",
    "MD075": "table-headless",
    "MD077": "item-continuation-unindented",
    "MD083": "encoding-damaged",
    "MD086": "comment-unclosed",
}
# MD046 finds two things: code that is indented, and code that begins with a fence and does not end.
_UNCLOSED = "fence-unclosed"
_OTHER = "markdown-form"
_WARNINGS = {"list-markers-differ", "link-text-padded", "reference-unused", _OTHER}

NAMES = frozenset({*_NAMES.values(), _UNCLOSED, _OTHER})


class RumdlError(Exception):
    """The form of the pages could not be checked; the reason is its text."""


def check(settings: Settings, pages: Sequence[Page]) -> Iterator[Finding]:
    """What rumdl finds in the pages, as they were read.

    It is set up by `[tool.rumdl]` in the `pyproject.toml` beside `mkdocs.yml`, or else by the `rumdl.toml` beside this
    module.

    Raises:
        RumdlError: rumdl is not installed, did not run to its end, or gave what cannot be read.
    """
    if not pages:
        return
    by_path = {page.path: page for page in pages}
    garbled: set[tuple[str, int]] = set()
    for found in _results(settings, pages):
        try:
            page, line, column = by_path[found["file"]], int(found["line"]), int(found["column"])
            finding = _finding(page, line, column, str(found["rule"]), str(found["message"]))
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise RumdlError(f"rumdl reported what cannot be read: {found!r}") from error
        if finding.rule == _NAMES["MD083"]:  # reported for every sign; a line is garbled as a whole
            if (page.path, line) in garbled:
                continue
            garbled.add((page.path, line))
        yield finding


def _finding(page: Page, line: int, column: int, code: str, text: str) -> Finding:
    name = _NAMES.get(code, _OTHER)
    if code == "MD046" and page.source[line - 1].lstrip(" >").startswith(("```", "~~~")):
        name = _UNCLOSED
    params = {"code": code, "text": text} if name == _OTHER else {}
    severity = Severity.WARNING if name in _WARNINGS else Severity.ERROR
    return Finding(page.path, line, column, name, params, severity)


def _results(settings: Settings, pages: Sequence[Page]) -> list[Mapping[str, Any]]:
    """What rumdl says of the pages, handed over as they were read: no file is looked for, and none is left out."""
    batch = "".join(f"{page.path}\0{_whole(page)}\0" for page in pages)
    with resources.as_file(_set_up(settings)) as set_up:
        command = [_program(), "check", "--stdin-batch", "--no-cache", "--no-exclude", "--flavor", "mkdocs"]
        command += ["--output-format", "json", "--fail-on", "never", "--deny-config-warnings", "--config", str(set_up)]
        try:
            result = subprocess.run(  # noqa: S603  (nothing in it comes from a page)
                command,
                input=batch,
                capture_output=True,
                encoding="utf-8",
                cwd=settings.root,
                timeout=_LONGEST,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RumdlError(f"rumdl did not run to its end: {error}") from error
    try:
        results = json.loads(result.stdout)
    except ValueError as error:
        raise RumdlError(f"rumdl gave no list of findings: {result.stderr.strip() or result.stdout[:200]}") from error
    if result.returncode != 0 or not isinstance(results, list):
        raise RumdlError(f"rumdl could not check the pages: {result.stderr.strip()}")
    return results


def _whole(page: Page) -> str:
    """The page's text, without the sign that would end it for rumdl."""
    return "\n".join(page.source).replace("\0", "\N{REPLACEMENT CHARACTER}")


def configuration(settings: Settings) -> Path:
    """The file in which a project may say what is asked of rumdl; it need not be there."""
    return settings.root / "pyproject.toml"


def _set_up(settings: Settings) -> Traversable:
    own = configuration(settings)
    try:
        if own.is_file() and "rumdl" in tomllib.loads(own.read_text(encoding="utf-8")).get("tool", {}):
            return own
    except (OSError, ValueError) as error:
        raise RumdlError(f"{own.name} cannot be read: {error}") from error
    return resources.files(__name__.rpartition(".")[0]) / "rumdl.toml"


def _program() -> str:
    beside = Path(sysconfig.get_path("scripts"))
    program = shutil.which("rumdl", path=f"{beside}{os.pathsep}{os.environ.get('PATH', os.defpath)}")
    if program is None:
        raise RumdlError("rumdl is not installed: run scripts/install")
    return program
