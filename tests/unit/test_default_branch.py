"""A version on the default branch does not change; a draft may."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from policysite.lint.runner import check
from policysite.messages import messages_in
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import Example

from tests.example_site import TODAY, approve, settings, write
from tests.project import commit, git, put
from tests.released_site import RECORD, change, copied, errors, follow
from tests.releases import release_all

DRAFTS = {
    "another text": [("docs/ru/privacy.md", "90 дней", "60 дней"), ("docs/en/privacy.md", "90 days", "60 days")],
    "another text in one language": [("docs/en/privacy.md", "find out", "learn")],
    "another date": [(f"docs/{language}/privacy.md", f"{TODAY}", "2027-01-15") for language in ("ru", "en")],
    "a text that was copied already": [
        (f"docs/en/{name}.md", "find out", "learn") for name in ("privacy", "privacy/1.1")
    ],
}


@pytest.fixture(scope="module")
def drafted(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site in a repository, with a version that is recorded on a branch only."""
    root = shutil.copytree(released, tmp_path_factory.mktemp("drafted") / "site")
    commit(root, TODAY)
    git(root, "switch", "--quiet", "--create", "edit")
    change(root, "a period")
    follow(errors(root), root, is_typo=False)
    assert check(settings(root), TODAY, RULES).findings == ()
    return root


@pytest.fixture
def root(drafted: Path, tmp_path: Path) -> Path:
    """Return a copy of the site that a test may change."""
    return shutil.copytree(drafted, tmp_path / "site")


@pytest.mark.parametrize("name", DRAFTS)
def test_a_version_that_is_not_on_the_default_branch_may_change(root: Path, name: str) -> None:
    for path, old, new in DRAFTS[name]:
        put(root / path, (root / path).read_text(encoding="utf-8").replace(old, new))
    approve(settings(root))
    [finding] = errors(root)
    if finding.rule != "version-line-wrong":  # the copies and the text agree already
        assert "not on the default branch yet" in messages_in("en").fix(finding.rule, finding.params)
        assert finding.params.get("changed") != ""
    record = root / RECORD
    lines = record.read_text(encoding="utf-8").split("\n")
    [lines[int(finding.params.get("recorded_at", finding.line)) - 1]] = copied(finding)
    put(record, "\n".join(lines))
    for language in ("ru", "en"):
        shutil.copy(root / f"docs/{language}/privacy.md", root / f"docs/{language}/privacy/1.1.md")
    assert errors(root) == []


@pytest.mark.parametrize(
    "commands",
    [
        ["branch --force main"],
        ["update-ref refs/remotes/origin/HEAD HEAD"],
        # A pull request on GitHub whose base is another branch than `main`.
        ["checkout --detach --quiet", "commit-tree HEAD: -p HEAD -p main -m Merge", "reset --quiet {}"],
    ],
    ids=["main", "unclear", "pull request"],
)
def test_a_version_on_the_default_branch_may_not_change(root: Path, commands: list[str]) -> None:
    commit(root, TODAY)
    made = ""
    for command in commands:
        made = git(root, *command.replace("{}", made).split())
    change(root, "a word in one language")
    approve(settings(root))
    [finding] = errors(root)
    assert 'version: "1.2"' in copied(finding)


REWRITTEN = {
    "another day": lambda text: text.replace("released: 2026-11-22", "released: 2026-11-21", 1),
    "another digest": lambda text: re.sub("v2 [0-9a-f]{32}", f"v2 {'0' * 32}", text, count=1),
    "no line": lambda text: re.sub("- .*\n", "", text, count=1),
}


@pytest.mark.parametrize("name", REWRITTEN)
def test_the_line_of_a_version_on_the_default_branch_may_not_change(root: Path, name: str) -> None:
    record = root / "docs/editorial/versions.yml"
    before = record.read_text(encoding="utf-8")
    put(record, REWRITTEN[name](before))
    [finding] = errors(root)
    assert finding.rule == "version-rewritten"
    assert copied(finding) == [next(line for line in before.split("\n") if line.startswith("- "))]


def test_the_base_of_a_pull_request_is_known_whatever_its_name_is(root: Path) -> None:
    commit(root, TODAY)
    git(root, "branch", "--move", "main", "trunk")
    git(root, "checkout", "--detach", "--quiet")
    git(root, "reset", "--quiet", git(root, "commit-tree", "HEAD:", "-p", "trunk", "-p", "HEAD", "-m", "Merge"))
    record = root / RECORD
    put(record, REWRITTEN["another digest"](record.read_text(encoding="utf-8")))
    assert "version-rewritten" in rules_of(root)


