"""Contacts that are not in the list."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policysite.contacts.in_text import APART, contacts_in
from policysite.contacts.reading import as_read
from policysite.lint.rules.contacts import contact_unlisted

from tests.rules import findings_of, places

# Forms of contacts that people read as such.
UNUSUAL = """
info!@a.example
ok!@a.example
=@a.example
o'k@a.example
"o k"@a.example
“o k!”@a.example
x@[127.0.0.1]
x@127.0.0.1
ok＠a.example.evil
info＠evil.example
info@evil．example
info﹫evil。example
info@evil·example
info (at) evil.example
info [at] evil [dot] example
info(собака)evil.example
info @ evil.example
info at evil dot example
info@evil dot example
info_at_evil.example
info «at» evil.example
инфо собака хост точка рф
info&#64;evil.example
+49/711/123456
+44, 20, 7946, 0958
+44~20→7946;0958
+44 [20] 7946 «0958»
+(44) 20 7946 0958
info@evil•example
info@evil˙example
info@«evil.example»
+7 — 999 — 123 — 45 — 67
+7·999·123·45·67
00 7 999 123-45-67
0049 711 123456
8/999/123/45/67
8 999—123—45—67
555.123.4567
7 (999) 123-45-67
79991234567
＋7 999 123 45 67
+７ ９９９ １２３ ４５ ６７
@evil_bot
@ok_bott
t.me/evil
https://t.me/+AbCdEf
evil-bot.t.me
wa.me/79991234567
https://chat.whatsapp.com/AbC
info AT evil.example
инфо собака evil.example
info-at-evil-dot-example
info@evil,example
+7_999_000_00_00
+7:999:000:00:00
+7|999|000|00|00
+1:234:56:78
1-800-555-0199
020 7946 0958
(030) 901820
0800 1111111
0900-123-456
8800 2000 600
8 800 2000-600
t.me:443/evil_bot
t.me./evil_bot
t . me/evil_bot
t.me\\evil_bot
t.me?start=evil
Telegram: evil_bot
Telegram: evil_support
微信：evil_support
QQ群：123456789
加 QQ 123456789
加QQ：123456780
V信：evilhelp
薇信 evilhelp88
ラインID evil2
라인 아이디 evil2
ไลน์ไอดี: evil_help2
info (at the rate) evil (dot) example
info at the rate evil dot example
info ät evil piste example
info 앳 evil 닷 example
info あっと evil どっと example
QQ群123456789
微信号：evil99
카카오톡 아이디: evil_privacy
Telegram name: evil_support
evil_support (Telegram)
evil_support in Telegram
Telegram: evil_dpo
Telegram, nickname evil_dpo
Telegram-Kanal: evil_support
evil■evil.example
evil（艾特）evil.example
evil 골뱅이 evil.example
Telegram @ evil_bot
ICQ 123456789
info -at- evil -dot- example
info@ evil .example
info（アット）evil.example
t.me / evil_bot
t.me%2Fevil_bot
tg://resolve?domain=evil_bot
Telegram evil_bot
тг: evil_bot
Signal: evil.42
Discord evil#1234
skype live:evil
LINE ID：evil123
８ ９９９ １２３－４５－６７
03-1234-5678
０３－１２３４－５６７８
8(999)1234567
8999 123 45 67
https://forms.gle/AbC
discord.com/invite/abc
https://www.whatsapp.com/channel/AbC
https://line.me/R/ti/p/@evil
06 12 34 56 78
06.12.34.56.78
06–12–34–56–78
06_12_34_56_78
٠٦ ١٢ ٣٤ ٥٦ ٧٨
(0)30 123 45 678
0612345678
030/12345678
0800 123 45 67
0163296098
011 44 20 7946 0958
8 10 44 20 7946 0958
+④④ ②⓪ ⑦⑨④⑥ ⓪⑨⑤⑧
⁺44 20 7946 0958
➕44 20 7946 0958
infoⓐevil.example
info(a)evil.example
info/at/evil/dot/example
info, at evil, dot example
info at-sign evil dot example
info 'at' evil.example
info@evil-dot-example
t[.]me/evil_bot
t.me⁄evil_bot
t․me/evil_bot
vk.com/evil
vk com/evil
t,me/evil_support
t dot me slash evil_support
tg:resolve?domain=evil
info собака evil dot example
info at evil точка example
98765 O3210
9876О 43210
+7 999 OOO-12-З4
info kukac evil pont example
info snabel-a evil punktum example
info παπάκι evil τελεία example
info (et) evil (nokta) example
info שטרודל evil נקודה example
info (ä) evil.example
info at evil full stop example
info((at))evil((dot))example
info -(at)- evil -(dot)- example
info.at.evil.dot.example
info → at → evil → dot → example
info%40evil.example
info📧evil.example
00-44-20-7946-0958
www.facebook.com/evil
calendly.com\\evil
skype:evil?chat
Skype:live:evil
xmpp:evil@jabber.example?message
viber:chat?number=evil
sgnl://signal.me/evil
threema:ABCD1234
line://ti/p/evil
matrix:u/evil:evil.example
irc://irc.evil.example/help
mastodon.social/@evil
dsc.gg/evil
""".strip().splitlines()
# Sentences with words for a phone that no lexicon has, or without one.
UNNAMED = (
    """
