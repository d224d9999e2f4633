"""Edit scripts as visitors read them: nothing names the files of the site or the elements of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from policysite.corpus import Page
from policysite.history.edit_script import ClauseEdit, Op, Run

_ADDRESSES = ("href", "src")


def for_visitors(
    edits: Iterable[ClauseEdit], old: Page, new: Page, address_of: Callable[[str, Page], str]
) -> Iterator[ClauseEdit]:
    """Yield edits in which marks have the words and the addresses that readers see; other marks are left out."""

    def word(name: str, value: str, page: Page) -> str:
        if name == "checked":
            return "☑"
        return address_of(value, page) if name in _ADDRESSES else value

    def read(run: Run) -> Run:
        page = old if run.op is Op.DELETE else new
        values = (word(*attribute, page) for attribute in run.seen)
        return replace(run, text=f"({', '.join(filter(None, values))})") if run.seen else run

    for edit in edits:
        yield replace(
            edit,
            edits=tuple(
                replace(block, runs=tuple(read(run) for run in block.runs if run.seen or not run.is_mark))
                for block in edit.edits
            ),
        )
