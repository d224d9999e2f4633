"""What the last check found, to be told again when nothing that it looked at has changed.

It is kept in the user's own folder for such things, not beside the pages: whoever can change the pages must not be able
to say what the check of them found. Anything that could lead to another result is part of what is compared: every file
that the check looks at, by content; the tool itself, and everything that is installed beside it; the variables of the
environment that `mkdocs.yml` may name; the day.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import stat
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from policysite.findings import Edit, Finding, Severity

_FORM = 1
_TOOL = Path(__file__).parents[1]


@dataclass(frozen=True)
class Checked:
    """What a check found.

    Attributes:
        findings: sorted.
        pages: how many pages were checked.
        inputs: the folders and files that it looked at, `mkdocs.yml` apart; of none, what was found is not kept.
        variables: the names of the environment variables that it took in.
    """

    findings: tuple[Finding, ...]
    pages: int
    inputs: tuple[Path, ...]
    variables: tuple[str, ...] = ()


def remembered(config_file: Path, today: datetime.date, check: Callable[[], Checked]) -> Checked:
    """What a check of a site finds, or found when everything was as it is now.

    Args:
        config_file: the site's `mkdocs.yml`.
        today: the day of the check.
        check: makes the check.
    """
    path = _place(config_file)
    known = _read(path)
    if known is not None and known[0] == _state(config_file, today, known[1].inputs, known[1].variables):
        return known[1]
    checked = check()
    if checked.inputs:
        _write(path, _state(config_file, today, checked.inputs, checked.variables), checked)
    return checked


def _place(config_file: Path) -> Path:
    name = hashlib.sha256(os.fsencode(config_file.absolute())).hexdigest()[:32]
    folder = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(folder, "policysite", f"{name}.json")


def _state(config_file: Path, today: datetime.date, inputs: Iterable[Path], variables: Iterable[str]) -> str:
    """Everything that the result depends on, as one number."""
    state = hashlib.sha256()
    state.update(repr((_FORM, today.isoformat(), sys.version, [os.environ.get(name) for name in variables])).encode())
    state.update(repr(sorted(path.name for path in Path(sysconfig.get_path("purelib")).iterdir())).encode())
    for path in (config_file.absolute(), *inputs, _TOOL):
        for place, content in _contents(path):
            state.update(f"{os.fsdecode(place)!r} {content}\n".encode())
    return state.hexdigest()


def _contents(path: Path) -> Iterator[tuple[str, str]]:
    """Every file at or below a path, however deep, and a number for what it holds; of what is no file, what it is."""
    waiting = [path]
    while waiting:
        path = waiting.pop()
        try:
            kind = path.lstat().st_mode
            if stat.S_ISREG(kind):
                yield str(path), hashlib.sha256(path.read_bytes()).hexdigest()
            elif stat.S_ISDIR(kind):
                waiting += sorted((below for below in path.iterdir() if below.name != "__pycache__"), reverse=True)
            elif stat.S_ISLNK(kind):
                yield str(path), str(path.readlink())
            else:
                yield str(path), str(stat.S_IFMT(kind))
        except OSError as error:
            yield str(path), type(error).__name__


def _read(path: Path) -> tuple[str, Checked] | None:
    try:
        kept = json.loads(path.read_bytes())
        return kept["state"], _checked(kept["checked"])
    except (OSError, ValueError, KeyError, TypeError):
        return None  # nothing is remembered, or nothing that could be read


def _checked(kept: dict[str, Any]) -> Checked:
    findings = tuple(
        Finding(**{**each, "severity": Severity(each["severity"]), "edit": each["edit"] and Edit(**each["edit"])})
        for each in kept["findings"]
    )
    return Checked(findings, kept["pages"], tuple(map(Path, kept["inputs"])), tuple(kept["variables"]))


def _write(path: Path, state: str, checked: Checked) -> None:
    # Not above: with it come the parsers, which whoever is told again what was found need not wait for.
    from policysite.corpus import files

    kept = {**asdict(checked), "inputs": [str(path) for path in checked.inputs]}
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write(path, json.dumps({"state": state, "checked": kept}).encode())
    except OSError:
        return  # what cannot be kept is found out again
