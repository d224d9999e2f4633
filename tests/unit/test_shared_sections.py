"""Pages that share their sections are parsed as each of them is alone."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.config.supported_extensions import SUPPORTED
from policysite.corpus.parsed import ParsedPage
from policysite.corpus.parser import Parser

_EXTENSIONS = tuple(sorted(SUPPORTED.keys() - {"fenced_code"}))
_CONFIGS = {"pymdownx.tabbed": {"alternate_style": True}}
# Texts that may change what the parser makes of each other, and others.
_TOPICS = (
    ("[named][n], [n] and HTML", "[n]: a.md", "[n]: b.md 'title'", "*[HTML]: Hypertext", "*[HTML]: other"),
    ("note[^1]", "[^1], [^1]", "[^1]: footnote\n\n    - of two blocks", "[^1]: another"),
    ('=== "Tab"\n\n    text', '=== "Tab"\n\n    text\n\n=== "Other"\n\n    text'),
    ("&nbsp;&copy; <b>bold</b>", "<!-- comment -->", "<div>\n# block\n</div>", "<mail@a.example>", "```\n# code\n```"),
    ("1.1. first\n\n1.2. second", "а) first\nб) second", "(i) first\n\n(ii) second", "1. one\n2. two", "- item"),
    (
        "{ .class }",
        "!!! note\n    text",
        "- item\n{ .class }",
        "> quoted\n> # heading",
        "<!-- comment -->\n{ .class }",
        "!!! b",
    ),
    (
        "text of *two*\nlines",
        "term\n:   meaning",
        ":   x",
        "    code",
        "\ttext",
        "a | b\n--|--",
        "- [ ] task",
        "- - item",
    ),
    (
        "\\",
        "\\# no",
        "[a [b](c.md)](d.md)",
        "## Below it { #below }\ntext",
        "Below\n---",
        "`code` [link](a.md){ .b }",
        "#",
    ),
)
_HEADINGS = (
    "## Title { #a }",
    "# Title",
    "## Title { #b .c }\ntext",
    "#",
    "# a | b\n--|--",
    "# a \\",
    "text\n## Title",
    "",
)
_LINES = 8
_ALONE = Parser(_EXTENSIONS, _CONFIGS)


def _sections(topic: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """Sections of as many lines, most of which have the same heading."""
    headings = st.sampled_from([*_HEADINGS[:1] * len(_HEADINGS), *_HEADINGS])
    section = st.tuples(headings, st.lists(st.sampled_from(topic), max_size=2))
    return st.lists(section.map(_section), min_size=3, max_size=3)


def _section(parts: tuple[str, list[str]]) -> str:
    text = "\n\n".join([parts[0], *parts[1]])
    return text + "\n" * max(_LINES - text.count("\n"), 2)


def comparable(parsed: ParsedPage) -> tuple[ParsedPage, bytes, list[object]]:
    tree = parsed.tree
    return replace(parsed, tree=None), tostring(tree.root) if tree else b"", [*tree.stash] if tree else []


@given(st.sampled_from(_TOPICS).flatmap(_sections), st.integers(0, 1))
def test_a_page_is_parsed_as_if_it_had_no_section_in_common_with_others(sections: list[str], place: int) -> None:
    other = [*sections[:place], sections[-1], *sections[place + 1 :]]
    shared = Parser(_EXTENSIONS, _CONFIGS)
    shared.shares_sections = True
    for page in map("".join, (sections, other, sections)):
        parsed = shared.parse(page)
        assert comparable(parsed) == comparable(_ALONE.parse(page))
        if parsed.tree:  # the site changes it
            parsed.tree.root.clear()


@pytest.mark.parametrize(("above", "below"), [("!!! tip", "text"), ("1.1 One", "1.2 Two")])
def test_what_changes_the_next_section_is_not_left_out(above: str, below: str) -> None:
    shared = Parser(_EXTENSIONS, _CONFIGS)
    shared.shares_sections = True
    for text in ("text", above, "text"):
        page = f"## A\n\n{text}\n\n## B\n\n{below}"
        assert comparable(shared.parse(page)) == comparable(_ALONE.parse(page))


def test_equal_sections_are_read_once() -> None:
    parser = Parser(("tables",), {})
    parser.shares_sections = True
    one, other = (parser.parse(f"# A\n\n{text}\n\n## B\n\ntext", 5) for text in ("a", "b"))
    assert one.clauses[1] is other.clauses[1]
    assert parser.parse("# A\n\na\n\n## B\n\ntext").clauses[1] is not one.clauses[1]
