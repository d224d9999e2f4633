"""Built sites of any size: pages with clauses, each with links to clauses of others.

The same number of pages always gives the same site, so that what is measured on it can be measured again.
"""

from __future__ import annotations

import random
from pathlib import Path

LINKS = 50
_CLAUSES = 10
_TEXT = "Мы храним обращения столько, сколько нужно, чтобы на них ответить, и удаляем их, когда об этом просят. " * 8


def write(folder: Path, pages: int) -> None:
    """Writes a site of so many pages besides its home page; no link in it is broken."""
    chosen = random.Random(pages)  # noqa: S311  (nobody guards a secret with it)
    for number in range(pages):
        page = folder / f"policy-{number}" / "index.html"
        page.parent.mkdir(parents=True)
        clauses = "".join(f'<h2 id="clause-{each}">Пункт {each}</h2>\n<p>{_TEXT}</p>\n' for each in range(_CLAUSES))
        links = "".join(
            f'<li><a href="../policy-{chosen.randrange(pages)}/#clause-{chosen.randrange(_CLAUSES)}">ссылка</a></li>\n'
            for _ in range(LINKS)
        )
        page.write_text(_page(f"{clauses}<ul>\n{links}</ul>"), encoding="utf-8")
    home = "".join(f'<li><a href="policy-{number}/">ссылка</a></li>\n' for number in range(pages))
    (folder / "index.html").write_text(_page(f"<ul>\n{home}</ul>"), encoding="utf-8")


def _page(body: str) -> str:
    return (
        '<!doctype html>\n<html lang="ru">\n<head><meta charset="utf-8"><title>Политика</title></head>\n'
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
