"""Images of pixels: each is what its name says, and nothing else."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from policysite.files import MAX_MEGAPIXELS
from policysite.output_check import image_ends, rules
from policysite.output_check.rules import Problem

# The formats of Pillow, by the endings of names.
_FORMATS = {
    ".avif": "AVIF",
    ".gif": "GIF",
    ".ico": "ICO",
    ".jpeg": "JPEG",
    ".jpg": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
}
_IMAGE_AND = re.compile(rb"%PDF-|" + image_ends.PAGE.pattern, re.IGNORECASE)


def image_problems(path: str, content: bytes) -> Iterator[Problem]:
    """Yield what is wrong with an image."""
    from PIL import Image  # few sites have images

    from policysite.output_check import icons

    suffix = PurePosixPath(path).suffix
    try:
        with Image.open(io.BytesIO(content), formats=[_FORMATS[suffix]]) as image:
            if image.width * image.height > MAX_MEGAPIXELS * 1_000_000:
                yield Problem(rules.FILE_INVALID, f"{image.width}×{image.height}")
            is_one = not getattr(image, "is_animated", False) and (suffix != ".ico" or icons.is_one_drawing(content))
            image.verify()
    except Exception:
        is_one = False
    if not is_one or image_ends.has_more(suffix, content) or image_ends.is_more_than(_IMAGE_AND, content):
        yield Problem(rules.FILE_INVALID, suffix)
