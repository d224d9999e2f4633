"""Built sites of any size: pages with clauses, each with links to clauses of others.

The same number of pages always gives the same site, so that measurements can be repeated.
"""

from __future__ import annotations

import random
from pathlib import Path

from policysite import build_manifest
from policysite.build_manifest import PublishedFile
from policysite.config import loader
from policysite.corpus import Settings

from tests.project import configuration, put

LINKS = 50
_CLAUSES = 10
_TEXT = "Мы храним обращения столько, сколько нужно, чтобы на них ответить, и удаляем их, когда об этом просят. " * 8


def settings(site: Path) -> Settings:
    """Return the settings of the project whose site lies in a folder."""
    return loader.load(site.parent / "mkdocs.yml")


def write(site: Path, pages: int) -> None:
    """Write a site of so many pages besides its home page; no link in it is broken."""
    chosen = random.Random(pages)  # noqa: S311  (not for secrets)
    for number in range(pages):
        page = site / f"policy-{number}" / "index.html"
        page.parent.mkdir(parents=True)
        clauses = "".join(f'<h2 id="clause-{each}">Пункт {each}</h2>\n<p>{_TEXT}</p>\n' for each in range(_CLAUSES))
        links = "".join(
            f'<li><a href="../policy-{chosen.randrange(pages)}/#clause-{chosen.randrange(_CLAUSES)}">ссылка</a></li>\n'
            for _ in range(LINKS)
        )
        page.write_text(_page(f"{clauses}<ul>\n{links}</ul>"), encoding="utf-8")
    home = "".join(f'<li><a href="policy-{number}/">ссылка</a></li>\n' for number in range(pages))
    (site / "index.html").write_text(_page(f"<ul>\n{home}</ul>"), encoding="utf-8")
    for folder in ("docs", "overrides"):
        (site.parent / folder).mkdir()
    put(site.parent / "mkdocs.yml", configuration(["ru"], "https://policy.example/"))
    ours = settings(site)
    made = {path.relative_to(site).as_posix(): PublishedFile() for path in site.rglob("*.html")}
    build_manifest.write(site, ours.url, build_manifest.inputs(ours), made)


def _page(body: str) -> str:
    return (
        '<!doctype html>\n<html lang="ru">\n<head><meta charset="utf-8"><title>Политика</title></head>\n'
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
