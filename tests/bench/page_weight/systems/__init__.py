"""The site generators that are compared. Each builds the pages at the same paths, from the root of a host."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.page_weight.systems import docusaurus, material, ours, starlight


@dataclass(frozen=True)
class System:
    """A site generator.

    Attributes:
        name: what the table calls it.
        folder: the name of its folder below the one where all are built.
        build: builds in a folder and returns the one to serve.
    """

    name: str
    folder: str
    build: Callable[[Path], Path]


SYSTEMS = (
    System("this site", "ours", ours.build),
    System("Material", "material", material.build),
    System("Starlight", "starlight", starlight.build),
    System("Docusaurus", "docusaurus", docusaurus.build),
)
