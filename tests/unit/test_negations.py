from __future__ import annotations

import pytest
from policysite.lint.text.negation.model import merged
from policysite.lint.text.negation.reader import negations_in

from tests.rules import findings_of, places


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("Ваши данные не попадают ни к каким третьим лицам.", "Your data does not reach any third parties."),
        ("Нет, никогда.", "No, never."),
        ("Нет, мы никому их не передаём.", "No, we do not pass them to anybody."),
        ("Мы не знаем, каким компаниям их передали.", "We do not know to which companies they were passed."),
        (
            "Никто, кроме сотрудников поддержки, не имеет доступа к обращениям.",
            "Only support employees have access to requests.",
        ),
        (
            "Никто, кроме сотрудников поддержки, не имеет доступа к обращениям.",
            "No one except support employees has access to requests.",
        ),
        ("Мы не передаём данные без вашего согласия.", "We do not transfer data without your consent."),
        ("Мы не передаём данные без вашего согласия.", "We transfer data only with your consent."),
        ("Без вашего согласия данные не передаются.", "Data is not transferred unless you consent."),
        ("Мы отвечаем не позднее чем через 30 дней.", "We reply within 30 days."),
        ("Мы отвечаем не позднее чем через 30 дней.", "We reply no later than in 30 days."),
        ("Мы храним их не более 30 дней.", "We keep them for no more than 30 days."),
        ("Мы храним их не более 30 дней.", "We keep them for up to 30 days."),
        ("Мы храним их не дольше, чем это необходимо.", "We keep them for no longer than is necessary."),
        ("Мы храним их не дольше, чем это необходимо.", "We keep them only for as long as is necessary."),
        ("Вам должно быть не менее 18 лет.", "You must be at least 18 years old."),
        ("Сервис не предназначен для лиц, не достигших 16 лет.", "The service is not intended for persons under 16."),
        (
            "Запрос можно подать не только по почте, но и в чате.",
            "A request can be made not only by mail but also in the chat.",
        ),
        ("Нельзя передавать пароль другим лицам.", "You must not share your password with others."),
        ("Нельзя передавать пароль другим лицам.", "Sharing your password is prohibited."),
        ("Мы ни при каких обстоятельствах не продаём данные.", "Under no circumstances do we sell data."),
        ("Мы никогда и никому не продаём ваши данные.", "We never sell your data to anyone."),
        ("Мы не собираем ни имена, ни адреса.", "We collect neither names nor addresses."),
        ("Мы не собираем ни имена, ни адреса.", "We do not collect names or addresses."),
        ("Мы не продаём и не передаём данные.", "We neither sell nor transfer data."),
        (
            "Мы не продаём ваши данные и не передаём их рекламным сервисам.",
            "We do not sell your data or transfer it to advertising services.",
        ),
        (
            "Мы не продаём ваши данные, не передаём их партнёрам и не публикуем.",
            "We do not sell your data, transfer it to partners or publish it.",
        ),
        ("Мы не продаём данные, и никто их не увидит.", "We do not sell data, and nobody will see it."),
        ("Если вы не согласны, не пользуйтесь сервисом.", "If you do not agree, do not use the service."),
        ("Если вы не согласны, не пользуйтесь сервисом.", "Unless you agree, do not use the service."),
        (
            "Данные хранятся до тех пор, пока вы не удалите учётную запись.",
            "Data is stored until you delete your account.",
        ),
        ("Данные хранятся, пока вы не удалите учётную запись.", "Data is stored until you delete your account."),
        ("Удаление бесплатное.", "Deletion is free of charge."),
        ("Мы удаляем данные без взимания платы.", "We delete data free of charge."),
        ("Закон № 152-ФЗ не запрещает этого.", "Law No. 152-FZ does not forbid it."),
        ("Невозможно гарантировать полную безопасность.", "Complete security cannot be guaranteed."),
        ("Мы не можем гарантировать полную безопасность.", "We cannot guarantee complete security."),
        (
            "Мы не несём ответственности за действия третьих лиц.",
            "We are not responsible for the actions of third parties.",
        ),
        ("Нет, мы этого не делаем.", "No, we do not."),
        ("Нет.", "No."),
        ("Никогда.", "Never."),
        ("Никому.", "To no one."),
        ("Никому и никогда.", "Never and to no one."),
        ("Ни один из сотрудников не видит пароль.", "None of the employees can see the password."),
        ("Каким бы ни был запрос, мы ответим.", "Whatever the request is, we will reply."),
        ("Независимо от того, согласны ли вы.", "Whether or not you agree."),
        ("У нас нет доступа к вашим паролям.", "We do not have access to your passwords."),
        ("У нас нет доступа к вашим паролям.", "We have no access to your passwords."),
        ("Ничего не меняется.", "Nothing changes."),
        ("Мы не вправе отказать.", "We may not refuse."),
        ("Это не означает, что данные не защищены.", "This does not mean that the data is not protected."),
        ("Мы больше не храним ваши данные.", "We no longer store your data."),
        ("Вы можете не указывать имя.", "You may choose not to provide a name."),
        ("Вы можете не указывать имя.", "You need not give your name."),
        ("Укажите никнейм, имя необязательно.", "Give a nickname; the name is optional."),
        (
            "Мы не используем куки, счётчики и сторонние ресурсы.",
            "We use no cookies, no analytics and no third-party resources.",
        ),
        ("Мы не используем ни куки, ни счётчики.", "We use no cookies and no analytics."),
        (
            "Ваши данные не передаются, не продаются и не раскрываются.",
            "Your data is not transferred, sold or disclosed.",
        ),
        (
            "Данные не передаются, за исключением случаев, предусмотренных законом.",
            "Data is not transferred except as provided by law.",
        ),
        (
            "Данные передаются только в случаях, предусмотренных законом.",
            "Data is not transferred except as provided by law.",
        ),
        ("Отсутствие ответа не означает согласия.", "The absence of a reply does not mean consent."),
        ("Прежде чем удалить данные, мы спросим вас.", "Before deleting data, we will ask you."),
        ("Мы воздерживаемся от рекламы.", "We do not show ads."),
        ("Тем не менее мы ответим.", "Nevertheless, we will reply."),
        ("При несогласии напишите нам.", "If you do not agree, write to us."),
        ("Отвечать необязательно.", "You don’t have to answer."),
        ("Мы храним их 30 дней — не дольше.", "We keep them for 30 days — no longer."),
        ("Неполные данные мы не принимаем.", "We do not accept incomplete data."),
        ("Мы незамедлительно сообщим вам об утечке.", "We will inform you of a breach without undue delay."),
        ("Мы сообщим вам об утечке без неоправданной задержки.", "We will promptly inform you of a breach."),
        ("Мы ответим без промедления.", "We will reply without delay."),
        ("Такое согласие недействительно.", "Such consent is not valid."),
        ("Такое согласие не действует.", "Such consent is void."),
        ("Такое согласие недействительно.", "Such consent is invalid."),
        ("Данные необходимы для ответа.", "The data is necessary for a reply."),
    ],
)
def test_natural_translations_agree(russian: str, english: str) -> None:
    assert negations_in(russian, "ru").agree(negations_in(english, "en"))
    assert negations_in(english, "en").agree(negations_in(russian, "ru"))


