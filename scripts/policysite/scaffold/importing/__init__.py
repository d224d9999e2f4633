"""Takes existing Markdown into a site: without HTML, with front matter, and with the same ids in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ImportNote:
    """Something that a person should look at after an import, in a line from 1.

    `message` is the key of the message in `messages/<lang>/tool.toml`.
    """

    line: int
    message: str
    params: Mapping[str, str] = field(default_factory=dict)
