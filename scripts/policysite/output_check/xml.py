"""XML, read so that every program reads it alike."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from policysite.output_check import rules
from policysite.output_check.rules import Problem

# The most attributes of an element; each step through those of one goes through all of them.
_MAX_ATTRIBUTES = 200


def root_of(content: bytes) -> etree._Element | Problem:
    """Return the root element of XML, or why browsers might differ in how they read it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        content.decode()
        root = etree.fromstring(content, parser)
    except UnicodeDecodeError:
        return Problem(rules.MARKUP_UNCLEAR, "UTF-8")
    except etree.XMLSyntaxError as error:
        return Problem(rules.MARKUP_UNCLEAR, error.msg or "XML", line=error.lineno or 0)
    document = root.getroottree().docinfo
    if document.doctype:
        return Problem(rules.MARKUP_UNCLEAR, document.doctype[:80], ("<!DOCTYPE",))
    if document.encoding and document.encoding.upper() not in ("UTF-8", "US-ASCII", "ASCII"):
        return Problem(rules.MARKUP_UNCLEAR, document.encoding)
    for element in root.iter(etree.Element):
        if len(element.attrib) > _MAX_ATTRIBUTES:
            return Problem(rules.MARKUP_UNCLEAR, f"<{element.tag}> (> {_MAX_ATTRIBUTES})", line=element.sourceline or 0)
    return root


def instructions(root: etree._Element) -> Iterator[Problem]:
    """Yield the processing instructions of XML, which can load style sheets and programs."""
    around = [*root.itersiblings(preceding=True), *root.itersiblings()]
    for node in (*around, *root.iter(etree.ProcessingInstruction, etree.Entity)):
        if node.tag is etree.ProcessingInstruction or node.tag is etree.Entity:
            yield Problem(rules.MARKUP_UNCLEAR, str(node)[:80], line=node.sourceline or 0)