SERIES = "Мы не продаём, не передаём и не публикуем ваши данные."
ITS = "We do not sell, transfer or publish your data."


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("Данные не раскрываются третьим лицам.", "Data is never disclosed to third parties."),
        ("Нет, мы их передаём.", "No, we do not pass them on."),
        ("Данные никогда раскрываются третьим лицам.", "Data is never disclosed to third parties."),
        ("Данные никогда не раскрываются третьим лицам.", "Data is disclosed to third parties."),
        ("Ваши данные попадают ни к каким третьим лицам.", "Your data does not reach any third parties."),
        ("Ваши данные не попадают к каким третьим лицам.", "Your data does not reach any third parties."),
        ("Мы продаём, не передаём и не публикуем ваши данные.", ITS),
        ("Мы не продаём, передаём и не публикуем ваши данные.", ITS),
        ("Мы не продаём, не передаём и публикуем ваши данные.", ITS),
        (SERIES, "We sell, transfer or publish your data."),
        ("Мы передаём данные без вашего согласия.", "We do not transfer data without your consent."),
        ("Мы не передаём данные вашего согласия.", "We do not transfer data without your consent."),
        ("Мы храним их более 30 дней.", "We keep them for no more than 30 days."),
        ("Мы храним их более 30 дней.", "We keep them for up to 30 days."),
        ("Мы храним их не более 30 дней.", "We keep them for more than 30 days."),
        ("Мы отвечаем позднее чем через 30 дней.", "We reply within 30 days."),
        ("Вам должно быть менее 18 лет.", "You must be at least 18 years old."),
        ("Передавать пароль другим лицам.", "Sharing your password is prohibited."),
        ("Если вы согласны, не пользуйтесь сервисом.", "If you do not agree, do not use the service."),
        ("Если вы не согласны, не пользуйтесь сервисом.", "If you do agree, do not use the service."),
        ("Запрос можно подать только по почте.", "A request can be made not only by mail."),
        ("Мы при каких обстоятельствах не продаём данные.", "Under no circumstances do we sell data."),
        ("Мы не собираем ни имена, ни адреса.", "We collect names nor addresses."),
        ("Данные используются только для ответа и передаются.", "Data is used only to reply and is not transferred."),
        ("Мы можем это сделать.", "We can’t do it."),
        ("Мы ответим.", "No."),
        ("Мы незамедлительно раскроем их.", "We will not disclose it without undue delay."),
        ("Такое согласие действительно.", "Such consent is not valid."),
        ("Мы храним их 30 дней — дольше.", "We keep them for 30 days — no longer."),
    ],
)
def test_sentences_with_a_lost_negation_do_not_agree(russian: str, english: str) -> None:
    assert not negations_in(russian, "ru").agree(negations_in(english, "en"))
    assert not negations_in(english, "en").agree(negations_in(russian, "ru"))


