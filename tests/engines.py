"""Compares the sites that two engines build: `python -m tests.engines FOLDER`, in which ProperDocs is installed.

The pages have no tag that names their generator, so every byte is compared.
"""

from __future__ import annotations

import datetime
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.project import FIXTURE_SITES, ROOT, Site, commit, copied, environment

SITES = (ROOT, *FIXTURE_SITES)
_SAME, _DIFFERENT, _NOT_COMPARED = 0, 1, 2
# Prints the name and the version of the engine.
_ENGINE = "import policysite, mkdocs; print(mkdocs.__name__, mkdocs.__version__)"
_COMMIT_DAY = datetime.date(2026, 3, 2)
_SHOWN_BYTES = 60


def main() -> int:
    """Compare this site and those of the tests, and return the exit code."""
    if len(sys.argv) != 2:
        print("usage: python -m tests.engines FOLDER", file=sys.stderr)
        return _NOT_COMPARED
    environments = [environment(), environment(PYTHONPATH=str(Path(sys.argv[1]).absolute()))]
    try:
        return _compare(environments)
    except subprocess.CalledProcessError as error:
        print(f"{' '.join(map(str, error.cmd))}:\n{error.stdout}{error.stderr}", file=sys.stderr)
    except Exception:
        # Python would exit with 1, which means that the sites differ.
        traceback.print_exc()
    return _NOT_COMPARED


def _compare(environments: list[dict[str, str]]) -> int:
    names = [_run(each, "python", "-c", _ENGINE).strip() for each in environments]
    one, other = names
    if one == other:
        print(f"Both builds would be made with {one}.", file=sys.stderr)
        return _NOT_COMPARED
    print(f"{one} and {other}:")
    status = _SAME
    for site in SITES:
        with tempfile.TemporaryDirectory() as folder:
            built = [_build(site, Path(folder) / str(number), each) for number, each in enumerate(environments)]
        found = list(differences(*built))
        name = "this site" if site == ROOT else site.relative_to(ROOT)
        print(f"{name}: {f'{len(found)} files differ' if found else f'{len(built[0])} files, all the same'}")
        print("".join(f"  {line}\n" for line in found), end="", flush=True)
        if found:
            status = _DIFFERENT
    return status


def _build(site: Path, folder: Path, variables: Mapping[str, str]) -> dict[str, bytes]:
    """Build a copy of a site, and return its files."""
    project = copied(site, folder)
    commit(folder, _COMMIT_DAY)
    _run(variables, "policy", "-f", str(project.config), "build", "--lang", "en")
    return Site(folder / "site").files()


def _run(variables: Mapping[str, str], program: str, *arguments: str) -> str:
    command = [Path(sys.executable).parent / program, *arguments]
    return subprocess.run(command, env=variables, capture_output=True, encoding="utf-8", check=True).stdout


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> Iterator[str]:
    """Yield a line for each file that two sites do not have in common, or not with the same bytes."""
    for path in sorted(one.keys() | other.keys()):
        if path not in other:
            yield f"{path}: only in the first site"
        elif path not in one:
            yield f"{path}: only in the second site"
        elif one[path] != other[path]:
            yield f"{path}: {_first_difference(one[path], other[path])}"


def _first_difference(one: bytes, other: bytes) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    start = next((place for place, (first, second) in pairs if first != second), min(len(one), len(other)))
    first, second = (each[start : start + _SHOWN_BYTES] for each in (one, other))
    return f"from byte {start} on {first!r} and {second!r}"


if __name__ == "__main__":
    sys.exit(main())
