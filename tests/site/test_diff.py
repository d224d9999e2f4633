"""`policy diff` compares the pages with a revision in git or with released versions, and runs nothing of old states."""

from __future__ import annotations

import datetime
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.example_site import approve, settings
from tests.project import Project, commit
from tests.releases import release_all
from tests.small_site import SmallSite
from tests.word_documents import opened, read

EN, RU = "docs/en/privacy.md", "docs/ru/privacy.md"
DAY = datetime.date(2026, 1, 1)

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def small(tmp_path: Path) -> SmallSite:
    """The smallest site with a released version."""
    return SmallSite(tmp_path / "project")


@pytest.fixture
def site(small: SmallSite) -> SmallSite:
    """The site in a git repository, on its default branch."""
    commit(small.folder, DAY)
    return small


def diff(site: Project, *arguments: str) -> dict[str, Any]:
    """Return what the command prints as JSON."""
    printed: dict[str, Any] = json.loads(site.printed("diff", *arguments, "--format", "json"))
    return printed


def refused(site: Project, *arguments: str) -> str:
    """Return the error of the command, which prints nothing else."""
    output, errors = site.run("diff", *arguments, code=2)
    assert output == ""
    return errors


def changed(printed: dict[str, Any]) -> dict[str, list[str]]:
    """Return the ids of the changed clauses by document."""
    return {
        document["name"]: [clause["id"] for clause in document["clauses"] if clause["changed_in"]]
        for document in printed["documents"]
    }


def test_a_branch_is_compared_with_where_it_began(site: SmallSite) -> None:
    site.git("switch", "--create", "edit")
    site.replace(EN, "for a year", "for two years")
    site.git("commit", "--all", "--message", "Edit")
    site.append("docs/ru/index.md", "\nИ хранит тайну.\n")
    printed = diff(site)
    assert printed["base"].startswith("main (")
    assert changed(printed) == {"index": ["index"], "privacy": ["requests"]}
    assert printed["rewritten"] == printed["changed_copies"] == []
    # The default branch goes on, and so does nothing here.
    site.git("stash")
    site.git("switch", "main")
    site.replace(RU, "каждое обращение", "обращения")
    site.git("commit", "--all", "--message", "Other")
    site.git("switch", "edit")
    assert changed(diff(site)) == {"privacy": ["requests"]}


def test_only_the_changed_pages_are_parsed_twice(site: SmallSite, parsed: list[str]) -> None:
    site.git("switch", "--create", "edit")
    site.append(EN, "One sentence more.\n")
    assert site.policy("diff", "--format", "json") == 0
    assert len(parsed) == len([*(site.folder / "docs").glob("*/**/*.md")]) + 1


def test_files_whose_changes_are_not_shown_are_named(site: SmallSite) -> None:
    site.replace(EN, "for a year", "for two years")
    site.append("docs/editorial/approvals.yml", "# A comment.\n")
    site.append("mkdocs.yml", "# A comment.\n")
    for number in range(100):
        site.write(f"overrides/assets/{number:03}.png", "")
    site.write("docs/assets/seal.png", "")
    site.write("notes.txt", "Not a part of the site, and not in git.\n")
    printed = diff(site, "HEAD")
    assert changed(printed) == {"privacy": ["requests"]}
    images = [f"overrides/assets/{each:03}.png" for each in range(100)]
    assert printed["other_files"] == ["mkdocs.yml", "docs/assets/seal.png", *images]
    assert "overrides/assets/097.png, 2 more files." in site.printed("diff", "HEAD", "--format", "html")
    site.replace(EN, "for two years", "for a year")
    assert site.policy("diff", "HEAD", "--output", str(site.folder / "changes.docx")) == 0
    paragraphs = [paragraph.text for paragraph in opened((site.folder / "changes.docx").read_bytes()).paragraphs]
    assert any(
        each.startswith("Also changed, and not shown here: mkdocs.yml, docs/assets/seal.png, overrides/")
        for each in paragraphs
    )


def test_changed_files_beside_the_site_are_named(site: SmallSite) -> None:
    (site.folder / "policy").mkdir()
    for name in ("docs", "overrides", "mkdocs.yml"):
        site.git("mv", name, "policy/")
    site.write("requirements.txt", "policysite\n")
    site.git("add", ".")
    site.git("commit", "--message", "Move the site")
    site.write("requirements.txt", "policysite @ https://elsewhere.example/\n")
    moved = SmallSite(site.folder / "policy")
    assert diff(moved, "HEAD")["other_files"] == ["../requirements.txt"]


