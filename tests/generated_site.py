"""Generate a site of any size in two languages, with policies made of clauses that correspond to each other.

The same number of pages always gives the same site, so that measurements can be repeated.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.project import put

CONTACT = "privacy@policy.example"
LANGUAGES = ("ru", "en")

# Titles, sentences and items of clauses in Russian and English. {n}, {day} and {site} differ each time.
TITLES = (
    ("Какие данные мы собираем", "What data we collect"),
    ("Для чего нужны данные", "What the data is for"),
    ("Сколько хранятся данные", "How long data is stored"),
    ("Кто видит данные", "Who sees the data"),
    ("Как удалить данные", "How to have data deleted"),
    ("Как защищены данные", "How data is protected"),
    ("Ваши права", "Your rights"),
    ("Как с нами связаться", "How to contact us"),
    ("Изменения политики", "Changes to the policy"),
    ("Передача за границу", "Transfer abroad"),
    ("Данные детей", "Data of children"),
    ("Платежи", "Payments"),
)
SENTENCES = (
    ("Мы храним обращения {n} дней.", "We store requests for {n} days."),
    ("Обращения старше {n} месяцев удаляются.", "Requests older than {n} months are deleted."),
    ("Мы не продаём ваши данные.", "We do not sell your data."),
    ("Мы не передаём адреса рекламным сервисам.", "We do not transfer addresses to advertising services."),
    ("Доступ к обращениям имеют сотрудники поддержки.", "Support employees have access to requests."),
    ("Вы можете попросить удалить историю обращений.", "You can ask us to delete the history of requests."),
    ("На запрос мы отвечаем в течение {n} дней.", "We reply to a request within {n} days."),
    ("Эти правила действуют с {day_ru}.", "These rules apply from {day_en}."),
    ("Предыдущая версия действовала до {day_ru}.", "The previous version was in effect until {day_en}."),
    (
        "Подробности есть на [странице договора](https://policy.example/{site}).",
        "Details are on the [page of the contract](https://policy.example/{site}).",
    ),
    (
        "Список партнёров опубликован [на сайте](https://partners.example/list-{n}).",
        "The list of partners is published [on the site](https://partners.example/list-{n}).",
    ),
    (f"Пишите на <{CONTACT}>, если у вас есть вопросы.", f"Write to <{CONTACT}> if you have questions."),
    ("Переписка хранится в зашифрованном виде.", "Correspondence is stored in encrypted form."),
    ("Копии хранятся на {n} серверах.", "Copies are stored on {n} servers."),
    ("Без вашего согласия данные не публикуются.", "Data is not published without your consent."),
    ("Плата составляет {n} % от суммы.", "The fee is {n}% of the amount."),
    ("Согласие можно отозвать в любой день.", "Consent can be withdrawn on any day."),
    ("Сотрудник проверяет каждое обращение.", "An employee checks each request."),
    ("Если данные неточны, мы их исправим.", "If the data is inaccurate, we will correct it."),
    ("Мы сообщим вам об утечке в течение {n} часов.", "We will notify you of a leak within {n} hours."),
    ("Решение о выплате принимает человек.", "The decision on a payment is made by a person."),
    ("Мы не принимаем решений автоматически.", "We do not make decisions automatically."),
    ("Адрес нужен для доставки ответа.", "The address is needed to deliver the reply."),
    ("Счета хранятся {n} лет по закону.", "Invoices are stored for {n} years under the law."),
)
ITEMS = (
    ("Электронная почта", "Email address"),
    ("Имя или никнейм", "Name or nickname"),
    ("Адрес сайта", "Website address"),
    ("Номер заказа", "Order number"),
    ("История обращений за {n} месяцев", "History of requests for {n} months"),
    ("Язык страницы", "Language of the page"),
    ("Дата обращения", "Date of the request"),
    ("Снимок экрана", "Screenshot"),
    ("Версия программы", "Version of the program"),
    ("Сумма платежа", "Amount of the payment"),
)
LEADS = (("Вы можете указать:", "You may provide:"), ("Мы храним:", "We store:"), ("Нам нужны:", "We need:"))
ROWS = (("Данные", "Data"), ("Срок, дней", "Term, days"))


@dataclass(frozen=True)
class Pair:
    """The same Markdown in both languages."""

    ru: str
    en: str


def write(folder: Path, pages: int, *, clauses: int = 8) -> None:
    """Write `mkdocs.yml`, and in each language a home page and so many policies with so many clauses."""
    chance = random.Random(20261122)  # noqa: S311  (nothing secret)
    names = [f"policy-{number}" for number in range(1, pages + 1)]
    put(folder / "mkdocs.yml", CONFIGURATION)
    put(folder / "docs/editorial/wordlist.txt", "никнейм\nscreenshot\n")
    home = Pair("# Политики { #index }\n\nЗдесь все политики.", "# Policies { #index }\n\nHere are all the policies.")
    _write_page(folder, "index", home, Pair("Политики", "Policies"), policy=False)
    for number, name in enumerate(names, start=1):
        title = Pair(f"Политика {number}", f"Policy {number}")
        parts = [Pair(f"# {title.ru} {{ #{name} }}", f"# {title.en} {{ #{name} }}")]
        for position, heading in enumerate(_titles(chance, clauses), start=1):
            parts.append(Pair(f"## {heading[0]} {{ #clause-{position} }}", f"## {heading[1]} {{ #clause-{position} }}"))
            parts += _body(chance)
        text = Pair("\n\n".join(part.ru for part in parts), "\n\n".join(part.en for part in parts))
        _write_page(folder, name, text, title, policy=True)


CONFIGURATION = f"""\
site_name: Policies
site_url: https://policies.example/
theme: material
plugins:
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      languages:
        - {{locale: ru, name: Русский, default: true}}
        - {{locale: en, name: English, site_name: Policies}}
  - policy:
      contacts: [{CONTACT}]
