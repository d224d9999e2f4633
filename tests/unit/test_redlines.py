"""Every rendering of an edit script shows its edits and nothing else: without the insertions it is the old text."""

from __future__ import annotations

import datetime
import io
import itertools
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import tostring

import cmarkgfm
import docx
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st
from policysite.approvals import Approvals
from policysite.corpus import Block, Clause, Corpus, Document, FrontMatter, Page
from policysite.findings import Finding
from policysite.history.changes import ChangedProperty, Changes, changes
from policysite.history.edit_script import Change, ClauseEdit, edit_script
from policysite.history.former_state import FormerState
from policysite.history.redline import html, markdown, word_document
from policysite.history.redline import json as json_redline
from policysite.history.redline.page import page
from policysite.languages.labels import labels_of
from policysite.messages import messages_in
from selectolax.lexbor import LexborHTMLParser, LexborNode

ENGLISH, LABELS = messages_in("en"), labels_of("en")
LANGUAGES = ("en", "ru")
NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
# Texts that HTML, Markdown or GitHub would take for markup.
HOSTILE = (
    *("<b>", "</del>", "<!--", "&amp;", "*a*", "_b_", "`c`", "~~d~~", "[e](f)", "![g]", "# h", "1. i", "- j", "+ k"),
    *("> l", "| m |", "\\", "@name", "#12", "www.a.example", "http://b.example", "$x$", "***", "---", "===", ":-:"),
)
WORDS = st.lists(st.sampled_from(["We", "keep", "30", "days", "not", "данные", "個", *HOSTILE]), max_size=8).map(
    " ".join
)
INSIDE: st.SearchStrategy[tuple[str, tuple[str, ...]]] = st.sampled_from(
    [
        ("paragraph", ()),
        ("paragraph", ("ul", "li")),
        ("item", ("ul",)),
        ("item", ("ol", "li", "ul")),
        ("item", ("ul", "li", "ul", "li", "ol")),
        ("code", ()),
        ("code", ("ul", "li")),
        ("rule", ()),
    ]
)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind, inside = draw(INSIDE)
    text = "" if kind == "rule" else draw(WORDS)
    return Block(kind, f"{text}\n\n  {text}" if kind == "code" else text, 1, 1, inside)


@st.composite
def states(draw: st.DrawFn) -> tuple[Clause, ...]:
    """Draw the clauses of a page; some have no id, as in a text that the lint would refuse."""
    drawn = draw(
        st.lists(st.tuples(st.sampled_from(["a", "b", "c", ""]), WORDS, st.lists(blocks(), max_size=4)), max_size=4)
    )
    return tuple(
        Clause(name, 2, title, 1, heading=Block("heading", title, 1, 1), blocks=tuple(content))
        for name, title, content in drawn
    )


def squeezed(text: str) -> str:
    """Return a text without white space, and with one form of dashes: what is equal is shown as it is written now."""
    return re.sub("-+", "-", "".join(text.split()))


def written(clause: Clause | None) -> str:
    return squeezed("".join(block.text for block in clause.all_blocks())) if clause else ""


def left(node: LexborNode | None, without: str, *others: str) -> str:
    """Return the text that is left of HTML when the edits of one kind are taken away, and other elements."""
    assert node is not None
    copy = LexborHTMLParser(node.html or "")
    for element in copy.css(", ".join([without, *others])):
        element.decompose()
    return squeezed(copy.body.text() if copy.body else "")


def in_html(edit: ClauseEdit, without: str) -> str:
    element = html.clause(edit, LABELS, html.ChangeIds("a", html.changes_in(edit)), 3)
    notes = (".redline__word", ".redline__mark", ".redline__state", ".redline__next")
    return left(LexborHTMLParser(tostring(element, "unicode", "html")).body, without, *notes)


def in_markdown(edit: ClauseEdit, without: str) -> str:
    rendered = github(markdown.redline(edit, LABELS))
    # Of Markdown, only notes are emphasized; of code, only marks are inside edits.
    return left(rendered.body, without, "em", "ins > code", "del > code")


