"""The tree that the corpus is read from renders as the page itself would: no page is parsed twice."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

import markdown
import pytest
from markdown.treeprocessors import Treeprocessor
from policysite.corpus.numbering import NumberedClauses
from policysite.corpus.parsed import Tree
from policysite.corpus.parser import Parser

EXTENSIONS = (
    *("tables", "abbr", "admonition", "attr_list", "def_list", "footnotes"),
    *("pymdownx.betterem", "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"),
)
CONFIGS = {"pymdownx.tabbed": {"alternate_style": True}, "pymdownx.tasklist": {"custom_checkbox": True}}

PAGES = {
    "headings": "#x\n\n#  Two\n\n##\tTab ##\n\n### {.c} text\n\nSet\n===\n\n# `code` x\n\n###### *em*\n\n# \u00a0space",
    "paragraphs": "one  \ntwo\\\n**three** `four` &copy; \\* <https://a.example/>\n{ .x }",
    "lists": "- a\n    - b\n\n      c\n- d\n\n    > e\n\n1. f\n2. g\n    1. h\n\n- [ ] open\n- [x] **done**",
    "numbered clauses": "1.1. One\n1.2. Two\n\nа) один;\nб) два.",
    "tables": "| A | B |\n|---|:-:|\n| 1 | `x|y` |\n| *e* { .c } | [l](u.md) |",
    "boxes": '!!! note "#1 title"\n    text\n\n??? tip\n    text\n\n=== "One"\n    a\n\n=== "Two"\n    b',
    "definitions": "Term\n:   Meaning\n\n    more",
    "code": "    one\n    two\n\n```py\nx = 1\n```\n\n- a\n\n        three",
    "comments": "<!-- one -->\n\na <b>x</b> <!-- two -->",
    "footnotes": "A[^1] b[^n][^1]\n\n[^1]: One\n    two\n\n    three\n\n[^n]:\n    - Text",
    "a footnote in a quotation": "> A[^1]\n>\n> [^1]: One",
    "links with definitions": "[a][x] [b][y]\n\n[x]:\n  https://a.example/\n  \"The title\"\n[y]: /y\n'Title'",
    "links with definitions in blocks": "> [a][x] [b][y]\n>\n> [x]: https://a.example/\n\n- [y]: /y",
    "attributes with an empty value": "A\n{ hidden='' }\n\n[b](c){ download='' }",
    "abbreviations": "The HTML and the CSS\n\n*[HTML]:\nHyper Text\n\n> *[CSS]: Sheets",
}


class TakeTree(Treeprocessor):
    """Takes a tree instead of the one that Python-Markdown has parsed."""

    tree: Tree

    def run(self, root: Element) -> Element:  # noqa: ARG002  (it replaces this one)
        return self.tree.moved_to(self.md)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_tree_renders_as_the_page(page: str) -> None:
    alone = markdown.Markdown(extensions=[*EXTENSIONS, NumberedClauses()], extension_configs=CONFIGS)
    late = markdown.Markdown(extensions=["footnotes"])
    late.treeprocessors.register(take := TakeTree(late), "take", 5.5)
    tree = Parser(EXTENSIONS, CONFIGS).parse(page).tree
    assert tree is not None
    take.tree = tree
    assert late.convert("…") == alone.convert(page)


def test_an_attribute_without_a_value_has_an_empty_one() -> None:
    trees = [
        Parser(EXTENSIONS, {}).parse(f"A\n{{ lang{value} }}\n\n[b](c){{ class{value} }}").tree for value in ("", "=''")
    ]
    without, empty = (tostring(tree.root) for tree in trees if tree)
    assert without == empty
