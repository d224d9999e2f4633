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
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from policysite.findings import Edit, Finding, Severity

_FORM = 1
_TOOL = Path(__file__).parents[1]


@dataclass(frozen=True)
class Checked:
    """What a check found.

    Attributes:
        findings: sorted.
        pages: how many pages were checked.
        lasting: whether another check of the same would find the same, however busy the machine is.
    """

    findings: tuple[Finding, ...]
    pages: int
    lasting: bool = True


@dataclass(frozen=True)
class Inputs:
    """What the result of a check depends on, besides `mkdocs.yml`, the tool and the day.

    Attributes:
        paths: the folders and files that it looks at, whether they are there or not.
        variables: the names of the environment variables that it takes in.
    """

    paths: tuple[Path, ...]
    variables: tuple[str, ...] = ()


def remembered(
    config_file: Path, today: datetime.date, prepare: Callable[[], tuple[Inputs, Callable[[], Checked]]]
) -> Checked:
    """What a check of a site finds, or found when everything was as it is now.

    Args:
        config_file: the site's `mkdocs.yml`.
        today: the day of the check.
        prepare: reads `mkdocs.yml`, and returns what the check depends on and what makes it.
    """
    path = _place(config_file)
    known = _read(path)
    if known is not None and known.state == _state(config_file, today, known.inputs):
        return known.checked
    configured = _state(config_file, today, Inputs(()))
    inputs, check = prepare()
    before = _state(config_file, today, inputs)
    checked = check()
    # What was saved while the check was made may have been looked at before or after.
    unchanged = configured == _state(config_file, today, Inputs(())) and before == _state(config_file, today, inputs)
    if checked.lasting and unchanged:
        _write(path, _Kept(before, inputs, checked))
    return checked


@dataclass(frozen=True)
class _Kept:
    state: str
    inputs: Inputs
    checked: Checked


def _place(config_file: Path) -> Path:
    name = hashlib.sha256(os.fsencode(config_file.absolute())).hexdigest()[:32]
    folder = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(folder, "policysite", f"{name}.json")


def _state(config_file: Path, today: datetime.date, inputs: Inputs) -> str:
    """Everything that the result depends on, as one number."""
    state = hashlib.sha256()
    variables = [os.environ.get(name) for name in (*inputs.variables, "PYTHONPATH")]
    state.update(repr((_FORM, today.isoformat(), sys.version, variables)).encode())
    for folder in sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}):
        state.update(repr(sorted(path.name for path in Path(folder).iterdir())).encode())
    for path in (config_file.absolute(), *inputs.paths, _TOOL):
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


def _read(path: Path) -> _Kept | None:
    try:
        kept = json.loads(path.read_bytes())
        findings = tuple(
            Finding(**{**each, "severity": Severity(each["severity"]), "edit": each["edit"] and Edit(**each["edit"])})
            for each in kept["checked"]["findings"]
        )
        inputs = Inputs(tuple(map(Path, kept["inputs"]["paths"])), tuple(kept["inputs"]["variables"]))
        return _Kept(kept["state"], inputs, Checked(findings, kept["checked"]["pages"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # nothing is remembered, or nothing that could be read


def _write(path: Path, kept: _Kept) -> None:
    # Not above: with it come the parsers, which whoever is told again what was found need not wait for.
    from policysite.corpus import files

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write(path, json.dumps(asdict(kept), default=str).encode())
    except OSError:
        return  # what cannot be kept is found out again
