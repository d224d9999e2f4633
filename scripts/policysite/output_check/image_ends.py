"""The ends of files, and what else is in them: another program may read what is no part of the image."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Mapping

# In the compressed part of a JPEG, the first marker that does not belong to it.
_MARKER = re.compile(rb"\xff+[^\xff\x00\xd0-\xd7]")
_JPEG_ENDS, _SCAN_BEGINS, _WITHOUT_LENGTH = 0xD9, 0xDA, {0x01, *range(0xD0, 0xD9)}
_GIF_ENDS, _GIF_EXTENSION, _GIF_IMAGE = 0x3B, 0x21, 0x2C
# The beginnings of a page.
PAGE = re.compile(rb"<(?:!doctype|html|head|body|script|iframe|svg)[\s>/]|<\?php", re.IGNORECASE)
# The parts of an animated PNG image.
_ANIMATION_CHUNKS = (b"acTL", b"fcTL", b"fdAT")
# The end of a ZIP archive is in the last bytes of a file; anything may stand before the archive.
_ZIP_ENDS, _ZIP_LAST_BYTES = b"PK\5\6", 22 + 65_535


def is_more_than(others: re.Pattern[bytes], content: bytes) -> bool:
    """True if a file is a page, an archive or a document, too, for the programs that look for one."""
    return others.search(content) is not None or _ZIP_ENDS in content[-_ZIP_LAST_BYTES:]


def has_more(suffix: str, content: bytes) -> bool:
    """True if anything but zeros follows the end of an image in its file, or if the image has no end.

    The content begins as the suffix of its name says.
    """
    try:
        end = _ENDS[suffix](content)
    except (struct.error, IndexError, ValueError):
        return True
    return end > len(content) or bool(content[end:].strip(b"\0"))


def _png(content: bytes) -> int:
    place, kind = 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, place)
        if kind in _ANIMATION_CHUNKS:  # of which some programs show only the first frame
            raise ValueError
        place += length + 12
    return place


def _jpeg(content: bytes) -> int:
    place = 2
    while True:
        marker = _MARKER.match(content, place)
        if marker is None:
            raise ValueError
        place, kind = marker.end(), marker[0][-1]
        if kind == _JPEG_ENDS:
            return place
        if kind not in _WITHOUT_LENGTH:
            place += int(struct.unpack_from(">H", content, place)[0])
        if kind == _SCAN_BEGINS:
            following = _MARKER.search(content, place)
            place = following.start() if following else len(content)


def _gif(content: bytes) -> int:
    place = 13 + _colors(content[10])
    while content[place] != _GIF_ENDS:
        if content[place] == _GIF_IMAGE:
            place += 11 + _colors(content[place + 9])
        elif content[place] == _GIF_EXTENSION:
            place += 2
        else:
            raise ValueError
        while content[place]:  # parts, each after its length
            place += content[place] + 1
        place += 1
    return place + 1


def _colors(flags: int) -> int:
    """Return the size of a table of colors."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _webp(content: bytes) -> int:
    length = int(struct.unpack_from("<I", content, 4)[0])
    return 8 + length + length % 2


def _avif(content: bytes) -> int:
    place = 0
    while place < len(content) and content[place:].strip(b"\0"):
        length, _, long = struct.unpack_from(">I4sQ", content.ljust(place + 16, b"\0"), place)
        length = long if length == 1 else length
        if length < 8:  # its length is not written, so that anything could follow
            raise ValueError
        place += length
    return place


def _ico(content: bytes) -> int:
    (count,) = struct.unpack_from("<H", content, 4)
    parts: Iterator[tuple[int, int]] = (struct.unpack_from("<II", content, 14 + 16 * number) for number in range(count))
    return max(length + start for length, start in parts)


_ENDS: Mapping[str, Callable[[bytes], int]] = {
    ".avif": _avif,
    ".gif": _gif,
    ".ico": _ico,
    ".jpeg": _jpeg,
    ".jpg": _jpeg,
    ".png": _png,
    ".webp": _webp,
}
