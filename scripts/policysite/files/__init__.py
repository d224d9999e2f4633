"""Reads and writes files safely: only regular files of a limited size are opened, and writing is atomic."""

from __future__ import annotations

import contextlib
import enum
import functools
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope

_rule = functools.partial(Rule, family="pages", scope=Scope.SITE, suppressible=False)
UNREADABLE = _rule("unreadable")
FILE_TOO_LARGE = _rule("file-too-large")
SYMLINK = _rule("symlink")
FILE_UNEXPECTED = _rule("file-unexpected")
MERGE_MARKER = _rule("merge-marker")

# The media types of the images that a site may publish, by their suffixes.
IMAGE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
# The suffix of the documents that a site may publish.
PDF = ".pdf"
# The largest image and the largest document that a site needs.
MAX_IMAGE_MEGABYTES, MAX_PDF_MEGABYTES = 5, 20
# A browser needs four bytes for each pixel, however small the file is.
MAX_MEGAPIXELS = 40
MEGABYTE_BYTES = 1_000_000
# The largest page: several times as long as the longest policy, and checked in two languages within seconds.
MAX_PAGE_BYTES = 500_000
# The largest `security.txt`: RFC 9116 advises programs to read no more.
MAX_SECURITY_TXT_BYTES = 32_000
# The default limit for other files.
MAX_BYTES = 1_000_000
_MAX_CONFLICTS = 1000
# A line that git leaves where two changes of a file contradict each other.
_MERGE_MARKER = re.compile(r"^[ \t]*(<{7}(?= |$)|>{7}(?= |$)|\|{7}(?= |$)|={7}(?=\s*$))", re.MULTILINE)


class FileKind(enum.Enum):
    """The kind of a directory entry."""

    FILE = enum.auto()
    SYMLINK = enum.auto()
    UNREADABLE = enum.auto()  # a folder that cannot be listed
    SPECIAL = enum.auto()  # a pipe, a socket, a device


def walk(folder: Path) -> Iterator[tuple[Path, FileKind]]:
    """Yield everything below a folder at any depth, except the folders themselves; symbolic links are not followed."""
    try:
        is_link = folder.is_symlink()
    except OSError:
        yield folder, FileKind.UNREADABLE
        return
    if is_link:
        yield folder, FileKind.SYMLINK
        return
    folders = [folder]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                found = [(Path(entry.path), _kind(entry)) for entry in entries]
        except OSError:
            yield folder, FileKind.UNREADABLE
            continue
        for path, kind in found:
            if kind is None:
                folders.append(path)
            else:
                yield path, kind


def regular(folder: Path) -> Iterator[Path]:
    """Yield the ordinary files below a folder at any depth."""
    return (path for path, kind in walk(folder) if kind is FileKind.FILE)


def numbered_lines(text: str | Finding | list[Finding] | None) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file as it was read, with their numbers, from 1; none if it could not be read."""
    return enumerate(text.split("\n") if isinstance(text, str) else (), start=1)


def _kind(entry: os.DirEntry[str]) -> FileKind | None:
    """Return the kind of a directory entry; None for a folder."""
    if entry.is_symlink():
        return FileKind.SYMLINK
    if entry.is_dir(follow_symlinks=False):
        return None
    return FileKind.FILE if entry.is_file(follow_symlinks=False) else FileKind.SPECIAL


def link_within(path: Path, root: Path) -> Path | None:
    """Return the symbolic link below a folder that a path in it is or leads through; None if there is none."""
    parts = (path, *path.parents) if path.is_relative_to(root) else ()
    return next((each for each in parts if each != root and each.is_relative_to(root) and each.is_symlink()), None)


def read(path: Path, name: str, max_bytes: int = MAX_BYTES) -> str | Finding:
    r"""Return the text of a file with `\n` at the end of each line, or the finding that says why it cannot be read.

    `name` is its path in the finding. A file of more than `max_bytes` is not read.
    """
    try:
        if not path.is_file():  # opening a pipe would block forever
            return UNREADABLE.at(name, breaks=[name])
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
        if len(content) > max_bytes:
            return FILE_TOO_LARGE.at(name, breaks=[name], limit=max_bytes // 1000)
        return decoded(content)
    except (OSError, UnicodeDecodeError):
        return UNREADABLE.at(name, breaks=[name])


def decoded(content: bytes) -> str:
    r"""Return the text of a file, which must be UTF-8, with `\n` at the end of each line and no byte order mark."""
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column, both from 1, of an offset in the text of a file."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def read_if_exists(path: Path, name: str, max_bytes: int = MAX_BYTES) -> str | Finding:
    """Like `read`, but a missing file is read as an empty one."""
    try:
        path.lstat()
    except FileNotFoundError:
        return ""
    except OSError:
        return UNREADABLE.at(name, breaks=[name])  # it is not known whether it exists
    return read(path, name, max_bytes)


def read_edited(path: Path, name: str, max_bytes: int = MAX_BYTES) -> str | list[Finding]:
    """Like `read_if_exists`, for a file that people edit: merge conflict markers are findings, too."""
    text = read_if_exists(path, name, max_bytes)
    return [text] if isinstance(text, Finding) else conflicts(text, name) or text


def conflicts(text: str, name: str) -> list[Finding]:
    """Return a finding for each merge conflict marker in the text of a file, up to more than anyone reads."""
    markers = islice(merge_markers(text), _MAX_CONFLICTS)
    return [MERGE_MARKER.at(name, *place, breaks=[name], mark=mark) for place, mark in markers]


def merge_markers(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the merge conflict markers in a text: the line and the column of each, and the marker."""
    line, before = 1, 0
    for match in _MERGE_MARKER.finditer(text):
        offset = match.start(1)
        line += text.count("\n", before, offset)
        before = offset
        yield (line, offset - text.rfind("\n", 0, offset)), match[1]


def write(path: Path, content: bytes) -> None:
    """Write a file atomically: a reader sees the old content or the new. An existing file keeps its permissions.

    Raises:
        OSError: it cannot be written; the old content is unchanged.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):  # nobody knows the temporary file
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def write_text(path: Path, text: str) -> Path:
    """Write a text into a file, as `write` does, and return its path. Its folder is made if it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, text.encode())
    return path
