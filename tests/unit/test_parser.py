from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from policysite.corpus.html_as_markdown import rewritten
from policysite.corpus.parsed import ParsedPage
from policysite.corpus.parser import Parser
from selectolax.lexbor import LexborHTMLParser

EXTENSIONS = ("toc", "tables", "attr_list", "pymdownx.betterem", "pymdownx.superfences")


PARSER = Parser(EXTENSIONS, {})


def parse(text: str) -> ParsedPage:
    return PARSER.parse(text)


def headings(text: str) -> list[tuple[int, int, str, str]]:
    return [(s.heading.line, s.level, s.id, s.heading.text) for s in parse(text).clauses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One { #one }", [(1, 1, "one", "One")]),
        ("# One {#one}\n\n\n\n## Two { #two .note }\n", [(1, 1, "one", "One"), (5, 2, "two", "Two")]),
        ("One { #one }\n===\n\nTwo\n---\n", [(1, 1, "one", "One"), (4, 2, "", "Two")]),
        ("# Один\nтекст сразу под ним\n## Два { #two }", [(1, 1, "", "Один"), (3, 2, "two", "Два")]),
        ("# A & B «*c*» `d` \\# [e](f.md) { #x }", [(1, 1, "x", "A & B «c» d # e")]),
        ("# A &amp; B { #x }", [(1, 1, "x", "A & B")]),
        ("#Without a space { #x }", [(1, 1, "x", "Without a space")]),
        ("# Closed # { #x }", [(1, 1, "x", "Closed")]),
        ("```\n# not a heading\n```\n\n# One { #one }", [(5, 1, "one", "One")]),
        ("    # code\n\n# One { #one }", [(3, 1, "one", "One")]),
        (
            "- item\n\n    ## In a list { #in }\n\n# After { #after }",
            [(3, 2, "in", "In a list"), (5, 1, "after", "After")],
        ),
        ("> # Quoted { #q }\n> text\n\n# After { #after }", [(1, 1, "q", "Quoted"), (4, 1, "after", "After")]),
        ("[ref]: https://a.example\n\n# One { #one }\n\n[a][ref]", [(3, 1, "one", "One")]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\n## T { #t }", [(5, 2, "t", "T")]),
        ("<div>\n\nraw\n\n</div>\n\n# One { #one }", [(7, 1, "one", "One")]),
        ("no heading", []),
        ("", []),
    ],
)
def test_headings_are_found_with_their_lines(text: str, expected: list[tuple[int, int, str, str]]) -> None:
    assert headings(text) == expected


def test_no_id_is_generated_for_a_heading() -> None:
    (clause,) = parse("# Срок хранения").clauses
    assert clause.id == ""


@pytest.mark.parametrize(
    ("text", "nested"),
    [("# A", False), ("- a\n\n    # A", True), ("> # A", True), ("a\n\n# A", False)],
)
def test_a_heading_inside_something_else_is_nested(text: str, nested: bool) -> None:
    (clause,) = parse(text).clauses
    assert bool(clause.heading.inside) == nested


def test_attributes_of_a_heading_are_kept() -> None:
    (clause,) = parse('# Q? { #q data-based-on="retention rights" }').clauses
    assert clause.heading.attributes == (("h1", "id", "q"), ("h1", "data-based-on", "retention rights"))
    assert (clause.id, clause.based_on) == ("q", ("retention", "rights"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<div>x</div>", [(1, 1, "<div>x</div>")]),
        ("text\n\n<p onclick='x()'>\ny\n</p>\n", [(3, 1, "<p onclick='x()'>")]),
        ("one <b>two</b>", [(1, 5, "<b>"), (1, 11, "</b>")]),
        ("one\ntwo <br> three", [(2, 5, "<br>")]),
        ("<!-- a note -->\n\n# One", [(1, 1, "<!-- a note -->")]),
        ("- item <i>x</i>", [(1, 8, "<i>"), (1, 12, "</i>")]),
        ("# One <sup>1</sup> { #one }", [(1, 7, "<sup>"), (1, 13, "</sup>")]),
        ("| a | b |\n|---|---|\n| 1 | <u>2</u> |", [(3, 7, "<u>"), (3, 11, "</u>")]),
        ("```html\n<b>\n```\n\n<i>x</i>", [(5, 1, "<i>"), (5, 5, "</i>")]),
        ("`<b>` and a\\<b and 1 < 2 and &lt;b&gt; and &nbsp;", []),
        ("<b>y</b> and <b>z</b>", [(1, 1, "<b>"), (1, 5, "</b>"), (1, 14, "<b>"), (1, 18, "</b>")]),
        ("<https://a.example> and <a@b.example>", []),
        ("    <b>code</b>", []),
    ],
)
def test_raw_html_is_found_with_its_position(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert [(raw.line, raw.column, raw.opening) for raw in parse(text).raw_html] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Мы <b>храним</b> почту.", "Мы **храним** почту."),
        ("Мы <B>храним </B>почту.", "Мы **храним** почту."),
        ("Мы<strong> храним</strong> почту.", "Мы **храним** почту."),
        ("- <i>Мы</i> <em>храним</em>", "- *Мы* *храним*"),
        ("<b>Мы <i>храним</i></b> почту.", "**Мы *храним*** почту."),
        ('См. <a href="faq.md#who" target="_blank"><b>тут</b></a>.', "См. [**тут**](faq.md#who)."),
        ("Мы <b></b>храним `<u>` почту.", "Мы храним `<u>` почту."),
        ("Мы <b hidden>храним</b> почту.", ""),
        ('См. <a href="faq.md" onclick="x()">тут</a>.', ""),
        ('См. <a href="a)b">тут</a>.', ""),
        ("Мы <u>храним</u> <b>почту</b>.", ""),
        ("Мы <b>храним почту.", ""),
        ("Мы храним</b> почту.", ""),
        ("Мы <b>храним <i>почту</b></i>.", ""),
        ("Мы <b>храним <strong>почту</strong></b>.", ""),
        ("Мы храним <!-- почту -->.", ""),
    ],
)
def test_html_is_rewritten_if_there_is_markdown_for_all_of_it(line: str, expected: str) -> None:
    assert rewritten(line, parse(line).raw_html) == expected