exclude_docs: /editorial/
markdown_extensions: [attr_list, pymdownx.betterem, pymdownx.superfences]
"""


def _titles(chance: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """Yield as many different titles."""
    for position in range(0, count, len(TITLES)):
        for ru, en in chance.sample(TITLES, min(len(TITLES), count - position)):
            yield (f"{ru}, часть {position}", f"{en}, part {position}") if position else (ru, en)


def _body(chance: random.Random) -> list[Pair]:
    """Return the text under a heading: paragraphs, perhaps a list or a table."""
    parts = [_paragraph(chance) for _ in range(chance.randint(1, 2))]
    kind = chance.random()
    if kind < 0.4:
        lead = LEADS[chance.randrange(len(LEADS))]
        items = [_filled(item, chance) for item in chance.sample(ITEMS, chance.randint(2, 5))]
        parts += [Pair(*lead), _joined([Pair(f"- {item.ru}", f"- {item.en}") for item in items], "\n")]
    elif kind < 0.6:
        rows = [_filled(item, chance) for item in chance.sample(ITEMS, 3)]
        terms = [chance.randint(2, 99) for _ in rows]
        table = [Pair(*(f"| {ROWS[0][side]} | {ROWS[1][side]} |" for side in (0, 1))), Pair("|---|---|", "|---|---|")]
        table += [Pair(f"| {row.ru} | {n} |", f"| {row.en} | {n} |") for row, n in zip(rows, terms, strict=True)]
        parts.append(_joined(table, "\n"))
    return parts


def _paragraph(chance: random.Random) -> Pair:
    return _joined([_filled(pair, chance) for pair in chance.sample(SENTENCES, chance.randint(1, 4))], " ")


def _joined(pairs: Sequence[Pair], by: str) -> Pair:
    return Pair(by.join(pair.ru for pair in pairs), by.join(pair.en for pair in pairs))


_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)


def _filled(pair: tuple[str, str], chance: random.Random) -> Pair:
    day = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randrange(900))
    params = {
        # Numbers with the same plural form in every sentence.
        "n": chance.randint(5, 20),
        "site": f"contract-{chance.randint(2, 99)}",
        "day_ru": f"{day.day} {_MONTHS[day.month - 1]} {day.year} года",
        "day_en": f"{day:%B} {day.day}, {day.year}",
    }
    return Pair(*(text.format(**params) for text in pair))


def _write_page(folder: Path, name: str, text: Pair, title: Pair, *, policy: bool) -> None:
    version = 'version: "1.0"\neffective_date: 2026-11-22\n' if policy else ""
    for language in LANGUAGES:
        front_matter = (
            f"---\ntitle: {getattr(title, language)}\ndescription: {getattr(title, language)}.\n{version}---\n"
        )
        put(folder / "docs" / language / f"{name}.md", f"{front_matter}\n{getattr(text, language)}\n")
