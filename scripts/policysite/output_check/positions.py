"""Finds the places where people can correct a built site: in sources of its files, in its look, in `mkdocs.yml`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

from policysite import files
from policysite.build_manifest import BuildManifest
from policysite.config.own_look import Addition, additions
from policysite.contacts.in_text import normalized
from policysite.corpus import Settings, subjects
from policysite.corpus.settings import LABELS
from policysite.findings import MAX_SHOWN_CHARACTERS, Finding
from policysite.messages.escaping import escaped
from policysite.output_check.rules import ADDRESS, CONTACT, Problem

# A tag with an attribute, as a problem names it.
_ATTRIBUTE = re.compile(r"<(\w+) ([^\s=>]+)")
# How findings name the folder of the built site, whatever it is called.
_SITE = "site"
_LOOK = (".html", ".css")
# Sources that are read to find a line in them.
_READ = (".md", ".svg", ".txt", ".json", *_LOOK)


class Positions:
    """Places problems of a built site in its sources."""

    def __init__(self, settings: Settings, folder: Path, manifest: BuildManifest) -> None:
        self._settings = settings
        self._folder = folder
        self._manifest = manifest
        self._texts: dict[Path, str] = {}

    def finding(self, name: str, problem: Problem) -> Finding:
        """Return a problem of a file of the built site as a finding, at its source as far as that is known."""
        # Menus and additions name what is below the root, where each page has another address for it.
        from_root = problem.what.removeprefix(urlsplit(self._settings.urls.site_url).path)
        below_root = from_root.lstrip("./")
        if problem.rule is ADDRESS:
            problem = replace(problem, written=(*problem.written, from_root, below_root))
        path, line, column = self._position(name, problem)
        what = escaped(problem.what[:MAX_SHOWN_CHARACTERS])
        # The lint finds most contacts, addresses and attributes, too, where they are written.
        contacts = re.sub("^(?:mailto|tel):", "", problem.what).split(",") if problem.rule is CONTACT else ()
        rests_on = {subjects.contact(normalized(each)) for each in contacts}
        rests_on |= {subjects.address(problem.what), subjects.address(below_root)}
        if attribute := _ATTRIBUTE.match(problem.what):
            rests_on.add(subjects.attribute(*attribute.groups()))
        return problem.rule.at(path, line, column, rests_on=rests_on, what=what, limit=what, file=name)

    def _position(self, name: str, problem: Problem) -> tuple[str, int, int]:
        if in_place := [each for each in self._additions if each.place == problem.place]:
            for addition, written in product(in_place, problem.written):
                if position := _find(written, addition.text):
                    return addition.path, *position
            return in_place[0].path, 1, 1
        own = self._manifest.source_in_project(name)

        def is_later(path: str) -> bool:
            """Sort key: the source of the text comes first for a problem in the text, and last for one around it."""
            return path != own if problem.in_text else path == own

        for written in problem.written:
            for path in sorted([*([own] if own.endswith(_READ) else []), *self._of_all_pages], key=is_later):
                position = _find(written, self._text(self._settings.root / path))
                if position:
                    return path, *position
        if own and own != self._settings.config and problem.in_text:
            # An image is published as it is, so that the line in it is that in its source.
            return own, max(problem.line, 1) if not own.endswith(".md") else 1, 1
        site = f"{_SITE}/{name}"
        for written in problem.written:
            position = _find(written, self._text(self._folder / name))
            if position:
                return site, *position
        return site, max(problem.line, 1), 1

    @cached_property
    def _additions(self) -> list[Addition]:
        return [*additions(self._settings)]

    @cached_property
    def _of_all_pages(self) -> list[str]:
        """The files of the project that are part of each page."""
        configuration = map(self._settings.relative_path, self._settings.configuration)
        look = [each for each in self._below(self._settings.own_look) if each.endswith(_LOOK)]
        return [*configuration, *look, *self._below(self._settings.editorial(LABELS))]

    def _below(self, folder: Path | None) -> list[str]:
        """Return the files of the project in a folder."""
        begin = f"{self._settings.relative_path(folder)}/" if folder else None
        return [each for each in sorted(self._manifest.project_inputs) if begin and each.startswith(begin)]

    def _text(self, path: Path) -> str:
        if path not in self._texts:
            text = files.read(path, path.name)
            self._texts[path] = text if isinstance(text, str) else ""
        return self._texts[path]


def _find(written: str, text: str) -> tuple[int, int] | None:
    """Return the line and the column at which a text is written in another one, perhaps with escapes of Markdown."""
    if not written:
        return None
    position = text.find(written)
    if position < 0 and "\\" in text:
        escaped_signs = "".join(sign if sign.isalnum() else rf"\\?{re.escape(sign)}" for sign in written)
        match = re.search(escaped_signs, text)
        position = match.start() if match else -1
    return None if position < 0 else files.line_and_column(text, position)