def in_json(edit: ClauseEdit, without: str) -> str:
    clause = json.loads(json.dumps(json_redline.redline(edit)))
    dropped = {"ins": "insert", "del": "delete"}[without]
    runs = [run for block in clause["blocks"] for run in block["runs"]]
    return squeezed("".join(run["text"] for run in runs if run["op"] != dropped and not run.get("mark")))


def github(text: str) -> LexborHTMLParser:
    """Return Markdown as GitHub renders it."""
    return LexborHTMLParser(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))


@given(states(), states())
def test_without_the_insertions_a_clause_is_the_old_one_and_without_the_deletions_the_new_one(
    old: tuple[Clause, ...], new: tuple[Clause, ...]
) -> None:
    edits = edit_script(old, new)
    for face, edit in itertools.product((in_html, in_markdown, in_json), edits):
        assert (face, face(edit, "ins")) == (face, written(edit.old))
        assert (face, face(edit, "del")) == (face, written(edit.new))
    assert [edit.new for edit in edits if edit.new] == list(new)
    assert sorted(map(repr, (edit.old for edit in edits if edit.old))) == sorted(map(repr, old))


def test_edits_keep_the_spaces_of_the_text_and_the_lines_of_code() -> None:
    item = ("ul", "li")
    old, new = (
        Clause(
            "a",
            2,
            "A",
            1,
            heading=Block("heading", "A", 1, 1),
            blocks=(Block("paragraph", text, 1, 1), Block("item", "i", 1, 1, ("ul",)), Block("code", code, 1, 1, item)),
        )
        for text, code in (("We sell it", "a\n\n\n  b"), ("We do not sell it", "a\n\n\n  c"))
    )
    (edit,) = edit_script([old], [new])
    shown = github(markdown.redline(edit, LABELS))
    element = html.clause(edit, LABELS, html.ChangeIds("a", html.changes_in(edit)), 3)
    for face in (shown, LexborHTMLParser(tostring(element, "unicode", "html"))):
        for node in face.css("del, .redline__word, .redline__next"):
            node.decompose()
        assert [node.text() for node in face.css("p, pre") if node.text() != "i"] == ["We do not sell it", "a\n\n\n  c"]


@settings(max_examples=40)
@given(states())
def test_what_has_the_same_digest_is_not_marked(state: tuple[Clause, ...]) -> None:
    for edit in edit_script(state, state):
        element = html.clause(edit, LABELS, html.ChangeIds("a", 0), 3)
        assert [*element.iter("ins"), *element.iter("del")] == []
        assert not github(markdown.redline(edit, LABELS)).css("ins, del")


def document(of_languages: Mapping[str, Sequence[Clause]], title: str = "Policy") -> Document:
    pages = {
        language: Page(
            f"docs/{language}/policy.md", language, "policy", FrontMatter(title, "A policy."), tuple(content)
        )
        for language, content in of_languages.items()
    }
    return Document("policy", pages)


def compared(
    old: Mapping[str, Sequence[Clause]],
    new: Mapping[str, Sequence[Clause]],
    *,
    title: str = "Policy",
    findings: Sequence[Finding] = (),
) -> Changes:
    """Return the changes of a document, given its clauses in each language."""
    former = {"policy": document(old)} if old else {}
    present = {"policy": document(new, title)} if new else {}
    return changes(
        FormerState("main", former), Corpus(LANGUAGES, present), Approvals("approvals.yml", {}, {}), findings
    )


