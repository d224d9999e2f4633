"""Compare redlines with those of lxml and `redlines`, and time ours: `scripts/bench redline [--write FILE]`."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import markdown
from lxml.html.diff import htmldiff
from policysite.corpus import Block, Clause
from policysite.history.edit_script import Op, edit_script
from redlines import Redlines
from selectolax.lexbor import LexborHTMLParser

from tests.bench.redline.examples import EXAMPLES
from tests.rules import clauses
from tests.tables import Measurement

SIZES = (500, 1_000, 2_000, 4_000)
RUNS = 3


@dataclass(frozen=True)
class Share:
    """The share of the clauses that are edited: every so many-th."""

    name: str
    every: int


SHARES = (Share("a tenth of them edited", 10), Share("all of them edited", 1))
_MARKERS = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}


def main() -> None:
    measurement = Measurement("redline", __doc__)
    options = measurement.options()
    tables = f"{_times()}\n\n{_examples()}"
    measurement.publish(tables, options.write)


def _times() -> str:
    head = " | ".join(f"{each.name}: seconds" for each in SHARES)
    rows = [f"| clauses | {head} |", f"| --: |{' --: |' * len(SHARES)}"]
    for size in SIZES:
        taken = []
        for share in SHARES:
            old = [_clause(number, edited=False) for number in range(size)]
            new = [_clause(number, edited=number % share.every == 0) for number in range(size)]
            taken.append(min(_seconds(old, new) for _ in range(RUNS)))
        rows.append(f"| {size:,} | {' | '.join(f'{each:.2f}' for each in taken)} |")
    return "\n".join(rows)


def _seconds(old: list[Clause], new: list[Clause]) -> float:
    """Return the time of the processor that the edit script takes, with clauses that nothing is known about yet."""
    old, new = ([replace(clause) for clause in clauses] for clauses in (old, new))
    begin = time.process_time()
    edit_script(old, new)
    return time.process_time() - begin


def _clause(number: int, edited: bool) -> Clause:
    """Return a clause of two paragraphs with some 70 words; edited, its term is another and it has a sentence more."""
    first = f"We keep the correspondence about the request {number} for {90 if edited else 30} days after the answer. "
    rest = "Nobody else sees it, and nobody can change it without your consent, except where the law says so. "
    texts = [first + rest, rest + rest]
    if edited:
        texts.insert(1, "We delete it at your request.")
    heading = Block("heading", f"Request {number}", 1, 1)
    blocks = tuple(Block("paragraph", text, 1, 1) for text in texts)
    return Clause(f"c{number}", 2, heading.text, 1, heading=heading, blocks=blocks)


def _examples() -> str:
    systems: dict[str, Callable[[str, str], str]] = {
        "this generator": _ours,
        "`htmldiff` of lxml": _htmldiff,
        "`redlines`": _redlines,
    }
    rows = [f"| edit | {' | '.join(systems)} |", f"|{' --- |' * (len(systems) + 1)}"]
    for example in EXAMPLES:
        shown = (_code(system(example.old, example.new)) for system in systems.values())
        rows.append(f"| {example.name} | {' | '.join(shown)} |")
    return "\n".join(rows)


def _ours(old: str, new: str) -> str:
    (edit,) = (each for each in edit_script(clauses(old), clauses(new)) if each.clause.id == "clause")
    blocks = []
    for block in edit.blocks[1:]:
        text = "".join(_MARKERS[run.op].format(run.text) for run in block.runs)
        blocks.append(f"(moved) {text}" if block.moved else text)
    return " ¶ ".join(blocks)


def _htmldiff(old: str, new: str) -> str:
    both = (markdown.markdown(text, extensions=["tables", "sane_lists"]) for text in (old, new))
    return _marked(htmldiff(*both))


def _redlines(old: str, new: str) -> str:
    return _marked(Redlines(old, new, markdown_style="none").output_markdown)


def _marked(html: str) -> str:
    """Return the text of HTML with the signs of edits."""
    page = LexborHTMLParser(re.sub(r"</(p|li|tr)>", r" ¶ </\1>", html.replace("</td>", " | </td>")))
    for tag, op in (("ins", Op.INSERT), ("del", Op.DELETE)):
        for node in page.css(tag):
            node.replace_with(_MARKERS[op].format(node.text()))
    return re.sub(r"(\s*¶\s*)+$", "", " ".join(page.body.text().split()) if page.body else "")


def _code(text: str) -> str:
    """Return a text as code in a cell."""
    return f"`` {text.replace('|', chr(92) + '|')} ``" if text else "—"


if __name__ == "__main__":
    main()
