"""`policy build`: build the site in a new folder and replace the old one in one step, or leave it as it was."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from filelock import FileLock, Timeout
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from policysite import build_manifest, files
from policysite.config.loader import load_mkdocs, settings_of
from policysite.config.sources import PLUGIN
from policysite.corpus.destinations import SITEMAP
from policysite.errors import ToolError
from policysite.findings import Finding
from policysite.git import GitError, git
from policysite.site import folders, mkdocs_log
from policysite.site.dates import commit_time
from policysite.site.errors import SiteError
from policysite.site.plugin import PolicyPlugin

# How long a build waits for another build of the same site.
WAIT_SECONDS = 60.0
# MkDocs writes it into every site, and other programs do not; a folder without it may contain something else.
_SITEMAP = f"{SITEMAP}.gz"


@dataclass(frozen=True)
class BuiltFolder:
    """A built site, and what is missing on its pages, although it does not prevent publishing."""

    folder: Path
    pages: int
    warnings: tuple[Finding, ...] = ()


def build(
    config_file: Path,
    site_dir: Path | None = None,
    on_wait: Callable[[], None] = lambda: None,
    wait_seconds: float = WAIT_SECONDS,
) -> BuiltFolder:
    """Build a site; if anything fails, the folder of the built site stays as it was.

    By default it is built into the folder that `mkdocs.yml` names. `on_wait` is called before waiting for another build
    of the site that is running.

    Raises:
        ToolError: it was not built; with findings if the pages or the configuration have errors.
    """
    with mkdocs_log.collected() as warnings:
        config = load_mkdocs(config_file, **({"site_dir": str(site_dir.absolute())} if site_dir else {}))
        settings = settings_of(config)
        try:
            _check_links(Path(config.site_dir), settings.root)
            folder = Path(config.site_dir).resolve()
            _check_replaceable(folder, settings.root)
            with _lock(folder, on_wait, wait_seconds), _epoch_of_last_commit(settings.root):
                return _build_into(folder, config, warnings)
        except OSError as error:
            raise ToolError("build_failed", reason=_reason(error)) from error


def _build_into(folder: Path, config: MkDocsConfig, warnings: list[str]) -> BuiltFolder:
    new, old = _sibling(folder, "new"), _sibling(folder, "old")
    folders.restore(folder, old)
    for leftover in (new, old):  # left by a build that was killed
        try:
            if leftover.exists():
                shutil.rmtree(leftover)
        except OSError as error:  # it may name only a file in the folder, or nothing
            raise ToolError("build_failed", reason=f"{leftover}: {error.strerror or error}") from error
    try:
        new.mkdir(parents=True)
        config.site_dir = str(new)
        rendered = render(config)
        if warnings:
            findings = mkdocs_log.as_findings(warnings, rendered.pages, settings_of(config))
            raise ToolError("pages_refused", findings)
        pages = build_manifest.read(new).page_count
        folders.replace(folder, new, old)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return BuiltFolder(folder, pages, rendered.warnings)


def render(config: MkDocsConfig, serve_url: str | None = None) -> PolicyPlugin:
    """Build a site with MkDocs into its `site_dir`, and return the plugin, which knows its pages and warnings.

    One that is served with live reload has the URL of the server.

    Raises:
        ToolError: it cannot be built; with findings if its pages have errors.
    """
    config.plugins.on_startup(command="serve" if serve_url else "build", dirty=False)
    try:
        mkdocs_build.build(config, serve_url=serve_url)
    except MkDocsException as error:
        cause = error.__context__ if isinstance(error, Abort) and error.__context__ else error
        if isinstance(cause, SiteError):
            raise cause.reason from error
        raise ToolError("build_failed", reason=" ".join(str(cause).split())) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ToolError("build_failed", reason=_reason(error)) from error
    finally:
        config.plugins.on_shutdown()
    return cast(PolicyPlugin, config.plugins[PLUGIN])


def _check_links(folder: Path, root: Path) -> None:
    """Refuse to write through a link below the folder of `mkdocs.yml`, which a pull request can contain."""
    if not folder.is_relative_to(root):
        return
    for path in (folder, *(_sibling(folder, suffix) for suffix in ("new", "old", "lock"))):
        if (link := files.link_within(path, root)) is not None:
            raise ToolError("path_is_link", link=link)


def _check_replaceable(folder: Path, root: Path) -> None:
    """Refuse to replace what is not a built site: a pull request can name any folder, and put files into it."""
    if not folder.exists():
        return
    with contextlib.suppress(GitError):  # it is outside of any checkout
        if committed := git(root, "ls-files", "-z", "--", str(folder)):
            file = root / os.fsdecode(committed.partition(b"\0")[0])
            raise ToolError("site_dir_committed", folder=folder, file=os.path.relpath(file, folder))
    if not folder.is_dir() or (any(folder.iterdir()) and not (folder / _SITEMAP).exists()):
        raise ToolError("site_dir_in_use", folder=folder)
    if not os.access(folder, os.W_OK):
        raise ToolError("site_dir_read_only", folder=folder)


@contextmanager
def _lock(folder: Path, on_wait: Callable[[], None], wait_seconds: float) -> Iterator[None]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(_sibling(folder, "lock"))
    try:
        held = lock.acquire(blocking=False)
    except Timeout:
        on_wait()
        try:
            held = lock.acquire(timeout=wait_seconds)
        except Timeout as error:
            raise ToolError("build_running", folder=folder, seconds=f"{wait_seconds:g}") from error
    with held:
        yield


@contextmanager
def _epoch_of_last_commit(root: Path) -> Iterator[None]:
    """Set SOURCE_DATE_EPOCH to the time of the last commit, so that two builds of one commit are equal."""
    time = None if os.environ.get("SOURCE_DATE_EPOCH") else commit_time(root)
    if time is None:
        yield
        return
    os.environ["SOURCE_DATE_EPOCH"] = time
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]


def _sibling(folder: Path, suffix: str) -> Path:
    return folder.with_name(f".{folder.name}.{suffix}")


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, OSError) and error.filename:  # of a file that was copied, the second name is the copy
        return f"{error.filename2 or error.filename}: {error.strerror}"
    return str(error)
