"""Times builds of this site with one version of its policies and with many: `scripts/bench build-versions`."""

from __future__ import annotations

import contextlib
import datetime
import re
import shutil
import sys
import tempfile
from pathlib import Path

from policysite import build_manifest, corpus
from policysite.config import loader
from policysite.corpus import Document, Settings
from policysite.history import release, versions
from policysite.history.release_advice import next_version
from policysite.history.versions import ReleasedState, heading_id
from policysite.site.build import build

from tests.bench import stock
from tests.bench.timing import TimedCommands, times
from tests.project import ROOT, commit, copied
from tests.tables import Measurement

VERSIONS = 30
EDITED_PARAGRAPHS = 2  # of each version, in each language
DAYS_BETWEEN = 30
_MARK = r" \([\d.]+\)$"  # behind an edited paragraph
_COMMANDS = Path(sys.executable).parent


def main() -> None:
    measurement = Measurement("build-versions", __doc__)
    options = measurement.options()
    with tempfile.TemporaryDirectory() as folder:
        sites = [_site(Path(folder) / str(count), count) for count in (1, VERSIONS)]
        pages = [_build(site) for site in sites]
        ours = [TimedCommands(f"ours in {site}", [(_COMMANDS / "policy", "build")], site, (0,)) for site in sites]
        seconds = times([*ours, *map(_stock, sites)])
    one, many, stock_one, stock_many = seconds.values()
    further = pages[1] - pages[0]
    table = "\n".join(
        [
            "| versions | pages | ours | Material and static-i18n |",
            "| --- | --: | --: | --: |",
            f"| 1 | {pages[0]} | {one:.2f} s | {stock_one:.2f} s |",
            f"| {VERSIONS} | {pages[1]} | {many:.2f} s | {stock_many:.2f} s |",
            f"| × one version | | {many / one:.2f} | {stock_many / stock_one:.2f} |",
            "| for each further page | | {:.1f} ms | {:.1f} ms |".format(
                *(1000 * each / further for each in (many - one, stock_many - stock_one))
            ),
        ]
    )
    measurement.publish(table, options.write)


def _build(site: Path) -> int:
    """Build a site and return the number of its pages."""
    build(site / "mkdocs.yml")
    return build_manifest.read(site / "site").page_count


def _stock(site: Path) -> TimedCommands:
    """Return the build of the pages of a built site without the plugin: a generated page has the text that it shows."""
    folder = site.with_name(f"{site.name}-stock")
    shutil.copytree(site, folder)
    for published in build_manifest.read(folder / "site").files.values():
        if published.page:
            page = Path("docs", *published.page)
            if not (source := folder / f"{page}.md").exists():
                source.parent.mkdir(exist_ok=True)
                shutil.copy(folder / f"{page.parent}.md", source)
    stock.write_configuration(folder)
    command = (_COMMANDS / "mkdocs", "build", "--quiet", "--config-file", stock.CONFIG)
    return TimedCommands(f"stock in {folder}", [command], folder, (0,))


def _site(folder: Path, count: int) -> Path:
    """Write this site with so many versions of each of its policies, on a day after all of them took effect."""
    project = copied(ROOT, folder)
    settings = loader.load(project.config)
    day = datetime.date.min
    for number in range(1, count + 1):
        pages, _ = corpus.read(settings)
        states, _ = versions.read(settings)
        for document in filter(lambda each: each.versioned, pages.documents.values()):
            of_document = states.get(document.name, ())
            day = max([day, *(state.effective_date for state in of_document)])
            if len(of_document) < number:
                _release(document, of_document, day + datetime.timedelta(days=DAYS_BETWEEN), settings)
    with contextlib.redirect_stdout(None):
        assert project.policy("approve", "--all") == 0
    commit(folder, day + datetime.timedelta(days=2 * DAYS_BETWEEN))
    return folder


def _release(document: Document, states: tuple[ReleasedState, ...], day: datetime.date, settings: Settings) -> None:
    """Release a version with other paragraphs than the one before, and with its entry in the history."""
    version = next_version(states)
    heading = f"## {version} {{ #{heading_id(document.name, version)} }}\n\n{version}.\n\n"
    for page in document.pages.values():
        lines = list(page.source)
        paragraphs = [block for block in page.blocks() if block.kind == "paragraph"]
        for number in range(EDITED_PARAGRAPHS):
            edited = paragraphs[(len(states) + number * len(paragraphs) // EDITED_PARAGRAPHS) % len(paragraphs)]
            # (A mark is replaced, or each paragraph of the last version would end in as many numbers as there are.)
            line = edited.last_line - 1
            lines[line] = f"{re.sub(_MARK, '', lines[line])} ({version})"
        text = re.sub("(?m)^version: .*", f'version: "{version}"', "\n".join(lines), count=1)
        text = re.sub("(?m)^effective_date: .*", f"effective_date: {day}", text, count=1)
        (settings.root / page.path).write_text(text, encoding="utf-8")
        history = settings.docs / page.language / f"{settings.history}.md"
        written = history.read_text(encoding="utf-8")
        history.write_text(re.sub("(?m)^## ", f"{heading}## ", written, count=1), encoding="utf-8")
    pages, _ = corpus.read(settings)
    released = pages.documents[document.name]
    release.write(released, versions.next_state(released, states, day), settings)


if __name__ == "__main__":
    main()
