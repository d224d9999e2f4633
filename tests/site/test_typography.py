"""The published pages are set as their language wants, whatever was pasted into their sources."""

from __future__ import annotations

import re
from pathlib import Path

from tests.small_site import SmallSite

TEXT = (
    "\ufeff**30** дней, 1 000 000 ₽, ст. 6, п. 2, № 152, § 5, Art. 6, И. И. Иванов, 25 %.\n\n"
    'По\u00a0запросу "сло\u00adво"\u200b - да&shy;н&rlm;ные \u202aи\u202c `_ga - 5 дней`.\n\n'
    "-\u00a0пункт\n- пункт\n"
)


def test_marks_whose_findings_are_suppressed_stay_as_they_are(tmp_path: Path) -> None:
    project = SmallSite(tmp_path, versioned=False)
    text = '\n"Да" - да.\n'
    project.append("docs/en/privacy.md", text)
    project.append("docs/ru/privacy.md", text)
    project.append("docs/ru/index.md", f"{text}\n<!-- policy allow quotes-wrong: so is the name of the company -->\n")
    entry = '- rule: dash-wrong\n  where: ru/privacy#requests\n  reason: "So is the name of the company."\n'
    project.write("docs/editorial/exceptions.yml", entry)
    assert project.policy("build") == 0
    pages = {path: page.decode("utf-8") for path, page in project.published().items() if path.endswith(".html")}
    assert "<p>“Да”\xa0— да.</p>" in pages["privacy/index.html"]
    assert "<p>«Да» - да.</p>" in pages["ru/privacy/index.html"]
    assert '<p>"Да"\xa0— да.</p>' in pages["ru/index.html"]


def test_marks_stay_as_they_are_where_the_rule_is_off(tmp_path: Path) -> None:
    project = SmallSite(tmp_path)
    project.append("docs/ru/index.md", '\n"Да" - да.\n')
    project.replace(
        "mkdocs.yml", "  - policy\n", "  - policy: {rules: {quotes-wrong: off, dash-wrong: off}}  # so is our style\n"
    )
    assert project.policy("build") == 0
    assert '<p>"Да" - да.</p>' in project.published()["ru/index.html"].decode("utf-8")


def test_a_pasted_text_is_published_without_what_nobody_sees_and_with_its_spaces_bound(tmp_path: Path) -> None:
    project = SmallSite(tmp_path, versioned=False)
    project.append("docs/ru/index.md", "\n" + TEXT)
    project.append("docs/en/index.md", "\nשלום&rlm;, welcome.\n")
    project.append("mkdocs.yml", "copyright: Ответ в 30 дней\n")
    assert project.policy("build") == 0
    page = project.published()["ru/index.html"].decode("utf-8")
    text = page[page.index("Мы отвечаем") : page.index("</article>")]
    assert re.findall("[\u00ad\u200b-\u200f\u202a-\u202f\u2060-\u206f\ufeff]|&shy;|&rlm;", text) == []
    assert re.findall("<(?:p|li)>.*?</(?:p|li)>", text.replace("\xa0", "~"))[-4:] == [
        "<p><strong>30</strong>~дней, 1~000~000~₽, ст.~6, п.~2, №~152, §~5, Art.~6, И.~И.~Иванов, 25~%.</p>",
        "<p>По~запросу «слово»~— данные и~<code>_ga - 5 дней</code>.</p>",
        "<li>пункт</li>",
        "<li>пункт</li>",
    ]
    assert "שלום&rlm;, welcome." in project.published()["index.html"].decode("utf-8")
    assert re.findall("Ответ.*", page.replace("\xa0", "~")) == ["Ответ в~30~дней</p>"]
    assert "или в\xa0адресе опечатка" in project.published()["404.html"].decode("utf-8")