@settings(max_examples=40)
@given(states(), states(), states(), states())
def test_the_page_has_every_clause_in_every_language(
    en: tuple[Clause, ...], new_en: tuple[Clause, ...], ru: tuple[Clause, ...], new_ru: tuple[Clause, ...]
) -> None:
    found = compared({"en": en, "ru": ru}, {"en": new_en, "ru": new_ru})
    shown = LexborHTMLParser(page(found, ENGLISH))
    columns = {(node.attributes["lang"], node.attributes["dir"]) for node in shown.css(".column")}
    assert columns <= {("en", "ltr"), ("ru", "ltr")}
    expected = [edit for each in found.documents for clause in each.clauses for edit in clause.edits.values()]
    sections = shown.css(".redline__clause")
    notes = (".redline__word", ".redline__mark", ".redline__state", ".redline__next")
    assert [left(each, "ins", *notes) for each in sections] == [written(edit.old) for edit in expected]
    assert [left(each, "del", *notes) for each in sections] == [written(edit.new) for edit in expected]
    ids = [node.attributes["id"] for node in shown.css("[id]")]
    assert len(ids) == len(set(ids))
    assert {str(node.attributes["href"])[1:] for node in shown.css("a")} <= set(ids)


def simple(name: str, *texts: str) -> Clause:
    paragraphs = tuple(Block("paragraph", text, 1, 1) for text in texts)
    return Clause(name, 2, name, 1, heading=Block("heading", name, 1, 1), blocks=paragraphs)


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    text = page(compared({"en": [simple("a", "x")]}, {"en": [simple("a", "<script>y</script>")]}), ENGLISH)
    shown = LexborHTMLParser(text)
    assert not shown.css("script, link, img, iframe, object, [src], [style], [onclick]")
    (policy,) = (node.attributes["content"] for node in shown.css('meta[http-equiv="Content-Security-Policy"]'))
    assert str(policy).startswith("default-src 'none'; style-src 'sha256-")


def test_the_lines_that_a_fix_advises_are_one_block_for_each_place() -> None:
    params = {"version": "2", "history_pages": "a, b", "approvals": "c", "approval": "d: e"}
    params["history"] = "## One { #a }\n\nChanged: <a>.\f## Two { #a }\n\nChanged: <b>."
    finding = Finding("docs/en/policy.md", 1, 1, "version-without-history", params)
    found = compared({"en": [simple("a", "x")]}, {"en": [simple("a", "y")]}, findings=[finding])
    for shown in (LexborHTMLParser(page(found, ENGLISH)), github(markdown.report(found, ENGLISH))):
        assert [node.text() for node in shown.css("li pre")] == [*params["history"].split("\f"), "d: e"]


def test_another_level_of_a_heading_is_shown() -> None:
    found = compared({"en": [simple("a", "x")]}, {"en": [replace(simple("a", "x"), level=3)]})
    assert [clause.properties for clause in found.documents[0].changed] == [
        {"en": (ChangedProperty("level", "2", "3"),)}
    ]
    assert page(found, ENGLISH).count("Level of the heading: ") == 1
    assert markdown.report(found, ENGLISH).count("Level of the heading: <del>2</del> <ins>3</ins>") == 1


def test_the_changes_are_linked_from_the_first_to_the_last() -> None:
    old = {"en": [simple("a", "x"), simple("b", "y")], "ru": [simple("a", "x"), simple("b", "y")]}
    new = {"en": [simple("b", "y"), simple("a", "z")], "ru": [simple("a", "x z"), simple("b", "y", "w")]}
    shown = LexborHTMLParser(page(compared(old, new), ENGLISH))
    links = [node.attributes["href"] for node in shown.css("header a, .redline__next")]
    targets = [f"#{node.attributes['id']}" for node in shown.css("[id^=change]")]
    assert links == targets
    assert len(targets) == 5


def test_a_change_on_one_side_only_is_marked() -> None:
    old = {"en": [simple("a", "x"), simple("b", "x")], "ru": [simple("a", "x"), simple("b", "x")]}
    new = {"en": [simple("a", "y"), simple("b", "y")], "ru": [simple("a", "x"), simple("b", "y")]}
    found = compared(old, new)
    (policy,) = found.documents
    assert [(clause.changed_in, clause.unchanged_in) for clause in policy.clauses] == [
        (("en",), ("ru",)),
        (("en", "ru"), ()),
    ]
    note = "Changed only in: English. Not changed in: Русский."
    assert page(found, ENGLISH).count(f'<p class="state">{note}') == 1
    shown = github(markdown.report(found, ENGLISH)).body
    assert shown is not None
    assert shown.text().count(note) == 1