def test_a_review_has_labels_that_the_reviewed_change_cannot_reword(site: SmallSite) -> None:
    site.append(EN, "\n## New clause { #new }\n\nText.\n")
    site.write("docs/editorial/labels/en.yml", "redline_clause_added: Unchanged clause\n")
    assert "Unchanged clause" not in site.printed("diff", "HEAD", "--format", "html")


def test_the_default_branch_is_compared_with_the_last_versions(site: SmallSite) -> None:
    site.replace(EN, "for a year", "for two years")
    site.append("docs/en/index.md", "\nMore.\n")
    printed = diff(site)
    assert printed["base"] == "privacy@1.0"
    assert changed(printed) == {"privacy": ["requests"]}
    assert diff(site, "privacy@1.0") == printed
    assert changed(diff(site, "HEAD")) == {"index": ["index"], "privacy": ["requests"]}


def test_a_title_in_another_language_than_the_page_is_marked_so(site: SmallSite) -> None:
    site.append(RU, "\n## Новое { #new }\n\nТекст.\n")
    page = LexborHTMLParser(site.printed("diff", "HEAD", "--format", "html"))
    for places in ("h2 bdi, h3 bdi", "nav a bdi"):
        titles = {node.text(): node.attributes["lang"] for node in page.css(places)}
        assert {"Policy": "en", "Новое": "ru"}.items() <= titles.items()


def test_a_version_that_is_not_committed_yet_is_no_base(site: SmallSite) -> None:
    for path, old, new in ((EN, "for a year", "for two years"), (RU, "обращение год", "обращение два года")):
        site.replace(path, old, new)
        site.replace(path, 'version: "1.0"', 'version: "1.1"')
        approve(settings(site.folder))
    release_all(settings(site.folder), DAY)
    assert diff(site)["base"] == "privacy@1.0"
    assert changed(diff(site)) == {"privacy": ["requests"]}
    commit(site.folder, DAY)
    assert (diff(site)["base"], changed(diff(site))) == ("privacy@1.1", {})


def test_a_release_can_be_compared_without_git(small: SmallSite) -> None:
    small.replace(EN, "for a year", "for two years")
    assert changed(diff(small)) == {"privacy": ["requests"]}
    assert "git cannot read the old text" in refused(small, "HEAD")
    assert "released: privacy@1.0" in refused(small, "privacy@0.9")


