"""Replaces a folder with another one in one step."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

# The flags of renameat2(2) on Linux and of renamex_np(2) on macOS that exchange two files.
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_AT_FDCWD = -100
# The error codes of a kernel or a file system that cannot exchange files.
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def replace(folder: Path, new: Path, old: Path) -> None:
    """Replace `folder`, which may not exist yet, with `new`, and remove the old content.

    All are on one file system; `old` is a free name beside them, the same every time.

    Where the system can exchange folders, `folder` is whole at every moment, the old one or the new one. Elsewhere it
    is missing between two renames; `restore` repairs it if the process is killed then. An `OSError` says that it cannot
    be replaced; `folder` is as it was.
    """
    if not folder.exists():
        new.rename(folder)
    elif _exchange(folder, new):
        shutil.rmtree(new, ignore_errors=True)
    else:
        folder.rename(old)
        try:
            new.rename(folder)
        except BaseException:
            old.rename(folder)
            raise
        shutil.rmtree(old, ignore_errors=True)


def restore(folder: Path, old: Path) -> None:
    """Put a folder back in its place if `replace` was killed between its two renames."""
    if old.exists() and not folder.exists():
        old.rename(folder)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders; False if the system cannot do that."""
    paths = os.fsencode(one), os.fsencode(other)
    arguments: tuple[object, ...]
    if sys.platform == "linux":
        name, arguments = "renameat2", (_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    elif sys.platform == "darwin":
        name, arguments = "renamex_np", (*paths, _RENAME_SWAP)
    else:
        return False
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is None:  # an old C library
        return False
    if function(*arguments) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(one))
