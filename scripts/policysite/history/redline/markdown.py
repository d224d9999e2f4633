"""An edit script as Markdown that GitHub renders: `<ins>` and `<del>` in lists, headings and paragraphs."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable, Iterator, Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from policysite.findings.markdown import MAX_BYTES, OMITTED_LINE_BYTES
from policysite.history.changes import Changes
from policysite.history.edit_script import BlockEdit, ClauseEdit, Op, Run
from policysite.history.redline import words
from policysite.history.redline.repeated import repeated
from policysite.languages import own_name
from policysite.languages.labels import labels_of
from policysite.messages import Messages

# The heading of a clause, below its title.
_HEADING = "##### "
# Written as entities, these characters begin no markup.
_ACTIVE = re.compile(r"[!#$&()*+\-.:<>@\[\\\]^_`{|}~]")
_EMPTY_LINES = re.compile(r"\n{3,}")


def report(changes: Changes, messages: Messages, *, max_bytes: int = MAX_BYTES) -> str:
    """Return the changes of all pages for the summary of a workflow's step.

    Clauses that do not fit are left out whole, and counted in the last line.
    """
    values = {"changes": changes, "messages": messages, "repeated": repeated(changes)}
    macros = _templates().get_template("changes.md").make_module(values)

    def written(part: str, *of: object) -> str:
        macro: Callable[..., str] = getattr(macros, part)
        return _EMPTY_LINES.sub("\n\n", macro(*of)).strip("\n") + "\n\n"

    def sections() -> Iterator[tuple[str, list[str]]]:
        """Yield the heading of the new approvals and of each document, and the texts below it."""
        if added := changes.new_approvals.approvals:
            texts = [written("approval", *each) for each in enumerate(added, start=1)]
            yield written("heading_of_approvals"), texts
        for document in changes.documents:
            # (A document can differ in its front matter alone.)
            yield written("heading", document), [written("clause", each) for each in document.changed] or [""]

    parts = [written("summary")]
    left = max_bytes - OMITTED_LINE_BYTES - len(parts[0].encode())
    left_out = 0
    for heading, texts in sections():
        for text in texts:
            size = len((heading + text).encode())
            if size > left:
                left_out += 1
                continue
            left -= size
            parts.append(heading + text)
            heading = ""
    if left_out:
        parts.append(_plain(messages.plural("diff_cut", left_out)))
    return "".join(parts).rstrip("\n") + "\n"


@functools.cache
def _templates() -> Environment:
    """Return the environment of the templates, in which every text is shown as it is unless it is Markdown already."""
    environment = Environment(
        loader=PackageLoader(__package__, "."),
        autoescape=True,
        finalize=lambda value: value if isinstance(value, Markup) else _plain(str(value)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        block=_block_of_code,
        code=_code,
        labels_of=labels_of,
        own_name=own_name,
        redline=lambda edit, labels: Markup(redline(edit, labels)),  # noqa: S704  (Markdown)
        tagged=lambda run: _tagged(run, _plain(run.text)),
        words=words,
    )
    return environment


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


def _block_of_code(text: str) -> Markup:
    return Markup(f"<pre>{_code_text(text)}</pre>")  # noqa: S704  (Markdown)


def _tagged(run: Run, text: str) -> Markup:
    if run.is_mark:
        text = f"<code>{text}</code>"
    text = text if run.op is Op.EQUAL else f"<{words.TAGS[run.op]}>{text}</{words.TAGS[run.op]}>"
    return Markup(text)  # noqa: S704  (Markdown)


def _plain(text: str) -> Markup:
    """Return Markdown that shows a text as it is, in one line."""
    return Markup(_ACTIVE.sub(_shown, " ".join(re.split(r"\s*\n\s*", text))))  # noqa: S704  (Markdown)


def _shown(sign: re.Match[str]) -> str:
    entity = f"&#{ord(sign[0])};"
    # GitHub links @names and #numbers, but not across elements.
    return f"{entity}<span></span>" if sign[0] in "@#" else entity


def _code(text: str) -> Markup:
    """Return a text as code, in which GitHub links neither @names nor #numbers."""
    return Markup(f"<code>{_plain(text)}</code>")  # noqa: S704  (Markdown)
