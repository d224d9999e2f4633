"""After a usual change of a policy, what the check advises, followed to the letter, is enough."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.example_site import TODAY
from tests.project import put
from tests.released_site import COPY, RECORD, USUAL, approve_with, copied, errors, follow, released_site, replaced


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released_site(tmp_path_factory.mktemp("released"))


@pytest.mark.parametrize(
    ("name", "is_typo"), [*((name, False) for name in USUAL), ("a word in one language", True), ("a link", True)]
)
def test_a_usual_change_needs_one_more_round(released: Path, tmp_path: Path, name: str, is_typo: bool) -> None:
    root = shutil.copytree(released, tmp_path / "site")
    for path, (old, new) in USUAL[name].items():
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        put(root / path, text.replace(old, new))
    found = errors(root)
    assert found
    follow(found, root, is_typo=is_typo)
    assert errors(root) == []


UNEQUAL = {
    "an item in one language": (
        replaced("privacy", ("30 дней.", "30 дней:\n\n- письма\n- звонки"), ("30 days.", "30 days:\n\n- letters")),
        ["docs/en/privacy.md items-differ"],
    ),
    "another number in one language": (
        {"docs/en/privacy.md": ("30 days", "90 days")},
        ["docs/en/privacy.md numbers-differ"],
    ),
    "a new question in one language": (
        {"docs/ru/faq.md": ("## Кто", "## Сколько вы храните обращения?\n\nГод.\n\n## Кто")},
        [
            f"docs/ru/faq.md {rule}"
            for rule in ("based-on-missing", "based-on-unreviewed", "clause-missing", "id-missing")
        ],
    ),
    "another number in one language in a new clause": (
        replaced("faq", ("## Кто", "## Где?\n\nВ 3 местах.\n\n## Кто"), ("## Who", "## Where?\n\nIn 4.\n\n## Who")),
        [
            "docs/en/faq.md based-on-missing",
            "docs/en/faq.md id-missing",
            "docs/en/faq.md numbers-differ",
            "docs/ru/faq.md based-on-missing",
            "docs/ru/faq.md id-missing",
        ],
    ),
    "a date in another form": (
        replaced("privacy", (f"effective_date: {TODAY}", "effective_date: 01.12.2026"), (f"{TODAY}", "01.12.2026")),
        ["docs/en/privacy.md front-matter-value-invalid", "docs/ru/privacy.md front-matter-value-invalid"],
    ),
    "a clause in one language": (
        {"docs/en/privacy.md": ("## Protection { #security }\n\nAccess is restricted.\n\n", "")},
        ["docs/ru/privacy.md clause-missing"],
    ),
}


@pytest.mark.parametrize("name", UNEQUAL)
def test_a_text_that_must_change_is_neither_approved_nor_released(released: Path, tmp_path: Path, name: str) -> None:
    root = shutil.copytree(released, tmp_path / "site")
    changes, expected = UNEQUAL[name]
    for path, (old, new) in changes.items():
        put(root / path, (root / path).read_text(encoding="utf-8").replace(old, new))
    assert [f"{each.path} {each.rule}" for each in errors(root)] == expected


ANSWER = "Only our employees, for 30 days"


@pytest.mark.parametrize(
    ("policy", "more", "advised"),
    [
        ("for 90 days", ", not 130 days", ["Only our employees, for 90 days, not 130 days."]),
        ("for 90 days or a call for 3 days", "", []),
        ("for 90 days, letters for 30 days", "", []),
        ("for 30 months", "", []),
    ],
)
def test_an_answer_gets_the_period_of_its_policy_only_if_that_is_clear(
    released: Path, tmp_path: Path, policy: str, more: str, advised: list[str]
) -> None:
    root = shutil.copytree(released, tmp_path / "site")
    for path, old, new in (
        ("docs/en/privacy.md", "for 30 days", policy),
        ("docs/ru/privacy.md", "30 дней", "31 дня"),
        ("docs/en/faq.md", ANSWER, ANSWER + more),
    ):
        put(root / path, (root / path).read_text(encoding="utf-8").replace(old, new))
    found = [each.params["example"] for each in errors(root) if each.rule == "period-outdated" and "/en/" in each.path]
    assert found == advised


def test_with_more_advice_than_anyone_follows_in_one_round_the_text_as_it_is_can_be_approved(
    released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysite.lint.advice.MAX_LINES", 0)
    root = shutil.copytree(released, tmp_path / "site")
    for path, (old, new) in USUAL["a text from Word"].items():
        put(root / path, (root / path).read_text(encoding="utf-8").replace(old, new))
    found = errors(root)
    assert any(finding.rule.startswith("translation-") for finding in found)
    for finding in found:
        approve_with(copied(finding), root)
    assert not any(finding.rule.startswith("translation-") for finding in errors(root))


ORDERS = {
    "the entry before the copy": (lambda root: (root / COPY).unlink(), [f"{RECORD} frozen-copy-missing"]),
    "the copy before the version": (
        lambda root: shutil.copy(root / "docs/en/privacy/1.0.md", root / COPY),
        [f"{COPY} frozen-copy-version-differs"],
    ),
    "the copies before the entry": (
        lambda root: put(root / RECORD, "".join((root / RECORD).read_text(encoding="utf-8").splitlines(True)[:-1])),
        ["docs/ru/privacy.md version-unreleased"],
    ),
    "the history last": (
        lambda root: [
            put(path, re.sub(r"## \S+ 1\.1 .*\n\n.*\n\n", "", path.read_text(encoding="utf-8")))
            for path in (root / "docs").glob("*/changes.md")
        ],
        ["docs/ru/privacy.md version-without-history"],
    ),
}


@pytest.mark.parametrize("name", ORDERS)
def test_a_release_in_another_order_is_led_to_its_end(released: Path, tmp_path: Path, name: str) -> None:
    root = shutil.copytree(released, tmp_path / "site")
    for path, (old, new) in USUAL["a period"].items():
        put(root / path, (root / path).read_text(encoding="utf-8").replace(old, new))
    follow(errors(root), root, is_typo=False)
    undo, expected = ORDERS[name]
    undo(root)
    assert [f"{each.path} {each.rule}" for each in errors(root)] == expected


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
    git(root, "branch", "--move", "main")
    git(root, "switch", "--quiet", "--create", "edit")
    change(root, "a period")
    follow(errors(root), root, is_typo=False)
    assert check(settings(root), TODAY, RULES).findings == ()
    return root


@pytest.mark.parametrize("name", DRAFTS)
def test_a_version_that_is_not_on_the_default_branch_may_change(drafted: Path, tmp_path: Path, name: str) -> None:
    root = shutil.copytree(drafted, tmp_path / "site")
    for path, old, new in DRAFTS[name]:
        put(root / path, (root / path).read_text(encoding="utf-8").replace(old, new))
    approve(settings(root))
    [finding] = errors(root)
    assert "not on the default branch yet" in messages_in("en").fix(finding.rule, finding.params)
    assert finding.params.get("changed") != ""
    record = root / RECORD
    lines = record.read_text(encoding="utf-8").split("\n")
    [lines[int(finding.params["recorded_at"]) - 1]] = copied(finding)
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
def test_a_version_on_the_default_branch_may_not_change(drafted: Path, tmp_path: Path, commands: list[str]) -> None:
    root = shutil.copytree(drafted, tmp_path / "site")
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
def test_the_line_of_a_version_on_the_default_branch_may_not_change(drafted: Path, tmp_path: Path, name: str) -> None:
    root = shutil.copytree(drafted, tmp_path / "site")
    record = root / "docs/editorial/versions.yml"
    before = record.read_text(encoding="utf-8")
    put(record, REWRITTEN[name](before))
    [finding] = errors(root)
    assert finding.rule == "version-rewritten"
    assert copied(finding) == [next(line for line in before.split("\n") if line.startswith("- "))]


def test_the_base_of_a_pull_request_is_known_whatever_its_name_is(drafted: Path, tmp_path: Path) -> None:
    root = shutil.copytree(drafted, tmp_path / "site")
    commit(root, TODAY)
    git(root, "branch", "--move", "main", "trunk")
    git(root, "checkout", "--detach", "--quiet")
    git(root, "reset", "--quiet", git(root, "commit-tree", "HEAD:", "-p", "trunk", "-p", "HEAD", "-m", "Merge"))
    record = root / RECORD
    put(record, REWRITTEN["another digest"](record.read_text(encoding="utf-8")))
    assert "version-rewritten" in rules_of(root)


def test_a_line_that_was_changed_on_the_default_branch_is_found_until_it_is_restored(
    drafted: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(drafted, tmp_path / "site")
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


def test_no_version_comes_before_one_on_the_default_branch(drafted: Path, tmp_path: Path) -> None:
    root = shutil.copytree(drafted, tmp_path / "site")
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
        ("2026-10-21", ["version-date-backwards", "version-release-day-wrong"]),
    ],
)
def test_a_new_version_was_released_while_its_branch_was_open(
    drafted: Path, tmp_path: Path, day: str, expected: list[str]
) -> None:
    root = shutil.copytree(drafted, tmp_path / "site")
    record = (root / RECORD).read_text(encoding="utf-8")
    put(root / RECORD, re.sub('("1.1", .*released: )[-0-9]*', rf"\g<1>{day}", record))
    assert sorted(rules_of(root)) == expected


def test_the_levels_of_headings_in_a_frozen_copy_may_not_change_in_all_languages(drafted: Path, tmp_path: Path) -> None:
    root = shutil.copytree(drafted, tmp_path / "site")
    for language in ("en", "ru"):
        for version in ("1.0", "1.1"):
            copy = root / f"docs/{language}/privacy/{version}.md"
            put(copy, copy.read_text(encoding="utf-8").replace("\n## ", "\n### ", 1))
    found = [(each.rule, each.path) for each in errors(root)]
    assert found == [("frozen-copy-level-changed", f"docs/{language}/privacy/1.0.md") for language in ("en", "ru")]


def test_the_title_of_a_frozen_copy_may_change_until_it_is_on_the_default_branch_and_be_restored(
    drafted: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(drafted, tmp_path / "site")
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


def rules_of(root: Path) -> list[str]:
    return [each.rule for each in check(settings(root), TODAY, RULES).findings]


@pytest.mark.parametrize(("branch", "expected"), [("edit", ["effective-date-past"]), ("main", [])])
def test_a_version_is_not_merged_after_its_day(drafted: Path, tmp_path: Path, branch: str, expected: list[str]) -> None:
    root = shutil.copytree(drafted, tmp_path / "site")
    commit(root, TODAY)
    git(root, "branch", "--force", branch) if branch == "main" else None
    found = check(settings(root), TODAY + datetime.timedelta(1), RULES).findings
    assert [each.rule for each in found] == expected


def test_the_text_of_a_copy_that_was_changed_is_where_it_can_be_restored_from(released: Path, tmp_path: Path) -> None:
    root = shutil.copytree(released, tmp_path / "site")
    copy = root / "docs/en/privacy/1.0.md"
    put(copy, copy.read_text(encoding="utf-8").replace("30 days", "90 days"))
    [finding] = errors(root)
    assert (finding.rule, finding.params["source"]) == ("frozen-copy-changed", "docs/en/privacy.md")


def test_a_page_that_was_copied_before_it_was_corrected_is_to_be_copied_again(released: Path, tmp_path: Path) -> None:
    root = shutil.copytree(released, tmp_path / "site")
    change(root, "bullets between numbers, from Word")
    follow(errors(root), root, is_typo=False)
    for path in (f"docs/{language}/{name}.md" for language in ("ru", "en") for name in ("privacy", "privacy/1.1")):
        put(root / path, (root / path).read_text(encoding="utf-8").replace("\n\n1.2.", "\n1.2."))
    assert {each.rule: each.params.get("source") for each in errors(root)} == {
        "frozen-copy-changed": "docs/ru/privacy.md",
        "list-not-separated": None,
    }


def test_a_text_is_compared_with_the_copy_only_if_that_is_the_released_one(released: Path, tmp_path: Path) -> None:
    root = shutil.copytree(released, tmp_path / "site")
    for path in ("docs/en/privacy.md", "docs/en/privacy/1.0.md"):
        put(root / path, (root / path).read_text(encoding="utf-8").replace("find out", "learn"))
    approve(settings(root))
    assert [each.rule for each in errors(root)] == ["frozen-copy-changed"]


def test_the_entry_of_the_history_is_asked_for_only_where_it_is_missing(released: Path, tmp_path: Path) -> None:
    root = shutil.copytree(released, tmp_path / "site")
    change(root, "a period")
    follow(errors(root), root, is_typo=False)
    history = root / "docs/ru/changes.md"
    put(history, re.sub(r"## \S+ 1\.1 .*\n\n.*\n\n", "", history.read_text(encoding="utf-8")))
    [finding] = [each for each in errors(root) if each.rule == "version-without-history"]
    assert finding.params["history_pages"] == "docs/ru/changes.md"
    assert [line.split()[1] for line in copied(finding) if line.startswith("## ")] == ["Версия"]


def test_the_entry_of_a_version_with_the_same_text_is_asked_for_in_every_language(
    released: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(released, tmp_path / "site")
    for language in ("ru", "en"):
        page = root / f"docs/{language}/privacy.md"
        put(page, page.read_text(encoding="utf-8").replace('"1.0"', '"1.1"'))
    [finding] = [each for each in errors(root) if each.rule == "version-without-history"]
    assert finding.params["page"] == "docs/ru/changes.md, docs/en/changes.md"


MOTTO = "\n**Nota bene**\n\n2026.\n"
SUPPRESSED = "\n<!-- policy allow bold-as-heading: it is a motto -->\n"


@pytest.mark.parametrize(
    ("comment", "rules"),
    [(SUPPRESSED, ""), ("", "    rules: {bold-as-heading: warning}  # mottoes\n")],
    ids=["suppressed", "warning"],
)
def test_advice_that_need_not_be_followed_changes_no_approval(
    released: Path, tmp_path: Path, comment: str, rules: str
) -> None:
    root = shutil.copytree(released, tmp_path / "site")
    for language in ("ru", "en"):
        page = root / f"docs/{language}/faq.md"
        put(page, f"{page.read_text(encoding='utf-8')}{MOTTO}{comment}")
    config = root / "mkdocs.yml"
    put(config, config.read_text(encoding="utf-8").replace("policy:\n", f"policy:\n{rules}"))
    approve(settings(root))
    assert errors(root) == []


def change(root: Path, name: str) -> None:
    for path, (old, new) in USUAL[name].items():
        put(root / path, (root / path).read_text(encoding="utf-8").replace(old, new))


def git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@a.example", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def errors(root: Path) -> list[Finding]:
    return [each for each in check(settings(root), TODAY, RULES).findings if each.severity is Severity.ERROR]


def follow(found: Iterable[Finding], root: Path, *, is_typo: bool) -> None:
    """Do what findings say: write the advised lines, delete and add approvals, then release."""
    lines: dict[str, dict[int, str | None]] = {}
    for finding in found:
        lines.setdefault(finding.path, {}).update(finding.advised)
        if finding.advised and "example" in finding.params:
            lines[finding.path][next(iter(finding.advised))] = copied(finding)[-1]
        if finding.rule == "approval-unknown":
            lines[finding.path][finding.line] = None
    for path, advised in lines.items():
        written = (root / path).read_text(encoding="utf-8").split("\n")
        kept = (advised.get(number, line) for number, line in enumerate(written, start=1))
        put(root / path, "\n".join(line for line in kept if line is not None))
    for finding in found:
        if not (is_typo and finding.rule == "version-text-changed"):
            approve_with(copied(finding), root)
    for finding in found:
        if finding.rule == "version-text-changed":
            release(copied(finding), root, is_typo=is_typo)


def copied(finding: Finding) -> list[str]:
    return [line for line, is_copied in messages_in("en").fix_lines(finding.rule, finding.params) if is_copied]


def approve_with(lines: Iterable[str], root: Path) -> None:
    """Put approvals in the place of those of the same pair."""
    file = root / "docs/editorial/approvals.yml"
    for line in filter(entry, lines):
        others = [
            each for each in file.read_text(encoding="utf-8").split("\n") if each.split(":")[0] != line.split(":")[0]
        ]
        put(file, "\n".join([*others, line, ""]))


def release(lines: list[str], root: Path, *, is_typo: bool) -> None:
    correction, new = (line for line in lines if line.startswith("- {document: "))
    front_matter = next(number for number, line in enumerate(lines) if line.startswith("version: "))
    headings = [number for number, line in enumerate(lines) if line.startswith("## ")]
    for language, start in zip(("ru", "en"), headings, strict=True):
        page = root / f"docs/{language}/privacy.md"
        if not is_typo:
            text = re.sub(
                "^version: .*\neffective_date: .*$",
                "\n".join(lines[front_matter:][:2]),
                page.read_text(encoding="utf-8"),
                flags=re.M,
            )
            put(page, text)
            history = root / f"docs/{language}/changes.md"
            added = "\n".join(lines[start : start + 3])
            put(history, history.read_text(encoding="utf-8").replace("## ", f"{added}\n\n## ", 1))
        shutil.copy(page, page.parent / "privacy" / ("1.0-1.md" if is_typo else "1.1.md"))
    record = root / "docs/editorial/versions.yml"
    put(record, f"{record.read_text(encoding='utf-8')}{correction if is_typo else new}\n")