Our lawyers pick up at 415.555.0132.
Ask for Maria, 98765 43210, any weekday.
Everything about refunds: 1800 123 456
Reception, round the clock 24/7: 800 123 456
If you have doubts, ask Anna (98765-43210).
Наш номер изменился: 495 123-45-67
Приёмная 495 123 45 67, спросите Марию
Номер нашего офиса 123-45-67
Обращайтесь по номеру 916 123-45-67.
Nuestro nuevo número es el 91 123 45 67.
Recepción: 912 345 678
Sekretariat: 22 123 45 67
Pod numerem 601 234 567 odpowiemy na pytania.
Anna Rossi, avvocato, 347 1234567
Recepção: (11) 3123-4567
Maître Dupont, 01 23 45 67 89
Frau Schulz, Durchwahl 30 1234567-12
Bize 850 123 45 67 numarasından ulaşabilirsiniz.
Спитайте Марію: 44 123-45-67
हमारा नंबर 98765 43210 है।
हमें 1800 123 4567 पर कॉल करें।
如有疑问，请联系张律师：13800138000。
고객센터는 1588-1234입니다.
03-1234-5678までどうぞ。
رقمنا الجديد 920012345.
המספר החדש שלנו 03-1234567.
8 (495) 123-45-67
8(495)1234567
8 (8652) 12-34-56
Ring oss på 08-12 34 56.
Numero verde: 800.12.34.56
Tel. 02.369.87.40
Cell. 347.1234567
Teléfono 912 345 678 de lunes a viernes
Phone: 1.800.555.0199
на 011 123 4567
Nomor baru kami 0812 3456 7890.
0 800 123 456
Звоните по № 8 495 123 45 01 с 9 до 18.
Сообщите код по № 89161234511.
Наш телефон № 84951234504.
Наш номер № 84951234504.
Remboursement : n° 09 70 80 21 02
María (n.º 900 123 802) le atiende.
Call us on # 0161 496 0704.
電話番号№ 090-5553-4011
Горячая линия по паспортам 8 800 555 35 38.
Zur Vertragsnummer 0800 555 3553 anrufen.
Müşteri no 0212 123 45 97 arayın.
ИНН можно узнать у Марии: 495 123-45-67
ИНН поможет узнать Мария, номер 495 123-45-67
ИНН 7707083893, 8 495 123-45-67
По телефону ИНН нашей организации 4951234567
WA 081234567888
Llame al 2234-2567 para confirmar su cuenta.
拨打2388-2412办理退款
Call us on 2401-2512 today.
Ring 22-12-34-57.
Il nostro numero: 335/9754615
Notre numéro : 02/975.46.15
Joignez-nous au 0475/97.54.63.
Keressen: 30/975-4620
Телефон: 212.155.52.36
Call 20.79460999 to confirm your account.
Позвоните по телефону 8.800.5553.535.
Chiami il 335.9754602.
Ligue para 4004-9502.
Если вы зарегистрированы, наш номер 9161234567
Registered users call number 512 345 678.
Наш номер (11 цифр): 8 495 123 45 67
Мария (11 цифр, 495 123-45-67)
Звоните (10 цифр, 495 123-45-67)
Anna 98765
43210
""".strip()
    .replace("98765\n43210", "98765\t43210")
    .splitlines()
)
# Numbers that say what they are, by their form, by a word, or by what they are a part of.
SAID = """
VAT GB 987 6543 21, company no 12345678, RCS Paris 123 456 789
passport 4512 345678, паспорт 45 12 345678, account number 12345678
CHE-123.456.789, ISAE 3402 (2011), RFC 6265 (2011), SOC 2 (2024-12-31)
ticket 2024-118273, decision 2026-11-0012, timestamp 1732780800, build 20261128
1234 5678 9012 3456, 4111-1111-1111-1111, 123456789/0100, 11742001-20001234-00000000
GA1.2.1234567890.1234567890, 123e4567-e89b-12d3-a456-426614174000, https://a.example/12345678
15 U.S.C. 6501–6506, §§ 1798.100–1798.199, 13.709/2018, 57580.1-2017
12 345 678 users, 1 250 300 in 2026, 125.350.120 €, 500 000 000 рублей
Обращение № 84951234567, Wpisana do KRS pod numerem 0000812341, ИНН нашей организации: 7708123453
Registered with the Paris trade register under number 812 345 676, ΓΕΜΗ με αριθμό 008123401000
ЕИК на дружеството е 208123452, код ОГРН оператора — 1187746812343, 法人番号は 8011001081234 です
PESEL (11 cyfr, np. 44051401359), TAJ-szám (9 számjegy, pl. 123 456 788), 客户编号（10 位，例如 1002345654）
Номер заказа 4471-2209-118, numéro de client 1002345677, customer number: 4471 2209, проект № 19-78-10123
Телефонные звонки 2024–2025, 1404-1405, 2566-2570, 01.06.2206, le 28-29-11-2026, 02/2016.679, dossier 28/12345/67
Registered in Ireland under number 512345678, zarejestrowana pod numerem 5123456789, inscrita con el n.º 5123456788
BSN (9 cijfers) verwerken wij niet; voorbeeld 123456782, Contratto n. 5123456788, Vorgangs-Nr. lautet 512 345 678
Реквизиты: 000012345678, 3123456789012, 012345678901234
Телефон, IP 192.168.100.200; phones of visitors (203.113.145.123); Telefon: 28.11.2026; phone 2.24.10.85
(z. B. 1234567890), Max-age 31536000, 1672531200, в 2024 — 10 987, 100-10000, 第123456789012号
京ICP备2021012345号, 京公网安备11010802012345号, 第1234号
Box 1234, 111 22 Stockholm; Musterstraße 12, 10115 Berlin; São Paulo 01310-100
""".strip().splitlines()
LINKED = (
    *(
        "https://t.me./bot",
        "https://ok_bot.t.me/evil",
        "tel:+749500000001",
        "tel:0000000",
        "https://web.telegram.org/k/#@bot",
        "https://t.me/@bot",
        "https://T.me/bot",
        "https://evilbot.t.me/",
        "https://wa.me/79991234567",
    ),
    *(
        "https://mail.example/?to=x%40evil.example",
        "https://a.example/#+7%20999%20123-45-67",
        "https://telegram.im/@evil",
    ),
    *(
        "https://docs.google.com/forms/d/e/x/viewform",
        "https://evil.typeform.com/to/x",
        "https://m.facebook.com/messages/t/1",
    ),
    *("https://whatsapp.com/channel/A", "https://line.me/ti/p/evil", "https://revolut.me/evil"),
    *("https://cash.app/$evil", "https://venmo.com/u/evil", "https://smp16.simplex.im/a#abc", "https://wjx.cn/vm/x"),
    *("https://ko-fi.com/evil", "https://wise.com/pay/me/evil", "https://yoomoney.ru/to/1", "https://tbank.ru/cf/1"),
    *("https://vk.com/write1", "https://zoom.us/j/123", "https://forms.yandex.ru/u/1/"),
    *(
        "https://m.vk.com/evil",
        "https://de-de.facebook.com/evil/about",
        "https://www.instagram.com/evil",
        "https://x.com//evil",
    ),
    *("https://www.linkedin.com/in/evil", "https://discord.com/users/1"),
    *("https://invite.viber.com/?g2=A", "https://vb.me/evil", "https://vk.com/im?sel=1", "https://open.kakao.com/o/a"),
    *("https://qm.qq.com/q/a", "https://evil.slack.com/archives/1", "https://chat.google.com/room/a"),
    *("https://evil.zendesk.com/hc/en-us/requests/new", "https://keybase.io/evil", "https://app.element.io/#/room/a"),
    *("https://forms.microsoft.com/r/x", "https://eu.jotform.com/123456", "https://airtable.com/appX/shrX"),
    *(
        "https://tally.so/forms/x",
        "https://evil.wufoo.com/forms/x",
        "https://calendly.com/evil",
        "https://tawk.to/chat/x",
    ),
    *("mailto:ok@a.example#x@evil.example", "mailto:ok@a.example?body=https%3A%2F%2Fevil.example%2F"),
    *(
        "mailto:ok@a.example?subject=evil.example",
        "mailto:ok@a.example?body=x@evil.example",
        "tel:0079991234567",
        "TEL:+7-999-123-45-67",
        "tel:+74950000000;ext=1",
        "tel:+74950000000;isub=evil",
        "tel:+749500000008",
        "tel:0000000",
        "https://ok_bot.t.me/evil",
    ),
)
LISTED = {"contacts": ["ok@a.example", "+7 (495) 000-00-00", "@ok_bot", "https://facebook.com/okbot"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Пишите на info@evil.example.", [(1, 11)]),
        ("- один\n    - **info@evil.example**, a@b.example", [(2, 9), (2, 30)]),
        ("## Пишите: info@evil.example { #a }", [(1, 12)]),
        ("| а | info@evil.example |\n|---|---|\n| б | +7 495 123-45-67 |", [(1, 7), (3, 7)]),
        ("[Напишите](mailto:info@evil.example)", [(1, 2)]),
        ("[Напишите](mailto:ok@a.example,info@evil.example?subject=x)", [(1, 2)]),
        ("[info@evil.example](mailto:info@evil.example)", [(1, 2)]),
        ("[ok@a.example](mailto:info@evil.example)", [(1, 2)]),
        ("<info@evil.example>", [(1, 2)]),
        ("| info@ | evil.example |\n|---|---|\n| +44 20 | 7946 0958 |", [(1, 3), (3, 3), (3, 12)]),
        ("- info@\n- evil.example", [(1, 3)]),
        ("- info (at)\n- evil.example", [(1, 3)]),
        ("wa.me 442079460958", [(1, 7)]),
        (f"{'Много слов. ' * 20}info@\n\nevil.example {'и ещё ' * 50}", [(1, 241)]),
        ("info@  \nevil.example", [(1, 1)]),
        ("почта@пример.рф", [(1, 1)]),
        ("`info@evil.example`", [(1, 2)]),
        ("![info@evil.example](a.png)", [(1, 1)]),
        ("[Позвоните](tel:+74951234567)", [(1, 2)]),
        ("[+7 (495) 123-45-67](tel:+74951234567)", [(1, 2)]),
        ("8 (800) 555-35-35, 8-800-555-35-35, 88005553535, 8(800)555-35-35", [(1, 1), (1, 20), (1, 37), (1, 50)]),
        ("тел. (495) 123-45-67, (495) 1234567", [(1, 6), (1, 23)]),
        ("+1 (555) 123-4567, 555-123-4567, (555) 123-4567", [(1, 1), (1, 20), (1, 34)]),
        ("+44 20 7946 0018; +49.30.901820", [(1, 1), (1, 19)]),
        ("Звоните: www.+79990000000", [(1, 14)]),
        (
            "WhatsApp: 999 123 456; Viber 9991234567, тел. 123-45-67, tel 02079460958",
            [(1, 11), (1, 30), (1, 47), (1, 62)],
        ),
        ("E-mail: info at evil.example", [(1, 9)]),
        ("| Тел. | 999 123 45 67 |\n|---|---|\n| Fax | 9991234567 |", [(1, 10), (3, 9)]),
        ("**Tel.:**\n`999 123 45 67`, а&shy; info@evil&ZeroWidthSpace;.example", [(2, 2), (2, 25)]),
        ("Email info at evil.example, write to info at evil.example", [(1, 7), (1, 38)]),
        ("Schreiben Sie info at evil.example, écrivez à info at evil.example", [(1, 15), (1, 47)]),
        ("Text STOP to 55555. Отправьте СМС с кодом на номер 12345", [(1, 14), (1, 52)]),
        ("☎ 7946 0958, Call us: 555 0123, Hotline 7946 0958", [(1, 3), (1, 23), (1, 41)]),
        ("Горячая линия: 123-45-67. Звоните по номеру 123-45-67", [(1, 16), (1, 45)]),
        ("Call our team on 912 345 678, phones: 98765 43210", [(1, 18), (1, 39)]),
        ("Phone, India: 98765 43210; Phone → 98765 43210", [(1, 15), (1, 36)]),
        ("Phone, Mon–Fri 9–18: 98765 43210. The company is 12345678.", [(1, 22)]),
        ("Номер телефона: 495 123-45-67. Звоните нам: 495 123-45-67", [(1, 17), (1, 45)]),
        ("Telefonnr.: 800 1234567, rufen Sie uns unter 800 1234567 an", [(1, 13), (1, 46)]),
        ("Mobilnummer: 176 12345678, Servicehotline 176 12345678", [(1, 14), (1, 43)]),
        ("## Phone, on weekdays { #a }\n\n98765 43210", [(3, 1)]),
        ("- Hotline\n- 98765 43210", [(2, 3)]),
        ("Phone: +7 495 000-00-00, evenings: 999 000 00 00 or 98765 43210", [(1, 36), (1, 53)]),
        ("Тел.: +7 495 000-00-00; 123-45-67", [(1, 25)]),
        ("Call us on 22 334 455, WhatsApp number: 98765 43210, Tel. Delhi 98765 43210", [(1, 12), (1, 41), (1, 65)]),
        (
            "Text STOP to 98765 43210; support team: 98765 43210; Phone Mon–Fri 9–18 98765 43210",
            [(1, 14), (1, 41), (1, 73)],
        ),
        ("Call us.\n\n98765 43210", [(3, 1)]),
        *(
            (f"Call us on {number}, please", [(1, 12)])
            for number in (
                *("13 12 13", "131213", "131 546", "12-34-56", "98765,43210", "98765:43210", "987'654'32'10"),
                *("987_654_32_10", "987 “654” 3210", "98765 ... 43210", "1-800-ACME", "0800 ACME 123", "800-DELETE-ME"),
            )
        ),
        ("Phone for data requests: 13 12 13; Тел. 12-34-56; or dial 1-800-ACME-HELP", [(1, 26), (1, 41), (1, 59)]),
        ("Phone: Mon–Fri 9–18, 98765 43210. Call us on (11) 4832-9382, phone: 2012 3456", [(1, 22), (1, 46), (1, 69)]),
        ("Telefon der Zentrale 800 1234567; 8 (495) 000-00-01", [(1, 22), (1, 35)]),
        ("ok@a.example · evil@evil.example, evil@evil · example", [(1, 16), (1, 35)]),
        (
            "ok@a.example·evil@evil.example, ok@a.example·com, ok@a.example•evil・Org, ok@a.example-evil·com",
            [(1, 14), (1, 33), (1, 51), (1, 74)],
        ),
        ("[98765 43210](tel:+74950000000), [495 000-00-00](tel:+74950000000)", [(1, 2)]),
        *(
            (f"[{text}](tel:+74950000000)", [(1, 2)])
            for text in (
                "Anna Smith, 5 55 01 23",
                "900 100 000",
                "10-11-12-13",
                "98765,43210",
                "13 12 13",
                "+7 495 000-00-00 or 555 0123",
                "+7 495 000-00-00 98765 43210",
            )
        ),
        ("[+7 495 000-00-00 / 98765 43210](tel:+74950000000)", [(1, 21)]),
        ('[+7 495 000-00-00](tel:+74950000000 "98765 43210")', [(1, 2)]),
        ("[![98765 43210](a.png)](tel:+74950000000)", [(1, 1)]),
        (
            "Call us on 61234567. Call Dr. Smith on 98765 43210. Call us on 98 765 432 any time",
            [(1, 12), (1, 40), (1, 64)],
        ),
        ("| City | Phone |\n|---|---|\n| A | 98765 43210 |\n| B | 98765 43211 |", [(3, 7), (4, 7)]),
        ("ИНН 7707083893, телефон службы поддержки 495 123-45-67", [(1, 42)]),
        ("+7 495 000-00-00-89, +7 495 000-00-00.89, +749500000001", [(1, 1), (1, 22), (1, 43)]),
        ("Call 500 000 00 12, 950 000 000 or 495 000-00-00 12", [(1, 6)]),
        ("+49 500 00000, tel. (00 49) 500 00000, tel. (495) 000-00-00", [(1, 1), (1, 21)]),
        ("@mediator, git@evil.example, git@a.example:a", [(1, 1), (1, 12), (1, 30)]),
        ("[а](https://www.facebook.com/pages/evil), [б](https://calendly.com/evil/pages)", [(1, 2), (1, 44)]),
        ("Page #\n020 7946 0958", [(2, 1)]),
        ("P. IVA +39 06 12345678, Servicenummer 0049 711 123456", [(1, 8), (1, 39)]),
        ("Our company 06 12 34 56 78, our number 06 12 34 56 78", [(1, 13), (1, 40)]),
        ("Наш номер 06 12 34 56 78 (круглосуточно), call 0612345678.", [(1, 11), (1, 48)]),
        *((text, [(1, 1)]) for text in UNUSUAL),
        *((f"[a]({url})", [(1, 2)]) for url in LINKED),
        ("+7 495 000-00-00-89, +7 495 000-00-00.89, +74950000000‑12", [(1, 1), (1, 22), (1, 43)]),
        ("[+7 495 000-00-00 89](tel:+7495000000089)", [(1, 2)]),
        ("---\ntitle: info@\n  evil.example\ndescription: в\n---\n# а { #a }", [(1, 1)]),
        ("---\ntitle: info@evil.example\ndescription: в\n---\n# а { #a }", [(2, 8)]),
    ],
)
def test_a_contact_that_is_not_listed_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of(contact_unlisted, text, settings=LISTED)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "22.11.2026, 2026-11-22, 22 ноября 2026 года, 1941–1945, 2020-2021",
        "152-ФЗ, № 152-ФЗ, 149-ФЗ от 27.07.2006, (ЕС) 2016/679, 95/46/EC, ISO/IEC 27001:2022, ГОСТ Р 57580.1-2017",
        "1.0, 10.0.19041.1234, 192.168.100.100, 2001:db8::1",
        "20 000 000 евро, 1 000 000 000 рублей, 84 951 234 567, 100 200 300 €, 4 % от оборота",
        "ИНН 7707083893, КПП 773601001, ОГРН 1027700132195, СНИЛС 112-233-445 95, 1234 5678 9012 3456",
        "+7 495 000-00-00 — 24 часа, +7 495 000-00-00 (2 линии), +7 495 000-00-00. 10 минут, +74950000000/2",
        "https://law.example/89123456789, www.law.example/8/123/456/78/90, https://a.example/?id=555-123-4567",
        "a@b, пакет@1.2.3, @types/node, @b, C++ 11, +5 дней, https://example.com/@name",
        "Meet (at home), look at example.com, at the dot. At last (dot) a",
        "Собака у дома, точка зрения. 10.00–18.00, 12/05/2026 — 13/05/2026, 00:00 7 дней",
        "[Канал](https://t.me/ok_bot), @OK_bot, ok (at) a.example, [п](https://wa.me/74950000000)",
        "(495) 1234567,5, 12345678901234, 1-2-3-4-5-6-7-8, 12.34.56.78.9",
        "Закон (2006) 152, п. 5 (2), 2 (495), オンラインID abc123, VX module",
        "VISIT US AT EXAMPLE.COM, look at example.com; Telegram: OAuth2, Skype — это, Telegram: да",
        "+7:30 25.12.2026 10:00, Viber — call_log, ICQ 2010 г., Discord — name_x",
        "t. Me/you, discord.com? Да, СНИЛС 012-345-678 90",
        "Line: one, session:id, signal:off, Skype: да, “xmpp:” is a scheme, tox:1, im:2, sip: x",
        "[а](https://slack.com/trust/privacy), [б](https://www.zendesk.com/company/agreements), [в](https://botim.me/terms)",
        "БИК 044525225, 044 525 225 БИК; договор № 06 12 34 56 78, ISBN 0-306-40615-2, 01-02-2026 03:00",
        "ИНН 0274062111, ОГРН 0274062111, company number 0123456789, KBO 0403.170.701, 0403.170.701",
        "NL91 ABNA 0417 1643 00, 0123 4567 8901 2345, 01.02 - 03.04.2026, 01/02/2026 - 05/06/2026, ОКВЭД 01.11.31.110",
        "01–05 06 2026, 01.02–03.04.2026, 01.02.2026 – 03.04.2026",
        "Steuernummer 021/815/08150, P. IVA 01234567890, Codice fiscale 01234567890",
        "`@media print`, @font-face, `@param name`, git@github.com:acme/x.git, ok@a.example",
        "[а](https://calendly.com/pages/privacy), [б](https://www.pinterest.com/_/_/about/)",
        "TVA FR 01234567890, ОКТМО 03401000000",
        "P.IVA 00743110157, P. IVA: IT 00905811006, MST 0100109106, Mã số thuế: 0100109106, matični broj 0123456789",
        "GST 0123456789, D-U-N-S 08-146-6849, 사업자등록번호: 012-34-56789, Ticket 0123456789, order no. 0123-456-789",
        "a-at-a-dot-" * 300,  # no search takes hours
        "The commercial register number is 0123456789; Expediente n.º E/01234/2026",
        "client ID 0123456789, Ref.: 0123456789, policy number 01 234 5678, RPPS 01234567890, ІПН 012345678901",
        "Vertragsnummer: 0049 1234 5678, Konto-Nr. 0532013000, договор № 0012345678, contract no 00 1234 56789",
        "See t.me: links are short; don’t me/others; 📧 a.example; the data at rest. Point com; 00-950 Warszawa",
        "| E-mail | ok@ | a.example | Team |\n|---|---|---|---|\n| @ok_bot | a.example | 5 | C++ |",
        "UTC +5, 10, 15, 20; +10%, 25%, 30%, 40%, 50%; @ «Кафе», @(x, y.z); цена (+1 200) 300",
        "28 III 2026, 12 II 1999 III, 5 l 300 ml 1000 l, Office O365 2019",
        "Call us 24/7/365, phone 1, 2, 3, 4, 5, 6, 2024-25, 12.11.26, 360–430, 100 000, 12,345,678, 1080×2400",
        "https://law.example/call/131213",
        "Hotline, EN 301 549; call centre 1:100 000, 1800 EUR; call VAT 131213; we call 131 546 people",
        "Call us 24 hours, hotline 2026, звоните 24 часа; • a.example",
        "By phone, we ask for your customer number, for example 1234 5678 9012; name, phone, passport 45 12 345678",
        "Phone codes (6 digits) expire; see case 2024/1234567. Mobile users: 1 250 300",
        "A phone’s address (192.168.100.200) and the like",
        "Contact: Acme SAS, IBAN FR76 3000 6000 0112 3456 7890 189; we call this version 2026.11.28-1",
        "Phone: +7 495 000-00-00, reg. nr. 40003123456, foretaksnummer 912 345 678, registered charity 1123456",
        "Telefon 28. 11. 2026, geschlossen 24.–26.12.2026, 30.12–08.01, 28./29.11.2026, ۱۴۰۵/۰۹/۰۷, 28/11/2569",
        "Phone, IP address 203.113.145.123; telephone costs came to € 1 250 300; our hotline received 12 345 678 calls",
        "Telefon:\n\n- 9.00–18.00\n- 10.00–14.00\n\nSupport:\n\n- 2024\n- 2025\n- 2026\n\nPhone:\n\n- 1 250\n- 1 300",
        "8 (495) 000-00-00, 8-495-000-00-00, (495) 000-00-00",
        "[Call us 24/7: 495 000-00-00](tel:+74950000000), [Anna, 9:00–18:00, 495 000-00-00](tel:+74950000000)",
        "[Calls of 28.11.2026](tel:+74950000000), [+7 495 000-00-00 (24/7)](tel:+74950000000)",
        "Telegram @ok_bot · London, @ok_bot · Telegram; write @media and @page, you can be name@example.com",
        "ok@a.example-re írjon, an ok@a.example-Adresse",
        "ok@a.example·Imprint, Acme•ok@a.example•Phone, ok@a.example·Imprint・Privacy",
        "ok@a.example · Imprint, Acme Ltd • ok@a.example • London, ok@a.example · Tel. +7 495 000-00-00",
        "Телефон: нет. Лицензия Л030-00114-77/00123456; Telefón: nie je. IČO 12 345 678",
        "Instagram: ig_did, ds_user_id; Telegram: user_id, first_name; 微信：open_id; QQ 12345 users",
        "Support: 5 000–10 000, 100 000–250 000; decision 2021/914 (4 June 2021); call us about RFC 6265 (2011)",
        "Kontakt: Acme GmbH · Musterstraße 12 · 10115 Berlin; contact: Acme, Mountain View, CA 94043-1351",
        "Phone: +7 495 000-00-00\\\nMusterstraße 12\\\n10115 Berlin, Kungsgatan 12\\\n111 22 Stockholm",
        "Phone: +7 495 000-00-00, IBAN DE89 3704 0044 0532 0130 00",
        "Phone: +7 495 000-00-00, р/с 4070 2810 9000 0000 1234, GLN 4012345000009, RUT 76.123.456-7, 1100-053 Lisboa",
        "Phone: +7 495 000-00-00, 123 456 789 RCS Paris; Versión 3 (02/2026), Umsatz 2025: 125.350.120 €",
        "With the support of the European Union under grant agreement No 101057844; support: Windows 10.0.19041.1234",
        "Call us 9-13/14-18, Mon–Fri 0800-1200, 1300-1700; support until 12/2026–01/2027, 1.10.–31.12.2026",
        "お問い合わせ：〒100-0001 東京都, お問い合わせ番号：1234-5678-9012",
        "Contact: 55.755826, 37.617300; phone costs: 1 250 300 €",
        "Акция 01.12.2026–31.12.2026, 01/12/2026–31/12/2026, 8.10.2026–31.10.2026, 01.11.2026 09.00–18.00",
        "Для WhatsApp 2.24.10.85 и Telegram 11.2.3 (35001); звоните 9.30–12.30 / 13.30–17.30, call us 0900–1800",
        "Mobile: 1 000 000 users, Telegram 1.000.000 Nutzer, 电话费1000000元, G-0123456789, AW-0123456789",
        "| ИНН | 0274062111 |\n|---|---|\n| P.IVA | 01234567890 |",
        "| Company | P.IVA | City |\n|---|---|---|\n| Acme | 01234567890 | Roma |\n| Beta | 02345678901 | Milano |",
        "| ИНН | ОГРН |\n|---|---|\n| 0274062111 | 0277001321950 |",
        "- ИНН\n- 0274062111\n\nP.IVA:\n\n01234567890\n\n**ИНН**  \n0274062111",
        "## ИНН { #a }\n\n0274062111\n\n## Partita IVA { #b }\n\n01234567890",
        "We can be reached by phone. There are 12 345 678 orders; the support is free.",
        "Phone support, RCS Paris 123 456 789; our support, customer number 12345678",
        "Our support has answered 10 000 000 calls; phone: 9–17, 10115 Berlin",
        "Реестр операторов: 09-0040275, регистрационный номер 02-12-001234, registration number 01 23 45 67 89",
        "会社法人等番号：0100-01-012345, CNPJ 01.234.567/0001-89, CPF 012.345.678-90, ΓΕΜΗ 012345678000",
        "Text of 12345 words. The text 2016, call 2018; send 5000 euros, copies to 12000 people, 8 10 12",
        "Email us at a.example, contact forms at a.example, (a) a.example, 5(a)1.2; E-mail: ok at a.example",
        "| 06 | 12 | 34 | 56 | 78 |\n|---|---|---|---|---|\n| 020 | 7946 | 0958 | a@ | 1 |",
        "- 06\n- 12\n- 34\n- 56\n- 78\n- ok@\n- a.example[^1]\n\n[^1]: Ещё.",
        "請寫信到 ok@a.example，或在工作日前來",
        f"info@\n\n{'Много слов. ' * 20}\n\nevil.example",
        "UTC +02:00 2026-11-27, look-at-me-dot, user@host, 1.800.555.0199.1",
        "[а](https://a.example/?id=555-123-4567#@name)",
        "[б](https://a.example/?to=ok@a.example), [в](https://t.me:443/ok_bot)",
        "[г](mailto:ok@a.example?subject=a.example&body=https%3A%2F%2Fwww.a.example%2F)",
        "Telegram: ok_bot, ok AT a.example, ok_bot in Telegram, our Telegram is ok_bot",
        "Telegram: chat_id, bot_token, privacy_policy, support_ticket; 微信: union_id、nick_name",
        "WhatsApp 20 000 000 users, phone 10 000 000, телефон 30 дней, SMS 12345, tel. 495 000-00-00, LINE ID: user_id",
        "Signal: sent 12.5, Discord #1234, mortgage: call_bot, Mail: look up, Contact: us at a.example",
        "[и](https://www.whatsapp.com/legal/privacy-policy-eea), [к](https://discord.com/privacy), [л](https://line.me/en/)",
        "[д](https://docs.google.com/document/d/1), [е](https://www.typeform.com/privacy), [ж](https://zoom.us/privacy)",
        "facebook.com/privacy, см. vk.com/terms; x.com/en/tos, vk.com. Да, и/или, a.example/b",
        "[з](https://faq.whatsapp.com/1), [и](https://www.whatsapp.com/legal/x), [к](https://www.linkedin.com/legal/privacy-policy)",
        "[л](https://www.facebook.com/de-de/policy.php), [м](https://discord.com/privacy), [н](https://www.youtube.com/t/terms)",
        "[о](https://www.facebook.com/OKbot), facebook.com/okbot/",
        # Of a long text, the end is read together with what follows.
        "\n\n".join(f"{'Да, ' * 40}ok@a.example {'и так далее ' * 5}{'д' * length}" for length in range(20)),
        "ok@a.example, OK@A.example, [п](mailto:ok@a.example), +7 495 000 00 00, [т](tel:+74950000000)",
    ],
)
def test_other_numbers_and_listed_contacts_are_not_found(text: str) -> None:
    assert places(findings_of(contact_unlisted, text, settings=LISTED)) == []


@pytest.mark.parametrize("text", UNNAMED)
def test_a_long_number_is_a_contact_whatever_is_around_it(text: str) -> None:
    assert len(contacts_in(text.replace("\t", "\n"))) == 1


@pytest.mark.parametrize("between", [" / ", ", ", "\n"])
def test_two_numbers_are_two_contacts(between: str) -> None:
    numbers = ["912 345 678", "912 345 679"]
    assert [match[0] for match in contacts_in(f"Teléfonos: {between.join(numbers)}")] == numbers


@pytest.mark.parametrize("text", SAID)
def test_a_number_that_says_what_it_is_is_no_contact(text: str) -> None:
    assert [match[0] for match in contacts_in(text)] == []


def test_the_contact_is_named() -> None:
    (hit,) = findings_of(contact_unlisted, "+7 495 123-45-67.")
    assert hit.params == {"contact": "+7 495 123-45-67"}


@pytest.mark.parametrize("listed", ["1-800-ACME-HELP", "+1 800 2263 4357"])
def test_the_letters_of_a_number_are_digits(listed: str) -> None:
    text = "Call 1-800-ACME-HELP, 1 800 226-34357, 1-800-EVIL-HELP."
    assert places(findings_of(contact_unlisted, text, settings={"contacts": [listed]})) == [(1, 40)]


@pytest.mark.parametrize(
    ("text", "contacts"),
    [
        ("Hotline 24/7\n8 (800) 555-35-35", ["8 (800) 555-35-35"]),
        ("Телефон (24/7) 8 (800) 555-35-35", ["8 (800) 555-35-35"]),
        ("Звоните 9–18\n8 (800) 555-35-35", ["8 (800) 555-35-35"]),
        ("Call us 24/7 · (415) 555-0100", ["(415) 555-0100"]),
        ("Hotline 24/7: 999 000-00-00", ["999 000-00-00"]),
        ("Hotline (toll-free, 24/7): 98765 43210", ["98765 43210"]),
        ("Call 12-00 90 00 00", ["12-00 90 00 00"]),
        ("Call 99/90 00 00 00", ["99/90 00 00 00"]),
        ("Hotline 24/7 · 10115 Berlin", []),
        ("Звоните 9–18, 125009 Москва", []),
        ("Mobile (2026)\n2025 and before", []),
    ],
)
def test_hours_before_a_number_are_no_part_of_it(text: str, contacts: list[str]) -> None:
    assert [match[0] for match in contacts_in(text)] == contacts


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("请发邮件至privacy@policy.example，谢谢。", "privacy@policy.example"),
        ("privacy@policy.exampleまたは郵便", "privacy@policy.example"),
        ("privacy@policy.exampleまで。安全管理はTLSで", "privacy@policy.example"),
        ("邮件至privacy@policy.example。我们会在30天内答复。", "privacy@policy.example"),
        ("privacy@policy.example。TLS で", "privacy@policy.example"),
        ("privacy@policy.example。evil.com", "privacy@policy.example。evil.com"),
        ("privacy@policy。example、または", "privacy@policy。example"),
        ("privacy@policy.example。com。cn", "privacy@policy.example。com。cn"),
        ("privacy@policy.example。com まで", "privacy@policy.example。com"),
        ("手机13800138000", "13800138000"),
        ("请拨打138 0013 8000", "138 0013 8000"),
        ("電話は138 0013 8000", "138 0013 8000"),
        ("โทร. 138 0013 8000", "138 0013 8000"),
        ("ইমেল privacy@policy.example-এ লিখুন", "privacy@policy.example"),
        ("privacy@policy.example로 보내 주세요", "privacy@policy.example"),
        ("ติดต่อprivacy@policy.exampleได้", "privacy@policy.example"),
        ("लिखें: privacy@policy.exampleपर", "privacy@policy.example"),
        ("或致电+7 495 000-00-00，", "+7 495 000-00-00"),
        ("または+7 495 000-00-00まで", "+7 495 000-00-00"),
        ("โทร+7 495 000-00-00ได้", "+7 495 000-00-00"),
        ("বা +7 495 000-00-00-এ লিখুন", "+7 495 000-00-00"),
        ("請致電010-12345678。", "010-12345678"),
        ("evil甲privacy@policy.example", "evil甲privacy@policy.example"),
        ("privacy@policy.example的evil.com", "privacy@policy.example的evil.com"),
        ("privacy@policy.coм", "privacy@policy.coм"),
        ("рrivacy@policy.example", "рrivacy@policy.example"),
        ("甲@policy.example", "甲@policy.example"),
    ],
)
def test_a_contact_ends_at_letters_of_a_script_without_spaces(text: str, contact: str) -> None:
    assert [match[0] for match in contacts_in(text)] == [contact]


@pytest.mark.parametrize(
    "text",
    [
        "电话1小时内回复，手机2026年1月1日起",
        "本政策自2026年1月1日起生效，至2026-12-31。",
        "统一社会信用代码91310000123456789X，合同编号2024123456789，共1234567890元。",
        "登録番号T1234567890123です。平成30年法律第57号",
        "사업자등록번호 123-45-67890입니다",
        "เลขทะเบียน0105551234567",
    ],
)
def test_other_numbers_beside_such_letters_are_no_contacts(text: str) -> None:
    assert [match[0] for match in contacts_in(text)] == []


# The beginnings and ends of contacts and of what looks like one.
_PIECES = (
    *(" ", "\n\n", ".", ",", ":", "/", "\\", "-", "_", "(", ")", "@", "%40", "#", "+", "|", "“", "\N{NO-BREAK SPACE}"),
    *("7", "00", "190", "800", "2026", "4821", "495", "12-20", "999 888", "O3210", "٣٤٥", "1-800-", "ACME", "FLOWERS"),
    *(
        "info",
        "evil",
        "evil.example",
        "me",
        "com",
        "t.me",
        "wa.me/",
        "vk",
        "tg",
        "telegram",
        "Viber",
        "line",
        "LINE ID",
    ),
    *(
        "online",
        "qq:",
        "icq ",
        "signal ",
        "discord ",
        "skype live:",
        "微信号",
        "카카오톡 id",
        "evil_bot",
        "acme_privacy",
    ),
    *(" at ", " AT ", " собака ", " точка ", " dot ", "[at]", "(dot)", "-at-", "arroba", "а", "Call ", "тел. ", "電話"),
    *("text STOP to ", "№ ", "ОГРН ", "https://", "the page", "доставка", "установка"),
)
# It has something of each kind of contact, far away from what follows.
_OTHERS = (
    "evil_bot@acme.example/ 4821 800 ACME line qq icq signal discord skype com| slash (at) look at me." + " so" * 100
)
_OTHERS += APART


@given(st.lists(st.sampled_from(_PIECES), max_size=9).map("".join))
@settings(max_examples=200, deadline=None)
def test_what_rules_out_contacts_quickly_rules_out_none(text: str) -> None:
    found = [(each.end() + len(_OTHERS), each[0].strip()) for each in contacts_in(text)]
    beside_others = [(each.end(), each[0].strip()) for each in contacts_in(_OTHERS + text)]
    assert [each for each in beside_others if each[0] > len(_OTHERS)] == found


def test_each_letter_and_digit_has_its_ordinary_form() -> None:
    for character in filter(str.isalnum, map(chr, range(0x20000))):
        plain = unicodedata.normalize("NFKC", character)
        digit = unicodedata.decimal(character, None)
        expected = str(digit) if digit is not None else plain if len(plain) == 1 and plain.isalnum() else character
        assert as_read(character) == expected
