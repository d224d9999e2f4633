"""Data of JSON: their members and their texts, at any depth."""

from __future__ import annotations

import json
from collections.abc import Iterator


def json_in(text: str) -> object:
    """Return the data in a text; None if it is not valid JSON, or null."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def members_in(data: object) -> Iterator[tuple[str, object]]:
    """Yield the members of all objects in data of JSON: their names and values."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from value.items()
        if isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value


def texts_in(data: object) -> Iterator[str]:
    """Yield the texts in data of JSON, besides its keys."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value