def test_a_line_that_was_changed_on_the_default_branch_is_found_until_it_is_restored(root: Path) -> None:
    record = root / RECORD
    before = record.read_text(encoding="utf-8")
    for text in ("2026-11-21".join(before.rsplit("2026-11-22", 1)), before):  # a draft may change
        put(record, text)
        commit(root, TODAY)
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge", "edit")
    assert rules_of(root) == []
    put(record, REWRITTEN["another day"](before))
    commit(root, TODAY)
    assert rules_of(root) == ["version-rewritten-earlier"]
    exception = f"- rule: version-rewritten-earlier\n  where: {RECORD}\n  reason: nobody had read it\n"
    put(root / "docs/editorial/exceptions.yml", exception)
    assert rules_of(root) == []
    put(root / "docs/editorial/exceptions.yml", "")
    git(root, "switch", "--quiet", "--create", "restore")
    put(record, before)
    assert rules_of(root) == []
    put(record, REWRITTEN["no line"](before))
    assert "version-rewritten" in rules_of(root)


def test_no_version_comes_before_one_on_the_default_branch(root: Path) -> None:
    record = root / RECORD
    [first] = re.findall('- .*"1[.]0".*\n', record.read_text(encoding="utf-8"))

    def of_the_past(text: str) -> str:
        return text.replace('"1.0"', '"0.9"').replace("2026-11-2", "2020-11-2")

    put(record, record.read_text(encoding="utf-8").replace(first, of_the_past(first) + first))
    for copy in root.glob("docs/*/privacy/1.0.md"):
        put(copy.with_name("0.9.md"), of_the_past(copy.read_text(encoding="utf-8")))
    assert rules_of(root) == ["version-backwards"]
    commit(root, TODAY)
    git(root, "branch", "--force", "main")
    assert rules_of(root) == []  # a site may be brought here with all of its versions


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-23", []),  # somewhere it is tomorrow already
        ("2026-11-24", ["version-release-day-wrong"]),
        ("2026-10-22", ["version-date-backwards"]),
        ("2026-10-21", ["version-release-day-wrong"]),
    ],
)
def test_a_new_version_was_released_while_its_branch_was_open(root: Path, day: str, expected: list[str]) -> None:
    record = (root / RECORD).read_text(encoding="utf-8")
    put(root / RECORD, re.sub('("1.1", .*released: )[-0-9]*', rf"\g<1>{day}", record))
    assert sorted(rules_of(root)) == expected


def test_the_levels_of_headings_in_a_frozen_copy_may_not_change_in_all_languages(root: Path) -> None:
    for language in ("en", "ru"):
        for name in ("privacy/1.0", "privacy/1.1", "privacy"):
            page = root / f"docs/{language}/{name}.md"
            put(page, "\n### ".join(page.read_text(encoding="utf-8").rsplit("\n## ", 1)))
    found = [(each.rule, each.path) for each in errors(root)]
    assert found == [("frozen-copy-level-changed", f"docs/{language}/privacy/1.0.md") for language in ("en", "ru")]


def test_the_title_of_a_frozen_copy_may_change_until_it_is_on_the_default_branch_and_be_restored(root: Path) -> None:
    copies = [root / f"docs/en/privacy/{version}.md" for version in ("1.0", "1.1")]
    before = [copy.read_text(encoding="utf-8") for copy in copies]
    for copy, text in zip(copies, before, strict=True):
        put(copy, text.replace("title: ", "title: Our "))
    [finding] = errors(root)
    assert (finding.rule, finding.path) == ("frozen-copy-title-changed", "docs/en/privacy/1.0.md")
    assert copied(finding)[0].replace('"', "") in before[0]
    commit(root, TODAY)
    git(root, "branch", "--force", "main")
    assert rules_of(root) == []
    put(copies[0], before[0])
    assert rules_of(root) == []
    put(copies[0], before[0].replace("description: ", "description: Our "))
    assert rules_of(root) == ["frozen-copy-title-changed"] * 2


