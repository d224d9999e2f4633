"""The published pages are set as their language wants, whatever was pasted into their sources."""

from __future__ import annotations

import re
from pathlib import Path

from tests.small_site import SmallSite

TEXT = (
    "\ufeff**30** дней, 1 000 000 ₽, ст. 6, п. 2, № 152, § 5, Art. 6, И. И. Иванов, 25 %.\n\n"
    'По\u00a0запросу "сло\u00adво"\u200b - да&shy;нные \u202aи\u202c `_ga - 5 дней`.\n\n'
    "-\u00a0пункт\n- пункт\n"
)


def test_a_pasted_text_is_published_without_what_nobody_sees_and_with_its_spaces_bound(tmp_path: Path) -> None:
    project = SmallSite(tmp_path)
    project.append("docs/ru/index.md", "\n" + TEXT)
    assert project.policy("build") == 0
    page = project.published()["ru/index.html"].decode("utf-8")
    text = page[page.index("Мы отвечаем") : page.index("</article>")]
    assert re.findall("[\u00ad\u200b-\u200f\u202a-\u202f\u2060-\u206f\ufeff]|&shy;", text) == []
    assert re.findall("<(?:p|li)>.*?</(?:p|li)>", text.replace("\xa0", "~"))[-4:] == [
        "<p><strong>30</strong>~дней, 1~000~000~₽, ст.~6, п.~2, №~152, §~5, Art.~6, И.~И.~Иванов, 25~%.</p>",
        "<p>По~запросу «слово»~— данные и~<code>_ga - 5 дней</code>.</p>",
        "<li>пункт</li>",
        "<li>пункт</li>",
    ]
