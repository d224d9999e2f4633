"""Approvals record what was read; the state of a pair follows from the pages as they are now."""

from __future__ import annotations

import itertools
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite import approvals
from policysite.approvals import Approvals, Pair, PairKind, PairState, pairs, updated_text
from policysite.corpus import Block, Clause, Corpus, Document, FrontMatter, Page
from policysite.findings import Finding
from policysite.rulebook.examples import examples

from tests import linked_site
from tests.example_site import findings
from tests.rules import findings_of

NOTHING = Approvals("docs/editorial/approvals.yml", {}, {})
HEADER = ("What this is.",)


def clause(name: str, text: str, *based_on: str) -> Clause:
    return Clause(name, 2, name, 1, based_on or None, blocks=(Block("paragraph", text, 2, 2),))


def corpus(privacy: dict[str, dict[str, str]], faq: dict[str, dict[str, str]] | None = None) -> Corpus:
    """Return a policy with these clauses by language and id, and a page of answers based on its clause `a`."""
    documents = {}
    for name, texts in (("faq", faq or {}), ("privacy", privacy)):
        front_matter = FrontMatter("T", "D", "1.0" if name == "privacy" else None)
        pages = {}
        for language, clauses in texts.items():
            made = [clause(each, text, *(["a"] if name == "faq" else [])) for each, text in clauses.items()]
            pages[language] = Page(f"docs/{language}/{name}.md", language, name, front_matter, tuple(made))
        if pages:
            documents[name] = Document(name, pages)
    return Corpus(("la", "eo"), documents)


def states(pages: Corpus, known: Approvals) -> dict[str, PairState]:
    return {pair.key: known.state(pair) for pair in pairs(pages)}


def read(content: str | bytes | None, folder: Path) -> tuple[Approvals, list[Finding]]:
    """Return the approvals and the findings of a site whose file has this content."""
    settings = linked_site.configured(folder)
    path = settings.editorial(approvals.NAME)
    path.parent.mkdir(parents=True, exist_ok=True)
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return approvals.read(settings)


def reread(text: str, folder: Path) -> Approvals:
    known, findings = read(text, folder)
    assert findings == []
    return known


def after(pages: Corpus, folder: Path, *chosen: str) -> Approvals:
    """Return the approvals after these pairs, or all, were approved."""
    approving = [pair for pair in pairs(pages) if not chosen or pair.key in chosen]
    return reread(updated_text(NOTHING, pages, approving, HEADER), folder)


BEFORE = corpus({"la": {"a": "one"}, "eo": {"a": "unu"}}, {"la": {"q": "so"}, "eo": {"q": "do"}})
TRANSLATION = "eo/privacy#a la/privacy#a"
ANSWER = "la/faq#q la/privacy#a"
ITS_TRANSLATION = "eo/faq#q la/faq#q"


@pytest.mark.parametrize(
    ("policy", "answers", "expected"),
    [
        (("one", "unu"), ("so", "do"), (PairState.APPROVED, PairState.APPROVED, PairState.APPROVED)),
        (("one  ", "unu"), ("so", "do"), (PairState.APPROVED, PairState.APPROVED, PairState.APPROVED)),
        (("two", "unu"), ("so", "do"), (PairState.STALE, PairState.STALE, PairState.APPROVED)),
        (("one", "du"), ("so", "do"), (PairState.UNREVIEWED, PairState.APPROVED, PairState.APPROVED)),
        (("two", "du"), ("so", "do"), (PairState.UNREVIEWED, PairState.STALE, PairState.APPROVED)),
        (("one", "unu"), ("thus", "do"), (PairState.APPROVED, PairState.UNREVIEWED, PairState.STALE)),
        (("one", "unu"), ("so", "tiel"), (PairState.APPROVED, PairState.APPROVED, PairState.UNREVIEWED)),
    ],
)
def test_the_state_depends_on_what_has_changed_since(
    tmp_path: Path, policy: tuple[str, str], answers: tuple[str, str], expected: tuple[PairState, PairState, PairState]
) -> None:
    known = after(BEFORE, tmp_path)
    now = corpus(
        {"la": {"a": policy[0]}, "eo": {"a": policy[1]}},
        {"la": {"q": answers[0]}, "eo": {"q": answers[1]}},
    )
    assert states(now, known) == dict(zip((TRANSLATION, ANSWER, ITS_TRANSLATION), expected, strict=True))


def test_without_approvals_every_pair_is_unreviewed() -> None:
    assert set(states(BEFORE, NOTHING).values()) == {PairState.UNREVIEWED}


