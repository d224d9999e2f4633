"""The names of links that readers take for pages and parts of a site."""

from __future__ import annotations

import pytest
from policysite.corpus.part_names import is_own_name, words_of

TITLES = [words_of(title) for title in ("Policy", "How we treat requests", "Политика", "Acme: questions", "Requests")]
NAMED = """
Policy (PDF)
Policy, full text
The policy
Our policy
Policy 1.0
Version v1.0
Версия 1.0
Полная версия
Current version
Po­licy
requests
English
In English
EN
ru
Changes
Feed of changes
Pol-icy
Polícy
Po licy
Русский
Russian
английский
По-русски
На русском
Print
Feed
RSS
Contact form
Write to us
Get in touch
Support
Поддержка
Связь с оператором
Data protection officer
DPO
Imprint
Log in
Delete your data
Unsubscribe
All versions
The original
Your rights
Complaints
Report abuse
Ваши права
Пожаловаться
P0licy
Po1icy
Po_licy
Pøłicy
Policies
The policies
Acme policy
Политика Acme
ENG
Rus
🇷🇺
🇬🇧
Russian translation
Перевод
Русский язык
My data
Delete all my data
Contact our DPO
Opt out
Withdraw your consent
Читайте политику
О политике
Мои данные
""".strip().splitlines()
OTHERS = """
Acme
The policy of our bank
Bank: policy
Support of the bank
Deutsch
Home
Главная
DE
2026
1.0
Blog
The shop
Государственный регистр
Police
GER
🇪🇺
🇩🇪
Acme shop
News
Translation bureau
Contact Google
Open data
Политический блог
""".strip().splitlines()


@pytest.mark.parametrize("name", NAMED)
def test_the_name_of_a_page_or_a_part_is_known_whatever_is_beside_it(name: str) -> None:
    assert is_own_name(words_of(name), TITLES, ("en", "ru"), {"acme"})


@pytest.mark.parametrize("name", ["", *OTHERS])
def test_other_names_are_not(name: str) -> None:
    assert not is_own_name(words_of(name), TITLES, ("en", "ru"), {"acme"})
