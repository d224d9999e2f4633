"""Pictures of pixels: each is what its name says, and nothing else."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from policysite.corpus.files import MAX_MEGAPIXELS
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
_PICTURE_AND = re.compile(rb"%PDF-|" + image_ends.PAGE.pattern, re.IGNORECASE)


def picture_problems(path: str, content: bytes) -> Iterator[Problem]:
    """Yield what is wrong with a picture."""
    from PIL import Image  # few sites have pictures

    suffix = PurePosixPath(path).suffix
    try:
        with Image.open(io.BytesIO(content), formats=[_FORMATS[suffix]]) as picture:
            if picture.width * picture.height > MAX_MEGAPIXELS * 1_000_000:
                yield Problem(rules.FILE_FALSE, f"{picture.width}×{picture.height}")
            is_one = not getattr(picture, "is_animated", False)
            picture.verify()
    except Exception:
        is_one = False
    if not is_one or image_ends.has_more(suffix, content) or image_ends.is_more_than(_PICTURE_AND, content):
        yield Problem(rules.FILE_FALSE, suffix)