def test_a_clause_that_moved_in_all_languages_and_changed_in_one_is_marked() -> None:
    old = [simple("a", "x"), simple("b", "y"), simple("c", "z")]
    new = [old[2], *old[:2]]
    reworded = [simple("c", "w"), *old[:2]]
    for texts, expected in (((new, reworded), (("ru",), ("en",))), ((new, new), (("en", "ru"), ()))):
        found = compared({"en": old, "ru": old}, dict(zip(("en", "ru"), texts, strict=True)))
        (moved,) = found.documents[0].changed
        assert (moved.changed_in, moved.unchanged_in) == expected


def test_a_clause_that_one_language_lacks_is_marked() -> None:
    old = {"en": [simple("a", "x")], "ru": [simple("a", "x")]}
    found = compared(old, {"en": [*old["en"], simple("b", "y")], "ru": old["ru"]})
    assert [clause.unchanged_in for clause in found.documents[0].clauses] == [(), ("ru",)]


@pytest.mark.parametrize(
    ("old", "new", "change"), [(True, True, None), (False, True, Change.INSERTED), (True, False, Change.DELETED)]
)
def test_a_document_of_one_state_is_added_or_removed(old: bool, new: bool, change: Change | None) -> None:
    state = {"en": [simple("a", "x")]}
    found = compared(state if old else {}, state if new else {})
    assert [each.change for each in found.documents] == ([change] if change else [])


def test_a_changed_title_or_version_is_a_change_of_the_document() -> None:
    state = {"en": [simple("a", "x")]}
    found = compared(state, state, title="New *policy*")
    (policy,) = found.documents
    assert [(each.name, each.old, each.new) for each in policy.properties["en"]] == [
        ("title", "Policy", "New *policy*")
    ]
    assert "<ins>" in markdown.report(found, ENGLISH)
    assert LexborHTMLParser(page(found, ENGLISH)).css("ins")


def test_another_basis_of_an_answer_is_a_change_that_every_rendering_shows() -> None:
    answer = replace(simple("a", "x"), based_on=("policy#use",))
    old = {"en": [answer, simple("b", "y")], "ru": [answer, simple("b", "y")]}
    other = replace(answer, based_on=("policy#use", "policy#storage"))
    found = compared(old, {"en": [other, old["en"][1]], "ru": old["ru"]})
    (clause,) = found.documents[0].changed
    assert (clause.changed_in, clause.unchanged_in) == (("en",), ("ru",))
    shown = LexborHTMLParser(page(found, ENGLISH))
    assert [node.text().strip() for node in shown.css("del, ins")] == [
        "deleted: policy#use",
        "inserted: policy#use policy#storage",
    ]
    assert [node.text() for node in github(markdown.report(found, ENGLISH)).css("del, ins")] == [
        "policy#use",
        "policy#use policy#storage",
    ]
    data = json.loads(json_redline.report(found, ENGLISH))["documents"][0]["clauses"][0]
    assert data["properties"] == {"en": {"data-based-on": {"old": "policy#use", "new": "policy#use policy#storage"}}}
    # In Word, what the text does not show is in comments.
    document = docx.Document(io.BytesIO(word_document.report(found, ENGLISH, NOW)))
    assert next(iter(document.comments)).text == ("Based on\ndeleted: policy#use\ninserted: policy#use policy#storage")


def test_word_has_a_changed_version_in_a_comment_on_the_first_clause() -> None:
    state = {"en": [simple("a", "x")]}
    found = compared(state, state, title="New policy")
    document = docx.Document(io.BytesIO(word_document.report(found, ENGLISH, NOW)))
    assert [comment.text for comment in document.comments] == ["Title\ndeleted: Policy\ninserted: New policy"]


