"""The changes of all pages as one HTML file that needs nothing else: every language side by side, no scripts."""

from __future__ import annotations

import base64
import functools
import hashlib
import itertools
from collections.abc import Iterable, Iterator
from importlib import resources
from xml.etree.ElementTree import Element, SubElement, tostring

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from policysite.findings import NOTHING, Finding
from policysite.history.changes import ChangedProperty, Changes, ClauseChanges, DocumentChanges
from policysite.history.edit_script import ClauseEdit
from policysite.history.redline import html, words
from policysite.history.redline.repeated import repeated
from policysite.languages import direction_of, own_name
from policysite.languages.labels import labels_of
from policysite.messages import Messages
from policysite.messages.escaping import encodable, escaped

# Below the title of the page, a document and a clause.
_LEVEL = 4


def page(changes: Changes, messages: Messages, *, live_reload: bool = False) -> str:
    """Return the page; with `live_reload`, MkDocs will add an inline script to it."""
    shown_elsewhere = repeated(changes)
    approved = (
        text.edit
        for number, each in enumerate(changes.new_approvals.approvals, start=1)
        for text in each.texts
        if text.edit and (number, text.name) not in shown_elsewhere
    )
    changed = (edit for each in changes.documents for clause in each.clauses for edit in clause.edits.values())
    ids = html.ChangeIds("change", sum(map(html.changes_in, (*approved, *changed))))

    def redline(language: str, edit: ClauseEdit) -> Markup:
        return _markup(html.clause(edit, labels_of(language), ids, _LEVEL))

    def property_change(language: str, changed: ChangedProperty) -> Markup:
        name, runs = words.property_edit(changed, labels_of(language), messages)
        item = Element("li")
        SubElement(item, "span", lang=messages.language).text = f"{name}: "
        html.append(item, runs, labels_of(language))
        return _markup(item)

    style = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    written = (
        _templates()
        .get_template("page.html")
        .render(
            changes=changes,
            messages=messages,
            repeated=shown_elsewhere,
            ids=ids,
            redline=redline,
            property=property_change,
            style=Markup(style),  # noqa: S704  (our own)
            policy=_policy(style, live_reload),
        )
    )
    return encodable(f"{written}\n")


def findings_list(findings: Iterable[Finding], messages: Messages) -> str:
    """Return a list of findings with their fixes, as HTML."""
    listed: str = _templates().get_template("findings.html").module.listed(list(findings), messages)  # type: ignore[attr-defined]
    return listed


@functools.cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        NOTHING=NOTHING,
        by_change=_by_change,
        direction_of=direction_of,
        escaped=escaped,
        labels_of=labels_of,
        own_name=own_name,
        words=words,
    )
    return environment


def _by_change(document: DocumentChanges) -> Iterator[tuple[bool, list[tuple[int, ClauseChanges]]]]:
    """Yield the clauses in a row that have changed, or have not, with their positions in the document."""
    numbered = enumerate(document.clauses)
    for is_changed, group in itertools.groupby(numbered, key=lambda each: bool(each[1].changed_in)):
        yield is_changed, list(group)


def _markup(element: Element) -> Markup:
    return Markup(tostring(element, encoding="unicode", method="html"))  # noqa: S704  (escaped there)


def _policy(style: str, live_reload: bool) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    scripts = "script-src 'unsafe-inline'; connect-src 'self'; " if live_reload else ""
    return f"default-src 'none'; {scripts}style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
