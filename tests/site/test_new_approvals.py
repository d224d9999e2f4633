"""`policy diff` says which approvals were added, by whom, and what has changed since the approvals before them."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from policysite import corpus
from policysite.config import loader
from policysite.corpus.former_digest import former_digest
from policysite.history.edit_script import ClauseEdit, Op
from policysite.history.former_state import find
from policysite.history.new_approvals import Author, NewApproval, NewApprovals, new_approvals
from selectolax.lexbor import LexborHTMLParser

from tests.project import commit
from tests.small_site import SmallSite

EN, RU = "docs/en/privacy.md", "docs/ru/privacy.md"
APPROVALS = "docs/editorial/approvals.yml"
PAIR = ["ru/privacy#requests", "en/privacy#requests"]

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def site(small: SmallSite) -> SmallSite:
    """An approved site in a git repository, on its default branch."""
    commit(small.folder, datetime.date(2026, 1, 1))
    return small


def save(site: SmallSite, author: str = "A", committer: str = "") -> str:
    """Commit every file, and return the commit."""
    site.git("add", ".")
    names = {"GIT_AUTHOR_NAME": author, "GIT_COMMITTER_NAME": committer or author}
    site.git("commit", "--quiet", "--message", "Edit", GIT_AUTHOR_DATE="2026-02-03T12:00:00Z", **names)
    return site.git("rev-parse", "HEAD")


def edit(site: SmallSite, old: tuple[str, str], new: tuple[str, str]) -> None:
    """Replace a text in both languages."""
    for path, before, after in zip((EN, RU), old, new, strict=True):
        site.replace(path, before, after)


def added(site: SmallSite, base: str = "HEAD~1") -> tuple[NewApproval, ...]:
    return found(site, base).approvals


def found(site: SmallSite, base: str) -> NewApprovals:
    settings = loader.load(site.config)
    pages, _ = corpus.read(settings)
    return new_approvals(find(base, settings, pages, {}), pages, settings)


def shown(site: SmallSite, format_: str = "markdown", base: str = "HEAD~1") -> str:
    return site.printed("diff", base, "--format", format_, "--lang", "en")


def edits(approval: NewApproval) -> dict[str, tuple[str, str, str]]:
    """Return the change of each text below its heading, and what was deleted and inserted."""

    def runs(edit: ClauseEdit, op: Op) -> str:
        return " ".join(run.text for block in edit.blocks[1:] for run in block.runs if run.op is op)

    return {
        each.name: (each.edit.change, runs(each.edit, Op.DELETE), runs(each.edit, Op.INSERT))
        for each in approval.texts
        if each.edit
    }


YEAR, TWO = ("for a year", "обращение год"), ("for two years", "обращение два года")


def test_an_approval_is_shown_with_its_author_and_the_changes_in_both_languages(site: SmallSite) -> None:
    edit(site, YEAR, TWO)
    site.policy("approve", "--all")
    made = save(site, author="Ann & @ann", committer="Web")
    (approval,) = added(site)
    assert approval.author == Author(made, "Ann & @ann", "Web", datetime.date(2026, 2, 3))
    assert approval.is_current
    assert edits(approval) == {
        PAIR[0]: ("changed", "год", "два года"),
        PAIR[1]: ("changed", "a year", "two years"),
    }
    text = shown(site)
    assert "### New approvals\n" in text
    assert (
        "Added by Ann &#38; &#64;<span></span>ann &#40;Web&#41; on February\N{NO-BREAK SPACE}3,\N{NO-BREAK SPACE}2026"
        in text
    )
    assert f"commit {made[:10]}" in text
    assert "has changed since the previous approval" in text
    (printed,) = json.loads(shown(site, "json"))["new_approvals"]
    assert (printed["author"], printed["commit"], printed["is_current"]) == ("Ann & @ann", made, True)
    assert list(printed["edits"]) == PAIR
    page = shown(site, "html")
    assert "Added by Ann &amp; @ann (Web)" in page
    assert page.count("<h2>New approvals</h2>") == 1


def test_a_change_that_several_approvals_are_about_is_shown_once(tmp_path: Path) -> None:
    site = SmallSite(tmp_path / "project")
    for language, title in (("en", "Time"), ("ru", "Срок")):
        site.append(f"docs/{language}/index.md", f'\n## {title} {{ #time data-based-on="requests" }}\n\n{title}.\n')
    site.policy("approve", "--all")
    commit(site.folder, datetime.date(2026, 1, 1))
    edit(site, YEAR, TWO)
    site.policy("approve", "--all")
    save(site)
    assert [each.approval.key.split()[0] for each in added(site)] == ["en/index#time", PAIR[0]]
    page = LexborHTMLParser(shown(site, "html"))
    assert [node.text(deep=False).strip() for node in page.css("del")] == ["a year", "год"]
    links = page.css("article[id^=approval] a")
    assert [(link.text(), page.css_first(link.attributes["href"]).css_first("h3").text()) for link in links] == [
        ("Shown below: “Requests”.", "Requests #requests"),
        ("Shown below: “Обращения”.", "Requests #requests"),
        ("Shown below: “Requests”.", "Requests #requests"),
    ]
    text = shown(site)
    assert (text.count("<del>a year</del>"), text.count("<del>год</del>")) == (1, 1)
    edit(site, TWO, YEAR)  # what was approved is not the text any more
    text = shown(site)
    assert (text.count("<del>a year</del>"), text.count("<del>год</del>")) == (1, 1)
    assert text.count("Shown above&#58; “Requests”") == 1


def test_what_has_changed_in_steps_is_compared_with_the_text_that_was_approved_before(site: SmallSite) -> None:
    edit(site, YEAR, ("for a month", "обращение месяц"))
    save(site)  # not approved: the base of the comparison is already another text
    edit(site, ("for a month", "обращение месяц"), TWO)
    site.policy("approve", "--all")
    save(site)
    (approval,) = added(site)
    assert edits(approval)[PAIR[1]] == ("changed", "a year", "two years")


def test_the_authors_are_those_of_the_commits_whatever_a_mailmap_and_a_merge_say(site: SmallSite) -> None:
    site.git("switch", "--quiet", "--create", "edit")
    site.write(".mailmap", "Boss <a@a.example>\n")
    edit(site, YEAR, TWO)
    site.policy("approve", "--all")
    save(site, author="Eve")
    site.git("switch", "--quiet", "main")
    site.append("docs/en/index.md", "\nMore.\n")
    save(site)
    site.git("merge", "--quiet", "--no-ff", "edit", GIT_AUTHOR_NAME="Merger", GIT_COMMITTER_NAME="Merger")
    assert [each.author.name for each in added(site, "HEAD^1") if each.author] == ["Eve"]


def test_an_approval_that_is_not_committed_has_no_author(site: SmallSite) -> None:
    edit(site, YEAR, TWO)
    site.policy("approve", "--all")
    (approval,) = added(site, "HEAD")
    assert approval.author is None
    assert "Added here, not committed yet" in shown(site, base="HEAD")


def test_the_first_approval_of_a_pair_shows_both_texts_whole(site: SmallSite) -> None:
    for path, title in ((EN, "New"), (RU, "Новое")):
        site.append(path, f"\n## {title} {{ #new }}\n\n{title}.\n")
    site.policy("approve", "--all")
    save(site)
    (approval,) = added(site)
    assert edits(approval) == {
        "ru/privacy#new": ("inserted", "", "Новое."),
        "en/privacy#new": ("inserted", "", "New."),
    }
    assert "This pair was not approved before" in shown(site)


def test_a_line_for_a_text_that_the_pages_do_not_have_is_named_first(site: SmallSite) -> None:
    digests = "1" * 32, "2" * 32
    site.append(APPROVALS, f"\n{' '.join(PAIR)}: v2 {' '.join(digests)}\n")
    save(site)
    (approval,) = added(site)
    assert (approval.is_current, edits(approval)) == (False, {})
    for format_ in ("markdown", "html"):
        text = shown(site, format_)
        assert text.index("Attention") < text.index("Added by")
        assert "neither on the page nor in its git history" in text
        assert "since the approval before" not in text


def test_the_text_of_an_approval_that_the_pages_had_before_is_shown(site: SmallSite) -> None:
    before = site.read(APPROVALS)
    edit(site, YEAR, TWO)
    site.policy("approve", "--all")
    save(site)
    site.write(APPROVALS, before)
    save(site)
    (approval,) = added(site)
    assert not approval.is_current
    assert edits(approval)[PAIR[1]] == ("changed", "two years", "a year")


def test_an_approval_whose_earlier_text_was_never_committed_says_so(site: SmallSite) -> None:
    edit(site, YEAR, TWO)
    site.policy("approve", "--all")
    edit(site, TWO, YEAR)
    save(site)  # the approval is of a text that is not
    site.policy("approve", "--all")
    save(site)
    (approval,) = added(site)
    assert {change for change, *_ in edits(approval).values()} == {"inserted"}
    assert "does not have the text that was approved before" in shown(site)


def test_an_approval_that_was_carried_over_is_compared_with_the_one_in_the_former_scheme(site: SmallSite) -> None:
    pages, _ = corpus.read(loader.load(site.config))
    clauses = [pages.documents["privacy"].pages[language].clause("requests") for language in ("ru", "en")]
    former = " ".join(former_digest(each.all_blocks()) for each in clauses)
    site.write(APPROVALS, f"{' '.join(PAIR)}: {former}\n")
    save(site)
    assert site.policy("approve", "--carry-over") == 0
    save(site)
    (approval,) = added(site)
    assert edits(approval) == dict.fromkeys(PAIR, ("equal", "", ""))
    assert "has changed since the previous approval" in shown(site)


def test_lines_that_were_only_moved_or_deleted_are_no_new_approvals(site: SmallSite) -> None:
    lines = [line for line in site.read(APPROVALS).splitlines() if line and not line.startswith("#")]
    site.write(APPROVALS, "\n\n".join(lines[:0:-1]) + "\n")
    save(site)
    assert added(site) == ()
    assert "New approvals" not in shown(site) + shown(site, "html")


OWNERS = """\
# Who must review which change.
*   @acme/engineers
docs/*  @acme/others
/docs/editorial/ @acme/lawyers privacy@acme.example # both
/docs/editorial/guide.* @acme/writers
"""


@pytest.mark.parametrize(
    ("owners", "expected"),
    [
        (OWNERS, ("@acme/lawyers", "privacy@acme.example")),
        ("* @acme/engineers\ndocs/* @acme/others\n", ("@acme/engineers",)),
        (OWNERS + "approvals.yml\n", ()),
        ("# * @acme/engineers\n", ()),
        # Patterns that are none, and one that would take hours to compare with a long path.
        ("* @acme/engineers\n! @x\n\\ @x\n[z-a] @x\na*p*p*r*o*v*a*l*s* @x\n", ("@acme/engineers",)),
        (None, None),
    ],
)
def test_those_who_must_review_new_approvals_are_the_owners_that_the_base_names(
    site: SmallSite, owners: str | None, expected: tuple[str, ...] | None
) -> None:
    if owners is not None:
        site.write(".github/CODEOWNERS", owners)
        save(site)
    site.write(".github/CODEOWNERS", "* @mallory\n")  # as the change would have it
    assert found(site, "HEAD").owners == expected


@pytest.mark.parametrize(
    ("owners", "expected"),
    [(OWNERS, "Those who must review them: @acme/lawyers, privacy@acme.example."), ("", "CODEOWNERS names nobody")],
)
def test_the_page_says_who_must_review_new_approvals(site: SmallSite, owners: str, expected: str) -> None:
    site.write(".github/CODEOWNERS", owners)
    save(site)
    edit(site, YEAR, TWO)
    site.policy("approve", "--all")
    assert expected in shown(site, "html", base="HEAD")
