"""The site binds what belongs together, sets marks right, and lets long words break in headings."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.corpus.digest import normalized
from policysite.corpus.plain_text import plain
from policysite.corpus.time_limit import time_limit
from policysite.languages.lexicon import LANGUAGES
from policysite.site.typography import apply_typography, bound


def typeset(html: str, language: str = "ru") -> str:
    root = ElementTree.fromstring(html)  # noqa: S314  (written here)
    apply_typography(root, language)
    written = ElementTree.tostring(root, encoding="unicode")
    return written.replace("\xa0", "~").replace("\xad", "|").replace("\N{WORD JOINER}", "^")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>в любой момент</p>", "<p>в~любой момент</p>"),
        ("<p>В ToolLender и не в CRM</p>", "<p>В~ToolLender и~не~в~CRM</p>"),
        ("<p>поддержку — мы</p>", "<p>поддержку~— мы</p>"),
        ("<p>момент в</p>", "<p>момент в</p>"),
        ("<p>ров на</p>", "<p>ров на</p>"),
        ("<p>только в <b>CRM</b> и там</p>", "<p>только в~<b>CRM</b> и~там</p>"),
        ("<p>только в\nCRM</p>", "<p>только в~CRM</p>"),
        ("<p>CRM в <b>a</b> и <b>b</b></p>", "<p>CRM в~<b>a</b> и~<b>b</b></p>"),
        ("<li>только в <ul><li>CRM</li></ul></li>", "<li>только в <ul><li>CRM</li></ul></li>"),
        (
            "<p><code>в любой</code> и <a href='в любой'>в CRM</a></p>",
            '<p><code>в любой</code> и~<a href="в любой">в~CRM</a></p>',
        ),
        ("<pre>в любой</pre>", "<pre>в любой</pre>"),
        ("<h2>конфиденциальности</h2>", "<h2>кон|фи|ден|ци|аль|но|сти</h2>"),
        ("<h2><a>конфиденциальности</a></h2>", "<h2><a>кон|фи|ден|ци|аль|но|сти</a></h2>"),
        ("<p>конфиденциальности</p>", "<p>конфиденциальности</p>"),
        ("<h2>приватности</h2>", "<h2>приватности</h2>"),
    ],
)
def test_short_words_are_bound_and_long_words_in_headings_can_break(html: str, expected: str) -> None:
    assert typeset(html) == expected


def test_each_language_has_its_own_short_words() -> None:
    assert typeset("<p>to a user в CRM</p>", "en") == "<p>to a~user в CRM</p>"
    assert typeset("<p>если бы мы</p>") == "<p>если~бы мы</p>"


# In these tables `~` stands for a no-break space of the site, where the source has an ordinary one, and `^` for a word
# joiner, where it has nothing.
BOUND = str.maketrans("~", " ", "^")
EVERYWHERE = [
    *("1~000~000", "2~500~€", "€~100", "EUR~100", "25~%", "20~°C", "№~152, №~152-ФЗ", "§~5", "§§~5–^7", "5~×~5"),
    *("Art.~6", "Abs.~1", "Nr.~5", "No.~5", "J.~R.~Smith", "J.R.~Smith", "Smith~J.~R., Smith~J.R."),
    *(
        "И.~И.~Иванов",
        "Иванов~И.~И.",
        "т.~д.",
        "z.~B.",
        "ISO~27001",
        "30~Tage",
        "10–^14~jours",
        "10:30~UTC",
        "да~— нет",
    ),
    *("09~4245~8890 arkisin", "(09)~4245~8890 arkisin", "+358~9~4245~8890 a", "01~23~45~67~89 a", "1~200~300~jours"),
    *("9–^16", "9:00–^16:30", "2026–^2027", "2026 - 12", "5, 10"),
    *(
        "oui~?",
        "oui~: non",
        "5, 6, 7",
        "22.11.2026 x",
        "2016/679 x",
        "+7~800~555-35-35",
        "1.2.3 x",
        "123456 x",
        "Да, мы. Он",
    ),
]


@pytest.mark.parametrize("language", [*LANGUAGES, "de-CH", "tlh"])
def test_what_belongs_together_is_bound_in_every_language(language: str) -> None:
    found = [typeset(f"<p>{text.translate(BOUND)}</p>", language) for text in EVERYWHERE]
    assert found == [f"<p>{text}</p>" for text in EVERYWHERE]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "30~дней, 30~календарных дней, 2~раза"),
        ("ru", "ст.~6, п.~2 ст.~6, ч.~1, пп.~1, см.~раздел, г.~Москва, ул.~Ленина, им.~Пушкина, т.е.~мы, и~т.~п."),
        ("ru", "22~ноября 2026~г. Мы, 22-го~ноября, с~22~ноября по~7~июня, в~2026~году"),
        ("ru", "статья~6 применяется, статьи~12 и~13, версия~1.0 действует, пункты~5 или 6"),
        ("ru", "№~152-ФЗ от~27.07.2006 мы, 152-ФЗ мы, что~же, если~бы, да. 30~дней"),
        ("en", "30~days, 30~calendar days, 12 and 13, 5~of 10"),
        (
            "en",
            "Article~6 applies, Articles~12 and 13, Section~5, the law. 30~days, e.g.~cookies, Mr.~Smith, Art.~6 GDPR",
        ),
        ("en", "22~November 2026, November~22, 2026, the 22nd~November, 10:00~a.m. now"),
        ("de", "22.~November 2026, am 5.~Mai, den 30. Tag, Art.~6~Abs.~1, art.~6"),
        ("ru", "прил.~1, подп.~«а» п.~1, приложение~А, корп.~2, офис~5, оф.~5, пункт~А-1"),
        ("en", "Annex~A, Appendix~B, vol.~2, v.~2, Article~A-1"),
        ("fr", "«~mot~»~: 30~jours, n°~5, nº~5, 20° 5"),
        ("es", "n.º~5, nº~5"),
        ("pl", "nr~5, nr.~5, nr abc"),
        ("it", "il Sig.~Rossi, la Sig.ra~Rossi, l’Avv.~Verdi, il signor Rossi"),
        ("es", "el Sr.~Pérez, la Sra.~García, la señora García"),
        ("de", "Hr.~Müller, Prof.~Dr.~med.~Müller, die Art. Dieser"),
        ("ru", "г-н~Иванов, г-ну~Иванову, г-жа~Иванова, д-р~Иванов, г-н и~г-жа~Ивановы"),
        ("fr", "Mme~Dupont, M.~Dupont, Me~Dupont, MM.~Dupont et Durand, Madame Dupont, il me dit"),
        ("en", "Mr~Smith, Messrs~Smith, Dr.~Smith, Hon.~Smith, 5~ms later"),
        ("pt", "Sr.~Silva, Dra.~Silva"),
        ("nl", "dhr.~Jansen, mevr.~Jansen"),
        ("pl", "mgr~Nowak, p.~Nowak, św.~Jan"),
        ("cs", "Ing.~Novák, pí~Nováková"),
        ("uk", "пан~Шевченко, п.~Шевченко, м.~Київ, пан і пані"),
        ("tr", "Sn.~Yılmaz, Av.~Yılmaz"),
        ("el", "κ.~Παπάς, κα~Παπά"),
        ("ar", "د.~أحمد"),
        ("he", "גב'~כהן, ד״ר~כהן"),
    ],
)
def test_what_belongs_together_is_bound_as_the_language_wants(language: str, text: str) -> None:
    assert typeset(f"<p>{text.translate(BOUND)}</p>", language) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><strong>30</strong> дней</p>", "<p><strong>30</strong>~дней</p>"),
        ("<p><strong>30 </strong>дней</p>", "<p><strong>30~</strong>дней</p>"),
        ("<p><strong>30 </strong> дней</p>", "<p><strong>30~</strong>дней</p>"),
        ("<p><a href='x'>ст.</a> <em>6</em></p>", '<p><a href="x">ст.</a>~<em>6</em></p>'),
        ("<p>1 <span>000 <b>000</b></span> ₽</p>", "<p>1~<span>000~<b>000</b></span>~₽</p>"),
        ("<p>30<br/>дней, 5<br/> дней</p>", "<p>30<br />дней, 5<br /> дней</p>"),
        ("<table><td>30</td> <td>дней</td></table>", "<table><td>30</td> <td>дней</td></table>"),
        ("<p><code>30</code> дней, п. <code>5 дней</code></p>", "<p><code>30</code> дней, п. <code>5 дней</code></p>"),
        ("<p id='п 5 %' title='5 %'>5 %</p>", '<p id="п 5 %" title="5 %">5~%</p>'),
        ("<p><a href='/в 30 дней'>/в 30 дней</a></p>", '<p><a href="/в 30 дней">/в 30 дней</a></p>'),
    ],
)
def test_inline_elements_do_not_separate_what_belongs_together(html: str, expected: str) -> None:
    assert typeset(html) == expected


def test_texts_around_the_pages_are_bound_but_not_their_tags() -> None:
    html = 'Счётчики и <a href="/a">сайты в <b>30 дней</b></a> & т. д.'
    assert bound(html, "ru") == 'Счётчики и\xa0<a href="/a">сайты в\xa0<b>30\xa0дней</b></a> & т.\xa0д.'


def test_tags_that_do_not_end_are_read_quickly() -> None:
    html = "<a " * 200_000
    assert bound(html, "ru") == html


def test_placeholders_of_the_parser_are_no_text() -> None:
    paragraph = ElementTree.Element("p")
    paragraph.text = "\x02wzxhzdk:5\x03 дней и 5 \x02amp\x03#64;"
    apply_typography(paragraph, "ru")
    assert paragraph.text == "\x02wzxhzdk:5\x03 дней и\xa05 \x02amp\x03#64;"


@pytest.mark.parametrize(
    ("language", "html", "expected"),
    [
        ("ru", '<p>Это "данные" - ваши, 10-14 дней.</p>', "<p>Это «данные»~— ваши, 10–^14~дней.</p>"),
        ("ru", '<p>"<b>Отдел "Забота"</b>" -- мы</p>', "<p>«<b>Отдел „Забота“</b>»~— мы</p>"),
        ("en", '<p>“He said "no" to it”</p>', '<p>“He said "no" to it”</p>'),  # single marks have another meaning
        ("en", "<p>We say «yes» --- or not--never.</p>", "<p>We say “yes”~— or not—never.</p>"),
        ("ru", '<p><code>"a" - b</code> онлайн-чат, 152-ФЗ</p>', '<p><code>"a" - b</code> онлайн-чат, 152-ФЗ</p>'),
        ("de", '<p>Die "Daten" - und 10-14 Tage</p>', "<p>Die „Daten“~– und 10–^14~Tage</p>"),
        ("pl", '<p>"Dane “w” pliku" - 10-14</p>', "<p>„Dane «w» pliku” - 10-14</p>"),
        ("pt-BR", "<p>«Dados»</p>", "<p>“Dados”</p>"),
        ("ja", '<p>"データ"</p>', '<p>"データ"</p>'),  # brackets have another meaning
        ("tlh", '<p>"One" - 10-14</p>', '<p>"One" - 10-14</p>'),
    ],
)
def test_marks_are_set_as_the_language_wants(language: str, html: str, expected: str) -> None:
    assert typeset(html, language) == expected


def test_a_language_without_a_dictionary_keeps_its_words_whole() -> None:
    assert typeset("<h2>conficonficonficonfi</h2>", "tlh") == "<h2>conficonficonficonfi</h2>"


PIECES = st.text(st.sampled_from('в на и 30 дней ст. № § % конфиденциальности — - " « » a-b,. \n'), max_size=60)


@given(st.lists(PIECES, max_size=4), st.sampled_from(["p", "h1"]), st.sampled_from([*LANGUAGES, "et"]))
def test_the_text_itself_never_changes(texts: list[str], tag: str, language: str) -> None:
    root = ElementTree.Element(tag)
    for text in texts:
        ElementTree.SubElement(root, "b").tail = text
    before = "".join(root.itertext())
    apply_typography(root, language)
    assert normalized(plain("".join(root.itertext()))) == normalized(plain(before))


def test_white_space_is_read_once_however_long_it_is() -> None:
    with time_limit(10):  # of processor time: a thousand times what it takes
        assert bound(f"a{' ' * 200_000}b", "en") == "a\N{NO-BREAK SPACE}b"
