"""Take the screenshots of this site for README.md: `python -m tests.content.screenshots SITE FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

from policysite import build_manifest

from tests.browser.chromium import chromium
from tests.hosting import served

SCREENSHOTS = {
    "policy-ru.png": ("privacy/", "light", 1100, 700),
    "policy-en-dark.png": ("en/privacy/", "dark", 1100, 700),
}


def main(site: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    base_path = urlsplit(build_manifest.read(site).url).path
    with served(site, base_path) as server, chromium() as browser:
        for name, (path, scheme, width, height) in SCREENSHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(server.url + path)
            page.screenshot(path=folder / name)
            page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