# (Three of these signs would begin a piece of code, with the next headings in it.)
_WORDS = st.text(st.sampled_from("абв где abc 12 *_`«»—[]()!&"), min_size=1, max_size=20).filter(
    lambda text: "```" not in text
)
_BLOCKS = st.one_of(
    _WORDS,
    st.builds("- {}\n- {}".format, _WORDS, _WORDS),
    st.builds("1. {}\n2. {}".format, _WORDS, _WORDS),
    st.builds("> {}".format, _WORDS),
    st.builds("```\n# {}\n```".format, _WORDS),
    st.builds("    # {}".format, _WORDS),
    st.builds("| {} | b |\n|---|---|\n| c | d |".format, st.sampled_from(["a", "в г"])),
    st.builds("[{}]: https://a.example".format, st.sampled_from(["a", "ref"])),
)


@given(st.lists(_BLOCKS, max_size=8), st.integers(1, 3))
def test_every_heading_is_found_on_its_line_whatever_is_between(blocks: list[str], gap: int) -> None:
    parts = [part for number, block in enumerate(blocks) for part in (f"## Heading {number} {{ #h{number} }}", block)]
    text = ("\n" * (gap + 1)).join(parts)
    found = {clause.id: clause.line for clause in parse(text).clauses if clause.id}
    expected = {f"h{n}": text[: text.index(f"{{ #h{n} }}")].count("\n") + 1 for n in range(len(blocks))}
    assert found == expected


