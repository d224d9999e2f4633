"""Development tools from the npm registry, in the exact versions that a `package.json` below `npm_projects/` names."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

PROJECTS = Path(__file__).parent / "npm_projects"


def install(name: str, folder: Path) -> None:
    """Copy a project below `npm_projects/` and install its packages, without their install scripts."""
    shutil.copytree(PROJECTS / name, folder, dirs_exist_ok=True)
    npm("install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", folder=folder)


def npm(*arguments: str, folder: Path) -> None:
    """Run npm in a folder.

    Raises:
        RuntimeError: npm has failed, with its output.
    """
    result = subprocess.run(
        ["npm", *arguments],
        cwd=folder,
        env={**os.environ, "ASTRO_TELEMETRY_DISABLED": "1", "CI": "1", "NO_UPDATE_NOTIFIER": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if result.returncode:
        raise RuntimeError(f"npm {' '.join(arguments)} failed in {folder}:\n{result.stdout}")
