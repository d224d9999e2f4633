"""Feeds of Atom, valid by its grammar and by the rules of RFC 4287 that no grammar can state."""

from __future__ import annotations

from lxml import etree

from tests.project import FIXTURES

ATOM = "{http://www.w3.org/2005/Atom}"
_GRAMMAR = etree.RelaxNG(file=FIXTURES / "atom.rng")


def read(text: str) -> etree._Element:
    """Return a feed, which must be valid."""
    root = etree.fromstring(text.encode())
    _GRAMMAR.assertValid(root)
    entries = root.findall(f"{ATOM}entry")
    ids = [element.findtext(f"{ATOM}id") for element in (root, *entries)]
    assert len(set(ids)) == len(ids)  # 4.1.1: no two entries of one id, unless their dates differ; 4.2.6
    for element in (root, *entries):
        links = [link for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        kinds = [(link.get("type"), link.get("hreflang")) for link in links]
        assert len(set(kinds)) == len(kinds)  # 4.1.1, 4.1.2: alternates differ in type or language
        assert element is root or links or element.find(f"{ATOM}content") is not None  # 4.1.2
    assert len(root.findall(f"{ATOM}link[@rel='self']")) == 1  # 4.1.1: there should be one
    updated = [element.findtext(f"{ATOM}updated", "") for element in (root, *entries)]
    assert max(updated) == updated[0]  # 4.2.15: a change of an entry is one of the feed
    return root