def test_a_clause_without_a_counterpart_is_missing(tmp_path: Path) -> None:
    known = after(BEFORE, tmp_path)
    now = corpus({"la": {"a": "one", "b": "more"}, "eo": {"a": "unu", "c": "pli"}})
    assert states(now, known) == {
        TRANSLATION: PairState.APPROVED,
        "eo/privacy#b la/privacy#b": PairState.MISSING,
        "eo/privacy#c la/privacy#c": PairState.MISSING,
    }


def test_a_pasted_line_approves_anywhere_in_the_file(tmp_path: Path) -> None:
    changed = corpus({"la": {"a": "two"}, "eo": {"a": "unu"}})
    (pair,) = pairs(changed)
    text = updated_text(NOTHING, BEFORE, list(pairs(BEFORE)), HEADER)
    for pasted in (f"{pair.line}\n{text}", f"{text}{pair.line}", text.replace("\n\n", f"\n\n{pair.line}\n\n", 1)):
        known = reread(pasted, tmp_path)
        assert known.state(pair) is PairState.APPROVED
        # The next command that writes the file sorts it.
        assert updated_text(known, changed, [], HEADER) == updated_text(NOTHING, changed, [pair], HEADER)


def test_a_line_of_other_texts_is_superseded_by_one_that_approves(tmp_path: Path) -> None:
    text = updated_text(NOTHING, BEFORE, list(pairs(BEFORE)), HEADER)
    planted = f"{TRANSLATION}: v2 {'0' * 32} {'1' * 32}"
    known = reread(f"{planted}\n{text}\n{planted}\n", tmp_path)
    (pair, *others) = (pair for pair in pairs(BEFORE) if pair.key == TRANSLATION)
    assert others == []
    assert [line for line, _ in known.superseded(pair)] == [1, text.count("\n") + 3]
    assert list(reread(text, tmp_path).superseded(pair)) == []
    # Without a line that approves, none is superseded.
    assert list(reread(f"{planted}\n", tmp_path).superseded(pair)) == []


def test_the_file_is_sorted_and_stable_with_one_line_for_each_pair(tmp_path: Path) -> None:
    text = updated_text(NOTHING, BEFORE, list(pairs(BEFORE))[::-1], HEADER)
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    assert lines == sorted(lines)
    assert [line.partition(": ")[0] for line in lines] == [ITS_TRANSLATION, TRANSLATION, ANSWER]
    assert updated_text(reread(text, tmp_path), BEFORE, [], HEADER) == text


def test_lines_of_deleted_clauses_are_deleted_when_the_file_is_written(tmp_path: Path) -> None:
    known = after(BEFORE, tmp_path)
    now = corpus({"la": {"a": "one"}, "eo": {"a": "unu"}})
    assert [line for line in updated_text(known, now, [], HEADER).split("\n") if "faq" in line] == []


def test_approvals_of_two_people_merge_without_conflict(tmp_path: Path) -> None:
    names = "abcdef"
    old = {language: {name: f"{language} {name}" for name in names} for language in ("la", "eo")}
    new = {language: {name: f"{text}!" for name, text in texts.items()} for language, texts in old.items()}
    before = updated_text(NOTHING, corpus(old), list(pairs(corpus(old))), HEADER)
    known = reread(before, tmp_path)
    now = corpus(new)
    sides = []
    for share in (0, 1):
        chosen = [pair for number, pair in enumerate(pairs(now)) if number % 2 == share]
        sides.append(updated_text(known, now, chosen, HEADER))
    assert merged(tmp_path, before, *sides) == updated_text(NOTHING, now, list(pairs(now)), HEADER)


def test_where_both_approve_at_one_place_the_approvals_of_both_are_kept(tmp_path: Path) -> None:
    """As `.gitattributes` says: one person adds a clause and the other one another, or both correct the same one."""
    old = corpus({"la": {"a": "one"}, "eo": {"a": "unu"}})
    sides = [
        corpus({"la": {"a": "two", "b": "new"}, "eo": {"a": "du", "b": "nova"}}),
        corpus({"la": {"a": "three", "c": "other"}, "eo": {"a": "tri", "c": "alia"}}),
    ]
    before = updated_text(NOTHING, old, list(pairs(old)), HEADER)
    texts = [updated_text(reread(before, tmp_path), side, list(pairs(side)), HEADER) for side in sides]
    both = merged(tmp_path, before, *texts, "--union")
    known, findings = read(both, tmp_path)
    assert findings == []
    for side in sides:
        assert set(states(side, known).values()) == {PairState.APPROVED}
    # Without the attribute, the markers of the conflict are all that is to be deleted.
    known, findings = read(merged(tmp_path, before, *texts), tmp_path)
    assert {finding.rule for finding in findings} == {"approvals-conflict"}
    for side in sides:
        assert set(states(side, known).values()) == {PairState.APPROVED}


