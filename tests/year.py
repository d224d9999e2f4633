"""A site with a policy, questions and a history, whose clock stands still; and the statements of its builds."""

from __future__ import annotations

import datetime
import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import etree
from policysite import corpus
from policysite.config import loader
from selectolax.lexbor import LexborHTMLParser

from tests.project import Site, text_of
from tests.small_site import SmallSite
from tests.word_documents import expected, opened, read

_ATOM = "{http://www.w3.org/2005/Atom}"
# The folder of each language on the site.
FOLDERS = {"en": "", "ru": "ru/"}
_BLOCKS = "h1, h2, h3, h4, p, li, summary"
_SIGNS = {"equal": "{}", "insert": "[+{}+]", "delete": "[-{}-]"}
_PAGES = {
    "docs/en/privacy.md": """\
---
title: Policy
description: How we treat requests.
version: "1.0"
effective_date: 2026-01-15
---

# Policy { #privacy }

We value your trust.

## Requests { #requests }

We keep every request for a year.

## Partners { #partners }

We pass requests on to our partner.

## Rights { #rights }

Write to us to see your data.
""",
    "docs/ru/privacy.md": """\
---
title: Политика
description: Как мы обращаемся с обращениями.
version: "1.0"
effective_date: 2026-01-15
---

# Политика { #privacy }

Мы ценим ваше доверие.

## Обращения { #requests }

Мы храним каждое обращение год.

## Партнёры { #partners }

Мы передаём обращения партнёру.

## Права { #rights }

Напишите нам, чтобы увидеть свои данные.
""",
    "docs/en/faq.md": """\
---
title: Questions
description: Answers to your questions.
---

# Questions { #faq }

## How long do you keep requests? { #how-long data-based-on="requests" }

For a year.
""",
    "docs/ru/faq.md": """\
---
title: Вопросы
description: Ответы на ваши вопросы.
---

# Вопросы { #faq }

## Сколько вы храните обращения? { #how-long data-based-on="requests" }

Год.
""",
    "docs/en/changes.md": """\
---
title: Changes
description: What changed in the policy.
---

# Changes { #changes }

## Version 1.0 { #privacy-1-0 }

The first one.
""",
    "docs/ru/changes.md": """\
---
title: Изменения
description: Что изменилось в политике.
---

# Изменения { #changes }

## Версия 1.0 { #privacy-1-0 }

Первая.
""",
}


