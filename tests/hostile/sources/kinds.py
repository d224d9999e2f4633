"""The places that stop attacks on the sources, and the steps of a build that do so if nobody has checked them."""

from __future__ import annotations

import io
import re
import struct
import zlib
from dataclasses import replace as replace_fields

from PIL import Image

from tests.hostile.attack import Attack, BuildStep

CONFIG = "mkdocs.yml"
PAGE = "docs/en/privacy.md"
PNG = b"\x89PNG\r\n\x1a\n"


def animated_png() -> bytes:
    """Return a PNG image that browsers play, and Pillow takes for damaged: it says twice that it is animated."""
    image = io.BytesIO()
    Image.new("RGB", (1, 1)).save(image, "PNG")
    after_header = len(PNG) + 25
    content = struct.pack(">4sII", b"acTL", 2, 0)
    chunk = struct.pack(">I", 8) + content + struct.pack(">I", zlib.crc32(content))
    return image.getvalue()[:after_header] + 2 * chunk + image.getvalue()[after_header:]


# The rules that a build checks itself before it loads a configuration.
_UNLOADED = re.compile(
    "contact-shared|(?:environment-variable|hooks|python-tag)-forbidden|configuration-unreadable|inherit-invalid"
    "|(?:extension|option|plugin)-.*|folder-unsuitable|embedded-bare-repository"
    "|language-unknown|menu-too-long|name-too-long|site-url-unusable|theme-unsupported|yaml-.*"
)


def stopped_at(usual: str, stopped: str) -> str:
    """Return the place and the rule of a finding, given its usual place."""
    return stopped if " " in stopped else f"{usual} {stopped}"


def with_step(attack: Attack) -> Attack:
    """Return an attack with the step of a build that refuses it if nobody has checked the sources, if none is named."""
    is_named = attack.refused_by is not BuildStep.OUTPUT_CHECK
    is_unloaded = not is_named and _UNLOADED.fullmatch(attack.stopped.partition(" ")[2])
    return replace_fields(attack, refused_by=BuildStep.LOADING) if is_unloaded else attack


def of_text(attack: Attack) -> Attack:
    """Return an attack by what a text says, of which the output check knows nothing."""
    return replace_fields(attack, unrefused="a text like any other, for a program that knows no language")


def shown_as_text(attack: Attack) -> Attack:
    return replace_fields(attack, unrefused="templates escape it, so that readers see the signs that are written")


def not_published(attack: Attack) -> Attack:
    return replace_fields(attack, unrefused="nothing of it is published")


def unread(attack: Attack) -> Attack:
    """Return an attack that a build refuses itself while it reads the pages, so that there is no output to check."""
    return replace_fields(attack, refused_by=BuildStep.READING)
