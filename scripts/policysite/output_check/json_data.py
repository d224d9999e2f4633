"""Data of JSON: their members and their texts, at any depth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import repeat


def json_in(text: str) -> object:
    """Return the data in a text; None if it is not valid JSON, has a member twice, or is null."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return None


def _once(members: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object with these members: of two with one name, some programs read the first, and others the last."""
    found = dict(members)
    if len(found) < len(members):
        raise ValueError
    return found


def members_in(data: object) -> Iterator[tuple[str, object]]:
    """Yield the members of all objects in data of JSON: their names and values."""
    for value in values_in(data):
        if isinstance(value, dict):
            yield from value.items()


def named_texts_in(data: object) -> Iterator[tuple[str, str]]:
    """Yield the texts in data of JSON, besides its keys, each with the name of its member; empty for one in a list."""
    found: list[tuple[str, object]] = [("", data)]
    for name, value in found:  # to which more is added meanwhile
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, dict):
            found += value.items()
        elif isinstance(value, list):
            found += zip(repeat(""), value)


def values_in(data: object) -> Iterator[object]:
    """Yield data of JSON, or of another format with dictionaries and lists, and all values in it."""
    found = [data]
    for value in found:  # to which more is added meanwhile
        yield value
        if isinstance(value, dict | list):
            found += value.values() if isinstance(value, dict) else value