def test_on_github_the_markdown_is_also_in_the_summary_of_the_step(
    site: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("Before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    site.append(EN, "\nMore.\n")
    written = [tmp_path / f"redline.{each}" for each in ("html", "md")]
    assert site.policy("diff", "HEAD", "-o", str(written[0]), "-o", str(written[1])) == 0
    assert summary.read_text(encoding="utf-8") == f"Before\n{written[1].read_text(encoding='utf-8')}"


def test_what_was_released_and_is_not_as_it_was_comes_first(site: SmallSite, tmp_path: Path) -> None:
    site.git("switch", "--create", "edit")
    site.replace("docs/editorial/versions.yml", "released: 20", "released: 19")
    site.replace("docs/en/privacy/1.0.md", "for a year", "for ever")
    (site.folder / "docs/ru/privacy/1.0.md").unlink()
    outputs = [tmp_path / f"changes.{suffix}" for suffix in ("json", "md", "html", "docx")]
    assert site.policy("diff", *(part for path in outputs for part in ("-o", str(path)))) == 0
    data, markdown, html, word = (path.read_bytes() for path in outputs)
    copies = ["en/privacy/1.0", "ru/privacy/1.0"]
    printed = json.loads(data)
    assert (printed["rewritten"], printed["changed_copies"], printed["documents"]) == (["privacy/1.0"], copies, [])
    line = "the line of version 1.0 of “privacy”, which was released,"
    listed = [line, *(f"{name} is a released text, and it" for name in copies)]
    expected = [f"Attention: {each} is not as it was. Do not accept this unless you know why." for each in listed]
    texts = [node.text() for node in LexborHTMLParser(html).css("header > p")]
    assert texts[:4] == [*expected, "0 clauses have changed."]
    assert [paragraph.text for paragraph in opened(word).paragraphs[1:4]] == expected  # below the title
    assert markdown.count(b"Attention") == 3


def test_a_base_that_is_not_there_is_one_line(site: SmallSite) -> None:
    for name in ("nowhere", "--output=x", "HEAD:docs", "a\nb"):
        assert refused(site, "--", name).startswith("policy: git has no revision ")
    for path in site.folder.glob("docs/*/privacy/1.0.md"):
        path.unlink()
    site.write("docs/editorial/versions.yml", "")
    assert "no version is released" in refused(site)


def test_a_repository_that_git_refuses_to_read_is_not_taken_for_a_missing_one(small: SmallSite) -> None:
    (small.folder / ".git").mkdir()
    assert "git cannot read the old text" in refused(small)


def test_a_shallow_history_is_refused(site: SmallSite, tmp_path: Path) -> None:
    site.append(EN, "\nMore.\n")
    site.git("commit", "--all", "--message", "More")
    site.git("clone", "--quiet", "--depth", "1", f"file://{site.folder}", str(tmp_path / "shallow"))
    shallow = Project(tmp_path / "shallow")
    assert "git fetch --unshallow" in refused(shallow)
    assert "git fetch --unshallow" in refused(shallow, "HEAD~1")
    assert changed(diff(shallow, "HEAD")) == {}


def test_pages_that_cannot_be_read_are_not_shown_as_removed(site: SmallSite) -> None:
    (site.folder / EN).write_bytes(b"\xff")
    assert "until these pages can be read" in refused(site, "HEAD")


def test_a_hostile_old_revision_is_read_as_text_alone(
    site: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither its configuration nor its attributes have an effect, and nothing is written outside."""
    site.write(
        EN,
        site.read(EN)
        + "\n## Same { #same }\n\n<script>alert(1)</script> [a](javascript:alert) **x\n\n# Same { #same }\n",
    )
    site.write("mkdocs.yml", site.read("mkdocs.yml") + "hooks: [hook.py]\n")
    site.write("hook.py", f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    site.write(".gitattributes", "docs/** export-ignore filter=evil\n*.md export-subst\n")
    site.git("config", "filter.evil.smudge", f"touch {tmp_path / 'smudged'}")
    site.git("add", ".")
    (site.folder / "docs/ru/link.md").symlink_to("/etc/passwd")
    (site.folder / "docs/ru/bytes.md").write_bytes(b"\xff")
    (site.folder / "docs/ru/large.md").write_bytes(b"a" * 1_000_001)
    site.git("add", "docs/ru")
    # A tree with a name that no checkout would write.
    blob = site.git("hash-object", "-w", "--stdin", given="# Out\n")
    tree = site.git("write-tree")
    up = site.git("mktree", given=f"100644 blob {blob}\tescaped.md\n")
    up = site.git("mktree", given=f"040000 tree {up}\t..\n")
    docs = site.git("mktree", given=f"{site.git('ls-tree', f'{tree}:docs')}\n040000 tree {up}\t..\n")
    listing = site.git("ls-tree", tree).replace(site.git("rev-parse", f"{tree}:docs"), docs)
    hostile = site.git("commit-tree", "-m", "x", site.git("mktree", given=f"{listing}\n"))
    site.git("reset", "--hard", "--quiet", "main")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    printed = diff(site, hostile)
    assert printed["unread"] == ["ru/bytes", "ru/large", "ru/link"]
    assert changed(printed) == {"privacy": ["same", "same"]}
    assert site.policy("diff", hostile, "-o", str(tmp_path / "diff.html")) == 0
    html = (tmp_path / "diff.html").read_text(encoding="utf-8")
    assert not LexborHTMLParser(html).css("script, a[href^=javascript]")
    assert not {"ran", "smudged", "escaped.md"} & {path.name for path in tmp_path.rglob("*")}


def test_approvals_and_answers_stand_beside_the_clause(small: SmallSite, tmp_path: Path) -> None:
    for language, heading in (("en", "## How long? "), ("ru", "## Как долго? ")):
        small.append(f"docs/{language}/index.md", f'\n{heading}{{ #how-long data-based-on="requests" }}\n\nA *year*.\n')
    assert small.policy("approve", "--all") == 0
    small.replace(EN, "for a year", "for two years")
    printed = diff(small)
    (clause,) = (each for each in printed["documents"][0]["clauses"] if each["id"] == "requests")
    (approval,), (answer,) = clause["approvals"], clause["dependents"]
    assert approval["state"] == answer["state"] == "stale"
    assert answer["texts"]["ru"] == {"title": "Как долго?", "text": "A year."}
    assert "translation-stale" in {finding["rule"] for finding in clause["findings"]}
    output = tmp_path / "changes.html"
    assert small.printed("diff", "-o", str(output)) == f"Written: {output}\n"
    lines = [node.text() for node in LexborHTMLParser(output.read_text(encoding="utf-8")).css("li pre")]
    assert {approval["line"], answer["line"]} <= set(lines)
    # The lines approve when they are pasted.
    small.append("docs/editorial/approvals.yml", f"\n{approval['line']}\n\n{answer['line']}\n")
    (clause,) = (each for each in diff(small)["documents"][0]["clauses"] if each["id"] == "requests")
    assert [each["state"] for each in (*clause["approvals"], *clause["dependents"])] == ["approved", "approved"]


def test_word_gets_all_documents_with_their_changes(site: SmallSite, tmp_path: Path) -> None:
    # Below the lines of the next document, in which a clause is removed.
    for language in ("en", "ru"):
        site.append(f"docs/{language}/index.md", "\n" * 30 + "## Late { #late }\n\nText.\n")
    site.git("commit", "--all", "--message", "Late")
    site.replace(EN, "## Requests { #requests }\n\nWe keep every request for a year.\n", "")
    output = tmp_path / "changes.docx"
    site.append("docs/ru/index.md", "\nИ храним тайну.\n")
    site.replace(RU, "обращение год", "обращение два года")
    assert site.policy("diff", "HEAD", "--format", "docx", "-o", str(output)) == 0
    document = opened(output.read_bytes())
    new, old = ([[text for _, text in each] for each in read(document, accepted=each)] for each in (True, False))
    index = ["In brief", "We answer requests.", "Late", "Text."]
    assert new[0] == [*index, "Policy"]
    assert old[0] == [*index, "Policy", "Requests", "We keep every request for a year."]
    assert [text for text in new[1] if text not in old[1]] == [
        "И храним тайну.",
        "Мы храним каждое обращение два года.",
    ]
    assert any("Late (Коротко, Русский) ← Late (In brief, English)" in comment.text for comment in document.comments)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), 2), (("--format", "docx"), 2), (("--format", "html"), 0), (("--format", "markdown"), 0)],
)
def test_a_page_and_a_word_document_are_not_written_to_a_terminal_unasked(
    small: SmallSite,
    arguments: tuple[str, ...],
    code: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert small.policy("diff", *arguments) == code
    assert ("-o changes.html" in capsys.readouterr().err) == (code == 2)


def test_files_in_several_formats_are_made_at_once(small: SmallSite) -> None:
    small.replace(EN, "for a year", "for two years")
    files = [small.folder / f"changes.{suffix}" for suffix in ("HTML", "md", "json", "docx")]
    assert small.printed("diff", *(argument for file in files for argument in ("-o", str(file)))) == "".join(
        f"Written: {file}\n" for file in files
    )
    assert LexborHTMLParser(files[0].read_text(encoding="utf-8")).css_first("ins")
    assert files[1].read_text(encoding="utf-8").startswith("## Changes since ")
    assert changed(json.loads(files[2].read_bytes())) == {"privacy": ["requests"]}
    assert opened(files[3].read_bytes()).core_properties.title == "Changes since “Policy”, version 1.0"


def test_a_file_without_a_known_suffix_needs_a_format(small: SmallSite) -> None:
    output = small.folder / "changes.pdf"
    assert "choose one with --format" in refused(small, "-o", str(output))
    assert small.policy("diff", "--format", "markdown", "-o", str(output)) == 0
    assert output.read_text(encoding="utf-8").startswith("## ")


def test_a_file_that_cannot_be_written_is_an_error(small: SmallSite) -> None:
    assert os.fspath(small.folder) in refused(small, "-o", str(small.folder / "no/folder.html"))
