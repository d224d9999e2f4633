"""Lists that are not rendered as lists, or not as they are written."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.example_site import lines_above
from tests.rules import findings_of, places

Places = list[tuple[int, int]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мы храним:\n- почту\n- имя", [(2, 1)]),
        ("Мы храним:\n* почту\n  и имя\n* адрес", [(2, 1)]),
        ("Мы храним:\n+ почту", [(2, 1)]),
        ("Мы храним:\n1. почту\n2. имя", [(2, 1)]),
        ("Мы храним:\n3. почту\n4. имя", [(2, 1)]),
        ("Мы храним данные\n2. почту\n3. имя", [(2, 1)]),
        ("> Мы храним:\n> - почту", [(2, 3)]),
        ("**Мы** храним:\n  - почту", [(2, 3)]),
        ("Раз:\n- а\n\nДва:\n- б", [(2, 1), (5, 1)]),
        ("Мы храним:\n\n- почту\n- имя", []),
        ("- почту\n## Дальше { #a }\n\nТекст.", []),
        ("- почту\n  и имя\nи адрес", []),
        ("Мы работаем с\n2020. Это давно.", []),
        ("Действует с ноября\n22. Текст", []),
        ("Позвоните по номеру\n+7 900 000-00-00 или\n+ 7 900", []),
        ("Срок\n-5 дней", []),
        ("```\nтекст:\n- код\n```", []),
        ("Мы храним:\n1.1. почту;\n1.2. имя.", [(2, 1)]),
        ("Мы храним\n1.1. Почту\n1.2. Имя", [(2, 1)]),
        ("Мы храним данные.\n1.1 Почта остаётся год.\n\n1.2 Имя тоже.", [(2, 1)]),
        ("Мы даём бесплатно:\n1.5 ГБ трафика.", []),
        ("1.1. Почта.\n1.3. Имя.\n\nАбзац.\n2.1. Адрес.", [(5, 1)]),
        ("Мы храним:\nа) почту;\nб) имя.", [(2, 1)]),
        ("We keep:\n(a) the email;\n(b) the name.", [(2, 1)]),
        ("We keep\n(a) the email\n(b) the name", [(2, 1)]),
        ("We keep data.\na. Email\nb. Name", [(2, 1)]),
        ("We keep data.\ni. Email\nii. Name", [(2, 1)]),
        ("We keep data\nI) Email\nII) Name", [(2, 1)]),
        ("Мы храним:\n1) почту;\n2) имя.", [(2, 1)]),
        ("Мы храним: почту;\nа) рабочую;\nб) личную.", [(2, 1)]),
        ("По закону:\n§ 1. Почта\n§ 2. Имя", [(2, 1)]),
        ("Приложения:\n№ 1 Почта\n№ 2 Имя", [(2, 1)]),
        ("Статья 1. Почта\nСтатья 2. Имя", [(2, 1)]),
        ("Article 1. Email\nArticle 2. Name", [(2, 1)]),
        ("Section 1 Email\nSection 2 Name", [(2, 1)]),
        ("п. 1 Почта\nп. 2 Имя", [(2, 1)]),
        ("We keep:\nNo. 1 the email;\nNo. 2 the name.", [(2, 1)]),
        ("[1] email\n[2] name", [(2, 1)]),
        ("(1.1) почта\n(1.2) имя", [(2, 1)]),
        ("1(a) email\n1(b) name", [(2, 1)]),
        ("1/ email\n2/ name", [(2, 1)]),
        ("1: email\n2: name", [(2, 1)]),
        ("1 – почта\n2 – имя", [(2, 1)]),
        ("1° Email\n2° Nom", [(2, 1)]),
        ("1º Correo\n2º Nombre", [(2, 1)]),
        ("第1条 名前\n第2条 住所", [(2, 1)]),
        ("一、名前\n二、住所", [(2, 1)]),
        ("三人が住所、\n四人が名前を送る。", []),
        ("¹ Почта\n² Имя", [(2, 1)]),
        ("Ⅰ. Почта\nⅡ. Имя", [(2, 1)]),
        ("- Почта:\n  1) рабочая\n  2) личная", [(2, 3)]),
        ("1.1. Мы храним:\nб) почту;\nв) имя.", [(2, 1)]),
        ("Мы храним:\n\n1.1. почту;\n1.2. имя.", []),
        ("Мы храним:\n\nа) почту;\nб) имя.", []),
        ("We keep:\n\n(a) email;\n\n(b) name.", []),
        ("(c) 2026 ToolLender", []),
        ("(1) Если вы указали почту.", []),
        ("А. Иванов отвечает на письма.", []),
        ("- а) почта\n- б) имя", []),
        ("You may (a) read your data,\n(b) correct it or\n(c) delete it.", []),
        ("Мы вправе: а) хранить данные,\nб) удалять их.", []),
        ("Section 1 applies.\nSection 2 does not.", []),
        ("Компания А хранит почту.\nКомпания Б хранит имя.", []),
        ("Мы ждём\n5 дней или\n6 недель.", []),
        ("От 5% до\n6% и\n7% дохода.", []),
        ("Срок: 5,\n6 и 7 – дни.\n8 – недели.", []),
        ("Мы действуем по пункту\n5.2. закона о данных.", []),
        ("The rate is at most\n1.5 percent a month.", []),
        ("Мы храним данные (почту, имя и\n1) не передаём их.", []),
        ("Основание — закон (статья 6, пункт\nа) и договор.", []),
        ("В соответствии с пунктом 1)\nи пунктом 2) мы храним данные.", []),
        ("Срок — год,\nт. е. двенадцать месяцев.", []),
        ("Наш адрес:\nг. Москва, ул. Мира,\nд. 5, кв. 6", []),
        ("Это сказано в законе\n№ 152-ФЗ и в законе\n№ 149-ФЗ.", []),
        ("It is said in\nno. 1 of the list and in\nno. 2 of it.", []),
        ("Das folgt aus\n§ 5 BDSG und aus\n§ 6 BDSG.", []),
        ("Мы работаем с\n1. января по закону.", []),
        ("См. ст.\n6. Закона.", []),
        ("Шаг 1: напишите нам.\n\nШаг 2: ждите ответа.", []),
        ("Read article 6 and\nArticle 7 of the law.", []),
    ],
)
def test_a_list_or_a_numbered_clause_that_runs_on_in_the_text_above_is_found(text: str, expected: Places) -> None:
    assert places(findings_of("list-not-separated", text)) == expected


@pytest.mark.parametrize(
    ("text", "followed"),
    [
        ("Мы храним:\n1.1. почту;\n1.2. имя.", "Мы храним:\n\n1.1. почту;\n1.2. имя."),
        ("Мы храним:\nа) почту;\nб) имя.", "Мы храним:\n\nа) почту;\nб) имя."),
        ("1.1. Мы храним.\n\nАбзац.\n1.2. Имя.", "1.1. Мы храним.\n\nАбзац.\n\n1.2. Имя."),
        ("- Почта:\n  1) рабочая\n  2) личная", "- Почта:\n\n    1) рабочая\n    2) личная"),
        ("Статья 1. Почта\nСтатья 2. Имя", "Статья 1. Почта\n\nСтатья 2. Имя"),
        ("We keep data.\nii. Email\niii. Name", "We keep data.\n\nii. Email\n\niii. Name"),
        ("Мы работаем с\n1. Это день\n2. недели", "Мы работаем\nс 1. Это день 2. недели"),
    ],
)
def test_its_fix_can_be_followed_literally(text: str, followed: str) -> None:
    assert findings_of("list-not-separated", text) != []
    for rule in ("list-not-separated", "list-as-text", "item-not-nested", "list-merged"):
        assert findings_of(rule, followed) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мы храним:\n\n– почту;\n– имя.", [(3, 1)]),
        ("Мы храним:\n— почту;\n— имя.", [(2, 1)]),
        ("Мы храним:\n\n— почту;\n\n— имя.", [(3, 1)]),
        ("Текст.\n\n– почту;\n– имя.\n\nТекст.\n\n– адрес;\n– номер.", [(3, 1), (8, 1)]),
        ("Мы храним:\n\n• почту", [(3, 1)]),
        ("• почту\n• имя", [(1, 1)]),
        ("→ почту\n→ имя", [(1, 1)]),
        ("− почту\n− имя", [(1, 1)]),
        ("Выручка\n− расходы = прибыль", []),
        ("Почта → имя\n→ адрес", []),
        ("- почта\n→ имя\n--адрес", [(2, 1)]),
        ("✓ почта\n✓ имя", [(1, 1)]),
        ("🔒 почта\n📧 имя", [(1, 1)]),
        ("① почта\n② имя", [(1, 1)]),
        ("Обращение\n— это ваш вопрос.", []),
        ("Обращение\n— это ваш вопрос, а ответ\n— это наш.", []),
        ("— Кто видит данные?\n\n— Только мы.", []),
        ("🔒 Мы храним почту.\nИ имя.", []),
        ("Мы храним:\n\n1) почту;\n2) имя.", []),
        ("1) почту", []),
        ("We keep:\n\na) email;\nb) name.", []),
        ("(a) email\n\nText.\n\n(b) name", []),
        ("2.1. Оператор хранит данные.\n\n2.2. Оператор удаляет данные.", []),
    ],
)
def test_signs_that_begin_no_list_are_found(text: str, expected: Places) -> None:
    assert places(findings_of("list-as-text", text)) == expected


@pytest.mark.parametrize(
    ("text", "advised"),
    [
        ("- почта\n→ имя\n-- адрес\n- номер", {2: "- имя", 3: "- адрес"}),
        ("- почта\n•имя и адрес", {2: "- имя и адрес"}),
        ("•почта\n• имя", {1: "- почта", 2: "- имя"}),
        ("✔️ почта\n✔️имя", {1: "- почта", 2: "- имя"}),
        ("①почта\n② имя", {1: "- почта", 2: "- имя"}),
        ("Мы храним:\n--почту", {2: "\n- почту"}),
    ],
)
def test_their_items_keep_all_words(text: str, advised: dict[int, str]) -> None:
    above = lines_above("privacy", text)
    found = findings_of("list-as-text", text)
    assert {number - above: line for each in found for number, line in each.advised.items()} == advised


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.1. Почта.\n\n1.3. Имя.", [(3, 1)]),
        ("1.1. Почта.\n\n1.2.2. Имя.", [(3, 1)]),
        ("Часть А\n\n1.1. Почта.\n1.2. Имя.\n\nЧасть Б\n\n1.1. Адрес.", [(8, 1)]),
        ("1.1. Почта.\n\nа) раз;\nб) два;\nг) три.", [(5, 1)]),
        ("1.1. Почта.\n\n1.1.1. Имя.\n\n1.2. Адрес.\n\n2.1. Номер.", []),
        ("1.1. Почта.\n\nа) раз;\nб) два.\n\n1.2. Имя.\n\nа) раз;\nб) два.", []),
        ("а) раз;\nб) два.\n\nАбзац.\n\nа) раз;\nб) два.", []),
        ("е) раз;\nж) два;\nи) три.", []),
        ("5.3. Почта.\n\n## Пункт { #b }\n\n7.1. Имя.", []),
        ("3. Почта\n5. Имя", []),
    ],
)
def test_a_number_that_does_not_follow_the_one_above_is_found(text: str, expected: Places) -> None:
    assert places(findings_of("number-out-of-order", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Почта\n\nАбзац.\n\n2. Имя\n3. Адрес", [(5, 4)]),
        ("3. Почта\n4. Имя", [(1, 4)]),
        ("1. Почта\n3. Имя", [(2, 4)]),
        ("1. а\n2. б\n\n1. в\n2. г", [(4, 4)]),
        ("2020. Это было давно.", [(1, 7)]),
        ("1. а\n    1. б\n    3. в\n2. г", [(3, 8)]),
        ("1. Почта\n\n    Абзац.\n\n2. Имя", []),
        ("1. а\n1. б\n1. в", []),
        ("1. а\n    1. б\n2. в\n    1. г\n    2. д\n3. е", []),
        ("1. а\n2. б\n\nАбзац.\n\n1. в", []),
        ("2020\\. Это было давно.", []),
    ],
)
def test_numbers_that_are_rendered_differently_are_found(text: str, expected: Places) -> None:
    assert places(findings_of("list-number-mismatch", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- а\n- б\n\n1. в\n2. г", [(4, 4)]),
        ("1. а\n2. б\n\n- в", [(4, 3)]),
        ("- а\n\nАбзац.\n\n1. в", []),
        ("- а\n    1. б\n    2. в\n- г", []),
        ("1. а\n    - б\n2. в", []),
    ],
)
def test_merged_lists_are_found(text: str, expected: Places) -> None:
    assert places(findings_of("list-merged", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- а\n  - б\n  - в\n- г", [(2, 5)]),
        ("1. а\n   1. б\n2. в", [(2, 7)]),
        ("- а\n    - б\n      - в", [(3, 9)]),
        ("- а\n    - б\n    - в\n- г", []),
        ("  - а\n  - б", []),
        ("- а\n\nАбзац.\n\n  - б", []),
        ("- а\n\t- б", []),
    ],
)
def test_an_item_that_is_not_nested_is_found(text: str, expected: Places) -> None:
    assert places(findings_of("item-not-nested", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- а\n-\n- б", [(2, 1)]),
        ("- а\n\n  *  \n\n- б", [(3, 3)]),
        ("1. а\n2.\n", [(2, 1)]),
        ("- а\n\n---\n\n- б", []),
        ("```\n-\n```", []),
        ("В году\n2020.", []),
    ],
)
def test_an_empty_item_is_found(text: str, expected: Places) -> None:
    assert places(findings_of("item-empty", text)) == expected


@given(st.lists(st.sampled_from(["- ", "    - ", "1. ", "    2. ", "", "– ", "а) ", "> ", "  "]), max_size=12))
@hypothesis.settings(max_examples=30)  # each checks a whole site
def test_any_sequence_of_items_can_be_checked(signs: list[str]) -> None:
    for rule in ("list-number-mismatch", "item-not-nested"):
        places(findings_of(rule, "Текст.\n\n" + "\n".join(f"{sign}слово" for sign in signs)))


@pytest.mark.parametrize(
    ("ru", "en", "expected"),
    [
        ("а) раз;\nв) два.", "a) one;\nb) two.", ["б) два."]),
        ("".join(f"{each}) да;\n" for each in "абвгдез"), "".join(f"{each}) yes;\n" for each in "abcdefg"), ["ж) да;"]),
        ("А. Раз.\n\nВ. Два.", "A. One.\n\nB. Two.", ["Б. Два."]),
        ("(i) раз;\n(iv) два.", "(i) one;\n(ii) two.", ["(ii) два."]),
        ("1.1. Раз.\n\n1.3. Два.", "1.1. One.\n\n1.1.1. Two.", ["1.1.1. Два."]),
        ("§ 1. Раз.\n\n§ 3. Два.", "§ 1. One.\n\n§ 2. Two.", ["§ 2. Два."]),
        # A number is there twice in both.
        ("1.1. Раз.\n\n1.1. Два.\n\n1.2. Три.", "1.1. One.\n\n1.1. Two.\n\n1.2. Three.", ["1.2. Два.", "1.3. Три."]),
        ("1.1. Раз:\n\n1.1.1. Да.\n\n1.1. Два.", "1.1. One:\n\n1.1.1. Yes.\n\n1.1. Two.", ["1.2. Два."]),
        ("1.1. По п.\n1.2. политики.\n\n1.2. Раз.", "1.1. By s.\n1.2. of it.\n\n1.2. One.", ["1.3. Раз."]),
        ("а) раз;\nб) два;\nб) три.", "a) one;\nb) two;\nb) three.", ["в) три."]),
        ("(i) раз;\n(v) два;\n(v) три.", "(i) one;\n(v) two;\n(v) three.", [""]),
        # Perhaps on purpose, or another fault.
        ("а) раз;\nв) два.", "a) one;\nc) two.", []),
        ("а) раз;\nв) два.", "a) one;\nb) two;\nc) three.", []),
        ("1.1. Раз.\n\n1.3. Два.", "1.2. One.\n\n1.3. Two.", []),
    ],
)
def test_a_number_gets_the_place_that_it_has_in_another_language(ru: str, en: str, expected: list[str]) -> None:
    texts = {"ru": f"Так:\n\n{ru}", "en": f"So:\n\n{en}"}
    found = [each for each in findings_of("number-mistyped", texts) if "/ru/" in each.path]
    assert [each.params["example"] for each in found] == expected
    out_of_order = findings_of("number-out-of-order", texts)
    assert {each.line for each in found}.isdisjoint(each.line for each in out_of_order if "/ru/" in each.path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.1. Раз.\n1,2. Два.", {2: "1.2. Два."}),
        ("1.1. Раз.\n\n1 2. Два.", {3: "1.2. Два."}),
        ("1.1. Раз.\n\n1. 2. Два.", {3: "1.2. Два."}),
        ("1.1) Раз.\n\n1..2 Два.", {3: "1.2) Два."}),
        ("1.1 Раз.\n\nl.2 Два.\n\n1.З Три.", {3: "1.2 Два.", 5: "1.3 Три."}),
        ("1,1. Раз.\n\n1.2. Два.", {1: "1.1. Раз."}),
        ("1,1. Раз.\n\n1,2. Два.", {1: "1.1. Раз.", 3: "1.2. Два."}),
        ("**1.1.** Раз.\n\n**1:2.** Два.", {3: "**1.2.** Два."}),
        ("1.1. Раз.\n\n1,2 раза в год. Да.", {}),
        ("1.1. Не менее\n1,2 Мбит/с.", {}),
        ("1.1. Раз.\n\n1,5. Два.", {}),
        ("1. 1. Раз\n    2. Два\n2. Три\n\n3.2. Четыре.", {}),
        ("I.1. Раз.\n\nI.2. Два.", {}),
        ("1.1. Раз.\n\n```\n1,2. Два.\n```", {}),
    ],
)
def test_a_wrong_sign_in_the_number_of_a_clause_is_found(text: str, expected: dict[int, str]) -> None:
    found = findings_of("number-mistyped", text)
    assert {each.line: each.params["example"] for each in found} == expected
