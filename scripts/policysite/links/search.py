"""The search index that Pagefind has written: the files that it is made of, and where its results lead.

Each of its files is compressed and begins with a mark; the table of a language is CBOR, a clause is JSON.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cbor2

from policysite.links.built_site import BuiltSite, UnreadableError
from policysite.links.model import Kind, Reference

FOLDER = "pagefind/"
_ENTRY = f"{FOLDER}pagefind-entry.json"
# What loads the index, whatever the language.
_CODE = (f"{FOLDER}pagefind.js", f"{FOLDER}pagefind-worker.js", f"{FOLDER}wasm.unknown.pagefind")
_MARK = b"pagefind_dcd"


@dataclass(frozen=True)
class Index:
    """The search index.

    Attributes:
        references: where each clause that can be found leads.
        missing: the files that search will ask for in vain.
    """

    references: tuple[Reference, ...]
    missing: tuple[str, ...]


def index(site: BuiltSite) -> Index:
    """The search index of a site.

    Raises:
        UnreadableError: a file of it is not what Pagefind writes.
    """
    missing = [file for file in (*_CODE, _ENTRY) if file not in site.files]
    references: list[Reference] = []
    try:
        for language, table in _parsed(site, _ENTRY)["languages"].items() if _ENTRY not in missing else ():
            for file, is_clause in _files(site, table):
                if file not in site.files:
                    missing.append(file)
                elif is_clause:
                    references.append(_reference(site, file, language))
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise UnreadableError(f"{FOLDER}: not written by Pagefind as it is known here ({error})") from error
    return Index(tuple(references), tuple(missing))


def _files(site: BuiltSite, table: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """The files that search in a language asks for, and whether each is a clause."""
    if table["wasm"]:
        yield f"{FOLDER}wasm.{table['wasm']}.pagefind", False
    meta = f"{FOLDER}pagefind.{table['hash']}.pf_meta"
    yield meta, False
    if meta in site.files:
        _, clauses, chunks, filters, *_ = _parsed(site, meta)
        yield from ((f"{FOLDER}fragment/{clause[0]}.pf_fragment", True) for clause in clauses)
        yield from ((f"{FOLDER}index/{chunk[2]}.pf_index", False) for chunk in chunks)
        yield from ((f"{FOLDER}filter/{each[1]}.pf_filter", False) for each in filters)


def _reference(site: BuiltSite, file: str, language: str) -> Reference:
    path = _parsed(site, file)["meta"]["path"]
    return Reference(file, Kind.SEARCH, path, site.url, language=language, clause=path.partition("#")[2])


def _parsed(site: BuiltSite, file: str) -> Any:
    content = site.content(file)
    try:
        if file.endswith(".json"):
            return json.loads(content)
        unpacked = gzip.decompress(content)
        if not unpacked.startswith(_MARK):
            raise UnreadableError(f"{file}: not written by Pagefind")
        unpacked = unpacked.removeprefix(_MARK)
        return json.loads(unpacked) if file.endswith("_fragment") else cbor2.loads(unpacked)
    except (ValueError, EOFError, OSError, cbor2.CBORDecodeError) as error:
        raise UnreadableError(f"{file}: {error}") from error