class Year(SmallSite):
    """The site, with its clock."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        super().__init__(folder, versioned=False)
        self._patch = patch
        self._lasting: dict[str, Any] = {}
        patch.setenv("LC_ALL", "en_US.UTF-8")
        for path, text in _PAGES.items():
            self.write(path, text)
        self.replace("mkdocs.yml", "privacy.md]", "privacy.md, faq.md, changes.md]")
        self.replace("mkdocs.yml", "  - policy\n", "  - policy: {history: changes, questions: [faq]}\n")

    def today(self, day: str) -> None:
        """Make it noon of a day, for checks, releases and builds."""
        date = datetime.date.fromisoformat(day)
        noon = datetime.datetime.combine(date, datetime.time(12), datetime.UTC)
        self._patch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
        clock = SimpleNamespace(
            date=SimpleNamespace(today=lambda: date), datetime=SimpleNamespace(now=lambda _: noon), UTC=datetime.UTC
        )
        for module in ("review", "site"):
            self._patch.setattr(f"policysite.commands.{module}.datetime", clock)

    def edit(self, name: str, edits: Mapping[str, Mapping[str, str]]) -> None:
        """Replace texts of a page, by language."""
        for language, replaced in edits.items():
            for old, new in replaced.items():
                self.replace(f"docs/{language}/{name}.md", old, new)

    def findings(self) -> list[str]:
        """Return the findings of the check, each with its place."""
        return [_finding(each) for each in self.lint()]

    def correct(self, **reasons: str) -> None:
        """Approve all, and release a correction with a reason in each language."""
        self.run("approve", "--all")
        given = [argument for each in reasons.items() for argument in ("--reason", "=".join(each))]
        self.run("release", "privacy", "--correction", *given)

    def built(self) -> Shown:
        """Build the site; what was released before is as it was."""
        self.run("build")
        shown = Shown(Site(self.folder / "site"))
        lasting = shown.lasting()
        assert {name: lasting.get(name) for name in self._lasting} == self._lasting
        self._lasting = lasting
        return shown

    def diff(self) -> dict[str, dict[str, Any]]:
        """Return the changes since the last release, by clause; every format has the same."""
        printed = json.loads(self.printed("diff", "--format", "json"))
        clauses = [each for document in printed["documents"] for each in document["clauses"] if each["changed_in"]]
        edits = [edit for clause in clauses for edit in clause["edits"].values()]
        runs = [run for edit in edits for block in edit["blocks"] for run in block["runs"]]
        marked = [(run["op"][:3], run["text"]) for run in runs if run["op"] != "equal"]
        page = LexborHTMLParser(self.printed("diff", "--format", "html"))
        for word in page.css(".redline__word"):
            word.decompose()
        assert [(node.tag, node.text()) for node in page.css(".clause :is(ins, del)")] == marked
        lines = self.printed("diff", "--format", "markdown").splitlines()
        # (Lines of a list are about front matter, approvals and findings.)
        found = re.findall("<(ins|del)>(.*?)</", "\n".join(line for line in lines if not line.startswith("- ")))
        assert [(tag, html.unescape(text)) for tag, text in found] == marked
        assert self._word(printed["base"], is_changed=bool(printed["documents"]))
        return {each["id"]: _summary(each) for each in clauses}

    def _word(self, base: str, *, is_changed: bool) -> bool:
        """True if accepting all changes in Word gives the text as it is, and rejecting all the released one."""
        path = self.folder / "changes.docx"
        self.printed("diff", "--format", "docx", "-o", str(path))
        document = opened(path.read_bytes())
        pages, _ = corpus.read(loader.load(self.config))
        name, _, state = base.partition("@")
        new, old = (
            [expected(page.clauses) if is_changed else [] for page in texts.pages.values()]
            for texts in (pages.documents[name], pages.frozen[name, state])
        )
        return (read(document, accepted=True), read(document, accepted=False)) == (new, old)


class Shown:
    """The statements of a built site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def texts(self, path: str, within: str = "article") -> list[str]:
        """Return the texts of a page, a block each."""
        nodes = self._site.page(path).css_first(within).css(_BLOCKS)
        return [
            text_of(node).removesuffix("↓")
            for node in nodes
            if not [each for each in node.css(_BLOCKS) if each != node]
        ]

    def version(self, path: str) -> str:
        """Return the version that a page shows, and when it is in effect."""
        page = self._site.page(path)
        period, *others = map(text_of, page.css(".edition > li"))
        name = re.search(r"[0-9][0-9.-]*[0-9]", " ".join(map(text_of, page.css(".frozen > p"))) or others[0])
        return f"{name and name[0]}: {period}"

    def wordings(self, path: str) -> dict[str, str]:
        """Return since when each released clause of a page reads so, if people and programs read the same.

        People read it at the clauses only if it is not the same for all.
        """
        page = self._site.page(path)
        days = [node.attributes["datetime"] for node in page.css(".wording time")]
        names = [re.search(r"\(\w+ ([0-9.]+)\)", text_of(node)) for node in page.css(".wording")]
        shown = [f"{name[1]} {day}" for name, day in zip(names, days, strict=True) if name]
        clauses = json.loads(self._site.text(f"{path}policy.json"))["clauses"]
        since = {each["id"]: " ".join(each["since"].values()) for each in clauses if each["since"]}
        assert shown == (list(since.values()) if len({*since.values()}) > 1 else [])
        return since

    def in_force(self, path: str = "privacy/") -> dict[str, tuple[str, str | None]]:
        """Return for programs the days on which each text is in force."""
        versions = json.loads(self._site.text(f"{path}policy.json"))["versions"]
        return {each["url"].rpartition("privacy/")[2].strip("/"): tuple(each["in_force"].values()) for each in versions}

    def feed(self, folder: str = "") -> dict[str, tuple[str, list[str]]]:
        """Return the entries of a feed: their titles, days, and texts."""
        entries = etree.fromstring(self._site.text(f"{folder}feed.xml").encode()).iter(f"{_ATOM}entry")
        return {
            each.findtext(f"{_ATOM}title", ""): (
                each.findtext(f"{_ATOM}updated", "")[:10],
                [text_of(node) for node in LexborHTMLParser(each.findtext(f"{_ATOM}content", "")).css(_BLOCKS)],
            )
            for each in entries
        }

    def lasting(self) -> dict[str, Any]:
        """Return what stays as it is for ever: the text of each released state, and the entries of the feeds."""
        found: dict[str, Any] = {}
        for language, folder in FOLDERS.items():
            for path in self._site.folder.glob(f"{folder}privacy/*/policy.json"):
                data = json.loads(path.read_text(encoding="utf-8"))
                found[f"{language} {path.parent.name}"] = data["clauses"]
            found |= {f"feed {language} {title}": entry for title, entry in self.feed(folder).items()}
        return found


def _finding(finding: Mapping[str, Any]) -> str:
    return f"{finding['path']}:{finding['line']} {finding['rule']}"


def _summary(clause: Mapping[str, Any]) -> dict[str, Any]:
    """Return the edits of a clause, the approvals and answers that depend on it, and its findings."""
    edits = {
        language: [
            *(["moved"] if edit["moved"] else []),
            *("".join(_SIGNS[run["op"]].format(run["text"]) for run in block["runs"]) for block in edit["blocks"]),
        ]
        for language, edit in clause["edits"].items()
    }
    pairs = {each["text"]: each["state"] for each in (*clause["approvals"], *clause["dependents"])}
    return {"edits": edits, "pairs": pairs, "findings": [_finding(each) for each in clause["findings"]]}