@given(st.lists(st.one_of(_BLOCKS, st.builds("## {} {{ #id }}".format, _WORDS)), max_size=8))
def test_marks_do_not_change_what_is_parsed(blocks: list[str]) -> None:
    text = "\n\n".join(blocks)
    plain = markdown.Markdown(extensions=list(EXTENSIONS))
    plain.convert(text)
    tokens: list[dict[str, object]] = list(plain.toc_tokens)  # type: ignore[attr-defined]
    titles = []
    while tokens:
        token = tokens.pop(0)
        titles.append((token["level"], token["name"]))
        tokens = [*token["children"], *tokens]  # type: ignore[misc]
    import html

    found = [(clause.level, " ".join(clause.heading.text.split())) for clause in parse(text).clauses]
    assert found == [(level, " ".join(html.unescape(str(name)).split())) for level, name in titles]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Read [this](a.md){ hreflang="en" } and fill in {name} now.', "Read this and fill in {name} now."),
        ('[a](a.md){ hreflang="en" } {1} and [b](b.md){ title="}" } {2}.', "a {1} and b {2}."),
        ("[a](a.md){ it's } and it's {so}.", "a and it's {so}."),
    ],
)
def test_attributes_end_at_their_brace(text: str, expected: str) -> None:
    (block,) = parse(f"# A {{ #a }}\n\n{text}").clauses[0].blocks
    assert block.text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a][r] [R]: x\n\n[r]: https://a.example\n[R]: https://b.example", [("r", 4)]),
        ("[a b]: a.md\n\n> [a  b]: b.md\n\n[A B]: c.md", [("a b", 3), ("a b", 5)]),
        ("[r]: a.md 'a'\n[r]: a.md 'b'", [("r", 2)]),
        ("[a\nb]: a.md\n\n[a\nb]: b.md", [("a b", -1)]),
        ("[r]: a.md\n[r]: a.md\n[s]: b.md\n\n[a][r]\n\n    [s]: c.md", []),
    ],
)
def test_a_name_of_several_addresses_is_found(text: str, expected: list[tuple[str, int]]) -> None:
    assert list(
        parse(
            f"# A\n\n{text}",
        ).repeated_names
    ) == [(name, line + 2) for name, line in expected]
    assert parse("# A\n\n[r]: c.md\n").repeated_names == ()


def test_ids_of_clauses_are_read_with_any_extensions() -> None:
    (clause,) = Parser(("tables",), {}).parse("# Data { #data }").clauses
    assert (clause.title, clause.id) == ("Data", "data")


@pytest.mark.parametrize("written", ["&#114;equests", "a&amp;b", "d<b>ata", "d\\_ata"])
def test_an_id_is_read_as_it_is_written(written: str) -> None:
    parsed = Parser((), {}).parse(f"# Data {{ #{written} }}")
    assert parsed.tree is not None
    assert [clause.id for clause in parsed.clauses] == [written]
    assert [each.get("id") for each in parsed.tree.root.iter("h1")] == [written]


def test_a_link_in_a_link_is_found() -> None:
    parser = Parser(("footnotes",), {})
    parsed = parser.parse("# A\n\n[b](c)[^1]\n\n- [b *d[^1]*](c)\n\n[^1]: e", first_line=5)
    assert parsed.nested_links == (9,)


@given(st.text("[]()!a\\ ", max_size=30))
@example("[](\\[)")
def test_brackets_are_read_as_python_markdown_reads_them(text: str) -> None:
    tree = Parser((), {}).parse(f"x {text}").tree
    written = [each.get("href", "") for each in tree.root.iter("a")] if tree else []
    # (Signs after a backslash are written only when the page is.)
    links = [re.sub("\x02([0-9]+)\x03", lambda code: chr(int(code[1])), each) for each in written]
    read = LexborHTMLParser(markdown.markdown(f"x {text}"))
    assert links == [each.attributes["href"] for each in read.css("a")]