def merged(folder: Path, base: str, one: str, other: str, *options: str) -> str:
    """Return what git makes of two changes of a text."""
    for name, text in zip(("base", "one", "other"), (base, one, other), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    command = ["git", "merge-file", "--stdout", *options, "one", "base", "other"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")
    assert done.returncode >= 0  # the number of conflicts
    return done.stdout


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("eo/privacy#a la/privacy#a: 12 34\n", [1]),
        (f"\n\nsomething: v2 {'0' * 32} {'1' * 32}\n", [3]),
        ("a: [b\n", [1]),
        ("&a [*a, *a]: c\n", [1]),
        (f"a/{'#' * 50_000} b/{'#' * 50_000} c", [1]),
        ("[" * 1_000_000, [1]),
        (f"eo/privacy#a la/privacy#a: v3 {'0' * 32} {'1' * 32}\n", [1]),
        (f"eo/privacy#a la/privacy#a: v0 {'0' * 32} {'1' * 32}\n", [1]),
    ],
    ids=len,
)
def test_a_line_that_is_not_an_approval_is_reported(tmp_path: Path, text: str, lines: list[int]) -> None:
    known, findings = read(text, tmp_path)
    assert known.digests == {}
    assert [(finding.line, finding.rule) for finding in findings] == [(line, "approvals-unreadable") for line in lines]


def test_a_line_about_a_version_is_sent_to_its_file(tmp_path: Path) -> None:
    _, findings = read('- {document: privacy, version: "1.0"}\n', tmp_path)
    assert [finding.rule for finding in findings] == ["version-in-approvals"]


@pytest.mark.parametrize("text", ["- a\n- b\n", "\na\n\nb\n"])
def test_a_file_without_any_approval_is_reported_once(tmp_path: Path, text: str) -> None:
    _, findings = read(text, tmp_path)
    assert [finding.rule for finding in findings] == ["approvals-damaged"]


def test_conflict_markers_do_not_affect_other_lines(tmp_path: Path) -> None:
    text = updated_text(NOTHING, BEFORE, list(pairs(BEFORE)), HEADER)
    known, findings = read(f"<<<<<<< ours\n{text}=======\n", tmp_path)
    assert len(findings) == 2
    assert set(states(BEFORE, known).values()) == {PairState.APPROVED}


def test_a_missing_file_has_no_approvals(tmp_path: Path) -> None:
    assert read(None, tmp_path) == (NOTHING, [])


def test_a_file_that_is_not_text_is_reported(tmp_path: Path) -> None:
    known, findings = read(b"\xff\xfe\x00", tmp_path)
    assert (known.digests, [finding.rule for finding in findings]) == ({}, ["unreadable"])


def test_lines_with_digests_of_a_former_scheme_are_reported_once(tmp_path: Path) -> None:
    text = updated_text(NOTHING, BEFORE, list(pairs(BEFORE)), HEADER)
    known, findings = read(text.replace(": v2 ", ": "), tmp_path)
    assert [(finding.line, finding.rule, finding.params["count"]) for finding in findings] == [
        (3, "approvals-outdated", "3")
    ]
    assert known.digests == {}


LINE = f"eo/privacy#a la/privacy#a: v2 {'0' * 32} {'1' * 32}"


@pytest.mark.parametrize(
    ("written", "example"),
    [
        (LINE.replace("v2 ", ""), LINE),
        (f"- {LINE}", LINE),
        (f"`{LINE}`", LINE),
        (f"+{LINE}.", LINE),
        (f"+{LINE}", LINE),
        (LINE.replace(" ", "\u00a0"), LINE),
        (f"«{LINE}»", LINE),
        (f"{LINE} {LINE}", ""),
        (LINE[:-1], ""),
        (LINE.replace("v2", "v3"), ""),
    ],
)
def test_the_right_line_is_advised_for_one_that_was_damaged_when_it_was_copied(
    tmp_path: Path, written: str, example: str
) -> None:
    other = f"eo/privacy#b la/privacy#b: v2 {'0' * 32} {'1' * 32}"
    known, [finding] = read(f"{other}\n\n{written}\n", tmp_path)
    assert (finding.line, finding.rule, finding.params["example"]) == (3, "approvals-unreadable", example)
    assert list(known.digests) == ["eo/privacy#b la/privacy#b", *(["eo/privacy#a la/privacy#a"] if example else [])]


