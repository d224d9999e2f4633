"""An edit script as Markdown that GitHub renders: `<ins>` and `<del>` in lists, headings and paragraphs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence

from policysite.approvals import PairState
from policysite.findings import Finding
from policysite.findings.markdown import MAX_BYTES, OMITTED_LINE_BYTES
from policysite.history.changes import ChangedProperty, Changes, ClauseChanges, DocumentChanges, PairWithState
from policysite.history.edit_script import BlockEdit, ClauseEdit, Op, Run
from policysite.history.new_approvals import NewApproval
from policysite.history.redline import words
from policysite.history.redline.repeated import Location, repeated
from policysite.languages import own_name
from policysite.languages.labels import labels_of
from policysite.messages import Messages

# The heading of a clause, below its title.
_HEADING = "##### "
# Written as entities, these characters begin no markup.
_ACTIVE = re.compile(r"[!#$&()*+\-.:<>@\[\\\]^_`{|}~]")


def report(changes: Changes, messages: Messages, *, max_bytes: int = MAX_BYTES) -> str:
    """Return the changes of all pages for the summary of a workflow's step.

    Clauses that do not fit are left out whole, and counted in the last line.
    """
    lines = [
        words.title(changes, messages),
        *words.warnings(changes, messages),
        words.summary(changes, messages),
        *words.notes(changes, messages),
    ]
    written = f"## {_plain(lines[0])}\n\n" + "".join(f"{_plain(line)}\n\n" for line in lines[1:])
    left = max_bytes - OMITTED_LINE_BYTES - len(written.encode())
    parts = [written]
    left_out = 0
    for heading, texts in _sections(changes, messages):
        for text in texts:
            size = len((heading + text).encode())
            if size > left:
                left_out += 1
                continue
            left -= size
            parts.append(heading + text)
            heading = ""
    if left_out:
        parts.append(f"{_plain(messages.plural('diff_cut', left_out))}\n")
    return "".join(parts).rstrip("\n") + "\n"


def _sections(changes: Changes, messages: Messages) -> Iterator[tuple[str, list[str]]]:
    """Yield the heading of the new approvals and of each document, and the texts below it."""
    if added := changes.new_approvals.approvals:
        lines = map(_plain, words.about_new_approvals(changes.new_approvals, messages))
        heading = "\n\n".join([f"### {_plain(messages.text('diff_new_approvals'))}", *lines]) + "\n\n"
        places = repeated(changes)
        yield heading, [_new_approval(*each, places, messages) for each in enumerate(added, start=1)]
    for document in changes.documents:
        # (A document can differ in its front matter alone.)
        clauses = [_clause(clause, changes, messages) for clause in document.changed] or [""]
        yield _heading(document, messages), clauses


def redline(edit: ClauseEdit, labels: Mapping[str, str]) -> str:
    """Return a clause of an edit script, in whole lines, with the labels of its language."""
    parts = [f"*{_plain(state)}*" for state in words.states(edit, labels)]
    lists = 0  # the depth of the block before
    for block in edit.blocks:
        depth = len(block.block.lists)
        is_item = block.block.kind == "item" and depth > 0
        # An item deeper than its list would be code.
        lists = min(depth, lists + is_item)
        indent = "  " * (lists - is_item)
        parts.append(indent + ("- " if is_item else "") + _block(block, labels))
    return "\n\n".join(parts) + "\n"


def _block(edit: BlockEdit, labels: Mapping[str, str]) -> str:
    note = f"*{_plain(words.moved(edit, labels).strip())}* " if edit.moved else ""
    if edit.block.kind == "code":
        code = "".join(_tagged(run, _code_text(run.text)) for run in edit.runs)
        return f"{note}<pre>{code}</pre>" if not note else f"{note}\n\n<pre>{code}</pre>"
    prefix = _HEADING if edit.block.kind == "heading" else ""
    return prefix + note + "".join(_tagged(run, _plain(run.text)) for run in edit.runs)


def _code_text(text: str) -> str:
    """Return the text of an HTML element, in which nothing is Markdown; an empty line in a list would end it."""
    return html.escape(text).replace("\n", "&#10;")


def _tagged(run: Run, text: str) -> str:
    if run.is_mark:
        text = f"<code>{text}</code>"
    return text if run.op is Op.EQUAL else f"<{words.TAGS[run.op]}>{text}</{words.TAGS[run.op]}>"


def _plain(text: str) -> str:
    """Return Markdown that shows a text as it is, in one line."""
    return _ACTIVE.sub(_shown, " ".join(re.split(r"\s*\n\s*", text)))


def _shown(sign: re.Match[str]) -> str:
    entity = f"&#{ord(sign[0])};"
    # GitHub links @names and #numbers, but not across elements.
    return f"{entity}<span></span>" if sign[0] in "@#" else entity


def _code(text: str) -> str:
    """Return a text as code, in which GitHub links neither @names nor #numbers."""
    return f"<code>{_plain(text)}</code>"