def test_the_level_of_a_heading_may_change_until_its_version_is_on_the_default_branch(root: Path) -> None:
    pages = [root / f"docs/{language}/privacy.md" for language in ("ru", "en")]

    def lower(page: Path) -> None:
        text = page.read_text(encoding="utf-8")
        assert "\n## " in text
        put(page, "\n### ".join(text.rsplit("\n## ", 1)))

    def copy() -> None:
        for page in pages:
            shutil.copy(page, page.parent / "privacy/1.1.md")

    for page in pages:
        lower(page)
    found = errors(root)
    assert [each.rule for each in found] == ["version-level-changed"] * 2
    assert {each.params["copies"].rpartition("/")[2] for each in found} == {"1.1.md"}
    copy()
    assert errors(root) == []
    commit(root, TODAY)
    git(root, "branch", "--force", "main")
    for page in pages:
        put(page, page.read_text(encoding="utf-8").replace("### ", "## "))
    assert [(each.rule, each.params["copies"]) for each in errors(root)] == [("version-level-changed", "")] * 2
    copy()  # which hides the change from the comparison with the copy
    assert [each.rule for each in errors(root)] == ["frozen-copy-level-changed"] * 2


def test_a_history_that_git_cannot_read_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rules_of(root) == []
    monkeypatch.setenv("PATH", "")
    assert rules_of(root) == ["git-history-incomplete"]


DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>{}</title><path d='M0 0h9v9z'/></svg>\n"
IMAGE = "assets/periods.svg"


@pytest.fixture(scope="module")
def illustrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site whose released policy shows an image that was drafted before."""
    root = tmp_path_factory.mktemp("illustrated")
    texts = {
        "ru": "Мы храним обращения 30 дней.\n\n![Сроки](../assets/periods.svg)",
        "en": "We keep requests for 30 days.\n\n![Periods](../assets/periods.svg)",
    }
    write(texts, Example(texts, files={f"docs/{IMAGE}": DRAWING.format("Draft")}), root)
    commit(root, TODAY)
    put(root / "docs" / IMAGE, DRAWING.format("30"))
    approve(settings(root))
    release_all(settings(root))
    commit(root, TODAY)
    git(root, "switch", "--quiet", "--create", "edit")
    assert rules_of(root) == []
    return root


def in_copies(old: str, new: str) -> Callable[[Path], None]:
    """Return an edit of the released copies."""

    def edit(docs: Path) -> None:
        for copy in docs.glob("*/privacy/1.0.md"):
            text = copy.read_text(encoding="utf-8")
            assert old in text
            put(copy, text.replace(old, new))

    return edit


def to_own_look(docs: Path) -> None:
    (docs / IMAGE).unlink()
    put(docs.parent / "overrides" / IMAGE, DRAWING.format("90"))


HIDDEN: dict[str, tuple[str, Callable[[Path], object]]] = {
    "nothing": ("", lambda _: None),
    "another image": ("frozen-copy-file-changed", lambda docs: put(docs / IMAGE, DRAWING.format("90"))),
    "an image from before the release": (
        "frozen-copy-file-changed",
        lambda docs: put(docs / IMAGE, DRAWING.format("Draft")),
    ),
    "an image of the own look in its place": ("frozen-copy-file-changed", to_own_look),
    "another title": ("frozen-copy-title-changed", in_copies("title: ", "title: Our ")),
    "another level": ("frozen-copy-level-changed", in_copies("## ", "### ")),
}


@pytest.mark.parametrize("folder", ["docs", "content"])
@pytest.mark.parametrize("name", HIDDEN)
def test_a_released_copy_may_not_change_even_if_the_pages_are_moved(
    illustrated: Path, tmp_path: Path, name: str, folder: str
) -> None:
    root = shutil.copytree(illustrated, tmp_path / "site")
    rule, edit = HIDDEN[name]
    edit(root / "docs")
    if folder != "docs":
        (root / "docs").rename(root / folder)
        put(root / "mkdocs.yml", f"docs_dir: {folder}\n{(root / 'mkdocs.yml').read_text(encoding='utf-8')}")
    assert {*rules_of(root)} == {rule} - {""}


def test_the_image_of_a_released_copy_can_be_restored(illustrated: Path, tmp_path: Path) -> None:
    root = shutil.copytree(illustrated, tmp_path / "site")
    for drawn in ("90", "60"):
        put(root / "docs" / IMAGE, DRAWING.format(drawn))
        commit(root, TODAY)
    git(root, "branch", "--force", "main")
    put(root / "docs" / IMAGE, DRAWING.format("30"))
    assert rules_of(root) == []


def rules_of(root: Path) -> list[str]:
    return [each.rule for each in check(settings(root), TODAY, RULES).findings]


@pytest.mark.parametrize(("branch", "expected"), [("edit", ["effective-date-past"]), ("main", [])])
def test_a_version_is_not_merged_after_its_day(root: Path, branch: str, expected: list[str]) -> None:
    commit(root, TODAY)
    git(root, "branch", "--force", branch) if branch == "main" else None
    found = check(settings(root), TODAY + datetime.timedelta(1), RULES).findings
    assert [each.rule for each in found] == expected
