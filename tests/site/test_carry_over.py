"""Approvals of the former scheme are carried over if, and only if, the history shows which texts were approved."""

from __future__ import annotations

import datetime

import pytest
from policysite import approvals, corpus
from policysite.config import loader
from policysite.corpus.former_digest import former_digest

from tests.project import Project, commit
from tests.small_site import SmallSite

FILE = "docs/editorial/approvals.yml"
ORIGINAL, TRANSLATION = "docs/en/index.md", "docs/ru/index.md"
PAIR = "ru/index#index en/index#index"
OTHERS = ("ru/privacy#privacy en/privacy#privacy", "ru/privacy#requests en/privacy#requests")
DAY = datetime.date(2026, 1, 1)

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def former(small: SmallSite) -> SmallSite:
    """A site with a hyphen in a clause, committed with approvals of the former scheme."""
    small.replace(ORIGINAL, "answer requests", "answer data-requests")
    approve_formerly(small)
    commit(small.folder, DAY)
    return small


def approve_formerly(site: SmallSite) -> None:
    """Approve every clause as it is, as the former version did."""
    pages, _ = corpus.read(loader.load(site.config))
    lines = [
        f"{pair.key}: {former_digest(pair.text.clause.all_blocks())} {former_digest(pair.base.clause.all_blocks())}"
        for pair in approvals.pairs(pages)
        if pair.text.clause and pair.base.clause
    ]
    site.write(FILE, "# A comment.\n\n" + "\n\n".join(sorted(lines)) + "\n\n# Another.\n")


def keys(site: SmallSite) -> list[str]:
    """The pairs with an approval, and the comments."""
    return [line.partition(":")[0] for line in site.read(FILE).split("\n") if line]


def test_the_approvals_of_unchanged_texts_are_carried_over(former: SmallSite) -> None:
    assert former.printed("lint", code=1).count("error[") == 1
    former.replace(ORIGINAL, "We answer", "We\nanswer")
    assert former.run("approve", "--carry-over") == ("3 approvals were carried over.\n", "")
    assert keys(former) == ["# A comment.", *sorted((PAIR, *OTHERS)), "# Another."]
    assert former.policy("lint") == former.policy("status") == 0
    before = former.read(FILE)
    assert former.policy("approve", "--carry-over") == 0
    assert former.read(FILE) == before


@pytest.mark.parametrize(
    ("path", "old", "new", "state"),
    [
        # The former digests do not show this change.
        (ORIGINAL, "data-requests", "data—requests", "stale"),
        (ORIGINAL, "data-requests", "requests", "stale"),
        (TRANSLATION, "обращения", "`обращения`", "unreviewed"),
    ],
)
def test_texts_that_have_changed_since_must_be_read_again(
    former: SmallSite, path: str, old: str, new: str, state: str
) -> None:
    former.replace(path, old, new)
    assert f"changed since it was approved: {PAIR}\n" in former.printed("approve", "--carry-over", code=1)
    output = former.printed("lint", code=1)
    assert (output.count("error["), output.count(f"error[translation-{state}]")) == (1, 1)


def refused(site: SmallSite) -> None:
    """Assert that only the changed clause is not carried over."""
    assert f"not carried over: {PAIR}; " in site.printed("approve", "--carry-over", code=1)
    assert keys(site) == ["# A comment.", *sorted(OTHERS), "# Another."]
    assert site.policy("approve", PAIR.split(" ")[0]) == 0
    assert site.policy("lint") == 0


def test_an_approval_that_fits_no_text_of_the_history_is_not_carried_over(former: SmallSite) -> None:
    digests = former.read(FILE).partition(f"{PAIR}: ")[2].partition("\n")[0]
    former.replace(FILE, digests, f"{'0' * 32} {'1' * 32}")
    commit(former.folder, DAY)
    refused(former)


def test_an_approval_that_fits_two_texts_of_the_history_is_not_carried_over(former: SmallSite) -> None:
    text = former.read(FILE)
    former.write(FILE, text.replace(f"{PAIR}: ", f"# {PAIR}: "))
    commit(former.folder, DAY)
    former.write(FILE, text)
    former.replace(ORIGINAL, "data-requests", "data—requests")
    commit(former.folder, DAY)
    refused(former)


def test_a_line_that_was_moved_approves_the_text_of_the_commit_that_added_it(former: SmallSite) -> None:
    comment, *lines = former.read(FILE).strip().split("\n\n")
    former.write(FILE, "\n\n".join([comment, *lines[::-1]]) + "\n")
    former.replace(ORIGINAL, "data-requests", "data—requests")
    commit(former.folder, DAY)
    assert f"changed since it was approved: {PAIR}\n" in former.printed("approve", "--carry-over", code=1)


def test_a_line_that_was_merged_approves_the_text_of_its_own_branch(former: SmallSite) -> None:
    former.git("checkout", "-q", "-b", "other")
    former.replace(TRANSLATION, "обращения", "вопросы")
    approve_formerly(former)
    commit(former.folder, DAY)
    former.git("checkout", "-q", "-")
    former.replace(ORIGINAL, "data-requests", "data—requests")
    commit(former.folder, DAY)
    former.git("merge", "-q", "--no-ff", "-m", "Merge", "other")
    refused(former)


def stop(site: Project) -> str:
    """Return the reason why nothing is carried over."""
    before = site.read(FILE)
    output, errors = site.run("approve", "--carry-over", code=2)
    assert site.read(FILE) == before
    assert (output, errors.count("\n")) == ("", 1)
    return errors


def test_without_the_history_nothing_is_carried_over(small: SmallSite) -> None:
    approve_formerly(small)
    assert "not a git repository" in stop(small)
    commit(small.folder, DAY)
    small.append(FILE, f"\n{PAIR}: {'0' * 32} {'1' * 32}\n")
    assert "commit the file" in stop(small)


def test_a_shallow_history_proves_nothing(former: SmallSite, tmp_path_factory: pytest.TempPathFactory) -> None:
    former.replace(ORIGINAL, "data-requests", "data—requests")
    commit(former.folder, DAY)
    shallow = tmp_path_factory.mktemp("shallow")
    former.git("clone", "-q", "--depth", "1", former.folder.as_uri(), str(shallow))
    assert "git fetch --unshallow" in stop(Project(shallow))


def test_nothing_else_is_approved_before_they_are_carried_over(former: SmallSite) -> None:
    before = former.read(FILE)
    for command in (("approve", "--all"), ("status",)):
        assert "policy approve --carry-over" in former.errors(*command)
    assert former.read(FILE) == before