def test_an_answer_is_unapproved_in_every_language(tmp_path: Path) -> None:
    known = after(BEFORE, tmp_path)
    now = corpus({"la": {"a": "two"}, "eo": {"a": "du"}}, {"la": {"q": "so"}, "eo": {"q": "do"}})
    unapproved = approvals.unapproved(now, known)
    kinds = {
        path: [pair.kind for pair, _ in itertools.chain(*of_page.values())] for path, of_page in unapproved.items()
    }
    assert kinds == {
        "docs/eo/privacy.md": [PairKind.TRANSLATION],
        "docs/la/faq.md": [PairKind.BASED_ON],
        "docs/eo/faq.md": [PairKind.BASED_ON],
    }


_TEXTS = st.fixed_dictionaries({name: st.sampled_from("xyz") for name in "abc"})
_PAGES = st.fixed_dictionaries({"la": _TEXTS, "eo": _TEXTS})


@given(st.lists(st.tuples(_PAGES, st.sets(st.integers(0, 2))), min_size=1, max_size=6))
def test_a_pair_is_approved_if_and_only_if_its_texts_were_approved_together(
    history: list[tuple[dict[str, dict[str, str]], set[int]]],
) -> None:
    known = NOTHING
    read_together: dict[str, tuple[str | None, str | None]] = {}
    for texts, approving in history:
        pages = corpus(texts)
        every = list(pairs(pages))
        for number in approving:
            read_together[every[number].key] = _texts(every[number])
        text = updated_text(known, pages, [every[number] for number in approving], HEADER)
        digests = {key: ((one, two),) for key, one, two in map(_parts, _lines(text))}
        known = Approvals("approvals.yml", digests, {})
        for pair in every:
            assert (known.state(pair) is PairState.APPROVED) == (read_together.get(pair.key) == _texts(pair))


def _texts(pair: Pair) -> tuple[str | None, str | None]:
    one, other = (side.clause.digest if side.clause else None for side in (pair.text, pair.base))
    return one, other


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def _parts(line: str) -> tuple[str, str, str]:
    key, digests = line.split(": v2 ")
    one, other = digests.split(" ")
    return key, one, other


@pytest.mark.parametrize(
    ("renamed", "old", "new"),
    [("policy#clause", "policy", "privacy"), ("privacy#klause", "privacy#klause", "privacy#clause")],
)
def test_a_renamed_page_or_clause_is_renamed_in_the_approvals_as_advised(renamed: str, old: str, new: str) -> None:
    texts = {"ru": "Мы храним обращения 30 дней.", "en": "We keep requests for 30 days."}
    line = f"en/{renamed} ru/{renamed}: v2 fa16042c9e3532d7dca40f873f4251b7 47c157011da11c433207487d4c24187c\n"
    (finding,) = findings_of("approval-renamed", texts, files={NOTHING.path: line})
    assert (finding.params["old"], finding.params["new"]) == (old, new)
    corrected = line.replace(finding.params["replaced"], finding.params["replacement"])
    assert corrected == line.replace(renamed, "privacy#clause")
    assert finding.params["others"] == ""


def test_names_that_begin_like_a_renamed_one_are_named_as_those_to_leave() -> None:
    digests = "v2 fa16042c9e3532d7dca40f873f4251b7 47c157011da11c433207487d4c24187c"
    names = ("privacy#klause", "privacy#klause-2", "privacy#klauses", "faq#klause")
    lines = "\n\n".join(f"en/{name} ru/{name}: {digests}" for name in names)
    texts = {"ru": "Мы храним обращения 30 дней.", "en": "We keep requests for 30 days."}
    found = findings_of("approval-renamed", texts, files={NOTHING.path: f"{lines}\n"})
    others = {finding.params["replaced"]: finding.params["others"] for finding in found}
    assert others["/privacy#klause"] == "/privacy#klause-2, /privacy#klauses"
    assert set(others.values()) == {"", others["/privacy#klause"]}


@pytest.mark.parametrize(
    ("on_branch", "expected"), [(False, "approval-superseded"), (True, "approval-former")], ids=["new", "on the branch"]
)
def test_a_superseded_line_that_nobody_has_merged_may_be_of_a_text_that_nobody_has_read(
    tmp_path: Path, on_branch: bool, expected: str
) -> None:
    example = examples()["approval-former"].bad
    [path] = example.published
    published = {path: example.published[path] if on_branch else "# Nothing yet.\n"}
    rules = [each.rule for each in findings(replace(example, published=published), tmp_path) if each.path == path]
    assert rules == [expected]
