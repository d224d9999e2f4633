"""Takes the pictures that README.md shows: `python -m tests.browser.screenshots SITE FOLDER`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.browser.chromium import chromium
from tests.browser.server import served
from tests.project import Site

PICTURES = {
    "policy-ru.png": ("privacy/", "light", 1100, 700),
    "policy-en-dark.png": ("en/privacy/", "dark", 1100, 700),
}


def main(site: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as root, served(Site(site), Path(root)) as address, chromium() as browser:
        for name, (path, scheme, width, height) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(address + path)
            page.screenshot(path=folder / name)
            page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