@pytest.mark.parametrize(
    ("ru", "en", "place", "here", "there"),
    [
        (SERIES, "We do sell your data.", (1, 1), "—", "не, не, не"),
        ("Да. Мы храним.\nМы продаём.", "Yes. We store it.\nWe do not sell.", (2, 7), "not", "—"),
        ("- Мы храним.\n- Мы не продаём.", "- We store.\n- We sell.", (2, 3), "—", "не"),
        ("| Срок |\n|---|\n| не более года |", "| Term |\n|---|\n| more than a year |", (3, 3), "—", "не более"),
        ("Мы **не** продаём.", "We **never** sell.", (1, 6), "never", "не"),
        ("Мы храним. Мы не продаём. Да.", "We store it and sell it. Yes.", (1, 1), "—", "не"),
    ],
)
def test_the_finding_names_the_negations_of_both_languages(
    ru: str, en: str, place: tuple[int, int], here: str, there: str
) -> None:
    (finding,) = findings_of("negations-differ", {"ru": ru, "en": en})
    assert places([finding]) == [place]
    assert (finding.params["here"], finding.params["there"]) == (here, there)


def test_a_sentence_that_became_two_is_compared_as_a_whole() -> None:
    ru, en = "Мы не продаём данные и не храним их.", "We do not sell data. We do not store it."
    assert findings_of("negations-differ", {"ru": ru, "en": en}) == []


def test_code_and_addresses_have_no_negations() -> None:
    assert findings_of("negations-differ", {"ru": "Команда `do not` тут.", "en": "The command `go` is here."}) == []


def test_a_negation_repeated_many_times_is_read_quickly() -> None:
    for text in ("не ", "не а и б ", "ни ", "не а, ", "нет. "):
        long = negations_in(text * 10_000, "ru")
        assert long.agree(merged([long]))


def test_if_many_sentences_of_a_page_negate_differently_nothing_is_concluded() -> None:
    same, other = ("Мы не храним почту.", "We do not keep email."), ("Мы не храним имя.", "We delete your name.")
    for differing, expected in ((1, 1), (3, 3), (4, 0)):
        ru, en = (" ".join(texts) for texts in zip(*[same] * 5, *[other] * differing, strict=True))
        assert len(findings_of("negations-differ", {"ru": ru, "en": en})) == expected