def _heading(document: DocumentChanges, messages: Messages) -> str:
    parts = [f"### {_plain(document.title(messages.language)[0])} {_code(document.name)}"]
    if state := words.document_state(document, messages):
        parts.append(_plain(state))
    parts += _properties(document.properties, messages)
    return "\n\n".join(parts) + "\n\n"


def _properties(properties: Mapping[str, Sequence[ChangedProperty]], messages: Messages) -> Iterator[str]:
    for language, changed in properties.items():
        for each in changed:
            name, runs = words.property_edit(each, labels_of(language), messages)
            values = " ".join(_tagged(run, _plain(run.text)) for run in runs)
            yield f"- {own_name(language)}, {_plain(name)}: {values}"


def _clause(clause: ClauseChanges, changes: Changes, messages: Messages) -> str:
    """Return a changed clause in every language, with its approvals, answers and findings."""
    title = f"#### {_plain(clause.title(messages.language)[0])}"
    parts = [f"{title} {_code(f'#{clause.id}')}" if clause.id else title]
    if clause.unchanged_in:
        parts.append(f"**{_plain(words.one_sided(clause, messages))}**")
    for language, edit in clause.edits.items():
        parts += [
            f"**{_plain(own_name(language))}**",
            redline(edit, labels_of(language)).rstrip("\n"),
        ]
    parts += _properties(clause.properties, messages)
    if clause.approvals:
        parts += [f"**{_plain(messages.text('diff_approvals'))}**", *_approvals(clause.approvals, messages)]
    if clause.dependents:
        parts += [f"**{_plain(messages.text('diff_dependents'))}**", *_dependents(clause.dependents, changes, messages)]
    if clause.findings:
        parts += [f"**{_plain(messages.text('diff_findings'))}**", *_findings(clause.findings, messages)]
    return "\n\n".join(parts) + "\n\n"


def _new_approval(
    number: int,
    approval: NewApproval,
    places: Mapping[tuple[int, str], Location],
    messages: Messages,
) -> str:
    """Return what an approval is about, since the approval before, in both languages."""
    names = " ← ".join(each.name for each in approval.texts)
    parts = [f"#### {_plain(words.approval_title(approval))} {_code(names)}"]
    if not approval.is_current:
        parts.append(f"**{_plain(messages.text('diff_approves_other'))}**")
    parts += map(_plain, words.about_approval(approval, messages))
    for each in approval.texts:
        parts.append(f"**{_plain(own_name(each.language))}** {_code(each.name)}")
        if each.edit is None:
            parts.append(_plain(messages.text("diff_approved_unknown")))
        elif place := places.get((number, each.name)):
            parts.append(_plain(words.shown_elsewhere(place, each.edit, messages)))
        else:
            parts.append(redline(each.edit, labels_of(each.language)).rstrip("\n"))
    return "\n\n".join(parts) + "\n\n"


def _approvals(approvals: Sequence[PairWithState], messages: Messages) -> Iterator[str]:
    for pair, state in approvals:
        yield f"- {_plain(messages.text(f'status_{state}'))}: {_plain(words.pair_name(pair))}"
        if state is not PairState.APPROVED and pair.line:
            yield f"  <pre>{html.escape(pair.line)}</pre>"


def _dependents(dependents: Sequence[PairWithState], changes: Changes, messages: Messages) -> Iterator[str]:
    for dependent in dependents:
        yield from _approvals([dependent], messages)
        side = dependent[0].text
        for language, answer in changes.answers[side.page.name, side.clause_id].items():
            yield f"  {_plain(own_name(language))}: **{_plain(answer.title)}** {_plain(answer.text)}"


def _findings(findings: Sequence[Finding], messages: Messages) -> Iterator[str]:
    yield from (f"- {_plain(note)}" for note in messages.notes((each.rule, each.params) for each in findings))
    for finding in findings:
        where = _code(f"{finding.path}:{finding.line}:{finding.column} {finding.rule}")
        yield f"- {_plain(messages.text(finding.severity))}: {where}"
        yield f"  {_plain(messages.message(finding.rule, finding.params))}"
        for part, is_copied in messages.fix_parts(finding.rule, finding.params):
            yield f"  <pre>{_code_text(part)}</pre>" if is_copied else f"  {_plain(part)}"
