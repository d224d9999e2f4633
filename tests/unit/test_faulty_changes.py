"""The faults of an editor are reported once each, and one round of what the check prints corrects them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.example_site import TODAY
from tests.project import put
from tests.released_site import REMOVED, USUAL, errors, findings, follow, printed_line, replaced, write_changes

COMBINED = {
    "a bold question": ("**{}?**", "**{}?**"),
    "a bold line that is no question": ("**{}**", "**{}**"),
    "a question without an id": ("## {}?", "## {}?"),
    "a question without an id or its sign": ("## {}", "## {}"),
    "a question without its sign in one language": ("## {} {{ #where }}", "## {}? {{ #where }}"),
    "a question without its sign or a basis": ("## {} {{ #where }}", "## {} {{ #where }}"),
    "a question with a stop": ('## {}. {{ #where data-based-on="security" }}',) * 2,
    "a mistyped basis, without a sign": ('## {} {{ #where data-based-on="secuirty" }}',) * 2,
    "an invalid id, without a basis": ("## {}? {{ #где }}", "## {}? {{ #where }}"),
    "different ids, without a basis": ("## {}? {{ #where }}", "## {}? {{ #place }}"),
    "different ids, without a sign": ("## {} {{ #where }}", "## {} {{ #place }}"),
    "an id without its sign": ("## {}? {{ where }}", "## {}? {{ where }}"),
    "a basis in one language": ("## {} {{ #where }}", '## {}? {{ #where data-based-on="security" }}'),
    "two bases without quotation marks": ("## {}? {{ #where data-based-on=clause security }}",) * 2,
    "a basis in other quotation marks": (
        "## {}? {{ #where data-based-on=«security» }}",
        "## {}? {{ #where data-based-on=“security” }}",
    ),
    "two bases in other quotation marks, without a sign": ("## {} {{ #where data-based-on=“clause security” }}",) * 2,
    "a heading that is underlined": ("{}?\n---", "{}?\n---"),
    "a heading below its level": ('### {}? {{ #where data-based-on="security" }}',) * 2,
    "a basis that is a title": (
        '## {}? {{ #where data-based-on="Защита" }}',
        '## {}? {{ #where data-based-on="Protection" }}',
    ),
    "a basis in letters of the language": (
        '## {} {{ #where d\u0430ta-based-on="security" }}',
        '## {} {{ #where data-based-on="security" }}',
    ),
    "a heading in one language": ("**{}?**", "## {}? {{ #where }}"),
    "a letter of another alphabet": ("## {}, сайт? {{ #where }}".replace("с", "c", 1), "## {}, a site? {{ #where }}"),
}


@pytest.mark.parametrize("name", COMBINED)
def test_several_faults_of_a_line_are_corrected_by_one_line(root: Path, name: str) -> None:
    ru, en = (
        heading.format(title)
        for heading, title in zip(COMBINED[name], ("Где они хранятся", "Where are they"), strict=True)
    )
    write_changes(
        root, replaced("faq", ("## Кто", f"{ru}\n\nУ нас.\n\n## Кто"), ("## Who", f"{en}\n\nWith us.\n\n## Who"))
    )
    found = errors(root)
    lines = [(each.path, each.line, printed_line(each)) for each in found if printed_line(each)]
    assert len({(path, line) for path, line, _ in lines}) == len(lines)
    follow(found, root, is_typo=False)
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
    "a letter instead of a digit in one language": (
        {"docs/en/privacy.md": ("30 days", "3O days")},
        ["docs/en/privacy.md number-with-letter"],
    ),
    "another number in one language, the former with a letter in the other": (
        replaced("privacy", ("30 дней", "90 дней"), ("30 days", "3O days")),
        [
            "docs/en/faq.md numbers-differ",
            "docs/en/privacy.md number-with-letter",
            "docs/en/privacy.md numbers-differ",
            "docs/ru/faq.md period-outdated",
        ],
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
        [
            "docs/en/privacy.md front-matter-value-invalid",
            "docs/ru/privacy.md front-matter-value-invalid",
            "docs/ru/privacy.md version-date-differs",
        ],
    ),
    "asterisks without their end": (
        replaced("privacy", ("Доступ огр", "**Доступ огр"), ("Access is", "**Access is")),
        ["docs/en/privacy.md emphasis-as-text", "docs/ru/privacy.md emphasis-as-text"],
    ),
    "another number in one language, in a line that is to be written anew": (
        replaced("faq", ("сотрудники", "** наши ** сотрудники"), ("our employees, for 30", "** our ** people, for 90")),
        ["docs/en/faq.md emphasis-as-text", "docs/en/faq.md numbers-differ", "docs/ru/faq.md emphasis-as-text"],
    ),
    "a clause in one language": (
        {"docs/en/privacy.md": ("## Protection { #security }\n\nAccess is restricted.\n\n", "")},
        ["docs/ru/privacy.md clause-missing"],
    ),
}


@pytest.mark.parametrize("name", UNEQUAL)
def test_a_text_that_must_change_is_neither_approved_nor_released(root: Path, name: str) -> None:
    changes, expected = UNEQUAL[name]
    for path, (old, new) in changes.items():
        put(root / path, (root / path).read_text(encoding="utf-8").replace(old, new))
    assert [f"{each.path} {each.rule}" for each in errors(root)] == expected


QUESTION = "## Where? { #where %s}\n\nWith us.\n\n## Who"
ONCE = {
    "a question with a basis in one language": (
        replaced(
            "faq",
            ("## Кто", '## Где? { #where data-based-on="security" }\n\nУ нас.\n\n## Кто'),
            ("## Who", QUESTION % ""),
        ),
        ["docs/en/faq.md based-on-differs"],
    ),
    "a clause of an answer in the line of the text above it": (
        replaced(
            "privacy",
            ("30 дней.\n\n## Защита", "30 дней. ## Защита"),
            ("30 days.\n\n## Protection", "30 days. ## Protection"),
        ),
        ["docs/en/privacy.md markup-lost", "docs/ru/privacy.md markup-lost"],
    ),
    "a question with a basis in the translation": (
        replaced(
            "faq",
            ("## Кто", "## Где? { #where }\n\nУ нас.\n\n## Кто"),
            ("## Who", QUESTION % 'data-based-on="security" '),
        ),
        ["docs/ru/faq.md based-on-differs"],
    ),
    "a question with a mistyped attribute": (
        replaced(
            "faq",
            ("## Кто", '## Где? { #where data-basedon="security" }\n\nУ нас.\n\n## Кто'),
            ("## Who", QUESTION % 'data-basedon="security" '),
        ),
        ["docs/en/faq.md based-on-missing", "docs/ru/faq.md based-on-missing"],
    ),
    "an empty clause in one language": (
        replaced(
            "privacy",
            ("## Права", "## Дети { #children }\n\nС 16 лет.\n\n## Права"),
            ("## Rights", "## Children { #children }\n\n## Rights"),
        ),
        ["docs/en/privacy.md clause-empty"],
    ),
    "residue of Word before a text that is perhaps none": (
        replaced(
            "privacy",
            ("ограничен.", "ограничен. Удалено: Их было 5. Теперь их 10.[А1]"),
            ("restricted.", "restricted. Now there are 10. Deleted: There were 5. Commented [A1]: check"),
        ),
        [f"docs/{language}/privacy.md word-residue" for language in ("en", "en", "ru", "ru")],
    ),
    "a link to a page in another language": (
        replaced(
            "privacy",
            ("ограничен.", "[ограничен](../en/faq.md)."),
            ("restricted.", "[restricted](faq.md)."),
        ),
        ["docs/ru/privacy.md cross-language-link-unmarked"],
    ),
    "a table copied from another program": (
        replaced(
            "privacy",
            ("ограничен.", "ограничен.\n\nДанные\tСрок\nПисьма\t30 дней"),
            ("restricted.", "restricted.\n\nData\tTerm\nLetters\t30 days"),
        ),
        ["docs/en/privacy.md table-as-text", "docs/ru/privacy.md table-as-text"],
    ),
    "a link with its address before its text": (
        replaced(
            "privacy",
            ("ограничен.", "(https://site.example/)[ограничен]."),
            ("restricted.", "(https://site.example/)[restricted]."),
        ),
        ["docs/en/privacy.md link-as-text", "docs/ru/privacy.md link-as-text"],
    ),
    "a link that is not closed": (
        replaced(
            "privacy",
            ("ограничен.", "[ограничен](https://site.example/."),
            ("restricted.", "[restricted](https://site.example/."),
        ),
        ["docs/en/privacy.md link-as-text", "docs/ru/privacy.md link-as-text"],
    ),
    "a bare address in a list of links": (
        replaced(
            "faq",
            ("30 дней.", "30 дней.\n\n## Ссылки { #external-links }\n\n- https://site.example/"),
            ("30 days.", "30 days.\n\n## Links { #external-links }\n\n- https://site.example/"),
        ),
        ["docs/en/faq.md bare-url", "docs/ru/faq.md bare-url"],
    ),
    "a clause removed in one language, and its name in an answer": (
        {
            "docs/ru/privacy.md": ("## Защита { #security }\n\nДоступ ограничен.\n\n", ""),
            "docs/ru/faq.md": ('"clause security"', '"clause"'),
        },
        ["docs/en/faq.md based-on-differs", "docs/en/privacy.md clause-missing"],
    ),
    "spaces before the title of a page": (
        {"docs/en/faq.md": ("# Questions", " # Questions")},
        ["docs/en/faq.md heading-indented"],
    ),
    "the id of a released clause in capital letters": (
        replaced("privacy", ("#security", "#Security"), ("#security", "#Security")),
        ["docs/en/privacy.md id-with-capitals", "docs/ru/privacy.md id-with-capitals"],
    ),
    "the level of a released heading in the original": (
        {"docs/ru/privacy.md": ("## Защита", "### Защита")},
        ["docs/ru/privacy.md heading-levels-differ"],
    ),
    "an item with a dash": (
        replaced(
            "privacy",
            ("ограничен.", "ограничен:\n\n- для людей\n— для машин"),
            ("restricted.", "restricted:\n\n- for people\n– for machines"),
        ),
        ["docs/en/privacy.md list-as-text", "docs/ru/privacy.md list-as-text"],
    ),
}
ENTRY = {
    "ru": ("# История { #changes }", "## Версия 2.0 { #privacy-2-0 }", "Изменено: «Защита»."),
    "en": ("# History { #changes }", "## Version 2.0 { #privacy-2-0 }", "Changed: “Protection”."),
}
# Entries of the history in a wrong form or place.
ENTRIES = {
    "in bold": ("{0}\n\n**{bold}**\n\n{2}", "bold-as-heading"),
    "without an id": ("{0}\n\n## {bold}\n\n{2}", "id-missing"),
    "above the title": ("{1}\n\n{2}\n\n{0}", "h1-below-text"),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_of_the_history_is_corrected_by_what_is_printed(root: Path, name: str) -> None:
    form, rule = ENTRIES[name]
    new = f'version: "2.0"\neffective_date: {TODAY}'
    for language, (title, heading, text) in ENTRY.items():
        bold = heading[3:].partition(" {")[0]
        put(
            root / f"docs/{language}/changes.md",
            (root / f"docs/{language}/changes.md")
            .read_text(encoding="utf-8")
            .replace(title, form.format(title, heading, text, bold=bold)),
        )
    write_changes(root, USUAL["a sentence"])
    write_changes(root, replaced("privacy", *[(f'version: "1.0"\neffective_date: {TODAY}', new)] * 2))
    found = errors(root)
    assert [each.path for each in found if each.rule == rule] == ["docs/en/changes.md", "docs/ru/changes.md"]
    follow(found, root, is_typo=False)
    assert [each.rule for each in errors(root)] == ["version-unreleased"]


NOTES = ("[^term]\n\n[^term]: С ответа.", "[^term]\n\n[^term]: From the answer.")
TABLE = (
    "\n\n| Письма | 30 дней |\n| --- | --- |\n| Звонки | 90 дней |\n| Фото | год |",
    "\n\n| Letters | 30 days |\n| --- | --- |\n| Calls | 90 days |\n| Photos | a year |",
)
NOTE = ('\n\n!!! note "Важно"\n    Мы ждём.', '\n\n!!! note "Important"\n    We wait.')
LISTS = ("\n\nМы храним:\n\n- почту\n- имя", "\n\nWe keep:\n\n- the email\n- the name")
# Changes of a clause whose text is approved as it was before one of its languages gets a fault.
FAULTY = {
    "the text of a footnote is lost": (
        NOTES,
        {"docs/en/privacy.md": ("[^term]: From the answer.", "")},
        ["docs/en/privacy.md footnote-missing"],
    ),
    "the reference to a footnote is lost": (
        NOTES,
        {"docs/en/privacy.md": ("days.[^term]", "days.")},
        ["docs/en/privacy.md footnote-unused"],
    ),
    "a superscript in place of a footnote": (
        NOTES,
        {"docs/ru/privacy.md": ("дней.[^term]", "дней.¹")},
        ["docs/ru/privacy.md footnote-as-text"],
    ),
    "another sign in place of the colon of a footnote": (
        NOTES,
        {"docs/ru/privacy.md": ("[^term]:", "[^term];")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "spaces around the name of a footnote": (
        NOTES,
        {"docs/ru/privacy.md": ("[^term]:", "[^ term ]:")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "the name of a footnote in letters of the language": (
        NOTES,
        {"docs/ru/privacy.md": ("[^term]:", "[^т\u0435rm]:")},
        ["docs/ru/privacy.md footnote-missing"],
    ),
    "the reference to a footnote in letters of the language": (
        NOTES,
        {"docs/ru/privacy.md": ("дней.[^term]", "дней.[^t\u0435rm]")},
        ["docs/ru/privacy.md footnote-missing"],
    ),
    "the first letter of a list in another alphabet": (
        ("\n\nМы храним:\n\nа) почту;\nб) имя.", "\n\nWe keep:\n\na) the email;\nb) the name."),
        {"docs/ru/privacy.md": ("а) почту", "a) почту")},
        ["docs/ru/privacy.md alphabets-mixed"],
    ),
    "a letter in the middle of a list in another alphabet": (
        (
            "\n\nа) раз;\nб) два;\nв) три;\nг) четыре;\nд) пять;\nе) шесть;\nж) семь.",
            "\n\na) one;\nb) two;\nc) three;\nd) four;\ne) five;\nf) six;\ng) seven.",
        ),
        {"docs/ru/privacy.md": ("е) шесть", "e) шесть")},
        ["docs/ru/privacy.md alphabets-mixed"],
    ),
    "a heading gets a number in one language": (
        ("\n\nСм. [Защита](#security).", "\n\nSee [Protection](#security)."),
        {"docs/ru/privacy.md": ("## Защита", "## 8. Защита")},
        ["docs/ru/privacy.md heading-number-alone"],
    ),
    "the spaces of a definition are lost in one language": (
        ("\n\nПисьмо\n:   То, что вы прислали.", "\n\nLetter\n:   What you have sent."),
        {"docs/ru/privacy.md": (":   То", ":То")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "the sign of a quotation before a term in one language": (
        ("\n\nПисьмо\n:   То, что вы прислали.", "\n\nLetter\n:   What you have sent."),
        {"docs/ru/privacy.md": ("\nПисьмо\n", "\n> Письмо\n")},
        ["docs/ru/privacy.md markup-as-text"],
    ),
    "a paragraph is indented below a list in one language": (
        ("\n\n- почту\n- имя\n\nМы ждём.", "\n\n- the email\n- the name\n\nWe wait."),
        {"docs/ru/privacy.md": ("Мы ждём", "    Мы ждём")},
        ["docs/en/privacy.md paragraph-places-differ"],
    ),
    "a row is lost in one language": (
        TABLE,
        {"docs/en/privacy.md": ("\n| Calls | 90 days |", "")},
        ["docs/en/privacy.md rows-differ"],
    ),
    "a border of a cell is lost": (
        TABLE,
        {"docs/ru/privacy.md": ("| Звонки | 90", "| Звонки 90")},
        ["docs/ru/privacy.md table-cells-uneven"],
    ),
    "another sign for the border of a cell": (
        TABLE,
        {"docs/ru/privacy.md": ("| Звонки |", "| Звонки ¦")},
        ["docs/ru/privacy.md table-cells-uneven"],
    ),
    "the line below the heading of a table is too short": (
        TABLE,
        {"docs/ru/privacy.md": ("| --- | --- |\n", "|---|\n")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "an empty line within a table": (
        TABLE,
        {"docs/ru/privacy.md": ("| Звонки |", "\n| Звонки |")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "an empty line below the heading of a table": (
        TABLE,
        {"docs/ru/privacy.md": ("| --- | --- |\n", "\n| --- | --- |\n")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "an empty cell": (
        TABLE,
        {"docs/en/privacy.md": ("| Calls | 90 days |", "| Calls | |")},
        ["docs/en/privacy.md cell-empty"],
    ),
    "the line below the heading of a table is lost": (
        TABLE,
        {"docs/ru/privacy.md": ("| --- | --- |\n", "")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "a footnote is pasted as text": (
        NOTES,
        {"docs/ru/privacy.md": ("[^term]\n\n[^term]:", "[1]\n\n[1]")},
        ["docs/ru/privacy.md footnote-as-text", "docs/ru/privacy.md footnote-as-text"],
    ),
    "long dashes below the heading of a table": (
        TABLE,
        {"docs/ru/privacy.md": ("| --- | --- |", "|—|—|")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "other quotation marks of a box": (
        NOTE,
        {"docs/ru/privacy.md": ('"Важно"', "«Важно»"), "docs/en/privacy.md": ('"Important"', "“Important”")},
        ["docs/en/privacy.md markup-lost", "docs/ru/privacy.md markup-lost"],
    ),
    "a sign of a box is lost": (
        NOTE,
        {"docs/ru/privacy.md": ("!!!", "!!")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "the first line of a box is lost": (
        NOTE,
        {"docs/ru/privacy.md": ('!!! note "Важно"\n    Мы', "Мы")},
        ["docs/ru/privacy.md box-differs"],
    ),
    "the title of a box is lost": (
        NOTE,
        {"docs/en/privacy.md": (' "Important"', "")},
        ["docs/en/privacy.md box-differs"],
    ),
    "a box as on GitHub in one language": (
        NOTE,
        {"docs/ru/privacy.md": ('!!! note "Важно"\n    ', "> [!NOTE] Важно\n> ")},
        ["docs/ru/privacy.md box-as-quotation"],
    ),
    "an item of the original is left in the translation": (
        LISTS,
        {"docs/en/privacy.md": ("- the name", "- имя и отчество\n- the name")},
        ["docs/en/privacy.md original-left"],
    ),
    "a reference to a footnote lacks a bracket": (
        NOTES,
        {"docs/ru/privacy.md": ("дней.[^term]", "дней.[^term")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "a space before the colon of a footnote": (
        NOTES,
        {"docs/ru/privacy.md": ("[^term]:", "[^term] :")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "an item is nested in one language": (
        LISTS,
        {"docs/ru/privacy.md": ("- имя", "\t- имя")},
        ["docs/en/privacy.md item-depths-differ"],
    ),
    "an item with a dash in one language": (
        LISTS,
        {"docs/ru/privacy.md": ("- имя", "— имя")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "an item with a number in one language": (
        LISTS,
        {"docs/ru/privacy.md": ("- имя", "1) имя")},
        ["docs/ru/privacy.md list-not-separated"],
    ),
}


@pytest.mark.parametrize("name", FAULTY)
def test_one_fault_in_an_approved_text_is_told_once_and_nothing_that_it_changes_is_printed(
    root: Path, name: str
) -> None:
    (ru, en), faults, expected = FAULTY[name]
    write_changes(root, replaced("privacy", ("30 дней.", f"30 дней.{ru}"), ("30 days.", f"30 days.{en}")))
    follow(errors(root), root, is_typo=False)
    assert errors(root) == []
    write_changes(root, faults)
    found = errors(root)
    assert [f"{each.path} {each.rule}" for each in found] == expected
    if any(map(printed_line, found)):
        follow(found, root, is_typo=False)
        assert errors(root) == []


APPROVED_AGAIN = {"based-on-stale", "translation-unreviewed", "based-on-unreviewed", "version-text-changed"}
FOR_30_DAYS = '{ #how-long data-based-on="clause"'
LINK_TARGET, BASES = "link-target-missing", 'data-based-on="clause security"'
WHO = '{ #who data-based-on="clause"'
# Faults of a new clause or question, with the findings about it besides approvals; one round corrects them.
NEW = {
    "an answer in the line of its question": (
        "faq",
        (f"## Сколько? {FOR_30_DAYS} }} До 30 дней.", f"## How long? {FOR_30_DAYS} }}\n\nUp to 30 days."),
        ["docs/ru/faq.md id-malformed"],
    ),
    "a question whose braces are not closed": (
        "faq",
        (f"## Сколько? {FOR_30_DAYS}\n\nДо 30 дней.", f"## How long? {FOR_30_DAYS}\n\nUp to 30 days."),
        ["docs/en/faq.md id-malformed", "docs/ru/faq.md id-malformed"],
    ),
    "an id with capital letters": (
        "privacy",
        ("## Файлы { #Cookies }\n\nИх нет.", "## Cookies { #Cookies }\n\nThere are none."),
        ["docs/en/privacy.md id-with-capitals", "docs/ru/privacy.md id-with-capitals"],
    ),
    "an id with capital letters in one language": (
        "privacy",
        ("## Файлы { #Cookies }\n\nИх нет.", "## Cookies { #cookies }\n\nThere are none."),
        ["docs/ru/privacy.md ids-differ"],
    ),
    "an id in other brackets": (
        "privacy",
        ("## Файлы ( #cookies )\n\nИх нет.", "## Cookies [#cookies]\n\nThere are none."),
        ["docs/en/privacy.md id-malformed", "docs/ru/privacy.md id-malformed"],
    ),
    "an id without brackets in one language": (
        "privacy",
        ("## Файлы { #cookies }\n\nИх нет.", "## Cookies #cookies\n\nThere are none."),
        ["docs/en/privacy.md id-malformed"],
    ),
    "a basis in other brackets": (
        "faq",
        (f"## Сколько? ({FOR_30_DAYS[2:]})\n\nДо 30 дней.", f"## How long? [{FOR_30_DAYS[2:]} ]\n\nUp to 30 days."),
        ["docs/en/faq.md id-malformed", "docs/ru/faq.md id-malformed"],
    ),
    "a clause pasted twice": (
        "privacy",
        ("\n\n".join(["## Файлы { #cookies }\n\nИх нет."] * 2), "## Cookies { #cookies }\n\nThere are none."),
        ["docs/ru/privacy.md clause-repeated"],
    ),
    "a clause pasted twice in every language": (
        "privacy",
        (
            "\n\n".join(["## Файлы { #cookies }\n\nИх нет."] * 2),
            "\n\n".join(["## Cookies { #cookies }\n\nThere are none."] * 2),
        ),
        ["docs/en/privacy.md clause-repeated", "docs/ru/privacy.md clause-repeated"],
    ),
    "a clause with the id of a released one below it": (
        "privacy",
        ("## Файлы { #rights }\n\nИх нет.", "## Cookies { #rights }\n\nThere are none."),
        ["docs/en/privacy.md id-repeated", "docs/ru/privacy.md id-repeated"],
    ),
    "a clause with the id of a released one in one language": (
        "privacy",
        ("## Файлы { #rights }\n\nИх нет.", "## Cookies { #cookies }\n\nThere are none."),
        ["docs/ru/privacy.md id-repeated"],
    ),
    "a question with the id of another one below it": (
        "faq",
        (f"## Сколько? {WHO} }}\n\nДо 30 дней.", f"## How long? {WHO} }}\n\nUp to 30 days."),
        ["docs/en/faq.md id-repeated", "docs/ru/faq.md id-repeated"],
    ),
    "a heading without its markers": (
        "privacy",
        ("Файлы { #cookies }\n\nИх нет.", "## Cookies { #cookies }\n\nThere are none."),
        ["docs/ru/privacy.md heading-marker-missing"],
    ),
    "a heading without its markers in every language": (
        "privacy",
        ("Файлы { #cookies }\n\nИх нет.", "Cookies { #cookies }\n\nThere are none."),
        ["docs/en/privacy.md heading-marker-missing", "docs/ru/privacy.md heading-marker-missing"],
    ),
    "a sign before the markers": (
        "privacy",
        ("^## Файлы { #cookies }\n\nИх нет.", "## Cookies { #cookies }\n\nThere are none."),
        ["docs/ru/privacy.md heading-marker-missing"],
    ),
    "a heading in bold type instead of its markers": (
        "privacy",
        ("**Файлы** { #cookies }\n\nИх нет.", "**Cookies** { #cookies }\n\nThere are none."),
        ["docs/en/privacy.md heading-marker-missing", "docs/ru/privacy.md heading-marker-missing"],
    ),
    "a question without its markers": (
        "faq",
        (f"Сколько? {FOR_30_DAYS} }}\n\nДо 30 дней.", f"## How long? {FOR_30_DAYS} }}\n\nUp to 30 days."),
        ["docs/ru/faq.md heading-marker-missing"],
    ),
    "another level in one language": (
        "privacy",
        ("## Файлы { #cookies }\n\nИх нет.", "### Cookies { #cookies }\n\nThere are none."),
        ["docs/en/privacy.md heading-levels-differ"],
    ),
    "the level of the title": (
        "privacy",
        ("# Файлы { #cookies }\n\nИх нет.", "# Cookies { #cookies }\n\nThere are none."),
        ["docs/en/privacy.md h1-repeated", "docs/ru/privacy.md h1-repeated"],
    ),
    "the level of the title in one language": (
        "privacy",
        ("# Файлы { #cookies }\n\nИх нет.", "### Cookies { #cookies }\n\nThere are none."),
        ["docs/ru/privacy.md h1-repeated"],
    ),
    "no space after the markers": (
        "privacy",
        ("##Файлы { #cookies }\n\nИх нет.", "##Cookies { #cookies }\n\nThere are none."),
        ["docs/en/privacy.md heading-space-missing", "docs/ru/privacy.md heading-space-missing"],
    ),
    "spaces before the markers": (
        "privacy",
        (" ## Файлы { #cookies }\n\nИх нет.", "  ## Cookies { #cookies }\n\nThere are none."),
        ["docs/en/privacy.md heading-indented", "docs/ru/privacy.md heading-indented"],
    ),
    "spaces before the markers in one language": (
        "privacy",
        ("   ## Файлы { #cookies }\n\nИх нет.", "## Cookies { #cookies }\n\nThere are none."),
        ["docs/ru/privacy.md heading-indented"],
    ),
    "an id with a space": (
        "privacy",
        ("## Файлы { #cookie files }\n\nИх нет.", "## Cookies { #cookie files }\n\nThere are none."),
        ["docs/en/privacy.md id-invalid", "docs/ru/privacy.md id-invalid"],
    ),
    "an id with a space in one language": (
        "privacy",
        ("## Файлы { #cookie files }\n\nИх нет.", "## Cookies { #cookie-files }\n\nThere are none."),
        ["docs/ru/privacy.md id-invalid"],
    ),
    "a basis whose quotation mark is not closed": (
        "faq",
        (f"## Сколько? {FOR_30_DAYS[:-1]} }}\n\nДо 30 дней.", f"## How long? {FOR_30_DAYS[:-1]} }}\n\nUp to 30 days."),
        ["docs/en/faq.md attribute-quotes-wrong", "docs/ru/faq.md attribute-quotes-wrong"],
    ),
    "a basis in letters that look like Latin ones": (
        "faq",
        (
            f"## Сколько? {FOR_30_DAYS} }}\n\nДо 30 дней.".replace("clause", "сlause"),
            f"## How long? {FOR_30_DAYS} }}\n\nUp to 30 days.",
        ),
        ["docs/ru/faq.md based-on-unknown"],
    ),
    "a mistyped attribute with the basis": (
        "faq",
        (
            "## Сколько? { #how-long data-base-on=security }\n\nДо 30 дней.".replace("security", '"security"'),
            "## How long? { #how-long data-base-on=security }\n\nUp to 30 days.".replace("security", '"security"'),
        ),
        ["docs/en/faq.md based-on-missing", "docs/ru/faq.md based-on-missing"],
    ),
    "a question without its sign in one language": (
        "faq",
        (f"## Сколько? {FOR_30_DAYS} }}\n\nДо 30 дней.", f"## How long {FOR_30_DAYS} }}\n\nUp to 30 days."),
        ["docs/en/faq.md question-mark-missing"],
    ),
    "two question marks in one language": (
        "faq",
        (f"## Сколько?? {FOR_30_DAYS} }}\n\nДо 30 дней.", f"## How long? {FOR_30_DAYS} }}\n\nUp to 30 days."),
        ["docs/ru/faq.md punctuation-stray"],
    ),
    "a link to another language in one language": (
        "privacy",
        ("## Файлы { #cookies }\n\n[Кто?](../en/faq.md)", "## Cookies { #cookies }\n\n[Who?](faq.md)"),
        ["docs/ru/privacy.md cross-language-link-unmarked"],
    ),
    "HTML for bold and linked text": (
        "privacy",
        (
            '## Файлы { #cookies }\n\nМы <b>храним </b>почту: <a href="#rights">ниже</a>.',
            '## Cookies { #cookies }\n\nWe <i>keep</i> the <strong>email</strong>: <a href="#rights">see below</a>.',
        ),
        [f"docs/{language}/privacy.md raw-html" for language in ("en", "en", "en", "ru", "ru")],
    ),
    "a letter is left out in one language": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nИх виды:\n\nа) свои;\nв) чужие;\nг) другие.",
            "## Cookies { #cookies }\n\nTheir kinds:\n\na) own;\nb) foreign;\nc) others.",
        ),
        ["docs/ru/privacy.md number-mistyped", "docs/ru/privacy.md number-mistyped"],
    ),
    "a number is left out in one language": (
        "privacy",
        (
            "## Файлы { #cookies }\n\n1.1. Свои.\n\n1.2. Чужие.",
            "## Cookies { #cookies }\n\n1.1. Own.\n\n1.3. Foreign.",
        ),
        ["docs/en/privacy.md number-mistyped"],
    ),
    "a space before the bracket of an item": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nИх виды:\n\nа) свои;\nб) чужие;\nв ) другие.",
            "## Cookies { #cookies }\n\nTheir kinds:\n\na) own;\nb) foreign;\nc ) others.",
        ),
        ["docs/en/privacy.md marker-miswritten", "docs/ru/privacy.md marker-miswritten"],
    ),
    "a space within the number of a clause": (
        "privacy",
        (
            "## Файлы { #cookies }\n\n1.1. Свои.\n\n1. 2. Чужие:\n\nа) да;\nб) нет.",
            "## Cookies { #cookies }\n\n1.1. Own.\n\n1. 2. Foreign:\n\na) yes;\nb) no.",
        ),
        ["docs/en/privacy.md number-mistyped", "docs/ru/privacy.md number-mistyped"],
    ),
    "a comma within the number of a clause, and a letter in another": (
        "privacy",
        (
            "## Файлы { #cookies }\n\n1.1. Свои.\n1,2. Чужие:\n\nа) да;\nб) нет.\n\nl.3. Другие.",
            "## Cookies { #cookies }\n\n1.1. Own.\n1,2. Foreign:\n\na) yes;\nb) no.\n\nl.3. Others.",
        ),
        [f"docs/{language}/privacy.md number-mistyped" for language in ("en", "en", "ru", "ru")],
    ),
    "a number is there twice": (
        "privacy",
        (
            "## Файлы { #cookies }\n\n1.1. Свои.\n\n1.1. Чужие.\n\n1.2. Другие.",
            "## Cookies { #cookies }\n\n1.1. Own.\n\n1.1. Foreign.\n\n1.2. Others.",
        ),
        [f"docs/{language}/privacy.md number-mistyped" for language in ("en", "en", "ru", "ru")],
    ),
    "footnotes pasted as text": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nМы храним почту[1] и имя[2].\n\n[1] Обычно год.\n[2] Всегда.",
            "## Cookies { #cookies }\n\nWe keep the email[1] and the name[2].\n\n[1] Usually a year.\n\n[2] Always.",
        ),
        [f"docs/{language}/privacy.md footnote-as-text" for language in ("en",) * 4 + ("ru",) * 4],
    ),
    "residue of Word": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nМы храним 10 писем.[А1] Удалено: Мы храним 5 писем.",
            "## Cookies { #cookies }\n\nWe keep 10 letters. Deleted: We keep 5. Commented [A1]: check",
        ),
        [f"docs/{language}/privacy.md word-residue" for language in ("en", "en", "ru", "ru")],
    ),
    "no space between two sentences": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nИх нет.Мы храним почту 5дней.",
            "## Cookies { #cookies }\n\nThere are none.We keep the email,name for 5days.",
        ),
        [f"docs/{language}/privacy.md space-missing" for language in ("en", "en", "en", "ru", "ru")],
    ),
    "a field of Word with a link": (
        "privacy",
        (
            '## Файлы { #cookies }\n\nСм. HYPERLINK "https://site.example/a" сайт.',
            '## Cookies { #cookies }\n\nSee HYPERLINK "https://site.example/a" site.',
        ),
        ["docs/en/privacy.md link-as-text", "docs/ru/privacy.md link-as-text"],
    ),
    "an address in braces, or without its brackets": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nСм. [почту]{https://site.example/a} и [контакты]<https://site.example/b>.",
            "## Cookies { #cookies }\n\nSee [the email]{https://site.example/a} and [contacts]<https://site.example/b>.",
        ),
        [f"docs/{language}/privacy.md link-as-text" for language in ("en", "en", "ru", "ru")],
    ),
    "a link without its text": (
        "privacy",
        ("## Файлы { #cookies }\n\nСм. [](#security).", "## Cookies { #cookies }\n\nSee [](#security)."),
        ["docs/en/privacy.md link-text-missing", "docs/ru/privacy.md link-text-missing"],
    ),
    "words that are struck out": (
        "privacy",
        ("## Файлы { #cookies }\n\nДо ~~30~~ 60 дней.", "## Cookies { #cookies }\n\nUp to ~~30~~ 60 days."),
        ["docs/en/privacy.md markup-as-text", "docs/ru/privacy.md markup-as-text"],
    ),
    "words that are struck out in one language": (
        "privacy",
        ("## Файлы { #cookies }\n\nДо ~~30~~ 60 дней.", "## Cookies { #cookies }\n\nUp to 60 days."),
        ["docs/ru/privacy.md markup-as-text"],
    ),
    "letters that are one character": (
        "privacy",
        ("## Файлы { #cookies }\n\nЭто ответ.", "## Cookies { #cookies }\n\nThis is the o\ufb03cial answer."),
        ["docs/en/privacy.md character-unusual"],
    ),
    "a definition without its spaces": (
        "privacy",
        (
            "## Слова { #words }\n\nПисьмо\n:То, что вы прислали.",
            "## Words { #words }\n\nLetter\n:What you have sent.",
        ),
        ["docs/en/privacy.md markup-as-text", "docs/ru/privacy.md markup-as-text"],
    ),
    "two commas": (
        "privacy",
        ("## Файлы { #cookies }\n\nМы храним почту , имя.", "## Cookies { #cookies }\n\nWe keep the email,, the name."),
        ["docs/en/privacy.md punctuation-stray", "docs/ru/privacy.md punctuation-stray"],
    ),
    "a heading in two lines": (
        "privacy",
        ("## Файлы\nи куки { #cookies }\n\nИх нет.", "## Files\nand cookies { #cookies }\n\nThere are none."),
        ["docs/en/privacy.md id-missing", "docs/ru/privacy.md id-missing"],
    ),
    "a heading in two lines, the id alone in the second": (
        "privacy",
        ("## Файлы\n{ #cookies }\n\nИх нет.", "## Files { #cookies }\n\nThere are none."),
        ["docs/ru/privacy.md id-missing"],
    ),
    "a question in two lines in one language": (
        "faq",
        (f"## Сколько\nдней? {FOR_30_DAYS} }}\n\nДо 30 дней.", f"## How long? {FOR_30_DAYS} }}\n\nUp to 30 days."),
        ["docs/ru/faq.md id-missing"],
    ),
    "the attributes of a question above it": (
        "faq",
        (f"{FOR_30_DAYS} }}\n## Сколько?\n\nДо 30 дней.", f"{FOR_30_DAYS} }}\n\n## How long?\n\nUp to 30 days."),
        ["docs/en/faq.md id-missing", "docs/ru/faq.md id-missing"],
    ),
    "the attributes of a question below it": (
        "faq",
        (f"## Сколько?\n\n{FOR_30_DAYS} }}\n\nДо 30 дней.", f"## How long?\n{FOR_30_DAYS} }}\n\nUp to 30 days."),
        ["docs/en/faq.md id-missing", "docs/ru/faq.md id-missing"],
    ),
    "a title that goes on after its attributes": (
        "privacy",
        ("## Файлы { #cookies } куки\n\nИх нет.", "## Cookies { #cookies }\n\nThere are none."),
        ["docs/ru/privacy.md id-malformed"],
    ),
    "a link to a clause by another id in one language": (
        "privacy",
        ("## Файлы { #cookies }\n\nСм. [ниже](#порядок).", "## Cookies { #cookies }\n\nSee [below](#rights)."),
        ["docs/ru/privacy.md link-target-missing"],
    ),
    "the title of a link in typographic quotation marks": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nСм. [сайт](https://site.example/ «Наш сайт»).",
            "## Cookies { #cookies }\n\nSee [the site](https://site.example/ “Our site”).",
        ),
        ["docs/en/privacy.md url-with-space", "docs/ru/privacy.md url-with-space"],
    ),
    "a space before the id in an address": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nСм. [Права](privacy.md #rights).",
            "## Cookies { #cookies }\n\nSee [Rights](#rights).",
        ),
        ["docs/ru/privacy.md url-with-space"],
    ),
    "a full stop in the brackets of an address": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nСм. [сайт](https://site.example/a/.)",
            "## Cookies { #cookies }\n\nSee [the site](https://site.example/a/.)",
        ),
        ["docs/en/privacy.md url-disguised", "docs/ru/privacy.md url-disguised"],
    ),
    "an address with a mistyped scheme": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nСм. [сайт](https:/site.example/a/).",
            "## Cookies { #cookies }\n\nSee [the site](https://https://site.example/a/).",
        ),
        ["docs/en/privacy.md url-disguised", "docs/ru/privacy.md url-unsafe"],
    ),
    "an address from the root of the site": (
        "privacy",
        ("## Файлы { #cookies }\n\nСм. [FAQ](/faq/).", "## Cookies { #cookies }\n\nSee the [FAQ](/en/faq/)."),
        ["docs/en/privacy.md url-outside-docs", "docs/ru/privacy.md url-outside-docs"],
    ),
    "a letter of another alphabet in an address": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nСм. [сайт](https://s\u0456te.example/).",
            "## Cookies { #cookies }\n\nSee [the site](https://site.example/).",
        ),
        ["docs/ru/privacy.md url-disguised"],
    ),
    "a link by a name without an address": (
        "privacy",
        ("## Файлы { #cookies }\n\nСм. [Права][rights].", "## Cookies { #cookies }\n\nSee [Rights][rights]."),
        ["docs/en/privacy.md link-as-text", "docs/ru/privacy.md link-as-text"],
    ),
    "the sign of the key of # in another layout": (
        "privacy",
        ("№№ Файлы { №cookies }\n\nИх нет.", "\\## Cookies { #cookies }\n\nThere are none."),
        ["docs/en/privacy.md heading-marker-missing", "docs/ru/privacy.md heading-marker-missing"],
    ),
    "the sign of that key in an id alone, and in an address": (
        "privacy",
        ("## Файлы { №cookies }\n\nСм. [Права](№rights).", "## Cookies { №cookies }\n\nSee [Rights](rights)."),
        [f"docs/{language}/privacy.md {rule}" for language in ("en", "ru") for rule in ("id-missing", LINK_TARGET)],
    ),
    "a space within the sign of a heading": (
        "privacy",
        ("# # Файлы { #cookies }\n\nИх нет.", "## Cookies { #cookies }\n\nThere are none."),
        ["docs/ru/privacy.md h1-repeated"],
    ),
    "a basis in two attributes, or in two values": (
        "faq",
        (
            '## Где? { #where data-based-on="clause" data-based-on="security" }\n\nУ нас.',
            '## Where? { #where data-based-on="clause" "security" }\n\nWith us.',
        ),
        ["docs/en/faq.md attribute-quotes-wrong", "docs/ru/faq.md attribute-quotes-wrong"],
    ),
    "a basis in braces of its own, or in none": (
        "faq",
        (
            f"## Где? {{ #where }}{{ {BASES} }}\n\nУ нас.",
            f"## Where? {{ #where }} {BASES}\n\nWith us.",
        ),
        ["docs/en/faq.md id-malformed", "docs/ru/faq.md id-malformed"],
    ),
    "attributes in two lines, or with backslashes": (
        "faq",
        (
            f"## Где? {{ #where\n{BASES} }}\n\nУ нас.",
            f"## Where? {{ #where {BASES} }}\n\nWith us.".replace('"', '\\"'),
        ),
        ["docs/en/faq.md attribute-quotes-wrong", "docs/ru/faq.md id-missing"],
    ),
    "a heading in the line of the text above it": (
        "faq",
        (
            f"## Где? {{ #where {BASES} }}\n\nУ нас. ## Как? {{ #how {BASES} }}\n\nТак.",
            f"## Where? {{ #where {BASES} }}\n\nWith us.\n\n## How? {{ #how {BASES} }}\n\nSo.",
        ),
        ["docs/ru/faq.md heading-marker-missing"],
    ),
    "a link with its parts swapped": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nСм. [privacy.md#rights](Права и доступ) и [https://site.example/](сайт).",
            "## Cookies { #cookies }\n\nSee [Rights](privacy.md#rights) and [our site](https://site.example/).",
        ),
        ["docs/ru/privacy.md link-as-text", "docs/ru/privacy.md link-as-text"],
    ),
    "a link in two brackets": (
        "privacy",
        ("## Файлы { #cookies }\n\nСм. [[Права]](#rights).", "## Cookies { #cookies }\n\nSee [[contacts]](#rights)."),
        ["docs/en/privacy.md link-as-text", "docs/ru/privacy.md link-as-text"],
    ),
    "a link with backslashes": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nСм. [сайт](https:\\\\site.example\\a\\).",
            "## Cookies { #cookies }\n\nSee \\[contacts\\](https://site.example/a/).",
        ),
        ["docs/en/privacy.md link-as-text", "docs/ru/privacy.md link-as-text"],
    ),
    "a full stop within an address in angle brackets": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nСм. <https://site.example/a/.>",
            "## Cookies { #cookies }\n\nSee <https://site.example/a/.>",
        ),
        ["docs/en/privacy.md url-disguised", "docs/ru/privacy.md url-disguised"],
    ),
    "quotation marks of two signs each": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nИх зовут ,,куки‘‘, и их нет.",
            "## Cookies { #cookies }\n\nThey are called ``cookies'', and there are none.",
        ),
        ["docs/en/privacy.md markup-as-text", "docs/ru/privacy.md markup-as-text"],
    ),
    "other signs in place of a marker": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nМы храним:\n\n- почту\n→ имя\n→ адрес\n•письма к нам",
            "## Cookies { #cookies }\n\nWe keep:\n\n- the email\n-- the name\n- the address\n- letters to us",
        ),
        ["docs/en/privacy.md list-as-text", *["docs/ru/privacy.md list-as-text"] * 2],
    ),
    "another sign than the bracket of a letter": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nМы храним:\n\nа) почту;\nб. имя;\nв) адрес.",
            "## Cookies { #cookies }\n\nWe keep:\n\na) the email;\nb) the name;\nc) the address.",
        ),
        ["docs/ru/privacy.md marker-miswritten"],
    ),
    "an item in a suggestion of a reviewer": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nМы храним:\n\n- почту\n```suggestion\n- имя\n```\n- адрес",
            "## Cookies { #cookies }\n\nWe keep:\n\n- the email\n- the name\n- the address",
        ),
        ["docs/ru/privacy.md tool-output", "docs/ru/privacy.md tool-output"],
    ),
    "a table of contents with tabs": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nСодержание\n1. Сроки\t3\n2. Порядок\t5",
            "## Cookies { #cookies }\n\nContents\n1. Periods\t3\n2. Procedure\t5",
        ),
        ["docs/en/privacy.md table-as-text", "docs/ru/privacy.md table-as-text"],
    ),
    "a Roman number with a letter of another alphabet": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nМы ждём:\n\ni) письма;\n\u0456i) звонка.",
            "## Cookies { #cookies }\n\nWe wait:\n\ni) for a letter;\nii) for a call.",
        ),
        ["docs/ru/privacy.md alphabets-mixed"],
    ),
    "text that its indentation makes code": (
        "privacy",
        ("## Файлы { #cookies }\n\n    Их нет.", "## Cookies { #cookies }\n\n    There are none."),
        ["docs/en/privacy.md code-indented", "docs/ru/privacy.md code-indented"],
    ),
    "a basis with spaces around its sign": (
        "faq",
        (
            '## Сколько? { #how-long data-based-on = "clause" }\n\nДо 30 дней.',
            '## How long? { #how-long data-based-on= "clause" }\n\nUp to 30 days.',
        ),
        ["docs/en/faq.md based-on-empty", "docs/ru/faq.md based-on-empty"],
    ),
    "a basis without an id": (
        "faq",
        (
            '## Сколько? { data-based-on="clause" }\n\nДо 30 дней.',
            '## How long? { data-based-on="clause" }\n\nUp to 30 days.',
        ),
        ["docs/en/faq.md id-missing", "docs/ru/faq.md id-missing"],
    ),
    "a box below a line of text": (
        "privacy",
        (
            '## Файлы { #cookies }\n\nИх нет.\n!!! note "Важно"\n    Мы ждём.',
            '## Cookies { #cookies }\n\nNone.\n!!! note "Important"\n    We wait.',
        ),
        ["docs/en/privacy.md code-block-not-separated", "docs/ru/privacy.md code-block-not-separated"],
    ),
    "a box whose text has too few spaces": (
        "privacy",
        (
            '## Файлы { #cookies }\n\n!!! note "Важно"\n  Мы ждём:\n\n  - год\n  - месяц',
            '## Cookies { #cookies }\n\n!!! note "Important"\nWe wait:\n\n  - a year\n  - a month',
        ),
        ["docs/en/privacy.md box-empty", "docs/ru/privacy.md box-empty"],
    ),
    "a sentence that is underlined": (
        "privacy",
        ("## Файлы { #cookies }\n\nИх нет.\n=====", "## Cookies { #cookies }\n\nThere are none.\n---"),
        ["docs/en/privacy.md heading-underlined", "docs/ru/privacy.md heading-underlined"],
    ),
    "a word that a line divides": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nМы не просим па-\nроль у вас.",
            "## Cookies { #cookies }\n\nWe ask for no password.",
        ),
        ["docs/ru/privacy.md word-divided"],
    ),
}


@pytest.mark.parametrize("name", NEW)
def test_one_round_corrects_a_fault_of_a_new_clause(root: Path, name: str) -> None:
    page, texts, expected = NEW[name]
    last = ("## Кто", "## Who") if page == "faq" else ("## Права", "## Rights")
    above = ((old, f"{new}\n\n{old}") for old, new in zip(last, texts, strict=True))
    write_changes(root, replaced(page, *above))
    found = findings(root)
    assert [f"{each.path} {each.rule}" for each in found if each.rule not in APPROVED_AGAIN] == expected
    follow(found, root, is_typo=False)
    assert not findings(root)


@pytest.mark.parametrize("name", ONCE)
def test_one_fault_of_an_editor_is_told_once(root: Path, name: str) -> None:
    changes, expected = ONCE[name]
    write_changes(root, changes)
    assert [f"{each.path} {each.rule}" for each in errors(root) if each.rule not in APPROVED_AGAIN] == expected


def test_asterisks_without_their_end_do_not_divide_sentences_of_the_other_language(root: Path) -> None:
    texts = ("30 дней. **Мы ждём. А вы?", "30 days. **We wait.** And you?")
    write_changes(root, replaced("privacy", ("30 дней.", texts[0]), ("30 days.", texts[1])))
    found = (f"{each.path} {each.rule}" for each in findings(root) if each.rule not in APPROVED_AGAIN)
    assert [*found] == ["docs/ru/privacy.md emphasis-as-text"]


@pytest.mark.parametrize(
    ("language", "removed", "line"),
    [
        ("ru", REMOVED["ru"], '## Who sees requests? { #who data-based-on="clause" }'),
        ("en", REMOVED["en"], '## Кто видит обращения? { #who data-based-on="clause" }'),
    ],
)
def test_a_clause_that_one_language_lacks_is_not_to_be_named_there(
    root: Path, language: str, removed: str, line: str
) -> None:
    write_changes(
        root,
        {
            f"docs/{language}/privacy.md": (removed, ""),
            f"docs/{language}/faq.md": ('"clause security"', '"clause"'),
        },
    )
    (found,) = (each for each in errors(root) if each.rule == "based-on-differs")
    assert (found.params["example"], found.params["other_example"]) == (line, "")
