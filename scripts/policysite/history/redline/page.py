"""The changes of all pages as one HTML file that needs nothing else: every language side by side, no scripts."""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from xml.etree.ElementTree import Element, SubElement, tostring

from policysite.approvals import PairState
from policysite.findings import NOTHING, Finding
from policysite.history.changes import ChangedProperty, Changes, ClauseChanges, DocumentChanges, PairWithState
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
    return _ChangesPage(changes, messages).html(live_reload)


class _ChangesPage:
    def __init__(self, changes: Changes, messages: Messages) -> None:
        self._changes = changes
        self._messages = messages
        self._repeated = repeated(changes)
        approved = (
            text.edit
            for number, each in enumerate(changes.new_approvals.approvals, start=1)
            for text in each.texts
            if text.edit and (number, text.name) not in self._repeated
        )
        changed = (edit for each in changes.documents for clause in each.clauses for edit in clause.edits.values())
        edits = (*approved, *changed)
        self._ids = html.ChangeIds("change", sum(map(html.changes_in, edits)))

    def html(self, live_reload: bool) -> str:
        style = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
        name = words.title(self._changes, self._messages)
        root = Element("html", {"lang": self._messages.language, "dir": direction_of(self._messages.language)})
        head = SubElement(root, "head")
        SubElement(head, "meta", {"charset": "utf-8"})
        SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _policy(style, live_reload)})
        SubElement(head, "meta", {"name": "viewport", "content": "width=device-width"})
        SubElement(head, "meta", {"name": "robots", "content": "noindex"})
        _add(head, "title", name)
        _add(head, "style", style)
        body = SubElement(root, "body")
        header = SubElement(body, "header")
        _add(header, "h1", name)
        for warning in words.warnings(self._changes, self._messages):
            _add(header, "p", warning, "state")
        _add(header, "p", words.summary(self._changes, self._messages))
        for note in words.notes(self._changes, self._messages):
            _add(header, "p", note, "state")
        if self._ids.count:
            _add(SubElement(header, "p"), "a", self._messages.text("diff_first"), href=f"#{self._ids.name(1)}")
        numbered = list(enumerate(self._changes.documents, start=1))
        if numbered:
            body.append(self._contents(numbered))
        main = SubElement(body, "main")
        if self._changes.new_approvals.approvals:
            main.append(self._new_approvals())
        for number, document in numbered:
            main.append(self._document(document, f"document-{number}"))
        return encodable(f"<!doctype html>\n{tostring(root, encoding='unicode', method='html')}\n")

    def _contents(self, documents: Iterable[tuple[int, DocumentChanges]]) -> Element:
        text = labels_of(self._messages.language)["contents"]
        nav = Element("nav", {"aria-label": text})
        _add(nav, "h2", text)
        top = SubElement(nav, "ul")
        for number, document in documents:
            item = SubElement(top, "li")
            self._add_title(_add(item, "a", "", href=f"#document-{number}"), document)
            inner = SubElement(item, "ul") if document.changed else item
            for position, clause in enumerate(document.clauses):
                if clause.changed_in:
                    line = SubElement(inner, "li")
                    self._add_title(_add(line, "a", "", href=f"#document-{number}-{position}"), clause)
                    if clause.unchanged_in:
                        _add(line, "span", f" ({words.one_sided(clause, self._messages)})", "quiet")
        return nav

    def _add_title(self, parent: Element, titled: DocumentChanges | ClauseChanges) -> Element:
        """Add the title of a document or a clause, in the language that it is in; without one, the id of the clause."""
        title, language = titled.title(self._messages.language)
        if isinstance(titled, ClauseChanges) and not title:
            title, language = titled.id or NOTHING, self._messages.language
        return _add(parent, "bdi", title, lang=language)

    def _document(self, document: DocumentChanges, name: str) -> Element:
        section = Element("section", {"class": "document", "id": name})
        heading = _add(section, "h2", "")
        self._add_title(heading, document).tail = " "
        _add(heading, "code", document.name)
        if state := words.document_state(document, self._messages):
            _add(section, "p", state, "state")
        if document.properties:
            section.append(self._properties(document.titles, document.properties))
        numbered = enumerate(document.clauses)
        for is_changed, group in itertools.groupby(numbered, key=lambda each: bool(each[1].changed_in)):
            clauses = list(group)
            parent = section
            if not is_changed:
                parent = SubElement(section, "details")
                _add(parent, "summary", self._messages.plural("diff_unchanged", len(clauses)))
            for position, clause in clauses:
                parent.append(self._clause(clause, f"{name}-{position}"))
        return section

    def _new_approvals(self) -> Element:
        """Return the added approvals, each with the changes of its texts since the approval before."""
        section = Element("section", {"class": "document"})
        _add(section, "h2", self._messages.text("diff_new_approvals"))
        for line in words.about_new_approvals(self._changes.new_approvals, self._messages):
            _add(section, "p", line)
        for number, approval in enumerate(self._changes.new_approvals.approvals, start=1):
            article = SubElement(section, "article", {"class": "clause", "id": f"approval-{number}"})
            heading = _add(article, "h3", f"{words.approval_title(approval)} ")
            _add(heading, "code", " ← ".join(each.name for each in approval.texts))
            if not approval.is_current:
                _add(article, "p", self._messages.text("diff_approves_other"), "state")
            for line in words.about_approval(approval, self._messages):
                _add(article, "p", line)
            columns = SubElement(article, "div", {"class": "columns"})
            for each in approval.texts:
                column = _column(columns, each.language)
                place = self._repeated.get((number, each.name))
                if each.edit is None:
                    _add(column, "p", self._messages.text("diff_approved_unknown"), lang=self._messages.language)
                elif place:
                    text = words.shown_elsewhere(place, each.edit, self._messages)
                    paragraph = _add(column, "p", "", lang=self._messages.language)
                    _add(paragraph, "a", text, href=f"#{'-'.join(map(str, place))}")
                else:
                    column.append(html.clause(each.edit, labels_of(each.language), self._ids, _LEVEL))
        return section

    def _properties(self, languages: Iterable[str], properties: Mapping[str, Sequence[ChangedProperty]]) -> Element:
        lists = {language: Element("ul") for language in properties}
        for language, changed in properties.items():
            labels = labels_of(language)
            for each in changed:
                name, runs = words.property_edit(each, labels, self._messages)
                item = SubElement(lists[language], "li")
                _add(item, "span", f"{name}: ", lang=self._messages.language)
                html.append(item, runs, labels)
        return self._columns(languages, lists)

    def _clause(self, clause: ClauseChanges, name: str) -> Element:
        article = Element("article", {"class": "clause", "id": name})
        heading = _add(article, "h3", "")
        self._add_title(heading, clause).tail = " "
        if clause.id:
            _add(heading, "code", f"#{clause.id}")
        if clause.unchanged_in:
            _add(article, "p", words.one_sided(clause, self._messages), "state")
        texts = {
            language: html.clause(edit, labels_of(language), self._ids, _LEVEL)
            for language, edit in clause.edits.items()
        }
        article.append(self._columns(clause.languages, texts))
        if clause.properties:
            article.append(self._properties(clause.languages, clause.properties))
        if clause.approvals:
            _add(article, f"h{_LEVEL}", self._messages.text("diff_approvals"))
            self._approvals(article, clause.approvals)
        if clause.dependents:
            _add(article, f"h{_LEVEL}", self._messages.text("diff_dependents"))
            for dependent in clause.dependents:
                self._approvals(article, [dependent])
                article.append(self._answer(dependent))
        if clause.findings:
            _add(article, f"h{_LEVEL}", self._messages.text("diff_findings"))
            article.append(listed(clause.findings, self._messages))
        return article

    def _columns(self, languages: Iterable[str], contents: Mapping[str, Element]) -> Element:
        """Return contents side by side, each in its language; a language without any has a dash."""
        columns = Element("div", {"class": "columns"})
        for language in languages:
            column = _column(columns, language)
            if language in contents:
                column.append(contents[language])
            else:
                _add(column, "p", "—")
        return columns

    def _approvals(self, parent: Element, approvals: Sequence[PairWithState]) -> None:
        listed = SubElement(parent, "ul")
        for pair, state in approvals:
            item = _add(listed, "li", f"{self._messages.text(f'status_{state}')}: ")
            _add(item, "span", words.pair_name(pair))
            if state is not PairState.APPROVED and pair.line:
                _add(item, "pre", pair.line)

    def _answer(self, dependent: PairWithState) -> Element:
        side = dependent[0].text
        texts: dict[str, Element] = {}
        for language, answer in self._changes.answers[side.page.name, side.clause_id].items():
            texts[language] = Element("div")
            _add(texts[language], "p", answer.title, "state")
            _add(texts[language], "p", answer.text)
        return self._columns(self._changes.languages, texts)


