"""Takes the pictures that README.md shows: `python -m tests.browser.screenshots SITE FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser.chromium import chromium
from tests.hosting import served
from tests.project import PATH

PICTURES = {
    "policy-ru.png": ("privacy/", "light", 1100, 700),
    "policy-en-dark.png": ("en/privacy/", "dark", 1100, 700),
}


def main(site: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with served(site, PATH) as server, chromium() as browser:
        for name, (path, scheme, width, height) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(server.address + path)
            page.screenshot(path=folder / name)
            page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
