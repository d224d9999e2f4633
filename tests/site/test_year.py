"""A year of a policy, played through with a clock that stands still: at each step everything says what is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.project import Site
from tests.year import FOLDERS, Year

BASED = "en/faq#how-long"
CORRECTED = [
    "Corrected on May 5, 2026. A superfluous word.",
    "Corrected on June 6, 2026. The translation was wrong.",
]
# The version and the day since which each clause has its wording.
WORDINGS = {
    "privacy": "1.0 2026-01-15",
    "requests": "1.1 2026-04-01",
    "partners": "1.1 2026-04-01",
    "rights": "1.0 2026-01-15",
}


def test_a_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    year = Year(tmp_path, monkeypatch)
    release(year)
    edit(year)
    announce(year)
    take_effect(year)
    correct(year)
    correct_the_translation(year)
    rewrite(year)


def release(year: Year) -> None:
    """1.0 is released, and takes effect."""
    year.today("2026-01-12")
    year.run("approve", "--all")
    year.run("release", "privacy")
    year.today("2026-01-15")
    assert year.findings() == []
    assert year.diff() == {}
    shown = year.built()
    assert shown.texts("privacy/") == [
        *("Policy", "In effect from January 15, 2026", "Version 1.0", "All versions"),
        "Translation alongside: Russian",
        "We value your trust.",
        *("Requests", "We keep every request for a year."),
        *("Partners", "We pass requests on to our partner."),
        *("Rights", "Write to us to see your data."),
    ]
    assert shown.texts("faq/")[2:] == ["How long do you keep requests?", "For a year.", "Based on: Requests"]
    assert shown.texts("changes/")[2:] == [
        *("Version 1.0", "In effect from January 15, 2026", "The first one.", "Text of this version")
    ]
    assert shown.version("ru/privacy/1.0/") == "1.0: Действует с 15 января 2026 г."
    assert shown.feed() == {
        "Policy: version 1.0": ("2026-01-12", ["Version 1.0. In effect from January 15, 2026"]),
    }
    assert shown.in_force() == {"1.0": ("2026-01-15", None)}


def edit(year: Year) -> None:
    """Two clauses are edited in both languages; an answer is based on one of them."""
    year.today("2026-03-02")
    year.edit(
        "privacy",
        {
            "en": {"for a year": "for two years", "to our partner": "to nobody"},
            "ru": {
                "обращение год": "обращение два года",
                "передаём обращения партнёру": "никому не передаём обращения",
            },
        },
    )
    assert year.findings() == [
        "docs/en/faq.md:8 based-on-stale",
        "docs/en/privacy.md:14 version-text-changed",
        "docs/ru/privacy.md:12 translation-unreviewed",
        "docs/ru/privacy.md:16 translation-unreviewed",
    ]
    assert year.diff() == {
        "requests": {
            "edits": {
                "en": ["Requests", "We keep every request for [-a year-][+two years+]."],
                "ru": ["Обращения", "Мы храним каждое обращение [-год-][+два года+]."],
            },
            "pairs": {"ru/privacy#requests": "unreviewed", BASED: "stale"},
            "findings": [
                "docs/en/privacy.md:14 version-text-changed",
                "docs/ru/privacy.md:12 translation-unreviewed",
            ],
        },
        "partners": {
            "edits": {
                "en": ["Partners", "We pass requests on to [-our partner-][+nobody+]."],
                "ru": ["Партнёры", "Мы [+никому не +]передаём обращения[- партнёру-]."],
            },
            "pairs": {"ru/privacy#partners": "unreviewed"},
            "findings": ["docs/ru/privacy.md:16 translation-unreviewed"],
        },
    }
    shown = year.built()
    assert shown.wordings("privacy/") == {"privacy": "1.0 2026-01-15", "rights": "1.0 2026-01-15"}
    unchecked = "This text has not yet been checked against the policy as it is now: Requests"
    assert shown.texts("faq/")[3:] == ["How long do you keep requests?", unchecked, "For a year."]
    assert list(shown.feed()) == ["Policy: version 1.0"]


def announce(year: Year) -> None:
    """All is approved, and 1.1 is released, ahead of its day."""
    year.edit("faq", {"en": {"For a year.": "For two years."}, "ru": {"Год.": "Два года."}})
    year.edit("privacy", {language: {'"1.0"': '"1.1"', "2026-01-15": "2026-04-01"} for language in FOLDERS})
    year.edit(
        "changes",
        {
            "en": {"## Version 1.0": "## Version 1.1 { #privacy-1-1 }\n\nFor longer.\n\n## Version 1.0"},
            "ru": {"## Версия 1.0": "## Версия 1.1 { #privacy-1-1 }\n\nДольше.\n\n## Версия 1.0"},
        },
    )
    assert year.findings() == [
        "docs/en/faq.md:8 based-on-unreviewed",
        "docs/en/privacy.md:4 version-unreleased",
        "docs/ru/changes.md:8 translation-unreviewed",
        "docs/ru/faq.md:8 translation-unreviewed",
        "docs/ru/privacy.md:12 translation-unreviewed",
        "docs/ru/privacy.md:16 translation-unreviewed",
    ]
    year.run("approve", "--all")
    assert year.findings() == ["docs/en/privacy.md:4 version-unreleased"]
    year.run("release", "privacy")
    assert year.findings() == []
    assert year.diff() == {}
    shown = year.built()
    ahead = "Takes effect on April 1, 2026; until then version 1.0 applies"
    for path in ("privacy/", "privacy/1.1/", "privacy/1.1/changes/"):
        assert shown.version(path) == f"1.1: {ahead}"
    assert shown.version("ru/privacy/") == ("1.1: Вступает в силу 1 апреля 2026 г.; до этого дня действует версия 1.0")
    in_force = "In effect from January 15, 2026; version 1.1 applies from April 1, 2026"
    assert shown.version("privacy/1.0/") == f"1.0: {in_force}"
    assert shown.texts("privacy/1.0/", ".frozen") == ["Version 1.0", in_force, "What has changed since", "All versions"]
    assert shown.texts("faq/")[1:4] == ["Based on: “Policy”, version 1.1", ahead, "Translation alongside: Russian"]
    assert shown.texts("ru/faq/")[1:3] == [
        "Основано на: «Политика», версия 1.1",
        "Вступает в силу 1 апреля 2026 г.; до этого дня действует версия 1.0",
    ]
    assert shown.texts("ru/privacy/")[-3:] == [
        *("Права", "Напишите нам, чтобы увидеть свои данные."),
        "Действует в этой редакции с 15 января 2026 г. (версия 1.0)",
    ]
    assert "In this wording from April 1, 2026 (version 1.1)" in shown.texts("privacy/")
    for folder in FOLDERS.values():
        assert shown.wordings(f"{folder}privacy/") == WORDINGS
    redline = [
        *("Requests", "We keep every request for deleted: a year inserted: two years."),
        *("Partners", "We pass requests on to deleted: our partner inserted: nobody."),
    ]
    assert shown.texts("changes/")[2:] == [
        *("Version 1.1", ahead, "For longer.", "Changes from version 1.0 to 1.1", *redline),
        *("Text of this version", "What changed"),
        *("Version 1.0", in_force),
        *("The first one.", "Text of this version", "What has changed since"),
    ]
    assert shown.feed()["Policy: version 1.1"] == ("2026-03-02", [f"Version 1.1. {ahead}", *redline])
    assert shown.in_force() == {"1.0": ("2026-01-15", "2026-04-01"), "1.1": ("2026-04-01", None)}


def take_effect(year: Year) -> None:
    """On the day of 1.1 nothing is done, and a build says that it is in effect; what programs read stays."""
    before = Site(year.folder / "site").files()
    year.today("2026-04-01")
    assert year.findings() == []
    shown = year.built()
    for path in ("privacy/", "privacy/1.1/", "privacy/1.1/changes/"):
        assert shown.version(path) == "1.1: In effect from April 1, 2026"
    assert shown.version("ru/privacy/") == "1.1: Действует с 1 апреля 2026 г."
    assert shown.texts("privacy/1.0/", ".frozen")[:2] == [
        *("Version 1.0, archived copy", "In effect from January 15, 2026 to March 31, 2026")
    ]
    assert shown.texts("faq/")[1:3] == ["Translation alongside: Russian", "How long do you keep requests?"]
    assert "In effect in this wording since April 1, 2026 (version 1.1)" in shown.texts("privacy/")
    assert shown.texts("changes/")[3] == "In effect from April 1, 2026"
    after = Site(year.folder / "site").files()
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert [path for path in changed if path.endswith(("policy.json", "feed.xml"))] == []
    # The footer of every page names the version, too.
    assert {path for path in changed if path.endswith(".html")} == {path for path in after if path.endswith(".html")}


def correct(year: Year) -> None:
    """A misprint is corrected in both languages."""
    year.today("2026-05-05")
    year.edit("privacy", {"en": {"your trust": "trust"}, "ru": {"ваше доверие": "доверие"}})
    year.correct(en="A superfluous word.", ru="Лишнее слово.")
    assert year.findings() == []
    assert year.diff() == {}
    shown = year.built()
    assert shown.texts("privacy/")[1:10] == [
        *("In effect from April 1, 2026", "Version 1.1", "Previous version: 1.0"),
        *(
            "What changed",
            "All versions",
            "Translation alongside: Russian",
            CORRECTED[0],
            "Text before its corrections",
        ),
        "We value trust.",
    ]
    for folder in FOLDERS.values():
        assert shown.wordings(f"{folder}privacy/") == WORDINGS
    assert shown.texts("privacy/1.1/", ".frozen") == [
        *("Version 1.1, archived copy", "In effect from April 1, 2026", "Latest version", "Previous version: 1.0"),
        *("What changed", "All versions", "Corrected later, on May 5, 2026. A superfluous word."),
    ]
    assert shown.texts("privacy/1.1-1/", ".frozen")[:2] == ["Version 1.1", "In effect from April 1, 2026"]
    assert shown.version("privacy/1.1-1/changes/") == "1.1: In effect from April 1, 2026"
    redlines = [each for each in shown.texts("privacy/1.1/changes/") if "inserted" in each or "deleted" in each]
    assert redlines == [
        "We value deleted: your trust.",
        "We keep every request for deleted: a year inserted: two years.",
        "We pass requests on to deleted: our partner inserted: nobody.",
    ]
    redline = ["Policy", "We value deleted: your trust."]
    assert shown.feed()["Policy: version 1.1, correction 1"] == (
        "2026-05-05",
        ["Version 1.1. In effect from April 1, 2026", CORRECTED[0], *redline],
    )
    assert shown.in_force("ru/privacy/") == {
        "1.0": ("2026-01-15", "2026-04-01"),
        "1.1": ("2026-04-01", "2026-05-05"),
        "1.1-1": ("2026-05-05", None),
    }


def correct_the_translation(year: Year) -> None:
    """The translation of a clause is corrected."""
    year.today("2026-06-06")
    year.edit("privacy", {"ru": {"увидеть": "получить"}})
    findings = ["docs/ru/privacy.md:20 translation-unreviewed", "docs/ru/privacy.md:22 version-text-changed"]
    assert year.findings() == findings
    assert year.diff() == {
        "rights": {
            "edits": {
                "en": ["Rights", "Write to us to see your data."],
                "ru": ["Права", "Напишите нам, чтобы [-увидеть-][+получить+] свои данные."],
            },
            "pairs": {"ru/privacy#rights": "unreviewed"},
            "findings": findings,
        }
    }
    year.correct(en="The translation was wrong.", ru="Перевод был неверен.")
    assert year.findings() == []
    shown = year.built()
    assert shown.wordings("privacy/") == shown.wordings("ru/privacy/")
    assert shown.wordings("ru/privacy/")["rights"] == "1.0 2026-01-15"
    assert shown.texts("privacy/1.1-2/changes/")[4:] == [
        *(*CORRECTED, "Text before its corrections"),
        *("What changed", "The text in this language has not changed."),
    ]
    effect, reason = (
        "Версия 1.1. Действует с 1 апреля 2026 г.",
        "6 июня 2026 г. — техническая правка. Перевод был неверен.",
    )
    redline = ["Права", "Напишите нам, чтобы удалено: увидеть вставлено: получить свои данные."]
    assert shown.feed("ru/")["Политика: версия 1.1, техническая правка 2"] == ("2026-06-06", [effect, reason, *redline])


def rewrite(year: Year) -> None:
    """2.0 has a clause more and one less, and another at a new place; it is released, and takes effect."""
    year.today("2026-10-10")
    added = {"en": ("Children", "We treat them alike."), "ru": ("Дети", "К ним то же отношение.")}
    for language, (title, text) in added.items():
        path = f"docs/{language}/privacy.md"
        head, requests, _, rights = re.split("(?m)^(?=## )", year.read(path))
        year.write(path, f"{head}{rights}\n{requests}## {title} {{ #children }}\n\n{text}\n")
    year.edit("privacy", {language: {'"1.1"': '"2.0"', "2026-04-01": "2026-11-01"} for language in FOLDERS})
    assert year.findings() == [
        "docs/editorial/approvals.yml:18 approval-unknown",
        "docs/en/privacy.md:4 version-unreleased",
        "docs/en/privacy.md:4 version-without-history",
        "docs/ru/privacy.md:20 translation-unreviewed",
    ]
    moved, removed, new = (
        {"edits": {"en": english, "ru": russian}, "pairs": pairs, "findings": findings}
        for english, russian, pairs, findings in (
            (
                ["moved", "Rights", "Write to us to see your data."],
                ["moved", "Права", "Напишите нам, чтобы получить свои данные."],
                {"ru/privacy#rights": "approved"},
                [],
            ),
            (
                ["[-Partners-]", "[-We pass requests on to nobody.-]"],
                ["[-Партнёры-]", "[-Мы никому не передаём обращения.-]"],
                {},
                [],
            ),
            (
                ["[+Children+]", "[+We treat them alike.+]"],
                ["[+Дети+]", "[+К ним то же отношение.+]"],
                {"ru/privacy#children": "unreviewed"},
                ["docs/ru/privacy.md:20 translation-unreviewed"],
            ),
        )
    )
    assert year.diff() == {"rights": moved, "partners": removed, "children": new}
    year.edit(
        "changes",
        {
            "en": {"## Version 1.1": "## Version 2.0 { #privacy-2-0 }\n\nChildren.\n\n## Version 1.1"},
            "ru": {"## Версия 1.1": "## Версия 2.0 { #privacy-2-0 }\n\nДети.\n\n## Версия 1.1"},
        },
    )
    year.run("approve", "--all")
    year.run("release", "privacy")
    ahead = year.built().version("privacy/")
    assert ahead == "2.0: Takes effect on November 1, 2026; until then version 1.1 applies"
    year.today("2026-11-01")
    assert year.findings() == []
    assert year.diff() == {}
    shown = year.built()
    since = "In effect in this wording since"
    assert shown.texts("privacy/") == [
        *("Policy", "In effect from November 1, 2026", "Version 2.0", "Previous version: 1.1"),
        *("What changed", "All versions", "Translation alongside: Russian"),
        *("We value trust.", f"{since} January 15, 2026 (version 1.0)"),
        *("Rights", "Write to us to see your data.", f"{since} January 15, 2026 (version 1.0)"),
        *("Requests", "We keep every request for two years.", f"{since} April 1, 2026 (version 1.1)"),
        *("Children", "We treat them alike.", f"{since} November 1, 2026 (version 2.0)"),
    ]
    redline = [
        *("Clause moved", "Rights", "Write to us to see your data."),
        *("Clause removed", "deleted: Partners", "deleted: We pass requests on to nobody."),
        *("New clause", "inserted: Children", "inserted: We treat them alike."),
    ]
    assert shown.texts("changes/")[2:] == [
        *("Version 2.0", "In effect from November 1, 2026", "Children."),
        *("Changes from version 1.1 to 2.0", *redline),
        *("Text of this version", "What changed"),
        *("Version 1.1", "In effect from April 1, 2026 to October 31, 2026", "For longer.", *CORRECTED),
        *("Text before its corrections", "Changes from version 1.0 to 1.1"),
        *("Policy", "We value deleted: your trust."),
        *("Requests", "We keep every request for deleted: a year inserted: two years."),
        *("Partners", "We pass requests on to deleted: our partner inserted: nobody."),
        *("Text of this version", "What changed", "What has changed since"),
        *("Version 1.0", "In effect from January 15, 2026 to March 31, 2026"),
        *("The first one.", "Text of this version", "What has changed since"),
    ]
    ended = "In effect from April 1, 2026 to October 31, 2026"
    assert shown.version("privacy/1.1-1/changes/") == f"1.1: {ended}"
    assert shown.feed()["Policy: version 2.0"] == ("2026-10-10", [f"Version {ahead.replace(': ', '. ')}", *redline])
    assert shown.in_force() == {
        "1.0": ("2026-01-15", "2026-04-01"),
        "1.1": ("2026-04-01", "2026-05-05"),
        "1.1-1": ("2026-05-05", "2026-06-06"),
        "1.1-2": ("2026-06-06", "2026-11-01"),
        "2.0": ("2026-11-01", None),
    }