def test_findings_stand_beside_their_clause() -> None:
    finding = Finding("docs/en/policy.md", 1, 1, "h1-missing", {"example": "# A"})
    elsewhere = Finding("docs/editorial/approvals.yml", 1, 1, "unreadable")
    state = {"en": [simple("a", "x")]}
    found = compared(state, {"en": [simple("a", "y")]}, findings=[finding, elsewhere])
    assert found.documents[0].clauses[0].findings == (finding,)
    assert found.other_findings == 1
    clause = json.loads(json_redline.report(found, ENGLISH))["documents"][0]["clauses"][0]
    assert [each["rule"] for each in clause["findings"]] == ["h1-missing"]
    assert "h1-missing" in page(found, ENGLISH)
    # A finding in a clause that has not changed is elsewhere too.
    state = {"en": [simple("a", "x"), replace(simple("b", "x"), line=5)]}
    found = compared(state, {"en": [state["en"][0], replace(simple("b", "y"), line=5)]}, findings=[finding, elsewhere])
    assert found.other_findings == 2


@pytest.mark.parametrize("max_bytes", [1_300, 2_000, 3_000, 100_000])
def test_the_markdown_is_cut_between_clauses(max_bytes: int) -> None:
    names = [f"clause{number}" for number in range(20)]
    found = compared({"en": [simple(each, "x") for each in names]}, {"en": [simple(each, "данные") for each in names]})
    whole, cut = markdown.report(found, ENGLISH), markdown.report(found, ENGLISH, max_bytes=max_bytes)
    assert len(cut.encode()) <= max_bytes
    parts = cut.split("#### ")
    kept = len(re.findall("^#### ", cut, re.MULTILINE))
    left_out = re.search(r"(\d+) more changed clause", cut)
    assert kept + (int(left_out[1]) if left_out else 0) == len(names)
    assert (kept == len(names)) == (cut == whole)
    assert all(part.strip() in whole for part in parts[1:-1])


def test_a_clause_that_alone_is_too_long_does_not_hide_the_others() -> None:
    old = {"en": [simple("a", "x"), simple("b", "x")]}
    found = compared(old, {"en": [simple("a", "y " * 5_000), simple("b", "z")]})
    cut = markdown.report(found, ENGLISH, max_bytes=5_000)
    assert "1 more changed clause did not fit" in cut
    assert "<ins>z</ins>" in cut


@pytest.mark.parametrize(("language", "title"), [("en", "Storage"), ("ru", "Хранение")])
def test_titles_are_in_the_language_of_the_messages(language: str, title: str) -> None:
    def storage(text: str) -> dict[str, list[Clause]]:
        titles = {"en": "Storage", "ru": "Хранение"}
        return {each: [replace(simple("a", text), title=name)] for each, name in titles.items()}

    found = compared(storage("x"), storage("y"))
    assert f"#### {title} <code>" in markdown.report(found, messages_in(language))
    shown = LexborHTMLParser(page(found, messages_in(language)))
    titles = shown.css("article > h3 bdi")
    assert [(node.text(), node.attributes["lang"]) for node in titles] == [(title, language)]


def test_json_has_the_clauses_with_their_edits_in_each_language() -> None:
    found = compared({"en": [simple("a", "x y")]}, {"en": [simple("a", "x z")], "ru": [simple("a", "w")]})
    report: dict[str, Any] = json.loads(json_redline.report(found, ENGLISH))
    ((policy),) = report["documents"]
    (clause,) = policy["clauses"]
    assert (report["base"], policy["name"], clause["id"], clause["changed_in"]) == ("main", "policy", "a", ["en", "ru"])
    assert clause["edits"]["en"]["blocks"][1]["runs"] == [
        {"op": "equal", "text": "x "},
        {"op": "delete", "text": "y"},
        {"op": "insert", "text": "z"},
    ]
    assert [each["state"] for each in clause["approvals"]] == ["unreviewed"]
