"""One round of what is printed corrects a fault of a new clause or question."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.released_site import APPROVED_AGAIN, findings, follow, replaced, write_changes

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
    "a heading that is indented below items": (
        "privacy",
        (
            "## Файлы { #cookies }\n\n- почта\n\n    ## Иное { #other }\n\nИх нет.",
            "## Cookies { #cookies }\n\n- email\n\n    ## Other { #other }\n\nThere are none.",
        ),
        ["docs/en/privacy.md heading-indented", "docs/ru/privacy.md heading-indented"],
    ),
    "a paragraph directly below a table": (
        "privacy",
        (
            "## Файлы { #cookies }\n\n| Почта | Год |\n| --- | --- |\n| Имя | Год |\nПотом мы их удаляем.",
            "## Cookies { #cookies }\n\n| Email | Year |\n| --- | --- |\n| Name | Year |\nThen we delete them.",
        ),
        ["docs/en/privacy.md paragraph-in-table", "docs/ru/privacy.md paragraph-in-table"],
    ),
    "a table directly below a paragraph": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nСроки:\n| Почта | Год |\n| --- | --- |\n| Имя | Год |",
            "## Cookies { #cookies }\n\nPeriods:\n| Email | Year |\n| --- | --- |\n| Name | Year |",
        ),
        ["docs/en/privacy.md table-not-separated", "docs/ru/privacy.md table-not-separated"],
    ),
    "a number that is repeated in a list": (
        "privacy",
        (
            "## Файлы { #cookies }\n\n1. Почта\n2. Имя\n2. Сайт\n3. Тема",
            "## Cookies { #cookies }\n\n1. Email\n2. Name\n3. Site\n4. Topic",
        ),
        ["docs/ru/privacy.md list-number-mismatch"],
    ),
    "a letter without the bracket of its list": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nа) почта;\n\nб имя;\n\nв) сайт.",
            "## Cookies { #cookies }\n\na) email;\n\nb name;\n\nc) site.",
        ),
        ["docs/en/privacy.md marker-miswritten", "docs/ru/privacy.md marker-miswritten"],
    ),
    "an image that is a clause": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nСм. ![Права](#rights).",
            "## Cookies { #cookies }\n\nSee ![Rights](#rights).",
        ),
        ["docs/en/privacy.md link-as-text", "docs/ru/privacy.md link-as-text"],
    ),
    "a line of signs": (
        "privacy",
        (
            "## Файлы { #cookies }\n\nИх нет.\n\n=====\n\nБудут.",
            "## Cookies { #cookies }\n\nThere are none.\n\n+++++\n\nThere will be.",
        ),
        ["docs/en/privacy.md markup-as-text", "docs/ru/privacy.md markup-as-text"],
    ),
    "a heading that is written as an item": (
        "privacy",
        (
            "## Файлы { #cookies }\n\n- Да\n\n2. Где они { #where }\n\nУ нас.",
            "## Cookies { #cookies }\n\n- Yes\n\n2. Where they are { #where }\n\nWith us.",
        ),
        ["docs/en/privacy.md heading-marker-missing", "docs/ru/privacy.md heading-marker-missing"],
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
