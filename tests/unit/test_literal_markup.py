"""Markup that would appear in the text."""

from __future__ import annotations

import pytest

from tests.rules import findings_of, places

Places = list[tuple[int, int]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Прочтите [политику] (privacy.md).", [(1, 10)]),
        ("Прочтите [политику]\n(https://a.example/).", [(1, 10)]),
        ("- а\n- [б] (#clause) и [в] (mailto:a@b.example)", [(2, 3), (2, 19)]),
        ("Прочтите (политику)[privacy.md].", [(1, 10)]),
        ('См. HYPERLINK «https://a.example/» \\h политику, HYPERLINK и HYPERLINK "".', [(1, 5)]),
        ("Прочтите [политику](privacy.md и дальше.", [(1, 19)]),
        ("Прочтите [политику](https://a.example/ и дальше.", [(1, 19)]),
        ("Прочтите [политику][https://a.example/].", [(1, 10)]),
        ("| а | б |\n| --- | --- |\n| в | [г] (#clause) |", [(3, 7)]),
        ("Прочтите [политику](privacy.md) (до конца).", []),
        ("Статья 6 [GDPR] (пояснение) и (см. выше)[1].", []),
        ("`[политику] (privacy.md)`", []),
        ("[1] (в редакции 2020/21 года)", []),
        ("«План» (#plan), файл (LICENSE.md) и ![Вид](assets/a.png)", []),
        ("Прочтите [политику][a] и [права][].", [(1, 10), (1, 26)]),
        ("Прочтите [политику][back-up].", [(1, 10)]),
        ("Статья [6] и [1][2], [ПДн], [политика][а].\n\n[а]: privacy.md", []),
    ],
)
def test_a_wrongly_written_link_is_found(text: str, expected: Places) -> None:
    assert places(findings_of("link-as-text", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("См. [политику] (/a) и [б](/c).", "См. [политику](/a) и [б](/c)."),
        ("См. (https://a.example/)[политику].", "См. [политику](https://a.example/)."),
        ("См. HYPERLINK “https://a.example/” веб-сайт.", "См. [веб-сайт](https://a.example/)."),
        ("См. HYPERLINK “https://a.example/” наш сайт.", ""),
        ("См. [политику](https://a.example/b.", "См. [политику](https://a.example/b)."),
        ("См. [политику](https://a.example/b, и c.", "См. [политику](https://a.example/b), и c."),
        ("См. [пункт][clause].", "См. [пункт](#clause)."),
        ("См. [Пункт][].", "См. [Пункт](#clause)."),
        ("См. [главную][index].", "См. [главную](index.md)."),
        ("См. [план][zzz].", ""),
        ("См. [почту]{https://a.example/}.", "См. [почту](https://a.example/)."),
        ("См. [почту] {https://a.example/}.", "См. [почту](https://a.example/)."),
        ("См. {почту}(https://a.example/).", "См. [почту](https://a.example/)."),
        ("См. (почту){https://a.example/}.", "См. [почту](https://a.example/)."),
        ("См. [почту)(https://a.example/).", "См. [почту](https://a.example/)."),
        ("См. [почту](https://a.example/}.", "См. [почту](https://a.example/)."),
        ("См. [почту]<https://a.example/>.", "См. [почту](https://a.example/)."),
        ("См. [почту]«https://a.example/».", "См. [почту](https://a.example/)."),
        ("См. [почту]https://a.example/.", "См. [почту](https://a.example/)."),
        ("См. {https://a.example/}[почту].", "См. [почту](https://a.example/)."),
        ("См. [почту]<#clause>.", "См. [почту](#clause)."),
        ("См. «пункт»(#clause).", "См. [пункт](#clause)."),
        ("См. “главную” (index.md#a).", "См. [главную](index.md#a)."),
        ("См. главную (index.md).", ""),
        ("См. ![пункт](#clause).", "См. [пункт](#clause)."),
        ("См. ![главную](index.md).", "См. [главную](index.md)."),
        ("См. [почту]{ #clause }.", "См. [почту](#clause)."),
        ("См. [почту(https://a.example/) и ответ.", "См. [почту](https://a.example/) и ответ."),
        (
            'См. [почту(https://a.example/){ hreflang="en" } (англ.).',
            'См. [почту](https://a.example/){ hreflang="en" } (англ.).',
        ),
    ],
)
def test_a_link_is_printed_as_it_should_be(text: str, expected: str) -> None:
    (found,) = findings_of("link-as-text", text)
    assert found.params["example"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "См. (https://a.example/)[1].",
        "См. [1] <https://a.example/>.",
        "См. [1] https://a.example/.",
        "См. политику (новую) (https://a.example/).",
        "См. [почту (https://a.example/) и ответ].",
        "См. [почту]{.wide}, [почту]{#other} и `[почту]{https://a.example/}`.",
    ],
)
def test_a_note_or_an_address_beside_a_text_in_brackets_is_no_link(text: str) -> None:
    assert findings_of("link-as-text", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мы **никогда не храним почту.", [(1, 4)]),
        ("Мы ** не ** храним и * не * храним.", [(1, 4), (1, 22)]),
        ("Это **«важно»**да.", [(1, 5)]),
        ("- Мы **не храним", [(1, 6)]),
        ("**Никогда*. Ваши", [(1, 1)]),
        ("Мы *никогда** и **всегда*. Ваши", [(1, 4), (1, 17)]),
        ("Мы **не** храним *почту*.", []),
        ("Это *цена*\\* и ***важное* условие**, \\**ещё* и `**код*`.", []),
        ("Имя* и почта**.\n\n\\* Если указано.\n\n\\*\\* Если есть.", []),
        ("Срок 2 * 30 дней * 2.", []),
        ("Карта **** 1234, `**код`.", []),
        ("Куки _ga, __utma и имя_поля_сайта.", []),
        ("Подпись ________ дата ____", []),
    ],
)
def test_asterisks_without_effect_are_found(text: str, expected: Places) -> None:
    assert places(findings_of("emphasis-as-text", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мы храним почту. { #mail }", [(1, 18)]),
        ('[а](privacy.md) { hreflang="en" }', [(1, 17)]),
        ("- пункт {: .note }", [(1, 9)]),
        ("[а](privacy.md) { hreflang=“en” }", [(1, 17)]),
        ("Мы храним { #mail и имя.", [(1, 11)]),
        ('[а](privacy.md){ hreflang="en" } (англ.)', []),
        ("Абзац\n{ #paragraph }", []),
        ("Множество {1, 2} и поле {имя}, `{ #id }`.", []),
    ],
)
def test_attributes_without_effect_are_found(text: str, expected: Places) -> None:
    assert places(findings_of("attributes-as-text", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Текст[^1].\n\n[^1]: Сноска.", [(1, 7)]),
        ("Текст[^note].", [(1, 6)]),
        ("!!! note\n    Текст", [(1, 1)]),
        ("Абзац.\n\n::: warning\nТекст", [(3, 1)]),
        ("- [ ] раз\n- [x] два", [(1, 3), (2, 3)]),
        ("Это ~~старое~~ и ==новое==.", [(1, 5), (1, 18)]),
        ("!! note «Важно»\n    Текст\n\n! tip\n    Текст", [(1, 1), (4, 1)]),
        ("! note the stop\n\n!! заметка", []),
        ("Термин\n: определение", [(2, 1)]),
        ("*[ПДн]: персональные данные\n\nПДн", [(1, 1)]),
        ("[[Политика]]", [(1, 1)]),
        ("[TOC]", [(1, 1)]),
        ("{toc:maxLevel=2}", [(1, 1)]),
        ("Строка\\\nещё одна", [(1, 7)]),
        ("<!— policy allow yo-missing: причина —>\n\nТекст <!– заметка –>.", [(1, 1), (3, 7)]),
        ("<?php\n\nА.\n\n- <script\n\nБ.\n\n<!A", [(1, 1), (5, 3), (9, 1)]),
        ("Если а <b, а также\n<5 дней и < б.", []),
        ("> [!NOTE]\n> Текст.\n\nСм. [!] и [!a b]", [(1, 3)]),
        ('??? "Вопрос"\n    Ответ\n\n=== "Сайт"\n\n    Текст', [(1, 1), (4, 1)]),
        ('--8<-- "assets/a.md"\n\n.. note:: Текст\n\n/// note', [(1, 1), (3, 1), (5, 1)]),
        ("Замок :lock:, :+1: и (:warning:)", [(1, 7), (1, 15), (1, 23)]),
        ("Время 10:30:15, п. 5:а:, a:b:c, https://a.example/:id:/x", []),
        ("Вода H~2~O, м^2^ и ^^вставка^^", [(1, 7), (1, 14), (1, 20)]),
        ("Около ~5 и ~6, ~10~15, 5~10~15, 2^10 и x^2", []),
        ("Формулы $x$, $\\alpha + b$ и $$a+b$$", [(1, 9), (1, 14), (1, 29)]),
        ("Цены $5 and $6, $5–$6, US$5/US$6, A$ and B$, $CAD/$USD", []),
        ("{% if a %} {{ name }} ${user.name} <%= b %>", [(1, 1), (1, 36)]),
        ("{:toc}\n\n+++\ntitle: A", [(1, 1), (3, 1)]),
        ("h2. Название\n\n== Название\n\nКлавиши ++ctrl+c++ и %%заметка%%", [(1, 1), (3, 1), (5, 9), (5, 22)]),
        ("h2. и H2.\n\n== и =\n\n5 %% и 6 %%, C+++ и a==b", [(1, 1), (3, 1)]),
        ("Скидка 5 % {имя} и $ {a}", []),
        ("Текст ^[сноска] и [b]жирно[/b]", [(1, 7), (1, 27)]),
        ("Да.\n\n=====\n\n-----\n\nНет. == и =\n+++++", [(3, 1), (8, 1)]),
        ("Это ++вставка++, но не C++ and C++, +7 и ++", [(1, 5)]),
        ("'''жирно'''", [(1, 1)]),
        ("Сроки:\n+---+---+\n| а | б |\n+===+===+", [(2, 1), (4, 1)]),
        ("Статья 6 [1], x == y, a ~ b!!! И???", []),
        ("`[^1]`, `:lock:`, `$x$` и\n\n```\n!!! note\n```", []),
        ("Срок: год.\n\nИмя : почта", []),
        ("Куки _ga, __utma, utm_ и `имя`, _это_, имя_поля, O`Neil, ____.", []),
        ("__支払い。__本サービス", []),
    ],
)
def test_constructs_of_other_dialects_are_found(text: str, expected: Places) -> None:
    assert places(findings_of("markup-as-text", text)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("!!! note «О «почте»»", '!!! note "О «почте»"'),
        ('!! warning "Важно"', '!!! warning "Важно"'),
        ("! tip", "!!! tip"),
        ("???+ note “Вопрос”", '???+ note "Вопрос"'),
    ],
)
def test_a_box_is_printed_as_it_should_be(written: str, expected: str) -> None:
    text = f"{written}\n    Текст."
    (found,) = findings_of("markup-as-text", text, extensions=["admonition", "pymdownx.details"])
    assert found.params["example"] == expected
    assert findings_of("markup-as-text", f"{expected}\n    Текст.", extensions=["admonition", "pymdownx.details"]) == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("- [x]Счета", "- [x] Счета"),
        ("- [х] Счета", "- [x] Счета"),
        ("- [] Счета", "- [ ] Счета"),
        ("- []Да", "- [ ] Да"),
        ("- [ x ] Счета", "- [x] Счета"),
        ("- [v] Счета", "- [x] Счета"),
        ("- (x) Счета", "- [x] Счета"),
        ("- ( ) Счета", "- [ ] Счета"),
    ],
)
def test_a_box_to_tick_is_printed_as_it_should_be(written: str, expected: str) -> None:
    (found,) = findings_of("markup-as-text", written, extensions=["pymdownx.tasklist"])
    assert found.params["example"] == expected
    assert findings_of("markup-as-text", f"{expected}\n- [Да](#clause)", extensions=["pymdownx.tasklist"]) == []


def test_a_line_of_signs_is_to_be_deleted() -> None:
    (found,) = findings_of("markup-as-text", "Да.\n\n=====\n\nНет.")
    assert [*found.advised.values()] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Не дольше ~~30~~ 60 дней.", "Не дольше 60 дней."),
        ("Через 30 дней ~~или позже~~.", "Через 30 дней."),
        ("- ~~30~~ 60 дней", "- 60 дней"),
        ("~~30~~ 60 дней", ""),
        ("Не дольше (~~30~~ 60) дней.", ""),
        ("Не дольше ~~3~~60 дней.", ""),
        ("Придёт `в срок.", "Придёт в срок."),
        ("Придёт в срок``.", "Придёт в срок."),
        ("Придёт __на адрес.", "Придёт на адрес."),
        ("- Придёт на адрес_", "- Придёт на адрес"),
    ],
)
def test_a_line_is_printed_without_what_is_struck_out_or_stands_at_one_end(text: str, expected: str) -> None:
    (found,) = findings_of("markup-as-text", text)
    assert found.params["example"] == expected
