"""A text pasted from Word: everything in it is found in one round, and what is only typography blocks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite.lint.fix import fix_all
from policysite.lint.runner import check
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import Example

from tests import example_site
from tests.example_site import lines_above
from tests.rules import findings_of, places

Places = list[tuple[int, int]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- почта\n-имя\n-адрес\n- номер", [(2, 1)]),
        ("- почта\n*имя", [(2, 1)]),
        ("* почта\n+имя", [(2, 1)]),
        ("- почта\n  –имя", [(2, 3)]),
        ("- почта\n—имя", [(2, 1)]),
        ("1. почта\n2.имя\n3.адрес", [(2, 1)]),
        ("1. почта\n2)имя", [(2, 1)]),
        ("- почта\n\n-имя\n\n- адрес", [(3, 1)]),
        ("- почта\n-«имя»", [(2, 1)]),
        ("Мы храним:\n-почту\n-имя", [(2, 1)]),
        ("Мы храним:\n\n*почту", [(3, 1)]),
        ("1.Почта\n2.Имя", [(1, 1)]),
        ("а)почта\nб)имя", [(1, 1)]),
        ("1.1.Почта\n\n1.2.Имя", [(1, 1)]),
        ("8.1Мы храним почту.\n\n8.2В ней имя.", [(1, 1)]),
        ("8.1 Мы храним почту.\n\n8.2Мы храним имя.\n\n8.2.1ООО хранит.", [(3, 1)]),
        ("1.1. Почта:\n\n- наша\n\nАбзац.\n\n1.2.Имя.", [(7, 1)]),
        ("а) почта;\nб\u00a0) имя;\nв )адрес.", [(2, 1)]),
        ("Мы храним (имя и\nа ) почту", []),
        ("8.1b и\n8.2c", []),
        ("2.4GHz\n\n5.0GHz", []),
        ("8.1Мы храним почту.", []),
        ("Мы даём бесплатно:\n1.5ГБ трафика.", []),
        ("1.1. Мы даём\n1.5Гб трафика.", []),
        ("-почта\n-имя\n\nАбзац.\n\n-адрес\n-номер", [(1, 1), (6, 1)]),
        ("а) почта;\nб. имя;\nв) адрес.", [(2, 1)]),
        ("а) почта;\n\nб имя;\n\nв) адрес.", [(3, 1)]),
        ("а) почта;\n\nа если нет, имя.", []),
        ("-[x] почта", [(1, 1)]),
        ("А. Иванов\nБ. Петров\nВ. Сидоров", []),
        ("- почта\n\n*Кроме выходных.", []),
        ("Мы работаем.\n\n*Кроме выходных.", []),
        ("—Кто видит данные?", []),
        ("Температура\n-5 и\n-7", []),
        ("Кто\n-то и где\n-то", [(2, 1)]),
        ("- почта\n  и имя", []),
        ("- почта\n*имя* и адрес", []),
        ("- почта\n**имя** и адрес", []),
        ("2.0 и 1.5", []),
        ("```\n- почта\n-имя\n```", []),
    ],
)
def test_a_marker_without_a_space_is_found(text: str, expected: Places) -> None:
    assert places(findings_of("marker-miswritten", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Хранение**\n\nМы храним почту год.", [(1, 3)]),
        ("__Хранение:__\n\n- почта", [(1, 1)]),
        ("**Хранение**:\n\n| а | б |\n|---|---|\n| в | г |", [(1, 3)]),
        ("***1. Хранение***\n\nМы храним почту год.", [(1, 4)]),
        ("**Что вы *храните*?**\n\nПочту.", [(1, 3)]),
        ("Текст.\n\n**Хранение**\n\nТекст.\n\n**Удаление**\n\nТекст.", [(3, 3), (7, 3)]),
        ("**Мы храним почту год.**\n\nТекст.", []),
        ("**Важно!**\n\nТекст.", []),
        ("*Хранение*\n\nТекст.", []),
        ("**Хранение** почты\n\nТекст.", []),
        ("**Хранение**\nМы храним почту год.", []),
        ("Текст.\n\n**ООО ToolLender**", []),
        ("Текст.\n\n**ООО ToolLender**\n\n---", []),
        ("- **Хранение**\n\n    Мы храним почту год.", []),
        ("> **Хранение**\n>\n> Мы храним почту год.", []),
        (f"**{'слово ' * 12}слово**\n\nТекст.", []),
    ],
)
def test_a_bold_line_used_as_a_heading_is_found(text: str, expected: Places) -> None:
    assert places(findings_of("bold-as-heading", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\uf0b7 почта\n\uf0b7 имя", [(1, 1), (2, 1)]),
        ("Мы храним:\n\n·\tпочту", [(3, 1)]),
        ("- почта\n\n    o\u00a0\u00a0 имя", [(3, 5)]),
        ("§\tпочта", [(1, 1)]),
        ("почта \uf0e0 имя", [(1, 7)]),
        ("О почте. o имени, 5·10, §  5", []),
        ("`\uf0b7`\n\n```\n\uf0b7\n```", [(1, 2)]),
        ("- почта → имя ✓", []),
    ],
)
def test_a_sign_of_a_font_of_word_is_found(text: str, expected: Places) -> None:
    assert places(findings_of("word-symbol", text)) == expected


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Почта.Удалено: имя", [(1, 7)]),
        ("Email. Deleted: name", [(1, 8)]),
        ("Formatted: Font: Bold", [(1, 1)]),
        ("Почта.Примечание [A1]: а срок?", [(1, 7)]),
        ("Email. Commented [AB12]: how long?", [(1, 8)]),
        ("См. Ошибка! Источник\nссылки не найден.", [(1, 5)]),
        ("see Error! Reference source not found.", [(1, 5)]),
        ("Почта защищена[ИИ1]. Page 1 of 12", [(1, 15), (1, 22)]),
        ("[ИИ1]Уточнить срок", [(1, 1)]),
        ("Почта защищена [II1]. Имя", [(1, 16)]),
        ("Страница 1 из 3", [(1, 1)]),
        ("Стр. 2 из 5", [(1, 1)]),
        ("Примечание: имя удалено. Comment: deleted. `Deleted:`", []),
        ("См. [A1] и [ИИ2]: страница 1 из 3, word[ab1], H[1]. `a[A1]`\n\n[A1] Закон.", []),
    ],
)
def test_residue_of_word_is_found_in_every_language(text: str, expected: Places, language: str) -> None:
    assert places(findings_of("word-residue", text, language=language)) == expected


@pytest.mark.parametrize(
    ("text", "expected", "fixed"),
    [
        ("почта\tгод", [(1, 6)], "почта год"),
        ("- почта\t\tгод", [(1, 8)], "- почта год"),
        ("-\tпочта\n\n1.\tимя\n\n\t- адрес", [], None),
        ("| а\t|\tб |\n|---|---|\n|\tв\t| г |", [], None),
        ("`а\tб`\n\n```\nа\tб\n```", [], None),
    ],
)
def test_a_tab_between_words_is_found_and_fixed(text: str, expected: Places, fixed: str | None) -> None:
    found = findings_of("special-space", text)
    assert places(found) == expected
    assert all(each.edit is not None and text.replace(each.edit.old, each.edit.new) == fixed for each in found)


APPROVAL = f"en/privacy#clause ru/privacy#clause: v2 {'0' * 32} {'1' * 32}"
STATE = f'- {{document: privacy, version: "1.2", released: 2027-01-01, digests: {{ru: v2 {"0" * 32}}}}}'


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("editorial-line-misplaced", f"Почта.\n\n{APPROVAL}", {3: None}),
        ("editorial-line-misplaced", f"- почта\n- `{APPROVAL.replace('v2 ', '')}`\n{STATE}", {2: None, 3: None}),
        ("editorial-line-misplaced", f"```\n{APPROVAL}\n```\n\nСумма #1: {'0' * 40}, {{document: почта}}.", {}),
        ("tool-output", "Почта.\ndocs/ru/faq.md:12:1: error[spelling] Нет.", {2: None}),
        ("tool-output", "@@ -1,3 +1,4 @@ Почта\n- почта\n+- имя", {1: None, 3: "- имя"}),
        ("tool-output", "Почта.\n\n+## Имя\n\n+1. Имя", {3: "## Имя", 5: "1. Имя"}),
        ("tool-output", "+7 495 000-00-00\n\n+ почта\n\n```\n@@ -1 +1 @@\n```", {}),
    ],
)
def test_output_of_tools_in_a_page_is_found_and_its_removal_advised(
    rule: str, text: str, expected: dict[int, str | None]
) -> None:
    above = lines_above("privacy", text)
    advised = {number - above: line for each in findings_of(rule, text) for number, line in each.advised.items()}
    assert advised == expected


PASTED = {
    "ru": "\ufeff**Хранение**\n\n"
    'Мы\u00a0храним "перепи\u00adску" - 30\u202fдней\u200b - и\u2009всё. Удалено: и имена\n\n'
    "- почту\n-имя\n\n"
    "\uf0b7\tадрес\n\n"
    "Ещё:\n1)\tномер\n2)\tписьмо\n",
    "en": "**Retention:**\n\n"
    "We\u00a0keep «corre\u00adspondence» for\t30\u202fdays\u200b - and\u2009that’s all. Deleted: names too\n\n"
    "* email\n*name\n\n"
    "·\u00a0\u00a0\u00a0address\n\n"
    "Also:\n1)\u2003number\n2)\u2003letter\n",
}
FOUND = """\
docs/en/privacy.md:10:1 error[translation-unreviewed]
docs/en/privacy.md:12:1 error[translation-unreviewed]
docs/en/privacy.md:12:3 error[bold-as-heading]
docs/en/privacy.md:14:3 warning[special-space]
docs/en/privacy.md:14:9 warning[quotes-wrong]
docs/en/privacy.md:14:15 warning[invisible-character]
docs/en/privacy.md:14:25 warning[quotes-wrong]
docs/en/privacy.md:14:30 warning[special-space]
docs/en/privacy.md:14:33 warning[special-space]
docs/en/privacy.md:14:38 warning[invisible-character]
docs/en/privacy.md:14:40 warning[dash-wrong]
docs/en/privacy.md:14:45 warning[special-space]
docs/en/privacy.md:14:58 error[word-residue]
docs/en/privacy.md:17:1 error[marker-miswritten]
docs/en/privacy.md:19:1 error[word-symbol]
docs/en/privacy.md:22:1 error[list-not-separated]
docs/en/privacy.md:22:3 warning[special-space]
docs/en/privacy.md:23:3 warning[special-space]
docs/ru/privacy.md:12:1 warning[invisible-character]
docs/ru/privacy.md:12:4 error[bold-as-heading]
docs/ru/privacy.md:14:3 warning[special-space]
docs/ru/privacy.md:14:11 warning[quotes-wrong]
docs/ru/privacy.md:14:18 warning[invisible-character]
docs/ru/privacy.md:14:22 warning[quotes-wrong]
docs/ru/privacy.md:14:28 warning[special-space]
docs/ru/privacy.md:14:33 warning[invisible-character]
docs/ru/privacy.md:14:35 warning[dash-wrong]
docs/ru/privacy.md:14:38 warning[special-space]
docs/ru/privacy.md:14:44 error[word-residue]
docs/ru/privacy.md:17:1 error[marker-miswritten]
docs/ru/privacy.md:19:1 error[word-symbol]
docs/ru/privacy.md:22:1 error[list-not-separated]
"""
FIXED = {
    "ru": "**Хранение**\n\n"
    "Мы храним «переписку» - 30 дней — и всё. Удалено: и имена\n\n"
    "- почту\n-имя\n\n"
    "\uf0b7\tадрес\n\n"
    "Ещё:\n1)\tномер\n2)\tписьмо\n",
    "en": "**Retention:**\n\n"
    "We keep “correspondence” for 30 days — and that’s all. Deleted: names too\n\n"
    "* email\n*name\n\n"
    "·\u00a0\u00a0\u00a0address\n\n"
    "Also:\n1) number\n2) letter\n",
}


def test_everything_in_a_pasted_text_is_found_in_one_round_and_typography_is_fixed(tmp_path: Path) -> None:
    found = example_site.findings(Example(PASTED), tmp_path)
    listed = [f"{each.path}:{each.line}:{each.column} {each.severity.value}[{each.rule}]\n" for each in found]
    assert "".join(listed) == FOUND
    settings = example_site.settings(tmp_path)
    fix_all(settings, lambda: check(settings, example_site.TODAY, RULES).findings)
    for language, text in FIXED.items():
        page = (settings.docs / language / "privacy.md").read_text(encoding="utf-8")
        assert page.endswith(f"{{ #clause }}\n\n{text}\n")
    found = example_site.findings(Example(FIXED), tmp_path)
    left = {each.rule for each in found if each.rule != "translation-unreviewed"}
    assert left == {"bold-as-heading", "list-not-separated", "marker-miswritten", "word-residue", "word-symbol"}


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("marker-miswritten", "Ещё:\n1)почта\n2)имя", {2: "\n1) почта", 3: "2) имя"}),
        ("marker-miswritten", "Мы пишем.\n8.2. Мы храним.\n8.3.Мы удаляем.", {3: "8.3. Мы удаляем."}),
        ("marker-miswritten", "Мы пишем.\n8.2.Мы храним.\n8.3. Мы удаляем.", {2: "\n8.2. Мы храним."}),
        ("marker-miswritten", "- почта\n-имя\n-адрес\n- номер", {2: "- имя", 3: "- адрес"}),
        ("marker-miswritten", "- почта\n  –имя", {2: "  - имя"}),
        ("marker-miswritten", "Ещё.\n\n*[почта](a.md)\n* имя", {3: "* [почта](a.md)"}),
        ("marker-miswritten", "8.1Мы храним.\n\n8.2Мы удаляем.", {1: "8.1 Мы храним.", 3: "8.2 Мы удаляем."}),
        ("word-symbol", "Ещё:\no\tпочта\no\tимя", {2: "\n- почта", 3: "- имя"}),
        ("word-symbol", "- почта\n\n\uf0b7 имя\n\uf0b7адрес", {3: "- имя", 4: "- адрес"}),
        ("word-symbol", "Почта \uf0e0 имя", {}),
        ("word-divided", "- Мы не просим па-\n  роль, а ждём.", {1: "- Мы не просим пароль,\n  а ждём.", 2: None}),
        ("word-divided", "Вот па-\nроль.", {1: "Вот пароль.", 2: None}),
        (
            "word-divided",
            "Вот па-\nроль. Ещё обще-\nи не общее, кое-\nчто и санкт-\nпетербург.",
            {1: "Вот пароль.\nЕщё обще-", 2: None},
        ),
        ("assistant-residue", "- Да :contentReference[oaicite:0]{index=0}, и нет.", {1: "- Да, и нет."}),
        ("assistant-residue", "А.\nБ【4†source】. В", {2: "Б. В"}),
        ("assistant-residue", "[oaicite:2] А", {}),
        ("word-residue", "Мы ждём. Удалено: год", {1: "Мы ждём."}),
        ("word-residue", "Мы ждём. См. Ошибка! Источник ссылки не найден.", {}),
        ("word-residue", "Мы ждём, по Ошибка! Источник ссылки не найден.", {}),
        ("word-residue", "- Мы ждём. См. Ошибка! Источник ссылки не найден.", {}),
        ("word-residue", "- см. Ошибка! Источник ссылки не найден.", {}),
        ("word-residue", "- имя Удалено: год", {1: "- имя"}),
        ("word-residue", "Мы ждём [AB1]. А вы?", {1: "Мы ждём. А вы?"}),
        ("word-residue", "Мы[AB1] ждём.", {1: "Мы ждём."}),
        ("word-residue", "- Удалено: год", {}),
    ],
)
def test_the_lines_of_a_list_are_advised(rule: str, text: str, expected: dict[int, str]) -> None:
    above = lines_above("privacy", text)
    (path,) = {finding.path for finding in findings_of(rule, text)}
    advised = {number - above: line for each in findings_of(rule, text) for number, line in each.advised.items()}
    assert (path, advised) == ("docs/ru/privacy.md", expected)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (
            "## 7. Права { #rights }\n\nДа.\n\n**8. Хранение почты**\n\nГод.",
            "## 8. Хранение почты { #khranenie-pochty }",
        ),
        ("## Права { #rights }\n\nДа.\n\n**2. Хранение почты**\n\nГод.", "## 2. Хранение почты { #khranenie-pochty }"),
        ("## Права { #rights }\n\nДа.\n\n**1. Хранение почты**\n\nГод.", "### 1. Хранение почты { #khranenie-pochty }"),
        ("## Права { #rights }\n\nДа.\n\n**8. Хранение почты**\n\nГод.", "## Хранение почты { #khranenie-pochty }"),
        (
            "## Права { #rights }\n\nДа.\n\n**8. Дети**\n\nНет.\n\n**9. Хранение почты**\n\nГод.",
            "## Хранение почты { #khranenie-pochty }",
        ),
        ("## Права { #rights }\n\nДа.\n\n**Хранение**\n\nГод.", "## Хранение { #khranenie }"),
        ("## Права { #rights }\n\n### Доступ { #access }\n\nДа.\n\n**Суд**\n\nГод.", "### Суд { #sud }"),
        ("Да.\n\n**Хранение**\n\nГод.\n\n### Права { #rights }\n\nДа.", "### Хранение { #khranenie }"),
        ("## Права { #rights }\n\n**Хранение**\n\nГод.", "### Хранение { #khranenie }"),
        ("## Права { #rights }\n\nУдалено: год\n\n**Хранение**\n\nГод.", "### Хранение { #khranenie }"),
        ("## Права { #rights }\n\nДа.\n\n**24 часа**\n\nГод.", "### 24 часа { #chasa }"),
    ],
)
def test_a_bold_line_becomes_a_heading_beside_others(text: str, heading: str) -> None:
    texts = dict.fromkeys(("ru", "en"), f"# Политика {{ #privacy }}\n\n{text}")
    *_, found = findings_of("bold-as-heading", texts)
    assert found.params["example"] == heading