def listed(findings: Iterable[Finding], messages: Messages) -> Element:
    """Return a list of findings with their fixes."""
    findings = list(findings)
    found = Element("ul")
    for note in messages.notes((finding.rule, finding.params) for finding in findings):
        _add(found, "li", note)
    for finding in findings:
        item = _add(found, "li", f"{messages.text(finding.severity)}: ")
        _add(item, "code", escaped(f"{finding.path}:{finding.line}:{finding.column} {finding.rule}"))
        _add(item, "p", messages.message(finding.rule, finding.params))
        for part, is_copied in messages.fix_parts(finding.rule, finding.params):
            _add(item, "pre" if is_copied else "p", part)
    return found


def _column(columns: Element, language: str) -> Element:
    """Add a column in a language, under its name."""
    column = SubElement(columns, "div", {"class": "column", "lang": language, "dir": direction_of(language)})
    _add(column, "p", own_name(language), "language")
    return column


def _policy(style: str, live_reload: bool) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    scripts = "script-src 'unsafe-inline'; connect-src 'self'; " if live_reload else ""
    return f"default-src 'none'; {scripts}style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _add(parent: Element, tag: str, text: str, style: str = "", **attributes: str) -> Element:
    element = SubElement(parent, tag, {**({"class": style} if style else {}), **attributes})
    element.text = text
    return element
