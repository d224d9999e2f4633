"""Icons: a file with the same drawing in several sizes, of which each browser shows another one."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image, ImageChops, ImageStat

_PNG = b"\x89PNG\r\n\x1a\n"
# The most sizes that an icon needs: seven, each with three numbers of colors.
_MAX_IMAGES = 21
# How different the parts of two sizes may be, of 255. (Small ones are often drawn again, with fewer and thicker lines.)
_PARTS, _MAX_DIFFERENCE = (4, 4), 64


class _IconEntry(NamedTuple):
    """An entry of the list at the beginning: the size that it names, and the image."""

    size: tuple[int, int]
    image: bytes


def is_one_drawing(content: bytes) -> bool:
    """True if all images in an icon are whole, as large as it says, and show the same.

    Raises:
        Exception: one of them cannot be read; the kinds of errors are those of Pillow.
    """
    entries = list(_entries(content))
    if not 0 < len(entries) <= _MAX_IMAGES or any(_size(each.image) != each.size for each in entries):
        return False
    images = [_read(each, content[:4]) for each in sorted(entries, reverse=True)]
    return all(_are_alike(images[0], other) for other in images[1:])


def _entries(content: bytes) -> Iterator[_IconEntry]:
    (count,) = struct.unpack_from("<H", content, 4)
    for number in range(count):
        width, height = struct.unpack_from("BB", content, 6 + 16 * number)
        length, start = struct.unpack_from("<II", content, 14 + 16 * number)
        yield _IconEntry((width or 256, height or 256), content[start : start + length])


def _size(image: bytes) -> tuple[int, int]:
    """Return the size of an image; that of a bitmap counts its mask, too."""
    if image.startswith(_PNG):
        width, height = struct.unpack_from(">II", image, 16)
        return width, height
    width, height = struct.unpack_from("<ii", image, 4)
    return width, height // 2


def _read(entry: _IconEntry, begin: bytes) -> Image.Image:
    """Return an image as it is shown, read as an icon of its own."""
    sizes = (each % 256 for each in entry.size)
    depth = 0 if entry.image.startswith(_PNG) else struct.unpack_from("<H", entry.image, 14)[0]
    alone = begin + struct.pack("<HBBBBHHII", 1, *sizes, 0, 0, 1, depth, len(entry.image), 22) + entry.image
    with Image.open(io.BytesIO(alone), formats=["ICO"]) as image:
        return image.convert("RGBA").convert("RGBa")  # what is transparent has no color


def _are_alike(one: Image.Image, other: Image.Image) -> bool:
    larger = one.resize(other.size, Image.Resampling.BOX)
    different = ImageChops.difference(larger, other).resize(_PARTS, Image.Resampling.BOX)
    return max(most for _, most in ImageStat.Stat(different).extrema) <= _MAX_DIFFERENCE
