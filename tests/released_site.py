"""A site with a policy, questions and a history, and people who do what the check advises."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from policysite.approvals import approval_in
from policysite.findings import Finding, Severity
from policysite.lint.runner import check
from policysite.messages import messages_in
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import Example

from tests.example_site import TODAY, approve, read, settings, write
from tests.project import put
from tests.releases import release_all

POLICY = {
    "ru": "Мы храним обращения 30 дней.\n\n## Защита { #security }\n\nДоступ ограничен.\n\n"
    "## Права { #rights }\n\nВы можете узнать, что мы храним, на [нашем сайте](https://site.example/).",
    "en": "We keep requests for 30 days.\n\n## Protection { #security }\n\nAccess is restricted.\n\n"
    "## Rights { #rights }\n\nYou can find out what we keep on [our site](https://site.example/).",
}
FAQ = {
    "ru": "# Вопросы { #faq }\n\n"
    '## Кто видит обращения? { #who data-based-on="clause security" }\n\nТолько сотрудники, 30 дней.\n',
    "en": "# Questions { #faq }\n\n"
    '## Who sees requests? { #who data-based-on="clause security" }\n\nOnly our employees, for 30 days.\n',
}
CHANGES = {
    "ru": "# История { #changes }\n\n## Версия 1.0 { #privacy-1-0 }\n\nПервая версия.\n",
    "en": "# History { #changes }\n\n## Version 1.0 { #privacy-1-0 }\n\nThe first version.\n",
}
TITLES = {"ru": "Страница", "en": "Page"}

# The rules that ask for approvals.
APPROVING = {"translation-stale", "translation-unreviewed", "based-on-stale", "based-on-unreviewed"}
# The rules that ask for approvals and for a release where a text is new.
APPROVED_AGAIN = {"based-on-stale", "translation-unreviewed", "based-on-unreviewed", "version-text-changed"}


def released_site(root: Path) -> Path:
    """Write a site with a policy, questions and a history, approved and released, and return its folder."""
    pages = {
        f"docs/{language}/{name}.md": f"---\ntitle: {TITLES[language]}\ndescription: {TITLES[language]}.\n---\n\n{text}"
        for name, texts in (("faq", FAQ), ("changes", CHANGES))
        for language, text in texts.items()
    }
    example = Example(
        POLICY,
        files=pages,
        settings={"questions": ["faq"], "history": "changes"},
        extensions=["admonition", "def_list", "footnotes"],
    )
    write(POLICY, example, root)
    approve(settings(root))
    release_all(settings(root))
    assert check(settings(root), TODAY, RULES).findings == ()
    return root


def replaced(page: str, ru: tuple[str, str], en: tuple[str, str]) -> dict[str, tuple[str, str]]:
    return {f"docs/ru/{page}.md": ru, f"docs/en/{page}.md": en}


REMOVED = {
    "ru": "## Защита { #security }\n\nДоступ ограничен.\n\n",
    "en": "## Protection { #security }\n\nAccess is restricted.\n\n",
}
USUAL = {
    "a sentence": replaced(
        "privacy", ("ограничен.", "ограничен. Мы это проверяем."), ("restricted.", "restricted. We check this.")
    ),
    "a period": replaced("privacy", ("30 дней", "90 дней"), ("30 days", "90 days")),
    "a period with a letter for a digit": replaced("privacy", ("30 дней", "9О дней"), ("30 days", "90 days")),
    "an item": replaced(
        "privacy",
        ("30 дней.", "30 дней:\n\n- письма\n- звонки"),
        ("30 days.", "30 days:\n\n- letters\n- calls"),
    ),
    "a clause removed": replaced(
        "privacy",
        (REMOVED["ru"], ""),
        (REMOVED["en"], ""),
    ),
    "a clause removed that is linked": {
        "docs/ru/privacy.md": (REMOVED["ru"], ""),
        "docs/en/privacy.md": (REMOVED["en"], ""),
        "docs/ru/faq.md": ("Только", "- [Права](privacy.md#rights)\n- [Защита](privacy.md#security)\n\nТолько"),
        "docs/en/faq.md": ("Only", "- [Rights](privacy.md#rights)\n- [Protection](privacy.md#security)\n\nOnly"),
    },
    "a clause added": replaced(
        "privacy",
        ("## Права", "## Файлы cookie\n\nФайлы мы удаляем.\n\n## DPO\n\nВот он.\n\n## Права"),
        ("## Rights", "## Cookies\n\nWe delete files.\n\n## Who helps you\n\nHe does.\n\n## Rights"),
    ),
    "a question added": replaced(
        "faq",
        ("## Кто", "## Сколько вы храните обращения?\n\nТридцать дней: 30.\n\n## Кто"),
        ("## Who", "## How long do you keep requests?\n\nThirty days: 30.\n\n## Who"),
    ),
    "a title below its level, without an id": replaced(
        "faq", ("# Вопросы { #faq }", "## Вопросы FAQ"), ("# Questions { #faq }", "## Questions")
    ),
    "a question added with an id": replaced(
        "faq",
        ("## Кто", "## Есть ли DPO? { #dpo }\n\nМы храним почту.\n\n## Кто"),
        ("## Who", "## Have you a DPO? { #dpo }\n\nProtection.\n\n## Who"),
    ),
    "a heading renamed": replaced(
        "privacy", ("## Защита", "## Как мы защищаем"), ("## Protection", "## How we protect")
    ),
    "a heading and its id renamed": replaced(
        "privacy",
        ("## Защита { #security }", "## Охрана { #guard }"),
        ("## Protection { #security }", "## Guard { #guard }"),
    ),
    "a heading and its id renamed that is linked": {
        "docs/ru/privacy.md": ("## Защита { #security }", "## Охрана { #guard }"),
        "docs/en/privacy.md": ("## Protection { #security }", "## Guard { #guard }"),
        "docs/ru/faq.md": ("Только", "- [Права](privacy.md#rights)\n- [Охрана](privacy.md#security)\n\nТолько"),
        "docs/en/faq.md": ("Only", "- [Rights](privacy.md#rights)\n- [Guard](privacy.md#security)\n\nOnly"),
    },
    "a question with a mistyped basis": {
        **replaced(
            "faq",
            ("## Кто", '## Где обращения? { #place data-based-on="protection" }\n\nУ нас.\n\n## Кто'),
            ("## Who", '## Where are they? { #place data-based-on="security" }\n\nWith us.\n\n## Who'),
        ),
    },
    "a word in one language": {"docs/en/privacy.md": ("find out", "learn")},
    "a link": replaced("privacy", ("site.example/", "site.example/a"), ("site.example/", "site.example/a")),
    "a mistyped link": replaced(
        "privacy",
        ("ограничен.", "[ограничен](#rihgts)."),
        ("restricted.", "[restricted](#rihgts)."),
    ),
    "a bare address": replaced(
        "privacy",
        ("ограничен.", "ограничен. См. http://site.example/a, www.site.example и https://site.example/b."),
        ("restricted.", "restricted. See http://site.example/a, www.site.example and https://site.example/b."),
    ),
    "a bare address that tracks readers": replaced(
        "privacy",
        ("ограничен.", "ограничен (https://site.example/a?utm_source=mail)."),
        ("restricted.", "restricted (https://site.example/a?utm_source=mail)."),
    ),
    "a link that tracks readers": replaced(
        "privacy", ("site.example/", "site.example/a?utm_source=b"), ("site.example/", "site.example/a?utm_source=b")
    ),
    "several signs in a line": replaced(
        "privacy",
        ("ограничен.", "oграничен ** всем **, [сайт] (http://site.example/a) и https://site.example/b."),
        ("restricted.", "restriсted for ** all **, [site] (http://site.example/a) and https://site.example/b."),
    ),
    "an item with a bare address, without a space": replaced(
        "privacy",
        ("30 дней.", "30 дней:\n\n-письма на http://site.example/a;\n-звонки."),
        ("30 days.", "30 days:\n\n-letters to http://site.example/a;\n-calls."),
    ),
    "attributes where they have no effect, and other markup": replaced(
        "privacy",
        ("ограничен.", 'ограничен { .all }: [права](#rights) { hreflang="ru" }, ==все== и [[другие]]. { #all }'),
        ("restricted.", 'restricted { .all }: [rights](#rights) { hreflang="en" }, ==all== and [[others]]. { #all }'),
    ),
    "a bullet below numbers": replaced(
        "privacy",
        ("30 дней.", "30 дней:\n\n1) письма;\n2) звонки;\n• прочее."),
        ("30 days.", "30 days:\n\n1) letters;\n2) calls;\n• others."),
    ),
    "nested items that are not indented far enough": replaced(
        "privacy",
        ("30 дней.", "30 дней:\n\n- письма:\n  - свои\n  - чужие\n- звонки"),
        ("30 days.", "30 days:\n\n- letters:\n  - ours\n  - theirs\n- calls"),
    ),
    "an item that is indented in one language": replaced(
        "privacy", ("30 дней.", "30 дней:\n\n- письма\n   - звонки"), ("30 days.", "30 days:\n\n- letters\n- calls")
    ),
    "a link with a space": replaced(
        "privacy", ("site.example/", "site.example/a b"), ("site.example/", "site.example/a b")
    ),
    "an id in the letters of the language": replaced(
        "privacy",
        ("## Права", "## Файлы { #файлы }\n\nФайлы мы удаляем.\n\n## Права"),
        ("## Rights", "## Files { #файлы }\n\nWe delete files.\n\n## Rights"),
    ),
    "numbers without a space or an empty line": replaced(
        "privacy",
        ("30 дней.", "30 дней.\n8.2. Мы храним письма.\n8.3.Мы храним факсы."),
        ("30 days.", "30 days.\n8.2. We keep letters.\n8.3.We keep faxes."),
    ),
    "bullets between numbers, from Word": replaced(
        "privacy",
        ("30 дней.", "30 дней.\n\n1.1. Письма:\n•\tсвои;\n•\tчужие.\n1.2. Звонки.\n\n**Наши файлы**\n\nХраним."),
        ("30 days.", "30 days.\n\n1.1. Letters:\n•\tours;\n•\ttheirs.\n1.2. Calls.\n\n**Our files**\n\nWe keep them."),
    ),
    "a bold line in one language, a heading in the other": replaced(
        "privacy",
        ("30 дней.", "30 дней.\n\n**Данные детей**\n\nТолько с 16 лет."),
        ("30 days.", "30 days.\n\n## Data of children\n\nOnly from 16 years."),
    ),
    "an answer with a bold title, from Word": replaced(
        "faq",
        ("Только", "Удалено: раньше\n\n**Доступ**\n\nТолько"),
        ("Only", "Deleted: earlier\n\n**Access**\n\nOnly"),
    ),
    "a text from Word": replaced(
        "privacy",
        (
            "30 дней.",
            "30\u00a0дней. Удалено: год\n\n**Наши файлы**\n\nМы храним фай\u00adлы:\n1) письма;\n2) звонки.\n"
            "• архивы\n• прочее\n\nЕщё:\n1)факсы\n2)счета\n\no\tчеки\no\tакты",
        ),
        (
            "30 days.",
            "30\u00a0days. Deleted: a year\n\n**Our files**\n\nWe keep fi\u00adles:\n1) letters;\n2) calls.\n"
            "• archives\n• others\n\nAlso:\n1)faxes\n2)bills\n\no\tchecks\no\tacts",
        ),
    ),
}
EN, COPY, RECORD = "docs/en/privacy.md", "docs/en/privacy/1.1.md", "docs/editorial/versions.yml"


def change(root: Path, name: str) -> None:
    write_changes(root, USUAL[name])


def write_changes(root: Path, changes: Mapping[str, tuple[str, str]]) -> None:
    """Replace a text in each of these files; it must be there."""
    for path, (old, new) in changes.items():
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        put(root / path, text.replace(old, new))


def findings(root: Path) -> list[Finding]:
    site_settings = settings(root)
    return check(site_settings, TODAY, RULES, read_pages=read(site_settings)).findings


def errors(root: Path) -> list[Finding]:
    return [each for each in findings(root) if each.severity is Severity.ERROR]


def follow(found: Iterable[Finding], root: Path, *, is_typo: bool) -> None:
    """Do what findings say: write the advised lines, delete and add approvals, then release."""
    lines: dict[str, dict[int, str | None]] = {}
    for finding in found:
        lines.setdefault(finding.path, {}).update(finding.advised)
        if finding.rule in ("approval-unknown", "approvals-unreadable"):
            lines[finding.path][finding.line] = None
    for finding in found:
        if printed := printed_line(finding):
            lines[finding.path][next(iter(finding.advised), finding.line)] = printed
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


def printed_line(finding: Finding) -> str:
    """Return what a finding prints to be written in its line; nothing if it prints nothing, or leaves it to another."""
    parts = (text for text, is_copied in messages_in("en").fix_parts(finding.rule, finding.params) if is_copied)
    is_line = finding.advised or "other_example" in finding.params
    return next(parts, "") if is_line and finding.params.get("example") else ""


def copied(finding: Finding) -> list[str]:
    return [line for line, is_copied in messages_in("en").fix_lines(finding.rule, finding.params) if is_copied]


def approve_with(lines: Iterable[str], root: Path) -> None:
    """Put approvals in the place of those of the same pair."""
    file = root / "docs/editorial/approvals.yml"
    for line in filter(approval_in, lines):
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
