"""Fixtures of all tests: the fixture site, built once, and copies of it to change."""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import hypothesis
import mkdocs.utils
import pytest
from policysite.corpus.parsed import ParsedPage
from policysite.corpus.parser import Parser
from policysite.scaffold.new import new

from tests.drafts import Drafts, write_drafts
from tests.project import COMMIT_DAY, FIXTURES, ROOT, TOOLSHARE, Project, Site, commit, copied, made_once
from tests.released_site import released_site
from tests.small_site import SmallSite

# The time of an example depends on the machine, not on the code. In CI the same examples are tried each time.
untimed = hypothesis.settings(deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.register_profile("here", untimed)
hypothesis.settings.register_profile("ci", untimed, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


# Most tests write a site and delete it, which takes several times as long on a disk as in memory. The folder in memory
# of a container is too small, or may have no programs in it.
_IN_MEMORY = "/dev/shm"  # noqa: S108  (pytest makes a folder of its own in it)
with contextlib.suppress(OSError):
    memory = os.statvfs(_IN_MEMORY)
    if memory.f_bavail * memory.f_frsize > 4 * 1024**3 and not memory.f_flag & os.ST_NOEXEC:
        os.environ.setdefault("TMPDIR", _IN_MEMORY)
        tempfile.tempdir = None  # it is looked up again

# In a workflow, commands would add to the summary of the step that runs the tests.
os.environ.pop("GITHUB_STEP_SUMMARY", None)

# The many processes of the tests compile the modules once.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# MkDocs forgets the installed themes whenever it loads one; finding them reads the metadata of every package.
mkdocs.utils.get_themes = functools.cache(mkdocs.utils.get_themes)


def pytest_configure(config: pytest.Config) -> None:
    # Other processes run tests on the other processors: a build would make copies of this one in vain.
    if hasattr(config, "workerinput"):
        os.sched_getaffinity = lambda _: {0}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--word", action="store_true", help="run the tests that need LibreOffice, too")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    is_for_word = collection_path == Path(__file__).parent / "word"
    return True if is_for_word and not config.getoption("--word") else None


def pytest_collection_finish() -> None:
    # What was collected is needed to the end, so that looking for garbage in it again and again is in vain.
    gc.freeze()


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the language of commands that run in the process of a test to English."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record the text of each page that is parsed."""
    texts: list[str] = []
    parse = Parser.parse

    def recorded(parser: Parser, text: str, first_line: int = 1) -> ParsedPage:
        texts.append(text)
        return parse(parser, text, first_line)

    monkeypatch.setattr(Parser, "parse", recorded)
    return texts


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the fixture site, to change and to build."""
    return copied(TOOLSHARE, tmp_path / "project")


@pytest.fixture
def small(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> SmallSite:
    """The smallest site, to change and to run commands on, whose output is captured."""
    site = SmallSite(tmp_path / "project", versioned=False)
    capsys.readouterr()
    return site


@pytest.fixture(scope="session")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that `policy new` has made. Only to be read."""
    folder = tmp_path_factory.mktemp("new") / "site"
    new(folder, "A", ["en", "ru"], "", COMMIT_DAY)
    return folder


@pytest.fixture(params=["here", "new site"])
def repository(request: pytest.FixtureRequest, new_site: Path) -> Path:
    """The folder of this repository, or of a new site."""
    return ROOT if request.param == "here" else new_site


@pytest.fixture(scope="session")
def shared_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share; see `made_once`."""
    folder = tmp_path_factory.getbasetemp()
    is_xdist_worker = hasattr(request.config, "workerinput")
    return folder.parent if is_xdist_worker else folder


@pytest.fixture(scope="session")
def sources(shared_folder: Path) -> Project:
    """The fixture site in a git repository of its own. Only to be read."""

    def make(folder: Path) -> None:
        copied(TOOLSHARE, folder)
        commit(folder, COMMIT_DAY)

    return Project(made_once(shared_folder / "sources", make))


@pytest.fixture(scope="session")
def site(sources: Project, shared_folder: Path) -> Site:
    """The site built from these sources. Only to be read."""
    return Site(made_once(shared_folder / "site", sources.build_with_mkdocs))


@pytest.fixture(scope="session")
def released(shared_folder: Path) -> Path:
    """The folder of a site with a policy, questions and a history, approved and released. Only to be read."""
    return made_once(shared_folder / "released", released_site)


@pytest.fixture
def root(released: Path, tmp_path: Path) -> Path:
    """The folder of a copy of that site, to change."""
    return shutil.copytree(released, tmp_path / "site")


@pytest.fixture
def drafts(released: Path, shared_folder: Path, tmp_path: Path) -> Drafts:
    """Sites with that site on the default branch, and a new version or a correction on another one."""
    folder = made_once(shared_folder / "drafts", functools.partial(write_drafts, released))
    return Drafts(folder, tmp_path / "site")


@pytest.fixture(scope="session")
def checked(shared_folder: Path) -> Callable[[str], Project]:
    """Return a fixture site by its name, after `policy check`, whose output is in `check.txt`. Only to be read."""

    def make(name: str, folder: Path) -> None:
        project = copied(FIXTURES / name, folder)
        commit(folder, COMMIT_DAY)
        with (folder / "check.txt").open("w", encoding="utf-8") as output, contextlib.redirect_stdout(output):
            project.policy("check", "--lang", "en")

    return lambda name: Project(made_once(shared_folder / f"checked-{name}", functools.partial(make, name)))
