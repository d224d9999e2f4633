"""Invisible characters, letters of another alphabet, and what is not written in a language."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.corpus.invisible import is_blank, visible
from policysite.languages import locale_of
from policysite.lint.fix import fix_all, fixed
from policysite.lint.rule import Rule
from policysite.lint.rules.characters.letters import alphabets_mixed, letters_spaced, number_with_letter
from policysite.lint.rules.characters.unusual import (
    bidi_character,
    character_unusual,
    hidden_text,
    invisible_character,
    numbers_reordered,
)
from policysite.lint.rules.typography import special_space
from policysite.lint.text.repertoire import repertoire
from policysite.rulebook.examples import Example

from tests import example_site
from tests.rules import digests, findings_in, findings_of, places

RULES = (invisible_character, bidi_character, hidden_text, special_space)


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (invisible_character, "персо\u200bнальные да\u00adнные", [(1, 6), (1, 17)]),
        (invisible_character, "а\u200b\u200b\u200bб", [(1, 2)]),
        (invisible_character, "```\nк\u200bод\n```\n\nа\x07б", [(2, 2), (5, 2)]),
        (invisible_character, "[а](b\u200b.md)", [(1, 6)]),
        (invisible_character, "аб\x85в\u2028г", [(1, 3), (1, 5)]),
        (invisible_character, "а\u3164б\u2800в", []),
        (character_unusual, "а\u3164б\u2800в &#x2800;", [(1, 2), (1, 4), (1, 7)]),
        (invisible_character, "да&shy;нные и &#8203;", [(1, 3), (1, 15)]),
        (invisible_character, "`&shy;` и &amp;shy; и &nbsp;, &copy", []),
        (invisible_character, "\tа\u00a0б — «в»\u202fг", []),
        (invisible_character, "---\ntitle: а\u200bб\ndescription: в\n---\n# а { #a }", [(2, 9)]),
        (invisible_character, '---\ntitle: "а\\u200bб"\ndescription: в\n---\n# а { #a }', [(2, 10)]),
        (bidi_character, "за \u202e03\u202c дней", [(1, 4), (1, 7)]),
        (bidi_character, "за &#x202e;03 дней и \u2066", [(1, 4), (1, 22)]),
        (bidi_character, "за &#x0000202e;03 дней и &#000008238;", [(1, 4), (1, 26)]),
        (invisible_character, "да&#x0000ad;нные и &#000008203;", [(1, 3), (1, 20)]),
        # An Arabic mark beside no Arabic letter, a variant of a letter, the place of an image from Word, and others.
        (invisible_character, "а\u061cб\ufe0fв\ufffcг\U0001d173д\ufdd0е", [(1, 2), (1, 4), (1, 6), (1, 8), (1, 10)]),
        (bidi_character, "а\u200bб \u200fв", []),
        (invisible_character, "\u202eа", []),
        # Without letters that are written from right to left, these change nothing.
        (invisible_character, "тел. \u202a+7 800\u202c, \u200eа\u200f", [(1, 6), (1, 13), (1, 16), (1, 18)]),
        (bidi_character, "тел. \u202a+7 800\u202c", []),
        (bidi_character, "\u202dа\u202c ש", [(1, 1), (1, 3)]),
        (bidi_character, "«ا» \u200f30 - 5\u200f дней, &rlm;30 - 5", [(1, 5), (1, 12), (1, 20)]),
        (bidi_character, "«ا»\u200e 30 - 5 дней", []),
        (bidi_character, "«ا»\u200f, за дни", []),
        # Beside no letter from right to left, these are published only as references and in the front matter.
        (bidi_character, "за &rlm;30 - 5 дней, &#x61C;30 - 5, \u200f30 - 5", [(1, 4), (1, 22)]),
        (bidi_character, "`&rlm;` и &amp;#8207; без знака, `&#x61C;`", []),
        (bidi_character, "`&rlm;`\n\nа &rlm;30 - 5, &amp;#8207; &#8207;5", [(1, 2), (3, 3), (3, 28)]),
        (bidi_character, "---\ntitle: а \u200f30 - 5\ndescription: в\n---\n# а { #a }", [(2, 10)]),
        # What browsers show as “5 - 30”, “000 5”, “5-10” and “5 < 10”.
        (numbers_reordered, "за ا 30 - 5 дней", [(1, 6)]),
        (numbers_reordered, "за ש (5 000) дней", [(1, 7)]),
        (numbers_reordered, "за ا10-5 дней, ا **10** 5 и ٣٠ - ٥", [(1, 5), (1, 20), (1, 29)]),
        (numbers_reordered, "ا 5 > 10 и ا < 5", [(1, 3), (1, 14)]),
        (numbers_reordered, "[а](https://a.example 'ا 30 - 5')", [(1, 2)]),
        (numbers_reordered, "30 - 5 ا, 5 ا 6, ا 5.6, ا 7, б 8 9, ש 10-5 ש 3%4, ا\u200e 30 - 5", []),
        (numbers_reordered, "| ا | 30 | 5 |\n|---|---|---|\n| а | б | в ا 1 2 |", [(3, 15)]),
        (numbers_reordered, "ا >> а, ا > а > б", []),
        (hidden_text, "а\U000e0068\U000e0069б\ufe01\ufe02", [(1, 2), (1, 5)]),
        (invisible_character, "а\U000e0068\U000e0069б\ufe01\ufe02", []),
        (hidden_text, "а&#xE0068;&#xE0069;б&#xFE01;\u200b&#xFE02; `&#xFE03;&#xFE04;`", [(1, 2), (1, 21)]),
        (
            hidden_text,
            '---\ntitle: "а\\uFE01\\uFE02б\ufe01\\uFE02"\ndescription: в\n---\n# а { #a }',
            [(2, 10), (2, 24)],
        ),
        (hidden_text, "а\n\nа&#xFE01;**&#xFE02;**", [(3, 2)]),
        (hidden_text, "а&#x2063;&#x2062; б\n\n" * 3 + "а&#x2063;&#x2062; б", [(1, 2)]),
        (hidden_text, "Auf&zwnj;lage, &nbsp;&nbsp;&nbsp;&nbsp; Be&shy;auf&shy;trag&shy;te. " * 20, []),
        (hidden_text, "a/&#8203;b/&#8203;c " * 20 + "5&#8288;–6 " * 7, []),
        (invisible_character, "а&shy;&shy;б&#xFE01;в&#xFE02;", [(1, 2), (1, 13), (1, 22)]),
        # No flag, half of one, and more than one.
        (hidden_text, "\U0001f3f4\U000e0068\U000e0069\U000e007f", [(1, 2)]),
        (hidden_text, "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067", [(1, 2)]),
        (hidden_text, "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f\U000e0068", [(1, 2)]),
    ],
)
def test_invisible_characters_are_found(rule: Rule, text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of(rule, text)) == expected


def test_an_invisible_character_is_named() -> None:
    (hit,) = findings_of(invisible_character, "а\u200bб")
    assert hit.params == {"code_point": "U+200B"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("می\u200cخواهم و \u200eGoogle\u200f، \u2066ToolLender\u2069", "fa"),
        ("क्\u200dष, ไทย\u200bไทย", "ru"),  # Hindi, Thai
        ("👩\u200d👩\u200d👧, ❤\ufe0f, 1\ufe0f\u20e3, ©\ufe0f", "ru"),  # emoji
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "ru"),  # the flag of England
        ("個人\u3000情報、葛\U000e0100城", "ru"),  # Japanese
    ],
)
def test_a_script_or_an_emoji_may_need_an_invisible_character(text: str, language: str) -> None:
    assert [hit for rule in RULES for hit in findings_of(rule, text, language=language)] == []
    assert visible(text) == text


def test_a_hidden_text_is_named() -> None:
    (hit,) = findings_of(hidden_text, "а\U000e0068\U000e0069б")
    assert hit.params == {"text": "hi", "count": "2"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("персо\u00adнальные, \u200bа", "персональные, а"),
        ("в\u00a0\u00a0базе\u202f\u2009данных", "в базе  данных"),
        ("а\u2028б\x0bв\x85г\u3164д", "а б в г д"),
        ("\u00a0\u00a0\u00a0\u00a0Абзац\u00a0\u00a0\n\ufeff- пункт\u00a0", "Абзац\n- пункт"),
        ("-\u00a0пункт\n\n##\u00a0Заголовок\u00a0{ #a }", "- пункт\n\n## Заголовок { #a }"),
        ("онлайн\x1eчат\x1f\x07\ufffe\uffff", "онлайн-чат"),
        ("за \u202e03\u202c дней\U000e0068", "за 03 дней"),
        ("a\tb c", "a\tb c"),
    ],
)
def test_a_page_is_read_without_invisible_characters(written: str, read: str) -> None:
    assert visible(written) == read
    assert digests(written) == digests(read)


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("quotes-wrong", 'а\u200b\u200bб\u00adв "г"', [(1, 8), (1, 10)]),
        ("dash-wrong", "\ufeff\u00a0Год\u200b\u00a0-\u00a0да", [(1, 8)]),
        ("list-number-mismatch", "\u200b3. а\n4. б", [(1, 5)]),
        ("heading-level-skipped", "\ufeff#### А { #a }", [(1, 2)]),
        ("link-target-missing", "а\u00adб [в](не\u200bт.md)", [(1, 9)]),
    ],
)
def test_an_invisible_character_hides_no_other_finding(rule: str, text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of(rule, {"ru": text, "en": "A year."}))[: len(expected)] == expected


PIECES = st.sampled_from(
    [
        *(
            "слово",
            "a1",
            " ",
            ".",
            ",",
            ":",
            "#",
            "*",
            "_",
            "`",
            "[",
            "](",
            ")",
            "{",
            "}",
            "<",
            ">",
            "&",
            "amp;",
            "!",
            "|",
        ),
        *("- ", "1. ", "\n", "\n\n", "    ", "```\n", "\\", "~", '"', "[a]: b\n", "<!-- ", " -->", "https://a.b/"),
        *("\u200b", "\u00ad", "\u00a0", "\u202e", "\u202a", "\u202f", "\u2028", "\ufeff", "\u200f", "\u200d", "\u034f"),
        *("\U000e0068", "\ufe01", "\x07", "\x0b", "\u3000", "ש", "個", "👩"),
    ]
)


@pytest.mark.parametrize("text", ["文\u3164\u200d", "\u2800\ufe0f", "a\ufe0f\u200d", "\u3000\u200b", "\u180e\u200c"])
def test_a_second_reading_removes_no_more_characters(text: str) -> None:
    assert visible(visible(f"x{text}y")) == visible(f"x{text}y")


@given(text=st.lists(PIECES, max_size=25).map(lambda pieces: "Слово.\n\n" + "".join(pieces)))
@hypothesis.settings(max_examples=20)  # each checks a whole site
def test_every_invisible_character_is_removed_and_nothing_else_changes(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    hypothesis.assume("\u200f" not in text or "ש" not in text)  # what may stay there depends on the language
    root = tmp_path_factory.mktemp("site")
    example = Example({"ru": text})
    example_site.write(example.texts, example, root)
    site, page = example_site.settings(root), root / "docs/ru/privacy.md"
    expected = visible(page.read_text(encoding="utf-8"))
    outcome = fix_all(site, lambda: list(findings_in(site, *RULES)))
    assert outcome.refused == ()
    assert page.read_text(encoding="utf-8") == expected
    assert digests(visible(text)) == digests(text)
    assert list(findings_in(site, *RULES)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('---\ntitle: "а\\u200bб\\_в"\n---\n', '---\ntitle: "аб в"\n---\n'),
        ("да&shy;нные по&nbsp;запросу", "данные по запросу"),
        ("`&shy;` [а](б.md 'да&shy;нные')\n\n&nbsp;\n\n**&shy;а**", None),
    ],
)
def test_a_reference_to_an_invisible_character_is_removed_from_text(text: str, expected: str | None) -> None:
    assert fixed(text, [hit for rule in RULES for hit in findings_of(rule, text)]) == (expected or text)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("персoнальные и кoнтактные", "ru", [(1, 5), (1, 17)]),
        ("## Ваши прaва { #a }", "ru", [(1, 11)]),
        ("- один\n    - [дaнные](b.md)", "ru", [(2, 9)]),
        ("| дaнные | срок |\n|---|---|\n| а | гoд |", "ru", [(1, 4), (3, 8)]),
        ("![схeма](a.png)", "ru", [(1, 1)]),
        ("Сooбщение", "ru", [(1, 2)]),
        ("Тоr", "ru", [(1, 3)]),
        ("persоnal data", "en", [(1, 5)]),
        ("Dаtа", "en", [(1, 2)]),
        ("οffice", "en", [(1, 1)]),
        ("We do not рау.", "en", [(1, 11)]),
        ("данные c сайта", "ru", [(1, 8)]),
        ("данные c" + " " * 1000 + "сайта", "ru", [(1, 8)]),
        ("Действует c 22 ноября", "ru", [(1, 11)]),
        ("C уважением, мы. A также вы.", "ru", [(1, 1), (1, 18)]),
        ("it is а right", "en", [(1, 7)]),
        ("пишите на е-mail", "ru", [(1, 11)]),
        ("Мы HE храним ваши данные.", "ru", [(1, 4)]),
        ("HET: BCE HET, He храним (not)", "ru", [(1, 1), (1, 6), (1, 10), (1, 15)]),
        ("Храним CTO дней", "ru", [(1, 8)]),
        ("это MECTO и CPOK TO Google", "ru", [(1, 5), (1, 13), (1, 18)]),
        ("HET", "ru", [(1, 1)]),
        ("We рау сору it", "en", [(1, 4), (1, 8)]),
        ("We сору (копия) it", "en", [(1, 4)]),
        ("We do `nоt` sell", "en", [(1, 9)]),
        ("`прaва`", "ru", [(1, 4)]),
        ("```\nпрaва HE CTO\n```", "ru", [(2, 3)]),
        ("---\ntitle: Прaва\ndescription: в\n---\n# а { #a }", "ru", [(2, 10)]),
    ],
)
def test_a_letter_of_another_alphabet_is_found(text: str, language: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of(alphabets_mixed, text, language=language)) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A" + " " * 1000, "ru"),
        ("План «A" + "«" * 1000, "ru"),
        ("IT-компания хранит всё в CRM/тикет-системе, e-mail и PDF-файл — по Wi-Fi, SMS и IP-адрес.", "ru"),
        ("10 кВт·ч, 5 м², 20 °C, 3 µm, 5 μm, №5а, § 2, 152-ФЗ, IPv6, 5G-сеть, iPhone15, 1ª", "ru"),
        ("Приложение A к договору, план B и план C, группа A.", "ru"),
        ("пункты (a) и (c) статьи 6; ось x, y", "ru"),
        ("Скачайте с RIVERS.studio и WordPress.org, ToolLender'а и ToolLender-а.", "ru"),
        ("а и в к о с у я", "ru"),
        ("T-образный, X-лучи", "ru"),
        ("<https://прaва.рф>, `COPE HE` и `код`", "ru"),
        ("MAX, BOC и Регламент (EC) № 45; XP, CCPA, COPPA, HTTP, OEM", "ru"),
        ("Как в Microsoft To Do и в How TO Fix it; «He agreed»", "ru"),
        ("as in «Выносить сор из избы» and АО «РЕСО»", "en"),
        ("A policy, «Политика», is a text. I agree. Vitamin C.", "en"),
        ("café, naïve, Zürich, Łódź, I", "en"),
        ("the company ООО «Ромашка» and АО Рога", "en"),
        ("HP, PC и TOP", "ru"),
        ("個人情報のデータ", "en"),
        ("Firefoxブラウザーとμのデータ", "en"),
        ("בGoogle ובMozilla", "en"),
        ("한국어Google", "en"),
    ],
)
def test_words_of_different_alphabets_next_to_each_other_are_not_found(text: str, language: str) -> None:
    assert places(findings_of(alphabets_mixed, text, language=language)) == []


def test_a_word_of_the_word_list_may_mix_alphabets() -> None:
    assert places(findings_of(alphabets_mixed, "Яndex", files={"docs/editorial/wordlist.txt": "яndex\n"})) == []


def test_the_letter_and_the_word_are_named() -> None:
    (hit,) = findings_of(alphabets_mixed, "персoнальные")
    assert hit.params == {
        "word": "персoнальные",
        "letter": "o",
        "number": "U+006F",
        "example": "персональные",
    }


# For each language, what its texts are written with.
WRITTEN = {
    "en": "“naïve” Škoda, Łódź, Nguyễn Văn; α, 5 μm, 5 µm, ½, x², H₂, ™, № 4 → ≤ € 📧 🇩🇪🇫🇷 1️⃣ 👩‍💻 👍🏽 Hawaiʻi e\u0301",
    "ru": "за́мок «ёж» № 5; Қазақстан, Ґ, пʼять",
    "ar": "نحن لا نبيع ٣ أيام، هل؟ مُحَمَّد",
    "bn": "আমরা ৩ দিন।",
    "el": "Δεν πουλάμε; ἀ",
    "he": "אנחנו לא מוכרים שָׁלוֹם ״א״",
    "hi": "हम ३ दिन रखते हैं। नहीं",
    "hy": "Մենք չենք վաճառում։",
    "ja": "（ＩＤ）３日 ①㈱ ｶﾅ Ⅳ ～・「」",
    "th": "เราไม่ขาย ๓ วัน",
    "az": "Məlumat Ə",
    "yo": "A kì í tà ọ̀rọ̀",
}


@pytest.mark.parametrize("language", WRITTEN)
def test_what_a_language_is_written_with_is_usual(language: str) -> None:
    text = WRITTEN[language]
    assert [text[number] for number in repertoire(language, ("en", language)).unusual(text)] == []


@pytest.mark.parametrize("language", ["de", "fa", "ka", "ko", "my", "zh-Hant"])
def test_the_names_of_languages_are_usual_in_any_language(language: str) -> None:
    names = " ".join(locale_of(language).languages.values())
    assert [names[number] for number in repertoire(language, (language,)).unusual(names)] == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("n̶o̶t̶", "en", "\u0336\u0336\u0336"),
        ("n̲ot", "en", "\u0332"),
        ("e\u0301\u0300\u0302", "en", "\u0302"),
        ("n⃝ not#⃣", "en", "\u20dd"),
        ("for ٣ days, ３ days, 𝟑 days, ③ days", "en", "٣３𝟑③"),
        ("٣ days", "ar", ""),
        ("𝗻𝗼𝘁 ⓝ 🅽 ℕ ᴬ ɴ ｎ ﬁ ⅰ ɹ ⁴", "en", "𝗻𝗼𝘁ⓝ🅽ℕᴬɴｎﬁⅰɹ⁴"),
        ("🇳 🇴, 🇳🇴🇳", "en", "🇳🇴🇳"),
        ("ꓠꓳꓔ ոօt ᏔᎻ νοτ", "en", "ꓠꓳꓔոօᏔᎻνοτ"),
        ("\u0378 \U000f1234", "en", "\u0378\U000f1234"),
        ("1․5 a＠b；c", "en", "․＠；"),
        ("ｎｏｔ", "ja", ""),
        ("日本語", "en", "日本語"),
        ("н̵е", "ru", "\u0335"),
    ],
)
def test_what_a_language_is_not_written_with_is_unusual(text: str, language: str, expected: str) -> None:
    usual = repertoire(language, ("en", "ru", language))
    assert "".join(text[number] for number in usual.unusual(text)) == expected


def test_a_word_with_unusual_characters_is_reported_once_and_may_be_listed() -> None:
    text = "---\ntitle: n̶o̶\ndescription: б\n---\n# а { #a }\n\nа 日本語, 𝗻𝗼𝘁 n̶o̶t̶ `ｘ` ![ꓠ](a.png)"
    expected = [(2, 9), (7, 3), (7, 8), (7, 13), (7, 20), (7, 22)]
    assert places(findings_of(character_unusual, text)) == expected
    words = {"docs/editorial/wordlist.txt": "日本語\n𝗻𝗼𝘁\n"}
    assert places(findings_of(character_unusual, text, files=words)) == [*expected[:1], *expected[2:]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We gıve ıt", [(1, 5), (1, 9)]),
        ("We do nȯt, ṇot, nōt, n\u0307ot NȮT", [(1, 8), (1, 12), (1, 18), (1, 22), (1, 28)]),
        ("Nȯt sold.", [(1, 2)]),
        ("by Bạn Giṿe, Işık and Škoda, café, naïve, résumé, déjà, Nguyễn, rōnin", []),
    ],
)
def test_an_accent_that_makes_a_word_another_one_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of(character_unusual, text, language="en")) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("do n o t sell, n-o-t, N O T", "en", [(1, 4), (1, 16), (1, 23)]),
        ("n_o_t, n – o – t, items N–O, W-E", "en", [(1, 1), (1, 8)]),
        ("мы н е продаём н-е-т", "ru", [(1, 4), (1, 16)]),
        ("groups A B C and a-b-c, i.e. U.S. e-mail, X-ray, I a m, the D-U-N-S number, A B test, R&D, f/x", "en", []),
        ("пункты а б в, т. е. и о к, я и ты, `н е`", "ru", []),
    ],
)
def test_a_word_in_single_letters_is_found(text: str, language: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of(letters_spaced, text, language=language)) == expected


def test_a_listed_word_may_be_in_single_letters() -> None:
    assert findings_of(letters_spaced, "н-е-т", files={"docs/editorial/wordlist.txt": "нет\n"}) == []


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("for lO days, ll days, IO calendar days, l year, О days", "en", 5),
        ("на З дня, lО дней", "ru", 2),
        ("о днях, О днях, II год", "ru", 0),
        ("I day, II years, ll men", "en", 0),
    ],
)
def test_letters_that_count_units_of_time_are_found(text: str, language: str, found: int) -> None:
    assert len(findings_of(number_with_letter, text, language=language)) == found


def test_the_unusual_character_is_named() -> None:
    (hit,) = findings_of(character_unusual, "н̶ет")
    assert hit.params == {"word": "н̶ет", "code_point": "U+0336", "example": ""}


@pytest.mark.parametrize(
    "number", ["3O", "3o", "l5", "I5", "1І", "З0", "3З", "1,OOO", "O,5", "1О", "1O0", "2Ο", "10.OO", "3ӏ"]
)
def test_a_number_with_a_letter_is_found(number: str) -> None:
    assert places(findings_of(number_with_letter, f"Срок {number} дней")) == [(1, 6)]


@pytest.mark.parametrize(
    "text", ["I.1, II.3, O365, H2O, 152-ФЗ, № 1-О, OOO, ООО, Il, 30 л, 4K", "`3O` <https://a.example/3O>", "Х3О, О_1"]
)
def test_other_letters_beside_digits_are_not_found(text: str) -> None:
    assert places(findings_of(number_with_letter, text)) == []


def test_a_number_with_a_letter_may_be_listed() -> None:
    assert places(findings_of(number_with_letter, "1O, 1О", files={"docs/editorial/wordlist.txt": "1o\n"})) == [(1, 5)]


@pytest.mark.parametrize(
    "text",
    ["", " \u00a0", "\u200b", "\u2060\u00ad", "\u061c", "\ufe0f", "\u2800", "\u3164", "\u0301", "\U0001d159", "\ue000"],
)
def test_a_text_without_a_shape_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "1", "é", "\u200bж", "…", "§", "中", "سياسة", "ไทย", "🇩🇪", "❤️"])
def test_a_text_with_a_letter_or_a_sign_is_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The o\ufb03cial \ufb01le.", ["The official \ufb01le.", "The o\ufb03cial file."]),
        ("Of \ufb01\ufb02e.", ["Of fifle."]),
        ("H\u0336 \u2460", ["", ""]),
    ],
)
def test_letters_that_are_one_character_are_printed_as_they_should_be(text: str, expected: list[str]) -> None:
    found = findings_of("character-unusual", text, language="en")
    assert [each.params["example"] for each in found] == expected
